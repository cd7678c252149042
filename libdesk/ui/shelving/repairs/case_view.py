"""One case of repair, or several that are chosen: what is known of it, its steps, and what can be done next."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from libdesk.actions.money.charges import charge_damage, damage_price
from libdesk.actions.repairs import steps as actions
from libdesk.domain.errors import DeskError
from libdesk.domain.money import read_amount
from libdesk.domain.ops import Op
from libdesk.domain.repairs import CaseState, steps_from
from libdesk.domain.rows.repairs import RepairCase
from libdesk.domain.show import show_money
from libdesk.domain.title_rules import money_text
from libdesk.i18n import _, ngettext
from libdesk.store.queries import repairs as queries
from libdesk.ui import icons, theme
from libdesk.ui.cataloguing.titles.cover_row import CoverBox, dropped_file
from libdesk.ui.lending.damage_details import ask_picture
from libdesk.ui.parts import across, button, label, named, wrapped
from libdesk.ui.shelving.repairs import words
from libdesk.ui.shelving.repairs.forms import CaseForm, ChargeForm, EndForm, cost_of
from libdesk.ui.tab import Surroundings
from libdesk.ui.widgets.announce import tell_aloud
from libdesk.ui.widgets.fit_label import FitLabel


class DamagePhoto(CoverBox):
    """The photo of a damage, seen only where there is one."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("damage_photo_box")
        self.setAccessibleName(_("Photo of the damage"))


