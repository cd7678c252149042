"""Stocktakes, their sittings, what a scan in one meant, and the copies that their lists show."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from libdesk.domain.rows.desk import CopyInHand
from libdesk.domain.rows.receipts import LossOver
from libdesk.domain.stocktake.parts import Part
from libdesk.domain.stocktake.stands import Stand
from libdesk.domain.value import Value

NEVER: Final = (1 << 63) - 1


class StocktakeRow(Value):
    """`place`: the shown name of the part's place; `began` in UTC milliseconds; `figures`: JSON once it is done.

    `waits_since`: what came back since then and is on the trolley is not on its shelf yet.
    """

    id: int
    name: str
    part: Part
    place: str
    began: int
    began_day: date
    state: str = "open"
    ended_day: date | None = None
    figures: str = ""
    waits_since: int = NEVER

    @property
    def is_open(self) -> bool:
        return self.state == "open"


class Preview(Value):
    """What a stocktake of a part would begin with: copies by their status, in the order of STATUS_NAMES."""

    by_status: tuple[tuple[str, int], ...]
    in_hand: int = 0  # of those on the shelf so many wait for stamp, label or shelf

    @property
    def copies(self) -> int:
        return sum(count for _status, count in self.by_status)


class SittingRow(Value):
    """`last`: when something was last scanned in it; instants in UTC milliseconds."""

    id: int
    began: int
    last: int
    ended: int | None
    who: str
    seen: int
    staff_id: int | None = None
    shift_id: int | None = None


class Told(StrEnum):
    """What a scan was."""

    SEEN = "seen"
    BEFORE = "before"  # counted already
    STRAY = "stray"  # on no copy: the code is kept
    STRAY_BEFORE = "stray_before"
    READER = "reader"
    ISBN = "isbn"
    COMMAND = "command"
    TOO_LONG = "too_long"


class Standing(Value):
    """How a copy stood in a stocktake when it was scanned. `stand` None: it does not belong to the part."""

    stand: Stand | None
    place_id: int | None
    letter: str
    seen_at: int | None = None
    seen_by: str = ""
    by_file: bool = False
    bound_into: str = ""  # the barcode of the volume that it was bound into


class Counted(Value):
    """One scan. `journal_id` 0: nothing was written. `wrong_place`: it was seen elsewhere than where it belongs."""

    told: Told
    code: str
    journal_id: int = 0
    copy: CopyInHand | None = None
    standing: Standing | None = None
    wrong_place: bool = False
    hold_for: str = ""  # found again, and this reader waits for it
    loss: LossOver | None = None

    @property
    def is_found(self) -> bool:
        """Whether the catalogue believed it lost or missing."""
        return self.told is Told.SEEN and self.copy is not None and self.copy.status in ("lost", "missing")


@dataclass(frozen=True, slots=True)
class CountedCopy:
    """A copy in one of the lists. `at` in UTC milliseconds, `seen_place` where it was seen, `status` of then."""

    copy_id: int
    title: str
    barcode: str
    accession_no: str
    call_no: str
    place: str
    status: str
    at: int | None = None
    who: str = ""
    seen_place: str = ""
    seen_id: int = 0
    times: int = 0


@dataclass(frozen=True, slots=True)
class StrayCode:
    """A code that is on no copy."""

    id: int
    code: str
    at: int
    who: str


class Listed(Value):
    """The first rows of a list and how many there are."""

    rows: tuple[CountedCopy, ...] | tuple[StrayCode, ...]
    total: int


class FilePreview(Value):
    """What a file of codes would do: `lines` with something in them are all told apart below and add up."""

    lines: int
    doubles: int
    fresh: int  # seen now, of the part
    found: int  # of these believed lost or missing
    on_loan: int  # of these on loan
    other: int  # copies of another part, or withdrawn
    before: int  # counted already
    strays: int
    readers: int
    isbns: int
    odd: int  # too long, ruined by a spreadsheet, or a command card
    blanks: int = 0

    @property
    def counted(self) -> int:
        """Copies that will be noted as seen."""
        return self.fresh + self.other


class FileCounted(Value):
    journal_id: int
    preview: FilePreview


class Missed(Value):
    """What finishing would mark: copies that become missing, and those that become lost."""

    to_missing: int
    to_lost: int


class Finished(Value):
    journal_id: int
    to_missing: int
    to_lost: int
