"""Chinese numerals as they stand in prices, class names and years: 一万零一百, 十二, 二〇一八, 贰拾."""

import re
from typing import Final

MOST: Final = 40  # characters of a numeral that are read
_DIGITS: Final = {c: n for n, chars in enumerate(["零〇○", *"一二三四五六七八九"]) for c in chars} | {
    c: n for n, c in enumerate("壹贰叁肆伍陆柒捌玖", start=1)
}
_DIGITS["两"] = 2
_UNITS: Final = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
_MYRIADS: Final = {"万": 10**4, "萬": 10**4, "亿": 10**8, "億": 10**8}
NUMERAL: Final = "[" + "".join([*_DIGITS, *_UNITS, *_MYRIADS]) + "]+"
_PLAIN: Final = "零一二三四五六七八九"


def chinese_number(text: str) -> int | None:
    """Return the first Chinese numeral in a text, or None. Digits without units are read in place: 二〇一八 is 2018."""
    found = re.search(NUMERAL, text)
    if found is None:
        return None
    numeral = found[0][:MOST]
    if all(c in _DIGITS for c in numeral):
        return int("".join(str(_DIGITS[c]) for c in numeral))
    total = section = digit = 0
    last_unit = 1
    for c in numeral:
        if c in _DIGITS:
            digit = _DIGITS[c]
            last_unit = 1 if digit == 0 else last_unit  # 一百零二 is 102, 一百二 is 120
        elif c in _UNITS:
            section += (digit or 1) * _UNITS[c]
            digit, last_unit = 0, _UNITS[c]
        else:
            total = (
                (total + section + digit) * _MYRIADS[c]
                if _MYRIADS[c] > total
                else total + (section + digit) * _MYRIADS[c]
            )
            section, digit, last_unit = 0, 0, _MYRIADS[c]
    if digit and last_unit >= 100 and numeral[-1] in _DIGITS:
        digit *= last_unit // 10
    return total + section + digit


def small_numeral(number: int) -> str:
    """Return 0 to 99 as a class bears it: 三, 十, 十二, 二十一."""
    tens, ones = divmod(number, 10)
    if not tens:
        return _PLAIN[ones]
    return ("" if tens == 1 else _PLAIN[tens]) + "十" + (_PLAIN[ones] if ones else "")
