"""Use in a reading room: a scan counts one use. With a reader open it is a loan for the room, see lending."""

from libdesk.actions.desk import Desk
from libdesk.actions.errors import OnLoanAlready
from libdesk.actions.hold_shelf import to_shelf
from libdesk.actions.lending import find_copy
from libdesk.domain.ops import Op
from libdesk.domain.rows.receipts import ReturnReceipt
from libdesk.store.tables import Copy, HouseUse


def count_use(desk: Desk, *, copy_id: int, reader_id: int | None = None, typed: bool = False) -> ReturnReceipt:
    """Count one use of a copy in the library: it was left on a table and goes to the trolley, if it belongs on a shelf.

    Raises OnLoanAlready for a copy that a reader took home.
    """
    with desk.action(Op.USE_IN_HOUSE, typed=typed) as act:
        copy = find_copy(desk, copy_id)
        if copy.loan is not None:
            from libdesk.actions.school import known_as  # not while the program starts

            raise OnLoanAlready(known_as(desk, copy.loan.reader_id), copy.loan.due)
        act.add(HouseUse, copy_id=copy.id, reader_id=reader_id, used=act.at, used_day=desk.today.isoformat())
        if copy.status == "shelf" and desk.settings.trolley:
            act.change(Copy, copy.id, **to_shelf(desk, act))
        act.note(copy=copy.id, reader=reader_id)
    return ReturnReceipt(act.journal_id, copy)
