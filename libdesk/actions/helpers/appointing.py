"""Student librarians are appointed, for a term or until they are dismissed, and appointed again for the next term.

What was stays on record: an appointment that is over keeps its days, and one that never began leaves nothing.
"""

from collections.abc import Iterable
from datetime import date, timedelta

from libdesk.actions.desk import Desk
from libdesk.actions.helpers.errors import NobodyToRenew, TermOver
from libdesk.actions.journal import Action
from libdesk.actions.shifts import end_shift_of
from libdesk.domain.ops import Op
from libdesk.domain.rows.calendar import TermRow
from libdesk.domain.value import Value
from libdesk.domain.yearplan import YearPlan
from libdesk.store.queries import helpers as helper_queries
from libdesk.store.queries import shifts as queries
from libdesk.store.tables import Appointment


class Renewed(Value):
    """Who is appointed for the next term now; those whom that found appointed already were left alone."""

    journal_id: int
    reader_ids: tuple[int, ...]
    already: int


def appoint_for(desk: Desk, reader_ids: Iterable[int], term: TermRow) -> int:
    """Appoint readers for a term, from today where it has begun; gives the journal entry. Raises TermOver.

    Whoever runs on beyond its last day or is appointed for it stays as they are.
    """
    wanted = list(dict.fromkeys(reader_ids))
    with desk.action(Op.APPOINT_HELPER) as act:
        if term.last < desk.today:
            raise TermOver(term.name)
        done = [reader_id for reader_id in wanted if _appoint(desk, act, reader_id, term)]
        act.note(readers=len(done), **({"reader": done[0]} if len(done) == 1 else {}))
    return act.journal_id


def renew(desk: Desk, reader_ids: Iterable[int], term: TermRow) -> Renewed:
    """Appoint helpers again for a later term, all in one action. Raises TermOver, NobodyToRenew.

    An appointment without a last day ends the day before that term begins, so that each term has its own.
    """
    library = desk.read(Op.APPOINT_HELPER)
    wanted = helper_queries.still_here(library, reader_ids)
    if not wanted:
        raise NobodyToRenew()
    with desk.action(Op.APPOINT_HELPER) as act:
        if term.last < desk.today:
            raise TermOver(term.name)
        done = [reader_id for reader_id in wanted if _appoint(desk, act, reader_id, term, apart=True)]
        act.note(readers=len(done), **({"reader": done[0]} if len(done) == 1 else {}))
    return Renewed(act.journal_id, tuple(done), len(wanted) - len(done))


def _appoint(desk: Desk, act: Action, reader_id: int, term: TermRow, *, apart: bool = False) -> bool:
    """False where they are appointed for these days already."""
    first = max(term.first, desk.today)
    for appointment_id, begins, until in queries.not_over(desk.library, reader_id, desk.today):
        if until is None and apart and date.fromisoformat(begins) < first:
            act.change(Appointment, appointment_id, until=(first - timedelta(days=1)).isoformat())
        elif until is None or (begins <= term.last.isoformat() and until >= first.isoformat()):
            return False
    act.add(Appointment, reader_id=reader_id, from_day=first.isoformat(), until=term.last.isoformat())
    return True


def follow_terms(act: Action, desk: Desk, before: YearPlan, after: YearPlan) -> int:
    """Part of an open action, an edit of the calendar: who was appointed for a term is so for its new days.

    Appointments that end with its last day, and begin with its first one where that is still to come; gives how many.
    """
    moved = 0
    for term_id, old in before.terms.items():
        new = after.terms.get(term_id)
        if new is None or (new.first, new.last) == (old.first, old.last):
            continue
        for row_id, begins in queries.meant_until(desk.library, old.last):
            first = max(new.first, desk.today) if begins == old.first > desk.today else begins
            if first <= new.last:
                act.change(Appointment, row_id, from_day=first.isoformat(), until=new.last.isoformat())
                moved += (first, new.last) != (begins, old.last)
    return moved


def end_appointments(desk: Desk, act: Action, reader_id: int) -> None:
    """Part of an open action: what runs ends today, their shift too, and what was to begin later does not."""
    today = desk.today.isoformat()
    for appointment_id, begins, _until in queries.not_over(desk.library, reader_id, desk.today):
        if begins > today:
            act.remove(Appointment, appointment_id)
        else:
            act.change(Appointment, appointment_id, to_day=today)
    end_shift_of(act, desk, reader_id)
