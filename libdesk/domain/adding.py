"""The loop of adding books: an ISBN says which book is in hand, the labels that follow become its copies, purely.

ISBN, label, ISBN, label: two scans and no key make a copy of a book that is ours or that a supplier described. An
ISBN where a label is due begins the next book; what was left without a copy is told and stays in sight. A label where
an ISBN is due is kept for nothing: were it, one ISBN that was not read would give every later book the wrong label.
For the same reason a book gets one label, unless several copies are wanted or its ISBN is scanned again.
"""

from dataclasses import replace
from enum import StrEnum
from typing import Final

from libdesk.domain.adding_scans import Code, Unfit
from libdesk.domain.rows.adding import Candidate, VolumeHere, Where
from libdesk.domain.value import Value

MOST_COPIES: Final = 99  # of one book in one step; more is a slip of the hand
SHORTEST_LABEL: Final = 3


# What the library says of it


class SeenBook(Value):
    """A book was asked for; `found` is all that it may be, ours before the pool's."""

    code: Code
    text: str
    found: tuple[Candidate, ...] = ()


class SeenLabel(Value):
    """A code that nothing bears."""

    label: str


class SeenCopy(Value):
    """The label of a copy that is here, also one that was replaced or lost."""

    label: str
    of: Candidate
    copy_id: int
    state: str = "active"


class SeenReader(Value):
    """A reader's card."""

    label: str


class SeenCount(Value):
    """A number typed while a book is at hand: so many copies, with numbers that libdesk gives."""

    count: int


class SeenUnfit(Value):
    why: Unfit
    text: str


Seen = SeenBook | SeenLabel | SeenCopy | SeenReader | SeenCount | SeenUnfit


# The state between two scans


class Book(Value):
    """The book at hand. `copies`: how many it has got since its ISBN was read."""

    of: Candidate
    code: str = ""  # the ISBN or words by which it was asked for
    volume: VolumeHere | None = None
    copies: int = 0

    @property
    def name(self) -> str:
        return f"{self.of.title}({self.volume.label})" if self.volume else self.of.title


class Form(Value):
    """A new title is being written; `text` is what was asked for."""

    code: Code
    text: str
    title_id: int | None = None  # a title that was lent uncatalogued is completed


class AddingState(Value):
    """`given`: libdesk gives the numbers. `several`: any number of copies of each book."""

    given: bool = False
    several: bool = False
    book: Book | None = None
    choices: tuple[Candidate, ...] = ()  # one of these is meant; or with one of them, one of its volumes
    asked: str = ""  # the text that led to the choices
    form: Form | None = None
    touched: bool = False  # something was written in the form that must not be lost


# Steps


class Take(Value):
    """This book is at hand from now on. `left`: the one before, which got no copy. `give`: copies added at once."""

    book: Book
    left: Book | None = None
    give: int = 0


class Choose(Value):
    """Several titles fit; one of them is meant."""

    text: str
    found: tuple[Candidate, ...]
    left: Book | None = None


class ChooseVolume(Value):
    text: str
    of: Candidate
    left: Book | None = None


class Write(Value):
    """Neither ours nor a supplier's, or ours but not yet catalogued: the form."""

    form: Form
    left: Book | None = None


class Fill(Value):
    """The title that is completed has this ISBN; `of` is a supplier's record that describes it."""

    isbn: str
    of: Candidate | None = None


class AddCopy(Value):
    """The label becomes a copy of the book at hand."""

    book: Book
    label: str


class SaveForm(Value):
    """The label belongs to the title in the form, which is saved with it."""

    label: str


class AddGiven(Value):
    """So many copies of the book at hand, with numbers that libdesk gives."""

    book: Book
    count: int


class Problem(StrEnum):
    """Why nothing was done."""

    NO_BOOK = "no_book"  # a label, and no book is at hand
    HAS_COPY = "has_copy"  # the book has its label; only one copy of each is added
    ASKED = "asked"  # a choice is open
    TAKEN = "taken"  # the label is on another copy
    TAKEN_OLD = "taken_old"  # it was on a copy that has another now, or lost it
    SAME_AGAIN = "same_again"  # the label that was just given to this book
    READER = "reader"
    FORM_OPEN = "form_open"  # another book, while what was written is not saved
    ADD_ON = "add_on"
    OTHER_GOODS = "other_goods"
    BAD_ISBN = "bad_isbn"
    TOO_LONG = "too_long"
    COMMAND = "command"
    TOO_MANY = "too_many"
    TOO_SHORT = "too_short"


class Tell(Value):
    """Nothing changes. `of`: the title that the label is on."""

    problem: Problem
    text: str = ""
    of: Candidate | None = None


Step = Take | Choose | ChooseVolume | Write | Fill | AddCopy | SaveForm | AddGiven | Tell


