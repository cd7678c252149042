"""What became of a drill, in the training record of whoever practised: a pupil's own, or whose the librarian says."""

from collections.abc import Sequence

from libdesk.actions.desk import Desk
from libdesk.actions.shifts import NotAHelper, running
from libdesk.domain.errors import DeskError
from libdesk.domain.ops import Op, Role
from libdesk.i18n import _
from libdesk.store.queries import shifts
from libdesk.store.tables import Drill


class NotSignedOn(DeskError):
    def text(self) -> str:
        return _("The result is noted for whoever is on duty. Sign on with the shift card, then practise again.")


def note_drill(desk: Desk, *, reader_id: int, code: str, passed: bool, seconds: int, slips: Sequence[str]) -> int:
    """Note a drill that has ended; gives the journal entry.

    Raises NotSignedOn for a pupil who is not on duty, NotAHelper for somebody who is not appointed.
    """
    with desk.action(Op.NOTE_DRILL) as act:
        name, appointed = shifts.helper(desk.library, reader_id, desk.today)
        on_duty = running(desk)
        if desk.actor.role is Role.HELPER and (on_duty is None or on_duty.reader_id != reader_id):
            raise NotSignedOn()
        if not appointed:
            raise NotAHelper(name)
        act.add(
            Drill, reader_id=reader_id, day=desk.today.isoformat(), code=code, passed=int(passed),
            seconds=max(0, seconds), slips=",".join(slips),
        )  # fmt: skip
        act.note(reader=reader_id, drill=code)
    return act.journal_id
