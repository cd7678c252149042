"""A reading lesson of fifteen minutes: the class by seat number at the left, the desk at the right, no card in hand.

A seat number and Enter opens a pupil, then books: what stands on the shelf is lent, what is on loan comes back.
"""

import json
import time
from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QToolButton, QVBoxLayout

from libdesk.domain.classes import ClassRef
from libdesk.domain.counter import Mode
from libdesk.domain.errors import DeskError
from libdesk.domain.ops import Op, Topic
from libdesk.domain.rows.lessons import RollRow, score
from libdesk.i18n import N_, _
from libdesk.ui import icons, theme
from libdesk.ui.lending import showing
from libdesk.ui.lending.counter_tab import CounterTab
from libdesk.ui.lending.telling import Told
from libdesk.ui.parts import button, down, named, wrapped
from libdesk.ui.readers.class_session.choice import ClassChoice
from libdesk.ui.readers.class_session.lesson import LessonSession
from libdesk.ui.readers.class_session.pupil import PupilPanel
from libdesk.ui.readers.class_session.roll_list import RollList
from libdesk.ui.tab import Surroundings
from libdesk.ui.widgets.fit_label import FitLabel
from libdesk.ui.widgets.inline_form import InlineForm
from libdesk.ui.widgets.mode_line import ModeLine
from libdesk.ui.widgets.outcome_banner import OutcomeBanner
from libdesk.ui.widgets.panes import Panes
from libdesk.ui.widgets.scan_box import ScanBox
from libdesk.ui.widgets.stack import Stack

if TYPE_CHECKING:
    from libdesk.ui.readers.class_session.summary import LessonSummary

STEPS: Final = (
    (icons.USER, N_("Type the seat number")),
    (icons.BOOK, N_("Scan the book")),
    (icons.CHECK_CIRCLE, N_("Look for green")),
)
LAST: Final = "class_session"  # this PC's note of the class of today
RUN: Final = "class_session_run"  # and of the copies collected for it, by their ids


