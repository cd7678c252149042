"""A book list becomes drafts; a row is refused only where taking it would be wrong, else it is taken with a note."""

import re
from collections import Counter
from dataclasses import dataclass, field
from typing import Any, Final

from libdesk.domain.callnumbers import book_class
from libdesk.domain.drafts import BookDraft, CopyDraft, FaultKind, NoteKind, ParsedList, RowFault, RowNote, VolumeDraft
from libdesk.domain.identifiers import IsbnFault, normalise_isbn, normalise_issn
from libdesk.domain.money import parse_price, price_kept, year_of
from libdesk.exchange.codes import MOST, Codes, is_odd, split_codes
from libdesk.exchange.columns import Mapping
from libdesk.exchange.dates import entry_day, parse_day
from libdesk.exchange.fields import Field
from libdesk.exchange.repeats import refuse_repeats
from libdesk.exchange.rows import ReadRow, RowKind, read_rows, skipped
from libdesk.exchange.tables import Table

_COUNT: Final = re.compile(r"(\d+)(?:\.0+)?\s*[册本套件份]?", re.ASCII)
_AS_IT_STANDS: Final = {
    name.value: name
    for name in (
        Field.CONTRIBUTORS, Field.ORIGINAL_TITLE, Field.EDITION, Field.PUB_PLACE, Field.EXTENT, Field.SIZE,
        Field.BINDING, Field.ACCOMPANYING, Field.SERIES_NO, Field.CN_NO, Field.POST_CODE, Field.FREQUENCY,
        Field.LANGUAGE, Field.AUDIENCE, Field.SUBJECTS, Field.SUMMARY, Field.CONDITION,
    )
}  # fmt: skip
_OF_VOLUME: Final = (Field.VOLUME_ORDINAL, Field.VOLUME_ISBN, Field.VOLUME_PRICE, Field.VOLUME_EXTENT)
_OF_COPY: Final = frozenset((Field.COPY_PRICE, Field.COPY_CALL_NO, Field.COPY_KIND, Field.COPY_NOTE))
_BREAKS: Final = re.compile(r"\s*[\r\n]+\s*")


def parse_books(table: Table, mapping: Mapping) -> ParsedList[BookDraft]:
    """Every row of a book list as a draft, a fault or a skipped row; a barcode that repeats is a fault."""
    drafts: list[BookDraft] = []
    faults: list[RowFault] = []
    notes: list[RowNote] = []
    kinds: Counter[RowKind] = Counter()
    for row in read_rows(table, mapping):
        kinds[row.kind] += 1
        if row.kind is RowKind.DATA:
            book = _Book(row, table.name, frozenset(mapping.columns))
            draft = book.draft()
            if isinstance(draft, BookDraft):
                drafts.append(draft)
                notes += book.notes
            else:
                faults.append(draft)
    parsed = ParsedList(tuple(drafts), tuple(faults), tuple(notes), skipped(kinds), kinds.total())
    return without_repeated_barcodes(parsed)


def without_repeated_barcodes(parsed: ParsedList[BookDraft]) -> ParsedList[BookDraft]:
    """The same over several sheets, once they are joined."""
    return refuse_repeats(parsed, lambda draft: draft.barcodes)


