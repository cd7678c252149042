"""What the pages to publish show: facts of one day, with no loan in them and no name but as the school shows it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Final

from libdesk.i18n import N_


class SitePart(StrEnum):
    """A part that can be published; the value is kept in this PC's settings and never changes."""

    HOURS = "hours"
    NOTICES = "notices"
    NEW = "new"
    LISTS = "lists"
    ACTIVITIES = "activities"
    ANSWERS = "answers"
    CATALOGUE = "catalogue"


PART_NAMES: Final[dict[SitePart, str]] = {
    SitePart.HOURS: N_("Opening hours"),
    SitePart.NOTICES: N_("Announcements"),
    SitePart.NEW: N_("New books"),
    SitePart.LISTS: N_("Recommended books"),
    SitePart.ACTIVITIES: N_("Reading activities"),
    SitePart.ANSWERS: N_("Suggestions answered"),
    SitePart.CATALOGUE: N_("Catalogue with search"),
}


@dataclass(frozen=True, slots=True)
class SiteTitle:
    """One title of the catalogue; `on_shelf` of `copies` can be taken on the day shown."""

    name: str
    author: str
    publisher: str
    year: int | None
    class_no: str
    call_no: str
    place: str
    on_shelf: int
    copies: int
    preparing: bool = False  # it waits for stamp, label or shelf


@dataclass(frozen=True, slots=True)
class SiteBook:
    """A title on a list, with what is said of it."""

    title: SiteTitle
    summary: str = ""
    why: str = ""


@dataclass(frozen=True, slots=True)
class SiteList:
    """A list of books; `about` names its grades, theme or interest."""

    name: str
    about: str
    intro: str
    books: tuple[SiteBook, ...]


@dataclass(frozen=True, slots=True)
class SiteNotice:
    name: str
    body: str
    days: str


@dataclass(frozen=True, slots=True)
class SiteResult:
    """`who` is said as the school shows names."""

    who: str
    work: str
    result: str


@dataclass(frozen=True, slots=True)
class SiteActivity:
    """`rule`: how what a challenge counts comes about; `pending`: it is over, and its results are still to come."""

    name: str
    kind: str
    days: str
    place: str
    coming: bool
    results: tuple[SiteResult, ...]
    rule: str = ""
    pending: bool = False


@dataclass(frozen=True, slots=True)
class SiteAnswer:
    said: str
    answer: str
    day: date


@dataclass(frozen=True, slots=True)
class SiteRoom:
    """A room and when it is open: (weekday or weekdays, spans of time)."""

    name: str
    lines: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Site:
    """All that is written. A part that is not published is not among `parts`, whatever its field holds."""

    school: str
    at: datetime
    parts: frozenset[SitePart]
    rooms: tuple[SiteRoom, ...] = ()
    days: tuple[tuple[str, str], ...] = ()  # closed and made-up days to come: (days, what they are)
    notices: tuple[SiteNotice, ...] = ()
    new: tuple[SiteBook, ...] = ()
    new_since: str = ""
    lists: tuple[SiteList, ...] = ()
    activities: tuple[SiteActivity, ...] = ()
    answers: tuple[SiteAnswer, ...] = ()
    classes: tuple[tuple[str, str], ...] = ()  # the main classes: (letter, name)
    titles: Sequence[SiteTitle] = ()
