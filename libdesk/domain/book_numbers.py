"""Which book number is next: in one class and shelving group, none is given twice, and gaps are left unless asked for.

Pure bookkeeping over the numbers that are known to be taken; `actions/cataloguing/numbers.py` says which these are.
"""

import re
from collections.abc import Iterable
from typing import Final, NamedTuple

from libdesk.domain.author_numbers import author_key, author_letters
from libdesk.domain.callnumbers import book_number

RUNNING: Final = "running"
AUTHOR: Final = "author"
_AUTHOR_NO: Final = re.compile(r"(?P<base>(?P<letters>[A-Z]+)(?P<figures>[0-9]*)[A-Z]*)(?:-(?P<work>[0-9]+))?")


class Taken(NamedTuple):
    """A book number that is not free; one that a title gave up has no author any more."""

    book_no: str
    author: str = ""
    title: str = ""
    spent: bool = False


class RunningNumbers:
    """种次号: 1, 2, 3 … `refill`: the lowest one that is free, else the one after the highest."""

    def __init__(self, taken: Iterable[Taken] = (), *, refill: bool = False) -> None:
        self._refill = refill
        self._taken: set[int] = set()
        self._last = 0
        self._lowest = 1
        for each in taken:
            self.note(each)

    def note(self, taken: Taken) -> None:
        number = book_number(taken.book_no)
        if number is not None and not (taken.spent and self._refill):
            self._last = max(self._last, number)
            if self._refill:
                self._taken.add(number)

    def give(self, author: str = "", title: str = "") -> str:
        """The next number, taken from now on."""
        if not self._refill:
            self._last += 1
            return str(self._last)
        while self._lowest in self._taken:
            self._lowest += 1
        self._taken.add(self._lowest)
        return str(self._lowest)


class AuthorNumbers:
    """著者号 of authors with the same letters: one author, one number; each further title with a mark of its own."""

    def __init__(self, taken: Iterable[Taken] = (), *, refill: bool = False) -> None:
        self._refill = refill
        self._bases: dict[str, str] = {}  # of each author
        self._works: dict[str, set[int]] = {}  # of each base; the first is 1 and has no mark
        for each in taken:
            self.note(each)

    def note(self, taken: Taken) -> None:
        found = _AUTHOR_NO.match(taken.book_no)
        if found is None or (taken.spent and self._refill):
            return
        base = found["base"]
        self._works.setdefault(base, set()).add(int(found["work"] or 1))
        if not taken.spent:
            self._bases.setdefault(author_key(taken.author, taken.title), base)

    def give(self, author: str = "", title: str = "") -> str:
        """The next number of this author, taken from now on."""
        key = author_key(author, title)
        base = self._bases.get(key)
        if base is None:
            base = self._bases[key] = self._next_base(author_letters(author, title))
        works = self._works.setdefault(base, set())
        work = _lowest(works) if self._refill else max(works, default=0) + 1
        works.add(work)
        return base if work == 1 else f"{base}-{work}"

    def _next_base(self, letters: str) -> str:
        own = [found for base in self._works if (found := _AUTHOR_NO.match(base)) and found["letters"] == letters]
        taken = {int(found["figures"] or 0) for found in own}
        return f"{letters}{_lowest(taken) if self._refill else max(taken, default=0) + 1}"


def _lowest(taken: set[int]) -> int:
    return next(number for number in range(1, len(taken) + 2) if number not in taken)
