"""MARCXML, read a record at a time so that a broken one ends nothing, and written.

The file is cut before it is parsed: what stands between <record> and </record> is one record, and a fault in it names
its line. Entities that a document defines for itself are not followed.
"""

import codecs
import re
from collections.abc import Iterable, Iterator
from html.entities import html5
from typing import BinaryIO, Final
from xml.etree import ElementTree

from libdesk.exchange.encodings import named
from libdesk.exchange.marc.record import MARK, MarcRecord
from libdesk.exchange.marc.split import CHUNK, LONGEST, wide_encoding

NAMESPACE: Final = "http://www.loc.gov/MARC21/slim"
HEAD: Final = f'<?xml version="1.0" encoding="UTF-8"?>\n<collection xmlns="{NAMESPACE}">\n'
TAIL: Final = "</collection>\n"

_OPEN: Final = re.compile(rb"<(?:[\w.-]+:)?record(?=[\s/>])")
_CLOSE: Final = re.compile(rb"</(?:[\w.-]+:)?record\s*>")
_HEADER: Final = re.compile(rb"<(?:[\w.-]+:)?record[^>]*>\s*<(?:[\w.-]+:)?header[\s>]")
_CONTENT: Final = re.compile(rb"<(?:[\w.-]+:)?(?:leader|controlfield|datafield)[\s>]")
_PREFIX: Final = re.compile(r"<(/?)[\w.-]+:(?=\w)")
_DECLARED: Final = re.compile(rb"<\?xml[^>]*encoding\s*=\s*[\"']([\w.-]+)", re.IGNORECASE)
_OF_XML: Final = frozenset({"amp;", "lt;", "gt;", "quot;", "apos;"})
_AMPERSAND: Final = re.compile(r"&(?!#\d+;|#x[0-9A-Fa-f]+;)(\w+;)?", re.ASCII)
_NO_CHARACTER: Final = re.compile(r"&#(?:0*(?:[0-8]|1[124-9]|2\d|3[01])|x0*(?:[0-8bcBCefEF]|1[0-9A-Fa-f]));")
_STRANGE: Final = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

XmlPiece = tuple[int, bytes, int]  # where it begins, its bytes, its line


def is_xml(head: bytes) -> bool:
    """Whether a file begins as MARCXML does: with a record, or something around records."""
    head = head[:16_384]
    text = head.decode(wide_encoding(head) or "latin-1", "ignore")
    start = text.lstrip("\ufeff\xef\xbb\xbf\r\n\t ")
    found = start.startswith("<") and _OPEN.search(start.encode()) is not None and "leader" in start
    return found or start.startswith(("<collection", "<marc:collection"))


def declared_encoding(head: bytes) -> str:
    """What a file says of itself, which is not always so: it decides only about records too short to tell."""
    declared = _DECLARED.search(head[:400])
    return "utf-8" if declared is None else named(declared[1].decode("ascii"))


def xml_pieces(file: BinaryIO, wide: str | None = None) -> Iterator[XmlPiece]:
    """The records of a file one after the other, as far as it goes; a last one may lack its end.

    They are cut as bytes, since < and > are part of no character of UTF-8, GB18030 or Big5. `wide` is UTF-16, which
    becomes UTF-8 first.
    """
    rest, at, line = b"", 0, 1
    chunks = _chunks(file, wide)
    final = False
    while not final:
        chunk = next(chunks, b"")
        final = not chunk
        rest += chunk
        done = 0
        while (opening := _OPEN.search(rest, done)) is not None:
            start = opening.start()
            closing = _CLOSE.search(rest, opening.end())
            other = _OPEN.search(rest, opening.end())
            cut = other is not None and (closing is None or other.start() < closing.start())
            if closing is None or cut:
                if other is None and not final and len(rest) - start <= LONGEST:
                    break
                # Its end is missing: it goes up to where the next one begins.
                end = len(rest) if other is None else other.start()
            else:
                end = closing.end()
            line += rest.count(b"\n", done, start)
            piece = rest[start:end]
            if not _is_envelope(piece, cut=cut):
                yield at + start, piece, line
            line += rest.count(b"\n", start, end)
            done = end
        keep = opening.start() if opening is not None else max(done, len(rest) - 200)
        line += rest.count(b"\n", done, keep)
        at += keep
        rest = rest[keep:]


