"""The volumes that copies belong to: made where the library has none of that name, in the order of their labels."""

from collections.abc import Iterable

from libdesk.actions.imports.book_write import volume_number
from libdesk.actions.journal import Action
from libdesk.store.database import Library
from libdesk.store.queries import records as queries
from libdesk.store.tables import Volume


class Volumes:
    """Volumes by title and label, as far as they were met."""

    def __init__(self, act: Action, library: Library) -> None:
        self._act, self._library = act, library
        self._ids: dict[tuple[int, str], int] = {}
        self._last: dict[int, int] = {}

    def make(self, wanted: Iterable[tuple[int, str]]) -> None:
        """Add those of (title, label) that are missing; blank labels are passed over."""
        new = [key for key in dict.fromkeys(wanted) if key[1] and key not in self._ids]
        if not new:
            return
        met = {title_id for title_id, _label in new} - self._last.keys()
        for (title_id, label), (volume_id, ordinal) in queries.volumes(self._library, met).items():
            self._ids[title_id, label] = volume_id
            self._last[title_id] = max(self._last.get(title_id, 0), ordinal)
        new = [key for key in new if key not in self._ids]
        rows = []
        for title_id, label in new:
            ordinal = volume_number(label) or self._last.get(title_id, 0) + 1
            self._last[title_id] = max(self._last.get(title_id, 0), ordinal)
            rows.append((title_id, label, ordinal))
        if rows:
            self._ids |= zip(new, self._act.add_many(Volume, ("title_id", "label", "ordinal"), rows), strict=True)

    def id_of(self, title_id: int, label: str) -> int:
        return self._ids[title_id, label]
