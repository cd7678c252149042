"""The papers of the roster: the week for the wall, and the sheet on which free times are asked for."""

from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from libdesk.actions.desk import Desk
from libdesk.domain.calendar_entries import CalendarEntry
from libdesk.domain.duties import Slot
from libdesk.domain.hours import show_time
from libdesk.domain.ops import Op
from libdesk.domain.rows.books import show_room
from libdesk.domain.rows.calendar import TermRow
from libdesk.domain.rows.documents import TableColumn, TablePaper, TablePart
from libdesk.domain.show import WEEKDAYS, show_day
from libdesk.domain.term_weeks import week_number
from libdesk.i18n import N_, _, listed, sentences
from libdesk.store.queries import roster as queries
from libdesk.ui.semester.roster.cells import Cell, Kind, Name, Week
from libdesk.ui.semester.roster.roster import Roster

MOST_SLOTS: Final = 16  # columns on a sheet across; more are spread over several sheets


def roster_maker(desk: Desk, roster: Roster, week: Week, monday: date | None) -> Callable[[], bytes]:
    """The week as the grid shows it, with the names as the school shows them to others."""
    school, at = desk.settings.school, now_of(desk)
    if monday is None:
        heading = _("Duty roster, {term}").format(term=roster.term.name)
        note = _("Odd weeks are the first, third, fifth … of the term; the first begins on {day}.").format(
            day=show_day(roster.term.first - timedelta(days=roster.term.first.weekday()))
        )
    else:
        heading = _("Duty roster, week {n}").format(n=week_number(roster.term.first, monday))
        note = f"{show_day(monday, year=True)} – {show_day(monday + timedelta(days=6), year=True)}"
    bands = _bands(week)
    foot = _(
        "Sign on with the shift card and your own card, from a quarter of an hour before. Swap in time and say so."
    )

    def make() -> bytes:
        from libdesk.documents.duty_roster import RosterBand, RosterPaper, roster_pages

        made = tuple(RosterBand(head, cells) for head, cells in bands)
        return roster_pages(RosterPaper(school, heading, note, at, week.heads, made, foot)).pdf()

    return make


def now_of(desk: Desk) -> datetime:
    return datetime.fromtimestamp(desk.now() / 1000, UTC).astimezone(ZoneInfo(desk.settings.zone))


def _bands(week: Week) -> list[tuple[str, tuple[tuple[str, ...], ...]]]:
    """The rows of the grid put together by time, each column with its names one below the other."""
    found: list[tuple[str, list[list[str]]]] = []
    for row in week.rows:
        if row.first:
            found.append(("\n".join(row.band), [[] for _day in week.heads]))
        for column, cell in zip(found[-1][1], row.cells, strict=True):
            if said := _said(cell):
                column.append(said)
    return [(head, tuple(tuple(column) for column in columns)) for head, columns in found]


def _said(cell: Cell) -> str:
    match cell.kind:
        case Kind.OPEN | Kind.GONE:
            return "＿＿＿＿"
        case Kind.PERSON | Kind.CLOSED:
            return cell.text
    return ""


def times_papers(
    desk: Desk, term: TermRow, slots: Sequence[Slot], people: Sequence[tuple[int, str]]
) -> tuple[TablePaper, ...]:  # fmt: skip
    """A line a helper with an empty box for each slot, to be ticked where they are free, as on the screen.

    Slots that find no room on one sheet stand on further ones, as many on each.
    """
    sheets = max(1, -(-len(slots) // MOST_SLOTS))
    each = -(-len(slots) // sheets)
    parts = [slots[n * each : (n + 1) * each] for n in range(sheets)]
    return tuple(_times_sheet(desk, term, part, people, n, sheets) for n, part in enumerate(parts, 1))


def _times_sheet(
    desk: Desk, term: TermRow, slots: Sequence[Slot], people: Sequence[tuple[int, str]], sheet: int, sheets: int
) -> TablePaper:  # fmt: skip
    columns = (TableColumn(N_("Helper")), *(TableColumn(_brief(slot), share=1) for slot in slots))
    lines = tuple((words, *("□" for _slot in slots)) for _reader_id, words in people)
    note = _("Tick the times at which you are free. It helps to draw up the roster fairly.")
    if sheets > 1:
        note = sentences(note, _("Sheet {n} of {all}.").format(n=sheet, all=sheets))
    return TablePaper(
        desk.settings.school, _("Free times of the student librarians, {term}").format(term=term.name), note, columns,
        (TablePart("", lines),), wide=True,
    )  # fmt: skip


def _brief(slot: Slot) -> str:
    """Mon noon: what has room over a box."""
    return f"{_(WEEKDAYS[slot.weekday])} {slot.name or show_time(slot.first)}"


def calendar_entries(desk: Desk, roster: Roster, reader_id: int | None, name: Name) -> list[CalendarEntry]:
    """The duties from today until the end of the term, one by one, since swaps and closed days differ from the week.

    `reader_id`: only theirs. The file is read by others, so `name` says people as the school shows them.
    """
    library = desk.read(Op.SEE_ROSTER)
    first = max(roster.term.first, desk.today)
    found: list[CalendarEntry] = []
    for day in queries.duty_days(library, first, roster.term.last) if first <= roster.term.last else ():
        for on_day in day.slots:
            if reader_id is not None and all(one.person.reader_id != reader_id for one in on_day.here):
                continue
            names = listed(name(one.person) for one in on_day.here)
            if not names:
                continue
            found.append(
                CalendarEntry(
                    f"duty-{on_day.slot.id}-{day.day.isoformat()}@libdesk", day.day, day.day,
                    _("Library duty: {names}").format(names=names), on_day.slot.first, on_day.slot.last,
                    show_room(on_day.slot.place) if on_day.slot.place else "", on_day.slot.name,
                )
            )  # fmt: skip
    return found
