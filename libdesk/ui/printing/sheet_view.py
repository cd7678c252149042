"""On which sheet, and at which label or card of it the printing starts; the sheet that was begun last is offered."""

from typing import Final, NamedTuple

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from libdesk.domain.sheets import Sheet
from libdesk.i18n import N_, _
from libdesk.ui import theme
from libdesk.ui.parts import across, button, label, named
from libdesk.ui.printing.sheet_field import SheetField
from libdesk.ui.printing.sheet_picture import SheetPicture
from libdesk.ui.tab import Surroundings
from libdesk.ui.widgets.scrolled import scrolled


class _Words(NamedTuple):
    first: str
    go_on: str
    single: str
    started: str
    whole: str


WORDS: Final = {
    "cards": _Words(
        N_("Start at the first card"),
        N_("Go on at row {row}, card {column}"),
        N_("One card is fed at a time."),
        N_("Starts at {place}; the cards before it are used up."),
        N_("Is part of the sheet used up? Click the card to start at, or go there with the arrow keys."),
    ),
    "labels": _Words(
        N_("Start at the first label"),
        N_("Go on at row {row}, column {column}"),
        N_("The labels come from a roll, one after the other."),
        N_("Starts at {place}; the labels before it are used up."),
        N_("Is part of the sheet used up? Click the label to start at, or go there with the arrow keys."),
    ),
}


class SheetView(QWidget):
    """`kind` is "cards" or "labels". `changed` when another sheet or another start is chosen; `sheets_asked`: the
    school's own are to be seen."""

    changed = Signal()
    sheets_asked = Signal()

    def __init__(self, around: Surroundings, kind: str) -> None:
        super().__init__()
        self._pc, self._kind, self._count = around.pc, kind, 0
        self._words = WORDS[kind]
        self.field = SheetField(around, kind)
        self.picture = SheetPicture()
        self._where = named(label(role="note", wrap=True), f"{kind}_start")
        self.go_on = button(f"{kind}_go_on", "", self._go_on, role="next")
        self._first = button(f"{kind}_start_first", _(self._words.first), lambda: self.picture.set_start(0))
        own = button(f"{kind}_own_sheets", _("Sheets of your own …"), self.sheets_asked.emit, role="quiet")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.space(2))
        column.addWidget(self.field)
        self._beside = scrolled(self._where, self.go_on, self._first, own, gap=1, name="sheet_inside")
        column.addWidget(across((self.picture, 2), (self._beside, 3), end=False), 1)
        self.field.changed.connect(self._sheet_changed)
        self.picture.start_changed.connect(lambda _start: self._changed())

    @property
    def sheet(self) -> Sheet:
        return self.field.sheet

    @property
    def key(self) -> str:
        return self.field.key

    @property
    def start(self) -> int:
        return self.picture.start if self.picture.start < self.sheet.per_page else 0

    @property
    def left_at(self) -> int:
        """The first label that is left on the sheet of this kind that was begun; 0 where none was."""
        kept = self._pc.text(f"{self._kind}_next/{self.key}", "0")
        start = int(kept) if kept.isdecimal() else 0
        return start if start < self.sheet.per_page else 0

    def keep_left(self, key: str, start: int) -> None:
        """A sheet was printed as far as this label; what is printed next starts on a new one unless told."""
        self._pc.keep_text(f"{self._kind}_next/{key}", str(start))
        if key == self.key:
            self.picture.set_start(0)
        self.show_count(self._count)

    def refresh(self) -> None:
        self.field.refresh()
        self.show_count(self._count)

    def show_count(self, count: int) -> None:
        """So many are to be printed."""
        self._count = count
        single, left_at = self.sheet.per_page == 1, self.left_at
        self.picture.setVisible(not single)
        self.picture.show_sheet(self.sheet, count)
        self._first.setVisible(self.start > 0)
        self.go_on.setVisible(0 < left_at != self.start)
        if left_at:
            row, column = divmod(left_at, self.sheet.columns)
            self.go_on.setText(_(self._words.go_on).format(row=row + 1, column=column + 1))
            self.go_on.setToolTip(_("There the last printing on such a sheet ended"))
        if single:
            words = _(self._words.single)
        elif self.start:
            words = _(self._words.started).format(place=self.picture.words())
        else:
            words = _(self._words.whole)
        self._where.setText(words)
        if (inside := self._beside.widget()) is not None:  # the words of its buttons are whole
            self._beside.setMinimumWidth(inside.minimumSizeHint().width() + theme.space(4))

    def _go_on(self) -> None:
        self.picture.set_start(self.left_at)
        self.picture.setFocus()

    def _sheet_changed(self) -> None:
        self.picture.show_sheet(self.sheet, self._count)
        self._changed()

    def _changed(self) -> None:
        self.show_count(self._count)
        self.changed.emit()
