"""The sheet that cards or labels are printed on: one that libdesk brings or the school's own; this PC keeps which."""

from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QVBoxLayout, QWidget

from libdesk.domain.ops import Op
from libdesk.domain.sheets import CARD_SHEETS, LABEL_SHEETS, Sheet
from libdesk.i18n import _
from libdesk.store.queries.sheets import own_sheets
from libdesk.ui.settings.section import choice
from libdesk.ui.tab import Surroundings

LEAST_CARD: Final = (60.0, 40.0)  # mm; on less there is no room for a name and a barcode


def own_key(sheet_id: int) -> str:
    """What a sheet of the school's own is remembered by."""
    return f"own:{sheet_id}"


class SheetField(QWidget):
    """`kind` is "cards" or "labels"; `changed` follows a choice, and a change of the chosen sheet's figures."""

    changed = Signal()

    def __init__(self, around: Surroundings, kind: str = "cards") -> None:
        super().__init__()
        self.setObjectName(f"{kind}_sheet_field")
        self._around, self._kind = around, kind
        self._ready = CARD_SHEETS if kind == "cards" else LABEL_SHEETS
        self._sheets: dict[str, Sheet] = dict(self._ready)
        self.combo = choice(f"{kind}_sheet", [])
        self.combo.setAccessibleName(_("Sheet of labels"))
        self.combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.combo.setMinimumContentsLength(12)
        self.setFocusProxy(self.combo)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.combo)
        self.combo.activated.connect(lambda _row: self._chosen())
        self.refresh()

    @property
    def key(self) -> str:
        """By what the sheet is remembered: one of READY, or `own_key`."""
        return str(self.combo.currentData())

    @property
    def sheet(self) -> Sheet:
        return self._sheets[self.key]

    def choose(self, key: str) -> None:
        """Take this sheet, if it is among them."""
        place = self.combo.findData(key)
        if place >= 0 and place != self.combo.currentIndex():
            self.combo.setCurrentIndex(place)
            self._chosen()

    def refresh(self) -> None:
        """The sheets as they are now; the one that was chosen, else the one last used at this PC."""
        if not self._around.desk.allows(Op.SEE_PRINTING):
            return
        before = self.sheet if self.combo.count() else None
        wanted = self.key if self.combo.count() else self._around.pc.text(f"sheet/{self._kind}")
        own = own_sheets(self._around.desk.read(Op.SEE_PRINTING))
        self._sheets = dict(self._ready) | {own_key(key): it for key, it in own.items() if self._takes(it)}
        self.combo.clear()
        for key, sheet in self._sheets.items():
            self.combo.addItem(_(sheet.name) if key in self._ready else sheet.name, key)
        self.combo.setCurrentIndex(max(self.combo.findData(wanted), 0))
        self.combo.setToolTip(self.combo.currentText())
        if before is not None and self.sheet != before:
            self.changed.emit()

    def _takes(self, sheet: Sheet) -> bool:
        large = max(sheet.label_width, sheet.label_height), min(sheet.label_width, sheet.label_height)
        return self._kind != "cards" or (large[0] >= LEAST_CARD[0] and large[1] >= LEAST_CARD[1])

    def _chosen(self) -> None:
        self._around.pc.keep_text(f"sheet/{self._kind}", self.key)
        self.combo.setToolTip(self.combo.currentText())
        self.changed.emit()
