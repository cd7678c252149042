"""The lending tab by keyboard alone: names, answers, questions in the page, modes, undo, what is done with one book."""

import pytest
from PySide6.QtCore import QDate
from PySide6.QtWidgets import QApplication, QComboBox, QDateEdit, QLineEdit, QPushButton

from libdesk.domain.counter import Mode
from libdesk.domain.ops import Role
from libdesk.domain.outcome import Outcome
from libdesk.ui.lending import showing
from tests.builders import add_book, add_reader
from tests.ui.lending.school import ISBN
from tests.ui.lending.stand import Key, Modifier, Stand

SHIFT, CTRL = Modifier.ShiftModifier, Modifier.ControlModifier


def three_out(stand: Stand) -> None:
    """The pupil has all that the rule allows and asks for a fourth book."""
    stand.school.lend(stand.school.li, 0, 1, 2)
    stand.scan(stand.school.li.card)
    assert stand.scan(stand.school.code(3)) is Outcome.REFUSED


# Names


def test_initials_list_readers_and_enter_takes_the_one_under_the_cursor(stand: Stand) -> None:
    add_reader(stand.school.desk, "李夏远", entry_year=2021, class_no=4)
    stand.type("lxy")
    assert stand.tab.suggestions.isVisible()
    assert stand.school.session.state.reader_id is None, "even one hit waits for Enter"
    stand.key(Key.Key_Down)
    stand.enter()
    assert stand.tab.panel.card is not None
    assert stand.tab.panel.card.name == "李夏远"
    assert not stand.tab.suggestions.isVisible()
    assert stand.in_box


@pytest.mark.parametrize("typed", ["lixiaoyu", "lxy", "LXY"])
def test_a_name_followed_by_enter_at_once_is_offered_and_not_refused(stand: Stand, typed: str) -> None:
    stand.gap = 0.12
    stand.keys(typed)
    stand.key(Key.Key_Return)
    assert stand.tab.suggestions.isVisible()
    assert len(stand.school.session.recent) == 0
    stand.enter()
    assert stand.school.session.state.reader_id == stand.school.li.id


def test_a_scan_takes_the_place_of_a_typed_name(stand: Stand) -> None:
    stand.gap = 0.12
    stand.keys("lxy")
    stand.key(Key.Key_Return)
    assert stand.scan(stand.school.wang.card) is None
    assert stand.school.session.state.reader_id == stand.school.wang.id
    assert not stand.tab.suggestions.isVisible()


def test_a_text_that_fits_nobody_is_looked_up_as_a_barcode(stand: Stand) -> None:
    stand.type("zzz")
    assert stand.enter() is Outcome.NOT_FOUND


def test_a_code_typed_by_hand_works_and_is_marked(stand: Stand) -> None:
    stand.scan(stand.school.li.card)
    stand.type(stand.school.code())
    assert stand.enter() is Outcome.LENT
    assert stand.school.journal()[1] == 1


# Answers and questions


def test_the_own_copy_is_renewed_by_f4_and_returned_by_f3(stand: Stand) -> None:
    stand.school.lend(stand.school.li, 0)
    stand.school.clock.advance(days=7)
    stand.scan(stand.school.li.card)
    stand.scan(stand.school.code())
    stand.tab.set_mode(Mode.RENEW)
    assert stand.banner.outcome is Outcome.RENEWED
    assert stand.school.session.state.mode is Mode.LEND, "the answer was meant, not the mode"
    stand.scan(stand.school.code())
    stand.tab.set_mode(Mode.RETURN)
    assert stand.banner.outcome is Outcome.RETURNED
    assert stand.in_box


def test_a_librarian_overrides_in_the_page_with_a_reason(stand: Stand) -> None:
    three_out(stand)
    stand.key(Key.Key_F12)
    assert stand.tab.form.isVisible()
    assert isinstance(QApplication.focusWidget(), QLineEdit)
    assert not stand.tab.turn.running, "the turn stands still while something is asked"
    stand.key(Key.Key_Return)
    assert stand.tab.form.isVisible(), "no reason is no answer"
    stand.gap = 0.12
    stand.keys("game")
    stand.router.let_go()
    stand.key(Key.Key_Return)
    assert stand.banner.outcome is Outcome.NOTICE
    assert len(stand.school.open_loans()) == 4
    assert stand.in_box
    assert stand.tab.turn.running


def test_esc_leaves_the_question_and_the_next_scan_puts_it_away(stand: Stand) -> None:
    three_out(stand)
    stand.key(Key.Key_F12)
    stand.key(Key.Key_Escape)
    assert not stand.tab.form.isVisible()
    assert stand.in_box
    assert stand.school.session.state.reader_id is not None
    stand.key(Key.Key_F12)
    assert stand.scan(stand.school.code(0)) is Outcome.NOTICE
    assert not stand.tab.form.isVisible()
    assert stand.in_box


