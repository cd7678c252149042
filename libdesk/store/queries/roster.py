"""The duty roster: slots and entries of a term, and for any day who is on duty and whether they signed on.

The roster is what has no last day; what has one was so until then, and the days that were are read with it.

For a page that shows today:

    day = on_duty_day(library, desk.today)
    for slot in day.slots:                      # in the order of the day; none while the library is closed
        show_slot(slot.slot, place=True)        # 周一 中午 12:10–13:30 书库
        slot.runs(desk.now())                   # whether it is on right now; day.now(desk.now()) gives those
        slot.people                             # each with .person, .instead_of, .gone, .presence(begins, ends, now)
        slot.open_places                        # how many helpers are lacking

`.gone` is a helper who left or was dismissed: the place is open and is not counted among `slot.here`. Their classes are
those of the term in which the days lie.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import Any, Final, NamedTuple
from zoneinfo import ZoneInfo

from libdesk.domain.calendar import ONE_DAY, Calendar
from libdesk.domain.duties import (
    DutyEntry,
    DutyState,
    Noted,
    Slot,
    Standing,
    Weeks,
    holds,
    instants,
    signed_on,
    standing,
)
from libdesk.domain.duty_roster import Candidate
from libdesk.domain.experience import is_experienced
from libdesk.domain.hours import read_time
from libdesk.domain.rows.calendar import TermRow
from libdesk.domain.rows.helpers import Appointed, Person
from libdesk.domain.rows.roster import DutyDayRows, OnDuty, SlotOnDay
from libdesk.domain.rows.schedule import SpecialDay
from libdesk.domain.special_days import is_within, weekday_of
from libdesk.domain.term_weeks import week_number
from libdesk.store.database import Library
from libdesk.store.queries import day_hours
from libdesk.store.queries import settings as settings_queries
from libdesk.store.queries.calendar import terms
from libdesk.store.queries.helpers import appointments_of, helpers_of, people, trained

_SLOTS: Final = """
SELECT s.id, s.weekday, s.from_time, s.to_time, s.name, s.wanted, s.place_id, coalesce(p.name, ''), s.from_day,
  s.to_day
FROM duty_slot s LEFT JOIN place p ON p.id = s.place_id"""
_ENTRIES: Final = "SELECT d.id, d.slot_id, d.reader_id, d.weeks, d.from_day, d.to_day FROM duty d"
_DAY_MS: Final = 86_400_000


class EntryRow(NamedTuple):
    """A line of the roster with its row in the file, and the days on which it holds; None: no bound within the term."""

    id: int
    entry: DutyEntry
    from_day: date | None = None
    to_day: date | None = None


class NoteRow(NamedTuple):
    """What is noted of a helper in a slot of one day."""

    id: int
    slot_id: int
    day: date
    reader_id: int
    state: DutyState
    instead_id: int | None


def slots(library: Library, term_id: int) -> list[Slot]:
    """The slots of a term as they stand now, in the order of the week."""
    return _slots(library.fetch(f"{_SLOTS} WHERE s.term_id = ? AND s.to_day IS NULL", term_id))


def slots_between(library: Library, term_id: int, first: date, last: date) -> list[Slot]:
    """Those that were or will be slots on a day from `first` to `last`."""
    where = "s.term_id = ? AND coalesce(s.from_day, ?) <= ? AND coalesce(s.to_day, ?) >= ?"
    ends = (first.isoformat(), last.isoformat())
    return _slots(library.fetch(f"{_SLOTS} WHERE {where}", term_id, ends[1], ends[1], ends[0], ends[0]))


def slot(library: Library, slot_id: int) -> Slot | None:
    """A slot that stands or stood."""
    found = _slots(library.fetch(f"{_SLOTS} WHERE s.id = ?", slot_id))
    return found[0] if found else None


def term_of_slot(library: Library, slot_id: int) -> TermRow | None:
    rows = library.fetch("SELECT term_id FROM duty_slot WHERE id = ?", slot_id)
    return next((term for term in terms(library) if rows and term.id == rows[0][0]), None)


def _slots(rows: Iterable[tuple[Any, ...]]) -> list[Slot]:
    made = (
        Slot(slot_id, weekday, read_time(first), read_time(last), name, wanted, place_id, place, *map(_day, days))
        for slot_id, weekday, first, last, name, wanted, place_id, place, *days in rows
    )
    return sorted(made, key=lambda slot: slot.order)


def entries(library: Library, term_id: int) -> list[EntryRow]:
    """The lines of a term's roster as it stands now."""
    return [row for row in all_entries(library, term_id) if row.to_day is None]


def all_entries(library: Library, term_id: int) -> list[EntryRow]:
    """Those that stand and those that stood."""
    rows = library.fetch(
        f"{_ENTRIES} JOIN duty_slot s ON s.id = d.slot_id WHERE s.term_id = ?"
        " ORDER BY s.weekday, s.from_time, s.id, d.weeks <> 'all', d.weeks = 'even', d.id",
        term_id,
    )
    return list(map(_entry, rows))


