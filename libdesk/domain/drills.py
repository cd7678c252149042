"""The drills of the practice desk: what each asks for, with which codes, and what can go wrong, in words."""

from enum import StrEnum
from typing import Final

from libdesk.domain.drill_cast import ISBN, PUPIL_OF
from libdesk.domain.value import Value
from libdesk.i18n import N_, _


class What(StrEnum):
    """What can be seen to have happened at a desk."""

    CARD = "card"  # a reader was opened
    LENT = "lent"
    BACK = "back"
    RENEWED = "renewed"
    DAMAGED = "damaged"
    UNDONE = "undone"
    OTHER = "other"  # something else was written
    REFUSED = "refused"
    ISBN = "isbn"  # a publisher's code was scanned
    UNKNOWN = "unknown"  # a code that nothing bears
    ENDED = "ended"  # the reader's turn is over


class Deed(Value):
    """One thing that happened. `book` and `card` are codes of the cast, "" for any other; `undone` is what F8 took."""

    what: What
    book: str = ""
    card: str = ""
    undone: What | None = None


class Step(Value):
    """What has to happen, in words; empty codes fit any."""

    words: str
    what: What
    book: str = ""
    card: str = ""
    undone: What | None = None

    def fits(self, deed: Deed) -> bool:
        return (
            deed.what is self.what
            and self.book in ("", deed.book)
            and self.card in ("", deed.card)
            and self.undone in (None, deed.undone)
        )


class Shown(Value):
    """A code that lies on the desk of this drill, and what it stands on."""

    code: str
    words: str


class Drill(Value):
    """`no_card`: a card is not needed; `refusing`: that the desk refuses is part of it."""

    code: str
    title: str
    task: str
    steps: tuple[Step, ...]
    shown: tuple[Shown, ...]
    no_card: bool = False
    refusing: bool = False

    @property
    def codes(self) -> frozenset[str]:
        return frozenset(one.code for one in self.shown)


CARD_WORDS: Final = N_("Reader card")
BOOK_WORDS: Final = N_("Book")
_END: Final = Step(N_("The reader's turn is ended: Esc"), What.ENDED)


def _card(code: str) -> Shown:
    return Shown(code, CARD_WORDS)


def _book(code: str) -> Shown:
    return Shown(code, BOOK_WORDS)


def _lend(book: str, card: str, words: str = N_("The book is lent")) -> Step:
    return Step(words, What.LENT, book, card)


