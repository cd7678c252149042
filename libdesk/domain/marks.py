"""The mark of a library: what is noted of it in a second place, so that one that vanished or went back in time is told.

A library has gone back when the mark's newest journal entry is not in it as it was: the journal only ever grows.
"""

import json
from dataclasses import asdict
from enum import StrEnum
from typing import Any, Final

from libdesk.domain.value import Value

OWN_ENTRIES: Final = 2  # a backup does not hold the entries that tell of itself, one for each place
SOON: Final = 60_000  # ms; these follow the copy at once


class Mark(Value):
    """`journal_id` and `at` are the newest journal entry, `made` is when this was noted; instants in UTC ms."""

    id: str
    school: str
    path: str
    journal_id: int
    at: int
    made: int
    backup_folder: str = ""
    zone: str = "Asia/Shanghai"


class Standing(Value):
    """What the library itself says. `at_mark` is when its entry with the mark's number was made; None: it has none."""

    id: str
    newest_id: int
    newest_at: int
    at_mark: int | None


class Verdict(StrEnum):
    SAME = "same"
    BACK = "back"  # an older state of this library
    OTHER = "other"  # another library in its place


def judge(mark: Mark, standing: Standing) -> Verdict:
    """Whether the library is the one that was marked, and has everything that was done in it until then."""
    if standing.id and standing.id != mark.id:
        return Verdict.OTHER
    if standing.at_mark is None:
        return Verdict.BACK if standing.newest_id < mark.journal_id else Verdict.SAME
    return Verdict.SAME if standing.at_mark == mark.at else Verdict.BACK


def entries_lacking(mark: Mark, newest_id: int, *, made: int) -> int:
    """How many of the marked library's entries a backup lacks that ends with `newest_id`; `made` is its instant."""
    lacking = mark.journal_id - newest_id
    if lacking <= OWN_ENTRIES and abs(mark.at - made) <= SOON:
        return 0
    return max(lacking, 0)


def mark_text(mark: Mark) -> str:
    return json.dumps(asdict(mark), ensure_ascii=False, indent=1)


def read_mark(text: str) -> Mark | None:
    """The mark in a file; None when it cannot be read. What another version wrote beside is passed over."""
    try:
        values: Any = json.loads(text)
        known = {name: values[name] for name in Mark.__annotations__ if name in values}
        mark = Mark(**known)
        fits = all(isinstance(getattr(mark, name), kind) for name, kind in Mark.__annotations__.items())
    except (ValueError, TypeError, KeyError):
        return None
    return mark if fits else None
