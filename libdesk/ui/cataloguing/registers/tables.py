"""The registers as tables on the screen, and as sheets to take along."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from libdesk.domain.registers.copies import LINE_FIELDS, CopyLine
from libdesk.domain.registers.papers import (
    COPY_COLUMNS,
    FIGURES,
    SUMMARY_HEADS,
    cell,
    classes_text,
    letter_words,
    used_letters,
    year_lines,
)
from libdesk.domain.registers.summary import YearSummary
from libdesk.domain.registers.sums import Sums
from libdesk.exchange.export import Cell
from libdesk.i18n import N_, _
from libdesk.ui import icons
from libdesk.ui.cataloguing.registers.words import reason_words
from libdesk.ui.widgets.row_model import Column, Width
from libdesk.ui.widgets.row_table import Empty, RowTable

GONE: Final = CopyLine(0, "", "", "", "", "", None, "", "", "", None, "", "", "")
# On a narrow screen these give way first.
_SPARE: Final = {
    "binding": 9, "edition": 8, "size": 8, "note": 7, "approval": 6, "voucher": 5, "year": 4, "source": 4,
    "publisher": 3, "reason": 2, "author": 1, "withdrawn_day": 1,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class SummaryRow:
    cells: tuple[str, ...]
    sums: Sums
    classes: str
    is_sum: bool


def copies_table() -> RowTable:
    """Every copy of a year by its number; read page by page."""
    columns = tuple(
        Column(
            name, LINE_FIELDS[name], lambda row, name=name: cell(row, name, reason_words),  # type: ignore[misc]
            width=Width.STRETCH if name == "title" else Width.FIT, right=name in FIGURES, spare=_SPARE.get(name, 0),
            role=(lambda row: "quiet" if row.withdrawn else "") if name == "title" else None,
        )
        for name, _share in COPY_COLUMNS
    )  # fmt: skip
    empty = Empty(
        _("No copy in this year"), _("Copies stand here from the day of their batch, or the day they were entered."),
        icon=icons.LIST,
    )  # fmt: skip
    return RowTable(columns, name=_("Accession register"), empty=empty, sorts_itself=False)


def summary_table() -> RowTable:
    """What came and went in a year, with its sums."""
    spare = {3: 1, 4: 2, 8: 3}
    columns = [
        Column(
            f"column_{place}", head, lambda row, place=place: row.cells[place],  # type: ignore[misc]
            width=Width.STRETCH if place == 2 else Width.FIT, right=5 <= place <= 7, spare=spare.get(place, 0),
        )
        for place, head in enumerate(SUMMARY_HEADS)
    ]  # fmt: skip
    columns.append(Column("classes", N_("By class"), lambda row: row.classes, spare=4))
    empty = Empty(_("Nothing came or went in this year"), icon=icons.LIST)
    return RowTable(columns, name=_("Summary register"), empty=empty, sorts_itself=False, least=30)


def classes_in_sight(table: RowTable) -> bool:
    """Whether there is room for the column that says the copies of each class."""
    return not table.view.isColumnHidden(len(table.model.columns) - 1)


def summary_rows(year: YearSummary) -> list[SummaryRow]:
    letters = used_letters([year])
    lines = year_lines(year, reason_words)
    return [
        SummaryRow(
            tuple(cells), sums, classes_text(sums, [one for one in letters if sums.classes.get(one)]), not cells[0]
        )
        for cells, sums in lines
    ]


def copies_sheet(lines: Iterable[CopyLine]) -> tuple[list[str], list[list[Cell]]]:
    """Head and rows; figures and days as such, so that the spreadsheet can reckon with them."""
    head = [_(LINE_FIELDS[name]) for name, _share in COPY_COLUMNS]
    return head, [[_value(line, name) for name, _share in COPY_COLUMNS] for line in lines]


def _value(line: CopyLine, name: str) -> Cell:
    value: Any = getattr(line, name)
    if name == "price_fen":
        return None if value is None else value / 100
    if name in ("entered", "withdrawn_day") and len(value) == 10:
        return date.fromisoformat(value)
    return value if name == "year" else cell(line, name, reason_words)


def summary_sheet(year: YearSummary) -> tuple[list[str], list[list[Cell]]]:
    """The lines of a year with a column for each class that is in use."""
    letters = used_letters([year])
    head = [*(_(words) for words in SUMMARY_HEADS), *(letter_words(letter) for letter in letters)]
    rows: list[list[Cell]] = []
    for cells, sums in year_lines(year, reason_words):
        figures: list[Cell] = [sums.titles, sums.copies, sums.fen / 100]
        rows.append([*cells[:5], *figures, cells[8], *(sums.classes.get(letter, 0) for letter in letters)])
    return head, rows
