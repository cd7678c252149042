"""After a week without a backup elsewhere the window says so, after a month in red; one press makes it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from libdesk.actions import backups
from libdesk.actions.desk import Desk
from libdesk.actions.settings import change_settings
from libdesk.domain.ops import Role
from libdesk.ui.backup_note import note_of
from libdesk.ui.settings.backup import BackupSection
from tests.builders import Clock, add_book, set_setting
from tests.windows import Seat, seat_at


@pytest.fixture
def seat(desk: Desk, tmp_path: Path, qtbot: QtBot) -> Iterator[Seat]:
    add_book(desk, "活着")
    with seat_at(desk, tmp_path, qtbot) as made:
        yield made


def look(seat: Seat) -> None:
    """What the program does every ten minutes."""
    seat.window.show_backup_note(note_of(seat.window.desk))


@pytest.mark.parametrize(("days", "level"), [(0, ""), (7, ""), (8, "warn"), (30, "warn"), (31, "bad")])
def test_the_line_is_amber_after_a_week_and_red_after_a_month(
    seat: Seat, desk: Desk, clock: Clock, days: int, level: str
) -> None:
    backups.back_up_now(desk)
    clock.advance(days=days)
    look(seat)
    assert seat.sees("backup_stripe") == bool(level)
    if level:
        assert seat.child("backup_stripe").property("level") == level
        assert str(days) in seat.child("backup_stripe").accessibleName()
        assert seat.window.state.property("role") == level
    assert seat.window.lending.box.hasFocus(), "it takes no scan away"


def test_one_press_makes_the_backup_and_the_line_is_gone(
    seat: Seat, desk: Desk, clock: Clock, tmp_path: Path, qtbot: QtBot
) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    change_settings(desk, backup_folder=str(stick))
    clock.advance(days=40)
    look(seat)
    seat.child("backup_stripe_button").click()  # type: ignore[attr-defined]
    qtbot.waitUntil(lambda: not seat.window.jobs.running, timeout=20_000)
    assert len(list(stick.glob("*.libdesk"))) == 1
    assert not seat.sees("backup_stripe")
    assert QApplication.activeModalWidget() is None


def test_a_stick_that_is_not_there_is_told_in_the_line_and_can_be_tried_again(
    seat: Seat, desk: Desk, clock: Clock, tmp_path: Path, qtbot: QtBot
) -> None:
    stick = tmp_path / "stick"
    change_settings(desk, backup_folder=str(stick))
    clock.advance(days=10)
    look(seat)
    seat.child("backup_stripe_button").click()  # type: ignore[attr-defined]
    qtbot.waitUntil(lambda: not seat.window.jobs.running, timeout=20_000)
    assert str(stick) in seat.child("backup_stripe").accessibleName()
    stick.mkdir()
    seat.child("backup_stripe_button").click()  # type: ignore[attr-defined]
    qtbot.waitUntil(lambda: not seat.window.jobs.running, timeout=20_000)
    assert not seat.sees("backup_stripe")


def test_without_a_second_place_the_press_leads_to_where_one_is_chosen(seat: Seat, clock: Clock, qtbot: QtBot) -> None:
    clock.advance(days=10)
    look(seat)
    seat.child("backup_stripe_button").click()  # type: ignore[attr-defined]
    assert seat.window.findChild(BackupSection).isVisible()


def test_pupils_are_not_asked_and_a_sample_library_needs_none(seat: Seat, desk: Desk, clock: Clock) -> None:
    clock.advance(days=40)
    look(seat)
    desk.actor = desk.actor._replace(role=Role.HELPER)
    seat.window.role_changed()
    assert not seat.sees("backup_stripe")
    assert "40" in seat.window.state.accessibleName(), "the librarian passing by still sees it in the corner"
    desk.actor = desk.actor._replace(role=Role.LIBRARIAN)
    set_setting(desk, "demo", True)
    look(seat)
    assert not seat.sees("backup_stripe")
