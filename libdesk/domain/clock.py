"""Whether the clock of the PC can be believed, by what the journal has seen: an old battery sets it back by years.

Behind the last entry it dates nothing until a librarian says that it is right. Far ahead it is only asked about: a
school may have been shut for long.
"""

from collections.abc import Iterable
from datetime import datetime
from typing import Final

from libdesk.domain.calendar import Term
from libdesk.domain.errors import DeskError
from libdesk.domain.show import show_day
from libdesk.i18n import _

SLACK_MS: Final = 10 * 60_000  # a clock that was set right by so much is no old battery
FAR_MS: Final = 400 * 86_400_000  # more than a year, with the longest holidays


class ClockDoubted(DeskError):
    """The clock says `now`, the last entry is of `last`, both in the library's zone."""

    last: datetime
    now: datetime

    def _told(self, text: str) -> str:
        same_day = self.last.date() == self.now.date()
        return text.format(now=_show(self.now, same_day), last=_show(self.last, same_day))


class ClockBehind(ClockDoubted):
    """It stands before the last entry: nothing may be dated by it."""

    def text(self) -> str:
        return self._told(
            _("The clock of this PC says {now}, but the last entry here is of {last}. A librarian sets it right first.")
        )


class ClockAhead(ClockDoubted):
    """More than a year has gone without an entry, past every known term; work goes on."""

    def text(self) -> str:
        return self._told(_("The clock of this PC says {now}, and the last entry here is of {last}. Is it right?"))


def is_behind(now: int, last: int) -> bool:
    """Whether this instant lies before that of the last entry; both in UTC milliseconds."""
    return now + SLACK_MS < last


def is_far_ahead(now: int, last: int, year: int, terms: Iterable[Term]) -> bool:
    """Whether so much has passed since the last entry, in a `year` after every term, that it is worth a question."""
    return now - last > FAR_MS and all(term.last.year < year for term in terms)


def _show(moment: datetime, with_time: bool) -> str:
    day = show_day(moment.date(), weekday=False, year=True)
    return f"{day} {moment:%H:%M}" if with_time else day
