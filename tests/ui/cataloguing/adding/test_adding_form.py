"""Books that nobody has described yet, that have no ISBN, or that were lent before they were catalogued."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit

from libdesk.actions.acquisition.purchases import NewLine, OrderForm, make_purchase
from libdesk.actions.cataloguing.uncatalogued import lend_uncatalogued
from libdesk.domain.outcome import Outcome
from libdesk.ui.cataloguing.adding.page import AddingPage
from tests.builders import add_reader, count, status
from tests.ui.cataloguing.adding.hands import copies, digits, fill_pool, ours, press, rows, scan, seen, write


def test_what_nobody_knows_is_written_and_saved_by_the_scan_of_its_label(page: AddingPage) -> None:
    scan(page, digits(7))
    write(page, "title_title", "我们的校园")
    scan(page, "T000009")
    assert page.banner.outcome is Outcome.DONE
    assert rows(page)[0] == ("我们的校园", "T000009")
    assert count(page.desk, "SELECT count(*) FROM title WHERE isbn = ?", digits(7)) == 1
    assert page.box.hasFocus()


def test_what_was_ordered_stands_in_the_form_and_the_label_is_enough(page: AddingPage) -> None:
    line = NewLine("我们的校园", 2, author="王老师", isbn=digits(7), price_fen=1880)
    make_purchase(page.desk, OrderForm("补购"), [line])
    scan(page, digits(7))
    assert seen(page, "title_title").text() == "我们的校园"  # type: ignore[attr-defined]
    scan(page, "T000009")
    (title,) = page.desk.library.fetch("SELECT title, author, isbn, price_fen FROM title")
    assert title == ("我们的校园", "王老师", digits(7), 1880)
    assert rows(page)[0] == ("我们的校园", "T000009")


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


def test_what_is_wrong_is_not_called_missing_and_its_label_may_be_scanned_again_at_once(page: AddingPage) -> None:
    scan(page, digits(7))
    write(page, "title_title", "我们的校园")
    price = write(page, "title_price_fen", "25.8O")
    scan(page, "T000009")
    told = seen(page, "adding_form_fault").text()  # type: ignore[attr-defined]
    assert "T000009" in told
    assert "缺" not in told
    price.setText("25.80")
    price.textEdited.emit("25.80")
    assert page.views.form.fault.isHidden()
    page.box.receive("T000009")
    assert copies(page) == 1
    assert rows(page)[0] == ("我们的校园", "T000009")


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
    page.views.words.new.emit("草房子")
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


def test_a_set_in_the_form_asks_for_the_volume_and_keeps_its_label(page: AddingPage) -> None:
    scan(page, digits(7))
    kind = seen(page, "title_kind")
    kind.setText("set")  # type: ignore[attr-defined]
    kind.activated.emit(0)  # type: ignore[attr-defined]
    write(page, "title_title", "三国演义")
    press(page, "volumes_make")
    scan(page, "T1001")
    assert page.choices.rows.isVisible()
    QTest.keyClick(page.box, Qt.Key.Key_Return)
    assert rows(page)[0] == ("三国演义(上)", "T1001")


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


def test_the_isbn_of_a_title_that_is_completed_brings_what_a_supplier_says_of_it(
    page: AddingPage, tmp_path: Path
) -> None:
    fill_pool(page.desk, tmp_path, 2)
    reader = add_reader(page.desk, "李小雨")
    lend_uncatalogued(page.desk, title="河边", barcode="T0001", reader_id=reader.id)
    page.refresh()
    press(page, "adding_to_complete")
    press(page, "queued_complete")
    scan(page, digits(1))
    assert "河边第" in seen(page, "title_title").text()  # type: ignore[attr-defined]
    press(page, "adding_save")
    sql = "SELECT count(*) FROM title WHERE isbn = ? AND record_id IS NOT NULL AND queued = 0"
    assert count(page.desk, sql, digits(1)) == 1
    assert count(page.desk, "SELECT count(*) FROM title") == 1


def test_an_isbn_that_no_supplier_knows_is_put_into_the_form(page: AddingPage) -> None:
    reader = add_reader(page.desk, "李小雨")
    lend_uncatalogued(page.desk, title="校史", barcode="T0001", reader_id=reader.id)
    page.refresh()
    press(page, "adding_to_complete")
    press(page, "queued_complete")
    scan(page, digits(7))
    assert seen(page, "title_title").text() == "校史"  # type: ignore[attr-defined]
    assert seen(page, "title_isbn").text().replace("-", "") == digits(7)  # type: ignore[attr-defined]


def test_the_same_title_alone_is_said_to_be_no_more_and_return_goes_back_to_the_form(page: AddingPage) -> None:
    ours(page.desk, "再见，雪娃娃", 1)
    scan(page, digits(7))
    write(page, "title_title", "再见，雪娃娃")
    scan(page, "T000009")
    words = seen(page, "adding_double_words").text()  # type: ignore[attr-defined]  # a QLabel
    assert "出版社相同" not in words
    QTest.keyClick(seen(page, "adding_double_back"), Qt.Key.Key_Return)
    assert count(page.desk, "SELECT count(*) FROM copy") == 0
    assert page.session.state.form is not None


def test_one_question_stands_over_the_form_at_a_time(page: AddingPage) -> None:
    ours(page.desk, "草房子", 1)
    scan(page, digits(7))
    write(page, "title_title", "草房子")
    page.views.form.give_up()
    assert not page.views.form.question.isHidden()
    scan(page, "T000009")
    assert page.views.form.question.isHidden()
    assert not page.views.form.doubles.isHidden()
