"""From a PC that knows no library to one that has its place: which window stands there, and what it works on."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from libdesk.actions import setting_up
from libdesk.actions.desk import Clock, Desk, system_clock
from libdesk.domain.errors import DeskError
from libdesk.domain.places import FolderRefused
from libdesk.i18n import _
from libdesk.ui.bridge import Bridge
from libdesk.ui.jobs import Jobs
from libdesk.ui.pc_settings import PcSettings
from libdesk.ui.wizard.first_window import FirstWindow


class FirstDay(QObject):
    """`put_up` shows a window in the place of the one before. `close` must be called before the program ends."""

    opened = Signal(object)
    """A library is in its place, or was chosen: show the desk on it."""
    sample_asked = Signal()

    def __init__(
        self, pc: PcSettings, put_up: Callable[[QWidget], None], parent: QObject | None = None,
        *, clock: Clock = system_clock,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self._pc, self._put_up, self._clock = pc, put_up, clock
        self._desk: Desk | None = None
        self._jobs: Jobs | None = None

    def begin(self) -> None:
        """The choices."""
        window = FirstWindow(setting_up.libraries_standing())
        window.set_up_asked.connect(lambda: self.set_up(window))
        window.afresh_asked.connect(lambda: self.set_up(window, afresh=True))
        window.sample_asked.connect(self.sample_asked)
        window.open_asked.connect(self.opened)
        window.restore_asked.connect(lambda backup: self._restore(window, backup))
        self._put_up(window)

    def set_up(self, window: FirstWindow | None = None, *, afresh: bool = False) -> None:
        """The wizard, on the draft that was begun or on a new one."""
        try:
            if afresh:
                setting_up.put_draft_aside(self._now())
            self._open_wizard()
        except DeskError as error:
            if window is None:
                raise
            window.show_fault(error.text())

    def close(self) -> None:
        """Leave the draft in order."""
        if self._jobs is not None:
            self._jobs.wait_and_close()
        if self._desk is not None:
            self._desk.close()
        self._jobs, self._desk = None, None

    def _open_wizard(self, fault: str = "") -> None:
        from libdesk.ui.wizard.window import WizardWindow

        self._desk = setting_up.open_draft(clock=self._clock)
        bridge = Bridge(self)
        self._desk.listeners.append(bridge.tell)
        self._jobs = Jobs(self._desk)
        window = WizardWindow(self._desk, self._jobs, bridge, self._pc)
        window.finish_asked.connect(self._finish)
        self._put_up(window)
        if fault:
            window.tell(fault)

    def _finish(self, folder: Path) -> None:
        """The one step that cannot be taken back: the draft becomes the library. A refusal leaves it as it was."""
        assert self._desk is not None
        try:
            setting_up.end_setting_up(self._desk)
            self.close()
            library = setting_up.put_in_place(folder, self._now())
        except DeskError as error:
            self.close()
            self._open_wizard(error.text())
            return
        self.opened.emit(library)

    def _restore(self, window: FirstWindow, backup: Path) -> None:
        """The backup goes where a new library would: into the first proposed folder that will do."""
        fault: DeskError | None = None
        for proposal in setting_up.proposed_folders():
            try:
                library = setting_up.restore_into(Path(proposal.folder), backup, self._now())
            except FolderRefused as error:
                fault = fault or error
            except DeskError as error:
                window.show_fault(error.text())
                return
            else:
                self.opened.emit(library)
                return
        window.show_fault(fault.text() if fault else _("There is no folder for a library on this PC."))

    def _now(self) -> datetime:
        return self._clock().astimezone(UTC)
