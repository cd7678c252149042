"""Periodicals and newspapers: what came today, the year at a glance, what is late, subscriptions, holidays, reading."""

from functools import cached_property
from typing import Final, cast

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from libdesk.domain.errors import DeskError
from libdesk.domain.ops import Op, Topic
from libdesk.i18n import N_, _
from libdesk.store.queries.serials import issues
from libdesk.ui import icons
from libdesk.ui.shelving.periodicals.check_in_view import CheckInView
from libdesk.ui.tab import Surroundings
from libdesk.ui.views_page import ViewsPage
from libdesk.ui.widgets.scan_box import ScanBox

CHECK_IN, YEAR, LATE, SUBSCRIPTIONS, HOLIDAYS, USE = "check_in", "year", "late", "subscriptions", "holidays", "use"
_WORDS: Final = {
    CHECK_IN: N_("Arrivals of the day"), YEAR: N_("The year"), LATE: N_("Late"), SUBSCRIPTIONS: N_("Subscriptions"),
    HOLIDAYS: N_("Holiday papers"), USE: N_("Read in the room"),
}  # fmt: skip
_NEEDS: Final = {LATE: Op.CLAIM_ISSUES}  # the others are for pupils too


class PeriodicalsPage(ViewsPage):
    NAME = "periodicals_page"
    TITLE = N_("Periodicals")
    ICON = icons.SERIAL
    OP = Op.SEE_SERIALS
    TOPICS = frozenset({Topic.SERIALS, Topic.BOOKS, Topic.SETTINGS, Topic.CALENDAR})
    VIEWS = _WORDS
    UNDONE_HERE = frozenset({Op.CHECK_IN, Op.COUNT_USE, Op.CLAIM_ISSUES, Op.EDIT_SUBSCRIPTION})

    heard = Signal(object)
    """The outcome of a scan, for the ear."""

    def __init__(self, around: Surroundings) -> None:
        super().__init__(around)
        self.show_view(CHECK_IN, focus=False)

    @cached_property
    def check_in(self) -> CheckInView:
        return cast("CheckInView", self.view_of(CHECK_IN))

    def connect_view(self, made: QWidget) -> None:
        if isinstance(made, CheckInView):
            made.heard.connect(lambda _outcome: self._bring_forward())
        if hasattr(made, "issues_asked"):
            made.issues_asked.connect(self.open_issues)
        if hasattr(made, "labels_asked"):
            made.labels_asked.connect(self._ask_labels)

    def make_view(self, name: str) -> QWidget:
        match name:
            case "year":
                from libdesk.ui.shelving.periodicals.year_view import YearView

                return YearView(self.around)
            case "late":
                from libdesk.ui.shelving.periodicals.late_view import LateView

                return LateView(self.around)
            case "subscriptions":
                from libdesk.ui.shelving.periodicals.subscriptions_view import SubscriptionsView

                return SubscriptionsView(self.around)
            case "holidays":
                from libdesk.ui.shelving.periodicals.holiday_view import HolidayView

                return HolidayView(self.around)
            case "use":
                from libdesk.ui.shelving.periodicals.use_view import UseView

                return UseView(self.around)
        return CheckInView(self.around)

    def _bring_forward(self) -> None:
        """A scan is told where arrivals are, whatever is looked at."""
        if self.view != CHECK_IN:
            self.show_view(CHECK_IN)

    def open_issues(self, subscription_id: int, issue_id: int) -> None:
        """The issues of a subscription, with the cursor on one."""
        from libdesk.ui.shelving.periodicals.subscriptions_view import SubscriptionsView

        self.show_view(SUBSCRIPTIONS)
        view = self.view_of(SUBSCRIPTIONS)
        assert isinstance(view, SubscriptionsView)
        view.open(subscription_id, issue_id)

    def _ask_labels(self, issue_id: int, copies: int) -> None:
        """Labels are read where arrivals are."""
        self.show_view(CHECK_IN)
        self.check_in.ask_labels(issue_id, copies)

    @property
    def scan_target(self) -> ScanBox:
        """Wherever one is on this page, the barcode of a periodical is an arrival."""
        return self.check_in.box

    def role_changed(self) -> None:
        if not self.desk.allows(_NEEDS.get(self.view, self.OP)):
            self.show_view(CHECK_IN, focus=False)
        self.refresh()

    def refresh(self) -> None:
        """The view on show, and how much is late."""
        if not self.desk.allows(self.OP):
            return
        for name, made in self.buttons.items():
            made.setVisible(self.desk.allows(_NEEDS.get(name, self.OP)))
        try:
            late = len(issues.late(self.desk.read(self.OP), self.desk.today))
            self.buttons[LATE].setText(f"{_(_WORDS[LATE])} {late:,}" if late else _(_WORDS[LATE]))
            self.shown.refresh()
            self.fault.hide()
        except DeskError as error:
            self.fault.setText(error.text())
            self.fault.show()
