"""Reading lessons: the periods of a school day, and which lessons cannot be at one time.

Two lessons meet when they are on one weekday and period in weeks that both have. A class cannot be in two places, and
a room cannot hold two classes; a lesson without a room meets nobody there.
"""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from typing import Final

from libdesk.domain.classes import ClassRef
from libdesk.domain.errors import DeskError
from libdesk.domain.hours import show_time
from libdesk.domain.rows.schedule import LessonRow, PeriodRow
from libdesk.domain.value import Value
from libdesk.i18n import N_, _, language

WEEKS_LABELS: Final = {"all": N_("every week"), "odd": N_("odd weeks"), "even": N_("even weeks")}
WEEKS_SHORT: Final = {"all": "", "odd": N_("odd"), "even": N_("even")}
_FIRST: Final = (8 * 60, 8 * 60 + 50, 9 * 60 + 55, 10 * 60 + 45, 14 * 60, 14 * 60 + 50, 15 * 60 + 40)
LESSON: Final = 40  # minutes
_ASIDE: Final = re.compile(r"\([^()]*\)")
_NUMERALS: Final = "一二三四五六七八九十"
_NOON: Final = 12 * 60
_HALVES: Final = {"上午": ("上午", "morning", "am"), "下午": ("下午", "afternoon", "pm")}
_WEEKS_SAID: Final = re.compile(r"(?:[单双](?:周?[、,/和及])?)+周|(?:odd|even)weeks?")


class Period(Value):
    """A period as it is typed; times are minutes after midnight."""

    name: str
    first: int
    last: int


class PeriodBackwards(DeskError):
    name: str

    def text(self) -> str:
        return _("{name} would end before it begins. Change one of its times.").format(name=self.name)


class PeriodsOverlap(DeskError):
    name: str
    other: str
    until: int

    def text(self) -> str:
        return _("{name} begins while {other} goes on until {time}. Change one of them.").format(
            name=self.name, other=self.other, time=show_time(self.until)
        )


class PeriodHasLessons(DeskError):
    name: str

    def text(self) -> str:
        return _("{name} stays: there are lessons in it. Move or remove them first.").format(name=self.name)


class ClassTwice(DeskError):
    """A class that would sit in two lessons at one time; `group` is its name, `place` where it sits already."""

    group: str
    place: str

    def text(self) -> str:
        if self.place:
            return _("{group} has a lesson at this time already, in {place}. Change that one.").format(
                group=self.group, place=self.place
            )
        return _("{group} has a lesson at this time already. Change that one.").format(group=self.group)


class RoomTwice(DeskError):
    """A room that would hold two classes at one time."""

    place: str
    group: str

    def text(self) -> str:
        return _(
            "{group} is in {place} at this time already. Choose another room, period, or odd and even weeks."
        ).format(group=self.group, place=self.place)


class LessonGone(DeskError):
    def text(self) -> str:
        return _("This lesson is no longer in the timetable. Enter it anew, or choose another one.")


class NoLessonsToCopy(DeskError):
    """`there`: so many lessons the other term has; of those `left` are of classes that have left, and of `taken` the
    time is taken."""

    term: str
    there: int
    left: int = 0
    taken: int = 0

    def text(self) -> str:
        if not self.there:
            return _("{term} has no lessons. Enter those of this term in the grid.").format(term=self.term)
        if self.left == self.there:
            return _(
                "All lessons of {term} are of classes that have left. Enter those of this term in the grid."
            ).format(term=self.term)
        if self.taken:
            return _("What is left of {term} has no free time here. Look at the lessons that are in its way.").format(
                term=self.term
            )
        return _("All lessons of {term} stand here already.").format(term=self.term)


class NoTermForLessons(DeskError):
    def text(self) -> str:
        return _("There is no term yet. Enter its days in the settings of the calendar first.")


def week_words(number: int) -> str:
    """第14周（双周）: lessons of odd and even weeks count so."""
    text = _("week {n} (odd)") if number % 2 else _("week {n} (even)")
    return text.format(n=number)


def period_name(ordinal: int) -> str:
    """What a period is called where nobody named it: 第三节."""
    if language().startswith("zh") and 1 <= ordinal <= len(_NUMERALS):
        return f"第{_NUMERALS[ordinal - 1]}节"
    return _("Period {n}").format(n=ordinal)


def usual_periods() -> tuple[Period, ...]:
    """The periods that a new timetable begins with; the school corrects them."""
    return tuple(Period(period_name(n), first, first + LESSON) for n, first in enumerate(_FIRST, start=1))


