"""Headings of results over two rows: 初赛 and 决赛 above, 得分 and 名次 below, are read as one: 决赛得分, 决赛名次."""

from collections.abc import Sequence

from libdesk.exchange.result_columns import Rows, is_head_word, is_name_word, is_result_word, name_columns, only, plain
from libdesk.exchange.result_rounds import is_round


def joined_heads(rows: Rows) -> list[tuple[str, ...]]:
    """The rows with each heading over two of them in the lower one; the upper one is left blank."""
    made = [tuple(row) for row in rows]
    heads = [bool(name_columns(row)) for row in rows]
    for at in range(len(made) - 1):
        upper, lower = made[at], made[at + 1]
        if (heads[at] and _goes_on(upper, lower)) or (heads[at + 1] and _is_over(upper, lower)):
            made[at], made[at + 1], heads[at + 1] = (), _joined(upper, lower), True
    return made


def _goes_on(upper: Sequence[str], lower: Sequence[str]) -> bool:
    """Whether a row says more of the heading above it: words of results, and nobody's name below 姓名."""
    if any(_cell(lower, at) not in ("", upper[at]) for at in name_columns(upper)):
        return False
    own = [cell for at, cell in enumerate(lower) if cell and cell != _cell(upper, at)]
    return bool(own) and any(is_head_word(cell) for cell in own) and not any(cell.isdecimal() for cell in own)


def _is_over(upper: Sequence[str], lower: Sequence[str]) -> bool:
    """Whether a row groups the columns of the heading below it by rounds."""
    return not only(upper) and any(
        is_round(plain(cell)) and _cell(lower, at) not in ("", cell) for at, cell in enumerate(upper)
    )


def _joined(upper: Sequence[str], lower: Sequence[str]) -> tuple[str, ...]:
    """A group goes before each word of results below it; a cell merged over columns stands in the first one only."""
    group = ""
    made: list[str] = []
    for at in range(max(len(upper), len(lower))):
        above, below = _cell(upper, at), _cell(lower, at)
        if above:
            group = above if below != above and (is_round(plain(above)) or is_result_word(above)) else ""
        if not below:
            made.append(above)
        elif group and not is_name_word(below) and (is_result_word(below) or is_round(plain(below))):
            made.append(group + below)
        else:
            made.append(below)
    return tuple(made)


def _cell(row: Sequence[str], at: int) -> str:
    return row[at] if at < len(row) else ""
