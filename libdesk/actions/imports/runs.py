"""The numbers that an import gives go on with the school's own, and none of them stands in what is imported.

A supplier's numbers are not the school's: his 5,000 do not carry hers off. Only where she has none yet do hers begin
after those that the files bring, as when a library moves here from another program.
"""

from array import array
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from libdesk.domain.barcodes import Numbering, fold_barcode

_NEVER_REACHED: Final = 10**15


@dataclass(frozen=True, slots=True)
class Run:
    """So many numbers from `first` to `last`, without those that are `taken`."""

    first: int = 0
    last: int = 0
    taken: frozenset[int] = frozenset()

    def __iter__(self) -> Iterator[int]:
        return (number for number in range(self.first, self.last + 1) if number not in self.taken)


def numbers_of(scheme: Numbering, codes: Iterable[str]) -> "tuple[array[int], array[int]]":
    """The numbers of a scheme that these codes bear, and longer ones, from which it does not go on."""
    numbers, longer = array("q"), array("q")
    for key in map(fold_barcode, codes):
        number = scheme.value(key)
        if number is not None and number < _NEVER_REACHED:
            (longer if scheme.number(key) is None else numbers).append(number)
    return numbers, longer


def run_after(own: int, brought: Iterable[int], count: int, *, there: Iterable[int] = ()) -> Run | None:
    """`count` numbers after the school's `own` last one (0: none yet), past those that are `brought`; None for none.

    `there`: other numbers that something has, though the school's own do not go on from them.
    """
    if count <= 0:
        return None
    theirs = set(brought)
    start = own or max(theirs, default=0)
    taken = {number for number in (*theirs, *there) if number > start}
    given, number, first = 0, start, 0
    while given < count:
        number += 1
        if number not in taken:
            given += 1
            first = first or number
    return Run(first, number, frozenset(one for one in taken if one < number))
