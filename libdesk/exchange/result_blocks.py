"""A sheet of results in blocks: side by side, below one another, with or without headings."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import NamedTuple

from libdesk.exchange.columns import guess_mapping
from libdesk.exchange.fields import Field, ListKind
from libdesk.exchange.header_words import match_heading
from libdesk.exchange.person_names import looks_like_name
from libdesk.exchange.result_columns import NAME, What, guessed, headed, name_columns, only
from libdesk.exchange.result_heads import joined_heads
from libdesk.exchange.rosters import logical_tables
from libdesk.exchange.sensitive import sensitive_columns
from libdesk.exchange.tables import Table
from libdesk.exchange.titles import Heading


class Above(NamedTuple):
    """What the sheet's or the file's name or a title says of a row."""

    class_text: str
    grade: str


def _said_above(table: Table) -> list[Above]:
    above = Heading(table.name, table.file)
    found = []
    for row in table.rows:
        if title := only(row):
            above.read(title)
        bare = f"{above.grade_text}{above.bare_class}" if above.bare_class else ""
        found.append(Above(above.class_text or bare, above.grade_text))
    return found


class Block(NamedTuple):
    """Rows of a table from `start` to before `end` whose columns are known; `above`: what titles say of
    each row; `heads`: the heading, if there is one."""

    table: Table
    start: int
    end: int
    columns: Mapping[What, int]
    above: Sequence[Above]
    heads: Sequence[str] = ()

    def cell(self, row: int, what: What) -> str:
        """What a row of the table says there, "" where no column does."""
        at = self.columns.get(what)
        cells = self.table.rows[row]
        return cells[at].strip() if at is not None and at < len(cells) else ""

    def column(self, what: What) -> list[str]:
        """The filled cells of a column."""
        return [cell for row in range(self.start, self.end) if (cell := self.cell(row, what))]

    def head(self, what: What) -> str:
        at = self.columns.get(what)
        return self.heads[at] if at is not None and at < len(self.heads) else ""


def blocks_of(table: Table, file: str) -> list[Block]:
    """The blocks of a sheet of the file of this name; none where no column is known to hold names."""
    rows = joined_heads(table.rows)
    return _blocks(replace(table, rows=tuple(_canonical(row) for row in rows), file=file), file)


def _blocks(whole: Table, file: str) -> list[Block]:
    """A sheet in blocks: side by side, and below one another where a heading stands once more."""
    rows = whole.rows
    if not any(map(name_columns, rows)):
        found = guessed(rows, {one.index for one in sensitive_columns((), rows)})
        if any(len(columns) > 1 for columns in found):
            classes = _said_above(whole)
            return [Block(whole, 0, len(rows), columns, classes) for columns in found]
    return [block for part in logical_tables([whole], file) for block in _blocks_of(part)]


def _blocks_of(part: Table) -> list[Block]:
    rows, classes = part.rows, _said_above(part)
    if heads := [at for at, row in enumerate(rows) if name_columns(row)]:
        return [
            Block(part, at + 1, end, headed(rows[at]), classes, rows[at]) for at, end in pairwise([*heads, len(rows)])
        ]
    mapping = guess_mapping(part, ListKind.READERS)
    start = 0 if mapping.header is None else mapping.header + 1
    found = guessed(rows[start:], {one.index for one in mapping.sensitive})
    if Field.NAME in mapping.columns and len(found) < 2:
        found = [{**(found[0] if found else {}), What.NAME: mapping.columns[Field.NAME]}]
    return [Block(part, start, len(rows), columns, classes) for columns in found]


def _canonical(row: Sequence[str]) -> tuple[str, ...]:
    """A heading row in the words by which rosters are known; no heading in it can be taken for a name."""
    names = name_columns(row)
    if not names:
        return tuple(row)
    strange = {cell for cell in row if looks_like_name(cell) and not match_heading(cell, ListKind.READERS)}
    return tuple(NAME if at in names else f"〔{cell}〕" if cell in strange else cell for at, cell in enumerate(row))
