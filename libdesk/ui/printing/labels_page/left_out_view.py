"""Which copies get no label, or one without bars, and why: nothing of it stops the others."""

from collections.abc import Sequence
from typing import Final

from libdesk.domain.value import Value
from libdesk.i18n import N_, _
from libdesk.ui import icons
from libdesk.ui.printing.missing_list import MissingList
from libdesk.ui.widgets.row_model import Column, Width

MOST: Final = 1_000  # lines that are listed; more are counted


class LeftOut(Value):
    """One copy (0: a label of no copy) and what it lacks, in words."""

    copy_id: int
    title: str
    number: str
    words: str


COLUMNS: Final = (
    Column("title", N_("Title"), lambda row: row.title, width=Width.STRETCH, tip=lambda row: row.title),
    Column("number", N_("Number of the copy"), lambda row: row.number, spare=1),
    Column("what", N_("What is missing"), lambda row: row.words, width=Width.STRETCH, tip=lambda row: row.words),
)  # fmt: skip


class LeftOutView(MissingList):
    """`asked(id)`: this copy is to be opened in the catalogue."""

    def __init__(self) -> None:
        super().__init__(
            "labels", COLUMNS, name=_("What is missing on labels"), least=34,
            key=lambda row: (row.copy_id, row.number, row.words), id_of=lambda row: row.copy_id,
            open_words=_("Open in the catalogue"), icon=icons.BOOK,
        )  # fmt: skip
        self.list.row_changed.connect(self._show_hint)

    def show_rows(self, rows: Sequence[LeftOut], total: int) -> None:
        self.list.show_rows(rows, total=total if total > len(rows) else None)

    def _show_hint(self, row: LeftOut | None) -> None:
        """Which copy and why, whole also where the columns are narrow."""
        why = " · ".join(filter(None, (row.number, row.words))) if row is not None else ""
        self.hint.setText(
            "\n".join(filter(None, (why, _("Give them what they lack, and they come with the next labels."))))
        )
