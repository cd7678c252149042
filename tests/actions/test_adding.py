"""Titles and copies are added: what each copy gets, what is refused, and that one undo takes back one gesture."""

from dataclasses import replace

import pytest

from libdesk.actions.cataloguing.adding import add_copies, add_title, complete_title
from libdesk.actions.cataloguing.new_copies import LabelTaken, LabelTwice, TitleGone
from libdesk.actions.cataloguing.uncatalogued import lend_uncatalogued
from libdesk.actions.desk import Desk
from libdesk.actions.errors import TitleMissing
from libdesk.actions.returning import give_back
from libdesk.actions.undo import undo
from libdesk.domain.barcodes import BarcodeUnusable, LabelIsIsbn
from libdesk.domain.errors import DeskError, NotAllowed
from libdesk.domain.ops import Op, Role
from libdesk.domain.rows.adding import NewCopy, NewVolume
from libdesk.domain.titles import TitleFields
from libdesk.store.queries import adding as queries
from libdesk.store.tables import Place
from tests.builders import Clock, add_book, add_reader, count, make_desk, set_setting, status

BOOK = TitleFields("草房子", author="曹文轩", isbn="9787534618727", class_no="I287.4", price_fen=2200)


def columns(desk: Desk, copy_id: int, *names: str) -> tuple[object, ...]:
    sql = f"SELECT {', '.join(names)} FROM copy WHERE id = ?"
    return tuple(desk.library.connection.execute(sql, (copy_id,)).fetchone())


def empty(desk: Desk) -> bool:
    return not count(desk, "SELECT (SELECT count(*) FROM title) + (SELECT count(*) FROM copy WHERE title_id > 0)")


def test_a_title_gets_its_call_number_and_its_copies_all_that_belongs_to_them(desk: Desk) -> None:
    with desk.action(Op.EDIT_PLACES) as act:
        place = act.add(Place, name="库", shelving="stack")
    made = add_title(desk, BOOK, copies=[NewCopy("T000001", place_id=place, source="新华书店"), NewCopy("T000002")])
    assert made.new
    assert made.call_no.startswith("I287.4/")
    assert [copy.barcode for copy in made.copies] == ["T000001", "T000002"]
    assert [copy.accession_no for copy in made.copies] == ["000001", "000002"]
    got = columns(
        desk, made.copies[0].id, "item_kind", "price_fen", "call_no", "source", "waiting", "entered", "status"
    )
    assert got == ("book", 2200, made.call_no, "新华书店", 7, desk.today.isoformat(), "shelf")
    assert count(desk, "SELECT count(*) FROM title WHERE shelving = 'stack'") == 1
    assert [row.id for row in queries.of_isbn(desk.library, BOOK.isbn)] == [made.title_id]


def test_one_undo_takes_title_copies_and_labels_back_and_the_labels_are_free_again(desk: Desk) -> None:
    made = add_title(desk, BOOK, copies=[NewCopy("T000001"), NewCopy("T000002")])
    undo(desk, made.journal_id)
    assert empty(desk)
    again = add_title(desk, BOOK, copies=[NewCopy("T000001")])
    assert again.copies[0].accession_no == "000003"  # accession numbers are never given twice


def test_copies_without_a_label_get_the_next_free_numbers_of_the_school(desk: Desk) -> None:
    set_setting(desk, "barcode_prefix", "TS")
    set_setting(desk, "barcode_width", 5)
    add_book(desk, "旧书", barcodes=["TS00041", "ts00043X", "9787020000012", "TS0099"])
    add_reader(desk, "王一", card="TS00043")
    made = add_title(desk, BOOK, copies=[NewCopy()] * 3)
    assert [copy.barcode for copy in made.copies] == ["TS00044", "TS00045", "TS00046"]
    more = add_copies(desk, made.title_id, [NewCopy()])
    assert [copy.barcode for copy in more.copies] == ["TS00047"]
    assert not more.new


def test_numbers_go_on_after_the_width_is_used_up(desk: Desk) -> None:
    set_setting(desk, "barcode_width", 3)
    add_book(desk, "旧书", barcodes=["999"])
    made = add_title(desk, BOOK, copies=[NewCopy(), NewCopy()])
    assert [copy.barcode for copy in made.copies] == ["1000", "1001"]


@pytest.mark.parametrize(
    ("label", "kind", "says"),
    [
        ("T0001", LabelTaken, "昆虫记"),
        ("R0001", LabelTaken, "读者证"),
        ("LD-LEND", BarcodeUnusable, ""),
        ("x" * 65, BarcodeUnusable, ""),
        ("\u200b", BarcodeUnusable, ""),
        ("9787534618727", LabelIsIsbn, "ISBN"),
    ],
)
def test_a_label_that_cannot_be_is_refused_with_a_sentence_and_nothing_is_left(
    desk: Desk, label: str, kind: type[DeskError], says: str
) -> None:
    add_book(desk, "昆虫记", barcodes=["T0001"])
    add_reader(desk, "王一", card="R0001")
    with pytest.raises(kind) as caught:
        add_title(desk, BOOK, copies=[NewCopy("T0002"), NewCopy(label)])
    assert says in caught.value.text()
    assert count(desk, "SELECT count(*) FROM title") == 1
    assert count(desk, "SELECT count(*) FROM barcode WHERE code_key = 'T0002'") == 0


