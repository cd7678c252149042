"""One scan in a stocktake: a copy is seen, or the code is kept as on no copy; each is an action of its own.

A sitting is opened before the first scan and apart from it, so that this scan too can be taken back by itself.

What was believed lost is found again in the same action. A book that is on loan stays on loan: whether its return was
missed is asked, not guessed.
"""

from dataclasses import replace

from libdesk.actions.desk import Desk
from libdesk.actions.lending import MISSING
from libdesk.actions.returning import found_again
from libdesk.actions.shelving.trolley import waits_since
from libdesk.actions.stocktaking.errors import StocktakeEnded, StocktakeGone
from libdesk.actions.stocktaking.sittings import sit_down
from libdesk.domain.barcodes import Scan
from libdesk.domain.counter import SeenCommand, SeenCopy, SeenIsbn, SeenNothing, SeenOldCard, SeenReader
from libdesk.domain.ops import Op
from libdesk.domain.rows.desk import CopyInHand
from libdesk.domain.rows.stocktake import Counted, Standing, StocktakeRow, Told
from libdesk.store import tables
from libdesk.store.queries import stocktakes as queries
from libdesk.store.queries.scan import recognise


def count_scan(
    desk: Desk, *, stocktake_id: int, scan: Scan, place_id: int | None = None, typed: bool = False
) -> Counted:
    """Count what was scanned. `place_id`: where the scanner is, if that is said.

    Raises StocktakeGone, StocktakeEnded. What is no book of ours, or was counted before, writes nothing.
    """
    library = desk.read(Op.COUNT_STOCK)
    row = open_row(desk, stocktake_id)
    match recognise(library, scan):
        case SeenCopy(copy):
            standing = queries.standing(library, row, copy.id)
            if standing is None:
                raise StocktakeGone()
            if standing.seen_at is not None:
                return Counted(Told.BEFORE, scan.text, copy=copy, standing=standing)
            sitting = sit_down(desk, row.id)
            return _note_seen(desk, row, sitting, scan, copy, standing, place_id, typed=typed)
        case SeenReader() | SeenOldCard():
            return Counted(Told.READER, scan.text)
        case SeenCommand():
            return Counted(Told.COMMAND, scan.text)
        case SeenIsbn():
            return Counted(Told.ISBN, scan.text)
        case SeenNothing(_text, too_long=True):
            return Counted(Told.TOO_LONG, scan.text)
    if queries.stray(library, row.id, scan.code_key):
        return Counted(Told.STRAY_BEFORE, scan.text)
    return _note_stray(desk, row, sit_down(desk, row.id), scan, typed=typed)


def _note_stray(desk: Desk, row: StocktakeRow, sitting_id: int, scan: Scan, *, typed: bool) -> Counted:
    with desk.action(Op.COUNT_STOCK, typed=typed) as act:
        act.add(tables.StrayCode, stocktake_id=row.id, sitting_id=sitting_id, code=scan.code_key, at=act.at)
        act.note(stocktake=row.id, stray=1)
    return Counted(Told.STRAY, scan.text, act.journal_id)


def _note_seen(
    desk: Desk, row: StocktakeRow, sitting_id: int, scan: Scan, copy: CopyInHand, standing: Standing,
    place_id: int | None, *, typed: bool,
) -> Counted:  # fmt: skip
    hold_for, loss = None, None
    with desk.action(Op.COUNT_STOCK, typed=typed) as act:
        if copy.status in MISSING:
            hold_for, loss = found_again(act, desk, copy, stands=True)
        act.add(
            tables.SeenCopy, stocktake_id=row.id, copy_id=copy.id, sitting_id=sitting_id, at=act.at, place_id=place_id,
            before=copy.status,
        )  # fmt: skip
        act.note(stocktake=row.id, copy=copy.id)
    wrong = place_id is not None and standing.place_id is not None and place_id != standing.place_id
    return Counted(
        Told.SEEN, scan.text, act.journal_id, copy, standing, wrong_place=wrong, hold_for=hold_for or "", loss=loss
    )


def open_row(desk: Desk, stocktake_id: int) -> StocktakeRow:
    """A stocktake that still counts. Raises StocktakeGone, StocktakeEnded."""
    row = queries.stocktake(desk.library, stocktake_id)
    if row is None or row.state == "dropped":
        raise StocktakeGone()
    if not row.is_open:
        raise StocktakeEnded(row.name)
    return of_today(desk, row)


def of_today(desk: Desk, row: StocktakeRow) -> StocktakeRow:
    """With what waits on the trolley by now."""
    return replace(row, waits_since=waits_since(desk))
