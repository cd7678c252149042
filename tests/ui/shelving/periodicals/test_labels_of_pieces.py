"""Each copy of what is lent gets a barcode when it comes: the next one, or a label that was printed before."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from libdesk.actions.desk import Desk
from libdesk.domain.outcome import Outcome
from libdesk.domain.serials.frequency import Frequency, Unit
from libdesk.ui.shelving.periodicals.holiday_view import HolidayView
from libdesk.ui.shelving.periodicals.page import PeriodicalsPage
from libdesk.ui.shelving.periodicals.subscriptions_view import SubscriptionsView
from tests.actions.serials.periodicals import EAN, add_serial, ids_of, subscribe
from tests.builders import add_book, add_reader, count
from tests.ui.shelving.periodicals.periodicals_hands import periodicals_page, press, scan, type_in
from tests.ui.surroundings import Kept

MARCH = 2


def ask_for_labels(page: PeriodicalsPage) -> None:
    page.check_in.codes.setCurrentIndex(1)
    page.check_in.codes.activated.emit(1)


@pytest.fixture
def lent_page(qtbot: QtBot, kept: Kept, desk: Desk) -> PeriodicalsPage:
    subscribe(desk, add_serial(desk), copies=2, with_codes=True)
    return periodicals_page(qtbot, kept)


def test_lent_copies_get_the_next_barcodes(lent_page: PeriodicalsPage, desk: Desk) -> None:
    assert "0000001、0000002" in scan(lent_page, EAN)
    assert count(desk, "SELECT count(*) FROM copy WHERE issue_id IS NOT NULL") == 2


def test_or_the_labels_that_were_printed_before_are_scanned(lent_page: PeriodicalsPage, desk: Desk) -> None:
    ask_for_labels(lent_page)
    assert "第1份" in scan(lent_page, EAN)
    assert "第2份" in scan(lent_page, "P0001")
    assert count(desk, "SELECT count(*) FROM piece") == 0
    assert "P0001、P0002" in scan(lent_page, "P0002")
    assert "第1份" in scan(lent_page, f"{EAN}04")
    press(lent_page, "check_in_next_codes")
    assert "0000001" in lent_page.check_in.told.text()
    assert not lent_page.check_in.next_codes.isVisible()


def test_each_label_is_judged_when_it_is_scanned_and_those_before_it_stay(
    lent_page: PeriodicalsPage, desk: Desk
) -> None:
    add_book(desk, "草房子", barcodes=["B0001"])
    reader = add_reader(desk, "张小明")
    heard: list[Outcome] = []
    lent_page.heard.connect(heard.append)
    ask_for_labels(lent_page)
    scan(lent_page, EAN)
    assert "第2份" in scan(lent_page, "P0001")
    for code, says in (
        ("B0001", "《草房子》"), (reader.card, "读者证"), ("9787020002207", "ISBN"), (f"{EAN}03", "印在封面上"),
        ("9771671123008", "印在封面上"), ("p0001", "扫了两次"), ("LD-LEND", "不能当条码"),
    ):  # fmt: skip
        told = scan(lent_page, code)
        assert says in told, code
        assert "第2份" in told, code
        assert heard[-1] is Outcome.REFUSED
    assert count(desk, "SELECT count(*) FROM piece") == 0
    assert "P0001、P0002" in scan(lent_page, "P0002")


def test_a_label_that_no_scanner_reads_is_typed(lent_page: PeriodicalsPage, desk: Desk) -> None:
    ask_for_labels(lent_page)
    scan(lent_page, EAN)
    assert "第2份" in type_in(lent_page, "P0001")
    assert "P0001、P0002" in scan(lent_page, "P0002")


def test_before_the_first_label_another_cover_is_another_issue(lent_page: PeriodicalsPage, desk: Desk) -> None:
    ask_for_labels(lent_page)
    scan(lent_page, EAN)
    assert "第4期" in scan(lent_page, f"{EAN}04")
    QTest.keyClick(lent_page.check_in.box, Qt.Key.Key_Escape)
    assert "P0001" in scan(lent_page, "P0001")  # no label is asked for any more
    assert count(desk, "SELECT count(*) FROM piece") == 0


def test_an_issue_of_the_subscription_asks_for_its_labels_too(lent_page: PeriodicalsPage, desk: Desk) -> None:
    ask_for_labels(lent_page)
    lent_page.open_issues(1, ids_of(desk, 1)[MARCH])
    press(lent_page, "issue_here")
    assert lent_page.view == "check_in"
    scan(lent_page, "P0001")
    assert "第3期已到" in scan(lent_page, "P0002")
    lent_page.open_issues(1, ids_of(desk, 1)[MARCH])
    press(lent_page, "issue_more")
    assert "第1份的条码（共1份）" in lent_page.check_in.told.text()
    assert "P0003" in scan(lent_page, "P0003")
    lent_page.open_issues(1, ids_of(desk, 1)[MARCH])
    view = lent_page.view_of("subscriptions")
    assert isinstance(view, SubscriptionsView)
    view.issues.list.view.selectAll()
    press(lent_page, "issue_here")
    assert "《少年科学》要单独登记" in view.issues.fault.text()
    assert count(desk, "SELECT count(*) FROM piece") == 3


def test_of_the_holidays_what_needs_labels_is_done_by_itself(lent_page: PeriodicalsPage, desk: Desk) -> None:
    subscribe(desk, add_serial(desk, "童话大王", issn=None))
    ask_for_labels(lent_page)
    lent_page.show_view("holidays")
    view = lent_page.view_of("holidays")
    assert isinstance(view, HolidayView)
    view.first.setDate(date(2026, 2, 1))
    view.last.setDate(date(2026, 2, 28))
    press(lent_page, "holiday_all")
    assert "《少年科学》要单独登记" in view.fault.text()
    assert [(row.subscription.title, row.awaited) for row in view.rows] == [("少年科学", 2), ("童话大王", 0)]
    view.list.select(view.rows[0].id)
    press(lent_page, "holiday_here")
    scan(lent_page, "P0001")
    assert "第2期已到" in scan(lent_page, "P0002")
    assert count(desk, "SELECT count(*) FROM piece") == 3


def test_as_many_labels_are_asked_for_as_copies_came(lent_page: PeriodicalsPage, desk: Desk) -> None:
    ask_for_labels(lent_page)
    press(lent_page, "check_in_some")
    field = lent_page.check_in.form.findChild(QLineEdit, "check_in_copies")
    assert isinstance(field, QLineEdit)
    field.setText("1")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert "第1份的条码（共1份）" in lent_page.check_in.told.text()
    assert "还有1份没到" in scan(lent_page, "P0001")
    assert count(desk, "SELECT count(*) FROM piece") == 1


def test_what_appears_without_a_rule_is_asked_for_its_labels_and_copies_too(
    lent_page: PeriodicalsPage, desk: Desk
) -> None:
    subscribe(
        desk, add_serial(desk, "童话大王", issn=None), copies=2, with_codes=True,
        frequency=Frequency(Unit.IRREGULAR, 0),
    )  # fmt: skip
    lent_page.refresh()
    ask_for_labels(lent_page)
    assert "第1份" in type_in(lent_page, "thdw")
    scan(lent_page, "P0001")
    assert "P0001、P0002" in scan(lent_page, "P0002")


def test_of_several_rows_one_that_asks_for_labels_is_named(lent_page: PeriodicalsPage, desk: Desk) -> None:
    subscribe(desk, add_serial(desk, "童话大王", issn=None))
    lent_page.refresh()
    ask_for_labels(lent_page)
    lent_page.check_in.list.view.selectAll()
    press(lent_page, "check_in_here")
    assert "《少年科学》要单独登记" in lent_page.check_in.told.text()
    assert count(desk, "SELECT count(*) FROM piece") == 0
