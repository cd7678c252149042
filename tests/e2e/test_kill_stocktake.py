"""A plug pulled in mid-stocktake: what was called seen is seen, and the count is taken up where it stopped."""

import random
import subprocess
import sys
from pathlib import Path

import pytest

from libdesk.actions.stocktaking.begin import start_stocktake
from libdesk.actions.stocktaking.counting import count_scan
from libdesk.domain.barcodes import read_scan
from libdesk.domain.rows.stocktake import Told
from libdesk.domain.stocktake.parts import Part
from libdesk.store.opening import full_check, open_library
from libdesk.store.queries import stocktake_lists as lists
from libdesk.store.queries import stocktakes as queries
from tests.builders import add_book, count, make_desk, make_library
from tests.e2e.test_kill import ROOT
from tests.invariants import broken

COPIES = 400
KILLS = 6

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="pipes of a killed program end otherwise there")

COUNT = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from libdesk.actions.desk import Actor, Desk
from libdesk.actions.stocktaking.counting import count_scan
from libdesk.domain.barcodes import read_scan
from libdesk.domain.ops import Role
from libdesk.store.opening import open_library
desk = Desk(open_library(Path(sys.argv[1])), clock=lambda: datetime(2026, 3, 9, 2, tzinfo=UTC),
    actor=Actor(Role.HELPER))
for code in range(int(sys.argv[2]), 401):
    count_scan(desk, stocktake_id=1, scan=read_scan(f"{code:07d}"))
    print(code, flush=True)
"""


def test_what_was_told_as_seen_is_seen_after_a_kill_and_the_count_goes_on(tmp_path: Path) -> None:
    path = make_library(tmp_path)
    desk = make_desk(path)
    add_book(desk, "城南旧事", copies=COPIES)
    start_stocktake(desk, Part())
    desk.library.close()
    dice, told = random.Random(6), 0
    for _kill in range(KILLS):
        command = [sys.executable, "-c", COUNT, str(path), str(told + 1)]
        process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        assert process.stdout is not None
        with process:
            lines = [process.stdout.readline() for _nth in range(dice.randrange(1, 40))]
            process.kill()
            lines += process.stdout.read().splitlines(keepends=True)
        told = max(told, *(int(line) for line in lines if line.endswith("\n")))
        library = open_library(path)
        seen = {row[0] for row in library.connection.execute("SELECT copy_id FROM seen_copy")}
        assert set(range(1, told + 1)) <= seen
        assert len(seen) <= told + 1  # one more may be committed than was told
        assert broken(library.connection) == []
        library.close()
        assert full_check(path)
        told = len(seen)
    desk = make_desk(path)
    row = queries.stocktake(desk.library, 1)
    assert row is not None
    assert lists.tally(desk.library, row).left == COPIES - told
    assert count_scan(desk, stocktake_id=1, scan=read_scan(f"{told:07d}")).told is Told.BEFORE
    assert count_scan(desk, stocktake_id=1, scan=read_scan(f"{told + 1:07d}")).told is Told.SEEN
    assert count(desk, "SELECT count(*) FROM sitting WHERE ended IS NULL") == 1
    desk.library.close()
