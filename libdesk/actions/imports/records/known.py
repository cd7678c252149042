"""What the library knows of a chunk of records: asked once for all of them, and forgotten with the next chunk."""

from collections.abc import Iterable, Sequence
from typing import Any, Final

from libdesk.actions.imports.title_rows import FIELDS
from libdesk.domain.barcodes import fold_barcode
from libdesk.domain.drafts import BookDraft, CopyDraft
from libdesk.domain.matching import author_key, text_key
from libdesk.domain.progress import Progress
from libdesk.store.database import Library
from libdesk.store.queries import records as queries

COLUMNS: Final = ("title", *FIELDS, "record_id")
_LOOK: Final = 5_000  # titles between two looks at the stop button


def work_number(name_key: str, author: str | None, publisher: str | None) -> int:
    """One number for title, author and publisher as they are compared."""
    return hash((name_key, author_key(author) if author else "", text_key(publisher) if publisher else ""))


class Known:
    """The titles of the library by ISBN and by name, and the owners of codes, as far as a chunk asks for them."""

    def __init__(self, library: Library, progress: Progress) -> None:
        self.library = library
        self.last = queries.last_title(library)
        self._by_key: dict[int, list[int]] = {}
        for number, (row_id, title, author, publisher) in enumerate(queries.title_names(library)):
            if number % _LOOK == 0:
                progress.step(0, 0)
            self._by_key.setdefault(work_number(text_key(title), author, publisher), []).append(row_id)
        self._isbns: dict[str, list[int]] = {}
        self._titles: dict[int, dict[str, Any]] = {}
        self.owners: dict[str, queries.CodeOwner] = {}
        self.accessions: dict[str, int] = {}

    def look(self, drafts: Sequence[BookDraft], keys: Iterable[int]) -> None:
        """Ask for all that a chunk of drafts may meet."""
        self._isbns = {}
        found = {row_id for key in keys for row_id in self._by_key.get(key, ())}
        for isbn, row_id in queries.titles_by_isbn(self.library, {draft.isbn for draft in drafts if draft.isbn}):
            if row_id <= self.last:  # not what this import has written
                self._isbns.setdefault(isbn, []).append(row_id)
                found.add(row_id)
        self._titles = queries.titles(self.library, found, COLUMNS)
        codes, numbers = set(), set()
        for draft in drafts:
            if draft.items:
                codes.update([fold_barcode(item.barcode) for item in draft.items if item.barcode])
                numbers.update([item.accession_no for item in draft.items if item.accession_no])
            else:
                codes.update(map(fold_barcode, draft.barcodes))
                numbers.update(filter(None, draft.accession_nos))
        self.owners = queries.code_owners(self.library, codes)
        self.accessions = queries.accession_titles(self.library, numbers) if numbers else {}

    def by_isbn(self, isbn: str) -> list[int]:
        return self._isbns.get(isbn, [])

    def by_key(self, key: int) -> list[int]:
        return self._by_key.get(key, [])

    def title(self, row_id: int) -> dict[str, Any]:
        """The columns of a title that this chunk has met."""
        return self._titles[row_id]


def copies_of(draft: BookDraft, bare: int) -> tuple[Sequence[CopyDraft], bool]:
    """The copies that a record brings, and whether it names them; `bare` of them where it names none."""
    if draft.items:
        return draft.items, True
    count = max(len(draft.barcodes), len(draft.accession_nos))
    if not count and draft.copies == 1:
        return [CopyDraft()] * bare, False
    count = max(count, draft.copies)
    codes = (*draft.barcodes, *[""] * (count - len(draft.barcodes)))
    numbers = (*draft.accession_nos, *[""] * (count - len(draft.accession_nos)))
    return [
        CopyDraft(barcode=code, accession_no=number or "") for code, number in zip(codes, numbers, strict=True)
    ], True
