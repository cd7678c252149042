"""How wishes, lines and claims are said on the page of orders, on paper and in tables."""

from collections.abc import Sequence
from datetime import date

from libdesk.actions.desk import Desk
from libdesk.domain.batches import FULL, show_discount
from libdesk.domain.classes import SchoolSystem
from libdesk.domain.deliveries import CLAIM_NAMES, Claim
from libdesk.domain.holdings_check import FATE_NAMES, Checked, Fate, Sum
from libdesk.domain.identifiers import hyphenated
from libdesk.domain.rows.orders import WISH_STATES, LineRow, PurchaseRow, WishRow
from libdesk.domain.show import show_day, show_money
from libdesk.i18n import _, ngettext


def who(desk: Desk, wish: WishRow) -> str:
    """张小明 四(3)班, or nobody named."""
    if wish.reader is None:
        return ""
    group = wish.reader.group(desk.today, SchoolSystem(desk.settings.school_system))
    return f"{wish.reader.name}  {group}" if group not in wish.reader.name else wish.reader.name


def library_has(wish: WishRow) -> str:
    """What the library has of the book already."""
    if not wish.copies:
        return _("none")
    return _("{shelf} of {copies} in").format(shelf=wish.on_shelf, copies=wish.copies)


def wish_state(wish: WishRow) -> str:
    return _(WISH_STATES[wish.state])


def day_of(day: date, today: date) -> str:
    """With its year if that is not this one."""
    return show_day(day, weekday=False, year=day.year != today.year)


def isbn_of(isbn: str) -> str:
    return hyphenated(isbn) if isbn else ""


def price_of(fen: int | None) -> str:
    return "" if fen is None else show_money(fen)


def discount_words(permille: int | None) -> str:
    """78%; "" where none is known or the full price is paid."""
    return "" if permille is None or permille >= FULL else show_discount(permille)


def fate_of(row: Checked) -> str:
    """What a row is to the library; what the bureau names says so first."""
    return _("named by the bureau: look") if row.named else _(FATE_NAMES[row.fate])


def named_by(row: Checked) -> str:
    return _("on the list “{name}”").format(name=row.named) if row.named else ""


def state_of(row: Checked) -> str:
    """What stands in the library, with what is on its way."""
    parts = []
    if row.fate is Fate.REPEATED:
        return _("as line {line}").format(line=row.other_line)
    if row.named:
        parts.append(named_by(row))
    if row.have:
        parts.append(ngettext("{n} copy", "{n} copies", row.have).format(n=row.have))
    if row.others:
        copies = sum(held.copies for held in row.others)
        parts.append(ngettext("{n} copy of another edition", "{n} copies of other editions", copies).format(n=copies))
    if row.ordered:
        parts.append(_("{n} ordered").format(n=row.ordered))
    if row.wished:
        parts.append(ngettext("wished for {n} time", "wished for {n} times", len(row.wished)).format(n=len(row.wished)))
    return _(", ").join(parts)


def editions(row: Checked) -> str:
    """The other editions, one a line."""
    return "\n".join(
        _("“{title}” {isbn}: {n}").format(title=held.title, isbn=isbn_of(held.isbn), n=held.copies)
        for held in row.others
    )


def sum_words(summed: Sum, discount: int | None, budget_fen: int | None) -> str:
    """128 titles, 250 copies, ¥5,000.00, at 6.8折 ¥3,400.00; 2 without a price."""
    parts = [
        ngettext("{n} title", "{n} titles", summed.titles).format(n=f"{summed.titles:,}"),
        ngettext("{n} copy", "{n} copies", summed.copies).format(n=f"{summed.copies:,}"),
        show_money(summed.list_fen),
    ]
    if discount_words(discount):
        parts.append(
            _("at {discount} {amount}").format(discount=discount_words(discount), amount=show_money(summed.paid_fen))
        )
    if summed.priceless:
        text = ngettext("{n} without a price", "{n} without a price", summed.priceless)
        parts.append(text.format(n=f"{summed.priceless:,}"))
    if budget_fen is not None:
        left = budget_fen - summed.paid_fen
        words = _("{amount} of the budget left") if left >= 0 else _("{amount} over the budget")
        parts.append(words.format(amount=show_money(abs(left))))
    return _(", ").join(parts)


def order_sum(order: PurchaseRow) -> str:
    summed = Sum(order.titles, order.wanted, order.list_fen, order.paid_fen, order.priceless)
    return sum_words(summed, order.discount_permille, order.budget_fen)


def claim_words(line: LineRow) -> str:
    """Short 2, damaged 1."""
    return _(", ").join(f"{_(CLAIM_NAMES[claim])} {count}" for claim, count in line.claims())


def claims_of(lines: Sequence[LineRow], claim: Claim) -> list[LineRow]:
    return [line for line in lines if line.counts.claimed(claim)]
