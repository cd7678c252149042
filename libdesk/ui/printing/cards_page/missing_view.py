"""Who gets no card, or one with a gap, and why: nothing of it stops the others."""

from collections.abc import Sequence
from typing import Final

from libdesk.domain.rows.cards import LeftOut
from libdesk.domain.value import Value
from libdesk.i18n import N_, _, sentences
from libdesk.ui import icons
from libdesk.ui.printing.missing_list import MissingList
from libdesk.ui.widgets.row_model import Column, Width


class Missing(Value):
    """One reader; `kind` is number, stopped, left, photo, letters, off or bars, `words` say it, `whole` at length."""

    reader_id: int
    name: str
    group: str
    kind: str
    words: str
    whole: str = ""


OUT_WORDS: Final = {
    "number": N_("no card number"),
    "stopped": N_("stopped"),
    "left": N_("has left"),
}
HINTS: Final = {
    "bars": N_("The reader’s page gives another card number."),
    "off": N_("Measure the ruler page once more, or choose a sheet with wider margins."),
    "number": N_("No card is printed. On the reader’s page “Replace the card …” gives a number."),
    "letters": N_("Print it and write the character by hand, or write the name in another way."),
    "photo": N_("Its place stays empty. Photos of many come from a folder: Readers, “Photos …”."),
    "stopped": N_("No card is printed until it is reopened on the reader’s page."),
    "left": N_("Whoever has left gets no card."),
}
_RANK: Final = {"bars": 0, "off": 1, "number": 2, "letters": 3, "photo": 4, "stopped": 5, "left": 6}

COLUMNS: Final = (
    Column("name", N_("Reader"), lambda row: row.name, width=Width.STRETCH, tip=lambda row: row.name),
    Column("group", N_("Class"), lambda row: row.group, spare=1),
    Column(
        "what", N_("What is missing"), lambda row: row.words, width=Width.STRETCH, sort=lambda row: _RANK[row.kind],
        tip=lambda row: row.whole or row.words,
    ),
)  # fmt: skip


def left_out(found: Sequence[LeftOut]) -> list[Missing]:
    return [Missing(it.reader_id, it.name, it.group, it.why, _(OUT_WORDS[it.why])) for it in found]


class MissingView(MissingList):
    """`asked(id)`: this reader's page is to be opened."""

    def __init__(self) -> None:
        super().__init__(
            "cards", COLUMNS, name=_("What is missing on cards"), least=12,
            key=lambda row: (row.reader_id, row.kind), id_of=lambda row: row.reader_id,
            open_words=_("Open this reader"), icon=icons.USER,
        )  # fmt: skip
        self.list.row_changed.connect(self._show_hint)

    def show_missing(self, rows: Sequence[Missing]) -> None:
        self.list.show_rows(sorted(rows, key=lambda row: _RANK[row.kind]))

    def _show_hint(self, row: Missing | None) -> None:
        self.hint.setText(sentences(row.whole, _(HINTS[row.kind])) if row is not None else "")
