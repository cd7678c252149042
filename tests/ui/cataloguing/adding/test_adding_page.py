"""The page where books are added, as a librarian with a scanner in one hand meets it."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from libdesk.actions.acquisition.batches import make_batch
from libdesk.actions.cataloguing.adding import add_title
from libdesk.actions.holds import place_hold
from libdesk.actions.imports.records.pool import plan_pool, write_pool
from libdesk.actions.undo import last_undoable, undo
from libdesk.actions.withdrawing.notices import keep_notice
from libdesk.domain.adding_scans import Code
from libdesk.domain.bureau import Named
from libdesk.domain.outcome import Outcome
from libdesk.domain.rows.adding import Where
from libdesk.domain.rows.imports import Counts
from libdesk.domain.titles import TitleFields
from libdesk.ui.cataloguing.adding.page import AddingPage
from tests.builders import add_book, add_reader, count
from tests.exchange import marc_files
from tests.ui.cataloguing.adding.hands import copies, digits, fill_pool, ours, press, rows, scan, seen, type_in
from tests.ui.surroundings import Kept, nameless


def test_a_book_that_is_ours_costs_two_scans_and_no_key(page: AddingPage) -> None:
    ours(page.desk, "草房子", 1, "T000001")
    assert "草房子" in scan(page, digits(1))
    said = scan(page, "T000002")
    assert page.banner.outcome is Outcome.DONE
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
    assert rows(page)[1] == ("草房子", "已撤销")
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


def test_an_untouched_form_gives_way(page: AddingPage) -> None:
    ours(page.desk, "草房子", 1)
    scan(page, digits(7))
    assert "草房子" in scan(page, digits(1))
    assert page.session.state.form is None


def test_one_of_several_titles_under_an_isbn_is_chosen_by_the_keyboard(page: AddingPage) -> None:
    ours(page.desk, "草房子", 1)
    ours(page.desk, "昆虫记", 1)
    scan(page, digits(1))
    assert page.choices.rows.isVisible()
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
        assert page.banner.outcome is Outcome.DONE
    assert scans == 60
    assert copies(page) == 30


def test_a_suppliers_record_of_a_title_that_may_be_ours_is_asked_about(page: AddingPage, tmp_path: Path) -> None:
    fill_pool(page.desk, tmp_path, 2)
    row = page.desk.library.fetch("SELECT title, author, publisher FROM pool_record WHERE isbn = ?", digits(1))[0]
    bare = add_title(page.desk, TitleFields(row[0], author=row[1], publisher=row[2]))
    scan(page, digits(1))
    assert [one.where for one in page.session.state.choices] == [Where.OURS, Where.POOL]
    QTest.keyClick(page.box, Qt.Key.Key_Return)
    scan(page, "T1001")
    assert count(page.desk, "SELECT title_id FROM copy") == bare.title_id
    assert count(page.desk, "SELECT count(*) FROM title WHERE isbn = ?", digits(1)) == 1  # known from now on
    scan(page, digits(1))
    scan(page, "T1002")
    assert copies(page) == 2


def test_after_f8_the_label_is_due_again(page: AddingPage) -> None:
    ours(page.desk, "草房子", 1)
    scan(page, digits(1))
    scan(page, "T1001")
    entry = last_undoable(page.desk)
    assert entry is not None
    undo(page.desk, entry.id)
    scan(page, "T1002")
    assert rows(page)[0] == ("草房子", "T1002")
    assert copies(page) == 1


def test_a_book_that_the_bureau_names_is_added_and_told(page: AddingPage) -> None:
    keep_notice(page.desk, name="2026年第1号", lines=[Named("草房子", "曹文轩")])
    ours(page.desk, "草房子", 1, "T0001")
    ours(page.desk, "昆虫记", 2, "T0002")
    scan(page, digits(1))
    said = scan(page, "T0003")
    assert page.banner.outcome is Outcome.NOTICE
    assert "2026年第1号" in said
    assert copies(page) == 3, "it is said and stops nothing"
    scan(page, digits(2))
    assert "2026年第1号" not in scan(page, "T0004")


def test_a_book_older_than_isbn_is_found_by_its_unified_number_and_by_initials(
    page: AddingPage, tmp_path: Path
) -> None:
    path = tmp_path / "old.iso"
    path.write_bytes(marc_files.record(marc_files.OLD))
    write_pool(page.desk, plan_pool(page.desk, [path]))
    assert plan_pool(page.desk, [path]).counts == Counts(unchanged=1)
    for typed in ("10099.1234", "10099·1234"):
        assert "农田里的算术" in type_in(page, typed)
        page.gesture(page.session.clear)
    assert [one.title for one in page.session.found(Code.WORDS, "ntldss")] == ["农田里的算术"]
    type_in(page, "10099.1234")
    scan(page, "T0001")
    assert page.desk.library.fetch("SELECT unified_no FROM title") == [("10099·1234",)]
    page.gesture(page.session.clear)
    assert "农田里的算术" in type_in(page, "10099.1234"), "ours now, found by the same number"
    type_in(page, "7100.99")
    assert page.views.form.form.fields().unified_no == "7100.99"


def test_a_row_whose_copy_is_lent_says_so_and_stays(page: AddingPage) -> None:
    from libdesk.actions.lending import lend

    ours(page.desk, "草房子", 1)
    scan(page, digits(1))
    scan(page, "T0001")
    copy_id = count(page.desk, "SELECT max(id) FROM copy")
    lend(page.desk, copy_id=copy_id, reader_id=add_reader(page.desk, "王一").id)
    press(page, "adding_undo")
    assert "《草房子》借出去了" in page.banner.text()
    assert "先归还" in page.banner.text()
    assert copies(page) == 1
