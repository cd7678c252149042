"""What a reader owes and how it was reckoned: suspensions in open days, fines, losses, damage.

The numbers that a sum or a day was worked out from are kept as JSON beside it, so that the sentence about it can be
told in any language and at any time. Money is an int of fen.
"""

import json
from collections.abc import Iterable
from datetime import date
from enum import StrEnum
from fractions import Fraction
from typing import Any, Final

from libdesk.domain.calendar import Calendar
from libdesk.domain.duedates import LoanRule, overdue_days, suspended_until
from libdesk.domain.show import show_day, show_money
from libdesk.domain.value import Value
from libdesk.i18n import N_, _, ngettext, sentences


class ChargeKind(StrEnum):
    FINE = "fine"
    LOSS = "loss"
    DAMAGE = "damage"


class ChargeState(StrEnum):
    OPEN = "open"
    PAID = "paid"
    WAIVED = "waived"
    REPLACED = "replaced"  # by a copy that the reader brought (赔书)
    CANCELLED = "cancelled"  # the copy came back


REPLACEMENT: Final = "replacement"
"""The source of a copy that a reader brought in place of a lost one."""
FOUND: Final = "found"
MONEY_BACK: Final = "money_back"
"""Why a charge was cancelled: the copy came back, and later what had been paid was given back."""

KIND_WORDS: Final = {
    ChargeKind.FINE: N_("fine"),
    ChargeKind.LOSS: N_("lost"),
    ChargeKind.DAMAGE: N_("damage"),
}
STATE_WORDS: Final = {
    ChargeState.OPEN: N_("not settled"),
    ChargeState.PAID: N_("paid"),
    ChargeState.WAIVED: N_("waived"),
    ChargeState.REPLACED: N_("replaced by a copy"),
    ChargeState.CANCELLED: N_("came back"),
}
DEGREE_WORDS: Final = {"slight": N_("slight"), "medium": N_("medium"), "severe": N_("severe")}


class Suspending(Value):
    """A suspension as it is worked out: open days late × days for each, at most so many, over when the term is."""

    late: int
    each: Fraction
    days: int
    most: int
    first: date
    until: date
    by_term: bool = False

    def kept(self) -> str:
        return _kept(
            late=self.late, each=str(self.each), days=self.days, most=self.most, first=self.first.isoformat(),
            until=self.until.isoformat(), by_term=self.by_term,
        )  # fmt: skip

    def text(self) -> str:
        sums = ngettext("{late} open day late × {each} = {days}", "{late} open days late × {each} = {days}", self.late)
        sums = sums.format(late=self.late, each=_plain(self.each), days=self.days)
        text = _("{sum} open days, at most {most}: no borrowing up to and including {day}.")
        if self.by_term:
            text = _("{sum} open days, at most {most}; it ends with the term on {day}.")
        return text.format(sum=sums, most=self.most, day=show_day(self.until))


def suspension_for(rule: LoanRule, due: date, returned: date, calendar: Calendar) -> Suspending | None:
    """What a late return brings by the rule of its loan; None where it brings none."""
    until = suspended_until(rule, due, returned, calendar)
    if until is None:
        return None
    late, each = overdue_days(due, returned, calendar).open_days, Fraction(rule.suspension_days_per_day)
    days = int(late * each)
    whole = calendar.add_open_days(returned, min(days, rule.max_suspension_days))
    return Suspending(late, each, days, rule.max_suspension_days, returned, until, by_term=until < whole)


def suspension_text(reckoned: str, until: date, late: int) -> str:
    """How a suspension was reckoned; one that was written by an older version knows the days alone."""
    kept = json.loads(reckoned)
    if "each" in kept:
        return Suspending(
            kept["late"], Fraction(kept["each"]), kept["days"], kept["most"], date.fromisoformat(kept["first"]),
            date.fromisoformat(kept["until"]), kept["by_term"],
        ).text()  # fmt: skip
    if not late:
        return _("No borrowing up to and including {day}.").format(day=show_day(until))
    text = ngettext(
        "It was overdue by {n} day: no borrowing up to and including {day}.",
        "It was overdue by {n} days: no borrowing up to and including {day}.",
        late,
    )
    return text.format(n=late, day=show_day(until))


class Reckoned(Value):
    """An amount with the JSON of the numbers that it was worked out from."""

    amount_fen: int
    kept: str


def fine_for(
    late: int, per_day_fen: int, *, most_fen: int | None = None, price_fen: int | None = None
) -> Reckoned | None:
    """The fine of so many open days late: never above its own cap nor above the price where one is known."""
    whole = late * per_day_fen
    amount = min(whole, *(cap for cap in (most_fen, price_fen or None) if cap is not None), whole)
    if amount <= 0:
        return None
    return Reckoned(amount, _kept(late=late, each=per_day_fen, most=most_fen, price=price_fen))


