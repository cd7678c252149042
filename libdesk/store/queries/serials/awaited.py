"""What may come on a day, as the list of arrivals shows it: what is due, then what is to come, then what is late."""

from datetime import date, timedelta

from libdesk.domain.rows.serials import IssueRow
from libdesk.domain.serials.frequency import Unit
from libdesk.domain.serials.issues import next_awaited
from libdesk.domain.serials.lines import AwaitedLine
from libdesk.store.database import Library
from libdesk.store.queries.serials import issues
from libdesk.store.queries.serials.subscriptions import running

AHEAD = 40  # days: the next issue of a monthly


def lines(library: Library, today: date) -> list[AwaitedLine]:
    """The next issue of each subscription before its others; what appears without a rule stands with its next one.

    What never came of a subscription that has ended stands last: it is waited for, but no longer looked out for.
    """
    found = issues.awaited(library, today, ahead=AHEAD)
    mine: dict[int, list[IssueRow]] = {}
    for row in found:
        mine.setdefault(row.subscription.id, []).append(row)
    meant = {key: next_awaited(rows, today, rows[0].subscription.likely_days) for key, rows in mine.items()}
    near = today + timedelta(days=1)
    due: list[AwaitedLine] = []
    soon: list[AwaitedLine] = []
    late: list[AwaitedLine] = []
    for row in found:
        line = AwaitedLine(row.subscription, row)
        if meant[row.subscription.id] is row and row.subscription.last >= today - timedelta(
            days=row.subscription.likely_days
        ):
            (due if row.expected is None or row.expected < near else soon).append(line)
        elif row.expected is not None and row.expected < near:
            late.append(line)
    due.sort(key=lambda line: (line.issue is None or line.issue.expected is None, _ago(line, today), line.owner.title))
    soon.sort(key=lambda line: (-_ago(line, today), line.owner.title))
    late.sort(key=lambda line: (_ago(line, today), line.owner.title))
    bare = [
        AwaitedLine(owner)
        for owner in running(library, today)
        if owner.frequency.unit is Unit.IRREGULAR and owner.id not in mine
    ]
    return [*due, *bare, *soon, *late]


def _ago(line: AwaitedLine, today: date) -> int:
    return (today - line.issue.expected).days if line.issue is not None and line.issue.expected is not None else 0
