"""The library has gone back in time, or another one stands in its place: from when to when, and the ways on.

It stays above the pages until a librarian has decided; the desk goes on meanwhile.
"""

from datetime import datetime
from zoneinfo import ZoneInfo

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout

from libdesk.actions import backups
from libdesk.actions.marks import BackupHeld, MarkFound, go_on, look_at_mark
from libdesk.domain.errors import DeskError
from libdesk.domain.marks import Verdict
from libdesk.domain.ops import Op
from libdesk.domain.rows.backups import Restored
from libdesk.domain.show import show_day
from libdesk.i18n import _
from libdesk.ui import icons, theme
from libdesk.ui.jobs import Lane
from libdesk.ui.main_window import MainWindow
from libdesk.ui.parts import button, down, label, named
from libdesk.ui.tab import Surroundings
from libdesk.ui.widgets.announce import announce


class MarkNotice(QFrame):
    """`closed`: it was decided."""

    closed = Signal()

    def __init__(self, around: Surroundings, found: MarkFound) -> None:
        super().__init__()
        self.around, self.desk, self._found = around, around.desk, found
        self.setObjectName("mark_notice")
        self.setProperty("role", "stripe")
        self._zone = ZoneInfo(self.desk.settings.zone)
        self.sentence = named(label(self._words(), wrap=True), "mark_words")
        self.offer = named(label(self._offer_words(), wrap=True), "mark_offer")
        self.restore = button("mark_restore", _("Restore this backup"), self._restore, icon=icons.RESTORE)
        self.keep = button("mark_go_on", _("Go on as it is"), self._go_on)
        self._assemble()
        self.restore.setVisible(found.offer is not None)
        announce(self.sentence, self.sentence.text(), urgent=True)

    def _assemble(self) -> None:
        self.setAccessibleName(self.sentence.text())
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.space(3), theme.space(1), theme.space(3), theme.space(1))
        row.setSpacing(theme.space(3))
        row.addWidget(down(self.sentence, self.offer, gap=0.5), 1)
        row.addWidget(self.restore)
        row.addWidget(self.keep)

    def _words(self) -> str:
        found = self._found
        if found.verdict is Verdict.OTHER:
            text = _("Another library stood here before: that of {before}. This one is that of {now}.")
            unnamed = _("a school without a name")
            return text.format(before=found.mark.school or unnamed, now=found.school or unnamed)
        text = _(
            "This library has gone back in time: it ends on {now}, but work was done in it until {before}."
            " What came between is not in it."
        )
        return text.format(now=self._when(found.newest_at), before=self._when(found.mark.at))

    def _offer_words(self) -> str:
        offer = self._found.offer
        if offer is None:
            return _("No backup on this PC knows more. If there is one on a stick, restore it under Settings, Backup.")
        return _(
            "A backup holds what was done until {until}: {readers} readers, {copies} copies, {loans} on loan."
        ).format(
            until=self._when(offer.newest_at), readers=f"{offer.facts.readers:,}", copies=f"{offer.facts.copies:,}",
            loans=f"{offer.facts.loans:,}",
        )  # fmt: skip

    def _when(self, at: int) -> str:
        if not at:
            return _("its first day")
        moment = datetime.fromtimestamp(at / 1000, self._zone)
        return f"{show_day(moment.date(), weekday=False, year=True)} {moment:%H:%M}"

    def _go_on(self) -> None:
        try:
            go_on(self.desk)
        except DeskError as error:
            self.around.say(error.text())
            return
        self._put_away()

    def _restore(self) -> None:
        offer: BackupHeld | None = self._found.offer
        if offer is None:
            return
        if not self.desk.allows(Op.RESTORE):
            self.around.say(_("This needs a librarian. Ask your teacher, or press F9."))
            return
        path = offer.backup.path
        self._enable(False)
        self.offer.setText(_("Restoring … Scans are kept until it is done."))
        self.around.jobs.start(
            Lane.LIBRARY, _("Restore a backup"), lambda desk, progress: backups.restore_backup(desk, path, progress),
            self._restored, self._failed,
        )  # fmt: skip

    def _restored(self, restored: Restored) -> None:
        facts = restored.facts
        text = _("Restored: {readers} readers, {copies} copies, {loans} on loan.")
        self.around.say(text.format(readers=facts.readers, copies=facts.copies, loans=facts.loans))
        self._put_away()

    def _failed(self, error: Exception) -> None:
        self._enable(True)
        self.offer.setText(error.text() if isinstance(error, DeskError) else self._offer_words())

    def _enable(self, on: bool) -> None:
        self.restore.setEnabled(on)
        self.keep.setEnabled(on)

    def _put_away(self) -> None:
        self.hide()
        self.closed.emit()
        self.deleteLater()


def tell_of_mark(window: MainWindow) -> None:
    """Look in the background whether the library lives up to its mark; where not, the notice stands in the window."""

    def tell(found: MarkFound | None) -> None:
        if found is not None:
            notice = MarkNotice(window.around, found)
            window.put_above(notice, notice.closed)

    window.jobs.start(
        Lane.DOCUMENTS, _("Looking at the library"), look_at_mark, tell, lambda error: window.around.say(str(error))
    )
