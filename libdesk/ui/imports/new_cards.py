"""A roster has brought readers: their cards are offered beside what was told of it."""

from libdesk.domain.ops import Op
from libdesk.domain.rows.imports import ImportReceipt
from libdesk.i18n import ngettext
from libdesk.store.queries.cards import readers_added
from libdesk.ui.imports.foot import Foot
from libdesk.ui.printing.opening import open_cards
from libdesk.ui.tab import Surroundings


class NewCards:
    """Knows whom the last import brought."""

    def __init__(self, around: Surroundings, foot: Foot) -> None:
        self._around, self._foot = around, foot
        self._ids: list[int] = []
        foot.cards_asked.connect(lambda: open_cards(self._around, self._ids))

    def offer(self, receipt: ImportReceipt) -> None:
        """A button that leads to them; a library that is still being set up has no page for printing."""
        desk, foot = self._around.desk, self._foot
        self._ids = readers_added(desk.library, receipt.journal_id)
        if self._ids and desk.allows(Op.SEE_PRINTING) and not desk.at_draft:
            text = ngettext("Print {n} new card", "Print {n} new cards", len(self._ids))
            foot.offer_cards(text.format(n=f"{len(self._ids):,}"))
