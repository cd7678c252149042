"""What a paper of entries shows: each a head, a line about it and its text, however long that is."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Entry:
    """`side` stands at the right of the head: a call number, a day. `texts` are paragraphs, lines kept."""

    head: str
    side: str = ""
    about: str = ""
    texts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class EntryPaper:
    """`note` is a line about the whole, `intro` what is said before the first entry. `at` as in TablePaper."""

    school: str
    heading: str
    note: str
    intro: str
    entries: tuple[Entry, ...]
    foot: str = ""
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class NoticePaper:
    """An announcement for the wall: one page in large type, as far as its words leave it large."""

    school: str
    heading: str
    text: str
    days: str
    day: str
