"""Results of a contest from a sheet: who, which class, which work, what score, place and prize; any column may lack.

A row below a title that names a prize (一等奖) has that prize, unless it says another one. 名次 is a place and never a
prize; 序 is one only where the scores say the same; 等级 is a result (A, 合格) where it names no prize. 优秀 beside
一等 and 二等 is a prize as they are: a column is read as one thing. Every row is a line, or told as unread, or says
nothing of anybody.
"""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from libdesk.domain.activities import score_of
from libdesk.exchange.columns import is_header
from libdesk.exchange.fields import ListKind
from libdesk.exchange.foot_rows import is_foot, is_note, is_role, is_sum
from libdesk.exchange.name_cells import class_and_name, read_name
from libdesk.exchange.person_names import several_people
from libdesk.exchange.result_blocks import Block, blocks_of, names_somebody
from libdesk.exchange.result_cells import is_level, is_number, is_praise, is_prize, place_of, title_prize
from libdesk.exchange.result_columns import (
    What,
    is_head,
    is_name_word,
    name_columns,
    only,
    plain,
    prize_titles,
    says_places,
)
from libdesk.exchange.result_finals import Part, how_it_ended
from libdesk.exchange.result_lines import (
    NobodyInSheet,
    NoResults,
    ReadColumn,
    ResultLine,
    ResultSheet,
    TextNamedWorkbook,
    UnreadRow,
    WhyUnread,
)
from libdesk.exchange.result_prizes import Given, carried_prizes, whole_prizes
from libdesk.exchange.result_rounds import round_said
from libdesk.exchange.sniff import FileKind
from libdesk.exchange.tables import Table, TableFile
from libdesk.exchange.titles import bare_class_in, class_in, with_grade

_WORKBOOK: Final = re.compile(r".*\.xlsx?", re.IGNORECASE)
_DATE: Final = re.compile(r"(?:19|20)\d\d\s*[年./-]")
_LONGEST: Final = 40  # letters of a row that is told


@dataclass(slots=True)
class _Found:
    """What is gathered: lines, each with its number in an order and its part, and all that is told beside."""

    lines: list[ResultLine] = field(default_factory=list)
    orders: list[int | None] = field(default_factory=list)
    parts: list[Part] = field(default_factory=list)
    unread: list[UnreadRow] = field(default_factory=list)
    columns: list[ReadColumn] = field(default_factory=list)
    left: list[str] = field(default_factory=list)
    passed_over: int = 0
    carried: int = 0
    open: int = 0


def read_results(file: TableFile) -> ResultSheet:
    """The results of all sheets of a file. Raises NoResults, NobodyInSheet, TextNamedWorkbook."""
    found = _Found()
    for number, table in enumerate(file.tables):
        _read_sheet(table, re.sub(r"\.\w+$", "", file.name), number, found)
    if not found.lines:
        if file.kind is FileKind.TEXT and _WORKBOOK.fullmatch(file.name):
            raise TextNamedWorkbook(file.name)
        heading = any(name_columns(row) for table in file.tables for row in table.rows)
        raise NobodyInSheet(file.name) if heading else NoResults(file.name)
    ended = how_it_ended(found.lines, found.parts)
    return ResultSheet(
        file.name, tuple(ended.lines), found.passed_over, tuple(found.unread), tuple(dict.fromkeys(found.columns)),
        tuple(dict.fromkeys(found.left)), found.carried, found.open, ended.earlier,
    )  # fmt: skip


def _read_sheet(table: Table, file: str, sheet: int, found: _Found) -> None:
    """One sheet, the `sheet`th of its file; of blocks side by side the left one first."""
    lines, unread = len(found.lines), len(found.unread)
    blocks = blocks_of(table, file)
    for block in blocks:
        _read_block(block, _prizes_above(table, block), sheet, found)
    if not blocks:
        rows = [(at, row) for at, row in enumerate(table.rows, 1) if any(row)]
        found.unread += [UnreadRow(at, _told(row), WhyUnread.NO_NAMES) for at, row in rows]
    _place_by_order(found, lines)
    said = {one.line for one in found.lines[lines:]} | {one.line for one in found.unread[unread:]}
    found.passed_over += len(table.rows) - len(said)