def entry(library: Library, duty_id: int) -> EntryRow | None:
    """A line of the roster as it stands now."""
    rows = library.fetch(f"{_ENTRIES} WHERE d.id = ? AND d.to_day IS NULL", duty_id)
    return next(map(_entry, rows), None)


def _entry(row: tuple[Any, ...]) -> EntryRow:
    return EntryRow(row[0], DutyEntry(row[1], row[2], Weeks(row[3])), _day(row[4]), _day(row[5]))


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def busy(library: Library, term_id: int) -> dict[int, dict[int, int]]:
    """By reader: the slots that they cannot take, each with its row."""
    rows = library.fetch(
        "SELECT b.reader_id, b.slot_id, b.id FROM busy_slot b JOIN duty_slot s ON s.id = b.slot_id WHERE s.term_id = ?",
        term_id,
    )
    found: dict[int, dict[int, int]] = defaultdict(dict)
    for reader_id, slot_id, row_id in rows:
        found[reader_id][slot_id] = row_id
    return dict(found)


def candidates(library: Library, term: TermRow, today: date) -> list[Candidate]:
    """The helpers who can be put on the roster, by class and name: those who still are, or are to be, in the term."""
    taken = busy(library, term.id)
    since = max(today, term.first) if today <= term.last else term.last
    found = [
        one for one in helpers_of(library, term)
        if one.state in ("active", "stopped") and (one.ended is None or one.ended > since)
        and (one.until is None or one.until >= since)
    ]  # fmt: skip
    knowing = _experienced(library, term, today, found)
    return [
        Candidate(reader, one.person.name, reader in knowing, frozenset(taken.get(reader, ())))
        for one in found
        for reader in (one.person.reader_id,)
    ]


def _experienced(library: Library, term: TermRow, today: date, helpers: Sequence[Appointed]) -> set[int]:
    """See domain/experience.py; the duties of the term are read only where somebody has nothing else to show."""
    taught = trained(library, today)
    found = {
        one.person.reader_id for one in helpers
        if is_experienced(before=one.before, trained=one.person.reader_id in taught, kept=0)
    }  # fmt: skip
    others = {one.person.reader_id for one in helpers} - found
    if others and term.first <= today:
        kept = Counter(
            one.person.reader_id
            for day in duty_days(library, term.first, min(today, term.last))
            for slot in day.slots
            for one in slot.people
            if one.was_there
        )
        found |= {one for one in others if is_experienced(before=False, trained=False, kept=kept[one])}
    return found


def slots_of_term_before(library: Library, term: TermRow) -> list[Slot]:
    """Those of the latest earlier term that has any."""
    for other in terms(library):
        if other.first < term.first and (found := slots(library, other.id)):
            return found
    return []


def has_roster(library: Library, term_id: int) -> bool:
    return bool(library.fetch("SELECT 1 FROM duty_slot WHERE term_id = ? AND to_day IS NULL LIMIT 1", term_id))


# Days


def on_duty_day(library: Library, day: date) -> DutyDayRows:
    """Who is on duty on a day, slot by slot, with swaps, and with the sign-ons of those who came."""
    return duty_days(library, day, day)[0]


def duty_days(library: Library, first: date, last: date) -> list[DutyDayRows]:
    """The same for every day from `first` to `last`; a day that goes like another weekday has the slots of that."""
    settings = settings_queries.library_settings(library)
    calendar = settings_queries.calendar(library, settings)
    zone = ZoneInfo(settings.zone)
    known = [term for term in terms(library) if term.first <= last and term.last >= first]
    rosters = {term.id: _Roster(library, term) for term in known}
    noted = _noted(library, first, last)
    shifts = _shifts(library, first, last, zone)
    readers = {reader for roster in rosters.values() for reader in roster.readers}
    for lines in noted.values():
        readers |= {*lines, *(line.instead_id for line in lines.values() if line.instead_id)}
    special = day_hours.special_days(library, first, last)
    class_day = max((term.last for term in known), default=last)
    made = _Days(people(library, readers, class_day), appointments_of(library, readers), shifts, noted, zone, special)
    days = (first + ONE_DAY * n for n in range((last - first).days + 1))
    return [made.day(day, calendar, next((t for t in known if t.first <= day <= t.last), None), rosters)
            for day in days]  # fmt: skip


class _Roster:
    """Slots and entries of a term as they stand and as they were on earlier days."""

    def __init__(self, library: Library, term: TermRow) -> None:
        self._slots = slots_between(library, term.id, term.first, term.last)
        self._entries: dict[int, list[EntryRow]] = defaultdict(list)
        for row in all_entries(library, term.id):
            self._entries[row.entry.slot_id].append(row)

    @property
    def readers(self) -> set[int]:
        return {row.entry.reader_id for lines in self._entries.values() for row in lines}

    def slots(self, day: date) -> Iterator[Slot]:
        return (slot for slot in self._slots if holds(slot.from_day, slot.to_day, day))

    def entries(self, slot: Slot, day: date) -> list[DutyEntry]:
        return [row.entry for row in self._entries.get(slot.id, ()) if holds(row.from_day, row.to_day, day)]


