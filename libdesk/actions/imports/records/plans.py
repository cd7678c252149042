"""What the librarian chooses before a file of records is written, and what was found out about it."""

from collections import Counter
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Final

from libdesk.actions.imports.records.call_numbers import Brought
from libdesk.actions.imports.records.findings import Findings
from libdesk.domain.barcodes import Numbering
from libdesk.domain.drafts import BookDraft
from libdesk.domain.rows.imports import Counts, RowPlan
from libdesk.i18n import N_

MOST_REMARKS: Final = 5_000  # rows of the table on the page; what is not taken is saved whatever its number
SAMPLES: Final = 20


class Fields(StrEnum):
    """What happens to the fields of a title that the library has."""

    FILL = "fill"
    REPLACE = "replace"
    LEAVE = "leave"


FIELDS_LABELS: Final[dict[Fields, str]] = {
    Fields.FILL: N_("fill in what is empty"),
    Fields.REPLACE: N_("replace by what the file says"),
    Fields.LEAVE: N_("leave as they are"),
}
BATCH_KINDS: Final[dict[str, str]] = {
    "purchase": N_("purchase"),
    "donation": N_("donation"),
    "exchange": N_("exchange"),
    "transfer": N_("transfer from elsewhere"),
    "opening": N_("here before libdesk"),
    "other": N_("other"),
}


@dataclass(frozen=True, slots=True)
class BatchChoice:
    """How the copies came: the batch that is made with them."""

    kind: str
    source: str = ""
    voucher: str = ""


@dataclass(frozen=True, slots=True)
class RecordChoices:
    """`bare_copies`: of a new title whose record names none. `waiting`: the copies go to stamp, label and shelf."""

    add_copies: bool = True
    fields: Fields = Fields.FILL
    numbering: Numbering = field(default_factory=Numbering)
    give_accession: bool = True
    give_call_no: bool = True
    bare_copies: int = 1
    place: str = ""
    batch: BatchChoice | None = None
    waiting: bool = False


@dataclass(frozen=True, slots=True)
class Stamp:
    """A file as it was when it was looked at."""

    path: Path
    size: int
    changed_ns: int


@dataclass(frozen=True, slots=True)
class Refused:
    """A record that is not taken: the number of its file, its own number there, and why."""

    file: int
    number: int
    title: str
    reason: str


@dataclass(slots=True, eq=False)
class RecordPlan:
    """What a file of records would bring, from the library as it was at journal entry `as_of`.

    `records` counts what was read; `counts` says what becomes of each.
    """

    files: tuple[Stamp, ...]
    choices: RecordChoices
    as_of: int
    counts: Counts = field(default_factory=Counts)
    records: int = 0
    titles: int = 0
    copies: int = 0
    copies_known: int = 0  # of them, copies of titles that the library has
    samples: list[BookDraft] = field(default_factory=list)
    encodings: Counter[str] = field(default_factory=Counter)
    forms: Counter[str] = field(default_factory=Counter)
    rows: list[RowPlan] = field(default_factory=list)
    remarks: int = 0
    refused: list[Refused] = field(default_factory=list)
    places: list[str] = field(default_factory=list)
    unmarked: int = 0  # copies for known titles that no number tells from those the library has
    first_given: int = 0  # the first of the barcodes that libdesk gives
    count_given: int = 0
    accession_next: int = 0
    accession_width: int = 0
    card_clashes: int = 0
    brought: Brought = field(default_factory=Brought)
    findings: Findings = field(default_factory=Findings, repr=False)

    @property
    def given(self) -> tuple[str, str] | None:
        """First and last of the barcodes that libdesk gives."""
        if not self.count_given:
            return None
        code = self.choices.numbering.code
        return code(self.first_given), code(self.first_given + self.count_given - 1)

    @property
    def looks_repeated(self) -> bool:
        """Whether it may be a file that was brought in before: most of its copies could be those already there."""
        return 2 * self.unmarked > self.copies
