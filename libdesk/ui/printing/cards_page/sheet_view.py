"""On which sheet, and at which card of it the printing starts."""

from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from libdesk.domain.sheets import Sheet
from libdesk.i18n import _
from libdesk.ui import theme
from libdesk.ui.parts import button, label, named, wrapped
from libdesk.ui.printing.sheet_field import SheetField
from libdesk.ui.printing.sheet_picture import SheetPicture
from libdesk.ui.tab import Surroundings
from libdesk.ui.widgets.scrolled import scrolled

LOWEST: Final = 30  # steps of height in which the picture is scrolled with ease


class SheetView(QWidget):
    """`changed` when another sheet or another start is chosen; `sheets_asked`: the school's own are to be seen."""

    changed = Signal()
    sheets_asked = Signal()

    def __init__(self, around: Surroundings) -> None:
        super().__init__()
        self._count = 0
        self.field = SheetField(around, "cards")
        self.picture = SheetPicture()
        self._where = named(label(role="note", wrap=True), "cards_start")
        self._first = button("cards_start_first", _("Start at the first card"), lambda: self.picture.set_start(0))
        own = button("cards_own_sheets", _("Sheets of your own …"), self.sheets_asked.emit, role="quiet")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.space(2))
        column.addWidget(self.field)
        area = scrolled(self.picture, self._where, wrapped(self._first, own, gap=2), name="cards_sheet_inside")
        area.setMinimumHeight(theme.space(LOWEST))
        column.addWidget(area, 1)
        self.field.changed.connect(self._changed)
        self.picture.start_changed.connect(lambda _start: self._changed())

    @property
    def sheet(self) -> Sheet:
        return self.field.sheet

    @property
    def start(self) -> int:
        return self.picture.start if self.picture.start < self.sheet.per_page else 0

    def refresh(self) -> None:
        self.field.refresh()
        self.show_count(self._count)

    def show_count(self, count: int) -> None:
        """So many cards are to be printed."""
        self._count = count
        single = self.sheet.per_page == 1
        self.picture.setVisible(not single)
        self.picture.show_sheet(self.sheet, count)
        self._first.setVisible(self.start > 0)
        if single:
            words = _("One card is fed at a time.")
        elif self.start:
            words = _("Starts at {place}; the cards before it are used up.").format(place=self.picture.words())
        else:
            words = _("Is part of the sheet used up? Click the card to start at, or go there with the arrow keys.")
        self._where.setText(words)

    def _changed(self) -> None:
        self.show_count(self._count)
        self.changed.emit()
