"""A stretch of the shelf, as on a shelf sign or for a part of a stocktake: TP311~TP312 in the order of the shelf.

A ` before the beginning or after the end leaves that call number itself out.
"""

from dataclasses import dataclass
from typing import Final

from libdesk.domain.callnumbers import LINE_END, shelf_key
from libdesk.domain.errors import DeskError
from libdesk.i18n import _

TO: Final = "~"
WITHOUT: Final = "`"


class RangeWrong(DeskError):
    """A stretch without two ends, or one that ends before it begins."""

    written: str

    def text(self) -> str:
        return _("“{range}” is no stretch of the shelf. Write the first and the last call number: K1~K9.").format(
            range=self.written
        )


@dataclass(frozen=True, slots=True)
class ShelfRange:
    """From one call number to another; an end that is a class alone takes all books of this class in."""

    first: bytes
    last: bytes
    with_first: bool = True
    with_last: bool = True

    def holds(self, call_no: str) -> bool:
        """Whether a call number stands here."""
        key = shelf_key(call_no)
        if key == self.last:
            return self.with_last and (key != self.first or self.with_first)
        after = key > self.first or (key == self.first and self.with_first)
        return after and (key < self.last or (self.with_last and key.startswith(self.last + LINE_END)))

    def crosses(self, other: "ShelfRange") -> bool:
        """Whether a call number may stand in both."""
        return _reaches(self, other) and _reaches(other, self)


def read_range(written: str) -> ShelfRange:
    """A stretch as it is written. Raises RangeWrong."""
    start, to, end = written.strip().partition(TO)
    with_first, with_last = not start.startswith(WITHOUT), not end.endswith(WITHOUT)
    first, last = shelf_key(start.strip(WITHOUT)), shelf_key(end.strip(WITHOUT))
    wrong = first > last or (first == last and not (with_first and with_last))
    if not to or not first or not last or wrong:
        raise RangeWrong(written)
    return ShelfRange(first, last, with_first, with_last)


def _reaches(one: ShelfRange, other: ShelfRange) -> bool:
    """Whether `one` begins before `other` is over."""
    if one.first == other.last:
        return one.with_first and other.with_last
    return one.first < other.last or (other.with_last and one.first.startswith(other.last + LINE_END))
