"""The slots of a term: taken from the opening hours or from the last term, added, changed and removed."""

from collections.abc import Callable

from PySide6.QtCore import QTime, Signal
from PySide6.QtWidgets import QLineEdit, QTimeEdit, QVBoxLayout, QWidget

from libdesk.actions.helpers import slots as actions
from libdesk.domain.duties import MOST_WANTED, Slot
from libdesk.domain.errors import DeskError
from libdesk.domain.hours import show_span, show_time
from libdesk.domain.ops import Op
from libdesk.domain.rows.books import show_room
from libdesk.domain.rows.calendar import TermRow
from libdesk.domain.show import WEEKDAYS
from libdesk.i18n import N_, _
from libdesk.store.queries import hours
from libdesk.store.queries import roster as queries
from libdesk.ui import icons, theme
from libdesk.ui.cataloguing.form_panel import FormPanel
from libdesk.ui.cataloguing.orders.tick_table import TickTable
from libdesk.ui.parts import across, button, down, label, named, wrapped
from libdesk.ui.semester.roster.words import with_dropped
from libdesk.ui.settings.section import choice, choose, spin
from libdesk.ui.tab import Surroundings
from libdesk.ui.widgets.calm import calm
from libdesk.ui.widgets.fit_label import FitLabel
from libdesk.ui.widgets.leavable import Leavable
from libdesk.ui.widgets.panes import Panes
from libdesk.ui.widgets.row_model import Column, Width
from libdesk.ui.widgets.row_table import Empty, RowTable


