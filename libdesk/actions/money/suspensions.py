"""Suspensions: written by a late return with the numbers they were reckoned from, ended early by an amnesty."""

from collections.abc import Sequence
from datetime import date

from libdesk.actions.desk import Desk
from libdesk.actions.journal import Action
from libdesk.actions.money.errors import NobodySuspended
from libdesk.domain.charges import suspension_for
from libdesk.domain.classes import ClassRef
from libdesk.domain.duedates import LoanRule, overdue_days
from libdesk.domain.ops import Op
from libdesk.domain.rows.desk import Borrower, OpenLoan
from libdesk.store.queries import charges as queries
from libdesk.store.tables import Reader, Suspension


def suspend(act: Action, desk: Desk, reader: Borrower, loan: OpenLoan, rule: LoanRule, day: date) -> date | None:
    """Suspend a reader for a loan that came back on `day`, inside the caller's action; the last day of it, or None.

    A suspension that runs longer already is neither shortened nor written twice.
    """
    reckoned = suspension_for(rule, loan.due, day, desk.calendar)
    if reckoned is None or (reader.suspended_until and reader.suspended_until >= reckoned.until):
        return None
    act.add(
        Suspension, reader_id=reader.id, loan_id=loan.id, from_day=day.isoformat(), until=reckoned.until.isoformat(),
        overdue_days=overdue_days(loan.due, day, desk.calendar).days, reckoned=reckoned.kept(),
    )  # fmt: skip
    act.change(Reader, reader.id, suspended_until=reckoned.until.isoformat())
    return reckoned.until


def lift_suspensions(desk: Desk, *, reader_ids: Sequence[int] | None = None, group: ClassRef | None = None) -> int:
    """An amnesty: these readers, a whole class, or with neither everybody may borrow again from today on.

    Gives how many were suspended. Raises NobodySuspended.
    """
    wanted = None if reader_ids is None else list(reader_ids)
    with desk.action(Op.LIFT_SUSPENSION) as act:
        ids = queries.suspended_ids(desk.library, desk.today, reader_ids=wanted, group=group)
        if not ids:
            raise NobodySuspended()
        for reader_id in ids:
            for row_id in queries.running_suspensions(desk.library, reader_id, desk.today):
                act.change(Suspension, row_id, lifted_day=desk.today.isoformat())
            act.change(Reader, reader_id, suspended_until=None)
        act.note(readers=ids, count=len(ids))
    return len(ids)
