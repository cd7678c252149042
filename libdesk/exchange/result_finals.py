"""Rounds on sheets of their own, or below one another under titles: how it ended is what the last of them says."""

from collections.abc import Hashable, Sequence
from dataclasses import replace
from typing import Final, NamedTuple

from libdesk.domain.classes import SchoolSystem, parse_class
from libdesk.domain.names import name_key
from libdesk.exchange.result_lines import ResultLine

_LAST: Final = 1000  # above every round


class Part(NamedTuple):
    """Which sheet (by its place in the file) and which round of it a line is from; None where it names no round."""

    sheet: int
    round: int | None


class Ended(NamedTuple):
    """The lines, those of later rounds first; how many are of a round that was not the last."""

    lines: list[ResultLine]
    earlier: int


def how_it_ended(lines: Sequence[ResultLine], parts: Sequence[Part]) -> Ended:
    """Of a round from which somebody went on into a later one only who took part and with what is left.

    Score, place and prize of it are not of how it ended, as with columns of rounds. Parts that share nobody are no
    rounds of one contest, whatever they are called: the grades may have come to different rounds. A list of those who
    may go on (决赛名单) ends nothing, as nothing came out there.
    """
    people: dict[Part, set[Hashable]] = {}
    ended: dict[Part, set[Hashable]] = {}
    for line, part in zip(lines, parts, strict=True):
        people.setdefault(part, set()).add(_person(line))
        if line.score or line.place or line.prize:
            ended.setdefault(part, set()).add(_person(line))
    over = {
        part for part, named in people.items()
        if any(_is_later(other, part) and named & done for other, done in ended.items())
    }  # fmt: skip
    if not over:
        return Ended(list(lines), 0)
    made = [
        (part.round if part in over and part.round is not None else _LAST,
         replace(line, score="", place=None, prize="") if part in over else line)
        for line, part in zip(lines, parts, strict=True)
    ]  # fmt: skip
    made.sort(key=lambda one: -one[0])  # whoever stands in both is whom the later one says
    return Ended([line for _round, line in made], sum(part in over for part in parts))


def _is_later(one: Part, other: Part) -> bool:
    return one.round is not None and other.round is not None and one.round > other.round


def _person(line: ResultLine) -> Hashable:
    """Who a line is of, as far as the sheet alone tells: 三1 and 三(1)班 are one class."""
    classes = frozenset(filter(None, (parse_class(line.class_text, system=system) for system in SchoolSystem)))
    return name_key(line.name), classes or line.class_text