def next_step(state: AddingState, seen: Seen) -> Step:
    """What a scan means now."""
    match seen:
        case SeenUnfit(why, text):
            return Tell(Problem(why.value), text)
        case SeenReader(label):
            return Tell(Problem.READER, label)
        case SeenBook():
            return _book(state, seen)
        case SeenCopy():
            return _copy(state, seen)
        case SeenCount(count):
            if state.book is None:
                return Tell(Problem.NO_BOOK, str(count))
            return AddGiven(state.book, count) if count <= MOST_COPIES else Tell(Problem.TOO_MANY, str(count))
        case SeenLabel(label):
            return _label(state, label)


def _book(state: AddingState, seen: SeenBook) -> Step:
    completes = state.form is not None and state.form.title_id is not None
    if completes and seen.code is Code.ISBN and all(one.where is Where.POOL for one in seen.found):
        return Fill(seen.text, seen.found[0] if seen.found else None)
    if state.form is not None and state.touched:
        return Tell(Problem.FORM_OPEN, seen.text)
    left = left_over(state)
    if not seen.found:
        return Write(Form(seen.code, seen.text), left)
    exact = [one for one in seen.found if one.where is Where.OURS] or list(seen.found)
    if seen.code is Code.WORDS or any(one.perhaps for one in seen.found):  # neither is sure of itself
        return Choose(seen.text, seen.found, left)
    if len(exact) > 1:
        return Choose(seen.text, tuple(exact), left)
    return take(state, exact[0], seen.text, left)


def take(state: AddingState, of: Candidate, text: str, left: Book | None = None) -> Step:
    """A title is meant: at hand, unless one of its volumes must be named or it is to be catalogued first."""
    if of.queued:
        return Write(Form(Code.WORDS, text, of.id), left)
    own = [volume for volume in of.volumes if volume.isbn and volume.isbn == text]
    if of.volumes and len(own) != 1:
        return ChooseVolume(text, of, left)
    return take_volume(state, of, own[0] if own else None, text, left)


def take_volume(
    state: AddingState, of: Candidate, volume: VolumeHere | None, text: str, left: Book | None = None
) -> Take:
    """The book itself; where libdesk gives the numbers and one copy of each is added, it gets it at once."""
    return Take(Book(of, text, volume), left, 1 if state.given and not state.several else 0)


def _copy(state: AddingState, seen: SeenCopy) -> Step:
    """Where a label is due it is taken already; where a book is due, it says which book is meant."""
    if state.form is not None or state.choices or (state.book is not None and not _complete(state)):
        if state.book is not None and state.book.copies and seen.of.id == state.book.of.id:
            return Tell(Problem.SAME_AGAIN, seen.label, seen.of)
        return Tell(Problem.TAKEN if seen.state == "active" else Problem.TAKEN_OLD, seen.label, seen.of)
    if seen.state != "active":
        return Tell(Problem.TAKEN_OLD, seen.label, seen.of)
    if state.book is not None and seen.of.id == state.book.of.id:
        return Tell(Problem.SAME_AGAIN, seen.label, seen.of)
    if seen.of.queued:
        return Write(Form(Code.WORDS, seen.of.title, seen.of.id))
    return take(replace(state, given=False), seen.of, seen.label)


def _label(state: AddingState, label: str) -> Step:
    if len(label) < SHORTEST_LABEL:
        return Tell(Problem.TOO_SHORT, label)
    if state.form is not None:
        return SaveForm(label)
    if state.choices:
        return Tell(Problem.ASKED, label)
    if state.book is None:
        return Tell(Problem.NO_BOOK, label)
    if _complete(state):
        return Tell(Problem.HAS_COPY, label, state.book.of)
    return AddCopy(state.book, label)


def _complete(state: AddingState) -> bool:
    """The book has what it is to get."""
    return state.book is not None and state.book.copies > 0 and not state.several


def left_over(state: AddingState) -> Book | None:
    """The book at hand, if it goes without a copy."""
    return state.book if state.book is not None and not state.book.copies else None


def after(state: AddingState, step: Step) -> AddingState:
    """The state once the step is done. What is refused leaves the state as it was; it is not asked for here."""
    still = AddingState(state.given, state.several)
    match step:
        case Take(book):
            return replace(still, book=replace(book, copies=book.copies + step.give))
        case Choose(text, found):
            return replace(still, choices=found, asked=text)
        case ChooseVolume(text, of):
            return replace(still, choices=(of,), asked=text)
        case Write(form):
            return replace(still, form=form)
        case AddCopy(book):
            return replace(still, book=replace(book, copies=book.copies + 1))
        case AddGiven(book, count):
            return replace(still, book=replace(book, copies=book.copies + count))
    return state


def cleared(state: AddingState) -> AddingState:
    """Esc: no book is at hand, nothing is asked."""
    return AddingState(state.given, state.several)


def with_copies(state: AddingState, copies: int) -> AddingState:
    """Copies of the book at hand were taken back: it has so many of this turn, and its label may be due again."""
    return state if state.book is None else replace(state, book=replace(state.book, copies=copies))
