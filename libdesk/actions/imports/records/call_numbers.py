"""Call numbers for many new titles: what stands in a class is asked once for the class, not for each title."""

from libdesk.actions.cataloguing.numbers import give_call_no
from libdesk.actions.journal import Action
from libdesk.domain.settings import LibrarySettings


class CallNumbers:
    """Gives them by the school's rule."""

    def __init__(self, act: Action, settings: LibrarySettings) -> None:
        self._act, self._settings = act, settings
        self._last: dict[str, int] = {}

    def give(self, class_no: str, author: str, title: str) -> str:
        """The call number of a new title: class number / book number."""
        if self._settings.book_number != "running":
            return give_call_no(self._act, self._settings, class_no=class_no, author=author, title=title)
        if class_no not in self._last:
            first = give_call_no(self._act, self._settings, class_no=class_no, author=author, title=title)
            self._last[class_no] = int(first.rpartition("/")[2])
            return first
        self._last[class_no] += 1
        return f"{class_no}/{self._last[class_no]}"
