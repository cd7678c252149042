"""Which row is the header and which column is which: guesses that the person sees and may change, all of them."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from libdesk.exchange import contents
from libdesk.exchange.fields import FIELDS, NEEDED, Field, ListKind
from libdesk.exchange.header_words import NEUTRAL, is_word, match_heading, plain_heading
from libdesk.exchange.name_columns import column, may_be_of_persons
from libdesk.exchange.person_names import looks_like_name
from libdesk.exchange.sensitive import SensitiveColumn, sensitive_columns
from libdesk.exchange.tables import Table

SAMPLE: Final = 50  # rows below the header that guesses look at
_HEADER_WITHIN: Final = 30  # rows from the top
_NARROW: Final = 5  # columns, of which one whole word may be enough
_PLENTY: Final = 4  # whole words that make a heading, however many columns of other things stand beside them
_PERSONAL: Final = (ListKind.READERS, ListKind.LOANS)

Rows = Sequence[Sequence[str]]


@dataclass(frozen=True, slots=True)
class Mapping:
    """How one table is to be read. `header` is an index into its rows, None where it has no header."""

    kind: ListKind
    header: int | None
    columns: dict[Field, int]
    sensitive: tuple[SensitiveColumn, ...] = field(default=())

    def missing(self) -> tuple[tuple[Field, ...], ...]:
        """The groups of fields of which one at least must still be given a column."""
        return tuple(group for group in NEEDED[self.kind] if not any(one in self.columns for one in group))


def guess_mapping(table: Table, kind: ListKind) -> Mapping:
    """All guesses about one table; columns with sensitive data are named and never mapped."""
    header = None if table.columns else guess_header(table, kind)
    headings = () if header is None else table.rows[header]
    body = body_sample(table, header)
    # All rows, not the sample alone: no telephone further down may come in because fifty cells were empty.
    below = table.rows if header is None else table.rows[header + 1 :]
    sensitive = sensitive_columns(headings, below) if kind in _PERSONAL else ()
    gone = {column.index for column in sensitive}
    guessed = dict(table.columns) if table.columns else guess_columns(headings, body, kind)
    columns = {name: index for name, index in guessed.items() if index not in gone}
    told = header is not None or bool(table.columns)
    if kind is ListKind.READERS and not told and _names_in_doubt(body, {*columns.values(), *gone}):
        columns.pop(Field.NAME, None)  # one of several columns of names: nobody is taken before a person has looked
    return Mapping(kind, header, columns, sensitive)


def _names_in_doubt(body: Rows, apart_from: set[int]) -> bool:
    width = max(map(len, body), default=0)
    rest = [column(body, at) for at in range(width) if at not in apart_from]
    return any(may_be_of_persons(cells) and 2 * len(cells) >= len(body) for cells in rest)


def body_sample(table: Table, header: int | None, most: int = SAMPLE) -> Rows:
    """The first rows below the header that hold anything."""
    first = 0 if header is None else header + 1
    filled = (row for row in table.rows[first : first + 10 * most] if any(row))
    return [row for row, _ in zip(filled, range(most), strict=False)]


def guess_header(table: Table, kind: ListKind) -> int | None:
    """The row whose cells name most fields, below any titles; None when no row does."""
    scores = [_header_score(row, kind) for row in table.rows[:_HEADER_WITHIN]]
    best = max(scores, default=0)
    if best == 0:
        return None
    at = scores.index(best)
    # A heading over two rows says the same twice; the list begins below the lower one.
    below = at + 1
    if below < len(scores) and scores[below] == best:
        twice = any(one and one == other for one, other in zip(table.rows[at], table.rows[below], strict=False))
        return below if twice else at
    return at


def is_header(row: Sequence[str], kind: ListKind) -> bool:
    """Whether a row in the middle of a list is its header once more, as on a new page."""
    return sum(1 for cell in row if cell and is_word(cell, kind)) >= 2


def guess_columns(header: Sequence[str], sample_rows: Rows, kind: ListKind) -> dict[Field, int]:
    """A column for each field that can be told, by heading first and by content where a heading is blank or odd."""
    gone = {column.index for column in sensitive_columns(header, sample_rows)} if kind in _PERSONAL else set()
    matches = [
        (-weight, index, name)
        for index, heading in enumerate(header)
        if index not in gone
        for weight, name in match_heading(heading, kind)
    ]
    found: dict[Field, int] = {}
    for _, index, name in sorted(matches):
        if name not in found and index not in found.values():
            found[name] = index
    if Field.RETURNED in found and Field.DUE not in found:
        found[Field.DUE] = found.pop(Field.RETURNED)  # 归还日期 alone: the day by which the book is to come back
    if Field.PUB_DATE in found and Field.YEAR not in found:
        found[Field.YEAR] = found.pop(Field.PUB_DATE)  # 出版日期 alone tells the year as well
    width = max([len(header), *map(len, sample_rows)], default=0)
    odd = {
        index: [row[index] if index < len(row) else "" for row in sample_rows]
        for index in range(width)
        if index not in gone and index not in found.values()
    }
    wanted = set(FIELDS[kind]) - set(found)
    if any(header):
        # Under strange headings only what cannot be mistaken is taken from the content.
        odd = {index: cells for index, cells in odd.items() if index >= len(header) or _is_blank(header[index])} | (
            odd if any(group[0] in wanted for group in NEEDED[kind]) else {}
        )
    return found | contents.guess_contents(odd, wanted, kind)


def guess_kind(table: Table) -> ListKind | None:
    """Which of the three lists a table is; None when nothing in it says so."""
    scores = {kind: _kind_score(table, kind) for kind in (ListKind.LOANS, ListKind.READERS, ListKind.BOOKS)}
    best = max(scores, key=lambda kind: scores[kind])
    return best if scores[best] > 0 else None


def _kind_score(table: Table, kind: ListKind) -> float:
    header = guess_header(table, kind)
    columns = guess_columns(() if header is None else table.rows[header], body_sample(table, header), kind)
    if Mapping(kind, header, columns).missing():
        return 0
    if kind is ListKind.LOANS and not {Field.LENT, Field.DUE} & set(columns):
        return 0
    if kind is ListKind.BOOKS and header is None and len(columns) < 3:
        return 0  # any words could be titles
    return len(columns) + (1 if header is not None else 0)


def _header_score(row: Sequence[str], kind: ListKind) -> int:
    """0 unless two headings are known words, or the only one is; whole words count double."""
    matches = [found[0] for cell in row if cell and (found := match_heading(cell, kind))]
    whole = {name for weight, name in matches if weight > 50}
    part = {name for _, name in matches} - whole
    needed = {name for group in NEEDED[kind] for name in group}
    filled = sum(1 for cell in row if cell and plain_heading(cell) not in NEUTRAL)
    # 姓名 and again 姓名 heads tables that stand side by side, whatever else is above them.
    twice = kind is ListKind.READERS and sum(1 for weight, name in matches if weight > 50 and name is Field.NAME) > 1
    enough = len(whole) >= 2 or twice or (whole and part and filled <= _NARROW)
    if enough and (4 * len(matches) >= filled or len(whole) >= _PLENTY):
        return 2 * len(whole) + len(part)
    if kind is ListKind.READERS and whole & needed:
        # 姓名 among headings that mean nothing here, marks perhaps: a heading all the same, if no names stand in it.
        named = sum(1 for cell in row if looks_like_name(cell) and not match_heading(cell, kind))
        return 0 if 3 * named > filled else 1
    return 1 if filled <= 2 and whole & needed else 0


def _is_blank(heading: str) -> bool:
    return plain_heading(heading) in ("", "空", "空白", "列", "-") or plain_heading(heading).startswith(
        ("unnamed", "column")
    )
