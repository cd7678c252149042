"""A term in the back room: what is subscribed to, torn, bound, shelved and counted, played through at the window."""

from datetime import date
from pathlib import Path

from pytestqt.qtbot import QtBot

from libdesk.store.database import Library
from tests.e2e import back_room_books as books
from tests.e2e import back_room_serials as serials
from tests.e2e import back_room_stocktake as stocktake
from tests.e2e.back_room_hands import BackRoom, back_room
from tests.invariants import broken


def test_a_term_in_the_back_room(tmp_path: Path, qtbot: QtBot) -> None:
    room = back_room(tmp_path, qtbot, date(2026, 3, 2))
    the_papers_come(room)
    the_books_are_kept(room)
    last_year_becomes_a_volume(room)
    the_stacks_are_counted(room)
    library = Library(room.library)
    assert broken(library.connection) == []
    library.close()


def the_papers_come(room: BackRoom) -> None:
    """March: subscribed, checked in, claimed."""
    with room.morning(3, 2) as seat:
        serials.the_year_is_subscribed_to(seat, room)
        serials.the_monthly_is_checked_in_by_scan(seat, room)
    for day, number in ((6, 1), (13, 2), (27, 4)):
        with room.morning(3, day) as seat:
            told = serials.the_paper_is_checked_in_by_key(seat, number)
    assert "第3期" in told  # of the 20th, which should have come before
    with room.morning(3, 31) as seat:
        serials.a_paper_is_torn_and_one_is_claimed(seat, room)
    with room.morning(4, 7) as seat:
        serials.what_was_claimed_comes(seat)


def the_books_are_kept(room: BackRoom) -> None:
    """April: shelved, repaired, read along the shelf."""
    with room.morning(4, 14) as seat:
        books.books_come_back_and_are_shelved(seat, room)
        books.a_torn_book_is_repaired(seat, room)
        books.a_shelf_is_put_in_order(seat, room)


def last_year_becomes_a_volume(room: BackRoom) -> None:
    """June and July: bound, sent, received, shelved."""
    with room.morning(6, 23) as seat:
        serials.last_year_is_bound(seat, room)
        serials.the_list_goes_to_the_bindery(seat, room)
    with room.morning(7, 3) as seat:
        serials.the_volume_comes_back_to_the_shelf(seat, room)


def the_stacks_are_counted(room: BackRoom) -> None:
    """July: by a pupil on shift on one day, by the librarian on the next; libdesk is left in between."""
    with room.morning(7, 6) as seat:
        stocktake.a_book_is_lost_and_one_is_not_given_back(seat, room)
        stocktake.it_is_begun(seat)
        figures = stocktake.a_pupil_counts(seat, room)
    with room.morning(7, 7) as seat:
        stocktake.it_is_taken_up_again(seat, room, figures)
        stocktake.it_is_finished(seat, room)
