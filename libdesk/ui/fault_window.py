"""What stands in place of the desk when the library cannot be opened: the fault in a sentence, and the ways on.

It never makes an empty library. A restore keeps aside what stood there; reading the damaged file changes nothing.
"""

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any, Final

from PySide6.QtCore import Qt, QUrl, Signal, Slot
from PySide6.QtGui import QAction, QCloseEvent, QDesktopServices, QKeySequence
from PySide6.QtWidgets import QFileDialog, QMainWindow, QVBoxLayout, QWidget

from libdesk.actions import backups, setting_up
from libdesk.actions.marks import mark_of
from libdesk.domain.errors import DeskError
from libdesk.domain.rows.backups import Restored
from libdesk.i18n import _, sentences
from libdesk.store import errors
from libdesk.store.errors import LibraryFault
from libdesk.ui import icons, theme
from libdesk.ui.backup_offer import BackupOffer
from libdesk.ui.fault_backups import COLUMNS, BackupLine, best_of, line_of, lines_of
from libdesk.ui.page_area import PageArea, Whole
from libdesk.ui.parts import button, label, wrapped
from libdesk.ui.widgets.row_table import Empty, RowTable

# Faults that a backup mends; of the others a restore would meet the same lock or the same rights.
MENDED_BY_BACKUP: Final = (
    errors.LibraryMissing,
    errors.LibraryEmptyFile,
    errors.NotALibrary,
    errors.LibraryDamaged,
    errors.LibraryNewer,
)


