"""A small library with books, readers and loans, for the tests of the file itself."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from libdesk.actions.lending import lend
from tests.builders import add_book, add_reader, make_desk, make_library

NOW = datetime(2026, 3, 9, 2, 0, tzinfo=UTC)  # ten in the morning in Shanghai


@pytest.fixture
def now() -> datetime:
    return NOW


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Three copies of one title, one of them on loan, and two readers; closed in order."""
    made = make_library(tmp_path)
    desk = make_desk(made)
    book = add_book(desk, "城南旧事", copies=3, author="林海音")
    reader = add_reader(desk, "李小雨")
    add_reader(desk, "王一")
    lend(desk, copy_id=book.copy_id, reader_id=reader.id)
    desk.library.close()
    return made
