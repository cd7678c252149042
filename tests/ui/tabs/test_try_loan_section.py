"""What would happen if …: each step in words, nothing written, and never another answer than the desk's own."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QDate
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from libdesk.actions.desk import Desk
from libdesk.actions.holiday_lending import set_holiday
from libdesk.actions.lending import lend
from libdesk.domain.duedates import OverduePolicy
from libdesk.domain.holiday_lending import HolidayLending
from libdesk.ui.settings.try_loan import TryLoanSection
from libdesk.ui.tabs.settings_tab import SettingsTab
from tests.builders import (
    Clock,
    add_book,
    add_reader,
    add_term,
    close_days,
    count,
    make_desk,
    make_library,
    refusal,
    set_rule,
)
from tests.look import dress
from tests.ui.surroundings import Kept
from tests.ui.tabs.settings_page import opened


@pytest.fixture
def desk(tmp_path: Path, clock: Clock) -> Iterator[Desk]:
    made = make_desk(make_library(tmp_path), clock=clock)
    add_term(made, date(2026, 3, 1), date(2026, 7, 10))
    yield made
    made.library.close()


@pytest.fixture
def tab(qtbot: QtBot, kept: Kept) -> SettingsTab:
    made = SettingsTab(kept.around)
    qtbot.addWidget(made)
    dress()
    made.resize(911, 380)
    made.show()
    return made


@pytest.fixture
def section(tab: SettingsTab) -> TryLoanSection:
    found = opened(tab, "TryLoanSection")
    assert isinstance(found, TryLoanSection)
    return found


def choose_kind(section: TryLoanSection, words: str) -> None:
    at = section.kind.findText(words)
    assert at >= 0
    section.kind.setCurrentIndex(at)
    section.kind.activated.emit(at)


def said(section: TryLoanSection) -> str:
    labels = [part for part in section.result.findChildren(QLabel) if not part.isHidden()]
    return "\n".join(part.text() for part in labels)


def test_a_grade_and_a_kind_of_item_are_enough_for_an_answer(section: TryLoanSection, desk: Desk) -> None:
    entries = count(desk, "SELECT count(*) FROM journal")
    choose_kind(section, "五年级学生")
    assert "会借出" in section.told.text()
    assert "高年级学生" in said(section)
    assert "“学生 · 全部”" in said(section)
    section.item.setCurrentIndex(section.item.findData("reference"))
    section.item.activated.emit(section.item.currentIndex())
    assert "不会借出" in section.told.text()
    assert count(desk, "SELECT count(*) FROM journal") == entries


def test_it_says_which_cell_spoke_and_which_did_not(section: TryLoanSection, desk: Desk) -> None:
    set_rule(desk, "pupil_low", max_loans=1, days=7)
    choose_kind(section, "一年级学生")
    words = said(section)
    assert "按“低年级 · 全部”：1册，7天，可续借 1 次" in words
    assert "“低年级 · 图书”、“学生 · 图书”没有单独设定" in words


def test_a_closed_day_is_named_and_the_next_open_one_said(section: TryLoanSection, desk: Desk) -> None:
    close_days(desk, date(2026, 3, 23), date(2026, 3, 24), name="运动会")
    choose_kind(section, "五年级学生")
    words = said(section)
    assert "运动会" in words
    assert "3月25日" in section.told.text()


def test_a_readers_card_and_a_books_number_are_scanned(section: TryLoanSection, desk: Desk, clock: Clock) -> None:
    set_rule(desk, overdue=OverduePolicy.BLOCK)
    reader, late, wanted = add_reader(desk, "张三"), add_book(desk, "草房子"), add_book(desk, "昆虫记")
    lend(desk, copy_id=late.copy_id, reader_id=reader.id)
    clock.advance(days=20)
    section.reader.look_for(reader.card)
    section.copy.look_for(wanted.barcodes[0])
    assert "张三 · 昆虫记" in said(section)
    assert "不会借出" in section.told.text()
    for reason in refusal(desk, wanted.copy_id, reader.id):
        assert reason.text() in said(section)


def test_a_copy_that_somebody_has_is_returned_first(section: TryLoanSection, desk: Desk) -> None:
    book = add_book(desk, "草房子")
    lend(desk, copy_id=book.copy_id, reader_id=add_reader(desk, "李四").id)
    section.copy.look_for(book.barcodes[0])
    assert "不会借出" in section.told.text()
    assert "李四" in said(section)


@pytest.mark.parametrize(("reader", "copy"), [("nobody", ""), ("", "0000000")])
def test_what_is_not_found_is_told_with_a_way_on(section: TryLoanSection, reader: str, copy: str) -> None:
    section.reader.look_for(reader)
    section.copy.look_for(copy)
    assert section.trial is None
    assert section.told.text()


def test_a_loan_for_the_holidays_says_so_and_the_desk_agrees(section: TryLoanSection, desk: Desk, clock: Clock) -> None:
    D = date.fromisoformat
    plan = HolidayLending("暑假", D("2026-06-29"), D("2026-07-10"), D("2026-09-01"), D("2026-09-11"), {"pupil": 5})
    reader, book = add_reader(desk, "张三", entry_year=2023), add_book(desk, "草房子")
    set_holiday(desk, plan)
    section.refresh()
    section.day.setDate(QDate(2026, 7, 1))
    section.reader.look_for(reader.card)
    assert "“暑假”" in said(section)
    trial = section.trial
    assert trial is not None
    clock.advance(days=(D("2026-07-01") - desk.today).days)
    assert lend(desk, copy_id=book.copy_id, reader_id=reader.id).due == trial.due


def test_pupils_of_the_lowest_grades_are_only_reminded(section: TryLoanSection, desk: Desk, clock: Clock) -> None:
    set_rule(desk, overdue=OverduePolicy.BLOCK)
    reader = add_reader(desk, "小小", entry_year=2025)
    lend(desk, copy_id=add_book(desk, "草房子").copy_id, reader_id=reader.id)
    clock.advance(days=30)
    section.reader.look_for(reader.card)
    assert "会借出" in section.told.text()
    assert "只提醒" in said(section)
