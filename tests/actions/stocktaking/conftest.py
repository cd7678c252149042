"""Five copies of two titles in two places, for the tests of stocktakes; whatever is done keeps the library's rules."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from libdesk.actions.desk import Desk
from tests.builders import Clock, add_book, change_copy, make_desk
from tests.invariants import broken


@pytest.fixture
def desk(library_path: Path, clock: Clock) -> Iterator[Desk]:
    made = make_desk(library_path, clock=clock)
    add_book(made, "草房子", copies=3, call_no="I247.5/1")
    add_book(made, "昆虫记", copies=2, call_no="Q96/1")
    for copy_id in range(1, 6):
        change_copy(made, copy_id, place_id=1 if copy_id < 5 else 2)
    clock.advance(seconds=60)
    yield made
    assert broken(made.library.connection) == []
    made.library.close()
