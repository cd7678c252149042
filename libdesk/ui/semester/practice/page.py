"""Practice: the real desk on a throw-away library, where helpers learn by doing and nothing of the school's is touched.

A drill ends by a key, with the shift, with the role, and with the window. Only its result reaches the school's library.
"""

import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QHideEvent, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QApplication, QScrollArea, QVBoxLayout, QWidget

from libdesk.actions.desk import Desk
from libdesk.actions.practice.record import note_drill
from libdesk.actions.practice.sample import lay_out, throw_away
from libdesk.actions.shifts import running
from libdesk.domain.drill_hints import stuck
from libdesk.domain.drill_judge import judge
from libdesk.domain.drills import DRILL_OF, DRILLS, Deed
from libdesk.domain.errors import DeskError
from libdesk.domain.ops import Op, Role, Topic
from libdesk.domain.progress import Cancelled, Progress
from libdesk.domain.rows.drills import Practising
from libdesk.i18n import N_, _
from libdesk.store.queries import drills as queries
from libdesk.ui import icons, theme
from libdesk.ui.jobs import Lane
from libdesk.ui.lending.counter_tab import WHAT_TO_DO
from libdesk.ui.lending.showing import undo_label, undo_label_at
from libdesk.ui.one_job import OneJob
from libdesk.ui.semester.practice.bench import Bench
from libdesk.ui.semester.practice.desk import PracticeDesk
from libdesk.ui.semester.practice.panel import DrillPanel
from libdesk.ui.semester.practice.paper import codes_maker
from libdesk.ui.semester.practice.start_view import StartView
from libdesk.ui.tab import Surroundings, Tab
from libdesk.ui.widgets.panes import Pane, Panes
from libdesk.ui.widgets.scan_box import ScanBox, unseen_box
from libdesk.ui.widgets.stack import Stack
from libdesk.ui.widgets.stripe import Stripe

if TYPE_CHECKING:
    from libdesk.ui.lending.counter_tab import CounterTab

LEAVE = "Ctrl+L"
NEEDS = (66, 150)  # steps: the drill, the desk


