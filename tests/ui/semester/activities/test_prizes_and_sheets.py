"""What the page says before it writes: prizes by place, who was scanned, whose name is shown."""

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from libdesk.actions.activities.activities import ActivityDraft, make_activity
from libdesk.actions.activities.entrants import enter_readers
from libdesk.actions.activities.results import rank_by_score, set_result
from libdesk.actions.desk import Desk
from libdesk.actions.lending import lend
from libdesk.domain.audience import Audience
from libdesk.domain.challenges import Challenge
from libdesk.domain.classes import ClassRef, Stage
from libdesk.store.queries import activities as queries
from libdesk.ui.semester.activities.page import ActivitiesPage
from tests.actions.activities.activities_made import activity, lent, rows, undo_last
from tests.builders import TODAY, add_book, add_reader, set_setting
from tests.documents.pdf import texts
from tests.ui.readers.hands import press, seen, sees, write
from tests.ui.semester.activities.test_activities_page import paper, printed, shown, text
from tests.ui.surroundings import Kept, nameless


def with_scores(desk: Desk, *results: str) -> int:
    """An activity of so many pupils with results, ranked."""
    one = activity(desk)
    names = "甲乙丙丁戊己"[: len(results)]
    enter_readers(desk, one, [add_reader(desk, f"张{name}").id for name in names])
    for row, result in zip(queries.entrants(desk.library, one), results, strict=True):
        set_result(desk, row.id, result=result, prize="")
    rank_by_score(desk, one)
    return one


def entrants_of(page: ActivitiesPage) -> None:
    page.show_view(page.entrants)


def test_prizes_are_proposed_and_what_would_change_is_said_before(qtbot: QtBot, kept: Kept, desk: Desk) -> None:
    one = with_scores(desk, "90", "80", "70")
    second = queries.entrants(desk.library, one)[1]
    set_result(desk, second.id, result="80", prize="最佳创意奖")
    page = shown(qtbot, kept)
    entrants_of(page)
    press(page, "entrants_prizes")
    form = page.entrants.prizes_form
    assert [field.value() for field in form.counts.values()] == [0, 1, 1, 1, 0]
    told = text(page, "prizes_told")
    assert "新评 2 个奖" in told
    assert "张乙（最佳创意奖）" in told
    assert nameless(page) == []
    before = rows(desk)
    for field in form.counts.values():
        field.setValue(0)
    press(page, "prizes_ok")
    assert "0" in text(page, "prizes_fault")
    assert rows(desk) == before
    form.counts["first"].setValue(1)
    form.counts["second"].setValue(1)
    press(page, "prizes_ok")
    assert [row.prize for row in queries.entrants(desk.library, one)] == ["first", "最佳创意奖", ""]
    press(page, "entrants_prizes")
    assert [field.value() for field in form.counts.values()] == [0, 1, 0, 0, 0]
    assert "不会有改动" in text(page, "prizes_told")
    form.counts["first"].setValue(2)
    form.others.setChecked(True)
    assert "张乙（最佳创意奖→一等奖）" in text(page, "prizes_told")
    press(page, "prizes_ok")
    assert [row.prize for row in queries.entrants(desk.library, one)] == ["first", "first", ""]
    undo_last(desk)
    undo_last(desk)
    assert rows(desk) == before


def test_who_would_lose_a_prize_is_named(qtbot: QtBot, kept: Kept, desk: Desk) -> None:
    one = with_scores(desk, "90", "80", "70")
    page = shown(qtbot, kept)
    entrants_of(page)
    press(page, "entrants_prizes")
    press(page, "prizes_ok")
    assert [row.prize for row in queries.entrants(desk.library, one)] == ["first", "second", "third"]
    press(page, "entrants_prizes")
    page.entrants.prizes_form.counts["third"].setValue(0)
    assert "取消 1 个奖：张丙（三等奖）" in text(page, "prizes_told")
    QTest.keyClick(page.entrants.prizes_form, Qt.Key.Key_Escape)
    assert not sees(page, "prizes_told")


def test_no_prize_typed_in_words_is_none(qtbot: QtBot, kept: Kept, desk: Desk) -> None:
    one = with_scores(desk, "90")
    page = shown(qtbot, kept)
    entrants_of(page)
    page.entrants.line.prize.setCurrentText("未获奖")
    press(page, "result_keep")
    assert [row.prize for row in queries.entrants(desk.library, one)] == [""]
    assert "获奖 0 项" in text(page, "entrants_counts")


