"""A file of MARC records becomes titles and copies: every record is told of, and a second time nothing is doubled."""

from dataclasses import replace
from pathlib import Path

import pytest

from libdesk.actions.cataloguing.accessions import next_number
from libdesk.actions.cataloguing.adding import add_title
from libdesk.actions.desk import Desk
from libdesk.actions.imports.known_titles import Fields
from libdesk.actions.imports.records.plan import plan_records
from libdesk.actions.imports.records.plans import BatchChoice, RecordChoices, RecordPlan
from libdesk.actions.imports.records.pool import plan_pool
from libdesk.actions.imports.records.refused import save_refused
from libdesk.actions.imports.records.write import write_records
from libdesk.actions.undo import tidy, undo
from libdesk.domain.barcodes import Numbering
from libdesk.domain.ops import Op
from libdesk.domain.progress import Cancelled, Progress
from libdesk.domain.rows.imports import Counts, Fate, ImportReceipt
from libdesk.domain.titles import TitleFields
from libdesk.exchange.errors import FileChanged, FileGone
from libdesk.exchange.marc.read import read_marc, record_in
from libdesk.exchange.marc.xml import HEAD, TAIL, record_xml
from libdesk.ui.imports.records.words import brings
from tests.builders import Clock, add_book, add_reader, change_copy
from tests.exchange import marc_files
from tests.exchange.marc_files import OLD, isbn, many, record

ADD = RecordChoices()
ISBN = isbn(7_777_777).replace("-", "")
Record = marc_files.Fields


def file(folder: Path, data: bytes, name: str = "supplier.iso") -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


def changed(book: Record, **contents: str) -> Record:
    """The same record with other contents of some fields: t905 = "" leaves the field out."""
    new = {tag.removeprefix("t"): content for tag, content in contents.items()}
    return [(tag, new.get(tag, content)) for tag, content in book if new.get(tag, content)]


RIVER = changed(marc_files.RIVER, t010=f"  $a{isbn(7_777_777)}$b平装$dCNY28.50")
BOOKS = (RIVER, *marc_files.BOOKS[1:])


def records(encoding: str = "utf-8") -> list[bytes]:
    return marc_files.records(encoding, BOOKS)


def plan(desk: Desk, *paths: Path, choices: RecordChoices = ADD) -> RecordPlan:
    return plan_records(desk, paths, choices)


def bring_in(desk: Desk, *paths: Path, choices: RecordChoices = ADD) -> ImportReceipt:
    return write_records(desk, plan(desk, *paths, choices=choices))


def rows(desk: Desk, sql: str) -> list[tuple[object, ...]]:
    return desk.library.connection.execute(sql).fetchall()


def test_a_record_becomes_a_title_with_its_copies_and_is_kept_as_it_came(desk: Desk, tmp_path: Path) -> None:
    data = record(RIVER, "gb18030")
    receipt = bring_in(desk, file(tmp_path, data))
    assert receipt.counts == Counts(new=1)
    assert receipt.added == {"titles": 1, "copies": 2}
    assert rows(desk, "SELECT title, publisher, year, isbn, price_fen, class_no, pub_place FROM title") == [
        ("河边的灯塔", "南方少年出版社", 2024, ISBN, 2850, "I561.84", "广州")
    ]
    assert rows(desk, "SELECT printed FROM barcode ORDER BY id") == [("N000117",), ("N000118",)]
    assert rows(desk, "SELECT r.form, r.encoding, r.bytes FROM title t JOIN record r ON r.id = t.record_id") == [
        ("cnmarc", "gb18030", data)
    ]
    assert rows(desk, "SELECT call_no FROM title") == [("I561.84/12",)]
    assert rows(desk, "SELECT DISTINCT call_no FROM copy") == [("I561.84/12",)]