def loss_for(price_fen: int | None, percent: int, *, claimed: date | None = None) -> Reckoned:
    """Price × percent, rounded to whole fen; without a price nothing is asked for until a person says how much."""
    amount = _times(price_fen or 0, percent)
    return Reckoned(amount, _kept(price=price_fen, percent=percent, claimed=claimed.isoformat() if claimed else None))


def set_loss_for(prices_fen: Iterable[int | None], percent: int, *, claimed: date | None = None) -> Reckoned:
    """A lost part stands for its whole set: the prices of its volumes together, those not known left out."""
    prices = list(prices_fen)
    known = [price for price in prices if price]
    kept = _kept(
        price=sum(known), percent=percent, volumes=len(prices), unknown=len(prices) - len(known),
        claimed=claimed.isoformat() if claimed else None,
    )  # fmt: skip
    return Reckoned(_times(sum(known), percent), kept)


def damage_price(price_fen: int | None, percent: int) -> int:
    """What the school's rules propose for a damage; 0 where they or the price say nothing."""
    return _times(price_fen or 0, percent)


def damage_for(degree: str, amount_fen: int) -> Reckoned:
    """What a librarian asks for a damage; nothing is reckoned."""
    return Reckoned(amount_fen, _kept(degree=degree))


def entered(amount_fen: int, before: str) -> Reckoned:
    """An amount that a person wrote over the one that was reckoned; what it was reckoned from is kept."""
    return Reckoned(amount_fen, json.dumps(json.loads(before) | {"entered": True}, separators=(",", ":")))


def charge_text(kind: str, amount_fen: int, reckoned: str) -> str:
    """How an amount came about, in one sentence or two."""
    kept = json.loads(reckoned)
    if kept.get("entered"):
        text = _("The librarian set the amount to {amount}.").format(amount=show_money(amount_fen))
    elif kind == ChargeKind.FINE:
        text = _fine_text(kept, amount_fen)
    elif kind == ChargeKind.DAMAGE:
        degree = _(DEGREE_WORDS.get(kept.get("degree", ""), ""))
        text = _("Damage: {degree}. The librarian set the amount to {amount}.") if degree else ""
        text = text.format(degree=degree, amount=show_money(amount_fen))
    else:
        text = _loss_text(kept, amount_fen)
    return text


def with_isbn(reckoned: str, isbn: str) -> str:
    """Keep the ISBN of another edition that was brought for a lost book."""
    return json.dumps(json.loads(reckoned) | {"isbn": isbn}, separators=(",", ":"))


def other_edition(reckoned: str) -> str:
    """The ISBN of another edition that was brought; '' where it was the same."""
    return str(json.loads(reckoned).get("isbn", ""))


def claimed_day(reckoned: str) -> date | None:
    """The day on which the reader had said that it was returned."""
    day = json.loads(reckoned).get("claimed")
    return date.fromisoformat(day) if day else None


def claim_text(reckoned: str) -> str:
    """That the reader had said it was returned; '' if nobody did."""
    day = claimed_day(reckoned)
    return _("The reader said on {day} that it was returned.").format(day=show_day(day)) if day else ""


def is_whole_set(reckoned: str) -> bool:
    return "volumes" in json.loads(reckoned)


def _fine_text(kept: dict[str, Any], amount_fen: int) -> str:
    late, whole = kept["late"], kept["late"] * kept["each"]
    sums = ngettext("{n} open day late × {each} = {sum}", "{n} open days late × {each} = {sum}", late)
    sums = sums.format(n=late, each=show_money(kept["each"]), sum=show_money(whole))
    if amount_fen >= whole:
        return _("{sum}.").format(sum=sums)
    if kept["most"] is not None and amount_fen == kept["most"]:
        return _("{sum}, at most {most}.").format(sum=sums, most=show_money(amount_fen))
    return _("{sum}, at most the price, {price}.").format(sum=sums, price=show_money(amount_fen))


def _loss_text(kept: dict[str, Any], amount_fen: int) -> str:
    price, percent = kept.get("price"), kept.get("percent", 100)
    if not price:
        return _("The price is not known; enter the amount.")
    sums = _("{price} × {percent}% = {amount}").format(
        price=show_money(price), percent=percent, amount=show_money(amount_fen)
    )
    if "volumes" not in kept:
        return _("Price {sum}.").format(sum=sums)
    text = ngettext("The whole set of {n} volume, {sum}.", "The whole set of {n} volumes, {sum}.", kept["volumes"])
    text = text.format(n=kept["volumes"], sum=sums)
    if kept["unknown"]:
        more = ngettext(
            "The price of {n} volume is not known.", "The price of {n} volumes is not known.", kept["unknown"]
        )
        text = sentences(text, more.format(n=kept["unknown"]))
    return text


def _times(price_fen: int, percent: int) -> int:
    return (price_fen * percent + 50) // 100


def _plain(number: Fraction) -> str:
    return f"{float(number):g}"


def _kept(**values: object) -> str:
    return json.dumps({name: value for name, value in values.items() if value is not None or name in _ALWAYS},
                      separators=(",", ":"))  # fmt: skip


_ALWAYS: Final = ("price", "most")  # None says that there is none