class CaseView(QWidget):
    """`list_view` is the work list beside it, to which the keyboard goes back."""

    more_asked = Signal()
    """More is wrong with the book than was reported."""
    acted = Signal()
    """Something is done: what was told of the last scan is over."""

    def __init__(self, around: Surroundings, list_view: QWidget) -> None:
        super().__init__()
        self.setObjectName("repair_view")
        self._around, self._desk, self._list = around, around.desk, list_view
        self._rows: Sequence[RepairCase] = ()
        self.heading = FitLabel(theme.Step.HEAD, bold=True)
        self.photo = DamagePhoto()
        self.facts = named(label(wrap=True), "repair_facts")
        self.steps = named(label(role="note", wrap=True), "repair_steps")
        self.fault = named(label(role="bad", wrap=True), "repair_fault")
        self.told = named(label(role="warn", wrap=True), "repair_told")
        self.end_form = EndForm(gives_back_to=list_view)
        self.case_form = CaseForm(gives_back_to=list_view)
        self.charge_form = ChargeForm(gives_back_to=list_view)
        self.take = self._step_button("repair_take", _("Into repair"), CaseState.IN_REPAIR, icons.REPAIR)
        self.done = button("repair_done", _("Back on the shelf …"), partial(self._ask_end, CaseState.SHELVED))
        self.bindery = self._step_button("repair_bindery", _("To the bindery"), CaseState.BINDERY)
        self.propose = self._step_button("repair_propose", _("Propose for withdrawal"), CaseState.PROPOSED)
        self.drop = button("repair_drop", _("Drop …"), partial(self._ask_end, CaseState.DROPPED))
        self.more = button("repair_more", _("Ctrl+D More damage …"), self.more_asked.emit)
        self.charge = button("repair_ask_pay", _("Ask for money …"), self._ask_charge)
        self.edit = button("repair_edit", _("Say more …"), self._ask_case, icon=icons.EDIT)
        self.choose = button("repair_photo", _("Photo …"), self._ask_photo, icon=icons.IMAGE)
        self.off = button("repair_photo_off", _("Remove the photo"), self._photo_off)
        self._assemble()
        for form in self._forms:
            form.closed.connect(self._mirror)

    def _step_button(self, name: str, text: str, state: CaseState, icon: str = "") -> QPushButton:
        return button(name, text, partial(self._take, state), icon=icon)

    def _assemble(self) -> None:
        self.fault.hide()
        self.told.hide()
        self.done.setProperty("role", "next")
        self.foot = wrapped(
            self.take, self.done, self.bindery, self.propose, self.drop, self.more, self.charge, self.edit,
            self.choose, self.off,
        )  # fmt: skip
        said = QWidget()
        beside = QVBoxLayout(said)
        beside.setContentsMargins(0, 0, 0, 0)
        beside.addWidget(self.facts)
        beside.addWidget(self.steps)
        beside.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.space(2), 0, 0, 0)
        column.setSpacing(theme.space(1))
        self._said = across(self.photo, (said, 1), end=False)
        for part in (self.heading, self._said, self.fault, self.told, *self._forms, self.foot):
            column.addWidget(part)
        column.addStretch(1)
        self.setAcceptDrops(True)

    @property
    def _forms(self) -> tuple[EndForm, CaseForm, ChargeForm]:
        return (self.end_form, self.case_form, self.charge_form)

    @property
    def _only(self) -> RepairCase | None:
        return self._rows[0] if len(self._rows) == 1 else None

    @property
    def may_get_worse(self) -> RepairCase | None:
        """The one open case on show, where whoever is at the desk may report damage."""
        row = self._only
        return row if row is not None and row.is_open and self._desk.allows(Op.REPORT_DAMAGE) else None

    # What is shown

    def show_cases(self, rows: Sequence[RepairCase]) -> None:
        """These cases; what was asked about others is put away."""
        if {row.id for row in rows} != {row.id for row in self._rows}:
            for form in self._forms:
                form.close_form()
            self._tell_fault("")
            self.told.hide()
        self._rows = tuple(rows)
        row = self._only
        if row is not None:
            self.heading.setText(row.title)
            names, money = self._desk.allows(Op.SEE_CHARGES), self._desk.settings.money
            self.facts.setText(words.facts(row, names=names, money=money))
            self.steps.setText(words.step_lines(row, queries.steps(self._desk.library, row.id)))
            self.photo.show_cover(queries.photo(self._desk.library, row.id) if row.has_photo else None)
        elif rows:
            text = ngettext("{n} case chosen", "{n} cases chosen", len(rows)).format(n=len(rows))
            self.heading.setText(text)
            self.facts.clear()
            self.steps.clear()
            self.photo.show_cover(None)
        self._mirror()

    def _mirror(self) -> None:
        """Nothing is offered that could not be done, nor to whom it is not allowed."""
        desk, row = self._desk, self._only
        asked = any(form.isVisibleTo(self) for form in self._forms)
        keeper = desk.allows(Op.EDIT_REPAIR)
        self.foot.setVisible(bool(self._rows) and not asked)
        self._said.setVisible(row is not None and not asked)
        ahead = [set(steps_from(one.state)) for one in self._rows]
        possible = set[CaseState]().union(*ahead) if keeper else set[CaseState]()
        for made, state in (
            (self.take, CaseState.IN_REPAIR), (self.done, CaseState.SHELVED), (self.bindery, CaseState.BINDERY),
            (self.propose, CaseState.PROPOSED), (self.drop, CaseState.DROPPED),
        ):  # fmt: skip
            made.setVisible(state in possible)
        for made in (self.edit, self.choose):
            made.setVisible(row is not None and keeper)
        self.off.setVisible(row is not None and row.has_photo and keeper)
        self.more.setVisible(self.may_get_worse is not None)
        known = row is not None and row.loan_id is not None and bool(row.reader) and not row.charge_state
        self.charge.setVisible(known and desk.settings.money and desk.allows(Op.CHARGE))

    # What is asked

    def _ask_end(self, state: CaseState) -> None:
        rows = self._rows
        if not rows:
            return
        self.end_form.fill(self._only)
        text = ngettext("What did it take? Both may be left empty.", "What did each take? Both may be left empty.",
                        len(rows))  # fmt: skip
        verb = _("Back on the shelf") if state is CaseState.SHELVED else _("Drop it")
        if state is CaseState.DROPPED:
            text = _("Nothing is repaired; the book is lent as it is.")
        self._ask(self.end_form, text, verb, partial(self._end, state))

    def _end(self, state: CaseState) -> None:
        form = self.end_form
        self._step(state, material=form.material.text(), cost_fen=cost_of(form.cost))

    def _ask_case(self) -> None:
        row = self._only
        if row is not None:
            self.case_form.fill(row)
            self._ask(self.case_form, "", _("Keep it so"), partial(self._edit, row.id))

    def _edit(self, damage_id: int) -> None:
        form = self.case_form
        actions.edit_case(
            self._desk, damage_id, kind=form.kind.currentData(), degree=form.degree.currentData(),
            cause=form.cause.currentData(), note=form.note.text(), material=form.material.text(),
            cost_fen=cost_of(form.cost),
        )  # fmt: skip
        self._done(_("The case is changed."))

    def _ask_charge(self) -> None:
        row = self._only
        if row is not None:
            fen = damage_price(self._desk, row.copy_id, row.degree) or row.cost_fen
            self.charge_form.amount.setText(money_text(fen) if fen else "")
            text = _("How much is {name} to pay for it?").format(name=row.reader)
            self._ask(self.charge_form, text, _("Note the amount"), partial(self._charge, row))

    def _charge(self, row: RepairCase) -> None:
        fen = read_amount(self.charge_form.amount.text())
        charge_damage(self._desk, copy_id=row.copy_id, degree=row.degree, amount_fen=fen, damage_id=row.id)
        text = _("{name} is to pay {amount}: Readers, Owed.").format(name=row.reader, amount=show_money(fen))
        self._done(text)

    def _ask(self, form: EndForm | CaseForm | ChargeForm, text: str, verb: str, save: Callable[[], object]) -> None:
        self._tell_fault("")
        self.told.hide()
        form.ask(text, verb, save)
        self._mirror()

    # What is done

    def _take(self, state: CaseState) -> None:
        self._tell_fault("")
        try:
            self._step(state)
        except DeskError as error:
            self._tell_fault(error.text())
        self._list.setFocus()

    def _step(self, state: CaseState, *, material: str = "", cost_fen: int | None = None) -> None:
        ids = [row.id for row in self._rows]
        done = actions.take_step(self._desk, ids, state, material=material, cost_fen=cost_fen)
        self._done(words.stepped(state, done))
        self.told.setText(words.to_look_at(done))
        self.told.setVisible(bool(self.told.text()))

    def _ask_photo(self) -> None:
        path = ask_picture(self, self._around.pc)
        if path is not None:
            self.take_file(path)

    def take_file(self, path: Path) -> None:
        """The photo in this file, or a sentence about it."""
        from libdesk.exchange.damage_photos import read_damage_photo

        self._set_photo(lambda: read_damage_photo(path), _("The photo is set."))

    def _photo_off(self) -> None:
        self._set_photo(lambda: None, _("The photo is removed."))

    def _set_photo(self, give: Callable[[], bytes | None], told: str) -> None:
        row = self._only
        if row is None:
            return
        self._tell_fault("")
        try:
            actions.set_damage_photo(self._desk, row.id, give())
        except DeskError as error:
            self._tell_fault(error.text())
            return
        self._done(told)

    def _done(self, told: str) -> None:
        self.acted.emit()
        self._around.say(_("{done} F8 takes it back.").format(done=told))

    def _tell_fault(self, text: str) -> None:
        tell_aloud(self.fault, text)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if self._only is not None and self._desk.allows(Op.EDIT_REPAIR) and dropped_file(event) is not None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        path = dropped_file(event)
        if path is not None:
            event.acceptProposedAction()
            self.take_file(path)
