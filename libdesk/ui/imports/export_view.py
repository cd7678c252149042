"""The catalogue goes out: which titles, in which form, and where to; the desk goes on meanwhile."""

from pathlib import Path
from typing import Final

from PySide6.QtWidgets import QCheckBox, QComboBox, QFileDialog, QLineEdit, QVBoxLayout, QWidget

from libdesk.actions.exports import export_books
from libdesk.domain.ops import Op
from libdesk.domain.progress import Cancelled
from libdesk.domain.rows.exports import ENDINGS, FORM_LABELS, ExportForm, ExportReceipt, Selection
from libdesk.i18n import N_, _, ngettext, sentences
from libdesk.store.queries import exports as queries
from libdesk.store.queries.places import named_places
from libdesk.ui import theme
from libdesk.ui.imports.foot import Foot
from libdesk.ui.imports.scrolling import scrolling
from libdesk.ui.imports.words import sentence
from libdesk.ui.jobs import Lane
from libdesk.ui.one_job import OneJob
from libdesk.ui.parts import label, named, wrapped
from libdesk.ui.tab import Surroundings
from libdesk.ui.table_file import LAST_FOLDER
from libdesk.ui.widgets.calm import calm

ALL: Final = "all"
CLASS: Final = "class"
PLACE: Final = "place"
BATCH: Final = "batch"
_WHICH: Final = {
    ALL: N_("the whole catalogue"),
    CLASS: N_("one class"),
    PLACE: N_("what stands in one place"),
    BATCH: N_("what came in one batch"),
}
_ABOUT: Final[dict[ExportForm, str]] = {
    ExportForm.XLSX_COPIES: N_("Keeps all that libdesk knows of titles and copies, and can be brought in again."),
    ExportForm.XLSX_TITLES: N_(
        "For reading and printing: all barcodes of a title stand in one cell, and what its copies do not have in "
        "common, such as their prices, is left out."
    ),
    ExportForm.CNMARC: N_("For other Chinese library systems, and for the district."),
    ExportForm.CNMARC_GB: N_("For older Chinese systems that cannot read UTF-8."),
    ExportForm.CNMARC_XML: N_("For systems that ask for XML."),
    ExportForm.MARC21: N_("For Koha and other systems of abroad; copies stand in field 952."),
    ExportForm.MARC21_XML: N_("The same as XML."),
}


