"""The other views of periodicals: the year, what is late, subscriptions with their issues, holidays, reading."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QDateEdit, QLineEdit
from pytestqt.qtbot import QtBot

from libdesk.actions.desk import Desk
from libdesk.actions.serials.check_in import check_in
from libdesk.actions.serials.claims import claim
from libdesk.actions.settings import change_settings
from libdesk.domain.ops import Role
from libdesk.store.queries.serials import subscriptions as queries
from libdesk.ui.settings.section import qdate
from libdesk.ui.shelving.periodicals.holiday_view import HolidayView
from libdesk.ui.shelving.periodicals.issues_panel import IssuesPanel
from libdesk.ui.shelving.periodicals.late_view import LateView
from libdesk.ui.shelving.periodicals.page import PeriodicalsPage
from libdesk.ui.shelving.periodicals.subscriptions_view import SubscriptionsView
from libdesk.ui.shelving.periodicals.use_view import UseView
from libdesk.ui.shelving.periodicals.year_view import YearView
from tests.actions.serials.periodicals import WEEKDAYS, add_serial, ids_of, issues_of, numbers_of, subscribe
from tests.builders import add_term, close_days, count, make_desk
from tests.documents.pdf import texts
from tests.ui.shelving.periodicals.periodicals_hands import periodicals_page, press
from tests.ui.surroundings import Kept, nameless, surroundings

MONTHLY, PAPER = 1, 2  # the subscriptions of every test here


@pytest.fixture
def page(qtbot: QtBot, kept: Kept, desk: Desk) -> PeriodicalsPage:
    subscribe(desk, add_serial(desk), copies=2, supplier="邮局")
    subscribe(desk, add_serial(desk, "中国少年报", kind="newspaper", issn=None), frequency=WEEKDAYS)
    check_in(desk, ids_of(desk, MONTHLY)[:1])
    return periodicals_page(qtbot, kept)


def view_of(page: PeriodicalsPage, name: str) -> object:
    page.show_view(name)
    return page.view_of(name)


def papers(page: PeriodicalsPage, name: str) -> str:
    """What the printed list says."""
    made: list[bytes] = []
    page.document_asked.connect(lambda _title, make: made.append(make()))
    press(page, name)
    return "\n".join(texts(made[0]))


def test_every_view_has_names_for_all_that_takes_the_focus(page: PeriodicalsPage) -> None:
    for name in page.buttons:
        page.show_view(name)
        assert nameless(page) == [], name


# The year at a glance


def test_the_year_tells_each_issue_by_sign_and_word(page: PeriodicalsPage, desk: Desk) -> None:
    claim(desk, ids_of(desk, MONTHLY)[1:2])
    view = view_of(page, "year")
    assert isinstance(view, YearView)
    model = view.grid.grid
    assert [model.index(0, column).data() for column in range(4)] == ["1✓", "2?", "3!", "4·"]
    assert model.index(1, 2).data() == "0/22"
    tip = model.index(0, 1).data(Qt.ItemDataRole.AccessibleTextRole)
    assert "2026年第2期" in tip
    assert "已催1次" in tip


def test_from_cell_to_cell_by_key_and_on_to_the_issue(page: PeriodicalsPage, desk: Desk) -> None:
    view = view_of(page, "year")
    assert isinstance(view, YearView)
    grid = view.grid
    grid.setCurrentIndex(grid.grid.index(0, 0))
    QTest.keyClick(grid, Qt.Key.Key_Right)
    QTest.keyClick(grid, Qt.Key.Key_Return)
    opened = page.view_of("subscriptions")
    assert isinstance(opened, SubscriptionsView)
    assert page.view == "subscriptions"
    row = opened.issues.row
    assert row is not None
    assert row.number == "2"


# What is late


def test_late_ones_are_claimed_and_printed_by_supplier(page: PeriodicalsPage, desk: Desk) -> None:
    view = view_of(page, "late")
    assert isinstance(view, LateView)
    assert page.buttons["late"].text() == f"催缺 {len(view.shown)}"
    view.supplier.setCurrentIndex(view.supplier.findData("邮局"))
    view.supplier.activated.emit(view.supplier.currentIndex())
    assert [row.number for row in view.shown] == ["2", "3"]
    view.list.view.selectAll()
    press(page, "late_claim")
    assert count(desk, "SELECT sum(copies) FROM claim") == 4
    press(page, "late_claim")
    assert "今天已经" in view.fault.text()
    said = papers(page, "late_print")
    assert "邮局" in said
    assert "2026年第2期" in said
    assert "共缺4份" in said


def test_what_is_late_follows_what_the_school_has_set(page: PeriodicalsPage, desk: Desk) -> None:
    view = view_of(page, "late")
    assert isinstance(view, LateView)
    assert view.rule.text() == "期刊过3天、报纸过当天没到，算迟到。"
    before = len(view.shown)
    change_settings(desk, late_periodical=40, late_newspaper=5)
    assert view.rule.text() == "期刊过40天、报纸过5天没到，算迟到。"
    assert "少年科学" not in [row.subscription.title for row in view.shown]
    assert len(view.shown) < before - 1
    assert page.buttons["late"].text() == f"催缺 {len(view.shown)}"
    assert min(row.days_late(desk.today) for row in view.shown) == 6


def test_what_never_comes_is_late_no_more(page: PeriodicalsPage) -> None:
    view = view_of(page, "late")
    assert isinstance(view, LateView)
    view.list.view.selectAll()
    press(page, "late_skip")
    assert view.shown == []


# Subscriptions


def form_field(view: SubscriptionsView, name: str) -> QLineEdit:
    found = view.panel.findChild(QLineEdit, name)
    assert isinstance(found, QLineEdit)
    return found


def test_a_new_title_is_subscribed_to_with_an_outlook(page: PeriodicalsPage, desk: Desk) -> None:
    view = view_of(page, "subscriptions")
    assert isinstance(view, SubscriptionsView)
    press(page, "subscription_new")
    form_field(view, "sub_title").setText("童话大王")
    form_field(view, "sub_issn").setText("1003-6831")
    view.panel.often.kind.setCurrentIndex(view.panel.often.kind.findData("twice"))
    view.panel.often.kind.activated.emit(0)
    view.panel.often.days.setText("5、20")
    view.panel.often.days.textEdited.emit("")
    assert "共24期" in view.panel.outlook.text()
    assert "1月5日" in view.panel.outlook.text()
    press(view, "subscription_ok")
    assert "ISSN" in view.panel.fault.text()  # its last character is wrong
    form_field(view, "sub_issn").clear()
    press(view, "subscription_ok")
    assert view.row is not None
    assert (view.row.title, view.row.frequency.days) == ("童话大王", (5, 20))
    assert count(desk, "SELECT count(*) FROM subscription") == 3


def test_a_title_of_the_catalogue_fills_the_form(page: PeriodicalsPage, desk: Desk) -> None:
    view = view_of(page, "subscriptions")
    assert isinstance(view, SubscriptionsView)
    press(page, "subscription_new")
    title = form_field(view, "sub_title")
    title.setText("snkx")
    title.textEdited.emit("snkx")
    assert view.panel.of.currentText() == "少年科学"
    assert form_field(view, "sub_issn").text() == "1005-1651"
    press(view, "subscription_ok")
    assert "已经订了" in view.panel.fault.text()
    view.panel.year.setValue(2027)
    press(view, "subscription_ok")
    assert [row.title for row in queries.subscriptions(desk.library, 2027)] == ["少年科学"]


def test_a_week_without_days_is_told_while_one_types(page: PeriodicalsPage) -> None:
    view = view_of(page, "subscriptions")
    assert isinstance(view, SubscriptionsView)
    press(page, "subscription_new")
    view.panel.often.kind.setCurrentIndex(view.panel.often.kind.findData("weekdays"))
    view.panel.often.kind.activated.emit(0)
    assert "没有选星期几" in view.panel.outlook.text()
    view.panel.often.weekdays[2].setChecked(True)
    assert "共52期" in view.panel.outlook.text()


def test_what_was_subscribed_to_is_changed_stopped_and_goes_on(page: PeriodicalsPage, desk: Desk) -> None:
    view = view_of(page, "subscriptions")
    assert isinstance(view, SubscriptionsView)
    view.list.select(PAPER)
    press(page, "subscription_edit")
    assert [box.isChecked() for box in view.panel.often.weekdays] == [True] * 5 + [False] * 2
    view.panel.copies.setValue(4)
    press(view, "subscription_ok")
    assert view.row is not None
    assert (view.row.id, view.row.copies) == (PAPER, 4)
    press(page, "subscription_stop")
    day = view.form.findChild(QDateEdit, "subscription_stop_day")
    assert isinstance(day, QDateEdit)
    day.setDate(qdate(date(2026, 6, 30)))
    press(view.form, "subscription_day_ok")
    assert count(desk, "SELECT count(*) FROM subscription WHERE stopped_day = '2026-06-30'") == 1
    press(page, "subscription_go_on")
    assert count(desk, "SELECT count(*) FROM subscription WHERE stopped_day IS NOT NULL") == 0


def test_all_go_on_in_the_next_year_in_one_step(page: PeriodicalsPage, desk: Desk) -> None:
    view = view_of(page, "subscriptions")
    assert isinstance(view, SubscriptionsView)
    press(page, "subscription_carry")
    assert view.year.currentData() == 2027
    assert not view.carry.isVisible()  # pressed twice it would be the year after
    assert [row.title for row in view.list.model.rows()] == ["少年科学", "中国少年报"]
    assert "2027年报刊订阅目录" in papers(page, "subscription_print")


def test_issues_are_combined_split_and_supplemented_where_they_stand(page: PeriodicalsPage, desk: Desk) -> None:
    view = view_of(page, "subscriptions")
    assert isinstance(view, SubscriptionsView)
    view.list.select(MONTHLY)
    seventh = ids_of(desk, MONTHLY)[6]
    view.issues.list.select(seventh)
    press(page, "issue_combine")
    assert "7-8" in numbers_of(desk, MONTHLY)
    view.issues.list.select(seventh)
    press(page, "issue_split")
    view.issues.list.select(seventh)
    press(page, "issue_supplement")
    view.issues.panel.number.setText("夏令营")
    press(view.issues.panel, "issue_ok")
    assert numbers_of(desk, MONTHLY)[6:9] == ["7", "夏令营", "8"]
    view.issues.list.select(ids_of(desk, MONTHLY)[9])
    press(page, "issue_edit")
    view.issues.panel.number.setText("19")
    view.issues.panel.following.setChecked(True)
    press(view.issues.panel, "issue_ok")
    assert numbers_of(desk, MONTHLY)[9:12] == ["19", "20", "21"]


def test_a_piece_is_lost_found_and_one_more_comes(page: PeriodicalsPage, desk: Desk) -> None:
    view = view_of(page, "subscriptions")
    assert isinstance(view, SubscriptionsView)
    view.list.select(MONTHLY)
    view.issues.list.select(ids_of(desk, MONTHLY)[0])
    press(page, "issue_lost")
    first = issues_of(desk, MONTHLY)[0]
    assert (first.here, first.lost) == (1, 1)
    assert "遗失" in view.issues.pieces.text()
    press(page, "issue_found")
    press(page, "issue_more")
    assert issues_of(desk, MONTHLY)[0].here == 3
    press(page, "issue_back")
    assert issues_of(desk, MONTHLY)[0].here == 2


# Holidays


def test_a_piece_with_a_barcode_is_reported_as_damaged_and_counts_on(page: PeriodicalsPage, desk: Desk) -> None:
    made = subscribe(desk, add_serial(desk, "自然观察", issn=None), with_codes=True)
    check_in(desk, ids_of(desk, made)[:1])
    page.open_issues(made, ids_of(desk, made)[0])
    press(page, "issue_damaged")
    form = page.findChild(IssuesPanel).form  # type: ignore[union-attr]
    next(found for found in form.findChildren(QAbstractButton) if found.text().startswith("中度")).click()
    assert (
        count(desk, "SELECT count(*) FROM damage WHERE state = 'reported' AND degree = 'medium' AND copy_id = 1") == 1
    )
    assert issues_of(desk, made)[0].here == 1
    page.open_issues(MONTHLY, ids_of(desk, MONTHLY)[0])  # its pieces bear no barcode
    assert not page.findChild(QAbstractButton, "issue_damaged").isVisibleTo(page)  # type: ignore[union-attr]


def test_the_last_holidays_are_offered_and_ticked_off(qtbot: QtBot, kept: Kept, desk: Desk) -> None:
    add_term(desk, date(2025, 9, 1), date(2026, 1, 23))
    add_term(desk, date(2026, 3, 2), date(2026, 7, 3))
    subscribe(desk, add_serial(desk))
    page = periodicals_page(qtbot, kept)
    view = view_of(page, "holidays")
    assert isinstance(view, HolidayView)
    assert view.span == (date(2026, 1, 24), date(2026, 3, 1))
    assert [row.number for row in view.rows] == ["2", "3"]
    view.list.view.selectRow(0)
    QTest.keyClick(view.list.view, Qt.Key.Key_Space)
    assert [row.awaited for row in view.rows] == [0, 1]
    said = papers(page, "holiday_print")
    assert "整理假期报刊" in said
    assert "1期未整理" in said
    press(page, "holiday_all")
    assert not any(row.awaited for row in view.rows)


def test_a_few_closed_days_are_holidays_too(qtbot: QtBot, kept: Kept, desk: Desk) -> None:
    close_days(desk, date(2026, 2, 16), date(2026, 2, 17), date(2026, 2, 18), name="春节")
    page = periodicals_page(qtbot, kept)
    view = view_of(page, "holidays")
    assert isinstance(view, HolidayView)
    assert view.span == (date(2026, 2, 14), date(2026, 2, 18))


# Reading in the room


def test_reading_is_counted_by_key_and_by_tally(page: PeriodicalsPage, desk: Desk) -> None:
    view = view_of(page, "use")
    assert isinstance(view, UseView)
    table = view.list.view
    for key in ("+", "=", " "):
        QTest.keyClicks(table, key)
    assert count(desk, "SELECT uses FROM room_use WHERE title_id IS NULL") == 3
    table.selectRow(1)
    press(page, "use_tally")
    field = view.form.findChild(QLineEdit, "use_count")
    assert isinstance(field, QLineEdit)
    field.setText("x")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert not view.form.isHidden()
    field.setText("25")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert [row[1] for row in view.months.model.rows()] == [28]
    assert "28" in papers(page, "use_print")


# Who


def test_pupils_check_in_and_count_but_change_nothing(qtbot: QtBot, desk: Desk, tmp_path: object) -> None:
    subscribe(desk, add_serial(desk))
    helper = make_desk(desk.library.path, Role.HELPER)
    with surroundings(helper, desk.library.path.parent) as kept:
        page = periodicals_page(qtbot, kept)
        assert not page.buttons["late"].isVisible()
        view = view_of(page, "subscriptions")
        assert isinstance(view, SubscriptionsView)
        for name in ("subscription_new", "subscription_carry", "subscription_edit", "issue_combine", "issue_skip"):
            button = page.findChild(QAbstractButton, name)
            assert isinstance(button, QAbstractButton)
            assert not button.isVisible(), name
        assert view.issues.here.isVisible()
        view.issues.list.view.setFocus()
        QTest.keyClick(view.issues.list.view, Qt.Key.Key_Return)
        assert count(desk, "SELECT count(*) FROM piece") == 1
    helper.library.close()
