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
        from libdesk.ui.semester.activities.page import ActivitiesPage
        from libdesk.ui.semester.aids.page import AidsPage
        from libdesk.ui.semester.calendar.page import CalendarPage
        from libdesk.ui.semester.helpers.page import HelpersPage
        from libdesk.ui.semester.plan.page import PlanPage
        from libdesk.ui.semester.practice.page import PracticePage
        from libdesk.ui.semester.publish.page import PublishPage
        from libdesk.ui.semester.roster.page import RosterPage
        from libdesk.ui.semester.service.page import ServicePage
        from libdesk.ui.semester.summary.page import SummaryPage
        from libdesk.ui.semester.term_end.page import TermEndPage
        from libdesk.ui.semester.timetable.page import TimetablePage
        from libdesk.ui.semester.today.page import TodayPage

        return (
            TodayPage, CalendarPage, PlanPage, HelpersPage, RosterPage, PracticePage, ActivitiesPage,
            AidsPage, TimetablePage, ServicePage, PublishPage, TermEndPage, SummaryPage,
        )  # fmt: skip
