"""Book numbers (种次号, 著者号) are given inside the action that writes the title: a cancelled form burns none.

A title that has a number in its class and shelving group keeps it. What a title gives up, because its class is
corrected or it goes, is noted as spent in the same action, so that an undo frees nothing and burns nothing.
"""

import sqlite3
from collections.abc import Iterable
from string import ascii_uppercase

from libdesk.actions.cataloguing.edition_marks import Editions
from libdesk.actions.journal import Action
from libdesk.domain.author_numbers import NO_LETTER, author_letters
from libdesk.domain.book_numbers import AUTHOR, AuthorNumbers, RunningNumbers, Taken
from libdesk.domain.callnumbers import book_class, book_part, class_part, parse
from libdesk.domain.settings import LibrarySettings
from libdesk.domain.shelf_order import class_key
from libdesk.store.database import Library
from libdesk.store.queries import call_numbers as queries
from libdesk.store.tables import SpentNumber


class Numbers:
    """Gives the numbers of many titles: each class is looked at once, when its first title comes.

    `whole`: thousands may follow, so everything of a class is read at once. `without`: titles whose own numbers do not
    count, since they all get new ones. Within an action, or only to show what would be given.
    """

    def __init__(
        self, connection: sqlite3.Connection, settings: LibrarySettings, *, whole: bool = True,
        without: Iterable[int] = (),
    ) -> None:  # fmt: skip
        self._connection, self._whole = connection, whole
        self._author, self._refill = settings.book_number == AUTHOR, settings.refill_gaps
        self._without = frozenset(without)
        self._running: dict[tuple[str, str], RunningNumbers] = {}
        self._authors: dict[tuple[str, str], dict[str, AuthorNumbers]] = {}
        self._editions = Editions(connection, self._without)

    def give(self, class_no: str, *, author: str = "", title: str = "", shelving: str = "", edition: str = "") -> str:
        """The next call number of this class, taken from now on; "" without a class number.

        A later edition of a work that stands here gets the work's number with its mark.
        """
        class_no = book_class(class_no)
        if not class_no:
            return ""
        group = (class_no, shelving)
        call_no = self._editions.number(group, author, title, edition)
        if not call_no:
            call_no = f"{class_no}/{self._of(class_no, shelving, author, title).give(author, title)}"
        if self._whole:
            self._editions.note(group, author, title, edition, call_no)
        return call_no

    def note(self, call_no: str, *, author: str = "", title: str = "", shelving: str = "") -> None:
        """A number that a title brings along and that is not in the library yet."""
        if book_part(call_no):
            taken = Taken(book_part(call_no), author, title)
            letters = _letters_of(taken.book_no) or NO_LETTER
            self._of(class_part(call_no), shelving, author, title, letters=letters).note(taken)

    def _of(
        self, class_no: str, shelving: str, author: str, title: str, *, letters: str = ""
    ) -> RunningNumbers | AuthorNumbers:  # fmt: skip
        group = (book_class(class_no), shelving)
        if not self._author:
            if group not in self._running:
                self._running[group] = RunningNumbers(self._taken(*group), refill=self._refill)
            return self._running[group]
        letters = letters or author_letters(author, title)
        known = self._authors.get(group)
        if known is None:
            known = self._authors[group] = {}
            if self._whole:
                for taken in queries.taken(self._connection, *group, without=self._without):
                    self._note(known, _letters_of(taken.book_no), taken)
        if letters not in known:
            rows = () if self._whole else queries.taken(self._connection, *group, letters=letters)
            known[letters] = AuthorNumbers(rows, refill=self._refill)
        return known[letters]

    def _note(self, known: dict[str, AuthorNumbers], letters: str, taken: Taken) -> None:
        if letters not in known:
            known[letters] = AuthorNumbers(refill=self._refill)
        known[letters].note(taken)

    def _taken(self, class_no: str, shelving: str) -> Iterable[Taken]:
        if self._refill or self._without:
            return queries.taken(self._connection, class_no, shelving, without=self._without)
        return queries.highest(self._connection, class_no, shelving)


def _letters_of(book_no: str) -> str:
    return book_no[: len(book_no) - len(book_no.lstrip(ascii_uppercase))]


def give_call_no(
    act: Action, settings: LibrarySettings, *, class_no: str, author: str = "", title: str = "", shelving: str = "",
    edition: str = "", title_id: int | None = None,
) -> str:  # fmt: skip
    """The call number of a title by the school's rule: class number / book number; "" without a class number.

    `title_id`: a title that has a number in this class already keeps it; one of another class is spent.
    """
    if title_id is not None:
        own = own_number(act.connection, title_id, class_no, shelving)
        if own:
            return own
        leave_number(act, title_id)
    return Numbers(act.connection, settings, whole=False).give(
        class_no, author=author, title=title, shelving=shelving, edition=edition
    )  # fmt: skip


def next_call_no(
    library: Library, settings: LibrarySettings, *, class_no: str, author: str = "", title: str = "",
    shelving: str = "", edition: str = "", title_id: int | None = None,
) -> str:  # fmt: skip
    """What `give_call_no` would give now; nothing is taken by asking."""
    own = own_number(library.connection, title_id, class_no, shelving) if title_id is not None else ""
    return own or Numbers(library.connection, settings, whole=False).give(
        class_no, author=author, title=title, shelving=shelving, edition=edition
    )  # fmt: skip


def own_number(connection: sqlite3.Connection, title_id: int, class_no: str, shelving: str) -> str:
    """The number that a title has in this class and shelving group, or that its copies bear; "" if none."""
    rows = queries.numbered(connection, (title_id,))
    if not rows:
        return ""
    _id, _title, _author, _class, call_no, group, _edition = rows[0]
    if call_no:
        return str(call_no) if _is_in(call_no, class_no) and group == shelving else ""
    borne = [own for _copy, own, _volume in queries.copies_of(connection, title_id) if own and _is_in(own, class_no)]
    return parse(min(borne)).stem if borne else ""


def leave_number(act: Action, title_id: int) -> None:
    """A title gives up its number, since its class is corrected or it goes: the number is spent."""
    rows = queries.numbered(act.connection, (title_id,))
    if rows and rows[0][4] and book_part(rows[0][4]):
        spend(act, rows[0][4], rows[0][5])


def spend(act: Action, call_no: str, shelving: str) -> None:
    """Note a number as spent; call it before the title's row changes or goes."""
    act.add(SpentNumber, class_no=class_part(call_no), shelving=shelving, call_no=call_no)


def _is_in(call_no: str, class_no: str) -> bool:
    same = class_key(class_part(call_no)) == class_key(book_class(class_no))
    return same and bool(book_part(call_no))
