"""September and October: the term and its plan, what is handed out, the helpers, their roster, the lessons."""

from datetime import timedelta

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from libdesk.domain.hours import Span
from libdesk.domain.ops import Role
from libdesk.domain.rows.roster import Presence
from libdesk.domain.tasks.standing import Standing
from libdesk.store.queries import hours
from libdesk.ui.cataloguing.arrivals.page import ArrivalsPage
from libdesk.ui.readers.class_session.page import ClassSessionPage
from libdesk.ui.semester.aids.page import BOXES, HELD, ISSUE, STOCK, AidsPage
from libdesk.ui.semester.helpers.page import HelpersPage
from libdesk.ui.semester.plan import words as plan_words
from libdesk.ui.semester.plan.page import PlanPage
from libdesk.ui.semester.practice.page import PracticePage
from libdesk.ui.semester.roster.page import RosterPage
from libdesk.ui.semester.timetable.page import TimetablePage
from libdesk.ui.settings.calendar import CalendarSection
from libdesk.ui.settings.hours import HoursSection
from libdesk.ui.settings.section import qdate
from tests.builders import count, status
from tests.e2e.back_room_hands import BackRoom, lend, on_shift, paper, pick, undo
from tests.e2e.school_hands import press, section
from tests.e2e.semester_hands import (
    BOX,
    FIRST,
    HELPERS,
    LAST,
    NEW,
    TERM,
    THIRD,
    answer,
    fill,
    page_of,
    semester_page,
    story,
)
from tests.windows import Seat

LABELS = "新书贴书标"
NOON = (12 * 60 + 10, 13 * 60 + 30)


def the_term_is_entered(seat: Seat, room: BackRoom) -> None:
    """Its days and the hours of noon, in the settings."""
    calendar = section(seat, "CalendarSection")
    assert isinstance(calendar, CalendarSection)
    calendar.terms.name.setText(TERM)
    calendar.terms.first.setDate(qdate(FIRST))
    calendar.terms.last.setDate(qdate(LAST))
    press(seat, "term_add")
    opening = section(seat, "HoursSection")
    assert isinstance(opening, HoursSection)
    fill(seat, "hours_name", "中午")
    press(seat, "hours_add")
    press(seat, "hours_copy")
    assert [row.span for row in hours.openings(room.desk.library)] == [Span(day, *NOON, "中午") for day in range(5)]


def the_plan_is_written(seat: Seat) -> None:
    """The template is taken over, taken back by F8, taken over again; one task gets a goal and a name."""
    page = semester_page(seat, PlanPage)
    press(seat, "plan_template")
    press(seat, "template_take")
    whole = len(page.lines)
    assert whole > 40  # what is repeated stands there each time
    undo(seat)
    assert page.lines == []
    press(seat, "plan_template")
    press(seat, "template_take")
    assert len(page.lines) == whole
    task(page, LABELS)
    press(seat, "task_edit")
    fill(seat, "task_who", "小馆员")
    fill(seat, "task_goal", str(NEW))
    press(seat, "task_ok")
    assert (task(page, LABELS).task.who, task(page, LABELS).task.goal) == ("小馆员", NEW)
    press(seat, "plan_aims")
    press(seat, "aims_usual")
    press(seat, "aims_keep")
    words = paper(seat, "plan_print")
    for wanted in (TERM, "2026年9月", "2027年1月", LABELS, "轮流值日"):
        assert wanted in words, wanted


def task(page: PlanPage, name: str) -> plan_words.PlanLine:
    """The line of this task, with the cursor on it."""
    line = next(line for line in page.lines if line.task.name == name)
    assert page.list.select(line.id)
    return line


