"""Barcodes that were printed before there were books: a run of numbers that libdesk gives to nothing by itself.

A code of a run is given only by the label that is stuck on: scanned, or read from a list. Whoever gives numbers goes on
behind the last one that was kept.
"""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Final

from libdesk.domain.barcodes import Numbering
from libdesk.domain.errors import DeskError
from libdesk.domain.value import Value
from libdesk.i18n import _

MOST: Final = 10_000  # codes of one run; more labels than a school sticks in a year


class CountWrong(DeskError):
    """So many labels cannot be printed ahead."""

    def text(self) -> str:
        text = _("Between 1 and {most} labels can be printed ahead at a time. Choose another number.")
        return text.format(most=f"{MOST:,}")


class RunUsed(DeskError):
    """Numbers are given back only as long as no book bears one. `used`: so many do."""

    used: int

    def text(self) -> str:
        text = _("{n} of these labels are on books already. The run stays as it is.")
        return text.format(n=f"{self.used:,}")


class RunGone(DeskError):
    def text(self) -> str:
        return _("These labels are no longer kept.")


class CodeRun(Value):
    """The numbers from `first_no` to `last_no` under one prefix. `used`: so many of them are on something."""

    id: int
    day: date
    prefix: str
    width: int
    first_no: int
    last_no: int
    note: str = ""
    used: int = 0

    @property
    def numbering(self) -> Numbering:
        return Numbering(self.prefix, self.width)

    @property
    def count(self) -> int:
        return self.last_no - self.first_no + 1

    def code(self, place: int) -> str:
        """The code at a place of the run, from 0."""
        return self.numbering.code(self.first_no + place)

    @property
    def first(self) -> str:
        return self.code(0)

    @property
    def last(self) -> str:
        return self.code(self.count - 1)

    def holds(self, code_key: str) -> bool:
        number = self.numbering.number(code_key)
        return number is not None and self.first_no <= number <= self.last_no


class KeptCodes:
    """All runs together, asked by whoever gives a number."""

    def __init__(self, runs: Iterable[CodeRun]) -> None:
        self.runs = tuple(runs)

    def run_of(self, code_key: str) -> CodeRun | None:
        """The run that a folded code is of."""
        return next((run for run in self.runs if run.holds(code_key)), None)

    def holds(self, code_key: str) -> bool:
        return self.run_of(code_key) is not None

    def numbers(self, numbering: Numbering) -> Iterator[int]:
        """The numbers of a scheme whose codes were kept, whatever the scheme of their run was."""
        for run in self.runs:
            if (run.prefix, run.width, "") == (numbering.prefix, numbering.width, numbering.suffix):
                yield from range(run.first_no, run.last_no + 1)
            elif _may_meet(run.prefix, numbering.prefix):
                found = (numbering.number(run.code(place)) for place in range(run.count))
                yield from (number for number in found if number is not None)

    def last(self, numbering: Numbering) -> int:
        """The highest number of a scheme that was kept, 0 for none."""
        return max(self.numbers(numbering), default=0)

    def codes(self, numbering: Numbering) -> Iterator[str]:
        """The kept codes that follow a scheme."""
        return map(numbering.code, self.numbers(numbering))

    def every(self) -> Iterator[str]:
        """All kept codes."""
        return (run.code(place) for run in self.runs for place in range(run.count))


def _may_meet(one: str, other: str) -> bool:
    """Whether codes under two prefixes can be the same: A1 with 001 is A with 1001."""
    return one.startswith(other) or other.startswith(one)
