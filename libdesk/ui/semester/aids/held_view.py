"""Who has what: receivers at the left, their aids and pieces at the right; taken back, recalled, carried over."""

from datetime import date, timedelta
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QApplication, QLayout, QVBoxLayout, QWidget

from libdesk.actions.aids import issuing as actions
from libdesk.domain.errors import DeskError
from libdesk.domain.ops import Op
from libdesk.domain.rows.aids import HeldAid, HeldPiece, Receiver
from libdesk.domain.rows.reports import Period, periods
from libdesk.domain.show import show_day
from libdesk.i18n import N_, _, ngettext
from libdesk.store.queries.aids import stock as queries
from libdesk.ui import icons, theme
from libdesk.ui.parts import button, down, label, named, wrapped
from libdesk.ui.semester.aids import papers, words
from libdesk.ui.semester.aids.forms import SettleForm, whole
from libdesk.ui.settings.section import choice, day_of, following_day
from libdesk.ui.tab import Surroundings
from libdesk.ui.widgets.fit_label import FitLabel
from libdesk.ui.widgets.focus_home import focus_first
from libdesk.ui.widgets.inline_form import InlineForm, Question
from libdesk.ui.widgets.panes import Panes
from libdesk.ui.widgets.row_model import Column, Width
from libdesk.ui.widgets.row_table import Empty, RowTable

Thing = HeldAid | HeldPiece
BY_DAYS = 7  # until when things are asked back, unless another day is chosen


