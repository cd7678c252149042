"""A title and its copies become a record; what a kept record says beyond them stays as it came.

What either format cannot give back to the letter goes into a field of libdesk's own (exact.py), which is found out by
reading the new record: so nothing that was catalogued is lost on the way out and in again.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from operator import itemgetter
from typing import Any, Final

from libdesk.domain.drafts import BookDraft, CopyDraft, VolumeDraft
from libdesk.domain.titles import FIELD_NAMES, TitleFields
from libdesk.exchange.marc import exact
from libdesk.exchange.marc.copies import OURS
from libdesk.exchange.marc.record import MARK, Field, MarcRecord, field

_TAG: Final = itemgetter(0)  # fields stand in the order of their tags; within one tag as they were made
_NO_CODE: Final = "9"
_BREAK: Final = re.compile(r"\r\n?")
_CONTROLS: Final = re.compile("[\0-\x1f\x7f-\x9f\ufeff\ud800-\udfff\ufffe\uffff]+")
_ROLES: Final = (
    "编著", "主编", "编写", "编绘", "改编", "原著", "编译", "选编", "编选", "等著", "著", "编", "撰", "译", "绘",
)  # fmt: skip
_COUNTRY: Final = re.compile(r"[(（\[【〔]([^)）\]】〕]{1,6})[)）\]】〕]\s*")
COPY_TAGS: Final = frozenset({"905", "906", "982", "985", "986", "995", "952", "852", "876"})


@dataclass(frozen=True, slots=True)
class BookOut:
    """A title with its copies as they go out. `agency` and `day` (20260309) say who made the record, and when."""

    fields: TitleFields
    copies: tuple[CopyDraft, ...] = ()
    number: str = ""
    agency: str = ""
    day: str = ""
    kept: MarcRecord | None = None  # the record that the title came with, in the format that is written
    volumes: tuple[VolumeDraft, ...] = ()


@dataclass(frozen=True, slots=True)
class Format:
    """What a format needs to be written and read back. `owners` says which tags hold which fields of a title."""

    make: Callable[[BookOut, bool], tuple[str, list[Field]]]  # the second: in Unicode
    read: Callable[[MarcRecord], BookDraft | None]
    owners: Mapping[frozenset[str], tuple[str, ...]]
    always: frozenset[str]  # tags that are made anew each time


def record_of(book: BookOut, form: Format, *, unicode: bool = True) -> MarcRecord:
    """The record of a title; `unicode` is what the record says of its own encoding."""
    fields = _clean(book.fields, breaks=True)
    book = replace(
        book, fields=_clean(fields), copies=tuple(map(_clean, book.copies)), volumes=tuple(map(_clean, book.volumes))
    )
    leader, made = form.make(book, unicode)
    if book.kept is not None:
        leader, made = _into_kept(book, book.kept, form, leader, made)
    made += [(exact.TAG, exact.volume_content(one)) for one in book.volumes]
    record = MarcRecord(leader, tuple(sorted((one for one in made if one[1]), key=_TAG)))
    back = form.read(record)
    lost = {
        name: wanted
        for name in FIELD_NAMES
        if (wanted := getattr(fields, name)) != (None if back is None else getattr(back, name))
    }
    if not lost:
        return record
    return MarcRecord(leader, tuple(sorted((*record.fields, (exact.TAG, exact.content_of(lost))), key=_TAG)))


def _into_kept(
    book: BookOut, kept: MarcRecord, form: Format, leader: str, made: list[Field]
) -> tuple[str, list[Field]]:
    """The kept record with the fields replaced whose content in libdesk is another now."""
    was = form.read(kept)
    if was is None:
        return leader, made
    ours = set(COPY_TAGS | form.always) if was.items != book.copies else set(form.always)
    for names, tags in form.owners.items():
        if any(getattr(was, name) != getattr(book.fields, name) for name in names):
            ours.update(tags)
    there = {tag for tag, _content in kept.fields}
    known = {tag for tags in form.owners.values() for tag in tags} | COPY_TAGS | form.always
    fields = [
        (tag, sound)
        for tag, content in kept.fields
        if tag not in ours and not exact.is_ours(tag, content) and (sound := _sound(tag, content))
    ]
    fields += [one for one in made if one[0] in ours or (one[0] not in there and one[0] not in known)]
    return leader[:5] + kept.leader[5:10] + leader[10:] if was.kind == book.fields.kind else leader, fields


def _sound(tag: str, content: str) -> str:
    """A kept field as others can read it: two plain indicators, then subfields; "" where nothing stands in it.

    Words that stand where the indicators belong go into a subfield that nobody reads, so that none is lost.
    """
    if tag[:2] == "00":
        return content
    head, mark, rest = content.partition(MARK)
    if len(head) == 2 and head.isascii() and rest:
        return content
    indicators = head[:2].ljust(2) if head[:2].isascii() else "  "
    words = head[2:].strip() if head[:2].isascii() else head.strip()
    inner = mark * bool(rest) + rest + f"{MARK}{_NO_CODE}{words}" * bool(words)
    return indicators + inner if inner else ""


def copies_905(book: BookOut) -> Iterable[Field]:
    """One 905 a copy, in the codes that Chinese libraries use, and the rest of the copy in those they leave free."""
    class_no, stroke, book_no = book.fields.call_no.partition("/")
    for copy in book.copies:
        price = "" if copy.price_fen is None else price_text(copy.price_fen)
        yield "905", field(
            "  ", ("a", copy.place), ("b", copy.barcode), ("d", class_no if stroke else book.fields.class_no),
            ("e", book_no), ("h", copy.accession_no), ("m", copy.source), ("n", copy.state), ("p", price),
            ("s", copy.call_no), ("t", copy.entered), ("v", copy.volume), ("x", copy.note),
            ("q", copy.condition), ("k", copy.kind), ("2", OURS),
        )  # fmt: skip


def price_text(fen: int) -> str:
    return f"CNY{fen // 100}.{fen % 100:02d}"


def headings(statement: str) -> list[tuple[str, str, str]]:
    """(country, name, role) of each person in a statement of responsibility: (英)怀特著 → 英, 怀特, 著."""
    found = []
    role = ""
    for part in reversed(re.split(r"\s*[,，;；、]\s*", statement.strip())):
        name = part.strip()
        country = _COUNTRY.match(name)
        if country:
            name = name[country.end() :]
        role = next((word for word in _ROLES if name.endswith(word) and len(name) > len(word) + 1), role)
        name = name.removesuffix(role).strip() if role else name
        if name:
            found.append((country[1] if country else "", name, role))
    return found[::-1]


def split_subject(text: str) -> list[str]:
    return [word for word in text.split("-") if word]


def _clean(row: Any, *, breaks: bool = False) -> Any:
    """Without the characters that no record can hold; every text trimmed. `breaks`: lines stay lines."""
    texts = {
        name: _without_controls(value, breaks=breaks)
        for name in row.__dataclass_fields__
        if isinstance(value := getattr(row, name), str) and not (value.isprintable() and value == value.strip())
    }
    return replace(row, **texts) if texts else row


def _without_controls(text: str, *, breaks: bool) -> str:
    if not breaks:
        return _CONTROLS.sub(" ", text).strip()
    return "\n".join(_CONTROLS.sub(" ", line) for line in _BREAK.sub("\n", text).split("\n")).strip()
