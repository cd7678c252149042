"""Whose photo a file is: its name holds the school number, or the name of just one reader."""

import re
from collections.abc import Iterable, Sequence
from enum import StrEnum
from typing import Final

from libdesk.domain.matching import text_key
from libdesk.domain.names import name_key
from libdesk.domain.value import Value
from libdesk.i18n import N_

_PARTS: Final = re.compile(r"[\s_\-—·,，.。()（）\[\]【】+]+")


class Match(StrEnum):
    FOUND = "found"
    NOBODY = "nobody"
    SEVERAL = "several"  # readers of this name
    AGAIN = "again"  # another file of the folder is this reader's
    BAD = "bad"  # the file is no photo


MATCH_LABELS: Final[dict[Match, str]] = {
    Match.FOUND: N_("will be taken"),
    Match.NOBODY: N_("nobody of this name or number"),
    Match.SEVERAL: N_("several readers of this name"),
    Match.AGAIN: N_("another file is of the same reader"),
    Match.BAD: N_("no usable photo"),
}


class PhotoOwner(Value):
    """A reader who may have a photo; `place` is the class or department, for telling same names apart."""

    id: int
    name: str
    school_no: str
    place: str


class PhotoNames:
    """Finds readers by what a file is called: 20230101.jpg, 王小雨.jpg, 20230101_王小雨.jpg, 三(1)班 王小雨.jpg."""

    def __init__(self, owners: Iterable[PhotoOwner]) -> None:
        self._by_number: dict[str, list[PhotoOwner]] = {}
        self._by_name: dict[str, list[PhotoOwner]] = {}
        for owner in owners:
            if owner.school_no:
                self._by_number.setdefault(text_key(owner.school_no), []).append(owner)
            self._by_name.setdefault(name_key(owner.name), []).append(owner)

    def fits(self, stem: str) -> Sequence[PhotoOwner]:
        """Who a file may show: one reader when it is sure, several when it is not, none."""
        parts = [stem, *(part for part in _PARTS.split(stem) if part and part != stem)]
        numbered = _each(self._by_number.get(text_key(part), ()) for part in parts)
        if len(numbered) == 1:
            return numbered
        named = _each(self._by_name.get(name_key(part), ()) for part in parts)
        if numbered:
            return [owner for owner in numbered if owner in named] or numbered
        if len(named) > 1:
            in_place = [owner for owner in named if owner.place and owner.place.removesuffix("班") in stem]
            return in_place or named
        return named


def _each(found: Iterable[Iterable[PhotoOwner]]) -> list[PhotoOwner]:
    return list({owner.id: owner for owners in found for owner in owners}.values())