def _place_by_order(found: _Found, start: int) -> None:
    """Numbers in an order are places where there is no column of places and the scores say the same."""
    lines, orders = found.lines[start:], found.orders[start:]
    if any(line.place for line in lines) or not says_places(orders, [score_of(line.score) for line in lines]):
        return
    found.columns.append(ReadColumn(What.PLACE, ""))
    found.lines[start:] = [replace(line, place=place) for line, place in zip(lines, orders, strict=True)]


def _prizes_above(table: Table, block: Block) -> list[str]:
    """The prize of the last title above each row of a block, "" while there is none.

    Of titles side by side (一等奖 | 二等奖 | 三等奖) each block has the one that begins over it.
    """
    above = ""
    found = []
    for row, own in zip(table.rows, block.table.rows, strict=False):
        here = prize_titles(own) if len(prize_titles(row)) > 1 else {}
        over = [prize for at, prize in here.items() if at <= block.columns[What.NAME]] or list(here.values())[:1]
        above = title_prize(only(row)) or (over[-1] if over else above)
        found.append(above)
    return found


def _read_block(block: Block, prizes: Sequence[str], sheet: int, found: _Found) -> None:
    """The lines of a block, each with its number in an order; class and prize of the titles above stand for none."""
    own = ""  # a prize over this block alone
    lines: list[ResultLine] = []
    given: list[Given] = []
    praised = _columns_of_prizes(block)
    whole = whole_prizes(plain(block.head(What.PRIZE)), block.column(What.PRIZE))
    for number in range(block.start, block.end):
        row = block.table.rows[number]
        name, title = block.cell(number, What.NAME), only(row)
        if title_prize(title) or (here := title_prize(name)):
            own = "" if title_prize(title) else here
        elif (class_in(title) or bare_class_in(title)) and not names_somebody(title):
            continue
        elif _is_person(block, number):
            line = _line(block, number, _result(block, number, praised, whole))
            blank = not (line.prize or block.cell(number, What.PRIZE) or block.cell(number, What.LEVEL))
            lines.append(line if line.prize else replace(line, prize=own or prizes[number]))
            given.append(Given(lines[-1].prize, blank and not lines[-1].prize, line.score, line.place))
            found.orders.append(place_of(block.cell(number, What.ORDER)))
            found.parts.append(Part(sheet, block.above[number].round or round_said(plain(block.head(What.SCORE)))))
        elif _says_something(block, number):
            found.unread.append(UnreadRow(number + 1, _told(row), WhyUnread.NO_NAME))
    filled = carried_prizes(given, leads=_prizes_lead(block))
    found.lines += [replace(line, prize=prize) for line, prize in zip(lines, filled.prizes, strict=True)]
    found.carried += len(filled.carried)
    found.open += len(filled.open)
    if lines:
        _tell_columns(block, found)


def _line(block: Block, number: int, result: tuple[str, str]) -> ResultLine:
    """The line of a row that names somebody; `result` is what came out, and the prize."""
    cell = block.cell(number, What.NAME)
    before, name = class_and_name(cell)
    return ResultLine(
        number + 1, name or read_name(cell).name, before or _class(block, number), block.cell(number, What.WORK),
        *result, place_of(block.cell(number, What.PLACE)), block.cell(number, What.NUMBER),
        several=not name and several_people(cell),
    )  # fmt: skip


def _class(block: Block, number: int) -> str:
    """The class, with the grade of its column or of the title where it does not say its own; else the title's."""
    above = block.above[number]
    grade = block.cell(number, What.GRADE) or above.grade
    return with_grade(block.cell(number, What.CLASS), grade) or above.class_text


