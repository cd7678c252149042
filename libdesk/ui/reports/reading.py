"""What the reports' page shows of a period, read at one go: in a moment by the window, else beside it."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum, auto
from typing import Any

from libdesk.actions.desk import Desk
from libdesk.domain.ops import Op
from libdesk.domain.report_spans import spans_of
from libdesk.domain.rows.reports import Period
from libdesk.store.queries import reports as queries
from libdesk.store.queries.withdrawals import withdrawn_between
from libdesk.ui.printing.lists.report import figures_of
from libdesk.ui.reports.readers_here import readers_between


class Page(Enum):
    """Which list stands under the figures; what is overdue with names or without."""

    CLASSES = auto()
    TIME = auto()
    WITHDRAWN = auto()
    OVERDUE = auto()
    OVERDUE_GROUPS = auto()


@dataclass(frozen=True, slots=True)
class Report:
    """The figures (words, number, note) of a period, of today and of this moment, and the rows of a list.

    `period`: the one that was asked for, from the first day of which there is anything.
    """

    period: Period
    figures: Sequence[tuple[str, int, str]]
    rows: Sequence[Any]


def read_report(desk: Desk, page: Page, period: Period) -> Report:
    """Raises DeskError where it may not be seen."""
    library = desk.read(Op.FIND_READERS if page is Page.OVERDUE else Op.SEE_REPORTS)
    period = period.begun(queries.first_day(library))
    rows: Sequence[Any]
    match page:
        case Page.CLASSES:
            here = readers_between(desk, period.first, period.last).counts
            rows = queries.loans_by_group(library, period.first, period.last, here)
        case Page.TIME:
            rows = queries.loans_by_span(library, spans_of(period))
        case Page.WITHDRAWN:
            rows = withdrawn_between(library, period.first, period.last)
        case Page.OVERDUE:
            rows = queries.overdue_loans(library, desk.today)
        case Page.OVERDUE_GROUPS:
            rows = queries.overdue_by_group(library, desk.today)
    return Report(period, figures_of(desk, period), rows)
