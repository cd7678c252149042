"""What stays from book to book: place, batch, source, condition; in one line, and as fields when it is changed."""

import json
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QFrame, QVBoxLayout, QWidget

from libdesk.domain.ops import Op
from libdesk.domain.rows.adding import Standing
from libdesk.i18n import N_, _
from libdesk.store.queries import adding as queries
from libdesk.store.queries.places import named_places
from libdesk.ui import theme
from libdesk.ui.parts import button, down, label, named, wrapped
from libdesk.ui.tab import Surroundings
from libdesk.ui.widgets.calm import calm
from libdesk.ui.widgets.fit_label import FitLabel

KEPT: Final = "adding"  # this PC's note of what stays
CONDITIONS: Final = (N_("new"), N_("good"), N_("worn"), N_("damaged"))  # the codes that copies keep
LONGEST: Final = 60


class StandingStrip(QFrame):
    """`changed` whenever something of it is another; kept on this PC for the next day."""

    changed = Signal()

    def __init__(self, around: Surroundings) -> None:
        super().__init__()
        self.setObjectName("adding_strip")
        self._desk, self._pc = around.desk, around.pc
        self._filling = False
        self.words = FitLabel(role="quiet")
        self.given = named(QCheckBox(_("Give the numbers")), "adding_given")
        self.several = named(QCheckBox(_("Several copies each")), "adding_several")
        self.change = button("adding_change", _("Change …"), self._fold, role="quiet")
        self.place = calm(named(QComboBox(), "adding_place"))
        self.batch = calm(named(QComboBox(), "adding_batch"))
        self.source = calm(named(QComboBox(), "adding_source"))
        self.condition = calm(named(QComboBox(), "adding_condition"))
        self._fields = QWidget()
        self._assemble()
        self.refresh()
        self._take_up()
        self._connect()
        self._tell()

    def _assemble(self) -> None:
        self.given.setToolTip(_("libdesk gives each copy the next number; without it the labels are scanned"))
        self.several.setToolTip(_("Of each book as many copies as labels are scanned, or as many as are typed"))
        boxes = []
        for field, words in (
            (self.place, _("Place")), (self.batch, _("Batch")), (self.source, _("Source")),
            (self.condition, _("Condition")),
        ):  # fmt: skip
            field.setAccessibleName(words)
            field.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            field.setMinimumContentsLength(12)
            boxes.append((down(label(words, role="note", buddy=field), field, gap=0), 1))
        self.condition.addItem("–", "")
        for code in CONDITIONS:
            self.condition.addItem(_(code), code)
        self.source.setEditable(True)
        line = self.source.lineEdit()
        assert line is not None
        line.setMaxLength(LONGEST)
        line.setAccessibleName(self.source.accessibleName())
        line.setObjectName("adding_source_line")
        self._fields = wrapped(*boxes, gap=2)
        self._fields.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.space(1))
        column.addWidget(wrapped((self.words, 1), self.given, self.several, self.change, gap=3))
        column.addWidget(self._fields)

    def _connect(self) -> None:
        for field in (self.place, self.batch, self.condition):
            field.currentIndexChanged.connect(lambda _at: self._edited())
        self.source.editTextChanged.connect(lambda _text: self._edited())
        for box in (self.given, self.several):
            box.toggled.connect(lambda _on: self._edited())

    @property
    def standing(self) -> Standing:
        return Standing(
            self.place.currentData(), self.batch.currentData(), self.source.currentText().strip(),
            str(self.condition.currentData()),
        )  # fmt: skip

    def refresh(self) -> None:
        """Places, batches and sources as the library has them now; what was chosen stays while it is there."""
        library = self._desk.read(Op.SEE_CATALOGUE)
        self._filling = True
        places = named_places(library)
        _fill(self.place, [(None, _("no place yet")), *places])
        _fill(self.batch, [(None, _("no batch")), *queries.batches(library)])
        text = self.source.currentText()
        self.source.clear()
        self.source.addItems(queries.sources(library))
        self.source.setCurrentText(text)
        self._filling = False
        self._tell()

    def choose_batch(self, batch_id: int) -> None:
        """The books of this batch are unpacked now."""
        self.batch.setCurrentIndex(max(0, self.batch.findData(batch_id)))

    def _fold(self) -> None:
        shown = self._fields.isHidden()
        self._fields.setVisible(shown)
        self.change.setText(_("Done") if shown else _("Change …"))
        if shown:
            self.place.setFocus()

    def _edited(self) -> None:
        if self._filling:
            return
        kept = {
            "place": self.place.currentData(), "batch": self.batch.currentData(), "source": self.source.currentText(),
            "condition": self.condition.currentData(), "given": self.given.isChecked(),
            "several": self.several.isChecked(),
        }  # fmt: skip
        self._pc.keep_text(KEPT, json.dumps(kept, ensure_ascii=False))
        self._tell()
        self.changed.emit()

    def _take_up(self) -> None:
        try:
            kept = json.loads(self._pc.text(KEPT, "{}"))
        except ValueError:  # a note that somebody edited
            return
        for field, key in ((self.place, "place"), (self.batch, "batch"), (self.condition, "condition")):
            field.setCurrentIndex(max(0, field.findData(kept.get(key))))
        self.source.setCurrentText(str(kept.get("source", "")))
        self.given.setChecked(bool(kept.get("given")))
        self.several.setChecked(bool(kept.get("several")))

    def _tell(self) -> None:
        parts = [self.place.currentText(), self.batch.currentText()]
        parts += [
            self.source.currentText().strip(),
            self.condition.currentText() if self.condition.currentData() else "",
        ]
        self.words.setText(_("Each copy: {what}").format(what=" · ".join(part for part in parts if part)))
        self.words.setToolTip(self.words.text())


def _fill(field: QComboBox, rows: list[tuple[int | None, str]]) -> None:
    before = field.currentData()
    field.clear()
    for key, words in rows:
        field.addItem(words, key)
    field.setCurrentIndex(max(0, field.findData(before)))
