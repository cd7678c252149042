"""What the librarian chooses before a file of records is written, and what was found out about it."""

from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from libdesk.actions.imports.known_titles import Fields
from libdesk.actions.imports.records.call_numbers import Brought
from libdesk.actions.imports.records.findings import Findings
from libdesk.actions.imports.runs import Run
from libdesk.domain.barcodes import Numbering
from libdesk.domain.drafts import BookDraft
from libdesk.domain.rows.imports import Counts, RowPlan

MOST_REMARKS: Final = 5_000  # rows of the table on the page; what is not taken is saved whatever its number
SAMPLES: Final = 20


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
    same_numbers: int = 0  # titles that bring a call number which another has
    unmarked: int = 0  # copies for known titles that no number tells from those the library has
    barcodes: Run | None = None  # that libdesk gives
    accessions: Run | None = None
    accession_width: int = 0
    card_clashes: int = 0
    brought: Brought = field(default_factory=Brought)
    findings: Findings = field(default_factory=Findings, repr=False)

    @property
    def given(self) -> tuple[str, str] | None:
        """First and last of the barcodes that libdesk gives."""
        if self.barcodes is None:
            return None
        code = self.choices.numbering.code
        return code(self.barcodes.first), code(self.barcodes.last)

    @property
    def looks_repeated(self) -> bool:
        """Whether it may be a file that was brought in before: most of its copies could be those already there."""
        return 2 * self.unmarked > self.copies
