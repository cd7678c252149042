"""From where readers and books are, to where their cards and labels are printed."""

from collections.abc import Sequence

from libdesk.domain.label_choice import Chosen
from libdesk.i18n import ngettext
from libdesk.ui.paged_tab import PagedTab
from libdesk.ui.tab import Surroundings, Tab


def open_cards(around: Surroundings, reader_ids: Sequence[int]) -> None:
    """Show the page of cards with those of these readers."""
    tab = around.show_tab("print_tab")
    if isinstance(tab, PagedTab):
        page = tab.show_page("cards_page")
        page.show_readers(reader_ids)  # type: ignore[attr-defined]  # a CardsPage, imported late
        page.take_focus()


def open_labels(
    around: Surroundings, *, titles: Sequence[int] = (), copies: Sequence[int] = (), words: str = ""
) -> None:
    """Show the page of labels with those of all copies of these titles, or of these copies; `words`: what they are."""
    if not words:
        text = (
            ngettext("{n} title that was chosen", "{n} titles that were chosen", len(titles))
            if titles
            else ngettext("{n} copy that was chosen", "{n} copies that were chosen", len(copies))
        )
        words = text.format(n=f"{len(titles or copies):,}")
    page = _labels_page(around)
    if page is not None:
        page.show_copies(Chosen(tuple(titles), tuple(copies), words))  # type: ignore[attr-defined]  # a LabelsPage
        page.take_focus()


def open_labels_of_batch(around: Surroundings, batch_id: int) -> None:
    """Show the page of labels with those of a batch."""
    page = _labels_page(around)
    if page is not None:
        page.show_batch(batch_id)  # type: ignore[attr-defined]  # a LabelsPage, imported late
        page.take_focus()


def open_shelf_labels(around: Surroundings, shelf_ids: Sequence[int] = ()) -> None:
    """Show the page of labels with those of these shelves, of all shelves without any."""
    page = _labels_page(around)
    if page is not None:
        page.show_shelves(shelf_ids)  # type: ignore[attr-defined]  # a LabelsPage, imported late
        page.take_focus()


def _labels_page(around: Surroundings) -> Tab | None:
    tab = around.show_tab("print_tab")
    return tab.show_page("labels_page") if isinstance(tab, PagedTab) else None
