"""Who left with aids out is not erased before they are back; titles and copies that aids and boxes name go nowhere."""

from libdesk.actions.aids import boxes, issuing, stock
from libdesk.actions.cataloguing.merging import merge_titles
from libdesk.actions.cataloguing.titles import remove_title
from libdesk.actions.desk import Desk
from libdesk.actions.readers.erase import erase_readers
from libdesk.actions.readers.leaving import leave_readers
from libdesk.actions.undo import undo
from libdesk.domain.rows.aids import AidFields, Settled
from libdesk.store import erasure
from libdesk.store.queries import leavers
from libdesk.store.queries import titles as title_queries
from libdesk.ui.readers.clearance_view import held_words
from tests.builders import add_book, add_reader, count


def test_who_has_aids_does_not_leave_unless_the_librarian_says_anyway(desk: Desk) -> None:
    aid, teacher = (
        stock.add_aid(desk, AidFields("语文教师用书"), opening=40),
        add_reader(desk, "王老师", kind="teacher"),
    )
    issuing.issue(desk, [teacher.id], {aid: 30})
    (kept,) = leave_readers(desk, reader_ids=[teacher.id]).kept
    assert "30" in held_words(kept)
    assert "语文教师用书" in held_words(kept)
    leave_readers(desk, reader_ids=[teacher.id], anyway=True)
    assert [one.reader_id for one in erase_readers(desk, reader_ids=[teacher.id]).kept] == [teacher.id]
    issuing.settle(desk, teacher.id, [Settled(aid, returned=28, missing=2)])
    assert leavers.erasable(desk.library, [teacher.id]) == [teacher.id]


def test_what_was_said_of_a_reader_s_aids_goes_with_the_reader_and_the_numbers_stay(desk: Desk) -> None:
    aid, teacher = (
        stock.add_aid(desk, AidFields("语文教师用书"), opening=40),
        add_reader(desk, "王老师", kind="teacher"),
    )
    issuing.issue(desk, [teacher.id], {aid: 3})
    entry = issuing.settle(desk, teacher.id, [Settled(aid, returned=3)], note="王老师家里有事")
    leave_readers(desk, reader_ids=[teacher.id])
    erase_readers(desk, reader_ids=[teacher.id])
    assert count(desk, "SELECT count(*) FROM aid_move WHERE note IS NOT NULL") == 0
    assert count(desk, "SELECT sum(quantity) FROM aid_move WHERE reader_id = ?", teacher.id) == 6
    assert count(desk, "SELECT count(*) FROM journal_image WHERE journal_id = ?", entry) == 0


def test_an_older_file_that_is_restored_takes_back_what_an_erased_reader_had(desk: Desk) -> None:
    aid, teacher = (
        stock.add_aid(desk, AidFields("语文教师用书"), opening=40),
        add_reader(desk, "王老师", kind="teacher"),
    )
    issuing.issue(desk, [teacher.id], {aid: 3})
    with desk.library.writing() as connection:
        erasure.erase_rows(connection, [teacher.id], desk.today.isoformat(), (), settle=True)
    assert count(desk, "SELECT quantity FROM aid_move WHERE kind = 'returned'") == 3
    assert leavers.of_readers(desk.library, [teacher.id]) == []


def test_an_aid_follows_the_title_it_points_at(desk: Desk) -> None:
    kept, gone = add_book(desk, "语文教师用书", copies=0), add_book(desk, "语文 教师用书", copies=0)
    aid = stock.add_aid(desk, AidFields("教师用书", title_id=gone.title_id))
    before = desk.library.fetch("SELECT * FROM aid")
    entry = merge_titles(desk, kept.title_id, [gone.title_id])
    assert count(desk, "SELECT title_id FROM aid WHERE id = ?", aid) == kept.title_id
    undo(desk, entry)
    assert desk.library.fetch("SELECT * FROM aid") == before
    remove_title(desk, gone.title_id)
    assert desk.library.fetch("SELECT title_id FROM aid") == [(None,)]


def test_a_copy_that_lay_in_a_box_is_not_removed_as_a_mistake(desk: Desk) -> None:
    box, book = add_book(desk, "书箱 3", item_kind="box"), add_book(desk, "草房子")
    boxes.fill(desk, box.copy_id, book.copy_ids)
    for copy_id in (box.copy_id, book.copy_id):
        assert title_queries.named_elsewhere(desk.library, copy_id)[1]
