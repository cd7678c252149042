"""A file with all guesses about it, as the page shows and changes them. No Qt: reading and judging run in a worker."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final

from libdesk.domain.drafts import ParsedList, joined
from libdesk.domain.rows.imports import RowPlan
from libdesk.exchange.columns import Mapping, body_sample, guess_columns, guess_kind, guess_mapping
from libdesk.exchange.faulty import FaultySheet
from libdesk.exchange.fields import Field, ListKind
from libdesk.exchange.header_words import WORDS
from libdesk.exchange.name_columns import columns_of_names
from libdesk.exchange.people import is_private, name_and_number
from libdesk.exchange.rosters import logical_tables
from libdesk.exchange.sensitive import is_personal_number, sensitive_columns
from libdesk.exchange.tables import Table, TableFile, read_file, read_tables
from libdesk.i18n import sentences

ALL_SHEETS: Final = -1


@dataclass(frozen=True, slots=True)
class Reading:
    """One file and how it is to be read: a mapping for each sheet, and which sheet counts, or ALL_SHEETS."""

    path: Path
    data: bytes
    file: TableFile
    kind: ListKind
    tables: tuple[Table, ...]  # those of the file, or more where rosters stand side by side
    mappings: tuple[Mapping, ...]
    sheet: int

    @property
    def shown(self) -> int:
        """The sheet whose rows and columns are on the page."""
        return max(self.sheet, 0) if self.sheet != ALL_SHEETS else self.whole_sheets[0]

    @property
    def table(self) -> Table:
        return self.tables[self.shown]

    @property
    def mapping(self) -> Mapping:
        return self.mappings[self.shown]

    @property
    def whole_sheets(self) -> tuple[int, ...]:
        """Sheets that hold such a list; the first when none does."""
        return _whole(self.tables, self.mappings) or (0,)

    @property
    def passed_over(self) -> tuple[str, ...]:
        """Sheets with something in them that would not be read, though all that hold such a list are."""
        if self.kind is not ListKind.BOOKS or self.sheet not in (ALL_SHEETS, *self.whole_sheets):
            return ()
        return tuple(table.name for at, table in enumerate(self.tables) if at not in self.whole_sheets and table.rows)

    @property
    def ready(self) -> bool:
        """Whether every column that a row cannot do without is known."""
        return not self.mapping.missing()

    @property
    def unread(self) -> tuple[tuple[int, str], ...]:
        """Columns of a roster full of names that are neither read nor left out as personal, with their headings."""
        if self.kind is not ListKind.READERS:
            return ()
        found: dict[tuple[int, str], None] = {}
        for at in self._chosen():
            table, mapping = self.tables[at], self.mappings[at]
            gone = {*mapping.columns.values(), *(column.index for column in mapping.sensitive)}
            head = _headings(table, mapping)
            for index in columns_of_names(body_sample(table, mapping.header), gone):
                found[index, head[index] if index < len(head) else ""] = None
        return tuple(found)

    @property
    def carried(self) -> int:
        """Rows that are given the class or the grade above them."""
        return sum(self.tables[at].carried for at in self._chosen())

    @property
    def rows(self) -> int:
        return sum(len(self.tables[at].rows) for at in self._chosen())

    def of_kind(self, kind: ListKind) -> "Reading":
        """All guesses anew, for another kind of list."""
        return _guessed(self.path, self.data, self.file, kind)

    def with_sheet(self, sheet: int) -> "Reading":
        return replace(self, sheet=sheet)

    def with_header(self, header: int | None) -> "Reading":
        """The shown sheet with another header row, its columns guessed anew."""
        headings = () if header is None else self.table.rows[header]
        known = dict(self.table.columns) if header is None else {}
        columns = known or guess_columns(headings, body_sample(self.table, header), self.kind)
        below = self.table.rows if header is None else self.table.rows[header + 1 :]
        sensitive = sensitive_columns(headings, below) if self.kind is not ListKind.BOOKS else ()
        return self._with(Mapping(self.kind, header, columns, sensitive))

    def with_column(self, index: int, field: Field | None) -> "Reading":
        """One column means another field, or none; whatever column meant that field before means none."""
        columns = {name: at for name, at in self.mapping.columns.items() if at != index and name is not field}
        if field is not None:
            columns[field] = index
        return self._with(replace(self.mapping, columns=columns))

    def _with(self, mapping: Mapping) -> "Reading":
        """Sheets under the same headings are read alike."""
        headings = _headings(self.table, self.mapping)
        changed = tuple(
            replace(other, columns=mapping.columns, sensitive=mapping.sensitive or other.sensitive)
            if at != self.shown and headings and _headings(table, other) == headings
            else other
            for at, (table, other) in enumerate(zip(self.tables, self.mappings, strict=True))
        )
        return replace(self, mappings=(*changed[: self.shown], mapping, *changed[self.shown + 1 :]))

    def parse(self) -> ParsedList[Any]:
        """Every row of the chosen sheets as a draft, a fault or a skipped row."""
        parse, unrepeated = _parsers(self.kind)
        parts = [parse(self.tables[at], self.mappings[at]) for at in self._chosen()]
        return unrepeated(joined(parts)) if len(parts) > 1 or self.kind is ListKind.READERS else parts[0]

    def _chosen(self) -> tuple[int, ...]:
        return self.whole_sheets if self.sheet == ALL_SHEETS else (self.sheet,)

    def refused(self, rows: Sequence[RowPlan]) -> list[FaultySheet]:
        """These rows as they stand in the file, each with its reasons; nothing personal is left.

        They stand under one heading where all their sheets have the same, else a sheet for each. What only a title or
        the sheet's name says of them, their class perhaps, gets a column: so they can be mended and brought in again.
        """
        places = [(self._table_of(row), row) for row in rows]
        parts: dict[tuple[str, ...], list[tuple[int, RowPlan]]] = {}
        for at, row in places:
            parts.setdefault(_headings(self.tables[at], self.mappings[at]), []).append((at, row))
        return [self._sheet_of(part) for part in parts.values()]

    def _sheet_of(self, rows: Sequence[tuple[int, RowPlan]]) -> FaultySheet:
        first = rows[0][0]
        beside = self._beside({at for at, _row in rows})
        said = [beside.get((at, row.line), {}) for at, row in rows]
        more = [field for field in (Field.GRADE, Field.CLASS, Field.READER_KIND) if any(field in one for one in said)]
        cells = [self._cells(at, row.line - 1) for at, row in rows]
        mapping = self.mappings[first]
        header = self._layout_headings(first) if mapping.header is None else self._cells(first, mapping.header)
        width = max(map(len, (header, *cells)))
        found = [
            ((*part, *[""] * (width - len(part)), *(one.get(field, "") for field in more)), sentences(*row.reasons))
            for part, one, (_at, row) in zip(cells, said, rows, strict=True)
        ]
        if header:
            header = (*header, *[""] * (width - len(header)), *(WORDS[self.kind][field][0] for field in more))
        return FaultySheet(self.tables[first].name, header, found)

    def _layout_headings(self, at: int) -> tuple[str, ...]:
        """Headings for columns that only the layout told, so that the rows can be read without it."""
        known = {index: field for field, index in self.tables[at].columns}
        return tuple(WORDS[self.kind][known[i]][0] if i in known else "" for i in range(max(known, default=-1) + 1))

    def _beside(self, tables: set[int]) -> dict[tuple[int, int], dict[Field, str]]:
        if self.kind is not ListKind.READERS:
            return {}
        from libdesk.exchange.readers import said_above

        return {
            (at, line): said for at in tables for line, said in said_above(self.tables[at], self.mappings[at]).items()
        }

    def name_of(self, row: RowPlan) -> str:
        """What a row is about: for rows that were refused before anybody looked at their words."""
        if row.name:
            return row.name
        at = self._table_of(row)
        cells, columns = self.tables[at].rows[row.line - 1], self.mappings[at].columns
        places = [columns[field] for field in (Field.TITLE, Field.NAME, Field.COPY_CODE) if field in columns]
        return next((cells[place] for place in places if place < len(cells)), "")

    def _table_of(self, row: RowPlan) -> int:
        """The table a row stands in; of rosters side by side the one that names the reader."""
        fits = [at for at, table in enumerate(self.tables) if table.name == row.sheet] or [self.shown]
        named = (at for at in fits if row.name and row.name in self.tables[at].rows[row.line - 1])
        return next(named, fits[0])

    def _cells(self, at: int, row: int) -> tuple[str, ...]:
        table, mapping = self.tables[at], self.mappings[at]
        gone = {column.index for column in mapping.sensitive}
        kept = [cell for index, cell in enumerate(table.rows[row]) if index not in gone]
        if self.kind is ListKind.BOOKS or row == mapping.header:
            return tuple(kept)
        return tuple(map(_without_personal, kept))


def read(path: Path, kind: ListKind | None = None, encoding: str | None = None) -> Reading:
    """Read a file and guess everything about it; `kind` and `encoding` are the person's own choice.

    The kind holds while the columns that it needs are found under a header: the next file may well be another list.
    Raises a FileError with what is wrong with the file.
    """
    data = read_file(path)
    file = read_tables(data, path.name, encoding=encoding)
    chosen = _guessed(path, data, file, kind) if kind is not None else None
    if chosen is not None and chosen.ready and chosen.mapping.header is not None:
        return chosen
    likely = next((found for table in file.tables if (found := guess_kind(table))), kind or ListKind.BOOKS)
    guessed = _guessed(path, data, file, likely)
    without_header = chosen is not None and chosen.ready and guessed.mapping.header is None
    return chosen if chosen is not None and without_header else guessed


def _guessed(path: Path, data: bytes, file: TableFile, kind: ListKind) -> Reading:
    tables = logical_tables(file.tables, path.stem) if kind is ListKind.READERS else file.tables
    mappings = tuple(guess_mapping(table, kind) for table in tables)
    whole = _whole(tables, mappings)
    sheet = ALL_SHEETS if len(whole) > 1 else (whole or (0,))[0]
    return Reading(path, data, file, kind, tables, mappings, sheet)


def _whole(tables: Sequence[Table], mappings: Sequence[Mapping]) -> tuple[int, ...]:
    """The sheets that hold a list. Beside a sheet of books under headings, one without is a page of words about it."""
    whole = [at for at, mapping in enumerate(mappings) if not mapping.missing()]
    if mappings[0].kind is ListKind.BOOKS:
        headed = [at for at in whole if mappings[at].header is not None or tables[at].columns]
        return tuple(headed or whole)
    return tuple(whole)


def _without_personal(cell: str) -> str:
    """A cell without the identity number that it is, or that stands beside a name in it."""
    name, number = name_and_number(cell) if len(cell) > 10 and not cell.isalpha() else ("", "")
    if number and is_private(number):
        return name
    return "" if is_personal_number(cell) else cell


def _headings(table: Table, mapping: Mapping) -> tuple[str, ...]:
    return () if mapping.header is None else table.rows[mapping.header]


Parser = Callable[[Table, Mapping], ParsedList[Any]]
Once = Callable[[ParsedList[Any]], ParsedList[Any]]


def _parsers(kind: ListKind) -> tuple[Parser, Once]:
    """How a list of this kind is read, and how several sheets of it are made one."""
    if kind is ListKind.BOOKS:
        from libdesk.exchange.books import parse_books, without_repeated_barcodes

        return parse_books, without_repeated_barcodes
    if kind is ListKind.READERS:
        from libdesk.exchange.readers import parse_readers, whole_roster

        return parse_readers, whole_roster
    from libdesk.exchange.loans import parse_loans, without_repeated_copies

    return parse_loans, without_repeated_copies