def aids_are_handed_out(seat: Seat, room: BackRoom) -> None:
    """A teacher's books by number, by card and keyboard; the register is signed on paper."""
    page = semester_page(seat, AidsPage)
    press(seat, f"aids_{STOCK}")
    page.stock.begin_new()
    fill(seat, "aid_name", "语文教师用书")
    fill(seat, "aid_price", "32")
    page.stock.aid_form.opening.setValue(40)
    press(seat, "aid_ok")
    press(seat, f"aids_{ISSUE}")
    page.issue.aid.line.setText("yw")
    QTest.keyClick(page.issue.aid.line, Qt.Key.Key_Return)
    page.issue.quantity.setValue(30)
    QTest.keyClick(page.issue.quantity.lineEdit(), Qt.Key.Key_Return)
    seat.scan(room.readers["王老师"].card)
    assert "30" in page.issue.preview.text()
    press(seat, "issue_do")
    words = paper(seat, "issue_print")
    for wanted in ("王老师", "语文教师用书", "30", "签字"):
        assert wanted in words, wanted
    press(seat, f"aids_{HELD}")
    assert [(row.name, row.quantity) for row in page.held.things.model.rows()] == [("语文教师用书", 30)]


def a_box_goes_to_a_class(seat: Seat, room: BackRoom) -> None:
    """Filled and issued by scans; a book of it is told at the desk."""
    page = semester_page(seat, AidsPage)
    seat.scan(BOX)
    assert page.view == BOXES
    for number in range(1, 5):
        seat.scan(story(number))
    assert len(page.boxes.books.model.rows()) == 4
    seat.scan(room.readers["三(1)班"].card)
    assert status(room.desk, room.copies[BOX]) == "loan"
    assert "三(1)班" in page.boxes.where.text()
    words = paper(seat, "box_print")
    assert "第二份" in words
    assert "故事第4册" in words


def pupils_borrow(seat: Seat, room: BackRoom) -> None:
    """Over the desk, before anybody counts it for a contest."""
    lend(seat, room.readers["周小红"].card, [story(number) for number in (11, 12, 13)])
    lend(seat, room.readers["李小明"].card, [story(14), story(15)])
    lend(seat, room.readers["赵小六"].card, [story(16)])
    assert count(room.desk, "SELECT count(*) FROM loan WHERE returned IS NULL") == 7  # and the box


def helpers_are_appointed_and_trained(seat: Seat) -> None:
    """Three of the third grade; one was missing at the training."""
    page = semester_page(seat, HelpersPage)
    press(seat, "helpers_appoint")
    panel = page.list.panel
    for nth, name in enumerate(HELPERS, start=1):
        panel.search.setText(name)
        panel.search.ask()
        QTest.keyClick(panel.found.view, Qt.Key.Key_Space)  # held back for a moment: it may be the first of a scan
        seat.qtbot.waitUntil(lambda nth=nth: len(panel.found.chosen) == nth)  # type: ignore[misc]
    press(seat, "appoint_ok")
    assert sorted(row.name for row in page.list.list.model.rows()) == sorted(HELPERS)
    press(seat, "helpers_training")
    press(seat, "training_new")
    page.training.form.topic.setEditText("图书上架")
    press(seat, "training_ok")
    people = page.training.people
    people.select(next(row.person.reader_id for row in people.model.rows() if row.person.name == "李小明"))
    press(seat, "training_missed")
    press(seat, "training_all")
    assert "参加 2 人" in page.training.facts.text()
    words = paper(seat, "training_print")
    assert "图书上架" in words
    assert "孙小亮" in words


def names_are_shown(seat: Seat, how: str) -> None:
    """The one setting for all that others read."""
    section(seat, "PrivacySection")
    pick(seat, "set_names_shown", how)


