"""Two simple lists that feed the summary: the staff's log of study and research, and the library's equipment."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QDoubleSpinBox, QLineEdit, QVBoxLayout, QWidget

from libdesk.actions.leaders import equipment as equipment_actions
from libdesk.actions.leaders import study as study_actions
from libdesk.domain.errors import DeskError
from libdesk.domain.money import read_amount
from libdesk.domain.ops import Op
from libdesk.domain.rows.books import show_place
from libdesk.domain.rows.leaders import EQUIPMENT_STATES, STUDY_KINDS, EquipmentRow, StudyRow, hours_text
from libdesk.domain.show import show_day, show_money
from libdesk.i18n import N_, _
from libdesk.store.queries import leaders as queries
from libdesk.store.queries.places import named_places
from libdesk.ui import icons, theme
from libdesk.ui.cataloguing.form_panel import FormPanel
from libdesk.ui.parts import button, named, wrapped
from libdesk.ui.readers.take_along import save_list
from libdesk.ui.semester.summary.paper import equipment_maker, study_maker
from libdesk.ui.settings.section import choice, choose, day_field, day_of, qdate, spin
from libdesk.ui.tab import Surroundings
from libdesk.ui.widgets.calm import calm
from libdesk.ui.widgets.row_model import Column, Width
from libdesk.ui.widgets.row_table import Empty, RowTable
from libdesk.ui.widgets.scan_router import no_scans

LONGEST: Final = 200
STUDY: Final = (
    Column("day", N_("Day"), lambda row: show_day(row.day, weekday=False, year=True), sort=lambda row: row.day),
    Column("kind", N_("Kind"), lambda row: _(STUDY_KINDS[row.kind]), spare=1),
    Column("topic", N_("Topic"), lambda row: row.topic, width=Width.STRETCH),
    Column("who", N_("By whom"), lambda row: row.who, spare=2),
    Column("hours", N_("Hours"), lambda row: hours_text(row.hours_tenth), sort=lambda row: row.hours_tenth or 0,
           right=True),
    Column("outcome", N_("What came of it"), lambda row: row.outcome, spare=3),
)  # fmt: skip
EQUIPMENT: Final = (
    Column("name", N_("Name of the thing"), lambda row: row.name, width=Width.STRETCH),
    Column("model", N_("Model"), lambda row: row.model, spare=2),
    Column("number", N_("Inventory number"), lambda row: row.number, spare=3),
    Column("quantity", N_("How many"), lambda row: str(row.quantity), sort=lambda row: row.quantity, right=True),
    Column("place", N_("Where it stands"), lambda row: show_place(row.place) if row.place else "", spare=1),
    Column("price", N_("Unit price"), lambda row: show_money(row.price_fen) if row.price_fen is not None else "",
           sort=lambda row: row.price_fen or 0, right=True, spare=4),
    Column("state", N_("State"), lambda row: _(EQUIPMENT_STATES[row.state]),
           role=lambda row: "warn" if row.state == "broken" else ""),
)  # fmt: skip


class EntryList(QWidget):
    """A list with its form: new, change, remove, print, save. Subclasses know their rows and fields."""

    document_asked = Signal(str, object)
    NAME: str
    TITLE: str
    OP: Op

    def __init__(self, around: Surroundings, columns: Sequence[Column], empty: Empty) -> None:
        super().__init__()
        self.around, self.desk = around, around.desk
        self.rows: list[Any] = []
        self.list = RowTable(columns, name=_(self.TITLE), empty=empty, key=lambda row: row.id)
        self.form = FormPanel(self.NAME, gives_back_to=self.list.view)
        self.new = button(f"{self.NAME}_new", _("New …"), self.ask_new, icon=icons.ADD)
        self.change = button(f"{self.NAME}_change", _("Change …"), self.ask_change, icon=icons.EDIT)
        self.remove = button(f"{self.NAME}_remove", _("Remove"), self._remove, icon=icons.DELETE)
        self.save = button(f"{self.NAME}_save", _("Save as a table …"), self._save, icon=icons.EXPORT)
        self.print = button(f"{self.NAME}_print", _("Print this list"), self._print, icon=icons.PRINT)
        self.list.keep_in_sight(3)
        self.head = QWidget()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.space(1))
        column.addWidget(self.form)
        column.addWidget(self.list, 1)
        column.addWidget(wrapped(self.new, self.change, self.remove, None, self.save, self.print))
        self.list.opened.connect(lambda _row: self.ask_change())
        self.list.row_changed.connect(lambda _row: self._mirror())

    def read(self) -> list[Any]:
        raise NotImplementedError  # every list has its own rows

    def show_row(self, row: Any) -> None:
        """Put a row into the fields, or empty them."""
        raise NotImplementedError  # every list has its own fields

    def add_row(self) -> int:
        raise NotImplementedError  # every list has its own action

    def edit_row(self, row_id: int) -> int:
        raise NotImplementedError  # every list has its own action

    def remove_row(self, row_id: int) -> int:
        raise NotImplementedError  # every list has its own action

    def maker(self) -> Callable[[], bytes]:
        raise NotImplementedError  # every list has its own paper

    def refresh(self) -> None:
        self.rows = self.read()
        self.list.show_rows(self.rows)
        self._mirror()

    def _mirror(self) -> None:
        may, there = self.desk.allows(self.OP), self.list.current_row() is not None
        self.new.setEnabled(may)
        self.change.setEnabled(may and there)
        self.remove.setEnabled(may and there)
        for part in (self.save, self.print):
            part.setEnabled(bool(self.rows))

    def ask_new(self) -> None:
        self.show_row(None)
        self.form.ask("", _("Enter it"), self._add)

    def _add(self) -> None:
        row_id = self.add_row()
        self.around.say(_("Entered. F8 takes it back."))
        self.refresh()
        self.list.select(row_id)

    def ask_change(self) -> None:
        row = self.list.current_row()
        if row is None or not self.desk.allows(self.OP):
            return
        self.show_row(row)
        self.form.ask("", _("Change it"), lambda: self._edit(row.id))

    def _edit(self, row_id: int) -> None:
        if self.edit_row(row_id):
            self.around.say(_("Changed. F8 takes it back."))
        self.refresh()

    def _remove(self) -> None:
        row = self.list.current_row()
        if row is None:
            return
        try:
            self.remove_row(row.id)
        except DeskError as error:
            self.around.say(error.text())
        else:
            self.around.say(_("The entry is gone. F8 takes it back."))
        self.refresh()
        self.list.view.setFocus()

    def _save(self) -> None:
        save_list(self.around, self, self.list, _(self.TITLE))

    def _print(self) -> None:
        self.document_asked.emit(_(self.TITLE), self.maker())

    def _line(self, name: str) -> QLineEdit:
        made = named(QLineEdit(), name)
        made.setMaxLength(LONGEST)
        return made


class StudyList(EntryList):
    NAME = "study"
    TITLE = N_("Study and research")
    OP = Op.EDIT_STUDY

    def __init__(self, around: Surroundings) -> None:
        empty = Empty(
            _("Nothing is entered yet"), _("Enter what the staff studied or researched; the summary tells of it."),
            icon=icons.IDEA,
        )  # fmt: skip
        super().__init__(around, STUDY, empty)
        self.day = self.form.add(_("Day"), day_field("study_day", _("Day"), around.desk.today))
        kinds = [(code, _(words)) for code, words in STUDY_KINDS.items()]
        self.kind = self.form.add(_("Kind"), choice("study_kind", kinds))
        self.topic = self.form.add(_("Topic"), self._line("study_topic"), share=2)
        self.who = self.form.add(_("By whom"), self._line("study_who"), share=1)
        self.hours = self.form.add(_("Hours"), calm(named(QDoubleSpinBox(), "study_hours")))
        self.hours.setDecimals(1)
        self.hours.setRange(0, 999)
        self.hours.setSpecialValueText(_("not noted"))
        self.outcome = self.form.add(_("What came of it"), self._line("study_outcome"), share=2)

    def read(self) -> list[StudyRow]:
        return queries.study(self.desk.read(Op.SEE_REPORTS))

    def show_row(self, row: StudyRow | None) -> None:
        self.day.setDate(qdate(row.day if row else self.desk.today))
        choose(self.kind, row.kind if row else "study")
        self.topic.setText(row.topic if row else "")
        self.who.setText(row.who if row else "")
        self.hours.setValue((row.hours_tenth or 0) / 10 if row else 0)
        self.outcome.setText(row.outcome if row else "")

    def _values(self) -> dict[str, Any]:
        return {
            "day": day_of(self.day), "kind": self.kind.currentData(), "topic": self.topic.text(),
            "who": self.who.text(), "hours_tenth": round(self.hours.value() * 10) or None,
            "outcome": self.outcome.text(),
        }  # fmt: skip

    def add_row(self) -> int:
        return study_actions.add_study(self.desk, **self._values())

    def edit_row(self, row_id: int) -> int:
        row = queries.study_entry(self.desk.read(Op.SEE_REPORTS), row_id)
        return study_actions.edit_study(self.desk, row_id, **self._values(), note=row.note if row else "")

    def remove_row(self, row_id: int) -> int:
        return study_actions.remove_study(self.desk, row_id)

    def maker(self) -> Callable[[], bytes]:
        return study_maker(self.desk, self.rows)


class EquipmentList(EntryList):
    NAME = "equipment"
    TITLE = N_("Equipment")
    OP = Op.EDIT_EQUIPMENT

    def __init__(self, around: Surroundings) -> None:
        empty = Empty(
            _("Nothing is entered yet"), _("Enter scanner, printer, shelves, computers; the summary counts them."),
            icon=icons.SCREEN,
        )  # fmt: skip
        super().__init__(around, EQUIPMENT, empty)
        self.name = self.form.add(_("Name of the thing"), self._line("equipment_name"), share=2)
        self.model = self.form.add(_("Model"), self._line("equipment_model"), share=1)
        self.number = self.form.add(_("Inventory number"), self._line("equipment_number"), share=1)
        self.quantity = self.form.add(_("How many"), spin("equipment_quantity", 1, 9_999))
        self.place = self.form.add(_("Where it stands"), choice("equipment_place", [(None, "")]))
        self.dated = self.form.add(_("Day known"), named(QCheckBox(), "equipment_dated"))
        self.bought = self.form.add(_("Bought"), day_field("equipment_bought", _("Bought"), around.desk.today))
        self.price = self.form.add(_("Unit price"), no_scans(self._line("equipment_price")), share=1)
        states = [(code, _(words)) for code, words in EQUIPMENT_STATES.items()]
        self.state = self.form.add(_("State"), choice("equipment_state", states))
        self.dated.toggled.connect(self.bought.setEnabled)

    def read(self) -> list[EquipmentRow]:
        return queries.equipment(self.desk.read(Op.SEE_REPORTS))

    def show_row(self, row: EquipmentRow | None) -> None:
        self.place.clear()
        self.place.addItem(_("no place"), None)
        for place_id, words in named_places(self.desk.library):
            self.place.addItem(words, place_id)
        choose(self.place, row.place_id if row else None)
        self.name.setText(row.name if row else "")
        self.model.setText(row.model if row else "")
        self.number.setText(row.number if row else "")
        self.quantity.setValue(row.quantity if row else 1)
        bought: date | None = row.bought if row else None
        self.dated.setChecked(bought is not None)
        self.bought.setEnabled(bought is not None)
        self.bought.setDate(qdate(bought or self.desk.today))
        self.price.setText(f"{row.price_fen / 100:.2f}" if row and row.price_fen is not None else "")
        choose(self.state, row.state if row else "good")

    def _values(self) -> dict[str, Any]:
        text = self.price.text().strip()
        return {
            "name": self.name.text(), "model": self.model.text(), "number": self.number.text(),
            "quantity": self.quantity.value(), "place_id": self.place.currentData(),
            "bought": day_of(self.bought) if self.dated.isChecked() else None,
            "price_fen": read_amount(text) if text else None, "state": self.state.currentData(),
        }  # fmt: skip

    def add_row(self) -> int:
        return equipment_actions.add_equipment(self.desk, **self._values())

    def edit_row(self, row_id: int) -> int:
        row = queries.equipment_line(self.desk.read(Op.SEE_REPORTS), row_id)
        return equipment_actions.edit_equipment(self.desk, row_id, **self._values(), note=row.note if row else "")

    def remove_row(self, row_id: int) -> int:
        return equipment_actions.remove_equipment(self.desk, row_id)

    def maker(self) -> Callable[[], bytes]:
        return equipment_maker(self.desk, self.rows)
