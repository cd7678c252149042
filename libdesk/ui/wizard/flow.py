"""From a PC that knows no library to one that has its place: which window stands there, and what it works on."""

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtWidgets import QWidget

from libdesk.actions import setting_up
from libdesk.actions.desk import Clock, Desk, system_clock
from libdesk.actions.staff import open_to_all
from libdesk.domain.errors import DeskError
from libdesk.i18n import _
from libdesk.ui.bridge import Bridge
from libdesk.ui.jobs import Jobs
from libdesk.ui.pc_settings import PcSettings
from libdesk.ui.tab import Surroundings
from libdesk.ui.wizard.first_window import FirstWindow

if TYPE_CHECKING:
    from libdesk.ui.wizard.window import WizardWindow


class FirstDay(QObject):
    """`put_up` shows a window in the place of the one before. `close` must be called before the program ends."""

    opened = Signal(object)
    """A library is in its place, or was chosen: show the desk on it."""
    sample_asked = Signal()
    _ended = Signal(object, object)

    def __init__(
        self, pc: PcSettings, put_up: Callable[[QWidget], None], parent: QObject | None = None,
        *, clock: Clock = system_clock,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self._pc, self._put_up, self._clock = pc, put_up, clock
        self._desk: Desk | None = None
        self._jobs: Jobs | None = None
        self._worker: ThreadPoolExecutor | None = None
        self._ended.connect(self._end, Qt.ConnectionType.QueuedConnection)

    def begin(self) -> None:
        """The choices."""
        window = FirstWindow(setting_up.libraries_standing())
        window.set_up_asked.connect(lambda: self.set_up(window))
        window.afresh_asked.connect(lambda: self.set_up(window, afresh=True))
        window.sample_asked.connect(self.sample_asked)
        window.open_asked.connect(self.opened)
        window.restore_asked.connect(lambda backup, folder: self._restore(window, backup, folder))
        self._put_up(window)

    def set_up(self, window: FirstWindow, *, afresh: bool = False) -> None:
        """The wizard, on the draft that was begun or on a new one; where a PIN was set there, for who knows it."""
        self._close_draft()
        try:
            if afresh:
                setting_up.put_draft_aside(self._now())
            around = self._open_draft(window.show_words)
        except DeskError as error:
            window.show_fault(error.text())
            return
        if open_to_all(around.desk):
            self._show_wizard(around)
        else:
            window.ask_pin(around, lambda: self._show_wizard(around))

    def close(self) -> None:
        """Leave the draft in order; what is being put in its place gets there."""
        if self._worker is not None:
            self._worker.shutdown(wait=True)
            self._worker = None
        self._close_draft()

    def _close_draft(self) -> None:
        if self._jobs is not None:
            self._jobs.wait_and_close()
        if self._desk is not None:
            self._desk.close()
        self._jobs, self._desk = None, None

    def _open_draft(self, say: Callable[[str], None]) -> Surroundings:
        self._desk = setting_up.open_draft(clock=self._clock)
        bridge = Bridge(self)
        self._desk.listeners.append(bridge.tell)
        self._jobs = Jobs(self._desk)
        return Surroundings(self._desk, bridge, self._jobs, self._pc, say, lambda _name: None)

    def _show_wizard(self, around: Surroundings, fault: str = "") -> None:
        from libdesk.ui.wizard.window import WizardWindow

        window = WizardWindow(around)
        window.finish_asked.connect(lambda folder: self._finish(window, folder))
        self._put_up(window)
        if fault:
            window.tell(fault)

    def _finish(self, window: "WizardWindow", folder: Path) -> None:
        """The one step that cannot be taken back: the draft becomes the library. A refusal leaves it as it was."""
        assert self._desk is not None
        try:
            setting_up.end_setting_up(self._desk)
        except DeskError as error:
            window.tell(error.text())
            return
        window.wait(_("Everything is being put in its place …"))
        self._close_draft()
        now = self._now()
        self._start(lambda: setting_up.put_in_place(folder, now), self._refused)

    def _refused(self, error: DeskError) -> None:
        """The draft is as it was: the wizard stands there again, with the reason."""
        self._show_wizard(self._open_draft(lambda _words: None), error.text())

    def _restore(self, window: FirstWindow, backup: Path, folder: Path | None) -> None:
        """The backup goes where a person said, or where a new library would."""
        window.wait(_("Restoring {name} …").format(name=backup.name))
        now = self._now()
        self._start(
            lambda: setting_up.restore_into(folder or setting_up.folder_to_restore_into(), backup, now),
            lambda error: window.show_fault(error.text()),
        )

    def _start(self, work: Callable[[], Path], refused: Callable[[DeskError], None]) -> None:
        """What gives a library, beside the window, which waits for it."""
        if self._worker is None:
            self._worker = ThreadPoolExecutor(1, thread_name_prefix="first-day")
        self._worker.submit(work).add_done_callback(lambda future: self._ended.emit(future, refused))

    @Slot(object, object)
    def _end(self, future: "Future[Path]", refused: Callable[[DeskError], None]) -> None:
        error = future.exception()
        if error is None:
            self.opened.emit(future.result())
        elif isinstance(error, DeskError):
            refused(error)
        else:
            raise error

    def _now(self) -> datetime:
        return self._clock().astimezone(UTC)
