"""学号 1 to 45 in each class are seats: a number that every class has is nobody's own.

Numbers of up to three places are taken as such where they repeat from class to class, or where none is longer than two
places, as in the list of a single class. 101, 102, 201 … that never repeat stay school numbers.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Final

from libdesk.domain.drafts import ReaderDraft
from libdesk.domain.matching import text_key
from libdesk.exchange.titles import reads_as_class

_SHORT: Final = re.compile(r"\d{1,3}", re.ASCII)
_MOST_SEATS: Final = 99
_PLAIN_GRADE: Final = re.compile(r"\s*(?:小学|初中|高中|初|高)?[一二三四五六七八九十\d]+\s*(?:年级|级|届)?\s*")


def seats_for_numbers(drafts: Sequence[ReaderDraft]) -> tuple[ReaderDraft, ...]:
    """The drafts with such numbers as seats where the row has none."""
    short = {at: number for at, draft in enumerate(drafts) if (number := _short_number(draft))}
    first: dict[int, tuple[str, str]] = {}
    repeats = False
    for at, number in short.items():
        place = (drafts[at].grade_text, drafts[at].class_text)
        repeats |= first.setdefault(number, place) != place
    if not short or not (repeats or max(short.values()) <= _MOST_SEATS):
        return tuple(drafts)
    return tuple(
        replace(draft, school_no="", seat=draft.seat or f"{short[at]}", seat_of_number=True) if at in short else draft
        for at, draft in enumerate(drafts)
    )


def _short_number(draft: ReaderDraft) -> int:
    """A pupil's number of up to three places; 0 for any other."""
    key = text_key(draft.school_no)
    if not _SHORT.fullmatch(key) or not _has_class(draft.grade_text, draft.class_text):
        return 0
    return int(key)


@lru_cache(maxsize=512)
def _has_class(grade_text: str, class_text: str) -> bool:
    """Whether the row is in a class, however it is written; 语文组 in the column of classes is none."""
    return reads_as_class(class_text, grade_text) or bool(grade_text and _PLAIN_GRADE.fullmatch(grade_text))
