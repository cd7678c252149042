"""The registers as lists on paper and as tables: the columns of the two forms, cell by cell."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any, Final

from libdesk.domain.registers.copies import LINE_FIELDS, CopyLine
from libdesk.domain.registers.summary import LINE_NAMES, LineKind, SummaryLine, YearSummary
from libdesk.domain.registers.sums import LETTERS, OTHER, Sums
from libdesk.domain.rows.documents import TableColumn, TablePaper, TablePart
from libdesk.domain.rows.prints import Rows
from libdesk.domain.show import show_money
from libdesk.i18n import N_, _

Reason = Callable[[str], str]
"""The words of a code for why copies were withdrawn."""

# The form of the individual register; what is shown wide shares the room that is left.
COPY_COLUMNS: Final[tuple[tuple[str, int], ...]] = (
    ("entered", 0), ("accession_no", 0), ("title", 5), ("author", 2), ("publisher", 4), ("year", 0), ("edition", 0),
    ("binding", 0), ("size", 0), ("price_fen", 0), ("source", 4), ("voucher", 0), ("call_no", 0),
    ("withdrawn_day", 0), ("reason", 0), ("approval", 0), ("note", 0),
)  # fmt: skip
FIGURES: Final = frozenset({"year", "price_fen"})


def signed_money(fen: int) -> str:
    """¥25.00; corrections may be less than nothing: −¥3.00."""
    return show_money(fen) if fen >= 0 else f"−{show_money(-fen)}"


def cell(line: CopyLine, name: str, reason: Reason) -> str:
    """One field of a line as it is shown."""
    return shown(name, getattr(line, name), reason)


def shown(name: str, value: Any, reason: Reason) -> str:
    """The value of a field as it is shown."""
    if value is None:
        return ""
    if name == "price_fen":
        return f"{value / 100:.2f}"
    return reason(value) if name == "reason" and value else str(value)


def copies_paper(
    school: str, year: str, lines: Rows[CopyLine], fen: int, reason: Reason, today: date
) -> TablePaper:  # fmt: skip
    """个别登录账 of a year, or of the opening balance, across the page; `fen`: what its copies cost together."""

    def fetch(first: int, last: int) -> list[tuple[str, ...]]:
        return [tuple(cell(line, name, reason) for name, _share in COPY_COLUMNS) for line in lines.part(first, last)]

    return TablePaper(
        school, _("Accession register {year}").format(year=year), _printed(today),
        tuple(TableColumn(LINE_FIELDS[name], share, name in FIGURES) for name, share in COPY_COLUMNS),
        (TablePart("", Rows(len(lines), fetch)),),
        foot=_("{copies} copies, {amount}").format(copies=f"{len(lines):,}", amount=show_money(fen)), wide=True,
    )  # fmt: skip


SUMMARY_HEADS: Final = (
    N_("Day"), N_("What"), N_("Batch or list"), N_("Source or reason"), N_("Voucher or approval"), N_("Titles"),
    N_("Copies"), N_("Amount"), N_("Accession numbers"),
)  # fmt: skip
SHARED: Final = {3: 3, 2: 2}


def signed(number: int) -> str:
    """1,200; what went or was taken back has a minus: −9."""
    return f"{number:,}" if number >= 0 else f"−{-number:,}"


def summary_cells(line: SummaryLine, reason: Reason) -> list[str]:
    """A line without its classes. What went has a minus before its figures."""
    about = _(", ").join(reason(code) for code in line.about.split(",")) if line.kind is LineKind.OUT else line.about
    numbers = f"{line.first_no}–{line.last_no}" if line.first_no != line.last_no else line.first_no
    singly = line.kind is LineKind.IN and not line.row_id  # without a batch: a line for each month
    day = "" if line.kind is LineKind.CORRECTION else line.no if singly else line.day
    what = _("Came singly") if singly else _(LINE_NAMES[line.kind])
    batch = line.no if line.row_id else ""
    return [day, what, batch, about, line.paper, *figures(line.change), numbers]


def figures(sums: Sums) -> tuple[str, str, str]:
    """Titles, copies and amount as they are shown."""
    return signed(sums.titles), signed(sums.copies), signed_money(sums.fen)


def sum_cells(words: str, sums: Sums) -> list[str]:
    """A line of a sum: what was before, what there is after."""
    return ["", words, "", "", "", *figures(sums), ""]


def year_lines(year: YearSummary, reason: Reason) -> list[tuple[list[str], Sums]]:
    """Every line of a year with its sums, from what was before to what there is after."""
    before = [] if year.before.nothing else [(sum_cells(_("Carried over"), year.before), year.before)]
    lines = [(summary_cells(line, reason), line.change) for line in year.lines]
    came = year.sum_of(LineKind.IN)
    went = year.sum_of(LineKind.OUT)
    corrected = year.sum_of(LineKind.CORRECTION)
    mended = [] if corrected.nothing else [(sum_cells(_("Corrected this year"), corrected), corrected)]
    return [
        *before, *lines, *mended,
        (sum_cells(_("Came in this year"), came), came),
        (sum_cells(_("Went this year"), Sums() - went), Sums() - went),
        (sum_cells(_("Total at the end"), year.after), year.after),
    ]  # fmt: skip


def used_letters(years: Sequence[YearSummary]) -> list[str]:
    """The class letters that any of these years needs a column for."""
    sums = [year.after for year in years] + [line.sums for year in years for line in year.lines]
    used = {letter for one in sums for letter in one.classes}
    return [letter for letter in (*LETTERS, OTHER) if letter in used]


def summary_paper(school: str, years: Sequence[YearSummary], reason: Reason, today: date) -> TablePaper:
    """总括登录账 of these years: first what came and went, then the same lines by class."""
    letters = used_letters(years)
    columns = [TableColumn(head, SHARED.get(place, 0), 5 <= place <= 7) for place, head in enumerate(SUMMARY_HEADS)]
    parts = []
    for year in years:
        lines = year_lines(year, reason)
        parts.append(TablePart(_part(year, years), tuple(tuple(cells) for cells, _sums in lines)))
    heading = _("Summary register {year}").format(
        year=str(years[0].year) if len(years) == 1 else f"{years[0].year}–{years[-1].year}"
    )
    note = f"{_printed(today)}  {classes_text(years[-1].after, letters)}"
    return TablePaper(school, heading, note, tuple(columns), tuple(parts), wide=True)


def _part(year: YearSummary, years: Sequence[YearSummary]) -> str:
    """The year over its lines; where it is the only one, the heading of the paper names it."""
    return str(year.year) if len(years) > 1 else ""


def classes_paper(school: str, years: Sequence[YearSummary], reason: Reason, today: date) -> TablePaper:
    """The same lines with the copies of each class."""
    letters = used_letters(years)
    columns = [TableColumn(N_("Day")), TableColumn(N_("What")), TableColumn(N_("Batch or list"), 1)]
    columns += [TableColumn(letter_words(letter), right=True) for letter in letters]
    columns.append(TableColumn(N_("Copies"), right=True))
    parts = [
        TablePart(
            _part(year, years),
            tuple(
                (*cells[:3], *(_count(sums.classes.get(letter, 0)) for letter in letters), _count(sums.copies))
                for cells, sums in year_lines(year, reason)
            ),
        )
        for year in years
    ]
    heading = _("Summary register by class {year}").format(
        year=str(years[0].year) if len(years) == 1 else f"{years[0].year}–{years[-1].year}"
    )
    return TablePaper(school, heading, _printed(today), tuple(columns), tuple(parts), wide=True)


def classes_text(sums: Sums, letters: Sequence[str]) -> str:
    """Copies of each class in a line: A 12  B 30 …"""
    return "  ".join(f"{letter_words(letter)} {signed(sums.classes.get(letter, 0))}" for letter in letters)


def letter_words(letter: str) -> str:
    """What a class letter is called over its column: what has no letter are the others."""
    return _("Others") if letter == OTHER else letter


def _count(number: int) -> str:
    return signed(number) if number else ""


def _printed(today: date) -> str:
    return _("As it stands on {day}.").format(day=today.isoformat())
