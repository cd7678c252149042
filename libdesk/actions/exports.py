"""The catalogue, or a part of it, becomes a file: a list for a spreadsheet, or records for another system.

It is written under another name and renamed when it is whole; nothing in the library changes.
"""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO, Final

from libdesk.actions.desk import Desk
from libdesk.domain.ops import Op
from libdesk.domain.progress import Progress
from libdesk.domain.rows.exports import ExportBook, ExportForm, ExportReceipt, Selection
from libdesk.exchange.errors import not_written
from libdesk.i18n import _
from libdesk.store.queries import exports as queries

_LISTS: Final = (ExportForm.XLSX_COPIES, ExportForm.XLSX_TITLES)
_MARC: Final = {
    ExportForm.CNMARC: "cnmarc_utf8",
    ExportForm.CNMARC_GB: "cnmarc_gb18030",
    ExportForm.CNMARC_XML: "cnmarc_xml",
    ExportForm.MARC21: "marc21_utf8",
    ExportForm.MARC21_XML: "marc21_xml",
}


def export_books(
    desk: Desk, path: Path, form: ExportForm, selection: Selection, progress: Progress | None = None
) -> ExportReceipt:
    """Write a file. Raises Cancelled, and FileBusy or FileNotWritten; in any case nothing half-written is left."""
    desk.require(Op.SEE_CATALOGUE)
    part = path.with_name(f"{path.name}.part")
    stream = _Stream(desk, selection, progress or Progress(), records=form not in _LISTS)
    trimmed = 0
    try:
        with part.open("wb") as out:
            if form in _LISTS:
                _write_list(out, form, stream.books())
            else:
                trimmed = _write_records(desk, out, form, stream.books())
        part.replace(path)
    except OSError as error:
        raise not_written(path, error) from error
    finally:
        with suppress(OSError):
            part.unlink()
    return ExportReceipt(path, stream.titles, stream.copies, trimmed)


class _Stream:
    """The titles on their way, counted."""

    def __init__(self, desk: Desk, selection: Selection, progress: Progress, *, records: bool) -> None:
        self._library = desk.read(Op.SEE_CATALOGUE)
        self._selection, self._progress, self._records = selection, progress, records
        self.titles = self.copies = 0

    def books(self) -> Iterator[ExportBook]:
        total = queries.count(self._library, self._selection)
        self._progress.step(0, total)
        for some in queries.books(self._library, self._selection, records=self._records):
            yield from some
            self.titles += len(some)
            self.copies += sum(len(book.copies) for book in some)
            self._progress.step(self.titles, max(total, self.titles))


def _write_list(out: BinaryIO, form: ExportForm, books: Iterator[ExportBook]) -> None:
    from libdesk.exchange.book_list import copy_rows, headings, title_rows
    from libdesk.exchange.stream_xlsx import write_xlsx

    rows = copy_rows(books) if form is ExportForm.XLSX_COPIES else title_rows(books)
    write_xlsx(out, _("Books"), headings(), rows)


def _write_records(desk: Desk, out: BinaryIO, form: ExportForm, books: Iterator[ExportBook]) -> int:
    """Gives of how many titles not all found room."""
    from libdesk.exchange.book_list import state_text
    from libdesk.exchange.marc.out import BookOut
    from libdesk.exchange.marc.read import record_in
    from libdesk.exchange.marc.write import MarcKind, form_of, write_stream

    kind = MarcKind(_MARC[form])
    agency, day = desk.settings.school, desk.today.strftime("%Y%m%d")

    def out_of(book: ExportBook) -> BookOut:
        copies = tuple(replace(copy, state=state_text(copy.state)) for copy in book.copies)
        kept = None
        if book.record is not None and book.record[0] == form_of(kind):
            kept = record_in(book.record[2], book.record[1])
        return BookOut(book.fields, copies, str(book.id), agency, day, kept, book.volumes)

    return len(write_stream(out, map(out_of, books), kind).trimmed)
