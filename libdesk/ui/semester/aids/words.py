"""What the page of teaching aids says of aids, receivers and movements."""

from libdesk.actions.desk import Desk
from libdesk.domain.aids import AID_KINDS, MOVE_NAMES, Stock
from libdesk.domain.classes import SchoolSystem
from libdesk.domain.rows.aids import AidRow, BoxRow, MoveRow, Receiver
from libdesk.domain.rows.books import STATUS_NAMES
from libdesk.domain.rows.service import show_grades
from libdesk.domain.show import show_day
from libdesk.i18n import _


def who(desk: Desk, receiver: Receiver) -> str:
    return receiver.shown(desk.today, SchoolSystem(desk.settings.school_system))


def kind(row: AidRow) -> str:
    return _(AID_KINDS[row.fields.kind])


def grades(row: AidRow) -> str:
    """三年级 – 四年级, or nothing where it is for all."""
    return show_grades(row.fields.grade_from, row.fields.grade_to)


def number(count: int) -> str:
    """Nothing for none, so that what is there is seen."""
    return f"{count:,}" if count else ""


def facts(row: AidRow) -> str:
    """In stock 40, with receivers 60 …; what is none is not told."""
    stock = row.stock
    parts = [kind(row), _("In stock {n} {unit}").format(n=f"{stock.hand:,}", unit=row.fields.unit)]
    for words, count in (
        (_("with receivers {n}"), stock.out), (_("set aside as damaged {n}"), stock.damaged),
        (_("missing {n}"), stock.missing),
    ):  # fmt: skip
        if count:
            parts.append(words.format(n=f"{count:,}"))
    more = (row.title, row.place, row.fields.note)
    return "  ·  ".join((*parts, *(text for text in more if text)))


def move(row: MoveRow) -> str:
    return _(MOVE_NAMES[row.kind])


def signed(row: MoveRow, before: Stock, after: Stock) -> str:
    """The number with its sign as it changed the stock, or what the library owns; without one where it changed neither,
    as what is damaged with a receiver."""
    by = after.hand - before.hand or after.all - before.all
    return f"{by:+,}".replace("-", "−") if by else f"{row.quantity:,}"


def box_with(desk: Desk, row: BoxRow) -> str:
    """With which class; else its state."""
    if row.holder is not None:
        return who(desk, row.holder)
    return _("in the library") if row.status == "shelf" else _(STATUS_NAMES[row.status])


def box_where(desk: Desk, row: BoxRow) -> str:
    """With which class, until when; else its state."""
    if row.holder is not None and row.due is not None:
        text = _("{who}, due {day}")
        day = show_day(row.due, weekday=False, year=row.due.year != desk.today.year)
        return text.format(who=who(desk, row.holder), day=day)
    return box_with(desk, row)


def box_todo(row: BoxRow, seen: int | None, *, issue: str, back: str) -> str:
    """What is done with a box next; `seen`: so many of its books were counted, None where it is not being counted."""
    if seen is not None:
        return _("{n} of {m} counted. Scan the rest, then finish the count.").format(n=seen, m=row.books)
    if row.holder is not None:
        return _("Once it is here again: count it, or press “{back}”.").format(back=back)
    if row.status != "shelf":
        return ""
    if not row.books:
        return _("Scan the books that go into it.")
    return _("Issue it: scan the class card, or press “{issue}”.").format(issue=issue)
