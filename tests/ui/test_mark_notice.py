"""A library that went back in time: from when to when, what a backup holds, and a way on that needs a librarian."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from libdesk.actions import backups, marks
from libdesk.actions.desk import Actor, Desk
from libdesk.domain.ops import Role
from libdesk.store.database import beside
from libdesk.ui.mark_notice import MarkNotice, tell_of_mark
from tests.builders import Clock, add_book, count, make_desk, make_library
from tests.ui.surroundings import nameless
from tests.windows import Seat, seat_at


@pytest.fixture
def went_back(data_folder: Path, tmp_path: Path, clock: Clock) -> Iterator[Desk]:
    """Three books came in and were backed up; then the file of the day before stood there again."""
    path = make_library(tmp_path)
    before = path.read_bytes()
    desk = make_desk(path, clock=clock)
    clock.advance(days=1)
    add_book(desk, "城南旧事", copies=3)
    backups.back_up_now(desk)
    desk.library.close()
    for place in beside(path):
        place.unlink(missing_ok=True)
    path.write_bytes(before)
    made = make_desk(path, clock=clock)
    yield made
    made.library.close()


def notice_in(seat: Seat) -> MarkNotice:
    tell_of_mark(seat.window)
    seat.qtbot.waitUntil(lambda: seat.sees("mark_notice"))
    notice = seat.child("mark_notice")
    assert isinstance(notice, MarkNotice)
    return notice


def test_it_stands_above_the_desk_which_goes_on(went_back: Desk, tmp_path: Path, qtbot: QtBot) -> None:
    with seat_at(went_back, tmp_path, qtbot) as seat:
        notice = notice_in(seat)
        assert "2026年3月10日 10:00" in notice.sentence.text()
        assert "图书 3 册" in notice.offer.text()
        assert seat.window.lending.box.hasFocus()
        assert QApplication.activeModalWidget() is None
        assert nameless(notice) == []
        seat.scan("9999999")
        assert seat.banner


def test_the_backup_that_is_offered_is_restored(went_back: Desk, tmp_path: Path, qtbot: QtBot) -> None:
    with seat_at(went_back, tmp_path, qtbot) as seat:
        notice = notice_in(seat)
        notice.restore.click()
        seat.qtbot.waitUntil(lambda: not seat.sees("mark_notice"))
        assert count(went_back, "SELECT count(*) FROM copy") == 3
        assert marks.look_at_mark(went_back) is None


@pytest.mark.parametrize("press", ["restore", "keep"])
def test_a_pupil_is_sent_to_a_librarian(went_back: Desk, tmp_path: Path, qtbot: QtBot, press: str) -> None:
    went_back.actor = Actor(Role.HELPER)
    with seat_at(went_back, tmp_path, qtbot) as seat:
        notice = notice_in(seat)
        getattr(notice, press).click()
        assert notice.isVisible()
        assert "F9" in seat.window.toast.accessibleName()
        assert count(went_back, "SELECT count(*) FROM copy") == 0


def test_without_a_backup_that_knows_more_none_is_offered(went_back: Desk, tmp_path: Path, qtbot: QtBot) -> None:
    shutil.rmtree(tmp_path / "school-backups")
    with seat_at(went_back, tmp_path, qtbot) as seat:
        notice = notice_in(seat)
        assert not notice.restore.isVisible()
        notice.keep.click()
        assert not notice.isVisible()
        assert marks.look_at_mark(went_back) is None


def test_a_library_that_is_as_it_was_is_not_talked_about(desk: Desk, tmp_path: Path, qtbot: QtBot) -> None:
    marks.keep_mark(desk)
    with seat_at(desk, tmp_path, qtbot) as seat:
        tell_of_mark(seat.window)
        seat.qtbot.waitUntil(lambda: not seat.window.jobs.running)
        assert not seat.sees("mark_notice")
