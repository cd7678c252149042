"""What the views of the stocktake page that do long work have in common: a bar, a stop, a fault, one job at a time."""

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QProgressBar, QPushButton, QVBoxLayout, QWidget

from libdesk.actions.desk import Desk
from libdesk.domain.errors import DeskError
from libdesk.domain.progress import Progress
from libdesk.i18n import _
from libdesk.ui import icons, theme
from libdesk.ui.jobs import Lane
from libdesk.ui.one_job import OneJob
from libdesk.ui.parts import button, label, named, wrapped
from libdesk.ui.tab import Surroundings
from libdesk.ui.widgets.announce import tell_aloud
from libdesk.ui.widgets.fit_label import FitLabel
from libdesk.ui.widgets.scan_router import TAKES_SCANS

T = TypeVar("T")


class WorkView(QFrame):
    """`closed` when it is left. Subclasses fill `column` and say with `next` what is done."""

    closed = Signal()

    def __init__(self, around: Surroundings, name: str, heading: str) -> None:
        super().__init__()
        self.setObjectName(f"stocktake_{name}")
        self.setProperty(TAKES_SCANS, True)
        self._around, self._desk = around, around.desk
        self._job = OneJob(around.jobs, self)
        self._looking = OneJob(around.jobs, self)
        self._name = name
        self.heading = FitLabel(theme.Step.HEAD, bold=True)
        self.heading.setText(heading)
        self.fault = named(label(role="bad", wrap=True), f"stocktake_{name}_fault")
        self.bar = named(QProgressBar(), f"stocktake_{name}_progress")
        self.stop = button(f"stocktake_{name}_stop", _("Stop"), self._job.stop, icon=icons.STOP)
        self.leave = button(f"stocktake_{name}_leave", _("Esc Leave it"), self.put_away)
        self.bar.setAccessibleName(_("Progress"))
        self.fault.hide()
        self._job.progressed.connect(self._show_progress)

    def _assemble(self, do: QPushButton, *parts: QWidget | tuple[QWidget, int], more: tuple[QWidget, ...] = ()) -> None:
        """The parts below the heading, one of them with the room that is left; the buttons at the foot."""
        self.do = do
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.space(1))
        column.addWidget(self.heading)
        for part in parts:
            if isinstance(part, tuple):
                column.addWidget(*part)
            else:
                column.addWidget(part)
        for part in (self.fault, self.bar):
            column.addWidget(part)
        column.addWidget(wrapped(do, *more, self.stop, self.leave, gap=2))
        if not any(isinstance(part, tuple) for part in parts):
            column.addStretch(1)
        self._show_busy(False)

    @property
    def busy(self) -> bool:
        return self._job.running

    def put_away(self) -> None:
        if not self.busy:
            self._looking.drop()
            self.closed.emit()

    def write(self, title: str, work: Callable[[Desk, Progress], T], done: Callable[[T], None]) -> None:
        """Run what writes, with its bar; a refusal is told here and nothing that was chosen is lost."""
        if self.busy:
            return
        self.tell("")
        self._show_busy(True)

        def ended(result: T) -> None:
            self._show_busy(False)
            done(result)

        self._job.start(Lane.LIBRARY, title, work, ended, self._failed)

    def look(self, title: str, work: Callable[[Desk, Progress], T], done: Callable[[T], None]) -> None:
        """Read something beside the desk; a later look takes the place of this one."""
        self.tell("")
        self._looking.start(Lane.PREVIEW, title, work, done, self._refused)

    def tell(self, text: str) -> None:
        tell_aloud(self.fault, text)

    def _failed(self, error: Exception) -> None:
        self._show_busy(False)
        self._refused(error)

    def _refused(self, error: Exception) -> None:
        if isinstance(error, DeskError):
            self.tell(error.text())

    def _show_busy(self, busy: bool) -> None:
        self.bar.setVisible(busy)
        self.bar.setRange(0, 0)
        self.stop.setVisible(busy)
        self.leave.setEnabled(not busy)
        if busy:
            self.do.setEnabled(False)
            self.stop.setFocus()
        else:
            self.mirror()

    def mirror(self) -> None:
        """What can be pressed now."""
        raise NotImplementedError  # every view has its own

    def _show_progress(self, done: int, total: int) -> None:
        self.bar.setRange(0, total)
        self.bar.setValue(done)
        self.bar.setFormat(_("{done} of {total}").format(done=f"{done:,}", total=f"{total:,}"))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.put_away()
        else:
            super().keyPressEvent(event)
