"""The report of a period as screen and paper show it: its figures, its charts, its tables."""

from typing import TYPE_CHECKING

from libdesk.actions.desk import Desk
from libdesk.domain.classes import SchoolSystem
from libdesk.domain.ops import Op
from libdesk.domain.report_spans import KIND_NAMES, loans_of_classes, loans_over_time, spans_of
from libdesk.domain.reports.readership import ACCOUNTS_NOTE
from libdesk.domain.rows.documents import TableColumn, TablePaper, TablePart
from libdesk.domain.rows.reports import Period
from libdesk.i18n import N_, _, ngettext, sentences
from libdesk.store.queries import reports as queries
from libdesk.ui.printing.lists.moment import now_here
from libdesk.ui.reports.columns import borrowers_words, each_words, readers_words
from libdesk.ui.reports.readers_here import readers_between

if TYPE_CHECKING:
    from libdesk.documents.report import ReportPaper

CLASS_COLUMNS = (
    TableColumn(N_("Class"), share=1),
    TableColumn(N_("Loans"), right=True),
    TableColumn(N_("Borrowed"), right=True),
    TableColumn(N_("Readers"), right=True),
    TableColumn(N_("Loans per reader"), right=True),
)
TIME_COLUMNS = (
    TableColumn(N_("When"), share=1),
    TableColumn(N_("Loans"), right=True),
    TableColumn(N_("Returns"), right=True),
    TableColumn(N_("Room reading"), right=True),
    TableColumn(N_("Mended"), right=True),
)


def figures_of(desk: Desk, period: Period) -> list[tuple[str, int, str]]:
    """(words, number, note) of what was done in a period, today, and of what is out now."""
    library, today = desk.read(Op.SEE_REPORTS), desk.today
    done = queries.figures(library, period.first, period.last)
    day = queries.figures(library, today, today)
    now = queries.standing(library, today)
    late = ngettext("with {n} reader", "with {n} readers", now.overdue_readers).format(n=now.overdue_readers)
    return [
        (_("lent"), done.loans, _("today {n}").format(n=day.loans)),
        (_("returned"), done.returns, _("today {n}").format(n=day.returns)),
        (_("readers borrowed"), done.readers, _("today {n}").format(n=day.readers)),
        (_("room reading"), done.in_house, _("today {n}").format(n=day.in_house)),
        (_("out now"), now.out, _("of {n} copies").format(n=f"{now.copies:,}")),
        (_("overdue now"), now.overdue, late),
    ]


def report_paper(desk: Desk, period: Period) -> "ReportPaper":
    """All that the printed report shows; it needs no desk any more."""
    from libdesk.documents.report import ReportPaper

    library, school = desk.read(Op.SEE_REPORTS), desk.settings.school
    period = period.begun(queries.first_day(library))
    system, at = SchoolSystem(desk.settings.school_system), now_here(desk)
    spans = queries.loans_by_span(library, spans_of(period))
    here = readers_between(desk, period.first, period.last).counts
    groups = queries.loans_by_group(library, period.first, period.last, here)
    days = period.dated()
    heading = _("Report on lending: {period}").format(period=period.name)
    when = tuple(
        (row.span.name, *(f"{count:,}" for count in (row.loans, row.returns, row.read, row.repaired))) for row in spans
    )
    classes = tuple(
        (row.group(period.last, system), f"{row.loans:,}", borrowers_words(row), readers_words(row), each_words(row))
        for row in groups
    )
    formula = sentences(_("Loans per reader = loans ÷ readers who were in the class in the period."), _(ACCOUNTS_NOTE))
    by = _(KIND_NAMES[spans[0].span.kind]) if spans else ""
    return ReportPaper(
        school, heading, days, at,
        tuple((f"{number:,}", words, note) for words, number, note in figures_of(desk, period)),
        (loans_over_time(period, spans), loans_of_classes(period, groups, system)),
        (
            TablePaper(school, _("Loans of each class"), days, CLASS_COLUMNS, (TablePart("", classes),), at=at,
                       formulas=formula),
            TablePaper(school, _("Loans over time"), f"{days}  ·  {by}", TIME_COLUMNS, (TablePart("", when),), at=at),
        ),
    )  # fmt: skip
