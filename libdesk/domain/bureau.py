"""A list of the education bureau held against the holdings: which of ours each line may mean, and how surely.

By ISBN; by title and author; what fits by the title alone, or bears the ISBN of another title, has to be looked at.
"""

import re
from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from libdesk.domain.matching import author_key, same_work, text_key
from libdesk.i18n import N_

_AUTHORS: Final = re.compile(r"[,，、;；/|]|\s{2,}")
_MAIN: Final = re.compile(r"(.+?)\s*[:：(（\[【—=].*", re.DOTALL)


class Fit(StrEnum):
    """How a line of the list and one of our titles agree; the surest first."""

    ISBN = "isbn"
    TITLE_AUTHOR = "title_author"
    EDITION = "edition"  # title and author agree, the ISBN is another
    TITLE = "title"
    NUMBER = "number"  # the ISBN agrees, the title does not


FIT_NAMES: Final[dict[Fit, str]] = {
    Fit.ISBN: N_("same ISBN"),
    Fit.TITLE_AUTHOR: N_("same title and author"),
    Fit.EDITION: N_("another edition: look"),
    Fit.TITLE: N_("same title only: look"),
    Fit.NUMBER: N_("same ISBN, other title: look"),
}
SURE: Final = frozenset({Fit.ISBN, Fit.TITLE_AUTHOR})
"""What is ticked without a person having looked."""
ORDER: Final = {fit: place for place, fit in enumerate(Fit)}


@dataclass(frozen=True, slots=True)
class Named:
    """A line of the list. `isbn`: thirteen digits or ""."""

    title: str
    author: str = ""
    publisher: str = ""
    isbn: str = ""


@dataclass(frozen=True, slots=True)
class Held:
    """One of our titles, with the ISBN of all its volumes."""

    title: str
    subtitle: str = ""
    author: str = ""
    isbns: frozenset[str] = frozenset()


def main_part(title: str) -> str:
    """A title without what follows a colon or stands in brackets: 小王子（精装版） is 小王子 to begin with."""
    match = _MAIN.fullmatch(title)
    return match[1] if match else title


def keys_of(title: str, subtitle: str = "") -> frozenset[str]:
    """Under which keys a title may stand on a list."""
    return frozenset({text_key(title), text_key(title + subtitle), text_key(main_part(title))} - {""})


def fit(named: Named, held: Held) -> Fit | None:
    """How this line agrees with this title; None if not at all."""
    wanted, ours = keys_of(named.title), keys_of(held.title, held.subtitle)
    if named.isbn and named.isbn in held.isbns:
        close = not wanted or any(same_work(one, other) for one in wanted for other in ours)
        return Fit.ISBN if close else Fit.NUMBER
    exact = text_key(named.title) in {text_key(held.title), text_key(held.title + held.subtitle)} and bool(wanted)
    if not exact and wanted.isdisjoint(ours):
        return None
    if not exact or not _same_author(named.author, held.author):
        return Fit.TITLE
    return Fit.EDITION if named.isbn and held.isbns else Fit.TITLE_AUTHOR


def _same_author(one: str, other: str) -> bool:
    """Whether they share an author; 海明威 is 欧内斯特·海明威."""
    ours, theirs = _authors(one), _authors(other)
    return any(same_work(a, b) for a in ours for b in theirs)


def _authors(text: str) -> Collection[str]:
    return {key for part in _AUTHORS.split(text) if len(key := author_key(part)) > 1}
