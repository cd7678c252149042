"""Two stocktakes of the sample: of the class with a missing book, which is finished, and of a small one, open."""

import json
from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any, Final

from libdesk.demo.helpers import shifts
from libdesk.demo.past import NOON, instant
from libdesk.demo.school import School
from libdesk.demo.stock import Copy
from libdesk.domain.registers.sums import class_letter
from libdesk.domain.stocktake.endings import Agreement, Figures, Odds
from libdesk.domain.stocktake.stands import Stand, Tally

Table = tuple[str, str, list[tuple[Any, ...]]]
DONE, OPEN = 1, 2
SMALL: Final = range(24, 160)  # copies of a class that is counted in two breaks
FOREIGN: Final = ("6901028075831", "X00079")  # codes that are on no book here
STANDS: Final = {
    "missing": Stand.LEFT, "loan": Stand.LOAN, "in_house": Stand.LOAN, "lost": Stand.LOST, "repair": Stand.REPAIR,
    "hold": Stand.HELD,
}  # fmt: skip


def stocktakes(school: School) -> Iterator[Table]:
    """What points at copies and shifts."""
    classes: dict[str, list[Copy]] = {}
    for copy in school.stock.copies:
        if copy.status != "withdrawn" and copy.call_no:
            classes.setdefault(class_letter(copy.call_no), []).append(copy)
    finished = next(letter for letter, copies in sorted(classes.items()) if any(c.status == "missing" for c in copies))
    going_on = next(
        letter for letter, copies in sorted(classes.items(), reverse=True)
        if letter != finished and len(copies) in SMALL
    )  # fmt: skip
    then, today = school.today - timedelta(days=40), school.today
    copies, counted = classes[finished], classes[going_on]
    figures = json.dumps(_figures(school, copies).as_values(), separators=(",", ":"))
    began, went_on = instant(then, NOON), instant(today - timedelta(days=1), NOON)
    yield (
        "stocktake", "id, name, from_no, to_no, began, began_day, state, ended, ended_day, figures",
        [
            (DONE, f"{finished}类清点", finished, finished, began, _iso(then), "done", began + 5_400_000, _iso(then),
             figures),
            (OPEN, f"{going_on}类清点", going_on, going_on, went_on, _iso(today - timedelta(days=1)), "open",
             None, None, None),
        ],
    )  # fmt: skip
    snapshot = [(DONE, copy.id, "shelf" if copy.status == "missing" else copy.status) for copy in copies]
    yield "stocktake_copy", "stocktake_id, copy_id, status", snapshot + [(OPEN, c.id, c.status) for c in counted]
    shift = len(shifts(school))
    yield (
        "sitting", "id, stocktake_id, began, ended, shift_id",
        [(1, DONE, began, began + 5_000_000, shift - 20), (2, OPEN, went_on, None, shift)],
    )  # fmt: skip
    on_shelf = [copy for copy in counted if copy.status == "shelf"]
    seen: list[tuple[Any, ...]] = [
        (DONE, copy.id, 1, began + 9_000 * nth, "shelf", None)
        for nth, copy in enumerate(copies)
        if copy.status == "shelf"
    ]
    seen += [(OPEN, copy.id, 2, went_on + 11_000 * nth, "shelf", copy.place) for nth, copy in
             enumerate(on_shelf[: 2 * len(on_shelf) // 3])]  # fmt: skip
    stranger = next(copy for copy in copies if copy.status == "shelf")
    seen.append((OPEN, stranger.id, 2, went_on + 900_000, "shelf", on_shelf[0].place))
    yield "seen_copy", "stocktake_id, copy_id, sitting_id, at, before, place_id", seen
    strays = [(OPEN, 2, code, went_on + 300_000 * nth) for nth, code in enumerate(FOREIGN, start=1)]
    yield "stray_code", "stocktake_id, sitting_id, code, at", strays
    missed = [(DONE, copy.id, "shelf", "missing", 1) for copy in copies if copy.status == "missing"]
    yield "missed_copy", "stocktake_id, copy_id, before, after, times", missed


def _figures(school: School, copies: list[Copy]) -> Figures:
    stands = [(copy.place, class_letter(copy.call_no), STANDS.get(copy.status, Stand.SEEN)) for copy in copies]
    register = sum(copy.status != "withdrawn" for copy in school.stock.copies)
    missing = sum(copy.status == "missing" for copy in copies)
    return Figures(Agreement(register, 0, register - len(copies), 0, Tally(Counter(stands))), Odds(), missing, 0)


def _iso(day: date) -> str:
    return day.isoformat()
