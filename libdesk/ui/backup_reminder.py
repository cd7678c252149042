"""A line at the top when no backup was made elsewhere for a week, red after a month: one press makes it.

Made when it is first needed; it is for those who may make a backup, and never in the way of a scan.
"""

from PySide6.QtCore import Signal

from libdesk.actions.desk import Desk
from libdesk.domain.errors import DeskError
from libdesk.domain.ops import Op
from libdesk.domain.progress import Progress
from libdesk.domain.rows.backups import BackupsMade
from libdesk.i18n import _
from libdesk.ui import theme
from libdesk.ui.backup_note import BackupNote, made_words, note_of
from libdesk.ui.jobs import Lane
from libdesk.ui.tab import Surroundings
from libdesk.ui.widgets.stripe import Stripe

VOLUME = "backup_volume"
"""Where this PC's settings keep what the stick is called."""


class BackupReminder(Stripe):
    """`noted(BackupNote)` after a backup was made here."""

    noted = Signal(object)

    def __init__(self, around: Surroundings) -> None:
        super().__init__("backup_stripe")
        self._around = around
        self._note = BackupNote()
        self.button.clicked.connect(self._press)

    def show_note(self, note: BackupNote) -> None:
        self._note = note
        self.setProperty("level", note.level)
        theme.restyle(self)
        self.mirror()

    def mirror(self) -> None:
        """Whoever is at the desk now, and whether there is a second place, decides what stands there."""
        wanted = self._note.level != "good" and self._around.desk.allows(Op.BACK_UP)
        folder = self._around.desk.settings.backup_folder
        self.show_text(
            self._note.sentence if wanted else "", _("Back up now") if folder else _("Choose a second place")
        )

    def _press(self) -> None:
        if not self._around.desk.settings.backup_folder:
            page = self._around.show_tab("settings_tab")
            if page is not None:
                page.show_section("BackupSection")  # type: ignore[attr-defined]  # a SettingsTab, imported late
            return
        self.button.setEnabled(False)
        self._around.jobs.start(Lane.DOCUMENTS, _("Backup"), back_up, self._made, self._failed)

    def _made(self, both: tuple[BackupsMade, BackupNote]) -> None:
        made, note = both
        self.button.setEnabled(True)
        folder, name = self._around.desk.settings.backup_folder, self._around.pc.text(VOLUME)
        told = made_words(made, folder, name)
        if made.elsewhere is None:
            note = note._replace(sentence=told.rpartition("\n")[2])
        else:
            self._around.say(told)
        self.noted.emit(note)

    def _failed(self, error: Exception) -> None:
        self.button.setEnabled(True)
        if isinstance(error, DeskError):
            self.show_note(self._note._replace(sentence=error.text()))


def back_up(desk: Desk, progress: Progress) -> tuple[BackupsMade, BackupNote]:
    """A backup by hand, and how it stands then."""
    from libdesk.actions import backups

    made = backups.back_up_now(desk, progress)
    return made, note_of(desk)