DRILLS: Final = (
    Drill(
        "lend", N_("Lend three books"),
        N_("A pupil comes with a card and three books. Lend all three, then end the turn for the next reader."),
        (
            Step(N_("The card is scanned"), What.CARD, card="LXR01"),
            *(_lend(book, "LXR01") for book in ("LXB01", "LXB02", "LXB03")),
            _END,
        ),
        (_card("LXR01"), _book("LXB01"), _book("LXB02"), _book("LXB03")),
    ),
    Drill(
        "return", N_("Take books back"),
        N_("Two books lie in the returns box, and nobody is there. Take them back: no card is needed for it."),
        (
            Step(N_("The first book is back"), What.BACK, "LXB08"),
            Step(N_("The second book is back"), What.BACK, "LXB09"),
        ),
        (_book("LXB08"), _book("LXB09")),
        no_card=True,
    ),
    Drill(
        "blocked", N_("A card that is blocked"),
        N_(
            "A pupil wants to borrow a book. Scan the card and read what the desk says. The book is not lent: end the"
            " turn, put it back on its shelf, and let the librarian speak with the pupil."
        ),
        (
            Step(N_("The card is scanned, and the desk says why not"), What.CARD, card="LXR02"),
            Step(N_("Nothing is lent, and the turn is ended: Esc"), What.ENDED),
        ),
        (_card("LXR02"), _book("LXB04")),
        refusing=True,
    ),
    Drill(
        "torn", N_("A torn book"),
        N_("A book comes back with a torn page. Take it back, then press Ctrl+D and say how badly it is damaged."),
        (
            Step(N_("The book is back"), What.BACK, "LXB05"),
            Step(N_("The damage is noted"), What.DAMAGED, "LXB05"),
        ),
        (_book("LXB05"),),
        no_card=True,
    ),
    Drill(
        "isbn", N_("The wrong barcode on a book"),
        N_(
            "Scan the card, then the publisher's barcode on the back of the book, and read what the desk says. Then"
            " scan the library's own label of this copy."
        ),
        (
            Step(N_("The card is scanned"), What.CARD, card="LXR03"),
            Step(N_("The desk says that this was the publisher's barcode"), What.ISBN),
            _lend("LXB07", "LXR03", N_("The copy in your hand is lent")),
        ),
        (_card("LXR03"), Shown(ISBN, N_("Back of the book")), Shown("LXB07", N_("The library's label"))),
    ),
    Drill(
        "undo", N_("The wrong book was scanned"),
        N_(
            "Lend the first book to the pupil. Then you see that the pupil meant the second: take the loan back with"
            " F8 and lend the right one."
        ),
        (
            Step(N_("The card is scanned"), What.CARD, card="LXR04"),
            _lend("LXB10", "LXR04", N_("The first book is lent")),
            Step(N_("The loan is taken back: F8"), What.UNDONE, "LXB10", undone=What.LENT),
            _lend("LXB11", "LXR04", N_("The right book is lent")),
        ),
        (_card("LXR04"), Shown("LXB10", N_("First book, the wrong one")), Shown("LXB11", N_("The right book"))),
    ),
    Drill(
        "hold", N_("Somebody waits for the book"),
        N_(
            "A book comes back, and the desk says who waits for it: it goes on the hold shelf. Then that pupil comes"
            " with the card: lend it."
        ),
        (
            Step(N_("The book is back, and the desk says who waits"), What.BACK, "LXB12"),
            Step(N_("The card of the pupil who waited is scanned"), What.CARD, card="LXR05"),
            _lend("LXB12", "LXR05"),
        ),
        (_book("LXB12"), _card("LXR05")),
    ),
    Drill(
        "class_sheet", N_("No card, but a class sheet"),
        N_(
            "{name} of seat {seat} has no card today. Find the name on the class sheet, scan the bars beside it, and"
            " lend the book. Look twice: another pupil has the same surname."
        ),
        (
            Step(N_("The right pupil is found on the sheet"), What.CARD, card="LXR10"),
            _lend("LXB13", "LXR10"),
        ),
        (
            Shown("LXR09", N_("Class sheet, seat {seat}")), Shown("LXR10", N_("Class sheet, seat {seat}")),
            Shown("LXR11", N_("Class sheet, seat {seat}")), Shown("LXR12", N_("Class sheet, seat {seat}")),
            _book("LXB13"),
        ),
    ),
    Drill(
        "renew", N_("Renew a book"),
        N_("A pupil has not finished a book and has it along. Press F4, then scan the book: it stays longer."),
        (Step(N_("The book is renewed"), What.RENEWED, "LXB14"),),
        (_book("LXB14"), _card("LXR09")),
    ),
)  # fmt: skip
DRILL_OF: Final = {drill.code: drill for drill in DRILLS}

UNFINISHED: Final = "unfinished"
SLIPS: Final[dict[str, str]] = {
    "other_book": N_("A book that was not asked for was lent or taken back."),
    "other_copy": N_("Another copy was lent than the one in your hand: scan the library's label on it."),
    "other_reader": N_("A book went to the wrong reader: look at the name before the first book."),
    "lent_blocked": N_("The book was lent although the card is blocked."),
    "returned_instead": N_("A book was taken back that should not have been."),
    "other_damage": N_("The damage was noted on the wrong book."),
    "other_act": N_("Something was done that this drill does not ask for."),
    "took_back": N_("Something right was taken back with F8."),
    "other_card": N_("Another reader's card was scanned."),
    "card_needless": N_("A card was scanned: for a return the book is enough."),
    "isbn": N_("The publisher's barcode was scanned: use the library's own label."),
    "unknown": N_("A code was scanned or typed that nothing bears."),
    "refused": N_("The desk refused something: read what it says before the next scan."),
    UNFINISHED: N_("The drill was ended before all steps were done."),
}
"""What can go wrong, by the code that the training record keeps."""
GRAVE: Final = frozenset(
    {
        "other_book", "other_copy", "other_reader", "lent_blocked", "returned_instead", "other_damage", "other_act",
        UNFINISHED,
    }
)  # fmt: skip


def task_of(drill: Drill) -> str:
    """What is to be done, in the language of now."""
    card = next((step.card for step in drill.steps if step.card), "")
    pupil = PUPIL_OF.get(card)
    text = _(drill.task)
    return text.format(name=pupil.name, seat=pupil.seat) if pupil else text


def shown_words(shown: Shown) -> str:
    """What a code stands on: a card, a book, a line of the class sheet."""
    seat = PUPIL_OF[shown.code].seat if shown.code in PUPIL_OF else ""
    return _(shown.words).format(seat=seat)


def slips_in(text: str) -> list[str]:
    """The sentences of slips as the training record keeps them; a code of another version is passed over."""
    return [_(SLIPS[code]) for code in text.split(",") if code in SLIPS]


def drill_title(code: str) -> str:
    """What a drill of the record is called; its code where this version has none such."""
    return _(DRILL_OF[code].title) if code in DRILL_OF else code
