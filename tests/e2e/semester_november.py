"""November: a contest, a reading star from the loans, service to readers, pages to publish into a folder."""

from pathlib import Path

from PySide6.QtWidgets import QCheckBox

from libdesk.domain.activities import Stand
from libdesk.ui.semester.activities.page import ActivitiesPage
from libdesk.ui.semester.publish.page import PublishPage
from libdesk.ui.semester.service.page import ServicePage
from libdesk.ui.semester.today.page import TodayPage
from libdesk.ui.settings.section import qdate
from tests.e2e.back_room_hands import BackRoom, paper, undo
from tests.e2e.school_hands import press
from tests.e2e.semester_autumn import names_are_shown
from tests.e2e.semester_hands import (
    FIRST,
    HELPERS,
    PUPILS,
    fill,
    papers,
    pick_text,
    semester_page,
)
from tests.windows import Seat

CONTEST = "古诗词大赛"
STAR = "阅读之星"


def a_contest_is_held(seat: Seat, room: BackRoom) -> None:
    """Three of the third grade take part: two by class, one by card; scores, places, prizes."""
    page = semester_page(seat, ActivitiesPage)
    press(seat, "face_choice")
    fill(seat, "activity_name", CONTEST)
    fill(seat, "activity_audience", "三年级")
    press(seat, "activity_ok")
    press(seat, "activity_entrants_button")
    press(seat, "face_choice")
    panel = page.entrants.panel
    pick_text(seat, "add_class", "三(1)班")
    press(seat, "add_all")
    press(seat, "add_enter")
    press(seat, "add_done")
    seat.scan(room.readers["李小明"].card)
    entrants = page.entrants.list
    assert sorted(row.name for row in entrants.model.rows()) == sorted(HELPERS)
    assert panel.isHidden()
    undo(seat)
    assert len(entrants.model.rows()) == 2
    page.scan_target.forget_last()  # a test is faster than a hand
    seat.scan(room.readers["李小明"].card)
    for name, score in (("周小红", "95"), ("孙小亮", "88"), ("李小明", "91.5")):
        assert page.entrants.select(next(row.id for row in entrants.model.rows() if row.name == name))
        fill(seat, "result_result", score)
        press(seat, "result_keep")
    press(seat, "entrants_rank")
    press(seat, "entrants_prizes")
    page.entrants.prizes_form.counts["first"].setValue(1)
    page.entrants.prizes_form.counts["second"].setValue(1)
    page.entrants.prizes_form.counts["third"].setValue(0)  # one is proposed
    press(seat, "prizes_ok")
    won = {row.name: (row.rank, row.prize) for row in entrants.model.rows()}
    assert won == {"周小红": (1, "first"), "李小明": (2, "second"), "孙小亮": (3, "")}


def the_contest_is_published(seat: Seat) -> None:
    """A week later it is due: certificates with the names, a sheet for the wall without, how it went, its day."""
    assert {line.what: line.figure for line in semester_page(seat, TodayPage).lines}["待公布的活动结果"] == "1"
    page = semester_page(seat, ActivitiesPage)
    assert page.row is not None
    assert page.row.stand(page.desk.today) is Stand.TO_PUBLISH
    press(seat, "activity_entrants_button")
    certificates, results = papers(seat, lambda: [press(seat, f"entrants_{one}") for one in ("certificates", "print")])
    assert "周小红" in certificates
    assert "一等奖" in certificates
    assert "三(1)班 周同学" in results
    assert not any(name in results for name, *_class in PUPILS)
    press(seat, "activity_facts_button")
    press(seat, "activity_record")
    fill(seat, "record_text", "三年级全体到场，气氛热烈。")
    fill(seat, "record_spent", "60")
    press(seat, "record_ok")
    assert "气氛热烈" in paper(seat, "activity_sheet")
    press(seat, "activity_publish")
    press(seat, "publish_ok")
    assert page.row.published == page.desk.today
    assert "待公布的活动结果" not in {line.what for line in semester_page(seat, TodayPage).lines}


def loans_make_a_reading_star(seat: Seat) -> None:
    """Counted from what went over the desk since September, kept as places."""
    page = semester_page(seat, ActivitiesPage)
    press(seat, "activity_new")
    fill(seat, "activity_name", STAR)
    pick_text(seat, "activity_kind", STAR)
    press(seat, "activity_ok")
    press(seat, "activity_ranking_button")
    seat.qtbot.waitUntil(lambda: seat.sees("face_choice"))
    press(seat, "face_choice")
    page.ranking.form.first.setDate(qdate(FIRST))
    page.ranking.form.last.setDate(qdate(page.desk.today))
    page.ranking.form.least.setValue(0)
    press(seat, "challenge_ok")
    shown = [(page.ranking._name(row), row.count) for row in page.ranking.list.model.rows()]
    assert shown[:2] == [("三(1)班 周小红", 3), ("三(2)班 李小明", 2)]  # the librarian sees who it is
    assert "周同学" in paper(seat, "ranking_poster")
    press(seat, "ranking_keep")
    press(seat, "keep_ok")
    assert page.row is not None
    assert page.row.entrants == len(shown)


def readers_are_served(seat: Seat) -> None:
    """Visits by key and by class, a question, a suggestion, an announcement."""
    page = semester_page(seat, ServicePage)
    press(seat, "visits_one")
    press(seat, "visits_class")
    page.visits.class_form.people.setValue(30)
    press(seat, "visit_class_ok")
    assert page.visits.today.text() == "今天31人次"
    press(seat, "service_questions")
    press(seat, "questions_new")
    fill(seat, "question_asked", "蚕的一生有哪些书？")
    fill(seat, "question_answer", "给了《昆虫记》。")
    press(seat, "question_ok")
    press(seat, "service_suggestions")
    press(seat, "suggestions_new")
    fill(seat, "suggestion_said", "雨天也开放")
    fill(seat, "suggestion_answer", "下周起雨天中午开放。")
    shown = seat.child("suggestion_shown")
    assert isinstance(shown, QCheckBox)
    shown.setChecked(True)
    press(seat, "suggestion_ok")
    press(seat, "service_announcements")
    press(seat, "announcements_new")
    fill(seat, "announcement_name", "冬季闭馆时间")
    fill(seat, "announcement_body", "十二月起提前十分钟闭馆。")
    press(seat, "announcement_ok")
    assert "提前十分钟" in paper(seat, "announcements_poster")


def the_pages_are_written(seat: Seat, room: BackRoom) -> None:
    """Into a folder: the prize and its winner as names are shown, no whole name, nobody who only borrowed."""
    folder = room.folder / "网站"
    folder.mkdir()
    page = semester_page(seat, PublishPage)
    page.choose_folder(folder)
    press(seat, "import_start")
    seat.qtbot.waitUntil(lambda: not page.job.running)
    said = all_words(folder)
    for wanted in (CONTEST, "一等奖", "三(1)班 周同学", "雨天也开放", "冬季闭馆时间", "故事第1册", "12:10"):
        assert wanted in said, wanted
    assert not any(name in said for name, *_class in PUPILS)
    assert "王老师" not in said
    names_are_shown(seat, "none")
    page = semester_page(seat, PublishPage)
    press(seat, "import_start")
    seat.qtbot.waitUntil(lambda: not page.job.running)
    said = all_words(folder)
    assert "一等奖" in said
    assert "同学" not in said
    names_are_shown(seat, "surname")


def all_words(folder: Path) -> str:
    return "".join(path.read_text("utf-8") for path in sorted(folder.rglob("*")) if path.is_file())
