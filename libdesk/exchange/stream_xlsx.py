"""A workbook of any length, written row by row: only the row at hand stands in memory.

Text stays text, so that no zero at the front of a barcode is lost and nothing becomes a formula.
"""

import re
import zipfile
from collections.abc import Iterable, Sequence
from functools import cache
from typing import IO, BinaryIO, Final
from xml.sax.saxutils import escape

from libdesk.exchange.cells import neutral

Cell = str | int | float | None
MOST_ROWS: Final = 1_048_576  # of a sheet; what comes after goes on in another one
_BUFFER: Final = 500  # rows

_ILLEGAL: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_ESCAPED: Final = re.compile("_(?=x[0-9A-Fa-f]{4}_)")  # a spreadsheet takes _x000D_ for a character
_HEAD: Final = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_MAIN: Final = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_REL: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACK: Final = "http://schemas.openxmlformats.org/package/2006"
_TYPE: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml"
# 0 plain, 1 text, 2 the bold text of the headings.
_STYLES: Final = (
    f'<styleSheet xmlns="{_MAIN}"><fonts count="2"><font><sz val="11"/></font><font><b/><sz val="11"/></font></fonts>'
    '<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>'
    '</fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs>'
    '<cellXfs count="3"><xf/><xf numFmtId="49" applyNumberFormat="1"/>'
    '<xf numFmtId="49" fontId="1" applyNumberFormat="1" applyFont="1"/></cellXfs>'
    '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
)


def write_xlsx(out: BinaryIO, title: str, head: Sequence[str], rows: Iterable[Sequence[Cell]]) -> int:
    """Write a workbook and give the number of its rows; every sheet has the headings. Raises what `rows` raises."""
    names: list[str] = []
    count = 0
    left = iter(rows)
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=4) as book:
        more = True
        while more:
            names.append(_sheet_name(title, len(names)))
            with book.open(f"xl/worksheets/sheet{len(names)}.xml", "w", force_zip64=True) as sheet:
                written, more = _sheet(sheet, head, left)
            count += written
        _rest(book, names)
    return count


def _sheet(sheet: IO[bytes], head: Sequence[str], rows: Iterable[Sequence[Cell]]) -> tuple[int, bool]:
    """One sheet; gives how many rows it took and whether it is full."""
    pane = '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>'
    views = f'<sheetViews><sheetView workbookViewId="0">{pane}</sheetView></sheetViews>'
    begin = f'{_HEAD}<worksheet xmlns="{_MAIN}">{views}<sheetData>'
    lines = [begin, _row(head, 1, 2)]
    written = 0
    full = False
    for row in rows:
        written += 1
        lines.append(_row(row, written + 1, 1))
        if len(lines) >= _BUFFER:
            sheet.write("".join(lines).encode())
            lines = []
        if written == MOST_ROWS - 1:
            full = True
            break
    sheet.write("".join([*lines, "</sheetData></worksheet>"]).encode())
    return written, full


def _row(cells: Sequence[Cell], number: int, style: int) -> str:
    parts = [f'<row r="{number}">']
    for at, cell in enumerate(cells):
        if cell is None or cell == "":
            continue
        place = f"{_column(at)}{number}"
        if isinstance(cell, str):
            text = escape(_ILLEGAL.sub("", _ESCAPED.sub("_x005F_", neutral(cell))))
            parts.append(f'<c r="{place}" s="{style}" t="inlineStr"><is><t xml:space="preserve">{text}</t></is></c>')
        else:
            parts.append(f'<c r="{place}"><v>{cell}</v></c>')
    parts.append("</row>")
    return "".join(parts)


@cache
def _column(at: int) -> str:
    """A, B … Z, AA."""
    name = ""
    at += 1
    while at:
        at, rest = divmod(at - 1, 26)
        name = chr(65 + rest) + name
    return name


def _sheet_name(title: str, number: int) -> str:
    plain = "".join(c for c in title if c not in "[]:*?/\\")[:25] or "1"
    return plain if not number else f"{plain} {number + 1}"


def _rest(book: zipfile.ZipFile, names: Sequence[str]) -> None:
    numbers = range(1, len(names) + 1)
    sheets = "".join(
        f'<sheet name="{escape(name)}" sheetId="{n}" r:id="rId{n}"/>' for n, name in zip(numbers, names, strict=True)
    )
    links = "".join(
        f'<Relationship Id="rId{n}" Type="{_REL}/worksheet" Target="worksheets/sheet{n}.xml"/>' for n in numbers
    )
    links += f'<Relationship Id="rId0" Type="{_REL}/styles" Target="styles.xml"/>'
    types = "".join(
        f'<Override PartName="/xl/worksheets/sheet{n}.xml" ContentType="{_TYPE}.worksheet+xml"/>' for n in numbers
    )
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{_PACK}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{_TYPE}.sheet.main+xml"/>'
        f'<Override PartName="/xl/styles.xml" ContentType="{_TYPE}.styles+xml"/>{types}</Types>',
        "_rels/.rels": f'<Relationships xmlns="{_PACK}/relationships">'
        f'<Relationship Id="rId1" Type="{_REL}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{_MAIN}" xmlns:r="{_REL}"><sheets>{sheets}</sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{_PACK}/relationships">{links}</Relationships>',
        "xl/styles.xml": _STYLES,
    }
    for name, text in parts.items():
        book.writestr(name, _HEAD + text)
