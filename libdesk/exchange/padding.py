"""Numbers that a spreadsheet shows with leading zeros or letters by their format (12 as 0000012, or T00012).

The cell holds 12, the label on the book says 0000012: without the format no barcode of such a list could be scanned.
"""

import html
import io
import posixpath
import re
import zipfile
from typing import Final

Place = tuple[int, int]  # row and column, from 0
Padding = tuple[str, int]  # what stands before, and how many digits follow

_FORMAT: Final = re.compile(r"""(?:"([^"]*)"|\\?([A-Za-z]))?(0{2,20})(?:_.)?(?:;.*)?""", re.DOTALL)
_NUMBER_FORMAT: Final = re.compile(r"<(?:\w+:)?numFmt\s([^>]*)>")
_CELL_STYLES: Final = re.compile(r"<(?:\w+:)?cellXfs\b.*?</(?:\w+:)?cellXfs>", re.DOTALL)
_STYLE: Final = re.compile(r"<(?:\w+:)?xf\s([^>]*)>")
_SHEET: Final = re.compile(r"<(?:\w+:)?sheet\s([^>]*)>")
_RELATION: Final = re.compile(r"<(?:\w+:)?Relationship\s([^>]*)>")
_CELL: Final = re.compile(r"<(?:\w+:)?c\s([^>]*[^/])>")
_ATTRIBUTE: Final = re.compile(r"""([\w:]+)\s*=\s*["']([^"']*)["']""")
_PLACE: Final = re.compile(r"([A-Z]{1,3})(\d{1,7})")


def padding_of(number_format: str) -> Padding | None:
    """What a number format puts before the digits, if it pads them at all."""
    found = _FORMAT.fullmatch(number_format)
    return (found[1] or found[2] or "", len(found[3])) if found else None


def padded(text: str, padding: Padding) -> str:
    """A whole number as its format shows it."""
    before, digits = padding
    return before + text.zfill(digits) if text.isdigit() else text


def padded_cells(data: bytes) -> dict[str, dict[Place, Padding]]:
    """For each sheet of an .xlsx the cells whose format pads them; mostly there are none, which costs nothing."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        names = {name.lower(): name for name in archive.namelist()}
        if "xl/styles.xml" not in names or "xl/workbook.xml" not in names:
            return {}
        styles = _padded_styles(_text(archive, names["xl/styles.xml"]))
        if not styles:
            return {}
        return {
            sheet: _cells(_text(archive, names[part.lower()]), styles)
            for sheet, part in _sheet_parts(archive, names).items()
            if part.lower() in names
        }


def _text(archive: zipfile.ZipFile, name: str) -> str:
    return archive.read(name).decode("utf-8", "replace")


def _attributes(text: str) -> dict[str, str]:
    return {found[1]: html.unescape(found[2]) for found in _ATTRIBUTE.finditer(text)}


def _padded_styles(styles: str) -> dict[str, Padding]:
    """Style number, as cells name it, → padding."""
    formats = {}
    for found in _NUMBER_FORMAT.finditer(styles):
        attributes = _attributes(found[1])
        padding = padding_of(attributes.get("formatCode", ""))
        if padding:
            formats[attributes.get("numFmtId")] = padding
    section = _CELL_STYLES.search(styles) if formats else None
    if section is None:
        return {}
    used = [_attributes(found[1]).get("numFmtId") for found in _STYLE.finditer(section[0])]
    return {str(i): formats[number] for i, number in enumerate(used) if number in formats}


def _sheet_parts(archive: zipfile.ZipFile, names: dict[str, str]) -> dict[str, str]:
    relations = {}
    if "xl/_rels/workbook.xml.rels" in names:
        for found in _RELATION.finditer(_text(archive, names["xl/_rels/workbook.xml.rels"])):
            attributes = _attributes(found[1])
            relations[attributes.get("Id")] = posixpath.normpath(posixpath.join("/xl", attributes.get("Target", "")))
    sheets = {}
    for found in _SHEET.finditer(_text(archive, names["xl/workbook.xml"])):
        attributes = _attributes(found[1])
        target = next((relations.get(value) for key, value in attributes.items() if key.endswith(":id")), None)
        if target:
            sheets[attributes.get("name", "")] = target.lstrip("/")
    return sheets


def _cells(sheet: str, styles: dict[str, Padding]) -> dict[Place, Padding]:
    cells = {}
    for found in _CELL.finditer(sheet):
        attributes = _attributes(found[1])
        style = styles.get(attributes.get("s", ""))
        place = _PLACE.fullmatch(attributes.get("r", ""))
        if style and place and attributes.get("t", "n") == "n":
            cells[int(place[2]) - 1, column_number(place[1]) - 1] = style
    return cells


def column_number(letters: str) -> int:
    """A column's number, from 1 for A."""
    number = 0
    for letter in letters:
        number = 26 * number + ord(letter) - 64
    return number
