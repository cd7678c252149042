"""A stretch of the shelf, as on a shelf's sign or for a part of a stocktake: TP311~TP312 in the order of the shelf.

An end that is a class alone takes in all of that class and what is below it, as a sign is read: A~H holds H319 too.
An end that is a whole call number takes in its own volumes and copies. A ` before the beginning or after the end leaves
that call number itself out. Stretches are compared by the keys of the shelf.
"""

from typing import Final, NamedTuple

from libdesk.domain.callnumbers import LINE_END, shelf_key
from libdesk.domain.errors import DeskError
from libdesk.i18n import _

TO: Final = "~"
WITHOUT: Final = "`"
_NEXT: Final = b"\x00"  # behind a call number itself, before its volumes and the books of a class
_BELOW: Final = b"\xff"  # behind every class below a class
_OWN: Final = b"\x30"  # behind the marks of a call number, before a further figure or letter
END: Final = b"\xff\xff"  # behind everything


class RangeWrong(DeskError):
    """A stretch without two ends, or one that ends before it begins."""

    written: str

    def text(self) -> str:
        return _("“{range}” is no stretch of the shelf. Write the first and the last call number: K1~K9.").format(
            range=self.written
        )


class Stretch(NamedTuple):
    """All keys from `low` up to, not including, `high`."""

    low: bytes
    high: bytes

    def holds(self, key: bytes) -> bool:
        return self.low <= key < self.high

    def crosses(self, other: "Stretch") -> bool:
        """Whether a call number may stand in both."""
        return self.low < other.high and other.low < self.high


def stretch_of(from_no: str, to_no: str, *, author_decimal: bool = True, ends_open: bool = False) -> Stretch:
    """The stretch between two call numbers or classes, both of them in it. Raises RangeWrong.

    `ends_open`: an end that is not said is the end of the shelves.
    """
    low = shelf_key(from_no, author_decimal=author_decimal)
    last = shelf_key(to_no, author_decimal=author_decimal)
    high = _behind(last) if last or not ends_open else END
    said = (low or not from_no.strip()) and (last or not to_no.strip()) if ends_open else low and last
    if not said or low >= high:
        raise RangeWrong(f"{from_no.strip()}{TO}{to_no.strip()}")
    return Stretch(low, high)


def read_stretch(written: str, *, author_decimal: bool = True) -> Stretch:
    """A stretch as it is written, with what leaves an end out. Raises RangeWrong."""
    start, to, end = written.strip().partition(TO)
    if not to:
        raise RangeWrong(written)
    found = stretch_of(start.strip(WITHOUT), end.strip(WITHOUT), author_decimal=author_decimal)
    low = found.low + _NEXT if start.startswith(WITHOUT) else found.low
    high = shelf_key(end.strip(WITHOUT), author_decimal=author_decimal) if end.endswith(WITHOUT) else found.high
    if low >= high or (low, high) == (found.low + _NEXT, _behind(found.low)):
        raise RangeWrong(written)
    return Stretch(low, high)


def _behind(last: bytes) -> bytes:
    return last + (_OWN if LINE_END in last else _BELOW)
