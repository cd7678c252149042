"""Contests in rounds: which columns say how it ended. The total goes before the final, that before 复赛 and 初赛."""

import re
from collections import defaultdict
from collections.abc import Collection, Mapping
from typing import Final

from libdesk.domain.numerals import chinese_number

TOTAL: Final = 100
FINAL: Final = 90
_TOTAL: Final = r"总(?:分|成绩|得分|积分|评|名次|排名|位次|排序|计|奖|等[级次第])|最[终后]|综合|合计|总$"
_FINAL: Final = r"总?决赛|终[评审]"
_ROUNDS: Final = tuple(
    (re.compile(words), order)
    for words, order in (
        (r"[半准]决赛", 80),
        (r"复[赛试评]", 70),
        (r"[初预][赛试评选]|选拔赛?", 60),
        (r"海选", 50),
        (_FINAL, FINAL),
        (_TOTAL, TOTAL),
    )
)
_LAST: Final = re.compile("最[终后]")
_NUMBERED: Final = re.compile(r"第?(?P<n>[一二三四五六七八九]|\d)[轮场关]")
_GROUP: Final = re.compile(
    rf"(?:(?:[半准]?决赛|{_FINAL}|复[赛试评]|[初预][赛试评选]|选拔赛?|海选)(?:成绩|得分|阶段|环节|部分)?"
    rf"|第?[一二三四五六七八九\d][轮场关](?:比赛|成绩|得分)?|总(?:分|成绩|得分|评|计)?|合计|最[终后](?:成绩|得分|结果)?|综合(?:成绩|得分)?)"
)


def round_of(head: str) -> int | None:
    """The round that a heading speaks of, a later one higher; None where it names none: 名次 is of how it ended."""
    for words, order in _ROUNDS:
        if words.search(head):
            return order
    found = _NUMBERED.search(head)
    return (chinese_number(found["n"]) or int(found["n"])) if found else None


def round_said(text: str) -> int | None:
    """The round that a title or a sheet's name speaks of, as `round_of`; None where it names none or several.

    A total of a round (决赛总成绩) is of that round; 第一场 and 第二场 may be two halves of one round.
    """
    rest, said = text, set()
    for words, order in _ROUNDS:
        left = words.sub("", rest)
        if left != rest:
            said.add(order)
        rest = left
    if not said:
        return None if "场" in text else round_of(text)
    named = said - {TOTAL} or said
    return named.pop() if len(named) == 1 else None


def is_round(head: str) -> bool:
    """初赛, 决赛阶段, 总评: what stands over the columns of one round."""
    return _GROUP.fullmatch(head) is not None


def of_the_end(heads: Mapping[int, str], scores: Collection[int]) -> list[list[int]]:
    """Of columns of results those of the last round and those that name none, the likeliest group first.

    Rounds are never mixed: beside a total among the `scores` the place of the final is not taken. 最终名次 alone is
    the place of whatever came last.
    """
    rounds = {
        at: None if at not in scores and _LAST.match(head) else round_of(head) for at, head in heads.items()
    }  # fmt: skip
    last = max((one for one in rounds.values() if one is not None), default=None)
    groups: dict[int, list[int]] = defaultdict(list)
    for at, one in rounds.items():
        if one is None or one == last:
            groups[_standing(heads[at], one)].append(at)
    return [sorted(groups[standing]) for standing in sorted(groups, reverse=True)]


def _standing(head: str, of_round: int | None) -> int:
    """How surely a column says how it ended: 班名次 counts within a class only."""
    if _LAST.match(head):
        return 3
    if of_round is None:
        return 0 if head.startswith("班") else 1
    return 2 if of_round >= FINAL else 0
