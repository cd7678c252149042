"""Rows out of a web page or an XML spreadsheet that bears the name .xls, as older programs "export to Excel".

Read tag by tag without a parser: such files are rarely well formed, and no tag but those of tables matters.
"""

import html
import re
from collections.abc import Iterator
from typing import Final

from libdesk.exchange.cells import clean

_COMMENT: Final = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_TAG: Final = re.compile(r"<(/?)(?:ss:)?(table|tr|td|th|br|worksheet|row|cell)\b([^<>]*)>", re.IGNORECASE)
_BLANKS: Final = re.compile(r"[ \t\r\n]+")  # in markup a line break is a blank
_ANY_TAG: Final = re.compile(r"<[^<>]*>")
_ATTRIBUTE: Final = re.compile(
    r"""(?:ss:)?(colspan|rowspan|index|name|mergeacross|mergedown)\s*=\s*["']?([^"'\s>]*)""", re.IGNORECASE
)
_CHARSET: Final = re.compile(
    rb"""<(?:meta|\?xml)[^>]{0,300}(?:charset|encoding)\s*=\s*["']?\s*([\w-]+)""", re.IGNORECASE
)
_MARKUP: Final = re.compile(
    rb"<(?:!doctype html|html|table|meta|head|body|div|\?xml[^>]*>\s*(?:<\?[^>]*>\s*)?<(?:ss:)?workbook)", re.IGNORECASE
)
_FURTHEST: Final = 1_000_000  # row that an index may name
_PADDING: Final = 1_000_000  # cells that spans and indexes may add to one table; beyond that they are rubbish

Row = tuple[str, ...]


def is_markup(data: bytes) -> bool:
    """Whether the bytes begin as a web page or an XML spreadsheet does (whatever follows)."""
    head = data[:2_000].replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")
    return _MARKUP.match(head) is not None


def declared_encoding(data: bytes) -> str | None:
    """The encoding that the page claims for itself."""
    found = _CHARSET.search(data[:4_000])
    return found[1].decode("ascii", "replace") if found else None


def web_tables(text: str) -> list[tuple[str, list[Row]]]:
    """Name and rows of every table; inner ones before the table they stand in, which only arranges the page."""
    done: list[_Grid] = []
    open_: list[_Grid] = []
    sheet, at = "", 0
    text = _COMMENT.sub("", text)
    for tag in _TAG.finditer(text):
        closing, name, attributes = bool(tag[1]), tag[2].lower(), dict(_attributes(tag[3]))
        if open_:
            open_[-1].write(text[at : tag.start()])
        at = tag.end()
        if name == "worksheet":
            sheet = "" if closing else html.unescape(attributes.get("name", ""))
        elif name == "table" and not closing:
            open_.append(_Grid(sheet))
            done.append(open_[-1])
        elif not open_:
            continue
        elif name == "table":
            open_.pop()
        elif name == "br":
            open_[-1].break_line()
        elif name in ("tr", "row"):
            open_[-1].end_row()
            if not closing:
                open_[-1].begin_row(_number(attributes, "index"))
        elif closing:
            open_[-1].end_cell()
        else:
            open_[-1].begin_cell(attributes)
    for grid in done:
        grid.end_row()
    return [(grid.name, [tuple(map(clean, row)) for row in grid.rows]) for grid in done]


def _attributes(text: str) -> Iterator[tuple[str, str]]:
    return ((found[1].lower(), found[2]) for found in _ATTRIBUTE.finditer(text)) if text else iter(())


def _number(attributes: dict[str, str], name: str) -> int:
    text = attributes.get(name, "")
    return min(int(text), _FURTHEST) if text.isascii() and text.isdigit() and len(text) < 9 else 0


class _Grid:
    """A table being filled; a cell over several rows is written into each of them, one over several columns once."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.rows: list[list[str]] = []
        self._cell: list[str] | None = None
        self._down = self._across = 0
        self._held: dict[int, tuple[int, str]] = {}  # column → up to which row, and what stands in them
        self._padding = _PADDING

    def begin_row(self, index: int) -> None:
        self.end_row()
        for _ in range(self._allowed(index - 1 - len(self.rows))):
            self.rows.append([])
        self.rows.append([])

    def end_row(self) -> None:
        self.end_cell()
        if self.rows and self.rows[-1]:
            self._fill_held(self.rows[-1])

    def begin_cell(self, attributes: dict[str, str]) -> None:
        self.end_cell()
        if not self.rows:
            self.rows.append([])
        row = self.rows[-1]
        row.extend([""] * self._allowed(_number(attributes, "index") - 1 - len(row)))
        self._fill_held(row)
        self._down = max(_number(attributes, "rowspan") - 1, _number(attributes, "mergedown"), 0)
        self._across = max(_number(attributes, "colspan") - 1, _number(attributes, "mergeacross"), 0)
        self._cell = []

    def write(self, text: str) -> None:
        if self._cell is not None:
            self._cell.append(_BLANKS.sub(" ", text))

    def break_line(self) -> None:
        if self._cell is not None:
            self._cell.append("\n")

    def end_cell(self) -> None:
        if self._cell is None:
            return
        text = html.unescape(_ANY_TAG.sub("", "".join(self._cell)))
        self._cell = None
        row = self.rows[-1]
        cells = [text, *[""] * self._allowed(self._across)]
        if self._down:
            self._held.update((len(row) + i, (len(self.rows) + self._down, cell)) for i, cell in enumerate(cells))
        row.extend(cells)

    def _fill_held(self, row: list[str]) -> None:
        while len(row) in self._held and self._allowed(1):
            last, text = self._held[len(row)]
            if last < len(self.rows):
                del self._held[len(row)]
                return
            row.append(text)

    def _allowed(self, cells: int) -> int:
        granted = max(0, min(cells, self._padding))
        self._padding -= granted
        return granted
