"""What the page of registers shows, read beside the desk: a library of 300,000 copies takes a moment."""

from collections.abc import Sequence
from dataclasses import dataclass

from libdesk.actions.desk import Desk
from libdesk.actions.registers.closing import summaries
from libdesk.domain.ops import Op
from libdesk.domain.progress import Progress
from libdesk.domain.registers.agreement import differences
from libdesk.domain.registers.copies import CopyLine, Correction
from libdesk.domain.registers.summary import YearSummary
from libdesk.store.queries import registers as queries

PAGE = 500


@dataclass(frozen=True, slots=True)
class Registers:
    """Every year, and whether the registers agree: empty `differs` if they do."""

    years: tuple[YearSummary, ...]
    differs: tuple[str, ...]


def read_registers(desk: Desk, _progress: Progress) -> Registers:
    years = summaries(desk)
    return Registers(tuple(years), tuple(differences(years[-1].after, queries.living(desk.library))))


def ids_of(desk: Desk, year: int | None, *, closed: bool) -> Sequence[int]:
    """The lines of a year by their numbers: stored lines of a closed year, copies of an open one.

    None: the copies of the opening balance.
    """
    library = desk.read(Op.SEE_REGISTERS)
    if closed and year is not None:
        return queries.printed_ids(library, year)
    return queries.copy_ids(library, year, desk.settings.register_opening)


def lines_of(desk: Desk, ids: Sequence[int], *, closed: bool) -> dict[int, CopyLine]:
    """These lines by their numbers."""
    library = desk.read(Op.SEE_REGISTERS)
    if closed:
        return dict(zip(ids, queries.printed_lines(library, ids), strict=False))
    return {line.copy_id: line for line in queries.copy_lines(library, ids)}


def all_lines(desk: Desk, year: int | None, *, closed: bool, progress: Progress | None = None) -> list[CopyLine]:
    """A whole year, to print or to save. Raises Cancelled."""
    ids = ids_of(desk, year, closed=closed)
    found: list[CopyLine] = []
    for start in range(0, len(ids), PAGE):
        if progress is not None:
            progress.step(start, len(ids))
        found += lines_of(desk, ids[start : start + PAGE], closed=closed).values()
    return found


def read_corrections(desk: Desk, progress: Progress) -> list[Correction]:
    return list(queries.all_corrections(desk.read(Op.SEE_REGISTERS), progress))
