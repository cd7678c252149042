"""A file of records for another system: CNMARC or MARC 21, as ISO 2709 or MARCXML, whole or not there."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import BinaryIO, Final

from libdesk.domain.progress import Progress
from libdesk.exchange.errors import FileNotWritten
from libdesk.exchange.marc import exact, xml
from libdesk.exchange.marc.cnmarc_out import CNMARC_OUT
from libdesk.exchange.marc.decode import speaks_for_itself
from libdesk.exchange.marc.iso import iso_record
from libdesk.exchange.marc.marc21_out import MARC21_OUT
from libdesk.exchange.marc.out import BookOut, record_of
from libdesk.exchange.marc.record import MarcRecord
from libdesk.i18n import N_

_STEP: Final = 100


class MarcKind(StrEnum):
    """What can be written."""

    CNMARC_UTF8 = "cnmarc_utf8"
    CNMARC_GB18030 = "cnmarc_gb18030"
    CNMARC_XML = "cnmarc_xml"
    MARC21_UTF8 = "marc21_utf8"
    MARC21_XML = "marc21_xml"


KIND_LABELS: Final[dict[MarcKind, str]] = {
    MarcKind.CNMARC_UTF8: N_("CNMARC, ISO 2709, UTF-8"),
    MarcKind.CNMARC_GB18030: N_("CNMARC, ISO 2709, GB18030"),
    MarcKind.CNMARC_XML: N_("CNMARC, MARCXML"),
    MarcKind.MARC21_UTF8: N_("MARC 21, ISO 2709, UTF-8"),
    MarcKind.MARC21_XML: N_("MARC 21, MARCXML"),
}
_XML: Final = frozenset({MarcKind.CNMARC_XML, MarcKind.MARC21_XML})
_MARC21: Final = frozenset({MarcKind.MARC21_UTF8, MarcKind.MARC21_XML})


@dataclass(frozen=True, slots=True)
class Trimmed:
    """A title whose record has no room for all of it; `tags` are the fields that were shortened or left out."""

    number: int
    title: str
    tags: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Written:
    """How many records a file has, and which of them could not hold everything."""

    records: int
    trimmed: tuple[Trimmed, ...] = ()


def form_of(kind: MarcKind) -> str:
    """cnmarc or marc21: the form that a kept record must have to be written on (`BookOut.kept`)."""
    return "marc21" if kind in _MARC21 else "cnmarc"


def encoding_of(kind: MarcKind) -> str:
    return "gb18030" if kind is MarcKind.CNMARC_GB18030 else "utf-8"


def make_record(book: BookOut, kind: MarcKind) -> MarcRecord:
    """The record of a title in one of the formats."""
    form = MARC21_OUT if kind in _MARC21 else CNMARC_OUT
    return record_of(book, form, unicode=kind is not MarcKind.CNMARC_GB18030)


def write_stream(
    file: BinaryIO, books: Iterable[BookOut], kind: MarcKind, total: int = 0, progress: Progress | None = None
) -> Written:
    """Write the records one after the other. `total` is how many there are, for those who wait."""
    trimmed: list[Trimmed] = []
    told = progress or Progress()
    number = 0
    if kind in _XML:
        file.write(xml.HEAD.encode())
    for number, book in enumerate(books, start=1):
        if number % _STEP == 1:
            told.step(number - 1, max(total, number))
        record = make_record(book, kind)
        if kind in _XML:
            file.write(xml.record_xml(record).encode())
            continue
        made = iso_record(record, encoding_of(kind))
        if not speaks_for_itself(made.data, made.data.decode(encoding_of(kind))):
            made = iso_record(MarcRecord(record.leader, (*record.fields, exact.WORDS)), encoding_of(kind))
        file.write(made.data)
        if made.trimmed:
            trimmed.append(Trimmed(number, book.fields.title, made.trimmed))
    if kind in _XML:
        file.write(xml.TAIL.encode())
    told.step(number, number)
    return Written(number, tuple(trimmed))


def write_marc(
    path: Path, books: Iterable[BookOut], kind: MarcKind, total: int = 0, progress: Progress | None = None
) -> Written:
    """Write a file; it is whole or not there. Raises FileNotWritten, and Cancelled by the progress."""
    part = path.with_name(path.name + ".part")
    try:
        with part.open("wb") as file:
            written = write_stream(file, books, kind, total, progress)
        part.replace(path)
    except OSError as error:
        raise FileNotWritten(path.name, error.strerror or type(error).__name__) from error
    finally:
        part.unlink(missing_ok=True)
    return written
