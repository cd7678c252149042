"""What the desk says of things owed: to librarians what they have to do, to pupils nothing of money."""

import pytest
from PySide6.QtWidgets import QLineEdit

from libdesk.actions.lending import lend
from libdesk.actions.money.charges import pay
from libdesk.domain.ops import Role
from libdesk.domain.outcome import Outcome
from libdesk.store.queries import charges as queries
from libdesk.ui.lending import gestures, showing
from tests.builders import change_copy, set_rule, set_setting
from tests.ui.lending.school import School
from tests.ui.lending.stand import Key, Modifier, Stand


def notes(school: School) -> tuple[str, ...]:
    card = showing.reader_card(school.session)
    assert card is not None
    return card.notes


def lose(school: School, number: int = 0) -> None:
    """李小雨 loses a book of 25 yuan."""
    change_copy(school.desk, school.books[number].copy_id, price_fen=2500)
    school.lend(school.li, number)
    gestures.mark_lost(school.desk, school.books[number].copy_id)


def test_the_readers_panel_says_what_is_to_be_replaced_and_nothing_is_blocked(school: School) -> None:
    lose(school)
    school.open(school.li)
    assert notes(school) == ("丢失 1 册，待赔",)
    assert school.scan(school.code(1)).outcome is Outcome.LENT


def test_a_pupil_at_the_desk_sees_nothing_of_it(school: School) -> None:
    lose(school)
    school.be(Role.HELPER)
    school.open(school.li)
    assert notes(school) == ()


@pytest.mark.parametrize("money", [False, True])
def test_a_loss_says_where_it_is_settled_and_the_price_only_where_money_is_taken(school: School, money: bool) -> None:
    set_setting(school.desk, "money", money)
    change_copy(school.desk, school.books[0].copy_id, price_fen=2500)
    school.lend(school.li, 0)
    told = gestures.mark_lost(school.desk, school.books[0].copy_id)
    assert "待赔与停借" in told.lines[0]
    assert ("¥25.00" in told.lines[0]) == money


def test_a_lost_book_that_comes_back_is_owed_no_more(school: School) -> None:
    lose(school)
    assert "李小雨 不用再赔。" in school.scan(school.code()).lines


def test_what_had_been_paid_for_it_is_told_to_a_librarian(school: School) -> None:
    lose(school)
    pay(school.desk, charge_id=queries.open_losses(school.desk.library)[0].id, amount_fen=1000)
    assert "李小雨 为它交过 ¥10.00：要退还。" in school.scan(school.code()).lines


def test_a_pupil_who_takes_it_back_tells_the_librarian(school: School) -> None:
    lose(school)
    pay(school.desk, charge_id=queries.open_losses(school.desk.library)[0].id, amount_fen=1000)
    school.be(Role.HELPER)
    lines = school.scan(school.code()).lines
    assert "告诉老师：这本书找回来了。" in lines
    assert not any("¥" in line for line in lines)


def test_a_lost_book_that_is_lent_at_once_is_owed_no_more_either(school: School) -> None:
    lose(school)
    school.open(school.wang)
    assert "李小雨 不用再赔。" in school.scan(school.code()).lines


@pytest.mark.parametrize(("role", "seen"), [(Role.LIBRARIAN, True), (Role.HELPER, False)])
def test_a_fine_is_told_to_librarians_alone(school: School, role: Role, seen: bool) -> None:
    set_setting(school.desk, "money", True)
    set_rule(school.desk, fine_fen_per_day=50)
    lend(school.desk, copy_id=school.books[0].copy_id, reader_id=school.li.id)
    school.clock.advance(days=18)
    school.be(role)
    assert ("记下超期费 ¥2.00。" in school.scan(school.code()).lines) == seen
    assert queries.open_fines(school.desk.library)[0].amount_fen == 200


def note_damage(stand: Stand) -> None:
    """李小雨 brings a book back and it is damaged."""
    stand.school.lend(stand.school.li, 0)
    stand.scan(stand.school.code())
    stand.key("d", Modifier.ControlModifier)
    stand.key(Key.Key_Return)


def test_where_money_is_taken_a_damage_may_be_given_an_amount(stand: Stand) -> None:
    set_setting(stand.school.desk, "money", True)
    note_damage(stand)
    field = stand.tab.findChild(QLineEdit, "damage_amount")
    assert field is not None
    field.setText("3元")
    stand.key(Key.Key_Return, on=field)
    assert [row.amount_fen for row in queries.open_fines(stand.school.desk.library)] == [300]
    assert stand.in_box


def test_what_the_rules_ask_for_a_damage_stands_there_already(stand: Stand) -> None:
    desk = stand.school.desk
    for name, value in (("money", True), ("damage_slight", 20)):
        set_setting(desk, name, value)
    change_copy(desk, stand.school.books[0].copy_id, price_fen=2500)
    note_damage(stand)
    field = stand.tab.findChild(QLineEdit, "damage_amount")
    assert field is not None
    assert field.text() == field.selectedText() == "5.00"
    stand.key(Key.Key_Return, on=field)
    assert [row.amount_fen for row in queries.open_fines(desk.library)] == [500]


def test_an_amount_that_could_be_another_is_asked_again(stand: Stand) -> None:
    set_setting(stand.school.desk, "money", True)
    note_damage(stand)
    field = stand.tab.findChild(QLineEdit, "damage_amount")
    assert field is not None
    for typed in ("12,5", "12.5.6"):
        field.setText(typed)
        stand.key(Key.Key_Return, on=field)
        assert field.isVisible()
        assert field.selectedText() == typed
    field.setText("12．5")
    stand.key(Key.Key_Return, on=field)
    assert [row.amount_fen for row in queries.open_fines(stand.school.desk.library)] == [1250]


@pytest.mark.parametrize("answer", ["Esc", "没有数"])
def test_without_an_amount_the_damage_is_noted_all_the_same(stand: Stand, answer: str) -> None:
    set_setting(stand.school.desk, "money", True)
    note_damage(stand)
    field = stand.tab.findChild(QLineEdit, "damage_amount")
    assert field is not None
    field.setText("" if answer == "Esc" else answer)
    stand.key(Key.Key_Escape if answer == "Esc" else Key.Key_Return, on=field)
    assert queries.open_fines(stand.school.desk.library) == []
    assert stand.school.desk.library.connection.execute("SELECT count(*) FROM damage").fetchone() == (1,)


def test_where_no_money_is_taken_nothing_more_is_asked(stand: Stand) -> None:
    note_damage(stand)
    assert stand.tab.findChild(QLineEdit, "damage_amount") is None
    assert stand.in_box
