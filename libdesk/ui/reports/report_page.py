"""A page of reports: who sees it, what it follows, and that nothing goes out while its figures are being read."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QWidget

from libdesk.domain.ops import Op, Topic
from libdesk.ui.reports.period_choice import PeriodChoice
from libdesk.ui.tab import Tab


class ReportPage(Tab):
    """Subclasses make the three parts that every report has."""

    OP = Op.SEE_REPORTS
    TOPICS = frozenset(Topic) - {Topic.BACKUPS, Topic.PRINTING, Topic.STAFF}

    document_asked = Signal(str, object)
    """A document to print: its title, and a function without arguments that gives its bytes."""

    period: PeriodChoice
    export: QPushButton
    print: QPushButton

    @property
    def home(self) -> tuple[QWidget, ...]:
        return (self.period,)

    def take_focus(self) -> None:
        self.home[0].setFocus()

    def may_go_out(self, ready: bool) -> None:
        """To a file and to paper."""
        for part in (self.export, self.print):
            part.setEnabled(ready)
