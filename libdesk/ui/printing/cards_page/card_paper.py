"""The cards that are looked at and printed. What each showed as it was made is remembered: by that it is marked."""

from collections.abc import Sequence

from libdesk.actions.desk import Desk
from libdesk.actions.school import school_of
from libdesk.documents.paged import Pages
from libdesk.domain.faces import card_face
from libdesk.domain.ops import Op
from libdesk.domain.press import Press
from libdesk.domain.rows.prints import CardLayout, CardRow, Rows
from libdesk.domain.sheets import Sheet
from libdesk.store.queries.cards import card_rows


class CardPaper:
    """What a Paper of cards is made by; called in a worker thread, with the desk of that thread.

    `sheet_key`: by what this PC knows the sheet.
    """

    def __init__(
        self, ids: Sequence[int], layout: CardLayout, sheet: Sheet, start: int, *, sheet_key: str = ""
    ) -> None:
        self.ids, self.layout, self.sheet, self.start = tuple(ids), layout, sheet, start
        self.sheet_key = sheet_key
        self.faces: dict[int, str] = {}
        """What the cards showed that were made so far, by reader; without those that bear no bars."""
        self.without_bars: set[int] = set()
        """Whose cards bear a sentence in place of bars: these are still to be printed."""

    def __call__(self, desk: Desk, press: Press) -> Pages:
        from libdesk.documents.cards import CardPages

        return CardPages(self._kept(self.rows(desk), press), self.layout, self.sheet, press, self.start)

    @property
    def next_start(self) -> int:
        """The first card of a sheet that is left when these are printed, 0 where the sheet is used up."""
        return (self.start + len(self.ids)) % self.sheet.per_page

    def rows(self, desk: Desk) -> Rows[CardRow]:
        """The cards without being noted as made."""
        library = desk.read(Op.SEE_PRINTING)
        return card_rows(library, self.ids, school_of(desk), desk.today, photos=self.layout.photo)

    def _kept(self, rows: Rows[CardRow], press: Press) -> Rows[CardRow]:
        from libdesk.documents.barcodes import BarcodeUnprintable
        from libdesk.documents.cards.front import bars_of
        from libdesk.documents.cards.plan import plan_card

        plan = plan_card(self.sheet.label_width, self.sheet.label_height, self.layout)

        def keep(row: CardRow) -> None:
            try:
                bars_of(row.code, self.layout, plan, press)
            except BarcodeUnprintable:
                self.without_bars.add(row.reader_id)
                self.faces.pop(row.reader_id, None)
            else:
                self.without_bars.discard(row.reader_id)
                self.faces[row.reader_id] = card_face(row, self.layout)

        def fetch(first: int, last: int) -> Sequence[CardRow]:
            part = rows.part(first, last)
            for row in part:
                keep(row)
            return part

        return Rows(len(rows), fetch)
