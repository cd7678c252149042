"""What a librarian does with holds that stand: another order in the queue, more time on the hold shelf."""

from collections.abc import Sequence
from datetime import date

from libdesk.actions.desk import Desk
from libdesk.actions.errors import BadDay, HoldOver, QueueChanged
from libdesk.actions.journal import Action
from libdesk.domain.ops import Op
from libdesk.domain.queues import Move, dealt, moved, same_queue
from libdesk.store.queries import hold_lists as queries
from libdesk.store.tables import Hold


def move_hold(desk: Desk, *, hold_id: int, move: Move) -> int:
    """Move one reader in the queue of a title. Raises HoldOver for a hold that no longer waits."""
    with desk.action(Op.MOVE_HOLD) as act:
        title_id = queries.waiting_title(desk.library, hold_id)
        if title_id is None:
            raise HoldOver()
        queue = queries.waiting_of(desk.library, title_id)
        _deal(act, queue, moved([row[0] for row in queue], hold_id, move))
        act.note(hold=hold_id, title=title_id, move=move.value)
    return act.journal_id


def order_holds(desk: Desk, *, title_id: int, hold_ids: Sequence[int]) -> int:
    """Put the whole queue of a title into this order. Raises QueueChanged unless it names each waiting hold once."""
    with desk.action(Op.MOVE_HOLD) as act:
        queue = queries.waiting_of(desk.library, title_id)
        if not same_queue([row[0] for row in queue], hold_ids):
            raise QueueChanged()
        _deal(act, queue, hold_ids)
        act.note(title=title_id, count=len(hold_ids))
    return act.journal_id


def extend_hold(desk: Desk, *, hold_id: int, until: date) -> int:
    """Keep a copy on the hold shelf up to another day.

    Raises HoldOver when none stands there for this hold, BadDay for a day gone by.
    """
    with desk.action(Op.EXTEND_HOLD) as act:
        if queries.kept_until(desk.library, hold_id) is None:
            raise HoldOver()
        if until < desk.today:
            raise BadDay(desk.today)
        act.change(Hold, hold_id, expires=until.isoformat())
        act.note(hold=hold_id, until=until.isoformat())
    return act.journal_id


def _deal(act: Action, queue: Sequence[tuple[int, int]], order: Sequence[int]) -> None:
    """The instants stay those of the queue; who stands at which of them is new."""
    before = dict(queue)
    for hold_id, placed in zip(order, dealt([row[1] for row in queue]), strict=True):
        if before[hold_id] != placed:
            act.change(Hold, hold_id, placed=placed)
