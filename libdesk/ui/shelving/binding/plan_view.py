"""The issues of a year with a box before each that is there, and the volumes that they make, ready to be made.

A scan here is the barcode of a volume: the first one that has none yet, from the chosen row on.
"""

from dataclasses import dataclass, replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QLineEdit, QVBoxLayout, QWidget

from libdesk.actions.binding.volumes import make_volumes
from libdesk.actions.cataloguing.new_copies import LabelTaken, free_label
from libdesk.domain.errors import DeskError
from libdesk.domain.ops import Op
from libdesk.domain.outcome import Outcome
from libdesk.domain.rows.bindings import NewBound, SerialYear
from libdesk.domain.serials.binding import PARTING_NAMES, Parting, Planned, Standing, YearIssue, plan
from libdesk.domain.show import show_day
from libdesk.i18n import N_, _, ngettext
from libdesk.store.queries import bindings as queries
from libdesk.store.queries.desk import title_of_copy
from libdesk.store.queries.places import named_places
from libdesk.ui import icons, theme
from libdesk.ui.cataloguing.amounts import amount_of, plain_amount
from libdesk.ui.cataloguing.orders.tick_table import TickTable
from libdesk.ui.parts import button, down, label, named, wrapped
from libdesk.ui.settings.section import choice, spin
from libdesk.ui.shelving.binding import words
from libdesk.ui.tab import Surroundings
from libdesk.ui.widgets.announce import tell_aloud
from libdesk.ui.widgets.choices import fill
from libdesk.ui.widgets.fit_label import FitLabel
from libdesk.ui.widgets.panes import Panes
from libdesk.ui.widgets.row_model import Column, Width
from libdesk.ui.widgets.row_table import Empty, RowTable
from libdesk.ui.widgets.scan_router import TAKES_SCANS


@dataclass(frozen=True, slots=True)
class Draft:
    """A volume of the plan with what a person changed of it; "" and None as they follow from its issues."""

    nth: int
    planned: Planned
    label: str = ""
    barcode: str = ""
    price_fen: int | None = None

    @property
    def shown_label(self) -> str:
        return self.label or self.planned.label


