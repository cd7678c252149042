"""Today: what is due, who is on duty, what is near, what waits; Enter leads to where it is done, Space ticks off.

A scan here is for the desk, and leads there: this page has no box of its own.
"""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from libdesk.actions.desk import Desk
from libdesk.actions.planning.tasks import set_state
from libdesk.domain.errors import DeskError
from libdesk.domain.ops import Op, Topic
from libdesk.domain.progress import Progress
from libdesk.domain.rows.activities import ActivityRow
from libdesk.domain.rows.books import show_room
from libdesk.domain.rows.calendar import TermRow
from libdesk.domain.rows.schedule import LessonOn
from libdesk.domain.show import show_day
from libdesk.domain.tasks.standing import TaskState
from libdesk.domain.term_weeks import week_number
from libdesk.domain.terms import term_of
from libdesk.domain.timetable import week_words
from libdesk.i18n import N_, _
from libdesk.store.queries import calendar as calendar_queries
from libdesk.store.queries import day_hours
from libdesk.store.queries.day_hours import RoomHours
from libdesk.ui import icons, theme
from libdesk.ui.backup_note import BackupNote, note_of
from libdesk.ui.jobs import Lane
from libdesk.ui.one_job import OneJob
from libdesk.ui.page_area import GivingArea
from libdesk.ui.parts import button, down, label, named, wrapped
from libdesk.ui.semester.lessons import hold_lesson
from libdesk.ui.semester.places import go_to_part
from libdesk.ui.semester.today.lines import TodayLine, TodayReader
from libdesk.ui.tab import Surroundings, Tab
from libdesk.ui.widgets.fit_label import FitLabel
from libdesk.ui.widgets.row_model import Column, Width
from libdesk.ui.widgets.row_table import Empty, RowTable


class TodayPage(Tab):
    NAME = "today_page"
    TITLE = N_("Today")
    ICON = icons.LIGHT
    OP = Op.SEE_SEMESTER
    TOPICS = frozenset(Topic)

    def __init__(self, around: Surroundings) -> None:
        super().__init__(around)
        self.lines: list[TodayLine] = []
        self._backup = BackupNote()
        self._day: date | None = None
        self.heading = FitLabel(theme.Step.HEAD, lines=2, bold=True, steady=False)
        self.hours = named(label(role="note", wrap=True), "today_hours")
        self.backup = named(label(role="note", wrap=True), "today_backup")
        self.calm = named(label(role="good", wrap=True), "today_calm")
        self.list = RowTable(
            _columns(), name=_("What is due and near today"), empty=Empty(_("Nothing is waiting today"), "", (),
            icons.CHECK_CIRCLE), key=lambda line: line.key, header=False,
        )  # fmt: skip
        self.go = button("today_go", _("Enter Go there"), self.go_there, role="next")
        self.done = button("today_done", _("Space Done"), self.tick, icon=icons.CHECK)
        self._job = OneJob(around.jobs, self)
        self._assemble()
        self.list.opened.connect(lambda _line: self.go_there())
        self.list.row_changed.connect(lambda _line: self._mirror())
        self.list.view.installEventFilter(self)
        self.refresh()

    def _assemble(self) -> None:
        self.list.keep_in_sight(4, fewest=2)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.space(3), theme.space(2), theme.space(3), theme.space(1))
        self.backup.hide()
        foot = wrapped(self.go, self.done, gap=2)
        parts = down(self.heading, self.hours, self.backup, self.calm, (self.list, 1), foot)
        column.addWidget(GivingArea(parts), 1)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and event.key() == Qt.Key.Key_Space:
            self.tick()
            return True
        return super().eventFilter(watched, event)

    @property
    def home(self) -> tuple[QWidget, ...]:
        return (self.list.view, self.list.face)

    def take_focus(self) -> None:
        self.list.view.setFocus()

    def refresh(self) -> None:
        if not self.desk.allows(self.OP):
            return
        try:
            library, today = self.desk.read(self.OP), self.desk.today
            self._day = today
            terms = calendar_queries.terms(library)
            term = term_of(terms, today)
            self.heading.setText(_heading(today, term))
            self.hours.setText(self._hours(today))
            self.lines = TodayReader(self.desk, term).lines()
            self._show()
        except DeskError as error:
            self.list.show_error(error.text(), ((_("Try again"), self.refresh),))

    def _hours(self, today: date) -> str:
        """When the library is open today, or why it is not."""
        known, special = self.desk.calendar.exceptions.get(today), day_hours.special_day(self.desk.library, today)
        name = next((one.name for one in (special, known) if one is not None and one.name), "")
        if not self.desk.calendar.is_open(today):
            text = _("The library is closed today: {why}.") if name else _("The library is closed today.")
            return text.format(why=name)
        hours = _rooms(day_hours.hours_on(self.desk.library, self.desk.calendar, today))
        parts = [_("Open today: {hours}").format(hours=hours) if hours else _("Open today"), name]
        return " · ".join(part for part in parts if part)

    def _show(self) -> None:
        keeper = self.desk.allows(Op.SEE_PLAN)
        to_do = _backup_line(self._backup) if keeper else None
        lines = [*self.lines, *([to_do] if to_do is not None else [])]
        self.list.show_rows(lines)
        self.backup.setText(self._backup.state)
        self.backup.setVisible(keeper and bool(self._backup.state))
        calm = keeper and bool(lines) and not any(line.waits for line in lines)
        self.calm.setText(_("All is well: nothing is due and nothing waits.") if calm else "")
        self.calm.setVisible(calm)
        self._mirror()

    def _mirror(self) -> None:
        line = self.list.current_row()
        self.go.setVisible(line is not None and self._may_go(line))
        self.done.setVisible(line is not None and bool(line.task_id) and self.desk.allows(Op.EDIT_PLAN))

    def _may_go(self, line: TodayLine) -> bool:
        return bool(line.tab) and (self.desk.allows(Op.SEE_PLAN) or line.page == "roster_page")

    def showEvent(self, event: QShowEvent) -> None:
        """How it stands with backups is in the journal of a year: read beside the desk, whenever the page appears."""
        super().showEvent(event)
        if self._day != self.desk.today:
            self.refresh()  # the window has stood open over night
        if self.desk.allows(Op.BACK_UP):
            self._job.start(Lane.PREVIEW, _("Backup"), _read_note, self._note_read, lambda _error: None)

    def _note_read(self, note: BackupNote) -> None:
        before, self._backup = self._backup, note if self.desk.allows(Op.BACK_UP) else BackupNote()
        if self._backup != before:
            self._show()

    # What is done

    def go_there(self) -> None:
        """To the page where the line is worked on: a task is shown in its plan, a lesson begins."""
        line: TodayLine | None = self.list.current_row()
        if line is None or not self._may_go(line):
            return
        if line.task_id:
            page = self.open_sibling("plan_page")
            if page is not None:
                page.show_task(line.task_id)  # type: ignore[attr-defined]  # a PlanPage, imported late
                page.take_focus()
            return
        if isinstance(line.about, LessonOn):
            hold_lesson(self.around, line.about.lesson.ref)
            return
        page = go_to_part(self.around, line.tab, line.page, line.key)
        if isinstance(line.about, ActivityRow):
            page.select(line.about.id)

    def tick(self) -> None:
        """The task under the cursor is done."""
        line: TodayLine | None = self.list.current_row()
        if line is None or not line.task_id or not self.desk.allows(Op.EDIT_PLAN):
            return
        try:
            set_state(self.desk, [line.task_id], TaskState.DONE)
        except DeskError as error:
            self.around.say(error.text())
            return
        self.around.say(_("{done} F8 takes it back.").format(done=_("The task is done.")))


