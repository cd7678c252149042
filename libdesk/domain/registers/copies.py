"""个别登录账: one line a copy, with what became of it; accession numbers are never used again."""

from collections.abc import Sequence
from dataclasses import astuple, dataclass, fields
from typing import Any, Final

from libdesk.i18n import N_


@dataclass(frozen=True, slots=True)
class CopyLine:
    """One copy as the register shows it. Days are ISO, money fen; "" and None: not known."""

    copy_id: int
    entered: str
    accession_no: str
    title: str
    author: str
    publisher: str
    year: int | None
    edition: str
    binding: str
    size: str
    price_fen: int | None
    source: str
    voucher: str
    call_no: str
    withdrawn_day: str = ""
    reason: str = ""
    approval: str = ""
    note: str = ""

    @property
    def withdrawn(self) -> bool:
        return bool(self.withdrawn_day or self.reason)

    def as_values(self) -> list[Any]:
        return list(astuple(self))

    @classmethod
    def of_values(cls, values: Sequence[Any]) -> "CopyLine":
        return cls(*values)


LINE_FIELDS: Final[dict[str, str]] = {
    "entered": N_("Day of entry"),
    "accession_no": N_("Accession number"),
    "title": N_("Title"),
    "author": N_("Author"),
    "publisher": N_("Publisher"),
    "year": N_("Year of publication"),
    "edition": N_("Edition"),
    "binding": N_("Binding"),
    "size": N_("Size"),
    "price_fen": N_("Price"),
    "source": N_("Source"),
    "voucher": N_("Voucher"),
    "call_no": N_("Call number"),
    "withdrawn_day": N_("Withdrawn on"),
    "reason": N_("Reason"),
    "approval": N_("Approval"),
    "note": N_("Note"),
}
"""Columns of the register by the field of a line."""
LATER: Final = frozenset({"withdrawn_day", "reason", "approval"})
"""A withdrawal after the year was closed is no correction: it is an out line of its own year."""


@dataclass(frozen=True, slots=True)
class Correction:
    """A printed line that is no longer so. `field` "" : the copy is not in the catalogue any more."""

    year: int
    line: CopyLine
    field: str = ""
    was: Any = None
    now: Any = None


def corrections(year: int, printed: CopyLine, now: CopyLine | None) -> list[Correction]:
    """What differs between a printed line and the copy as it is now."""
    if now is None:
        return [Correction(year, printed)]
    return [
        Correction(year, printed, field.name, was, is_now)
        for field in fields(CopyLine)
        if field.name not in LATER and (was := getattr(printed, field.name)) != (is_now := getattr(now, field.name))
    ]
