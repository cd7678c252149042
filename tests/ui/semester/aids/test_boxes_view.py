"""Boxes: made, filled, issued, exchanged and counted, by scans and by keyboard."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QListWidget

from libdesk.actions.aids import boxes
from libdesk.actions.desk import Desk
from libdesk.actions.lending import lend
from libdesk.store.queries.aids import boxes as box_queries
from libdesk.ui.semester.aids.page import BOXES, AidsPage
from tests.builders import add_book, add_reader, count, status
from tests.ui.semester.aids.aids_hands import document, undone
from tests.ui.shelving.shelf_hands import press


def test_a_box_is_filled_issued_counted_and_printed_by_scanning(page: AidsPage, desk: Desk) -> None:
    box = add_book(desk, "书箱 1", item_kind="box")
    books, klass = add_book(desk, "草房子", copies=3), add_reader(desk, "2022级1班", kind="class", class_no=1)
    page.take(box.barcodes[0])
    assert page.view == BOXES
    for code in books.barcodes:
        page.take(code)
    assert [row.copy_id for row in page.boxes.books.model.rows()] == list(books.copy_ids)
    page.take(klass.card)
    assert status(desk, box.copy_id) == "loan"
    assert "四(1)班" in page.boxes.where.text()
    page.boxes.mode.setCurrentIndex(2)
    page.boxes._other_mode()
    for code in books.barcodes[:2]:
        page.take(code)
    press(page.boxes, "box_finish")
    press(page.boxes.form, "choose_note")
    assert status(desk, books.copy_ids[2]) == "missing"
    assert [word for word in document(page, "box_print") if "第二份" in word]
    undone(desk)
    assert status(desk, books.copy_ids[2]) == "shelf"
    press(page.boxes, "box_back")
    assert status(desk, box.copy_id) == "shelf"


def counting(page: AidsPage) -> None:
    page.boxes.mode.setCurrentIndex(page.boxes.mode.findData("count"))
    page.boxes.mode.activated.emit(page.boxes.mode.currentIndex())


def test_a_count_and_its_question_belong_to_their_box(page: AidsPage, desk: Desk) -> None:
    one, other = (add_book(desk, f"书箱 {n}", item_kind="box") for n in (1, 2))
    books, few = add_book(desk, "草房子", copies=5), add_book(desk, "城南旧事", copies=2)
    boxes.fill(desk, one.copy_id, books.copy_ids)
    boxes.fill(desk, other.copy_id, few.copy_ids)
    page.take(one.barcodes[0])
    counting(page)
    page.take(books.barcodes[0])
    press(page.boxes, "box_finish")
    assert page.boxes.form.isVisible()
    page.boxes.list.select(other.copy_id)
    assert page.boxes.form.isHidden()
    page.take(few.barcodes[0])
    assert "1/2" in page.boxes.todo.text()
    page.boxes.list.select(one.copy_id)
    assert "1/5" in page.boxes.todo.text()
    press(page.boxes, "box_finish")
    press(page.boxes.form, "choose_note")
    assert [status(desk, copy_id) for copy_id in books.copy_ids] == ["shelf", *["missing"] * 4]
    assert [status(desk, copy_id) for copy_id in few.copy_ids] == ["shelf", "shelf"]


def test_the_return_of_a_scanner_notes_no_book_as_missing(page: AidsPage, desk: Desk) -> None:
    box, books = add_book(desk, "书箱 1", item_kind="box"), add_book(desk, "草房子", copies=6)
    boxes.fill(desk, box.copy_id, books.copy_ids)
    page.take(box.barcodes[0])
    counting(page)
    page.take(books.barcodes[0])
    press(page.boxes, "box_finish")
    lacks = page.boxes.form.findChild(QListWidget, "box_lacks")
    assert [lacks.item(n).text().split("  ")[0] for n in range(lacks.count())] == ["《草房子》"] * 5
    assert "《草房子》、《草房子》、《草房子》等" in page.boxes.form._label.text()
    focus = QApplication.focusWidget()
    assert focus is not None
    QTest.keyClick(focus, Qt.Key.Key_Return)
    assert page.boxes.form.isHidden()
    assert [status(desk, copy_id) for copy_id in books.copy_ids] == ["shelf"] * 6
    assert "1/6" in page.boxes.todo.text()


def test_a_new_box_is_made_on_the_page_and_given_to_a_class_that_is_typed(page: AidsPage, desk: Desk) -> None:
    add_book(desk, "书箱 1", item_kind="box")
    add_reader(desk, "张小明", class_no=3)
    page.show_view(BOXES)
    press(page.boxes, "box_new")
    assert page.boxes.new_form.name.text() == "书箱 2"
    page.boxes.new_form.save()
    row = page.boxes.row
    assert row is not None
    assert (row.name, row.status) == ("书箱 2", "shelf")
    assert row.barcode
    press(page.boxes, "box_issue")
    line = page.boxes.to_form.receiver.line
    line.setText("四3")
    QTest.keyClick(line, Qt.Key.Key_Return)
    assert status(desk, row.copy_id) == "shelf"
    press(page.boxes, "box_to_ok")
    assert status(desk, row.copy_id) == "loan"
    assert "四(3)班" in page.boxes.told.text()
    for _entry in ("the loan", "the account", "the box"):
        undone(desk)
    assert count(desk, "SELECT count(*) FROM copy WHERE item_kind = 'box'") == 1
    assert count(desk, "SELECT count(*) FROM reader WHERE kind = 'class'") == 0


def test_a_box_without_a_book_goes_with_a_word(page: AidsPage, desk: Desk) -> None:
    box = add_book(desk, "书箱 1", item_kind="box")
    klass = add_reader(desk, "2022级1班", kind="class", class_no=1)
    page.take(box.barcodes[0])
    page.take(klass.card)
    assert status(desk, box.copy_id) == "loan"
    assert "还没有书" in page.boxes.told.text()


def test_two_boxes_are_exchanged(page: AidsPage, desk: Desk) -> None:
    made = [add_book(desk, f"书箱 {n}", item_kind="box").copy_id for n in (1, 2)]
    classes = [add_reader(desk, f"2022级{n}班", kind="class", class_no=n).id for n in (1, 2)]
    for box, klass in zip(made, classes, strict=True):
        lend(desk, copy_id=box, reader_id=klass)
    page.show_view(BOXES)
    page.boxes.list.select(made[0])
    press(page.boxes, "box_exchange")
    press(page.boxes.form, f"choose_{made[1]}")
    holders = {row.copy_id: row.holder.id for row in box_queries.boxes(desk.library) if row.holder}
    assert holders == dict(zip(made, reversed(classes), strict=True))


def test_what_cannot_go_into_a_box_is_told(page: AidsPage, desk: Desk) -> None:
    box, book = add_book(desk, "书箱 1", item_kind="box"), add_book(desk, "草房子")
    lend(desk, copy_id=book.copy_id, reader_id=add_reader(desk, "张小明").id)
    page.take(box.barcodes[0])
    page.take(book.barcodes[0])
    assert "草房子" in page.boxes.told.text()
    page.take("没有这个码")
    assert page.boxes.told.text()
    assert boxes.compare(desk, box.copy_id, []).missing == ()
