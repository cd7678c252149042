"""What came back waits on the trolley until it is shelved, lent, set aside or gone; undo is exact."""

import pytest

from libdesk.actions.cataloguing.adding import add_title
from libdesk.actions.cataloguing.arrivals import handle
from libdesk.actions.cataloguing.copies import edit_copies
from libdesk.actions.desk import Desk
from libdesk.actions.holds import cancel_hold, place_hold
from libdesk.actions.house_use import count_use
from libdesk.actions.lending import lend
from libdesk.actions.returning import give_back, mark_found, mark_lost
from libdesk.actions.shelving.trolley import NothingToShelve, shelve, waits_since
from libdesk.actions.undo import last_undoable, undo
from libdesk.domain.arrivals import Step
from libdesk.domain.rows.adding import NewCopy
from libdesk.domain.shelving.stretches import ShelfMap
from libdesk.domain.titles import TitleFields
from libdesk.store.queries import arrivals
from libdesk.store.queries import trolley as queries
from tests.builders import Clock, add_book, add_reader, set_setting, status
from tests.invariants import broken, rows_of


def trolley(desk: Desk, *, place_id: int | None = None) -> list[str]:
    found = queries.waiting(
        desk.library, ShelfMap(()), since=waits_since(desk), zone=desk.settings.zone, place_id=place_id
    )
    assert found.copies == len(found.rows)
    return [row.title for row in found.rows]


def lent(desk: Desk, title: str, call_no: str | None = None) -> int:
    book, reader = add_book(desk, title, call_no=call_no), add_reader(desk, "王一")
    lend(desk, copy_id=book.copy_id, reader_id=reader.id)
    return book.copy_id


def test_what_comes_back_stands_on_the_trolley_in_the_order_of_the_shelf(desk: Desk) -> None:
    books = (("昆虫记", "Q96-49/2"), ("草房子", "I287.45/12"), ("夏洛的网", "I287.45/3"), ("无号的书", None))
    for copy_id in [lent(desk, *book) for book in books]:
        give_back(desk, copy_id=copy_id)
    assert trolley(desk) == ["夏洛的网", "草房子", "昆虫记", "无号的书"]


def test_a_book_that_was_not_out_is_not_put_on_the_trolley(desk: Desk) -> None:
    give_back(desk, copy_id=add_book(desk, "草房子").copy_id)
    assert trolley(desk) == []


@pytest.mark.parametrize("reader", [True, False], ids=["lent for the room", "left on a table"])
def test_what_was_read_in_the_room_goes_there_too(desk: Desk, reader: bool) -> None:
    copy_id = add_book(desk, "草房子").copy_id
    if reader:
        lend(desk, copy_id=copy_id, reader_id=add_reader(desk, "王一").id, in_house=True)
    before = rows_of(desk.library.connection)
    entry = (give_back if reader else count_use)(desk, copy_id=copy_id).journal_id
    assert trolley(desk) == ["草房子"]
    undo(desk, entry)
    assert rows_of(desk.library.connection) == before


def test_a_use_in_the_room_leaves_what_stands_elsewhere_there(desk: Desk) -> None:
    repaired, kept = add_book(desk, "昆虫记").copy_id, add_book(desk, "草房子").copy_id
    edit_copies(desk, [repaired], {"status": "repair"})
    count_use(desk, copy_id=repaired)
    set_setting(desk, "trolley", False)
    count_use(desk, copy_id=kept)
    assert (status(desk, repaired), status(desk, kept), trolley(desk)) == ("repair", "shelf", [])


def test_what_is_shelved_leaves_it_and_comes_back_by_undo(desk: Desk) -> None:
    copies = [lent(desk, "草房子"), lent(desk, "昆虫记")]
    for copy_id in copies:
        give_back(desk, copy_id=copy_id)
    before = rows_of(desk.library.connection)
    done = shelve(desk, copies)
    assert (done.copies, trolley(desk)) == (2, [])
    undo(desk, done.journal_id)
    assert rows_of(desk.library.connection) == before
    assert len(trolley(desk)) == 2


def test_what_stands_on_the_shelf_already_is_told(desk: Desk) -> None:
    copy_id = lent(desk, "草房子")
    give_back(desk, copy_id=copy_id)
    shelve(desk, [copy_id])
    with pytest.raises(NothingToShelve):
        shelve(desk, [copy_id])


