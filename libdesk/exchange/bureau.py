"""A list of books that the education bureau sends: a spreadsheet, or lines of text pasted from a notice.

Columns are guessed as those of a book list. A line of text may be 《title》 author publisher ISBN in any order, and may
name several books: 《甲》、《乙》 or three ISBNs.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import pairwise, zip_longest
from typing import Final

from libdesk.domain.bureau import Named
from libdesk.domain.identifiers import IsbnFault, normalise_isbn
from libdesk.domain.matching import text_key
from libdesk.domain.rows.bureau import ReadList
from libdesk.exchange.columns import guess_mapping, is_header
from libdesk.exchange.fields import Field, ListKind
from libdesk.exchange.header_words import is_word
from libdesk.exchange.tables import Table, read_tables
from libdesk.exchange.text_tables import text_rows

_BOOK_MARKS: Final = re.compile(r"《([^《》]+)》")
_ISBN: Final = re.compile(  # first as it should be, so that two of them side by side are two
    r"(?:ISBN[:： ]*)?(?:97[89](?:[- ]?\d){10}(?!\d)|97[89][-\d ]{10,16}|\d[-\d]{8,15}[\dXx])", re.IGNORECASE
)
_ORDINAL: Final = re.compile(r"^\s*(?:[（(]\d{1,4}[)）]|\d{1,4}\s*[.、．)）]|\d{1,3}\s)\s*(?=\S)")  # 1984 is a title
_BEFORE_NEXT: Final = re.compile(r"(?:[（(]\d{1,4}[)）]|\d{1,4}\s*[.、．)）])\s*$")  # the number of the next book
_APART: Final = re.compile(r".*[;；。|\t]|.*[,，、\s]", re.DOTALL)
_EMPTY_BRACKETS: Final = re.compile(r"[(（\[【]\s*[)）\]】]")
_PARTS: Final = re.compile(r"[,，;；\t|]+|\s{2,}|(?<=》)|\s")
_HOUSE: Final = re.compile(r"(?:出版社|书店|书局|书社|出版公司|出版集团|出版传媒.*)$")
_SUM: Final = re.compile(r"^(?:合计|总计|共计|小计|附件|以上)")

Row = tuple[int, bool, Named | None, bool]
"""Number of the row, whether it is passed over, what it names (None: nothing), and whether its ISBN is wrong.

