"""Where an import begins: what the list holds, and its file; then the guesses about encoding, sheet and header row."""

from collections import Counter
from pathlib import Path
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QFileDialog, QSpinBox, QVBoxLayout, QWidget

from libdesk.exchange.encodings import ENCODINGS
from libdesk.exchange.fields import LIST_LABELS, ListKind
from libdesk.i18n import N_, _
from libdesk.ui import icons, theme
from libdesk.ui.imports import words
from libdesk.ui.imports.reading import ALL_SHEETS, Reading
from libdesk.ui.parts import across, button, label, named
from libdesk.ui.pc_settings import PcSettings
from libdesk.ui.widgets.calm import calm

ENCODING_LABELS: Final = {
    "utf-8": N_("UTF-8"),
    "gb18030": N_("Chinese (GBK, GB18030)"),
    "big5": N_("Traditional Chinese (Big5)"),
    "utf-16-le": N_("Unicode (UTF-16)"),
    "utf-16-be": N_("Unicode (UTF-16, other order)"),
}


class FilePanel(QWidget):
    """`file_chosen(path)`, `kind_changed(ListKind)` by hand, `encoding_changed`, `sheet_changed`, `header_changed`."""

    file_chosen = Signal(object)
    files_chosen = Signal(object)
    """Several at once."""
    kind_changed = Signal(object)
    encoding_changed = Signal(str)
    sheet_changed = Signal(int)
    header_changed = Signal(object)

    def __init__(self, pc: PcSettings) -> None:
        super().__init__()
        self._pc = pc
        self.kind = calm(named(QComboBox(), "import_kind"))
        self.choose = button("import_file_button", _("Choose a file …"), self.ask_file, icon=icons.FOLDER)
        self.choose.setToolTip(_("Excel (.xlsx, .xls), .csv, .txt or MARC; files can also be dropped here"))
        self.file_name = named(label(wrap=True), "import_file_name")
        self.fault = named(label(role="bad", wrap=True), "import_file_fault")
        self.encoding = calm(named(QComboBox(), "import_encoding"))
        self.sheet = calm(named(QComboBox(), "import_sheet"))
        self.header = calm(named(QSpinBox(), "import_header_row"))
        self.dropped = named(label(role="note", wrap=True), "import_dropped")
        self.apart = named(label(role="note", wrap=True), "import_apart")
        self.hidden = named(label(role="warn", wrap=True), "import_hidden_rows")
        self.unread = named(label(role="warn", wrap=True), "import_unread")
        self.passed_over = named(label(role="note", wrap=True), "import_passed_over")
        self.carried = named(label(role="note", wrap=True), "import_carried")
        self._remarks = (self.apart, self.carried, self.dropped, self.hidden, self.unread, self.passed_over)
        self._assemble()
        self._connect()
        self.show_nothing()

    def _assemble(self) -> None:
        for kind in ListKind:
            self.kind.addItem(_(LIST_LABELS[kind]), kind)
        for encoding in ENCODINGS:
            self.encoding.addItem(_(ENCODING_LABELS[encoding]), encoding)
        self.header.setSpecialValueText(_("none"))
        self.sheet.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self._kind_name = label(_("List"), buddy=self.kind)
        self._encoding_box = _field(_("Encoding"), self.encoding)
        self._sheet_box = _field(_("Sheet"), self.sheet)
        self._header_box = _field(_("Header row"), self.header)
        self._guesses = across(self._encoding_box, self._sheet_box, self._header_box, gap=4)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.space(2))
        column.addWidget(across(self._kind_name, self.kind, self.choose, (self.file_name, 1), end=False))
        for widget in (self.fault, self._guesses, *self._remarks):
            column.addWidget(widget)

    def _connect(self) -> None:
        self.kind.activated.connect(lambda _at: self.kind_changed.emit(self.chosen_kind()))
        self.encoding.activated.connect(lambda _at: self.encoding_changed.emit(self.encoding.currentData()))
        self.sheet.activated.connect(lambda _at: self.sheet_changed.emit(self.sheet.currentData()))
        self.header.valueChanged.connect(lambda row: self.header_changed.emit(row - 1 if row else None))

    def chosen_kind(self) -> ListKind:
        return ListKind(self.kind.currentData())

    def only(self, kind: ListKind) -> None:
        """There is no choice: this kind is meant."""
        self.kind.setCurrentIndex(self.kind.findData(kind))
        self._kind_name.hide()
        self.kind.hide()

    def show_nothing(self) -> None:
        """No file yet: the button that chooses one is the next step."""
        self.file_name.setText("")
        self._mark_next(True)
        for widget in (self.fault, self._guesses, *self._remarks):
            widget.hide()

    def hide_guesses(self) -> None:
        """The list was written: nothing more to choose about it."""
        self._guesses.hide()
        for widget in self._remarks:
            widget.hide()
        self._mark_next(True)

    def show_fault(self, name: str, sentence: str) -> None:
        """The file cannot be used; the sentence stands in the page."""
        self.show_nothing()
        self.file_name.setText(name)
        self.fault.setText(sentence)
        self.fault.show()

    def show_reading(self, reading: Reading) -> None:
        """What was read and guessed."""
        self.kind.setCurrentIndex(self.kind.findData(reading.kind))
        self.file_name.setText(reading.path.name)
        self._mark_next(False)
        self.fault.hide()
        self._guesses.show()
        encoding = reading.file.encoding
        self._encoding_box.setVisible(encoding is not None)
        self.encoding.setCurrentIndex(max(0, self.encoding.findData(encoding)))
        self._show_sheets(reading)
        self.header.blockSignals(True)
        self.header.setRange(0, min(99, len(reading.table.rows)))
        self.header.setValue(0 if reading.mapping.header is None else reading.mapping.header + 1)
        self.header.blockSignals(False)
        self._show_remarks(reading)

    def _show_remarks(self, reading: Reading) -> None:
        """What was left out, hidden or not read, as far as it was."""
        texts = (
            words.apart_text(len(reading.tables), len(reading.file.tables)),
            words.carried_text(reading.carried),
            words.dropped_text([(column.index, column.heading) for column in reading.mapping.sensitive]),
            words.hidden_text(reading.file.hidden_rows),
            words.unread_text(reading.unread),
            words.passed_over_text(reading.passed_over),
        )
        for widget, text in zip(self._remarks, texts, strict=True):
            widget.setText(text)
            widget.setVisible(bool(text))

    def _show_sheets(self, reading: Reading) -> None:
        tables = reading.tables
        self._sheet_box.setVisible(len(tables) > 1)
        self.sheet.clear()
        whole = len(reading.whole_sheets)
        if whole > 1:
            self.sheet.addItem(_("All {count} sheets").format(count=whole), ALL_SHEETS)
        names = Counter(table.name for table in tables)
        for number, table in enumerate(tables):
            plain = _("Table {number}").format(number=number + 1)
            several = bool(table.name) and names[table.name] > 1
            self.sheet.addItem(f"{table.name} · {plain}" if several else table.name or plain, number)
        self.sheet.setCurrentIndex(self.sheet.findData(reading.sheet))

    def _mark_next(self, on: bool) -> None:
        self.choose.setProperty("role", "next" if on else "")
        icons.set_icon(self.choose, icons.FOLDER, "on_accent" if on else "text")
        theme.restyle(self.choose)

    def ask_file(self) -> None:
        """Lists one at a time; of records, a supplier's whole stick."""
        folder = self._pc.text("import_folder")
        lists, records = "*.xlsx *.xls *.csv *.txt *.tsv *.html *.htm", "*.iso *.mrc *.marc *.dat *.xml"
        kinds = _("Lists and MARC files ({kinds});;All files (*)").format(kinds=f"{lists} {records}")
        found, _kind = QFileDialog.getOpenFileNames(self, _("Choose a file"), folder, kinds)
        if found:
            self._pc.keep_text("import_folder", str(Path(found[0]).parent))
        if len(found) == 1:
            self.file_chosen.emit(Path(found[0]))
        elif found:
            self.files_chosen.emit([Path(one) for one in found])


def _field(name: str, field: QWidget) -> QWidget:
    """A field with its name before it; the name is what a screen reader says."""
    field.setAccessibleName(name)
    return across(label(name, buddy=field), field, end=False)
