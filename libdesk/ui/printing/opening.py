"""From where readers are, to where their cards are printed."""

from collections.abc import Sequence

from libdesk.ui.paged_tab import PagedTab
from libdesk.ui.tab import Surroundings


def open_cards(around: Surroundings, reader_ids: Sequence[int]) -> None:
    """Show the page of cards with those of these readers."""
    tab = around.show_tab("print_tab")
    if isinstance(tab, PagedTab):
        page = tab.show_page("cards_page")
        page.show_readers(reader_ids)  # type: ignore[attr-defined]  # a CardsPage, imported late
        page.take_focus()
