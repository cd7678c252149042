"""Marks of what was printed: by owner, undoable, gone with who is erased."""

from libdesk.actions.desk import Desk
from libdesk.actions.printing.marks import mark_printed
from libdesk.actions.readers.erase import erase_readers
from libdesk.actions.readers.leaving import leave_readers
from libdesk.actions.undo import undo
from libdesk.domain.faces import PrintKind
from libdesk.store.queries.prints import LastPrint, last_cards, last_labels
from tests.builders import TODAY, Clock, add_book, add_reader, count


def test_the_last_print_of_each_card_is_known(desk: Desk, clock: Clock) -> None:
    first, second, third = (add_reader(desk, name).id for name in ("王一", "李二", "张三"))
    mark_printed(desk, PrintKind.CARD, {first: "a", second: "b"})
    clock.advance(days=1)
    mark_printed(desk, PrintKind.CARD, {second: "c"})
    assert last_cards(desk.library, [first, second, third]) == {
        first: LastPrint(TODAY, "a"),
        second: LastPrint(clock.today, "c"),
    }


def test_a_spine_label_is_no_barcode_label(desk: Desk) -> None:
    copy_id = add_book(desk, "城南旧事").copy_id
    mark_printed(desk, PrintKind.SPINE, {copy_id: "a"})
    assert last_labels(desk.library, PrintKind.SPINE, [copy_id]) == {copy_id: LastPrint(TODAY, "a")}
    assert last_labels(desk.library, PrintKind.BARCODE, [copy_id]) == {}


def test_a_mark_can_be_taken_back(desk: Desk) -> None:
    reader_id = add_reader(desk, "王一").id
    done = mark_printed(desk, PrintKind.CARD, {reader_id: "a"})
    undo(desk, done.journal_id)
    assert last_cards(desk.library, [reader_id]) == {}
    assert count(desk, "SELECT count(*) FROM print_run") == 0


def test_who_is_erased_leaves_no_mark(desk: Desk) -> None:
    reader_id = add_reader(desk, "王一").id
    mark_printed(desk, PrintKind.CARD, {reader_id: "a"})
    leave_readers(desk, reader_ids=[reader_id])
    erase_readers(desk, reader_ids=[reader_id])
    assert count(desk, "SELECT count(*) FROM printed") == 0
