"""Back on the shelf: what came back leaves the trolley, what arrived takes its last step."""

from collections.abc import Sequence

from libdesk.actions.binding.lists import note_shelved
from libdesk.actions.cataloguing.arrivals import CHUNK, for_readers
from libdesk.actions.desk import Desk
from libdesk.domain.arrivals import Step
from libdesk.domain.errors import DeskError
from libdesk.domain.ops import Op
from libdesk.domain.rows.shelving import Shelved
from libdesk.domain.shelving.trolley import since
from libdesk.i18n import _
from libdesk.store.queries import trolley as queries
from libdesk.store.tables import Copy


class NothingToShelve(DeskError):
    def text(self) -> str:
        return _("None of these wait for the shelf any more.")


def waits_since(desk: Desk) -> int:
    """The instant from which on a copy on the trolley still waits, as the library has set it."""
    settings = desk.settings
    return since(desk.today, desk.calendar, settings.trolley_days, settings.zone)


def shelve(desk: Desk, copy_ids: Sequence[int], *, typed: bool = False) -> Shelved:
    """Put these copies on the shelf; what waits for its stamp or label stays an arrival. Raises NothingToShelve."""
    with desk.action(Op.SHELVE, typed=typed) as act:
        shelved, ready = 0, []
        for copy_id, trolley, waiting in queries.to_shelve(desk.library, copy_ids):
            last_step = waiting == Step.SHELF
            if trolley is None and not last_step:
                continue
            if last_step:
                act.change(Copy, copy_id, trolley=None, waiting=0)
                ready.append(copy_id)
            else:
                act.change(Copy, copy_id, trolley=None)
            shelved += 1
        if not shelved:
            raise NothingToShelve()
        for start in range(0, len(ready), CHUNK):
            note_shelved(act, desk, ready[start : start + CHUNK])
        held = for_readers(desk, act, ready)
        act.note(count=shelved, ready=len(ready))
        if len(copy_ids) == 1:
            act.note(copy=copy_ids[0])
    return Shelved(act.journal_id, shelved, held)
