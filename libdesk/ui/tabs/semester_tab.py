"""The semester: what is due today, the calendar and the plan, student librarians, activities, aids and service."""

from collections.abc import Sequence

from libdesk.domain.ops import Op, Topic
from libdesk.i18n import N_
from libdesk.ui import icons
from libdesk.ui.paged_tab import PagedTab
from libdesk.ui.tab import Tab


class SemesterTab(PagedTab):
    NAME = "semester_tab"
    TITLE = N_("Semester")
    ICON = icons.CALENDAR
    OP = Op.SEE_SEMESTER
    TOPICS = frozenset(Topic)

    def page_kinds(self) -> Sequence[type[Tab]]:
        # In the order in which a term goes by.
        from libdesk.ui.semester.aids.page import AidsPage

        return (AidsPage,)
