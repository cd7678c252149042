"""Records of a file, one after the other: each read, or told why it could not be.

Nothing is lost: each piece of the file between two terminators is a row. The file is read a chunk at a time, and no
record stops the next. A row's `raw` is the record as it came with its terminator, so that rows make a sound file.
"""

import errno
import io
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import BinaryIO, Final

from libdesk.domain.drafts import BookDraft, NoteKind, RowNote
from libdesk.domain.progress import Progress
from libdesk.exchange.errors import EmptyFile, FileBusy, FileGone, FileUnreadable
from libdesk.exchange.marc import cnmarc, marc21
from libdesk.exchange.marc.copies import Notes
from libdesk.exchange.marc.decode import RecordDecoder, decoded, is_utf8
from libdesk.exchange.marc.directory import Apart, agrees, take_apart
from libdesk.exchange.marc.faults import MarcFault, NotMarc
from libdesk.exchange.marc.iso import iso_record
from libdesk.exchange.marc.record import ByTag, MarcRecord
from libdesk.exchange.marc.split import CHUNK, LONGEST, heads, pieces, wide_encoding
from libdesk.exchange.marc.xml import declared_encoding, is_xml, record_of, xml_pieces

CNMARC: Final = "cnmarc"
MARC21: Final = "marc21"

_STRANGE: Final = re.compile("[\0-\x1c\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060\u2066-\u2069\ufeff\ufffe\uffff]")
_BREAK: Final = re.compile(r"(?<=[\u3000-\u9fff\uff00-\uffef])[\r\n]+(?=[\u3000-\u9fff\uff00-\uffef])|\r\n?$|\n$")
_BREAKS: Final = re.compile(r"[\r\n\t]+")
# An entry of a directory, without which bytes are no record whatever separators they hold; and a directory so long
# that the looked-at beginning of the file ends in it.
_ENTRIES: Final = re.compile("[0-9]{3}[0-9 ]{9}")
_ALL_DIRECTORY: Final = re.compile(
    "[\ufeffï»¿\r\n\t]*[0-9 ]{5}.{19,21}?(?:[0-9A-Za-z-]{3}[0-9]{9}){20,}.{0,11}", re.DOTALL
)
_STEP: Final = 200  # rows between two words on how far it is
_LOOKED_AT: Final = 400  # records by which the encoding of most is told before the first is read


@dataclass(frozen=True, slots=True)
class MarcRow:
    """A piece of a file. `offset` is where it begins; one of `draft` and `fault` is None."""

    number: int  # of the piece in its file, from 1
    offset: int
    raw: bytes
    encoding: str
    form: str
    draft: BookDraft | None
    fault: MarcFault | None = None
    notes: tuple[RowNote, ...] = ()
    value: str = ""  # where the fault is, when there is a place to name

    def why(self) -> str:
        """The sentence that says why there is no draft; "" when there is one."""
        return self.fault.text(self.value) if self.fault else ""