class FaultWindow(QMainWindow):
    """`open_asked(Path)`: open this library now; `leave_asked`: end the program. The owner closes the window."""

    open_asked = Signal(object)
    create_asked = Signal(object)
    """Make a new library here: offered only where nothing stands and no backup is found."""
    set_up_asked = Signal()
    """The library has vanished, and a new one is wanted on purpose."""
    leave_asked = Signal()
    _finished = Signal(object, object)

    def __init__(self, fault: LibraryFault, *, clock: Callable[[], datetime] | None = None) -> None:
        super().__init__()
        self.setObjectName("fault_window")
        self.setWindowTitle(_("libdesk: the library could not be opened"))
        self.fault, self.path = fault, fault.path
        self._clock = clock or (lambda: datetime.now(UTC))
        self._mended = isinstance(fault, MENDED_BY_BACKUP)
        self._worker = ThreadPoolExecutor(1, thread_name_prefix="fault")
        self._busy = False
        self._asked: BackupLine | None = None  # of which it was said what it lacks: a second press restores it
        self.offer = BackupOffer()
        self._build()
        self._assemble()
        self._connect()
        self.show_backups()

    def _build(self) -> None:
        self._vanished = isinstance(self.fault, errors.LibraryVanished)
        vanished = _("The library is not where it was")
        self.heading = label(vanished if self._vanished else _("The library could not be opened"), role="heading")
        self.sentence = label(self.fault.text(), role="bad", wrap=True)
        self.sentence.setObjectName("fault_sentence")
        empty = Empty(_("No backups here"), _("Choose a backup on a stick or another disk."), icon=icons.BACKUP)
        self.table = RowTable(COLUMNS, name=_("Backups of this library"), empty=empty, key=lambda row: row.backup.path)
        self.state = label(wrap=True)
        self.state.setObjectName("fault_state")
        first = "next" if self._mended and not self._vanished else ""
        self.restore_button = button("restore", _("Restore this backup"), self._restore_chosen, role=first)
        self.elsewhere_button = button("restore_elsewhere", _("Choose another backup …"), self._ask_for_backup)
        retry = "" if self._mended and not self._vanished else "next"
        again = _("Look again") if self._vanished else _("Try again")
        self.retry_button = button("retry", again, lambda: self.open_asked.emit(self.path), role=retry)
        other = _("Choose its file …") if self._vanished else _("Open another library …")
        self.other_button = button("open_other", other, self._ask_for_library)
        self.rescue_button = button("rescue", _("Save what can be read …"), self._ask_for_folder)
        self.leave_button = button("leave", _("Leave libdesk"), self.leave_asked.emit)
        self.new_button = button("make_new", _("Make a new library here"), lambda: self.create_asked.emit(self.path))
        self.set_up_button = button("set_up", _("Set up a new library …"), self.set_up_asked.emit)

    def _assemble(self) -> None:
        area = PageArea()
        self.setCentralWidget(area)
        inside = Whole()
        area.column.addWidget(inside, 1)
        column = QVBoxLayout(inside)
        column.setContentsMargins(*[theme.space(4)] * 4)
        column.setSpacing(theme.space(2))
        column.addWidget(self.heading)
        column.addWidget(self.sentence)
        column.addWidget(self.table, 1)
        if not self._mended:
            column.addStretch(1)
        column.addWidget(self.state)
        column.addWidget(self.offer)
        column.addWidget(wrapped(self.restore_button, self.elsewhere_button, self.retry_button, gap=2))
        column.addWidget(
            wrapped(
                self.other_button,
                self.rescue_button,
                self.new_button,
                self.set_up_button,
                None,
                self.leave_button,
                gap=2,
            )
        )
        for widget, shown in (
            (self.restore_button, self._mended),
            (self.elsewhere_button, self._mended),
            (self.table, self._mended),
            (self.rescue_button, self._mended and self.path.is_file()),
            (self.set_up_button, self._vanished),
            (self.new_button, False),
        ):
            widget.setVisible(shown)  # only now: shown without a parent it would be a window of its own
        self.resize(theme.space(220), theme.space(110))

    def _connect(self) -> None:
        helping = QAction(self)
        helping.setObjectName("fault_help")
        helping.setShortcut(QKeySequence("F1"))
        helping.triggered.connect(self._help)
        self.addAction(helping)
        self._finished.connect(self._end, Qt.ConnectionType.QueuedConnection)
        self.table.opened.connect(lambda row: None if row.fault or self._busy else self._restore_line(row))
        self.table.row_changed.connect(lambda _row: self._another())
        self.offer.restore_asked.connect(self._restore_offered)
        self.offer.left.connect(self._look_away)

    def show_backups(self) -> None:
        """List the backups beside the library; what each holds is read in the background."""
        if self._mended:
            self.table.show_loading()
            self._start(
                _("Reading the backups …"), partial(lines_of, self.path, self._second_place()), self._show_lines
            )
        self._first_focus().setFocus()

    def consider(self, backup: Path) -> None:
        """A backup from anywhere: restored at once, unless there is something to say of it before."""
        look = partial(_line_at, backup, self.path)
        self._start(_("Reading the backup …"), look, lambda line: self._restore_line(line))

    def choose_library(self, path: Path) -> None:
        """A file that was chosen in the place of the library: a backup is told and not opened."""
        if not backups.is_backup(path):
            self.open_asked.emit(path)
        elif self._mended:
            self.offer.offer(path, _("Restore it here"), self.path.parent)
        else:
            words = _("{name} is a backup. Restore it under Settings, Backup, once the library opens again.")
            self._say(words.format(name=path.name), "warn")

    def restore_from(self, backup: Path) -> None:
        """Put this backup in the library's place, then ask for the library to be opened."""
        self._start(
            _("Restoring {name} …").format(name=backup.name),
            partial(backups.restore_unopened, self.path, backup, now=self._clock()),
            self._show_restored,
        )

    def rescue_into(self, folder: Path) -> None:
        """Copy the file and write its readable rows as tables into a new folder there."""
        work = partial(backups.rescue_unopened, self.path, folder, now=self._clock())
        self._start(_("Reading what can be read …"), work, self._show_rescued)

    def closeEvent(self, event: QCloseEvent) -> None:
        self._worker.shutdown(wait=True)
        super().closeEvent(event)

    def _start(self, words: str, work: Callable[[], Any], done: Callable[[Any], object]) -> None:
        if self._busy:
            return
        self._busy = True
        self._say(words, "")
        self._show_buttons()
        self._worker.submit(work).add_done_callback(lambda future: self._finished.emit(future, done))

    @Slot(object, object)
    def _end(self, future: Future[Any], done: Callable[[Any], object]) -> None:
        self._busy = False
        self._say("", "")
        error = future.exception()
        if error is None:
            done(future.result())
        elif isinstance(error, DeskError):
            self._say(error.text(), "bad")
        self._show_buttons()
        if error is not None and not isinstance(error, DeskError):
            raise error

    def _say(self, words: str, role: str) -> None:
        self.state.setText(words)
        self.state.setProperty("role", role)
        theme.restyle(self.state)
        self.state.setVisible(bool(words))

    def _show_buttons(self) -> None:
        for widget in (self.elsewhere_button, self.retry_button, self.other_button, self.rescue_button):
            widget.setEnabled(not self._busy)
        row = self._asked or self.table.current_row()
        self.restore_button.setEnabled(not self._busy and row is not None and not row.fault)

    def _show_lines(self, lines: list[BackupLine]) -> None:
        self.table.show_rows(lines)
        best = best_of(lines)
        if best is not None:
            self.table.select(best.backup.path)
        missing = isinstance(self.fault, errors.LibraryMissing) and not self._vanished
        self.new_button.setVisible(missing and not lines)
        self._first_focus().setFocus()

    def _second_place(self) -> Path | None:
        """Where the mark of a vanished library says that its other backups are."""
        folder = self.fault.backup_folder if isinstance(self.fault, errors.LibraryVanished) else ""
        return Path(folder) if folder else None

    def _first_focus(self) -> QWidget:
        if self._mended and self.table.current_row() is not None:
            return self.table.view
        return self.elsewhere_button if self._mended and not self._vanished else self.retry_button

    def _show_restored(self, restored: Restored) -> None:
        """The library opens at once, unless there is something to know that the window behind would not say."""
        doubt = restored.doubt()
        if not doubt:
            self.open_asked.emit(self.path)
            return
        self._say(sentences(_("The backup is restored."), doubt), "warn")
        self.table.setEnabled(False)
        for widget in (self.restore_button, self.elsewhere_button, self.rescue_button, self.new_button):
            widget.hide()
        self.retry_button.setText(_("Open the library"))
        self.retry_button.setProperty("role", "next")
        theme.restyle(self.retry_button)
        self._show_buttons()
        self.retry_button.setFocus()

    def _show_rescued(self, rescued: Any) -> None:
        if rescued.total:
            words = _("{count} rows could be read. They lie with a copy of the file in {folder}.")
        else:
            words = _("No row could be read. A copy of the file lies in {folder}.")
        self._say(words.format(count=f"{rescued.total:,}", folder=rescued.folder), "good" if rescued.total else "warn")
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(rescued.folder)))

    def _restore_chosen(self) -> None:
        line: BackupLine | None = self._asked or self.table.current_row()
        if line is not None and self.restore_button.isEnabled():
            self._restore_line(line)

    def _restore_line(self, line: BackupLine) -> None:
        """What the library is known to have held and the backup does not is said first; asked again, it is done."""
        if not line.lacking or self._asked is line:
            self.restore_from(line.backup.path)
            return
        self._asked = line
        self._say(line.lacking, "warn")
        self.restore_button.setText(_("Restore this backup all the same"))
        self._show_buttons()
        self.restore_button.setFocus()

    def _another(self) -> None:
        """Another line was chosen: what was said of the one before is no longer true."""
        if self._asked is not None and not self._busy:
            self._asked = None
            self._say("", "")
            self.restore_button.setText(_("Restore this backup"))
        self._show_buttons()

    def _restore_offered(self, backup: Path, folder: Path | None) -> None:
        """Here, or in a folder that was chosen, as the library of this PC from then on."""
        if folder is None:
            self.consider(backup)
            return
        work = partial(setting_up.restore_into, folder, backup, self._clock())
        self._start(_("Restoring {name} …").format(name=backup.name), work, self.open_asked.emit)

    def _help(self) -> None:
        from libdesk.ui.help_window import show_help

        show_help(self, "library_place" if self._vanished else "safety")

    def _look_away(self) -> None:
        self.other_button.setFocus()

    def _ask_for_backup(self) -> None:
        self._ask(QFileDialog.FileMode.ExistingFile, _("Choose a backup"), self.consider)

    def _ask_for_library(self) -> None:
        self._ask(QFileDialog.FileMode.ExistingFile, _("Choose a library"), self.choose_library)

    def _ask_for_folder(self) -> None:
        self._ask(QFileDialog.FileMode.Directory, _("Where to put what can be read"), self.rescue_into)

    def _ask(self, mode: QFileDialog.FileMode, title: str, then: Callable[[Path], object]) -> None:
        dialog = QFileDialog(self, title, str(self.path.parent), _("Libraries (*.libdesk);;All files (*)"))
        dialog.setFileMode(mode)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(lambda name: then(Path(name)))
        dialog.open()


def _line_at(backup: Path, library: Path) -> BackupLine:
    """A file that may lie anywhere, looked through from end to end. Raises what says why it is no backup."""
    _backup, facts = backups.look_at(backup)
    return line_of(backups.backup_of(backup, facts), mark_of(library))