class PlanView(QWidget):
    """`made(list id)` when the volumes are made, `left` when another title is to be chosen."""

    made = Signal(int)
    left = Signal()

    def __init__(self, around: Surroundings) -> None:
        super().__init__()
        self.setObjectName("binding_plan")
        self._around, self._desk = around, around.desk
        self.binding_id: int | None = None
        self._row: SerialYear | None = None
        self._issues: list[YearIssue] = []
        self._drafts: list[Draft] = []
        self._filling = False
        self.heading = FitLabel(theme.Step.HEAD, bold=True)
        self.facts = named(label(wrap=True), "plan_facts")
        self.parting = choice("plan_parting", [(one, _(text)) for one, text in PARTING_NAMES.items()])
        self.each = spin("plan_each", 1, 366)
        self.sets = spin("plan_sets", 1, 20)
        self.place = choice("plan_place", [])
        self.issues = TickTable(
            _issue_columns(), name=_("Issues of the year"), key=lambda row: row.key, head=N_("Bind"),
            may=lambda row: bool(row.free), empty=Empty(_("No issue is expected in this year")),
        )  # fmt: skip
        self.volumes = RowTable(
            _volume_columns(), name=_("Volumes to be made"), key=lambda row: row.nth, least=24,
            empty=Empty(_("No volume"), _("Tick the issues that are to be bound."), (), icons.SERIAL),
        )  # fmt: skip
        self.label = named(QLineEdit(), "plan_label")
        self.barcode = named(QLineEdit(), "plan_barcode")
        self.price = named(QLineEdit(), "plan_price")
        self.fault = named(label(role="bad", wrap=True), "plan_fault")
        self.make = button("plan_make", "", self._make, role="next", icon=icons.CHECK)
        self.all = button("plan_all", _("Tick all"), lambda: self.issues.tick_shown(True))
        self.none = button("plan_none", _("Tick none"), lambda: self.issues.tick_shown(False))
        self.leave = button("plan_leave", _("Esc Another title"), self.left.emit)
        self._assemble()
        self._connect()

    def _assemble(self) -> None:
        self.fault.hide()
        self.place.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.barcode.setProperty(TAKES_SCANS, True)
        self.barcode.setPlaceholderText(_("the next number"))
        fields = ((self.parting, _("Parted")), (self.each, _("Issues in each")), (self.sets, _("Sets")),
                  (self.place, _("Place")))  # fmt: skip
        of_row = ((self.label, _("What is in it")), (self.barcode, _("Barcode")), (self.price, _("Price (yuan)")))
        for field, text in (*fields, *of_row):
            field.setAccessibleName(text)
        self._parts = {field: down(label(text, buddy=field), field, gap=0.5) for field, text in (*fields, *of_row)}
        self.issues.list.keep_in_sight(3)
        self.volumes.keep_in_sight(2)
        left = down(wrapped(*(self._parts[field] for field, _text in fields), gap=2), (self.issues, 1),
                    wrapped(self.all, self.none, gap=2))  # fmt: skip
        row = wrapped(*((self._parts[field], 1) for field, _text in of_row), gap=2)
        right = down((self.volumes, 1), row, self.fault, wrapped(self.make, self.leave, gap=2))
        right.setContentsMargins(theme.space(2), 0, 0, 0)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.space(1))
        column.addWidget(self.heading)
        column.addWidget(self.facts)
        panes = Panes("binding_plan_splitter", left, right, shares=(45, 55), pc=self._around.pc, needs=(70, 80))
        column.addWidget(panes, 1)

    def _connect(self) -> None:
        self.parting.activated.connect(lambda _at: self._plan())
        self.each.valueChanged.connect(lambda _value: self._plan())
        self.sets.valueChanged.connect(lambda _value: self._plan())
        self.issues.ticked.connect(self._plan)
        self.volumes.row_changed.connect(lambda _row: self._show_row())
        self.label.editingFinished.connect(self._keep_row)
        self.barcode.editingFinished.connect(self._keep_row)
        self.price.editingFinished.connect(self._keep_row)

    # What is shown

    def begin(self, row: SerialYear) -> None:
        """The issues of a title's year; all that are there are ticked."""
        self._row, self._drafts = row, []
        self._tell("")
        self._issues = self._of_year(row)
        self._filling = True
        most = max((len(issue.free) for issue in self._issues), default=1)
        self.sets.setMaximum(max(1, most))
        self.sets.setValue(1)
        fill(self.place, named_places(self._desk.read(Op.SEE_SERIALS)), _("as subscribed"))
        self.place.setCurrentIndex(0)
        self._parts[self.sets].setVisible(most > 1)
        self.heading.setText(_("{title}, {year}").format(title=row.title, year=row.year))
        self._filling = False
        self._show_issues()
        free = [issue.key for issue in self._issues if issue.free]
        self.issues.tick(free)
        if free:
            self.issues.list.select(free[0])
        self.parting.setFocus()

    def _of_year(self, row: SerialYear) -> list[YearIssue]:
        return queries.year_issues(self._desk.read(Op.SEE_SERIALS), row.title_id, row.year, self._desk.today)

    def refresh(self) -> None:
        """The library has changed: what is no longer there is ticked no more."""
        if self._row is not None:
            row, chosen = self._row, self.issues.chosen
            self._issues = self._of_year(row)
            self._show_issues()
            self.issues.tick(issue.key for issue in self._issues if issue.free and issue.key in chosen)

    def _show_issues(self) -> None:
        assert self._row is not None
        self.facts.setText(words.year_facts(self._row, self._issues))
        self.issues.list.show_rows(self._issues)

    def _plan(self) -> None:
        """The volumes as they follow from what is ticked; what was typed of one with the same pieces stays."""
        if self._filling:
            return
        parting = Parting(self.parting.currentData())
        self._parts[self.each].setVisible(parting is Parting.COUNT)
        chosen = {int(str(key)) for key in self.issues.chosen}
        made = plan(self._issues, chosen, parting, sets=self.sets.value(), each=self.each.value())
        before = {draft.planned.pieces: draft for draft in self._drafts}
        self._drafts = [
            replace(before[one.pieces], nth=nth, planned=one) if one.pieces in before else Draft(nth, one)
            for nth, one in enumerate(made)
        ]
        self._show_drafts()

    def _show_drafts(self) -> None:
        self.volumes.show_rows(self._drafts)
        n = len(self._drafts)
        self.make.setText(ngettext("Make {n} volume", "Make {n} volumes", n).format(n=n))
        self.make.setEnabled(n > 0)
        self._show_row()

    def _show_row(self) -> None:
        draft = self._current
        self._filling = True
        self.label.setText(draft.shown_label if draft else "")
        self.barcode.setText(draft.barcode if draft else "")
        price = None if draft is None else draft.price_fen
        self.price.setText(plain_amount(draft.planned.price_fen if draft and price is None else price))
        for field in (self.label, self.barcode, self.price):
            field.setEnabled(draft is not None)
        self._filling = False

    @property
    def _current(self) -> Draft | None:
        row = self.volumes.current_row()
        return row if isinstance(row, Draft) else None

    # What is typed and scanned

    def _keep_row(self) -> bool:
        """What was typed of the volume under the cursor; False where its price or its barcode cannot be."""
        draft = self._current
        if draft is None or self._filling:
            return True
        barcode = self.barcode.text().strip()
        try:
            price = amount_of(self.price.text())
            if barcode and barcode != draft.barcode:
                barcode = self._free(barcode, but=draft)
        except DeskError as error:
            self._tell(error.text())
            return False
        self._tell("")
        label_ = self.label.text().strip()
        changed = replace(
            draft, label="" if label_ == draft.planned.label else label_, barcode=barcode,
            price_fen=None if price == draft.planned.price_fen else price,
        )  # fmt: skip
        if changed != draft:
            self._drafts[draft.nth] = changed
            self._show_drafts()
        return True

    def take_barcode(self, code: str) -> tuple[Outcome, str]:
        """A label that was scanned is for the first volume without one, from the chosen row on."""
        self._keep_row()
        start = self._current.nth if self._current is not None else 0
        order = [*self._drafts[start:], *self._drafts[:start]]
        try:
            code = self._free(code)
        except DeskError as error:
            return Outcome.REFUSED, error.text()
        draft = next((one for one in order if not one.barcode), None)
        if draft is None:
            return Outcome.REFUSED, _("Every volume has a barcode already. Make them, or change one in its field.")
        self._drafts[draft.nth] = replace(draft, barcode=code)
        self._show_drafts()
        self.volumes.select(draft.nth)
        return Outcome.DONE, _("{code} is for {volume}.").format(code=code, volume=draft.shown_label)

    def _free(self, code: str, *, but: Draft | None = None) -> str:
        """A label that no copy, no card and no other volume of the plan bears. Raises as free_label."""
        others = [one.barcode for one in self._drafts if one.barcode and (but is None or one.nth != but.nth)]
        return free_label(self._desk, code, others).text

    def take_issue(self, copy_id: int, code: str) -> tuple[Outcome, str]:
        """The label of a copy: an issue of this year is ticked, or told why it cannot be bound."""
        issue = next((one for one in self._issues if any(piece.copy_id == copy_id for piece in one.pieces)), None)
        if issue is None:
            title = title_of_copy(self._desk.read(Op.SEE_SERIALS), copy_id)
            return Outcome.REFUSED, LabelTaken(code, "copy", "active", title).text()
        self.issues.list.select(issue.key)
        piece = next(piece for piece in issue.pieces if piece.copy_id == copy_id)
        if piece.standing is Standing.HERE:
            self.issues.tick({*self.issues.chosen, issue.key})
        text = _("{issue}: {how}").format(issue=issue.name.short, how=words.standing(issue))
        return (Outcome.DONE if piece.standing is Standing.HERE else Outcome.NOTICE), text

    def _make(self) -> None:
        row = self._row
        if not self._keep_row() or row is None:
            return
        if self._around.jobs.busy_library:
            self._tell(_("A job is writing. Do this when it is done."))
            return
        place = self.place.currentData()
        volumes = [
            NewBound(
                draft.shown_label, tuple(piece.id for piece in draft.planned.pieces), draft.planned.gaps,
                draft.barcode, place, draft.price_fen,
            )
            for draft in self._drafts
        ]  # fmt: skip
        try:
            binding_id, made = make_volumes(
                self._desk, self.binding_id, title_id=row.title_id, year=row.year, volumes=volumes
            )
        except DeskError as error:
            self._tell(error.text())
            return
        text = ngettext("{n} volume is made.", "{n} volumes are made.", len(made)).format(n=len(made))
        self._around.say(_("{done} F8 takes it back.").format(done=text))
        self.made.emit(binding_id)

    def _tell(self, text: str) -> None:
        tell_aloud(self.fault, text)


def _issue_columns() -> tuple[Column, ...]:
    return (
        Column("issue", N_("Issue"), lambda row: row.name.short, sort=lambda row: row.key),
        Column("day", N_("Day"), lambda row: show_day(row.day, weekday=False) if row.day else "",
               sort=lambda row: row.day.isoformat() if row.day else "", spare=1),
        Column("state", N_("State"), words.standing, role=words.standing_role, width=Width.STRETCH),
    )  # fmt: skip


def _volume_columns() -> tuple[Column, ...]:
    return (
        Column("label", N_("What is in it"), lambda row: row.shown_label),
        Column("issues", N_("Issues"),
               lambda row: words.issues([(issue.name, issue.day) for issue in row.planned.issues]), spare=2),
        Column("gaps", N_("Completeness"),
               lambda row: words.gaps(row.planned.gaps, row.planned.issues[0].name.year),
               role=lambda row: "warn" if row.planned.gaps else "", width=Width.STRETCH),
        Column("barcode", N_("Barcode"), lambda row: row.barcode, spare=1),
        Column("price", N_("Price"), lambda row: words.price(row.planned, row.price_fen), right=True, spare=3),
    )  # fmt: skip
