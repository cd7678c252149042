"""What is to be changed in many books: a field is chosen, and its new value typed or chosen."""

from typing import Any, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from libdesk.actions.desk import Desk
from libdesk.domain.copy_rules import BY_HAND, CONDITIONS, show_condition
from libdesk.domain.money import read_amount
from libdesk.domain.ops import Op
from libdesk.domain.rows.books import STATUS_NAMES, show_place
from libdesk.domain.rows.books_change import OF_COPY, OF_TITLE, BooksChange
from libdesk.domain.show import ITEM_KIND_NAMES, show_item_kind, show_money
from libdesk.domain.title_rules import GRADES, tidy
from libdesk.domain.titles import KIND_NAMES
from libdesk.i18n import _
from libdesk.store.queries import titles as queries
from libdesk.ui import theme
from libdesk.ui.cataloguing.classes.class_field import ClassField
from libdesk.ui.cataloguing.titles.form_lines import Choice, CodeLine, Line
from libdesk.ui.parts import down, label, wrapped

ORDER: Final = (
    "place_id", "class_no", "price_fen", "status", "kind", "item_kind", "source", "condition", "note", "subjects",
    "grades", "series", "author", "publisher", "language", "audience",
)  # fmt: skip


class ChangeField(QWidget):
    """`changed` while one chooses or types; `change()` is what is meant."""

    changed = Signal()
    entered = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        names = OF_TITLE | OF_COPY
        self.field = Choice("change_field", [(name, _(names[name])) for name in ORDER])
        self.field.setAccessibleName(_("What is to be changed"))
        self._places = Choice("change_place", [])
        self._class = ClassField(desk, "change_class")
        self._line = Line("change_text", 60)
        self._price = CodeLine("change_price", 24)
        self._grades = (Choice("change_grade_from", _grades()), Choice("change_grade_to", _grades()))
        choices = {
            "status": [(code, _(STATUS_NAMES[code])) for code in BY_HAND],
            "kind": [(code, _(words)) for code, words in KIND_NAMES.items()],
            "item_kind": [(code, _(words)) for code, words in ITEM_KIND_NAMES.items()],
            "condition": [(code, _(words)) for code, words in CONDITIONS.items()],
        }
        self._choices = {name: Choice(f"change_{name}", given) for name, given in choices.items()}
        self._value = QStackedWidget()
        self._assemble()
        self._connect()
        self.refresh()

    def _assemble(self) -> None:
        first, last = self._grades
        first.setAccessibleName(_("From grade"))
        last.setAccessibleName(_("To grade"))
        self._pair = wrapped(first, label("–"), last, gap=1)
        for part in (self._places, self._class, self._line, self._price, self._pair, *self._choices.values()):
            self._value.addWidget(part)
            if not isinstance(part, ClassField) and part is not self._pair:
                part.setAccessibleName(_("New value"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.space(2))
        column.addWidget(down(label(_("What is to be changed"), buddy=self.field), self.field, gap=0.5))
        column.addWidget(down(label(_("New value; left empty, it is emptied")), self._value, gap=0.5))

    def _connect(self) -> None:
        self.field.activated.connect(lambda _at: self._chosen())
        for choice in (self._places, *self._grades, *self._choices.values()):
            choice.activated.connect(lambda _at: self.changed.emit())
        self._class.changed.connect(lambda _class_no: self.changed.emit())
        self._class.entered.connect(self.entered)
        for line in (self._line, self._price):
            line.textEdited.connect(lambda _text: self.changed.emit())
            line.returnPressed.connect(self.entered)

    def refresh(self) -> None:
        """The places as they are now."""
        kept = self._places.currentData()
        self._places.clear()
        for place in queries.places(self._desk.read(Op.SEE_CATALOGUE)):
            self._places.addItem(place.shown(), str(place.id))
        self._places.setText(str(kept or ""))
        self._show_field()

    def change(self) -> BooksChange:
        """What is chosen. Raises AmountUnread, AmountTooLarge."""
        name = self.field.text()
        return BooksChange(name, self._read(name))

    def words(self, name: str, value: Any) -> str:
        """A value of a field as it is said."""
        if value in (None, "", (None, None)):
            return _("empty")
        if name == "grades":
            return "–".join(str(grade or "") for grade in value)
        if name == "place_id":
            places = {place.id: place.name for place in queries.places(self._desk.library)}
            return show_place(places.get(value, ""))
        if name == "price_fen":
            return show_money(value)
        known = {"status": STATUS_NAMES, "kind": KIND_NAMES}.get(name)
        if known is not None:
            return _(known.get(value, value))
        return {"item_kind": show_item_kind, "condition": show_condition}.get(name, str)(value)

    def _read(self, name: str) -> Any:
        if name == "place_id":
            return int(self._places.text()) if self._places.text() else None
        if name == "class_no":
            return self._class.class_no
        if name == "price_fen":
            typed = self._price.text().strip()
            return read_amount(typed) if typed else None
        if name == "grades":
            first, last = sorted((choice.text() for choice in self._grades), key=lambda text: int(text or 0))
            return (int(first) if first else None, int(last) if last else None)
        if name in self._choices:
            return self._choices[name].text()
        text = tidy(self._line.text())
        if name == "subjects":
            return "；".join(word.strip() for word in text.replace(";", "；").split("；") if word.strip())
        return text if name in OF_TITLE else text or None

    def _chosen(self) -> None:
        self._show_field()
        self.changed.emit()

    def _show_field(self) -> None:
        name = self.field.text()
        own = {"place_id": self._places, "class_no": self._class, "price_fen": self._price, "grades": self._pair}
        shown: QWidget = own.get(name) or self._choices.get(name) or self._line
        self._value.setCurrentWidget(shown)


def _grades() -> list[tuple[str, str]]:
    return [("", "—"), *((str(grade), str(grade)) for grade in GRADES)]
