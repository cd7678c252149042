"""A class that sits down, for the tests of the class session."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from libdesk.actions.desk import Desk
from libdesk.actions.lending import lend
from tests.ui.readers.class_session.lesson_stand import Lesson, make_class, open_page
from tests.windows import seat_at


@pytest.fixture
def lesson(desk: Desk, tmp_path: Path, qtbot: QtBot) -> Iterator[Lesson]:
    """The class sits; pupils 1 to 3 have books 0 to 2 from two weeks ago."""
    pupils, books = make_class(desk)
    for number in range(3):
        lend(desk, copy_id=books[number].copy_id, reader_id=pupils[number].id)
    with seat_at(desk, tmp_path, qtbot) as seat:
        page = open_page(seat)
        made = Lesson(seat, page, desk, pupils, books)
        page.choose(page.session.classes()[0].ref)
        yield made
