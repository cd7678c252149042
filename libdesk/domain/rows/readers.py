"""Readers as the librarian finds them, with what each has out, waits for and has read."""

from dataclasses import dataclass
from datetime import date

from libdesk.domain.classes import ClassRef, SchoolSystem, Stage, show_class
from libdesk.domain.reasons import CardExpired, ReaderLeft, ReaderStopped, Suspended
from libdesk.domain.show import show_reader_kind
from libdesk.i18n import _


@dataclass(frozen=True, slots=True)
class ReaderFound:
    """One reader of a list. `card` is the newest number that counts; `out` leaves out the reading room."""

    id: int
    name: str
    sort_name: str
    kind: str
    state: str
    stage: str | None
    entry_year: int | None
    class_no: int | None
    department: str
    school_no: str
    card: str
    out: int
    overdue: int
    helper: bool

    @property
    def class_ref(self) -> ClassRef | None:
        if self.stage is None or self.entry_year is None or self.class_no is None:
            return None
        return ClassRef(Stage(self.stage), self.entry_year, self.class_no)

    @property
    def sort_key(self) -> tuple[bool, tuple[int, int, int], str, int]:
        """By class, 7 before 10, then by pinyin; those without a class come last."""
        ref = self.class_ref
        return (ref is None, ref.sort_key if ref else (0, 0, 0), self.sort_name, self.id)

    def group(self, today: date, system: SchoolSystem) -> str:
        """五(3)班 of a pupil today, else the department or the kind of reader."""
        ref = self.class_ref
        return show_class(ref, today, system) if ref else self.department or show_reader_kind(self.kind)


@dataclass(frozen=True, slots=True)
class ReadersFound:
    rows: tuple[ReaderFound, ...]
    total: int


@dataclass(frozen=True, slots=True)
class CardRow:
    """A number that this reader has or had; `state` is active, replaced or lost."""

    id: int
    printed: str
    state: str


@dataclass(frozen=True, slots=True)
class ReaderDetail:
    """What stands beside the list about one reader."""

    cards: tuple[CardRow, ...]
    stopped_why: str
    expires: date | None
    suspended_until: date | None

    def lines(self, state: str, today: date) -> tuple[str, ...]:
        """Short sentences about what stands in the way of this reader's loans."""
        found: list[str] = []
        if state == "stopped":
            found.append(ReaderStopped(self.stopped_why).text())
        if state == "left":
            found.append(ReaderLeft().text())
        if self.expires and self.expires < today:
            found.append(CardExpired(self.expires).text())
        if self.suspended_until and self.suspended_until >= today:
            found.append(Suspended(self.suspended_until).text())
        lost = [card.printed for card in self.cards if card.state == "lost"]
        if lost:
            found.append(_("Lost card: {codes}").format(codes="、".join(lost)))
        return tuple(found)


@dataclass(frozen=True, slots=True)
class HoldLine:
    """A title that this reader waits for; `ready_until` when a copy stands on the hold shelf, `ahead` of the queue."""

    id: int
    title: str
    ready_until: date | None
    ready: bool
    ahead: int


@dataclass(frozen=True, slots=True)
class PastLoan:
    """A loan that is over; `lost`: the copy never came back."""

    id: int
    title: str
    lent: date
    returned: date | None
    lost: bool
