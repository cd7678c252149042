"""Who was a reader in a period, for every rate per reader."""

from datetime import date

from libdesk.actions.desk import Desk
from libdesk.actions.school import school_of
from libdesk.domain.ops import Op
from libdesk.domain.reports.readership import Readership, readership
from libdesk.store.queries.reporting import people


def readers_between(desk: Desk, first: date, last: date) -> Readership:
    """Everybody who was here on some day from first to last. Raises NotAllowed."""
    return readership(people.enrolled(desk.read(Op.SEE_REPORTS), first, last), school_of(desk), first, last)
