"""What the pages of shelving say of a copy that does not stand where it should, and of what is no copy."""

from datetime import date
from typing import Final, NamedTuple

from libdesk.domain.counter import Looks, Seen, SeenCommand, SeenIsbn, SeenNothing, SeenOldCard, SeenReader
from libdesk.domain.outcome import Outcome
from libdesk.domain.rows.books import STATUS_NAMES
from libdesk.domain.rows.desk import CopyInHand
from libdesk.domain.show import show_day
from libdesk.i18n import N_, _

IN: Final = "shelf"
BACK: Final = ("loan", "in_house")  # its return was missed
FOUND: Final = ("lost", "missing")


class Word(NamedTuple):
    """What is told of a copy."""

    outcome: Outcome
    text: str


def answer_to(copy: CopyInHand) -> str:
    """What may be answered to a copy that is here although it should not be; "" for nothing."""
    if copy.status in BACK:
        return _("Take it back")
    return _("It is found again") if copy.status in FOUND else ""


def no_copy(seen: Seen) -> Word:
    """What was scanned is no copy of the library."""
    if isinstance(seen, SeenReader | SeenOldCard):
        return Word(Outcome.NOT_FOUND, _("That is a reader’s card. Scan the label of a book."))
    if isinstance(seen, SeenCommand):
        return Word(Outcome.NOT_FOUND, _("That is a card with a command for the desk. Scan the label of a book."))
    if isinstance(seen, SeenIsbn):
        text = _("{isbn} is the ISBN, which all copies share. Scan the library’s own label.")
        return Word(Outcome.NOT_FOUND, text.format(isbn=seen.isbn))
    if isinstance(seen, SeenNothing) and seen.looks is Looks.KEPT:
        text = _("{code} is a label printed ahead that is on no registered book yet. Put the book with the new ones.")
        return Word(Outcome.NOT_FOUND, text.format(code=seen.text))
    text = _("{code} is on no book of this library. Put the book aside.")
    return Word(Outcome.NOT_FOUND, text.format(code=seen.text if isinstance(seen, SeenNothing) else ""))


def out_of_place(copy: CopyInHand, today: date) -> Word:
    """A copy that is here although it should not be; of one that should be on the shelf nothing is said."""
    name = copy.name
    if copy.box is not None and copy.status == IN:
        text = _("“{title}” belongs in {box}: put it there.")
        return Word(Outcome.NOTICE, text.format(title=name, box=copy.box.shown(today)))
    if copy.status == "loan" and copy.loan is not None:
        text = _("“{title}” is on loan until {day}, yet it is here: its return was missed.")
        due = show_day(copy.loan.due, year=copy.loan.due.year != today.year)
        return Word(Outcome.NOTICE, text.format(title=name, day=due))
    if copy.status == "in_house":
        text = _("“{title}” is noted as in use in the reading room.")
        return Word(Outcome.NOTICE, text.format(title=name))
    if copy.status in FOUND:
        text = _("“{title}” was believed {state}, and here it is.")
        state = _(STATUS_NAMES[copy.status])
        return Word(Outcome.NOTICE, text.format(title=name, state=state))
    if copy.status == "hold":
        return Word(Outcome.NOTICE, for_reader(name, copy.ready_for_name or ""))
    if copy.status == "repair":
        return Word(Outcome.NOTICE, _("“{title}” is in repair: put it with the repairs.").format(title=name))
    if copy.status == "withdrawn":
        return Word(Outcome.REFUSED, _("“{title}” was withdrawn: take it off the shelf.").format(title=name))
    return Word(Outcome.NOTICE, _(OTHER).format(title=name))


OTHER: Final = N_("“{title}” is no book by itself any more: it was bound into a volume. Put it aside.")


def for_reader(title: str, reader: str) -> str:
    return _("“{title}” is for {reader}: put it on the hold shelf.").format(title=title, reader=reader)