def test_what_a_helper_was_refused_a_librarian_who_signs_in_may_override(student_stand: Stand) -> None:
    stand = student_stand
    three_out(stand)
    assert "请找老师。" in stand.banner.text()
    stand.key(Key.Key_F12)
    assert not stand.tab.form.isVisible(), "a helper is offered nothing"
    stand.be(Role.LIBRARIAN)
    assert stand.tab.panel.card is not None
    stand.key(Key.Key_F12)
    assert stand.tab.form.isVisible()
    stand.be(Role.HELPER)
    assert stand.tab.panel.card is None
    assert stand.banner.outcome is None
    assert not stand.tab.form.isVisible()


def test_damage_is_noted_with_one_key_and_a_degree(stand: Stand) -> None:
    stand.key("d", CTRL)
    assert stand.said == ["先扫破损的书。"]
    stand.school.lend(stand.school.li, 0)
    stand.scan(stand.school.code())
    stand.key("d", CTRL)
    stand.key(Key.Key_Right)
    stand.key(Key.Key_Return)
    row = stand.school.desk.library.connection.execute("SELECT degree FROM damage").fetchone()
    assert row == ("medium",)
    assert stand.in_box


def test_what_is_damaged_may_be_said_with_its_degree_and_need_not(stand: Stand) -> None:
    stand.school.lend(stand.school.li, 0)
    stand.scan(stand.school.code())
    stand.key("d", CTRL)
    kind = stand.tab.findChild(QComboBox, "damage_kind")
    assert kind is not None
    kind.setCurrentIndex(kind.findData("cover"))
    stand.key(Key.Key_Return)
    row = stand.school.desk.library.connection.execute("SELECT degree, kind, cause FROM damage").fetchone()
    assert row == ("slight", "cover", None)


def test_an_uncatalogued_book_is_lent_with_its_title(stand: Stand) -> None:
    stand.scan(stand.school.li.card)
    stand.scan("TS00999")
    stand.key(Key.Key_F12)
    field = stand.tab.findChild(QLineEdit, "uncatalogued_title")
    assert field is not None
    assert "李小雨" in field.accessibleName(), "whose turn has ended with a code that may be another's card"
    field.setText("新到的书")
    stand.key(Key.Key_Return, on=field)
    assert stand.banner.outcome is Outcome.LENT
    assert stand.scan("TS00999") is Outcome.NOTICE


def test_an_isbn_offers_its_only_copy_with_one_key(stand: Stand) -> None:
    stand.scan(stand.school.li.card)
    stand.scan(ISBN)
    assert stand.button("choice_1").text() == f"F12 就是 {stand.school.code(5)}"
    stand.key(Key.Key_F12)
    assert stand.banner.outcome is Outcome.LENT
    assert stand.school.journal()[1] == 1


def test_an_isbn_of_many_copies_opens_a_list_in_the_page(stand: Stand) -> None:
    add_book(stand.school.desk, "水浒传", title_id=stand.school.books[5].title_id, copies=4)
    stand.scan(stand.school.li.card)
    stand.scan(ISBN)
    stand.key(Key.Key_F12)
    combo = stand.tab.findChild(QComboBox, "copy_choice")
    assert combo is not None
    assert combo.count() == 5
    stand.key(Key.Key_Down)
    stand.key(Key.Key_Return)
    assert stand.banner.outcome is Outcome.LENT
    assert stand.school.open_loans()[0][0] != stand.school.books[5].copy_id


def test_the_slip_of_a_hold_is_printed_by_its_button_and_its_key(stand: Stand) -> None:
    stand.tab.print_slip()
    assert stand.said == ["还没有小条可打：先借书或还书。"]
    stand.school.lend(stand.school.li, 0)
    stand.tab.place_hold(stand.school.books[0].title_id)
    stand.scan(stand.school.wang.card)
    stand.scan(stand.school.code())
    stand.button("choice_1").click()
    stand.tab.print_slip()
    assert stand.slips == [stand.school.session.told] * 2


def test_a_code_is_not_looked_for_as_a_title_but_words_are(stand: Stand) -> None:
    stand.scan("TS00123")
    stand.button("choice_1").click()
    stand.commit("西游")
    stand.enter()
    stand.button("choice_1").click()
    assert stand.finds == ["", "西游"]


# Undo


def test_undo_by_row_brings_the_focus_back_and_says_so(stand: Stand) -> None:
    stand.scan(stand.school.li.card)
    stand.scan(stand.school.code(0))
    stand.scan(stand.school.code(1))
    assert stand.undo_labels[-1] == "借书《昆虫记》"
    stand.button("undo_2").click()
    assert stand.banner.lines.text() == "已撤销：借书"
    assert stand.school.open_loans() == [(stand.school.books[1].copy_id, stand.school.li.id)]
    assert stand.in_box
    assert not stand.button("undo_3").isEnabled()


def test_undo_last_and_again(stand: Stand) -> None:
    stand.scan(stand.school.li.card)
    stand.scan(stand.school.code(0))
    stand.tab.undo_last()
    assert stand.undo_labels[-1] == "导入图书"  # the books of this test: F8 says where that is undone
    stand.tab.undo_last()
    assert stand.banner.headline.text().startswith("最近的一步是“导入图书”。")


