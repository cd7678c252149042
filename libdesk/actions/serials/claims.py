"""What is late is claimed: each time with its day, so that the count tells how often."""

from collections.abc import Sequence

from libdesk.actions.desk import Desk
from libdesk.actions.serials.errors import ClaimedToday, NothingToClaim
from libdesk.actions.serials.issues import find_issue
from libdesk.domain.ops import Op
from libdesk.store.tables import Claim


def claim(desk: Desk, issue_ids: Sequence[int], note: str = "") -> int:
    """Note that these were claimed today; gives how many. What came or was claimed today already is left out.

    Raises NothingToClaim, ClaimedToday, IssueGone.
    """
    with desk.action(Op.CLAIM_ISSUES) as act:
        rows = [row for issue_id in dict.fromkeys(issue_ids) if (row := find_issue(desk, issue_id)).awaited]
        if not rows:
            raise NothingToClaim()
        rows = [row for row in rows if row.last_claim != desk.today]
        if not rows:
            raise ClaimedToday()
        for row in rows:
            act.add(
                Claim, issue_id=row.id, day=desk.today.isoformat(), copies=row.awaited, note=note.strip() or None
            )  # fmt: skip
        act.note(issues=len(rows))
        if len(rows) == 1:
            act.note(title=rows[0].subscription.title_id, issue=rows[0].id)
    return len(rows)
