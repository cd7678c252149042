"""A book in two copies and a pupil, for the tests of repairs."""

import pytest

from libdesk.actions.desk import Desk
from tests.builders import BookMade, ReaderMade, add_book, add_reader


@pytest.fixture
def book(desk: Desk) -> BookMade:
    return add_book(desk, "草房子", copies=2)


@pytest.fixture
def reader(desk: Desk) -> ReaderMade:
    return add_reader(desk, "李小雨")
