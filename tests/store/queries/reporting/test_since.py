"""Since when things are counted: by what the library has of each, and of nothing there is no such day."""

from datetime import date

import pytest

from libdesk.actions.desk import Desk
from libdesk.actions.house_use import count_use
from libdesk.actions.lending import lend
from libdesk.actions.returning import report_damage
from libdesk.domain.ops import Op
from libdesk.store.queries.reporting.since import Counted, counted_since
from libdesk.store.tables import Activity, Batch
from tests.builders import TODAY, add_book, add_reader, as_librarian, change_copy


@pytest.mark.parametrize("what", Counted)
def test_of_nothing_there_is_no_first_day(desk: Desk, what: Counted) -> None:
    assert counted_since(desk.library, what) is None


def test_each_is_counted_from_a_day_of_its_own(desk: Desk) -> None:
    book, other = add_book(desk, "西游记"), add_book(desk, "昆虫记")
    lend(desk, copy_id=book.copy_id, reader_id=add_reader(desk, "王一").id, in_house=True)
    assert counted_since(desk.library, Counted.LOANS) is None, "reading in the room is no loan"
    assert counted_since(desk.library, Counted.ROOM_READING) == TODAY
    count_use(desk, copy_id=other.copy_id)
    report_damage(desk, copy_id=other.copy_id, degree="slight")
    with as_librarian(desk).action(Op.COUNT_VISITS) as act:
        act.add(Activity, kind="essay", name="征文", first_day="2026-03-01", last_day="2026-03-20", state="dropped")
    assert counted_since(desk.library, Counted.REPAIRS) == TODAY
    assert counted_since(desk.library, Counted.ACTIVITIES) is None


def test_the_opening_balance_was_always_there_and_what_comes_is_counted_from_its_day_on(desk: Desk) -> None:
    copy = add_book(desk, "西游记").copy_id
    change_copy(desk, copy, entered="2026-02-03")
    assert counted_since(desk.library, Counted.STOCK) == date(2026, 2, 3)
    with as_librarian(desk).action(Op.RECEIVE) as act:
        opening = act.add(Batch, no="2026-1", day="2026-01-10", kind="opening")
    change_copy(desk, copy, batch_id=opening)
    assert counted_since(desk.library, Counted.STOCK) == date.min
    assert counted_since(desk.library, Counted.COPIES) == date(2026, 1, 10)
