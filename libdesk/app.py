"""The only place that puts the parts together: arguments, library file, language, look, window, and leaving again."""

import libdesk.ui  # noqa: F401  # before all others: it makes their imports cheaper

# isort: split
import gc
import logging
import sqlite3
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QLibraryInfo, QLocale, QObject, QTimer, QTranslator, Signal, qInstallMessageHandler
from PySide6.QtWidgets import QApplication, QWidget

from libdesk import __version__, crashlog, paths
from libdesk.actions.desk import Actor, Desk
from libdesk.actions.shifts import resume_shift
from libdesk.command_line import arguments
from libdesk.domain.errors import DeskError
from libdesk.domain.ops import Role
from libdesk.domain.progress import Progress
from libdesk.i18n import _, set_language
from libdesk.store.database import Library
from libdesk.store.errors import LibraryFault, LibraryMissing, fault_of
from libdesk.store.opening import open_library
from libdesk.store.where import library_to_open, remember
from libdesk.ui import theme
from libdesk.ui.bridge import Bridge
from libdesk.ui.feedback import Feedback
from libdesk.ui.jobs import Jobs, Lane
from libdesk.ui.main_window import MainWindow
from libdesk.ui.pc_settings import PcSettings
from libdesk.ui.single_instance import SingleInstance, server_name

if TYPE_CHECKING:
    from libdesk.ui.backup_note import BackupNote
    from libdesk.ui.wizard.flow import FirstDay

_log = logging.getLogger(__name__)
BUSY_MS: Final = 800  # how long the desk waits for a lock before it says so; jobs beside it wait longer
MARK_MS: Final = 1_000  # after the first paint, and before anybody has lent much to a library of last month
HOUSEKEEPING_MS: Final = 10 * 60_000  # how often the day's backup, old holds and the WAL are looked after


def run(argv: list[str]) -> int:
    """Run the program until its window closes; 0 also when a first start was brought forward instead."""
    options = arguments(argv)
    crashlog.install(paths.log_dir(), __version__)
    app = QApplication.instance() or QApplication([*sys.argv[:1], "-style", theme.STYLE])
    assert isinstance(app, QApplication)
    qInstallMessageHandler(lambda mode, _context, text: crashlog.log_qt(mode.name, text))
    app.setApplicationName("libdesk")
    pc = PcSettings(paths.pc_settings_file())
    program = Program(app, pc, language=options.lang or pc.language)
    if options.demo:
        return program.run(paths.demo_library(), demo=True)
    if options.library:
        return program.run(options.library)
    return program.run(library_to_open(), own=True)