def test_looking_at_a_file_writes_nothing_and_shows_what_it_says(desk: Desk, tmp_path: Path) -> None:
    made = plan(desk, file(tmp_path, b"".join(records("gb18030")[:2] + records("utf-8")[2:])))
    assert (made.records, made.titles, made.counts) == (3, 3, Counts(new=3))
    assert made.samples[0].title == "河边的灯塔"
    assert made.encodings["utf-8"] >= 1
    assert rows(desk, "SELECT id FROM title") == rows(desk, "SELECT id FROM journal") == []


def test_the_same_file_again_changes_nothing(desk: Desk, tmp_path: Path) -> None:
    path = file(tmp_path, b"".join(records()))
    bring_in(desk, path)
    again = plan(desk, path)
    assert again.counts == Counts(unchanged=len(BOOKS))
    assert (again.titles, again.copies) == (0, 0)


def test_records_that_cannot_be_read_stop_no_other_and_are_saved_with_their_reasons(desk: Desk, tmp_path: Path) -> None:
    good = records()
    path = file(tmp_path, good[0] + b"00060 no fields at all in this piece of a file \x1d" + good[1])
    made = plan(desk, path)
    assert made.counts == Counts(new=2, faulty=1)
    assert [row.fate for row in made.rows if row.fate is Fate.FAULTY] == [Fate.FAULTY]
    assert bring_in(desk, path).added["titles"] == 2
    count, reasons = save_refused(desk, made, tmp_path / "left.iso", Progress())
    assert count == 1
    assert b"no fields at all" in (tmp_path / "left.iso").read_bytes()
    assert good[0][:40] not in (tmp_path / "left.iso").read_bytes()
    assert reasons.name == "left.xlsx"
    assert reasons.exists()


def test_counts_add_up_whatever_the_file_holds(desk: Desk, tmp_path: Path) -> None:
    add_book(desk, "河边的灯塔", isbn=ISBN)
    add_reader(desk, "李小雨", card="S0000000")
    path = file(tmp_path, b"".join(records()) + records()[1] + b"rubbish\x1d" + many(20))
    made = plan(desk, path)
    assert made.counts.read == made.records == sum(1 for _row in read_marc(path))
    assert made.counts.faulty == 2  # the rubbish, and the record whose barcode is a reader's card
    assert made.counts.double == 1
    assert made.counts.changed == 1


def test_copies_of_a_known_title_are_added_or_left_and_its_fields_filled_or_replaced(
    desk: Desk, tmp_path: Path
) -> None:
    known = add_book(desk, "河边的灯塔", isbn=ISBN, author="安·怀特")
    path = file(tmp_path, record(RIVER))
    left = plan(desk, path, choices=replace(ADD, add_copies=False, fields=Fields.LEAVE))
    assert left.counts == Counts(unchanged=1)
    receipt = bring_in(desk, path)
    assert receipt.counts == Counts(changed=1)
    assert rows(desk, "SELECT DISTINCT title_id FROM copy") == [(known.title_id,)]
    assert rows(desk, "SELECT author, publisher FROM title") == [("安·怀特", "南方少年出版社")]
    assert rows(desk, "SELECT count(*) FROM title WHERE record_id IS NOT NULL") == [(1,)]
    other = changed(RIVER, t210="  $a广州$c北方少年出版社$d2025")
    bring_in(desk, file(tmp_path, record(other), "other.iso"), choices=replace(ADD, fields=Fields.REPLACE))
    assert rows(desk, "SELECT publisher, year FROM title") == [("北方少年出版社", 2025)]


def test_what_is_there_is_left_where_it_is_only_filled(desk: Desk, tmp_path: Path) -> None:
    bring_in(desk, file(tmp_path, record(RIVER)))
    other = changed(RIVER, t210="  $a广州$c北方少年出版社$d2025")
    assert bring_in(desk, file(tmp_path, record(other), "other.iso")).counts == Counts(unchanged=1)
    assert rows(desk, "SELECT publisher FROM title") == [("南方少年出版社",)]


