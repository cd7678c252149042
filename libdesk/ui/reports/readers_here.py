"""Who was a reader in a period, for every rate per reader, and how large the school is, or was on a past day."""

from datetime import date

from libdesk.actions.desk import Desk
from libdesk.actions.school import school_of
from libdesk.domain.ops import Op
from libdesk.domain.reports.readership import Readership, SchoolSize, readership
from libdesk.domain.rows.reports import Period
from libdesk.store.queries.reporting import people

STAFF: frozenset[str] = frozenset({"teacher", "staff"})


def readers_between(desk: Desk, first: date, last: date) -> Readership:
    """Everybody who was here on some day from first to last. Raises NotAllowed."""
    return readership(people.enrolled(desk.read(Op.SEE_REPORTS), first, last), school_of(desk), first, last)


def past_day(desk: Desk, period: Period) -> date | None:
    """The last day of a period that has ended; None where it ends today."""
    return period.last if period.last < desk.today else None


def school_size(desk: Desk, day: date | None = None) -> SchoolSize:
    """Pupils, classes and staff of today, or of a past day. Raises NotAllowed."""
    if day is not None:
        return readers_between(desk, day, day).size
    library = desk.read(Op.SEE_REPORTS)
    staff = sum(count for group, count in people.readers_by_group(library).items() if group[0] in STAFF)
    return SchoolSize(people.pupils_by_stage(library), people.classes_here(library), staff)
