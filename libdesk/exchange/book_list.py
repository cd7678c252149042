"""The catalogue as a list: under headings that libdesk itself reads again, a row for each copy or for each title."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from libdesk.domain.drafts import CopyDraft
from libdesk.domain.rows.books import STATUS_NAMES
from libdesk.domain.rows.exports import ExportBook
from libdesk.domain.titles import KIND_NAMES, TitleFields
from libdesk.exchange.fields import Field, ListKind
from libdesk.exchange.header_words import WORDS
from libdesk.exchange.stream_xlsx import Cell
from libdesk.i18n import _

_TITLE_FIELDS: Final = (
    Field.TITLE, Field.SUBTITLE, Field.AUTHOR, Field.CONTRIBUTORS, Field.ORIGINAL_TITLE, Field.PUBLISHER,
    Field.PUB_PLACE, Field.YEAR, Field.EDITION, Field.ISBN, Field.ISSN, Field.UNIFIED_NO, Field.CN_NO, Field.POST_CODE,
    Field.FREQUENCY, Field.PRICE, Field.BINDING, Field.EXTENT, Field.SIZE, Field.ACCOMPANYING, Field.SERIES,
    Field.SERIES_NO, Field.CLASS_NO, Field.CALL_NO, Field.SUBJECTS, Field.LANGUAGE, Field.AUDIENCE, Field.SUMMARY,
    Field.NOTE, Field.BOOK_KIND,
)  # fmt: skip
_COPY_FIELDS: Final = (
    Field.VOLUME, Field.BARCODES, Field.ACCESSION_NOS, Field.COPIES, Field.PLACE, Field.ENTERED, Field.SOURCE,
    Field.STATE, Field.CONDITION,
)  # fmt: skip
_OUT: Final = ("loan", "hold", "in_house")  # a copy that belongs on the shelf, wherever it is today
_SAME: Final = {
    Field.SUBTITLE: "subtitle", Field.AUTHOR: "author", Field.CONTRIBUTORS: "contributors",
    Field.ORIGINAL_TITLE: "original_title", Field.PUBLISHER: "publisher", Field.PUB_PLACE: "pub_place",
    Field.EDITION: "edition", Field.ISBN: "isbn", Field.ISSN: "issn", Field.UNIFIED_NO: "unified_no",
    Field.CN_NO: "cn_no", Field.POST_CODE: "post_code", Field.FREQUENCY: "frequency", Field.BINDING: "binding",
    Field.EXTENT: "extent", Field.SIZE: "size", Field.ACCOMPANYING: "accompanying", Field.SERIES: "series",
    Field.SERIES_NO: "series_no", Field.CLASS_NO: "class_no", Field.SUBJECTS: "subjects",
    Field.LANGUAGE: "language", Field.AUDIENCE: "audience", Field.SUMMARY: "summary", Field.NOTE: "note",
    Field.TITLE: "title",
}  # fmt: skip


def headings() -> list[str]:
    """The very words by which the reader of lists knows each column."""
    return [WORDS[ListKind.BOOKS][field][0] for field in (*_TITLE_FIELDS, *_COPY_FIELDS)]


def copy_rows(books: Iterable[ExportBook]) -> Iterator[list[Cell]]:
    """A row for each copy; a title without copies has one that says so."""
    for book in books:
        if not book.copies:
            yield [*_title(book.fields), "", "", "", "0", "", "", "", "", ""]
        for copy in book.copies:
            yield [
                *_title(book.fields, copy),
                copy.volume,
                copy.barcode,
                copy.accession_no,
                "1",
                copy.place,
                copy.entered,
                copy.source,
                state_text(copy.state),
                copy.condition,
            ]


def title_rows(books: Iterable[ExportBook]) -> Iterator[list[Cell]]:
    """A row for each title with all its barcodes; what its copies do not have in common is left empty."""
    for book in books:
        copies = book.copies
        yield [
            *_title(book.fields),
            _common([copy.volume for copy in copies]),
            "、".join(copy.barcode for copy in copies if copy.barcode),
            "、".join(copy.accession_no for copy in copies if copy.accession_no),
            str(len(copies)),
            _common([copy.place for copy in copies]),
            _common([copy.entered for copy in copies]),
            _common([copy.source for copy in copies]),
            _common([state_text(copy.state) for copy in copies]),
            _common([copy.condition for copy in copies]),
        ]


def _title(fields: TitleFields, copy: CopyDraft | None = None) -> list[Cell]:
    """The cells of a title; a copy that has a price or a call number of its own tells that."""
    price = copy.price_fen if copy is not None and copy.price_fen is not None else fields.price_fen
    call_no = copy.call_no if copy is not None and copy.call_no else fields.call_no
    special = {
        Field.YEAR: fields.pub_date or ("" if fields.year is None else str(fields.year)),
        Field.PRICE: "" if price is None else f"{price // 100}.{price % 100:02d}",
        Field.CALL_NO: call_no,
        Field.BOOK_KIND: _(KIND_NAMES[fields.kind]) if fields.kind in KIND_NAMES else fields.kind,
    }
    return [special[field] if field in special else getattr(fields, _SAME[field]) for field in _TITLE_FIELDS]


def state_text(code: str) -> str:
    """The word for a copy's state; where it is today is not told to others."""
    return _(STATUS_NAMES["shelf" if code in _OUT else code]) if code in STATUS_NAMES else code


def _common(values: Sequence[str]) -> str:
    return values[0] if len(set(values)) == 1 else ""
