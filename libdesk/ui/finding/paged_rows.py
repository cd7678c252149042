"""A list of titles as long as the library, of which only the pages that are seen are read and few are kept."""

from array import array
from collections import OrderedDict
from collections.abc import Callable, Sequence
from typing import Any, Final, overload

from libdesk.domain.errors import DeskError
from libdesk.domain.rows.books import TitleFound

PAGE: Final = 50  # rows read at once: a screen full
KEPT_PAGES: Final = 80


def gone(title_id: int) -> TitleFound:
    """The row of a title that is no longer there or cannot be read now: empty, until the list is read anew."""
    return TitleFound(
        id=title_id, title="", subtitle="", author="", publisher="", year=None, isbn="", call_no="", place="",
        copies=0, on_shelf=0, next_due=None,
    )  # fmt: skip


class PagedRows(Sequence[Any]):
    """The ids stand in memory, eight bytes each; `read(ids)` gives the rows of a page when one of them is asked for."""

    def __init__(self, ids: "array[int]", read: Callable[[Sequence[int]], list[TitleFound]]) -> None:
        self.ids = ids
        self._read = read
        self._pages: OrderedDict[int, list[TitleFound]] = OrderedDict()

    def __len__(self) -> int:
        return len(self.ids)

    @overload
    def __getitem__(self, at: int) -> TitleFound: ...
    @overload
    def __getitem__(self, at: slice) -> list[TitleFound]: ...
    def __getitem__(self, at: int | slice) -> TitleFound | list[TitleFound]:
        if isinstance(at, slice):
            return [self[one] for one in range(*at.indices(len(self.ids)))]
        if at < 0:
            at += len(self.ids)
        if not 0 <= at < len(self.ids):
            raise IndexError(at)
        page, place = divmod(at, PAGE)
        return self._page(page)[place]

    def key_at(self, at: int) -> int:
        """The id of a row, without reading it."""
        return self.ids[at]

    def place_of(self, key: object) -> int | None:
        """Where the row with this id stands, without reading any."""
        try:
            return self.ids.index(key)  # type: ignore[arg-type]  # what is no number is not found
        except (ValueError, TypeError):
            return None

    def forget(self) -> None:
        """Read the rows anew when they are next asked for."""
        self._pages.clear()

    def _page(self, page: int) -> list[TitleFound]:
        kept = self._pages.get(page)
        if kept is not None:
            self._pages.move_to_end(page)
            return kept
        ids = self.ids[page * PAGE : (page + 1) * PAGE]
        try:
            found = {row.id: row for row in self._read(ids)}
        except DeskError:  # painting is no place to fail; whatever is done next says why
            return [gone(one) for one in ids]
        self._pages[page] = rows = [found.get(one) or gone(one) for one in ids]
        if len(self._pages) > KEPT_PAGES:
            self._pages.popitem(last=False)
        return rows