def test_a_record_that_names_no_copies_brings_as_many_as_is_chosen(desk: Desk, tmp_path: Path) -> None:
    path = file(tmp_path, record(changed(RIVER, t905="")))
    assert plan(desk, path, choices=replace(ADD, bare_copies=0)).copies == 0
    receipt = bring_in(desk, path, choices=replace(ADD, bare_copies=3, numbering=Numbering("T", 5)))
    assert receipt.added["copies"] == 3
    assert rows(desk, "SELECT printed FROM barcode ORDER BY id") == [("T00001",), ("T00002",), ("T00003",)]
    assert rows(desk, "SELECT accession_no FROM copy ORDER BY id") == [("000001",), ("000002",), ("000003",)]
    again = plan(desk, path)
    assert (again.counts, again.copies) == (Counts(unchanged=1), 0)


def test_given_barcodes_go_on_with_the_schools_own_and_pass_over_those_of_the_file(desk: Desk, tmp_path: Path) -> None:
    add_book(desk, "别的书", barcodes=["T00007"])
    first = changed(RIVER, t905="")
    supplier = record(changed(OLD, t905="  $bT00009", t906="", t986=""))
    supplier += record(changed(OLD, t010="", t200="1 $a供应商的书", t905="  $bT05000", t906="", t986=""))
    path = file(tmp_path, record(first) + supplier)
    made = plan(desk, path, choices=replace(ADD, numbering=Numbering("T", 5), bare_copies=3))
    assert made.given == ("T00008", "T00011")
    write_records(desk, made)
    assert [code for (code,) in rows(desk, "SELECT printed FROM barcode ORDER BY id")] == [
        "T00007", "T00008", "T00010", "T00011", "T00009", "T05000",
    ]  # fmt: skip


def test_where_the_school_has_no_numbers_yet_they_begin_after_those_of_the_file(desk: Desk, tmp_path: Path) -> None:
    path = file(tmp_path, record(changed(RIVER, t905="")) + record(changed(OLD, t905="  $bT00009", t906="", t986="")))
    assert plan(desk, path, choices=replace(ADD, numbering=Numbering("T", 5))).given == ("T00010", "T00010")


def test_accession_numbers_go_on_with_the_counter_and_pass_over_those_of_the_file(desk: Desk, tmp_path: Path) -> None:
    bring_in(desk, file(tmp_path, record(changed(RIVER, t905="")), "first.iso"))
    bare = changed(RIVER, t001="2", t010="", t200="1 $a第二座灯塔$f怀特著", t905="")
    path = file(tmp_path, record(bare) + record(changed(OLD, t905="  $2libdesk$bX1$h3", t906="", t986="")))
    bring_in(desk, path, choices=replace(ADD, bare_copies=3))
    assert [number for (number,) in rows(desk, "SELECT accession_no FROM copy ORDER BY id")] == [
        "000001", "000002", "000004", "000005", "3",
    ]  # fmt: skip


def test_numbers_of_another_library_do_not_carry_the_next_book_off(desk: Desk, tmp_path: Path) -> None:
    own = add_book(desk, "活着")
    change_copy(desk, own.copy_id, accession_no="00005013")
    bring_in(desk, file(tmp_path, record(changed(OLD, t905="  $2libdesk$bX1$h20295403", t906="", t986=""))))
    assert rows(desk, "SELECT accession_no FROM copy ORDER BY id") == [("00005013",), ("20295403",)]
    with desk.action(Op.ADD_BOOKS) as act:
        assert [next_number(act), next_number(act)] == ["00005014", "00005015"]


def test_new_titles_without_a_number_get_one_in_their_class(desk: Desk, tmp_path: Path) -> None:
    bare = [
        changed(RIVER, t001=f"{n}", t010="", t200=f"1 $a第{n}座灯塔$f怀特著", t905=f"  $bT{n}") for n in range(1, 4)
    ]
    path = file(tmp_path, b"".join(map(record, bare)))
    bring_in(desk, path)
    assert rows(desk, "SELECT call_no FROM title ORDER BY id") == [("I561.84/1",), ("I561.84/2",), ("I561.84/3",)]


