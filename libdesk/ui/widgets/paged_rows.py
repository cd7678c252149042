"""Rows of a long list, read page by page as they come into sight: the list itself is but an array of numbers.

A table asks such a list for a key by its place, and for the place of a key, so that no row is read for that.
"""

from collections import OrderedDict
from collections.abc import Callable, Sequence
from typing import Final, Generic, TypeVar, overload

Row = TypeVar("Row")

PAGE: Final = 200  # rows read at once: more than a screen shows
KEPT: Final = 12  # pages kept


class PagedRows(Sequence[Row], Generic[Row]):
    """`fetch` gives the rows of some of the `ids`, by id; `gone` stands for one that is not there any more."""

    def __init__(
        self, ids: Sequence[int], fetch: Callable[[Sequence[int]], dict[int, Row]], gone: Row, *, page: int = PAGE
    ) -> None:
        self.ids = ids
        self._size = page
        self._kept = max(KEPT, KEPT * PAGE // page)
        self._fetch = fetch
        self._gone = gone
        self._pages: OrderedDict[int, list[Row]] = OrderedDict()

    def __len__(self) -> int:
        return len(self.ids)

    @overload
    def __getitem__(self, place: int) -> Row: ...
    @overload
    def __getitem__(self, place: slice) -> list[Row]: ...
    def __getitem__(self, place: int | slice) -> Row | list[Row]:
        if isinstance(place, slice):
            return [self[number] for number in range(*place.indices(len(self)))]
        number = place + len(self) if place < 0 else place
        if not 0 <= number < len(self):
            raise IndexError(place)
        return self._page(number // self._size)[number % self._size]

    def key_at(self, place: int) -> int:
        """The id of a row, without reading it."""
        return self.ids[place]

    def place_of(self, key: object) -> int | None:
        """Where the row with this id stands, without reading any."""
        try:
            return self.ids.index(key)
        except (ValueError, TypeError):
            return None

    def forget(self) -> None:
        """Read the rows anew when they are next asked for."""
        self._pages.clear()

    def _page(self, number: int) -> list[Row]:
        page = self._pages.get(number)
        if page is None:
            ids = self.ids[number * self._size : (number + 1) * self._size]
            found = self._fetch(ids)
            page = self._pages[number] = [found.get(row_id, self._gone) for row_id in ids]
            if len(self._pages) > self._kept:
                self._pages.popitem(last=False)
        self._pages.move_to_end(number)
        return page
