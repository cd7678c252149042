"""January: all is recalled and comes back, the best is chosen, the term reported and summed; in July a class leaves."""

from PySide6.QtCore import Qt

from libdesk.domain.reports.tables import ReportKind
from libdesk.domain.tasks.standing import Standing
from libdesk.ui.reports.further_page import FurtherReportsPage
from libdesk.ui.reports.yearly_page import YearlySheetPage
from libdesk.ui.semester.aids.page import BOXES, HELD, AidsPage
from libdesk.ui.semester.helpers.page import HelpersPage
from libdesk.ui.semester.plan.page import PlanPage
from libdesk.ui.semester.summary.page import SummaryPage
from libdesk.ui.semester.term_end.page import TermEndPage
from tests.builders import count, status
from tests.e2e.back_room_hands import BackRoom, give_back, lend, paper, undo
from tests.e2e.school_hands import press, settled
from tests.e2e.semester_autumn import LABELS, task
from tests.e2e.semester_hands import (
    BOX,
    HELPERS,
    PUPILS,
    TERM,
    answer,
    fill,
    page_of,
    papers,
    pick_text,
    semester_page,
    story,
)
from tests.e2e.semester_november import CONTEST, STAR
from tests.windows import Seat

REACHED = (
    LABELS, "培训新任小馆员", "清书、收回所借图书资料", "评选优秀小馆员", "教师教辅书籍、教学挂图的回收与整理",
)  # fmt: skip


def everything_is_recalled(seat: Seat, room: BackRoom) -> None:
    """Slips for who still has something; most of it comes back over the desk."""
    page = semester_page(seat, TermEndPage)
    slips = paper(seat, "recall_slips")
    for wanted in ("周小红", "何小田", "故事第12册", "赵小六"):
        assert wanted in slips, wanted
    give_back(seat, [story(number) for number in (11, 12, 13, 14, 15, 17)])
    page = semester_page(seat, TermEndPage)
    rest = {loan.reader for loan in page.recall.loans}
    assert "赵小六" in rest
    assert "周小红" not in rest


def aids_come_back(seat: Seat, room: BackRoom) -> None:
    """One book of the teacher's thirty is missing, one torn; the recall names what is missing."""
    page = semester_page(seat, AidsPage)
    press(seat, f"aids_{HELD}")
    assert page.held.show_receiver(room.readers["王老师"].id)
    assert "王老师" in paper(seat, "held_recall_one")
    press(seat, "held_settle")
    assert page.held.settle_form is not None
    ((_held, back, missing, damaged),) = page.held.settle_form._rows
    missing.setValue(1)
    damaged.setValue(1)
    assert back.value() == 28
    press(seat, "settle_ok")
    ((row),) = page.held.things.model.rows()
    assert (row.quantity, row.missing, row.damaged) == (0, 1, 1)
    undo(seat)
    assert page.held.things.model.rows()[0].quantity == 30
    press(seat, "held_settle")
    ((_held, back, missing, damaged),) = page.held.settle_form._rows
    missing.setValue(1)
    damaged.setValue(1)
    press(seat, "settle_ok")
    press(seat, "aids_stock")
    assert page.stock.row is not None
    stock = page.stock.row.stock
    assert (stock.hand, stock.out, stock.missing, stock.damaged) == (38, 0, 1, 1)
    assert "王老师" in paper(seat, "aid_print_card")


def the_box_comes_back(seat: Seat, room: BackRoom) -> None:
    """Counted by scans: one book of four is missing; then the box is back."""
    page = semester_page(seat, AidsPage)
    press(seat, f"aids_{BOXES}")
    seat.scan(BOX)
    page.boxes.mode.setCurrentIndex(2)
    page.boxes.mode.activated.emit(2)
    for number in (1, 2, 3):
        seat.scan(story(number))
    press(seat, "box_finish")
    answer(seat, "note")
    assert status(room.desk, room.copies[story(4)]) == "missing"
    press(seat, "box_back")
    assert status(room.desk, room.copies[BOX]) == "shelf"


def the_final_class_stays_until_summer(seat: Seat) -> None:
    """A class whose second term is still to come does not leave by one key; its book comes back like any other."""
    page = semester_page(seat, TermEndPage)
    press(seat, "term_end_leaving")
    assert len(page.leaving.list.model.rows()) == 1
    assert not page.leaving.leave.isEnabled()
    assert "第二学期" in page.leaving.state.text()
    give_back(seat, [story(16)])


def a_final_class_is_cleared(seat: Seat, room: BackRoom) -> None:
    """Who has nothing leaves with a certificate; who still has a book stays until it is here."""
    lend(seat, room.readers["赵小六"].card, [story(16)])
    page = semester_page(seat, TermEndPage)
    press(seat, "term_end_leaving")
    (sheet,) = papers(seat, lambda: press(seat, "final_leave"))
    assert "钱小七" in sheet
    assert "赵小六" not in sheet
    assert "注销" in sheet
    (row,) = page.leaving.list.model.rows()
    assert (len(row.here), row.not_clear, len(row.left)) == (1, 1, 1)
    seat.window.show_tab("lending_tab")
    seat.key(Qt.Key.Key_Escape)
    seat.scan(room.readers["钱小七"].card)
    assert "离校" in seat.banner or "注销" in seat.banner, seat.banner
    give_back(seat, [story(16)])


