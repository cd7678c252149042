"""The page where books are added, as a librarian with a scanner in one hand meets it."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from libdesk.actions.acquisition.batches import make_batch
from libdesk.actions.cataloguing.uncatalogued import lend_uncatalogued
from libdesk.actions.holds import place_hold
from libdesk.actions.undo import last_undoable, undo
from libdesk.domain.outcome import Outcome
from libdesk.ui.cataloguing.adding.page import AddingPage
from tests.builders import add_book, add_reader, count, status
from tests.ui.cataloguing.adding_hands import digits, fill_pool, ours, press, rows, scan, seen, type_in, write
from tests.ui.surroundings import Kept, nameless


@pytest.fixture
def page(qtbot: QtBot, kept: Kept, tmp_path: Path) -> AddingPage:
    made = AddingPage(kept.around)
    kept.around.bridge.changed.connect(lambda change: made.refresh() if change.topics & made.TOPICS else None)
    qtbot.addWidget(made)
    made.resize(911, 330)
    made.show()
    made.activateWindow()
    made.take_focus()
    return made


def copies(page: AddingPage) -> int:
    return count(page.desk, "SELECT count(*) FROM copy")


def test_a_book_that_is_ours_costs_two_scans_and_no_key(page: AddingPage) -> None:
    ours(page.desk, "草房子", 1, "T000001")
    assert "草房子" in scan(page, digits(1))
    said = scan(page, "T000002")
    assert page.banner.outcome is Outcome.LENT
    assert "T000002" in said
    assert rows(page)[0] == ("草房子", "T000002")
    assert page.box.hasFocus()


def test_a_suppliers_record_is_taken_over_by_the_scan_of_its_label(page: AddingPage, tmp_path: Path) -> None:
    fill_pool(page.desk, tmp_path, 3)
    scan(page, digits(1))
    assert count(page.desk, "SELECT count(*) FROM title") == 0  # nothing is ours until a copy of it is
    scan(page, "T000002")
    assert count(page.desk, "SELECT count(*) FROM title WHERE record_id IS NOT NULL AND call_no IS NOT NULL") == 1
    scan(page, digits(1))
    scan(page, "T000003")
    assert count(page.desk, "SELECT count(*) FROM title") == 1
    assert copies(page) == 2


def test_labels_that_follow_each_other_are_copies_where_several_of_each_are_wanted(page: AddingPage) -> None:
    ours(page.desk, "草房子", 1)
    scan(page, digits(1))
    scan(page, "T1001")
    scan(page, "T1002")
    assert page.banner.outcome is Outcome.REFUSED  # the ISBN between them may not have been read
    assert copies(page) == 1
    page.strip.several.setChecked(True)
    scan(page, digits(1))
    for label in ("T1002", "T1003", "T1004"):
        scan(page, label)
    assert copies(page) == 4


def test_so_many_copies_get_the_next_numbers_when_their_number_is_typed(page: AddingPage) -> None:
    ours(page.desk, "草房子", 1, "0000041")
    scan(page, digits(1))
    said = type_in(page, "3")
    assert "0000042" in said
    assert "0000044" in said
    assert copies(page) == 4


def test_where_libdesk_gives_the_numbers_one_scan_adds_a_copy(page: AddingPage) -> None:
    ours(page.desk, "草房子", 1, "0000041")
    page.strip.given.setChecked(True)
    scan(page, digits(1))
    scan(page, digits(1))
    assert copies(page) == 3


def test_a_book_left_without_a_copy_is_told_and_can_be_taken_up_again(page: AddingPage) -> None:
    ours(page.desk, "草房子", 1)
    ours(page.desk, "昆虫记", 2)
    scan(page, digits(1))
    said = scan(page, digits(2))
    assert page.banner.outcome is Outcome.NOTICE
    assert "草房子" in said
    assert rows(page)[0][0] == "草房子"
    scan(page, "T1001")
    assert rows(page)[1] == ("昆虫记", "T1001")
    page.list.list.view.selectRow(0)
    press(page, "adding_again")
    scan(page, "T1002")
    assert [row for row in rows(page) if row[1].startswith("T")][:2] == [("草房子", "T1002"), ("昆虫记", "T1001")]
    assert page.session.left == []


@pytest.mark.parametrize(
    ("code", "says"),
    [
        ("R000001", "读者证"),
        ("T000001", "草房子"),
        ("54995", "附加码"),
        ("6901234567892", "商品条码"),
        ("9787534618728", "不对"),
        ("LD-LEND", "命令卡"),
    ],
)
def test_a_wrong_scan_is_told_and_the_book_at_hand_stays(page: AddingPage, code: str, says: str) -> None:
    ours(page.desk, "草房子", 1, "T000001")
    ours(page.desk, "昆虫记", 2)
    add_reader(page.desk, "王一", card="R000001")
    scan(page, digits(2))
    said = scan(page, code)
    assert page.banner.outcome is Outcome.REFUSED
    assert says in said
    scan(page, "T000002")
    assert rows(page)[0] == ("昆虫记", "T000002")
    assert QApplication.activeModalWidget() is None


def test_a_label_where_an_isbn_is_due_adds_nothing(page: AddingPage) -> None:
    said = scan(page, "T000001")
    assert page.banner.outcome is Outcome.REFUSED
    assert "ISBN" in said
    assert copies(page) == 0


def test_the_label_of_a_copy_names_a_book_without_isbn(page: AddingPage) -> None:
    add_book(page.desk, "老课本", barcodes=["T0001"])
    scan(page, "T0001")
    scan(page, "T0002")
    assert rows(page)[0] == ("老课本", "T0002")


def test_each_row_has_its_own_way_back(page: AddingPage) -> None:
    ours(page.desk, "草房子", 1)
    ours(page.desk, "昆虫记", 2)
    for number, label in ((1, "T1001"), (2, "T1002")):
        scan(page, digits(number))
        scan(page, label)
    page.list.list.view.selectRow(1)
    assert page.list.list.current_row().label == "T1001"
    press(page, "adding_undo")
    assert copies(page) == 1
    assert rows(page)[1] == ("草房子", "已撤回")
    scan(page, digits(1))
    scan(page, "T1001")  # its label is free again
    assert copies(page) == 2


def test_a_book_at_hand_that_was_taken_back_elsewhere_is_not_at_hand_any_more(page: AddingPage, tmp_path: Path) -> None:
    fill_pool(page.desk, tmp_path, 1)
    page.strip.several.setChecked(True)
    scan(page, digits(0))
    scan(page, "T1001")
    entry = last_undoable(page.desk)
    assert entry is not None
    undo(page.desk, entry.id)  # F8
    assert count(page.desk, "SELECT count(*) FROM title") == 0
    scan(page, "T1002")
    assert page.banner.outcome is Outcome.REFUSED
    assert copies(page) == 0


def test_what_nobody_knows_is_written_and_saved_by_the_scan_of_its_label(page: AddingPage) -> None:
    scan(page, digits(7))
    write(page, "title_title", "我们的校园")
    scan(page, "T000009")
    assert page.banner.outcome is Outcome.LENT
    assert rows(page)[0] == ("我们的校园", "T000009")
    assert count(page.desk, "SELECT count(*) FROM title WHERE isbn = ?", digits(7)) == 1
    assert page.box.hasFocus()


def test_return_saves_the_form_and_its_label_may_follow(page: AddingPage) -> None:
    scan(page, digits(7))
    field = write(page, "title_title", "我们的校园")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert count(page.desk, "SELECT count(*) FROM title") == 1
    scan(page, "T000009")
    assert copies(page) == 1


def test_a_form_that_lacks_something_keeps_what_was_written_and_the_label_free(page: AddingPage) -> None:
    scan(page, digits(7))
    write(page, "title_author", "王老师")
    scan(page, "T000009")
    assert "T000009" in seen(page, "adding_form_fault").text()  # type: ignore[attr-defined]
    assert seen(page, "title_author").text() == "王老师"  # type: ignore[attr-defined]
    write(page, "title_title", "我们的校园")
    scan(page, "T000009")
    assert copies(page) == 1


def test_a_written_form_does_not_give_way_to_the_next_book(page: AddingPage) -> None:
    ours(page.desk, "草房子", 1)
    scan(page, digits(7))
    write(page, "title_title", "我们的校园")
    scan(page, digits(1))
    assert seen(page, "title_title").text() == "我们的校园"  # type: ignore[attr-defined]
    assert "还没有保存" in seen(page, "adding_form_fault").text()  # type: ignore[attr-defined]
    press(page, "adding_leave")
    press(page, "adding_drop_do")
    assert page.session.state.form is None
    assert page.box.hasFocus()


def test_an_untouched_form_gives_way(page: AddingPage) -> None:
    ours(page.desk, "草房子", 1)
    scan(page, digits(7))
    assert "草房子" in scan(page, digits(1))
    assert page.session.state.form is None


def test_a_taken_label_leaves_the_form_as_it_is(page: AddingPage) -> None:
    ours(page.desk, "草房子", 1, "T000001")
    scan(page, digits(7))
    write(page, "title_title", "我们的校园")
    scan(page, "T000001")
    assert "草房子" in seen(page, "adding_form_fault").text()  # type: ignore[attr-defined]
    scan(page, "T000002")
    assert rows(page)[0] == ("我们的校园", "T000002")


def test_a_title_that_may_be_here_is_shown_before_a_second_one_is_made(page: AddingPage) -> None:
    made = ours(page.desk, "草房子", 1)
    page.look_by_title()
    search = seen(page, "adding_title")
    assert isinstance(search, QLineEdit)
    search.setText("草 房 子")
    page.words_view.new.emit("草房子")
    write(page, "title_author", "曹文轩")
    write(page, "title_publisher", "少儿社")
    scan(page, "T000009")
    assert "草房子" in seen(page, "adding_double_words").text()  # type: ignore[attr-defined]
    press(page, "adding_double_add")
    assert count(page.desk, "SELECT count(*) FROM copy WHERE title_id = ?", made.title_id) == 1
    assert count(page.desk, "SELECT count(*) FROM title") == 1


def test_another_title_of_the_same_name_is_saved_all_the_same(page: AddingPage) -> None:
    ours(page.desk, "草房子", 1)
    scan(page, digits(7))
    write(page, "title_title", "草房子")
    write(page, "title_author", "曹文轩")
    write(page, "title_publisher", "少儿社")
    scan(page, "T000009")
    press(page, "adding_double_new")
    assert count(page.desk, "SELECT count(*) FROM title") == 2
    assert rows(page)[0] == ("草房子", "T000009")


def test_a_book_without_isbn_is_found_by_its_title(page: AddingPage, tmp_path: Path) -> None:
    fill_pool(page.desk, tmp_path, 2)
    title = str(page.desk.library.connection.execute("SELECT title FROM pool_record ORDER BY id").fetchone()[0])
    page.look_by_title()
    search = seen(page, "adding_title")
    assert isinstance(search, QLineEdit)
    search.setText(title)
    QTest.keyClick(search, Qt.Key.Key_Return)
    scan(page, "T000001")
    assert rows(page)[0][0].startswith(title)


def test_a_title_that_nobody_knows_goes_into_the_form(page: AddingPage) -> None:
    page.look_by_title()
    search = seen(page, "adding_title")
    assert isinstance(search, QLineEdit)
    search.setText("手抄的校史")
    QTest.keyClick(search, Qt.Key.Key_Return)
    assert seen(page, "title_title").text() == "手抄的校史"  # type: ignore[attr-defined]


def test_one_of_several_titles_under_an_isbn_is_chosen_by_the_keyboard(page: AddingPage) -> None:
    ours(page.desk, "草房子", 1)
    ours(page.desk, "昆虫记", 1)
    scan(page, digits(1))
    assert page.suggestions.isVisible()
    QTest.keyClick(page.box, Qt.Key.Key_Down)
    QTest.keyClick(page.box, Qt.Key.Key_Return)
    scan(page, "T1001")
    assert rows(page)[0] == ("昆虫记", "T1001")


def test_a_volume_is_chosen_and_a_new_one_named(page: AddingPage) -> None:
    made = ours(page.desk, "西游记", 1)
    add_book(page.desk, "", title_id=made.title_id, volume="上", barcodes=["T0001"])
    scan(page, digits(1))
    QTest.keyClick(page.box, Qt.Key.Key_Return)
    scan(page, "T1001")
    assert rows(page)[0] == ("西游记(上)", "T1001")
    scan(page, digits(1))
    QTest.keyClick(page.box, Qt.Key.Key_Down)
    QTest.keyClick(page.box, Qt.Key.Key_Return)
    field = seen(page, "adding_volume")
    assert isinstance(field, QLineEdit)
    field.setText("下")
    QTest.keyClick(field, Qt.Key.Key_Return)
    scan(page, "T1002")
    assert rows(page)[0] == ("西游记(下)", "T1002")
    assert count(page.desk, "SELECT count(*) FROM copy WHERE call_no LIKE '%(下)'") == 1


def test_a_set_in_the_form_asks_for_the_volume_and_keeps_its_label(page: AddingPage) -> None:
    scan(page, digits(7))
    kind = seen(page, "title_kind")
    kind.setText("set")  # type: ignore[attr-defined]
    kind.activated.emit(0)  # type: ignore[attr-defined]
    write(page, "title_title", "三国演义")
    press(page, "volumes_make")
    scan(page, "T1001")
    assert page.suggestions.isVisible()
    QTest.keyClick(page.box, Qt.Key.Key_Return)
    assert rows(page)[0] == ("三国演义(上)", "T1001")


def test_what_stays_between_books_goes_to_each_copy(page: AddingPage) -> None:
    ours(page.desk, "草房子", 1)
    batch = make_batch(page.desk, kind="donation", day=page.desk.today, source="校友会")
    page.refresh()
    page.strip.choose_batch(batch)
    page.strip.source.setCurrentText("捐赠")
    page.strip.condition.setCurrentIndex(page.strip.condition.findData("worn"))
    scan(page, digits(1))
    scan(page, "T1001")
    sql = "SELECT batch_id, source, condition, waiting FROM copy WHERE id = (SELECT max(id) FROM copy)"
    assert page.desk.library.connection.execute(sql).fetchone() == (batch, "捐赠", "worn", 7)
    again = AddingPage(page.around)
    assert again.strip.standing == page.strip.standing  # the next day begins as this one ended
    again.deleteLater()


def test_readers_who_wait_for_the_book_are_told(page: AddingPage) -> None:
    made = ours(page.desk, "草房子", 1, "T0001")
    reader = add_reader(page.desk, "王一")
    from libdesk.actions.lending import lend

    lend(page.desk, copy_id=made.copies[0].id, reader_id=add_reader(page.desk, "李二").id)
    place_hold(page.desk, title_id=made.title_id, reader_id=reader.id)
    scan(page, digits(1))
    said = scan(page, "T0002")
    assert page.banner.outcome is Outcome.NOTICE
    assert "1 位读者" in said


def test_a_title_lent_before_it_was_catalogued_is_completed_from_the_list(page: AddingPage) -> None:
    reader = add_reader(page.desk, "李小雨")
    lent = lend_uncatalogued(page.desk, title="草房子", barcode="T0001", reader_id=reader.id)
    page.refresh()
    press(page, "adding_to_complete")
    press(page, "queued_complete")
    assert seen(page, "title_title").text() == "草房子"  # type: ignore[attr-defined]
    write(page, "title_author", "曹文轩")
    press(page, "adding_save")
    assert count(page.desk, "SELECT count(*) FROM title WHERE queued = 1") == 0
    assert status(page.desk, lent.copy.id) == "loan"
    assert not page.to_complete.isVisible()
    assert page.box.hasFocus()


def test_everything_that_takes_the_focus_has_a_name(page: AddingPage, kept: Kept) -> None:
    ours(page.desk, "草房子", 1)
    scan(page, digits(1))
    assert nameless(page) == []
    page.strip.change.click()
    assert nameless(page) == []
    page.look_by_title()
    assert nameless(page) == []
    scan(page, digits(9))
    assert nameless(page) == []


def test_three_hundred_known_books_are_three_hundred_times_two_scans(page: AddingPage) -> None:
    """An hour has 3,600 seconds: twelve for a book, of which the program may not ask for one key."""
    for number in range(30):
        ours(page.desk, f"第{number}本", number)
    scans = 0
    for number in range(30):
        scan(page, digits(number))
        scan(page, f"T{number:06d}")
        scans += 2
        assert page.banner.outcome is Outcome.LENT
    assert scans == 60
    assert copies(page) == 30
