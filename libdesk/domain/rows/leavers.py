"""Readers about to leave and readers who left, with what each still holds and owes."""

from dataclasses import dataclass
from datetime import date

from libdesk.domain.classes import ClassRef, Stage
from libdesk.domain.value import Value


@dataclass(frozen=True, slots=True)
class Held:
    """A copy that a reader still has; `claimed`: the reader says that it was returned."""

    title: str
    barcode: str
    due: date
    claimed: bool


@dataclass(frozen=True, slots=True)
class AidOut:
    """So many of a teaching aid that a reader still has; they were issued and are no loans."""

    name: str
    unit: str
    quantity: int


@dataclass(frozen=True, slots=True)
class Clearance:
    """One reader and what stands in the way of leaving: copies out, aids not back, compensations not settled."""

    reader_id: int
    name: str
    sort_name: str
    kind: str
    state: str
    stage: str | None
    entry_year: int | None
    class_no: int | None
    seat: int | None
    department: str
    left_day: date | None
    held: tuple[Held, ...]
    charges: int
    owed_fen: int
    aids: tuple[AidOut, ...] = ()

    @property
    def clear(self) -> bool:
        """Nothing out, nothing owed: may leave, and may be erased."""
        return not self.held and not self.charges and not self.aids

    @property
    def is_person(self) -> bool:
        """The account of a class leaves with it, but is nobody who gets a certificate."""
        return self.kind != "class"

    @property
    def class_ref(self) -> ClassRef | None:
        """The class, of a leaver the last one."""
        if self.stage is None or self.entry_year is None or self.class_no is None:
            return None
        return ClassRef(Stage(self.stage), self.entry_year, self.class_no)

    @property
    def sort_key(self) -> tuple[bool, tuple[int, int, int], int, str, int]:
        """By class, seat and pinyin."""
        ref = self.class_ref
        return (ref is None, ref.sort_key if ref else (0, 0, 0), self.seat or 999, self.sort_name, self.reader_id)


class Left(Value):
    """Who left in one step, and who stayed since something is still out or owed. `journal_id` 0: nobody left."""

    journal_id: int
    reader_ids: tuple[int, ...]
    kept: tuple[Clearance, ...]
    holds: int = 0  # so many holds ended with it