def test_a_scan_is_told_as_what_it_is(qtbot: QtBot, kept: Kept, desk: Desk) -> None:
    activity(desk)
    book = add_book(desk, "西游记")
    li = add_reader(desk, "李明")
    page = shown(qtbot, kept)
    page.take(book.barcodes[0])
    assert "《西游记》" in kept.said[-1]
    page.take(li.card)
    assert "李明" in kept.said[-1]
    page.take(li.card)
    assert "李明" in text(page, "entrants_fault")
    page.take("NOBODY")
    assert not sees(page, "entrants_fault")


def test_a_name_typed_by_hand_is_a_person_unless_a_group_is_chosen(qtbot: QtBot, kept: Kept, desk: Desk) -> None:
    one = activity(desk)
    page = shown(qtbot, kept)
    made = printed(page)
    entrants_of(page)
    press(page, "face_choice")
    write(page, "add_names", "阿不都热依木·买买提艾力、家长李女士")
    press(page, "add_by_name")
    for row in queries.entrants(desk.library, one):
        assert row.kind == "guest"
        set_result(desk, row.id, result="", prize="first")
    page.refresh()
    press(page, "add_done")
    press(page, "entrants_print")
    whole = paper(made)
    assert "买买提艾力" not in whole
    assert "嘉宾 李女士" in whole
    assert "老师" not in whole


@pytest.mark.parametrize("how", ["surname", "none"])
def test_the_librarian_sees_who_the_star_is_and_the_poster_says_that_names_are_left_out(
    qtbot: QtBot, kept: Kept, desk: Desk, how: str
) -> None:
    set_setting(desk, "names_shown", how)
    li = add_reader(desk, "李小明")
    lent(desk, add_book(desk, "书").copy_id, li.id, TODAY - timedelta(20))
    activity(desk, "阅读之星", first=TODAY - timedelta(30), last=TODAY - timedelta(1),
             challenge=Challenge(TODAY - timedelta(30), TODAY - timedelta(1)))  # fmt: skip
    page = shown(qtbot, kept)
    made = printed(page)
    page.show_view(page.ranking)
    assert [page.ranking._name(row) for row in page.ranking.list.model.rows()] == ["四(3)班 李小明"]
    for name in ("ranking_poster", "ranking_print"):
        press(page, name)
        assert ("不显示姓名" in paper(made)) == (how == "none")
        assert "李小明" not in paper(made)


def test_a_lecture_asks_for_no_works(qtbot: QtBot, kept: Kept, desk: Desk) -> None:
    one = activity(desk, kind="lecture")
    enter_readers(desk, one, [add_reader(desk, "李明").id])
    page = shown(qtbot, kept)
    entrants_of(page)
    assert text(page, "entrants_counts") == "1 人参加"
    assert not page.entrants.line.works.isVisible()
    made = printed(page)
    press(page, "entrants_roll")
    assert "作品数" not in paper(made)
    other = activity(desk, "征文", kind="essays", first=TODAY - timedelta(1))
    page.refresh()
    page.select(other)
    enter_readers(desk, other, [add_reader(desk, "王芳").id])
    page.refresh()
    assert page.entrants.line.works.isVisible()


def test_a_class_without_pupils_is_told(qtbot: QtBot, kept: Kept, desk: Desk) -> None:
    add_reader(desk, "李明")
    page = shown(qtbot, kept)
    page.begin()
    write(page, "activity_name", "读书节")
    write(page, "activity_audience", "三(9)班")
    press(page, "activity_ok")
    assert "三(9)班没有学生" in kept.said[-1]
    assert queries.activities(desk.library)


def test_what_was_written_of_an_activity_is_not_lost_by_a_look_at_another(qtbot: QtBot, kept: Kept, desk: Desk) -> None:
    one, other = activity(desk, "诵读"), activity(desk, "征文")
    page = shown(qtbot, kept)
    page.select(one)
    press(page, "activity_record")
    page.facts.record_form.record.setPlainText("孩子们读得很认真")
    page.select(other)
    assert "诵读" in kept.said[-1]
    page.select(one)
    press(page, "activity_record")
    assert page.facts.record_form.record.toPlainText() == "孩子们读得很认真"
    press(page, "record_ok")
    row = queries.activity(desk.library, one)
    assert row is not None
    assert row.record == "孩子们读得很认真"
    page.select(other)
    page.select(one)
    press(page, "activity_record")
    page.facts.record_form.record.setPlainText("改了")
    QTest.keyClick(page.facts.record_form, Qt.Key.Key_Escape)  # left on purpose
    page.select(other)
    page.select(one)
    press(page, "activity_record")
    assert page.facts.record_form.record.toPlainText() == "孩子们读得很认真"


