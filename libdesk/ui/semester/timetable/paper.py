"""The timetable on paper: the week on one sheet, and a list by class."""

from collections.abc import Callable, Sequence
from typing import Final

from libdesk.actions.desk import Desk
from libdesk.actions.school import school_of
from libdesk.domain.rows.books import show_place
from libdesk.domain.rows.calendar import TermRow
from libdesk.domain.rows.documents import TableColumn, TablePaper, TablePart
from libdesk.domain.rows.schedule import LessonRow, PeriodRow
from libdesk.domain.show import WEEKDAYS, show_day
from libdesk.domain.timetable import WEEKS_LABELS
from libdesk.i18n import N_, _
from libdesk.ui.printing.document_makers import list_maker
from libdesk.ui.semester.calendar.items import lesson_words

COLUMNS: Final = (
    TableColumn(N_("Class"), share=1),
    TableColumn(N_("Weekday")),
    TableColumn(N_("Lesson period")),
    TableColumn(N_("Time")),
    TableColumn(N_("Weeks")),
    TableColumn(N_("Lesson room")),
    TableColumn(N_("Teacher")),
)


def week_maker(
    desk: Desk, term: TermRow, periods: Sequence[PeriodRow], weekdays: Sequence[int], lessons: Sequence[LessonRow]
) -> Callable[[], bytes]:
    """What makes the sheet with the whole week."""
    from libdesk.documents.grid_sheet import GridCell, GridPaper, grid_sheet

    school = school_of(desk)

    rooms = {show_place(row.place) if row.place else "" for row in lessons}
    only = next(iter(rooms)) if len(rooms) == 1 else ""

    def cell(weekday: int, period: PeriodRow) -> GridCell:
        here = [row for row in lessons if (row.weekday, row.period_id) == (weekday, period.id)]
        if only:
            here = [row._replace(place="") for row in here]
        return GridCell(lines=tuple(lesson_words(row, school.show(row.ref, term.last)) for row in here))

    rows = tuple(
        (f"{period.name}\n{period.times()}", tuple(cell(weekday, period) for weekday in weekdays)) for period in periods
    )
    heads = tuple(_(WEEKDAYS[weekday]) for weekday in weekdays)
    note = _note(term)
    if only:  # said once, so that each lesson has room in one line
        note = _("{term}; all in {room}").format(term=note, room=only)
    paper = GridPaper(
        desk.settings.school, _("Timetable of reading lessons"), note, None, heads, rows, wide=True, names=64.0
    )
    return lambda: grid_sheet(paper)


def classes_maker(
    desk: Desk, term: TermRow, periods: Sequence[PeriodRow], lessons: Sequence[LessonRow]
) -> Callable[[], bytes]:
    """What makes the list in the order of the classes."""
    school = school_of(desk)
    by_id = {period.id: period for period in periods}
    ordered = sorted(lessons, key=lambda row: (row.ref.sort_key, row.weekday, by_id[row.period_id].ordinal))
    rows = tuple(
        (
            school.show(row.ref, term.last), _(WEEKDAYS[row.weekday]), by_id[row.period_id].name,
            by_id[row.period_id].times(), _(WEEKS_LABELS[row.weeks]), show_place(row.place) if row.place else "",
            row.teacher,
        )
        for row in ordered
    )  # fmt: skip
    heading = _("Reading lessons by class")
    return list_maker(TablePaper(desk.settings.school, heading, _note(term), COLUMNS, (TablePart("", rows),)))


def _note(term: TermRow) -> str:
    first, last = (show_day(day, weekday=False, year=True) for day in (term.first, term.last))
    return _("{term}, {first} – {last}; odd and even weeks count from the first week of the term").format(
        term=term.name, first=first, last=last
    )
