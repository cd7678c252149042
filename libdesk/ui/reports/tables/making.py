"""A report by its kind: which function makes its table, and who may see it."""

from collections.abc import Callable, Mapping

from libdesk.actions.desk import Desk
from libdesk.domain.ops import Op
from libdesk.domain.progress import Progress
from libdesk.domain.reports.tables import NAMES_PERSONS, ReportKind, ReportTable
from libdesk.domain.rows.reports import Period
from libdesk.store.queries.reporting.since import Counted, counted_since
from libdesk.ui.reports.tables import holdings, lending, people, reading, work

Maker = Callable[[Desk, Period, Progress], ReportTable]

_MAKERS: Mapping[ReportKind, Maker] = {
    ReportKind.PER_PUPIL: people.per_pupil,
    ReportKind.HOLDINGS: holdings.by_class,
    ReportKind.PLACES: holdings.by_place,
    ReportKind.ADDED: holdings.added,
    ReportKind.WITHDRAWN: holdings.withdrawn,
    ReportKind.MONTHS: lending.months,
    ReportKind.SUBJECTS: lending.subjects,
    ReportKind.READER_KINDS: lending.reader_kinds,
    ReportKind.POPULAR: lending.popular,
    ReportKind.READERS: people.readers,
    ReportKind.READING_PROFILE: reading.reading_profile,
    ReportKind.VISITS: people.visits,
    ReportKind.NEVER: holdings.never,
    ReportKind.NON_BORROWERS: people.non_borrowers,
    ReportKind.REPAIRS: work.repairs,
    ReportKind.SERIALS: work.serials,
    ReportKind.HELPERS: work.helpers,
    ReportKind.ACTIVITIES: work.activities,
}

# What a report counts where this is not loans alone.
_COUNTS: Mapping[ReportKind, tuple[Counted, ...]] = {
    ReportKind.PER_PUPIL: (Counted.LOANS, Counted.VISITS, Counted.COPIES),
    ReportKind.ADDED: (Counted.COPIES,),
    ReportKind.WITHDRAWN: (Counted.COPIES,),
    ReportKind.MONTHS: (Counted.LOANS, Counted.ROOM_READING, Counted.VISITS),
    ReportKind.VISITS: (Counted.VISITS, Counted.ROOM_READING),
    ReportKind.REPAIRS: (Counted.REPAIRS,),
    ReportKind.SERIALS: (Counted.SERIALS,),
    ReportKind.HELPERS: (Counted.HELPERS,),
    ReportKind.ACTIVITIES: (Counted.ACTIVITIES,),
}


def kinds_for(desk: Desk) -> tuple[ReportKind, ...]:
    """The reports that whoever is at the desk may see."""
    named = desk.allows(Op.FIND_READERS)
    return tuple(kind for kind in ReportKind if named or kind not in NAMES_PERSONS)


def make_table(desk: Desk, kind: ReportKind, period: Period, progress: Progress | None = None) -> ReportTable:
    """Raises NotAllowed, Cancelled."""
    desk.require(Op.FIND_READERS if kind in NAMES_PERSONS else Op.SEE_REPORTS)
    return _MAKERS[kind](desk, begun_for(desk, kind, period), progress or Progress())


def begun_for(desk: Desk, kind: ReportKind, period: Period) -> Period:
    """The period since the beginning from the first day of which this report counts anything; any other as it is."""
    library = desk.read(Op.SEE_REPORTS)
    days = (counted_since(library, what) for what in _COUNTS.get(kind, (Counted.LOANS,)))
    return period.begun(min((day for day in days if day), default=None))