class HeldView(QWidget):
    document_asked = Signal(str, object)

    def __init__(self, around: Surroundings) -> None:
        super().__init__()
        self.setObjectName("aids_held_view")
        self._around, self._desk = around, around.desk
        self._held: list[HeldAid] = []
        self._pieces: list[HeldPiece] = []
        self.period = choice("held_period", [])
        self.by = following_day(
            "held_by", _("To be handed back by"), lambda: self._desk.today + timedelta(days=BY_DAYS)
        )
        self.recall = button("held_recall_all", _("Print the recall"), self._print_recall, icon=icons.PRINT)
        self.carried = button("held_carried", _("Print what is carried over"), self._print_carried)
        self.by_receiver = button("held_register", _("Register by receiver"), partial(self._print_register, False))
        self.by_item = button("held_register_items", _("Register by aid"), partial(self._print_register, True))
        self.list = RowTable(
            self._columns(), name=_("Receivers"), empty=_nobody(), key=lambda row: row.id
        )  # fmt: skip
        self.heading = FitLabel(theme.Step.HEAD, bold=True)
        self.things = RowTable(
            _thing_columns(), name=_("What the receiver has"), empty=Empty(_("Nothing is out here")), key=_key, least=40
        )
        self.settle = button("held_settle", _("Take back …"), self.ask_settle, role="next")
        self.found = button("held_found", _("Missing ones are found …"), self._ask_found)
        self.slip = button("held_recall_one", _("Print this recall"), self._print_one, icon=icons.PRINT)
        self.note = named(label(role="note", wrap=True), "held_note")
        self.fault = named(label(role="bad", wrap=True), "held_fault")
        self.form = InlineForm("held")
        self._settling: dict[int, SettleForm] = {}  # what is being taken back of each receiver
        self._forms = whole()
        self._assemble()
        self.list.row_changed.connect(lambda _row: self._show())
        self.list.opened.connect(lambda _row: self.ask_settle())
        self.things.row_changed.connect(lambda _row: self._mirror())

    def _assemble(self) -> None:
        self.fault.hide()
        self.period.setAccessibleName(_("Period"))
        self.form.gives_back_to = self.list.view
        self.list.keep_in_sight(4)
        self.things.keep_in_sight(3)
        by = label(_("to be handed back by"), buddy=self.by)
        top = wrapped(self.period, self.by_receiver, self.by_item, None, by, self.by, self.recall, self.carried, gap=1)
        self._right = down(
            self.heading, (self.things, 1), self.note, wrapped(self.settle, self.found, self.slip, gap=2)
        )
        self._right.setContentsMargins(theme.space(2), 0, 0, 0)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.space(1))
        column.addWidget(top)
        column.addWidget(self.fault)
        column.addWidget(self._forms)
        column.addWidget(self.form)
        panes = Panes("held_splitter", self.list, self._right, shares=(40, 60), needs=(60, 80), pc=self._around.pc)
        column.addWidget(panes, 1)

    @property
    def home(self) -> tuple[QWidget, ...]:
        return (self.list.view, self.by_receiver)

    def take_focus(self) -> None:
        focus_first(self.home)

    @property
    def _place(self) -> QLayout:
        """Where the form stands while something is taken back."""
        layout = self._forms.layout()
        assert layout is not None
        return layout

    @property
    def row(self) -> Receiver | None:
        row: Receiver | None = self.list.current_row()
        return row

    @property
    def _period(self) -> Period:
        period: Period = self.period.currentData()
        return period

    def refresh(self) -> None:
        library = self._desk.read(Op.SEE_AIDS)
        self.by.turn()
        before = self.period.currentText()
        self.period.clear()
        for period in periods(self._desk.today, self._desk.calendar):
            self.period.addItem(period.name, period)
        self.period.setCurrentIndex(max(0, self.period.findText(before)))
        ids = queries.holders(library)
        shown = self.row
        known = {*ids, *([shown.id] if shown is not None else [])}  # who has just given all back is still told
        self._held = queries.held(library, known, self._since)
        self._pieces = queries.pieces(library, known)
        told = {one.reader_id for one in self._held} | set(ids)
        self.list.show_rows([one for one in queries.receivers(library, known) if one.id in told])
        self._mend_forms()
        for made in (self.recall, self.carried):
            made.setEnabled(bool(ids))
        self._show()

    @property
    def _since(self) -> date:
        """The first day of this term, else of the school year: what was missing or damaged from then on is told."""
        return periods(self._desk.today, self._desk.calendar)[0].first

    def _of(self, reader_id: int) -> list[Thing]:
        aids: list[Thing] = [one for one in self._held if one.reader_id == reader_id]
        return aids + [one for one in self._pieces if one.reader_id == reader_id]

    def _show(self) -> None:
        row = self.row
        self._right.setVisible(row is not None)
        if row is not None:
            self.heading.setText(words.who(self._desk, row))
            self.things.show_rows(self._of(row.id))
            pieces = any(one.reader_id == row.id for one in self._pieces)
            self.note.setText(_("What bears a barcode comes back by a scan, here or at the desk.") if pieces else "")
            self.note.setVisible(pieces)
        self._show_forms()
        self._mirror()

    def _mirror(self) -> None:
        row, thing = self.row, self.things.current_row()
        may = self._desk.allows(Op.MOVE_AIDS)
        self.settle.setEnabled(may and row is not None and bool(self._out()))
        self.found.setVisible(isinstance(thing, HeldAid) and thing.missing > 0)
        self.slip.setEnabled(bool(self.things.model.rows()))

    def _out(self) -> list[HeldAid]:
        return self._out_of(self.row.id) if self.row is not None else []

    def _out_of(self, reader_id: int) -> list[HeldAid]:
        return [one for one in self._held if one.reader_id == reader_id and one.quantity]

    def show_receiver(self, reader_id: int) -> bool:
        """Put the cursor on a receiver; False where nothing is out there."""
        return self.list.select(reader_id)

    # What comes back

    @property
    def settle_form(self) -> SettleForm | None:
        """What is being taken back of the receiver on show."""
        return self._settling.get(self.row.id) if self.row is not None else None

    def ask_settle(self) -> None:
        row, out = self.row, self._out()
        if row is None or not out or not self._desk.allows(Op.MOVE_AIDS):
            return
        self.form.close_form()
        if (form := self.settle_form) is not None:
            form.note.setFocus()
        else:
            self._open_form(row, out)

    def _open_form(self, row: Receiver, out: list[HeldAid]) -> SettleForm:
        made = self._settling[row.id] = SettleForm(out, gives_back_to=self.list.view)
        made.closed.connect(partial(self._closed, row.id, made))
        self._place.addWidget(made)
        text = _("What came back from {who}? What is neither told as missing nor as damaged stays out.")
        made.ask(
            text.format(who=words.who(self._desk, row)), _("Enter it"), partial(self._save_settle, row, made)
        )  # fmt: skip
        return made

    def _closed(self, reader_id: int, form: SettleForm) -> None:
        if self._settling.get(reader_id) is form:
            del self._settling[reader_id]
        self._place.removeWidget(form)
        form.deleteLater()

    def _show_forms(self) -> None:
        """A form belongs to its receiver: while another one is looked at, it waits with what was typed."""
        here = self.settle_form
        for reader_id, form in self._settling.items():
            if form is not here and not form.isHidden():
                focus = QApplication.focusWidget()
                if focus is not None and form.isAncestorOf(focus):
                    self.list.view.setFocus()
                row = next((one for one in self.list.model.rows() if one.id == reader_id), None)
                if row is not None and form.touched:
                    text = _("What you typed for {who} is not entered yet; it is there once you choose {who} again.")
                    self._around.say(text.format(who=words.who(self._desk, row)))
            form.setVisible(form is here)

    def _mend_forms(self) -> None:
        """A form goes once nothing is out with its receiver; where other aids or numbers are out by now, it asks those
        with what was typed so far."""
        rows = {row.id: row for row in self.list.model.rows()}
        for reader_id, form in list(self._settling.items()):
            row, out = rows.get(reader_id), self._out_of(reader_id)
            if row is None or not out:
                form.close_form()
            elif not form.asks_of(out):
                focus = QApplication.focusWidget()
                inside = focus is not None and form.isAncestorOf(focus)
                form.close_form()
                self._open_form(row, out).take_over(form)
                if not inside and focus is not None:
                    focus.setFocus()

    def _save_settle(self, row: Receiver, form: SettleForm) -> None:
        """Raises DeskError, which the form tells."""
        lines = form.values()
        self._settling.pop(row.id, None)  # what it asks of changes by the deed itself
        try:
            actions.settle(self._desk, row.id, lines, note=form.note.text())
        except DeskError:
            self._settling[row.id] = form
            raise
        back, missing, damaged = (sum(line[place] for line in lines) for place in (1, 2, 3))
        told = _("{who}: {n} came back").format(who=words.who(self._desk, row), n=back)
        for text, count in ((_("{told}, {n} missing"), missing), (_("{told}, {n} damaged"), damaged)):
            told = text.format(told=told, n=count) if count else told
        self._around.say(_("{done}. F8 takes it back.").format(done=told))

    def _ask_found(self) -> None:
        row, thing = self.row, self.things.current_row()
        if row is not None and isinstance(thing, HeldAid) and thing.missing > 0:
            text = _("How many of the {n} missing “{aid}” are found?").format(n=thing.missing, aid=thing.name)
            self.form.ask(Question("held_found_count", text, _("Enter it"), partial(self._found, row, thing)))

    def _found(self, row: Receiver, thing: HeldAid, typed: str) -> None:
        count = int(typed) if typed.isdecimal() else 0
        actions.found_at(self._desk, row.id, thing.aid_id, count)
        done = ngettext("{n} is found again.", "{n} are found again.", count).format(n=count)
        self._around.say(_("{done} F8 takes it back.").format(done=done))

    # Papers

    def _print_recall(self) -> None:
        self._emit_recall(list(self.list.model.rows()), carried=False)

    def _print_one(self) -> None:
        if self.row is not None:
            self._emit_recall([self.row], carried=False)

    def _print_carried(self) -> None:
        self._emit_recall(list(self.list.model.rows()), carried=True)

    def _emit_recall(self, rows: list[Receiver], *, carried: bool) -> None:
        make = papers.recall_maker(
            self._desk, rows, self._held, self._pieces, self._since, by=None if carried else day_of(self.by)
        )
        self.document_asked.emit(_("Teaching aids carried over") if carried else _("Recall of teaching aids"), make)

    def _print_register(self, by_item: bool) -> None:
        period = self._period
        try:
            lines = queries.issues(self._desk.read(Op.SEE_AIDS), period.first, period.last)
        except DeskError as error:
            self.fault.setText(error.text())
            self.fault.show()
            return
        if not lines:
            self._around.say(_("Nothing was issued in this time."))
            return
        make = papers.register_maker(self._desk, lines, f"{period.name}  ·  {period.days()}", by_item=by_item)
        name = _("Register of issue, by aid") if by_item else _("Register of issue, by receiver")
        self.document_asked.emit(name, make)

    def _columns(self) -> tuple[Column, ...]:
        return (
            Column("who", N_("Receiver"), partial(words.who, self._desk), sort=lambda row: row.sort_key,
                   width=Width.STRETCH),
            Column("aids", N_("By number"), lambda row: words.number(self._count(row.id)[0]),
                   sort=lambda row: self._count(row.id)[0], right=True),
            Column("pieces", N_("With barcodes"), lambda row: words.number(self._count(row.id)[1]),
                   sort=lambda row: self._count(row.id)[1], right=True),
        )  # fmt: skip

    def _count(self, reader_id: int) -> tuple[int, int]:
        aids = sum(one.quantity for one in self._held if one.reader_id == reader_id)
        return aids, sum(one.reader_id == reader_id for one in self._pieces)


