"""A year is closed: the lines of both registers are kept as they are printed; from then on changes are corrections."""

import json
from typing import Final

from libdesk.actions.desk import Desk
from libdesk.actions.journal import Action
from libdesk.domain.errors import DeskError
from libdesk.domain.ops import Op
from libdesk.domain.progress import Progress
from libdesk.domain.registers.summary import YearSummary, years
from libdesk.i18n import _
from libdesk.store.queries import registers as queries
from libdesk.store.tables import RegisterLine, RegisterYear

CHUNK: Final = 500
_COLUMNS: Final = ("year_id", "register", "seq", "row_id", "line")


class YearNotOver(DeskError):
    year: int

    def text(self) -> str:
        return _("{year} is not over yet. A year is closed after its last day.").format(year=self.year)


class YearClosed(DeskError):
    year: int

    def text(self) -> str:
        return _("{year} is closed already.").format(year=self.year)


class NoSuchYear(DeskError):
    year: int

    def text(self) -> str:
        return _("The registers have no year {year}.").format(year=self.year)


def summaries(desk: Desk) -> list[YearSummary]:
    """The summary register, year by year."""
    library = desk.read(Op.SEE_REGISTERS)
    lines = queries.summary_lines(library, desk.settings.register_opening)
    return years(lines, queries.closed_years(library), desk.today.year)


def close_year(desk: Desk, year: int, progress: Progress | None = None) -> int:
    """Keep the lines of a year for good, and of every earlier one that is open yet; gives the journal entry.

    Raises YearNotOver, YearClosed, NoSuchYear, Cancelled.
    """
    told = progress or Progress()
    with desk.action(Op.CLOSE_YEAR) as act:
        found = {one.year: one for one in summaries(desk)}
        if year >= desk.today.year:
            raise YearNotOver(year)
        if year not in found:
            raise NoSuchYear(year)
        if found[year].closed_day:
            raise YearClosed(year)
        still_open = [one for one in found.values() if one.year <= year and not one.closed_day]
        copies = sum(_keep(act, desk, one, told, first=one.year == min(found)) for one in still_open)
        act.note(year=year, years=len(still_open), copies=copies)
    return act.journal_id


def _keep(act: Action, desk: Desk, one: YearSummary, told: Progress, *, first: bool) -> int:
    """The lines of both registers of a year; gives how many copies. The first year has the opening balance too."""
    opening_day = desk.settings.register_opening
    ids = queries.copy_ids(desk.library, one.year, opening_day)
    if first:
        ids = [*queries.copy_ids(desk.library, None, opening_day), *ids]
    year_id = act.add(RegisterYear, year=one.year, closed_day=desk.today.isoformat())
    batches = [(year_id, "batches", seq, line.row_id, _json(line.as_values())) for seq, line in enumerate(one.lines)]
    act.add_many(RegisterLine, _COLUMNS, batches)
    for start in range(0, len(ids), CHUNK):
        told.step(start, len(ids))
        rows = [
            (year_id, "copies", start + place, line.copy_id, _json(line.as_values()))
            for place, line in enumerate(queries.copy_lines(desk.library, ids[start : start + CHUNK]))
        ]
        act.add_many(RegisterLine, _COLUMNS, rows)
    return len(ids)


def _json(values: list[object]) -> str:
    return json.dumps(values, ensure_ascii=False, separators=(",", ":"))
