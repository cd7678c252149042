"""Several readers chosen in the list, a group shown whole, and what is done with them from the panel."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel
from pytestqt.qtbot import QtBot

from libdesk.actions.desk import Desk
from libdesk.actions.lending import lend
from libdesk.actions.readers.leaving import leave_readers
from libdesk.actions.undo import last_undoable, undo
from libdesk.domain.rows.reader_groups import LEFT, ReaderGroup
from libdesk.store.queries import persons
from libdesk.ui.readers.list_page import ReaderListPage
from tests.builders import add_book, add_reader, count, set_setting
from tests.ui.readers.hands import choose, names, press, seen, sees, shown, write
from tests.ui.surroundings import Kept, nameless

FOUR_ONE = ReaderGroup("class", "primary", 2022, 1)


@pytest.fixture
def page(qtbot: QtBot, kept: Kept, desk: Desk) -> ReaderListPage:
    for name, number in (("张三", 1), ("李四", 1), ("王五", 1), ("赵六", 10), ("孙七", 7)):
        add_reader(desk, name, class_no=number)
    add_reader(desk, "周老师", kind="teacher")
    return shown(qtbot, kept)


def text_of(page: ReaderListPage, name: str) -> str:
    label = seen(page, name)
    assert isinstance(label, QLabel)
    return label.text()


def class_numbers(desk: Desk, *wanted: str) -> list[int]:
    sql = """SELECT e.class_no FROM reader r JOIN enrolment e ON e.reader_id = r.id AND e.to_day IS NULL
      WHERE r.name = ?"""
    return [count(desk, sql, name) for name in wanted]


def test_a_class_is_chosen_under_its_name_of_today(page: ReaderListPage) -> None:
    words = [page.group.itemText(at).strip() for at in range(page.group.count())]
    classes = [word for word in words if "(" in word]
    assert [word.partition("(")[2].rstrip("班)") for word in classes] == ["1", "7", "10"]
    page.group.setCurrentIndex(words.index(classes[0]))
    page.group.group_changed.emit()
    assert names(page) == ["张三", "李四", "王五"]


def test_a_whole_grade_is_shown_whole(qtbot: QtBot, kept: Kept, desk: Desk) -> None:
    for number in range(210):
        add_reader(desk, f"读者{number}", class_no=number % 5 + 1)
    page = shown(qtbot, kept)
    assert len(names(page)) == 200
    page.show_group(ReaderGroup("year", "primary", 2022))
    assert len(names(page)) == 210
    assert not page.list.note.isVisible()


def test_a_scan_finds_its_reader_whatever_group_is_shown(page: ReaderListPage) -> None:
    page.show_group(FOUR_ONE)
    page.scan_target.scanned.emit("R000006", False)
    assert names(page) == ["周老师"]


def test_nobody_of_a_group_leads_back_to_everybody(page: ReaderListPage) -> None:
    page.show_group(FOUR_ONE)
    page.search.look_for("周老师")
    assert names(page) == []
    press(page, "face_choice")
    assert names(page) == ["周老师"]


def test_several_are_moved_by_keys_alone_and_it_is_told(page: ReaderListPage, kept: Kept, desk: Desk) -> None:
    page.show_group(FOUR_ONE)
    page.list.view.setFocus()
    QTest.keyClick(page.list.view, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    assert len(page.list.chosen_rows()) == 3
    move = seen(page, "selection_move")
    move.setFocus()
    QTest.keyClick(move, Qt.Key.Key_Space)
    assert seen(page, "move_to_class").hasFocus()
    ok = seen(page, "move_ok")
    assert not ok.isEnabled()
    write(page, "move_to_class", "4")
    assert not ok.isEnabled()
    write(page, "move_to_class", "四7")
    assert "1" in text_of(page, "move_to_class_understood")
    QTest.keyClick(seen(page, "move_to_class"), Qt.Key.Key_Return)
    assert class_numbers(desk, "张三", "李四", "王五") == [7, 7, 7]
    assert "3" in kept.said[-1]
    assert QApplication.activeModalWidget() is None
    entry = last_undoable(desk)
    assert entry is not None
    undo(desk, entry.id)
    assert class_numbers(desk, "张三", "李四", "王五") == [1, 1, 1]


def test_who_cannot_be_moved_is_named_beside_the_list(page: ReaderListPage, desk: Desk) -> None:
    choose(page, ["张三", "孙七", "周老师"])
    press(page, "selection_move")
    write(page, "move_to_class", "四7")
    press(page, "move_ok")
    told = text_of(page, "readers_not_done")
    assert "孙七" in told
    assert "周老师" in told
    assert "张三" not in told
    page.search.look_for("")
    assert not sees(page, "readers_not_done")


def test_after_an_action_those_chosen_stay_chosen(page: ReaderListPage) -> None:
    choose(page, ["张三", "李四"])
    press(page, "selection_repeat")
    assert sorted(row.name for row in page.list.chosen_rows()) == ["张三", "李四"]
    assert sees(page, "selection_move")


def test_several_are_stopped_and_reopened(page: ReaderListPage, desk: Desk) -> None:
    choose(page, ["张三", "李四"])
    press(page, "selection_stop")
    write(page, "selection_why", "弄坏图书")
    press(page, "selection_ok")
    assert count(desk, "SELECT count(*) FROM reader WHERE state = 'stopped'") == 2
    press(page, "selection_reopen")
    assert count(desk, "SELECT count(*) FROM reader WHERE state = 'stopped'") == 0
    assert not sees(page, "selection_reopen")


def test_cards_get_a_day_and_a_wrong_one_is_told(page: ReaderListPage, desk: Desk) -> None:
    choose(page, ["张三", "李四"])
    press(page, "selection_expiry")
    for typed in ("31.8.", "2026-08-31"):
        write(page, "selection_day", typed)
        press(page, "selection_ok")
        assert sees(page, "selection_form_fault") == sees(page, "selection_day") == (typed == "31.8.")
    press(page, "selection_renew")
    sql = "SELECT count(*) FROM reader WHERE expires = '2027-08-31'"
    assert count(desk, sql) == 2
    press(page, "selection_expiry")
    write(page, "selection_day", "0")
    press(page, "selection_ok")
    assert count(desk, "SELECT count(*) FROM reader WHERE expires IS NOT NULL") == 0


def test_leavers_go_but_for_those_who_hold_something_and_they_too_all_the_same(
    page: ReaderListPage, desk: Desk
) -> None:
    for row in page.list.model.rows():
        if row.name in ("张三", "李四"):
            lend(desk, copy_id=add_book(desk, f"书{row.id}").copy_id, reader_id=row.id)
    page.refresh()
    choose(page, ["张三", "李四", "王五"])
    press(page, "selection_leave")
    assert "王五" not in names(page)
    assert "张三" in text_of(page, "readers_not_done")
    press(page, "selection_anyway")
    assert not {"张三", "李四"} & set(names(page))
    page.show_group(LEFT)
    assert set(names(page)) == {"张三", "李四", "王五"}
    choose(page, names(page))
    press(page, "selection_return")
    page.show_group(FOUR_ONE)
    assert names(page) == ["张三", "李四", "王五"]


def test_one_reader_leaves_from_the_page_and_comes_back(page: ReaderListPage, desk: Desk) -> None:
    page.look_for("孙七")
    press(page, "reader_more")
    press(page, "selection_back")
    assert sees(page, "reader_more")
    press(page, "reader_more")
    press(page, "selection_leave")
    page.show_group(LEFT)
    assert names(page) == ["孙七"]
    assert "7" in page.list.model.data(page.list.model.index(0, 0))
    press(page, "selection_return")
    page.look_for("四7")
    assert names(page) == ["孙七"]


def test_another_row_closes_the_question_about_those_before(page: ReaderListPage) -> None:
    choose(page, ["张三", "李四"])
    press(page, "selection_stop")
    choose(page, ["张三", "李四", "王五"])
    assert not sees(page, "selection_why")
    assert sees(page, "selection_stop")


def test_class_accounts_are_made_and_shown(page: ReaderListPage, kept: Kept) -> None:
    press(page, "make_accounts")
    assert names(page) == ["2022级1班", "2022级7班", "2022级10班"]
    assert "R000009" in kept.said[-1]
    assert not sees(page, "make_accounts")


def test_teachers_stand_by_department(qtbot: QtBot, kept: Kept, desk: Desk) -> None:
    from libdesk.actions.readers.edit import add_reader as add
    from libdesk.domain.reader_form import ReaderForm

    for name, department in (("周一", "语文组"), ("吴二", "数学组"), ("郑三", "语文组"), ("冯四", "体育组")):
        add(desk, ReaderForm(name, kind="teacher", department=department))
    page = shown(qtbot, kept)
    page.show_group(ReaderGroup("kind", kind="teacher"))
    assert names(page) == ["吴二", "冯四", "郑三", "周一"]
    page.show_group(ReaderGroup("department", department="语文组"))
    assert names(page) == ["郑三", "周一"]


def test_a_senior_schools_first_class_is_found_as_it_is_called(qtbot: QtBot, kept: Kept, desk: Desk) -> None:
    set_setting(desk, "stages", ("senior",))
    add_reader(desk, "张三", stage="senior", entry_year=2025, class_no=3)
    page = shown(qtbot, kept)
    for typed in ("一3", "高一(3)班", "2025级3班"):
        page.look_for(typed)
        assert names(page) == ["张三"]


def test_the_classes_through_the_years_stand_on_the_readers_page(page: ReaderListPage, desk: Desk) -> None:
    page.look_for("孙七")
    press(page, "reader_more")
    press(page, "selection_repeat")
    press(page, "selection_back")
    press(page, "reader_about")
    lines = [(line.title, line.when) for line in page.detail.lines.model.rows()]
    assert [when for _title, when in lines[:2]] == ["2026–", "2022–2026"]
    assert any("R000005" in title for title, _when in lines)


def test_everything_in_the_panel_has_a_name(page: ReaderListPage) -> None:
    choose(page, ["张三", "李四"])
    assert nameless(page) == []
    press(page, "selection_move")
    assert nameless(page) == []


def test_a_leaver_among_several_is_brought_back_alone(page: ReaderListPage, desk: Desk) -> None:
    person = next(row for row in page.list.model.rows() if row.name == "张三")
    leave_readers(desk, reader_ids=[person.id])
    page.look_for("四1")
    choose(page, ["张三", "李四"])
    press(page, "selection_return")
    found = persons.person(desk.library, person.id)
    assert found is not None
    assert found.state == "active"


def test_the_page_is_no_wider_than_the_smallest_screen(page: ReaderListPage) -> None:
    choose(page, ["张三", "李四"])
    assert page.minimumSizeHint().width() <= 911
    for button in page.findChildren(QAbstractButton):
        if button.isVisible() and button.text():
            assert button.width() >= button.minimumSizeHint().width(), button.objectName()
