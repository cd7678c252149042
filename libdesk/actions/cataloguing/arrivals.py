"""What arrived is stamped, labelled and put on the shelf; each step is noted for one copy or for many at once."""

from collections.abc import Sequence
from typing import Final

from libdesk.actions.desk import Desk
from libdesk.domain.arrivals import Step, without
from libdesk.domain.errors import DeskError
from libdesk.domain.ops import Op
from libdesk.domain.rows.arrivals import Handled
from libdesk.i18n import _
from libdesk.store.tables import Copy

CHUNK: Final = 500


class NothingWaits(DeskError):
    def text(self) -> str:
        return _("Nothing of this waits for that step any more. Choose another step or other books.")


def handle(desk: Desk, copy_ids: Sequence[int], step: Step, *, typed: bool = False) -> Handled:
    """Note a step for these copies; those that did not wait for it stay as they are. Raises NothingWaits."""
    changed = done = 0
    with desk.action(Op.HANDLE_ARRIVALS, typed=typed) as act:
        for start in range(0, len(copy_ids), CHUNK):
            chunk = tuple(copy_ids[start : start + CHUNK])
            marks = ", ".join("?" * len(chunk))
            rows = act.connection.execute(f"SELECT id, waiting FROM copy WHERE id IN ({marks})", chunk).fetchall()
            for copy_id, before in rows:
                left = without(before, step)
                if left != before:
                    act.change(Copy, copy_id, waiting=left)
                    changed += 1
                    done += left == 0
        if not changed:
            raise NothingWaits()
        act.note(step=int(step), count=changed)
        if len(copy_ids) == 1:
            act.note(copy=copy_ids[0])
    return Handled(act.journal_id, changed, done)
