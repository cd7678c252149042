"""What is said of each scan while books are added: the words of the banner, and its outcome for eye and ear."""

from collections.abc import Sequence
from typing import Final

from libdesk.domain import adding
from libdesk.domain.adding import Book, Problem
from libdesk.domain.adding_scans import Code
from libdesk.domain.errors import DeskError
from libdesk.domain.identifiers import hyphenated
from libdesk.domain.outcome import Outcome
from libdesk.domain.rows.adding import AddReceipt, Candidate, Where
from libdesk.domain.show import show_money
from libdesk.domain.titles import TitleFields
from libdesk.domain.value import Value
from libdesk.i18n import N_, _, ngettext, sentences


class Said(Value):
    """One outcome: `word` takes the place of the outcome's own where another says it better."""

    outcome: Outcome
    headline: str
    lines: tuple[str, ...] = ()
    word: str = ""
    save: str = ""  # the label with which the form is to be saved
    receipt: AddReceipt | None = None
    problem: bool = False  # nothing was done
    fill: TitleFields | None = None  # what the form is to be filled with


_PROBLEMS: Final[dict[Problem, tuple[str, str]]] = {
    Problem.NO_BOOK: (
        N_("{text}: for which book?"), N_("Scan the ISBN first, then the label. Ctrl+N is for a book without ISBN."),
    ),
    Problem.HAS_COPY: (
        N_("{text} was not used: “{title}” has its label."),
        N_("Scan the ISBN of the next book. One more copy of this one: scan its ISBN again."),
    ),
    Problem.ASKED: (N_("Which book is it?"), N_("Choose in the list first, then scan the label {text}.")),
    Problem.TAKEN: (
        N_("The label {text} is on “{title}” already."), N_("Stick another label on this book and scan it."),
    ),
    Problem.TAKEN_OLD: (
        N_("The label {text} was on “{title}” before."), N_("It is not given again. Scan another label."),
    ),
    Problem.SAME_AGAIN: (
        N_("The label {text} is on “{title}”, as it should be."), N_("It was read again; nothing was added."),
    ),
    Problem.READER: (N_("{text} is a reader card."), N_("Scan the ISBN of a book or the label on it.")),
    Problem.FORM_OPEN: (
        N_("The title in the form is not saved yet."),
        N_("Save it or leave it, then scan the next book. What you wrote is still there."),
    ),
    Problem.ADD_ON: (
        N_("{text} is the small code beside an ISBN."), N_("Cover it and scan the large one, 978 or 979."),
    ),
    Problem.OTHER_GOODS: (
        N_("{text} is the code of a shop, not of a book."),
        N_("The ISBN begins with 978 or 979. If it is the library's label all the same, type it."),
    ),
    Problem.BAD_ISBN: (
        N_("A digit of {text} is wrong or missing."), N_("Scan it once more, or type it as it stands there."),
    ),
    Problem.TOO_LONG: (N_("This is too long for an ISBN or a label."), N_("Scan one code at a time.")),
    Problem.COMMAND: (N_("{text} is a command card of the desk."), N_("Scan the ISBN of a book or the label on it.")),
    Problem.TOO_MANY: (
        N_("{text} copies are more than one step adds."), N_("Up to 99 at a time; type the number once more."),
    ),
    Problem.TOO_SHORT: (N_("{text} is too short for a label."), N_("Scan the label once more.")),
}  # fmt: skip
_CALM: Final = (Problem.SAME_AGAIN, Problem.FORM_OPEN, Problem.ASKED)


def problem(step: adding.Tell) -> Said:
    """Why nothing was done, and what to do now."""
    headline, line = _PROBLEMS[step.problem]
    values = {"text": step.text, "title": step.of.title if step.of else ""}
    outcome = Outcome.NOTICE if step.problem in _CALM else Outcome.REFUSED
    return Said(outcome, _(headline).format(**values), (_(line).format(**values),), problem=True)


def refused(error: DeskError) -> Said:
    return Said(Outcome.REFUSED, sentences(*error.text().split("\n")), (_("Nothing was added."),), problem=True)