def test_a_number_that_a_later_record_brings_is_not_given_to_an_earlier_one(desk: Desk, tmp_path: Path) -> None:
    without = changed(RIVER, t001="1", t010="", t200="1 $a没有号的书$f怀特著", t905="  $bT1")
    path = file(tmp_path, record(without) + record(changed(RIVER, t905="  $bT2$dI561.84$e1")))
    bring_in(desk, path)
    assert rows(desk, "SELECT call_no FROM title ORDER BY id") == [("I561.84/2",), ("I561.84/1",)]


def test_an_import_makes_its_batch_and_its_copies_wait(desk: Desk, tmp_path: Path) -> None:
    choices = replace(ADD, batch=BatchChoice("purchase", "新华书店", "发票 12"), waiting=True, place="五楼新库")
    receipt = bring_in(desk, file(tmp_path, b"".join(records())), choices=choices)
    assert rows(desk, "SELECT no, day, kind, source, voucher FROM batch") == [
        ("2026-001", "2026-03-09", "purchase", "新华书店", "发票 12")
    ]
    assert rows(desk, "SELECT DISTINCT batch_id, waiting FROM copy") == [(1, 7)]
    assert receipt.added["batch"] == 1
    assert ("五楼新库",) in rows(desk, "SELECT name FROM place")


def test_undo_takes_the_whole_import_back_and_a_second_undo_brings_it_again(desk: Desk, tmp_path: Path) -> None:
    choices = replace(ADD, batch=BatchChoice("donation"))
    receipt = bring_in(desk, file(tmp_path, b"".join(records())), choices=choices)
    copies = rows(desk, "SELECT * FROM copy ORDER BY id")
    back = undo(desk, receipt.journal_id)
    for table in ("title", "copy", "barcode", "batch", "title_words"):
        assert rows(desk, f"SELECT * FROM {table}") == []
    undo(desk, back.journal_id)
    assert rows(desk, "SELECT * FROM copy ORDER BY id") == copies
    assert rows(desk, "SELECT count(*) FROM title t JOIN record r ON r.id = t.record_id") == [(len(BOOKS),)]


def test_records_that_nothing_holds_go_when_the_journal_is_tidied(desk: Desk, clock: Clock, tmp_path: Path) -> None:
    receipt = bring_in(desk, file(tmp_path, b"".join(records())))
    undo(desk, receipt.journal_id)
    bring_in(desk, file(tmp_path, record(RIVER), "one.iso"))
    assert rows(desk, "SELECT count(*) FROM record") == [(len(BOOKS) + 1,)]
    clock.advance(days=desk.settings.undo_days + 1)
    tidy(desk)
    assert rows(desk, "SELECT count(*) FROM record") == [(1,)]


def test_where_there_is_no_room_to_keep_what_was_found_the_files_are_read_again(desk: Desk, tmp_path: Path) -> None:
    path = file(tmp_path, b"".join(records()) + b"no record\x1d" + many(1_200))
    written = []
    for room in (True, False):
        made = plan(desk, path, choices=replace(ADD, batch=BatchChoice("donation")))
        if not room:
            made.findings.close()
        receipt = write_records(desk, made)
        assert not made.findings.whole
        titles = rows(desk, "SELECT t.title, t.call_no, r.bytes FROM title t JOIN record r ON r.id = record_id")
        copies = rows(desk, "SELECT b.printed, c.call_no FROM copy c JOIN barcode b ON copy_id = c.id")
        written.append((made.counts, titles, copies))
        undo(desk, receipt.journal_id)
    assert len(written[0][1]) > 1_200
    assert written[0] == written[1]


def test_a_stopped_import_leaves_nothing_behind(desk: Desk, tmp_path: Path) -> None:
    made = plan(desk, file(tmp_path, many(1_200)))

    def stopped() -> bool:
        return bool(rows(desk, "SELECT count(*) FROM copy")[0][0])

    with pytest.raises(Cancelled):
        write_records(desk, made, Progress(stopped=stopped))
    for table in ("title", "copy", "record", "journal"):
        assert rows(desk, f"SELECT * FROM {table}") == []


