"""Visits: one by a key, a class by picking it, a reader by card, or a day's tally from paper; what came of them."""

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from libdesk.actions.service import visits as actions
from libdesk.domain.barcodes import read_scan
from libdesk.domain.classes import SchoolSystem, show_class
from libdesk.domain.errors import DeskError
from libdesk.domain.ops import Op, Role
from libdesk.domain.rows.books import show_place
from libdesk.domain.rows.reports import Period, periods
from libdesk.domain.rows.service import HOW_NAMES, VisitDay, VisitHow, VisitLine
from libdesk.domain.visits import SPAN_NAMES, Span, summed
from libdesk.i18n import N_, _, ngettext
from libdesk.store.queries import desk as desk_queries
from libdesk.store.queries import groups, hours
from libdesk.store.queries.service import visits as queries
from libdesk.ui import icons, theme
from libdesk.ui.deed import run
from libdesk.ui.parts import button, down, label, named, wrapped
from libdesk.ui.semester.service import papers, words
from libdesk.ui.semester.service.visit_forms import ClassForm, TallyForm
from libdesk.ui.settings.section import choice, choose, spin
from libdesk.ui.tab import Surroundings
from libdesk.ui.table_file import ask_where, save_table
from libdesk.ui.widgets.announce import announce, tell_aloud
from libdesk.ui.widgets.focus_home import focus_first
from libdesk.ui.widgets.panes import Panes
from libdesk.ui.widgets.row_model import Column, Width
from libdesk.ui.widgets.row_table import Empty, RowTable

PLACE = "visits_place"
"""The key under which this PC keeps the room that is counted for."""


def room_here(around: Surroundings) -> int | None:
    """The room that visits are counted for at this PC; None where none was chosen or it is gone."""
    text = around.pc.text(PLACE, "")
    known = {str(room.id): room.id for room in hours.rooms(around.desk.read(Op.SEE_SEMESTER))}
    return known.get(text)


def count_at_desk(around: Surroundings) -> str:
    """One visitor more, counted at the lending desk; gives what is said of it."""
    try:
        count = actions.count_visitor(around.desk, room_here(around))
    except DeskError as error:
        return error.text()
    return _("{done} F8 takes it back.").format(done=_told(count))


