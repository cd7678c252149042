"""Call numbers for many new titles: after all that the library and the files themselves have in a class."""

import re
from typing import Final

from libdesk.actions.cataloguing.numbers import Numbers
from libdesk.actions.journal import Action
from libdesk.domain.callnumbers import MOST_FIGURES, book_part, class_part
from libdesk.domain.settings import LibrarySettings

_FIRST: Final = re.compile(r"([A-Z]*)0*(\d+)", re.ASCII)


class Brought:
    """The highest number that the files bring in each class and under each letter: what is given comes after it."""

    def __init__(self) -> None:
        self._highest: dict[tuple[str, str], int] = {}

    def add(self, call_no: str) -> None:
        found = _FIRST.match(book_part(call_no))
        if found is not None and len(found[2]) <= MOST_FIGURES:
            key = (class_part(call_no), found[1])
            self._highest[key] = max(self._highest.get(key, 0), int(found[2]))

    def call_nos(self) -> list[str]:
        """One for each class and letter."""
        return [f"{class_no}/{letters}{number}" for (class_no, letters), number in self._highest.items()]


class CallNumbers:
    """Gives them by the school's rule, each class looked at once."""

    def __init__(self, act: Action, settings: LibrarySettings, brought: Brought) -> None:
        self._act, self._settings, self._brought = act, settings, brought
        self._numbers: Numbers | None = None

    def give(self, class_no: str, author: str, title: str, edition: str) -> str:
        """The call number of a new title: class number / book number."""
        if self._numbers is None:
            self._numbers = Numbers(self._act.connection, self._settings)
            for call_no in self._brought.call_nos():
                self._numbers.note(call_no)
        return self._numbers.give(class_no, author=author, title=title, edition=edition)
