"""Copies for labels: found by where they came from or where they stand, in order, and what gets none is known."""

from collections.abc import Callable

import pytest

from libdesk.actions.acquisition.batches import make_batch
from libdesk.actions.cataloguing.adding import add_title
from libdesk.actions.desk import Desk
from libdesk.actions.printing.marks import mark_printed
from libdesk.domain.faces import PrintKind
from libdesk.domain.label_choice import (
    Chosen,
    LabelChoice,
    LabelOrder,
    LabelsFound,
    Lack,
    RangeWrong,
    Source,
    code_spans,
)
from libdesk.domain.ops import Op
from libdesk.domain.rows.adding import NewCopy
from libdesk.domain.rows.prints import LabelKind, LabelLayout, LabelRow
from libdesk.domain.titles import TitleFields
from libdesk.store.queries import labels
from libdesk.store.tables import Copy, Place
from tests.builders import add_book, change_copy

Find = Callable[..., LabelsFound]


@pytest.fixture
def find(desk: Desk) -> Find:
    def looked(source: Source, kind: LabelKind = LabelKind.STRIP, **how: object) -> LabelsFound:
        return labels.find(desk.library, LabelChoice(source, kind, **how))  # type: ignore[arg-type]

    return looked


@pytest.fixture
def books(desk: Desk) -> list[int]:
    """Three titles with call numbers, against their order on the shelf; ids of their copies."""
    found = []
    batch = make_batch(desk, kind="purchase", day=desk.today, source="新华书店")
    for title, call_no, label in (("昆虫记", "Q96/1", "T10"), ("草房子", "I287.45/2", "T9"), ("词典", "H16/3", "T8")):
        made = add_title(desk, TitleFields(title, call_no=call_no), copies=[NewCopy(label)], batch_id=batch)
        found += [copy.id for copy in made.copies]
    return found


def codes(desk: Desk, found: LabelsFound) -> list[str]:
    return [row.code for row in labels.label_rows(desk.library, found.ids).part(0, 99)]


def test_arrivals_come_in_shelf_order_or_by_accession(desk: Desk, books: list[int], find: Find) -> None:
    assert codes(desk, find(Source.ARRIVALS)) == ["T8", "T9", "T10"]
    assert codes(desk, find(Source.ARRIVALS, order=LabelOrder.ACCESSION)) == ["T10", "T9", "T8"]


def test_what_stands_on_a_label_is_read_with_its_page(desk: Desk, books: list[int]) -> None:
    rows = labels.label_rows(desk.library, books)
    assert len(rows) == 3
    assert rows.part(1, 2) == [LabelRow(books[1], "草房子", "T9", "I287.45/2", "000002")]


def test_a_batch_the_newest_and_what_was_chosen(desk: Desk, books: list[int], find: Find) -> None:
    other = add_book(desk, "杂志", barcodes=["T11"], call_no="Z62/1")
    assert codes(desk, find(Source.BATCH, batch_id=1)) == ["T8", "T9", "T10"]
    assert codes(desk, find(Source.NEWEST, newest=2)) == ["T8", "T11"]
    assert codes(desk, find(Source.SELECTION, chosen=Chosen(titles=(other.title_id, 1)))) == ["T10", "T11"]
    assert codes(desk, find(Source.SELECTION, chosen=Chosen(copies=(books[0],)))) == ["T10"]
    assert codes(desk, find(Source.SELECTION)) == []


@pytest.mark.parametrize(
    ("first", "last", "wanted"),
    [
        ("000001", "000002", ["T9", "T10"]),
        ("2", "3", ["T8", "T9"]),
        ("3", "", ["T8"]),
        ("", "000001", ["T10"]),
        ("7", "9", []),
    ],
)
def test_accession_numbers_from_one_to_another(
    desk: Desk, books: list[int], find: Find, first: str, last: str, wanted: list[str]
) -> None:
    assert codes(desk, find(Source.ACCESSION, first=first, last=last)) == wanted


def test_barcodes_count_as_numbers_do(desk: Desk, books: list[int], find: Find) -> None:
    assert codes(desk, find(Source.BARCODES, first="t9", last="T10")) == ["T9", "T10"]
    assert codes(desk, find(Source.BARCODES, first="T8", last="")) == ["T8"]


@pytest.mark.parametrize(
    ("first", "last", "wanted"),
    [
        ("I", "I", ["T9"]),
        ("H16", "I287", ["T8", "T9"]),
        ("I287.45/2", "Q96/1", ["T9", "T10"]),
        ("A", "Z", ["T8", "T9", "T10"]),
        ("J", "K", []),
    ],
)
def test_call_numbers_as_they_stand_on_the_shelf(
    desk: Desk, books: list[int], find: Find, first: str, last: str, wanted: list[str]
) -> None:
    assert codes(desk, find(Source.SHELF, first=first, last=last)) == wanted


def test_a_place_and_call_numbers_within_it(desk: Desk, books: list[int], find: Find) -> None:
    with desk.action(Op.EDIT_COPIES) as act:
        place = act.add(Place, name="二楼书库", reading_room=0)
        act.change(Copy, books[0], place_id=place)
    assert codes(desk, find(Source.PLACE, place_id=place)) == ["T10"]
    assert codes(desk, find(Source.SHELF, first="A", last="Z", place_id=place)) == ["T10"]
    assert codes(desk, find(Source.SHELF, first="I", last="I", place_id=place)) == []


