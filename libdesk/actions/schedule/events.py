"""Events of the calendar: added, changed, removed, and brought in from another program's calendar in one step."""

from collections.abc import Iterable, Set
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any, Final
from uuid import uuid4
from zoneinfo import ZoneInfo

from libdesk.actions.desk import Desk
from libdesk.domain.calendar_entries import CalendarEntry
from libdesk.domain.classes import FIRST_MONTH, school_year_of
from libdesk.domain.hours import show_time
from libdesk.domain.ops import Op
from libdesk.domain.school_events import EventGone, Meeting, checked, entry_of, meet
from libdesk.domain.value import Value
from libdesk.exchange.calendar_files import CalendarFile, read_calendar, write_calendar
from libdesk.i18n import _
from libdesk.store.queries import events as queries
from libdesk.store.tables import Event

OWN_DAYS = "@days.libdesk"  # of closed days and terms that went out with the events: they do not come in as events

YEAR: Final = timedelta(days=366)  # an event of this year or the next was brought in last year at the earliest


class EventsReceipt(Value):
    """Entry 0: nothing was to be done."""

    journal_id: int
    new: int = 0
    changed: int = 0
    gone: int = 0


class Outlook(Value):
    """What bringing in a file would do; nothing is written. `own`: closed days and terms that this program wrote."""

    path: Path
    file: CalendarFile
    meeting: Meeting
    own: int
    span: tuple[date, date]

    @property
    def entries(self) -> tuple[CalendarEntry, ...]:
        """Those that are brought in."""
        return _of_others(self.file.entries)


def set_event(desk: Desk, entry: CalendarEntry, *, event_id: int | None = None) -> int:
    """Add an event, or change the one given, which keeps its uid; gives its id.

    Raises EventGone, EventNameless, EventBackwards, EventTooLong.
    """
    desk.require(Op.EDIT_EVENTS)
    if event_id is not None:
        _known(desk, event_id)
    values = _values(checked(entry))
    with desk.action(Op.EDIT_EVENTS) as act:
        if event_id is None:
            event_id = act.add(Event, **values, uid=entry.uid or f"{uuid4()}@libdesk")
        else:
            act.change(Event, event_id, **values)
        act.note(event=event_id)
    return event_id


def remove_events(desk: Desk, event_ids: Iterable[int]) -> int:
    """Take events out; gives the journal entry, or 0 where none was given. Raises EventGone."""
    ids = list(dict.fromkeys(event_ids))
    if not ids:
        return 0
    with desk.action(Op.EDIT_EVENTS) as act:
        for event_id in ids:
            _known(desk, event_id)
            act.remove(Event, event_id)
        act.note(count=len(ids))
    return act.journal_id


def span_of_files(today: date) -> tuple[date, date]:
    """Between which days entries of a file are read: this school year and the next."""
    year = school_year_of(today)
    return date(year, FIRST_MONTH - 1, 1), date(year + 2, FIRST_MONTH - 2, 31)


def look_at_calendar(desk: Desk, path: Path) -> Outlook:
    """Read another program's calendar and say what bringing it in would do. Raises a FileError."""
    desk.require(Op.EDIT_EVENTS)
    first, last = span_of_files(desk.today)
    found = read_calendar(path, zone=desk.settings.zone, first=first, last=last)
    given = _of_others(found.entries)
    meeting = _meeting(desk, given, found.told, found.named)
    return Outlook(path, found, meeting, len(found.entries) - len(given), (first, last))


def bring_in(desk: Desk, entries: Iterable[CalendarEntry], *, told: Set[str] = frozenset()) -> EventsReceipt:
    """Enter these entries as one step: one with a known uid changes its event, the others are new.

    Events of the uids `told` that are not among the entries are taken out. What was changed here stays as it is.
    """
    desk.require(Op.EDIT_EVENTS)
    meeting = _meeting(desk, entries, told)
    if not meeting.new and not meeting.changed and not meeting.gone:
        return EventsReceipt(0)
    with desk.action(Op.EDIT_EVENTS) as act:
        for entry in meeting.new:
            act.add(Event, **_values(entry), uid=entry.uid)
        for row, entry in meeting.changed:
            act.change(Event, row.id, **_values(entry), uid=entry.uid)
        for row in meeting.gone:
            act.remove(Event, row.id)
        act.note(count=len(meeting.new), changed=len(meeting.changed), gone=len(meeting.gone))
        act.note(met=sorted(meeting.met))
    return EventsReceipt(act.journal_id, len(meeting.new), len(meeting.changed), len(meeting.gone))


def _of_others(entries: Iterable[CalendarEntry]) -> tuple[CalendarEntry, ...]:
    return tuple(entry for entry in entries if not entry.uid.endswith(OWN_DAYS))


def _meeting(
    desk: Desk, entries: Iterable[CalendarEntry], told: Set[str], named: Set[str] = frozenset()
) -> Meeting:  # fmt: skip
    first, _last = span_of_files(desk.today)
    since = datetime.combine(first - YEAR, time.min, ZoneInfo(desk.settings.zone))
    history = queries.history(desk.library, int(since.timestamp() * 1000))
    known = queries.events(desk.library)
    return meet(entries, known, told=told, named=named, first=first, history=history)


def export_calendar(desk: Desk, path: Path, first: date, last: date, *, closures: bool = True) -> int:
    """Write the events from first to last, with the closed and make-up days and the terms; gives how many entries.

    Raises a FileError.
    """
    desk.require(Op.SEE_SEMESTER)
    entries = [entry_of(row) for row in queries.events(desk.library, first, last)]
    if closures:
        entries += _days_off(desk, first, last)
    name = _("School library") if not desk.settings.school else desk.settings.school
    write_calendar(path, name, entries, zone=desk.settings.zone, at=datetime.fromtimestamp(desk.now() / 1000, UTC))
    return len(entries)


def _days_off(desk: Desk, first: date, last: date) -> Iterable[CalendarEntry]:
    """Closed and make-up days as they follow each other, and the first and last days of terms."""
    from libdesk.domain.rows.calendar import day_ranges
    from libdesk.store.queries import calendar as calendar_queries

    for span in day_ranges(calendar_queries.days(desk.library, first, last)):
        word = _("open") if span.open else _("closed")
        name = f"{span.name} ({word})" if span.name else word
        yield CalendarEntry(f"{span.first.isoformat()}{OWN_DAYS}", span.first, span.last, name)
    for term in calendar_queries.terms(desk.library):
        for key, day, text in (
            ("begin", term.first, _("{term} begins")), ("end", term.last, _("{term} ends")),
        ):  # fmt: skip
            if first <= day <= last:
                yield CalendarEntry(f"term-{term.id}-{key}{OWN_DAYS}", day, day, text.format(term=term.name))


def _known(desk: Desk, event_id: int) -> None:
    if queries.event(desk.library, event_id) is None:
        raise EventGone()


def _values(entry: CalendarEntry) -> dict[str, Any]:
    return {
        "first_day": entry.first.isoformat(), "last_day": entry.last.isoformat(),
        "from_time": None if entry.from_time is None else show_time(entry.from_time),
        "to_time": None if entry.to_time is None else show_time(entry.to_time),
        "name": entry.name, "place": entry.place or None, "note": entry.note or None,
    }  # fmt: skip
