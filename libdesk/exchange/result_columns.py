"""Which column of a sheet of results is which: by its heading, and without headings by what stands in it."""

import re
import unicodedata
from collections.abc import Callable, Collection, Mapping, Sequence
from decimal import Decimal
from enum import StrEnum
from itertools import pairwise
from typing import Final

from libdesk.domain.activities import places
from libdesk.exchange.fields import Field, ListKind
from libdesk.exchange.header_words import match_heading
from libdesk.exchange.name_columns import column, columns_of_names, is_of_names
from libdesk.exchange.result_cells import is_level, is_prize, place_of, title_prize
from libdesk.exchange.result_rounds import is_round, of_the_end
from libdesk.exchange.titles import reads_as_class

Rows = Sequence[Sequence[str]]


class What(StrEnum):
    """What a column of results says of somebody."""

    NAME = "name"
    GRADE = "grade"
    NUMBER = "number"  # 学号
    CLASS = "class"
    WORK = "work"
    SCORE = "score"
    PLACE = "place"
    PRIZE = "prize"
    LEVEL = "level"  # 等级: a result (A, 合格) or a prize, as each cell says
    ORDER = "order"  # 序: a place only where the scores say the same


NAME: Final = "姓名"
_NAMED: Final = (
    "姓名 学生姓名 选手姓名 参赛学生姓名 获奖学生姓名 参赛者姓名 参赛人姓名 获奖者姓名 作者姓名 名字 "
    "获奖学生 获奖者 获奖人 参赛学生 参赛选手 参赛者 参赛人 选手 学生 作者 name student"
)  # the surest first
_NAMES: Final = tuple(_NAMED.split())
_ALONE: Final = re.compile("姓名|名字|name")  # what is a heading though nothing stands beside it
_ORDER: Final = ("序",)
# Within each the surest words come first; 名次 is a place, whatever stands around it.
_WORDS: Final[dict[What, tuple[str, ...]]] = {
    what: tuple(words.split())
    for what, words in {
        What.PLACE: "名次 排名 位次 排序 rank place",
        What.PRIZE: "获奖等级 获奖等次 获奖等第 获奖情况 获奖名称 奖项 奖次 奖级 奖别 获奖 奖励 prize award",
        What.LEVEL: "等级 等次 等第 评级 评定 level",
        What.SCORE: "总分 总成绩 得分 成绩 分数 平均分 评分 score points result",
        What.WORK: "作品名称 作品题目 作品 题目 篇名 标题 节目 书名 work title",
    }.items()
}
_KNOWN: Final = frozenset(word for words in _WORDS.values() for word in words)
_ROSTER: Final[dict[Field, What]] = {Field.CLASS: What.CLASS, Field.GRADE: What.GRADE}
_OF_ROUNDS: Final = (What.PLACE, What.PRIZE, What.LEVEL, What.SCORE)
_NO_PRIZE: Final = re.compile("作品|题目|篇名|节目|日期|时间|单位|人")  # 获奖作品 holds works, 获奖时间 days
_LONGEST: Final = 12  # letters of a heading
_WEIGHT: Final = re.compile(r"\((?:占|满分|权重)?\d+(?:\.\d+)?(?:分|%)制?\)$|\(满分\d+\)$|占?\d+%$")
_LOOKED_AT: Final = 200
_NUMBER: Final = re.compile(r"\d{1,4}(?:\.\d{1,3})?\s*(?:分|票|本)?")
_SEX: Final = frozenset("男女")


def plain(cell: str) -> str:
    """A heading as it is compared, without how much it counts: 决赛(50分) is 决赛."""
    return _WEIGHT.sub("", re.sub(r"[\s*:：★☆〔〕]+", "", unicodedata.normalize("NFKC", cell).casefold()))


def is_name_word(cell: str) -> bool:
    """姓名, 选手: the heading of a column of names, which is nobody's own."""
    return plain(cell) in _NAMES


