"""A timetable from a table: every row is a lesson, known, or told with its reason; all of it is one step."""

from datetime import date
from pathlib import Path

import pytest

from libdesk.actions.desk import Desk
from libdesk.actions.schedule import timetable
from libdesk.actions.schedule.lesson_lists import look_at_lessons
from libdesk.actions.undo import undo
from libdesk.domain.rows.schedule import PeriodRow
from libdesk.domain.timetable import read_period, read_weekday, read_weeks, usual_periods
from libdesk.exchange.lesson_lists import NoLessons
from libdesk.store.queries import timetable as queries
from tests.builders import add_reader, add_term

ROWS = """阅读课安排,,,,,
班级,星期,节次,单双周,教室,任课教师
三1,周一,第3节,,学生阅览室,李老师
三(2)班,星期二,4,单周,,
三1,周一,第三节,双,,
九9,周一,1,,,
三2,周九,1,,,
三2,周三,第十二节,,,
三2,周四,1,隔周,,
三2,周五,1,,月亮,
"""


@pytest.mark.parametrize(
    ("text", "day"), [("周一", 0), ("星期日", 6), ("5", 4), ("Wed", 2), ("礼拜天", 6), ("九", None), ("", None)]
)
def test_weekdays_are_read_as_schools_write_them(text: str, day: int | None) -> None:
    assert read_weekday(text) == day


def test_weeks_and_periods_are_read_as_schools_write_them() -> None:
    assert [read_weeks(text) for text in ("", "单周", "双", "每周", "隔周")] == ["all", "odd", "even", "all", None]
    known = [PeriodRow(9, 1, "早读", 450, 470), PeriodRow(1, 2, "第一节", 480, 520)]
    found = [read_period(text, known) for text in ("第1节", "一", "早读", "7", "下午")]
    assert [period.id if period else None for period in found] == [1, 1, 9, None, None]


def test_each_row_of_a_table_is_a_lesson_or_is_told(desk: Desk, tmp_path: Path) -> None:
    term = add_term(desk, date(2026, 3, 2), date(2026, 7, 5), "第二学期")
    timetable.set_periods(desk, [(None, period) for period in usual_periods()])
    for number in (1, 2):
        add_reader(desk, f"李明{number}", entry_year=2023, class_no=number)
    path = tmp_path / "课表.csv"
    path.write_text(ROWS, "gbk")
    look = look_at_lessons(desk, term, path)
    assert len(look.lines) == 8
    assert [bool(line.wanted) for line in look.lines] == [True, True, *[False] * 6]
    assert all(line.why for line in look.lines[2:])
    entry = timetable.set_lessons(desk, term, look.new)
    rows = queries.lessons(desk.library, term)
    assert [(row.weekday, row.period_id, row.weeks, row.place_id, row.teacher) for row in rows] == [
        (0, 3, "all", 2, "李老师"),
        (1, 4, "odd", None, ""),
    ]
    assert look_at_lessons(desk, term, path).new == ()
    undo(desk, entry)
    assert queries.lessons(desk.library, term) == []


def test_a_table_of_something_else_is_told(desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "名单.csv"
    path.write_text("姓名,班级\n李明,三1\n", "utf-8")
    with pytest.raises(NoLessons):
        look_at_lessons(desk, 1, path)
