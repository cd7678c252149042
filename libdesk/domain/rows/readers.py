"""Readers as the librarian finds them, with what each has out, waits for and has read."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from libdesk.domain.classes import ClassRef, SchoolSystem, Stage, show_class
from libdesk.domain.expiry import expires_soon
from libdesk.domain.reasons import CardExpired, ReaderLeft, ReaderStopped, Suspended
from libdesk.domain.show import show_day, show_reader_kind
from libdesk.i18n import _, listed

_KINDS: Final = {"pupil": 0, "teacher": 1, "staff": 2, "department": 3, "class": 4}


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
    def sort_key(self) -> tuple[bool, tuple[int, int, int], int, bytes, str, int]:
        """By class, 7 before 10, then by pinyin, its account last; those without one behind, by kind and department."""
        ref = self.class_ref
        if ref is not None:
            return (False, ref.sort_key, int(self.kind == "class"), b"", self.sort_name, self.id)
        place = department_key(self.department)
        return (True, (0, 0, 0), _KINDS.get(self.kind, len(_KINDS)), place, self.sort_name, self.id)

    def group(self, today: date, system: SchoolSystem, school_stage: Stage | None = None) -> str:
        """五(3)班 of a pupil today, else the department or the kind of reader."""
        ref = self.class_ref
        if ref is not None:
            return show_class(ref, today, system, school_stage=school_stage)
        return self.department or show_reader_kind(self.kind)


def department_key(name: str) -> bytes:
    """Departments by pinyin as GB 2312 orders its usual characters: that asks for no table of readings."""
    return name.encode("gb18030")


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
    photo: str | None = None
    school_no: str = ""
    responsible: str = ""

    def lines(self, state: str, today: date) -> tuple[str, ...]:
        """Short sentences about what stands in the way of this reader's loans."""
        found: list[str] = []
        if state == "stopped":
            found.append(ReaderStopped(self.stopped_why).text())
        if state == "left":
            found.append(ReaderLeft().text())
        if self.expires and self.expires < today:
            found.append(CardExpired(self.expires).text())
        if self.expires and state == "active" and expires_soon(self.expires, today):
            found.append(_("The card is valid until {day}.").format(day=show_day(self.expires)))
        if self.suspended_until and self.suspended_until >= today:
            found.append(Suspended(self.suspended_until).text())
        lost = [card.printed for card in self.cards if card.state == "lost"]
        if lost:
            found.append(_("Lost card: {codes}").format(codes=listed(lost)))
        return tuple(found)


@dataclass(frozen=True, slots=True)
class ReaderNow:
    """One reader as an edit finds it; `enrolment_id` and `enrolled` (ISO day) are of the class now."""

    id: int
    kind: str
    name: str
    state: str
    sex: str
    school_no: str
    department: str
    expires: date | None
    responsible_id: int | None
    responsible: str
    photo: str | None
    enrolment_id: int | None
    enrolled: str | None
    class_ref: ClassRef | None
    seat: int | None


@dataclass(frozen=True, slots=True)
class ClassSpell:
    """A class that this reader was in; `to_day` is None for the class now."""

    id: int
    class_ref: ClassRef
    seat: int | None
    from_day: date
    to_day: date | None

    def years(self) -> str:
        """2024–2026 or, for the class now, 2025–."""
        if self.to_day is None:
            return f"{self.from_day.year}–"
        if self.to_day.year == self.from_day.year:
            return str(self.from_day.year)
        return f"{self.from_day.year}–{self.to_day.year}"


@dataclass(frozen=True, slots=True)
class ManyDone:
    """What one action did to several readers; who was left out stands in `not_done` by name, with the reason."""

    journal_id: int
    done: int
    not_done: tuple[tuple[str, str], ...] = ()


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
