"""Copies are changed, moved and removed; what cannot be done to one is told by its number."""

import pytest

from libdesk.actions.cataloguing.barcodes import replace_barcode
from libdesk.actions.cataloguing.copies import edit_copies, move_copies, remove_copies
from libdesk.actions.cataloguing.errors import NothingDone, SameBarcode
from libdesk.actions.desk import Desk
from libdesk.actions.errors import BarcodeTaken
from libdesk.actions.holds import place_hold
from libdesk.actions.lending import lend
from libdesk.actions.returning import give_back, mark_lost
from libdesk.actions.undo import undo
from libdesk.domain.barcodes import BarcodeUnusable, LabelIsIsbn
from libdesk.store.queries import titles
from libdesk.store.queries.desk import owner_of
from tests.actions.cataloguing.stock import all_rows, call_numbers, change_copy, change_title, value
from tests.builders import add_book, add_reader, status
from tests.invariants import broken


def test_several_copies_get_what_was_chosen_and_nothing_else(desk: Desk) -> None:
    made = add_book(desk, "草房子", copies=3)
    before = all_rows(desk)
    done = edit_copies(
        desk,
        made.copy_ids[:2],
        {"place_id": 2, "price_fen": 2500, "condition": "worn", "note": "书脊裂", "source": "购"},
    )
    assert (done.done, done.not_done) == (2, ())
    rows = titles.copies(desk.library, made.title_id)
    assert [(row.place, row.price_fen, row.condition) for row in rows] == [
        ("pupils_room", 2500, "worn"), ("pupils_room", 2500, "worn"), ("", None, ""),
    ]  # fmt: skip
    undo(desk, done.journal_id)
    assert all_rows(desk) == before


def test_a_copy_that_is_out_or_set_aside_is_not_put_elsewhere_by_hand(desk: Desk) -> None:
    out, aside, free = add_book(desk, "一"), add_book(desk, "二"), add_book(desk, "三")
    reader, other = add_reader(desk, "张三"), add_reader(desk, "李四")
    for book in (out, aside):
        lend(desk, copy_id=book.copy_id, reader_id=reader.id)
    place_hold(desk, title_id=aside.title_id, reader_id=other.id)
    give_back(desk, copy_id=aside.copy_id)
    done = edit_copies(desk, [out.copy_id, aside.copy_id, free.copy_id], {"status": "missing"})
    assert (done.done, {name for name, _why in done.not_done}) == (1, {out.barcodes[0], aside.barcodes[0]})
    assert [status(desk, book.copy_id) for book in (out, aside, free)] == ["loan", "hold", "missing"]
    assert broken(desk.library.connection) == []


def test_a_copy_that_a_reader_owes_is_found_again_at_the_desk_alone(desk: Desk) -> None:
    made, reader = add_book(desk, "草房子"), add_reader(desk, "张三")
    lend(desk, copy_id=made.copy_id, reader_id=reader.id)
    mark_lost(desk, copy_id=made.copy_id)
    with pytest.raises(NothingDone):
        edit_copies(desk, [made.copy_id], {"status": "shelf"})
    assert broken(desk.library.connection) == []


def test_a_missing_copy_that_is_there_again_goes_to_who_waits(desk: Desk) -> None:
    made, reader, other = add_book(desk, "草房子", copies=2), add_reader(desk, "张三"), add_reader(desk, "李四")
    edit_copies(desk, [made.copy_ids[1]], {"status": "missing"})
    lend(desk, copy_id=made.copy_id, reader_id=reader.id)
    place_hold(desk, title_id=made.title_id, reader_id=other.id)
    edit_copies(desk, [made.copy_ids[1]], {"status": "shelf"})
    assert status(desk, made.copy_ids[1]) == "hold"
    assert broken(desk.library.connection) == []


def test_where_nothing_can_be_done_nothing_is_written(desk: Desk) -> None:
    made = add_book(desk, "草房子")
    entries = value(desk, "SELECT count(*) FROM journal")
    with pytest.raises(NothingDone) as caught:
        edit_copies(desk, [made.copy_id], {"status": "shelf"})
    assert made.barcodes[0] in caught.value.text()
    assert value(desk, "SELECT count(*) FROM journal") == entries


def test_copies_move_to_a_new_volume_and_to_another_title_with_their_marks(desk: Desk) -> None:
    one, other = add_book(desk, "西游记", copies=2), add_book(desk, "西游记（上）")
    change_title(desk, one.title_id, call_no="I242/1")
    change_title(desk, other.title_id, call_no="I242/8")
    change_copy(desk, other.copy_id, call_no="I242/8(1)")
    before = all_rows(desk)
    first = move_copies(desk, [other.copy_id], one.title_id, " 上 ")
    assert "I242/1(1)" in call_numbers(desk, one.title_id)
    assert [(volume.label, volume.copies) for volume in titles.volumes(desk.library, one.title_id)] == [("上", 1)]
    again = move_copies(desk, one.copy_ids, one.title_id, "上")
    assert again.done == 2
    with pytest.raises(NothingDone):
        move_copies(desk, one.copy_ids, one.title_id, "上")
    assert broken(desk.library.connection) == []
    undo(desk, again.journal_id)
    undo(desk, first.journal_id)
    assert all_rows(desk) == before


