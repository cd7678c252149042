"""What a file is, by its first bytes and its directory, never by its name: an .xls is often an .xlsx or a web page."""

import io
import re
import zipfile
from enum import StrEnum
from typing import Final

from libdesk.exchange import ole
from libdesk.exchange.errors import Foreign
from libdesk.exchange.web_tables import is_markup

_STARTS: Final = (
    (b"%PDF", Foreign.PDF),
    (b"\x89PNG", Foreign.PICTURE),
    (b"\xff\xd8\xff", Foreign.PICTURE),
    (b"GIF8", Foreign.PICTURE),
    (b"II*\0", Foreign.PICTURE),
    (b"MM\0*", Foreign.PICTURE),
    (b"RIFF", Foreign.PICTURE),
    (b"{\\rtf", Foreign.DOCUMENT),
    (b"Rar!", Foreign.ARCHIVE),
    (b"7z\xbc\xaf", Foreign.ARCHIVE),
    (b"\x1f\x8b", Foreign.ARCHIVE),
    (b"MIME-Version:", Foreign.OTHER_SHEET),
    (b"SQLite format 3\0", Foreign.UNKNOWN),
    (b"MZ\x90", Foreign.UNKNOWN),
    (b"\x7fELF", Foreign.UNKNOWN),
)
_OLD_EXCEL: Final = re.compile(rb"\x09[\x00\x02\x04\x08][\x04\x06\x08\x10]\x00", re.DOTALL)
_DBASE: Final = re.compile(rb"[\x03\x30\x83\x8b\xf5].[\x01-\x0c][\x01-\x1f].{4}.{4}", re.DOTALL)


class FileKind(StrEnum):
    """What can be read."""

    TEXT = "text"
    XLSX = "xlsx"
    XLS = "xls"
    WEB = "web"


class Locked(StrEnum):
    """A workbook that needs a password."""

    PASSWORD = "password"


def sniff(data: bytes) -> FileKind | Foreign | Locked:
    """The kind of a file that is not empty; what is neither a workbook nor known to be foreign passes for text."""
    if data.startswith(ole.SIGNATURE):
        return _sniff_ole(data)
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _sniff_zip(data)
    for start, what in _STARTS:
        if data.startswith(start):
            return what
    if is_markup(data):
        return FileKind.WEB
    if _OLD_EXCEL.match(data) or _DBASE.match(data):
        return Foreign.OTHER_SHEET
    if b"\x1e" in data and b"\x1d" in data and data[:200].lstrip(b"\xef\xbb\xbf\xff\xfe\r\n ")[:4].isdigit():
        return Foreign.MARC
    return FileKind.TEXT


def _sniff_ole(data: bytes) -> FileKind | Foreign | Locked:
    """By the names of the streams: directory entries lie on 128-byte bounds and give their name's length at byte 64."""
    for name, kind in _OLE_KINDS.items():
        if _has_stream(data, name):
            return kind
    try:
        ole.streams(data)
    except ole.Broken:
        return (
            FileKind.XLS
        )  # cut off before its directory; mostly a workbook, and the reader will say that it is broken
    return Foreign.UNKNOWN


_OLE_KINDS: Final[dict[str, FileKind | Foreign | Locked]] = {
    "EncryptedPackage": Locked.PASSWORD,
    "Workbook": FileKind.XLS,
    "Book": FileKind.XLS,
    "WordDocument": Foreign.DOCUMENT,
    "PowerPoint Document": Foreign.DOCUMENT,
}


def _has_stream(data: bytes, name: str) -> bool:
    wide = (name + "\0").encode("utf-16-le")
    at = data.find(wide)
    while at >= 0:
        if at % 128 == 0 and data[at + 64 : at + 66] == len(wide).to_bytes(2, "little"):
            return True
        at = data.find(wide, at + 2)
    return False


def _sniff_zip(data: bytes) -> FileKind | Foreign | Locked:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = archive.namelist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, UnicodeDecodeError):
        # Cut off in the middle: the parts that it began with still tell.
        return FileKind.XLSX if b"xl/" in data[:100_000] or b"[Content_Types].xml" in data[:100] else Foreign.ARCHIVE
    lower = {name.lower().replace("\\", "/") for name in names}
    if "xl/workbook.xml" in lower or any(name.startswith("xl/worksheets/") and name.endswith(".xml") for name in lower):
        return FileKind.XLSX
    if "xl/workbook.bin" in lower or "content.xml" in lower:
        return Foreign.OTHER_SHEET
    if any(name.startswith(("word/", "ppt/")) for name in lower):
        return Foreign.DOCUMENT
    return Foreign.ARCHIVE
