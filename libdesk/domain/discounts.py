"""A discount as it is said: 6.8折, 68%, 68, 0.68 are all 680 of a thousand; 1000 is the full price."""

import re
import unicodedata
from decimal import Decimal
from typing import Final

from libdesk.domain.errors import DeskError
from libdesk.i18n import _, language

FULL: Final = 1_000

_TYPED: Final = re.compile(r"(\d{1,4}(?:\.\d{1,3})?)(折|%)?", re.ASCII)
_NUMERALS: Final = str.maketrans("一二三四五六七八九", "123456789")
_SPOKEN: Final = re.compile(r"([一二三四五六七八九])([一二三四五六七八九])?折")


class DiscountUnread(DeskError):
    typed: str

    def text(self) -> str:
        return _("“{text}” is not read as a discount. Write 78 for 78 percent of the price.").format(text=self.typed)


def read_discount(typed: str) -> int | None:
    """Thousandths of the price that are paid; None for an empty field. Raises DiscountUnread."""
    plain = "".join(unicodedata.normalize("NFKC", typed[:20]).split())
    if not plain:
        return None
    if spoken := _SPOKEN.fullmatch(plain):
        plain = f"{spoken[1]}.{spoken[2] or 0}折".translate(_NUMERALS)
    match = _TYPED.fullmatch(plain)
    if match is None:
        raise DiscountUnread(typed.strip()[:20])
    number, sign = Decimal(match[1]), match[2]
    if sign == "折":
        permille = number * (100 if number <= 10 else 10)
    elif sign == "%" or number > 10:
        permille = number * 10
    else:
        permille = number * (1_000 if number <= 1 else 100)
    whole = int(permille)
    if whole != permille or not 0 < whole <= FULL:
        raise DiscountUnread(typed.strip()[:20])
    return whole


def show_discount(permille: int | None) -> str:
    """6.8折 in Chinese, 68% else; "" where none is known or the full price is paid."""
    if permille is None or permille >= FULL:
        return ""
    if language() == "zh_CN":
        return f"{permille / 100:.2f}".rstrip("0").rstrip(".") + "折"
    return f"{permille / 10:.1f}".removesuffix(".0") + "%"
