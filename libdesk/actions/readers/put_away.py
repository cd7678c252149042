"""What a school decides to keep no longer of its readers goes at once from all of them: photos, or their sex.

There is no undo: an image of the journal would keep what goes. Steps that had to do with it cannot be undone any more.
"""

from typing import Final

from libdesk.actions.desk import Desk
from libdesk.domain.ops import Change, Op, Topic
from libdesk.store import erasure

OPS: Final = {"photo": Op.SET_PHOTOS, "sex": Op.EDIT_READER}


def put_away(desk: Desk, column: str) -> int:
    """Remove the photos ("photo") or the sex ("sex") of all readers; gives of how many. Nobody has it: no entry."""
    desk.require(OPS[column])
    if not erasure.holding(desk.library.connection, column):
        return 0
    with desk.action(OPS[column]) as act:
        count = erasure.empty_column(act.connection, column)
        act.note(readers=count)
    desk.library.checkpoint(truncate=True)
    desk.tell(Change(OPS[column], frozenset({Topic.READERS}), act.journal_id))
    return count
