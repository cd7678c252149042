"""A day, however a list writes it; what could be two days is none."""

import re
import unicodedata
from datetime import date, timedelta
from typing import Final

_PARTS: Final = re.compile(
    r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?(?:[T\s]\s*\d{1,2}[:时]\d{1,2}.*)?", re.ASCII
)
_SOLID: Final = re.compile(r"((?:19|20)\d\d)(\d\d)(\d\d)(?:\d{4}|\d{6}|\s+[\d:.]+)?", re.ASCII)
_MONTH: Final = re.compile(r"((?:19|20)\d\d)\s*(?:[-/.年]\s*(\d{1,2})\s*月?|年)", re.ASCII)
_SERIAL: Final = re.compile(r"([2-6]\d{4})(?:\.\d+)?", re.ASCII)
_DAY_ZERO: Final = date(1899, 12, 30)  # Excel's serial numbers, right from 1 March 1900 on
_YEARS: Final = range(1900, 2101)


def parse_day(text: str) -> date | None:
    """Read 2024-9-1, 2024/9/1, 2024.9.1, 2024年9月1日, 20240901 (a time may follow) or a serial number such as 45536.

    None for a month without a day, a year of two digits, and 9/1/2024, whose month and day cannot be told apart.
    """
    plain = unicodedata.normalize("NFKC", text).strip()
    found = _PARTS.fullmatch(plain) or _SOLID.fullmatch(plain)
    if found:
        year, month, day = (int(part) for part in found.groups()[:3])
        try:
            return date(year, month, day) if year in _YEARS else None
        except ValueError:
            return None
    serial = _SERIAL.fullmatch(plain)
    return _DAY_ZERO + timedelta(days=int(serial[1])) if serial else None


def entry_day(text: str) -> date | None:
    """The day on which a copy was entered: of a month or a year alone it is the first, for the register is by years.

    2018年10月, 1999.1, 2018-10 and 2018年 are read, besides what `parse_day` reads.
    """
    day = parse_day(text)
    if day is None and (found := _MONTH.fullmatch(unicodedata.normalize("NFKC", text).strip())):
        month = int(found[2] or 1)
        return date(int(found[1]), month, 1) if 1 <= month <= 12 else None
    return day
