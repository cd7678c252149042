"""Until when a card is valid: renewed from the day it ends, months limited to their last day, told a while before."""

from datetime import date
from typing import Final

WARN_DAYS: Final = 30
YEAR: Final = 12  # months


def months_later(day: date, months: int) -> date:
    """The same day so many months later, or the last of that month: 29 February + 12 months = 28 February."""
    from calendar import monthrange  # it brings the locale with it, which nobody else needs

    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def renewed(expires: date | None, today: date, months: int = YEAR) -> date:
    """The day a card is valid until after a renewal: reckoned from the day it ends, so that no day is lost or given.

    A card that never had a day counts from today.
    """
    return months_later(expires or today, months)


def expires_soon(expires: date | None, today: date, warn_days: int = WARN_DAYS) -> bool:
    """Whether a card that is still valid ends in fewer days than `warn_days`."""
    return expires is not None and 0 <= (expires - today).days < warn_days
