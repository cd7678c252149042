"""What arrived is stamped, labelled and put on the shelf; each step is noted for one copy or for many at once.

A copy that is ready and that somebody waits for goes to the hold shelf instead.
"""

from collections.abc import Sequence
from typing import Final

from libdesk.actions.binding.lists import note_shelved
from libdesk.actions.desk import Desk
from libdesk.actions.hold_shelf import set_aside
from libdesk.actions.journal import Action
from libdesk.actions.lending import find_copy
from libdesk.domain.arrivals import Step, without
from libdesk.domain.errors import DeskError
from libdesk.domain.ops import Op
from libdesk.domain.rows.arrivals import ForReader, Handled
from libdesk.i18n import _
from libdesk.store.queries import arrivals as queries
from libdesk.store.queries import desk as desk_queries
from libdesk.store.tables import Copy

CHUNK: Final = 500


class NothingWaits(DeskError):
    def text(self) -> str:
        return _("Nothing of this waits for that step any more. Choose another step or other books.")


def handle(desk: Desk, copy_ids: Sequence[int], step: Step, *, typed: bool = False) -> Handled:
    """Note a step for these copies; those that did not wait for it stay as they are. Raises NothingWaits."""
    changed = 0
    ready: list[int] = []
    with desk.action(Op.HANDLE_ARRIVALS, typed=typed) as act:
        for start in range(0, len(copy_ids), CHUNK):
            for copy_id, before in queries.waiting_of(desk.library, copy_ids[start : start + CHUNK]):
                left = without(before, step)
                if left != before:
                    act.change(Copy, copy_id, waiting=left)
                    changed += 1
                    if not left:
                        ready.append(copy_id)
        if not changed:
            raise NothingWaits()
        for start in range(0, len(ready), CHUNK):
            note_shelved(act, desk, ready[start : start + CHUNK])
        held = for_readers(desk, act, ready)
        act.note(step=int(step), count=changed)
        if len(copy_ids) == 1:
            act.note(copy=copy_ids[0])
    return Handled(act.journal_id, changed, len(ready), held)


def for_readers(desk: Desk, act: Action, ready: Sequence[int]) -> tuple[ForReader, ...]:
    """Set those that are ready aside for who waits longest, as when a copy comes back; part of another action."""
    held = []
    for start in range(0, len(ready), CHUNK):
        for copy_id in queries.waited_for(desk.library, ready[start : start + CHUNK]):
            copy = find_copy(desk, copy_id)
            following = desk_queries.next_hold(desk.library, copy)
            if following is not None:
                set_aside(desk, act, hold_id=following[0], copy_id=copy_id)
                act.change(Copy, copy_id, status="hold", trolley=None)
                held.append(ForReader(copy.name, following[2]))
    return tuple(held)