class PracticePage(Tab):
    NAME = "practice_page"
    TITLE = N_("Practice")
    ICON = icons.SCAN
    OP = Op.PRACTISE
    TOPICS = frozenset({Topic.HELPERS, Topic.READERS, Topic.SHIFT, Topic.SETTINGS})

    document_asked = Signal(str, object)
    heard = Signal(object)
    """The Outcome of a scan at the practice desk."""
    undo_label_changed = Signal(str)

    def __init__(self, around: Surroundings, *, clock: Callable[[], float] = time.monotonic) -> None:
        super().__init__(around)
        self.place: PracticeDesk | None = None
        self.panel: DrillPanel | None = None
        self._clock = clock
        self._bench = Bench()
        self._panes: Panes | None = None
        self._deeds: list[Deed] = []
        self._begun = 0.0
        self._ended = False
        self._for: int | None = None  # whose record is written
        self._job = OneJob(around.jobs, self)
        self._meanwhile = unseen_box(self, "practice_meanwhile", lambda _raw: self._tell_waiting())
        self.stripe = Stripe("practice_stripe")
        self.start = StartView()
        self._faces = Stack()
        self._assemble()
        self._connect()
        self.refresh()

    def _assemble(self) -> None:
        self._faces.addWidget(self.start)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.stripe)
        column.addWidget(self._faces, 1)

    def _connect(self) -> None:
        self.start.begun.connect(self.begin)
        self.start.who_changed.connect(self._show_record)
        self.start.print_asked.connect(self._print)
        self.stripe.button.clicked.connect(lambda _checked=False: self.leave())
        leave = QShortcut(QKeySequence(LEAVE), self, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
        leave.activated.connect(self.leave)
        self.around.jobs.closing.connect(self.leave)
        self.destroyed.connect(self._bench.close)

    # Where keys and scans go

    @property
    def scan_target(self) -> ScanBox | None:
        if self._job.running:
            return self._meanwhile  # nothing of a drill may go over the real desk
        return self.place.box if self.place is not None else None

    @property
    def counter_tab(self) -> "CounterTab | None":
        return self.place

    @property
    def home(self) -> tuple[QWidget, ...]:
        return (self.place.box,) if self.place is not None else (self.start.list.view,)

    @property
    def help_topic(self) -> str:
        stuck = self.place is not None and self.place.help_topic == WHAT_TO_DO
        return WHAT_TO_DO if stuck else self.NAME

    def take_focus(self) -> None:
        self.home[0].setFocus()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._name_undo()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        if not event.spontaneous() and self.place is not None:
            self.undo_label_changed.emit(undo_label_at(self.desk))

    def _name_undo(self) -> None:
        if self.place is not None:
            self.undo_label_changed.emit(undo_label(self.place.session))

    # Who practises

    def refresh(self) -> None:
        if not self.desk.allows(self.OP):
            return
        try:
            self._show_people()
        except DeskError as error:
            self.start.show_told(error.text())
            return
        if self._working and self._who() != self._for:
            self.leave()  # the shift has ended

    def role_changed(self) -> None:
        self.leave()
        self.refresh()

    @property
    def _pupil(self) -> bool:
        return self.desk.actor.role is Role.HELPER

    @property
    def _working(self) -> bool:
        return self.place is not None or self._job.running

    def _show_people(self) -> None:
        library = self.desk.read(Op.PRACTISE)
        people = None if self._pupil else queries.helpers(library)
        self.start.show_people(people, self._on_duty())
        self._show_record()

    def _who(self) -> int | None:
        """Whose record is written: a pupil's who is on duty, or of whom the librarian chose."""
        if not self._pupil:
            return self.start.chosen
        found = self._on_duty()
        return found.reader_id if found is not None else None

    def _on_duty(self) -> Practising | None:
        found = running(self.desk)
        return Practising(found.reader_id, found.name) if found is not None else None

    def _show_record(self) -> None:
        who = self._who()
        self.start.show_record(queries.record(self.desk.read(Op.PRACTISE), who) if who is not None else ())

    # A drill from its beginning to its end

    def begin(self, code: str) -> None:
        """Lay out a new practice library beside the window, then open its desk."""
        self._put_away()
        self._for = self._who()
        today = self.desk.today

        def work(_desk: Desk, progress: Progress) -> Path:
            path = lay_out(today)
            try:
                progress.step(1, 1)
            except Cancelled:
                throw_away(path)
                raise
            return path

        self._tell_waiting()
        self._job.start(Lane.PREVIEW, _("Practice"), work, lambda path: self._open(code, path), self._failed)

    def _tell_waiting(self) -> None:
        self.start.show_told(_("The practice desk is being laid out. Scan when it is there."))

    def _failed(self, error: Exception) -> None:
        why = error.text() if isinstance(error, DeskError) else _("Begin once more.")
        self.start.show_told(_("The practice desk could not be laid out. {why}").format(why=why))

    def _open(self, code: str, path: Path) -> None:
        try:
            place = self._bench.open(path, self.around)
        except DeskError as error:
            throw_away(path)
            self._failed(error)
            return
        self.start.show_told("")
        following = DRILLS[(DRILLS.index(DRILL_OF[code]) + 1) % len(DRILLS)]
        panel = DrillPanel(DRILL_OF[code], _("Next: {drill}").format(drill=_(following.title)))
        panel.again_asked.connect(lambda: self.begin(code))
        panel.next_asked.connect(lambda: self.begin(following.code))
        panel.end_asked.connect(self.give_up)
        place.done.connect(self._seen)
        place.outcome_told.connect(lambda told: self.heard.emit(told.outcome))
        place.undo_label_changed.connect(self.undo_label_changed)
        self.place, self.panel = place, panel
        self._panes = Panes(
            "practice_panes", Pane(panel), place, shares=(30, 70), needs=NEEDS, scrolls=False
        )  # fmt: skip
        self._faces.addWidget(self._panes)
        self._faces.setCurrentWidget(self._panes)
        self.stripe.show_text(
            _("Practice: nothing here changes the school's data."), _("Leave practice ({key})").format(key=LEAVE)
        )
        self._deeds, self._ended, self._begun = [], False, self._clock()
        place.refresh()
        place.show_told()
        if self.isVisible():
            place.box.setFocus()

    def _seen(self, deeds: tuple[Deed, ...]) -> None:
        """What was done at the practice desk just now."""
        if self.panel is None or self.place is None or self._ended:
            return
        self._deeds += deeds
        judged = judge(self.panel.drill, self._deeds)
        self.panel.show_judgement(judged, stuck(self.panel.drill, self._deeds, judged))
        if judged.over:
            self._end()
        self._bring_in_sight()

    def give_up(self) -> None:
        """The drill is ended before it is done; without anything done nothing is noted."""
        if self.panel is None or self._ended:
            return
        if self._deeds:
            self._end(given_up=True)
            self._bring_in_sight()
            self.take_focus()
        else:
            self.leave()

    def _end(self, *, given_up: bool = False) -> None:
        assert self.panel is not None
        self._ended = True
        judged = judge(self.panel.drill, self._deeds, given_up=given_up)
        seconds = round(self._clock() - self._begun)
        if self._for is None:
            noted = _("Just tried: nothing is noted.")
        else:
            try:
                note_drill(
                    self.desk, reader_id=self._for, code=self.panel.drill.code, passed=judged.passed, seconds=seconds,
                    slips=judged.slips,
                )  # fmt: skip
                noted = _("It stands in the training record.")
            except DeskError as error:
                noted = _("It could not be noted. {why}").format(why=error.text())
        self.panel.show_end(judged, seconds, noted)

    def leave(self) -> None:
        """Back to the list of drills; the practice library is thrown away."""
        if not self._working:
            return
        self._put_away()
        self.start.show_told("")
        self.undo_label_changed.emit(undo_label_at(self.desk))
        if self.desk.allows(self.OP):
            self._show_record()
        if self.isVisible():
            self.take_focus()

    def _put_away(self) -> None:
        self._job.drop()
        if self.place is not None and self._panes is not None:
            self.place.halt_turn()
            self.place.put_away()
            self._faces.setCurrentWidget(self.start)
            self._faces.removeWidget(self._panes)
            self._panes.hide()
            self._panes.deleteLater()
        self.place = self.panel = self._panes = None
        self.stripe.show_text("")
        self._bench.close()

    def _bring_in_sight(self) -> None:
        """In a small window: the code to be scanned next, or the result, and last of all what the desk says."""
        if self.place is None or self.panel is None or not self.isVisible():
            return
        QApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)
        for part in (self.panel.wanted, self.place.banner):
            above = part.parentWidget()
            while above is not None:
                if isinstance(above, QScrollArea):
                    above.ensureWidgetVisible(part, theme.space(1), theme.space(1))
                above = above.parentWidget()

    def _print(self) -> None:
        self.document_asked.emit(_("Codes for practice"), codes_maker(self.desk))