def still_lent(title: str) -> Said:
    """A row of the list cannot be taken back while a reader has its copy."""
    lines = (_("Have it returned first, then take the row back."),)
    return Said(Outcome.REFUSED, _("“{title}” is lent").format(title=title), lines, problem=True)


def at_hand(book: Book, left: Book | None, *, several: bool, given: bool) -> Said:
    """A known book: what to do now. A book that was left without a copy is told first."""
    of = book.of
    about = [of.detail, show_money(of.price_fen) if of.price_fen else ""]
    lines = [" · ".join(part for part in about if part) or _("Nothing more is known of it."), _next(several, given)]
    if left is not None:
        return Said(Outcome.NOTICE, book.name, (_left(left), lines[-1]))
    word = _("Here already") if of.where is Where.OURS else _("Supplier’s record")
    if of.where is Where.OURS:
        here = ngettext("{n} copy here", "{n} copies here", of.copies).format(n=of.copies)
        lines[0] = " · ".join(part for part in (of.detail, of.call_no, here) if part)
    return Said(Outcome.RETURNED, book.name, tuple(lines), word)


def _next(several: bool, given: bool) -> str:
    if given:
        return _("Type how many copies it gets, then Enter.")
    return _("Scan its labels one after the other.") if several else _("Now scan its label.")


def _left(left: Book) -> str:
    return _("“{title}” got no copy. It stands in the list.").format(title=left.name)


def which(text: str, found: int, left: Book | None) -> Said:
    line = _("↑ ↓ and Enter choose. A scan of another ISBN leaves the question.")
    lines = (line,) if left is None else (_left(left), line)
    headline = _("Which of them is it?") if found > 1 else _("Is it this one?")
    return Said(Outcome.NOTICE, headline, lines)


def which_volume(of: Candidate, left: Book | None) -> Said:
    line = _("↑ ↓ and Enter choose the volume.")
    return Said(Outcome.NOTICE, of.title, (line,) if left is None else (_left(left), line), _("Which volume?"))


def not_known(code: Code, text: str, left: Book | None) -> Said:
    shown = hyphenated(text) if code is Code.ISBN else text
    lines = [_("Write down its title, then scan its label: both are saved in one step.")]
    if left is not None:
        lines.insert(0, _left(left))
    return Said(Outcome.NOTICE, _("Not here yet: {text}").format(text=shown), tuple(lines))


def added(receipt: AddReceipt, named: Sequence[str] = ()) -> Said:
    """What was added: its label, its number, its place on the shelf. `named`: lists of the bureau that may mean it."""
    copies = receipt.copies
    looked = [_("The bureau names it in “{lists}”. Look at it before it is lent.").format(lists=_("”, “").join(named))]
    looked = looked if named else []
    if not copies:
        lines = [_("The title is in the catalogue. Now scan its label."), *looked]
        outcome = Outcome.NOTICE if looked else Outcome.RETURNED
        return Said(outcome, receipt.title, tuple(lines), _("Saved"), receipt=receipt)
    if len(copies) == 1:
        first = _("Label {label} · No. {number}").format(label=copies[0].barcode, number=copies[0].accession_no)
    else:
        first = ngettext("{n} copy", "{n} copies", len(copies)).format(n=len(copies))
        labels = _("labels {first} to {last}").format(first=copies[0].barcode, last=copies[-1].barcode)
        first = f"{first} · {labels}"
    call_no = copies[0].call_no if len({copy.call_no for copy in copies}) == 1 else receipt.call_no
    lines = [f"{first} · {call_no}" if call_no else _("{line} · no call number yet").format(line=first)]
    if receipt.holds:
        waits = ngettext("{n} reader waits for this book.", "{n} readers wait for this book.", receipt.holds)
        looked.append(waits.format(n=receipt.holds))
    if looked:
        lines = [_("Added. {line}").format(line=lines[0]), *looked]
        return Said(Outcome.NOTICE, receipt.name, tuple(lines), receipt=receipt)
    return Said(Outcome.DONE, receipt.name, tuple(lines), _("Added"), receipt=receipt)
