"""Backup: one by hand, a second place for all of them, the list of what there is, and the way back."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog

from libdesk.actions import backups as actions
from libdesk.actions.desk import Desk
from libdesk.domain.errors import DeskError
from libdesk.domain.progress import Progress
from libdesk.domain.rows.backups import LABEL_NAMES, Backup, BackupsMade, Facts, Restored
from libdesk.domain.show import show_day, show_moment
from libdesk.i18n import N_, _, ngettext, sentences
from libdesk.store.errors import BackupFolderMissing
from libdesk.ui import icons, theme
from libdesk.ui.backup_note import BackupNote, made_words
from libdesk.ui.backup_reminder import VOLUME, back_up
from libdesk.ui.jobs import Lane
from libdesk.ui.parts import across, button, down, label, named, wrapped
from libdesk.ui.settings import volumes
from libdesk.ui.settings.section import Section
from libdesk.ui.tab import Surroundings
from libdesk.ui.widgets.row_model import Column, Width
from libdesk.ui.widgets.row_table import Empty, RowTable

ROWS_HIGH = 50  # steps


class BackupSection(Section):
    TITLE = N_("Backup")
    ICON = icons.BACKUP
    HELP = "backup_section"
    ALSO = N_("restore USB stick copy safety")

    noted = Signal(object)
    """BackupNote: how it stands after a backup was made here."""

    def __init__(self, around: Surroundings) -> None:
        super().__init__(around)
        self._chosen: Backup | None = None
        self.state = named(label(wrap=True), "backup_state")
        self.now = button("backup_now", _("Back up now"), self.back_up, role="next", icon=icons.BACKUP)
        self.told = named(label(wrap=True), "backup_told")
        self.again = button("backup_again", _("Look for the stick again"), self._look_again, icon=icons.REFRESH)
        self.folder = named(label(wrap=True), "backup_folder")
        self.pick = button("backup_folder_pick", _("Choose the folder …"), self._pick, icon=icons.FOLDER)
        self.clear = button("backup_folder_clear", _("No second place"), lambda: self.set_folder(""))
        self.list = RowTable(
            (
                Column("made", N_("Made"), _made, sort=lambda row: row.made, width=Width.STRETCH),
                Column("label", N_("Why"), lambda row: _(LABEL_NAMES[row.label])),
                Column("size", N_("Size"), _size, sort=_bytes, right=True),
            ),
            name=_("Backups on this PC"), empty=Empty(_("No backup yet"), icon=icons.BACKUP), key=lambda row: row.path,
        )  # fmt: skip
        self.look = button("backup_look", _("Go back to the chosen backup …"), self._compare, icon=icons.RESTORE)
        self.other = button("backup_other", _("Another file …"), self._pick_backup, icon=icons.FOLDER)
        self._facts = named(label(wrap=True), "restore_facts")
        self._doubt = named(label(role="bad", wrap=True), "restore_doubt")
        self.keep = button("restore_keep", _("Keep the library as it is"), self._put_away, role="next")
        self.restore = button("restore_do", "", self._restore)
        self._assemble()
        for part in (self.told, self.again, self._doubt):
            part.hide()
        self.list.row_changed.connect(lambda row: self.look.setEnabled(row is not None))

    def _assemble(self) -> None:
        self.list.setFixedHeight(theme.space(ROWS_HIGH))
        self.add_part(down(self.state, across(self.now), self.told, across(self.again), gap=2))
        note = _("Each backup is also written there: a USB stick or a folder of another PC. libdesk backs up each day.")
        second = label(_("Second place"))
        choices = wrapped(self.pick, self.clear, gap=2)
        self.add_part(down(second, self.folder, choices, label(note, role="note", wrap=True)))
        self._question = down(self._facts, self._doubt, wrapped(self.keep, self.restore, gap=2), gap=2)
        self._question.hide()
        self.add_part(
            down(
                label(_("Backups on this PC"), buddy=self.list.view),
                self.list,
                wrapped(self.look, self.other, gap=2),
                self._question,
            )
        )
        self.end()

    def show_values(self) -> None:
        state, today = actions.backup_state(self.desk), self.desk.today
        own = show_day(state.own) if state.own else _("not yet")
        elsewhere = show_day(state.elsewhere) if state.elsewhere else _("not yet")
        words = _("Last backup on this PC: {own}. Last one in the second place: {elsewhere}.")
        restored = actions.last_restore(self.desk)
        if restored is not None:
            words += "\n" + _("On {when} the backup {name} was restored.")
        when, name = restored or (None, "")
        self.state.setText(
            words.format(own=own, elsewhere=elsewhere, when=show_moment(when) if when else "", name=name)
        )
        level = state.level(today)
        self.state.setProperty("role", "" if level == "good" else level)
        theme.restyle(self.state)
        folder, volume = self.desk.settings.backup_folder, self.around.pc.text(VOLUME)
        shown = _("{folder} (stick “{name}”)").format(folder=folder, name=volume) if volume else folder
        self.folder.setText(shown if folder else _("None: if this PC breaks, everything on it is gone."))
        self.clear.setEnabled(bool(folder))
        self.list.show_rows(actions.backups_of(self.desk.library.path))
        self.look.setEnabled(self.list.current_row() is not None)

    # A backup now

    def back_up(self) -> None:
        """Make a backup beside the desk; what came of it stands below the button."""
        self._busy(_("Backing up …"))
        self.around.jobs.start(Lane.DOCUMENTS, _("Backup"), back_up, self._made, self._failed)

    def _made(self, both: tuple[BackupsMade, BackupNote]) -> None:
        made, note = both
        folder, volume = self.desk.settings.backup_folder, self.around.pc.text(VOLUME)
        self._ended(made_words(made, folder, volume), "warn" if made.fault else "good")
        self.again.setVisible(isinstance(made.fault, BackupFolderMissing))
        self.noted.emit(note)

    def _look_again(self) -> None:
        """The stick may be there now; one that came back under another letter is known by its name."""
        folder, volume = self.desk.settings.backup_folder, self.around.pc.text(VOLUME)
        found = volumes.moved_to(folder, volume)
        if found:
            self.set_folder(found, volume)
        self.back_up()

    def set_folder(self, folder: str, volume: str = "") -> None:
        """`volume`: what the stick is called on which the folder lies; this PC keeps it beside."""
        self.around.pc.keep_text(VOLUME, volume)
        self.again.hide()
        self.set(backup_folder=folder)

    def _pick(self) -> None:
        start = self.desk.settings.backup_folder or str(Path.home())
        folder = QFileDialog.getExistingDirectory(self, _("Second place for backups"), start)
        if folder:
            self.set_folder(folder, volumes.name_of(folder))

    # The way back

    def _compare(self) -> None:
        """Read what the backup and the library hold, so that a person can tell whether it is the right one."""
        chosen = self.list.current_row()
        if chosen is not None:
            self.compare_with(chosen.path)

    def _pick_backup(self) -> None:
        start = self.desk.settings.backup_folder or str(Path.home())
        found, _kind = QFileDialog.getOpenFileName(self, _("A backup"), start, _("Backups (*.libdesk);;All files (*)"))
        if found:
            self.compare_with(Path(found))

    def compare_with(self, path: Path) -> None:
        """Any file: what is no sound backup of a library is told, and nothing is changed."""
        self._put_question_away()
        self._busy(_("Reading the backup …"))

        def read(desk: Desk, progress: Progress) -> tuple[Backup, Facts, Facts]:
            return actions.look_at_for(desk.library.path, path, progress)

        self.around.jobs.start(Lane.DOCUMENTS, _("Backup"), read, self._ask, self._failed)

    def _ask(self, found: tuple[Backup, Facts, Facts]) -> None:
        self._chosen, then, now = found
        self._ended("", "")
        when = show_moment(self._chosen.made)
        text = _(
            "The backup of {when} holds {then}. The library holds {now}.\n"
            "Everything done since that backup leaves the library; a backup of today is made first."
        )
        self._facts.setText(text.format(when=when, then=_counts(then), now=_counts(now)))
        other = bool(then.school and now.school and then.school != now.school)
        self._doubt.setVisible(other)
        doubt = _("This is a backup of “{other}”; the library here is that of “{own}”.")
        self._doubt.setText(doubt.format(other=then.school, own=now.school) if other else "")
        self.restore.setText(_("Restore the backup of {when}").format(when=when))
        self._question.show()
        self.keep.setFocus()
        self.bring_into_view(self._question)

    def _put_away(self) -> None:
        self._put_question_away()
        self.list.view.setFocus()

    def _put_question_away(self) -> None:
        self._chosen = None
        self._question.hide()

    def _restore(self) -> None:
        chosen = self._chosen
        if chosen is None:
            return
        self._question.hide()
        self.list.view.setFocus()
        self._busy(_("Restoring … Scans are kept until it is done."))
        self.bring_into_view(self.told)

        def work(desk: Desk, progress: Progress) -> Restored:
            return actions.restore_backup(desk, chosen.path, progress)

        self.around.jobs.start(
            Lane.LIBRARY, _("Restore a backup"), work, lambda restored: self._restored(chosen, restored), self._failed
        )

    def _restored(self, chosen: Backup, restored: Restored) -> None:
        self._chosen = None
        again, doubt = "", restored.doubt()
        if restored.again:
            again = ngettext(
                "{count} reader who had been erased since was erased again.",
                "{count} readers who had been erased since were erased again.",
                restored.again,
            ).format(count=restored.again)
        # The window signs out and leaves this page: the line at its foot is what is seen.
        done = _("Restored the backup of {when}.").format(when=show_moment(chosen.made))
        self.around.say(sentences(done, again, doubt))
        text = _("Restored: {counts}.").format(counts=_counts(restored.facts))
        self._ended(sentences(text, again, doubt), "warn" if doubt else "good")

    def _busy(self, text: str) -> None:
        for part in (self.now, self.look, self.other, self.again):
            part.setEnabled(False)
        self._tell(text, "")

    def _ended(self, text: str, role: str) -> None:
        for part in (self.now, self.other, self.again):
            part.setEnabled(True)
        self.again.hide()
        self._tell(text, role)
        self.refresh()

    def _failed(self, error: Exception) -> None:
        self._ended(error.text() if isinstance(error, DeskError) else "", "bad")

    def _tell(self, text: str, role: str) -> None:
        self.told.setText(text)
        self.told.setVisible(bool(text))
        self.told.setProperty("role", role)
        theme.restyle(self.told)


def _made(row: Backup) -> str:
    return show_moment(row.made)


def _bytes(row: Backup) -> int:
    try:
        return row.path.stat().st_size
    except OSError:  # just removed by the next backup's tidying up
        return 0


def _size(row: Backup) -> str:
    return f"{_bytes(row) / 1_000_000:,.1f} MB"


def _counts(facts: Facts) -> str:
    return _("{readers} readers, {copies} copies, {loans} on loan").format(
        readers=f"{facts.readers:,}", copies=f"{facts.copies:,}", loans=f"{facts.loans:,}"
    )