class ExportView(QWidget):
    """A short form; what came of it is said at its foot."""

    HELP: Final = "export"

    def __init__(self, around: Surroundings) -> None:
        super().__init__()
        self._around = around
        self.job = OneJob(around.jobs, self)
        self.which = self.choose = calm(named(QComboBox(), "export_which"))
        self.class_no = named(QLineEdit(), "export_class")
        self.place = calm(named(QComboBox(), "export_place"))
        self.batch = calm(named(QComboBox(), "export_batch"))
        self.withdrawn = named(QCheckBox(_("Withdrawn copies too")), "export_withdrawn")
        self.form = calm(named(QComboBox(), "export_form"))
        self.about = named(label(role="note", wrap=True), "export_about")
        self.count = named(label(wrap=True), "export_count")
        self.foot = Foot()
        self._assemble()
        self._connect()

    def _assemble(self) -> None:
        for which, text in _WHICH.items():
            self.which.addItem(_(text), which)
        for form, text in FORM_LABELS.items():
            self.form.addItem(_(text), form)
        self.class_no.setAccessibleName(_("Class number"))
        self.class_no.setPlaceholderText(_("For instance I24"))
        self.class_no.setFixedWidth(theme.space(36))
        self.place.setAccessibleName(_("Place"))
        self.batch.setAccessibleName(_("Batch"))
        for combo in (self.place, self.batch):
            combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        box = QWidget()
        inside = QVBoxLayout(box)
        inside.setContentsMargins(theme.space(3), theme.space(3), theme.space(3), theme.space(2))
        inside.setSpacing(theme.space(3))
        inside.addWidget(label(_("Take the catalogue along"), role="heading"))
        inside.addWidget(
            wrapped(label(_("Which books"), buddy=self.which), self.which, self.class_no, self.place, self.batch, gap=2)
        )
        inside.addWidget(self.withdrawn)
        inside.addWidget(wrapped(label(_("As"), buddy=self.form), self.form, gap=2))
        inside.addWidget(self.about)
        inside.addWidget(self.count)
        inside.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(scrolling(box), 1)
        column.addWidget(self.foot)

    def _connect(self) -> None:
        for combo in (self.which, self.place, self.batch, self.form):
            combo.activated.connect(lambda _at: self._show())
        self.class_no.textChanged.connect(lambda _text: self._show())
        self.foot.start_asked.connect(self._ask_where)
        self.foot.stop_asked.connect(self.job.stop)
        self.job.progressed.connect(self.foot.show_progress)

    def refresh(self) -> None:
        """Places and batches as they are now."""
        library = self._around.desk.read(Op.SEE_CATALOGUE)
        for combo, rows in ((self.place, named_places(library)), (self.batch, queries.batches(library))):
            chosen = combo.currentData()
            combo.clear()
            for row_id, name in rows:
                combo.addItem(name, row_id)
            combo.setCurrentIndex(max(0, combo.findData(chosen)))
        if not self.job.running:
            self._show()

    def selection(self) -> Selection:
        which = self.which.currentData()
        return Selection(
            class_no=self.class_no.text().strip().upper() if which == CLASS else "",
            place_id=self.place.currentData() if which == PLACE else None,
            batch_id=self.batch.currentData() if which == BATCH else None,
            withdrawn=self.withdrawn.isChecked(),
        )

    @property
    def _lacking(self) -> bool:
        """Whether what was asked for is still to be named."""
        which, chosen = self.which.currentData(), self.selection()
        wanted = {CLASS: chosen.class_no, PLACE: chosen.place_id, BATCH: chosen.batch_id}
        return which in wanted and not wanted[which]

    def _show(self) -> None:
        which = self.which.currentData()
        for field, own in ((self.class_no, CLASS), (self.place, PLACE), (self.batch, BATCH)):
            field.setVisible(which == own)
        self.about.setText(_(_ABOUT[ExportForm(self.form.currentData())]))
        if self.job.running:
            return
        library = self._around.desk.read(Op.SEE_CATALOGUE)
        titles = 0 if self._lacking else queries.count(library, self.selection())
        text = ngettext("{count} title", "{count} titles", titles)
        self.count.setText(text.format(count=f"{titles:,}"))
        self.foot.show_words("", start=_("Save as …") if titles else "")

    def _ask_where(self) -> None:
        form = ExportForm(self.form.currentData())
        name = _("Books {day}").format(day=self._around.desk.today.isoformat()) + ENDINGS[form]
        folder = self._around.pc.text(LAST_FOLDER, str(Path.home()))
        found, _kind = QFileDialog.getSaveFileName(self, _("Save the catalogue"), str(Path(folder, name)))
        if found:
            path = Path(found)
            self._around.pc.keep_text(LAST_FOLDER, str(path.parent))
            self.save(path if path.suffix else path.with_suffix(ENDINGS[form]))

    def save(self, path: Path) -> None:
        """Write what is chosen to a file, beside the desk."""
        form, selection = ExportForm(self.form.currentData()), self.selection()
        self.foot.show_job(_("Writing the file"), at_once=True)
        self.job.start(
            Lane.DOCUMENTS, _("Exporting the catalogue"),
            lambda desk, progress: export_books(desk, path, form, selection, progress),
            self._saved, self._failed,
        )  # fmt: skip

    def _saved(self, receipt: ExportReceipt) -> None:
        text = _("Saved in {name}: {titles} titles, {copies} copies.").format(
            name=receipt.path.name, titles=f"{receipt.titles:,}", copies=f"{receipt.copies:,}"
        )
        if receipt.trimmed:
            more = ngettext(
                "Of {count} title not all fitted into the format.",
                "Of {count} titles not all fitted into the format.",
                receipt.trimmed,
            )
            text = sentences(text, more.format(count=f"{receipt.trimmed:,}"))
        self.foot.show_words(text, role="good", start=_("Save as …"), say=True)

    def _failed(self, error: Exception) -> None:
        role = "warn" if isinstance(error, Cancelled) else "bad"
        self.foot.show_words(sentence(error), role=role, start=_("Save as …"), say=True)