A row that names several books comes once for each."""


def read_list(data: bytes, name: str) -> ReadList:
    """The titles of a file, all its sheets. Raises the errors of `read_tables`."""
    rows: list[Row] = []
    for table in read_tables(data, name).tables:
        rows += _lines(table) if max(map(len, table.rows)) == 1 else _rows(table)
    return _judged(rows)


def read_pasted(text: str) -> ReadList:
    """The titles of pasted text: cells of a spreadsheet, or one book a line."""
    rows, _delimiter = text_rows(text, "\t") if "\t" in text else ([[line] for line in text.splitlines()], "")
    table = Table("", tuple(tuple(cell.strip() for cell in row) for row in rows))
    if not table.rows:
        return ReadList((), 0, 0, 0)
    return _judged(_rows(table) if max(map(len, table.rows)) > 1 else _lines(table))


def _rows(table: Table) -> Iterable[Row]:
    """By the columns of a book list."""
    mapping = guess_mapping(table, ListKind.BOOKS)
    if not {Field.TITLE, Field.ISBN} & mapping.columns.keys():
        yield from _lines(table)
        return
    for number, row in enumerate(table.rows, 1):
        above = mapping.header is not None and number <= mapping.header + 1
        if above or not any(row) or is_header(row, ListKind.BOOKS) or _SUM.match(next(filter(None, row))):
            yield number, True, None, False
            continue
        cells = {field: row[at] if at < len(row) else "" for field, at in mapping.columns.items()}
        if mapping.header is None:  # beside each other, as well as below
            cells[Field.ISBN] = " ".join((cells.get(Field.ISBN, ""), *_more_isbns(row, mapping.columns.values())))
        titles = _titles(cells.get(Field.TITLE, ""))
        isbns = [match[0] for match in _isbns(cells.get(Field.ISBN, ""))] or [cells.get(Field.ISBN, "")]
        if len(titles) == 1:
            titles *= len(isbns)
        for title, isbn in zip_longest(titles, isbns, fillvalue=""):
            found = normalise_isbn(isbn)
            named = Named(title, cells.get(Field.AUTHOR, ""), cells.get(Field.PUBLISHER, ""), found.isbn13)
            yield number, False, named if title or found.isbn13 else None, found.wrong


def _more_isbns(row: Sequence[str], known: Collection[int]) -> list[str]:
    """The ISBNs in cells that have no meaning of their own."""
    return [cell for at, cell in enumerate(row) if at not in known and normalise_isbn(cell).isbn13]


def _titles(cell: str) -> list[str]:
    """The titles of a cell: 《甲》、《乙》 are two, 读《甲》有感 is one."""
    marked = _BOOK_MARKS.findall(cell)
    if len(marked) > 1 and not _BOOK_MARKS.sub("", cell).strip(" ,，、;；和与及"):
        return [title.strip() for title in marked]
    return [_BOOK_MARKS.sub(r"\1", cell).strip()]


def _lines(table: Table) -> Iterator[Row]:
    for number, row in enumerate(table.rows, 1):
        text = " ".join(cell for cell in row if cell).strip()
        if not text or _SUM.match(text) or is_word(text, ListKind.BOOKS):
            yield number, True, None, False
        else:
            for piece in _pieces(text):
                named, wrong = read_line(piece)
                yield number, False, named, wrong


def _isbns(text: str) -> list[re.Match[str]]:
    """Where right ISBNs stand; a day looks like a wrong one."""
    return [match for match in _ISBN.finditer(text) if normalise_isbn(match[0]).isbn13]


def _pieces(text: str) -> list[str]:
    """A line in as many pieces as it names books."""
    marks = list(_BOOK_MARKS.finditer(text))
    cuts = []
    for mark, following in pairwise(marks):
        between = text[mark.end() : following.start()]
        number = _BEFORE_NEXT.search(between)
        apart = None if number else _APART.match(between)
        cuts.append(mark.end() + (number.start() if number else apart.end() if apart else len(between)))
    if not cuts:
        isbns = _isbns(text)
        first = bool(isbns) and not _ORDINAL.sub("", text[: isbns[0].start()]).strip()
        cuts = [one.start() for one in isbns[1:]] if first else [one.end() for one in isbns[:-1]]
    return [text[start:end] for start, end in pairwise((0, *cuts, len(text))) if text[start:end].strip(" ,，、;；。")]


def read_line(text: str) -> tuple[Named | None, bool]:
    """What one line of text names, and whether it bears a wrong ISBN."""
    isbn, wrong = "", False
    if match := next(iter(_isbns(text)), None) or _ISBN.search(text):
        found = normalise_isbn(match[0])
        isbn = found.isbn13
        wrong = not isbn and found.fault in (IsbnFault.BAD_CHECK, IsbnFault.BAD_LENGTH)
        text = f"{text[: match.start()]}  {text[match.end() :]}"
    text = re.sub(r"ISBN[:：\s]*", " ", text, flags=re.IGNORECASE)
    text = _ORDINAL.sub("", _EMPTY_BRACKETS.sub(" ", text).lstrip(" ,，、;；。"))
    marked = _BOOK_MARKS.search(text)
    rest = f"{text[: marked.start()]}  {text[marked.end() :]}" if marked else text
    parts = [part.strip(" ,，。.;；、:：") for part in _PARTS.split(rest)]
    parts = [part for part in parts if part]
    title = marked[1].strip() if marked else (parts.pop(0) if parts else "")
    publisher = next((part for part in parts if _HOUSE.search(part)), "")
    author = next((part for part in parts if part != publisher), "")
    return (Named(title, author, publisher, isbn) if title or isbn else None), wrong


def _judged(rows: Iterable[Row]) -> ReadList:
    lines: dict[tuple[str, str, str], Named] = {}
    count = skipped = repeated = bad = 0
    unread: list[int] = []
    for number, skip, named, wrong in rows:
        count += 1
        bad += wrong
        if skip:
            skipped += 1
        elif named is None:
            unread.append(number)
        else:
            key = (named.isbn, text_key(named.title), text_key(named.author))
            repeated += key in lines
            lines.setdefault(key, named)
    return ReadList(tuple(lines.values()), count, skipped, repeated, tuple(unread), bad)
