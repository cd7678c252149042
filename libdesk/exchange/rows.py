"""Every row of a table is data, blank, a heading or a sum, and is counted as what it is."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from libdesk.domain.drafts import Skipped
from libdesk.exchange.cells import is_error, is_nothing
from libdesk.exchange.columns import Mapping, is_header
from libdesk.exchange.fields import Field, ListKind
from libdesk.exchange.foot_rows import CLOSING, SUM
from libdesk.exchange.header_words import is_word
from libdesk.exchange.name_cells import class_and_name
from libdesk.exchange.person_names import several_names
from libdesk.exchange.sensitive import is_personal, without
from libdesk.exchange.tables import Table
from libdesk.exchange.titles import bare_class_in, class_in

_TEACHER: Final = re.compile(r"(?:副?班主任|任课教师|任课老师|教师|老师|年级组长|辅导员)\s*[:：]?")
_GRADE: Final = re.compile(r"(?:小学|初中|高中|初|高)?[一二三四五六七八九\d]{1,2}\s*年级|(?:19|20)\d\d\s*[级届]")
_MOST_CLOSING: Final = 3  # filled cells; a row with more is a record, whatever stands in it
_LONGEST_TITLE: Final = 100  # characters
_LEADING: Final = {ListKind.BOOKS: Field.TITLE, ListKind.READERS: Field.NAME, ListKind.LOANS: Field.COPY_CODE}
# A row that says nothing but these was prepared and never filled in; a sex or a number is somebody's.
_PREPARED: Final = frozenset({Field.SEAT, Field.GRADE, Field.CLASS, Field.READER_KIND, Field.DEPARTMENT})


class RowKind(StrEnum):
    """What a row is; the values are those of Skipped, and "data"."""

    DATA = "data"
    BLANK = "blank"
    HEADER = "headers"
    SUM = "sums"


@dataclass(frozen=True, slots=True)
class ReadRow:
    """A row with its line in the spreadsheet and the mapped cells. `title` is the text of a row that is no data."""

    line: int
    kind: RowKind
    cells: dict[Field, str]
    title: str = ""


def read_rows(table: Table, mapping: Mapping) -> Iterator[ReadRow]:
    """All rows from the first on, none left out; sensitive columns are emptied before anything looks at them."""
    places = tuple(mapping.columns.items())
    header = table.rows[mapping.header] if mapping.header is not None else None
    name_at = mapping.columns.get(Field.NAME)
    gone = [column.index for column in mapping.sensitive]
    for i, row in enumerate(without(table, mapping.sensitive, mapping.header).rows):
        width = len(row)
        cells = {field: row[at] for field, at in places if at < width and row[at] and not is_nothing(row[at])}
        if mapping.header is not None and i <= mapping.header:
            kind = RowKind.HEADER if any(row) else RowKind.BLANK
        elif row == header:
            kind = RowKind.HEADER
        else:
            kind = _judge(row, cells, mapping.kind)
            if name_at is not None and name_at < width and is_error(row[name_at]):
                kind = RowKind.DATA  # a formula found no name; the reader is not to be lost with it
            left_out = [table.rows[i][at] for at in gone if at < width]
            if kind in (RowKind.BLANK, RowKind.HEADER) and any(map(is_personal, left_out)):
                kind = RowKind.DATA  # a telephone or an identity number is somebody's, though it is not kept
        title = "" if kind is RowKind.DATA else " ".join(cell for cell in row if cell)
        yield ReadRow(i + 1, kind, cells, title if len(title) <= _LONGEST_TITLE else "")


def skipped(kinds: dict[RowKind, int]) -> Skipped:
    """The count of rows that are no data."""
    return Skipped(kinds.get(RowKind.BLANK, 0), kinds.get(RowKind.HEADER, 0), kinds.get(RowKind.SUM, 0))


def _judge(row: Sequence[str], cells: dict[Field, str], kind: ListKind) -> RowKind:
    leading = cells.get(_LEADING[kind], "")
    if len(cells) >= _MOST_CLOSING + 1 and leading and not SUM.fullmatch(leading):
        return RowKind.HEADER if is_word(leading, kind) and is_header(row, kind) else RowKind.DATA
    filled = [cell for cell in row if cell and not is_nothing(cell)]
    if not filled:
        return RowKind.BLANK
    if is_header(row, kind):
        return RowKind.HEADER
    if kind is ListKind.READERS and _is_class_title(filled, cells, leading):
        return RowKind.HEADER
    if (SUM.fullmatch(filled[0]) or SUM.fullmatch(leading)) and Field.ISBN not in cells:
        return RowKind.SUM
    if len(filled) <= _MOST_CLOSING and (CLOSING.fullmatch(filled[0]) or CLOSING.fullmatch(leading)):
        return RowKind.SUM
    if kind is ListKind.READERS and _TEACHER.fullmatch(cells.get(Field.SEAT) or cells.get(Field.SCHOOL_NO) or ""):
        return RowKind.SUM
    if not cells:
        return RowKind.BLANK if all(cell.isdigit() for cell in filled) else RowKind.SUM
    if kind is ListKind.READERS and cells.keys() <= _PREPARED and not leading:
        return RowKind.BLANK if len(filled) > 1 or filled[0].isdigit() else RowKind.HEADER
    return RowKind.DATA


def _is_class_title(filled: Sequence[str], cells: dict[Field, str], leading: str) -> bool:
    """Whether a row in the middle of a roster names the class of the rows below it, and no pupil."""
    alone = len(filled) == 1 and (bare_class_in(filled[0]) or _GRADE.fullmatch(filled[0]))
    if not class_in(filled[0]) and not alone:
        return False
    if several_names(filled[0]) or (leading and class_and_name(leading)[1]):
        return False
    if len(set(filled)) == 1:
        return True
    return CLOSING.fullmatch(leading) is not None if leading else Field.CLASS not in cells
