"""What was counted by mistake is taken away: of single keys as many as one says, of all else the whole line."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSpinBox
from pytestqt.qtbot import QtBot

from libdesk.actions.desk import Desk
from libdesk.actions.service.visits import count_visitor, set_total
from libdesk.ui.semester.service.page import ServicePage
from tests.builders import TODAY, count
from tests.ui.readers.hands import press, seen, sees
from tests.windows import Seat, seat_at


@pytest.fixture
def seat(desk: Desk, tmp_path: Path, qtbot: QtBot) -> Iterator[Seat]:
    with seat_at(desk, tmp_path, qtbot) as made:
        yield made


def test_of_the_keys_of_a_day_one_is_taken_away_or_as_many_as_are_said(seat: Seat) -> None:
    page = seat.open("semester_tab", "service_page")
    assert isinstance(page, ServicePage)
    desk = seat.window.desk
    for _key in range(12):
        count_visitor(desk)
    last = count(desk, "SELECT max(id) FROM visit")
    page.visits.lines.view.selectRow(0)
    press(page, "visits_remove")
    assert page.visits.today.text() == "今天11人次"
    assert count(desk, "SELECT count(*) FROM visit WHERE id = ?", last) == 0
    assert "1人次" in seat.window.toast.text()
    page.visits.lines.view.selectRow(0)
    few = seen(page, "visits_few")
    assert isinstance(few, QSpinBox)
    assert few.text().endswith("11")
    few.setValue(11)
    press(page, "visits_remove")
    assert page.visits.today.text() == "今天0人次"
    assert "11人次" in seat.window.toast.text()
    seat.key(Qt.Key.Key_F8)
    assert page.visits.today.text() == "今天11人次"


def test_lines_that_are_one_count_go_whole_and_it_is_told_how_many(seat: Seat) -> None:
    page = seat.open("semester_tab", "service_page")
    assert isinstance(page, ServicePage)
    set_total(seat.window.desk, TODAY, 60)
    page.visits.lines.view.selectRow(0)
    assert not sees(page, "visits_few")
    press(page, "visits_remove")
    assert "60人次" in seat.window.toast.text()
