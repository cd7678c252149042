"""Rows out of a web page or an XML spreadsheet that bears the name .xls, as older programs "export to Excel".

Read tag by tag without a parser: such files are rarely well formed, and no tag but those of tables matters.
"""

import html
import re
from collections.abc import Iterator
from typing import Final

from libdesk.exchange.cells import clean

_DROPPED: Final = re.compile(r"<!--.*?(?:-->|\Z)|<(script|style|head)\b.*?(?:</\1\s*>|\Z)", re.DOTALL | re.IGNORECASE)
_TAG: Final = re.compile(r"<(/?)(?:ss:)?(table|tr|td|th|br|worksheet|row|cell)\b([^<>]*)>", re.IGNORECASE)
_ANY_TAG: Final = re.compile(r"<[^<>]*>")
_ATTRIBUTE: Final = re.compile(r"""(?:ss:)?(colspan|rowspan|index|name|mergeacross|mergedown)\s*=\s*["']?([^"'\s>]*)""", re.I)
_CHARSET: Final = re.compile(rb"""<(?:meta|\?xml)[^>]{0,300}(?:charset|encoding)\s*=\s*["']?\s*([\w-]+)""", re.IGNORECASE)
_MARKUP: Final = re.compile(rb"<(?:!doctype html|html|table|meta|head|body|div|\?xml[^>]*>\s*(?:<\?[^>]*>\s*)?<(?:ss:)?workbook)", re.I)
_WIDEST: Final = 1_000  # columns; more is a slip in the file

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
    text = _DROPPED.sub("", text)
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
            open_[-1].write("\n")
        elif name in ("tr", "row"):
            open_[-1].end_cell()
            if not closing:
                open_[-1].begin_row(_number(attributes, "index"))
        elif closing:
            open_[-1].end_cell()
        else:
            open_[-1].begin_cell(attributes)
    for grid in done:
        grid.end_cell()
    return [(grid.name, [tuple(map(clean, row)) for row in grid.rows]) for grid in done]


def _attributes(text: str) -> Iterator[tuple[str, str]]:
    return ((found[1].lower(), found[2]) for found in _ATTRIBUTE.finditer(text)) if text else iter(())


def _number(attributes: dict[str, str], name: str) -> int:
    text = attributes.get(name, "")
    return min(int(text), _WIDEST) if text.isascii() and text.isdigit() and len(text) < 9 else 0


class _Grid:
    """A table being filled; a cell over several rows is written into each of them, one over several columns once."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.rows: list[list[str]] = []
        self._cell: list[str] | None = None
        self._down = 0
        self._held: dict[int, tuple[int, str]] = {}  # column → how many rows still, and what stands in them

    def begin_row(self, index: int) -> None:
        while len(self.rows) < index - 1:
            self.rows.append([])
        self.rows.append([])

    def begin_cell(self, attributes: dict[str, str]) -> None:
        self.end_cell()
        if not self.rows:
            self.rows.append([])
        row = self.rows[-1]
        while len(row) < _number(attributes, "index") - 1:
            row.append("")
        self._fill_held(row)
        self._down = max(_number(attributes, "rowspan") - 1, _number(attributes, "mergedown"))
        self._across = max(_number(attributes, "colspan") - 1, _number(attributes, "mergeacross"))
        self._cell = []

    def write(self, text: str) -> None:
        if self._cell is not None:
            self._cell.append(text)

    def end_cell(self) -> None:
        if self._cell is None:
            return
        text = html.unescape(_ANY_TAG.sub("", "".join(self._cell)))
        self._cell = None
        row = self.rows[-1]
        if self._down:
            self._held[len(row)] = (self._down, text)
        row.append(text)
        row.extend([""] * self._across)

    def _fill_held(self, row: list[str]) -> None:
        while len(row) in self._held:
            rows, text = self._held.pop(len(row))
            if rows > 1:
                self._held[len(row)] = (rows - 1, text)
            row.append(text)
