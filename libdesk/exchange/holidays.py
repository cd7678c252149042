"""A year's public holidays from a file, in the shape in which the State Council's notices are published as data.

That is `{"year": 2027, "days": [{"name": "元旦", "date": "2027-01-01", "isOffDay": true}, …]}`.
"""

import json
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Final

from libdesk.domain.calendar import DayException, holiday_exceptions
from libdesk.domain.value import Value
from libdesk.exchange.errors import FileError, FileGone, FileUnreadable
from libdesk.i18n import _

BIGGEST: Final = 1_000_000  # bytes; a year is a few thousand
MOST_DAYS: Final = 366
FIRST_YEAR, LAST_YEAR = 2000, 2199


class NotHolidays(FileError):
    name: str

    def text(self) -> str:
        text = _("“{name}” is no list of public holidays. Take a year's file of holiday-cn, such as 2027.json.")
        return text.format(name=self.name)


class HolidayFile(Value):
    """What a file holds; `year` is that of most of its days."""

    year: int
    days: Mapping[date, DayException]


def read_holidays(path: Path) -> HolidayFile:
    """Read a year's file. Raises NotHolidays, FileGone or FileUnreadable."""
    try:
        if path.stat().st_size > BIGGEST:
            raise NotHolidays(path.name)
        held = path.read_bytes()
    except FileNotFoundError:
        raise FileGone(path.name) from None
    except OSError as error:
        raise FileUnreadable(path.name, error.strerror or str(error)) from error
    try:
        days = holiday_exceptions(json.loads(held.decode("utf-8-sig")))
    except (ValueError, RecursionError, AttributeError) as error:
        raise NotHolidays(path.name) from error
    if not 0 < len(days) <= MOST_DAYS or not all(FIRST_YEAR <= day.year <= LAST_YEAR for day in days):
        raise NotHolidays(path.name)
    years = sorted(day.year for day in days)
    return HolidayFile(years[len(years) // 2], days)
