"""The tree of classes: who is below whom, what a number is called, and how one is found by code, words or pinyin.

A class number is never refused: one that the table lacks is called by the longest known beginning, with what a form
division or a country adds. Alternative and closed classes, [X] and {X}, and ranges stand in the table and are not
given.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from typing import Final

from libdesk.domain.callnumbers import clean_class, is_given, shelf_key
from libdesk.domain.class_parts import country_class, part_name

MOST_FOUND: Final = 60
_RANGE: Final = re.compile(r"([A-Z]{1,2})([0-9.]+)[/~]([0-9.]+)")
_LETTERS: Final = re.compile(r"[a-z]+")


@dataclass(frozen=True, slots=True)
class ClassRow:
    """One class of the table; `code` as it stands there, `parent` the code of the one above or ""."""

    code: str
    name: str
    parent: str = ""
    level: int = 0
    given: bool = True


@dataclass(frozen=True, slots=True)
class ClassNamed:
    """What a class number is called: by the class `code` of the table, or by what it is composed of; "" if unknown."""

    code: str
    name: str
    exact: bool = False


class ClassTree:
    """A table of classes in the order of the shelf; made from (code, name) pairs, the first of a code counts."""

    def __init__(self, entries: Iterable[tuple[str, str]]) -> None:
        names: dict[str, tuple[str, str]] = {}
        for code, name in entries:
            if key := _key(code):
                names.setdefault(key, (code, name))
        self._ranges = [(found[1], found[2], found[3], key) for key in names if (found := _RANGE.fullmatch(key))]
        order = sorted(names, key=_order)
        self.rows: list[ClassRow] = []
        self._at: dict[str, ClassRow] = {}
        self._below: dict[str, list[ClassRow]] = {"": []}
        self._keys = order
        self._initials: list[str] | None = None
        parents = {key: self._parent(key, names) for key in order}
        levels: dict[str, int] = {}
        for key in order:
            levels[key] = _depth(key, parents)
            above = parents[key]
            code, name = names[key]
            row = ClassRow(code, name, names[above][0] if above else "", levels[key], is_given(code))
            self.rows.append(row)
            self._at[key] = row
            self._below.setdefault(above, []).append(row)

    def __len__(self) -> int:
        return len(self.rows)

    def row(self, code: str) -> ClassRow | None:
        """The class of exactly this code."""
        return self._at.get(_key(code))

    def children(self, code: str = "") -> list[ClassRow]:
        """The classes right below, in the order of the shelf; those at the top for ""."""
        return self._below.get(_key(code), [])

    def path(self, code: str) -> list[ClassRow]:
        """The classes from the top down to this one, itself included."""
        found: list[ClassRow] = []
        row = self.row(code)
        while row is not None:
            found.append(row)
            row = self.row(row.parent) if row.parent else None
        return found[::-1]

    def place_of(self, class_no: str) -> ClassRow | None:
        """Where a class number belongs: the class itself, or the longest known beginning of it."""
        key = clean_class(class_no).partition("/")[0]
        row = self._at.get(key)
        if row is not None or not key:
            return row
        above = self._parent(key, self._at)
        return self._at[above] if above else None

    def name_of(self, class_no: str) -> ClassNamed:
        """What a class number is called; `exact` where the table has it."""
        key = clean_class(class_no).partition("/")[0]
        row = self.place_of(key)
        if row is None:
            return ClassNamed("", "")
        known = _key(row.code)
        if known == key:
            return ClassNamed(row.code, row.name, exact=True)
        if "." not in known and (country := country_class(key)):
            return ClassNamed(row.code, country)
        more = part_name(key[len(known) :]) if key.startswith(known) else ""
        return ClassNamed(row.code, f"{row.name}：{more}" if more else row.name)

    def search(self, text: str, *, limit: int = MOST_FOUND) -> list[ClassRow]:
        """Classes whose code begins with what was typed, or whose name has all its words or their initials."""
        typed = text.strip()
        if not typed:
            return []
        key = clean_class(typed)
        found: dict[str, ClassRow] = {}
        if key.isascii():
            by_code = (row for own, row in zip(self._keys, self.rows, strict=True) if own.startswith(key))
            found = {row.code: row for row in islice(by_code, limit)}
        folded = typed.casefold()
        starting: list[ClassRow] = []
        within: list[ClassRow] = []
        for row in self._spelling(folded) if _LETTERS.fullmatch(folded) else self._saying(folded.split()):
            (starting if row.name.casefold().startswith(folded) else within).append(row)
        for row in (*starting, *within):
            found.setdefault(row.code, row)
        return list(found.values())[:limit]

    def numbers_below(self, code: str, class_nos: Iterable[str]) -> list[str]:
        """Which of these class numbers belong to this class or one below it."""
        found = []
        for class_no in class_nos:
            row = self.place_of(class_no)
            while row is not None and row.code != code:
                row = self.row(row.parent) if row.parent else None
            if row is not None:
                found.append(class_no)
        return found

    def subtotals(self, counts: Mapping[str, int]) -> dict[str, int]:
        """How many titles stand in each class and all below it, from how many each class number has; by code."""
        totals: dict[str, int] = {}
        for class_no, count in counts.items():
            row = self.place_of(class_no)
            while row is not None:
                totals[row.code] = totals.get(row.code, 0) + count
                row = self.row(row.parent) if row.parent else None
        return totals

    def _saying(self, words: list[str]) -> Iterator[ClassRow]:
        return (row for row in self.rows if all(word in row.name.casefold() for word in words))

    def _spelling(self, letters: str) -> list[ClassRow]:
        """The classes whose names have these letters as pinyin initials, those that begin with them first."""
        if self._initials is None:  # made when letters are looked for at first
            from libdesk.domain.pinyin import title_variants

            self._initials = [
                "".join("|" + "".join(s[:1] or " " for s in variant) for variant in title_variants(row.name))
                for row in self.rows
            ]
        hits = [row for row, spelt in zip(self.rows, self._initials, strict=True) if letters in spelt]
        first = {row.code for row, spelt in zip(self.rows, self._initials, strict=True) if f"|{letters}" in spelt}
        return sorted(hits, key=lambda row: row.code not in first)

    def _parent(self, key: str, known: Mapping[str, object]) -> str:
        """The longest beginning that is a class, or the range that the number lies in; ranges go by their start."""
        own = _RANGE.fullmatch(key)
        end = len(own[1] + own[2]) if own else len(key)
        longest = next((key[:at] for at in range(end - 1, 0, -1) if key[:at] in known), "")
        if own is None:
            for top, first, last, range_key in self._ranges:
                digits = key[len(top) :]
                inside = key.startswith(top) and first <= digits[: len(first)] and digits[: len(last)] <= last
                if inside and len(digits) >= len(first) and len(longest) < len(top) + len(first):
                    return range_key
        return longest


def shelf_span(code: str) -> tuple[bytes, bytes]:
    """The keys of all that stands in a class and below it: from the first up to, not including, the second."""
    key = _key(code)
    found = _RANGE.fullmatch(key)
    if found is None:
        return shelf_key(key), shelf_key(key) + b"\xff"
    return shelf_key(found[1] + found[2]), shelf_key(found[1] + found[3]) + b"\xff"


def _key(code: str) -> str:
    """A code as it is compared; a range keeps its stroke."""
    return clean_class(code)


def _order(key: str) -> tuple[bytes, str]:
    """A range stands where it begins."""
    return (shelf_key(key.partition("/")[0].partition("~")[0]), key)


def _depth(key: str, parents: Mapping[str, str]) -> int:
    depth = 0
    while key := parents[key]:
        depth += 1
    return depth
