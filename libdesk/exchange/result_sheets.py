"""Results of a contest from a sheet: who, which class, which work, what score, which prize; any column may lack.

Name and class are found as in a roster, the others by their headings, and without headings by what stands in them.
"""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from libdesk.exchange.columns import guess_mapping, is_header
from libdesk.exchange.errors import FileError
from libdesk.exchange.fields import Field, ListKind
from libdesk.exchange.name_cells import class_and_name, read_name
from libdesk.exchange.name_columns import column, columns_of_names
from libdesk.exchange.rosters import logical_tables
from libdesk.exchange.tables import Table, TableFile
from libdesk.i18n import _

_WORK: Final = ("作品名称", "作品题目", "作品", "题目", "篇名", "标题", "节目", "书名", "work", "title")
_SCORE: Final = ("最终得分", "总分", "得分", "成绩", "分数", "平均分", "评分", "score", "points", "result")
_PRIZE: Final = ("获奖等级", "获奖等次", "获奖情况", "奖项", "奖次", "等级", "等次", "获奖", "名次", "prize", "award")
_SEAT: Final = frozenset({"序号", "编号", "号", "no", "座号"})
_SUM: Final = re.compile(r"^(?:合计|总计|共计|小计|备注|说明|注[:：])")
_PRIZE_CELL: Final = re.compile(r".*(?:等|奖|之星|prize).*", re.IGNORECASE)
_NUMBER: Final = re.compile(r"\d{1,4}(?:\.\d{1,3})?分?")
_LOOKED_AT: Final = 200


@dataclass(frozen=True, slots=True)
class ResultLine:
    """One row that names somebody; `line` as the spreadsheet counts."""

    line: int
    name: str
    class_text: str
    work: str
    score: str
    prize: str


@dataclass(frozen=True, slots=True)
class ResultSheet:
    """`lines` and `passed_over` rows (blank, titles, headings, sums) add up to `rows`."""

    name: str
    lines: tuple[ResultLine, ...]
    passed_over: int
    rows: int


class NoResults(FileError):
    """No column that looks like names."""

    name: str

    def text(self) -> str:
        return _(
            "No names were found in “{name}”. One column must hold them; class, work, score and prize may stand beside."
        ).format(name=self.name)


def read_results(file: TableFile) -> ResultSheet:
    """The results of all sheets of a file. Raises NoResults."""
    lines: list[ResultLine] = []
    rows = 0
    for table in logical_tables(file.tables, re.sub(r"\.\w+$", "", file.name)):
        rows += len(table.rows)
        lines += _lines(table)
    if not lines:
        raise NoResults(file.name)
    return ResultSheet(file.name, tuple(lines), rows - len(lines), rows)


def _lines(table: Table) -> list[ResultLine]:
    mapping = guess_mapping(table, ListKind.READERS)
    header = mapping.header
    body = table.rows[header + 1 :] if header is not None else table.rows
    head = table.rows[header] if header is not None else ()
    names = mapping.columns.get(Field.NAME)
    if names is None:
        found = columns_of_names(body[:_LOOKED_AT], ())
        if not found:
            return []
        names = found[0]
    classes = mapping.columns.get(Field.CLASS)
    taken = {names, *([classes] if classes is not None else [])}
    places = _headed(head, taken) if head else _guessed(body[:_LOOKED_AT], taken)
    made: list[ResultLine] = []
    start = (header + 1 if header is not None else 0) + 1
    for number, row in enumerate(body, start):
        cell = _cell(row, names)
        if not cell or is_header(row, ListKind.READERS) or _SUM.match(next(filter(None, row), "")):
            continue
        class_text, name = class_and_name(cell)
        said = [_cell(row, places.get(what)) for what in ("work", "score", "prize")]
        made.append(ResultLine(number, name or read_name(cell).name, class_text or _cell(row, classes), *said))
    return made


def _headed(head: Sequence[str], taken: set[int]) -> dict[str, int]:
    """Columns by their headings; the surest word first."""
    found: dict[str, int] = {}
    plain = ["".join(unicodedata.normalize("NFKC", cell).lower().split()) for cell in head]
    for what, words in (("prize", _PRIZE), ("score", _SCORE), ("work", _WORK)):
        free = [at for at in range(len(plain)) if at not in taken and at not in found.values() and plain[at]]
        place = next((at for word in words for at in free if plain[at] == word), None)
        if place is None:
            place = next((at for word in words for at in free if word in plain[at]), None)
        if place is not None:
            found[what] = place
    return found


def _guessed(body: Sequence[Sequence[str]], taken: set[int]) -> dict[str, int]:
    """Columns by what stands in them: prizes, then numbers that are not simply counted, then the longest texts."""
    found: dict[str, int] = {}
    for at in range(max(map(len, body), default=0)):
        cells = column(body, at)
        if at in taken or not cells:
            continue
        if "prize" not in found and _most(cells, _PRIZE_CELL):
            found["prize"] = at
        elif "score" not in found and _most(cells, _NUMBER) and not _counted(cells):
            found["score"] = at
        elif "work" not in found and not _most(cells, _NUMBER):
            found["work"] = at
    return found


def _most(cells: Sequence[str], pattern: re.Pattern[str]) -> bool:
    return sum(pattern.fullmatch(cell) is not None for cell in cells) * 2 > len(cells)


def _counted(cells: Sequence[str]) -> bool:
    """1, 2, 3 …: the numbers of the rows."""
    return list(cells) == [str(number) for number in range(1, len(cells) + 1)]


def _cell(row: Sequence[str], at: int | None) -> str:
    return row[at].strip() if at is not None and at < len(row) else ""