class Program(QObject):
    """From the library file to the window and back; a restore or another language builds the window anew."""

    _bug = Signal(str)

    def __init__(self, app: QApplication, pc: PcSettings, *, language: str) -> None:
        super().__init__(app)
        self.app, self.pc = app, pc
        self.window: QWidget | None = None
        self.desk: Desk | None = None
        self.jobs: Jobs | None = None
        self._bridge = Bridge(self)
        self._feedback = Feedback(volume=pc.volume, on=pc.volume > 0)
        self._translator = QTranslator(self)
        self._housekeeping = QTimer(self, interval=HOUSEKEEPING_MS)
        self._housekeeping.timeout.connect(self.keep_house)
        self._instance: SingleInstance | None = None
        self.use_language(language)
        self._notice: QWidget | None = None
        self._first_day: FirstDay | None = None
        self._own = False
        self._bug.connect(self._show_bug)
        crashlog.listen(lambda crash: self._bug.emit(crash.details))

    def use_language(self, code: str) -> None:
        """Our words by gettext, Qt's own buttons by its translations; then the look, which measures the words."""
        set_language(code)
        QLocale.setDefault(QLocale(code))
        self.app.removeTranslator(self._translator)
        if self._translator.load(f"qtbase_{code}", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)):
            self.app.installTranslator(self._translator)
        theme.choose_theme(self.app, scheme=self.pc.scheme, factor=self.pc.factor)

    def run(self, path: Path | None, *, demo: bool = False, own: bool = False) -> int:
        """Open the library and run the window until it closes; the exit code. None: no library is known of yet.

        `own`: no file was named at the start, so that whatever is opened is the library of this PC.
        """
        self._own = own
        if not self._is_first(path or paths.draft_library()):
            return 0
        try:
            if path is None:
                self.welcome()
            else:
                self.open(path, demo=demo)
        except Exception as error:  # a bug at start is told as one at the desk is, never by silence
            crashlog.report(error)
        QTimer.singleShot(0, _collect_garbage)
        code = self.app.exec()
        self.close_library()
        return code

    def _is_first(self, path: Path) -> bool:
        """Whether no other program has this library open; one that has comes forward."""
        if self._instance is not None and self._instance.name == server_name(path):
            return True
        instance = SingleInstance(path, self)
        if instance.wake_first():
            return False
        if self._instance is not None:
            self._instance.close()
        self._instance = instance
        instance.woken.connect(self.bring_forward)
        return True

    def open(self, path: Path, *, demo: bool = False, create: bool = False) -> None:
        """Show the desk on this library, or, where it cannot be opened, what can be done about it."""
        library: Library | None = None
        try:
            if demo:
                _make_sample(path)
            library = open_library(path, create=create, busy_ms=BUSY_MS)
            self._start(library)
        except (LibraryFault, sqlite3.DatabaseError) as error:
            # Damage inside the file is often met only when the desk reads it.
            fault = error if isinstance(error, LibraryFault) else fault_of(error, path)
            if fault is None:
                raise
            if isinstance(fault, LibraryMissing):
                from libdesk.actions.marks import vanished

                fault = vanished(path, expected=self._own)
            _log.warning("the library could not be opened: %s", type(fault).__name__)
            self.close_library()
            if library is not None:
                library.close()
            self._show_fault(fault)
            return
        left = crashlog.last_crash()
        if left:
            self._show_bug(left)

    def _start(self, library: Library) -> None:
        self.desk = Desk(library)
        self.desk.listeners.append(self._bridge.tell)
        resume_shift(self.desk)
        self.jobs = Jobs(self.desk)
        self.build_window()
        if library.ended_uncleanly:
            self._tell_of_crash()
        self._housekeeping.start()
        QTimer.singleShot(MARK_MS, self._look_at_mark)
        QTimer.singleShot(2_000, self.keep_house)

    def build_window(self) -> None:
        """The main window in the language and look of now, in the place of the one before."""
        assert self.desk is not None
        assert self.jobs is not None
        window = MainWindow(self.desk, self.jobs, self._bridge, self.pc, self._feedback)
        window.rebuild_asked.connect(lambda: QTimer.singleShot(0, self.rebuild))
        window.leave_demo_asked.connect(self._leave_demo)
        self._put_up(window)

    def _put_up(self, window: QWidget) -> None:
        """Show a window in the place of the one before."""
        before, self.window = self.window, window
        theme.put_on_sheet(self.app)
        window.show()
        if before is not None:
            before.hide()
            before.deleteLater()

    def rebuild(self) -> None:
        """After a change of language or look, once the widget that asked for it has done its work."""
        from libdesk.ui.same_place import place_in, return_to

        place = place_in(self.window)
        self.use_language(self.pc.language)
        self._feedback.follow(self.pc.volume)
        self.build_window()
        return_to(self.window, place)
        self._look_at_mark()

    def bring_forward(self) -> None:
        if self.window is not None:
            self.window.setWindowState(self.window.windowState() & ~self.window.windowState().WindowMinimized)
            self.window.show()
            self.window.raise_()
            self.window.activateWindow()

    def keep_house(self) -> None:
        """What the program does by itself while the desk goes on: the day's backup, old holds, who left, old logs."""
        if self.jobs is None or self.jobs.running:
            return
        from libdesk.ui.printing.in_viewer import remove_old_documents

        remove_old_documents(time.time())
        crashlog.remove_old(paths.log_dir())
        self.jobs.start(Lane.DOCUMENTS, _("Backup"), _house, self._house_kept, self._house_failed)

    def _house_kept(self, note: "BackupNote") -> None:
        if isinstance(self.window, MainWindow):
            self.window.show_backup_note(note)

    def _house_failed(self, error: Exception) -> None:
        _log.warning("housekeeping: %s", error)
        if isinstance(self.window, MainWindow):
            why = error.text() if isinstance(error, DeskError) else ""
            from libdesk.ui.backup_note import BackupNote

            self.window.show_backup_note(BackupNote(_("no backup was made"), "warn" if why else "good", why))

    def _look_at_mark(self) -> None:
        """Whether this is the library that was here last time, as it was then; other accounts are to find it too."""
        if self.desk is not None and isinstance(self.window, MainWindow) and not self.desk.settings.demo:
            from libdesk.ui.mark_notice import tell_of_mark

            if self._own:
                remember(self.desk.library.path, at=self.desk.now())
            tell_of_mark(self.window)

    def welcome(self) -> None:
        """No library is known on this PC: a person says what is to be done."""
        from libdesk.ui.wizard.flow import FirstDay

        self._own = True
        self._first_day = FirstDay(self.pc, self._put_up, self)
        self._first_day.opened.connect(self._begin_at)
        self._first_day.sample_asked.connect(lambda: self._go_to(paths.demo_library(), demo=True))
        self._first_day.begin()

    def _begin_at(self, path: Path) -> None:
        """From the first day to the desk."""
        from libdesk.ui.first_role import begin_as_librarian

        self._go_to(path)
        begin_as_librarian(self.window)

    def _leave_demo(self) -> None:
        """From the sample library to the school's own, in this window's place, or to where one is set up."""
        self._own = True
        self._go_to(library_to_open())

    def _show_fault(self, fault: LibraryFault) -> None:
        from libdesk.ui.fault_window import FaultWindow

        window = FaultWindow(fault)
        window.set_up_asked.connect(lambda: self._go_to(None))
        window.open_asked.connect(self._go_to)
        window.create_asked.connect(lambda path: self.open(path, create=True))
        window.leave_asked.connect(self.app.quit)
        self._put_up(window)

    def _go_to(self, path: Path | None, *, demo: bool = False) -> None:
        """Another library in this window's place, or, without one, what a PC without a library is asked."""
        self.close_library()
        if not self._is_first(path or paths.draft_library()):
            self.app.quit()
        elif path is None:
            self.welcome()
        else:
            self.open(path, demo=demo)

    def _tell_of_crash(self) -> None:
        """After an unclean end: check the file in the background and show the last steps, to compare with the desk."""
        if isinstance(self.window, MainWindow) and self.jobs is not None:
            self.window.show_after_crash()

    def _show_bug(self, details: str) -> None:
        """A bug, told by the crash log in whichever thread it arose: calmly, beside the desk."""
        from libdesk.ui.crash_notice import CrashNotice

        if self._notice is None:
            notice = CrashNotice(paths.log_dir())
            notice.restart_asked.connect(self._restart)
            self._notice = notice
        assert isinstance(self._notice, CrashNotice)
        self._notice.show_details(details)

    def _restart(self) -> None:
        """The window anew, on the same library."""
        demo = self.desk is not None and self.desk.settings.demo
        self._go_to(self.desk.library.path if self.desk is not None else library_to_open(), demo=demo)

    def close_library(self) -> None:
        """Documents are dropped, library jobs waited for, a backup made; then the file is closed in order."""
        from libdesk.actions import backups, marks

        self._housekeeping.stop()
        if self._first_day is not None:
            self._first_day.close()
        if self.jobs is not None:
            self.jobs.wait_and_close()
        if self.desk is not None:
            self.desk.actor = Actor(Role.SYSTEM)
            try:
                if not self.desk.settings.demo:
                    backups.exit_backup(self.desk)
                    marks.keep_mark(self.desk)
            except (DeskError, sqlite3.Error) as error:
                _log.warning("no backup at exit: %s", error)
            self.desk.close()
        self.jobs, self.desk = None, None


def _collect_garbage() -> None:
    """The start made much and threw little away, so `__main__` spared it the collector; what it made stays."""
    gc.freeze()
    gc.enable()


def _house(desk: Desk, progress: Progress) -> "BackupNote":
    """In a worker: returns how it stands with backups, for the top of the window."""
    from libdesk.actions.housekeeping import keep_house
    from libdesk.ui.backup_note import note_of

    desk.actor = Actor(Role.SYSTEM)
    keep_house(desk, progress)
    return note_of(desk)


def _make_sample(path: Path) -> None:
    from datetime import datetime
    from zoneinfo import ZoneInfo

    from libdesk.demo import open_demo
    from libdesk.domain.settings import LibrarySettings

    open_demo(path, today=datetime.now(ZoneInfo(LibrarySettings().zone)).date())
