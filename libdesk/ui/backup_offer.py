"""A file that was chosen as a library is a backup of one: it is told and not opened, and can be restored from here.

Opened, it would be written to and be a backup no longer; whoever wants what it holds restores it.
"""

from contextlib import suppress
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFileDialog, QVBoxLayout

from libdesk.actions import backups
from libdesk.domain.rows.backups import Facts
from libdesk.domain.show import show_moment
from libdesk.i18n import _
from libdesk.store.errors import LibraryFault
from libdesk.ui import theme
from libdesk.ui.page_area import Whole
from libdesk.ui.parts import button, label, named, wrapped
from libdesk.ui.widgets.announce import announce


class BackupOffer(Whole):
    """Hidden until a backup is offered. `restore_asked`: the backup, and the folder that a person chose, or None."""

    restore_asked = Signal(object, object)
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("backup_offer")
        self._backup = Path()
        self._start = Path.home()
        self.sentence = named(label(role="warn", wrap=True), "backup_offer_words")
        self.restore = button("backup_offer_restore", "", lambda: self._answer(None), role="next")
        self.pick = button("backup_offer_folder", _("Restore it in another folder …"), self._pick)
        self.leave = button("backup_offer_leave", _("Leave it as it is"), self.put_away)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.space(2))
        column.addWidget(self.sentence)
        column.addWidget(wrapped(self.restore, self.pick, self.leave, gap=2))
        self.hide()

    def offer(self, backup: Path, verb: str, start: Path) -> None:
        """Say what it is. `verb` is on the button that restores it where it belongs; another folder is looked for
        from `start`."""
        self._backup, self._start = backup, start
        self.sentence.setText(what_it_is(backup))
        self.restore.setText(verb)
        self.show()
        self.restore.setFocus()
        announce(self.sentence, self.sentence.text(), urgent=True)

    def put_away(self) -> None:
        self.hide()
        self.left.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.put_away()
        else:
            super().keyPressEvent(event)

    def answer_with(self, folder: Path) -> None:
        """A folder was chosen."""
        self._answer(folder)

    def _answer(self, folder: Path | None) -> None:
        self.hide()
        self.restore_asked.emit(self._backup, folder)

    def _pick(self) -> None:
        folder = QFileDialog.getExistingDirectory(self, _("Folder for the library"), str(self._start))
        if folder:
            self.answer_with(Path(folder))


def what_it_is(backup: Path) -> str:
    """Whose backup it is and when it was made, as far as that can be read."""
    facts = Facts(0, 0, 0)
    with suppress(LibraryFault):  # restoring it says what is wrong
        facts = backups.facts_of(backup)
    made = show_moment(backups.backup_of(backup, facts).made)
    words = _(
        "{name} is a backup of {school}, made on {when}. It is not opened, so that it stays as it is."
        " Restore it instead."
    )
    return words.format(name=backup.name, school=facts.school or _("a library"), when=made)
