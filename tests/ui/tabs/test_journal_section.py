"""The journal in the settings: narrowed down by what one chooses, told in words, undone from the line itself."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QDate
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from libdesk.actions import staff
from libdesk.actions.calendar import carry_out, set_days, set_term
from libdesk.actions.desk import Actor, Desk
from libdesk.actions.lending import lend
from libdesk.actions.readers import cards as readers
from libdesk.actions.readers.erase import erase_readers
from libdesk.actions.readers.leaving import leave_readers
from libdesk.actions.returning import give_back
from libdesk.actions.rules import change_rule, remove_rule
from libdesk.actions.settings import change_settings
from libdesk.actions.shifts import start_shift
from libdesk.actions.undo import undo
from libdesk.domain.op_labels import OP_LABELS
from libdesk.domain.ops import Op, Role
from libdesk.domain.rows.journal import JournalLine
from libdesk.domain.settings import LibrarySettings
from libdesk.domain.yearplan import close_between_terms
from libdesk.ui.settings import journal_words as words
from libdesk.ui.settings.journal import JournalSection
from libdesk.ui.settings.journal_changes import SETTING_NAMES
from libdesk.ui.tabs.settings_tab import SettingsTab
from tests.builders import Clock, add_book, add_reader, count, make_desk, make_library
from tests.ui.surroundings import Kept, nameless
from tests.ui.tabs.settings_page import field, opened, pick, press


@pytest.fixture
def desk(tmp_path: Path, clock: Clock) -> Iterator[Desk]:
    """A loan and its return, a stopped card, a changed setting."""
    made = make_desk(make_library(tmp_path), clock=clock)
    reader, book = add_reader(made, "王一"), add_book(made, "城南旧事")
    lend(made, copy_id=book.copy_id, reader_id=reader.id)
    give_back(made, copy_id=book.copy_id)
    readers.stop_reader(made, reader_id=reader.id, why="家长来信")
    change_settings(made, hold_days=5)
    yield made
    made.library.close()


@pytest.fixture
def journal(tab: SettingsTab) -> JournalSection:
    made = opened(tab, "JournalSection")
    assert isinstance(made, JournalSection)
    return made


def lines(journal: JournalSection) -> list[list[str]]:
    columns = journal.list.model.columns
    return [[column.text(row) for column in columns[1:]] for row in journal.list.model.rows()]


def shown(tab: SettingsTab, name: str) -> str:
    label = field(tab, name)
    assert isinstance(label, QLabel)
    return label.text()


def settled(qtbot: QtBot, kept: Kept) -> None:
    qtbot.waitUntil(lambda: not kept.around.jobs.running)


def choose_line(journal: JournalSection, op: Op) -> None:
    row = next(row for row in journal.list.model.rows() if row.op is op)
    assert journal.list.select(row.id)


def test_who_did_what_about_whom_stands_there_newest_first(journal: JournalSection) -> None:
    assert [row[0] for row in lines(journal)[:4]] == ["改设置", "停用读者证", "还书", "借书"]
    assert lines(journal)[0][1] == "预约架保留天数 3 → 5"
    assert lines(journal)[2][1] == "城南旧事 · 王一"
    assert lines(journal)[3][1].startswith("城南旧事 · 王一 · ")
    assert {row[2] for row in lines(journal)} == {"馆员（未设PIN）"}


def test_the_line_under_the_cursor_is_undone_and_then_says_so(
    qtbot: QtBot, tab: SettingsTab, journal: JournalSection, kept: Kept
) -> None:
    choose_line(journal, Op.STOP_READER)
    qtbot.waitUntil(journal.undo.isEnabled)
    assert "王一" in shown(tab, "journal_detail")
    press(tab, "journal_undo")
    settled(qtbot, kept)
    assert lines(journal)[0][0] == "已撤销：停用读者证"
    state = kept.around.desk.library.connection.execute("SELECT state FROM reader").fetchone()
    assert state == ("active",)
    choose_line(journal, Op.STOP_READER)
    assert not journal.undo.isEnabled()
    assert "已经撤销" in shown(tab, "journal_why")


def test_what_cannot_be_undone_says_why(qtbot: QtBot, tab: SettingsTab, journal: JournalSection, kept: Kept) -> None:
    choose_line(journal, Op.LEND)
    qtbot.waitUntil(lambda: bool(shown(tab, "journal_why")))
    assert not journal.undo.isEnabled()
    assert "后来" in shown(tab, "journal_why")


def test_what_no_longer_goes_with_the_rest_tells_which_rule_it_would_break(
    qtbot: QtBot, tab: SettingsTab, journal: JournalSection, desk: Desk
) -> None:
    set_term(desk, name="甲", first=date(2025, 9, 1), last=date(2026, 1, 23))
    shorter = set_term(desk, name="甲", first=date(2025, 9, 1), last=date(2025, 12, 31), term_id=1)
    set_term(desk, name="乙", first=date(2026, 1, 5), last=date(2026, 6, 30))
    journal.refresh()
    assert journal.list.select(shorter)
    qtbot.waitUntil(journal.undo.isEnabled)
    press(tab, "journal_undo")
    fault = journal.findChild(QLabel, "setting_fault")
    assert isinstance(fault, QLabel)
    assert fault.text().startswith("与后来所做的不合：乙从2026年1月5日 周一开始")
    assert count(desk, "SELECT count(*) FROM term WHERE last_day = '2025-12-31'") == 1


def test_an_import_is_undone_beside_the_desk(
    qtbot: QtBot, tab: SettingsTab, journal: JournalSection, kept: Kept
) -> None:
    desk = kept.around.desk
    add_book(desk, "草房子", copies=3)
    journal.refresh()
    journal.list.view.selectRow(0)
    qtbot.waitUntil(journal.undo.isEnabled)
    press(tab, "journal_undo")
    settled(qtbot, kept)
    assert desk.library.connection.execute("SELECT count(*) FROM title").fetchone() == (1,)
    assert lines(journal)[0][0].startswith("已撤销：")


@pytest.mark.parametrize(
    ("name", "value", "wanted"),
    [
        ("journal_group", "settings", ["改设置"]),
        ("journal_group", "desk", ["还书", "借书"]),
        ("journal_person", "system", []),
        ("journal_span", 0, ["改设置", "停用读者证", "还书", "借书", "导入图书", "导入读者"]),
    ],
)
def test_it_is_narrowed_down_by_what_one_chooses(
    qtbot: QtBot, tab: SettingsTab, journal: JournalSection, kept: Kept, name: str, value: object, wanted: list[str]
) -> None:
    pick(tab, name, value)
    settled(qtbot, kept)
    assert [row[0] for row in lines(journal)] == wanted
    assert journal.list.face.isVisible() is not bool(wanted)


def test_words_are_looked_for_beside_the_desk(qtbot: QtBot, journal: JournalSection, kept: Kept, desk: Desk) -> None:
    add_reader(desk, "李二")
    journal.refresh()
    journal.search.look_for("王一")
    settled(qtbot, kept)
    assert [row[0] for row in lines(journal)] == ["停用读者证", "还书", "借书"]
    journal.search.look_for("没有这个人")
    settled(qtbot, kept)
    assert lines(journal) == []


def test_chosen_days_show_two_fields_and_count_to_the_end_of_the_day(
    qtbot: QtBot, tab: SettingsTab, journal: JournalSection, clock: Clock, desk: Desk
) -> None:
    clock.advance(days=2)
    change_settings(desk, hold_days=6)
    assert not journal.first.isVisible()
    pick(tab, "journal_span", -2)
    assert journal.first.isVisible()
    journal.last.setDate(journal.first.date())
    assert len(lines(journal)) == 6  # the fields began with the day on which the page was made
    journal.last.setDate(journal.first.date().addDays(2))
    assert len(lines(journal)) == 7


def test_an_erased_reader_has_no_name_and_nothing_to_undo(
    qtbot: QtBot, tab: SettingsTab, journal: JournalSection, desk: Desk
) -> None:
    reader = desk.library.connection.execute("SELECT id FROM reader").fetchone()[0]
    leave_readers(desk, reader_ids=[reader])
    erase_readers(desk, reader_ids=[reader])
    journal.refresh()
    assert lines(journal)[0][:2] == ["清除个人资料", "1 人"]
    choose_line(journal, Op.GIVE_BACK)
    assert "已清除的读者" in shown(tab, "journal_detail")
    assert "王一" not in shown(tab, "journal_detail")
    assert not journal.undo.isEnabled()
    assert shown(tab, "journal_why")


def test_people_who_did_something_can_be_chosen(
    qtbot: QtBot, tab: SettingsTab, journal: JournalSection, kept: Kept, desk: Desk, clock: Clock
) -> None:
    made = staff.add_staff(desk, name="陈老师", role=Role.LIBRARIAN, pin="2468")
    helper = add_reader(desk, "小馆", helper=True)
    at_desk = Desk(desk.library, clock=clock, actor=Actor(Role.HELPER))
    start_shift(at_desk, helper.id)
    desk.actor = Actor(Role.LIBRARIAN, staff_id=made.staff_id, name="陈老师")
    change_settings(desk, hold_days=7)
    journal.refresh()
    pick(tab, "journal_person", f"staff:{made.staff_id}")
    settled(qtbot, kept)
    assert [(row[0], row[2]) for row in lines(journal)] == [("改设置", "陈老师")]
    pick(tab, "journal_person", "nobody")
    settled(qtbot, kept)
    assert [row[:2] for row in lines(journal)] == [["开始值班", "小馆"]]


def test_everything_that_takes_the_focus_has_a_name(journal: JournalSection, tab: SettingsTab) -> None:
    assert nameless(tab) == []


def test_the_help_of_the_section_is_its_own(journal: JournalSection, tab: SettingsTab) -> None:
    assert tab.help_topic == "journal"


def test_every_setting_has_a_name_in_the_journal() -> None:
    assert SETTING_NAMES.keys() == set(LibrarySettings._fields)


MADE: dict[str, Callable[[], dict[str, Any]]] = {
    "counts": lambda: {"readers": 3, "kept": 1, "left": 0, "loans": [1, 2]},
    "nothing": dict,
    "strange": lambda: {"keys": ["unknown_key"], "label": "unknown", "due": "soon", "did": "?", "undone": "no op"},
    "backup": lambda: {"label": "daily", "file": "a.libdesk", "elsewhere": True},
    "rule": lambda: {"reader_kind": "pupil", "item_kind": "*"},
}


@pytest.mark.parametrize("op", OP_LABELS)
@pytest.mark.parametrize("args", MADE)
def test_every_gesture_is_told_in_words_whatever_it_noted(op: Op, args: str) -> None:
    line = JournalLine(1, 0, op, "librarian", False, MADE[args](), "", "", None, False, "", False, False)
    told = [words.what(line), words.about(line), words.who(line)]
    assert told[0]
    assert not any("{" in text for text in told)


def test_undoing_an_undo_is_told(desk: Desk, journal: JournalSection) -> None:
    last = change_settings(desk, hold_days=9)
    again = undo(desk, undo(desk, last).journal_id)
    assert again.op == Op.UNDO
    journal.refresh()
    assert lines(journal)[0][0] == "已撤销：撤销"


def test_a_changed_rule_is_told_with_what_it_was_and_is(tab: SettingsTab, journal: JournalSection, desk: Desk) -> None:
    rule = desk.rules.rules["pupil", "*"]
    change_rule(desk, "pupil", "*", replace(rule, max_loans=5))
    remove_rule(desk, "pupil", "periodical")
    tab.refresh()
    assert lines(journal)[0][1] == "“学生 · 期刊” · 1册，7天，不能续借 → 没有单独的规则"
    assert lines(journal)[1][1] == "“学生 · 全部” · 3册，14天，可续借 1 次 → 5册，14天，可续借 1 次"


def test_changed_days_and_terms_are_told(tab: SettingsTab, journal: JournalSection, desk: Desk) -> None:
    term = set_term(desk, name="春季", first=date(2026, 3, 2), last=date(2026, 7, 3))
    assert term
    set_days(desk, date(2026, 4, 15), date(2026, 4, 16), open=False, name="运动会")
    carry_out(desk, close_between_terms(True))
    tab.refresh()
    told = [row[1] for row in lines(journal)[:3]]
    assert told[0] == "假期闭馆 否 → 是"
    assert told[1] == "2026年4月15日 – 4月16日 · 闭馆 · 2天"
    assert told[2] == "学期 2026年3月2日 – 7月3日"
    assert "运动会" not in str(desk.library.fetch("SELECT args FROM journal"))


def test_what_an_older_libdesk_noted_is_told_as_far_as_it_goes() -> None:
    for op, args in (
        (Op.EDIT_CALENDAR, {"days": 2, "terms": 0, "moved": 3}),
        (Op.EDIT_RULES, {"reader_kind": "pupil", "item_kind": "*"}),
        (Op.EDIT_SETTINGS, {"keys": ["hold_days"]}),
        (Op.EDIT_RULES, {"was": "x", "now": [], "first_now": 3, "holiday": 1}),
    ):
        line = JournalLine(1, 0, op, "librarian", False, args, "", "", None, False, "", False, False)
        assert words.about(line)


@pytest.mark.parametrize(
    ("text", "expected"),
    [("规则", [Op.EDIT_RULES, Op.EDIT_RULES]), ("假期借阅", [Op.EDIT_RULES]), ("保留天数", [Op.EDIT_SETTINGS])],
)
def test_what_is_shown_is_what_is_found(
    qtbot: QtBot, journal: JournalSection, kept: Kept, desk: Desk, text: str, expected: list[Op]
) -> None:
    change_rule(desk, "pupil", "*", replace(desk.rules.rules["pupil", "*"], max_loans=5))
    with desk.action(Op.EDIT_RULES) as act:
        act.note(holiday=1)
    journal.search.setText(text)
    journal._ask()
    settled(qtbot, kept)
    assert [row.op for row in journal.list.model.rows()] == expected


def test_the_last_of_the_chosen_days_is_never_before_the_first(journal: JournalSection) -> None:
    journal.first.setDate(QDate(2026, 3, 20))
    assert journal.last.date() == QDate(2026, 3, 20)
    journal.last.setDate(QDate(2026, 3, 1))
    assert journal.first.date() == QDate(2026, 3, 1)
