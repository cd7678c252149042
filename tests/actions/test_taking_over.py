"""A supplier's record becomes a title of ours when the first copy of it is labelled; volumes join their set."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from libdesk.actions.cataloguing.adding import take_over
from libdesk.actions.cataloguing.pool import PoolRecordGone
from libdesk.actions.desk import Desk
from libdesk.actions.imports.records.pool import plan_pool, write_pool
from libdesk.actions.undo import undo
from libdesk.domain.rows.adding import NewCopy
from libdesk.store.queries import adding as queries
from tests.builders import count
from tests.exchange import marc_files


def pool(desk: Desk, folder: Path, *books: Sequence[tuple[str, str]]) -> list[int]:
    path = folder / "supplier.iso"
    path.write_bytes(b"".join(marc_files.records(books=books)))
    write_pool(desk, plan_pool(desk, [path]))
    return [row[0] for row in desk.library.fetch("SELECT id FROM pool_record ORDER BY id")]


def volume(label: str, isbn: str) -> Sequence[tuple[str, str]]:
    return (
        ("001", f"v{isbn}"), ("010", f"  $a{isbn}$dCNY20.00"), ("100", "  $a20240312d2024    em y0chiy50      ea"),
        ("101", "0 $achi"), ("200", f"1 $a长河三部曲$h{label}$f林一山著"), ("210", "  $a北京$c远山出版社$d2024"),
        ("690", "  $aI247.5$v5"), ("701", " 0$a林一山$4著"),
    )  # fmt: skip


def test_a_record_becomes_a_title_with_its_number_and_the_record_as_it_came(desk: Desk, tmp_path: Path) -> None:
    (pool_id,) = pool(desk, tmp_path, marc_files.RIVER)
    made = take_over(desk, pool_id, [NewCopy("T0001"), NewCopy("T0002")])
    fields = queries.fields_of(desk.library, made.title_id)
    assert fields is not None
    assert (fields.title, fields.publisher, fields.class_no) == ("河边的灯塔", "南方少年出版社", "I561.84")
    assert made.call_no == "I561.84/1"  # the number is the school's own, not that of another library
    assert count(desk, "SELECT count(*) FROM title WHERE record_id IS NOT NULL") == 1
    assert [copy.barcode for copy in made.copies] == ["T0001", "T0002"]


def test_the_undo_leaves_the_pool_as_it_was(desk: Desk, tmp_path: Path) -> None:
    (pool_id,) = pool(desk, tmp_path, marc_files.RIVER)
    undo(desk, take_over(desk, pool_id, [NewCopy("T0001")]).journal_id)
    assert count(desk, "SELECT count(*) FROM title") == 0
    assert take_over(desk, pool_id, [NewCopy("T0001")]).new


def test_the_volumes_of_a_set_join_each_other_under_one_title(desk: Desk, tmp_path: Path) -> None:
    first, second = pool(desk, tmp_path, volume("上", marc_files.isbn(3)), volume("下", marc_files.isbn(4)))
    one = take_over(desk, first, [NewCopy("T0001")])
    other = take_over(desk, second, [NewCopy("T0002")])
    assert one.title_id == other.title_id
    assert (one.new, other.new) == (True, False)
    assert other.copies[0].call_no == f"{one.call_no}(下)"
    bare = [marc_files.isbn(number).replace("-", "") for number in (3, 4)]
    (found,) = queries.of_isbn(desk.library, bare[1])
    assert [(row.label, row.isbn) for row in found.volumes] == [("上", bare[0]), ("下", bare[1])]
    undo(desk, other.journal_id)
    assert count(desk, "SELECT count(*) FROM volume") == 1


def test_a_record_that_was_removed_meanwhile_is_told(desk: Desk) -> None:
    with pytest.raises(PoolRecordGone):
        take_over(desk, 99, [NewCopy("T0001")])