# Modes


def test_more_modes_have_keys_and_a_menu(stand: Stand) -> None:
    stand.key(Key.Key_F2, SHIFT)
    assert stand.school.session.state.mode is Mode.RUN
    stand.key(Key.Key_F3, SHIFT)
    assert stand.school.session.state.mode is Mode.IN_HOUSE
    actions = stand.tab.more_modes.mode_menu.actions()
    seen = [action.text() for action in actions if action.isVisible()]
    assert seen == ["给班级或老师成批借书", "阅览室内看书", "记一位来客"]
    actions[0].trigger()
    assert stand.school.session.state.mode is Mode.RUN
    assert stand.in_box


def test_a_helper_has_the_reading_room_but_no_runs(student_stand: Stand) -> None:
    stand = student_stand
    stand.key(Key.Key_F2, SHIFT)
    assert stand.school.session.state.mode is Mode.LEND
    stand.key(Key.Key_F3, SHIFT)
    assert stand.school.session.state.mode is Mode.IN_HOUSE


def test_a_run_is_lent_by_one_key(stand: Stand) -> None:
    stand.key(Key.Key_F2, SHIFT)
    for number in (0, 1, 2):
        stand.scan(stand.school.code(number))
    stand.scan(stand.school.class_3.card)
    assert not stand.tab.turn.running, "a run of forty books takes its time"
    stand.scan(stand.school.code(2))
    stand.key(Key.Key_F12, SHIFT)
    stand.scan(stand.school.code(3))
    stand.key(Key.Key_F12)
    assert (stand.banner.outcome, stand.banner.headline.text()) == (Outcome.LENT, "3 册")
    assert stand.school.session.state.mode is Mode.LEND


# One book in the reader's panel


def on_first_book(stand: Stand) -> None:
    stand.school.lend(stand.school.li, 0)
    stand.scan(stand.school.li.card)
    stand.tab.panel.loans.view.setFocus()
    stand.tab.panel.loans.view.selectRow(0)


def visible_actions(stand: Stand) -> list[str]:
    buttons = stand.tab.loan_actions.findChildren(QPushButton)
    return [button.objectName() for button in buttons if button.isVisible()]


def test_the_actions_of_a_book_show_while_it_is_under_the_cursor(stand: Stand) -> None:
    assert not stand.tab.loan_actions.isVisible()
    on_first_book(stand)
    assert visible_actions(stand) == [
        "loan_renew", "loan_return", "loan_lost", "loan_claimed", "loan_due", "loan_earlier",
    ]  # fmt: skip
    stand.key(Key.Key_Return)
    assert QApplication.focusWidget() is stand.button("loan_renew")
    stand.button("loan_return").click()
    assert stand.banner.outcome is Outcome.RETURNED
    assert not stand.tab.loan_actions.isVisible()
    assert stand.in_box


def test_a_helper_sees_only_what_a_helper_may_do(student_stand: Stand) -> None:
    on_first_book(student_stand)
    assert visible_actions(student_stand) == ["loan_renew", "loan_return"]


@pytest.mark.parametrize(
    ("button", "line"),
    [
        ("loan_lost", "已登记丢失。要赔一本：在“读者”的“待赔与停借”里办。"),
        ("loan_claimed", "已记下：读者说还过了。到架上找一找。"),
    ],
)
def test_lost_and_said_to_be_returned_are_noted_at_once_and_can_be_undone(stand: Stand, button: str, line: str) -> None:
    on_first_book(stand)
    stand.button(button).click()
    assert stand.banner.lines.text() == line
    stand.tab.undo_last()
    card = showing.reader_card(stand.school.session)
    assert card is not None
    assert card.loans[0].due_text == "3月23日 周一"


def test_another_due_date_and_an_earlier_return_are_chosen_from_days_that_can_be(stand: Stand) -> None:
    on_first_book(stand)
    stand.school.clock.advance(days=4)
    stand.button("loan_due").click()
    day = stand.tab.findChild(QDateEdit, "new_due_day")
    assert day is not None
    assert day.minimumDate() == QDate(2026, 3, 13)
    assert day.currentSection() == QDateEdit.Section.DaySection
    day.setDate(QDate(2026, 3, 31))
    stand.key(Key.Key_Return, on=day)
    assert "3月31日 周二前还" in stand.banner.text()
    stand.tab.panel.loans.view.selectRow(0)
    stand.button("loan_earlier").click()
    day = stand.tab.findChild(QDateEdit, "earlier_day")
    assert day is not None
    assert (day.minimumDate(), day.maximumDate()) == (QDate(2026, 3, 9), QDate(2026, 3, 13))
    day.setDate(QDate(2026, 3, 11))
    stand.key(Key.Key_Return, on=day)
    assert "记为3月11日 周三还。" in stand.banner.text()