def _read_note(desk: Desk, _progress: Progress) -> BackupNote:
    return note_of(desk)


def _backup_line(note: BackupNote) -> TodayLine | None:
    """Only what is to be done: a backup that was made lately needs no line among those."""
    if note.level == "good":
        return None
    return TodayLine(
        "backup", icons.BACKUP, _("Backup"), "", note.sentence or note.words, "settings_tab", "BackupSection",
        "warn", waits=True,
    )  # fmt: skip


def _rooms(rooms: Sequence[RoomHours]) -> str:
    """图书馆 12:10–13:30；学生阅览室、教师阅览室 16:10–18:00; of one room without its name."""
    named_by: dict[str, list[str]] = {}
    for room in rooms:
        hours = _(", ").join(span.times() for span in room.spans)
        named_by.setdefault(hours, []).append(show_room(room.place))
    if len(rooms) == 1:
        return next(iter(named_by))
    texts = [f"{_(', ').join(names)} {hours}" for hours, names in named_by.items()]
    found = texts[0] if texts else ""
    for text in texts[1:]:
        found = _("{hours}; {more}").format(hours=found, more=text)
    return found


def _heading(today: date, term: TermRow | None) -> str:
    """3月9日 周一 · 第3周 · 2025—2026学年第二学期."""
    parts = [show_day(today)]
    if term is not None and term.first <= today <= term.last:
        parts.append(week_words(week_number(term.first, today)))
        parts.append(term.name)
    elif term is not None and today < term.first:
        days = (term.first - today).days
        parts.append(_("holidays; {term} begins in {n} days").format(term=term.name, n=days))
    return " · ".join(parts)


def _columns() -> tuple[Column, ...]:
    return (
        Column(
            "what", N_("What"), lambda line: line.what, icon=lambda line: line.icon, role=lambda line: line.role,
            tip=lambda line: line.what,
        ),
        Column("figure", N_("Figure or time"), lambda line: line.figure, right=False, role=lambda line: line.role),
        Column("words", N_("In words"), lambda line: line.words, width=Width.STRETCH),
    )  # fmt: skip
