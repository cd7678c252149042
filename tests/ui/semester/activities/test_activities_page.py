"""The page of activities: made, filled, judged, ranked and printed by keyboard, and every refusal told in words."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QLabel
from pytestqt.qtbot import QtBot

from libdesk.actions.activities.entrants import enter_readers
from libdesk.actions.activities.results import set_result
from libdesk.actions.desk import Desk
from libdesk.actions.readers.erase import erase_readers
from libdesk.domain.activities import Stand
from libdesk.domain.challenges import Challenge
from libdesk.exchange.export import write_table
from libdesk.store.queries import activities as queries
from libdesk.ui.semester.activities.page import ActivitiesPage
from tests.actions.activities.activities_made import activity, jpeg, lent, rows, undo_last
from tests.builders import TODAY, add_book, add_reader, add_term, change_reader, set_setting
from tests.documents.pdf import texts
from tests.ui.readers.hands import press, seen, sees, write
from tests.ui.surroundings import Kept, at_work, nameless

Printed = list[tuple[str, Callable[[], bytes]]]


def shown(qtbot: QtBot, kept: Kept, height: int = 700) -> ActivitiesPage:
    return at_work(qtbot, kept, ActivitiesPage(kept.around), height=height)


def printed(page: ActivitiesPage) -> Printed:
    made: Printed = []
    page.document_asked.connect(lambda title, make: made.append((title, make)))
    return made


def text(page: ActivitiesPage, name: str) -> str:
    label = seen(page, name)
    assert isinstance(label, QLabel)
    return label.text()


def names(page: ActivitiesPage) -> list[str]:
    return [row.name for row in page.entrants.list.model.rows()]


def paper(made: Printed) -> str:
    _title, make = made[-1]
    return "\n".join(texts(make()))


def test_a_refusal_comes_into_sight_where_the_form_is_higher_than_the_page(qtbot: QtBot, kept: Kept) -> None:
    page = shown(qtbot, kept, height=320)
    press(page, "face_choice")
    press(page, "activity_ok")
    fault = seen(page, "activity_fault")
    qtbot.waitUntil(lambda: not fault.visibleRegion().isEmpty())
    assert fault.visibleRegion().boundingRect().height() > fault.height() / 2


def test_an_empty_page_begins_an_activity_and_what_is_wrong_stands_in_the_form(
    qtbot: QtBot, kept: Kept, desk: Desk
) -> None:
    page = shown(qtbot, kept)
    press(page, "face_choice")
    press(page, "activity_ok")
    assert "名称" in text(page, "activity_fault")
    write(page, "activity_name", "读书节")
    write(page, "activity_audience", "某某组")
    press(page, "activity_ok")
    assert "某某组" in text(page, "activity_fault")
    write(page, "activity_audience", "三年级")
    kind = seen(page, "activity_kind")
    assert isinstance(kind, QComboBox)
    kind.setCurrentText("校园读书节")
    assert nameless(page) == []
    press(page, "activity_ok")
    (row,) = queries.activities(desk.library)
    assert (row.name, row.kind, row.audience.grades) == ("读书节", "校园读书节", (3,))
    assert page.row is not None
    assert page.row.id == row.id
    assert "校园读书节" in text(page, "activity_facts")
    undo_last(desk)
    assert rows(desk) == [[], [], []]


def test_the_list_is_of_the_term_and_can_be_narrowed(qtbot: QtBot, kept: Kept, desk: Desk) -> None:
    add_term(desk, TODAY - timedelta(20), TODAY + timedelta(60), "第二学期")
    add_term(desk, TODAY - timedelta(200), TODAY - timedelta(60), "第一学期")
    now = activity(desk, "诵读", publish_by=TODAY + timedelta(9))
    old = activity(desk, "去年征文", kind="essays", first=TODAY - timedelta(90), last=TODAY - timedelta(80))
    page = shown(qtbot, kept)
    assert [row.id for row in page.list.model.rows()] == [now]
    assert page.select(old)
    assert [row.id for row in page.list.model.rows()] == [old]  # its own term is chosen
    write(page, "activities_find", "zhengwen")
    page.search.ask()
    assert not page.list.model.rows()
    page.search.look_for("征文")
    assert [row.id for row in page.list.model.rows()] == [old]
    page.search.look_for("")
    page.term.setCurrentIndex(0)  # every term
    page.stand.setCurrentIndex(page.stand.findData(Stand.RUNNING.value))
    page.stand.activated.emit(page.stand.currentIndex())
    assert [row.id for row in page.list.model.rows()] == [now]


def test_pupils_are_ticked_scanned_and_found_and_groups_named(qtbot: QtBot, kept: Kept, desk: Desk) -> None:
    li, wang = add_reader(desk, "李明", seat=1), add_reader(desk, "王芳", seat=2)
    sun = add_reader(desk, "孙一", class_no=1)
    one = activity(desk)
    page = shown(qtbot, kept)
    page.show_view(page.entrants)
    press(page, "face_choice")
    panel = page.entrants.panel
    panel.class_choice.setCurrentIndex(panel.class_choice.findText("四(3)班"))
    panel.class_choice.activated.emit(panel.class_choice.currentIndex())
    panel.pupils.view.setFocus()
    QTest.keyClick(panel.pupils.view, Qt.Key.Key_Space)
    assert "1" in panel.enter.text()
    press(page, "add_enter")
    assert [row.reader_id for row in queries.entrants(desk.library, one)] == [li.id]
    assert not panel.enter.isEnabled()
    write(page, "add_names", "红领巾小队、蓝天组，红领巾小队")
    press(page, "add_by_name")
    press(page, "add_whole")
    assert nameless(page) == []
    QTest.keyClick(panel, Qt.Key.Key_Escape)
    assert names(page)[:3] == ["李明", "红领巾小队", "蓝天组"]
    page.take(wang.card)
    page.take(wang.card)
    assert "已经" in text(page, "entrants_fault")
    page.take("NOBODY")
    assert "NOBODY" in kept.said[-1]
    assert len(queries.entrants(desk.library, one)) == 5
    assert sun.id not in {row.reader_id for row in queries.entrants(desk.library, one)}


def test_return_keeps_a_result_and_goes_on_in_the_same_field(qtbot: QtBot, kept: Kept, desk: Desk) -> None:
    one = activity(desk)
    enter_readers(desk, one, [add_reader(desk, name).id for name in ("甲", "乙", "丙")])
    page = shown(qtbot, kept)
    page.show_view(page.entrants)
    QTest.keyClick(page.entrants.list.view, Qt.Key.Key_Return)
    line = page.entrants.line
    for score in ("90", "95.5", "90"):
        assert line.result.hasFocus()
        QTest.keyClicks(line.result, score, delay=0)
        QTest.keyClick(line.result, Qt.Key.Key_Return)
    assert [row.result for row in queries.entrants(desk.library, one)] == ["90", "95.5", "90"]
    press(page, "entrants_rank")
    press(page, "entrants_prizes")
    page.entrants.prizes_form.counts["first"].setValue(1)
    page.entrants.prizes_form.counts["second"].setValue(1)
    press(page, "prizes_ok")
    found = [(row.rank, row.prize) for row in queries.entrants(desk.library, one)]
    assert found == [(2, "second"), (1, "first"), (2, "second")]
    before = rows(desk)
    QTest.keyClick(line.result, Qt.Key.Key_Return)  # nothing is new: nothing is written
    assert rows(desk) == before


def test_words_are_not_ranked_and_it_is_said(qtbot: QtBot, kept: Kept, desk: Desk) -> None:
    one = activity(desk)
    enter_readers(desk, one, [add_reader(desk, "甲").id])
    page = shown(qtbot, kept)
    page.show_view(page.entrants)
    press(page, "entrants_rank")
    assert "分数" in text(page, "entrants_fault")
    press(page, "entrants_prizes")
    press(page, "prizes_ok")
    assert "名次" in text(page, "prizes_fault")


def test_a_sheet_is_looked_at_before_it_is_taken_over(qtbot: QtBot, kept: Kept, desk: Desk, tmp_path: Path) -> None:
    one = activity(desk)
    enter_readers(desk, one, [add_reader(desk, "李明").id])
    path = tmp_path / "成绩.csv"
    write_table(path, "成绩", ["姓名", "得分", "奖项"], [["李明", "95", "一等奖"], ["生人甲", "80", ""]])
    page = shown(qtbot, kept)
    page.show_view(page.entrants)
    press(page, "entrants_sheet")
    before = rows(desk)
    page.entrants.sheet_panel.read(tmp_path / "没有.csv")
    assert text(page, "sheet_fault")
    page.entrants.sheet_panel.read(path)
    assert "3" in text(page, "sheet_told")
    assert rows(desk) == before
    assert nameless(page) == []
    press(page, "sheet_keep")
    (row,) = queries.entrants(desk.library, one)
    assert (row.result, row.prize) == ("95", "first")


@pytest.mark.parametrize(("how", "said"), [("full", "李小明"), ("surname", "李同学"), ("none", "四(3)班")])
def test_what_is_hung_up_names_pupils_as_the_school_chose(
    qtbot: QtBot, kept: Kept, desk: Desk, how: str, said: str
) -> None:
    set_setting(desk, "names_shown", how)
    li = add_reader(desk, "李小明")
    book = add_book(desk, "书")
    lent(desk, book.copy_id, li.id, TODAY - timedelta(20))
    one = activity(desk, "阅读之星", first=TODAY - timedelta(30), last=TODAY - timedelta(1),
                   challenge=Challenge(TODAY - timedelta(30), TODAY - timedelta(1)))  # fmt: skip
    page = shown(qtbot, kept)
    made = printed(page)
    page.show_view(page.ranking)
    # The librarian's own list says who it is, whatever others may read.
    assert [page.ranking._name(row) for row in page.ranking.list.model.rows()] == ["四(3)班 李小明"]
    press(page, "ranking_keep")
    press(page, "keep_ok")
    (row,) = queries.entrants(desk.library, one)
    set_result(desk, row.id, result="1", prize="star")
    press(page, "ranking_print")
    press(page, "ranking_poster")
    page.show_view(page.entrants)
    press(page, "entrants_print")
    page.show_view(page.facts)
    press(page, "activity_sheet")
    assert len(made) == 4
    for title, make in made:
        whole = "\n".join(texts(make()))
        assert said in whole, title
        assert ("李小明" in whole) == (how == "full"), title
    page.show_view(page.entrants)
    press(page, "entrants_certificates")
    assert "李小明" in paper(made)  # it goes to the pupil


def test_an_erased_winner_gets_no_certificate_and_one_who_left_does(qtbot: QtBot, kept: Kept, desk: Desk) -> None:
    li, wang = add_reader(desk, "李小明"), add_reader(desk, "王小芳")
    one = activity(desk)
    enter_readers(desk, one, [li.id, wang.id])
    for row in queries.entrants(desk.library, one):
        set_result(desk, row.id, result="90", prize="first")
    for reader in (li, wang):
        change_reader(desk, reader, state="left")
    erase_readers(desk, reader_ids=[li.id])
    page = shown(qtbot, kept)
    made = printed(page)
    page.show_view(page.entrants)
    press(page, "entrants_certificates")
    assert "1" in text(page, "entrants_fault")
    assert "王小芳" in paper(made)
    press(page, "entrants_print")
    assert "四(3)班" in paper(made)


def test_an_activity_without_entrants_is_printed_and_published(qtbot: QtBot, kept: Kept, desk: Desk) -> None:
    one = activity(desk, publish_by=TODAY + timedelta(20))
    page = shown(qtbot, kept)
    made = printed(page)
    press(page, "activity_sheet")
    assert "古诗词大赛" in paper(made)
    press(page, "activity_publish")
    press(page, "publish_ok")
    row = queries.activity(desk.library, one)
    assert row is not None
    assert row.published == TODAY
    page.show_view(page.entrants)
    press(page, "entrants_print")
    assert "没有评奖" in paper(made)
    page.show_view(page.facts)
    press(page, "activity_unpublish")
    press(page, "activity_drop")
    press(page, "activity_take_up")
    press(page, "activity_remove")
    press(page, "activity_out_do")
    assert queries.activity(desk.library, one) is None
    undo_last(desk)
    assert queries.activity(desk.library, one) is not None


def test_photos_are_added_with_captions_and_what_is_none_is_told(
    qtbot: QtBot, kept: Kept, desk: Desk, tmp_path: Path
) -> None:
    one = activity(desk)
    good, bad = tmp_path / "一.jpg", tmp_path / "二.jpg"
    good.write_bytes(jpeg())
    bad.write_bytes(b"no picture")
    page = shown(qtbot, kept)
    made = printed(page)
    page.show_view(page.photos)
    page.photos.add_files([good, bad])
    assert "二.jpg" in text(page, "activity_photo_fault")
    write(page, "activity_caption", "决赛现场")
    press(page, "activity_caption_keep")
    assert [row.caption for row in queries.photos(desk.library, one)] == ["决赛现场"]
    assert nameless(page) == []
    page.show_view(page.facts)
    press(page, "activity_record")
    page.facts.record_form.record.setPlainText("孩子们很喜欢\n下次早点准备")
    page.facts.record_form.spent.setText("12.5元钱")
    press(page, "record_ok")
    assert text(page, "record_fault")
    page.facts.record_form.spent.setText("12.5")
    press(page, "record_ok")
    press(page, "activity_sheet")
    whole = paper(made)
    assert "决赛现场" in whole
    assert "下次早点准备" in whole
    page.show_view(page.photos)
    press(page, "activity_photo_remove")
    assert queries.photos(desk.library, one) == []


def test_a_rule_is_given_and_loans_are_counted_no_longer(qtbot: QtBot, kept: Kept, desk: Desk) -> None:
    add_reader(desk, "李明")
    one = activity(desk)
    page = shown(qtbot, kept)
    page.show_view(page.ranking)
    qtbot.waitUntil(lambda: sees(page, "face_choice"))
    press(page, "face_choice")
    page.ranking.form.last.setDate(page.ranking.form.first.date().addDays(-1))
    press(page, "challenge_ok")
    assert text(page, "challenge_fault")
    page.ranking.form.last.setDate(page.ranking.form.first.date().addDays(30))
    page.ranking.form.by.setCurrentIndex(1)
    assert nameless(page) == []
    press(page, "challenge_ok")
    row = queries.activity(desk.library, one)
    assert row is not None
    assert row.challenge is not None
    assert row.challenge.by == "class"
    press(page, "ranking_keep")
    press(page, "keep_ok")
    assert text(page, "keep_fault")
    press(page, "keep_cancel")
    press(page, "ranking_stop")
    row = queries.activity(desk.library, one)
    assert row is not None
    assert row.challenge is None
    qtbot.waitUntil(lambda: sees(page, "face_choice"))