@pytest.mark.parametrize("what", ["lend", "lost", "repair"])
def test_whatever_else_happens_to_it_takes_it_off(desk: Desk, what: str) -> None:
    copy_id = lent(desk, "草房子")
    give_back(desk, copy_id=copy_id)
    if what == "lend":
        lend(desk, copy_id=copy_id, reader_id=add_reader(desk, "李二").id)
    elif what == "lost":
        mark_lost(desk, copy_id=copy_id)
    else:
        edit_copies(desk, [copy_id], {"status": "repair"})
    assert "草房子" not in trolley(desk)
    assert broken(desk.library.connection) == []
    entry = last_undoable(desk)
    assert entry is not None
    undo(desk, entry.id)
    assert broken(desk.library.connection) == []
    assert trolley(desk) == ["草房子"]


def test_a_book_that_somebody_waits_for_goes_to_the_hold_shelf_and_from_there_to_the_trolley(desk: Desk) -> None:
    copy_id = lent(desk, "草房子")
    title_id = desk.library.connection.execute("SELECT title_id FROM copy WHERE id = ?", (copy_id,)).fetchone()[0]
    hold = place_hold(desk, title_id=title_id, reader_id=add_reader(desk, "李二").id)
    give_back(desk, copy_id=copy_id)
    assert (status(desk, copy_id), trolley(desk)) == ("hold", [])
    cancel_hold(desk, hold_id=hold.hold_id)
    assert (status(desk, copy_id), trolley(desk)) == ("shelf", ["草房子"])


def test_what_is_found_again_goes_to_the_trolley_unless_it_stands_on_its_shelf(desk: Desk) -> None:
    for stands, left in ((False, ["草房子"]), (True, [])):
        copy_id = add_book(desk, "草房子").copy_id
        mark_lost(desk, copy_id=copy_id)
        mark_found(desk, copy_id=copy_id, stands=stands)
        assert trolley(desk)[:1] == left
        if left:
            shelve(desk, [copy_id])


def test_what_comes_back_by_hand_from_repair_goes_there_too(desk: Desk) -> None:
    copy_id = add_book(desk, "草房子").copy_id
    edit_copies(desk, [copy_id], {"status": "repair"})
    edit_copies(desk, [copy_id], {"status": "shelf"})
    assert trolley(desk) == ["草房子"]


def test_after_some_open_days_it_counts_as_shelved_without_a_change(desk: Desk, clock: Clock) -> None:
    copy_id = lent(desk, "草房子")
    give_back(desk, copy_id=copy_id)  # on a Monday
    rows = rows_of(desk.library.connection)
    there = []
    for _day in range(4):
        there.append(bool(trolley(desk)))
        clock.advance(days=1)
    assert there == [True, True, True, False]
    assert rows_of(desk.library.connection) == rows
    set_setting(desk, "trolley_days", 0)
    assert trolley(desk) == ["草房子"]
    assert shelve(desk, [copy_id]).copies == 1


def test_a_library_without_a_trolley_puts_nothing_on_it(desk: Desk) -> None:
    set_setting(desk, "trolley", False)
    give_back(desk, copy_id=lent(desk, "草房子"))
    assert trolley(desk) == []


def test_a_new_book_takes_its_last_step_and_goes_to_who_waits_for_it(desk: Desk) -> None:
    made = add_title(desk, TitleFields("草房子", class_no="I287"), copies=[NewCopy("T001")])
    copy_id = made.copies[0].id
    with pytest.raises(NothingToShelve):
        shelve(desk, [copy_id])  # it waits for stamp and label
    for step in (Step.STAMP, Step.LABEL):
        handle(desk, [copy_id], step)
    assert arrivals.count(desk.library) == 1
    done = shelve(desk, [copy_id])
    assert (done.copies, done.held, arrivals.count(desk.library)) == (1, (), 0)
    undo(desk, done.journal_id)
    assert arrivals.count(desk.library) == 1


def test_pupils_on_duty_may_shelve(desk: Desk, helper_desk: Desk) -> None:
    copy_id = lent(desk, "草房子")
    give_back(desk, copy_id=copy_id)
    assert shelve(helper_desk, [copy_id]).copies == 1
