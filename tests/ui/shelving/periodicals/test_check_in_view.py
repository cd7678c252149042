"""The day's arrivals: a scan or a few letters and Enter; every other scan is a calm sentence."""

import threading
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from libdesk.actions.desk import Desk
from libdesk.actions.lending import lend
from libdesk.actions.serials.check_in import check_in
from libdesk.actions.serials.issues import combine
from libdesk.actions.undo import last_undoable, undo
from libdesk.domain.outcome import Outcome
from libdesk.domain.serials.frequency import Frequency, Unit
from libdesk.ui.jobs import Lane
from libdesk.ui.shelving.periodicals.page import PeriodicalsPage
from tests.actions.serials.periodicals import EAN, WEEKDAYS, add_serial, ids_of, issues_of, subscribe
from tests.builders import Clock, add_book, add_reader, count, set_rule
from tests.ui.shelving.periodicals.periodicals_hands import awaited, periodicals_page, press, scan, type_in
from tests.ui.surroundings import Kept, nameless


@pytest.fixture
def desk_with_papers(desk: Desk) -> Desk:
    subscribe(desk, add_serial(desk), copies=2)
    subscribe(desk, add_serial(desk, "中国少年报", kind="newspaper", issn=None), frequency=WEEKDAYS)
    subscribe(desk, add_serial(desk, "童话大王", issn=None), frequency=Frequency(Unit.IRREGULAR, 0))
    return desk


@pytest.fixture
def page(qtbot: QtBot, kept: Kept, desk_with_papers: Desk) -> PeriodicalsPage:
    return periodicals_page(qtbot, kept)


def test_what_is_due_today_stands_first_and_all_has_a_name(page: PeriodicalsPage) -> None:
    assert awaited(page)[:3] == [("中国少年报", "48"), ("少年科学", "3"), ("童话大王", "")]
    assert nameless(page) == []


def test_what_never_came_of_last_year_stands_last(page: PeriodicalsPage, desk: Desk) -> None:
    ended = subscribe(
        desk, add_serial(desk, "去年画报", issn=None), year=2025, first=date(2025, 1, 1), last=date(2025, 12, 31)
    )
    check_in(desk, ids_of(desk, ended)[:-2])
    page.refresh()
    assert awaited(page)[0] == ("中国少年报", "48")
    assert awaited(page)[-2:] == [("去年画报", "12"), ("去年画报", "11")]


def test_one_scan_checks_the_next_issue_in(page: PeriodicalsPage, kept: Kept) -> None:
    heard: list[Outcome] = []
    page.heard.connect(heard.append)
    told = scan(page, EAN)
    assert "《少年科学》2026年第3期已到：2份。" in told
    assert "第1期" in told  # what should have come before it
    assert heard == [Outcome.NOTICE]
    assert "F8" in kept.said[-1]
    assert [row.copies for row in page.check_in.came.model.rows()] == [2]


def test_the_add_on_names_the_issue(page: PeriodicalsPage) -> None:
    assert "第1期已到" in scan(page, f"{EAN}01")
    assert "第1期已经到齐" in scan(page, f"{EAN}01")


def test_a_second_copy_of_an_issue_is_not_taken_for_the_next_one(page: PeriodicalsPage, desk: Desk) -> None:
    assert "第3期已到" in scan(page, EAN)
    for again in (lambda: scan(page, EAN), lambda: type_in(page, "10051651")):
        told = again()
        assert "第3期已于3月9日到馆" in told
        assert "第4期预计4月1日" in told
        assert count(desk, "SELECT count(*) FROM piece") == 2
    QTest.keyClick(page.check_in.box, Qt.Key.Key_Down)
    QTest.keyClick(page.check_in.list.view, Qt.Key.Key_Return)
    assert "《少年科学》2026年第4期已到" in page.check_in.told.text()


def test_an_issue_far_ahead_is_not_here_because_the_last_one_is_scanned_once_more(
    page: PeriodicalsPage, desk: Desk, clock: Clock
) -> None:
    scan(page, EAN)
    clock.advance(days=3)
    assert "第3期已于3月9日到馆" in scan(page, EAN)
    assert "第4期已到" in scan(page, f"{EAN}04")  # this barcode tells its number
    clock.advance(days=50)
    assert "第5期已到" in scan(page, EAN)
    clock.advance(days=30)
    assert "第6期已到" in scan(page, EAN)  # a few days before its own


def test_what_was_told_is_gone_when_it_is_undone(page: PeriodicalsPage, desk: Desk) -> None:
    scan(page, EAN)
    entry = last_undoable(desk)
    assert entry is not None
    undo(desk, entry.id)
    assert page.check_in.told.text() == ""


def test_a_scan_elsewhere_on_the_page_brings_the_arrivals_forward(page: PeriodicalsPage) -> None:
    page.show_view("year")
    scan(page, EAN)
    assert page.view == "check_in"
    assert page.check_in.told.isVisible()


@pytest.mark.parametrize("typed", ["少年科学", "snkx", "shaonian", "4-12", "10051651"])
def test_a_few_letters_that_mean_one_title_are_enough(desk: Desk, qtbot: QtBot, kept: Kept, typed: str) -> None:
    subscribe(desk, add_serial(desk))
    page = periodicals_page(qtbot, kept)
    page.check_in.box.setText(typed)
    page.check_in.take_scan(typed, True)
    assert "《少年科学》2026年第3期已到" in page.check_in.told.text()


