"""A regular check (巡检) while it is made: each book once, whether it belongs there, what was marked."""

from dataclasses import dataclass, field, replace

from libdesk.domain.callnumbers import shelf_key
from libdesk.domain.rows.repairs import CheckedCopy
from libdesk.domain.shelf_ranges import Stretch


@dataclass(frozen=True, slots=True)
class CheckedRow:
    """One book of the check. `journal_id`: the entry by which it was marked here; 0 where it was not."""

    copy: CheckedCopy
    journal_id: int = 0

    @property
    def marked(self) -> bool:
        return bool(self.journal_id)


@dataclass(slots=True)
class CareCheck:
    """Which stretch is looked through: of a place or of all, `stretch` None for all of it; the latest book on top."""

    place_id: int | None = None
    stretch: Stretch | None = None
    rows: list[CheckedRow] = field(default_factory=list)

    @property
    def marked(self) -> int:
        return sum(row.marked for row in self.rows)

    def of(self, copy_id: int) -> CheckedRow | None:
        return next((row for row in self.rows if row.copy.copy_id == copy_id), None)

    def look_at(self, copy: CheckedCopy) -> bool:
        """One more book; False where it was looked at before."""
        if self.of(copy.copy_id) is not None:
            return False
        self.rows.insert(0, CheckedRow(copy))
        return True

    def leave_out(self, copy_id: int) -> None:
        """It was scanned by mistake."""
        self.rows = [row for row in self.rows if row.copy.copy_id != copy_id]

    def mark(self, copy_id: int, journal_id: int) -> None:
        """The book needs care, by this entry of the journal; 0 takes the mark away."""
        self.rows = [
            replace(row, journal_id=journal_id) if row.copy.copy_id == copy_id else row for row in self.rows
        ]  # fmt: skip

    def renew(self, copy: CheckedCopy) -> None:
        """A book as the library knows it now; a mark that was taken back elsewhere is none."""
        self.rows = [
            CheckedRow(copy, row.journal_id if copy.case_state else 0) if row.copy.copy_id == copy.copy_id else row
            for row in self.rows
        ]

    def elsewhere(self, copy: CheckedCopy) -> bool:
        """It belongs to another place."""
        return self.place_id is not None and copy.place_id != self.place_id

    def outside(self, copy: CheckedCopy) -> bool:
        """Its call number is not of this stretch."""
        return self.stretch is not None and not self.stretch.holds(shelf_key(copy.call_no))
