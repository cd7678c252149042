"""MARCXML, read a record at a time so that a broken one ends nothing, and written.

The file is cut before it is parsed: what stands between <record> and </record> is one record, and a fault in it names
its line. Entities that a document defines for itself are not followed.
"""

import codecs
import re
from collections.abc import Iterable, Iterator
from typing import BinaryIO, Final
from xml.etree import ElementTree

from libdesk.exchange.encodings import named
from libdesk.exchange.marc.record import MARK, MarcRecord
from libdesk.exchange.marc.split import CHUNK, LONGEST, wide_encoding

NAMESPACE: Final = "http://www.loc.gov/MARC21/slim"
HEAD: Final = f'<?xml version="1.0" encoding="UTF-8"?>\n<collection xmlns="{NAMESPACE}">\n'
TAIL: Final = "</collection>\n"

_OPEN: Final = re.compile(r"<(?:[\w.-]+:)?record(?=[\s/>])")
_CLOSE: Final = re.compile(r"</(?:[\w.-]+:)?record\s*>")
_PREFIX: Final = re.compile(r"<(/?)[\w.-]+:(?=\w)")
_DECLARED: Final = re.compile(rb"<\?xml[^>]*encoding\s*=\s*[\"']([\w.-]+)", re.IGNORECASE)
_STRANGE: Final = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

XmlPiece = tuple[int, str, int]  # where it begins in characters, its text, its line


def is_xml(head: bytes) -> bool:
    """Whether a file begins as MARCXML does: with a record, or something around records."""
    head = head[:16_384]
    text = head.decode(wide_encoding(head) or "latin-1", "ignore")
    start = text.lstrip("\ufeff\xef\xbb\xbf\r\n\t ")
    return (start.startswith("<") and _OPEN.search(start) is not None and "leader" in start) or start.startswith(
        ("<collection", "<marc:collection")
    )


def xml_encoding(head: bytes) -> str:
    declared = _DECLARED.search(head[:400])
    return wide_encoding(head) or ("utf-8" if declared is None else named(declared[1].decode("ascii")))


def xml_pieces(file: BinaryIO, encoding: str) -> Iterator[XmlPiece]:
    """The records of a file as text, one after the other, as far as it goes; a last one may lack its end."""
    decoder = codecs.getincrementaldecoder(encoding)("replace")
    rest, at, line = "", 0, 1
    final = False
    while not final:
        chunk = file.read(CHUNK)
        final = not chunk
        rest += decoder.decode(chunk, final)
        done = 0
        while (opening := _OPEN.search(rest, done)) is not None:
            start = opening.start()
            closing = _CLOSE.search(rest, opening.end())
            other = _OPEN.search(rest, opening.end())
            if closing is None or (other is not None and other.start() < closing.start()):
                if other is None and not final and len(rest) - start <= LONGEST:
                    break
                # Its end is missing: it goes up to where the next one begins.
                end = len(rest) if other is None else other.start()
            else:
                end = closing.end()
            line += rest.count("\n", done, start)
            yield at + start, rest[start:end], line
            line += rest.count("\n", start, end)
            done = end
        keep = opening.start() if opening is not None else max(done, len(rest) - 200)
        line += rest.count("\n", done, keep)
        at += keep
        rest = rest[keep:]


def record_of(text: str) -> MarcRecord | None:
    """A record from its XML; None when it is broken."""
    try:
        root = ElementTree.fromstring(_PREFIX.sub(r"<\1", text))
    except (ElementTree.ParseError, ValueError, RecursionError):
        return None
    leader, fields = "", []
    for child in root:
        name = child.tag.rpartition("}")[2]
        if name == "leader":
            leader = (child.text or "").ljust(24)[:24]
        elif name == "controlfield":
            fields.append((child.get("tag", ""), _plain(child.text or "")))
        elif name == "datafield":
            inner = [
                f"{MARK}{(one.get('code') or ' ')[:1]}{_plain(one.text or '')}"
                for one in child
                if one.tag.rpartition("}")[2] == "subfield"
            ]
            marks = (child.get("ind1") or " ")[:1] + (child.get("ind2") or " ")[:1]
            fields.append((child.get("tag", ""), marks + "".join(inner)))
    return MarcRecord(leader or " " * 24, tuple(fields))


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
