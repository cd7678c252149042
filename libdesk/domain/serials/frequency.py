"""How often a periodical appears, and on which days: from daily to yearly, several in a unit, or nobody knows when.

Days are counted from the first issue, so that nothing drifts: the 31st becomes the last day of a shorter month and is
the 31st again afterwards. Where several issues share a unit and no days are named, they stand evenly in it.
"""

import calendar
import json
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from enum import StrEnum
from typing import Any, Final

from libdesk.domain.errors import DeskError
from libdesk.domain.numerals import small_numeral
from libdesk.domain.show import WEEKDAYS
from libdesk.domain.value import Value
from libdesk.i18n import N_, _, language

MOST_ISSUES: Final = 800  # of one subscription: a paper twice a day for a year
MOST: Final = 99  # issues in a unit, units between two issues
Closed = Callable[[date], bool]
"""Whether a day is a public holiday."""


class Unit(StrEnum):
    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    YEAR = "year"
    IRREGULAR = "irregular"


class FrequencyWrong(DeskError):
    """A frequency by which nothing can appear; `fault` is a key of FAULTS."""

    fault: str

    def text(self) -> str:
        return _(FAULTS[self.fault])


FAULTS: Final[dict[str, str]] = {
    "count": N_("Issues and units are counted from 1 to 99. Write how often it appears again."),
    "weekdays": N_("No day of the week is chosen, so it would never appear. Tick the days on which it does."),
    "days": N_("The days of the month go from 1 to 31, each once: such as 5, 20. Write them again."),
    "span": N_("The subscription ends before it begins. Choose its days again."),
    "start": N_("The first issue would appear after the subscription ends. Choose its day again."),
    "never": N_("No issue would appear between these days. Choose other days, or another frequency."),
    "many": N_("That would be more than 800 issues. Check the frequency and the days."),
}


