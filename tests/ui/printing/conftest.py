"""A librarian at the window, for the tests of what is printed."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from libdesk.actions.desk import Desk
from tests.windows import Seat, seat_at


@pytest.fixture
def seat(desk: Desk, tmp_path: Path, qtbot: QtBot) -> Iterator[Seat]:
    with seat_at(desk, tmp_path, qtbot) as made:
        yield made
