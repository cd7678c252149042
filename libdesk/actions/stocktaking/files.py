"""A portable scanner's file: first what it would do, then all its codes counted in one action, which can be undone.

A code is read as a scan is. Each copy counts once, however often and by whichever of its labels it was read.
"""

from collections.abc import Iterator, Sequence
from typing import Any, Final
from zoneinfo import ZoneInfo

from libdesk.actions.desk import Desk
from libdesk.actions.lending import MISSING, find_copy
from libdesk.actions.returning import found_again
from libdesk.actions.stocktaking.counting import open_row
from libdesk.actions.stocktaking.errors import NoCodes, NothingNew
from libdesk.actions.stocktaking.sittings import sit_down
from libdesk.domain.barcodes import Scan, command_of, fold_barcode, read_scan
from libdesk.domain.ops import Op
from libdesk.domain.progress import Progress
from libdesk.domain.rows.stocktake import FileCounted, FilePreview, StocktakeRow
from libdesk.domain.stocktake.codes import Line, Rows, code_column, lines_of
from libdesk.exchange.cells import is_ruined
from libdesk.store.database import Library
from libdesk.store.queries import stocktake_files as queries
from libdesk.store.tables import SeenCopy, StrayCode

CHUNK: Final = 500
SEEN: Final = ("stocktake_id", "copy_id", "sitting_id", "at", "place_id", "by_file", "before")
STRAY: Final = ("stocktake_id", "sitting_id", "code", "at")


class FilePlan:
    """What a file comes to: `seen` are (copy, when, status before), `strays` (code, when)."""

    def __init__(self, lines: int, blanks: int) -> None:
        self.seen: list[tuple[int, int | None, str]] = []
        self.strays: list[tuple[str, int | None]] = []
        self.counts = dict.fromkeys(FilePreview.__annotations__, 0) | {"lines": lines, "blanks": blanks}

    @property
    def preview(self) -> FilePreview:
        return FilePreview(**self.counts)


def read_codes(desk: Desk, rows: Rows, name: str) -> tuple[list[Line], int]:
    """The codes of a file's rows in their order, and how many lines were blank. Raises NoCodes."""
    library = desk.read(Op.COUNT_STOCK)

    def known(cells: Sequence[str]) -> int:
        return queries.count_known(library, [fold_barcode(cell) for cell in cells])

    found, blanks = lines_of(rows, code_column(rows, known), ZoneInfo(desk.settings.zone))
    if not found:
        raise NoCodes(name)
    return found, blanks


def plan_file(
    desk: Desk, stocktake_id: int, lines: Sequence[Line], *, blanks: int = 0, progress: Progress | None = None
) -> FilePlan:
    """Tell apart what each line is. Raises StocktakeGone, StocktakeEnded, Cancelled."""
    desk.require(Op.COUNT_STOCK)
    row = open_row(desk, stocktake_id)
    plan = FilePlan(len(lines), blanks)
    met: set[int | str] = set()
    for start in range(0, len(lines), CHUNK):
        if progress is not None:
            progress.step(start, 2 * len(lines))
        chunk = [(line, read_scan(line.code)) for line in lines[start : start + CHUNK]]
        owners = queries.owners(desk.library, row.id, {scan.code_key for _line, scan in chunk if scan.code_key})
        for line, scan in chunk:
            _judge(desk.library, row, plan, met, line, scan, owners.get(scan.code_key))
    return plan


def _judge(
    library: Library, row: StocktakeRow, plan: FilePlan, met: set[int | str], line: Line, scan: Scan,
    owner: queries.FileOwner | None,
) -> None:  # fmt: skip
    counts = plan.counts
    if scan.too_long or is_ruined(line.code) or command_of(scan.code_key) is not None:
        counts["odd"] += 1
    elif owner is not None and owner.copy_id is None:
        counts["readers"] += 1
    elif owner is None and scan.isbn:
        counts["isbns"] += 1
    else:
        key: int | str = owner.copy_id if owner is not None and owner.copy_id is not None else scan.code_key
        if key in met:
            counts["doubles"] += 1
            return
        met.add(key)
        if isinstance(key, str):
            known = queries.stray(library, row.id, key)
            counts["before" if known else "strays"] += 1
            if not known:
                plan.strays.append((key, line.at))
            return
        assert owner is not None
        if owner.seen:
            counts["before"] += 1
            return
        plan.seen.append((key, line.at, owner.status))
        counts["fresh" if owner.in_part and owner.status != "withdrawn" else "other"] += 1
        counts["found"] += owner.status in MISSING
        counts["on_loan"] += owner.status in ("loan", "in_house")


def count_file(
    desk: Desk, stocktake_id: int, lines: Sequence[Line], *, blanks: int = 0, place_id: int | None = None,
    progress: Progress | None = None,
) -> FileCounted:  # fmt: skip
    """Count all codes of a file. Raises NothingNew, StocktakeGone, StocktakeEnded, Cancelled."""
    progress = progress or Progress()
    plan = plan_file(desk, stocktake_id, lines, blanks=blanks, progress=progress)
    if not plan.seen and not plan.strays:
        raise NothingNew()
    return _write_codes(desk, stocktake_id, sit_down(desk, stocktake_id), plan, place_id, progress)


def _write_codes(
    desk: Desk, stocktake_id: int, sitting: int, plan: FilePlan, place_id: int | None, progress: Progress
) -> FileCounted:
    lines = plan.preview.lines
    with desk.action(Op.COUNT_FILE) as act:
        row = open_row(desk, stocktake_id)
        for copy_id, _at, before in plan.seen:
            if before in MISSING:
                found_again(act, desk, find_copy(desk, copy_id), stands=True)

        def when(at: int | None) -> int:
            """When the scanner says it was, if that can be true."""
            return at if at is not None and row.began <= at <= act.at else act.at

        seen = [(row.id, copy_id, sitting, when(at), place_id, 1, before) for copy_id, at, before in plan.seen]
        for nth, chunk in _chunks(seen):
            progress.step(lines + nth, 2 * lines)
            act.add_many(SeenCopy, SEEN, chunk)
        act.add_many(StrayCode, STRAY, [(row.id, sitting, code, when(at)) for code, at in plan.strays])
        act.note(stocktake=row.id, copies=len(seen), strays=len(plan.strays))
        progress.step(2 * lines, 2 * lines)
    return FileCounted(act.journal_id, plan.preview)


def _chunks(rows: Sequence[Any]) -> Iterator[tuple[int, Sequence[Any]]]:
    for start in range(0, len(rows), 10 * CHUNK):
        yield start, rows[start : start + 10 * CHUNK]