@dataclass(slots=True)
class _Book:
    """One row being read; collects its notes."""

    row: ReadRow
    sheet: str
    columns: frozenset[Field]  # that the list has, filled in this row or not
    notes: list[RowNote] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)  # printed numbers that go into the book's own note

    def draft(self) -> BookDraft | RowFault:
        title = self._text(Field.TITLE)
        if not title:
            return self._fault(FaultKind.NO_TITLE)
        barcodes = split_codes(self._cell(Field.BARCODES))
        if barcodes.ruined:
            return self._fault(FaultKind.BARCODE_RUINED, barcodes.ruined)
        if barcodes.too_long:
            return self._fault(FaultKind.CODE_TOO_LONG, barcodes.too_long)
        if barcodes.span:
            return self._fault(FaultKind.TOO_MANY_COPIES, barcodes.span)
        if odd := next((code for code in barcodes.codes if not code.isalnum() and is_odd(code)), ""):
            self._note(NoteKind.COPY_CODE_UNCLEAR, odd)
        accession = self._accession_nos()
        copies = self._copies(barcodes.codes, accession)
        if copies > MOST:
            return self._fault(FaultKind.TOO_MANY_COPIES, str(copies))
        isbn, issn, unified = self._identifiers()
        year, pub_date = self._published()
        price_text = self._text(Field.PRICE)
        price_fen = self._price(price_text)
        draft = BookDraft(
            line=self.row.line,
            title=title,
            author=self._text(Field.AUTHOR),
            publisher=self._text(Field.PUBLISHER),
            year=year,
            pub_date=pub_date,
            isbn=isbn,
            issn=issn,
            unified_no=unified,
            price_fen=price_fen,
            price_text=price_text,
            class_no=book_class(self._text(Field.CLASS_NO)),
            call_no=self._text(Field.CALL_NO),
            copies=copies,
            barcodes=barcodes.codes,
            accession_nos=accession,
            place=self._text(Field.PLACE),
            entered=self._day(Field.ENTERED),
            source=self._text(Field.SOURCE),
            state=self._text(Field.STATE),
            series=self._text(Field.SERIES),
            subtitle=self._text(Field.SUBTITLE),
            volume=self._text(Field.VOLUME),
            kind=self._text(Field.BOOK_KIND),
            note="；".join([text for text in (self._lines(Field.NOTE), *self.kept) if text]),
            sheet=self.sheet,
            shelving=self._text(Field.SHELVING),
            grade_from=self._number(Field.GRADE_FROM),
            grade_to=self._number(Field.GRADE_TO),
            volumes=self._volumes(),
            each=self._each(),
            **self._as_it_stands(),
        )
        if any("\ufffd" in cell for cell in self.row.cells.values()):
            self._note(NoteKind.BROKEN_CHARACTERS)
        return draft

    def _cell(self, name: Field) -> str:
        return self.row.cells.get(name, "")

    def _text(self, name: Field) -> str:
        cell = self.row.cells.get(name, "")
        return _BREAKS.sub(" ", cell) if "\n" in cell else cell

    def _lines(self, name: Field) -> str:
        return "\n".join(line.strip() for line in self._cell(name).splitlines())

    def _number(self, name: Field) -> int | None:
        cell = self._cell(name)
        return int(cell) if cell.isascii() and cell.isdigit() and len(cell) < 7 else None

    def _volumes(self) -> tuple[VolumeDraft, ...]:
        """What the row says of its volume, where it says more than the name."""
        label = self._text(Field.VOLUME)
        if not label or self.row.cells.keys().isdisjoint(_OF_VOLUME):
            return ()
        price = parse_price(self._text(Field.VOLUME_PRICE)).fen
        isbn = normalise_isbn(self._cell(Field.VOLUME_ISBN)).isbn13
        ordinal = self._number(Field.VOLUME_ORDINAL) or 0
        return (VolumeDraft(label, ordinal, isbn, price, self._text(Field.VOLUME_EXTENT)),)

    def _each(self) -> CopyDraft | None:
        """What the copies of a row have of their own, in a list with all of libdesk's columns for it."""
        if not self.columns >= _OF_COPY:
            return None
        return CopyDraft(
            call_no=self._text(Field.COPY_CALL_NO), price_fen=parse_price(self._text(Field.COPY_PRICE)).fen,
            kind=self._text(Field.COPY_KIND), note=self._lines(Field.COPY_NOTE), whole=True,
        )  # fmt: skip

    def _as_it_stands(self) -> dict[str, Any]:
        return {
            name: self._lines(field) if field is Field.SUMMARY else self._text(field)
            for name, field in _AS_IT_STANDS.items()
            if field in self.row.cells
        }

    def _identifiers(self) -> tuple[str, str, str]:
        """(ISBN, ISSN, unified number): lists put all three under one heading."""
        issn = self._issn()
        unified = self._text(Field.UNIFIED_NO)
        cell = self._cell(Field.ISBN)
        if not cell:
            return "", issn, unified
        read = normalise_isbn(cell)
        if read.fault is IsbnFault.RUINED_BY_SPREADSHEET:
            self._note(NoteKind.ISBN_RUINED, cell)
        elif read.fault is not None and not issn and (serial := normalise_issn(cell)):
            issn = serial
        elif read.fault is IsbnFault.UNIFIED_NUMBER:
            unified = unified or cell
        elif read.wrong:
            self._note(NoteKind.ISBN_WRONG, cell)
            self.kept.append(f"ISBN {cell}")
        return read.isbn13, issn, unified

    def _issn(self) -> str:
        cell = self._cell(Field.ISSN)
        found = normalise_issn(cell) if cell else None
        if cell and found is None:
            self.kept.append(f"ISSN {cell}")
        return found or ""

    def _price(self, text: str) -> int | None:
        if not text:
            return None
        fen = parse_price(text).fen
        if fen is None:
            self._note(NoteKind.PRICE_UNCLEAR, text)
            self.kept += filter(None, [price_kept(text)])
        return fen

    def _published(self) -> tuple[int | None, str]:
        """The year, and the date as it stands there where it says more than the year."""
        text = self._text(Field.YEAR)
        if shown := self._text(Field.PUB_DATE):
            return year_of(text or shown), shown
        if not text:
            return None, ""
        year = year_of(text)
        if year is None:
            day = parse_day(text)  # the serial number of a date whose format was lost
            if day is None:
                self._note(NoteKind.YEAR_UNCLEAR, text)
                return None, text
            return day.year, day.isoformat()
        return year, "" if text == str(year) or Field.PUB_DATE in self.columns else text

    def _day(self, name: Field) -> str:
        text = self._cell(name)
        day = entry_day(text) if text else None
        if text and day is None:
            self._note(NoteKind.DATE_UNCLEAR, text)
        return day.isoformat() if day else ""

    def _accession_nos(self) -> tuple[str, ...]:
        read: Codes = split_codes(self._cell(Field.ACCESSION_NOS))
        if wrong := read.ruined or read.too_long or read.span:
            self._note(NoteKind.ACCESSION_UNCLEAR, wrong)
        return read.codes

    def _copies(self, barcodes: tuple[str, ...], accession: tuple[str, ...]) -> int:
        """What the row names, unless it has barcodes: a list of single copies often repeats the title's total."""
        counted = len(barcodes) or len(accession)
        text = self._text(Field.COPIES)
        found = _COUNT.fullmatch(text)
        if found is None:
            if text:
                self._note(NoteKind.COPIES_UNCLEAR, text)
            return counted or 1
        named = int(found[1][:9])
        if barcodes and named != counted:
            self._note(NoteKind.COPIES_DIFFER, text)
            return counted
        return max(named, counted)

    def _fault(self, reason: FaultKind, value: str = "") -> RowFault:
        return RowFault(self.row.line, self.sheet, reason, value)

    def _note(self, kind: NoteKind, value: str = "") -> None:
        self.notes.append(RowNote(self.row.line, self.sheet, kind, value))
