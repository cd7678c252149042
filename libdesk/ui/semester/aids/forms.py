"""What is asked about an aid, about a movement in the library, and about what comes back from a receiver."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtWidgets import QGridLayout, QLineEdit, QSpinBox, QVBoxLayout, QWidget

from libdesk.actions.aids.stock import OF_STOCK, UNIT
from libdesk.domain.aids import AID_KINDS, MOST, MOVE_NAMES, MoveKind
from libdesk.domain.classes import show_grade
from libdesk.domain.money import read_amount
from libdesk.domain.ops import Op
from libdesk.domain.rows.aids import AidFields, AidRow, HeldAid, Settled
from libdesk.domain.rows.books import show_place
from libdesk.i18n import _
from libdesk.store.queries import titles
from libdesk.ui import theme
from libdesk.ui.cataloguing.form_panel import FormPanel
from libdesk.ui.page_area import Whole
from libdesk.ui.parts import label, named
from libdesk.ui.semester.aids.fields import TitleField
from libdesk.ui.settings.section import choice, choose, day_field, day_of, qdate, spin
from libdesk.ui.tab import Surroundings
from libdesk.ui.widgets.scan_router import no_scans


def whole(*forms: QWidget) -> Whole:
    """Forms of which no field is cut, however low the window is: it is scrolled then."""
    made = Whole()
    column = QVBoxLayout(made)
    column.setContentsMargins(0, 0, 0, 0)
    for form in forms:
        column.addWidget(form)
    return made


class AidForm(FormPanel):
    def __init__(self, around: Surroundings, *, gives_back_to: QWidget) -> None:
        super().__init__("aid", gives_back_to=gives_back_to)
        self._desk = around.desk
        self.name = self.add(_("Name of the aid"), named(QLineEdit(), "aid_name"), share=3)
        self.kind = self.add(_("Kind"), choice("aid_kind", [(code, _(words)) for code, words in AID_KINDS.items()]))
        self.unit = self.add(_("Unit"), named(QLineEdit(), "aid_unit"))
        grades = [(None, _("all")), *((grade, show_grade(grade)) for grade in range(1, 13))]
        self.first = self.add(_("From grade"), choice("aid_first", grades))
        self.last = self.add(_("To grade"), choice("aid_last", grades))
        self.subject = self.add(_("School subject"), named(QLineEdit(), "aid_subject"), share=1)
        self.price = self.add(_("Price"), no_scans(named(QLineEdit(), "aid_price")))
        self.place = self.add(_("Place"), choice("aid_place", []))
        self.title = self.add(_("Title in the catalogue"), TitleField(around.desk, "aid_title"), share=2)
        self.opening = self.add(_("In stock now"), spin("aid_opening", 0, MOST))
        self.note = self.add(_("Note"), named(QLineEdit(), "aid_note"), share=2)

    def begin(self, row: AidRow | None) -> None:
        """An aid as it is, or a new one."""
        fields = row.fields if row is not None else AidFields("", unit=UNIT)
        self.title.show_person(fields.title_id, row.title if row is not None and fields.title_id else "")
        self.place.clear()
        self.place.addItem(_("no place"), None)
        for place in titles.places(self._desk.read(Op.SEE_AIDS)):
            self.place.addItem(show_place(place.name), place.id)
        self.name.setText(fields.name)
        choose(self.kind, fields.kind)
        self.unit.setText(fields.unit)
        choose(self.first, fields.grade_from)
        choose(self.last, fields.grade_to)
        self.subject.setText(fields.subject)
        self.price.setText("" if fields.price_fen is None else f"{fields.price_fen / 100:.2f}")
        choose(self.place, fields.place_id)
        self.note.setText(fields.note)
        self.opening.setValue(0)
        for part in (self.opening, self.opening.parentWidget()):
            if part is not None:
                part.setVisible(row is None)

    def fields(self) -> AidFields:
        """Raises AmountUnread, AmountTooLarge, TitleNotChosen."""
        return AidFields(
            self.name.text(), self.kind.currentData(), self.unit.text(), self.first.currentData(),
            self.last.currentData(), self.subject.text(),
            read_amount(self.price.text()) if self.price.text().strip() else None, self.place.currentData(),
            self.title.chosen(), self.note.text(),
        )  # fmt: skip


class MoveForm(FormPanel):
    def __init__(self, around: Surroundings, *, gives_back_to: QWidget) -> None:
        super().__init__("aid_move", gives_back_to=gives_back_to)
        self._desk = around.desk
        kinds = [(kind.value, _(MOVE_NAMES[kind])) for kind in OF_STOCK]
        self.kind = self.add(_("What happened"), choice("move_kind", kinds))
        self.quantity = self.add(_("Quantity"), spin("move_quantity", 0, MOST))
        self.day = self.add(_("Day"), day_field("move_day", _("Day"), around.desk.today))
        self.voucher = self.add(_("Voucher"), named(QLineEdit(), "move_voucher"))
        self.note = self.add(_("Note"), named(QLineEdit(), "move_note"), share=2)

    def begin(self) -> None:
        today = self._desk.today
        self.day.setDate(qdate(today))
        self.quantity.setValue(1)
        for field in (self.voucher, self.note):
            field.clear()

    def values(self) -> tuple[MoveKind, int, date, str, str]:
        return (
            MoveKind(self.kind.currentData()), self.quantity.value(), day_of(self.day), self.voucher.text(),
            self.note.text(),
        )  # fmt: skip


class SettleForm(FormPanel):
    """A table with a line for each aid that a receiver has: came back, missing, damaged."""

    def __init__(self, held: Sequence[HeldAid], *, gives_back_to: QWidget) -> None:
        super().__init__("settle", gives_back_to=gives_back_to)
        self._rows: list[tuple[HeldAid, QSpinBox, QSpinBox, QSpinBox]] = []
        table = QWidget()
        self._grid = QGridLayout(table)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(theme.space(3))
        self._grid.setColumnStretch(5, 1)  # the figures stand near their names
        heads = (_("Aid"), _("Out"), _("handed back"), _("gone missing"), _("Damaged"))
        for column, head in enumerate(heads):
            self._grid.addWidget(label(head, role="note"), 0, column)
        for place, one in enumerate(held):
            self._rows.append((one, *self._line(place, one, heads[2:])))
        self.note = self.add(_("Note"), named(QLineEdit(), "settle_note"), share=1)
        self._fields = [field for _one, *fields in self._rows for field in fields] + [self.note]
        whole_form = self.layout()
        assert isinstance(whole_form, QVBoxLayout)
        whole_form.insertWidget(1, table)

    def _line(self, place: int, one: HeldAid, heads: Sequence[str]) -> tuple[QSpinBox, QSpinBox, QSpinBox]:
        """A line of the table: the aid, how many are out, and what became of them."""
        self._grid.addWidget(label(one.name), place + 1, 0)
        self._grid.addWidget(label(f"{one.quantity:,} {one.unit}"), place + 1, 1)
        back, missing, damaged = (
            spin(f"settle_{name}_{place}", 0, one.quantity) for name in ("back", "missing", "damaged")
        )
        for column, (field, head) in enumerate(zip((back, missing, damaged), heads, strict=True), start=2):
            field.setAccessibleName(f"{one.name} {head}")
            self._grid.addWidget(field, place + 1, column)
        back.setValue(one.quantity)
        for field in (missing, damaged):
            field.valueChanged.connect(lambda _n: _leave_room(back, missing, damaged))
        return back, missing, damaged

    def values(self) -> list[Settled]:
        return [
            Settled(one.aid_id, back.value(), missing.value(), damaged.value())
            for one, back, missing, damaged in self._rows
        ]

    @property
    def touched(self) -> bool:
        """Whether something was typed: as it is asked, all came back."""
        # What is missing or damaged makes what came back less.
        return bool(self.note.text()) or any(back.value() < back.maximum() for _one, back, *_lacking in self._rows)

    def asks_of(self, held: Sequence[HeldAid]) -> bool:
        """Whether these are the aids and numbers it asks about."""
        return [(one.aid_id, one.quantity) for one, *_fields in self._rows] == [
            (one.aid_id, one.quantity) for one in held
        ]

    def take_over(self, other: "SettleForm") -> None:
        """What was typed in a form of other aids or numbers, as far as it is asked here."""
        typed = {one.aid_id: fields for one, *fields in other._rows}
        self.note.setText(other.note.text())
        for one, back, missing, damaged in self._rows:
            if one.aid_id in typed:
                was_back, was_missing, was_damaged = typed[one.aid_id]
                missing.setValue(was_missing.value())
                damaged.setValue(was_damaged.value())
                if was_back.value() < was_back.maximum():  # typed, where it does not just follow what is out
                    back.setValue(was_back.value())


def _leave_room(back: QSpinBox, missing: QSpinBox, damaged: QSpinBox) -> None:
    """What is missing or damaged did not come back whole."""
    most = back.maximum()
    back.setValue(min(back.value(), max(0, most - missing.value() - damaged.value())))
