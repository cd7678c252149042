"""The report to the school's leaders on two pages: the figures that matter and charts, then every figure."""

from typing import TYPE_CHECKING, Final

from libdesk.actions.desk import Desk
from libdesk.domain.reports.tables import shown
from libdesk.domain.rows.documents import TableColumn, TablePaper, TablePart
from libdesk.domain.show import show_day
from libdesk.i18n import N_, _, sentences
from libdesk.ui.printing.lists.moment import now_here
from libdesk.ui.reports.leaders import LeadersReport

if TYPE_CHECKING:
    from libdesk.documents.report import ReportPaper

NAMED: Final = 6  # activities
COLUMNS: Final = (
    TableColumn(N_("Section")),
    TableColumn(N_("Figure"), share=1, fold=True),
    TableColumn(N_("This time"), right=True),
    TableColumn(N_("A year before"), right=True),
    TableColumn(N_("More or less"), right=True),
    TableColumn(N_("Unit")),
)


def leaders_heading(report: LeadersReport) -> str:
    return _("Report on the library: {period}").format(period=report.period.name)


def leaders_note(report: LeadersReport) -> str:
    """Of which days the figures are."""
    if report.before is None:
        return _("{days}; nothing is known of the year before").format(days=report.period.dated())
    days = _("{days}, beside {before}").format(days=report.period.dated(), before=report.before.dated())
    return _("{days}, of which not all is known").format(days=days) if report.known_from else days


def leaders_foot(report: LeadersReport) -> str:
    """How the figures were reckoned, what is known of a part of the year before alone, and the activities by name."""
    day = show_day(report.period.last, weekday=False, year=True)
    parts = [
        _(
            "Copies, what is out and what is overdue are those of {day}. Per pupil = figure ÷ the pupils who were here "
            "in the time; books per pupil ÷ those of the last day. A term is compared with as many days of the term a "
            "year before; what was not counted then yet has no figure."
        ).format(day=day)
    ]
    if report.known_from:
        known = [
            _("{name} from {day} on").format(name=name, day=show_day(day, weekday=False, year=True))
            for name, day in report.known_from
        ]
        parts.append(_("Known of the year before: {list}.").format(list=_(", ").join(known)))
    if report.activities:
        named = [_("{name} ({n})").format(name=name, n=f"{entrants:,}") for name, entrants in report.activities[:NAMED]]
        more = len(report.activities) - NAMED
        if more > 0:
            named.append(_("{n} more").format(n=more))
        parts.append(_("Activities and their entrants: {list}.").format(list=_("; ").join(named)))
    return sentences(*parts)


def leaders_paper(desk: Desk, report: LeadersReport) -> "ReportPaper":
    """All that the printed report shows; it needs no desk any more."""
    from libdesk.documents.report import ReportPaper

    school, at, heading, note = desk.settings.school, now_here(desk), leaders_heading(report), leaders_note(report)
    large = tuple(
        (
            shown(line.value, line.of), line.name,
            _("a year before {n}").format(n=shown(line.before, line.of)) if report.before else "",
        )
        for line in report.headline
    )  # fmt: skip
    rows, section = [], ""
    compared = 3 if report.before else 1
    for line in report.lines:
        rows.append((line.section if line.section != section else "", line.name, *line.texts[:compared], line.unit))
        section = line.section
    columns = (*COLUMNS[:2], *COLUMNS[2 : 2 + compared], COLUMNS[-1])
    table = TablePaper(
        school, heading, note, columns, (TablePart("", tuple(rows)),), at=at, formulas=leaders_foot(report)
    )
    return ReportPaper(school, heading, note, at, large, report.charts, (table,))