class SlotForm(FormPanel):
    """One slot: day, times, room, name, how many helpers."""

    def __init__(self, *, gives_back_to: QWidget) -> None:
        super().__init__("slot", gives_back_to=gives_back_to)
        self.day = self.add(_("Weekday"), choice("slot_day", [(n, _(words)) for n, words in enumerate(WEEKDAYS)]))
        self.first = self.add(_("From"), _time("slot_from"))
        self.last = self.add(_("To"), _time("slot_to"))
        self.place = self.add(_("Room"), choice("slot_place", ()))
        self.name = self.add(_("Called"), named(QLineEdit(), "slot_name"), share=1)
        self.wanted = self.add(_("Helpers"), spin("slot_wanted", 1, MOST_WANTED))

    def fill(self, slot: Slot | None, rooms: list[tuple[int, str]]) -> None:
        self.place.clear()
        for place_id, words in rooms:
            self.place.addItem(words, place_id)
        slot = slot or Slot(0, 0, 12 * 60 + 10, 13 * 60 + 30, place_id=rooms[0][0] if rooms else None)
        choose(self.day, slot.weekday)
        choose(self.place, slot.place_id)
        self.first.setTime(QTime(slot.first // 60 % 24, slot.first % 60))
        self.last.setTime(QTime(slot.last // 60 % 24, slot.last % 60))
        self.name.setText(slot.name)
        self.wanted.setValue(slot.wanted)

    def slot(self, slot_id: int) -> Slot:
        first, last = (field.time().hour() * 60 + field.time().minute() for field in (self.first, self.last))
        return Slot(
            slot_id, self.day.currentData(), first, last, self.name.text(), self.wanted.value(),
            self.place.currentData(),
        )  # fmt: skip


class SlotsView(Leavable, QWidget):
    closed = Signal()

    def __init__(self, around: Surroundings) -> None:
        super().__init__()
        self.setObjectName("slots_view")
        self._around, self._desk = around, around.desk
        self.term: TermRow | None = None
        self.heading = FitLabel(theme.Step.HEAD, bold=True)
        self.list = RowTable(_columns(), name=_("Slots of the roster"), empty=self._empty(), key=lambda slot: slot.id,
                             many=True)  # fmt: skip
        self.hours = TickTable(_hour_columns(), name=_("Opening hours"), empty=Empty(_("No opening hours yet")),
                               key=lambda row: row.id, head=N_("Take"))  # fmt: skip
        self.form = SlotForm(gives_back_to=self.list.view)
        self.wanted = spin("slots_wanted", 1, MOST_WANTED)
        self.take = button("slots_take", _("Make the ticked hours slots"), self._take, role="next")
        self.copy = button("slots_copy", _("Those of the last term"), self._copy, icon=icons.COPIES)
        self.add = button("slots_add", _("Add a slot …"), self._ask_new, icon=icons.ADD)
        self.edit = button("slots_edit", _("Change …"), self._ask_edit, icon=icons.EDIT)
        self.remove = button("slots_remove", _("Remove"), self._remove, icon=icons.DELETE)
        self.back = button("slots_back", _("Esc Back to the roster"), self.closed.emit, icon=icons.BACK)
        self.fault = named(label(role="bad", wrap=True), "slots_fault")
        self._assemble()
        self._connect()

    def _empty(self) -> Empty:
        return Empty(_("No slots yet"), _("Tick the opening hours at which helpers are wanted."), icon=icons.CLOCK)

    def _assemble(self) -> None:
        self.wanted.setValue(2)
        self.wanted.setAccessibleName(_("Helpers in each"))
        self.fault.hide()
        self.list.keep_in_sight(3)
        self.hours.list.keep_in_sight(3)
        left = down(
            label(_("Slots of the roster"), buddy=self.list.view), (self.list, 1),
            wrapped(self.add, self.edit, self.remove, self.copy),
        )  # fmt: skip
        right = down(
            label(_("From the opening hours"), buddy=self.hours.view), (self.hours, 1),
            wrapped(label(_("Helpers in each"), buddy=self.wanted), self.wanted, self.take),
        )  # fmt: skip
        panes = Panes("slots_splitter", left, right, shares=(50, 50), pc=self._around.pc, needs=(85, 85))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.space(1))
        for part in (across(self.back, (self.heading, 1), end=False), self.fault, self.form):
            column.addWidget(part)
        column.addWidget(panes, 1)

    def _connect(self) -> None:
        self.list.opened.connect(lambda _row: self._ask_edit())
        self.list.chosen_changed.connect(self._mirror)
        self.hours.ticked.connect(self._mirror)

    def begin(self, term: TermRow) -> None:
        self.term = term
        self.form.close_form()
        self._tell("")
        self.heading.setText(_("Slots of {term}").format(term=term.name))
        self.refresh()
        taken = self._taken()
        self.hours.tick(() if taken else [row.id for row in self.hours.list.model.rows() if self._school_day(row)])
        self.list.view.setFocus()

    def setFocus(self) -> None:  # type: ignore[override]  # Qt's other form is not used here
        self.list.view.setFocus()

    def refresh(self) -> None:
        if self.term is None or not self._desk.allows(Op.EDIT_ROSTER):
            return
        library = self._desk.read(Op.SEE_ROSTER)
        self.list.show_rows(queries.slots(library, self.term.id))
        self._rooms = [(room.id, show_room(room.code)) for room in hours.rooms(library)]
        names = dict(self._rooms)
        taken = {(one.weekday, one.first, one.last, one.place_id) for one in self.list.model.rows()}
        self.hours.list.show_rows(
            [
                _Hour(row, names.get(row.place_id, ""),
                      (row.span.weekday, row.span.first, row.span.last, row.place_id) in taken)
                for row in hours.openings(library)
            ]
        )  # fmt: skip
        self._mirror()

    def _school_day(self, row: "_Hour") -> bool:
        return row.span.weekday not in self._desk.settings.closed_weekdays

    def _taken(self) -> bool:
        return bool(self.list.model.rows())

    def _mirror(self) -> None:
        chosen = self.list.count_chosen() if self._taken() else 0
        self.edit.setEnabled(chosen == 1)
        self.remove.setEnabled(chosen > 0)
        self.copy.setEnabled(not self._taken())
        self.take.setEnabled(bool(self.hours.chosen))

    def _tell(self, text: str) -> None:
        self.fault.setText(text)
        self.fault.setVisible(bool(text))

    def _do(self, act: Callable[[], int]) -> None:
        self._tell("")
        try:
            done = act()
        except DeskError as error:
            self._tell(error.text())
            return
        self._say(done)
        self.refresh()

    def _say(self, done: int) -> None:
        if done:
            told = with_dropped(self._desk, _("Changed."), done)
            self._around.say(_("{done} F8 takes it back.").format(done=told))

    def _take(self) -> None:
        term, ticked = self.term, [int(str(one)) for one in self.hours.chosen]
        if term is not None:
            self._do(lambda: actions.slots_from_hours(self._desk, term, sorted(ticked), wanted=self.wanted.value()))
            self.hours.tick(())

    def _copy(self) -> None:
        if (term := self.term) is not None:
            self._do(lambda: actions.copy_slots(self._desk, term))

    def _ask_new(self) -> None:
        self.form.fill(None, self._rooms)
        self.form.ask(_("A new slot"), _("Add"), self._add)

    def _add(self) -> None:
        if self.term is not None:
            actions.add_slot(self._desk, self.term, self.form.slot(0))
            self._around.say(_("Changed. F8 takes it back."))
            self.refresh()

    def _ask_edit(self) -> None:
        slot: Slot | None = self.list.current_row()
        if slot is not None:
            self.form.fill(slot, self._rooms)
            self.form.ask(_("Change this slot"), _("Change"), lambda: self._change(slot.id))

    def _change(self, slot_id: int) -> None:
        self._say(actions.edit_slot(self._desk, self.form.slot(slot_id)))
        self.refresh()

    def _remove(self) -> None:
        chosen = [slot.id for slot in self.list.chosen_rows()]
        if chosen:
            self._do(lambda: actions.remove_slots(self._desk, chosen))
            self.list.view.setFocus()


class _Hour:
    """An opening with the name of its room; `taken`: it is a slot already."""

    def __init__(self, row: hours.OpeningRow, place: str, taken: bool) -> None:
        self.id, self.span, self.place, self.taken = row.id, row.span, place, taken

    @property
    def words(self) -> str:
        text = show_span(self.span)
        return _("{hours} (a slot already)").format(hours=text) if self.taken else text


def _columns() -> tuple[Column, ...]:
    return (
        Column("day", N_("Weekday"), lambda slot: _(WEEKDAYS[slot.weekday]), sort=lambda slot: slot.order),
        Column("time", N_("Time"), lambda slot: f"{show_time(slot.first)}–{show_time(slot.last)}",
               sort=lambda slot: slot.first),
        Column("name", N_("Called"), lambda slot: slot.name, width=Width.STRETCH),
        Column("place", N_("Room"), lambda slot: show_room(slot.place) if slot.place else "", spare=1),
        Column("wanted", N_("Helpers"), lambda slot: str(slot.wanted), sort=lambda slot: slot.wanted, right=True),
    )  # fmt: skip


def _hour_columns() -> tuple[Column, ...]:
    return (
        Column("day", N_("Weekday"), lambda row: _(WEEKDAYS[row.span.weekday]), sort=lambda row: row.span),
        Column("time", N_("Time"), lambda row: row.words, sort=lambda row: row.span.first, width=Width.STRETCH,
               role=lambda row: "quiet" if row.taken else ""),
        Column("place", N_("Room"), lambda row: row.place, spare=1),
    )  # fmt: skip


def _time(name: str) -> QTimeEdit:
    made = calm(named(QTimeEdit(), name))
    made.setDisplayFormat("HH:mm")
    return made
