"""Prizes as a sheet writes them short: 一, 二, 三 below 奖次, and a prize that stands only where it changes."""

import re
import unicodedata
from collections.abc import Sequence
from itertools import pairwise
from typing import Final, NamedTuple

from libdesk.domain.activities import is_ordered, prize_order, read_prize, score_of
from libdesk.exchange.result_cells import is_level, is_praise

_NUMERALS: Final = {
    numeral: f"{numerals[0]}等奖"
    for numerals in ("特", "一壹1", "二贰2", "三叁3", "四4", "五5")
    for numeral in numerals
}
_OF_DEGREES: Final = re.compile(r"奖[次级别]|等[级次第]")  # below such a word a figure is a degree too


def whole_prizes(head: str, cells: Sequence[str]) -> dict[str, str]:
    """What each cell of a column of prizes is in full; empty where the column does not write 一 for 一等奖.

    Below 奖次 and 获奖等级 figures are prizes as well; below 奖项 a figure says nothing.
    """
    said = {cell: "".join(unicodedata.normalize("NFKC", cell).split()) for cell in cells}
    numerals = {
        cell: _NUMERALS[text] for cell, text in said.items()
        if text in _NUMERALS and (not text.isdecimal() or _OF_DEGREES.search(head))
    }  # fmt: skip
    if not numerals or any(text.isdecimal() and cell not in numerals for cell, text in said.items()):
        return {}
    return numerals | {cell: "优秀奖" for cell, text in said.items() if is_praise(text)}


class Given(NamedTuple):
    """What a row says of its prize: `blank`, that its cells hold nothing; its score and its place as far as known."""

    prize: str
    blank: bool
    score: str = ""
    place: int | None = None


class Carried(NamedTuple):
    """The prize of each row; the rows (by their places) to which one above was given, and those that may share one."""

    prizes: list[str]
    carried: list[int]
    open: list[int]


def carried_prizes(rows: Sequence[Given], *, leads: bool) -> Carried:
    """Give a prize that stands only where it changes to the rows below it, as long as nothing else can be meant.

    That is so where the prizes go down from the highest, each stands once, blank rows come between them, and either
    the column `leads` (stands before the names) or scores or places go down along with it. Below the last prize of a
    column behind the names nobody is known to have it. A list that repeats a prize means nothing by a blank cell.
    """
    prizes = [row.prize for row in rows]
    written = [at for at, row in enumerate(rows) if row.prize]
    blank = [at for at, row in enumerate(rows) if row.blank and written and at > written[0]]
    if not blank or any(rows[one].prize == rows[other].prize for one, other in pairwise(written)):
        return Carried(prizes, [], [])
    sorted_down = _goes_down(rows)
    sure = written[0] == 0 and _each_once(rows, written) and blank[0] < written[-1] and sorted_down is not False
    upto = len(rows) if leads else written[-1]
    carried = [
        at for at in blank if sure and (leads or sorted_down) and at < upto and not is_level(rows[at].score)
    ]  # fmt: skip
    for at in carried:
        prizes[at] = prizes[max(one for one in written if one < at)]
    return Carried(prizes, carried, [at for at in blank if at not in carried])


def _each_once(rows: Sequence[Given], written: Sequence[int]) -> bool:
    """Whether each prize stands once, and those that are known as higher and lower the highest first."""
    prizes = [read_prize(rows[at].prize) for at in written]
    orders = [prize_order(prize) for prize in prizes if is_ordered(prize)]
    return len(set(prizes)) == len(prizes) and all(one < other for one, other in pairwise(orders))


def _goes_down(rows: Sequence[Given]) -> bool | None:
    """Whether those with a better score or place come first; None where neither is known of everybody."""
    scores = [score for row in rows if (score := score_of(row.score)) is not None]
    places = [row.place for row in rows if row.place is not None]
    down: bool | None = None
    if len(scores) == len(rows):
        down = all(one >= other for one, other in pairwise(scores))
    if len(places) == len(rows):
        down = down is not False and all(one <= other for one, other in pairwise(places))
    return down
