"""Prices and years as they stand on books and in suppliers' files. Money is an int of fen; there are no floats.

A list is read tolerantly, since nobody is there to ask. What a person types into a field is read strictly: what could
mean two amounts is told and not guessed.
"""

import re
import unicodedata
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Final

from libdesk.domain.errors import DeskError
from libdesk.domain.numerals import chinese_number
from libdesk.i18n import _

MOST_FEN: Final = 100_000_000  # a million yuan: above it stands an ISBN or a telephone number in the wrong column

_AMOUNT: Final = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?|\.\d+", re.ASCII)
_TYPED: Final = re.compile(r"¥?(\d{1,3}(?:,\d{3})+|\d+)(?:\.(\d{1,2}))?元?", re.ASCII)
_OWN: Final = re.compile(
    r"CNY|RMB|YUAN|人民币元?|[¥￥圆块]|(?<![A-Z])Y(?![A-Z])|(?<![美日欧韩法港澳加新台币])元"  # not the Y of JPY
)
_FOREIGN: Final = re.compile(
    r"[$€£₩₽円฿]|NTD?|US|HK|[A-Z]{3}|新?台币|港[币元]|[美日欧韩法澳加新台]元|[加澳新泰日韩欧]币|"
    r"英镑|马克|卢布|卢比|澳门|泰铢|法郎|里拉|比索"
)
_SECOND_SIGN: Final = re.compile(r"[,.]\d")  # 12,50 and 12.5.6 could be several amounts
_FEN_WORDS: Final = re.compile(r"(?:(\d+)元)?(?:(\d)角)?(?:(\d)分)?\Z", re.ASCII)
_YEAR: Final = re.compile(
    r"(?<!\d)(1[5-9]\d\d|20\d\d)(?!\d)|(?<!\d)(1[5-9]\d\d|20\d\d)(?:0[1-9]|1[0-2])(?:\d\d)?(?!\d)"
)
_REPUBLIC: Final = re.compile(r"(?<!人)民[国國]?\s*(元|\d{1,3}(?!\d)|[一二三四五六七八九十]{1,3})\s*年?")
_REPUBLIC_ENDS: Final = 189  # a number above it is none of its years
_NO_PRICE: Final = re.compile(r"(?:CNY|RMB|[¥￥Y元圆.:：\s])*", re.IGNORECASE)
_YEAR_NUMERAL: Final = re.compile(r"[一二][〇零○一二三四五六七八九]{3}(?=年|\Z)")


@dataclass(frozen=True, slots=True)
class Price:
    """A price in fen, or None where there is none or in another currency; `text` is what was given, trimmed."""

    fen: int | None
    text: str


def parse_price(text: str) -> Price:
    """Read a price: CNY18.00, ￥0.40, 0.38元, CNY赠90.00, 3角5分; the first amount counts. Never raises."""
    shown = text.strip()
    plain = "".join(unicodedata.normalize("NFKC", shown[:80]).upper().split())
    if whole := _FEN_WORDS.match(plain):
        if any(whole.groups()):
            yuan, jiao, fen = (int(part or 0) for part in whole.groups())
            return _price(Decimal(yuan * 100 + jiao * 10 + fen), shown)
        return Price(None, shown)
    found = _AMOUNT.search(plain)
    if found is None:
        number = chinese_number(plain) if _OWN.search(plain) else None
        return Price(None, shown) if number is None else _price(Decimal(number) * 100, shown)
    before, after = plain[: found.start()], plain[found.end() :]
    strange = _FOREIGN.search(_OWN.sub(" ", before)) or _FOREIGN.match(_OWN.sub(" ", after[:8]).lstrip())
    if strange or before.endswith("-") or re.match(r"E[+-]?\d", after):
        return Price(None, shown)
    if _SECOND_SIGN.match(after) and (after[0] == "." or len(found[0].partition(".")[2]) not in (1, 2)):
        return Price(None, shown)
    return _price(Decimal(found[0].replace(",", "")) * 100, shown)


class AmountUnread(DeskError):
    typed: str

    def text(self) -> str:
        return _("“{text}” is not read as an amount. Write it as 12.5 or 1,200.00, in yuan.").format(text=self.typed)


class AmountTooLarge(DeskError):
    def text(self) -> str:
        return _("This is more than a million yuan. Look at the amount again.")


def read_amount(typed: str) -> int:
    """The fen of an amount typed into a field: 12.5, 12.50, ￥12.5, 12元, 1,200.00, in full width as well.

    Raises AmountUnread for anything else, as 12,5 or 12.5.6, and AmountTooLarge.
    """
    plain = "".join(unicodedata.normalize("NFKC", typed[:80]).split())
    match = _TYPED.fullmatch(plain) if len(typed) <= len(typed[:80]) else None
    if match is None:
        raise AmountUnread(typed.strip()[:20])
    fen = int(match[1].replace(",", "")) * 100 + int((match[2] or "").ljust(2, "0"))
    if fen > MOST_FEN:
        raise AmountTooLarge()
    return fen


def _price(fen: Decimal, shown: str) -> Price:
    whole = int(fen.quantize(Decimal(1), ROUND_HALF_UP)) if fen <= MOST_FEN else None
    return Price(whole, shown)


def price_kept(text: str) -> str:
    """What stays as a note where a list gives a price that is none in yuan: NT$220; "" where nothing was said."""
    return "" if _NO_PRICE.fullmatch(text) else _("Price {text}").format(text=text[:60])


def year_of(text: str | None) -> int | None:
    """Return the year of a date of publication: 2005-5-1, 1999.1, [2018], 2018年10月, 二〇一八年, 民国24年, 民82."""
    plain = unicodedata.normalize("NFKC", text or "")
    if republic := _REPUBLIC.search(plain):
        word = republic[1]
        number = 1 if word == "元" else int(word) if word.isdigit() else chinese_number(word) or 0
        if 0 < number < _REPUBLIC_ENDS:
            return 1911 + number
    if found := _YEAR.search(plain):
        return int(found[1] or found[2])
    numeral = _YEAR_NUMERAL.search(plain)
    return chinese_number(numeral[0]) if numeral else None
