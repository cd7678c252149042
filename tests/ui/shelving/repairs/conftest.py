"""Four books on the shelf, and the page in the real window."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from libdesk.actions.desk import Desk
from tests.builders import add_book
from tests.ui.shelving.repairs.repairs_hands import Hands
from tests.windows import seat_at


@pytest.fixture
def books(desk: Desk) -> Desk:
    for title, number in (("草房子", "I287.45/1"), ("根鸟", "I287.45/2"), ("昆虫记", "Q96/1"), ("细米", "I287.45/3")):
        add_book(desk, title, call_no=number)
    return desk


@pytest.fixture
def hands(books: Desk, tmp_path: Path, qtbot: QtBot) -> Iterator[Hands]:
    with seat_at(books, tmp_path, qtbot) as seat:
        seat.window.role_changed()
        yield Hands(seat)
