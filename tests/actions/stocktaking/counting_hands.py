"""What the tests of stocktakes do: scan a code, and count how the copies stand."""

from typing import Any

from libdesk.actions.desk import Desk
from libdesk.actions.stocktaking.counting import count_scan, of_today
from libdesk.domain.barcodes import read_scan
from libdesk.domain.rows.stocktake import Counted
from libdesk.domain.stocktake.stands import Stand
from libdesk.store.queries import stocktake_lists as lists
from libdesk.store.queries import stocktakes as queries


def scan(desk: Desk, stocktake_id: int, code: str, **how: Any) -> Counted:
    return count_scan(desk, stocktake_id=stocktake_id, scan=read_scan(code), **how)


def code(copy_id: int) -> str:
    return f"{copy_id:07d}"


def stands(desk: Desk, stocktake_id: int) -> dict[str, int]:
    """How many copies stand how; counted by the indexes it comes to the same."""
    row = queries.stocktake(desk.library, stocktake_id)
    assert row is not None
    row = of_today(desk, row)
    tally, sums = lists.tally(desk.library, row), lists.sums(desk.library, row)
    assert [sums.of(stand) for stand in Stand] == [tally.of(stand) for stand in Stand]
    return {stand.value: tally.of(stand) for stand in Stand if tally.of(stand)}
