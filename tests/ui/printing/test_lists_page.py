"""The page of lists in the window: what is chosen is what is looked at, printed and saved, true at that moment."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from libdesk.actions.desk import Desk
from libdesk.actions.holds import place_hold
from libdesk.actions.lending import lend
from libdesk.actions.returning import give_back
from libdesk.ui.printing.lists_page.page import KINDS, ListsPage
from libdesk.ui.printing.lists_page.readers import OverdueFields, ReceiptFields, RosterFields
from libdesk.ui.tabs.print_tab import PrintTab
from tests.builders import BookMade, Clock, ReaderMade, add_book, add_reader
from tests.documents.pdf import texts
from tests.ui.printing.papers import FilePrinters
from tests.ui.surroundings import Kept, at_work, nameless
from tests.windows import Seat

LONG = "中国少年儿童百科全书：自然与科学技术（彩图精装典藏版全四册）" * 2


@pytest.fixture
def page(qtbot: QtBot, kept: Kept, tmp_path: Path) -> ListsPage:
    return at_work(qtbot, kept, ListsPage(kept.around, printers=FilePrinters(tmp_path, "laser")), height=330)


@pytest.fixture
def saved(qtbot: QtBot, page: ListsPage, tmp_path: Path) -> Callable[[str], list[str]]:
    """The words of each page of a list, as it is saved from the preview."""

    def save(name: str = "") -> list[str]:
        if name:
            page.show_list(name)
        qtbot.waitUntil(lambda: page.paper.count > 0 and not page.paper._reading.running)
        path = tmp_path / "list.pdf"
        with qtbot.waitSignal(page.paper.printed):
            page.paper.save_paper(path)
        return texts(path.read_bytes())

    return save


def overdue(desk: Desk, clock: Clock, *names: tuple[str, int, int]) -> list[tuple[ReaderMade, list[BookMade]]]:
    """(name, class, books): what was lent to them a month ago."""
    made = []
    for name, class_no, count in names:
        reader = add_reader(desk, name, class_no=class_no)
        books = [add_book(desk, f"{name}的第{number}本") for number in range(count)]
        for book in books:
            lend(desk, copy_id=book.copy_id, reader_id=reader.id)
        made.append((reader, books))
    clock.advance(days=40)
    desk.forget()
    return made


def test_overdue_lists_stand_by_class_and_each_reader_has_a_slip(
    qtbot: QtBot, page: ListsPage, desk: Desk, clock: Clock, saved: Callable[[str], list[str]]
) -> None:
    overdue(desk, clock, ("张三", 10, 2), ("李四", 7, 1))
    page.refresh()
    pages = saved("overdue")
    assert len(pages) == 3  # two classes, one page of slips
    assert "四(7)班" in pages[0]
    assert "李四" in pages[0]
    assert "张三" not in pages[0]
    assert "四(10)班" in pages[1]
    assert all(words in pages[2] for words in ("李四的第0本", "张三的第0本", "张三的第1本", "尽快归还"))
    assert all("10:00" in one for one in pages)


def test_the_lists_of_classes_run_on_where_pages_of_their_own_are_not_wanted(
    qtbot: QtBot, page: ListsPage, desk: Desk, clock: Clock, saved: Callable[[str], list[str]]
) -> None:
    overdue(desk, clock, *((f"王{number}", number, 1) for number in range(1, 14)))
    page.refresh()
    fields = page.show_list("overdue")
    assert isinstance(fields, OverdueFields)
    fields.as_slips.click()
    assert len(saved("")) == 13
    fields.own_pages.click()
    pages = saved("")
    assert len(pages) == 2
    assert all(f"四({number})班" in "".join(pages) for number in range(1, 14))
    fields.as_list.click()
    assert not fields.own_pages.isEnabled()


def test_a_book_that_comes_back_is_on_no_list_any_more(
    qtbot: QtBot, page: ListsPage, desk: Desk, clock: Clock, saved: Callable[[str], list[str]]
) -> None:
    ((_reader, books), _other) = overdue(desk, clock, ("张三", 10, 2), ("李四", 7, 1))
    page.refresh()
    saved("overdue")
    give_back(desk, copy_id=books[0].copy_id)
    whole = "\n".join(saved(""))
    assert "张三的第0本" not in whole
    assert "张三的第1本" in whole


def test_one_class_and_slips_alone_can_be_chosen(
    qtbot: QtBot, page: ListsPage, desk: Desk, clock: Clock, saved: Callable[[str], list[str]]
) -> None:
    overdue(desk, clock, ("张三", 10, 2), ("李四", 7, 1))
    page.refresh()
    fields = page.show_list("overdue")
    assert isinstance(fields, OverdueFields)
    fields.group.setFocus()
    QTest.keyClick(fields.group, Qt.Key.Key_Down)
    fields.as_list.click()
    (slips,) = saved("")
    assert "李四" in slips
    assert "张三" not in slips


EMPTY = {
    "overdue": "没有超期", "roster": "名册", "out": "没有借出", "holds": "没有图书", "receipt": "先选读者",
    "shelf": "没有图书", "new": "没有新书",
}  # fmt: skip


@pytest.mark.parametrize(("name", "words"), EMPTY.items())
def test_an_empty_list_says_so_in_a_sentence(qtbot: QtBot, page: ListsPage, name: str, words: str) -> None:
    page.show_list(name)
    qtbot.waitUntil(lambda: any(words in part.text() for part in page.paper.face.findChildren(QLabel)))


def test_a_reader_without_books_has_no_receipt_and_it_says_so(qtbot: QtBot, page: ListsPage, desk: Desk) -> None:
    add_reader(desk, "李小雨")
    fields = page.show_list("receipt")
    assert isinstance(fields, ReceiptFields)
    fields.person.line.setFocus()
    QTest.keyClicks(fields.person.line, "lxy")
    qtbot.waitUntil(fields.person.hits.isVisible)
    QTest.keyClick(fields.person.line, Qt.Key.Key_Return)
    words = "还没有要打印的内容", "没有借书"
    qtbot.waitUntil(lambda: set(words) <= {one for one in words for part in faces(page) if one in part})
    assert not page.paper.print_bar.save.isEnabled()


def faces(page: ListsPage) -> list[str]:
    return [part.text() for part in page.paper.face.findChildren(QLabel) if part.isVisible()]


def test_a_character_that_no_font_has_is_told_before_a_list_is_printed(
    qtbot: QtBot, page: ListsPage, desk: Desk, clock: Clock
) -> None:
    overdue(desk, clock, *((f"王{number}", 10, 1) for number in range(60)), ("李\U00031350", 10, 1))
    page.show_list("overdue")
    page.refresh()
    qtbot.waitUntil(page.gaps.isVisible)
    assert "\U00031350" in page.gaps.text()  # far behind the page on show
    assert "李\U00031350" in page.gaps.text()
    with qtbot.waitSignal(page.paper.page_shown):
        page.show_list("shelf")
    qtbot.waitUntil(lambda: not page._checking.running)
    assert "李\U00031350的第0本" in page.gaps.text()
    page.show_list("commands")
    assert not page.gaps.isVisible()


def test_printing_does_not_wait_until_a_list_was_looked_through(
    qtbot: QtBot, page: ListsPage, desk: Desk, clock: Clock, tmp_path: Path
) -> None:
    overdue(desk, clock, ("李\U00031350", 10, 1))
    page.show_list("overdue")
    with qtbot.waitSignal(page.paper.page_shown):
        page.refresh()
    assert page._checking.running
    first = page._checking._job
    page.paper.print_bar.print.click()
    assert page._checking._job is not first  # it stands behind what is printed
    with qtbot.waitSignal(page.paper.printed):
        pass
    qtbot.waitUntil(page.gaps.isVisible)


@pytest.mark.parametrize("name", [kind.NAME for kind in KINDS])
def test_the_fields_of_a_list_stand_whole_below_the_kinds(qtbot: QtBot, page: ListsPage, name: str) -> None:
    fields = page.show_list(name)
    QTest.qWait(0)
    for part in fields.findChildren(QWidget):
        if part.isVisible() and part.parent() is fields:
            bottom = part.mapTo(page, part.rect().bottomLeft()).y()
            assert bottom <= page.height()
            assert part.height() >= part.minimumSizeHint().height()
    first = page.kinds.view.rowHeight(0)
    assert page.kinds.view.viewport().height() >= 3 * first


def test_a_roster_has_every_pupil_by_seat_and_columns_to_tick(
    qtbot: QtBot, page: ListsPage, desk: Desk, saved: Callable[[str], list[str]]
) -> None:
    long = "买买提·吐尔逊江·阿卜杜热西提·艾尼瓦尔江·肉孜买买提·阿不都克里木·热合曼"
    add_reader(desk, "王一", seat=2)
    add_reader(desk, long, seat=1)
    add_reader(desk, "李四", class_no=7)
    page.refresh()
    fields = page.show_list("roster")
    assert isinstance(fields, RosterFields)
    pages = saved("")
    assert len(pages) == 2
    assert long in "".join(pages[0].split())
    assert pages[0].index("热合曼") < pages[0].index("王一")
    assert "R0" not in pages[0]
    fields.cards.click()
    assert "R0" in saved("")[0]
    fields.group.setCurrentIndex(fields.group.count() - 1)
    fields.group.activated.emit(fields.group.currentIndex())
    assert "李四" in saved("")[0]


def test_a_receipt_is_printed_for_whoever_is_typed(
    qtbot: QtBot, page: ListsPage, desk: Desk, saved: Callable[[str], list[str]]
) -> None:
    reader = add_reader(desk, "李小雨")
    lend(desk, copy_id=add_book(desk, "城南旧事").copy_id, reader_id=reader.id)
    fields = page.show_list("receipt")
    assert isinstance(fields, ReceiptFields)
    fields.person.line.setFocus()
    QTest.keyClicks(fields.person.line, "lxy")
    qtbot.waitUntil(fields.person.hits.isVisible)
    QTest.keyClick(fields.person.line, Qt.Key.Key_Return)
    (slip,) = saved("")
    assert "李小雨" in slip
    assert "城南旧事" in slip


def test_the_hold_shelf_is_listed_or_printed_as_slips(
    qtbot: QtBot, page: ListsPage, desk: Desk, saved: Callable[[str], list[str]]
) -> None:
    holder, waiting, book = (
        add_reader(desk, "张三"),
        add_reader(desk, "李四"),
        add_book(desk, "草房子", call_no="I247/3"),
    )
    lend(desk, copy_id=book.copy_id, reader_id=holder.id)
    place_hold(desk, title_id=book.title_id, reader_id=waiting.id)
    give_back(desk, copy_id=book.copy_id)
    (listed,) = saved("holds")
    assert all(words in listed for words in ("李四", "草房子", "I247/3"))
    page.fields.what.setCurrentIndex(1)  # type: ignore[attr-defined]
    page.fields.changed.emit()
    (slip,) = saved("")
    assert "李四" in slip


def test_the_shelf_list_follows_the_shelf_and_a_stretch_of_it(
    qtbot: QtBot, page: ListsPage, desk: Desk, saved: Callable[[str], list[str]]
) -> None:
    for call_no in ("I247.5/12", "I247.5/2", "K825/1", "I28/7"):
        add_book(desk, f"书{call_no}", call_no=call_no)
    add_book(desk, LONG)
    page.refresh()
    (whole,) = saved("shelf")
    places = [whole.index(call_no) for call_no in ("I247.5/2", "I247.5/12", "I28/7", "K825/1", "中国少年")]
    assert places == sorted(places)
    stretch = page.fields.stretch  # type: ignore[attr-defined]
    stretch.setFocus()
    QTest.keyClicks(stretch, "I24")
    QTest.keyClick(stretch, Qt.Key.Key_Return)
    (part,) = saved("")
    assert "I247.5/12" in part
    assert "I28/7" not in part
    stretch.selectAll()
    QTest.keyClicks(stretch, "I28~K825")
    QTest.keyClick(stretch, Qt.Key.Key_Return)
    (part,) = saved("")
    assert "K825/1" in part
    assert "I247" not in part
    stretch.selectAll()
    QTest.keyClicks(stretch, "K9~A1")
    QTest.keyClick(stretch, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: page.paper.count == 0)


@pytest.mark.parametrize(
    ("name", "words"), [("report", "借阅统计"), ("registers", "登录账"), ("commands", "指令卡"), ("desk_card", "F2")]
)
def test_what_other_pages_print_is_here_too(
    page: ListsPage, desk: Desk, saved: Callable[[str], list[str]], name: str, words: str
) -> None:
    lend(desk, copy_id=add_book(desk, "草房子").copy_id, reader_id=add_reader(desk, "张三").id)
    page.refresh()
    assert words in "\n".join(saved(name))


def test_the_last_list_is_there_again(qtbot: QtBot, page: ListsPage, kept: Kept, tmp_path: Path) -> None:
    page.show_list("report")
    again = ListsPage(kept.around, printers=FilePrinters(tmp_path))
    qtbot.addWidget(again)
    assert again.fields.NAME == "report"


def test_every_list_is_chosen_by_the_cursor_and_named(qtbot: QtBot, page: ListsPage) -> None:
    page.take_focus()
    QTest.keyClick(page.kinds.view, Qt.Key.Key_Home, Qt.KeyboardModifier.ControlModifier)
    seen = []
    for _kind in KINDS:
        seen.append(page.fields.NAME)
        assert nameless(page) == []
        QTest.keyClick(page.kinds.view, Qt.Key.Key_Down)
    assert seen == [kind.NAME for kind in KINDS]


def test_lists_are_the_librarians_alone_and_stand_in_the_window(seat: Seat, desk: Desk, qtbot: QtBot) -> None:
    first, second, book = add_reader(desk, "李小雨"), add_reader(desk, "王一", class_no=7), add_book(desk, "城南旧事")
    lend(desk, copy_id=book.copy_id, reader_id=first.id)
    seat.window.role_changed()
    tab = seat.window.show_tab(PrintTab.NAME)
    assert isinstance(tab, PrintTab)
    page = tab.show_page(ListsPage.NAME)
    assert isinstance(page, ListsPage)
    with qtbot.waitSignal(page.paper.page_shown):
        page.show_list("out").own_pages.click()  # type: ignore[attr-defined]
    assert page.paper.count == 1
    with qtbot.waitSignal(page.paper.page_shown):  # the list follows the library
        lend(desk, copy_id=add_book(desk, "草房子").copy_id, reader_id=second.id)
    assert page.paper.count == 2
