"""The helpers' page: appointed, renewed, trained, recorded, and the best of them chosen."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton
from pytestqt.qtbot import QtBot

from libdesk.actions.desk import Desk
from libdesk.actions.helpers import duties
from libdesk.actions.helpers.best import choose_best
from libdesk.actions.lending import lend
from libdesk.actions.readers.erase import erase_readers
from libdesk.actions.readers.leaving import leave_readers
from libdesk.actions.readers.several import move_readers
from libdesk.actions.shifts import start_shift
from libdesk.actions.undo import last_undoable, undo
from libdesk.domain.classes import ClassRef, Stage
from libdesk.domain.rows.calendar import TermRow
from libdesk.store.queries import helpers as queries
from libdesk.store.queries.roster import on_duty_day
from libdesk.ui.semester.helpers.page import HelpersPage
from libdesk.ui.widgets.row_table import RowTable
from tests.builders import TODAY, Clock, add_book, add_reader
from tests.documents.pdf import texts
from tests.helpers_made import add_shift, make_helpers, make_slots, make_term
from tests.ui.surroundings import Kept, at_work, nameless


@pytest.fixture
def term(kept: Kept) -> TermRow:
    return make_term(kept.around.desk)


@pytest.fixture
def page(qtbot: QtBot, kept: Kept, term: TermRow) -> HelpersPage:
    return at_work(qtbot, kept, HelpersPage(kept.around), height=560)


def press(page: HelpersPage, name: str) -> None:
    button = page.findChild(QAbstractButton, name)
    assert isinstance(button, QAbstractButton)
    assert button.isEnabled()
    button.click()


def names(page: HelpersPage) -> list[str]:
    return [row.name for row in page.list.list.model.rows()]


def test_pupils_of_several_classes_are_appointed_together(page: HelpersPage, kept: Kept) -> None:
    for name, number in (("李小雨", 3), ("王一", 3), ("赵二", 7)):
        add_reader(page.desk, name, class_no=number)
    page.refresh()
    assert page.list.classes.text() == "还没有小馆员的班级：四(3)班、四(7)班"
    press(page, "helpers_appoint")
    panel = page.list.panel
    for typed in ("李小雨", "赵二"):
        panel.search.setText(typed)
        panel.search.ask()
        QTest.keyClick(panel.found.view, Qt.Key.Key_Space)
    assert "2" in panel.ok.text()
    press(page, "appoint_ok")
    assert names(page) == ["李小雨", "赵二"]
    assert page.list.classes.isHidden()
    assert "F8" in kept.said[-1]
    entry = last_undoable(page.desk)
    assert entry is not None
    undo(page.desk, entry.id)
    assert names(page) == []


def test_a_scanned_card_or_enter_ticks_the_only_one_found(page: HelpersPage) -> None:
    for name, card in (("李小雨", "R1"), ("李小云", "R2"), ("赵二", "R3")):
        add_reader(page.desk, name, card=card)
    press(page, "helpers_appoint")
    panel = page.list.panel
    panel.search.take_scan("R1")
    panel.search.take_scan("R1")  # a card that is scanned twice stays ticked
    panel.search.setText("李")
    QTest.keyClick(panel.search, Qt.Key.Key_Return)
    assert len(panel.found.chosen) == 1
    panel.search.setText("赵二")
    QTest.keyClick(panel.search, Qt.Key.Key_Return)
    press(page, "appoint_ok")
    assert names(page) == ["李小雨", "赵二"]


def test_whoever_is_appointed_is_not_offered_again(page: HelpersPage, term: TermRow) -> None:
    make_helpers(page.desk, term, 1)
    press(page, "helpers_appoint")
    page.list.panel.search.setText("李小雨")
    page.list.panel.search.ask()
    assert page.list.panel.found.list.model.rows() == []
    QTest.keyClick(page.list.panel.search, Qt.Key.Key_Escape)  # what was typed goes first
    QTest.keyClick(page.list.panel.search, Qt.Key.Key_Escape)
    assert page.list.panel.isHidden()


def test_all_or_those_chosen_are_renewed_for_the_next_term(page: HelpersPage, term: TermRow) -> None:
    assert not page.list.renew.isEnabled()
    following = make_term(page.desk, date(2026, 9, 1), date(2027, 1, 20), "下学期")
    make_helpers(page.desk, term, 3)
    page.refresh()
    page.list.list.view.selectRow(0)
    assert "全部" in page.list.renew.text()
    page.list.list.choose_keys([row.id for row in page.list.list.model.rows()][:2])
    assert "2" in page.list.renew.text()
    press(page, "helpers_renew")
    assert len(queries.helpers_of(page.desk.library, following)) == 2
    page.list.list.view.selectRow(0)
    press(page, "helpers_renew")
    assert len(queries.helpers_of(page.desk.library, following)) == 3
    press(page, "helpers_renew")  # once more: told, and nothing done
    assert len(queries.helpers_of(page.desk.library, following)) == 3


def test_a_record_stands_beside_and_the_appointment_ends(page: HelpersPage, term: TermRow) -> None:
    (slot_id,) = make_slots(page.desk, term, 0)
    (one,) = make_helpers(page.desk, term, 1)
    duties.put_on_duty(page.desk, slot_id, one)
    add_shift(page.desk, one, on_duty_day(page.desk.library, TODAY).slots[0].begins - 3 * 3_600_000)
    page.refresh()
    assert "值日以外上岗 1 次" in page.list.record.text()
    press(page, "helpers_dismiss")
    assert names(page) == ["李小雨"]  # the record stays
    assert not page.list.dismiss.isEnabled()
    assert "已解聘" in page.list.list.model.rows()[0].until


def test_the_list_is_printed(page: HelpersPage, term: TermRow, qtbot: QtBot) -> None:
    make_helpers(page.desk, term, 3)
    page.refresh()
    with qtbot.waitSignal(page.document_asked) as asked:
        press(page, "helpers_print")
    text = texts(asked.args[1]())[0]
    assert "小馆员名单" in text
    assert "赵二" in text


def test_a_training_with_who_was_there(page: HelpersPage, term: TermRow, qtbot: QtBot) -> None:
    make_helpers(page.desk, term, 3)
    press(page, "helpers_training")
    view = page.training
    press(page, "training_new")
    press(page, "training_ok")
    assert "培训的内容" in view.form.fault.text()
    view.form.topic.setEditText("图书上架")
    press(page, "training_ok")
    assert [row.topic for row in view.list.model.rows()] == ["图书上架"]
    view.people.view.selectRow(1)
    press(page, "training_missed")
    press(page, "training_all")
    assert [one.state for one in view.people.model.rows()] == ["there", "missed", "there"]
    assert "参加 2 人" in view.facts.text()
    with qtbot.waitSignal(page.document_asked) as asked:
        press(page, "training_print")
    text = texts(asked.args[1]())[0]
    assert "图书上架" in text
    assert "王一" in text
    press(page, "training_edit")
    view.form.minutes.setValue(45)
    press(page, "training_ok")
    assert "45 分钟" in view.facts.text()
    press(page, "training_remove")
    assert view.list.model.rows() == []
    press(page, "helpers_list")
    assert names(page) == ["李小雨", "王一", "赵二"]


def test_the_best_are_proposed_chosen_and_get_a_certificate(page: HelpersPage, term: TermRow, qtbot: QtBot) -> None:
    ids = make_helpers(page.desk, term, 3)
    for nth in range(4):
        add_shift(page.desk, ids[1], page.desk.now() - (nth + 1) * 3_600_000, minutes=30)
    press(page, "helpers_best")
    view = page.best
    assert "计分" in view.rule.text()
    assert [row.points for row in view.list.list.model.rows()] == [4, 0, 0]
    assert not view.print.isEnabled()
    press(page, "best_propose")
    assert view.list.chosen == {ids[1]}
    view.list.view.selectRow(0)
    assert "另外上岗 4 次" in view.why.text()
    view.why.setText("")
    view.why.insert("热情认真")  # as an input method does
    press(page, "best_choose")
    (row,) = queries.best_of(page.desk.library, term.id)
    assert (row.person.name, row.why) == ("王一", "热情认真")
    with qtbot.waitSignal(page.document_asked) as asked:
        press(page, "best_print")
    (text,) = texts(asked.args[1]())
    for words in ("优秀小馆员", "王一 同学", "热情认真", term.name):
        assert words in text
    view.list.tick([])
    press(page, "best_choose")
    assert queries.best_of(page.desk.library, term.id) == []


def test_what_was_chosen_elsewhere_is_shown(page: HelpersPage, term: TermRow) -> None:
    ids = make_helpers(page.desk, term, 3)
    press(page, "helpers_best")
    choose_best(page.desk, term.id, {ids[2]: "认真"})
    assert page.best.list.chosen == {ids[2]}
    assert "赵二" in page.best.state.text()


def test_without_a_term_it_says_what_to_do(kept: Kept, qtbot: QtBot) -> None:
    page = at_work(qtbot, kept, HelpersPage(kept.around))
    assert "学期" in page.list.list.face.accessibleName()
    for name in ("training", "best"):
        press(page, f"helpers_{name}")


def test_everything_that_takes_the_focus_has_a_name(page: HelpersPage, term: TermRow) -> None:
    make_helpers(page.desk, term, 2)
    for name in ("list", "training", "best"):
        press(page, f"helpers_{name}")
        assert nameless(page) == []


def test_what_is_lent_on_duty_stands_in_the_record_at_once(page: HelpersPage, term: TermRow) -> None:
    (helper,) = make_helpers(page.desk, term, 1)
    on_duty = Desk(page.desk.library, clock=page.desk._clock)
    on_duty.listeners.extend(page.desk.listeners)
    start_shift(on_duty, helper)
    lend(on_duty, copy_id=add_book(page.desk, "西游记").copy_id, reader_id=add_reader(page.desk, "王一").id)
    (row,) = page.list.list.model.rows()
    assert row.record.transactions == 1


def test_a_year_later_an_earlier_term_has_the_classes_of_then_and_counts_who_was_erased(
    page: HelpersPage, kept: Kept, term: TermRow, clock: Clock, qtbot: QtBot
) -> None:
    desk = page.desk
    here, gone = make_helpers(desk, term, 2)
    add_reader(desk, "赵二", class_no=7)
    add_shift(desk, gone, desk.now() - 3_600_000)
    choose_best(desk, term.id, {here: "认真", gone: "热情"})
    clock.advance(days=(date(2026, 9, 7) - desk.today).days)
    move_readers(desk, reader_ids=[here], to=ClassRef(Stage.PRIMARY, 2022, 8))
    leave_readers(desk, reader_ids=[gone])
    assert erase_readers(desk, reader_ids=[gone]).count == 1
    page.refresh()
    rows = page.list.list.model.rows()
    assert {(row.name, row.group, row.record.besides) for row in rows} == {
        ("（资料已清除）", "四(3)班", 1), ("李小雨", "四(3)班", 0),
    }  # fmt: skip
    assert page.list.classes.text() == "还没有小馆员的班级：四(7)班"
    press(page, "helpers_best")
    view = page.best
    best, left = (cells(view.list.list, row) for row in range(2))
    assert ("李小雨" in best, "四(3)班" in best) == (True, True)
    assert ("（资料已清除）" in left, "四(3)班" in left, "已离校" in left) == (True, True, True)
    with qtbot.waitSignal(page.document_asked) as asked:
        press(page, "best_print")
    (text,) = texts(asked.args[1]())
    assert "四(3)班 李小雨" in text
    with qtbot.waitSignal(page.document_asked) as asked:
        page.show_view("list")
        press(page, "helpers_print")
    whole = "\n".join(texts(asked.args[1]()))
    assert "四(3)班" in whole
    assert "五(" not in whole


def cells(table: RowTable, row: int) -> list[str]:
    return [str(table.model.columns[n].text(table.model.rows()[row])) for n in range(len(table.model.columns))]