def the_roster_is_filled_swapped_and_hung_up(seat: Seat) -> RosterPage:
    """Noon from Monday to Friday; today's helper changes with tomorrow's; on the wall no whole name."""
    page = semester_page(seat, RosterPage)
    press(seat, "roster_slots")
    page.slots_view.wanted.setValue(1)
    press(seat, "slots_take")
    press(seat, "slots_back")
    press(seat, "roster_fill")
    answer(seat, "anew")
    cells = page.grid.weeks.week.rows[0].cells
    assert all(any(name in cell.text for name in HELPERS) for cell in cells)
    page.show_week(page.desk.today - timedelta(days=page.desk.today.weekday()))
    first, second = (cell.text for cell in page.grid.weeks.week.rows[0].cells[:2])
    assert first != second
    page.grid.setCurrentIndex(page.grid.weeks.index(0, 0))
    page.grid.setFocus()
    QTest.keyClick(page.grid, Qt.Key.Key_X, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(page.grid, Qt.Key.Key_Right)
    QTest.keyClick(page.grid, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    swapped = page.grid.weeks.week.rows[0].cells[:2]
    assert (swapped[0].text, swapped[1].text) == (second, first)
    words = paper(seat, "roster_print")
    assert "同学" in words
    assert not any(name in words for name in HELPERS)
    return page


def on_duty(page: RosterPage) -> str:
    """Who has today's place."""
    column = page.desk.today.weekday()
    text = page.grid.weeks.week.rows[0].cells[column].text
    return next(name for name in HELPERS if name in text)


def a_helper_passes_a_drill_on_shift(seat: Seat, card: str) -> None:
    """At noon the pupil signs on with the card, practises, and the record has it."""
    on_shift(seat, card)
    page = semester_page(seat, PracticePage)
    assert page.start.list.select("renew")
    press(seat, "practice_begin")
    seat.qtbot.waitUntil(lambda: page.place is not None)
    for code in ("LD-RENEW", "LXB14"):
        assert page.place is not None
        page.place.box.forget_last()
        seat.scan(code)
    assert page.panel is not None
    assert "已记入培训记录" in page.panel.result.text()
    assert count(seat.window.desk, "SELECT count(*) FROM drill WHERE passed") == 1
    page.leave()


def the_shift_goes_on(seat: Seat, room: BackRoom) -> None:
    """libdesk was left and started again: the same pupil is on duty and lends a book."""
    assert room.desk.actor.role is Role.HELPER
    lend(seat, room.readers["何小田"].card, [story(17)])
    assert count(room.desk, "SELECT count(*) FROM loan l JOIN journal j ON j.at = l.lent AND j.op = 'lend'"
                 " WHERE j.shift_id IS NOT NULL AND l.copy_id = ?", room.copies[story(17)]) == 1  # fmt: skip


def the_shift_was_attendance(seat: Seat) -> None:
    page = semester_page(seat, RosterPage)
    cell = page.grid.weeks.week.rows[0].cells[page.desk.today.weekday()]
    assert cell.presence in (Presence.NOW, Presence.KEPT), cell.tip


def the_new_books_task_sees_its_work(seat: Seat) -> None:
    """None of three is labelled, then two: the plan says so by itself, and Enter leads to where it is done."""
    page = semester_page(seat, PlanPage)
    assert plan_words.seen(task(page, LABELS)) == f"已贴书标 0/{NEW}，待贴书标 3"
    page.list.view.setFocus()
    seat.key(Qt.Key.Key_Return)
    arrivals = page_of(seat, "catalogue_tab", ArrivalsPage)
    rows = [row.key for row in arrivals.list.model.rows()]
    arrivals.list.choose_keys(rows[:2])
    press(seat, "arrivals_labelled")
    assert plan_words.seen(task(semester_page(seat, PlanPage), LABELS)) == f"已贴书标 2/{NEW}，待贴书标 1"
    page_of(seat, "catalogue_tab", ArrivalsPage).list.view.selectAll()
    press(seat, "arrivals_all_done")
    line = task(semester_page(seat, PlanPage), LABELS)
    assert plan_words.seen(line) == f"已贴书标 {NEW}/{NEW}，待贴书标 0"
    assert line.standing is Standing.MET


def a_lesson_leads_to_the_class(seat: Seat) -> None:
    """The timetable is written and printed; a lesson of it begins, a pupil borrows in it."""
    page = semester_page(seat, TimetablePage)
    press(seat, "face_choice")
    page.grid.choose(2, page.periods[2].id)
    page.grid.setFocus()
    seat.key(Qt.Key.Key_Return)
    fill(seat, "lesson_group_name", "三1")
    press(seat, "lesson_enter")
    assert "三(1)班" in paper(seat, "timetable_print")
    page.grid.choose(2, page.periods[2].id)
    press(seat, "lesson_begin")
    lesson = seat.window.tabs.current.page  # type: ignore[attr-defined]
    assert isinstance(lesson, ClassSessionPage)
    assert lesson.session.ref is not None
    assert (lesson.session.ref.entry_year, lesson.session.ref.class_no) == (THIRD, 1)
