"""A librarian says that the clock of the PC is right, whatever the journal has seen; from then on it is believed."""

from libdesk.actions.desk import Desk
from libdesk.domain.ops import Op


def accept_clock(desk: Desk) -> int:
    """One entry at the clock's own instant, which is the newest then; gives the entry."""
    last = desk.watch.believed_now()
    with desk.action(Op.ACCEPT_CLOCK) as act:
        act.note(last=last)
    return act.journal_id