def name_columns(row: Sequence[str]) -> list[int]:
    """Where a heading row says that names stand below; none in any other row."""
    cells = [plain(cell) for cell in row]
    named = [cell for cell in cells if cell in _NAMES]
    if not named:
        return []
    surest = min(named, key=_NAMES.index)
    found = [at for at, cell in enumerate(cells) if cell == surest]
    others = [cell for cell in cells if cell and cell not in _NAMES]
    if any(map(_is_known, others)) or (not others and (len(found) > 1 or _ALONE.search(surest))):
        return found
    return []


def headed(row: Sequence[str]) -> dict[What, int]:
    """The columns below a heading row: of several rounds those of how it ended, of two that say the same the first.

    Of several scores or levels of which none is the whole (笔试成绩, 面试成绩) none is taken.
    """
    names = name_columns(row)
    if not names:
        return {}
    found = {What.NAME: names[0]}
    cells = [plain(cell) for cell in row]
    for at, cell in enumerate(cells):
        field = _roster_field(cell)
        if field in _ROSTER and at not in found.values():
            found.setdefault(_ROSTER[field], at)
        elif field is Field.SCHOOL_NO and "学号" in cell:
            found.setdefault(What.NUMBER, at)
        elif cell in _ORDER:
            found.setdefault(What.ORDER, at)
    free = {
        at: cell for at, cell in enumerate(cells)
        if cell and len(cell) <= _LONGEST and at not in found.values() and cell not in _NAMES
    }  # fmt: skip
    kinds = {what: {at: cell for at, cell in free.items() if _says(what, cell)} for what in _OF_ROUNDS}
    results = {at: cell for heads in kinds.values() for at, cell in heads.items()}
    ended = of_the_end(results, kinds[What.SCORE].keys())
    for what, groups in [*((what, ended) for what in _OF_ROUNDS), (What.WORK, [list(free)])]:
        for group in groups:
            heads = {at: free[at] for at in group if at not in found.values() and _says(what, free[at])}
            if heads:
                if (place := _column_of(what, heads)) is not None:
                    found[what] = place
                break
    return found


def _says(what: What, cell: str) -> bool:
    """Whether a heading speaks of such a thing; 决赛 alone stands over the scores of it."""
    if what is What.SCORE and is_round(cell):
        return True
    return any(word in cell for word in _WORDS[what]) and not (what is What.PRIZE and _NO_PRIZE.search(cell))


def _column_of(what: What, heads: Mapping[int, str]) -> int | None:
    """Of columns that say such a thing the one with the surest word; None where each says but a part of it."""
    for word in _WORDS[what]:
        if (place := next((at for at, cell in heads.items() if cell == word), None)) is not None:
            return place
    for word in _WORDS[what]:
        within = [at for at, cell in heads.items() if word in cell]
        if within:
            parts = what in (What.SCORE, What.LEVEL) and len({heads[at] for at in within}) > 1
            return None if parts else within[0]
    return next(iter(heads))


def guessed(body: Rows, without: Collection[int]) -> list[dict[What, int]]:
    """The columns of each block of a table without headings: names first, then what stands beside them."""
    rows = [row for row in body[: 10 * _LOOKED_AT] if any(row) and not title_prize(only(row))][:_LOOKED_AT]
    width = max(map(len, rows), default=0)
    if not columns_of_names(rows, without):
        return []
    # Beside one that is surely of names a short one is too: the last block may have a single row.
    names = [at for at in range(width) if at not in without and is_of_names(column(rows, at), 1)]
    if len(names) == sum(1 for at in range(width) if column(rows, at)):  # names and nothing else
        return [{What.NAME: at} for at in names]
    starts = _starts(rows, names, width)
    return [
        _beside(rows, name, [at for at in range(start, end) if at not in without])
        for name, (start, end) in zip(names, pairwise([*starts, width]), strict=False)
    ]


def only(row: Sequence[str]) -> str:
    """What stands in a row that says one thing only."""
    said = {cell for cell in row if cell}
    return said.pop() if len(said) == 1 else ""


