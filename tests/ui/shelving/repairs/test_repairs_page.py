"""Repairs in the real window: a scan reports, one key marks, a step is one press, and F8 takes each of them back."""

from pathlib import Path

import pytest
from openpyxl import load_workbook
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication
from pytestqt.qtbot import QtBot

from libdesk.actions.desk import Desk
from libdesk.actions.lending import lend
from libdesk.actions.repairs.steps import take_step
from libdesk.actions.returning import give_back, report_damage
from libdesk.domain.ops import Role
from libdesk.domain.outcome import Outcome
from libdesk.domain.repairs import CaseState
from tests.builders import Clock, add_reader, change_copy, count, make_desk, set_setting, status
from tests.documents.pdf import texts
from tests.ui.shelving.repairs.repairs_hands import Hands
from tests.ui.surroundings import nameless
from tests.windows import seat_at


def test_a_scan_and_one_key_report_a_book(hands: Hands, books: Desk) -> None:
    hands.scan("0000001")
    hands.choose("damage_kind", "spine")
    hands.seat.child("choose_slight").setFocus()
    hands.seat.key(Qt.Key.Key_Return)
    assert "草房子" in hands.page.told.text()
    assert hands.titles() == ["草房子"]
    assert count(books, "SELECT count(*) FROM damage WHERE kind = 'spine' AND degree = 'slight'") == 1
    assert hands.page.box.hasFocus()
    hands.seat.key(Qt.Key.Key_F8)
    assert hands.titles() == []
    assert not hands.page.told.isVisible()  # what is undone is told no more
    assert hands.seat.window.tabs.current.NAME == "shelving_tab"


def test_the_next_scan_puts_the_question_away_and_nothing_is_noted(hands: Hands, books: Desk) -> None:
    hands.scan("0000001")
    hands.scan("0000002")
    hands.press("choose_severe")
    rows = books.library.connection.execute("SELECT copy_id, degree FROM damage").fetchall()
    assert rows == [(2, "severe")]


@pytest.mark.parametrize(
    ("code", "says"), [("9999999", "9999999"), ("R000001", "读者证"), ("9787020024759", "9787020024759")]
)
def test_what_is_no_book_of_ours_is_told(hands: Hands, books: Desk, code: str, says: str) -> None:
    add_reader(books, "李小雨", card="R000001")
    assert says in hands.scan(code)
    assert hands.heard == [Outcome.NOT_FOUND]


def test_a_withdrawn_book_is_not_reported(hands: Hands, books: Desk) -> None:
    change_copy(books, 1, status="withdrawn", withdrawn_day="2026-03-01")
    assert "注销" in hands.scan("0000001")
    assert not hands.seat.sees("choose_slight")


def test_a_book_that_is_reported_is_shown_and_more_of_it_is_noted(hands: Hands, books: Desk) -> None:
    for copy_id in (1, 2):
        report_damage(books, copy_id=copy_id, degree="slight")
    hands.choose("repairs_state", "bindery")
    assert "已经登记过" in hands.scan("0000002")
    assert hands.page.list.current_row().title == "根鸟"
    hands.seat.key(Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier)
    hands.press("choose_severe")
    assert hands.titles() == ["根鸟", "草房子"]  # the worst on top
    assert count(books, "SELECT count(*) FROM damage") == 2


def test_the_list_is_narrowed_and_says_what_is_open(hands: Hands, books: Desk) -> None:
    for copy_id, degree in ((1, "slight"), (2, "severe"), (3, "medium")):
        report_damage(books, copy_id=copy_id, degree=degree)
    take_step(books, [1], CaseState.IN_REPAIR)
    assert hands.titles() == ["根鸟", "昆虫记", "草房子"]
    counts = hands.page.counts.text()
    assert "3" in counts
    assert "修补中 1" in counts
    hands.choose("repairs_state", "in_repair")
    assert hands.titles() == ["草房子"]
    hands.choose("repairs_degree", "severe")
    assert hands.titles() == []
    take_step(books, [1], CaseState.SHELVED)
    hands.choose("repairs_degree", "")
    hands.choose("repairs_state", "closed")
    assert hands.titles() == ["草房子"]


def test_a_book_goes_its_way_by_buttons(hands: Hands, books: Desk) -> None:
    report_damage(books, copy_id=1, degree="medium")
    hands.press("repair_take")
    assert status(books, 1) == "repair"
    hands.press("repair_bindery")
    assert not hands.seat.sees("repair_bindery")  # it is there
    hands.press("repair_done")
    hands.answer("end_material", "封皮纸")
    hands.answer("end_cost", "两块")
    hands.press("repair_end_ok")
    assert hands.seat.sees("repair_end_fault")  # what was typed stays
    hands.answer("end_cost", "2.50")
    hands.press("repair_end_ok")
    row = books.library.connection.execute("SELECT state, material, cost_fen FROM damage").fetchone()
    assert row == ("shelved", "封皮纸", 250)
    hands.seat.key(Qt.Key.Key_F8)
    assert status(books, 1) == "repair"


def test_several_go_a_step_together_and_what_cannot_is_told(hands: Hands, books: Desk) -> None:
    for copy_id in (1, 2, 3):
        report_damage(books, copy_id=copy_id, degree="medium")
    lend(books, copy_id=2, reader_id=add_reader(books, "李小雨").id)
    hands.page.list.view.selectAll()
    hands.press("repair_take")
    assert [status(books, copy_id) for copy_id in (1, 2, 3)] == ["repair", "loan", "repair"]
    assert "根鸟" in hands.page.view.told.text()


