"""A PC whose clock has gone back, through the window: told at the start, refused at the desk, ended by a librarian."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel
from pytestqt.qtbot import QtBot

from libdesk.actions.desk import Desk
from libdesk.domain.ops import Role
from libdesk.domain.outcome import Outcome
from tests.builders import Clock, add_book, add_reader, count, make_desk
from tests.ui.surroundings import nameless
from tests.windows import Seat, seat_at


@pytest.fixture
def made(library_path: Path, clock: Clock) -> Iterator[Desk]:
    """A desk in student mode on a library that was used today."""
    desk = make_desk(library_path, Role.HELPER, clock=clock)
    add_reader(desk, "李小雨", card="R001")
    add_book(desk, "草房子", barcodes=["T001"])
    yield desk
    desk.library.close()


@pytest.fixture
def seat(made: Desk, clock: Clock, tmp_path: Path, qtbot: QtBot) -> Iterator[Seat]:
    """The program started after the battery died."""
    clock.advance(days=-2556)
    with seat_at(made, tmp_path, qtbot) as sat:
        yield sat


def words(seat: Seat) -> str:
    return " ".join(part.text() for part in seat.child("clock_stripe").findChildren(QLabel))


def test_the_clock_is_told_at_the_start_before_any_scan(seat: Seat) -> None:
    assert "2019年3月10日" in words(seat)
    assert "2026年3月9日" in words(seat)
    assert not seat.sees("clock_stripe_button"), "a pupil does not decide about it"
    assert nameless(seat.child("clock_stripe")) == []


def test_a_loan_is_refused_in_words_and_nothing_is_kept(seat: Seat, made: Desk) -> None:
    seat.scan("R001")
    seat.scan("T001")
    assert seat.outcome is Outcome.REFUSED
    assert "2019年3月10日" in seat.banner
    assert count(made, "SELECT count(*) FROM loan") == 0
    assert QApplication.activeModalWidget() is None


def test_a_librarian_says_by_keyboard_that_it_is_right_and_the_desk_lends(seat: Seat, made: Desk) -> None:
    seat.key(Qt.Key.Key_F9)
    button = seat.child("clock_stripe_button")
    assert isinstance(button, QAbstractButton)
    button.setFocus()
    seat.key(Qt.Key.Key_Space)
    seat.qtbot.waitUntil(lambda: not seat.sees("clock_stripe"))
    assert seat.window.lending.box.hasFocus()
    seat.scan("R001")
    seat.scan("T001")
    assert seat.outcome is Outcome.LENT
    assert count(made, "SELECT count(*) FROM loan") == 1


def test_a_clock_set_right_takes_the_stripe_away_with_the_next_scan(seat: Seat, clock: Clock) -> None:
    clock.advance(days=2556)
    seat.scan("R001")
    assert not seat.sees("clock_stripe")
    seat.scan("T001")
    assert seat.outcome is Outcome.LENT


def test_a_clock_that_goes_back_while_the_program_runs_is_told_with_the_refusal(
    made: Desk, clock: Clock, tmp_path: Path, qtbot: QtBot
) -> None:
    with seat_at(made, tmp_path, qtbot) as seat:
        assert not seat.sees("clock_stripe")
        seat.scan("R001")
        clock.advance(days=-30)
        seat.scan("T001")
        assert seat.outcome is Outcome.REFUSED
        assert seat.sees("clock_stripe")


def test_a_clock_far_ahead_is_asked_about_and_the_desk_lends(
    made: Desk, clock: Clock, tmp_path: Path, qtbot: QtBot
) -> None:
    clock.advance(days=3650)
    desk = make_desk(made.library.path, Role.HELPER, clock=clock)
    with seat_at(desk, tmp_path, qtbot) as seat:
        assert words(seat).endswith("？")
        seat.scan("R001")
        seat.scan("T001")
        assert seat.outcome is Outcome.LENT
        assert seat.sees("clock_stripe")
        seat.key(Qt.Key.Key_F9)
        button = seat.child("clock_stripe_button")
        assert isinstance(button, QAbstractButton)
        button.click()
        assert not seat.sees("clock_stripe")
    desk.library.close()
