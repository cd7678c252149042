"""Where the library's own accession numbers end, whatever else stands in the file."""

import pytest

from libdesk.actions.cataloguing.accessions import keep_counter
from libdesk.actions.desk import Desk
from libdesk.domain.ops import Op
from libdesk.store.queries.accessions import own_end
from tests.builders import add_book, change_copy


@pytest.mark.parametrize(
    ("counter", "numbers", "end"),
    [
        (None, [], (0, 0)),
        (None, ["000007", "X9", "00000000001"], (7, 6)),
        (8, ["000007"], (7, 6)),
        (8, ["000007", "000009", "000900"], (900, 6)),
        (5014, ["00005013", "20295403", "20295408"], (5013, 8)),
        (4, [], (3, 0)),
    ],
)
def test_own_numbers_end_where_the_next_one_leaps(
    desk: Desk, counter: int | None, numbers: list[str], end: tuple[int, int]
) -> None:
    for number in numbers:
        change_copy(desk, add_book(desk, number).copy_id, accession_no=number)
    if counter is not None:
        with desk.action(Op.ADD_BOOKS) as act:
            keep_counter(act, counter)
    assert own_end(desk.library.connection) == end
