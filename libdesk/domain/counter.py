"""One scan box serves lending and returning: what was seen and the state of the desk decide the next step, purely.

No reader open and a copy on loan, or believed lost: it comes back. A reader open and a copy on the shelf: it is lent.
The reader's own copy: nothing changes, renewal and return are offered. Another reader's copy: it comes back, and is not
lent on by itself. Copies first, card second works too: the copies wait for the card.

A lesson (整班借阅) differs in two things: the pupil's own copy comes back, since a class brings books and takes new
ones, and one pupil after the other is what is expected.

What nobody here bears may have been the next reader's card, seat number or name: then whoever is open is not who brings
the next book, and the turn ends. Only a number like those on the books leaves the reader open.
"""

import re
from collections.abc import Iterable
from dataclasses import replace
from enum import StrEnum
from typing import Final

from libdesk.domain.barcodes import Command
from libdesk.domain.rows.desk import CopyInHand
from libdesk.domain.value import Value


class Mode(StrEnum):
    """What a scanned copy means; LEND also takes back what is on loan."""

    LEND = "lend"
    RETURN = "return"
    RENEW = "renew"
    IN_HOUSE = "in_house"
    LESSON = "lesson"  # a whole class, pupil after pupil
    RUN = "run"  # a run of copies for a class or a teacher, lent in one step


class CounterState(Value):
    """The desk between two scans."""

    mode: Mode = Mode.LEND
    reader_id: int | None = None
    waiting: tuple[int, ...] = ()  # copies scanned before the card
    hold_title: int | None = None  # a title that was asked for before the card
    awaiting_helper: bool = False  # the shift card was scanned; the next card signs on or off
    shift_reader: int | None = None  # who is on duty
    run: tuple[int, ...] = ()  # copies collected for a run

    @property
    def idle(self) -> bool:
        """Nobody is at the desk and nothing waits: there is nothing that could end by itself."""
        return self.reader_id is None and not self.waiting and self.hold_title is None and not self.awaiting_helper


# What was seen: the outcome of recognising a scan.
class SeenCommand(Value):
    command: Command


class SeenCopy(Value):
    copy: CopyInHand


class SeenReader(Value):
    reader_id: int


class SeenOldCard(Value):
    """A card that was replaced or reported lost: known, and refused."""

    reader_id: int
    state: str


class SeenIsbn(Value):
    isbn: str


class Looks(StrEnum):
    """What a code that nothing here bears could have been, by the numbers that are here."""

    BOOK = "book"
    KEPT = "kept"  # a label printed before its book was catalogued
    CARD = "card"
    NEITHER = "neither"


class SeenNothing(Value):
    """Nothing in the library bears this code."""

    text: str
    too_long: bool = False
    looks: Looks = Looks.NEITHER


Seen = SeenCommand | SeenCopy | SeenReader | SeenOldCard | SeenIsbn | SeenNothing


# What to do now.
class OpenReader(Value):
    reader_id: int
    switched: bool = False  # another reader was open
    then_lend: tuple[int, ...] = ()  # the copies that waited for this card
    then_hold: int | None = None  # the title that was asked for before it


class LendCopy(Value):
    copy_id: int
    reader_id: int
    in_house: bool = False


class TakeBack(Value):
    copy_id: int
    of_other: bool = False  # returned while another reader is open


class RenewCopy(Value):
    copy_id: int


class CountUse(Value):
    copy_id: int
    reader_id: int | None


class OfferOwn(Value):
    """The open reader's own copy: no change, F4 renews and F3 returns it."""

    copy: CopyInHand


class WaitForCard(Value):
    copy: CopyInHand


class CollectForRun(Value):
    copy: CopyInHand
    again: bool = False  # already collected


class AskHelperCard(Value):
    pass


class SignOn(Value):
    reader_id: int


class SignOff(Value):
    pass


class CloseReader(Value):
    pass


class SetMode(Value):
    mode: Mode


class UndoLast(Value):
    pass


class PrintSlip(Value):
    pass


class OldCard(Value):
    state: str


class LookAtIsbn(Value):
    isbn: str


class TellUnknown(Value):
    text: str
    too_long: bool
    looks: Looks = Looks.NEITHER

    @property
    def ends_turn(self) -> bool:
        return self.looks not in (Looks.BOOK, Looks.KEPT)


Step = (
    OpenReader | LendCopy | TakeBack | RenewCopy | CountUse | OfferOwn | WaitForCard | CollectForRun | AskHelperCard
    | SignOn | SignOff | CloseReader | SetMode | UndoLast | PrintSlip | OldCard | LookAtIsbn | TellUnknown
)  # fmt: skip

LOST: Final = ("lost", "missing")
REACH: Final = 5000  # so far from the next book's number a new book may be numbered
_MODES: Final = {Command.LEND: Mode.LEND, Command.RETURN: Mode.RETURN, Command.RENEW: Mode.RENEW}


def next_step(state: CounterState, seen: Seen) -> Step:
    """What this scan asks for. Rules of the state alone; whether a loan may be made, the action decides."""
    match seen:
        case SeenCommand(command):
            return _command(command)
        case SeenReader(reader_id):
            return _card(state, reader_id)
        case SeenCopy(copy):
            return _copy(state, copy)
        case SeenOldCard(_, card_state):
            return OldCard(card_state)
        case SeenIsbn(isbn):
            return LookAtIsbn(isbn)
        case SeenNothing(text, too_long, looks):
            return TellUnknown(text, too_long, looks)


