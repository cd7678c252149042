"""The registers on paper, read and drawn beside the desk."""

from collections.abc import Callable

from libdesk.actions.desk import Desk
from libdesk.documents.paged import Pages
from libdesk.domain.progress import Progress
from libdesk.domain.registers import papers
from libdesk.domain.registers.copies import LINE_FIELDS, CopyLine, Correction
from libdesk.domain.registers.summary import YearSummary
from libdesk.domain.rows.documents import TableColumn, TablePaper, TablePart
from libdesk.domain.rows.prints import Rows
from libdesk.domain.show import show_day
from libdesk.i18n import N_, _
from libdesk.store.queries import registers as queries
from libdesk.ui.cataloguing.registers.reading import PAGE, ids_of, lines_of, read_corrections
from libdesk.ui.cataloguing.registers.words import reason_words

Maker = Callable[[Desk, Progress], bytes]


def copies_maker(year: int | None, *, closed: bool) -> tuple[str, Maker]:
    """(name, maker) of a year of the accession register; None: the opening balance."""

    def make(desk: Desk, progress: Progress) -> bytes:
        return copies_pages(desk, year, closed=closed).pdf(progress=progress)

    return copies_title(year), make


def copies_title(year: int | None) -> str:
    return _("Accession register {year}").format(year=str(year) if year is not None else _("Opening balance"))


def copies_pages(desk: Desk, year: int | None, *, closed: bool) -> Pages:
    """The same page by page: a register of 10,000 lines has its first page at once."""
    from libdesk.documents.tables import table_pages

    ids = ids_of(desk, year, closed=closed)

    def fetch(first: int, last: int) -> list[CopyLine]:
        found: list[CopyLine] = []
        for start in range(first, last, PAGE):
            found += lines_of(desk, ids[start : min(start + PAGE, last)], closed=closed).values()
        return found

    words = str(year) if year is not None else _("Opening balance")
    fen = queries.fen_of(desk.library, ids, printed=closed and year is not None)
    return table_pages(
        papers.copies_paper(desk.settings.school, words, Rows(len(ids), fetch), fen, reason_words, desk.today)
    )


def summary_maker(year: YearSummary) -> tuple[str, Maker]:
    """(name, maker) of a year of the summary register: its lines, then the same by class."""

    def make(desk: Desk, progress: Progress) -> bytes:
        return summary_pages(desk, year).pdf(progress=progress)

    return summary_title(year.year), make


def summary_title(year: int) -> str:
    return _("Summary register {year}").format(year=year)


def summary_pages(desk: Desk, year: YearSummary) -> Pages:
    """The same page by page."""
    from libdesk.documents.bound import Bound
    from libdesk.documents.tables import TableLeaves

    school, today = desk.settings.school, desk.today
    made = (
        papers.summary_paper(school, [year], reason_words, today),
        papers.classes_paper(school, [year], reason_words, today),
    )
    return Bound(summary_title(year.year), school, [TableLeaves(paper) for paper in made])


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
