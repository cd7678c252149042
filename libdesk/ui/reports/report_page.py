"""A page of reports: its frame, what it follows, and that nothing of one period stands under the name of another."""

from collections.abc import Callable
from pathlib import Path
from typing import ClassVar, TypeVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from libdesk.actions.desk import Desk
from libdesk.domain.ops import Op, Topic
from libdesk.domain.progress import Progress
from libdesk.i18n import N_, _
from libdesk.ui import icons, theme
from libdesk.ui.page_area import Column as Whole
from libdesk.ui.page_area import GivingArea
from libdesk.ui.parts import Part, button, down, label, named
from libdesk.ui.reports.period_choice import PeriodChoice
from libdesk.ui.reports.running import Running
from libdesk.ui.tab import Surroundings, Tab
from libdesk.ui.table_file import ask_where
from libdesk.ui.widgets.focus_home import focus_first
from libdesk.ui.widgets.row_table import RowTable

T = TypeVar("T")


class ReportPage(Tab):
    """Subclasses make their lists and the choice of a period, `lay` their parts and `read` what is shown."""

    OP = Op.SEE_REPORTS
    TOPICS = frozenset(Topic) - {Topic.BACKUPS, Topic.PRINTING, Topic.STAFF}
    STEM: ClassVar[str]
    """The beginning of the object names of its parts."""
    PRINT: ClassVar[str] = N_("Print the report")
    STOPPED: ClassVar[str] = N_("Stopped. Choose a shorter period, or the report again.")

    document_asked = Signal(str, object)
    """A document to print: its title, and a function without arguments that gives its bytes."""

    period: PeriodChoice

    def __init__(self, around: Surroundings) -> None:
        super().__init__(around)
        self.running = Running(around, self.STEM)
        self.foot = named(label(role="note", wrap=True), f"{self.STEM}_foot")
        self.export = button(f"{self.STEM}_export", _("Save as a table …"), self._ask_where, icon=icons.EXPORT)
        self.print = button(f"{self.STEM}_print", _(self.PRINT), self._print, icon=icons.PRINT)
        self.running.began.connect(self.wait)
        self.running.stopped.connect(self._stopped)

    def lay(self, *parts: Part, gap: float = 1) -> None:
        """The parts of the page one below the other; where the window is too low for them they are scrolled."""
        page = down(*parts, gap=gap)
        page.setContentsMargins(theme.space(3), theme.space(gap), theme.space(3), theme.space(gap))
        whole = Whole()
        whole.addWidget(GivingArea(page))
        self.setLayout(whole)

    @property
    def home(self) -> tuple[QWidget, ...]:
        return (self.period,)

    def take_focus(self) -> None:
        self.home[0].setFocus()

    @property
    def shown(self) -> RowTable:
        """The list on show."""
        raise NotImplementedError  # every page has its own

    def read(self, work: Callable[[Desk, Progress], T], done: Callable[[T], None]) -> None:
        """At once where it is quick; else beside the window, with its progress and a way to stop it."""
        self.running.read(work, done, self._failed)

    def forget(self) -> None:
        """What stands beside the list is of what was read before: take it away."""

    def wait(self) -> None:
        """It is read beside the window: until then nothing of another time stands there."""
        self._clear()
        self.shown.show_loading()

    def may_go_out(self, ready: bool) -> None:
        """To a file and to paper."""
        for part in (self.export, self.print):
            part.setEnabled(ready)

    def _clear(self) -> None:
        self.forget()
        self.shown.show_rows([])
        self.foot.setText("")
        self.may_go_out(False)

    def _stopped(self) -> None:
        self._failed(_(self.STOPPED))
        focus_first(self.home)

    def _failed(self, text: str) -> None:
        """Nothing was read: the list says why, with a way on."""
        self._clear()
        self.shown.show_error(text, ((_("Try again"), self.refresh),))

    # Taking it along

    def _ask_where(self) -> None:
        path = ask_where(self, self.around, self.file_name())
        if path is not None:
            self.export_to(path)

    def file_name(self) -> str:
        """What a file of this report is called: reports of two times are told apart."""
        raise NotImplementedError  # every page has its own

    def export_to(self, path: Path) -> None:
        """Write what is shown; xlsx or CSV by the name."""
        raise NotImplementedError  # every page has its own

    def _print(self) -> None:
        raise NotImplementedError  # every page has its own