def prize_titles(row: Sequence[str]) -> dict[int, str]:
    """The prizes, by their places, of a row that holds titles of prizes and headings beside them, and nothing else."""
    found = {at: prize for at, cell in enumerate(row) if (prize := title_prize(cell))}
    others = [cell for at, cell in enumerate(row) if cell and at not in found]
    return found if all(map(is_head, others)) else {}


def is_result_word(cell: str) -> bool:
    """得分, 决赛名次: a heading of what came out."""
    text = plain(cell)
    return len(text) <= _LONGEST and any(word in text for words in _WORDS.values() for word in words)


def is_head_word(cell: str) -> bool:
    """得分, 初赛: a heading as it stands."""
    return plain(cell) in _KNOWN or is_round(plain(cell))


def is_head(cell: str) -> bool:
    """班级, 得分, 决赛成绩: a heading as it stands, which is nobody's name."""
    return is_head_word(cell) or _roster_field(plain(cell)) is not None


def _is_known(cell: str) -> bool:
    """Whether a cell that is no name's is a heading."""
    return len(cell) <= _LONGEST and (
        _roster_field(cell) is not None or cell in _ORDER or is_result_word(cell) or is_round(cell)
    )


def _roster_field(cell: str) -> Field | None:
    found = match_heading(cell, ListKind.READERS) if cell else []
    return found[0][1] if found and found[0][0] > 50 else None


def _starts(rows: Rows, names: Sequence[int], width: int) -> list[int]:
    """Where blocks side by side begin: the same kinds of columns again and again; else one block."""
    steps = {later - one for one, later in pairwise(names)}
    if len(steps) == 1 and (step := steps.pop()) > 1:
        kinds = [_kind(rows, at) for at in range(width)]
        for before in range(min(names[0], step - 1), -1, -1):
            blocks = [" ".join(kinds[name - before : name - before + step]).rstrip() for name in names]
            if len(set(blocks)) == 1:
                return [name - before for name in names]
    return [0]


def _kind(rows: Rows, at: int) -> str:
    cells = column(rows, at)
    if not cells:
        return ""
    if is_of_names(cells):
        return "name"
    if _most(cells, lambda cell: _NUMBER.fullmatch(cell) is not None):
        return "number"
    return "class" if _most(cells, reads_as_class) else "text"


def _beside(rows: Rows, name: int, columns: Sequence[int]) -> dict[What, int]:
    found = {What.NAME: name}
    numbers: list[int] = []
    for at in columns:
        cells = column(rows, at)
        if at == name or not cells or is_of_names(cells) or set(cells) <= _SEX:
            continue
        if _most(cells, lambda cell: _NUMBER.fullmatch(cell) is not None):
            numbers.append(at)
        elif _most(cells, reads_as_class):
            found.setdefault(What.CLASS, at)
        elif _most(cells, is_prize):
            found.setdefault(What.PRIZE, at)
        elif _most(cells, is_level):
            found.setdefault(What.LEVEL, at)
        elif _most(cells, lambda cell: (place_of(cell) or 0) > 0):
            found.setdefault(What.PLACE, at)
        else:
            found.setdefault(What.WORK, at)
    scores = [at for at in numbers if not _counted(column(rows, at))]
    if scores:
        found[What.SCORE] = scores[0]
        rest = [at for at in numbers if at != scores[0]]
        if What.PLACE not in found and rest:
            found[What.ORDER] = rest[-1]
    return found


def says_places(said: Sequence[int | None], scores: Sequence[Decimal | None]) -> bool:
    """Whether numbers are the places that the scores give, row by row."""
    ranks = places({at: score for at, score in enumerate(scores) if score is not None})
    return bool(ranks) and list(said) == [ranks.get(at) for at in range(len(said))]


def _most(cells: Sequence[str], fits: Callable[[str], bool]) -> bool:
    return 2 * sum(map(fits, cells)) > len(cells)


def _counted(cells: Sequence[str]) -> bool:
    """1, 2, 3 … or, in the next block, 4, 5, 6 …: the numbers of the rows."""
    if not cells[0].isdecimal() or (len(cells) == 1 and cells[0] != "1"):
        return False
    first = int(cells[0])
    return list(cells) == [str(number) for number in range(first, first + len(cells))]
