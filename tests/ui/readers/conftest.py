"""A librarian's desk and what a window gives the readers' pages."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from libdesk.actions.desk import Desk
from tests.builders import Clock, make_desk, make_library
from tests.ui.surroundings import Kept, surroundings


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def desk(tmp_path: Path, clock: Clock) -> Iterator[Desk]:
    made = make_desk(make_library(tmp_path), clock=clock)
    yield made
    made.library.close()


@pytest.fixture
def kept(desk: Desk, tmp_path: Path) -> Iterator[Kept]:
    with surroundings(desk, tmp_path) as made:
        yield made
