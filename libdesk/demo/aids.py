"""Teaching aids of the sample: issued in September, mostly back in January; boxes of books with some classes."""

from collections.abc import Iterator
from datetime import date, time, timedelta
from typing import TYPE_CHECKING, Any, Final

from libdesk.demo.past import instant
from libdesk.demo.stock import STACKS, TEACHERS_ROOM, Copy, Stock
from libdesk.domain.classes import Stage

if TYPE_CHECKING:
    from libdesk.demo.school import School

Table = tuple[str, str, list[tuple[Any, ...]]]
SUBJECTS: Final = ("语文", "数学", "英语")
OTHERS: Final = (
    ("人体骨骼模型", "other", "个", 4, "科学", 8600), ("地球仪", "other", "个", 12, "科学", 3200),
    ("汉语拼音挂图", "chart", "套", 10, "语文", 2400), ("小学数学教学挂图", "chart", "套", 8, "数学", 2600),
    ("教学三角板圆规", "other", "套", 20, "数学", 1800),
)  # fmt: skip
OPENING: Final = 180
A_CLASS: Final = 30
BOXES: Final = 6
BOX_BOOKS: Final = 25
OUT: Final = 4
LENT_DAYS: Final = 150


def aids(school: "School") -> Iterator[Table]:
    """By quantity; the ledger begins with the school year before."""
    rows: list[tuple[Any, ...]] = []
    moves: list[tuple[Any, ...]] = []
    before, now = school.calendar.terms[1], school.calendar.terms[2]
    classes = [number for number, one in enumerate(school.people, 1) if one.kind == "class"]
    teachers = [number for number, one in enumerate(school.people, 1) if one.kind == "teacher"]
    start = min(before.first, school.today)
    for grade in range(1, 7):
        for place, subject in enumerate(SUBJECTS):
            name = f"{subject}练习册 {'一二三四五六'[grade - 1]}年级"
            rows.append((name, "book", "本", grade, grade, subject, 980 + 60 * place, TEACHERS_ROOM))
            moves.append((len(rows), start.isoformat(), "opening", OPENING, None, None))
    for name, kind, unit, count, subject, price in OTHERS:
        rows.append((name, kind, unit, None, None, subject, price, TEACHERS_ROOM))
        moves.append((len(rows), start.isoformat(), "opening", count, None, None))
    issued = min(now.first + timedelta(days=3), school.today)
    for place, klass in enumerate(classes):
        grade = _grade(school, klass)
        for aid in (3 * grade - 2, 3 * grade - 1):
            moves.append((aid, issued.isoformat(), "issued", A_CLASS, klass, "发放单 1"))
            if place % 5 == 0:
                moves.append((aid, school.today.isoformat(), "returned", A_CLASS - 2, klass, None))
                moves.append((aid, school.today.isoformat(), "missing", 1, klass, None))
    for place, teacher in enumerate(teachers[:12]):
        moves.append((19 + place % len(OTHERS), issued.isoformat(), "issued", 1, teacher, "发放单 2"))
    moves.append((20, school.today.isoformat(), "damaged", 1, None, None))
    yield "aid", "name, kind, unit, grade_from, grade_to, subject, price_fen, place_id", rows
    yield "aid_move", "aid_id, day, kind, quantity, reader_id, voucher", moves


def _grade(school: "School", reader: int) -> int:
    entered = school.people[reader - 1].entered or school.today.year
    year = school.today.year if school.today.month >= 9 else school.today.year - 1
    return min(max(year - entered + 1, 1), 6)


def add_boxes(stock: Stock, today: date) -> None:
    """One title of boxes, a volume and a copy for each; the first ones are out. Called once all loans are made."""
    title = len(stock.titles) + 1
    entered = today - timedelta(days=40)
    stock.titles.append((title, "box", "班级图书角", None, None, None, None, None, None, None, None, entered))
    for nth in range(1, BOXES + 1):
        stock.volumes.append((len(stock.volumes) + 1, title, f"书箱{nth}", nth))
        stock.copies.append(
            Copy(
                len(stock.copies) + 1, title, len(stock.volumes), "box", TEACHERS_ROOM, None, 3_000, "purchase",
                entered, 0, "loan" if nth <= OUT else "shelf",
            )
        )  # fmt: skip


def boxes(school: "School") -> Iterator[Table]:
    """Books that stand on the shelf lie in them; the first boxes are with the first classes."""
    copies = school.stock.copies
    made = [copy for copy in copies if copy.item_kind == "box"]
    classes = [number for number, one in enumerate(school.people, 1) if one.kind == "class"]
    day = max(school.calendar.terms[2].first, school.today - timedelta(days=20))
    free = [copy for copy in copies if copy.item_kind == "book" and copy.status == "shelf" and copy.place == STACKS]
    taken = free[3 :: max(1, len(free) // ((BOXES - 1) * BOX_BOOKS))]
    rows = [
        (box.id, copy.id, day.isoformat())
        for nth, box in enumerate(made[:-1])  # the last one is still empty
        for copy in taken[nth * BOX_BOOKS : (nth + 1) * BOX_BOOKS]
    ]
    yield "box_copy", "box_id, copy_id, put_day", rows
    due = (day + timedelta(days=LENT_DAYS)).isoformat()
    people = school.people
    loans = [
        (box.id, klass, 0, instant(day, time(12)), day.isoformat(), due, "class", Stage.PRIMARY,
         people[klass - 1].entered, people[klass - 1].class_no)
        for box, klass in zip(made[:OUT], classes, strict=False)
    ]  # fmt: skip
    columns = "copy_id, reader_id, in_house, lent, lent_day, due, reader_kind, stage, entry_year, class_no"
    yield "loan", columns, loans
