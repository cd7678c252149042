"""What an import will do or has done: every row read has one fate, so that the counts add up to the rows."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from libdesk.domain.classes import ClassRef
from libdesk.domain.ops import Op
from libdesk.i18n import N_


class Fate(StrEnum):
    """What becomes of a row."""

    NEW = "new"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    DOUBLE = "double"
    FAULTY = "faulty"
    SKIPPED = "skipped"  # blank, a repeated header, a sum


FATE_LABELS: Final[dict[Fate, str]] = {
    Fate.NEW: N_("New"),
    Fate.CHANGED: N_("Changed"),
    Fate.UNCHANGED: N_("As before"),
    Fate.DOUBLE: N_("Double"),
    Fate.FAULTY: N_("Faulty"),
    Fate.SKIPPED: N_("Left out"),
}


@dataclass(frozen=True, slots=True)
class RowPlan:
    """One row of the list: its line in the sheet, whom or what it is about, its fate, and why or what was noted.

    `look`: whether a person should see it before all others, since something in it was told by a name alone.
    """

    line: int
    name: str
    fate: Fate
    reasons: tuple[str, ...] = ()
    sheet: str = ""
    look: bool = False


@dataclass(frozen=True, slots=True)
class Counts:
    """How many rows have which fate; `read` is always their sum."""

    new: int = 0
    changed: int = 0
    unchanged: int = 0
    double: int = 0
    faulty: int = 0
    skipped: int = 0

    @classmethod
    def of(cls, rows: Iterable[RowPlan], skipped: int = 0) -> "Counts":
        found = Counter(row.fate for row in rows)
        found[Fate.SKIPPED] += skipped
        return cls(**{fate.value: found[fate] for fate in Fate})

    @property
    def read(self) -> int:
        return sum(self.count(fate) for fate in Fate)

    @property
    def written(self) -> int:
        return self.new + self.changed

    def count(self, fate: Fate) -> int:
        return int(getattr(self, fate.value))


@dataclass(frozen=True, slots=True)
class ImportReceipt:
    """An import was written. `added` counts what came into the library by its name: titles, copies, readers, loans."""

    journal_id: int
    op: Op
    counts: Counts
    added: dict[str, int]


@dataclass(frozen=True, slots=True)
class CodeOwner:
    """Whose a code is: exactly one of reader, copy and command."""

    reader_id: int | None
    copy_id: int | None
    state: str
    printed: str


@dataclass(frozen=True, slots=True)
class CardCode:
    """One number of a reader's card."""

    id: int
    key: str
    printed: str
    reader_id: int
    state: str


@dataclass(frozen=True, slots=True)
class KnownTitle:
    """A title of the library; `missing` are those of its columns that a list may fill."""

    id: int
    title: str
    author: str | None
    publisher: str | None
    isbn: str | None
    missing: frozenset[str]


@dataclass(frozen=True, slots=True)
class KnownReader:
    """A reader of the library as a roster may find them; `enrolment_id`, `enrolled` (ISO day): of the class now.

    Of those who left it is the last class, which has ended.
    """

    id: int
    kind: str
    name: str
    sex: str | None
    school_no: str | None
    department: str | None
    state: str
    expires: str | None
    enrolment_id: int | None
    enrolled: str | None
    class_ref: ClassRef | None
    seat: int | None


@dataclass(frozen=True, slots=True)
class Held:
    """A copy that a reader has out."""

    title: str
    due: date


@dataclass(frozen=True, slots=True)
class KnownCopy:
    """A copy of the library as a list of loans may find it."""

    id: int
    name: str
    status: str
    item_kind: str
    loan_reader_id: int | None
