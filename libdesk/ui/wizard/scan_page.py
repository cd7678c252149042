"""The last page: what the library will be, and a box that tells what a scan is, to try scanner and input method."""

from pathlib import Path

from PySide6.QtCore import Qt

from libdesk.actions import setting_up
from libdesk.domain.barcodes import COMMAND_LABELS, read_scan
from libdesk.domain.counter import Seen, SeenCommand, SeenCopy, SeenIsbn, SeenOldCard, SeenReader
from libdesk.domain.ops import Op
from libdesk.i18n import N_, _, ngettext
from libdesk.store.queries.scan import recognise
from libdesk.ui import theme
from libdesk.ui.lending.telling import reader_line
from libdesk.ui.parts import down, label, named
from libdesk.ui.tab import Surroundings
from libdesk.ui.widgets.announce import announce
from libdesk.ui.widgets.scan_box import ScanBox
from libdesk.ui.wizard.page import WizardPage


class ScanPage(WizardPage):
    NAME = "scan"
    TITLE = N_("Scan something")
    HEADING = N_("Try the scanner: a reader card, a book, anything with a barcode.")
    MUST = True

    def __init__(self, around: Surroundings) -> None:
        super().__init__(around)
        self.folder = Path()
        self.box = ScanBox()
        self.box.setObjectName("wizard_scan_box")
        self.told = named(label(wrap=True), "wizard_scan_told")
        self.told.setFont(theme.font(theme.Step.HEAD, bold=True))
        self.read = named(label(role="note", wrap=True), "wizard_scan_read")
        self.summary = named(label(wrap=True), "wizard_summary")
        self.column.addWidget(down(self.box, self.told, self.read, gap=2))
        words = _("Nothing is in its place yet. This is what the button below puts there:")
        self.column.addWidget(down(label(words, role="note", wrap=True), self.summary))
        self.column.addStretch(1)
        self.box.scanned.connect(self._tell)
        self.box.repeated.connect(lambda raw: self._tell(raw, False))

    def arrive(self) -> None:
        self.told.setText(_("Waiting for a scan"))
        self.read.setText(_("Nothing is lent here; this only tells what was read."))
        self.summary.setText("\n".join(self._summary()))

    def take_focus(self) -> None:
        self.box.setFocus(Qt.FocusReason.OtherFocusReason)

    def _tell(self, raw: str, by_hand: bool) -> None:
        scan = read_scan(raw)
        seen = recognise(self.desk.read(Op.SEE_DESK), scan)
        text, role = self._words(seen)
        self.told.setText(text)
        self.told.setProperty("role", role)
        parts = [_("Read: {code}").format(code=scan.text)]
        parts.append(_("typed by hand") if by_hand else _("by the scanner"))
        if not raw.isascii():
            parts.append(_("an input method has widened it, which does no harm here"))
        self.read.setText(" · ".join(parts))
        theme.restyle(self.told)
        announce(self.told, text)

    def _words(self, seen: Seen) -> tuple[str, str]:
        """What it is, and the role of the words."""
        match seen:
            case SeenCommand():
                return _("A command card: {what}").format(what=_(COMMAND_LABELS[seen.command])), "good"
            case SeenReader() | SeenOldCard():
                who = reader_line(self.desk, seen.reader_id)
                return _("A reader card: {who}").format(who=who), "good"
            case SeenCopy():
                volume = f"({seen.copy.volume})" if seen.copy.volume else ""
                return _("A book: {title}").format(title=f"{seen.copy.title}{volume}"), "good"
            case SeenIsbn():
                words = _("An ISBN, the number of the edition. Books are lent by the library's own barcode.")
                return words, "warn"
            case _:
                return _("Read well, but nobody's card and no book of this library."), "warn"

    def _summary(self) -> list[str]:
        settings, counts = self.desk.settings, setting_up.count_draft(self.desk)
        lines = [
            _("{school}, in {folder}").format(school=settings.school, folder=self.folder),
            " · ".join(
                (
                    ngettext("{n} term", "{n} terms", counts.terms).format(n=counts.terms),
                    ngettext("{n} reader", "{n} readers", counts.readers).format(n=f"{counts.readers:,}"),
                    ngettext("{n} copy", "{n} copies", counts.copies).format(n=f"{counts.copies:,}"),
                )
            ),
            _("Closed between the terms: nothing falls due in the holidays.")
            if settings.closed_between_terms
            else _("Open between the terms: books may fall due in the holidays."),
            _("Second place for backups: {folder}").format(folder=settings.backup_folder or _("none yet")),
        ]
        if not counts.librarians:
            lines.append(_("No PIN: anybody at this PC is librarian until one is set."))
        return lines
