"""Call numbers: class number / book number with volume, edition and copy marks, and their order on the shelf.

I247.5/123 · I247.58/J822-2(14) · K86/1:0 · H31/5=2 · G624/12#3. The lines may also stand below each other, as on a
label.
"""

import re
from dataclasses import dataclass
from typing import Final

from libdesk.domain.shelf_order import class_key, plain
from libdesk.domain.shelf_order import shelf_key as shelf_key  # where others look for it

LINE_END: Final = b"\x01"  # what follows the class line in a key
_AFTER_LINE: Final = b"\x02"
# 123, J822, J822A and a further work of the same author, J822-2; what follows are marks.
_BOOK_NO: Final = re.compile(r"[A-Z]*[0-9]+[A-Z]*(?:-[0-9]+)?|[A-Z]+")
_MARKS: Final = re.compile(
    r"=(?P<edition>[0-9A-Z]+)|\((?P<volume>[^()]*)\)|:(?P<colon>[^=():#/]+)|/V\.?(?P<v>[0-9A-Z]+)"
    r"|#(?P<copy>[0-9A-Z]+)|/C\.?(?P<c>[0-9]+)"
)
_FIRST_NUMBER: Final = re.compile(r"0*([0-9]+)")
MOST_FIGURES: Final = 9  # of a running number: what is longer is an ISBN or a barcode in the wrong place
_RANGE: Final = re.compile(r"[A-Z]{1,2}[0-9.]*[/~][0-9.]+|.*~.*")
_TO_THE_END: Final = re.compile(r"[/~].*", re.DOTALL)  # of a range; or a book number, which has a field of its own
_MARKED: Final = re.compile(r"[\[\]{}【】〔〕］［｛｝]")


@dataclass(frozen=True, slots=True)
class CallNumber:
    """A call number in its parts; `rest` is what was not understood, kept so that nothing is lost."""

    class_no: str
    book_no: str = ""
    edition: str = ""
    volume: str = ""
    copy: str = ""
    rest: str = ""

    @property
    def stem(self) -> str:
        """What all copies of a title share."""
        return f"{self.class_no}/{self.book_no}" if self.book_no else self.class_no

    @property
    def text(self) -> str:
        made = call_no(self.class_no, self.book_no, volume=self.volume, edition=self.edition, copy=self.copy)
        return made + self.rest

    @property
    def number(self) -> int | None:
        """The running number (种次号), None of an author number: 123 in I247.5/123-2 and in I247.5/123(2)."""
        return book_number(self.book_no)


def call_no(class_no: str, book_no: str, *, volume: str = "", edition: str = "", copy: str = "") -> str:
    """A call number from its parts; without a book number it is the class number alone, with its marks."""
    made = f"{class_no}/{book_no}" if book_no else class_no
    if edition:
        made += f"={edition}"
    if volume:
        made += f"({volume})"
    return f"{made}#{copy}" if copy else made


def parse(text: str) -> CallNumber:
    """The parts of a call number, however it is written; never fails."""
    class_no, _stroke, line = plain(text).partition("/")
    book = _BOOK_NO.match(line)
    found: dict[str, str] = {}
    at = book.end() if book else 0
    while at < len(line):
        mark = _MARKS.match(line, at)
        kind = mark.lastgroup if mark else None
        if mark is None or kind is None:
            break
        part = {"colon": "volume", "v": "volume", "c": "copy"}.get(kind, kind)
        if part in found:
            break
        found[part] = mark[kind]
        at = mark.end()
    if book is None:
        return CallNumber(class_no, rest=f"/{line}" if line else "")
    return CallNumber(class_no, book[0], rest=line[at:], **found)


def class_part(call_no: str) -> str:
    """The class number of a call number: its first line."""
    return plain(call_no).partition("/")[0]


def book_part(call_no: str) -> str:
    """What follows the class number."""
    return plain(call_no).partition("/")[2]


def book_number(book_no: str) -> int | None:
    """The whole number at the front of a book number; None where letters stand there, or too many figures."""
    found = _FIRST_NUMBER.match(book_no)
    return int(found[1]) if found and len(found[1]) <= MOST_FIGURES else None


def with_stem(call_no: str, old_stem: str, stem: str) -> str | None:
    """A copy's call number after its title's has changed: the marks stay. None where it was not its title's."""
    own, old = plain(call_no), plain(old_stem)
    if not own.startswith(old):
        return None
    marks = own[len(old) :]
    return None if marks[:1].isalnum() or marks[:1] in {".", "-"} else stem + marks


def class_span(class_no: str) -> tuple[bytes, bytes]:
    """The keys of all call numbers of exactly this class: from the first up to, not including, the second."""
    key = class_key(plain(class_no))
    return key + LINE_END, key + _AFTER_LINE


def is_given(code: str) -> bool:
    """Whether books may get this class: marks [X], {X} and ranges E3/7 stand in the table only."""
    return not _MARKED.search(code) and not _RANGE.fullmatch(plain(code))


def book_class(text: str) -> str:
    """A class number as a book bears it, however it is typed or delivered: ｉ287, [I287] and I287/289 are I287."""
    return plain(_TO_THE_END.sub("", plain(text)))


def clean_class(text: str) -> str:
    """A class number as it is kept: narrow, in capitals, without brackets."""
    return plain(text)
