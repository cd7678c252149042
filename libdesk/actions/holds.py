"""Holds: a reader waits for a title or for one volume of it, first come first served."""

from libdesk.actions.cataloguing.errors import TitleUnknown
from libdesk.actions.desk import Desk
from libdesk.actions.errors import CopyOnShelf, HoldExists, HoldOver, NoCopyComes, TooManyHolds
from libdesk.actions.hold_shelf import end_hold, set_aside
from libdesk.actions.journal import Action
from libdesk.actions.lending import circumstances, find_reader
from libdesk.domain.loans import LoanRefused, against_reader
from libdesk.domain.ops import Op
from libdesk.domain.reasons import NotLent
from libdesk.domain.rows.receipts import HoldReceipt
from libdesk.store.queries import holds as queries
from libdesk.store.tables import Copy, Hold


def place_hold(desk: Desk, *, title_id: int, reader_id: int, volume_id: int | None = None) -> HoldReceipt:
    """Put a reader in line.

    Raises TitleUnknown, CopyOnShelf, NoCopyComes, HoldExists, TooManyHolds, or LoanRefused for a stopped reader and for
    what is not lent to this kind of reader.
    """
    with desk.action(Op.PLACE_HOLD) as act:
        state, name = _may_wait(desk, title_id, volume_id, reader_id)
        if state.free_copies > state.waiting:
            raise CopyOnShelf()
        hold_id = act.add(Hold, title_id=title_id, volume_id=volume_id, reader_id=reader_id, placed=act.at)
        act.note(hold=hold_id, title=title_id, reader=reader_id)
    return HoldReceipt(act.journal_id, hold_id, state.title, name, state.waiting)


def hold_in(desk: Desk, act: Action, *, title_id: int, reader_id: int) -> bool:
    """A hold as part of another action: a copy that stands on the shelf is set aside at once, else the reader waits.

    True if a copy was set aside. Raises as place_hold, but for CopyOnShelf.
    """
    state, _name = _may_wait(desk, title_id, None, reader_id)
    hold_id = act.add(Hold, title_id=title_id, volume_id=None, reader_id=reader_id, placed=act.at)
    if state.free_copies <= state.waiting:
        return False
    copy_id = queries.free_copy(desk.library, title_id)
    if copy_id is None:
        return False
    act.change(Copy, copy_id, status="hold", trolley=None)
    set_aside(desk, act, hold_id=hold_id, copy_id=copy_id)
    return True


def _may_wait(desk: Desk, title_id: int, volume_id: int | None, reader_id: int) -> tuple[queries.HoldState, str]:
    """The queue as it is and the reader's name, or why this reader may not wait for this title."""
    reader = find_reader(desk, reader_id)
    reasons = against_reader(reader, circumstances(desk))
    if reasons:
        raise LoanRefused(reasons)
    state = queries.state_for(desk.library, title_id, volume_id, reader_id)
    if state is None:
        raise TitleUnknown()
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
    return state, reader.name


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
