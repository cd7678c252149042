"""What giving call numbers would change, title by title, and what was done."""

from dataclasses import dataclass

from libdesk.domain.value import Value


@dataclass(frozen=True, slots=True)
class ShelfTitle:
    """A title as it stands on the shelf."""

    id: int
    call_no: str
    title: str
    author: str


@dataclass(frozen=True, slots=True)
class NumberChange:
    """One title that gets another call number; `old` is "" where it had none."""

    title_id: int
    title: str
    old: str
    new: str


class NumbersPlan(Value):
    """`kept` titles have a number in their class, `classless` ones have no class number to begin with."""

    changes: tuple[NumberChange, ...]
    kept: int
    classless: int


class NumbersReceipt(Value):
    journal_id: int
    given: int
    kept: int
    classless: int
    copies: int  # whose call number followed
