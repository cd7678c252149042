"""Holds as the librarian sees them: what stands on the hold shelf, and who waits for which title in which order."""

from dataclasses import dataclass
from datetime import date

from libdesk.domain.classes import ClassRef, SchoolSystem, Stage, show_class
from libdesk.domain.show import show_reader_kind


@dataclass(frozen=True, slots=True)
class Waiter:
    """The reader of a hold, with the class of today."""

    id: int
    name: str
    kind: str
    stage: str | None
    entry_year: int | None
    class_no: int | None
    department: str | None

    def group(self, today: date, system: SchoolSystem) -> str:
        """五(3)班 of a pupil today, else the department or the kind of reader."""
        if self.stage is None or self.entry_year is None or self.class_no is None:
            return self.department or show_reader_kind(self.kind)
        return show_class(ClassRef(Stage(self.stage), self.entry_year, self.class_no), today, system)


@dataclass(frozen=True, slots=True)
class ShelfHold:
    """A copy on the hold shelf and whom it waits for."""

    id: int
    copy_id: int
    title_id: int
    title: str
    barcode: str
    call_no: str
    reader: Waiter
    until: date | None

    def expired(self, today: date) -> bool:
        return self.until is not None and self.until < today


@dataclass(frozen=True, slots=True)
class Queue:
    """A title that somebody waits for. `copies` leaves out what was withdrawn; `next_due` of what is on loan."""

    title_id: int
    title: str
    waiting: int
    ready: int
    copies: int
    on_loan: int
    next_due: date | None


@dataclass(frozen=True, slots=True)
class Place:
    """One reader in the queue of a title. `place` counts from 1; who has a copy on the hold shelf stands before all."""

    id: int
    place: int
    reader: Waiter
    volume: str | None
    since: int  # UTC milliseconds
    ready: bool
    until: date | None
