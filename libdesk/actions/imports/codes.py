"""The one space of codes while a list is planned: those of the library, and those that earlier rows have taken."""

from collections.abc import Iterable

from libdesk.actions.imports import texts
from libdesk.domain.barcodes import MAX_LENGTH, fold_barcode, is_reserved
from libdesk.domain.rows.imports import CodeOwner
from libdesk.store.database import Library
from libdesk.store.queries import imports as queries


class CodeSpace:
    """Tells whose a code is, and keeps what the rows of the list take."""

    def __init__(self, library: Library) -> None:
        self.owners: dict[str, CodeOwner] = queries.code_owners(library)
        self.lines: dict[str, int] = {}
        self._library = library
        self._reader_names: dict[int, str] | None = None

    def all_keys(self) -> Iterable[str]:
        yield from self.owners
        yield from self.lines

    def unusable(self, code: str) -> str:
        """Why no book and no reader may bear this code; "" when it may."""
        key = fold_barcode(code)
        if not key or len(key) > MAX_LENGTH:
            return texts.not_a_barcode(code)
        return texts.is_reserved(code) if is_reserved(key) else ""

    def whose(self, code: str, owner: CodeOwner) -> str:
        """The sentence that names the owner of a code."""
        if owner.copy_id is not None:
            return texts.belongs_to_book(code, queries.title_names(self._library, [owner.copy_id])[owner.copy_id])
        if owner.reader_id is None:
            return texts.is_reserved(code)
        if self._reader_names is None:
            self._reader_names = queries.reader_names(self._library)
        return texts.belongs_to_reader(code, self._reader_names[owner.reader_id])

    def take(self, code: str, line: int) -> str:
        """Note that a row bears this code; gives its key."""
        key = fold_barcode(code)
        self.lines[key] = line
        return key
