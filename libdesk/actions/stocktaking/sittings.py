"""Sittings: opened by the first scan of whoever is there, ended by a key, with the shift, or after a long pause.

One that nobody ended by a key ended with its last scan.
"""

from collections.abc import Iterable

from libdesk.actions.desk import Desk
from libdesk.actions.journal import Action
from libdesk.domain.ops import Op
from libdesk.domain.stocktake.sittings import PAUSE_MS, goes_on
from libdesk.store import tables
from libdesk.store.queries import stocktakes as queries


def sit_down(desk: Desk, stocktake_id: int) -> int:
    """The sitting of whoever is at the desk: the one that goes on, or a new one, which ends the one before."""
    library, actor = desk.library, (desk.actor.staff_id, desk.actor.shift_id)
    found = queries.open_sitting(library, stocktake_id)
    if found is not None and goes_on(found[1:], actor, queries.last_scan(library, found[0]), desk.now()):
        return found[0]
    with desk.action(Op.SIT_DOWN) as act:
        if found is not None:
            end_in(act, desk, [found[0]])
        return act.add(
            tables.Sitting, stocktake_id=stocktake_id, began=act.at, staff_id=actor[0], shift_id=actor[1]
        )  # fmt: skip


def get_up(desk: Desk, stocktake_id: int) -> bool:
    """End the sitting that goes on; False if there is none."""
    found = queries.open_sitting(desk.library, stocktake_id)
    if found is None:
        return False
    with desk.action(Op.SIT_DOWN) as act:
        act.change(tables.Sitting, found[0], ended=act.at)
        act.note(stocktake=stocktake_id)
    return True


def end_idle(desk: Desk) -> int:
    """End the sittings in which nothing was scanned for long; gives how many. Done by the program itself."""
    idle = queries.idle_sittings(desk.library, desk.now() - PAUSE_MS)
    if idle:
        with desk.action(Op.SIT_DOWN) as act:
            end_in(act, desk, idle)
            act.note(count=len(idle))
    return len(idle)


def end_of_shift(act: Action, desk: Desk, shift_id: int) -> None:
    """Part of the action that ends a shift: whoever kept it sits no longer."""
    end_in(act, desk, queries.sittings_of_shift(desk.library, shift_id))


def end_in(act: Action, desk: Desk, sitting_ids: Iterable[int]) -> None:
    """End these sittings with their last scan."""
    for sitting_id in sitting_ids:
        act.change(tables.Sitting, sitting_id, ended=queries.last_scan(desk.library, sitting_id))
