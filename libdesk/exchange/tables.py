"""Any list that a school can bring, as tables of text: csv, txt, tsv, xls, xlsx, web pages named .xls, by one path."""

import errno
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from libdesk.exchange import encodings, sniff, text_tables, web_tables, workbooks
from libdesk.exchange.errors import (
    EmptyFile,
    FileBusy,
    FileGone,
    FileUnreadable,
    Foreign,
    NoRows,
    NotAList,
    PasswordProtected,
    TooLarge,
)
from libdesk.exchange.fields import Field
from libdesk.exchange.sniff import FileKind

_SHARING_VIOLATION: Final = (32, 33)  # Windows: another program has the file, or a part of it, locked
_LEAST_LIKELY: Final = -0.5  # below this a text beyond ASCII is no text


@dataclass(frozen=True, slots=True)
class Table:
    """A sheet, or the one table of a text file. Row i is line i + 1 of the spreadsheet; rows may differ in width.

    `file` is the file's name where it may say the class or the grade; `columns` is what a layout without headings says.
    """

    name: str
    rows: tuple[tuple[str, ...], ...]
    file: str = ""
    columns: tuple[tuple[Field, int], ...] = ()
    carried: int = 0  # rows below a class or a grade that is written only where it changes


@dataclass(frozen=True, slots=True)
class TableFile:
    """What was read, and by which guesses: `encoding` and `delimiter` are None where the kind of file has none."""

    name: str
    kind: FileKind
    tables: tuple[Table, ...]
    encoding: str | None = None
    delimiter: str | None = None
    hidden_rows: int = 0  # that a filter or a person hides in the spreadsheet; they are read all the same


def read_file(path: Path) -> bytes:
    """The bytes of a file. Raises FileBusy, FileGone, FileUnreadable, TooLarge, EmptyFile."""
    try:
        if path.stat().st_size > workbooks.MOST_BYTES:
            raise TooLarge(path.name)
        data = path.read_bytes()
    except FileNotFoundError as error:
        raise FileGone(path.name) from error
    except OSError as error:
        busy = (isinstance(error, PermissionError) and not path.is_dir()) or _winerror(error) in _SHARING_VIOLATION
        if busy or error.errno == errno.EBUSY:
            raise FileBusy(path.name) from error
        raise FileUnreadable(path.name, error.strerror or type(error).__name__) from error
    if not data:
        raise EmptyFile(path.name)
    return data


def read_tables(data: bytes, name: str, *, encoding: str | None = None, delimiter: str | None = None) -> TableFile:
    """All tables of a file that hold any row. `encoding` and `delimiter` are the person's own choice over the guess.

    Raises EmptyFile, NoRows, NotAList, PasswordProtected, DamagedWorkbook, TooLarge, and nothing else.
    """
    if not data:
        raise EmptyFile(name)
    kind = sniff.sniff(data)
    if isinstance(kind, Foreign):
        raise NotAList(name, kind)
    if isinstance(kind, sniff.Locked):
        raise PasswordProtected(name)
    if len(data) > workbooks.MOST_BYTES:
        raise TooLarge(name)
    used_encoding = used_delimiter = None
    if kind in (FileKind.XLSX, FileKind.XLS):
        found = workbooks.workbook_rows(data, name, packed=kind is FileKind.XLSX)
    elif kind is FileKind.WEB:
        used_encoding = encoding or _web_encoding(data)
        found = web_tables.web_tables(encodings.decode(data, used_encoding))
    else:
        used_encoding = encoding or encodings.guess_encoding(data)
        text = encodings.decode(data, used_encoding)
        if encoding is None and _is_rubbish(text):
            raise NotAList(name, Foreign.UNKNOWN)
        rows, used_delimiter = text_tables.text_rows(text, delimiter)
        found = [("", rows)]
    tables = tuple(Table(title, tuple(rows)) for title, rows in found if any(any(row) for row in rows))
    if not tables:
        raise NoRows(name)
    if any(len(table.rows) > workbooks.MOST_ROWS for table in tables):
        raise TooLarge(name, workbooks.MOST_ROWS)
    hidden = workbooks.hidden_rows(data) if kind is FileKind.XLSX else 0
    return TableFile(name, kind, tables, used_encoding, used_delimiter, hidden)


def _web_encoding(data: bytes) -> str:
    """The page's own word, unless what it yields is less like Chinese than the guess."""
    guess = encodings.guess_encoding(data)
    declared = web_tables.declared_encoding(data)
    if declared is None or guess.startswith("utf-16"):
        return guess
    claimed = encodings.named(declared)
    scores = [encodings.likelihood(encodings.decode(data[:200_000], name)) for name in (claimed, guess)]
    return claimed if scores[0] >= scores[1] else guess


def _is_rubbish(text: str) -> bool:
    """Whether the text is no text: control characters, or nothing that Chinese or European writing is made of."""
    head = text[:20_000]
    controls = sum(1 for character in head if character < " " and character not in "\t\r\n\0\x0b\x0c\x1a")
    return 50 * controls > len(head) or encodings.likelihood(head) < _LEAST_LIKELY


def _winerror(error: OSError) -> int:
    return getattr(error, "winerror", None) or 0
