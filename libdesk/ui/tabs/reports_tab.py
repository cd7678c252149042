"""Reports: lending, further reports, the report to the leaders, the targets, the sheet for the education office."""

from collections.abc import Sequence

from libdesk.domain.ops import Op, Topic
from libdesk.i18n import N_
from libdesk.ui import icons
from libdesk.ui.paged_tab import PagedTab
from libdesk.ui.tab import Tab


class ReportsTab(PagedTab):
    NAME = "reports_tab"
    TITLE = N_("Reports")
    ICON = icons.STATISTICS
    OP = Op.SEE_REPORTS
    TOPICS = frozenset(Topic)

    def page_kinds(self) -> Sequence[type[Tab]]:
        from libdesk.ui.reports.further_page import FurtherReportsPage
        from libdesk.ui.reports.leaders_page import LeadersReportPage
        from libdesk.ui.reports.lending_page import LendingReportPage
        from libdesk.ui.reports.targets_page import TargetsPage
        from libdesk.ui.reports.yearly_page import YearlySheetPage

        return (LendingReportPage, FurtherReportsPage, LeadersReportPage, TargetsPage, YearlySheetPage)
