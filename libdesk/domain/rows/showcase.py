"""Books as a reader's screen shows them: what it is, where it stands, whether it is there."""

from dataclasses import dataclass
from datetime import date

from libdesk.domain.rows.books import show_place
from libdesk.domain.show import show_due
from libdesk.i18n import _


@dataclass(frozen=True, slots=True)
class BookCard:
    """One title. `place` and `call_no` are those of a copy on the shelf, or else of any; `cover` is a blob's hash."""

    id: int
    title: str
    subtitle: str
    author: str
    publisher: str
    year: int | None
    class_no: str
    call_no: str
    place: str
    copies: int
    on_shelf: int
    next_due: date | None
    waiting: int
    cover: str
    summary: str
    audience: str
    preparing: bool = False  # a copy waits for stamp, label or shelf
    why: str = ""  # what the librarian says of it, or how often it was borrowed
    for_pupils: bool = True  # a copy on the shelf is of a kind that a pupil may borrow
    shelf: str = ""  # the name of the shelf on which it stands, where that is known

    @property
    def name(self) -> str:
        return f"{self.title} : {self.subtitle}" if self.subtitle else self.title

    @property
    def where(self) -> str:
        """The place, the shelf and the call number under which it stands."""
        place = show_place(self.place) if self.place else ""
        return "  ".join(part for part in (place, self.shelf, self.call_no) if part)

    @property
    def can_be_borrowed(self) -> bool:
        return self.on_shelf > 0 and self.for_pupils

    def state(self, today: date) -> str:
        """Whether a reader can take it now, and if not, when."""
        if self.can_be_borrowed:
            return _("On the shelf, can be borrowed")
        if self.on_shelf:
            place = show_place(self.place)
            return _("In “{place}”, not lent to pupils").format(place=place) if place else _("Not lent to pupils")
        if self.preparing:
            return _("Being prepared, ask the librarian")
        if not self.copies:
            return _("Not in the library now")
        if self.next_due is None:
            return _("Ask the librarian")
        if self.next_due < today:
            return _("Lent, overdue")
        return _("Lent, due back {day}").format(day=show_due(self.next_due, today))


@dataclass(frozen=True, slots=True)
class Recommended:
    """A recommendation as the librarian keeps it. Days are ISO; `to_day` "" : until it is ended."""

    id: int
    title_id: int
    title: str
    grade_from: int | None
    grade_to: int | None
    interest: str
    note: str
    from_day: str
    to_day: str