def _key(thing: Thing) -> tuple[str, int]:
    return ("aid", thing.aid_id) if isinstance(thing, HeldAid) else ("copy", thing.copy_id)


def _nobody() -> Empty:
    return Empty(_("Everything is here"), _("Who is given aids stands here until all is back."), (), icons.CHECK_CIRCLE)


def _thing_columns() -> tuple[Column, ...]:
    return (
        Column("name", N_("Aid or piece"), _name, width=Width.STRETCH),
        Column("out", N_("Out"), lambda row: words.number(row.quantity) if isinstance(row, HeldAid) else "1",
               right=True),
        Column("unit", N_("Unit"), lambda row: row.unit if isinstance(row, HeldAid) else "", spare=2),
        Column("since", N_("Issued on"), lambda row: show_day(_since(row), weekday=False), sort=_since, spare=1),
        Column("missing", N_("Missing"), lambda row: words.number(getattr(row, "missing", 0)), right=True,
               role=lambda _row: "bad"),
        Column("damaged", N_("Damaged"), lambda row: words.number(getattr(row, "damaged", 0)), right=True,
               role=lambda _row: "warn"),
    )  # fmt: skip


def _name(row: Thing) -> str:
    return row.name if isinstance(row, HeldAid) else f"{row.name}  {row.barcode}"


def _since(row: Thing) -> date:
    return row.since if isinstance(row, HeldAid) else row.lent