class VisitsView(QWidget):
    document_asked = Signal(str, object)

    def __init__(self, around: Surroundings) -> None:
        super().__init__()
        self.setObjectName("visits_view")
        self._around, self._desk = around, around.desk
        self._rooms: list[tuple[int | None, str]] = []
        self.place = choice("visits_room", [])
        self.today = named(label(role="count"), "visits_today")
        self.one = button("visits_one", _("+ One visitor"), self.count_one, role="next")
        self.klass = button("visits_class", _("A class came …"), self._ask_class, icon=icons.USERS)
        self.tally = button("visits_tally", _("Enter a day's total …"), self._ask_tally, icon=icons.EDIT)
        self.hint = label(_("A reader's card that is scanned here counts too."), role="note", wrap=True)
        self.period = choice("visits_period", [])
        self.span = choice("visits_span", [(span, _(text)) for span, text in SPAN_NAMES.items()])
        self.list = RowTable(self._columns(), name=_("Visits"), empty=self._empty(), key=lambda row: row.first)
        self.lines = RowTable(
            self._line_columns(), name=_("What was counted on this day"), key=lambda row: row.ids[0],
            empty=Empty(_("No visit on this day")), many=True,
        )  # fmt: skip
        self.few = spin("visits_few", 1, 1)
        self.remove = button("visits_remove", _("Take away"), self._remove, icon=icons.DELETE)
        self.print = button("visits_print", _("Print"), self._print, icon=icons.PRINT)
        self.save = button("visits_save", _("Save as a table …"), self._ask_file, icon=icons.EXPORT)
        self.sum = named(label(role="note", wrap=True), "visits_sum")
        self.fault = named(label(role="bad", wrap=True), "visits_fault")
        self.class_form = ClassForm(around, gives_back_to=self.list.view)
        self.tally_form = TallyForm(around, gives_back_to=self.list.view)
        self._assemble()
        self._connect()

    def _assemble(self) -> None:
        self.place.setAccessibleName(_("Room"))
        self.period.setAccessibleName(_("Period"))
        self.span.setAccessibleName(_("Put together"))
        self.few.setAccessibleName(_("How many of them are taken away"))
        self.fault.hide()
        self.list.keep_in_sight(4)
        self.lines.keep_in_sight(3)
        top = wrapped(self.today, self.one, self.klass, self.tally, None, label(_("Room"), buddy=self.place),
                      self.place, gap=2)  # fmt: skip
        what = wrapped(
            label(_("Period"), buddy=self.period), self.period, self.span, None, self.print, self.save, gap=2
        )
        left = down(what, (self.list, 1), self.sum, gap=1)
        right = down(label(_("On this day"), role="heading"), (self.lines, 1), wrapped(self.few, self.remove), gap=1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.space(1))
        for part in (top, self.hint, self.fault, self.class_form, self.tally_form):
            column.addWidget(part)
        panes = Panes("visits_splitter", left, right, shares=(64, 36), needs=(90, 50), pc=self._around.pc)
        column.addWidget(panes, 1)

    def _connect(self) -> None:
        self.place.activated.connect(lambda _at: self._room_chosen())
        self.period.activated.connect(lambda _at: self._look())
        self.span.activated.connect(lambda _at: self._look())
        self.list.row_changed.connect(lambda _row: self._show_lines())
        self.lines.chosen_changed.connect(self._mirror)
        for view in (self.list.view, self.lines.view):
            for key in ("+", "="):  # = is + without Shift
                made = QShortcut(QKeySequence(key), view, context=Qt.ShortcutContext.WidgetShortcut)
                made.activated.connect(self.count_one)

    @property
    def home(self) -> tuple[QWidget, ...]:
        return (self.one, self.list.view)

    def take_focus(self) -> None:
        focus_first(self.home)

    @property
    def room(self) -> int | None:
        room: int | None = self.place.currentData()
        return room

    def refresh(self) -> None:
        library = self._desk.read(Op.SEE_SEMESTER)
        kept = self.room if self.place.count() else room_here(self._around)
        self._rooms = [(None, _("Whole library")), *((room.id, show_place(room.code)) for room in hours.rooms(library))]
        self.place.clear()
        for room_id, name in self._rooms:
            self.place.addItem(name, room_id)
        choose(self.place, kept)
        if self.place.currentIndex() < 0:
            self.place.setCurrentIndex(0)
        before = self.period.currentText()
        self.period.clear()
        for period in periods(self._desk.today, self._desk.calendar):
            self.period.addItem(period.name, period)
        self.period.setCurrentIndex(max(0, self.period.findText(before)))
        for made in (self.one, self.klass, self.tally):
            made.setEnabled(self._desk.allows(Op.COUNT_VISITS))
        self._look()

    def _look(self) -> None:
        library, period = self._desk.read(Op.SEE_SEMESTER), self._period
        days = queries.by_day(library, period.first, period.last, self.room)
        today = queries.on_day(library, self._desk.today, self.room)
        self.today.setText(_("Today {n}").format(n=f"{today:,}"))
        self.list.show_rows(summed(days, self.chosen_span))
        total, open_days = sum(day.visits for day in days), sum(day.visits > 0 for day in days)
        each = _("on average {n} a day").format(n=f"{total / open_days:.0f}") if open_days else ""
        counted = ngettext("{n} visit", "{n} visits", total).format(n=f"{total:,}")
        on = ngettext("counted on {n} day", "counted on {n} days", open_days).format(n=open_days)
        used = _("used in house {used}, read in the room {read}: not among the visits").format(
            used=f"{sum(day.in_house for day in days):,}", read=f"{sum(day.read for day in days):,}"
        )
        self.sum.setText(" · ".join(part for part in (counted, on, each, used) if part))
        self._show_lines()

    @property
    def _period(self) -> Period:
        period: Period = self.period.currentData()
        return period

    @property
    def chosen_span(self) -> Span:
        return Span(self.span.currentData())

    @property
    def day(self) -> date:
        """The day whose lines are shown: that of the cursor, else today."""
        row: VisitDay | None = self.list.current_row()
        return row.first if row is not None and self.chosen_span is Span.DAY else self._desk.today

    def _show_lines(self) -> None:
        self.lines.show_rows(queries.lines(self._desk.read(Op.SEE_SEMESTER), self.day, self.room))
        self._mirror()

    def _mirror(self) -> None:
        of_day = self._desk.actor.role is not Role.HELPER or self.day == self._desk.today
        self.remove.setEnabled(bool(self.lines.chosen_rows()) and of_day and self._desk.allows(Op.COUNT_VISITS))
        keys = self._only_keys()
        self.few.setVisible(keys is not None)
        self.few.setRange(1, len(keys.ids) if keys is not None else 1)
        self.few.setSuffix(_(" of {n}").format(n=f"{self.few.maximum():,}"))
        self.few.setValue(1)  # what is pressed once too often

    def _only_keys(self) -> VisitLine | None:
        """The chosen line, where it is several visitors who were counted one by one."""
        rows: Sequence[VisitLine] = self.lines.chosen_rows()
        return rows[0] if len(rows) == 1 and len(rows[0].ids) > 1 else None

    def _room_chosen(self) -> None:
        self._around.pc.keep_text(PLACE, "" if self.room is None else str(self.room))
        self._look()

    # Counting

    def count_one(self) -> None:
        self._do(partial(actions.count_visitor, self._desk, self.room))

    def take_card(self, raw: str) -> None:
        """A card that was scanned: its reader came in."""
        scan = read_scan(raw)
        owner = desk_queries.owner_of(self._desk.library, scan.code_key)
        if owner is None or owner.reader_id is None:
            self.tell(_("{code} is no reader's card. Nothing was counted.").format(code=scan.text))
            return
        self._do(partial(actions.count_card, self._desk, owner.reader_id, self.room))

    def _do(self, act: Callable[[], int]) -> None:
        done: list[int] = []
        if run(self._around, self.fault, lambda: done.append(act()), lambda: _told(done[0])):
            announce(self.today, self.today.text())
        else:
            announce(self.fault, self.fault.text())

    def tell(self, text: str) -> None:
        tell_aloud(self.fault, text)

    def _ask_class(self) -> None:
        self.tally_form.close_form()
        library, today = self._desk.read(Op.SEE_SEMESTER), self._desk.today
        system = SchoolSystem(self._desk.settings.school_system)
        here = sorted(groups.classes_with_pupils(library), key=lambda one: one.ref)
        self.class_form.begin([(one.ref, show_class(one.ref, today, system), one.pupils) for one in here])
        self.class_form.ask(_("Which class came, and how many?"), _("Count the class"), self._save_class)

    def _save_class(self) -> None:
        ref, people = self.class_form.values()
        done = actions.count_class(self._desk, ref, people, self.room)
        self.tell("")
        self._around.say(_("{done} F8 takes it back.").format(done=_told(done)))

    def _ask_tally(self) -> None:
        self.class_form.close_form()
        newest = self.list.view.currentIndex().row() <= 0  # where the cursor stands unless a day is looked for
        self.tally_form.begin(self._desk.today if newest else self.day, self._total_of)
        asked = _("How many came on that day in all, with what was counted here? The rest is noted as tally on paper.")
        self.tally_form.ask(asked, _("Note the total"), self._save_tally)

    def _total_of(self, day: date) -> int:
        return queries.on_day(self._desk.read(Op.SEE_SEMESTER), day, self.room)

    def _save_tally(self) -> None:
        day, people = self.tally_form.values()
        total = actions.set_total(self._desk, day, people, self.room)
        self.tell("")
        text = _("{day}: {n} visitors in all.").format(day=words.day_text(day, self._desk.today), n=f"{total:,}")
        self._around.say(_("{done} F8 takes it back.").format(done=text))

    def _remove(self) -> None:
        rows: Sequence[VisitLine] = self.lines.chosen_rows()
        ids, people = [row_id for row in rows for row_id in row.ids], sum(row.people for row in rows)
        if self._only_keys() is not None:
            people = self.few.value()
            ids = ids[-people:]
        if ids:
            told = ngettext("{n} visitor is taken away.", "{n} visitors are taken away.", people)
            told = told.format(n=f"{people:,}")
            run(self._around, self.fault, lambda: actions.remove_visits(self._desk, ids), lambda: told)
            focus_first((self.lines.view, self.list.view))

    def _print(self) -> None:
        rows: list[VisitDay] = list(self.list.model.rows())
        place = self.place.currentText() if self.room is not None else ""
        make = papers.visit_maker(self._desk, self._period, self.chosen_span, place, rows)
        self.document_asked.emit(_("Visits"), make)

    def _ask_file(self) -> None:
        path = ask_where(self, self._around, f"{self._desk.settings.school}{_('Visits')} {self._period.name}".strip())
        if path is not None:
            self.save_to(path)

    def save_to(self, path: Path) -> None:
        """Write the visits as they are shown, with figures as figures; xlsx or CSV by the name."""
        rows: list[VisitDay] = list(self.list.model.rows())
        head = [_(column.title) for column in papers.VISITS]
        cells = [
            (
                words.span_text(row, self.chosen_span, self._desk.today), row.visits, row.one_by_one, row.classes,
                row.cards, row.tallies, row.in_house, row.read,
            )
            for row in sorted(rows, key=lambda row: row.first)
        ]  # fmt: skip
        save_table(self._around, path, _("Visits"), head, cells)

    # Columns

    def _empty(self) -> Empty:
        return Empty(
            _("No visit counted yet"),
            _("Press + for each who comes in, scan their card, or enter a day's total from paper."), (), icons.USERS,
        )  # fmt: skip

    def _columns(self) -> tuple[Column, ...]:
        return (
            Column("when", N_("When"), lambda row: words.span_text(row, self.chosen_span, self._desk.today),
                   sort=lambda row: row.first, width=Width.STRETCH),
            Column("visits", N_("Visits"), lambda row: words.number(row.visits), sort=lambda row: row.visits,
                   right=True),
            Column("key", N_("One by one"), lambda row: words.number(row.one_by_one), sort=lambda row: row.one_by_one,
                   right=True, spare=1),
            Column("class", N_("Whole classes"), lambda row: words.number(row.classes), sort=lambda row: row.classes,
                   right=True, spare=1),
            Column("card", N_("By card"), lambda row: words.number(row.cards), sort=lambda row: row.cards,
                   right=True, spare=2),
            Column("tally", N_("Tally"), lambda row: words.number(row.tallies), sort=lambda row: row.tallies,
                   right=True, spare=1),
            Column("house", N_("Used in house"), lambda row: words.number(row.in_house),
                   sort=lambda row: row.in_house, right=True, spare=3),
            Column("read", N_("Read in the room"), lambda row: words.number(row.read), sort=lambda row: row.read,
                   right=True, spare=4),
        )  # fmt: skip

    def _line_columns(self) -> tuple[Column, ...]:
        return (
            Column("how", N_("How"), lambda row: _(HOW_NAMES[row.how])),
            Column("who", N_("Visitor"), self._who, width=Width.STRETCH),
            Column("place", N_("Room"), lambda row: row.place, spare=1),
            Column("people", N_("Visitors"), lambda row: f"{row.people:,}", sort=lambda row: row.people, right=True),
        )

    def _who(self, row: VisitLine) -> str:
        if row.how is VisitHow.KEY:
            return ""
        return row.who(self.day, SchoolSystem(self._desk.settings.school_system))


def _told(count: int) -> str:
    return _("Counted: {n} today.").format(n=f"{count:,}")
