"""What is on a day, in the words of the screen: events, tasks that are due, hours, lessons, duty."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Final, NamedTuple

from libdesk.actions.desk import Desk
from libdesk.actions.school import school_of
from libdesk.domain.hours import show_span, show_time
from libdesk.domain.ops import Op
from libdesk.domain.rows.books import show_place, show_room
from libdesk.domain.rows.roster import SlotOnDay
from libdesk.domain.rows.schedule import EventRow, LessonRow, SpecialDay
from libdesk.domain.show import WEEKDAYS
from libdesk.domain.special_days import weekday_of
from libdesk.domain.timetable import WEEKS_SHORT
from libdesk.i18n import N_, _, ngettext
from libdesk.store.queries import calendar as calendar_queries
from libdesk.store.queries import day_hours
from libdesk.store.queries import events as queries
from libdesk.store.queries import roster as roster_queries
from libdesk.store.queries import timetable as timetable_queries

EVENT, TASK, LESSON, HOURS, DUTY, SPECIAL = "event", "task", "lesson", "hours", "duty", "special"
KINDS: Final = {
    SPECIAL: N_("special day"), HOURS: N_("open"), EVENT: N_("event"), TASK: N_("task due"), LESSON: N_("lesson"),
    DUTY: N_("duty"),
}  # fmt: skip
FEW: Final = frozenset({EVENT, TASK})  # what a term and a month have room for
ALL: Final = frozenset(KINDS)


WHOLE_DAY: Final = -1
DAY_END: Final = 24 * 60  # a task is due by the end of its day


class DayItem(NamedTuple):
    """Something on a day; `row` is the event or the lesson that it stands for."""

    kind: str
    when: str
    text: str
    row: EventRow | LessonRow | SpecialDay | None = None
    short: str = ""
    parts: tuple[tuple[str, str], ...] = ()
    """(when, what) of each span of a room's hours, for a list in which each has a line."""
    at: int = WHOLE_DAY
    """The minute of the day at which it begins; what lasts all day stands first."""

    @property
    def apart(self) -> "Sequence[DayItem]":
        return [self._replace(when=when, text=text, parts=()) for when, text in self.parts] or [self]

    @property
    def line(self) -> str:
        return f"{self.when} {self.text}" if self.when else self.text

    @property
    def brief(self) -> tuple[str, ...]:
        """What of it is read in a narrow cell."""
        return tuple((self.short or self.text).split("\n"))


def items_between(desk: Desk, first: date, last: date, kinds: frozenset[str] = ALL) -> Mapping[date, Sequence[DayItem]]:
    """What is on each day from first to last: the whole-day things, then by time, and last what is due."""
    library = desk.read(Op.SEE_PLAN)
    days = [first + timedelta(days=n) for n in range((last - first).days + 1)]
    found: dict[date, list[DayItem]] = {day: [] for day in days}
    for row in queries.events(library, first, last):
        for n in range((min(row.last, last) - max(row.first, first)).days + 1):
            day = max(row.first, first) + timedelta(days=n)
            found[day].append(_event(row, day))
    for task in queries.tasks(library, first, last):
        done = _("{task} (done)").format(task=task.name) if task.state == "done" else task.name
        found[task.last].append(DayItem(TASK, "", done, at=DAY_END))
    if kinds > FEW:
        _add_the_rest(desk, found, first, last)
    return {day: sorted(here, key=lambda item: item.at) for day, here in found.items()}


def _event(row: EventRow, day: date) -> DayItem:
    """An event on one of its days; where it begins, the time stands before its name."""
    begins = row.from_time if day == row.first else None
    short = f"{show_time(begins)} {row.name}" if begins is not None else ""
    return DayItem(EVENT, _when(row, day), row.name, row, short, at=WHOLE_DAY if begins is None else begins)


def _when(row: EventRow, day: date) -> str:
    if row.from_time is None or row.to_time is None:
        return ""
    if row.first == row.last:
        return row.times()
    return (
        f"{show_time(row.from_time)}–" if day == row.first else f"–{show_time(row.to_time)}" if day == row.last else ""
    )


def _add_the_rest(desk: Desk, found: dict[date, list[DayItem]], first: date, last: date) -> None:
    library, calendar = desk.library, desk.calendar
    special = day_hours.special_days(library, first, last)
    open_rooms = day_hours.hours_between(library, calendar, first, last)
    terms = calendar_queries.terms(library)
    known = timetable_queries.periods(library)
    rows = {
        term.id: timetable_queries.lessons(library, term.id)
        for term in terms
        if term.first <= last and term.last >= first
    }
    duty = {one.day: one.slots for one in roster_queries.duty_days(library, first, last)}
    school = school_of(desk)
    for day, items in found.items():
        head: list[DayItem] = []
        if day in special:
            head.append(DayItem(SPECIAL, "", special_words(special[day]), special[day]))
        for room in open_rooms[day]:
            spans = _(", ").join(show_span(span) for span in room.spans)
            place = show_room(room.place)
            parts = tuple((span.times(), f"{place} {span.name}".strip()) for span in room.spans)
            # In a narrow cell the name has a line, and each of its times one, so that no figure is cut.
            brief = "\n".join((place, *(f"  {span.times()}" for span in room.spans)))
            head.append(DayItem(HOURS, "", f"{place} {spans}", short=brief, parts=parts))
        items[:0] = head
        term = next((term for term in terms if term.first <= day <= term.last), None)
        if term is None or not calendar.is_open(day):
            continue
        weekday = weekday_of(day, special.get(day))
        for one in timetable_queries.lessons_of(rows.get(term.id, ()), known, term, day, weekday):
            group = school.show(one.lesson.ref, term.last)
            text, short = lesson_words(one.lesson, group), f"{show_time(one.period.first)} {group}"
            items.append(DayItem(LESSON, one.period.name, text, one.lesson, short, at=one.period.first))
        items += map(_duty, duty[day])


def _duty(on_day: SlotOnDay) -> DayItem:
    """A slot of the roster on a day, with how many helpers are expected; who it is the roster says."""
    slot, helpers = on_day.slot, len(on_day.here)
    words = ngettext("{name}: {n} helper", "{name}: {n} helpers", helpers).format(
        name=slot.name or _("duty"), n=helpers
    )
    short = ngettext("{time} {n} on duty", "{time} {n} on duty", helpers).format(time=show_time(slot.first), n=helpers)
    return DayItem(DUTY, f"{show_time(slot.first)}–{show_time(slot.last)}", words, short=short, at=slot.first)


def lesson_words(row: LessonRow, group: str) -> str:
    """三(1)班 单周 阅览室 李老师."""
    weeks, place = WEEKS_SHORT[row.weeks], show_place(row.place) if row.place else ""
    return " ".join(part for part in (group, _(weeks) if weeks else "", place, row.teacher) if part)


def special_words(special: SpecialDay) -> str:
    """What is different about a day."""
    parts = [special.name]
    if special.as_weekday is not None:
        parts.append(_("goes like {weekday}").format(weekday=_(WEEKDAYS[special.as_weekday])))
    if special.first is not None and special.last is not None:
        parts.append(_("open only {first}–{last}").format(first=show_time(special.first), last=show_time(special.last)))
    return _(", ").join(part for part in parts if part)
