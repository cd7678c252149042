"""A portable scanner's file: every line is told apart, counted in one action, taken back in one."""

from collections.abc import Iterator
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from libdesk.actions.desk import Desk
from libdesk.actions.lending import lend
from libdesk.actions.stocktaking.begin import start_stocktake
from libdesk.actions.stocktaking.errors import NoCodes, NothingNew
from libdesk.actions.stocktaking.files import count_file, plan_file, read_codes
from libdesk.actions.undo import newest_undoable, undo
from libdesk.domain.ops import Op
from libdesk.domain.progress import Cancelled, Progress
from libdesk.domain.stocktake.codes import Line, moment
from libdesk.domain.stocktake.parts import Part
from libdesk.exchange.tables import read_tables
from libdesk.store.queries import stocktakes as queries
from tests.actions.stocktaking.counting_hands import code, scan
from tests.builders import Clock, add_book, add_reader, change_copy, count, make_desk, status
from tests.invariants import rows_of

ZONE = ZoneInfo("Asia/Shanghai")


@pytest.fixture
def desk(library_path: Path, clock: Clock) -> Iterator[Desk]:
    made = make_desk(library_path, clock=clock)
    add_book(made, "草房子", copies=4, call_no="I247.5/1")
    add_book(made, "昆虫记", copies=2, call_no="Q96/1")
    add_reader(made, "李雷", card="R000001")
    change_copy(made, 2, status="missing")
    clock.advance(seconds=60)
    yield made
    made.library.close()


def codes(desk: Desk, data: bytes, name: str = "codes.txt") -> tuple[list[Line], int]:
    return read_codes(desk, read_tables(data, name).tables[0].rows, name)


FILES = {
    "plain": b"0000001\n0000002\n",
    "windows line ends and a mark": b"\xef\xbb\xbf0000001\r\n0000002\r\n",
    "old line ends": b"0000001\r0000002\r",
    "wide": "0000001\r\n0000002\r\n".encode("utf-16"),
    "number, code, day, time, with a heading in GBK": "序号,条码,日期,时间\r\n1,0000001,2026-03-09,10:05:00\r\n"
    "2,0000002,2026-03-09,10:06:00\r\n".encode("gb18030"),
    "code and quantity by tabs": b"0000001\t1\n0000002\t1\n",
    "full width": "０００００01\n*0000002*\n".encode(),
    "blank lines between": b"0000001\n\n\n0000002\n",
}


@pytest.mark.parametrize("data", FILES.values(), ids=FILES.keys())
def test_codes_are_found_in_whatever_a_scanner_saves(desk: Desk, data: bytes) -> None:
    made = start_stocktake(desk, Part())
    lines, _blanks = codes(desk, data)
    found = plan_file(desk, made, lines).preview
    assert (found.lines, found.fresh, found.found) == (2, 2, 1)


def test_every_line_is_told_apart_and_the_counts_add_up(desk: Desk) -> None:
    lend(desk, copy_id=3, reader_id=1, override="馆员同意")
    made = start_stocktake(desk, Part(from_no="I", to_no="I"))
    scan(desk, made, code(4))
    text = "0000001\n0000001\n0000002\n0000003\n0000004\n0000005\nR000001\nX1\nx1\n9787020002207\n1.2E+12\n\nLD-LEND\n"
    lines, blanks = codes(desk, text.encode())
    found = plan_file(desk, made, lines, blanks=blanks).preview
    assert found.blanks == 1
    assert found.lines == 12
    assert (found.fresh, found.found, found.on_loan, found.other) == (3, 1, 1, 1)
    assert (found.before, found.doubles, found.strays, found.readers, found.isbns, found.odd) == (1, 2, 1, 1, 1, 2)
    told = (found.fresh, found.other, found.before, found.doubles, found.strays, found.readers, found.isbns, found.odd)
    assert sum(told) == found.lines


def test_a_file_is_counted_in_one_action_and_taken_back_in_one(desk: Desk) -> None:
    made = start_stocktake(desk, Part())
    before = rows_of(desk.library.connection, but=("sitting",))
    lines, _blanks = codes(desk, b"0000001\n0000002\n0000006\nX1\n")
    done = count_file(desk, made, lines, place_id=1)
    assert status(desk, 2) == "shelf"
    assert count(desk, "SELECT count(*) FROM seen_copy WHERE by_file = 1 AND place_id = 1") == 3
    assert queries.last_file(desk.library, made) == done.journal_id
    newest = newest_undoable(desk)
    assert newest is not None
    assert newest.op == Op.COUNT_FILE
    undo(desk, done.journal_id)
    assert rows_of(desk.library.connection, but=("sitting",)) == before
    assert queries.last_file(desk.library, made) is None


def test_the_time_in_the_file_counts_if_it_can_be_true(desk: Desk) -> None:
    made = start_stocktake(desk, Part())
    desk._clock.advance(seconds=3600)  # type: ignore[attr-defined]
    lines, _blanks = codes(desk, b"0000001,2026-03-09 10:31:00\n0000004,2020-01-01 08:00:00\n")
    count_file(desk, made, lines)
    rows = desk.library.connection.execute("SELECT copy_id, at FROM seen_copy ORDER BY copy_id").fetchall()
    assert rows == [(1, moment(["2026-03-09 10:31:00"], ZONE)), (4, desk.now())]


def test_a_file_counted_already_says_so_and_one_without_codes_too(desk: Desk) -> None:
    made = start_stocktake(desk, Part())
    lines, _blanks = codes(desk, b"0000001\n")
    count_file(desk, made, lines)
    with pytest.raises(NothingNew):
        count_file(desk, made, lines)
    with pytest.raises(NoCodes):
        codes(desk, "条码\n".encode())


def test_stopping_leaves_nothing_behind(desk: Desk) -> None:
    made = start_stocktake(desk, Part())
    lines, _blanks = codes(desk, b"0000001\n0000002\n")
    before = rows_of(desk.library.connection)
    with pytest.raises(Cancelled):
        count_file(desk, made, lines, progress=Progress(stopped=lambda: True))
    assert rows_of(desk.library.connection) == before
