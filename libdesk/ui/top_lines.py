"""The lines above the pages: sample data, no PIN, no backup elsewhere. Each stands there until its cause is gone."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QVBoxLayout

from libdesk.actions import staff
from libdesk.domain.ops import Op
from libdesk.i18n import _
from libdesk.ui.tab import Surroundings
from libdesk.ui.widgets.stripe import Stripe

if TYPE_CHECKING:
    from libdesk.ui.backup_note import BackupNote
    from libdesk.ui.backup_reminder import BackupReminder


class TopLines(QObject):
    """`leave_demo_asked`, `pin_asked`; `noted(BackupNote)` after a backup was made from here."""

    leave_demo_asked = Signal()
    pin_asked = Signal()
    noted = Signal(object)

    def __init__(self, around: Surroundings, column: QVBoxLayout) -> None:
        super().__init__()
        self._around, self._column = around, column
        self.demo = Stripe("demo_stripe")
        self.open = Stripe("no_pin_stripe")
        self._backup: BackupReminder | None = None  # made when it is first needed
        self.demo.button.clicked.connect(self.leave_demo_asked)
        self.open.button.clicked.connect(self.pin_asked)
        for line in (self.demo, self.open):
            column.addWidget(line)

    def show_state(self) -> None:
        desk = self._around.desk
        demo = desk.settings.demo
        self.demo.show_text(_("Sample library: nothing here is real.") if demo else "", _("Leave the sample library"))
        nobody = staff.open_to_all(desk) and not demo
        self.open.show_text(
            _("No PIN is set: anybody at this PC is librarian.") if nobody else "",
            _("Set a PIN") if desk.allows(Op.EDIT_STAFF) else "",
        )
        if self._backup is not None:
            self._backup.mirror()

    def show_backup_note(self, note: "BackupNote") -> None:
        if self._backup is None and note.level != "good":
            from libdesk.ui.backup_reminder import BackupReminder

            self._backup = BackupReminder(self._around)
            self._backup.noted.connect(self.noted)
            self._column.insertWidget(0, self._backup)
        if self._backup is not None:
            self._backup.show_note(note)
