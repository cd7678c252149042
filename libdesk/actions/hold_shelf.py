"""The hold shelf: a copy set aside for whoever waits longest, and what becomes of it when that hold is over.

These are parts of other actions: each takes the open Action and the transaction of its caller.
"""

from datetime import date
from typing import Any

from libdesk.actions.desk import Desk
from libdesk.actions.journal import Action
from libdesk.domain.rows.desk import CopyInHand
from libdesk.store.queries import desk as desk_queries
from libdesk.store.queries import holds as queries
from libdesk.store.tables import Copy, Hold


def set_aside(desk: Desk, act: Action, *, hold_id: int, copy_id: int) -> date:
    """The copy waits for the reader of this hold; gives the last day of that. The copy's own status is the caller's."""
    until = desk.calendar.add_open_days(desk.today, desk.settings.hold_days)
    act.change(Hold, hold_id, state="ready", copy_id=copy_id, expires=until.isoformat())
    return until


def to_shelf(desk: Desk, act: Action, *, stands: bool = False) -> dict[str, Any]:
    """What changes in a copy that goes back to the shelf: by way of the trolley, where the library keeps one.

    `stands`: it was found on the shelf and need not be carried there.
    """
    return {"status": "shelf", "trolley": act.at if desk.settings.trolley and not stands else None}


def pass_on(desk: Desk, act: Action, copy_id: int) -> None:
    """A copy on the hold shelf goes to the next in line, or back to the shelf."""
    following = queries.next_for(desk.library, copy_id)
    if following is None:
        act.change(Copy, copy_id, **to_shelf(desk, act))
    else:
        set_aside(desk, act, hold_id=following, copy_id=copy_id)


def end_hold(desk: Desk, act: Action, hold_id: int, state: str) -> None:
    """A hold is over without a loan: cancelled or expired."""
    copy_id = queries.copy_of(desk.library, hold_id)
    act.change(Hold, hold_id, state=state, copy_id=None, expires=None)
    if copy_id is not None:
        pass_on(desk, act, copy_id)


def settle_holds(desk: Desk, act: Action, reader_id: int, copy: CopyInHand) -> None:
    """A loan fulfils the reader's own hold, whichever copy was set aside for it; another's is put back in line."""
    own = desk_queries.own_hold(desk.library, reader_id, copy)
    if own is not None:
        act.change(Hold, own.id, state="done", copy_id=copy.id, expires=None)
    if copy.ready_hold_id is not None and (own is None or own.id != copy.ready_hold_id):
        act.change(Hold, copy.ready_hold_id, state="waiting", copy_id=None, expires=None)
    if own is not None and own.copy_id is not None and own.copy_id != copy.id:
        pass_on(desk, act, own.copy_id)