def test_a_label_that_was_replaced_is_not_given_again(desk: Desk) -> None:
    book = add_book(desk, "昆虫记", barcodes=["T0001"])
    with desk.action(Op.REPLACE_BARCODE) as act:
        from libdesk.store.tables import Barcode

        row = act.connection.execute("SELECT id FROM barcode WHERE copy_id = ?", (book.copy_id,)).fetchone()
        act.change(Barcode, row[0], state="replaced", until=act.at)
    with pytest.raises(LabelTaken) as caught:
        add_title(desk, BOOK, copies=[NewCopy("t0001")])
    assert caught.value.state == "replaced"


def test_one_label_for_two_copies_is_refused(desk: Desk) -> None:
    with pytest.raises(LabelTwice):
        add_title(desk, BOOK, copies=[NewCopy("T1001"), NewCopy("Ｔ1001")])
    assert empty(desk)


def test_without_a_title_nothing_is_added(desk: Desk) -> None:
    with pytest.raises(TitleMissing):
        add_title(desk, TitleFields("  "))
    with pytest.raises(TitleGone):
        add_copies(desk, 99, [NewCopy()])
    assert count(desk, "SELECT count(*) FROM journal") == 0


def test_copies_of_a_set_belong_to_their_volumes(desk: Desk) -> None:
    fields = TitleFields("西游记", kind="set", class_no="I242.4", price_fen=5000)
    volumes = [NewVolume("上", "9787020008735", 2600), NewVolume("下")]
    made = add_title(desk, fields, volumes=volumes, copies=[NewCopy("T1", volume="上"), NewCopy("T2", volume="下")][:0])
    first = add_copies(desk, made.title_id, [NewCopy("T0001", volume="上"), NewCopy("T0002", volume="下")])
    assert [copy.call_no for copy in first.copies] == [f"{made.call_no}(上)", f"{made.call_no}(下)"]
    assert columns(desk, first.copies[0].id, "item_kind", "price_fen") == ("book", 2600)
    assert columns(desk, first.copies[1].id, "item_kind", "price_fen") == ("book", 5000)
    found = queries.of_isbn(desk.library, "9787020008735")
    assert [row.title for row in found] == ["西游记"]
    assert [volume.label for volume in found[0].volumes] == ["上", "下"]


def test_copies_bear_marks_only_where_the_school_wants_them(desk: Desk) -> None:
    made = add_title(desk, BOOK, copies=[NewCopy("T1"), NewCopy("T2")])
    assert {copy.call_no for copy in made.copies} == {made.call_no}
    set_setting(desk, "copy_marks", True)
    more = add_copies(desk, made.title_id, [NewCopy("T3"), NewCopy("T4")])
    assert [copy.call_no for copy in more.copies] == [f"{made.call_no}#2", f"{made.call_no}#3"]
    volumes = [NewCopy(f"T{nth}", volume=label) for nth, label in enumerate(("上", "上", "下"), start=5)]
    whole = add_title(desk, replace(BOOK, title="青铜葵花", isbn="", kind="set"), copies=volumes)
    marks = [copy.call_no.removeprefix(whole.call_no) for copy in whole.copies]
    assert marks == ["(上)", "(上)#2", "(下)"]


def test_a_title_lent_before_is_completed_and_keeps_copy_barcode_and_loan(desk: Desk) -> None:
    reader = add_reader(desk, "李小雨")
    lent = lend_uncatalogued(desk, title="草房子 ", barcode="T0001", reader_id=reader.id)
    waiting = queries.queued(desk.library)
    assert [(row.title, row.barcode, row.reader) for row in waiting] == [("草房子", "T0001", "李小雨")]
    made = complete_title(desk, waiting[0].id, BOOK, extra=NewCopy(source="赠送"))
    assert made.title_id == waiting[0].id
    assert queries.queued(desk.library) == []
    assert status(desk, lent.copy.id) == "loan"
    got = columns(desk, lent.copy.id, "accession_no", "call_no", "source", "waiting")
    assert got == ("000001", made.call_no, "赠送", 7)
    give_back(desk, copy_id=lent.copy.id)
    fields = queries.fields_of(desk.library, made.title_id)
    assert fields is not None
    assert fields.author == "曹文轩"


def test_the_undo_of_completing_queues_the_title_again(desk: Desk) -> None:
    reader = add_reader(desk, "李小雨")
    lend_uncatalogued(desk, title="草房子", barcode="T0001", reader_id=reader.id)
    made = complete_title(desk, queries.queued(desk.library)[0].id, BOOK)
    undo(desk, made.journal_id)
    assert [row.title for row in queries.queued(desk.library)] == ["草房子"]
    assert count(desk, "SELECT count(*) FROM loan WHERE returned IS NULL") == 1


def test_student_librarians_add_nothing(desk: Desk, clock: Clock) -> None:
    helper = make_desk(desk.library.path, Role.HELPER, clock=clock)
    with pytest.raises(NotAllowed):
        add_title(helper, BOOK)
    helper.library.close()
