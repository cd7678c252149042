"""A stocktake ends: what was not seen becomes missing, or lost after so many in a row, in one action; or it is dropped.

The snapshot stays until an undo is no longer possible, then housekeeping lets it go; the figures stay.
"""

import json

from libdesk.actions.desk import Desk
from libdesk.actions.journal import Action
from libdesk.actions.stocktaking.counting import open_row
from libdesk.actions.stocktaking.errors import NothingLost
from libdesk.actions.stocktaking.sittings import end_in
from libdesk.domain.ops import Op
from libdesk.domain.progress import Progress
from libdesk.domain.rows.stocktake import Finished, StocktakeRow
from libdesk.domain.rows.withdrawals import Added
from libdesk.domain.stocktake.endings import Figures, after_missing
from libdesk.store.queries import stocktake_lists as lists
from libdesk.store.queries import stocktakes as queries
from libdesk.store.tables import Copy, MissedCopy, Stocktake
from libdesk.store.writing import Writer

STEP = 500
COLUMNS = ("stocktake_id", "copy_id", "before", "after", "times")


def figures_now(desk: Desk, stocktake_id: int) -> Figures:
    """What finishing would come to. Raises StocktakeGone, StocktakeEnded."""
    row = open_row(desk, stocktake_id)
    return lists.figures(desk.read(Op.FINISH_STOCKTAKE), row, desk.settings.lost_after)


def finish_stocktake(desk: Desk, *, stocktake_id: int, progress: Progress | None = None) -> Finished:
    """Mark what was not seen and keep the figures. Raises StocktakeGone, StocktakeEnded, Cancelled."""
    progress = progress or Progress()
    lost_after = desk.settings.lost_after
    today = desk.today.isoformat()
    with desk.action(Op.FINISH_STOCKTAKE) as act:
        row = open_row(desk, stocktake_id)
        found = lists.figures(desk.library, row, lost_after)
        missed = lists.missed_now(desk.library, row)
        rows = []
        for number, (copy_id, before, times) in enumerate(missed):
            if number % STEP == 0:
                progress.step(number, len(missed))
            after = after_missing(times + 1, lost_after)
            if after != before:
                act.change(Copy, copy_id, status=after, trolley=None)
            rows.append((row.id, copy_id, before, after, times + 1))
        act.add_many(MissedCopy, COLUMNS, rows)
        text = json.dumps(found.as_values(), separators=(",", ":"))
        _end(act, desk, row, today, state="done", figures=text)
        act.note(stocktake=row.id, missing=found.to_missing, lost=found.to_lost, copies=len(missed))
    return Finished(act.journal_id, found.to_missing, found.to_lost)


def drop_stocktake(desk: Desk, *, stocktake_id: int) -> int:
    """Nothing comes of it; what was found again stays found. Raises StocktakeGone, StocktakeEnded."""
    today = desk.today.isoformat()
    with desk.action(Op.FINISH_STOCKTAKE) as act:
        row = open_row(desk, stocktake_id)
        _end(act, desk, row, today, state="dropped")
        act.note(stocktake=row.id, dropped=1)
    return act.journal_id


def _end(act: Action, desk: Desk, row: StocktakeRow, today: str, **values: str) -> None:
    sitting = queries.open_sitting(desk.library, row.id)
    if sitting is not None:
        end_in(act, desk, [sitting[0]])
    act.change(Stocktake, row.id, ended=act.at, ended_day=today, **values)


def propose_withdrawal(desk: Desk, *, stocktake_id: int) -> Added:
    """What became lost by a finished stocktake goes onto a list of withdrawal. Raises NothingLost, NothingToAdd."""
    from libdesk.actions.withdrawing.lists import add_to_withdrawal

    row = queries.stocktake(desk.library, stocktake_id)
    lost = lists.lost_by(desk.library, stocktake_id)
    if row is None or not lost:
        raise NothingLost()
    return add_to_withdrawal(desk, None, lost, "lost", name=row.name)


def drop_snapshots(connection: Writer, before: int) -> None:
    """Let the snapshots go of what ended before this instant, of which nothing can be undone any more."""
    ended = "SELECT id FROM stocktake WHERE state <> 'open' AND ended < ?"
    for table in ("stocktake_copy", "seen_copy"):
        connection.execute(f"DELETE FROM {table} WHERE stocktake_id IN ({ended})", (before,))
