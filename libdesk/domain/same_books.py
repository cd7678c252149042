"""When two entries mean the same book: the same ISBN, or the same title by authors that agree.

A wish, a line of an order and a title of the catalogue are compared by these keys, never by how they were typed.
"""

import re
from collections.abc import Hashable, Iterable
from dataclasses import dataclass, field
from typing import Final, Generic, TypeVar

from libdesk.domain.matching import author_key, text_key

T = TypeVar("T", bound=Hashable)

# 草房子：纯美小说, 西游记（上）, 论语 / 孔子: what comes after the signs is said of the title.
_TAIL: Final = re.compile(r"\s*(?:[:：=/]|——|--|[(（\[【]).*", re.DOTALL)
_MARKS: Final = re.compile(r"[《》〈〉“”\"]")


@dataclass(frozen=True, slots=True)
class BookKey:
    """An entry as it is compared; "" is not known."""

    isbn: str
    title: str
    author: str


def book_key(title: str, author: str | None = "", isbn: str | None = "") -> BookKey:
    """The key of an entry; the ISBN in thirteen digits."""
    return BookKey(isbn or "", text_key(_MARKS.sub("", title)), author_key(author) if author else "")


def main_title_key(title: str) -> str:
    """The key of a title without what follows a colon, a slash or a bracket."""
    plain = _MARKS.sub("", title).strip()
    return text_key(_TAIL.sub("", plain) or plain)


def authors_agree(one: str, other: str) -> bool:
    """Whether two keys of authors may be the same people: one may be missing, or name more of them."""
    return not one or not other or one in other or other in one


def same_book(one: BookKey, other: BookKey) -> bool:
    """Another edition is the same book too: who wishes for a book wants to read it."""
    if one.isbn and one.isbn == other.isbn:
        return True
    return bool(one.title) and one.title == other.title and authors_agree(one.author, other.author)


@dataclass(slots=True)
class Known(Generic[T]):
    """Entries that are looked for by their keys, each with what it stands for."""

    by_isbn: dict[str, list[tuple[BookKey, T]]] = field(default_factory=dict)
    by_title: dict[str, list[tuple[BookKey, T]]] = field(default_factory=dict)

    @classmethod
    def of(cls, entries: Iterable[tuple[BookKey, T]]) -> "Known[T]":
        made: Known[T] = cls()
        for key, what in entries:
            made.add(key, what)
        return made

    def add(self, key: BookKey, what: T) -> None:
        if key.isbn:
            self.by_isbn.setdefault(key.isbn, []).append((key, what))
        if key.title:
            self.by_title.setdefault(key.title, []).append((key, what))

    def find(self, key: BookKey) -> list[T]:
        """All that are the same book, those of the same ISBN first, each once."""
        found = dict.fromkeys(what for _key, what in self.by_isbn.get(key.isbn, ()) if key.isbn)
        alike = (what for other, what in self.by_title.get(key.title, ()) if same_book(key, other))
        return list(found | dict.fromkeys(alike))