def test_of_several_that_fit_the_arrow_keys_choose(page: PeriodicalsPage, desk: Desk) -> None:
    subscribe(desk, add_serial(desk, "少年文艺", issn=None))
    page.refresh()
    told = type_in(page, "sn")
    assert "2种符合" in told
    assert count(desk, "SELECT count(*) FROM piece") == 0
    page.check_in.box.empty()
    second = [title for title, _number in (type_in_only(page, "sn"), awaited(page))[1]][1]
    told = type_in(page, "", Qt.Key.Key_Down)
    assert second in told


def type_in_only(page: PeriodicalsPage, text: str) -> None:
    box = page.check_in.box
    box.setFocus()
    QTest.keyClicks(box, text, delay=130)


def test_without_letters_the_arrow_keys_go_into_the_list(page: PeriodicalsPage, desk: Desk) -> None:
    box, view = page.check_in.box, page.check_in.list.view
    box.setFocus()
    QTest.keyClick(box, Qt.Key.Key_Down)
    assert view.hasFocus()
    QTest.keyClick(view, Qt.Key.Key_Return)
    assert "中国少年报" in page.check_in.told.text()
    assert box.hasFocus()
    assert count(desk, "SELECT count(*) FROM piece") == 1


def test_several_rows_come_in_one_gesture(page: PeriodicalsPage, desk: Desk) -> None:
    page.check_in.list.view.selectAll()
    press(page, "check_in_here")
    assert "52期已到，55份" in page.check_in.told.text()  # one of them had no issue before
    entry = last_undoable(desk)
    assert entry is not None
    undo(desk, entry.id)
    assert count(desk, "SELECT count(*) FROM piece") == 0


def test_what_appears_without_a_rule_is_here_with_its_next_number(page: PeriodicalsPage) -> None:
    for number in (1, 2):
        page.check_in.take_scan("thdw", True)
        assert f"《童话大王》2026年第{number}期已到" in page.check_in.told.text()


def test_every_other_scan_is_a_calm_sentence(page: PeriodicalsPage, desk: Desk) -> None:
    add_book(desk, "草房子", barcodes=["B0001"])
    reader = add_reader(desk, "张小明")
    assert "《草房子》" not in scan(page, "X-UNKNOWN")
    for code, words in (
        ("B0001", "草房子"), (reader.card, "读者证"), ("9787020002207", "ISBN"), ("9771671123008", "ISSN"),
        ("X-UNKNOWN", "没有"),
    ):  # fmt: skip
        assert words in scan(page, code), code
    assert count(desk, "SELECT count(*) FROM piece") == 0


def test_a_part_of_the_copies_is_typed(page: PeriodicalsPage, desk: Desk) -> None:
    page.check_in.list.select(next(line.key for line in page.check_in.list.model.rows() if line.owner.copies == 2))
    press(page, "check_in_some")
    field = page.check_in.form.findChild(QLineEdit, "check_in_copies")
    assert isinstance(field, QLineEdit)
    field.setText("many")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert not page.check_in.form.isHidden()
    field.setText("1")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert "还有1份没到" in page.check_in.told.text()
    assert count(desk, "SELECT count(*) FROM piece") == 1


def test_what_did_not_come_after_all_is_taken_back(page: PeriodicalsPage, desk: Desk) -> None:
    scan(page, EAN)
    press(page, "check_in_back")
    assert count(desk, "SELECT count(*) FROM piece") == 0
    assert "已撤销《少年科学》2026年第3期" in page.check_in.told.text()


def test_a_lent_issue_is_named_where_it_is_scanned_again(qtbot: QtBot, kept: Kept, desk: Desk) -> None:
    subscribe(desk, add_serial(desk), copies=2, with_codes=True)
    lent_page = periodicals_page(qtbot, kept)
    scan(lent_page, EAN)
    set_rule(desk, item_kind="periodical", max_loans=3)
    lend(desk, copy_id=1, reader_id=add_reader(desk, "张小明").id)
    assert "少年科学(2026年第3期)" in scan(lent_page, "0000001")


def test_a_combined_issue_is_found_by_either_number(page: PeriodicalsPage, desk: Desk) -> None:
    made = 1
    combine(desk, ids_of(desk, made)[3])
    assert "第4–5期已到" in scan(page, f"{EAN}05")
    assert [row.number for row in issues_of(desk, made) if row.here] == ["4-5"]


def test_while_a_job_writes_a_scan_is_told_to_wait(page: PeriodicalsPage, desk: Desk, qtbot: QtBot) -> None:
    go_on, jobs = threading.Event(), page.around.jobs
    jobs.start(Lane.LIBRARY, "导入", lambda _desk, _progress: go_on.wait(20), lambda _result: None, lambda _error: None)
    assert "任务正在写入" in scan(page, EAN)
    assert count(desk, "SELECT count(*) FROM piece") == 0
    with qtbot.waitSignal(jobs.library_job_ended):
        go_on.set()
    assert "第3期已到" in scan(page, EAN)
