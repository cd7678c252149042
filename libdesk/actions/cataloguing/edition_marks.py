"""A later edition stands beside the others of its work: their book number and the mark of the edition, Q96/1=3."""

import sqlite3
from collections.abc import Iterable

from libdesk.domain.author_numbers import author_key
from libdesk.domain.callnumbers import parse
from libdesk.domain.editions import edition_number
from libdesk.domain.matching import text_key
from libdesk.store.queries import call_numbers as queries

Group = tuple[str, str]


class Editions:
    """Looks for the other editions of a title in its class and shelving group: in the library and among those given."""

    def __init__(self, connection: sqlite3.Connection, without: Iterable[int] = ()) -> None:
        self._connection, self._without = connection, frozenset(without)
        self._given: dict[tuple[str, str, str], list[tuple[str, str, str]]] = {}

    def number(self, group: Group, author: str, title: str, edition: str) -> str:
        """The call number beside its other editions; "" for a first one, or where no other stands here."""
        number = edition_number(edition)
        if number < 2:
            return ""
        found = list(self._given.get((*group, title), ()))
        for other, by, theirs, call_no in queries.same_title(self._connection, *group, title, self._without):
            if text_key(other) == text_key(title):
                found.append((by, theirs, call_no))
        author = author_key(author, title)
        works = [parse(call_no) for by, _edition, call_no in found if author_key(by, title) == author]
        editions = {edition_number(theirs) for by, theirs, _call_no in found if author_key(by, title) == author}
        marks = {work.edition for work in works}
        if not works or number in editions or str(number) in marks:
            return ""
        return f"{min(works, key=lambda work: work.edition).stem}={number}"

    def note(self, group: Group, author: str, title: str, edition: str, call_no: str) -> None:
        """A number that was given; its row may come later."""
        self._given.setdefault((*group, title), []).append((author, edition, call_no))