def test_the_fields_that_were_typed_are_not_lost_by_a_look_at_another(qtbot: QtBot, kept: Kept, desk: Desk) -> None:
    one, other = activity(desk, "诵读"), activity(desk, "征文")
    page = shown(qtbot, kept)
    page.select(one)
    press(page, "activity_change")
    write(page, "activity_place", "操场")
    page.select(other)
    assert "诵读" in kept.said[-1]
    page.begin()
    write(page, "activity_name", "读书节")
    page.select(one)
    assert "新活动" in kept.said[-1]
    press(page, "activity_change")
    assert page.facts.form.place.text() == "操场"
    press(page, "activity_ok")
    row = queries.activity(desk.library, one)
    assert row is not None
    assert (row.name, row.place) == ("诵读", "操场")
    page.begin()
    assert page.facts.form.name.text() == "读书节"
    assert "还没有保存" in page.facts.form.words.text()
    press(page, "activity_ok")
    assert [row.name for row in queries.activities(desk.library)].count("读书节") == 1
    page.begin()
    assert page.facts.form.name.text() == ""
    write(page, "activity_name", "不要了")
    QTest.keyClick(page.facts.form, Qt.Key.Key_Escape)  # left on purpose
    page.begin()
    assert page.facts.form.name.text() == ""


def test_a_new_activity_that_is_typed_stays_while_the_desk_works(qtbot: QtBot, kept: Kept, desk: Desk) -> None:
    page = shown(qtbot, kept)
    page.begin()
    write(page, "activity_name", "读书节")
    lend(desk, copy_id=add_book(desk, "草房子").copy_id, reader_id=add_reader(desk, "李明").id)
    assert page.facts.form.isVisible()
    assert page.facts.form.name.text() == "读书节"


@pytest.mark.parametrize(("kind", "said"), [("box", "书箱"), ("book", "图书")])
def test_what_is_scanned_and_is_no_card_is_told_as_what_it_is(
    qtbot: QtBot, kept: Kept, desk: Desk, kind: str, said: str
) -> None:
    made = add_book(desk, "第七号", item_kind=kind)
    page = shown(qtbot, kept)
    page.select(activity(desk))
    page.take(made.barcodes[0])
    assert said in kept.said[-1]
    assert "第七号" in kept.said[-1]


def test_a_certificate_names_the_prize_in_its_sentence(qtbot: QtBot, kept: Kept, desk: Desk) -> None:
    one = make_activity(desk, ActivityDraft("poems", "第一届“书香”大赛", TODAY, TODAY + timedelta(3)))
    enter_readers(desk, one, [add_reader(desk, "李明").id, add_reader(desk, "王芳", kind="teacher").id])
    pupil, teacher = queries.entrants(desk.library, one)
    set_result(desk, pupil.id, result="", prize="first", work="《春》")
    set_result(desk, teacher.id, result="", prize="star")
    page = shown(qtbot, kept)
    made = printed(page)
    entrants_of(page)
    press(page, "entrants_certificates")
    title, make = made[-1]
    assert title.endswith("荣誉证书")
    first, second = ("".join(page_text.split()) for page_text in texts(make()))
    assert "四(3)班李明同学：" in first
    assert "作品《春》在“第一届‘书香’大赛”" in first
    assert "中荣获一等奖，特发此证，以资鼓励。" in first
    assert "王芳老师：" in second
    assert "被评为“阅读之星”" in second
    number = f"{pupil.id:04d}"
    set_result(desk, teacher.id, result="", prize="")
    press(page, "entrants_certificates")
    assert number in paper(made)  # whoever else wins, the number stays


def test_two_papers_of_a_long_title_are_told_apart(qtbot: QtBot, kept: Kept, desk: Desk) -> None:
    name = "第十二届“阳光少年书香校园”三年级整本书阅读成果展示暨古诗词诵读大赛"
    one = activity(desk, name)
    enter_readers(desk, one, [add_reader(desk, "李明").id])
    page = shown(qtbot, kept)
    made = printed(page)
    entrants_of(page)
    for button, word in (("entrants_print", "获奖名单"), ("entrants_roll", "参加名单")):
        press(page, button)
        whole = "".join(paper(made).split())
        assert f"{name}{word}" in whole


def test_a_class_that_is_for_the_activity_is_shown_without_a_word(qtbot: QtBot, kept: Kept, desk: Desk) -> None:
    add_reader(desk, "李明")
    one = activity(desk, audience=Audience((), (ClassRef(Stage.PRIMARY, 2022, 3),)))
    page = shown(qtbot, kept)
    page.select(one)
    press(page, "activity_change")
    press(page, "activity_ok")
    assert "没有学生" not in kept.said[-1]
    assert seen(page, "activity_facts").isVisible()