class Frequency(Value):
    """`per` issues in every `every` units; on named `weekdays` (Monday 0) or `days` of the month, if any are named.

    `start`: the day of its first issue, where that is not the first day of the subscription. Without `holidays` none
    appears on a public holiday. Of an irregular one `per` is how many come in a subscription, 0 where nobody knows.
    """

    unit: Unit
    per: int = 1
    every: int = 1
    weekdays: tuple[int, ...] = ()
    days: tuple[int, ...] = ()
    start: date | None = None
    holidays: bool = True

    @property
    def text(self) -> str:
        """As the library keeps it."""
        kept: dict[str, Any] = {"unit": self.unit.value, "per": self.per, "every": self.every}
        if self.weekdays:
            kept["weekdays"] = list(self.weekdays)
        if self.days:
            kept["days"] = list(self.days)
        if self.start is not None:
            kept["start"] = self.start.isoformat()
        if not self.holidays:
            kept["holidays"] = False
        return json.dumps(kept, separators=(",", ":"))

    @property
    def interval(self) -> int:
        """About how many days lie between two issues; 0 of an irregular one."""
        if self.unit is Unit.IRREGULAR:
            return 0
        length = {Unit.DAY: 1, Unit.WEEK: 7, Unit.MONTH: 30, Unit.YEAR: 365}[self.unit] * self.every
        return max(1, length // max(1, len(self.weekdays) or len(self.days) or self.per))

    def check(self) -> None:
        """Raises FrequencyWrong."""
        least = 0 if self.unit is Unit.IRREGULAR else 1
        if not (least <= self.per <= (MOST_ISSUES if least == 0 else MOST) and 1 <= self.every <= MOST):
            raise FrequencyWrong("count")
        if self.weekdays and not all(0 <= day <= 6 for day in self.weekdays):
            raise FrequencyWrong("weekdays")
        if len(set(self.days)) != len(self.days) or not all(1 <= day <= 31 for day in self.days):
            raise FrequencyWrong("days")

    def dates(self, first: date, last: date, closed: Closed | None = None) -> Iterator[date]:
        """The days of appearance from `first` to `last`, ascending; a day stands twice where two issues share it."""
        for day in self._series(self.start or first, last):
            if day > last:
                return
            if day >= first and (self.holidays or closed is None or not closed(day)):
                yield day

    def _series(self, anchor: date, last: date) -> Iterator[date]:
        if self.unit is Unit.IRREGULAR:
            return
        for nth in range((last - anchor).days + 1):
            begin, end = self._unit_at(anchor, nth), self._unit_at(anchor, nth + 1)
            if begin is None or begin > last:
                return
            yield from (day for day in self._within(begin, end) if day >= anchor)

    def _unit_at(self, anchor: date, nth: int) -> date | None:
        """The first day of the nth unit; None beyond the calendar."""
        steps = nth * self.every
        try:
            if self.unit is Unit.DAY:
                return anchor + timedelta(days=steps)
            if self.unit is Unit.WEEK:
                whole = anchor - timedelta(days=anchor.weekday()) if self.weekdays else anchor
                return whole + timedelta(weeks=steps)
            months = steps * (12 if self.unit is Unit.YEAR else 1)
            return months_later(anchor.replace(day=1) if self.days else anchor, months)
        except (OverflowError, ValueError):
            return None

    def _within(self, begin: date, end: date | None) -> list[date]:
        if self.weekdays:
            return [begin + timedelta(days=day) for day in sorted(set(self.weekdays))]
        if self.days:
            most = calendar.monthrange(begin.year, begin.month)[1]
            return sorted({begin.replace(day=min(day, most)) for day in self.days})
        length = (end - begin).days if end is not None else self.per
        return [begin + timedelta(days=nth * length // self.per) for nth in range(self.per)]


def read_frequency(text: str) -> Frequency:
    """What `Frequency.text` wrote."""
    kept = json.loads(text)
    return Frequency(
        Unit(kept["unit"]), kept.get("per", 1), kept.get("every", 1), tuple(kept.get("weekdays", ())),
        tuple(kept.get("days", ())), date.fromisoformat(kept["start"]) if "start" in kept else None,
        kept.get("holidays", True),
    )  # fmt: skip


def months_later(day: date, months: int) -> date:
    """The same day so many months later, or the last of a shorter month."""
    month = day.month - 1 + months
    year, month = day.year + month // 12, month % 12 + 1
    return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))


# What it is called

_PLAIN: Final[dict[tuple[Unit, int, int], str]] = {
    (Unit.DAY, 1, 1): N_("each day"),
    (Unit.WEEK, 1, 1): N_("weekly"),
    (Unit.WEEK, 1, 2): N_("every two weeks"),
    (Unit.MONTH, 3, 1): N_("three times a month"),
    (Unit.MONTH, 2, 1): N_("twice a month"),
    (Unit.MONTH, 1, 1): N_("monthly"),
    (Unit.MONTH, 1, 2): N_("every two months"),
    (Unit.MONTH, 1, 3): N_("quarterly"),
    (Unit.MONTH, 1, 6): N_("half-yearly"),
    (Unit.YEAR, 1, 1): N_("yearly"),
}
_PER_UNIT: Final = {
    Unit.DAY: N_("{n} issues a day"),
    Unit.MONTH: N_("{n} a month"),
    Unit.YEAR: N_("{n} a year"),
}
_UNITS: Final = {Unit.DAY: N_("days"), Unit.WEEK: N_("weeks"), Unit.MONTH: N_("months"), Unit.YEAR: N_("years")}


def show_frequency(frequency: Frequency, *, weekdays: bool = True) -> str:
    """月刊, 周五刊, 半月刊; with its `weekdays` where it appears on several."""
    if frequency.unit is Unit.IRREGULAR:
        return _("irregular")
    per = len(frequency.weekdays) or len(frequency.days) or frequency.per
    plain = _PLAIN.get((frequency.unit, per, frequency.every))
    if plain is not None:
        return _(plain)
    if frequency.unit is Unit.WEEK and frequency.every == 1:
        days = " ".join(_(WEEKDAYS[day]) for day in frequency.weekdays) if weekdays and 1 < per < 6 else ""
        number = small_numeral(per) if language() == "zh_CN" else per
        return " ".join((_("{n} a week").format(n=number), days)).strip()
    if frequency.every == 1:
        unit = {Unit.DAY: N_("{n} issues a day"), Unit.MONTH: N_("{n} a month"), Unit.YEAR: N_("{n} a year")}[
            frequency.unit
        ]
        return _(unit).format(n=per)
    return _("{n} in {every} {units}").format(n=per, every=frequency.every, units=_(_UNITS[frequency.unit]))


_NAMED: Final[dict[str, Frequency]] = {
    "日刊": Frequency(Unit.DAY), "日报": Frequency(Unit.DAY), "周刊": Frequency(Unit.WEEK),
    "双周刊": Frequency(Unit.WEEK, every=2), "旬刊": Frequency(Unit.MONTH, 3), "半月刊": Frequency(Unit.MONTH, 2),
    "月刊": Frequency(Unit.MONTH), "双月刊": Frequency(Unit.MONTH, every=2), "季刊": Frequency(Unit.MONTH, every=3),
    "半年刊": Frequency(Unit.MONTH, every=6), "年刊": Frequency(Unit.YEAR), "不定期": Frequency(Unit.IRREGULAR, 0),
}  # fmt: skip
_FIGURES: Final = {figure: number for number, figure in enumerate("一二三四五六日", 1)}


def frequency_named(text: str) -> Frequency | None:
    """The frequency that the catalogue has in words, as 月刊 or 周三刊; None where that is none."""
    plain = text.strip()
    if plain in _NAMED:
        return _NAMED[plain]
    if len(plain) == 3 and plain[0] == "周" and plain[2] in "刊报":
        number = _FIGURES.get(plain[1]) or (int(plain[1]) if plain[1] in "1234567" else 0)
        return Frequency(Unit.WEEK, weekdays=tuple(range(number))) if number else None
    return None
