"""A sheet's figures with its picture beside them: what does not fit is said as it is typed."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDoubleSpinBox, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from libdesk.actions.printing.sheets import LONGEST_NAME
from libdesk.domain.errors import DeskError
from libdesk.domain.sheets import Sheet
from libdesk.i18n import _, ngettext
from libdesk.ui import theme
from libdesk.ui.parts import down, label, named, wrapped
from libdesk.ui.printing.papers_page.fields import count_field, mm_field, with_name
from libdesk.ui.printing.sheet_picture import SheetPicture


class SheetForm(QWidget):
    """`typed`: another figure or letter stands there."""

    typed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._filling = False
        self.name = named(QLineEdit(), "sheet_name")
        self.name.setMaxLength(LONGEST_NAME)
        self.name.setAccessibleName(_("Name of the sheet"))
        told = self._told
        self.page_width = mm_field("sheet_page_width", _("Page, width"), told)
        self.page_height = mm_field("sheet_page_height", _("Page, height"), told)
        self.label_width = mm_field("sheet_label_width", _("Label, width"), told)
        self.label_height = mm_field("sheet_label_height", _("Label, height"), told)
        self.columns = count_field("sheet_columns", _("Columns"), told)
        self.rows = count_field("sheet_rows", _("Rows"), told)
        self.left = mm_field("sheet_left", _("Left margin"), told)
        self.top = mm_field("sheet_top", _("Upper margin"), told)
        self.gap_x = mm_field("sheet_gap_x", _("Gap across"), told)
        self.gap_y = mm_field("sheet_gap_y", _("Gap down"), told)
        self.picture = SheetPicture(choosable=False)
        self.fault = named(label(role="bad", wrap=True), "sheet_fault")
        self.facts = named(label(role="note", wrap=True), "sheet_facts")
        self.name.textEdited.connect(lambda _text: told())
        self._assemble()

    def _assemble(self) -> None:
        pairs = [
            wrapped(with_name(first), with_name(second), gap=2)
            for first, second in (
                (self.page_width, self.page_height), (self.label_width, self.label_height), (self.columns, self.rows),
                (self.left, self.top), (self.gap_x, self.gap_y),
            )
        ]  # fmt: skip
        self.picture.setFixedHeight(theme.space(45))
        self.picture.setMinimumWidth(theme.space(34))
        figures = down(*pairs, gap=1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.space(1))
        column.addWidget(with_name(self.name))
        column.addWidget(self.fault)
        column.addWidget(self.facts)
        row = QHBoxLayout()
        row.setSpacing(theme.space(3))
        row.addWidget(figures)
        row.addWidget(self.picture, 1, Qt.AlignmentFlag.AlignTop)
        column.addLayout(row)

    @property
    def sheet(self) -> Sheet:
        """As it stands there, whether it fits or not."""
        page_width, page_height, label_width, label_height, left, top, gap_x, gap_y = (
            round(part.value(), 2) for part in self._lengths
        )
        return Sheet(
            " ".join(self.name.text().split()), page_width, page_height, label_width, label_height,
            self.columns.value(), self.rows.value(), left, top, gap_x, gap_y,
        )  # fmt: skip

    @property
    def _lengths(self) -> tuple[QDoubleSpinBox, ...]:
        return (
            self.page_width, self.page_height, self.label_width, self.label_height,
            self.left, self.top, self.gap_x, self.gap_y,
        )  # fmt: skip

    def show_sheet(self, sheet: Sheet, *, own: bool) -> None:
        """A sheet; only the school's own can be changed."""
        self._filling = True
        name = sheet.name if own else _(sheet.name)
        if self.name.text() != name:
            self.name.setText(name)
            self.name.setCursorPosition(0)
        lengths = (
            sheet.page_width, sheet.page_height, sheet.label_width, sheet.label_height,
            sheet.left, sheet.top, sheet.gap_x, sheet.gap_y,
        )  # fmt: skip
        for part, value in zip(self._lengths, lengths, strict=True):
            part.setValue(value)
            part.setReadOnly(not own)
        for count, number in ((self.columns, sheet.columns), (self.rows, sheet.rows)):
            count.setValue(number)
            count.setReadOnly(not own)
        self.name.setReadOnly(not own)
        self._filling = False
        self.check()

    def check(self) -> bool:
        """Say what does not fit; True if all does."""
        sheet = self.sheet
        fault = ""
        try:
            sheet.check()
        except DeskError as error:
            fault = error.text()
        self.tell(fault)
        self.picture.show_sheet(sheet)
        count = ngettext("{n} label on a page", "{n} labels on a page", sheet.per_page).format(n=sheet.per_page)
        over = _("{right} mm left at the right, {foot} mm at the foot").format(
            right=f"{round(sheet.right, 2):g}", foot=f"{round(sheet.bottom, 2):g}"
        )
        self.facts.setText(f"{count} · {over}")
        self.facts.setVisible(not fault)
        return not fault

    def tell(self, fault: str) -> None:
        """What stands against it, "" for nothing."""
        self.fault.setText(fault)
        self.fault.setVisible(bool(fault))

    def _told(self) -> None:
        if not self._filling:
            self.check()
            self.typed.emit()