class _Days:
    def __init__(
        self, persons: dict[int, Person], appointed: dict[int, list[tuple[str, str | None, str | None]]],
        shifts: dict[int, list[int]], noted: dict[tuple[int, str], dict[int, Noted]], zone: ZoneInfo,
        special: Mapping[date, SpecialDay],
    ) -> None:  # fmt: skip
        self._persons, self._appointed, self._shifts = persons, appointed, shifts
        self._noted, self._zone, self._special = noted, zone, special

    def day(self, day: date, calendar: Calendar, term: TermRow | None, rosters: dict[int, _Roster]) -> DutyDayRows:
        week = week_number(term.first, day) if term is not None else 0
        exception = calendar.exceptions.get(day)
        closed = not calendar.is_open(day)
        roster = rosters[term.id] if term is not None and not closed else None
        found = tuple(self._slot(slot, day, week, roster) for slot in self._slots(day, roster)) if roster else ()
        return DutyDayRows(day, week, closed, exception.name if exception else "", found)

    def _slots(self, day: date, roster: _Roster) -> Iterable[Slot]:
        special = self._special.get(day)
        weekday = weekday_of(day, special)
        return (
            slot for slot in roster.slots(day)
            if slot.weekday == weekday and is_within(special, slot.first, slot.last)
        )  # fmt: skip

    def _slot(self, slot: Slot, day: date, week: int, roster: _Roster) -> SlotOnDay:
        begins, ends = instants(slot, day, self._zone)
        here = standing(roster.entries(slot, day), week, self._noted.get((slot.id, day.isoformat()), {}))
        people_here = tuple(self._on_duty(one, day, begins, ends) for one in here)
        return SlotOnDay(slot, day, begins, ends, people_here)

    def _on_duty(self, one: Standing, day: date, begins: int, ends: int) -> OnDuty:
        signed = signed_on(self._shifts.get(one.reader_id, ()), begins, ends)
        was_there = signed is not None or one.noted is DutyState.KEPT
        return OnDuty(
            self._persons[one.reader_id],
            self._persons[one.for_id] if one.for_id is not None else None,
            one.noted,
            signed,
            not self._is_helper(one.reader_id, day.isoformat(), was_there=was_there),
            one.extra,
        )

    def _is_helper(self, reader_id: int, day: str, *, was_there: bool) -> bool:
        """On the day on which an appointment is ended a duty that was kept before that stays kept."""
        return any(
            first <= day and (until is None or day <= until)
            and (ended is None or day < ended or (day == ended and was_there))
            for first, until, ended in self._appointed.get(reader_id, ())
        )  # fmt: skip


def _noted(library: Library, first: date, last: date) -> dict[tuple[int, str], dict[int, Noted]]:
    rows = library.fetch(
        "SELECT slot_id, day, reader_id, state, instead_id FROM duty_day WHERE day BETWEEN ? AND ? ORDER BY id",
        first.isoformat(), last.isoformat(),
    )  # fmt: skip
    found: dict[tuple[int, str], dict[int, Noted]] = defaultdict(dict)
    for slot_id, day, reader_id, state, instead_id in rows:
        found[slot_id, day][reader_id] = Noted(DutyState(state), instead_id)
    return dict(found)


def _shifts(library: Library, first: date, last: date, zone: ZoneInfo) -> dict[int, list[int]]:
    """By reader: when their shifts of these days started."""
    begins, _end = instants(Slot(0, 0, 0, 1), first, zone)
    ends, _end = instants(Slot(0, 0, 0, 1), last + timedelta(days=1), zone)
    rows = library.fetch(
        "SELECT reader_id, started FROM shift WHERE started BETWEEN ? AND ?", begins - _DAY_MS // 24, ends
    )
    found: dict[int, list[int]] = defaultdict(list)
    for reader_id, started in rows:
        found[reader_id].append(started)
    return dict(found)


def noted_row(library: Library, slot_id: int, day: date, reader_id: int) -> tuple[int, DutyState, int | None] | None:
    """What is noted of a helper in a slot of a day: (row, state, who stands there instead)."""
    rows = library.fetch(
        "SELECT id, state, instead_id FROM duty_day WHERE slot_id = ? AND day = ? AND reader_id = ?",
        slot_id, day.isoformat(), reader_id,
    )  # fmt: skip
    return (rows[0][0], DutyState(rows[0][1]), rows[0][2]) if rows else None


def notes(library: Library, term_id: int) -> list[NoteRow]:
    """What is noted of single days of a term."""
    rows = library.fetch(
        "SELECT d.id, d.slot_id, d.day, d.reader_id, d.state, d.instead_id FROM duty_day d"
        " JOIN duty_slot s ON s.id = d.slot_id WHERE s.term_id = ? ORDER BY d.id",
        term_id,
    )
    return [
        NoteRow(row_id, slot_id, date.fromisoformat(day), reader_id, DutyState(state), instead_id)
        for row_id, slot_id, day, reader_id, state, instead_id in rows
    ]


def busy_rows_of(library: Library, slot_id: int) -> list[int]:
    return [row[0] for row in library.fetch("SELECT id FROM busy_slot WHERE slot_id = ? ORDER BY id", slot_id)]
