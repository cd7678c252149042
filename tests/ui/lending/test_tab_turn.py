"""A reader's turn ends by itself, in sight of who stands there; nothing of one pupil is left for the next."""

import pytest
from PySide6.QtWidgets import QWidget

from libdesk.domain.counter import Mode
from libdesk.domain.ops import Role
from libdesk.domain.outcome import Outcome
from libdesk.ui.lending.turn import COUNTDOWN
from tests.ui.lending.stand import Key, Modifier, Stand


def shown(stand: Stand) -> list[str]:
    """Every text that the panel shows, as a screen reader finds it."""
    found = stand.tab.panel.findChildren(QWidget)
    return [w.accessibleName() for w in found if w.isVisible() and w.accessibleName()]


def test_a_name_that_was_begun_ends_the_turn_of_the_reader_before(stand: Stand) -> None:
    for end in ("enter at once", "a scan comes in between"):
        stand.scan(stand.school.li.card)
        if end == "enter at once":
            stand.gap = 0.12
            stand.keys("wy")
            stand.enter()
            assert stand.tab.offers_names
        else:
            stand.type("wy")
        assert stand.scan(stand.school.code()) is Outcome.NOTICE
        assert stand.school.open_loans() == []
        stand.scan("LD-END")


def countdown(stand: Stand) -> str:
    return next((text for text in shown(stand) if "秒后" in text), "")


@pytest.mark.parametrize(("role", "seconds"), [(Role.LIBRARIAN, 60), (Role.HELPER, 20)])
def test_a_turn_ends_after_its_seconds_and_counts_the_last_ten(stand: Stand, role: Role, seconds: int) -> None:
    stand.be(role)
    stand.scan(stand.school.li.card)
    stand.seconds(seconds - COUNTDOWN - 1)
    assert countdown(stand) == ""
    stand.seconds(1)
    assert countdown(stand) == "10 秒后结束读者"
    stand.seconds(COUNTDOWN - 1)
    assert countdown(stand) == "1 秒后结束读者"
    stand.seconds(1)
    assert stand.school.session.state.reader_id is None
    assert stand.tab.panel.card is None
    assert stand.banner.outcome is None
    assert stand.in_box


def test_any_scan_starts_the_turn_anew(student_stand: Stand) -> None:
    stand = student_stand
    stand.scan(stand.school.li.card)
    stand.seconds(15)
    assert countdown(stand) != ""
    stand.scan(stand.school.code())
    assert countdown(stand) == ""
    stand.seconds(19)
    assert stand.school.session.state.reader_id is not None


def test_whoever_types_is_not_idle(student_stand: Stand) -> None:
    stand = student_stand
    stand.scan(stand.school.li.card)
    stand.seconds(15)
    stand.gap = 0.12
    stand.key("l")
    assert countdown(stand) == ""
    stand.seconds(19)
    assert stand.school.session.state.reader_id is not None


def test_the_turn_stands_still_while_something_is_asked(stand: Stand) -> None:
    stand.school.lend(stand.school.li, 0, 1, 2)
    stand.scan(stand.school.li.card)
    stand.scan(stand.school.code(3))
    stand.key(Key.Key_F12)
    stand.seconds(600)
    assert stand.tab.form.isVisible()
    stand.key(Key.Key_Escape)
    assert stand.tab.turn.running
    stand.seconds(60)
    assert stand.school.session.state.reader_id is None


def test_a_book_that_waits_for_a_card_is_not_lent_to_whoever_comes_later(student_stand: Stand) -> None:
    stand = student_stand
    stand.scan(stand.school.code())
    assert stand.tab.mode_line.waiting.text() == "等待读者证"
    stand.seconds(12)
    assert stand.tab.mode_line.waiting.text() == "等待读者证 · 8 秒"
    stand.seconds(8)
    assert stand.banner.outcome is None
    assert stand.scan(stand.school.li.card) is None
    assert stand.school.open_loans() == []


def test_the_shift_card_waits_no_longer_than_a_turn(student_stand: Stand) -> None:
    stand = student_stand
    stand.scan("LD-SHIFT")
    stand.seconds(20)
    stand.scan(stand.school.helper.card)
    assert stand.school.session.state.reader_id == stand.school.helper.id
    assert stand.school.desk.actor.shift_id is None


def test_a_run_is_not_lost_by_waiting_or_by_esc(stand: Stand) -> None:
    stand.key(Key.Key_F2, Modifier.ShiftModifier)
    stand.scan(stand.school.class_3.card)
    stand.scan(stand.school.code())
    stand.seconds(1000)
    stand.key(Key.Key_Escape)
    assert len(stand.school.session.state.run) == 1
    stand.tab.set_mode(Mode.LEND)
    assert stand.school.session.state.run == ()


def test_esc_takes_one_thing_at_a_time_and_never_the_window(stand: Stand) -> None:
    stand.scan(stand.school.li.card)
    stand.type("lxy")
    stand.key(Key.Key_Escape)
    assert stand.box.text() == ""
    assert not stand.tab.suggestions.isVisible()
    assert stand.school.session.state.reader_id is not None
    stand.key(Key.Key_Escape)
    assert stand.school.session.state.reader_id is None
    stand.key(Key.Key_Escape)
    assert stand.window.isVisible()
    assert stand.in_box


def test_esc_works_from_the_list_of_books_too(stand: Stand) -> None:
    stand.school.lend(stand.school.li, 0)
    stand.scan(stand.school.li.card)
    stand.tab.panel.loans.view.setFocus()
    stand.key(Key.Key_Escape)
    assert stand.school.session.state.reader_id is None
    assert stand.in_box


def test_in_student_mode_the_panel_shows_name_class_books_and_days_only(student_stand: Stand) -> None:
    stand = student_stand
    stand.school.lend(stand.school.li, 0)
    stand.scan(stand.school.li.card)
    assert [text for text in shown(stand) if text not in ("照片", "借出的书")] == ["李小雨", "五(3)班", "1 / 3 本"]


def test_the_counts_of_the_day_follow_each_scan(stand: Stand) -> None:
    assert stand.tab.mode_line.counts.text() == "今天借 0 还 0"
    stand.scan(stand.school.li.card)
    stand.scan(stand.school.code())
    stand.key(Key.Key_Escape)
    stand.scan(stand.school.code())
    assert stand.banner.outcome is Outcome.RETURNED
    assert stand.tab.mode_line.counts.text() == "今天借 1 还 1"
