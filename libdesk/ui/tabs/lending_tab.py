"""The desk itself: one scan box, what came of the last scan, the last twenty of them, and who stands at the desk."""

import time
from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout

from libdesk.domain.counter import Mode
from libdesk.domain.ops import Op, Topic
from libdesk.i18n import N_
from libdesk.ui import icons, theme
from libdesk.ui.feedback import Feedback
from libdesk.ui.first_paint import FirstPaint
from libdesk.ui.lending import showing
from libdesk.ui.lending.counter_tab import CounterTab
from libdesk.ui.lending.face import DeskFace
from libdesk.ui.lending.loan_actions import LoanActions
from libdesk.ui.lending.session import DeskSession
from libdesk.ui.lending.turn import ReaderTurn
from libdesk.ui.tab import Surroundings


class LendingTab(CounterTab):
    NAME = "lending_tab"
    TITLE = N_("Lend and return")
    ICON = icons.BOOK_OUT
    OP = Op.SEE_DESK
    TOPICS = frozenset({Topic.LOANS, Topic.HOLDS, Topic.READERS, Topic.BOOKS, Topic.SHIFT, Topic.SETTINGS})

    undo_label_changed = Signal(str)

    def __init__(
        self, around: Surroundings, feedback: Feedback, *, clock: Callable[[], float] = time.monotonic
    ) -> None:
        super().__init__(around, DeskSession(around.desk))
        self._feedback = feedback
        self.face = self.splitter = DeskFace(self.desk, clock=clock)
        self.more_modes, self.mode_line, self.box = self.face.more_modes, self.face.mode_line, self.face.box
        self.banner, self.form, self.recent = self.face.banner, self.face.form, self.face.recent
        self.panel = self.face.panel
        self.loan_actions = LoanActions(self, self.panel)
        self.turn = ReaderTurn(self)
        self._assemble()
        self._connect()
        FirstPaint(self.box, self._complete)

    def _assemble(self) -> None:
        self.face.put_below_reader(self.loan_actions)
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.space(3), theme.space(2), theme.space(3), theme.space(2))
        row.addWidget(self.face)

    def _connect(self) -> None:
        self.connect_counter()
        self.outcome_told.connect(lambda told: self._feedback.play(told.outcome))
        self.recent.undo_asked.connect(self._undo_row)
        self.turn.counting.connect(lambda seconds: self.face.show_countdown(self.session, seconds))
        self.turn.ended.connect(self.end_turn)
        self.panel.loan_opened.connect(lambda _key: self.loan_actions.focus_first())
        self.more_modes.chosen.connect(self.set_mode)
        self.more_modes.visited.connect(self._count_visitor)
        self.more_modes.mode_menu.aboutToHide.connect(self.box.setFocus)
        self.addActions(self.more_modes.mode_menu.actions())

    def put_away(self) -> None:
        super().put_away()
        self.more_modes.mode_menu.close()

    def _complete(self) -> None:
        """Once the window stands: what the first scan would have to wait for."""
        from libdesk.ui.lending import offers, steps  # noqa: F401

        self.panel.make_ready()

    # What other tabs ask for

    def lend_copy(self, copy_id: int) -> None:
        """A copy chosen in the catalogue."""
        self.gesture(lambda: self.session.lend_chosen(copy_id))

    def place_hold(self, title_id: int) -> None:
        self.gesture(lambda: self.session.ask_hold(title_id))

    def _count_visitor(self) -> None:
        """For the room that is counted at this PC; the reader's turn goes on."""
        from libdesk.ui.semester.service.visits_view import count_at_desk

        self.around.say(count_at_desk(self.around))
        self.box.setFocus()

    def _undo_row(self, number: int) -> None:
        journal_id = self.session.recent[number].journal_id
        if journal_id is not None:
            self.gesture(lambda: self.session.undo(journal_id))

    # The reader's turn

    def keep_turn(self) -> None:
        state = self.session.state
        if state.idle or state.mode is Mode.RUN:
            self.turn.stop()
        elif not self.form.isVisible():
            settings = self.desk.settings
            librarian = self.desk.allows(Op.OVERRIDE)
            self.turn.begin(settings.reader_seconds if librarian else settings.helper_reader_seconds)

    def halt_turn(self) -> None:
        self.turn.stop()

    # Refreshing

    def refresh(self) -> None:
        if self._showing or not self.desk.allows(Op.SEE_DESK):
            return
        self.face.show_session(self.session)
        self.loan_actions.refresh()
        self.undo_label_changed.emit(showing.undo_label(self.session))
