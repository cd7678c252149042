"""Several lists, slips and charts bound into one document, of which each page can be made by itself."""

from collections.abc import Sequence
from typing import Protocol

from libdesk.documents.page import Document
from libdesk.domain.progress import Progress


class Leaves(Protocol):
    """Pages that belong together: their number is known before the first is drawn."""

    @property
    def count(self) -> int: ...

    def draw(self, document: Document, number: int, folio: str) -> None:
        """Draw page `number`, from 0, as the next of the document; `folio` is what stands at its foot, as 3/7."""
        ...


class Bound:
    """A document as Pages has it. Each part counts its own pages, or with `through` all are counted on."""

    def __init__(self, title: str, school: str, parts: Sequence[Leaves], *, through: bool = False) -> None:
        self.title = title
        self._school, self._parts, self._through = school, tuple(parts), through
        self.count = sum(part.count for part in parts)

    def pdf(self, first: int = 0, last: int | None = None, progress: Progress | None = None) -> bytes:
        """As Pages has it. Raises Cancelled."""
        last = self.count if last is None else min(last, self.count)
        document = Document(self.title, self._school)
        progress = progress or Progress()
        before = 0
        for part in self._parts:
            count = part.count
            for number in range(max(first - before, 0), min(last - before, count)):
                progress.step(before + number - first, last - first)
                at, of = (before + number + 1, self.count) if self._through else (number + 1, count)
                part.draw(document, number, f"{at}/{of}")
            before += count
        return document.finish()
