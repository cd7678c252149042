"""The first records of a file in words, so that a person sees whether they were read as they should be."""

from typing import Any, Final

from libdesk.domain.drafts import BookDraft
from libdesk.i18n import N_, _
from libdesk.ui import theme
from libdesk.ui.imports.records import words
from libdesk.ui.widgets.row_model import Column, Width
from libdesk.ui.widgets.row_table import Empty, RowTable

ROWS_SHOWN: Final = 5
LONGEST: Final = 12  # characters of an author or publisher


def sample_table() -> RowTable:
    """The table, still empty."""
    made = RowTable(_COLUMNS, name=_("The first records"), empty=Empty(_("No record could be read")))
    made.setObjectName("records_sample")
    return made


def show_sample(table: RowTable, drafts: list[BookDraft]) -> None:
    """As many rows high as there are, up to a few; the rest is scrolled."""
    table.show_rows(drafts)
    height = theme.metrics(theme.Step.BODY).height() + theme.space(2)
    table.setFixedHeight(round(height * (min(max(len(drafts), 2), ROWS_SHOWN) + 1.6)))


def _short(text: str) -> str:
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"


def _class(row: Any) -> str:
    return str(row.call_no or row.class_no)


_COLUMNS: Final = (
    Column("title", N_("Title"), lambda row: row.title, width=Width.STRETCH, tip=lambda row: row.title),
    Column("author", N_("Author"), lambda row: _short(row.author), tip=lambda row: row.author, spare=1),
    Column("publisher", N_("Publisher"), lambda row: _short(row.publisher), tip=lambda row: row.publisher, spare=2),
    Column("class", N_("Class number"), _class),
    Column("isbn", N_("ISBN"), lambda row: row.isbn or row.issn or row.unified_no, spare=3),
    Column("copies", N_("Copies"), words.copies_text),
)
