"""What rosters and loan lists have in common: rows about people, whose personal numbers never leave their cell."""

import re
from dataclasses import dataclass, field
from typing import Final

from libdesk.domain.drafts import NoteKind, RowNote
from libdesk.exchange.cells import is_ruined
from libdesk.exchange.dates import parse_day
from libdesk.exchange.fields import Field
from libdesk.exchange.rows import ReadRow
from libdesk.exchange.sensitive import is_personal_number

_BETWEEN_HAN: Final = re.compile(
    r"(?<=[\u3400-\u9fff\U00020000-\U0003ffff])\s+(?=[\u3400-\u9fff\U00020000-\U0003ffff])"
)
_BREAKS: Final = re.compile(r"\s*[\r\n]+\s*")


def name_text(text: str) -> str:
    """A name without the spaces that set it apart for print (张　三); "" for what has no letter in it."""
    name = _BETWEEN_HAN.sub("", _BREAKS.sub(" ", text))
    return name if any(map(str.isalpha, name)) else ""


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
        text = self.text(name)
        if is_ruined(text):
            self.note(NoteKind.NUMBER_RUINED, text)
            return ""
        return text

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