@pytest.mark.parametrize(
    ("own", "expected"),
    [
        ("K204/1(上)", "K204/1(下)"),
        ("K204/1(1)#2", "K204/1(下)#2"),
        ("K204/1", "K204/1"),
        ("手写", "手写"),
        (None, None),
    ],
)
def test_a_copy_of_another_volume_of_its_title_bears_the_mark_of_that_one(
    desk: Desk, own: str | None, expected: str | None
) -> None:
    one = add_book(desk, "史记", volume="上", call_no=own)
    other = add_book(desk, "", title_id=one.title_id, volume="下", copies=0)
    change_title(desk, one.title_id, call_no="K204/1")
    before = all_rows(desk)
    edits = (
        lambda: move_copies(desk, one.copy_ids, one.title_id, "下"),
        lambda: edit_copies(desk, one.copy_ids, {"volume_id": other.volume_id}),
    )
    for edit in edits:
        done = edit()
        assert value(desk, "SELECT call_no FROM copy") == expected
        undo(desk, done.journal_id)
        assert all_rows(desk) == before


def test_a_copy_that_comes_to_a_volume_gets_its_mark_and_loses_it_again(desk: Desk) -> None:
    made = add_book(desk, "史记", call_no="K204/1")
    volume = add_book(desk, "", title_id=made.title_id, volume="上", copies=0).volume_id
    edit_copies(desk, made.copy_ids, {"volume_id": volume})
    assert call_numbers(desk, made.title_id) == ["K204/1(上)"]
    edit_copies(desk, made.copy_ids, {"volume_id": None})
    assert call_numbers(desk, made.title_id) == ["K204/1"]
    edit_copies(desk, made.copy_ids, {"volume_id": volume, "call_no": "K204/7"})
    assert call_numbers(desk, made.title_id) == ["K204/7"]


def test_a_copy_that_is_set_aside_stays_with_its_title(desk: Desk) -> None:
    made, target = add_book(desk, "草房子"), add_book(desk, "昆虫记")
    reader, other = add_reader(desk, "张三"), add_reader(desk, "李四")
    lend(desk, copy_id=made.copy_id, reader_id=reader.id)
    place_hold(desk, title_id=made.title_id, reader_id=other.id)
    give_back(desk, copy_id=made.copy_id)
    with pytest.raises(NothingDone):
        move_copies(desk, [made.copy_id], target.title_id)


def test_a_copy_made_by_mistake_goes_with_its_barcode_and_its_number_is_not_given_again(desk: Desk) -> None:
    from libdesk.actions.cataloguing.accessions import next_number
    from libdesk.domain.ops import Op

    made = add_book(desk, "草房子", copies=2)
    change_copy(desk, made.copy_ids[1], accession_no="000123")
    before = all_rows(desk)
    done = remove_copies(desk, [made.copy_ids[1]])
    assert owner_of(desk.library, made.barcodes[1]) is None
    with desk.action(Op.ADD_BOOKS) as act:
        assert int(next_number(act)) == 124
    undo(desk, done.journal_id)
    assert all_rows(desk) == before


def test_a_copy_that_was_ever_lent_is_not_removed(desk: Desk) -> None:
    made, reader = add_book(desk, "草房子"), add_reader(desk, "张三")
    lend(desk, copy_id=made.copy_id, reader_id=reader.id)
    give_back(desk, copy_id=made.copy_id)
    with pytest.raises(NothingDone):
        remove_copies(desk, [made.copy_id])


def test_an_old_barcode_stays_known_as_the_copys_and_is_given_to_nothing_else(desk: Desk) -> None:
    made, other = add_book(desk, "草房子", barcodes=("T001",)), add_book(desk, "昆虫记", barcodes=("T002",))
    entry = replace_barcode(desk, made.copy_id, " t003 ")
    assert [(line.printed, line.state) for line in titles.barcodes(desk.library, made.copy_id)] == [
        ("t003", "active"), ("T001", "replaced"),
    ]  # fmt: skip
    for taken in ("T001", "T002"):
        with pytest.raises(BarcodeTaken if taken == "T001" else SameBarcode):
            replace_barcode(desk, other.copy_id, taken)
    for code, error in (("LD-LEND", BarcodeUnusable), ("9787530216781", LabelIsIsbn)):
        with pytest.raises(error):
            replace_barcode(desk, other.copy_id, code)
    replace_barcode(desk, made.copy_id, "T001", lost=True)
    assert [(line.printed, line.state) for line in titles.barcodes(desk.library, made.copy_id)] == [
        ("T001", "active"), ("t003", "lost"),
    ]  # fmt: skip
    assert entry