@pytest.mark.parametrize(
    ("source", "first", "last", "fault"),
    [
        (Source.ACCESSION, "", " ", "empty"),
        (Source.ACCESSION, "9", "3", "order"),
        (Source.ACCESSION, "A1", "B7", "unlike"),
        (Source.BARCODES, "T9", "T8", "order"),
        (Source.BARCODES, "T9", "9", "unlike"),
        (Source.BARCODES, "abc", "abd", "unlike"),
        (Source.SHELF, "Q", "I", "order"),
        (Source.SHELF, "", "", "empty"),
    ],
)
def test_a_range_that_is_none_is_told_in_words(find: Find, source: Source, first: str, last: str, fault: str) -> None:
    with pytest.raises(RangeWrong) as refused:
        find(source, first=first, last=last)
    assert refused.value.fault == fault
    assert refused.value.text()


def test_what_has_no_call_number_or_barcode_is_counted_and_listed(desk: Desk, books: list[int], find: Find) -> None:
    bare = add_book(desk, "无号", barcodes=["T7"]).copy_id
    with desk.action(Op.EDIT_COPIES) as act:
        unlabelled = act.add(Copy, title_id=1, call_no="Q96/1")
    every = Chosen(copies=(*books, bare, unlabelled))
    spine, bars = (
        find(Source.SELECTION, LabelKind.SPINE, chosen=every),
        find(Source.SELECTION, LabelKind.BARCODE, chosen=every),
    )
    both = find(Source.SELECTION, chosen=every)
    assert {lack: list(ids) for lack, ids in spine.lacking.items()} == {Lack.CALL_NO: [bare]}
    assert {lack: list(ids) for lack, ids in bars.lacking.items()} == {Lack.BARCODE: [unlabelled]}
    assert (len(spine.ids), len(bars.ids), len(both.ids), both.lacks) == (4, 4, 3, 2)


def test_withdrawn_copies_get_no_label(desk: Desk, books: list[int], find: Find) -> None:
    change_copy(desk, books[0], status="withdrawn")
    found = find(Source.BATCH, batch_id=1)
    assert (codes(desk, found), found.withdrawn) == (["T8", "T9"], 1)
    assert find(Source.NEWEST, newest=3).withdrawn == 0


def test_only_what_is_new_or_would_look_otherwise(desk: Desk, books: list[int], find: Find) -> None:
    layout = LabelLayout(LabelKind.BARCODE, title=True)
    mark_printed(desk, PrintKind.BARCODE, labels.faces(desk.library, layout, books[:2]))
    found = find(Source.BATCH, LabelKind.BARCODE, batch_id=1, unprinted=True)
    assert (list(found.ids), found.printed) == ([books[2]], 2)
    assert len(find(Source.BATCH, LabelKind.SPINE, batch_id=1, unprinted=True).ids) == 3
    with desk.action(Op.EDIT_TITLE) as act:
        act.connection.execute("UPDATE title SET title = '昆虫记（全本）' WHERE id = 1")
    found = find(Source.BATCH, LabelKind.BARCODE, batch_id=1, unprinted=True)
    assert sorted(found.ids) == sorted([books[0], books[2]])


def test_a_label_without_title_makes_none_with_title_wrong(desk: Desk, books: list[int], find: Find) -> None:
    layout = LabelLayout(LabelKind.BARCODE, title=False)
    mark_printed(desk, PrintKind.BARCODE, labels.faces(desk.library, layout, books))
    assert len(find(Source.BATCH, LabelKind.BARCODE, batch_id=1, unprinted=True).ids) == 0


def test_a_label_that_replaced_another_is_the_one_that_is_printed(desk: Desk, books: list[int], find: Find) -> None:
    from libdesk.actions.cataloguing.barcodes import replace_barcode

    replace_barcode(desk, books[2], "T88")
    assert codes(desk, find(Source.SELECTION, chosen=Chosen(copies=(books[2],)))) == ["T88"]
    assert codes(desk, find(Source.BARCODES, first="T8", last="")) == []


def test_classes_of_corners_are_those_that_have_books(desk: Desk, books: list[int]) -> None:
    add_title(desk, TitleFields("草房子", class_no="I287.45"))
    assert labels.corner_classes(desk.library, ours=False)[0][0] == "A"
    assert [code for code, _name in labels.corner_classes(desk.library, ours=True)] == ["I2"]


@pytest.mark.parametrize(
    ("first", "last", "spans"),
    [
        ("T8", "T8", [("T8", "T8")]),
        ("T8", "T12", [("T8", "T9"), ("T10", "T12")]),
        ("0098", "0102", [("0098", "0102")]),
        ("998", "10001", [("998", "999"), ("1000", "9999"), ("10000", "10001")]),
    ],
)
def test_codes_are_cut_into_stretches_of_one_length(first: str, last: str, spans: list[tuple[str, str]]) -> None:
    assert code_spans(first, last) == spans


def test_an_isbn_is_that_of_the_title_and_what_has_none_is_listed(desk: Desk, books: list[int], find: Find) -> None:
    made = add_title(desk, TitleFields("城南旧事", isbn="9787020024759"), copies=[NewCopy("T11"), NewCopy("T12")])
    found = find(Source.NEWEST, LabelKind.ISBN, unprinted=True)
    assert list(found.ids) == [copy.id for copy in made.copies]
    assert {lack: len(ids) for lack, ids in found.lacking.items()} == {Lack.ISBN: 3}
    assert [row.isbn for row in labels.label_rows(desk.library, found.ids).part(0, 9)] == ["9787020024759"] * 2
