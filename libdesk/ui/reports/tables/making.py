"""A report by its kind: which function makes its table, and who may see it."""

from collections.abc import Callable, Mapping

from libdesk.actions.desk import Desk
from libdesk.domain.ops import Op
from libdesk.domain.progress import Progress
from libdesk.domain.reports.tables import NAMES_PERSONS, ReportKind, ReportTable
from libdesk.domain.rows.reports import Period
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


def kinds_for(desk: Desk) -> tuple[ReportKind, ...]:
    """The reports that whoever is at the desk may see."""
    named = desk.allows(Op.FIND_READERS)
    return tuple(kind for kind in ReportKind if named or kind not in NAMES_PERSONS)


def make_table(desk: Desk, kind: ReportKind, period: Period, progress: Progress | None = None) -> ReportTable:
    """Raises NotAllowed, Cancelled."""
    desk.require(Op.FIND_READERS if kind in NAMES_PERSONS else Op.SEE_REPORTS)
    return _MAKERS[kind](desk, period, progress or Progress())
