"""The volumes that copies belong to: made where the library has none of that name, in the order of their labels."""

from collections.abc import Iterable

from libdesk.actions.imports.volume_rows import VOLUME, volume_number, volume_row
from libdesk.actions.journal import Action
from libdesk.domain.drafts import VolumeDraft
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
        self._meet({title_id for title_id, _label in new})
        new = [key for key in new if key not in self._ids]
        rows = [(title_id, label, self._after(title_id, label)) for title_id, label in new]
        if rows:
            self._ids |= zip(new, self._act.add_many(Volume, ("title_id", "label", "ordinal"), rows), strict=True)

    def bring(self, title_id: int, volumes: Iterable[VolumeDraft]) -> None:
        """Add the volumes that a record describes by themselves, as far as their title has none of their name."""
        self._meet({title_id})
        new = [one for one in volumes if (title_id, one.label) not in self._ids]
        rows = [volume_row(title_id, one, one.ordinal or self._after(title_id, one.label)) for one in new]
        if rows:
            ids = self._act.add_many(Volume, VOLUME, rows)
            self._ids |= zip([(title_id, one.label) for one in new], ids, strict=True)

    def _after(self, title_id: int, label: str) -> int:
        ordinal = volume_number(label) or self._last.get(title_id, 0) + 1
        self._last[title_id] = max(self._last.get(title_id, 0), ordinal)
        return ordinal

    def _meet(self, title_ids: set[int]) -> None:
        met = title_ids - self._last.keys()
        for (title_id, label), (volume_id, ordinal) in queries.volumes(self._library, met).items():
            self._ids[title_id, label] = volume_id
            self._last[title_id] = max(self._last.get(title_id, 0), ordinal)
        self._last |= dict.fromkeys(met - self._last.keys(), 0)

    def id_of(self, title_id: int, label: str) -> int:
        return self._ids[title_id, label]
