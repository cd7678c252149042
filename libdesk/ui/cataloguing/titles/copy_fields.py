"""The fields of copies: for one what stands there, for several only what is to become alike in all of them."""

from collections.abc import Sequence
from typing import Any, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from libdesk.actions.desk import Desk
from libdesk.domain.copy_rules import BY_HAND, CONDITIONS
from libdesk.domain.errors import DeskError
from libdesk.domain.money import read_amount
from libdesk.domain.ops import Op
from libdesk.domain.rows.books import STATUS_NAMES
from libdesk.domain.rows.catalogue import CopyRow
from libdesk.domain.show import ITEM_KIND_NAMES
from libdesk.domain.title_rules import money_text, tidy
from libdesk.i18n import N_, _
from libdesk.store.queries import titles as queries
from libdesk.ui.cataloguing.titles.form_lines import Choice, CodeLine, FieldBox, Line
from libdesk.ui.parts import wrapped

NAMES: Final = {
    "place_id": N_("Place"), "status": N_("State"), "volume_id": N_("Volume"), "call_no": N_("Call number"),
    "price_fen": N_("Price"), "condition": N_("Condition"), "source": N_("Source"), "item_kind": N_("Lent as"),
    "note": N_("Note"),
}  # fmt: skip
AS_IS: Final = "\0"
"""The value of a choice that leaves every copy as it is."""
Field = Choice | Line


class CopyFields(QWidget):
    """`changed` while one types; `entered` on Return."""

    changed = Signal()
    entered = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._shown: dict[str, str] = {}
        self.fields: dict[str, Field] = {
            "place_id": Choice("copy_place", []), "status": Choice("copy_status", []),
            "volume_id": Choice("copy_volume", []), "call_no": CodeLine("copy_call_no", 36),
            "price_fen": CodeLine("copy_price", 20), "condition": Choice("copy_condition", [], editable=True),
            "source": Line("copy_source", 40), "item_kind": Choice("copy_item_kind", []), "note": Line("copy_note", 60),
        }  # fmt: skip
        self.boxes = {name: FieldBox(field, f"copy_{name}") for name, field in self.fields.items()}
        for name, box in self.boxes.items():
            box.set_name(NAMES[name])
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(wrapped(*[(box, 1) for box in self.boxes.values()], gap=2))
        self._connect()

    def _connect(self) -> None:
        for name, field in self.fields.items():
            if isinstance(field, Line):
                field.textEdited.connect(lambda _text, name=name: self._edited(name))
                field.returnPressed.connect(self.entered)
            else:
                field.activated.connect(lambda _at, name=name: self._edited(name))
                field.editTextChanged.connect(lambda _text, name=name: self._edited(name))

    def show_copies(self, copies: Sequence[CopyRow]) -> None:
        """What all of these have alike stands in the fields; what differs is left empty, and stays as it is."""
        self._fill(copies)
        for name, field in self.fields.items():
            values = {getattr(copy, name) for copy in copies}
            alike = _text(name, values.pop()) if len(values) == 1 else AS_IS
            self._shown[name] = alike
            self.boxes[name].show_fault("")
            if isinstance(field, Line):
                field.setText("" if alike == AS_IS else alike)
                field.setPlaceholderText(_("different; stays as it is") if alike == AS_IS else "")
            else:
                field.setText("" if field.isEditable() and alike == AS_IS else alike)

    @property
    def touched(self) -> bool:
        return any(self._differs(name) for name in self.fields)

    def values(self) -> dict[str, Any]:
        """What was changed, as the columns keep it. Raises AmountUnread, AmountTooLarge."""
        found: dict[str, Any] = {}
        for name in self.fields:
            if self._differs(name):
                found[name] = _value(name, self._typed(name))
        return found

    def tell(self, error: DeskError) -> None:
        """A price that cannot be read is the only fault that is typed here."""
        self.boxes["price_fen"].show_fault(error.text(), aloud=True)
        self.fields["price_fen"].setFocus()

    def _fill(self, copies: Sequence[CopyRow]) -> None:
        library = self._desk.read(Op.SEE_CATALOGUE)
        several = len(copies) > 1
        as_is = [(AS_IS, _("as it is"))] if several else []
        states = {copy.status for copy in copies} | set(BY_HAND)
        titles = {copy.title_id for copy in copies}
        volumes = queries.volumes(library, titles.pop()) if len(titles) == 1 else []
        options = {
            "place_id": [*as_is, ("", "—"), *((str(place.id), place.shown()) for place in queries.places(library))],
            "status": [*as_is, *((code, _(words)) for code, words in STATUS_NAMES.items() if code in states)],
            "volume_id": [*as_is, ("", "—"), *((str(volume.id), volume.label) for volume in volumes)],
            "condition": [("", ""), *((words, words) for words in map(_, CONDITIONS.values()))],
            "item_kind": [*as_is, *((code, _(words)) for code, words in ITEM_KIND_NAMES.items())],
        }
        for name, given in options.items():
            field = self.fields[name]
            assert isinstance(field, Choice)
            field.clear()
            for value, words in given:
                field.addItem(words, value)
        self.boxes["volume_id"].setVisible(bool(volumes))

    def _typed(self, name: str) -> str:
        text = self.fields[name].text()
        return text if text == AS_IS else tidy(text)

    def _differs(self, name: str) -> bool:
        typed, shown = self._typed(name), self._shown.get(name, "")
        return typed != shown and not (shown == AS_IS and typed == "" and not _is_choice(self.fields[name]))

    def _edited(self, name: str) -> None:
        self.boxes[name].show_fault("")
        self.changed.emit()


def _is_choice(field: Field) -> bool:
    return isinstance(field, Choice) and not field.isEditable()


def _text(name: str, value: Any) -> str:
    if name == "price_fen":
        return money_text(value)
    if name == "condition":
        return _(CONDITIONS.get(value, value)) if value else ""
    return "" if value is None else str(value)


def _value(name: str, text: str) -> Any:
    if name == "price_fen":
        return read_amount(text) if text else None
    if name in ("place_id", "volume_id"):
        return int(text) if text else None
    if name == "condition":
        return next((code for code, words in CONDITIONS.items() if _(words) == text), text) or None
    return text or None
