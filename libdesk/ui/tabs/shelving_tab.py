"""Repairs and shelving: what came back, what is torn, what appears every week, and what stands where."""

from collections.abc import Sequence

from libdesk.domain.ops import Op, Topic
from libdesk.i18n import N_
from libdesk.ui import icons
from libdesk.ui.paged_tab import PagedTab
from libdesk.ui.tab import Tab


class ShelvingTab(PagedTab):
    NAME = "shelving_tab"
    TITLE = N_("Repairs and shelving")
    ICON = icons.SHELF
    OP = Op.SEE_SHELVING
    TOPICS = frozenset(
        {
            Topic.BOOKS, Topic.LOANS, Topic.HOLDS, Topic.CHARGES, Topic.SERIALS, Topic.SHELVING, Topic.STOCKTAKE,
            Topic.SETTINGS, Topic.CALENDAR,
        }
    )  # fmt: skip

    def page_kinds(self) -> Sequence[type[Tab]]:
        # In the order in which they are used in a day and in a year: trolley, repairs, periodicals, binding, shelf
        # reading, stocktake, shelves.
        from libdesk.ui.shelving.binding.page import BindingPage
        from libdesk.ui.shelving.periodicals.page import PeriodicalsPage
        from libdesk.ui.shelving.reading.page import ShelfReadingPage
        from libdesk.ui.shelving.repairs.page import RepairsPage
        from libdesk.ui.shelving.shelves.page import ShelvesPage
        from libdesk.ui.shelving.stocktake.page import StocktakePage
        from libdesk.ui.shelving.trolley.page import TrolleyPage

        return (TrolleyPage, RepairsPage, PeriodicalsPage, BindingPage, ShelfReadingPage, StocktakePage, ShelvesPage)
