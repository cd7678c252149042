"""What waits on the trolley of the sample, and which classes stand on which of its shelves."""

from collections import Counter
from collections.abc import Iterator
from itertools import groupby
from typing import Any, Final

from libdesk.demo.school import School
from libdesk.demo.stock import PUPILS_ROOM, STACKS, Copy
from libdesk.domain.shelf_order import shelf_key

Table = tuple[str, str, list[tuple[Any, ...]]]
ON_TROLLEY: Final = 32
A_SHELF: Final = 260  # copies; a shelf begins with a class
ROOM: Final = 400
SIDES: Final = ("A面", "B面")


def on_trolley(school: School, waiting: set[int]) -> dict[int, int]:
    """The copies that came back last and the instants of it; `waiting` are arrivals."""
    back: dict[int, int] = {}
    for loan in school.present.loans:
        copy = loan.copy
        if loan.returned is not None and copy.status == "shelf" and copy.call_no and copy.id not in waiting:
            back[copy.id] = max(loan.returned, back.get(copy.id, 0))
    newest = sorted(back, key=lambda copy_id: (back[copy_id], copy_id))[-ON_TROLLEY:]
    return {copy_id: back[copy_id] for copy_id in newest}


def shelves(school: School) -> Iterator[Table]:
    """Class after class, each shelf full enough; the reading room has one for its reference works."""
    rows: list[tuple[Any, ...]] = []
    counts: Counter[str] = Counter()
    for copy in school.stock.copies:
        if copy.place == STACKS and copy.call_no:
            counts[_class(copy)] += 1
    shelf: list[str] = []
    for class_no in sorted(counts, key=shelf_key):
        if shelf and sum(counts[one] for one in shelf) + counts[class_no] > A_SHELF:
            rows.append(_row(len(rows), shelf))
            shelf = []
        shelf.append(class_no)
    rows.append(_row(len(rows), shelf))
    rows.append((PUPILS_ROOM, "工具书架", "A", "Z", 300, None))
    yield "shelf", "place_id, name, from_no, to_no, room, note", rows


def _class(copy: Copy) -> str:
    return (copy.call_no or "").partition("/")[0]


def _row(number: int, classes: list[str]) -> tuple[Any, ...]:
    """1架A面, 1架B面, 2架A面 …"""
    letters = [letter for letter, _same in groupby(one[0] for one in classes)]
    note = "低年级常借" if "I" in letters and number % 3 == 0 else None
    return (STACKS, f"{number // 2 + 1}架{SIDES[number % 2]}", classes[0], classes[-1], ROOM, note)
