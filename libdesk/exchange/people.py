"""What rosters and loan lists have in common: rows about people, whose personal numbers never leave their cell."""

import re
import unicodedata
from dataclasses import dataclass, field
from typing import Final

from libdesk.domain.drafts import NoteKind, RowNote
from libdesk.domain.identifiers import looks_like_phone, looks_like_pupil_record_number
from libdesk.exchange.cells import is_ruined
from libdesk.exchange.dates import parse_day
from libdesk.exchange.fields import Field
from libdesk.exchange.rows import ReadRow
from libdesk.exchange.sensitive import is_personal_number

_BETWEEN_HAN: Final = re.compile(
    r"(?<=[\u3400-\u9fff·・•‧\U00020000-\U0003ffff])\s+(?=[\u3400-\u9fff·・•‧\U00020000-\U0003ffff])"
)
_BREAKS: Final = re.compile(r"\s*[\r\n]+\s*")
_FLOAT: Final = re.compile(r"(\d+)\.0+")  # what a number that went through another program looks like
_NUMBER: Final = r"(?P<number>[A-Za-z]{0,3}\d{3,24}[Xx]?)"
_NAME: Final = r"(?P<name>[^\d\s/,;()][^\d/,;()]*?[^\d\s/,;()])"
_NUMBERED: Final = (
    re.compile(rf"{_NAME}[\s/,;:(-]*{_NUMBER}\)?"),
    re.compile(rf"{_NUMBER}[\s/,;:)-]*{_NAME}"),
)


def name_text(text: str) -> str:
    """A name without the spaces that set it apart for print (张　三); "" for what has no letter in it."""
    name = _BETWEEN_HAN.sub("", _BREAKS.sub(" ", text))
    return name if any(map(str.isalpha, name)) else ""


def name_and_number(text: str) -> tuple[str, str]:
    """张三 20240301, 李四(20240302): the name and the number that share one cell; ("", "") when it is not so."""
    folded = " ".join(unicodedata.normalize("NFKC", text).split())
    for pattern in _NUMBERED:
        found = pattern.fullmatch(folded)
        if found and not found["name"].isascii():
            return found["name"], found["number"]
    return "", ""


def is_private(number: str) -> bool:
    """Whether a number beside a name is an identity number, a 学籍号 or a telephone, and no number of the school."""
    return is_personal_number(number) or looks_like_pupil_record_number(number) or looks_like_phone(number)


def plain_number(text: str) -> str:
    """A number as it is compared and printed: width folded, without the .0 of a float."""
    folded = unicodedata.normalize("NFKC", text).strip() if not text.isascii() else text
    found = _FLOAT.fullmatch(folded)
    return found[1] if found else folded


@dataclass(slots=True)
class PersonRow:
    """One row being read; collects its notes."""

    row: ReadRow
    sheet: str
    notes: list[RowNote] = field(default_factory=list)

    def text(self, name: Field) -> str:
        """The cell, unless it holds a personal number."""
        cell = self.row.cells.get(name, "")
        if len(cell) > 14 and is_personal_number(cell):
            self.note(NoteKind.PERSONAL_NUMBER)
            return ""
        return _BREAKS.sub(" ", cell) if "\n" in cell else cell

    def number(self, name: Field) -> str:
        """A number that must be whole to be of use."""
        text = plain_number(self.text(name))
        if is_ruined(text):
            self.note(NoteKind.NUMBER_RUINED, text)
            return ""
        return text

    def name(self, text: str) -> tuple[str, str]:
        """The person's name, and the number that stands in its cell too; one that is personal is left out."""
        alone, number = name_and_number(text) if any(map(str.isdigit, text)) else ("", "")
        if number and is_private(number):
            self.note(NoteKind.PERSONAL_NUMBER)
            number = ""
        return name_text(alone or text), number

    def day(self, name: Field) -> str:
        """An ISO day, or "" with a note."""
        text = self.text(name)
        day = parse_day(text) if text else None
        if text and day is None:
            self.note(NoteKind.DATE_UNCLEAR, text)
        return day.isoformat() if day else ""

    def note(self, kind: NoteKind, value: str = "") -> None:
        self.notes.append(RowNote(self.row.line, self.sheet, kind, value))

    def note_broken_characters(self) -> None:
        if any("\ufffd" in cell for cell in self.row.cells.values()):
            self.note(NoteKind.BROKEN_CHARACTERS)
