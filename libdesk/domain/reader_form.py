"""What is typed about one reader, and what is wrong with it: each thing told in a sentence, nothing guessed."""

from datetime import date
from typing import Final

from libdesk.domain.classes import ClassRef
from libdesk.domain.errors import DeskError
from libdesk.domain.show import show_reader_kind
from libdesk.domain.value import Value
from libdesk.i18n import _

IN_CLASS: Final = ("pupil", "class")
"""Kinds of readers that stand in a class; the others may have a department."""
ACCOUNTS: Final = ("class", "department")
"""Kinds that are no person: somebody answers for them."""
LONGEST_NAME: Final = 60
LONGEST_WORD: Final = 40
MOST_SEAT: Final = 999


class ReaderForm(Value):
    """The fields as they were typed. `responsible_id`: who answers for an account."""

    name: str
    kind: str = "pupil"
    class_text: str = ""
    seat: str = ""
    department: str = ""
    school_no: str = ""
    expires: str = ""
    sex: str = ""
    responsible_id: int | None = None


class ReaderValues(Value):
    """The fields as they are kept."""

    name: str
    kind: str
    class_ref: ClassRef | None
    seat: int | None
    department: str | None
    school_no: str | None
    expires: date | None
    sex: str | None
    responsible_id: int | None


class NameMissing(DeskError):
    def text(self) -> str:
        return _("Type the name.")


class TextTooLong(DeskError):
    most: int

    def text(self) -> str:
        return _("This is too long to be kept. Use at most {most} characters.").format(most=self.most)


class ClassMissing(DeskError):
    """A pupil or a class account without a class."""

    kind: str

    def text(self) -> str:
        return _("A {kind} stands in a class. Write it as 四1, 三(1)班 or 2018级初中一班.").format(
            kind=show_reader_kind(self.kind)
        )


class SeatUnread(DeskError):
    def text(self) -> str:
        return _("A seat number is a whole number from 1 to {most}; it may also be left empty.").format(most=MOST_SEAT)


class DayUnread(DeskError):
    typed: str

    def text(self) -> str:
        return _("“{text}” is not read as a day. Write it as 2026-08-31, or leave it empty.").format(text=self.typed)


class PersonalNumber(DeskError):
    """An identity-card number, or a 学籍号 that holds one, in a field that is kept."""

    def text(self) -> str:
        return _("This looks like an identity-card number, which a library does not keep. Use the school's own number.")


class SchoolNumberTaken(DeskError):
    number: str
    name: str

    def text(self) -> str:
        return _("{number} is the school number of {name}. Look whether this is the same person.").format(
            number=self.number, name=self.name
        )


class SameName(DeskError):
    """There is a reader of this name in the same class or department already: told before another one is made."""

    name: str
    place: str

    def text(self) -> str:
        return _("{name} is in {place} already. If this is somebody else, add them all the same.").format(
            name=self.name, place=self.place
        )


class NotResponsible(DeskError):
    """Only a grown-up can answer for an account."""

    def text(self) -> str:
        return _("Choose a teacher or a member of staff to answer for this account.")


def read_seat(typed: str) -> int | None:
    """Raises SeatUnread."""
    digits = typed.strip().removesuffix("号")
    if not digits:
        return None
    if not (digits.isascii() and digits.isdigit() and len(digits) <= 4 and 1 <= int(digits) <= MOST_SEAT):
        raise SeatUnread()
    return int(digits)


def read_name(typed: str) -> str:
    """Raises NameMissing, TextTooLong."""
    name = read_words(typed, LONGEST_NAME)
    if not any(char.isalnum() for char in name):
        raise NameMissing()
    return name


def read_words(typed: str, most: int = LONGEST_WORD) -> str:
    """Text without what cannot be seen and with single spaces, otherwise as typed. Raises TextTooLong."""
    import unicodedata

    seen = "".join(" " if char.isspace() else char for char in typed if char.isspace() or char.isprintable())
    words = unicodedata.normalize("NFC", " ".join(seen.split()))
    if len(words) > most:
        raise TextTooLong(most)
    return words
