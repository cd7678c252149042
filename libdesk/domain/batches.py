"""A batch (批次): how books came, its number, and whether its figures agree.

List price times discount is about what was paid; the prices of the copies together are the list price.
"""

import re
import unicodedata
from collections.abc import Iterable
from enum import StrEnum
from typing import Final

from libdesk.domain.errors import DeskError
from libdesk.i18n import N_, _

KIND_NAMES: Final[dict[str, str]] = {
    "purchase": N_("purchase"),
    "donation": N_("donation"),
    "exchange": N_("exchange"),
    "transfer": N_("transfer"),
    "replacement": N_("replacement"),
    "opening": N_("from before"),
    "other": N_("other"),
}
OUTCOME_NAMES: Final[dict[str, str]] = {
    "passed": N_("passed"),
    "partly": N_("partly passed"),
    "refused": N_("not passed"),
}
WIDTH: Final = 3  # figures of a running number: 2026-011
FULL: Final = 1000  # a discount in thousandths: 1000 is the full price, 780 is 七八折
LEEWAY_FEN: Final = 100  # an invoice rounds its lines; a yuan, or so many thousandths of the list price
LEEWAY_PERMILLE: Final = 5

_PERCENT: Final = re.compile(r"(\d{1,3}(?:\.\d{1,3})?)%?", re.ASCII)
_ZHE: Final = re.compile(r"(\d(?:\.\d{1,2})?)折", re.ASCII)
_NUMBER: Final = re.compile(r"(\d{4})-(\d{1,6})", re.ASCII)


def next_no(year: int, taken: Iterable[str]) -> str:
    """The number after the highest of a year: 2026-011. Numbers of another form are the school's own and pass."""
    found = [int(match[2]) for no in taken if (match := _NUMBER.fullmatch(no)) and int(match[1]) == year]
    return f"{year}-{max(found, default=0) + 1:0{WIDTH}d}"


class BadDiscount(DeskError):
    typed: str

    def text(self) -> str:
        return _("“{text}” is not read as a discount. Write 78 for 78 percent of the price.").format(text=self.typed)


def read_discount(typed: str) -> int | None:
    """Thousandths of the price from what is typed: 78, 78.5%, 7.8折 or 7.8, 0.78; None for nothing. Raises BadDiscount.

    Nobody sells for less than a tenth of the price: up to 10 it is 折, up to 1 a part of the price.
    """
    plain = "".join(unicodedata.normalize("NFKC", typed).split())
    if not plain:
        return None
    if zhe := _ZHE.fullmatch(plain):
        return round(float(zhe[1]) * 100)
    amount = _PERCENT.fullmatch(plain)
    number = float(amount[1]) if amount else 0.0
    if not plain.endswith("%") and number <= 10:
        permille = round(number * (1000 if number <= 1 else 100))
    else:
        permille = round(number * 10)
    if not 0 < permille <= FULL:
        raise BadDiscount(typed.strip()[:20])
    return permille


def show_discount(permille: int) -> str:
    """78% or 78.5%."""
    return f"{permille / 10:g}%"


class Differs(StrEnum):
    """What does not agree in a batch."""

    PAID = "paid"  # list price times discount is not what was paid
    COPIES = "copies"  # the prices of the copies are together not the list price


def expected_fen(list_fen: int, discount_permille: int) -> int:
    """What a list price comes to after its discount, to the nearest fen."""
    return (list_fen * discount_permille + FULL // 2) // FULL


def differences(
    *, list_fen: int | None, discount_permille: int | None, paid_fen: int | None, copies_fen: int = 0,
    priced: int = 0, unpriced: int = 0,
) -> tuple[Differs, ...]:  # fmt: skip
    """What does not agree; where a figure is not known nothing can differ.

    `copies_fen` is what `priced` copies cost together; while some of the batch have no price it may stay below.
    """
    found = []
    if list_fen is not None and discount_permille is not None and paid_fen is not None:
        leeway = max(LEEWAY_FEN, list_fen * LEEWAY_PERMILLE // FULL)
        if abs(expected_fen(list_fen, discount_permille) - paid_fen) > leeway:
            found.append(Differs.PAID)
    if list_fen is not None and priced and (copies_fen > list_fen or (not unpriced and copies_fen != list_fen)):
        found.append(Differs.COPIES)
    return tuple(found)
