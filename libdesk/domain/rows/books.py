"""Titles as a search finds them, and their copies with where each is."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Final

from libdesk.domain.show import show_day
from libdesk.i18n import N_, _

if TYPE_CHECKING:
    from libdesk.domain.rows.aids import BoxPlace

STACKS: Final = "stacks"
PLACE_NAMES: Final = {
    STACKS: N_("stacks"),
    "pupils_room": N_("pupils' reading room"),
    "teachers_room": N_("teachers' reading room"),
    "class_corner": N_("class corner"),
}
STATUS_NAMES: Final = {
    "shelf": N_("on the shelf"),
    "loan": N_("on loan"),
    "in_house": N_("in use in the reading room"),
    "hold": N_("set aside for a hold"),
    "lost": N_("lost"),
    "missing": N_("missing"),
    "repair": N_("in repair"),
    "withdrawn": N_("withdrawn"),
}


def show_place(code: str) -> str:
    """The name of a seeded place; one that the school named itself is shown as it is."""
    return _(PLACE_NAMES.get(code, code))


def show_room(code: str) -> str:
    """A place by its opening hours: the stacks are the library itself, whose counter is open or closed."""
    return _("library") if code == STACKS else show_place(code)


@dataclass(frozen=True, slots=True)
class TitleFound:
    """One title of a search. `next_due` is the earliest day on which a copy is due back while none is on the shelf."""

    id: int
    title: str
    subtitle: str
    author: str
    publisher: str
    year: int | None
    isbn: str
    call_no: str
    place: str
    copies: int
    on_shelf: int
    next_due: date | None
    waiting: int = 0
    kind: str = "book"
    class_no: str = ""
    series: str = ""
    contributors: str = ""
    cover: str = ""  # the hash of its picture
    preparing: int = 0  # of the copies on the shelf so many still wait for stamp, label or shelf

    @property
    def ready(self) -> int:
        """Copies that a reader finds on the shelf now."""
        return self.on_shelf - self.preparing

    @property
    def name(self) -> str:
        return f"{self.title} : {self.subtitle}" if self.subtitle else self.title

    def state(self, today: date) -> str:
        """2 of 3 on the shelf, or when the next one is due back."""
        if not self.copies:
            return _("no copy")
        if self.ready:
            return _("{shelf} of {copies} in").format(shelf=self.ready, copies=self.copies)
        if self.preparing:
            return _("still being prepared")
        if self.next_due and self.next_due < today:
            return _("overdue")
        if self.next_due:
            return _("back {day}").format(day=show_day(self.next_due, weekday=False))
        return _("not on the shelf")


@dataclass(frozen=True, slots=True)
class CopyFound:
    """One copy of a title. `claimed`: its reader says that it was returned."""

    id: int
    volume: str
    barcode: str
    call_no: str
    place: str
    status: str
    due: date | None
    claimed: bool = False
    damaged: bool = False
    preparing: bool = False  # it waits for stamp, label or shelf
    shelf: str = ""  # the name of the shelf on which it stands, where that is known
    on_trolley: bool = False  # it came back and is not put away yet
    bound: str = ""  # the label of the volume that this issue is bound into
    at_bindery: bool = False  # a bound volume that is being made
    box: "BoxPlace | None" = None  # the box for a class corner in which it lies

    @property
    def where(self) -> str:
        """The place and the shelf."""
        return f"{show_place(self.place)} {self.shelf}".strip()

    def state(self, today: date) -> str:
        """Where the copy is, with the day it is due back."""
        if self.status == "shelf" and self.preparing:
            return _("still being prepared")
        if self.status == "shelf" and self.on_trolley:
            return _("just back, on the trolley")
        if self.bound:
            return _("bound into {volume}").format(volume=self.bound)
        if self.at_bindery:
            return _("being bound")
        if self.box is not None and self.status == "shelf":
            return self.box.shown(today)
        text = _(STATUS_NAMES[self.status])
        if self.status != "loan" or self.due is None:
            return text
        if self.due < today:
            return _("overdue since {day}").format(day=show_day(self.due, weekday=False))
        return _("back {day}").format(day=show_day(self.due, weekday=False))


@dataclass(frozen=True, slots=True)
class TitlesFound:
    """The first titles of a search; `total` is None where there are more than were read."""

    rows: tuple[TitleFound, ...]
    total: int | None
    copy_id: int | None = None  # the very copy whose barcode was typed or scanned
