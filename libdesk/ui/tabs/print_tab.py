"""Print: reader cards, labels, class sheets and lists, looked at before they go on paper; and the paper itself."""

from collections.abc import Sequence

from libdesk.domain.ops import Op, Topic
from libdesk.i18n import N_
from libdesk.ui import icons
from libdesk.ui.paged_tab import PagedTab
from libdesk.ui.tab import Tab


class PrintTab(PagedTab):
    NAME = "print_tab"
    TITLE = N_("Print")
    ICON = icons.PRINT
    OP = Op.SEE_PRINTING
    TOPICS = frozenset({Topic.READERS, Topic.BOOKS, Topic.LOANS, Topic.SETTINGS, Topic.PRINTING})

    def page_kinds(self) -> Sequence[type[Tab]]:
        # The pages as they are used: cards, class sheets, labels, lists, and at last the paper itself.
        from libdesk.ui.printing.cards_page.page import CardsPage
        from libdesk.ui.printing.class_sheets_page.page import ClassSheetsPage
        from libdesk.ui.printing.labels_page.page import LabelsPage
        from libdesk.ui.printing.lists_page.page import ListsPage
        from libdesk.ui.printing.papers_page.page import PapersPage

        return (CardsPage, ClassSheetsPage, LabelsPage, ListsPage, PapersPage)
