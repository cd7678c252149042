"""Rosters as schools lay them out: tables side by side on one sheet, a column for each class with its pupils below, and
a class named only by a title or the sheet.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Final

from libdesk.domain.classes import SchoolSystem, parse_class
from libdesk.exchange.columns import guess_header
from libdesk.exchange.contents import looks_like_name
from libdesk.exchange.fields import Field, ListKind
from libdesk.exchange.header_words import match_heading, plain_heading
from libdesk.exchange.tables import Table

_NUMERAL: Final = r"(?:[一二三四五六七八九十]{1,3}|\d{1,2})"
_YEAR: Final = r"(?:(?:19|20)\d\d\s*[级届])"
_STAGE: Final = r"(?:小学|初中|高中|初|高)?"
_CLASS: Final = re.compile(
    rf"(?:{_STAGE}{_YEAR}{_STAGE}\s*|{_STAGE}\s*{_NUMERAL}\s*(?:年级|年|级|[-.])?\s*)[（(\[【〔]?\s*{_NUMERAL}\s*[)）\]】〕]?\s*班"
)
_BRACKETED: Final = re.compile(rf"{_STAGE}{_NUMERAL}\s*[（(]\s*{_NUMERAL}\s*[)）]")
_GRADE: Final = re.compile(rf"{_STAGE}(?<![第\d]){_NUMERAL}\s*年级|[初高][一二三]|{_YEAR}")
_SHEET_NUMBER: Final = re.compile(r"0?[1-9]\d{2}|1[0-2]\d\d", re.ASCII)
_HEADED_WITHIN: Final = 10  # rows from the top
_LONGEST_CLASS: Final = 12  # characters
_NAME_HEADING: Final = "姓名"
_STAFF: Final = re.compile(r"教师|教职工|教职员|老师|教工")


def class_in(text: str) -> str:
    """The class that a title or a sheet's name speaks of, as it stands there; "" when none or when it is not clear."""
    for pattern in (_CLASS, _BRACKETED):
        for found in pattern.finditer(text):
            if reads_as_class(found[0]):
                return found[0].strip()
    plain = text.strip()
    return plain if len(plain) <= 12 and reads_as_class(plain) and not plain.isdigit() else ""


def class_of_sheet(name: str) -> str:
    """The same for a sheet's name, which may be a bare 301."""
    return name.strip() if _SHEET_NUMBER.fullmatch(name.strip()) else class_in(name)


def grade_in(text: str) -> str:
    """The grade that a title or a sheet's name speaks of (三年级, 初二, 2024级), or ""."""
    found = _GRADE.search(text)
    return found[0] if found else ""


def staff_in(text: str) -> str:
    """教师 when a title or a sheet's name speaks of teachers, else ""."""
    return "教师" if _STAFF.search(text) and not class_in(text) else ""


def reads_as_class(text: str, grade_text: str = "") -> bool:
    """Whether a class can be read under either school system."""
    return any(parse_class(text, grade_text=grade_text, system=system) for system in SchoolSystem)


def logical_tables(tables: Iterable[Table]) -> tuple[Table, ...]:
    """The tables of a roster with those that stand side by side taken apart; lines stay those of the sheet."""
    return tuple(part for table in tables for part in split_side_by_side(table))


def split_side_by_side(table: Table) -> tuple[Table, ...]:
    """One table for each column headed by the same word for the name; a title over all of them goes to each."""
    at = guess_header(table, ListKind.READERS)
    if at is None:
        return _class_columns(table) or (table,)
    starts = _starts(table.rows[at])
    if len(starts) < 2:
        return (table,)
    ends = [*starts[1:], max(map(len, table.rows))]
    parts = []
    for start, end in zip(starts, ends, strict=True):
        # What stands left of the first block, a merged class perhaps, is said of every block.
        rows = [row[: starts[0]] + row[start:end] for row in table.rows]
        for i, row in enumerate(table.rows[:at]):
            filled = tuple(cell for cell in row if cell)
            if len(filled) == 1:
                rows[i] = filled
        parts.append(replace(table, rows=tuple(rows)))
    return tuple(parts)


def _class_columns(table: Table) -> tuple[Table, ...]:
    """One table for each column that a class heads, with names below; none when the sheet is not laid out so."""
    for at, row in enumerate(table.rows[:_HEADED_WITHIN]):
        filled = [i for i, cell in enumerate(row) if cell]
        if len(filled) > 1 and all(len(row[i]) <= _LONGEST_CLASS and reads_as_class(row[i]) for i in filled):
            below = [other[i] for other in table.rows[at + 1 :] for i in filled if i < len(other) and other[i]]
            if below and 2 * sum(map(looks_like_name, below)) > len(below):
                head = (*((),) * at, (_NAME_HEADING,))  # what stands above the classes belongs to none of them
                return tuple(
                    Table(row[i], (*head, *((other[i] if i < len(other) else "",) for other in table.rows[at + 1 :])))
                    for i in filled
                )
    return ()


def _starts(header: Sequence[str]) -> list[int]:
    """Where the blocks begin: as far before each name as the first block begins before its own."""
    names = [i for i, heading in enumerate(header) if _is_name(heading)]
    if len(names) < 2:
        return []
    names = [i for i in names if plain_heading(header[i]) == plain_heading(header[names[0]])]
    before = names[0] - next(i for i, heading in enumerate(header) if heading)
    # With a column of its own on the left (a merged class, say) the second block tells how far a block reaches.
    while before and any(
        plain_heading(header[name - before]) != plain_heading(header[names[0] - before]) for name in names[1:]
    ):
        before -= 1
    return [name - before for name in names]


def _is_name(heading: str) -> bool:
    found = match_heading(heading, ListKind.READERS)
    return bool(found) and found[0][1] is Field.NAME and found[0][0] > 50
