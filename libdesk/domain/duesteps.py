"""How a due date came about, step by step: what the rule asks for, and why the day was moved from there."""

from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING

from libdesk.domain.show import show_day
from libdesk.domain.value import Value
from libdesk.i18n import _, ngettext

if TYPE_CHECKING:
    from libdesk.domain.calendar import Calendar


class DueWhy(StrEnum):
    RULE = "rule"  # so many days from the loan
    CLOSED = "closed"  # the library is closed then
    SPREAD = "spread"  # after a long closure not everything is due at once
    HOLIDAY = "holiday"  # lent for the holidays
    TERM = "term"  # not after the end of term
    CARD = "card"  # not after the card's last day
    BY_HAND = "by_hand"  # not after a day that somebody set
    NOT_BEFORE = "not_before"  # never before the day of the loan itself


class DueStep(Value):
    """The day was `was` and became `day`; `name` is that of the closure or the holidays, `days` the rule's."""

    why: DueWhy
    was: date
    day: date
    name: str = ""
    days: int = 0

    def text(self) -> str:
        day = show_day(self.day)
        match self.why:
            case DueWhy.RULE:
                words = ngettext("{n} day from {was}: {day}.", "{n} days from {was}: {day}.", self.days)
                return words.format(n=self.days, was=show_day(self.was), day=day)
            case DueWhy.CLOSED if self.name:
                words = _("{was} is closed ({name}), so on to the next open day: {day}.")
            case DueWhy.CLOSED:
                words = _("{was} is closed, so on to the next open day: {day}.")
            case DueWhy.SPREAD:
                words = _("After a long closure returns are spread over several days; this reader's is {day}.")
            case DueWhy.HOLIDAY:
                words = _("Lent for “{name}”: this class brings everything back on {day}.")
            case DueWhy.TERM:
                words = _("Not after the end of term, so back to its last open day: {day}.")
            case DueWhy.CARD:
                words = _("Not after the card's last day, so back to the open day before: {day}.")
            case DueWhy.BY_HAND:
                words = _("Not after the day that was set: {day}.")
            case DueWhy.NOT_BEFORE:
                words = _("Never before the day of the loan: {day}.")
        return words.format(was=show_day(self.was), day=day, name=self.name)


def why_closed(calendar: "Calendar", day: date) -> str:
    """The name of what closes the library on a day, if it has one."""
    exception = calendar.exceptions.get(day)
    if exception is not None:
        return exception.name
    return next((closure.name for closure in calendar.yearly if closure.covers(day)), "")
