"""Suppliers' records stand apart from the catalogue, are found by ISBN and title, and go as one file when told to."""

from pathlib import Path

import pytest

from libdesk.actions.cataloguing.pool import PoolRecordGone, draft_of
from libdesk.actions.desk import Desk
from libdesk.actions.imports.records.pool import PoolFileGone, plan_pool, remove_pool, write_pool
from libdesk.actions.undo import last_undoable, undo
from libdesk.domain.progress import Cancelled, Progress
from libdesk.domain.rows.imports import Counts, ImportReceipt
from libdesk.exchange.marc.read import read_marc
from libdesk.store.queries import pool
from tests.exchange.marc_files import isbn, many, records


def file(folder: Path, data: bytes, name: str = "supplier.iso") -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


def take_in(desk: Desk, path: Path) -> ImportReceipt:
    return write_pool(desk, plan_pool(desk, [path]))


def count(desk: Desk, table: str) -> int:
    return int(desk.library.connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0])


def test_a_suppliers_file_is_taken_in_apart_from_the_catalogue(desk: Desk, tmp_path: Path) -> None:
    receipt = take_in(desk, file(tmp_path, many(600)))
    assert receipt.counts == Counts(new=600)
    (there,) = pool.files(desk.library)
    assert (there.name, there.records, there.day) == ("supplier.iso", 600, "2026-03-09")
    assert pool.size(desk.library) == 600
    assert count(desk, "title") == count(desk, "copy") == 0


def test_a_record_is_found_by_isbn_and_by_title_and_read_again_as_it_came(desk: Desk, tmp_path: Path) -> None:
    path = file(tmp_path, many(5, "gb18030"))
    take_in(desk, path)
    (found,) = pool.by_isbn(desk.library, isbn(3).replace("-", ""))
    assert (found.title, found.publisher, found.year) == ("河边第3号的灯塔", "南方少年出版社", 2024)
    assert found.file == "supplier.iso"
    assert [row.title for row in pool.by_title(desk.library, "河边 第3号")] == ["河边第3号的灯塔"]
    assert pool.by_title(desk.library, "河边", whole=True) == []
    assert pool.by_title(desk.library, " ") == []
    drafts = [row.draft for row in read_marc(path)]
    again = draft_of(desk.library, found.id)
    assert again.title == "河边第3号的灯塔"
    assert drafts[3] is not None
    assert (again.items, again.barcodes, again.summary) == (drafts[3].items, drafts[3].barcodes, drafts[3].summary)


def test_the_newest_file_comes_first_and_the_same_bytes_are_not_taken_twice(desk: Desk, tmp_path: Path) -> None:
    take_in(desk, file(tmp_path, many(3)))
    assert plan_pool(desk, [tmp_path / "supplier.iso"]).counts == Counts(unchanged=3)
    dearer = many(3).replace(b".80", b".90")
    receipt = take_in(desk, file(tmp_path, dearer, "next.iso"))
    assert receipt.added == {"records": 3, "files": 1}
    assert [row.file for row in pool.by_isbn(desk.library, isbn(1).replace("-", ""))] == ["next.iso", "supplier.iso"]


def test_broken_records_are_told_and_stop_no_other(desk: Desk, tmp_path: Path) -> None:
    made = plan_pool(desk, [file(tmp_path, records()[0] + b"rubbish\x1d" + records()[1])])
    assert made.counts == Counts(new=2, faulty=1)
    assert len(made.refused) == 1
    assert made.rows[0].reasons
    assert write_pool(desk, made).added["records"] == 2


def test_a_file_of_the_pool_goes_with_all_its_records_and_can_be_brought_back(desk: Desk, tmp_path: Path) -> None:
    take_in(desk, file(tmp_path, many(5)))
    take_in(desk, file(tmp_path, many(3).replace(b".80", b".90"), "next.iso"))
    first, second = (one.id for one in reversed(pool.files(desk.library)))
    before = desk.library.connection.execute("SELECT * FROM pool_record ORDER BY id").fetchall()
    assert remove_pool(desk, first) == 5
    assert [one.id for one in pool.files(desk.library)] == [second]
    assert count(desk, "pool_record") == 3
    assert last_undoable(desk) is None  # a whole file is not brought back by one key too many
    entry = desk.library.connection.execute("SELECT max(id) FROM journal").fetchone()[0]
    undo(desk, entry)
    assert desk.library.connection.execute("SELECT * FROM pool_record ORDER BY id").fetchall() == before


def test_undo_of_a_pool_import_takes_it_out(desk: Desk, tmp_path: Path) -> None:
    receipt = take_in(desk, file(tmp_path, many(5)))
    pool_id = pool.by_isbn(desk.library, isbn(1).replace("-", ""))[0].id
    undo(desk, receipt.journal_id)
    assert count(desk, "pool_record") == count(desk, "pool_file") == 0
    with pytest.raises(PoolRecordGone):
        draft_of(desk.library, pool_id)


def test_a_stopped_pool_import_leaves_nothing(desk: Desk, tmp_path: Path) -> None:
    made = plan_pool(desk, [file(tmp_path, many(1_200))])
    with pytest.raises(Cancelled):
        write_pool(desk, made, Progress(stopped=lambda: count(desk, "pool_record") > 0))
    assert count(desk, "pool_record") == count(desk, "record") == count(desk, "journal") == 0


def test_a_record_that_stands_in_the_files_twice_is_counted_and_taken_once(desk: Desk, tmp_path: Path) -> None:
    first, *_others = records()
    paths = [file(tmp_path, first * 3 + many(600) + first), file(tmp_path, first + many(2), "next.iso")]
    made = plan_pool(desk, paths)
    assert made.counts == Counts(new=601, unchanged=6)
    assert len(made.rows) == 6
    receipt = write_pool(desk, made)
    assert receipt.added["records"] == made.counts.new == count(desk, "pool_record")
    assert sorted(one.records for one in pool.files(desk.library)) == [0, 601]


def test_a_file_that_is_gone_already_is_said_to_be_gone(desk: Desk, tmp_path: Path) -> None:
    take_in(desk, file(tmp_path, many(5)))
    remove_pool(desk, 1)
    with pytest.raises(PoolFileGone) as caught:
        remove_pool(desk, 1)
    assert caught.value.text() == "这个文件的记录已不在书商数据里。"
