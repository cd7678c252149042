"""The catalogue as a list: under headings that libdesk itself reads again, a row for each copy or for each title."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from libdesk.domain.drafts import CopyDraft, VolumeDraft
from libdesk.domain.rows.books import STATUS_NAMES
from libdesk.domain.rows.exports import ExportBook
from libdesk.domain.show import show_item_kind
from libdesk.domain.titles import KIND_NAMES, TitleFields
from libdesk.exchange.fields import Field, ListKind
from libdesk.exchange.header_words import WORDS
from libdesk.exchange.stream_xlsx import Cell
from libdesk.i18n import _

_TITLE_FIELDS: Final = (
    Field.TITLE, Field.SUBTITLE, Field.AUTHOR, Field.CONTRIBUTORS, Field.ORIGINAL_TITLE, Field.PUBLISHER,
    Field.PUB_PLACE, Field.YEAR, Field.PUB_DATE, Field.EDITION, Field.ISBN, Field.ISSN, Field.UNIFIED_NO, Field.CN_NO,
    Field.POST_CODE, Field.FREQUENCY, Field.PRICE, Field.BINDING, Field.EXTENT, Field.SIZE, Field.ACCOMPANYING,
    Field.SERIES, Field.SERIES_NO, Field.CLASS_NO, Field.CALL_NO, Field.SUBJECTS, Field.LANGUAGE, Field.AUDIENCE,
    Field.GRADE_FROM, Field.GRADE_TO, Field.SUMMARY, Field.NOTE, Field.BOOK_KIND, Field.SHELVING,
)  # fmt: skip
_COPY_FIELDS: Final = (
    Field.VOLUME, Field.BARCODES, Field.ACCESSION_NOS, Field.COPIES, Field.PLACE, Field.ENTERED, Field.SOURCE,
    Field.STATE, Field.CONDITION, Field.COPY_PRICE, Field.COPY_CALL_NO, Field.COPY_KIND, Field.COPY_NOTE,
    Field.VOLUME_ORDINAL, Field.VOLUME_ISBN, Field.VOLUME_PRICE, Field.VOLUME_EXTENT,
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
    Field.TITLE: "title", Field.PUB_DATE: "pub_date", Field.CALL_NO: "call_no", Field.SHELVING: "shelving",
}  # fmt: skip


def headings() -> list[str]:
    """The very words by which the reader of lists knows each column."""
    return [WORDS[ListKind.BOOKS][field][0] for field in (*_TITLE_FIELDS, *_COPY_FIELDS)]


def copy_rows(books: Iterable[ExportBook]) -> Iterator[list[Cell]]:
    """A row for each copy; a title without copies, and a volume without one, has a row that says so."""
    for book in books:
        title = _title(book.fields)
        volumes = {volume.label: volume for volume in book.volumes}
        for copy in book.copies:
            yield [*title, *_cells([copy], volumes.get(copy.volume))]
        bare = [volume for label, volume in volumes.items() if label not in {copy.volume for copy in book.copies}]
        for volume in bare if bare or book.copies else [None]:
            yield [*title, *_cells([], volume)]


def title_rows(books: Iterable[ExportBook]) -> Iterator[list[Cell]]:
    """A row for each title with all its barcodes; what its copies do not have in common is left empty."""
    for book in books:
        label = _common([copy.volume for copy in book.copies])
        volume = next((one for one in book.volumes if one.label == label), None)
        yield [*_title(book.fields), *_cells(book.copies, volume)]


def _title(fields: TitleFields) -> list[Cell]:
    special = {
        Field.YEAR: _number(fields.year),
        Field.PRICE: _price(fields.price_fen),
        Field.GRADE_FROM: _number(fields.grade_from),
        Field.GRADE_TO: _number(fields.grade_to),
        Field.BOOK_KIND: _(KIND_NAMES[fields.kind]) if fields.kind in KIND_NAMES else fields.kind,
    }
    return [special[field] if field in special else getattr(fields, _SAME[field]) for field in _TITLE_FIELDS]


def _cells(copies: Sequence[CopyDraft], volume: VolumeDraft | None) -> list[Cell]:
    """The cells of copies that stand in one row, and of their volume."""
    common = {
        Field.VOLUME: [copy.volume for copy in copies] or [volume.label if volume else ""],
        Field.PLACE: [copy.place for copy in copies],
        Field.ENTERED: [copy.entered for copy in copies],
        Field.SOURCE: [copy.source for copy in copies],
        Field.STATE: [state_text(copy.state) for copy in copies],
        Field.CONDITION: [copy.condition for copy in copies],
        Field.COPY_PRICE: [_price(copy.price_fen) for copy in copies],
        Field.COPY_CALL_NO: [copy.call_no for copy in copies],
        Field.COPY_KIND: [show_item_kind(copy.kind) for copy in copies],
        Field.COPY_NOTE: [copy.note for copy in copies],
    }
    cells = {field: _common(values) for field, values in common.items()} | {
        Field.BARCODES: "、".join(copy.barcode for copy in copies if copy.barcode),
        Field.ACCESSION_NOS: "、".join(copy.accession_no for copy in copies if copy.accession_no),
        Field.COPIES: str(len(copies)),
        Field.VOLUME_ORDINAL: _number(volume.ordinal) if volume else "",
        Field.VOLUME_ISBN: volume.isbn if volume else "",
        Field.VOLUME_PRICE: _price(volume.price_fen) if volume else "",
        Field.VOLUME_EXTENT: volume.extent if volume else "",
    }
    return [cells[field] for field in _COPY_FIELDS]


def _number(value: int | None) -> str:
    return "" if value is None else str(value)


def _price(fen: int | None) -> str:
    return "" if fen is None else f"{fen // 100}.{fen % 100:02d}"


def state_text(code: str) -> str:
    """The word for a copy's state; where it is today is not told to others."""
    return _(STATUS_NAMES["shelf" if code in _OUT else code]) if code in STATUS_NAMES else code


def _common(values: Sequence[str]) -> str:
    return values[0] if len(set(values)) == 1 else ""