def after(state: CounterState, step: Step) -> CounterState:
    """The state once the step is done. Whatever is scanned after the shift card but a card ends its waiting."""
    match step:
        case OpenReader(reader_id):
            return CounterState(state.mode, reader_id, shift_reader=state.shift_reader, run=state.run)
        case SignOn(reader_id):
            return CounterState(state.mode, shift_reader=reader_id, run=state.run)
        case SignOff():
            return CounterState(state.mode, run=state.run)
        case CloseReader():
            return CounterState(state.mode, shift_reader=state.shift_reader, run=state.run)
        case SetMode(mode):
            return _in_mode(state, mode) if mode != state.mode else state
        case OldCard():  # whoever brings it is not the reader before: nothing more is lent to that one
            return CounterState(state.mode, shift_reader=state.shift_reader, run=state.run)
        case TellUnknown() if step.ends_turn:
            return who_is_meant(state)
        case AskHelperCard():
            return replace(state, awaiting_helper=True)
        case WaitForCard(copy):
            return replace(state, waiting=tuple(dict.fromkeys((*state.waiting, copy.id))), awaiting_helper=False)
        case CollectForRun(copy, again) if not again:
            return replace(state, run=(*state.run, copy.id), awaiting_helper=False)
    return replace(state, awaiting_helper=False)


def _in_mode(state: CounterState, mode: Mode) -> CounterState:
    """Books may be taken back while a run is collected; lending to one reader after the other ends it."""
    run = () if mode in (Mode.LEND, Mode.LESSON) else state.run
    return CounterState(mode, state.reader_id, shift_reader=state.shift_reader, run=run)


def who_is_meant(state: CounterState) -> CounterState:
    """Somebody was meant who is not known yet: nobody is open. What waits for a card goes on waiting."""
    return replace(state, reader_id=None, awaiting_helper=False)


_NUMBERED: Final = r"(.*?)([0-9]+)([^0-9]*)"


def number_parts(code_key: str) -> tuple[str, str, str] | None:
    """What stands before a code's last number, the digits, and what follows: P, 00001, S. None without a number."""
    match = re.fullmatch(_NUMBERED, code_key)
    return (match[1], match[2], match[3]) if match else None


def looks_like(code_key: str, beside: Iterable[tuple[str, bool]]) -> Looks:
    """Whether an unknown code is a number as books bear it here, or cards; `beside`: the next codes, true of a book's.

    The same signs and as many digits make a number of the same kind, and the nearest one says which. A book's number
    lies between those of two books, or within REACH of one.
    """
    parts = number_parts(code_key)
    near: list[tuple[int, bool]] = []
    for other, of_book in beside if parts is not None else ():
        same = number_parts(other)
        if parts and same and (same[0], len(same[1]), same[2]) == (parts[0], len(parts[1]), parts[2]):
            near.append((int(same[1]) - int(parts[1]), of_book))
    if not near:
        return Looks.NEITHER
    distance, of_book = min((abs(far), book) for far, book in near)
    if not of_book:
        return Looks.CARD
    between = any(far < 0 for far, _book in near) and any(far > 0 for far, _book in near)
    return Looks.BOOK if distance <= REACH or (between and all(book for _far, book in near)) else Looks.NEITHER


def left_out(state: CounterState, copy_id: int) -> CounterState:
    """The state without a copy that was collected for a run."""
    return replace(state, run=tuple(other for other in state.run if other != copy_id))


def refused(state: CounterState, step: Step) -> CounterState:
    """The state after a step that was refused: as it was, but a card that could not sign on does not block the next."""
    return replace(state, awaiting_helper=False) if isinstance(step, SignOn) else state


def _command(command: Command) -> Step:
    match command:
        case Command.SHIFT:
            return AskHelperCard()
        case Command.END_READER:
            return CloseReader()
        case Command.UNDO:
            return UndoLast()
        case Command.PRINT:
            return PrintSlip()
        case _:
            return SetMode(_MODES[command])


def _card(state: CounterState, reader_id: int) -> Step:
    if state.awaiting_helper:
        return SignOff() if reader_id == state.shift_reader else SignOn(reader_id)
    before = None if state.mode is Mode.LESSON else state.reader_id
    switched = before is not None and before != reader_id
    return OpenReader(reader_id, switched, state.waiting, state.hold_title)


def _copy(state: CounterState, copy: CopyInHand) -> Step:
    if state.mode is Mode.RETURN:
        return TakeBack(copy.id)
    if state.mode is Mode.RENEW:
        return RenewCopy(copy.id)
    if state.mode is Mode.IN_HOUSE:
        if copy.loan is not None:
            return TakeBack(copy.id)
        if state.reader_id is not None:
            return LendCopy(copy.id, state.reader_id, in_house=True)
        return CountUse(copy.id, None)
    if copy.loan is not None:
        return _copy_on_loan(state, copy, copy.loan.reader_id, copy.loan.in_house)
    if state.reader_id is None and copy.status in LOST:  # whoever lays a lost book on the desk brings it back
        return TakeBack(copy.id)
    if state.mode is Mode.RUN:
        return CollectForRun(copy, again=copy.id in state.run)
    return WaitForCard(copy) if state.reader_id is None else LendCopy(copy.id, state.reader_id)


def _copy_on_loan(state: CounterState, copy: CopyInHand, reader_id: int, in_house: bool) -> Step:
    if state.reader_id is None:
        return TakeBack(copy.id)
    if state.reader_id != reader_id:
        return TakeBack(copy.id, of_other=True)
    if state.mode is Mode.LESSON and not in_house:
        return TakeBack(copy.id)
    # What the reader used in the reading room is taken home now.
    return LendCopy(copy.id, reader_id) if in_house else OfferOwn(copy)
