"""The volumes of a set, one a line: its label, and where it has them an ISBN and a price of its own."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSpinBox, QVBoxLayout, QWidget

from libdesk.domain.title_rules import TitleFault, TypedVolume, money_text, read_volumes
from libdesk.domain.volumes import LONGEST_LABEL, VolumeFields, labels
from libdesk.i18n import _, ngettext, sentences
from libdesk.ui import icons, theme
from libdesk.ui.cataloguing.titles.form_lines import CodeLine, Line
from libdesk.ui.parts import button, label, named, wrapped
from libdesk.ui.widgets.calm import calm
from libdesk.ui.widgets.focus_home import focus_first

MOST_AT_ONCE: Final = 100


class VolumesField(QWidget):
    """`changed` while one types, adds or takes away; a volume with copies stays."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("volumes_field")
        self._rows: list[_Row] = []
        self._fault = named(label(role="bad", wrap=True), "volumes_fault")
        self._fault.hide()
        self._count = calm(named(QSpinBox(), "volumes_count"))
        self._count.setRange(2, MOST_AT_ONCE)
        self._count.setAccessibleName(_("How many volumes"))
        self._make = button("volumes_make", _("Make so many volumes"), self._make_rows)
        self._add = button("volumes_add", _("One volume more"), self._add_one, icon=icons.ADD)
        self._lines = QVBoxLayout()
        self._lines.setSpacing(theme.space(1))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.space(1))
        column.addWidget(label(_("Volumes: label, and ISBN and price where each has its own"), wrap=True))
        column.addLayout(self._lines)
        column.addWidget(self._fault)
        column.addWidget(wrapped(self._count, self._make, self._add, gap=2))

    def load(self, volumes: Sequence[VolumeFields]) -> None:
        for row in self._rows:
            row.hide()
            row.deleteLater()
        self._rows = []
        for volume in volumes:
            self._append(TypedVolume(volume.label, volume.isbn, money_text(volume.price_fen), volume.id, volume.copies))
        self.show_faults(())
        self._mirror()

    def typed(self) -> list[TypedVolume]:
        return [row.typed() for row in self._rows]

    def volumes(self) -> list[VolumeFields]:
        return read_volumes(self.typed())[0]

    def faults(self) -> list[TitleFault]:
        return read_volumes(self.typed())[1]

    def show_faults(self, faults: Sequence[TitleFault]) -> None:
        self._fault.setText(sentences(*dict.fromkeys(fault.text() for fault in faults)))
        self._fault.setVisible(bool(faults))

    def go_to(self, fault: TitleFault) -> None:
        """Put the keyboard where this is wrong."""
        if fault.volume is not None and fault.volume < len(self._rows):
            self._rows[fault.volume].go_to(fault)

    def _append(self, volume: TypedVolume) -> "_Row":
        row = _Row(len(self._rows), volume)
        row.changed.connect(self.changed)
        row.gone.connect(lambda: self._take_away(row))
        self._rows.append(row)
        self._lines.addWidget(row)
        row.show()
        return row

    def _make_rows(self) -> None:
        """So many volumes in all: those that are missing come to those that stand there."""
        wanted = labels(self._count.value())
        has = {row.typed().label for row in self._rows}
        for name in wanted:
            if name not in has and len(self._rows) < len(wanted):
                self._append(TypedVolume(name))
        self._after()

    def _add_one(self) -> None:
        row = self._append(TypedVolume(""))
        self._after()
        row.label.setFocus()

    def _take_away(self, row: "_Row") -> None:
        self._rows.remove(row)
        row.hide()
        row.deleteLater()
        self._after()
        focus_first((self._add,))

    def _after(self) -> None:
        self._mirror()
        self.changed.emit()

    def _mirror(self) -> None:
        for place, row in enumerate(self._rows):
            row.set_place(place)
        many = bool(self._rows)
        self._count.setVisible(not many)
        self._make.setVisible(not many)


class _Row(QWidget):
    changed = Signal()
    gone = Signal()

    def __init__(self, place: int, volume: TypedVolume) -> None:
        super().__init__()
        self._id, self._copies = volume.id, volume.copies
        self.label = Line("", 16)
        self.isbn = CodeLine("", 36, scans=True)
        self.price = CodeLine("", 18)
        self.label.setMaxLength(LONGEST_LABEL)
        self.remove = QPushButton()
        icons.set_icon(self.remove, icons.CLOSE)
        self.remove.setAutoDefault(False)
        self.remove.setEnabled(not volume.copies)
        tip = ngettext("{n} copy is of this volume, so it stays.", "{n} copies are of this volume, so it stays.",
                       volume.copies).format(n=volume.copies)  # fmt: skip
        self.remove.setToolTip(tip if volume.copies else _("Take this volume away"))
        self.label.setPlaceholderText(_("Label"))
        self.isbn.setPlaceholderText(_("ISBN"))
        self.price.setPlaceholderText(_("Price"))
        for line, text in ((self.label, volume.label), (self.isbn, volume.isbn), (self.price, volume.price)):
            line.setText(text)
            line.textEdited.connect(lambda _text: self.changed.emit())
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.space(1))
        for part, share in ((self.label, 2), (self.isbn, 4), (self.price, 2), (self.remove, 0)):
            row.addWidget(part, share)
        self.remove.clicked.connect(lambda _checked=False: self.gone.emit())
        self.set_place(place)

    def set_place(self, place: int) -> None:
        for part, name, words in (
            (self.label, "volume_label", _("Label of volume {n}")), (self.isbn, "volume_isbn", _("ISBN of volume {n}")),
            (self.price, "volume_price", _("Price of volume {n}")),
            (self.remove, "volume_remove", _("Take volume {n} away")),
        ):  # fmt: skip
            part.setObjectName(f"{name}_{place}")
            part.setAccessibleName(words.format(n=place + 1))

    def typed(self) -> TypedVolume:
        return TypedVolume(self.label.text(), self.isbn.text(), self.price.text(), self._id, self._copies)

    def go_to(self, fault: TitleFault) -> None:
        of = {"isb": self.isbn, "not": self.isbn, "pri": self.price}
        of.get(fault.why[:3], self.label).setFocus()
