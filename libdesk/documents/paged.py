"""A document that can be made page by page: the preview makes the page it shows, the printer gets them all."""

from typing import Protocol

from libdesk.documents.pdfium import LOCK
from libdesk.domain.progress import Progress


class Pages(Protocol):
    """`count` is known at once; the pages are made only when they are asked for."""

    @property
    def title(self) -> str:
        """In words, for the window and the file."""
        ...

    @property
    def count(self) -> int: ...

    def pdf(self, first: int = 0, last: int | None = None, progress: Progress | None = None) -> bytes:
        """The pages from `first` up to `last`, which is not among them, as one PDF; all of them without.

        Raises Cancelled.
        """
        ...


class Whole:
    """A short document that is made in one go, such as a list of a few pages."""

    def __init__(self, title: str, pdf: bytes) -> None:
        self.title = title
        self._pdf = pdf
        self.count = _count(pdf)

    def pdf(self, first: int = 0, last: int | None = None, progress: Progress | None = None) -> bytes:
        """As Pages has it."""
        last = self.count if last is None else min(last, self.count)
        return self._pdf if (first, last) == (0, self.count) else _cut(self._pdf, first, last)


def _count(pdf: bytes) -> int:
    import pypdfium2

    with LOCK:
        document = pypdfium2.PdfDocument(pdf)
        try:
            return len(document)
        finally:
            document.close()


def _cut(pdf: bytes, first: int, last: int) -> bytes:
    from io import BytesIO

    import pypdfium2

    with LOCK:
        whole, part, out = pypdfium2.PdfDocument(pdf), pypdfium2.PdfDocument.new(), BytesIO()
        try:
            part.import_pages(whole, list(range(first, last)))
            part.save(out)
        finally:
            part.close()
            whole.close()
    return out.getvalue()
