"""Which part of a record bears which tag: by the directory where it agrees, else as far as can be recovered.

Lengths and places in directories are often wrong: counted in characters, from another base, or lost. The fields stand
between 0x1E in the directory's order, and that is trusted more than its numbers.
"""

import re
from typing import Final

from libdesk.exchange.marc.record import FIELD_END, ByTag, Field, MarcRecord

_LEADER: Final = 24
_ENTRY: Final = 12
_DIRECTORY: Final = re.compile(r"((?:[0-9A-Za-z-]{3}[0-9]{9})+)[\s#]*\Z")
_TAG: Final = re.compile(r"[0-9A-Za-z-]{3}\Z")
_entries: Final = re.compile(r"(...)....(.....)", re.DOTALL).findall
_NO_LEADER: Final = "     nam0 22     450 "

Apart = tuple[str, ByTag, bool]  # leader, fields, whether some may be lost or mixed up
_Fields = tuple[str, list[Field], bool]  # the same in order
_Entry = tuple[str, int, int]  # tag, length, place


def agrees(raw: bytes) -> bool:
    """Whether a record has as many fields as its directory has entries; else more than one may stand in it."""
    return raw.find(b"\x1e") == _LEADER + _ENTRY * (raw.count(b"\x1e") - 1)


def take_apart(text: str) -> Apart | None:
    """The leader and fields of a record's text; None when nothing tells its tags."""
    parts = text.split(FIELD_END)
    head = parts[0]
    directory = head[_LEADER:]
    size = len(directory)
    if size == _ENTRY * (len(parts) - 2) and not parts[-1].strip():
        entries = _entries(directory)
        places = [entry[1] for entry in entries]
        if places == sorted(places):
            by_tag: ByTag = {}
            for number, (tag, _place) in enumerate(entries, start=1):
                if tag in by_tag:
                    by_tag[tag].append(parts[number])
                else:
                    by_tag[tag] = [parts[number]]
            return head[:_LEADER], by_tag, False
    found = _recovered(head, parts[1:])
    if found is None:
        return None
    leader, fields, lost = found
    return leader, MarcRecord(leader, tuple(fields)).by_tag(), lost


def _recovered(head: str, parts: list[str]) -> _Fields | None:
    found = _DIRECTORY.search(head)
    if found:
        leader, directory = head[: found.start()][-_LEADER:], found[1]
    else:
        leader, directory = head[:_LEADER], head[_LEADER:]
    entries = [entry for at in range(0, len(directory), _ENTRY) if (entry := _entry(directory[at : at + _ENTRY]))]
    if not entries or not parts:
        return None
    if len(leader) < _LEADER:
        leader = _NO_LEADER
    if parts and not parts[-1].strip():
        parts = parts[:-1]
    if len(parts) == len(entries):
        ordered = _by_place(entries, parts) or [(entry[0], part) for entry, part in zip(entries, parts, strict=True)]
        return leader, ordered, found is None
    fields, lost = _aligned(entries, parts)
    return leader, fields, lost


def _entry(text: str) -> _Entry | None:
    if not _TAG.match(text[:3]):
        return None
    length, place = text[3:7], text[7:12]
    return text[:3], int(length) if length.isdecimal() else 0, int(place) if place.isdecimal() else 0


def _by_place(entries: list[_Entry], parts: list[str]) -> list[Field] | None:
    """Tags for parts that do not stand in the directory's order: the n-th place is that of the n-th part."""
    places = [place for _tag, _length, place in entries]
    if places == sorted(places) or len(set(places)) < len(places):
        return None
    rank = {place: number for number, place in enumerate(sorted(places))}
    return [(tag, parts[rank[place]]) for tag, _length, place in entries]


def _aligned(entries: list[_Entry], parts: list[str]) -> tuple[list[Field], bool]:
    """Tags for parts whose number differs: a terminator was lost or is one too many, or the record was cut."""
    size = _measure(entries, parts)
    fields: list[Field] = []
    rest = list(reversed(parts))
    surplus = len(parts) - len(entries)
    lost = False
    for index, (tag, length, _place) in enumerate(entries):
        if not rest:
            return fields, True
        part = rest.pop()
        while surplus > 0 and rest and size(part) + size(rest[-1]) + 2 <= length:
            part += " " + rest.pop()  # a separator inside the field
            surplus -= 1
        after = entries[index + 1][1] if index + 1 < len(entries) else 0
        if surplus < 0 and length > 1 and after and size(part) + 1 >= length + after - 1:
            cut = _cut(part, length - 1, size)
            rest.append(part[cut:])
            part = part[:cut]
            surplus += 1
        fields.append((tag, part))
    lost = bool(rest) or surplus != 0
    return fields, lost


class _Size:
    """The length of a text in the unit in which a directory counts."""

    def __init__(self, encoding: str | None) -> None:
        self._encoding = encoding

    def __call__(self, text: str) -> int:
        return len(text) if self._encoding is None else len(text.encode(self._encoding, "replace"))


def _measure(entries: list[_Entry], parts: list[str]) -> _Size:
    lengths = {length for _tag, length, _place in entries}
    sizes = [_Size(name) for name in ("utf-8", "gb18030", None)]
    return max(sizes, key=lambda size: sum(1 for part in parts if size(part) + 1 in lengths))


def _cut(part: str, length: int, size: _Size) -> int:
    """Where the first `length` units of a text end."""
    total = 0
    for index, character in enumerate(part):
        if total >= length:
            return index
        total += size(character)
    return len(part)