def test_a_file_that_changes_after_it_was_looked_at_is_not_written(desk: Desk, tmp_path: Path) -> None:
    path = file(tmp_path, b"".join(records()))
    made = plan(desk, path)
    path.write_bytes(record(RIVER))
    with pytest.raises(FileChanged):
        write_records(desk, made)
    path.unlink()
    with pytest.raises(FileGone):
        write_records(desk, made)
    assert rows(desk, "SELECT id FROM title") == []


def test_a_library_that_has_changed_since_is_compared_anew(desk: Desk, tmp_path: Path) -> None:
    path = file(tmp_path, record(RIVER))
    made = plan(desk, path)
    code = str(made.samples[0].items[0].barcode if made.samples[0].items else made.samples[0].barcodes[0])
    add_book(desk, "别的书", barcodes=[code])
    assert write_records(desk, made).counts == Counts(faulty=1)


def test_several_files_are_one_import_and_doubles_across_them_are_told(desk: Desk, tmp_path: Path) -> None:
    first = file(tmp_path, many(700), "a.iso")
    second = file(tmp_path, many(3) + record(OLD), "b.iso")
    made = plan(desk, first, second)
    assert made.counts == Counts(new=701, double=3)
    told = [row for row in made.rows if row.fate is Fate.DOUBLE]
    assert {row.sheet for row in told} == {"b.iso"}
    assert "“a.iso”第 1 条" in told[0].reasons[0]
    assert bring_in(desk, first, second).added["titles"] == 701


def test_a_title_met_again_in_a_later_chunk_gets_its_copies(desk: Desk, tmp_path: Path) -> None:
    late = changed(RIVER, t010=f"  $a{isbn(7_777_777)}", t905="  $bLATE1")
    path = file(tmp_path, record(RIVER) + many(600) + record(late))
    receipt = bring_in(desk, path)
    assert receipt.counts.new == 602
    assert rows(desk, "SELECT t.title FROM barcode b JOIN copy c ON c.id = b.copy_id JOIN title t ON t.id = c.title_id"
                      " WHERE b.code_key = 'LATE1'") == [("河边的灯塔",)]  # fmt: skip


def test_a_call_number_that_another_title_has_is_taken_and_told(desk: Desk, tmp_path: Path) -> None:
    add_title(desk, TitleFields(title="甲", call_no="I247.5/1"))
    books = [
        changed(RIVER, t001=f"{n}", t010="", t200=f"1 $a第{n}座灯塔$f怀特著", t905=f"  $bT{n}$dI247.5$e{number}")
        for n, number in ((1, 1), (2, 5), (3, 5), (4, 6))
    ]
    made = plan(desk, file(tmp_path, b"".join(map(record, books))))
    assert (made.counts, made.same_numbers) == (Counts(new=4), 2)
    assert [(row.line, row.reasons) for row in made.rows] == [
        (1, ("索书号 I247.5/1 也是《甲》的，请看一看。",)),
        (3, ("索书号 I247.5/5 在第 2 条里也有，请看一看。",)),
    ]
    assert "2 种带来的索书号别的书也有" in brings(made)
    write_records(desk, made)
    assert rows(desk, "SELECT call_no FROM title ORDER BY id") == [
        ("I247.5/1",), ("I247.5/1",), ("I247.5/5",), ("I247.5/5",), ("I247.5/6",),
    ]  # fmt: skip


def test_a_broken_record_of_xml_is_named_by_its_line_in_the_plan(desk: Desk, tmp_path: Path) -> None:
    text = HEAD + record_xml(record_in(record(OLD), "utf-8")).replace("</leader>", "") + TAIL
    path = file(tmp_path, text.encode(), "broken.xml")
    for found in (plan(desk, path), plan_pool(desk, [path])):
        (row,) = found.rows
        assert "3" in row.reasons[0]
        assert "3" in found.refused[0].reason
