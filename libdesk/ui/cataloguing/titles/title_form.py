"""The form of a title: only what its kind is asked for, what matters first and the rest folded; checked as one types.

`load`, `fields`, `faults` and `changed` are all that a page needs; where the rules stand is domain/title_rules.py.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from libdesk.actions.desk import Desk
from libdesk.domain.identifiers import hyphenated
from libdesk.domain.show import show_item_kind
from libdesk.domain.title_kinds import FREQUENCIES, KIND_FIELDS, asked_for, label_of
from libdesk.domain.title_rules import GRADES, LONG_TEXTS, TitleFault, Why, read, texts_of
from libdesk.domain.titles import KIND_NAMES, TitleFields
from libdesk.domain.volumes import VolumeFields
from libdesk.i18n import _
from libdesk.ui import theme
from libdesk.ui.cataloguing.classes.class_field import ClassField
from libdesk.ui.cataloguing.titles.form_lines import Choice, CodeLine, FieldBox, Line, Text
from libdesk.ui.cataloguing.titles.volumes_field import VolumesField
from libdesk.ui.parts import across, button
from libdesk.ui.widgets.flow import FlowLayout

STEPS: Final[dict[str, float]] = {
    "title": 50, "subtitle": 44, "author": 44, "publisher": 44, "isbn": 40, "issn": 26, "year": 18, "price_fen": 20,
    "class_no": 44, "call_no": 44, "cn_no": 32, "post_code": 20, "series_no": 18, "size": 18, "extent": 20,
    "binding": 18, "edition": 20, "pub_place": 22, "pub_date": 22, "language": 18, "audience": 30,
}  # fmt: skip
USUAL: Final = 44
CODES: Final = ("isbn", "issn", "year", "price_fen", "call_no", "post_code", "cn_no", "unified_no")
WHOLE: Final = 13  # digits of an ISBN: nothing more is to come, so what is wrong is told while one types
Field = Line | Text | Choice | ClassField


class TitleForm(QWidget):
    """Fields of one title. `new`: what is left empty as call number is given when it is saved, and shown as it will be.

    `changed` whenever something is typed; `entered` on Return in a line.
    """

    changed = Signal()
    entered = Signal()

    def __init__(self, desk: Desk, *, new: bool = False) -> None:
        super().__init__()
        self.setObjectName("title_form")
        self._desk, self._new = desk, new
        self._shelving = ""
        self._texts: dict[str, str] = {}  # as they stood when the title was put in
        self._call_no_of = ""  # the class of which the call number in the field is
        self._more_shown = False
        self.kind = Choice("title_kind", [(kind, _(words)) for kind, words in KIND_NAMES.items()])
        self._kind_box = FieldBox(self.kind, "title_kind")
        self.boxes = {name: FieldBox(self._field(name), f"title_{name}") for name in _names()}
        self.volumes_field = VolumesField()
        self.more = button("title_more", "", self._fold, role="quiet")
        self._first, self._rest = QWidget(), QWidget()
        self._flows = (FlowLayout(self._first, theme.space(2)), FlowLayout(self._rest, theme.space(2)))
        self._assemble()
        self._connect()
        self.load(TitleFields(""))

    def _assemble(self) -> None:
        self._kind_box.set_name(label_of("", "kind"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.space(2))
        for part in (self._first, self.volumes_field, across(self.more), self._rest):
            column.addWidget(part)

    def _connect(self) -> None:
        self.kind.activated.connect(lambda _at: self._kind_chosen())
        self.volumes_field.changed.connect(self.changed)
        for name, box in self.boxes.items():
            _when_edited(box.field, lambda name=name: self._edited(name))  # type: ignore[misc]
            if isinstance(box.field, ClassField):
                box.field.entered.connect(self.entered)
            elif isinstance(box.field, Line):
                box.field.editingFinished.connect(lambda name=name: self._left(name))
                box.field.returnPressed.connect(self.entered)

    # What stands in it

    def load(self, fields: TitleFields, volumes: Sequence[VolumeFields] = ()) -> None:
        """Put this title into the form; what its kind is not asked for is kept as it is."""
        self._loaded = fields
        texts = texts_of(fields)
        texts["isbn"] = hyphenated(fields.isbn) if fields.isbn else ""
        self._shelving, self._call_no_of = fields.shelving, fields.class_no
        if self.kind.findData(fields.kind) < 0:  # a kind that came with an older list stays
            self.kind.addItem(show_item_kind(fields.kind), fields.kind)
        self.kind.setText(fields.kind)
        for name, box in self.boxes.items():
            _put(box.field, texts[name])
            box.show_fault("")
        self._texts = {name: _text_of(box.field) for name, box in self.boxes.items()}
        self.volumes_field.load(volumes)
        self._set_folded(folded=True)
        self._arrange()
        self._show_next()

    def fields(self) -> TitleFields:
        """The title as it stands in the form; what cannot be read is left out, and told by `faults`."""
        read_now, _faults = self._read()
        asked = asked_for(read_now.kind).all
        values = {name: getattr(read_now if name in asked else self._loaded, name) for name in _names()}
        return TitleFields(**values, kind=read_now.kind, shelving=self._shelving)

    def typed(self) -> tuple[object, ...]:
        """All that stands in the form, right or wrong: to see whether anything was typed since."""
        texts = tuple(_text_of(box.field) for box in self.boxes.values())
        return (self.kind.text(), *texts, *self.volumes_field.typed())

    def volumes(self) -> list[VolumeFields]:
        return self.volumes_field.volumes()

    def faults(self) -> list[TitleFault]:
        """All that is wrong; nothing may be saved while there is anything."""
        return [*self._read()[1], *self.volumes_field.faults()]

    def show_faults(self) -> bool:
        """Tell all that is wrong below its fields, with the keyboard at the first; True if there is anything."""
        faults = self.faults()
        by_field = {fault.field: fault for fault in reversed(faults)}
        for name, box in self.boxes.items():
            box.show_fault(by_field[name].text() if name in by_field else "", aloud=True)
        self.volumes_field.show_faults([fault for fault in faults if fault.field == "volumes"])
        if faults:
            self.go_to(faults[0])
        return bool(faults)

    def go_to(self, fault: TitleFault) -> None:
        """Put the keyboard where this is wrong."""
        if fault.field == "volumes":
            self.volumes_field.go_to(fault)
            return
        if fault.field in asked_for(self.kind.text()).more:
            self._set_folded(folded=False)
        self.boxes[fault.field].field.setFocus()

    def take_isbn(self, isbn: str) -> None:
        """An ISBN that was scanned while the keyboard was elsewhere."""
        _put(self.boxes["isbn"].field, isbn)
        self._left("isbn")
        self.changed.emit()

    def take_focus(self) -> None:
        field = self.boxes["title"].field
        field.setFocus()
        if isinstance(field, Line):
            field.selectAll()

    # While one types

    def _read(self) -> tuple[TitleFields, list[TitleFault]]:
        """What nobody has touched stays as it came, though it be longer than what is typed may be."""
        typed = {name: _text_of(box.field) for name, box in self.boxes.items()}
        found, faults = read({**typed, "kind": self.kind.text(), "shelving": self._shelving}, self._desk.today.year)
        asked = asked_for(found.kind).all
        kept = {
            name: known
            for name in asked
            if (known := getattr(self._loaded, name)) not in ("", None) and typed[name] == self._texts.get(name)
        }
        return replace(found, **kept), [fault for fault in faults if fault.field not in kept]

    def _fault_of(self, name: str) -> TitleFault | None:
        return next((fault for fault in self._read()[1] if fault.field == name), None)

    def _edited(self, name: str) -> None:
        box, fault = self.boxes[name], self._fault_of(name)
        box.show_fault(fault.text() if fault is not None and _is_whole(fault) else "")
        if name in ("class_no", "author", "title"):
            self._show_next()
        self.changed.emit()

    def _left(self, name: str) -> None:
        """A field is left: now it is told what is wrong with it, save that nothing stands in a field not yet filled."""
        fault = self._fault_of(name)
        missing = fault is not None and fault.why is Why.MISSING
        self.boxes[name].show_fault(fault.text() if fault and not missing else "")

    def _kind_chosen(self) -> None:
        self._arrange()
        self._show_next()
        self.changed.emit()

    def _show_next(self) -> None:
        """In an empty field stands, pale, the call number that will be given; one of another class makes way."""
        from libdesk.ui.cataloguing.titles.next_number import follow_class

        line = self.boxes["call_no"].field
        if isinstance(line, Line):
            fields = self._read()[0]
            self._call_no_of = follow_class(
                self._desk, line, fields, shelving=self._shelving, before=self._call_no_of, new=self._new
            )

    # How it looks

    def _arrange(self) -> None:
        """The fields of the kind in its order; of the others nothing is seen."""
        kind = self.kind.text()
        asked = asked_for(kind)
        fields: list[QWidget] = [self.kind]
        for flow, names in zip(self._flows, (asked.first, asked.more), strict=True):
            while flow.takeAt(0) is not None:
                pass
            if flow is self._flows[0]:
                flow.add(self._kind_box)
            for name in names:
                box = self.boxes[name]
                box.set_name(label_of(kind, name))
                flow.add(box, 3 if name in LONG_TEXTS else 1)
                box.show()
                fields += [box.field.line, box.field.open] if isinstance(box.field, ClassField) else [box.field]
        for name, box in self.boxes.items():
            if name not in asked.all:
                box.hide()
        self.volumes_field.setVisible(kind == "set" or bool(self.volumes_field.typed()))
        for before, after in pairwise(fields):
            QWidget.setTabOrder(before, after)
        self.updateGeometry()

    def _fold(self) -> None:
        self._set_folded(folded=not self._rest.isHidden())

    def _set_folded(self, *, folded: bool) -> None:
        self._rest.setVisible(not folded)
        self.more.setText(_("More fields") if folded else _("Fewer fields"))
        focus = QApplication.focusWidget()
        if folded and focus is not None and self._rest.isAncestorOf(focus):
            self.more.setFocus()

    def _field(self, name: str) -> Field:
        own = f"title_{name}"
        if name in ("summary", "note"):
            return Text(own)
        if name in ("grade_from", "grade_to"):
            return Choice(own, [("", "—"), *((str(grade), str(grade)) for grade in GRADES)])
        if name == "frequency":
            return Choice(own, [("", ""), *((words, words) for words in FREQUENCIES)], editable=True)
        if name == "class_no":
            return ClassField(self._desk, own, _(label_of("", name)))
        steps = STEPS.get(name, USUAL)
        if name in CODES:
            return CodeLine(own, steps, scans=name in ("isbn", "issn"))
        return Line(own, steps)


def _names() -> tuple[str, ...]:
    """Every field that a form of some kind asks for."""
    return tuple(dict.fromkeys(name for asked in KIND_FIELDS.values() for name in (*asked.first, *asked.more)))


def _text_of(field: QWidget) -> str:
    assert isinstance(field, Field)
    return field.class_no if isinstance(field, ClassField) else field.text()


def _put(field: QWidget, text: str) -> None:
    assert isinstance(field, Field)
    if isinstance(field, ClassField):
        field.class_no = text
    else:
        field.setText(text)


def _is_whole(fault: TitleFault) -> bool:
    digits = sum(char.isdigit() for char in fault.value)
    return fault.why in (Why.ISBN_CHECK, Why.ISBN_SERIAL, Why.NOT_BOOK) and digits >= WHOLE


def _when_edited(field: QWidget, answer: Callable[[], None]) -> None:
    if isinstance(field, ClassField):
        field.changed.connect(lambda _class_no: answer())
    elif isinstance(field, Line):
        field.textEdited.connect(lambda _text: answer())
    elif isinstance(field, Text):
        field.textChanged.connect(answer)
    elif isinstance(field, Choice):
        field.activated.connect(lambda _at: answer())
        field.editTextChanged.connect(lambda _text: answer())
