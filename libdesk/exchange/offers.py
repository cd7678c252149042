"""A supplier's quotation, a recommended list or a delivery list becomes offers, one a row.

Barcodes of such lists are ISBNs, and a supplier's stock is not what a school wants of a title. A file of MARC records
is such a list too: each copy that a record describes is one.
"""

import io
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from libdesk.domain.drafts import NOTE_LABELS, BookDraft, NoteKind
from libdesk.domain.holdings_check import Offer
from libdesk.domain.progress import Progress
from libdesk.exchange.books import parse_books
from libdesk.exchange.columns import Mapping, guess_kind, guess_mapping
from libdesk.exchange.errors import FileError
from libdesk.exchange.fields import Field, ListKind
from libdesk.exchange.marc.read import looks_like_marc, read_stream
from libdesk.exchange.tables import Table, read_file, read_tables
from libdesk.i18n import _, sentences

_HEAD: Final = 65_536
_BOOKS_OF_SHEETS: Final = (b"PK", b"\xd0\xcf\x11\xe0")  # their bytes may hold anything, marks of records too
_STOCK: Final = re.compile(r"库存|现货|可供|在库|stock", re.IGNORECASE)
_NOT_HERE: Final = (Field.BARCODES, Field.ACCESSION_NOS, Field.CALL_NO, Field.PLACE, Field.ENTERED)
_TOLD: Final = (NoteKind.ISBN_RUINED, NoteKind.ISBN_WRONG, NoteKind.PRICE_UNCLEAR, NoteKind.COPIES_UNCLEAR)


class NoBooks(FileError):
    """A list of something else, or one whose titles cannot be told."""

    name: str

    def text(self) -> str:
        text = _("No list of books was found in “{name}”. It needs a column headed 书名 or ISBN.")
        return text.format(name=self.name)


@dataclass(frozen=True, slots=True)
class Unread:
    """A row or a record that gives no offer, and why in words."""

    line: int
    why: str


@dataclass(frozen=True, slots=True)
class OfferList:
    """A list as it was read; offers, faults and skipped rows add up to the rows. `has_counts`: it says how many."""

    name: str
    offers: tuple[Offer, ...]
    faults: tuple[Unread, ...]
    rows_read: int
    skipped: int
    has_counts: bool

    @property
    def adds_up(self) -> bool:
        return len(self.offers) + len(self.faults) + self.skipped == self.rows_read


def read_offers(path: Path, progress: Progress | None = None) -> OfferList:
    """Read every sheet or record of a file that holds books. Raises a FileError with what is wrong with the file."""
    told = progress or Progress()
    data = read_file(path)
    if not data.startswith(_BOOKS_OF_SHEETS) and looks_like_marc(data[:_HEAD]):
        return _of_records(data, path.name, told)
    file = read_tables(data, path.name)
    found = []
    for number, table in enumerate(file.tables):
        told.step(number, len(file.tables))
        mapping = offer_mapping(table)
        if not mapping.missing() and guess_kind(table) in (ListKind.BOOKS, None):
            found.append(offers_of(table, mapping))
    if not found:
        raise NoBooks(path.name)
    return OfferList(
        path.name,
        tuple(offer for part in found for offer in part.offers),
        tuple(fault for part in found for fault in part.faults),
        sum(part.rows_read for part in found),
        sum(part.skipped for part in found),
        any(part.has_counts for part in found),
    )


def offer_mapping(table: Table) -> Mapping:
    """The guess for a book list without what only a library's own list has."""
    mapping = guess_mapping(table, ListKind.BOOKS)
    columns = dict(mapping.columns)
    if Field.ISBN not in columns and Field.BARCODES in columns:
        columns[Field.ISBN] = columns[Field.BARCODES]
    for field in _NOT_HERE:
        columns.pop(field, None)
    if mapping.header is not None and Field.COPIES in columns:
        heads = table.rows[mapping.header]
        if columns[Field.COPIES] < len(heads) and _STOCK.search(heads[columns[Field.COPIES]]):
            del columns[Field.COPIES]
    return replace(mapping, columns=columns)


def offers_of(table: Table, mapping: Mapping) -> OfferList:
    """Every row of a table as an offer, a fault or a skipped row."""
    parsed = parse_books(table, mapping)
    notes: dict[int, list[str]] = {}
    for note in parsed.notes:
        if note.kind in _TOLD:
            notes.setdefault(note.line, []).append(_(NOTE_LABELS[note.kind]).format(value=note.value))
    asked = mapping.columns.get(Field.COPIES)
    offers = tuple(_offer(draft, table, asked, notes.get(draft.line, ())) for draft in parsed.drafts)
    faults = tuple(Unread(fault.line, fault.text()) for fault in parsed.faults)
    return OfferList(
        table.name, offers, faults, parsed.rows_read, parsed.skipped.total,
        any(offer.asked is not None for offer in offers),
    )  # fmt: skip


def _of_records(data: bytes, name: str, progress: Progress) -> OfferList:
    offers: list[Offer] = []
    faults: list[Unread] = []
    number = 0
    for row in read_stream(io.BytesIO(data), name, len(data), progress):
        number += 1
        if row.draft is not None:
            notes = [_(NOTE_LABELS[note.kind]).format(value=note.value) for note in row.notes if note.kind in _TOLD]
            offers.append(_made(row.draft, len(row.draft.items) or None, notes))
        elif row.fault is not None:
            faults.append(Unread(row.number, row.why()))
    counted = any(offer.asked for offer in offers)
    return OfferList(name, tuple(offers), tuple(faults), number, number - len(offers) - len(faults), counted)


def _offer(draft: BookDraft, table: Table, asked_at: int | None, notes: Sequence[str]) -> Offer:
    row = table.rows[draft.line - 1]
    says = asked_at is not None and asked_at < len(row) and any(c.isdigit() for c in row[asked_at])
    return _made(draft, draft.copies if says else None, notes)


def _made(draft: BookDraft, asked: int | None, notes: Sequence[str]) -> Offer:
    title = f"{draft.title}({draft.volume})" if draft.volume and draft.volume not in draft.title else draft.title
    return Offer(
        draft.line, title, draft.author, draft.publisher, draft.year, draft.isbn, draft.price_fen, draft.class_no,
        asked, sentences(*notes),
    )  # fmt: skip