class ClassSessionPage(CounterTab):
    NAME = "class_session_page"
    TITLE = N_("Class session")
    ICON = icons.TERM
    OP = Op.FIND_READERS
    TOPICS = frozenset({Topic.LOANS, Topic.HOLDS, Topic.READERS, Topic.BOOKS, Topic.SETTINGS})

    document_asked = Signal(str, object)

    session: LessonSession

    def __init__(self, around: Surroundings, *, clock: Callable[[], float] = time.monotonic) -> None:
        super().__init__(around, LessonSession(around.desk))
        self.choice = ClassChoice(self.session)
        self.to_class = named(QToolButton(), "lesson_to_class")
        self.end = button("lesson_end", _("Sum up"), self.sum_up)
        self.score = FitLabel(role="quiet")
        self.roll = RollList()
        self.mode_line = ModeLine()
        self.box = ScanBox(clock=clock)
        self.banner = OutcomeBanner(steps=STEPS)
        self.form = InlineForm()
        self.pupil = PupilPanel()
        self._pages = Stack()
        self._scanning = False
        self._assemble()
        self._connect()
        self._take_up_again()
        self.refresh()

    def _assemble(self) -> None:
        self.box.setObjectName("lesson_box")
        self.box.setPlaceholderText(_("Seat number, card or book"))
        self.to_class.setText(_("To the class …"))
        self.to_class.setCheckable(True)
        self.end.setToolTip(_("Who borrowed, who did not, who still owes (Ctrl+E)"))
        self.roll.keep_in_sight()
        self._head = wrapped((self.choice, 1), self.to_class, self.end, gap=2)
        self._left = left = down(self._head, self.score, (self.roll, 1), gap=1)
        right = down(self.mode_line, self.box, self.banner, self.form, (self.pupil, 1), gap=2)
        left.setContentsMargins(0, 0, theme.space(2), 0)
        right.setContentsMargins(theme.space(2), 0, 0, 0)
        self.splitter = Panes("lesson_splitter", left, right, shares=(50, 50), pc=self.around.pc, upper=1)
        self._pages.addWidget(self.splitter)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(theme.space(3), theme.space(2), theme.space(3), theme.space(2))
        self._column.addWidget(self._pages)

    def _connect(self) -> None:
        self.connect_counter()
        self.splitter.turned.connect(self._turned)
        self.to_class.clicked.connect(lambda _checked=False: self._switch_run())
        self.choice.chosen.connect(self.choose)
        self.choice.unknown.connect(self._no_such_class)
        self.box.moved.connect(self._move)
        self.roll.view.clicked.connect(lambda _index: self._open_row(self.roll.current_row()))
        self.roll.opened.connect(self._open_row)
        self.add_key("Ctrl+E", self.sum_up)

    def _turned(self, stacked: bool) -> None:
        """In a narrow window the desk stands over the roll, and the class over both."""
        layout = self._column if stacked else self._left.layout()
        assert isinstance(layout, QVBoxLayout)
        layout.insertWidget(0, self._head)

    # The class

    def choose(self, ref: ClassRef) -> None:
        """This class sits down."""
        self.gesture(lambda: self.session.choose(ref), writes=False)
        self.choice.show_classes(self.session.classes(), self.session.ref)  # also where it was not taken

    def _no_such_class(self, text: str) -> None:
        self.around.say(_("No class “{text}” is at school today. Type it as 四1, or choose it.").format(text=text))

    def _keep_class(self) -> None:
        """Taken up again the same day, also after the program was closed."""
        ref, today = self.session.ref, self.desk.today.isoformat()
        if ref is not None:
            self.around.pc.keep_text(LAST, f"{today} {ref.stage} {ref.entry_year} {ref.class_no}")
        state = self.session.state
        run = json.dumps([today, str(self.desk.library.path), state.reader_id, *state.run])
        kept = run if self.session.run_stands else ""
        if kept != self.around.pc.text(RUN):
            self.around.pc.keep_text(RUN, kept)

    def _take_up_run(self) -> None:
        """What was collected for the class when the page was last there, also before a fall-back to student mode."""
        kept = self.around.pc.text(RUN)
        if not kept:
            return
        day, library, account, *run = json.loads(kept)
        theirs = account in [one.account for one in self.session.classes() if one.ref == self.session.ref]
        if theirs and (day, library) == (self.desk.today.isoformat(), str(self.desk.library.path)):
            self.session.take_up_run(account, tuple(run))
            self.show_told()

    def _take_up_again(self) -> None:
        day, _space, rest = self.around.pc.text(LAST).partition(" ")
        if day == self.desk.today.isoformat():
            for one in self.session.classes():
                if rest == f"{one.ref.stage} {one.ref.entry_year} {one.ref.class_no}":
                    self.session.choose(one.ref)
                    self._take_up_run()

    # Pupils

    def _move(self, rows: int) -> None:
        """Up and down: the pupil beside; while books wait for somebody the number must be typed."""
        if self.offers_names:
            return
        if self.session.state.waiting or self.session.state.mode is Mode.RUN:
            self.around.say(_("Books are waiting: type the seat number, or Esc to leave them."))
            return
        row = self.roll.beside(self.session.state.reader_id, rows)
        if row is not None:
            self.put_away()
            self.session.point_at(row.reader_id)
            self.show_told()
            self._show_pupil()

    def _open_row(self, row: RollRow | None) -> None:
        if row is not None:
            self.open_reader(row.reader_id)

    def take_scan(self, raw: str, typed: bool) -> None:
        self.show_lesson()
        super().take_scan(raw, typed)

    def showEvent(self, event: QShowEvent) -> None:
        """Whoever comes back later must say again whose books these are; a run for the class is kept."""
        super().showEvent(event)
        if not event.spontaneous() and not self._showing:
            self.session.come_back()
            self.show_told()
            self._show_pupil()

    # Books for the class

    @property
    def _account(self) -> int | None:
        return self.choice.account_of(self.session.ref)

    def _switch_run(self) -> None:
        """Lend a run of books to the account of the class, or go back to its pupils."""
        account = self._account
        if self.session.state.mode is Mode.RUN or account is None:
            self.gesture(self.session.end_run, writes=False)
        else:
            self.gesture(lambda: self.session.begin_run(account), writes=False)

    # What is seen

    def gesture(self, work: Callable[[], Told | None], *, writes: bool = True) -> None:
        """A scan moves books; which classes there are is asked only when something else has changed."""
        self._scanning = True
        try:
            super().gesture(work, writes=writes)
        finally:
            self._scanning = False

    def refresh(self) -> None:
        if self._showing or not self.desk.allows(self.OP):
            return
        if not self._scanning:
            self.session.forget_classes()
        try:
            self.choice.show_classes(self.session.classes(), self.session.ref)
            self.session.read_roll()
        except DeskError as error:
            self.roll.show_error(error.text(), ((_("Try again"), self.refresh),))
            return
        self.roll.show_rows(self.session.roll)
        self._show_score()
        self._show_pupil()
        if self._pages.currentWidget() is not self.splitter:
            self.summary.show_lesson(self.session)
        self._keep_class()

    def _show_score(self) -> None:
        shape, words = showing.MODES[self.session.state.mode]
        done = score(self.session.roll)
        counts = _("{borrowed} of {pupils} have borrowed").format(borrowed=done.borrowed, pupils=done.pupils)
        if done.owing:
            counts = _("{counts}, {owing} with overdue books").format(counts=counts, owing=done.owing)
        self.mode_line.set_mode(shape, _(words), showing.expected(self.session.state))
        self.score.setText(counts if self.session.roll else "")
        self.to_class.setEnabled(self._account is not None)
        self.to_class.setChecked(self.session.state.mode is Mode.RUN)
        self.to_class.setToolTip(
            "" if self._account is not None else _("This class has no account for class loans yet.")
        )
        self.end.setEnabled(bool(self.session.roll))

    def _show_pupil(self) -> None:
        reader_id = self.session.state.reader_id
        self.roll.mark(reader_id)
        seat = next((row.seat for row in self.session.roll if row.reader_id == reader_id), None)
        self.pupil.show_card(showing.reader_card(self.session), seat)

    def take_focus(self) -> None:
        if self.session.ref is None:
            self.choice.setFocus()
        else:
            self.box.setFocus()

    # The end of the lesson

    @cached_property
    def summary(self) -> "LessonSummary":
        """The page of the end, made when it is first asked for."""
        from libdesk.ui.readers.class_session.summary import LessonSummary

        made = LessonSummary(self.around)
        made.back_asked.connect(self.show_lesson)
        made.document_asked.connect(self.document_asked)
        self._pages.addWidget(made)
        return made

    def sum_up(self) -> None:
        """Who borrowed, who did not, who still owes; again: back to the lesson."""
        if self._pages.currentWidget() is not self.splitter:
            self.show_lesson()
        elif self.session.roll:
            self.summary.show_lesson(self.session)
            self._pages.setCurrentWidget(self.summary)
            self.summary.take_focus()

    def show_lesson(self) -> None:
        if self._pages.currentWidget() is not self.splitter:
            self._pages.setCurrentWidget(self.splitter)
            self.box.setFocus()
