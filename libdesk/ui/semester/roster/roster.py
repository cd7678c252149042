"""What the page shows of a term: its slots, entries and helpers, read at once."""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from libdesk.actions.desk import Desk
from libdesk.domain.duties import DutyEntry, Slot
from libdesk.domain.duty_roster import Candidate
from libdesk.domain.ops import Op
from libdesk.domain.rows.calendar import TermRow
from libdesk.domain.rows.helpers import Person
from libdesk.domain.rows.roster import DutyDayRows
from libdesk.store.queries import helpers as helper_queries
from libdesk.store.queries import roster as queries
from libdesk.store.queries.roster import EntryRow
from libdesk.ui.semester.roster.cells import Name, Week, on_days, pattern


@dataclass(frozen=True)
class Roster:
    term: TermRow
    slots: list[Slot]
    rows: list[EntryRow]
    helpers: list[Candidate]
    persons: dict[int, Person]

    @classmethod
    def read(cls, desk: Desk, term: TermRow) -> "Roster":
        library = desk.read(Op.SEE_ROSTER)
        rows = queries.entries(library, term.id)
        helpers = queries.candidates(library, term, desk.today)
        known = {one.reader_id for one in helpers} | {row.entry.reader_id for row in rows}
        persons = helper_queries.people(library, known, term.last)
        return cls(term, queries.slots(library, term.id), rows, helpers, persons)

    @cached_property
    def entries(self) -> list[DutyEntry]:
        return [row.entry for row in self.rows]

    @cached_property
    def helper_ids(self) -> frozenset[int]:
        return frozenset(one.reader_id for one in self.helpers)

    @property
    def gone(self) -> list[EntryRow]:
        """Entries of those who are no helpers any more."""
        return [row for row in self.rows if row.entry.reader_id not in self.helper_ids]

    def pattern(self, name: Name) -> Week:
        return pattern(self.slots, self.rows, self.persons, self.helper_ids, name)

    def week(self, desk: Desk, monday: date, name: Name) -> Week:
        library, last = desk.read(Op.SEE_ROSTER), monday + timedelta(days=6)
        slots = queries.slots_between(library, self.term.id, monday, last)  # as they were in a week that is over
        return on_days(self.days(desk, monday), slots, desk.now(), name)

    @staticmethod
    def days(desk: Desk, monday: date) -> list[DutyDayRows]:
        return queries.duty_days(desk.read(Op.SEE_ROSTER), monday, monday + timedelta(days=6))
