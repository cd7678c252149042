"""A ReportTable on the screen, in a file and on paper: each of the three from the same rows."""

from collections.abc import Callable, Sequence
from datetime import date, datetime
from typing import Any

from libdesk.domain.reports.tables import Of, ReportColumn, ReportTable, as_cell, shown
from libdesk.domain.rows.documents import TableColumn, TablePaper, TablePart
from libdesk.exchange.export import Cell
from libdesk.i18n import _
from libdesk.ui.printing.document_makers import list_maker
from libdesk.ui.widgets.row_model import Column, Width
from libdesk.ui.widgets.row_table import Empty, RowTable

LINES: Any = (Of.TEXT, Of.DAY)


def columns_of(columns: Sequence[ReportColumn]) -> tuple[Column, ...]:
    return tuple(_column(place, column) for place, column in enumerate(columns))


def _column(place: int, column: ReportColumn) -> Column:
    def sort(row: Sequence[Any]) -> Any:
        value = row[place]
        if column.of is Of.TEXT:
            return shown(value, column.of)
        if column.of is Of.DAY:
            return value or date.min
        return -1 if value is None else value

    return Column(
        f"column_{place}", column.title, lambda row: shown(row[place], column.of), sort=sort,
        width=Width.WHOLE if column.wide else Width.FIT, right=column.of not in LINES, spare=column.spare,
    )  # fmt: skip


def table_for(columns: Sequence[ReportColumn], name: str, empty: Empty) -> RowTable:
    return RowTable(columns_of(columns), name=name, empty=empty, cursor_at_top=False)


def cells_of(table: ReportTable, note: str) -> tuple[list[str], list[list[Cell]]]:
    """The heads and rows of a file; then the sums, and below an empty row `note` and how the figures are reckoned."""
    head = [_(column.title) for column in table.columns]
    rows = [[as_cell(v, c.of) for v, c in zip(row, table.columns, strict=True)] for row in table.all_rows]
    return head, [*rows, [], *([text] for text in (note, table.foot) if text)]


def sums_of(table: ReportTable) -> str:
    """What is added up, in a line of its own: on the screen the rows can be sorted."""
    sums = table.sums
    if sums is None:
        return ""
    parts = [
        _("{name} {n}").format(name=_(column.title), n=shown(value, column.of))
        for value, column in zip(sums, table.columns, strict=True)
        if column.summed
    ]
    return _("In all: {sums}").format(sums=_(", ").join(parts))


def report_maker(school: str, heading: str, note: str, table: ReportTable, at: datetime) -> Callable[[], bytes]:
    """What makes a page with the chart, if there is one, and the table behind it."""
    paper, chart = paper_of(school, heading, note, table, at), table.chart
    if chart is None:
        return list_maker(paper)

    def make() -> bytes:
        from libdesk.documents.report import ReportPaper, report_pages

        return report_pages(ReportPaper(school, heading, note, at, (), (chart,), (paper,))).pdf()

    return make


def paper_of(school: str, heading: str, note: str, table: ReportTable, at: datetime) -> TablePaper:
    """Without the columns in which nothing stands."""
    texts = [[shown(v, c.of) for v, c in zip(row, table.columns, strict=True)] for row in table.all_rows]
    filled = [n for n in range(len(table.columns)) if not texts or any(row[n] for row in texts)]
    columns = tuple(
        TableColumn(c.title, share=int(c.wide), right=c.of not in LINES, fold=c.wide)
        for c in (table.columns[n] for n in filled)
    )
    rows = tuple(tuple(row[n] for n in filled) for row in texts)
    return TablePaper(school, heading, note, columns, (TablePart("", rows),), at=at, formulas=table.foot)