def test_what_is_proposed_stands_on_the_list_of_withdrawal(hands: Hands, books: Desk) -> None:
    report_damage(books, copy_id=1, degree="severe")
    hands.press("repair_propose")
    assert "剔旧清单" in hands.toast
    assert count(books, "SELECT count(*) FROM withdrawal_copy") == 1


def test_who_had_the_book_is_asked_to_pay_where_the_school_takes_money(hands: Hands, books: Desk) -> None:
    lend(books, copy_id=1, reader_id=add_reader(books, "李小雨").id)
    give_back(books, copy_id=1, damage="medium")
    assert not hands.seat.sees("repair_ask_pay")
    set_setting(books, "money", True)
    hands.page.refresh()
    set_setting(books, "damage_medium", 30)
    change_copy(books, 1, price_fen=1000)
    hands.press("repair_ask_pay")
    amount = hands.seat.child("charge_amount")
    assert amount.text() == "3.00"  # type: ignore[attr-defined]  # as the lending rules have it
    hands.press("repair_charge_ok")
    assert count(books, "SELECT amount_fen FROM charge WHERE kind = 'damage'") == 300
    assert "3.00" in hands.page.view.facts.text()
    assert not hands.seat.sees("repair_ask_pay")


def test_a_photo_goes_with_the_report_or_comes_later(hands: Hands, books: Desk, tmp_path: Path) -> None:
    good, bad = tmp_path / "page.png", tmp_path / "text.jpg"
    Image.new("RGB", (400, 300), "white").save(good)
    bad.write_text("不是图片")
    hands.scan("0000001")
    details = hands.page.form.findChild(QAbstractButton, "damage_photo").parent().parent()
    details.take_photo(bad)  # type: ignore[attr-defined]
    hands.press("choose_slight")
    assert hands.seat.sees("repairs_form_fault")
    assert count(books, "SELECT count(*) FROM damage") == 0
    details.take_photo(good)  # type: ignore[attr-defined]
    hands.press("choose_slight")
    assert hands.page.view.photo.has_cover
    hands.press("repair_photo_off")
    assert not hands.page.view.photo.has_cover
    hands.page.view.take_file(good)
    assert hands.page.view.photo.has_cover


class TestPapers:
    def test_the_register_is_read_printed_and_saved(
        self, hands: Hands, books: Desk, clock: Clock, tmp_path: Path, qtbot: QtBot
    ) -> None:
        report_damage(books, copy_id=1, degree="medium", kind="torn", cause="worn")
        clock.advance(days=3)
        take_step(books, [1], CaseState.SHELVED, material="胶带", cost_fen=150)
        report_damage(books, copy_id=2, degree="slight")
        hands.press("repairs_register")
        view = hands.page.register_view
        assert [row.title for row in view.list.model.rows()] == ["草房子", "根鸟"]
        assert "¥1.50" in view.sums.text()
        hands.page.document_asked.disconnect()  # no viewer is opened
        with qtbot.waitSignal(hands.page.document_asked) as asked:
            hands.press("register_print")
        text = "\n".join(texts(asked.args[1]()))
        for words in ("修补登记簿", "草房子", "书页撕裂", "长期使用磨损", "胶带", "2026-03-12", "未结束"):
            assert words in text
        view.save_to(tmp_path / "register.xlsx")
        sheet = load_workbook(tmp_path / "register.xlsx").active
        assert sheet is not None
        rows = list(sheet.iter_rows(values_only=True))
        assert len(rows) == 3
        assert 1.5 in rows[1]
        QTest.keyClick(view, Qt.Key.Key_Escape)
        assert hands.seat.sees("repairs_register")

    def test_the_work_list_is_printed_as_it_is_shown(self, hands: Hands, books: Desk, qtbot: QtBot) -> None:
        report_damage(books, copy_id=1, degree="medium", note="第3页撕了")
        hands.page.document_asked.disconnect()  # no viewer is opened
        with qtbot.waitSignal(hands.page.document_asked) as asked:
            hands.press("repairs_print")
        text = "\n".join(texts(asked.args[1]()))
        assert "草房子" in text
        assert "第3页撕了" in text


def test_a_pupil_reports_and_checks_but_sees_no_step_and_no_name(
    books: Desk, clock: Clock, tmp_path: Path, qtbot: QtBot
) -> None:
    lend(books, copy_id=1, reader_id=add_reader(books, "李小雨").id)
    give_back(books, copy_id=1, damage="medium")
    desk = make_desk(books.library.path, Role.HELPER, clock=clock)
    with seat_at(desk, tmp_path, qtbot) as seat:
        qtbot.waitUntil(lambda: seat.window.tabs.count() > 1)
        hands = Hands(seat)
        assert hands.titles() == ["草房子"]
        assert "李小雨" not in hands.page.view.facts.text()
        for name in ("repair_take", "repair_done", "repair_edit", "repair_photo"):
            assert not seat.sees(name)
        hands.scan("0000002")
        hands.press("choose_slight")
        assert count(books, "SELECT count(*) FROM damage") == 2
    desk.library.close()


def test_everything_that_takes_the_focus_has_a_name(hands: Hands, books: Desk) -> None:
    report_damage(books, copy_id=1, degree="medium")
    hands.scan("0000002")
    QApplication.processEvents()
    assert nameless(hands.page) == []
    hands.press("repairs_check")
    assert nameless(hands.page) == []
    hands.page._back()
    hands.press("repairs_register")
    assert nameless(hands.page) == []
