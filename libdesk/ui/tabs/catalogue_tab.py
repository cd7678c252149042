"""Cataloguing: the catalogue, and the pages for what comes in, waits, is ordered, leaves and is registered."""

from collections.abc import Sequence

from libdesk.domain.ops import Op, Topic
from libdesk.i18n import N_
from libdesk.ui import icons
from libdesk.ui.paged_tab import PagedTab
from libdesk.ui.tab import Tab


class CatalogueTab(PagedTab):
    NAME = "catalogue_tab"
    TITLE = N_("Cataloguing")
    ICON = icons.BOOK
    OP = Op.SEE_CATALOGUE
    TOPICS = frozenset({Topic.BOOKS, Topic.LOANS, Topic.HOLDS, Topic.ORDERS, Topic.CLASSES, Topic.SETTINGS})

    def page_kinds(self) -> Sequence[type[Tab]]:
        # A book's way: catalogue, adding, arrivals, orders, batches, withdrawals, registers, classes.
        from libdesk.ui.cataloguing.adding.page import AddingPage
        from libdesk.ui.cataloguing.arrivals.page import ArrivalsPage
        from libdesk.ui.cataloguing.batches.page import BatchesPage
        from libdesk.ui.cataloguing.classes.page import ClassesPage
        from libdesk.ui.cataloguing.orders.page import OrdersPage
        from libdesk.ui.cataloguing.registers.page import RegistersPage
        from libdesk.ui.cataloguing.titles.page import TitlesPage
        from libdesk.ui.cataloguing.withdrawals.page import WithdrawalsPage

        return (
            TitlesPage,
            AddingPage,
            ArrivalsPage,
            OrdersPage,
            BatchesPage,
            WithdrawalsPage,
            RegistersPage,
            ClassesPage,
        )