def _prizes_lead(block: Block) -> bool:
    """Whether the column of prizes stands before the names, as what a list is ordered by does."""
    columns = [block.columns[what] for what in (What.PRIZE, What.LEVEL) if what in block.columns]
    return bool(columns) and min(columns) < block.columns[What.NAME]


def _tell_columns(block: Block, found: _Found) -> None:
    """Which columns were read, and the headings of those that were not; numbers of rows are nobody's result."""
    for what in What:
        if what is not What.ORDER and block.column(what):
            found.columns.append(ReadColumn(what, block.head(what).strip("〔〕")))
    read = block.columns.values()
    rows = block.table.rows[block.start : block.end]
    found.left += [
        head.strip("〔〕") for at, head in enumerate(block.heads)
        if head and at not in read and any(at < len(row) and row[at] for row in rows)
    ]  # fmt: skip


def _is_person(block: Block, number: int) -> bool:
    """Whether a row names somebody: it is no dash, no heading, no date and no line over or below the list.

    A class is nothing that came out: it may be carried down to such a line.
    """
    cell, row = block.cell(number, What.NAME), block.table.rows[number]
    if not any(map(str.isalpha, cell)) or is_name_word(cell) or is_header(row, ListKind.READERS):
        return False
    if is_foot(cell) or is_role(cell) or is_head(cell) or _DATE.match(cell):
        return False
    first = next(filter(None, row), "")
    if is_sum(first):
        return False
    below = is_foot(first) or is_note(cell) or any(map(is_role, block.before_name(number)))
    return _came_out(block, number) or not below


def _came_out(block: Block, number: int) -> bool:
    said = (block.cell(number, what) for what in (What.SCORE, What.PLACE, What.PRIZE))
    return any(cell and not is_note(cell) for cell in said)


def _says_something(block: Block, number: int) -> bool:
    """Whether a row without a name says that something came out; rows prepared with numbers and classes do not."""
    row, title = block.table.rows[number], only(block.table.rows[number])
    if title_prize(block.head(What.NAME)):  # nobody of that class has this prize
        return False
    if any(map(is_foot, row)) or is_header(row, ListKind.READERS) or any(map(is_name_word, row)):
        return False
    if not _came_out(block, number) and (any(map(is_note, row)) or any(map(is_role, block.before_name(number)))):
        return False
    if title and not is_number(title):
        return False
    for what in (What.SCORE, What.WORK, What.LEVEL, What.PRIZE, What.CLASS):
        cell = block.cell(number, what)
        merged = what not in (What.SCORE, What.WORK) and number > 0 and cell == block.cell(number - 1, what)
        if any(map(str.isalnum, cell)) and cell != "0" and not merged:
            return True
    return False


def _told(row: Sequence[str]) -> str:
    """A row in a few words."""
    text = " ".join(filter(None, row))
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"


def _columns_of_prizes(block: Block) -> frozenset[What]:
    """The columns in which some cell is surely a prize, so that 优秀 and 良好 there are prizes too."""
    return frozenset(what for what in (What.PRIZE, What.LEVEL) if any(map(is_prize, block.column(what))))


def _result(block: Block, number: int, praised: Collection[What], whole: Mapping[str, str]) -> tuple[str, str]:
    """The result and the prize. A cell that is neither a place nor a prize where it stands is a result."""
    prize, result = block.cell(number, What.PRIZE), block.cell(number, What.SCORE)
    prize = whole.get(prize, prize)
    praise = prize == "优秀" or (What.PRIZE in praised and is_praise(prize))
    if prize and (is_number(prize) or (is_level(prize) and not praise)):
        prize, result = "", result or prize
    for what in (What.LEVEL, What.PLACE):
        cell = block.cell(number, what)
        if is_prize(cell) or (what in praised and is_praise(cell)):
            prize = prize or cell
        elif what is What.LEVEL:
            result = result or cell
    return result, prize
