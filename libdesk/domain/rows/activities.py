"""Reading activities as the page, the papers and the pages to publish show them."""

from dataclasses import dataclass
from datetime import date

from libdesk.domain.activities import Stand, stand_of
from libdesk.domain.audience import Audience
from libdesk.domain.challenges import Challenge
from libdesk.domain.classes import ClassRef, Stage
from libdesk.domain.school import School
from libdesk.domain.show import show_reader_kind
from libdesk.domain.shown_names import NamesShown, shown_name
from libdesk.i18n import _


@dataclass(frozen=True, slots=True)
class ActivityRow:
    """One activity; `works` and `prizes` of all its entrants, of whom `classes` and `groups` are no single persons."""

    id: int
    kind: str
    name: str
    first: date
    last: date
    audience: Audience
    place: str
    host: str
    budget_fen: int | None
    spent_fen: int | None
    materials: str
    note: str
    record: str
    challenge: Challenge | None
    state: str
    publish_by: date | None
    published: date | None
    entrants: int = 0
    works: int = 0
    prizes: int = 0
    photos: int = 0
    classes: int = 0
    groups: int = 0

    @property
    def people(self) -> int:
        return self.entrants - self.classes - self.groups

    def stand(self, today: date) -> Stand:
        """Where it stands today."""
        return stand_of(
            self.first, self.last, today, dropped=self.state == "dropped", publish_by=self.publish_by,
            published=self.published,
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class EntrantRow:
    """Who takes part. `reader_state` is "" for a name by itself; the class is the one of the day they were entered."""

    id: int
    activity_id: int
    kind: str
    reader_id: int | None
    name: str
    stage: str | None
    entry_year: int | None
    class_no: int | None
    work: str
    works: int
    result: str
    rank: int | None
    prize: str
    reader_kind: str = ""
    reader_state: str = ""
    department: str = ""
    card: str = ""

    @property
    def class_ref(self) -> ClassRef | None:
        if self.stage is None or self.entry_year is None or self.class_no is None:
            return None
        return ClassRef(Stage(self.stage), self.entry_year, self.class_no)

    @property
    def erased(self) -> bool:
        """A reader whose data was erased: that somebody of this class took part is all that is left."""
        return self.reader_state == "erased"

    def group(self, day: date, school: School) -> str:
        """三(1)班 on the day of the activity, else the department or the kind of reader."""
        if self.class_ref is not None:
            return school.show(self.class_ref, day)
        if self.kind == "guest":
            return _("Guest")  # of a name by itself that has no class
        return self.department or (show_reader_kind(self.reader_kind) if self.reader_kind else "")

    def full(self, day: date, school: School) -> str:
        """For the librarian's own lists: the whole name."""
        if self.kind == "class" and self.class_ref is not None:
            return school.show(self.class_ref, day)
        return _("(erased)") if self.erased else self.name

    def shown(self, how: NamesShown, day: date, school: School) -> str:
        """As others read it: a class and a group by their names, a person as the school chose."""
        if self.kind in ("class", "group"):
            return self.full(day, school)
        return shown_name("" if self.erased else self.name, how, group=self.group(day, school), kind=self.person_kind)

    @property
    def person_kind(self) -> str:
        """Pupil, teacher or guest: a name by itself is a pupil's where it has a class, and never a teacher's."""
        if self.class_ref is not None or self.reader_kind.startswith("pupil"):
            return "pupil"
        return "guest" if self.kind == "guest" else "teacher"


@dataclass(frozen=True, slots=True)
class PhotoRow:
    """A photo of an activity; `sha256` is the key of its bytes."""

    id: int
    sha256: str
    caption: str


@dataclass(frozen=True, slots=True)
class Standing:
    """One place of a challenge: a reader, or a class with so many pupils; `count` is what was read."""

    rank: int
    count: int
    reader_id: int | None = None
    name: str = ""
    reader_kind: str = "pupil"
    reader_state: str = "active"
    department: str = ""
    class_ref: ClassRef | None = None
    pupils: int = 0

    def group(self, day: date, school: School) -> str:
        if self.class_ref is not None:
            return school.show(self.class_ref, day)
        return self.department or show_reader_kind(self.reader_kind)

    @property
    def is_class(self) -> bool:
        return self.reader_id is None

    @property
    def average(self) -> float:
        """What each pupil of a class read."""
        return self.count / max(self.pupils, 1)

    def result(self) -> str:
        """The number by which it is ranked."""
        return f"{self.average:.2f}" if self.is_class else str(self.count)

    def shown(self, how: NamesShown, day: date, school: School) -> str:
        """As others read it."""
        if self.is_class:
            return self.group(day, school)
        name = "" if self.reader_state == "erased" else self.name
        pupil = self.class_ref is not None or self.reader_kind.startswith("pupil")
        return shown_name(name, how, group=self.group(day, school), kind="pupil" if pupil else "teacher")

    def full(self, day: date, school: School) -> str:
        """For the librarian's own list: the whole name."""
        if self.is_class:
            return self.group(day, school)
        return self.name or _("(erased)")


@dataclass(frozen=True, slots=True)
class PublishedActivity:
    """An activity whose results are published, with those who won: what a page to publish says of it."""

    activity: ActivityRow
    winners: tuple[EntrantRow, ...]