def _chunks(file: BinaryIO, wide: str | None) -> Iterator[bytes]:
    if wide is None:
        while chunk := file.read(CHUNK):
            yield chunk
        return
    decoder = codecs.getincrementaldecoder(wide)("replace")
    while chunk := file.read(CHUNK):
        yield decoder.decode(chunk).encode("utf-8", "replace") or b" "
    yield decoder.decode(b"", True).encode("utf-8", "replace")


def _is_envelope(piece: bytes, *, cut: bool) -> bool:
    """What a harvest by OAI-PMH or SRU puts around each record, and says of one that was deleted.

    `cut`: another record begins before it ends.
    """
    return _CONTENT.search(piece) is None and (cut or _HEADER.match(piece) is not None)


def record_of(text: str) -> MarcRecord | None:
    """A record from its XML; None when it is broken."""
    plain = _PREFIX.sub(r"<\1", text)
    try:
        try:
            root = ElementTree.fromstring(plain)
        except ElementTree.ParseError:
            root = ElementTree.fromstring(_mended(plain))
    except (ElementTree.ParseError, ValueError, RecursionError):
        return None
    leader, fields = "", []
    for child in root:
        name = child.tag.rpartition("}")[2]
        if name == "leader":
            leader = _words(child).ljust(24)[:24]
        elif name == "controlfield":
            fields.append((child.get("tag", ""), _plain(_words(child))))
        elif name == "datafield":
            inner = [
                f"{MARK}{(one.get('code') or ' ')[:1]}{_plain(_words(one))}"
                for one in child
                if one.tag.rpartition("}")[2] == "subfield"
            ]
            marks = (child.get("ind1") or " ")[:1] + (child.get("ind2") or " ")[:1]
            fields.append((child.get("tag", ""), marks + "".join(inner)))
    return MarcRecord(leader or " " * 24, tuple(fields))


def _mended(text: str) -> str:
    """With what many programs write though XML has it otherwise: a bare &, &nbsp; and control characters."""
    text = _STRANGE.sub("", _NO_CHARACTER.sub("", text))
    return _AMPERSAND.sub(_named, text)


def _named(found: re.Match[str]) -> str:
    """A character that HTML has a name for; what only the document could know is left, and is a fault."""
    name = found[1]
    if name is None:
        return "&amp;"
    return found[0] if name in _OF_XML or name not in html5 else _escaped(html5[name])


def _words(element: ElementTree.Element) -> str:
    """The text of an element, that of markup within it too: 草<b>房</b>子."""
    return "".join(element.itertext()) if len(element) else element.text or ""


def _plain(text: str) -> str:
    return text if text.isprintable() else re.sub("[\x1d-\x1f]", "", text)


def record_xml(record: MarcRecord) -> str:
    """A record as XML; characters that XML cannot hold are left out."""
    lines = ["<record>", f"  <leader>{_escaped(record.leader)}</leader>"]
    for tag, content in record.fields:
        lines += _field_xml(tag, content)
    return "\n".join([*lines, "</record>", ""])


def _field_xml(tag: str, content: str) -> Iterable[str]:
    head, *inner = content.split(MARK)
    if not inner:
        yield f'  <controlfield tag="{_escaped(tag)}">{_escaped(content)}</controlfield>'
        return
    head = head.ljust(2)
    yield f'  <datafield tag="{_escaped(tag)}" ind1="{_escaped(head[0])}" ind2="{_escaped(head[1])}">'
    for part in inner:
        if part:
            yield f'    <subfield code="{_escaped(part[0])}">{_escaped(part[1:])}</subfield>'
    yield "  </datafield>"


def _escaped(text: str) -> str:
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")
    return _STRANGE.sub("", text).replace("\r", "&#13;").replace("\n", "&#10;")