def the_best_helper_is_chosen(seat: Seat) -> None:
    """Nobody kept half of the duties, so nobody is proposed; the librarian decides for the one who came."""
    page = semester_page(seat, HelpersPage)
    press(seat, "helpers_best")
    view = page.best
    press(seat, "best_propose")
    assert view.list.chosen == frozenset()
    best = max((row.record for row in view.list.list.model.rows()), key=lambda record: record.kept)
    assert (best.kept, best.stood_in, best.drills_passed, best.trainings) == (1, 1, 1, best.trainings)
    view.list.list.select(best.person.reader_id)
    view.list.view.setFocus()
    seat.key(Qt.Key.Key_Space)  # held back for a moment: it may be the first of a scan
    seat.qtbot.waitUntil(lambda: view.list.chosen == {best.person.reader_id})
    view.why.selectAll()
    view.why.insert("带头值日，练习过关")
    press(seat, "best_choose")
    sheet = paper(seat, "best_print")
    for wanted in ("优秀小馆员", best.person.name, "带头值日", TERM):
        assert wanted in sheet, wanted


def the_year_is_reported(seat: Seat) -> None:
    """Helpers, activities and visits of the term; the yearly sheet on one page."""
    page = page_of(seat, "reports_tab", FurtherReportsPage)
    pick_text(seat, "further_period", next(text for text in periods_of(page) if TERM in text or "学期" in text))
    told = {}
    for kind in (ReportKind.HELPERS, ReportKind.ACTIVITIES, ReportKind.VISITS, ReportKind.PER_PUPIL):
        settled(seat, lambda kind=kind: page.show_kind(kind))  # type: ignore[misc]
        assert page.table is not None
        told[kind] = page.table.rows
    assert {row[0] for row in told[ReportKind.HELPERS]} == set(HELPERS)
    contest = next(row for row in told[ReportKind.ACTIVITIES] if row[0] == CONTEST)
    assert contest[3:] == ("已公布", 3, 2, 6_000)
    sheet = page_of(seat, "reports_tab", YearlySheetPage)
    seat.qtbot.waitUntil(lambda: sheet.sheet is not None)
    words_of_year = paper(seat, "yearly_print")
    assert "图书馆年度统计表" in words_of_year


def periods_of(page: FurtherReportsPage) -> list[str]:
    return [page.period.itemText(n) for n in range(page.period.count())]


def the_plan_is_closed(seat: Seat) -> None:
    """What the library saw is reached by itself; one task is done, one dropped; planned and done are printed."""
    page = semester_page(seat, PlanPage)
    told = {line.task.name: line.standing for line in page.lines}
    for name in REACHED:
        assert told[name] is Standing.MET, name
    assert told["图书馆工作总结"] is Standing.DUE
    task(page, "征订下一年度报刊")
    press(seat, "task_drop")
    task(page, "教师阅读沙龙")
    press(seat, "task_done")
    sheet = paper(seat, "plan_print_done")
    assert "完成情况" in sheet
    assert LABELS in sheet


def the_summary_is_written(seat: Seat, room: BackRoom) -> None:
    """The term's figures write the draft; a chapter is edited, F8 takes it back, it is edited again and printed."""
    page = semester_page(seat, SummaryPage)
    settled(seat, lambda: press(seat, "face_choice"))
    headings = [row.chapter.heading for row in page.text.list.model.rows()]
    assert headings[0] == "基本情况"
    whole = "\n".join(chapter.text for chapter in page.text.chapters)
    for wanted in (
        TERM,
        "23种、23册",
        "本学期共借出8册次",
        "统计到馆31人次",
        "受理咨询1件，答复1件",
        f"“{CONTEST}”、“{STAR}”",
        "¥60.00",
        "聘任小馆员3名，共值班1次",
        "发放教辅和教学挂图30件，收回28件，缺失或损坏2件",
        "因故取消：“征订下一年度报刊”",
    ):
        assert wanted in whole, wanted
    others = 5  # new books catalogued, stamped, shelved; the roster; the salon that was ticked off
    assert f"已完成{len(REACHED) + others}项" in whole
    done = next(line for line in whole.splitlines() if line.startswith("已完成："))
    for name in (*REACHED, "教师阅读沙龙"):
        assert name in done, name
    assert not any(name in whole for name, *_class in PUPILS)
    fill(seat, "summary_text", "我校图书馆是老师和学生的书房。")
    page.text.list.select(page.text.chapters[1].code)
    undo(seat)
    assert page.text.chapters[0].text != "我校图书馆是老师和学生的书房。"
    page.text.list.select(page.text.chapters[0].code)
    fill(seat, "summary_text", "本学期，图书馆服务了六名学生。")
    words_of_term = paper(seat, "summary_print")
    for wanted in ("一、基本情况", "服务了六名学生", CONTEST):
        assert wanted in words_of_term, wanted
    assert count(room.desk, "SELECT count(*) FROM summary") == 1
    assert task(semester_page(seat, PlanPage), "图书馆工作总结").standing is Standing.MET
