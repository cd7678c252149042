"""A change of the weekly roster holds from a day on, and what was before stays as it was.

The day is today; tomorrow for a slot for which one could sign on today already; in a term to come its first day. So a
line that was so on an earlier day gets a last day and another one begins, and one that was not is simply changed.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable
from datetime import date
from zoneinfo import ZoneInfo

from libdesk.actions.desk import Desk
from libdesk.actions.helpers.errors import TermOver
from libdesk.actions.journal import Action
from libdesk.domain.calendar import ONE_DAY
from libdesk.domain.duties import DutyEntry, DutyState, Slot, holds, may_sign_on
from libdesk.domain.exchanges import Exchange, halves, unborne
from libdesk.domain.rows.calendar import TermRow
from libdesk.domain.special_days import weekday_of
from libdesk.domain.term_weeks import is_in_week, week_number
from libdesk.store.database import Library
from libdesk.store.queries import day_hours
from libdesk.store.queries import roster as queries
from libdesk.store.queries.roster import EntryRow, NoteRow
from libdesk.store.tables import BusySlot, Duty, DutyDay, DutySlot


class Changing:
    """Part of an open action on the roster of a term, which ends with `settle`. Raises TermOver for one that is over.

    Made before anything is changed: what was noted of single days is read then.
    """

    def __init__(self, desk: Desk, act: Action, term: TermRow) -> None:
        if term.last < desk.today:
            raise TermOver(term.name)
        self._desk, self._act, self._term = desk, act, term
        self._weekday = weekday_of(desk.today, day_hours.special_day(desk.library, desk.today))
        self._slots = {slot.id: slot for slot in queries.slots(desk.library, term.id)}
        self._noted = queries.notes(desk.library, term.id)

    def day(self, slot: Slot) -> date:
        """From which day on a change of this slot holds."""
        desk = self._desk
        begun = slot.weekday == self._weekday and may_sign_on(
            slot, desk.today, ZoneInfo(desk.settings.zone), desk.now()
        )
        return max(self._term.first, desk.today + ONE_DAY * begun)

    def begin(self, entry: DutyEntry) -> None:
        """Somebody is on duty from that day on."""
        self._act.add(Duty, slot_id=entry.slot_id, reader_id=entry.reader_id, weeks=entry.weeks.value,
                      from_day=self._bound(self.day(self._slots[entry.slot_id])))  # fmt: skip

    def end(self, row: EntryRow) -> None:
        """They no longer are."""
        self._end(row, self.day(self._slots[row.entry.slot_id]))

    def alter(self, row: EntryRow, into: DutyEntry) -> None:
        """Another line takes the place of this one."""
        if self._was(row.from_day, self.day(self._slots[row.entry.slot_id])):
            self.end(row)
            self.begin(into)
        else:
            self._act.change(
                Duty, row.id, slot_id=into.slot_id, reader_id=into.reader_id, weeks=into.weeks.value,
                from_day=self._bound(self.day(self._slots[into.slot_id])),
            )  # fmt: skip

    def settle(self) -> int:
        """Exchanges of days to come that the roster does not bear out any more go, each with its other half.

        Gives how many exchanges and excuses are gone with the whole change; the journal keeps it too.
        """
        library, term = self._desk.library, self._term
        slots, here = _whole_roster(library, term)
        now = queries.notes(library, term.id)
        gone = {note.id for note in self._noted} - {note.id for note in now}
        more = unborne(
            _exchanges(now), halves(_exchanges(self._noted)), gone, here,
            is_to_come=lambda one: one.slot_id in slots and one.day >= self.day(slots[one.slot_id]),
        )  # fmt: skip
        stood_in = {(note.slot_id, note.day, note.instead_id) for note in now if note.id in more}
        more |= {
            note.id for note in now
            if note.state is DutyState.EXCUSED and (note.slot_id, note.day, note.reader_id) in stood_in
            and note.reader_id not in here(note.slot_id, note.day)
        }  # fmt: skip
        for row_id in sorted(more):
            self._act.remove(DutyDay, row_id)
        told = (DutyState.SWAPPED, DutyState.EXCUSED)
        dropped = sum(note.id in gone | more for note in self._noted if note.state in told)
        if dropped:
            self._act.note(dropped=dropped)
        return dropped

    def drop_notes(self, entries: Iterable[DutyEntry]) -> None:
        """What is noted of days to come and that a roster filled anew no longer bears out goes.

        Of two who take each other's duty one half would be left otherwise, so every exchange is made anew.
        """
        there = {(entry.slot_id, entry.reader_id) for entry in entries}
        for note in self._noted:
            slot = self._slots.get(note.slot_id)
            if slot is None or note.day < self.day(slot) or note.state is DutyState.EXTRA:
                continue
            if note.state is DutyState.SWAPPED or (slot.id, note.reader_id) not in there:
                self._act.remove(DutyDay, note.id)

    def begin_slot(self, slot: Slot, values: dict[str, object], since: date | None = None) -> int:
        """A slot more; gives its id."""
        since = max(self.day(slot), since or date.min)
        return self._act.add(DutySlot, term_id=self._term.id, **values, from_day=self._bound(since))

    def end_slot(self, slot: Slot) -> None:
        """A slot is no longer on the roster, nor who is on duty in it, nor what is noted of days to come."""
        since, library = self.day(slot), self._desk.library
        was = self._was(slot.from_day, since)
        for row_id in self._noted_of(slot.id, since if was else date.min):
            self._act.remove(DutyDay, row_id)
        for row_id in queries.busy_rows_of(library, slot.id):
            self._act.remove(BusySlot, row_id)
        for row in queries.entries(library, self._term.id):
            if row.entry.slot_id == slot.id:
                self._end(row, since)
        if was:
            self._act.change(DutySlot, slot.id, to_day=(since - ONE_DAY).isoformat())
        else:
            self._act.remove(DutySlot, slot.id)

    def alter_slot(self, slot: Slot, into: Slot, values: dict[str, object]) -> None:
        """A slot at another time, in another room or for more helpers; who is on duty in it, and is free, stays so."""
        since, library = self.day(slot), self._desk.library
        if not self._was(slot.from_day, since):
            self._act.change(DutySlot, slot.id, **values, from_day=self._bound(max(since, self.day(into))))
            for row_id in self._noted_of(slot.id, since) if slot.weekday != into.weekday else ():
                self._act.remove(DutyDay, row_id)
            return
        begins = max(since, self.day(into))
        new = self.begin_slot(into, values, since)
        for row in queries.entries(library, self._term.id):
            if row.entry.slot_id == slot.id:
                self._end(row, since)
                self._act.add(Duty, slot_id=new, reader_id=row.entry.reader_id, weeks=row.entry.weeks.value,
                              from_day=self._bound(begins))  # fmt: skip
        for row_id in queries.busy_rows_of(library, slot.id):
            self._act.change(BusySlot, row_id, slot_id=new)
        for row_id in self._noted_of(slot.id, begins):
            if slot.weekday == into.weekday:
                self._act.change(DutyDay, row_id, slot_id=new)
            else:
                self._act.remove(DutyDay, row_id)
        self._act.change(DutySlot, slot.id, to_day=(since - ONE_DAY).isoformat())

    def _noted_of(self, slot_id: int, since: date) -> list[int]:
        """The notes of single days that hang on this slot, from `since` on."""
        return [note.id for note in self._noted if note.slot_id == slot_id and note.day >= since]

    def _end(self, row: EntryRow, since: date) -> None:
        if self._was(row.from_day, since):
            self._act.change(Duty, row.id, to_day=(since - ONE_DAY).isoformat())
        else:
            self._act.remove(Duty, row.id)

    def _was(self, from_day: date | None, since: date) -> bool:
        """Whether a line held on a day before that one."""
        return (from_day or self._term.first) < since

    def _bound(self, day: date) -> str | None:
        return day.isoformat() if day > self._term.first else None


def hanging(desk: Desk, term: TermRow) -> set[int]:
    """The notes of exchanges of days to come that the roster as it stands does not bear out."""
    slots, here = _whole_roster(desk.library, term)
    agreed = _exchanges(queries.notes(desk.library, term.id))
    return unborne(
        agreed, {}, (), here, is_to_come=lambda one: one.slot_id in slots and one.day > desk.today
    )  # fmt: skip


def _whole_roster(library: Library, term: TermRow) -> tuple[dict[int, Slot], Callable[[int, date], set[int]]]:
    """All slots that stand or stood in a term by their number, and who is in one of them on a day."""
    slots = {slot.id: slot for slot in queries.slots_between(library, term.id, term.first, term.last)}
    lines: dict[int, list[EntryRow]] = defaultdict(list)
    for row in queries.all_entries(library, term.id):
        lines[row.entry.slot_id].append(row)

    def here(slot_id: int, day: date) -> set[int]:
        slot, week = slots[slot_id], week_number(term.first, day)
        if not holds(slot.from_day, slot.to_day, day):
            return set()
        return {
            row.entry.reader_id for row in lines[slot_id]
            if holds(row.from_day, row.to_day, day) and is_in_week(row.entry.weeks, week)
        }  # fmt: skip

    return slots, here


def _exchanges(notes: Iterable[NoteRow]) -> list[Exchange]:
    return [
        Exchange(note.id, note.slot_id, note.day, note.reader_id, note.instead_id)
        for note in notes if note.state is DutyState.SWAPPED
    ]  # fmt: skip
