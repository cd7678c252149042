"""Results of a contest from a sheet: who, which class, which work, what score, place and prize; any column may lack.

A row below a title that names a prize (一等奖) has that prize, unless it says another one. 名次 is a place and never a
prize; 序 is one only where the scores say the same; 等级 is a result (A, 合格) where it names no prize. 优秀 beside
一等 and 二等 is a prize as they are: a column is read as one thing.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Final, NamedTuple

from libdesk.domain.activities import score_of
from libdesk.exchange.columns import guess_mapping, is_header
from libdesk.exchange.errors import FileError
from libdesk.exchange.fields import Field, ListKind
from libdesk.exchange.header_words import match_heading
from libdesk.exchange.name_cells import class_and_name, read_name
from libdesk.exchange.person_names import looks_like_name
from libdesk.exchange.result_cells import is_level, is_number, is_praise, is_prize, place_of, title_prize
from libdesk.exchange.result_columns import NAME, What, guessed, headed, is_name_word, name_columns, only, says_places
from libdesk.exchange.rosters import logical_tables
from libdesk.exchange.sensitive import sensitive_columns
from libdesk.exchange.sniff import FileKind
from libdesk.exchange.tables import Table, TableFile
from libdesk.exchange.titles import Heading, bare_class_in, class_in, reads_as_class
from libdesk.i18n import _

_SUM: Final = re.compile(r"^(?:合计|总计|共计|小计|平均|备注|说明|注[:：])")
_WORKBOOK: Final = re.compile(r".*\.xlsx?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class ResultLine:
    """One row that names somebody; `line` as the spreadsheet counts."""

    line: int
    name: str
    class_text: str
    work: str
    score: str
    prize: str
    place: int | None = None


@dataclass(frozen=True, slots=True)
class ResultSheet:
    """`lines` and `passed_over` rows (blank, titles, headings, sums) add up to `rows`."""

    name: str
    lines: tuple[ResultLine, ...]
    passed_over: int

    @property
    def rows(self) -> int:
        """Two blocks side by side make two rows of one."""
        return len(self.lines) + self.passed_over


class NoResults(FileError):
    """No column that looks like names."""

    name: str

    def text(self) -> str:
        return _(
            "No names were found in “{name}”. One column must hold them; class, work, score and prize may stand beside."
        ).format(name=self.name)


class NobodyInSheet(FileError):
    """A heading, and nobody below it."""

    name: str

    def text(self) -> str:
        return _("There is nobody in “{name}”: below the heading no row holds a name.").format(name=self.name)


class TextNamedWorkbook(FileError):
    """A text file that is called .xlsx, and in which no results were found."""

    name: str

    def text(self) -> str:
        return _(
            "“{name}” is a text file, though its name ends like that of an Excel file. Save the table in the"
            " spreadsheet program as .xlsx, then choose that file."
        ).format(name=self.name)


def read_results(file: TableFile) -> ResultSheet:
    """The results of all sheets of a file. Raises NoResults, NobodyInSheet, TextNamedWorkbook."""
    lines: list[ResultLine] = []
    passed_over = 0
    heading = False
    for table in file.tables:
        heading |= any(map(name_columns, table.rows))
        found = _of_sheet(table, re.sub(r"\.\w+$", "", file.name))
        lines += found
        passed_over += len(table.rows) - len({line.line for line in found})
    if not lines:
        if file.kind is FileKind.TEXT and _WORKBOOK.fullmatch(file.name):
            raise TextNamedWorkbook(file.name)
        raise NobodyInSheet(file.name) if heading else NoResults(file.name)
    return ResultSheet(file.name, tuple(lines), passed_over)


def _of_sheet(table: Table, file: str) -> list[ResultLine]:
    """The lines of one sheet; of blocks side by side the left one first.

    Numbers in an order are places where there is no column of places and the scores say the same.
    """
    whole = replace(table, rows=tuple(_canonical(row) for row in table.rows), file=file)
    prizes = _prizes_above(table)
    found = [one for block in _blocks(whole, file) for one in _read(block, prizes)]
    lines = [line for line, _order in found]
    places = [order for _line, order in found]
    if any(line.place for line in lines) or not says_places(places, [score_of(line.score) for line in lines]):
        return lines
    return [replace(line, place=place) for line, place in zip(lines, places, strict=True)]


def _prizes_above(table: Table) -> list[str]:
    """The prize of the last title above each row, "" while there is none."""
    above = ""
    found = []
    for row in table.rows:
        above = title_prize(only(row)) or above
        found.append(above)
    return found


def _classes_above(table: Table) -> list[str]:
    """The class that the sheet's or the file's name or a title says of each row."""
    above = Heading(table.name, table.file)
    found = []
    for row in table.rows:
        if title := only(row):
            above.read(title)
        found.append(above.class_text or (f"{above.grade_text}{above.bare_class}" if above.bare_class else ""))
    return found


def _canonical(row: Sequence[str]) -> tuple[str, ...]:
    """A heading row in the words by which rosters are known; no heading in it can be taken for a name."""
    names = name_columns(row)
    if not names:
        return tuple(row)
    strange = {cell for cell in row if looks_like_name(cell) and not match_heading(cell, ListKind.READERS)}
    return tuple(NAME if at in names else f"〔{cell}〕" if cell in strange else cell for at, cell in enumerate(row))


class _Block(NamedTuple):
    """Rows of a table from `start` to before `end` whose columns are known; `classes`: what titles say of each row."""

    table: Table
    start: int
    end: int
    columns: Mapping[What, int]
    classes: Sequence[str]


def _blocks(whole: Table, file: str) -> list[_Block]:
    """A sheet in blocks: side by side, and below one another where a heading stands once more."""
    rows = whole.rows
    if not any(map(name_columns, rows)):
        found = guessed(rows, {one.index for one in sensitive_columns((), rows)})
        if any(len(columns) > 1 for columns in found):
            classes = _classes_above(whole)
            return [_Block(whole, 0, len(rows), columns, classes) for columns in found]
    return [block for part in logical_tables([whole], file) for block in _blocks_of(part)]


def _blocks_of(part: Table) -> list[_Block]:
    rows, classes = part.rows, _classes_above(part)
    if heads := [at for at, row in enumerate(rows) if name_columns(row)]:
        return [_Block(part, at + 1, end, headed(rows[at]), classes) for at, end in pairwise([*heads, len(rows)])]
    mapping = guess_mapping(part, ListKind.READERS)
    start = 0 if mapping.header is None else mapping.header + 1
    found = guessed(rows[start:], {one.index for one in mapping.sensitive})
    if Field.NAME in mapping.columns and len(found) < 2:
        found = [{**(found[0] if found else {}), What.NAME: mapping.columns[Field.NAME]}]
    return [_Block(part, start, len(rows), columns, classes) for columns in found]


def _read(block: _Block, prizes: Sequence[str]) -> list[tuple[ResultLine, int | None]]:
    """The lines of a block, each with its number in an order; class and prize of the titles above stand for none."""
    table, columns = block.table, block.columns
    own = ""  # a prize over this block alone
    made: list[tuple[ResultLine, int | None]] = []
    praised = _columns_of_prizes(block)
    for number in range(block.start, block.end):
        row = table.rows[number]
        cell, title = _cell(row, columns.get(What.NAME)), only(row)
        if title_prize(title) or (here := title_prize(cell)):
            own = "" if title_prize(title) else here
        elif not (class_in(title) or bare_class_in(title)) and _is_person(cell, row):
            before, name = class_and_name(cell)
            result, prize = _result(row, columns, praised)
            line = ResultLine(
                number + 1, name or read_name(cell).name, before or _class(row, columns) or block.classes[number],
                _cell(row, columns.get(What.WORK)), result, prize or own or prizes[number],
                place_of(_cell(row, columns.get(What.PLACE))),
            )  # fmt: skip
            made.append((line, place_of(_cell(row, columns.get(What.ORDER)))))
    return made


def _is_person(cell: str, row: Sequence[str]) -> bool:
    """Whether a name may stand in a cell: it is no dash, no heading and no sum."""
    if not any(map(str.isalpha, cell)) or is_name_word(cell) or is_header(row, ListKind.READERS):
        return False
    return not any(map(_SUM.match, (cell, next(filter(None, row), ""))))


def _columns_of_prizes(block: _Block) -> frozenset[What]:
    """The columns in which some cell is surely a prize, so that 优秀 and 良好 there are prizes too."""
    rows = block.table.rows[block.start : block.end]
    return frozenset(
        what
        for what in (What.PRIZE, What.LEVEL)
        if what in block.columns and any(is_prize(_cell(row, block.columns[what])) for row in rows)
    )


def _result(row: Sequence[str], columns: Mapping[What, int], praised: frozenset[What]) -> tuple[str, str]:
    """The result and the prize. A cell that is neither a place nor a prize where it stands is a result."""
    prize, result = _cell(row, columns.get(What.PRIZE)), _cell(row, columns.get(What.SCORE))
    praise = prize == "优秀" or (What.PRIZE in praised and is_praise(prize))
    if prize and (is_number(prize) or (is_level(prize) and not praise)):
        prize, result = "", result or prize
    for what in (What.LEVEL, What.PLACE):
        cell = _cell(row, columns.get(what))
        if is_prize(cell) or (what in praised and is_praise(cell)):
            prize = prize or cell
        elif what is What.LEVEL:
            result = result or cell
    return result, prize


def _class(row: Sequence[str], columns: Mapping[What, int]) -> str:
    """The class; the grade before it where it does not say its own."""
    class_text, grade = _cell(row, columns.get(What.CLASS)), _cell(row, columns.get(What.GRADE))
    whole = f"{grade}{class_text}"
    return whole if grade and class_text and not reads_as_class(class_text) and reads_as_class(whole) else class_text


def _cell(row: Sequence[str], at: int | None) -> str:
    return row[at].strip() if at is not None and at < len(row) else ""
