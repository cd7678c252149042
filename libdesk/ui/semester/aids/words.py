"""What the page of teaching aids says of aids, receivers and movements."""

from libdesk.actions.desk import Desk
from libdesk.domain.aids import AID_KINDS, MOVE_NAMES, Stock
from libdesk.domain.classes import SchoolSystem
from libdesk.domain.rows.aids import AidRow, BoxRow, MoveRow, Receiver
from libdesk.domain.rows.books import STATUS_NAMES
from libdesk.domain.show import show_day
from libdesk.i18n import _


def who(desk: Desk, receiver: Receiver) -> str:
    return receiver.shown(desk.today, SchoolSystem(desk.settings.school_system))


def kind(row: AidRow) -> str:
    return _(AID_KINDS[row.fields.kind])


def grades(row: AidRow) -> str:
    """3–4, or nothing where it is for all."""
    first, last = row.fields.grade_from, row.fields.grade_to
    if first is None or last is None or first == last:
        return str(first or last or "")
    return f"{first}–{last}"


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
    """The number with its sign as it changed the stock; without one where it was with a receiver all the time."""
    by = after.hand - before.hand
    return f"{by:+,}" if by else f"{row.quantity:,}"


def box_with(desk: Desk, row: BoxRow) -> str:
    """With which class; else its state."""
    if row.holder is not None:
        return who(desk, row.holder)
    return _("in the library") if row.status == "shelf" else _(STATUS_NAMES[row.status])


def box_where(desk: Desk, row: BoxRow) -> str:
    """With which class, until when; else its state."""
    if row.holder is not None and row.due is not None:
        text = _("{who}, due {day}")
        return text.format(who=who(desk, row.holder), day=show_day(row.due, weekday=False))
    return box_with(desk, row)
