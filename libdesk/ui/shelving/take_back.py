"""A book on the shelf whose return was missed, or that was believed lost, is taken back there and then."""

from libdesk.actions.desk import Desk
from libdesk.actions.returning import give_back, mark_found
from libdesk.domain.ops import Op
from libdesk.domain.outcome import Outcome
from libdesk.domain.rows.desk import CopyInHand
from libdesk.i18n import _
from libdesk.store.queries import desk as queries
from libdesk.ui.shelving.copy_words import FOUND, Word, for_reader


def take_back(desk: Desk, copy: CopyInHand, *, stands: bool) -> Word:
    """Return it, or find it again; `stands`: on its shelf, so that it need not be carried there. Raises DeskError."""
    if copy.status in FOUND and desk.allows(Op.MARK_FOUND):
        mark_found(desk, copy_id=copy.id, stands=stands)
        after = queries.copy_in_hand(desk.library, copy.id)
        name = after.ready_for_name if after is not None else None
        found = _("“{title}” is found again.").format(title=copy.name)
    else:
        name = give_back(desk, copy_id=copy.id, stands=stands).hold_for
        found = _("“{title}” is back.").format(title=copy.name)
    if name:
        return Word(Outcome.NOTICE, for_reader(copy.name, name))
    return Word(Outcome.RETURNED, _("{done} F8 takes it back.").format(done=found))
