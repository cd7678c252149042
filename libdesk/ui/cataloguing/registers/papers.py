"""The registers on paper, read and drawn beside the desk."""

from collections.abc import Callable

from libdesk.actions.desk import Desk
from libdesk.domain.progress import Progress
from libdesk.domain.registers import papers
from libdesk.domain.registers.copies import LINE_FIELDS, Correction
from libdesk.domain.registers.summary import YearSummary
from libdesk.domain.rows.documents import TableColumn, TablePaper, TablePart
from libdesk.domain.show import show_day
from libdesk.i18n import N_, _
from libdesk.ui.cataloguing.registers.reading import all_lines, read_corrections
from libdesk.ui.cataloguing.registers.words import reason_words

Maker = Callable[[Desk, Progress], bytes]


def copies_maker(year: int | None, *, closed: bool) -> tuple[str, Maker]:
    """(name, maker) of a year of the accession register; None: the opening balance."""
    words = str(year) if year is not None else _("Opening balance")

    def make(desk: Desk, progress: Progress) -> bytes:
        from libdesk.documents.tables import table_list

        lines = all_lines(desk, year, closed=closed, progress=progress)
        return table_list(papers.copies_paper(desk.settings.school, words, lines, reason_words, desk.today))

    return _("Accession register {year}").format(year=words), make


def summary_maker(year: YearSummary) -> tuple[str, Maker]:
    """(name, maker) of a year of the summary register: its lines, then the same by class."""

    def make(desk: Desk, _progress: Progress) -> bytes:
        from libdesk.documents.tables import table_lists

        school, today = desk.settings.school, desk.today
        return table_lists(
            papers.summary_paper(school, [year], reason_words, today),
            papers.classes_paper(school, [year], reason_words, today),
        )

    return _("Summary register {year}").format(year=year.year), make


def corrections_paper(desk: Desk, progress: Progress) -> bytes:
    """A list of every printed line that is no longer so."""
    from libdesk.documents.tables import table_list

    found = read_corrections(desk, progress)
    paper = TablePaper(
        desk.settings.school, _("Corrections to closed years"),
        _("As it stands on {day}.").format(day=show_day(desk.today, weekday=False, year=True)),
        (TableColumn(N_("Year")), TableColumn(N_("Accession number")), TableColumn(N_("Title"), 3),
         TableColumn(N_("What")), TableColumn(N_("As printed"), 2), TableColumn(N_("Now"), 2)),
        (TablePart("", tuple(_cells(one) for one in found)),),
        foot="" if found else _("Every printed line is still so."),
    )  # fmt: skip
    return table_list(paper)


def _cells(one: Correction) -> tuple[str, ...]:
    head = (str(one.year), one.line.accession_no, one.line.title)
    if not one.field:
        return (*head, _("removed"), "", "")
    values = (papers.shown(one.field, value, reason_words) for value in (one.was, one.now))
    return (*head, _(LINE_FIELDS[one.field]), *values)
