"""A sheet of results in blocks: side by side, below one another, with or without headings."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import NamedTuple

from libdesk.exchange.columns import guess_mapping
from libdesk.exchange.fields import Field, ListKind
from libdesk.exchange.foot_rows import is_note
from libdesk.exchange.header_words import match_heading
from libdesk.exchange.name_cells import class_and_name
from libdesk.exchange.name_columns import column
from libdesk.exchange.person_names import looks_like_name
from libdesk.exchange.result_cells import is_prize
from libdesk.exchange.result_columns import NAME, What, guessed, headed, is_head, name_columns, only, prize_titles
from libdesk.exchange.result_heads import joined_heads
from libdesk.exchange.result_rounds import round_said
from libdesk.exchange.rosters import logical_tables
from libdesk.exchange.sensitive import sensitive_columns
from libdesk.exchange.tables import Table
from libdesk.exchange.titles import Heading


class Above(NamedTuple):
    """What the sheet's or the file's name or a title says of a row."""

    class_text: str
    grade: str
    round: int | None = None


def _said_above(table: Table) -> list[Above]:
    above, said = Heading(table.name, table.file), round_said(table.name)
    found = []
    for row in table.rows:
        if (title := only(row)) and not names_somebody(title):
            above.read(title)
            said = said if (here := round_said(title)) is None else here
        bare = f"{above.grade_text}{above.bare_class}" if above.bare_class else ""
        found.append(Above(above.class_text or bare, above.grade_text, said))
    return found


def names_somebody(title: str) -> bool:
    """Whether what stands alone in a row is a class with one of its pupils (三(1)班 李明), and no title."""
    name = class_and_name(title)[1]
    return bool(name) and not (is_head(name) or is_note(name) or is_prize(name) or name.endswith("老师"))


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

    def before_name(self, row: int) -> list[str]:
        """What stands left of the name where class or number belong; below 任务 anything may stand."""
        roster = [self.columns.get(what) for what in (What.CLASS, What.GRADE, What.NUMBER, What.ORDER)]
        cells = self.table.rows[row][: self.columns[What.NAME]]
        return [
            cell for at, cell in enumerate(cells)
            if cell and (at in roster or not self._heading(at) or {*self._heading(at)} & {*"序号"})
        ]  # fmt: skip

    def column(self, what: What) -> list[str]:
        """The filled cells of a column."""
        return [cell for row in range(self.start, self.end) if (cell := self.cell(row, what))]

    def head(self, what: What) -> str:
        at = self.columns.get(what)
        return self._heading(at) if at is not None else ""

    def _heading(self, at: int) -> str:
        return self.heads[at] if at < len(self.heads) else ""


def blocks_of(table: Table, file: str) -> list[Block]:
    """The blocks of a sheet of the file of this name; none where no column is known to hold names."""
    rows = joined_heads(table.rows)
    return _blocks(replace(table, rows=tuple(_canonical(row) for row in rows), file=file), file)


def _blocks(whole: Table, file: str) -> list[Block]:
    """A sheet in blocks: side by side, and below one another where a heading stands once more."""
    rows = whole.rows
    if not any(map(name_columns, rows)):
        if below := _below_prizes(whole):
            return below
        found = guessed(rows, {one.index for one in sensitive_columns((), rows)})
        if any(len(columns) > 1 for columns in found):
            classes = _said_above(whole)
            return [Block(whole, 0, len(rows), columns, classes) for columns in found]
    return [block for part in logical_tables([whole], file) for block in _blocks_of(part)]


def _below_prizes(whole: Table) -> list[Block]:
    """A block for each prize that heads a column of names; none where figures stand below."""
    rows = whole.rows
    head = next((at for at, row in enumerate(rows) if len(prize_titles(row)) > 1), None)
    if head is None:
        return []
    prizes, classes = prize_titles(rows[head]), _said_above(whole)
    beside = headed((NAME, *("" if at in prizes else cell for at, cell in enumerate(rows[head]))))
    others: dict[What, int] = {what: at - 1 for what, at in beside.items() if what in (What.CLASS, What.GRADE)}
    below = [cell for at in prizes for cell in column(rows[head + 1 :], at)]
    if not any(looks_like_name(class_and_name(cell)[1] or cell) for cell in below):
        return []
    heads = {
        name: ["" if at in prizes and at != name else cell for at, cell in enumerate(rows[head])] for name in prizes
    }  # fmt: skip
    return [Block(whole, head + 1, len(rows), {What.NAME: at, **others}, classes, heads[at]) for at in prizes]


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
