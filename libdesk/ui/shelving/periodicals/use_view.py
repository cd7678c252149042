"""Reading in the room, counted by hand: + for one more, or a day's tally as it was kept on paper."""

from collections.abc import Callable
from datetime import date
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from libdesk.actions.serials.room_use import count_reading, set_reading
from libdesk.domain.ops import Op
from libdesk.domain.rows.serials import UseRow
from libdesk.domain.show import show_month
from libdesk.i18n import N_, _
from libdesk.store.queries.serials import room_use
from libdesk.ui import icons
from libdesk.ui.deed import run
from libdesk.ui.parts import button, down, label, named, wrapped
from libdesk.ui.settings.section import day_of, following_day, qdate
from libdesk.ui.shelving.periodicals import papers, words
from libdesk.ui.tab import Surroundings
from libdesk.ui.widgets.focus_home import focus_first
from libdesk.ui.widgets.inline_form import InlineForm, Question
from libdesk.ui.widgets.panes import Panes
from libdesk.ui.widgets.row_model import Column, Width
from libdesk.ui.widgets.row_table import Empty, RowTable


class UseView(QWidget):
    document_asked = Signal(str, object)

    def __init__(self, around: Surroundings) -> None:
        super().__init__()
        self.setObjectName("room_use_view")
        self._around, self._desk = around, around.desk
        self.day = following_day("use_day", _("Day"), lambda: self._desk.today)
        self.list = RowTable(
            (
                Column("title", N_("Periodical or newspaper"), use_title, width=Width.STRETCH),
                Column("today", N_("This day"), lambda row: str(row.today or ""), sort=lambda row: row.today,
                       right=True),
                Column("month", N_("Its month"), lambda row: f"{row.month:,}" if row.month else "",
                       sort=lambda row: row.month, right=True),
                Column("year", N_("Its year"), lambda row: f"{row.year:,}" if row.year else "",
                       sort=lambda row: row.year, right=True),
            ),
            name=_("Reading in the room by title"), empty=Empty(""), key=lambda row: row.title_id,
        )  # fmt: skip
        self.months = RowTable(
            (
                Column("month", N_("Month"), lambda row: show_month(row[0]), width=Width.STRETCH),
                Column("uses", N_("Read"), lambda row: f"{row[1]:,}", sort=lambda row: row[1], right=True),
            ),
            name=_("Reading in the room by month"), key=lambda row: row[0],
            empty=Empty(_("Nothing counted yet"), _("Press + for each paper that is read."), (), icons.BOOK_OPEN),
        )  # fmt: skip
        self.form = InlineForm("use")
        self.fault = named(label(role="bad", wrap=True), "use_fault")
        self.more = button("use_more", _("+ One more"), self._more, role="next")
        self.tally = button("use_tally", _("Write the day's tally …"), self._ask)
        self.print = button("use_print", _("Print"), self._print, icon=icons.PRINT)
        self._assemble()
        self._connect()

    def _assemble(self) -> None:
        self.list.keep_in_sight(4)
        self.months.keep_in_sight(3)
        self.fault.hide()
        self.form.gives_back_to = self.list.view
        top = wrapped(label(_("Day"), buddy=self.day), self.day, gap=2)
        foot = wrapped(self.more, self.tally, self.print, gap=1)
        left = down(top, (self.list, 1), self.form, self.fault, foot, gap=1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        panes = Panes("use_splitter", left, self.months, shares=(66, 34), needs=(80, 45), pc=self._around.pc)
        column.addWidget(panes)

    def _connect(self) -> None:
        self.day.dateChanged.connect(lambda _day: self.refresh())
        self.list.opened.connect(lambda _row: self._more())
        for key in ("+", "=", "Space"):  # = is + without Shift
            made = QShortcut(QKeySequence(key), self.list.view, context=Qt.ShortcutContext.WidgetShortcut)
            made.activated.connect(self._more)

    @property
    def home(self) -> tuple[QWidget, ...]:
        return (self.list.view,)

    def take_focus(self) -> None:
        focus_first(self.home)

    @property
    def counted(self) -> date:
        """The day that is counted for."""
        return day_of(self.day)

    def _turn(self) -> None:
        self.day.turn()
        self.day.setMaximumDate(qdate(self._desk.today))

    def refresh(self) -> None:
        self._turn()
        library, day = self._desk.read(Op.SEE_SERIALS), self.counted
        self.list.show_rows(room_use.uses(library, day))
        self.months.show_rows(room_use.by_month(library, date(day.year, 1, 1), date(day.year, 12, 31)))

    def _more(self) -> None:
        self._turn()
        row: UseRow | None = self.list.current_row()
        if row is not None:
            if self.counted == self._desk.today:
                self._do(row, partial(count_reading, self._desk, row.title_id))
            else:
                self._do(row, partial(set_reading, self._desk, row.title_id, row.today + 1, self.counted))

    def _ask(self) -> None:
        self._turn()
        row: UseRow | None = self.list.current_row()
        if row is not None:
            text = _("How often was “{title}” read on {day}? It stands at {n} now.")
            day = words.day_text(self.counted, self._desk.today)
            text = text.format(title=use_title(row), day=day, n=row.today)
            self.form.ask(Question("use_count", text, _("Note it"), partial(self._set, row)))

    def _set(self, row: UseRow, text: str) -> None:
        uses = int(text[:6]) if text.isdecimal() else -1
        set_reading(self._desk, row.title_id, uses, self.counted)  # the form tells a refusal
        self._say(row, uses)

    def _do(self, row: UseRow, act: Callable[[], int]) -> None:
        done: list[int] = []
        run(self._around, self.fault, lambda: done.append(act()), lambda: self._words(row, done[0]))
        focus_first(self.home)

    def _say(self, row: UseRow, uses: int) -> None:
        self._around.say(_("{done} F8 takes it back.").format(done=self._words(row, uses)))
        focus_first(self.home)

    def _words(self, row: UseRow, uses: int) -> str:
        day = words.day_text(self.counted, self._desk.today)
        return _("“{title}”: {n} on {day}.").format(title=use_title(row), n=uses, day=day)

    def _print(self) -> None:
        rows, months = list(self.list.model.rows()), list(self.months.model.rows())
        self.document_asked.emit(
            _("Reading in the room"), papers.use_maker(self._desk, self.counted.year, rows, months)
        )


def use_title(row: UseRow) -> str:
    return row.title or _("in general")