def looks_like_marc(head: bytes) -> bool:
    """Whether a file that begins so holds MARC records, in ISO 2709 or in XML."""
    if is_xml(head):
        return True
    wide = wide_encoding(head)
    text = head[: len(head) // 2 * 2].decode(wide, "replace") if wide else head.decode("latin-1")
    if text.lstrip("\ufeffï»¿\r\n\t ").startswith("<") or _ENTRIES.search(text) is None:
        return False
    return ("\x1e" in text and ("\x1f" in text or "\x1d" in text)) or _ALL_DIRECTORY.fullmatch(text) is not None


def read_marc(path: Path, progress: Progress | None = None) -> Iterator[MarcRow]:
    """Every record of a file as a row. Raises FileGone, FileBusy, FileUnreadable, EmptyFile, NotMarc and Cancelled."""
    try:
        size = path.stat().st_size
        with path.open("rb") as file:
            yield from read_stream(file, path.name, size, progress or Progress())
    except FileNotFoundError as error:
        raise FileGone(path.name) from error
    except OSError as error:
        if (isinstance(error, PermissionError) and not path.is_dir()) or error.errno == errno.EBUSY:
            raise FileBusy(path.name) from error
        raise FileUnreadable(path.name, error.strerror or type(error).__name__) from error


def read_bytes(data: bytes, name: str = "") -> Iterator[MarcRow]:
    """The same from memory."""
    return read_stream(io.BytesIO(data), name, len(data), Progress())


def read_stream(file: BinaryIO, name: str, size: int, progress: Progress) -> Iterator[MarcRow]:
    """The same from an open file that can be rewound."""
    head = file.read(CHUNK)
    if not head:
        raise EmptyFile(name)
    if not looks_like_marc(head[:65536]):
        raise NotMarc(name)
    file.seek(0)
    if is_xml(head):
        yield from _xml_rows(file, head, size, progress)
        return
    wide = wide_encoding(head)
    decoder = RecordDecoder()
    if wide is None:
        decoder.learn(raw for _start, raw, _cut in islice(pieces(io.BytesIO(head)), _LOOKED_AT))
    number = 0
    for start, piece, cut in pieces(file, wide):
        for offset, raw in ((start, piece),) if wide or agrees(piece) else heads(start, piece):
            number += 1
            if number % _STEP == 1:
                progress.step(min(offset, size), size)
            yield _row(number, offset, raw, wide, cut, decoder)
    progress.step(size, size)


def record_in(raw: bytes, encoding: str) -> MarcRecord:
    """A kept record as its leader and fields, in order of tags. Raises ValueError for bytes that are no record."""
    found = take_apart(clean(decoded(raw, encoding).rstrip("\x1d")))
    if found is None:
        raise ValueError("no record")
    return MarcRecord(found[0], tuple([(tag, content) for tag, fields in found[1].items() for content in fields]))


def read_one(raw: bytes, encoding: str, form: str) -> BookDraft:
    """The draft of a record that was read once, by the encoding and form that were found then.

    Raises ValueError for bytes that give no title.
    """
    record = record_in(raw, encoding)
    draft = _draft(record.leader, record.by_tag(), 1, [], form)
    if draft is None:
        raise ValueError("a record without a title")
    return draft


def clean(text: str) -> str:
    """Text in NFC without control characters; a line broken inside a field is joined again."""
    if _STRANGE.search(text):
        text = _STRANGE.sub("", _BREAKS.sub(" ", _BREAK.sub("", text)))
    if unicodedata.is_normalized("NFC", text):
        return text
    # Part by part: an accent at the beginning of a value must not join the code before it.
    return "\x1f".join([part[:1] + unicodedata.normalize("NFC", part[1:]) for part in text.split("\x1f")])


def _xml_rows(file: BinaryIO, head: bytes, size: int, progress: Progress) -> Iterator[MarcRow]:
    """Records of XML; `raw` is the same record in ISO 2709.

    Each is judged as there, unless the file is in the UTF-8 that it declares: what it declares is often not so.
    """
    wide = wide_encoding(head)
    usual = "utf-8" if wide else declared_encoding(head)
    decoder = RecordDecoder(usual)
    trusted = usual == "utf-8" and (wide is not None or is_utf8(head))
    if wide is None:
        decoder.learn(piece for _at, piece, _line in islice(xml_pieces(io.BytesIO(head)), _LOOKED_AT))
    for number, (at, piece, line) in enumerate(xml_pieces(file, wide), start=1):
        if number % _STEP == 1:
            progress.step(min(file.tell(), size), size)
        if trusted:
            text, broken = decoder.trusted_text(piece)
        else:
            text, _encoding, broken, _unclean = decoder.text(piece)
        record = record_of(text)
        if record is None:
            fault = MarcFault.TOO_LONG if len(text) > LONGEST else MarcFault.BROKEN_XML
            yield MarcRow(number, at, text[:LONGEST].encode(), "utf-8", CNMARC, None, fault, value=str(line))
        elif not record.fields:
            yield MarcRow(number, at, text.encode(), "utf-8", CNMARC, None, MarcFault.NO_FIELDS)
        else:
            record = MarcRecord(record.leader, tuple([(tag, clean(content)) for tag, content in record.fields]))
            raw = iso_record(record).data
            notes: Notes = [(NoteKind.BROKEN_CHARACTERS, "")] if broken or "\ufffd" in text else []
            yield _judged(number, at, raw, "utf-8", (record.leader, record.by_tag(), False), notes)
    progress.step(size, size)


def _row(number: int, offset: int, raw: bytes, wide: str | None, cut: bool, decoder: RecordDecoder) -> MarcRow:
    if wide:
        text, encoding = decoded(raw, wide), wide
        broken, unclean = "\ufffd" in text, True
        ended = raw + "\x1d".encode(wide)
    else:
        text, encoding, broken, unclean = decoder.text(raw)
        ended = raw + b"\x1d"
    if cut:
        return MarcRow(number, offset, ended[:LONGEST], encoding, CNMARC, None, MarcFault.TOO_LONG)
    if unclean:
        text = clean(text)
    found = take_apart(text)
    if found is None:
        fault = MarcFault.NO_FIELDS if "\x1f" in text else MarcFault.NO_RECORD
        return MarcRow(number, offset, ended, encoding, CNMARC, None, fault)
    notes: Notes = [(NoteKind.BROKEN_CHARACTERS, "")] if broken else []
    return _judged(number, offset, ended, encoding, found, notes)


def _judged(number: int, offset: int, raw: bytes, encoding: str, found: Apart, notes: Notes) -> MarcRow:
    leader, by_tag, lost = found
    form = form_of(by_tag, leader)
    try:
        draft = _draft(leader, by_tag, number, notes, form)
    except (ValueError, LookupError, ArithmeticError, RecursionError):  # a record decides nothing about the others
        return MarcRow(number, offset, raw, encoding, form, None, MarcFault.UNREAD)
    if lost:
        notes.append((NoteKind.RECORD_DAMAGED, ""))
    told = tuple([RowNote(number, "", kind, value) for kind, value in notes]) if notes else ()
    return MarcRow(number, offset, raw, encoding, form, draft, None if draft else MarcFault.NO_TITLE, told)


def form_of(by_tag: ByTag, leader: str) -> str:
    """CNMARC or MARC 21, by where the title stands."""
    if "245" in by_tag and ("200" not in by_tag or leader[20:24] == "4500" or "260" in by_tag or "264" in by_tag):
        return MARC21
    return CNMARC


def _draft(leader: str, by_tag: ByTag, number: int, notes: Notes, form: str) -> BookDraft | None:
    draft_of = marc21.draft_of if form == MARC21 else cnmarc.draft_of
    return draft_of(leader, by_tag, number, notes)
