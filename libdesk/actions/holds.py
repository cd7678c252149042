"""Holds: a reader waits for a title or for one volume of it, first come first served."""

from libdesk.actions.desk import Desk
from libdesk.actions.errors import CopyOnShelf, HoldExists, HoldOver, NoCopyComes, TooManyHolds
from libdesk.actions.hold_shelf import end_hold
from libdesk.actions.lending import circumstances, find_reader
from libdesk.domain.loans import LoanRefused, against_reader
from libdesk.domain.ops import Op
from libdesk.domain.reasons import NotLent
from libdesk.domain.rows.receipts import HoldReceipt
from libdesk.store.queries import holds as queries
from libdesk.store.tables import Hold


def place_hold(desk: Desk, *, title_id: int, reader_id: int, volume_id: int | None = None) -> HoldReceipt:
    """Put a reader in line.

    Raises CopyOnShelf, NoCopyComes, HoldExists, TooManyHolds, or LoanRefused for a stopped reader and for what is not
    lent to this kind of reader.
    """
    with desk.action(Op.PLACE_HOLD) as act:
        reader = find_reader(desk, reader_id)
        reasons = against_reader(reader, circumstances(desk))
        if reasons:
            raise LoanRefused(reasons)
        state = queries.state_for(desk.library, title_id, volume_id, reader_id)
        if state.own:
            raise HoldExists(reader.name)
        limit = desk.rules.total(reader.lending_kind).max_holds
        if state.holds_of_reader >= limit:
            raise TooManyHolds(limit)
        coming = queries.coming_for(desk.library, title_id, volume_id)
        if not coming.item_kinds:
            raise NoCopyComes(coming.lost, coming.repair, coming.withdrawn)
        if all(desk.rules.rule(reader.lending_kind, kind).max_loans == 0 for kind in coming.item_kinds):
            raise LoanRefused((NotLent(coming.item_kinds[0], reader.kind),))
        if state.free_copies > state.waiting:
            raise CopyOnShelf()
        hold_id = act.add(Hold, title_id=title_id, volume_id=volume_id, reader_id=reader_id, placed=act.at)
        act.note(hold=hold_id, title=title_id, reader=reader_id)
    return HoldReceipt(act.journal_id, hold_id, state.title, reader.name, state.waiting)


def cancel_hold(desk: Desk, *, hold_id: int) -> int:
    """Take a reader out of line; a copy set aside goes to the next one or back to the shelf. Raises HoldOver."""
    with desk.action(Op.CANCEL_HOLD) as act:
        if not queries.is_open(desk.library, hold_id):
            raise HoldOver()
        end_hold(desk, act, hold_id, "cancelled")
        act.note(hold=hold_id)
    return act.journal_id


def expire_holds(desk: Desk) -> int:
    """Let holds go whose copy waited past its day; gives how many. Run once a day by the program itself."""
    due = queries.expired(desk.library, desk.today)
    if due:
        with desk.action(Op.EXPIRE_HOLDS) as act:
            for hold_id in due:
                end_hold(desk, act, hold_id, "expired")
            act.note(count=len(due))
    return len(due)
