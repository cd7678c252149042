"""A record as the bytes of ISO 2709: lengths and places right, and never more than the format can count."""

from dataclasses import dataclass
from typing import Final

from libdesk.exchange.marc.record import MARK, MarcRecord

LONGEST_FIELD: Final = 9_999  # bytes with its terminator
LONGEST_RECORD: Final = 99_999

# What is let go first when a record is too long for the format: long texts, then copies from the last one back.
_FIRST_TO_GO: Final = ("330", "520", "300", "500", "959")


@dataclass(frozen=True, slots=True)
class IsoRecord:
    """The bytes, and the tags of the fields that were shortened or left out since the format has no room for them."""

    data: bytes
    trimmed: tuple[str, ...] = ()


def iso_record(record: MarcRecord, encoding: str = "utf-8") -> IsoRecord:
    """A record in ISO 2709. `encoding` is utf-8 or gb18030."""
    trimmed: list[str] = []
    bodies: list[tuple[str, bytes]] = []
    for tag, content in record.fields:
        body = _encoded(content, encoding)
        if len(body) >= LONGEST_FIELD:
            body = _shortened(content, encoding)
            trimmed.append(tag)
        bodies.append((tag, body))
    while (size := 26 + sum(13 + len(body) for _tag, body in bodies)) > LONGEST_RECORD and len(bodies) > 1:
        index = _to_go(bodies)
        trimmed.append(bodies[index][0])
        del bodies[index]
    entries, at = [], 0
    for tag, body in bodies:
        entries.append(f"{tag:3.3}{len(body) + 1:04d}{at:05d}")
        at += len(body) + 1
    leader = record.leader.ljust(24)
    head = f"{size:05d}{leader[5:12]}{25 + 12 * len(bodies):05d}{leader[17:24]}{''.join(entries)}"
    inner = b"".join(body + b"\x1e" for _tag, body in bodies)
    return IsoRecord(_encoded(head, encoding) + b"\x1e" + inner + b"\x1d", tuple(dict.fromkeys(trimmed)))


def _encoded(text: str, encoding: str) -> bytes:
    """Lone halves of a pair, which no encoding has, become a question mark."""
    return text.encode(encoding, "replace")


def _shortened(content: str, encoding: str) -> bytes:
    """As many whole subfields as there is room for; of a first one that is too long itself, its beginning."""
    kept: list[str] = []
    size = 0
    for part in content.split(MARK):
        length = len(_encoded(part, encoding)) + 1
        if size + length >= LONGEST_FIELD:
            room = LONGEST_FIELD - 2 - size
            if room > 100 or len(kept) < 2:
                kept.append(_encoded(part, encoding)[:room].decode(encoding, "ignore"))
            break
        kept.append(part)
        size += length
    return _encoded(MARK.join(kept), encoding)


def _to_go(bodies: list[tuple[str, bytes]]) -> int:
    for tag in _FIRST_TO_GO:
        for index, (other, body) in enumerate(bodies):
            if other == tag and len(body) > 1_000:
                return index
    return len(bodies) - 1
