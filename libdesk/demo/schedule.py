"""What the sample shows of the calendar: events around today, a day that ends at noon, a week of reading lessons."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any, Final

from libdesk.demo.people import CLASSES
from libdesk.demo.school import School
from libdesk.domain.calendar import Calendar
from libdesk.domain.classes import Stage, entry_year, school_year_of
from libdesk.domain.hours import show_time
from libdesk.domain.timetable import usual_periods

Table = tuple[str, str, list[tuple[Any, ...]]]
NOW: Final = 3  # the number of today's term, in their order
ROOM: Final = 2
# Days from today, days it lasts, from, to, name, place.
EVENTS: Final = (
    (-23, 1, "14:30", "16:00", "图书馆新学期工作会议", "会议室"),
    (-12, 5, None, None, "校园读书周", "各班图书角"),
    (-2, 1, "16:10", "17:00", "小馆员培训：上架与排架", "书库"),
    (1, 1, "14:00", "15:30", "家长会", "报告厅"),
    (4, 1, None, None, "“好书推荐”征文截止", None),
    (9, 2, None, None, "学校运动会", "操场"),
    (15, 1, "15:00", "16:30", "作家进校园讲座", "报告厅"),
    (18, 1, None, None, "期末清还图书开始", None),
)
LESSONS_A_DAY: Final = (3, 4, 6)  # the periods in which classes come; older classes every second week
TEACHERS: Final = ("李老师", "王老师", "赵老师", "陈老师")


def schedule(school: School) -> Iterator[Table]:
    """Events, special days, periods and lessons; what points at terms and places."""
    today = school.today
    yield "event", "first_day, last_day, from_time, to_time, name, place, uid", _events(school.calendar, today)
    noon = _school_day(school.calendar, today + timedelta(days=6))
    special = [(noon.isoformat(), "08:00", "12:00", "下午教师培训")]
    yield "special_day", "day, from_time, to_time, name", special
    periods = [
        (number, period.name, show_time(period.first), show_time(period.last))
        for number, period in enumerate(usual_periods(), start=1)
    ]
    yield "period", "ordinal, name, from_time, to_time", periods
    yield (
        "lesson", "term_id, stage, entry_year, class_no, weekday, period_id, weeks, place_id, teacher", _lessons(today)
    )  # fmt: skip


def _school_day(calendar: Calendar, day: date) -> date:
    """That day or the next on which the school works as in every week."""
    while not calendar.is_open(day) or day.weekday() in calendar.closed_weekdays:
        day += timedelta(days=1)
    return day


def _events(calendar: Calendar, today: date) -> list[tuple[Any, ...]]:
    found = []
    for number, (offset, days, start, end, name, place) in enumerate(EVENTS, start=1):
        first = _school_day(calendar, today + timedelta(days=offset))
        last = first + timedelta(days=days - 1)
        found.append((first.isoformat(), last.isoformat(), start, end, name, place, f"sample-{number}@libdesk"))
    return found


def _lessons(today: date) -> list[tuple[Any, ...]]:
    """Each class once a week, those of the upper grades by turns every second week."""
    year = school_year_of(today)
    classes = [
        (entry_year(grade, Stage.PRIMARY, year), number, grade)
        for grade, count in enumerate(CLASSES, start=1)
        for number in range(1, count + 1)
    ]
    slots = [(weekday, period) for period in LESSONS_A_DAY for weekday in range(5)]
    found: list[tuple[Any, ...]] = []
    place, half = 0, False
    for entered, number, grade in classes:
        weekday, period = slots[place]
        weeks = "all" if grade <= 2 else "even" if half else "odd"
        teacher = TEACHERS[len(found) % len(TEACHERS)]
        found.append((NOW, Stage.PRIMARY.value, entered, number, weekday, period, weeks, ROOM, teacher))
        if weeks != "odd":
            place += 1
        half = weeks == "odd"
    return found
