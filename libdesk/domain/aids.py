"""Teaching aids by quantity: a ledger of movements from which follows what is in stock, and with whom how many.

What was issued is with its receiver until it is returned, missing or damaged there. Damaged ones are set aside until
they are mended or scrapped, missing ones are nowhere until they are found. On no day may any of these be less than
nothing.
"""

from collections.abc import Iterable, Sequence
from datetime import date
from enum import StrEnum
from typing import Final, NamedTuple

from libdesk.domain.errors import DeskError
from libdesk.domain.show import show_day
from libdesk.i18n import N_, _


class MoveKind(StrEnum):
    OPENING = "opening"
    RECEIVED = "received"
    ISSUED = "issued"
    RETURNED = "returned"
    MISSING = "missing"
    DAMAGED = "damaged"
    MENDED = "mended"
    SCRAPPED = "scrapped"
    FOUND = "found"


MOVE_NAMES: Final[dict[MoveKind, str]] = {
    MoveKind.OPENING: N_("opening stock"),
    MoveKind.RECEIVED: N_("received"),
    MoveKind.ISSUED: N_("handed out"),
    MoveKind.RETURNED: N_("handed back"),
    MoveKind.MISSING: N_("gone missing"),
    MoveKind.DAMAGED: N_("damaged"),
    MoveKind.MENDED: N_("mended, usable again"),
    MoveKind.SCRAPPED: N_("scrapped"),
    MoveKind.FOUND: N_("found again"),
}
AID_KINDS: Final[dict[str, str]] = {"book": N_("teaching book"), "chart": N_("wall chart"), "other": N_("other aid")}
MOST: Final = 100_000
"""Pieces in one movement; more is a slip of the finger."""


class Move(NamedTuple):
    """One movement as it stands in the ledger."""

    day: date
    kind: MoveKind
    quantity: int
    reader_id: int | None = None


class Stock(NamedTuple):
    """What follows from a ledger: usable in the library, with receivers, set aside as damaged, missing."""

    hand: int = 0
    out: int = 0
    damaged: int = 0
    missing: int = 0

    @property
    def all(self) -> int:
        """What the library still owns: all but what is missing."""
        return self.hand + self.out + self.damaged


class Balance(NamedTuple):
    """One line of a stock card: a movement and what stood after it."""

    move: Move
    after: Stock


class TooFew(DeskError):
    """More would go than there is; `what` is "hand", "out", "damaged" or "missing"."""

    name: str
    what: str
    there: int
    wanted: int
    day: date

    def text(self) -> str:
        words = {
            "hand": _("Of “{name}” {there} were in stock on {day}; {wanted} cannot go."),
            "out": _("Of “{name}” the receiver had {there} on {day}; {wanted} cannot come from there."),
            "damaged": _("Of “{name}” {there} were set aside as damaged on {day}, not {wanted}."),
            "missing": _("Of “{name}” {there} were missing on {day}, not {wanted}."),
        }[self.what]
        return words.format(name=self.name, there=self.there, wanted=self.wanted, day=show_day(self.day))


def effect(move: Move) -> Stock:
    """What a movement changes."""
    n = move.quantity
    match move.kind:
        case MoveKind.OPENING | MoveKind.RECEIVED:
            return Stock(hand=n)
        case MoveKind.ISSUED:
            return Stock(hand=-n, out=n)
        case MoveKind.RETURNED:
            return Stock(hand=n, out=-n)
        case MoveKind.MISSING:
            return Stock(hand=-n, missing=n) if move.reader_id is None else Stock(out=-n, missing=n)
        case MoveKind.DAMAGED:
            return Stock(hand=-n, damaged=n) if move.reader_id is None else Stock(out=-n, damaged=n)
        case MoveKind.MENDED:
            return Stock(hand=n, damaged=-n)
        case MoveKind.SCRAPPED:
            return Stock(damaged=-n)
        case MoveKind.FOUND:
            return Stock(hand=n, missing=-n)


def running(moves: Iterable[Move]) -> list[Balance]:
    """The ledger day by day with what stood after each movement, even where that is less than nothing.

    Within a day movements count in the order in which they were written.
    """
    now, found = Stock(), list[Balance]()
    for move in sorted(moves, key=lambda one: one.day):
        now = Stock(*(before + by for before, by in zip(now, effect(move), strict=True)))
        found.append(Balance(move, now))
    return found


def balances(moves: Iterable[Move], name: str = "") -> list[Balance]:
    """The same for a ledger that must be sound. Raises TooFew where a movement takes what is not there."""
    lines, before, holders = running(moves), Stock(), dict[int, int]()
    for move, after in lines:
        change = effect(move)
        for what, now, by in zip(Stock._fields, before, change, strict=True):
            there = holders.get(move.reader_id, 0) if what == "out" and move.reader_id is not None else now
            if there + by < 0:
                raise TooFew(name, what, there, move.quantity, move.day)
        if change.out and move.reader_id is not None:
            holders[move.reader_id] = holders.get(move.reader_id, 0) + change.out
        before = after
    return lines


def card(lines: Sequence[Balance], first: date, last: date) -> tuple[Stock, list[Balance]]:
    """What was carried over to `first`, and the lines from then to `last`: nothing is written for a new term."""
    before = [line for line in lines if line.move.day < first]
    return (before[-1].after if before else Stock()), [line for line in lines if first <= line.move.day <= last]