def check_periods(periods: Sequence[Period]) -> tuple[Period, ...]:
    """The periods in the order of the day, each named. Raises PeriodBackwards, PeriodsOverlap."""
    ordered = sorted(periods, key=lambda period: (period.first, period.last))
    found: list[Period] = []
    for number, period in enumerate(ordered, start=1):
        name = " ".join(period.name.split())[:20] or period_name(number)
        if not 0 <= period.first < period.last <= 24 * 60:
            raise PeriodBackwards(name)
        if found and period.first < found[-1].last:
            raise PeriodsOverlap(name, found[-1].name, found[-1].last)
        found.append(Period(name, period.first, period.last))
    return tuple(found)


def share_weeks(one: str, other: str) -> bool:
    """Whether there are weeks that both have."""
    return "all" in (one, other) or one == other


class Wanted(Value):
    """A lesson to be entered."""

    ref: ClassRef
    weekday: int
    period_id: int
    weeks: str = "all"
    place_id: int | None = None
    teacher: str = ""


def clash(wanted: Wanted, lessons: Iterable[LessonRow]) -> tuple[str, LessonRow] | None:
    """("class" or "room", the lesson that is in the way), or None; leave out the lesson that is changed."""
    for row in lessons:
        if (row.weekday, row.period_id) != (wanted.weekday, wanted.period_id) or not share_weeks(
            row.weeks, wanted.weeks
        ):
            continue
        if row.ref == wanted.ref:
            return "class", row
        if row.place_id is not None and row.place_id == wanted.place_id:
            return "room", row
    return None


def _plain(text: str) -> str:
    """What was typed as it is compared: width and case folded, without spaces."""
    return "".join(unicodedata.normalize("NFKC", text).split()).casefold()


def read_weekday(text: str) -> int | None:
    """Monday 0 of 周一, 星期一, 1 or Mon; None for another word."""
    plain = _plain(text).removeprefix("星期").removeprefix("礼拜").removeprefix("周")
    if plain in _DAYS:
        return _DAYS[plain]
    return next((n for n, name in enumerate(_ENGLISH_DAYS) if len(plain) >= 3 and name.startswith(plain)), None)


def read_weeks(text: str) -> str | None:
    """ "all", "odd" or "even" of 单周, 双, odd …; nothing written is every week, None another word."""
    plain = re.sub(r"[()、,/和]|周", "", _plain(text))
    return _WEEKS.get(plain)


def read_weeks_said(title: str) -> str:
    """The weeks that a title or a sheet's name speaks of: 单周课表, 第一学期（双周）; "" where it speaks of none."""
    words = (match[0].removesuffix("s").removesuffix("week") for match in _WEEKS_SAID.finditer(_plain(title)))
    found = set(map(read_weeks, words))
    return (found.pop() or "") if len(found) == 1 else ""


def read_period(text: str, periods: Iterable[PeriodRow]) -> PeriodRow | None:
    """The period of this name, or of this number: 第三节, 3, 三; 下午第一节 is the first of the afternoon."""
    known = tuple(periods)
    plain = _plain(text)
    named = next((period for period in known if _plain(period.name) == plain), None)
    if named is not None:
        return named
    half, number = said = _half_and_number(plain)
    if not number:
        return None
    by_name = [period for period in known if _half_and_number(_plain(period.name)) == said]
    counted = [period for period in known if period.name == period_name(number)]
    of_day = [*counted, *(period for period in known if period.ordinal == number)]
    if by_name or not half:
        return next(iter([*by_name, *of_day]), None)
    within = [period for period in known if (period.first < _NOON) == (half == "上午")]
    lessons = [period for period in within if _half_and_number(_plain(period.name))[1]] or within
    return next((period for period in of_day if period in within), None) or next(iter(lessons[number - 1 :]), None)


def _half_and_number(plain: str) -> tuple[str, int]:
    """("下午", 1) of 下午第一节, ("", 5) of 第五节(15:40) and of 5.0, as some programs write it; number 0 of none."""
    bare = _ASIDE.sub("", plain).removesuffix(".0")
    half = next((half for half, words in _HALVES.items() for word in words if bare.startswith(word)), "")
    for word in _HALVES.get(half, ()):
        bare = bare.removeprefix(word)
    bare = bare.removeprefix("第").removesuffix("课").removesuffix("节").removeprefix("period")
    number = int(bare) if bare.isascii() and bare.isdigit() else _NUMERALS.find(bare) + 1 if len(bare) == 1 else 0
    return half, number


_DAYS: Final = {day: n % 7 for n, day in enumerate("一二三四五六日")} | {str(n + 1): n for n in range(7)} | {"天": 6}
_ENGLISH_DAYS: Final = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_WEEKS: Final = {
    "": "all", "每": "all", "全": "all", "单双": "all", "all": "all", "单": "odd", "odd": "odd", "双": "even",
    "even": "even",
}  # fmt: skip
