"""The page of binding: a year becomes volumes on a list, which is printed, sent, received and shelved, by keyboard."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox
from pytestqt.qtbot import QtBot

from libdesk.actions.desk import Desk
from libdesk.actions.lending import lend
from libdesk.actions.undo import last_undoable, undo
from libdesk.domain.ops import Op, Role
from libdesk.domain.outcome import Outcome
from libdesk.domain.serials.binding import Parting
from libdesk.store.queries import bindings as queries
from libdesk.store.tables import Damage
from libdesk.ui.paged_tab import PagedTab
from libdesk.ui.shelving.binding.page import BindingPage
from tests.builders import add_book, add_reader, as_librarian, change_copy, make_desk, status
from tests.documents.pdf import texts
from tests.look import dress
from tests.serials_made import add_serial
from tests.ui.readers.hands import press, seen, sees, write
from tests.ui.surroundings import Kept, nameless, surroundings
from tests.windows import Seat, seat_at


def shown(qtbot: QtBot, kept: Kept) -> BindingPage:
    page = BindingPage(kept.around)
    qtbot.addWidget(page)
    kept.around.bridge.changed.connect(lambda _change: page.refresh())
    dress()
    page.resize(911, 400)
    page.show()
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    return page


def undo_last(desk: Desk) -> None:
    entry = last_undoable(desk)
    assert entry is not None
    undo(desk, entry.id)


def planning(page: BindingPage, parting: Parting = Parting.YEAR) -> None:
    """The first title and year of the list, parted."""
    press(page, "binding_make")
    press(page, "maker_next")
    box = seen(page, "plan_parting")
    assert isinstance(box, QComboBox)
    box.setCurrentIndex(box.findData(parting))
    box.activated.emit(box.currentIndex())


def volumes(page: BindingPage) -> list[str]:
    return [line.name for line in page.view.lines.model.rows()]


def plan(page: BindingPage) -> list[tuple[str, str, str]]:
    columns = {column.key: column for column in page.maker.plan.volumes.model.columns}
    rows = page.maker.plan.volumes.model.rows()
    return [(row.shown_label, columns["gaps"].text(row), columns["price"].text(row)) for row in rows]


def page_of(seat: Seat) -> BindingPage:
    tab = seat.window.show_tab("shelving_tab")
    assert isinstance(tab, PagedTab)
    page = tab.show_page("binding_page")
    assert isinstance(page, BindingPage)
    page.take_focus()
    return page


def test_a_year_is_parted_and_made_with_its_gaps_named(qtbot: QtBot, kept: Kept, desk: Desk) -> None:
    add_serial(desk, "少年科学", missing=[5], lost=[8], skipped=[10])
    page = shown(qtbot, kept)
    assert page.list.face.isVisible()
    planning(page, Parting.HALVES)
    assert plan(page) == [
        ("2025.1-6", "缺第5期（未到）", "¥25.00"),
        ("2025.7-12", "缺第8期（遗失），第10期（未出版）", "¥20.00"),
    ]
    assert nameless(page) == []
    press(page, "plan_make")
    assert volumes(page) == ["少年科学(2025.1-6)", "少年科学(2025.7-12)"]
    assert "F8" in kept.said[-1]
    undo_last(desk)
    assert queries.bindings(desk.library) == []


def test_what_is_lent_is_told_and_left_out_and_comes_in_once_it_is_back(qtbot: QtBot, kept: Kept, desk: Desk) -> None:
    made = add_serial(desk, "少年科学", with_codes=True)
    lend(desk, copy_id=made.copy_ids[2], reader_id=add_reader(desk, "王老师", kind="teacher").id)
    page = shown(qtbot, kept)
    planning(page)
    assert "第3期" in page.maker.plan.facts.text()
    issues = page.maker.plan.issues.list.model
    assert issues.columns[3].text(issues.rows()[2]) == "借出：王老师"
    assert plan(page) == [("2025.1-12", "缺第3期（借出）", "¥55.00")]
    page.maker.plan.issues.list.select(issues.rows()[2].key)
    qtbot.keyClick(page.maker.plan.issues.view, Qt.Key.Key_Space)  # it cannot be ticked
    assert plan(page) == [("2025.1-12", "缺第3期（借出）", "¥55.00")]
    undo_last(desk)
    assert "第3期" not in page.maker.plan.facts.text()


def test_labels_are_scanned_for_the_volumes_and_a_double_one_is_told(qtbot: QtBot, kept: Kept, desk: Desk) -> None:
    made = add_serial(desk, "少年科学", with_codes=True)
    taken, reader = add_book(desk, "旧书"), add_reader(desk, "张小明")
    page = shown(qtbot, kept)
    heard: list[Outcome] = []
    page.heard.connect(heard.append)
    planning(page, Parting.HALVES)
    page.take("B0001")
    page.take("B0001")
    page.take("B0002")
    page.take("B0003")
    assert heard == [Outcome.DONE, Outcome.REFUSED, Outcome.DONE, Outcome.REFUSED]
    page.take(taken.barcodes[0])
    assert "旧书" in page.told.text()
    for code, says in (("9787302511656", "ISBN"), ("9771005165001", "印在封面上"), (reader.card, "读者证")):
        page.take(code)
        assert says in page.told.text()
        assert heard[-1] is not Outcome.DONE
    page.maker.plan.issues.tick_shown(False)
    for code in made.barcodes:
        page.take(code)  # the issues themselves are ticked
    assert [row.barcode for row in page.maker.plan.volumes.model.rows()] == ["", ""]
    page.take("B0001")
    page.take("B0002")
    write(page, "plan_barcode", taken.barcodes[0])
    press(page, "plan_make")
    assert "旧书" in page.maker.plan.fault.text()
    for code, says in (("9771005165001", "印在封面上"), (reader.card, "读者证"), ("b0001", "扫了两次")):
        write(page, "plan_barcode", code)
        press(page, "plan_make")
        assert says in page.maker.plan.fault.text()
    write(page, "plan_barcode", "B0009")
    write(page, "plan_label", "2025 上")
    write(page, "plan_price", "31.50")
    press(page, "plan_make")
    lines = page.view.lines.model.rows()
    assert sorted(line.barcode for line in lines) == ["B0001", "B0009"]
    assert {line.price_fen for line in lines} == {3000, 3150}
    page.take(made.barcodes[0])
    assert heard[-1] is Outcome.NOTICE
    assert "少年科学" in page.told.text()
    assert status(desk, made.copy_ids[0]) == "withdrawn"


def test_a_list_is_printed_sent_received_and_shelved_in_the_page(qtbot: QtBot, kept: Kept, desk: Desk) -> None:
    add_serial(desk, "少年科学", missing=[5])
    page = shown(qtbot, kept)
    made: list[tuple[str, Callable[[], bytes]]] = []
    page.document_asked.connect(lambda title, make: made.append((title, make)))
    planning(page)
    press(page, "plan_make")
    press(page, "binding_print")
    sheets = texts(made[0][1]())
    assert len(sheets) == 2
    wanted = (
        "少年科学(2025.1-12)",
        "1000-1234",
        "G4/12(2025.1-12)",
        "第1–4期",
        "缺第5期（未到）",
        "¥55.00",
        "装订厂签收",
    )
    for words in wanted:
        assert words in sheets[0]
    press(page, "binding_do_send")
    write(page, "send_bindery", "光明装订厂")
    press(page, "binding_send_ok")
    assert "光明装订厂" in page.view.facts.text()
    assert not sees(page, "binding_remove")
    press(page, "binding_do_back")
    write(page, "back_cost", "十五")
    press(page, "binding_back_ok")
    assert sees(page, "binding_back_fault")
    write(page, "back_cost", "15")
    press(page, "binding_back_ok")
    assert "¥15.00" in page.view.facts.text()
    press(page, "binding_shelved")
    assert [row.state for row in queries.bindings(desk.library)] == ["done"]
    assert not sees(page, "binding_apart")
    undo_last(desk)
    page.view.lines.view.selectRow(0)
    press(page, "binding_apart")
    assert volumes(page) == []


def test_a_volume_is_changed_and_a_list_renamed_and_removed(qtbot: QtBot, kept: Kept, desk: Desk) -> None:
    add_serial(desk, "少年科学")
    page = shown(qtbot, kept)
    planning(page)
    press(page, "plan_make")
    press(page, "binding_change")
    write(page, "volume_label", "")
    press(page, "bound_volume_ok")
    assert sees(page, "bound_volume_fault")
    write(page, "volume_label", "2025全年")
    press(page, "bound_volume_ok")
    assert volumes(page) == ["少年科学(2025全年)"]
    press(page, "binding_rename")
    write(page, "binding_name", "年终装订")
    press(page, "binding_name_ok")
    assert page.view.heading.text() == "年终装订"
    press(page, "binding_remove")
    assert queries.bindings(desk.library) == []
    undo_last(desk)
    assert volumes(page) == ["少年科学(2025全年)"]


def test_books_for_the_bindery_are_put_on_the_list_by_button_and_by_scan(qtbot: QtBot, kept: Kept, desk: Desk) -> None:
    books = [add_book(desk, title) for title in ("破书", "另一本")]
    other = add_book(desk, "好书")
    for book in books:
        change_copy(desk, book.copy_id, status="repair")
        with as_librarian(desk).action(Op.EDIT_REPAIR) as act:
            act.add(Damage, copy_id=book.copy_id, degree="severe", reported=act.at, state="bindery")
    page = shown(qtbot, kept)
    page.take(books[0].barcodes[0])
    assert volumes(page) == ["破书"]
    press(page, "binding_books")
    assert volumes(page) == ["破书", "另一本"]
    assert not sees(page, "binding_books")
    page.take(other.barcodes[0])
    assert "好书" in page.told.text()
    page.view.lines.view.selectAll()
    press(page, "binding_apart")
    assert volumes(page) == []


def test_cards_and_foreign_codes_are_told_calmly(qtbot: QtBot, kept: Kept, desk: Desk) -> None:
    card = add_reader(desk, "李小雨").card
    page = shown(qtbot, kept)
    page.take(card)
    assert "证" in page.told.text()
    page.take("没有")
    assert "没有" in page.told.text()
    page.take("")


def test_an_issue_that_can_be_bound_says_so_and_what_is_undone_is_told_no_more(
    qtbot: QtBot, kept: Kept, desk: Desk
) -> None:
    made = add_serial(desk, "少年科学", with_codes=True)
    page = shown(qtbot, kept)
    code = str(desk.library.fetch("SELECT printed FROM barcode WHERE copy_id = ?", made.copy_ids[0])[0][0])
    page.take(code)
    assert "还没有装订" in page.told.text()
    assert "做合订本" in page.told.text()
    page.refresh()
    assert not page.told.isVisible()


def test_a_helper_sees_the_lists_and_changes_nothing(qtbot: QtBot, desk: Desk, kept: Kept, tmp_path: Path) -> None:
    add_serial(desk, "少年科学")
    page = shown(qtbot, kept)
    planning(page)
    press(page, "plan_make")
    helper = make_desk(desk.library.path, Role.HELPER)
    with surroundings(helper, tmp_path) as other:
        seen_by_helper = shown(qtbot, other)
        assert volumes(seen_by_helper) == ["少年科学(2025.1-12)"]
        for name in ("binding_make", "binding_new", "binding_do_send", "binding_apart", "binding_change"):
            assert not sees(seen_by_helper, name)
        assert sees(seen_by_helper, "binding_print")
    helper.library.close()


def test_a_volume_is_made_by_keyboard_in_the_window_and_f8_takes_it_apart(
    qtbot: QtBot, desk: Desk, tmp_path: Path
) -> None:
    made = add_serial(desk, "少年科学", with_codes=True)
    add_serial(desk, "自然观察")
    with seat_at(desk, tmp_path, qtbot) as seat:
        page = page_of(seat)
        page.make.setFocus()
        seat.key(Qt.Key.Key_Space)
        qtbot.waitUntil(lambda: page.making)
        seat.type("snkx")
        qtbot.waitUntil(lambda: [row.title for row in page.maker.years.model.rows()] == ["少年科学"])
        seat.key(Qt.Key.Key_Down)
        seat.key(Qt.Key.Key_Return)
        assert page.maker.planning
        seat.scan("B0001")
        page.maker.plan.make.setFocus()
        seat.key(Qt.Key.Key_Space)
        qtbot.waitUntil(lambda: not page.making)
        assert volumes(page) == ["少年科学(2025.1-12)"]
        assert page.view.lines.model.rows()[0].barcode == "B0001"
        seat.scan(made.barcodes[4])
        assert "少年科学(2025.1-12)" in page.told.text()
        seat.key(Qt.Key.Key_F8)
        assert queries.bindings(desk.library) == []
        page.make.setFocus()
        seat.key(Qt.Key.Key_Space)
        qtbot.waitUntil(lambda: page.making)
        seat.key(Qt.Key.Key_Escape)
        assert not page.making


def test_an_issue_scanned_while_choosing_opens_its_year(qtbot: QtBot, kept: Kept, desk: Desk) -> None:
    add_serial(desk, "自然观察")
    made = add_serial(desk, "少年科学", with_codes=True)
    page = shown(qtbot, kept)
    press(page, "binding_make")
    page.take(made.barcodes[0])
    assert page.maker.planning
    assert "少年科学" in page.maker.plan.heading.text()


def test_a_year_without_anything_to_bind_offers_nothing_to_make(qtbot: QtBot, kept: Kept, desk: Desk) -> None:
    add_serial(desk, "少年科学", missing=range(1, 13))
    page = shown(qtbot, kept)
    planning(page)
    assert plan(page) == []
    assert not page.maker.plan.make.isEnabled()
