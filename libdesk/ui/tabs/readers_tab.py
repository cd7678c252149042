"""Readers: the list of all, and the pages for what is done with many of them at once."""

from collections.abc import Sequence

from libdesk.domain.ops import Op, Topic
from libdesk.i18n import N_
from libdesk.ui import icons
from libdesk.ui.paged_tab import PagedTab
from libdesk.ui.tab import Tab


class ReadersTab(PagedTab):
    NAME = "readers_tab"
    TITLE = N_("Readers")
    ICON = icons.USERS
    OP = Op.FIND_READERS
    TOPICS = frozenset({Topic.LOANS, Topic.HOLDS, Topic.READERS, Topic.CHARGES, Topic.SETTINGS, Topic.CALENDAR})

    def page_kinds(self) -> Sequence[type[Tab]]:
        from libdesk.ui.readers.class_session.page import ClassSessionPage
        from libdesk.ui.readers.holds.page import HoldsPage
        from libdesk.ui.readers.leavers_page import LeaversPage
        from libdesk.ui.readers.list_page import ReaderListPage
        from libdesk.ui.readers.owed_page import OwedPage

        return (ReaderListPage, ClassSessionPage, OwedPage, HoldsPage, LeaversPage)
