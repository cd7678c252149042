"""Adding and changing a reader in the page: what is wrong is told there, and nothing that was typed is lost."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLabel, QLineEdit
from pytestqt.qtbot import QtBot

from libdesk.actions.desk import Desk
from libdesk.actions.undo import last_undoable, undo
from libdesk.domain.rows.reader_groups import ReaderGroup
from libdesk.store.queries import persons
from libdesk.ui.readers.list_page import ReaderListPage
from tests.builders import add_reader, set_setting
from tests.ui.readers.hands import names, press, seen, sees, shown, write
from tests.ui.surroundings import Kept, nameless


def text_of(page: ReaderListPage, name: str) -> str:
    widget = seen(page, name)
    assert isinstance(widget, QLabel | QLineEdit)
    return widget.text()


def of_kind(page: ReaderListPage, kind: str) -> None:
    combo = seen(page, "reader_kind")
    assert isinstance(combo, QComboBox)
    combo.setCurrentIndex(combo.findData(kind))
    combo.activated.emit(combo.currentIndex())


def test_a_newcomer_is_added_and_the_form_waits_for_the_next(qtbot: QtBot, kept: Kept) -> None:
    add_reader(kept.around.desk, "张三", class_no=1)
    page = shown(qtbot, kept)
    press(page, "reader_add")
    write(page, "reader_name", "王小雨")
    write(page, "reader_class", "四1")
    assert "2022" in text_of(page, "reader_class_understood")
    write(page, "reader_seat", "12")
    QTest.keyClick(seen(page, "reader_seat"), Qt.Key.Key_Return)
    assert set(names(page)) == {"张三", "王小雨"}
    assert "王小雨" in kept.said[-1]
    assert page.list.current_row().name == "王小雨"
    assert text_of(page, "reader_name") == ""
    assert text_of(page, "reader_class") == "四1"
    assert text_of(page, "reader_card_line") == "R000003"
    assert QApplication.activeModalWidget() is None


@pytest.mark.parametrize(("stages", "example"), [(("primary",), "三(1)班"), (("primary", "junior"), "级初中1班")])
def test_the_field_of_the_class_names_one_as_this_school_writes_it(
    qtbot: QtBot, kept: Kept, stages: tuple[str, ...], example: str
) -> None:
    page = shown(qtbot, kept)
    set_setting(kept.around.desk, "stages", stages)
    press(page, "reader_add")
    field = seen(page, "reader_class")
    assert isinstance(field, QLineEdit)
    assert field.placeholderText().endswith(example)


def test_the_chosen_class_is_in_the_form_already(qtbot: QtBot, kept: Kept) -> None:
    add_reader(kept.around.desk, "张三", class_no=7)
    page = shown(qtbot, kept)
    page.show_group(ReaderGroup("class", "primary", 2022, 7))
    press(page, "reader_add")
    assert "7" in text_of(page, "reader_class")


@pytest.mark.parametrize(
    ("field", "typed"),
    [
        ("reader_class", "四班"),
        ("reader_seat", "99x"),
        ("reader_expires", "9/1"),
        ("reader_school_no", "110105201601011234"),
        ("reader_card_line", "LD-LEND"),
    ],
)
def test_what_is_wrong_is_told_and_nothing_is_lost(qtbot: QtBot, kept: Kept, field: str, typed: str) -> None:
    page = shown(qtbot, kept)
    press(page, "reader_add")
    write(page, "reader_name", "王小雨")
    write(page, "reader_class", "四1")
    write(page, field, typed)
    press(page, "edit_save")
    assert text_of(page, "edit_fault")
    assert text_of(page, "reader_name") == "王小雨"
    assert text_of(page, field) == typed
    assert seen(page, field).hasFocus(), "and can be put right at once"
    assert names(page) == []


def test_a_seat_that_is_taken_and_a_card_that_is_over_are_told_and_not_refused(qtbot: QtBot, kept: Kept) -> None:
    add_reader(kept.around.desk, "张三", class_no=1, seat=3)
    page = shown(qtbot, kept)
    press(page, "reader_add")
    write(page, "reader_name", "王小雨")
    write(page, "reader_class", "四1")
    write(page, "reader_seat", "4")
    assert not sees(page, "edit_note")
    write(page, "reader_seat", "3")
    assert text_of(page, "edit_note") == "座号 3 也是张三的。"
    write(page, "reader_expires", "2025-01-01")
    assert "2025年1月1日" in text_of(page, "edit_note")
    press(page, "edit_save")
    assert set(names(page)) == {"张三", "王小雨"}
    assert "座号 3 也是张三的。" in kept.said[-1]
    assert not sees(page, "edit_note")


def test_the_own_seat_is_not_taken(qtbot: QtBot, kept: Kept) -> None:
    add_reader(kept.around.desk, "张三", class_no=1, seat=3)
    page = shown(qtbot, kept)
    press(page, "reader_edit")
    assert not sees(page, "edit_note")


def test_a_card_scanned_into_its_field_saves_nothing_by_itself(qtbot: QtBot, kept: Kept) -> None:
    page = shown(qtbot, kept)
    press(page, "reader_add")
    write(page, "reader_card_line", "IC0077")
    QTest.keyClick(seen(page, "reader_card_line"), Qt.Key.Key_Return)
    assert names(page) == []
    assert not sees(page, "edit_fault")
    write(page, "reader_name", "王小雨")
    write(page, "reader_class", "四1")
    press(page, "edit_save")
    assert page.list.current_row().card == "IC0077"


def test_the_same_name_in_the_class_is_told_and_then_taken(qtbot: QtBot, kept: Kept) -> None:
    add_reader(kept.around.desk, "张三", class_no=1)
    page = shown(qtbot, kept)
    press(page, "reader_add")
    write(page, "reader_name", "张三")
    write(page, "reader_class", "四1")
    press(page, "edit_save")
    assert names(page) == ["张三"]
    press(page, "edit_anyway")
    assert names(page) == ["张三", "张三"]


def test_a_change_is_saved_and_taken_back(qtbot: QtBot, kept: Kept, desk: Desk) -> None:
    reader = add_reader(desk, "张三", class_no=1)
    page = shown(qtbot, kept)
    press(page, "reader_edit")
    write(page, "reader_name", "张山")
    write(page, "reader_class", "四(2)班")
    press(page, "edit_save")
    assert names(page) == ["张山"]
    assert not sees(page, "edit_save")
    entry = last_undoable(desk)
    assert entry is not None
    undo(desk, entry.id)
    person = persons.person(desk.library, reader.id)
    assert person is not None
    assert (person.name, person.class_ref and person.class_ref.class_no) == ("张三", 1)


def test_the_list_goes_on_while_a_form_is_filled_in(qtbot: QtBot, kept: Kept, desk: Desk) -> None:
    add_reader(desk, "张三", class_no=1)
    second = add_reader(desk, "李四", class_no=2)
    page = shown(qtbot, kept)
    press(page, "reader_edit")
    write(page, "reader_name", "张三丰")
    page.list.select(second.id)
    page.look_for("李四")
    add_reader(desk, "王五", class_no=3)
    assert text_of(page, "reader_name") == "张三丰"
    press(page, "edit_save")
    page.look_for("")
    assert names(page) == ["张三丰", "李四", "王五"]


def test_esc_leaves_an_untouched_form_and_keeps_a_touched_one(qtbot: QtBot, kept: Kept) -> None:
    add_reader(kept.around.desk, "张三")
    page = shown(qtbot, kept)
    press(page, "reader_edit")
    QTest.keyClick(seen(page, "reader_name"), Qt.Key.Key_Escape)
    assert not sees(page, "edit_save")
    press(page, "reader_edit")
    write(page, "reader_name", "张")
    QTest.keyClick(seen(page, "reader_name"), Qt.Key.Key_Escape)
    assert sees(page, "edit_save")
    press(page, "edit_cancel")
    assert names(page) == ["张三"]
    assert page.list.view.hasFocus()


def test_one_year_more_counts_from_the_day_in_the_field(qtbot: QtBot, kept: Kept) -> None:
    add_reader(kept.around.desk, "张三")
    page = shown(qtbot, kept)
    press(page, "reader_edit")
    write(page, "reader_expires", "2024-02-29")
    press(page, "reader_renew")
    assert text_of(page, "reader_expires") == "2025-02-28"


def test_each_kind_has_its_own_fields(qtbot: QtBot, kept: Kept, desk: Desk) -> None:
    page = shown(qtbot, kept)
    press(page, "reader_add")
    fields = {"reader_class", "reader_seat", "reader_department", "reader_responsible", "reader_school_no"}
    expected = {
        "pupil": {"reader_class", "reader_seat", "reader_school_no"},
        "teacher": {"reader_department", "reader_school_no"},
        "staff": {"reader_department", "reader_school_no"},
        "class": {"reader_class", "reader_responsible"},
        "department": {"reader_department", "reader_responsible"},
    }
    for kind, there in expected.items():
        of_kind(page, kind)
        assert {name for name in fields if sees(page, name)} == there
        assert nameless(page) == []


def test_sex_stands_there_only_where_the_school_keeps_it(qtbot: QtBot, kept: Kept, desk: Desk) -> None:
    page = shown(qtbot, kept)
    press(page, "reader_add")
    assert not sees(page, "reader_sex")
    press(page, "edit_cancel")
    set_setting(desk, "keep_sex", True)
    press(page, "reader_add")
    assert sees(page, "reader_sex")


def test_a_teacher_is_found_by_pinyin_to_answer_for_an_account(qtbot: QtBot, kept: Kept, desk: Desk) -> None:
    add_reader(desk, "赵丽华", kind="teacher")
    add_reader(desk, "赵小明")
    account = add_reader(desk, "2022级3班", kind="class")
    page = shown(qtbot, kept)
    page.list.select(account.id)
    press(page, "reader_edit")
    write(page, "reader_responsible", "zlh")
    press(page, "edit_save")
    assert text_of(page, "edit_fault")  # half typed is nobody chosen
    page.beside.edit.fields.responsible.line.ask()
    QTest.keyClick(seen(page, "reader_responsible"), Qt.Key.Key_Return)
    assert text_of(page, "reader_responsible") == "赵丽华"
    press(page, "edit_save")
    assert "赵丽华" in page.detail._facts.text()
