"""The calendar on paper: a term on one sheet upright, a month or a week across."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date

from libdesk.actions.desk import Desk
from libdesk.domain.show import WEEKDAYS, show_day
from libdesk.domain.term_weeks import DayKind, TermDay
from libdesk.i18n import _
from libdesk.ui.semester.calendar.items import DayItem
from libdesk.ui.semester.calendar.views import TERM, Shown
from libdesk.ui.widgets.term_grid import MARKS


def calendar_maker(desk: Desk, view: str, shown: Shown, items: Mapping[date, Sequence[DayItem]]) -> Callable[[], bytes]:
    """What makes the sheet; it needs no desk any more."""
    from libdesk.documents.grid_sheet import GridCell, GridPaper, grid_sheet

    def cell(day: TermDay, *, first: bool) -> GridCell:
        if day.kind is DayKind.OUTSIDE:
            return GridCell(shaded=True)
        here = day.day
        closed = day.kind in (DayKind.CLOSED, DayKind.OFF)
        lines = (line for item in items.get(here, ()) for line in (item.brief if view == TERM else (f"· {item.line}",)))
        head = _head(day, with_month=first or here.day == 1)
        return GridCell(head, tuple(lines), shaded=closed, name=show_day(here))

    rows = tuple(
        (head, tuple(cell(day, first=day is week[0]) for day in week))
        for head, week in zip(shown.heads, shown.weeks, strict=True)
    )
    note = _("“off” is closed on this very day, “work” open against the week; grey is closed.")
    paper = GridPaper(
        desk.settings.school, shown.title, note, None, tuple(_(words) for words in WEEKDAYS), rows,
        wide=view != TERM, names=44.0,
    )  # fmt: skip
    return lambda: grid_sheet(paper)


def _head(day: TermDay, *, with_month: bool) -> str:
    """4/6 off 清明节."""
    number = f"{day.day.month}/{day.day.day}" if with_month else str(day.day.day)
    mark = MARKS.get(day.kind)
    return " ".join(part for part in (number, _(mark) if mark else "", day.name) if part)
