"""Safety: a second place for backups, and the PIN that keeps the librarian's pages from pupils."""

from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QLineEdit

from libdesk.actions import setting_up, staff
from libdesk.actions.settings import change_settings
from libdesk.domain.errors import DeskError
from libdesk.domain.ops import Role
from libdesk.i18n import N_, _
from libdesk.ui import icons, theme
from libdesk.ui.parts import button, down, label, named, pin_field, wrapped
from libdesk.ui.printing.document_makers import print_recovery
from libdesk.ui.tab import Surroundings
from libdesk.ui.wizard.page import WizardPage


class PinsDiffer(DeskError):
    def text(self) -> str:
        return _("The two PINs differ. Type the new PIN twice.")


class SafetyPage(WizardPage):
    NAME = "safety"
    TITLE = N_("Backup and PIN")
    HEADING = N_("What if this PC breaks, and who may change the settings?")

    def __init__(self, around: Surroundings) -> None:
        super().__init__(around)
        self.library_folder = Path.home()  # told by the window, to warn of a second place on the same disk
        self._receipt: staff.StaffReceipt | None = None
        self.folder = named(label(wrap=True), "wizard_backup_folder")
        self.pick = button("wizard_backup_pick", _("Choose the folder …"), self._pick, icon=icons.FOLDER)
        self.clear = button("wizard_backup_clear", _("No second place"), lambda: self.set_folder(""))
        self.folder_note = named(label(role="note", wrap=True), "wizard_backup_note")
        self.name = named(QLineEdit(), "wizard_pin_name")
        self.pin, self.again = pin_field("wizard_pin"), pin_field("wizard_pin_again")
        self.set_pin = button("wizard_pin_set", _("Set the PIN"), self._press_set)
        self.pin_fault = named(label(role="bad", wrap=True), "wizard_pin_fault")
        self.code_words = label(wrap=True)
        self.code = named(label(role="heading"), "wizard_code")
        self.print = button("wizard_code_print", _("Print the code"), self._print, role="next", icon=icons.PRINT)
        self._assemble()
        self._show_folder()

    def _assemble(self) -> None:
        self.column.addWidget(
            down(
                label(_("Second place for backups")),
                self.folder,
                wrapped(self.pick, self.clear, gap=2),
                self.folder_note,
            )
        )
        self.code.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.name.setAccessibleName(_("Name of the librarian"))
        self.pin.setAccessibleName(_("PIN"))
        self.again.setAccessibleName(_("PIN once more"))
        self.fields = wrapped(
            (down(label(_("Name of the librarian"), buddy=self.name), self.name), 2),
            (down(label(_("PIN"), buddy=self.pin), self.pin), 1),
            (down(label(_("once more"), buddy=self.again), self.again), 1),
            down(label(), self.set_pin),
            gap=2,
        )
        note = _("4 to 8 digits. Without a PIN anybody at this PC is librarian; it can be set later too.")
        self.pin_note = label(note, role="note", wrap=True)
        self.code_part = down(self.code_words, wrapped(self.code, self.print, gap=2))
        self.column.addWidget(down(self.fields, self.pin_fault, self.pin_note, self.code_part, gap=2))
        self.column.addStretch(1)
        self.code_part.hide()
        self.pin_fault.hide()

    def arrive(self) -> None:
        self._show_folder()
        known = setting_up.count_draft(self.desk).librarians
        self.fields.setVisible(not known)
        if known:
            self.pin_note.setText(_("A PIN is set. More people can be added later under Settings."))

    def write(self) -> bool:
        """A PIN that was typed counts; its recovery code is shown first, since it is shown only once."""
        if not self.fields.isVisibleTo(self) or not (self.pin.text() or self.again.text()):
            return True
        self._set()
        return False

    def typed(self) -> dict[str, Any]:
        return {}

    def take_focus(self) -> None:
        self.pick.setFocus()

    def set_folder(self, folder: str) -> None:
        """The second place counts at once; it is part of the draft."""
        change_settings(self.desk, backup_folder=folder)
        self._show_folder()
        self.changed.emit()

    def _pick(self) -> None:
        start = self.desk.settings.backup_folder or str(Path.home())
        folder = QFileDialog.getExistingDirectory(self, _("Second place for backups"), start)
        if folder:
            self.set_folder(folder)

    def _show_folder(self) -> None:
        chosen = self.desk.settings.backup_folder
        self.folder.setText(chosen or _("None: if this PC breaks, everything on it is gone."))
        self.clear.setEnabled(bool(chosen))
        near = bool(chosen) and setting_up.same_disk(Path(chosen), self.library_folder)
        note = _(
            "A USB stick that stays in the library, or a folder of another PC. libdesk backs up each day by itself."
        )
        warning = _("This lies on the same disk as the library: if the disk breaks, both are gone.")
        self.folder_note.setText(warning if near else note)
        self.folder_note.setProperty("role", "warn" if near else "note")
        theme.restyle(self.folder_note)

    def _press_set(self) -> None:
        try:
            self._set()
        except DeskError as error:
            self.pin_fault.setText(error.text())
            self.pin_fault.show()
            self.pin.setFocus()

    def _set(self) -> None:
        if self.pin.text() != self.again.text():
            raise PinsDiffer()
        name = self.name.text()
        self._receipt = staff.add_staff(self.desk, name=name, role=Role.LIBRARIAN, pin=self.pin.text())
        for field in (self.name, self.pin, self.again):
            field.clear()
        self.pin_fault.hide()
        text = _("Recovery code of {name}, shown only now. It sets a new PIN when the old one is forgotten.")
        self.code_words.setText(text.format(name=self._receipt.name))
        self.code.setText(self._receipt.code)
        self.code_part.show()
        self.print.setFocus()
        self.arrive()
        self.changed.emit()

    def _print(self) -> None:
        if self._receipt is not None:
            print_recovery(self.around, self._receipt.name, self._receipt.code)
