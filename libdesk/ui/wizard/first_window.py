"""What stands there on a PC that knows no library: set one up, go on setting one up, look round, open one, restore."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QFileDialog, QMainWindow, QPushButton, QVBoxLayout, QWidget

from libdesk import paths
from libdesk.actions import backups, setting_up
from libdesk.domain.places import FolderRefused
from libdesk.i18n import _
from libdesk.ui import icons, theme
from libdesk.ui.backup_offer import BackupOffer
from libdesk.ui.page_area import PageArea, Whole
from libdesk.ui.parts import across, button, down, label, named
from libdesk.ui.tab import Surroundings
from libdesk.ui.widgets.announce import announce


class FirstWindow(QMainWindow):
    """Nothing is made before a person has chosen. `found`: libraries that lie where they are proposed."""

    set_up_asked = Signal()
    afresh_asked = Signal()
    sample_asked = Signal()
    open_asked = Signal(object)
    restore_asked = Signal(object, object)
    """The backup to restore, and the folder that was chosen for it, or None."""

    def __init__(self, found: list[Path]) -> None:
        super().__init__()
        self.setObjectName("first_window")
        self.setWindowTitle(_("School library"))
        self._draft = setting_up.draft_stands()
        self._choices: list[QPushButton] = []
        self.fault = named(label(role="bad", wrap=True), "first_fault")
        self.fault.hide()
        area = PageArea()
        self._pin: QWidget | None = None
        self.offer = BackupOffer()
        self.offer.restore_asked.connect(self.restore_asked)
        self.offer.left.connect(lambda: self._choices[-2].setFocus())
        self._column = column = QVBoxLayout()
        column.setContentsMargins(*[theme.space(6)] * 4)
        column.setSpacing(theme.space(3))
        for part in (label(_("Welcome to libdesk"), role="heading"), self.fault, self.offer, *self._rows(found)):
            column.addWidget(part)
        column.addStretch(1)
        inside = Whole()
        inside.setLayout(column)
        inside.setMaximumWidth(theme.space(200))
        area.column.addWidget(inside, 1)
        self.setCentralWidget(area)
        self.resize(theme.space(200), theme.space(112))
        helping = QAction(self)
        helping.setShortcut(QKeySequence("F1"))
        helping.triggered.connect(self._help)
        self.addAction(helping)
        self._choices[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def show_fault(self, text: str) -> None:
        """What was asked for could not be done; the choices stay."""
        self._say(text, "bad")
        for choice in self._choices:
            choice.setEnabled(True)
        self._choices[0].setFocus()

    def show_words(self, text: str) -> None:
        self._say(text, "")

    def choose_library(self, path: Path) -> None:
        """A file that was chosen as the library: a backup is told and not opened."""
        if not backups.is_backup(path):
            self.open_asked.emit(path)
            return
        self.fault.hide()
        try:
            folder = setting_up.folder_to_restore_into()
        except FolderRefused as error:
            self.show_fault(error.text())
            folder = paths.data_dir()
        self.offer.offer(path, _("Restore it in {folder}").format(folder=folder), folder)

    def ask_pin(self, around: Surroundings, then: Callable[[], object]) -> None:
        """The draft has a librarian with a PIN: go on with it only after it was typed."""
        from libdesk.ui.printing.document_makers import print_recovery
        from libdesk.ui.widgets.pin_panel import PinPanel

        if self._pin is not None:
            self._pin.deleteLater()
        panel = self._pin = PinPanel(around.desk, check_only=True)
        panel.signed_in.connect(lambda _actor: then())
        panel.cancelled.connect(self._choices[0].setFocus)
        panel.print_asked.connect(lambda name, code: print_recovery(around, name, code))
        self._column.insertWidget(1, panel)
        panel.ask(_("What was begun is kept by a PIN"))

    def wait(self, words: str) -> None:
        """It is being done: nothing else can be chosen meanwhile."""
        self._say(words, "")
        for choice in self._choices:
            choice.setEnabled(False)

    def _say(self, text: str, role: str) -> None:
        self.fault.setText(text)
        self.fault.setProperty("role", role)
        self.fault.show()
        theme.restyle(self.fault)
        announce(self.fault, text, urgent=True)

    def _rows(self, found: list[Path]) -> list[QWidget]:
        rows = []
        if self._draft:
            school = _school_of(setting_up.typed_so_far())
            words = _("Go on setting up {school}").format(school=school) if school else _("Go on setting up")
            rows.append(self._row("first_go_on", words, _("What was done so far is kept."), self.set_up_asked.emit))
            rows.append(
                self._row(
                    "first_afresh", _("Start afresh"), _("What was begun is put aside, not deleted."),
                    self.afresh_asked.emit,
                )
            )  # fmt: skip
        for n, library in enumerate(found):
            words = _("Open the library in {folder}").format(folder=library.parent)
            rows.append(self._row(f"first_found_{n}", words, "", partial(self.open_asked.emit, library)))
        if not self._draft:
            note = _("Half an hour for a whole school; every step but the name can be left for later.")
            rows.append(self._row("first_set_up", _("Set up your school"), note, self.set_up_asked.emit))
        note = _("A made-up school to try everything out; nothing in it is real.")
        rows.append(self._row("first_sample", _("Look at the sample library"), note, self.sample_asked.emit))
        note = _("One that lies on another disk or was copied here.")
        rows.append(self._row("first_open", _("Open a library …"), note, self._ask_library))
        note = _("From a stick or another disk, after this PC was changed or wiped.")
        rows.append(self._row("first_restore", _("Restore from a backup …"), note, self._ask_backup))
        return rows

    def _row(self, name: str, words: str, note: str, answer: Callable[[], Any]) -> QWidget:
        first = not self._choices
        made = button(name, words, answer, role="next" if first else "", icon=_ICONS.get(name, icons.COPIES))
        made.setAccessibleDescription(note)
        self._choices.append(made)
        parts: list[QWidget] = [across(made)]
        if note:
            parts.append(label(note, role="note", wrap=True))
        return down(*parts, gap=0.5)

    def _ask_library(self) -> None:
        self._ask(_("Choose a library"), self.choose_library)

    def _ask_backup(self) -> None:
        self._ask(_("Choose a backup"), lambda path: self.restore_asked.emit(path, None))

    def _ask(self, title: str, then: Callable[[Path], object]) -> None:
        dialog = QFileDialog(self, title, str(Path.home()), _("Libraries (*.libdesk);;All files (*)"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(lambda name: then(Path(name)))
        dialog.open()

    def _help(self) -> None:
        from libdesk.ui.help_window import show_help

        show_help(self, "first_day")


_ICONS = {
    "first_go_on": icons.NEXT,
    "first_afresh": icons.ADD,
    "first_set_up": icons.ADD,
    "first_sample": icons.EYE,
    "first_open": icons.FOLDER,
    "first_restore": icons.RESTORE,
}


def _school_of(kept: dict[str, Any]) -> str:
    typed = kept.get("typed")
    school = typed.get("school") if isinstance(typed, dict) else None
    return str(school.get("school", "")) if isinstance(school, dict) else ""
