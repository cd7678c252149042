"""A timetable from a table: every row is a lesson, known, or told with its reason; all of it is one step."""

from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from libdesk.actions.desk import Desk
from libdesk.actions.schedule import timetable
from libdesk.actions.schedule.lesson_lists import LessonsOutlook, look_at_lessons
from libdesk.actions.undo import undo
from libdesk.domain.rows.schedule import PeriodRow
from libdesk.domain.timetable import read_period, read_weekday, read_weeks, read_weeks_said, usual_periods
from libdesk.exchange.lesson_lists import NoLessons, read_lessons
from libdesk.exchange.tables import read_tables
from libdesk.store.queries import timetable as queries
from tests.builders import add_reader, add_term
from tests.exchange.made_files import xlsx

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


@pytest.fixture
def term(desk: Desk) -> int:
    """A term of a school with two classes and the usual periods."""
    made = add_term(desk, date(2026, 3, 2), date(2026, 7, 5), "第二学期")
    timetable.set_periods(desk, [(None, period) for period in usual_periods()])
    for number in (1, 2):
        add_reader(desk, f"李明{number}", entry_year=2023, class_no=number)
    return made


def brought(desk: Desk, term: int, path: Path, text: str) -> LessonsOutlook:
    path.write_text(text, "utf-8")
    return look_at_lessons(desk, term, path)


def lessons(desk: Desk, term: int) -> list[tuple[int, int, int, int | None, str]]:
    return [
        (row.ref.class_no, row.weekday, row.period_id, row.place_id, row.teacher)
        for row in queries.lessons(desk.library, term)
    ]


def test_all_sheets_of_a_workbook_are_read_and_one_without_a_table_is_named(
    desk: Desk, term: int, tmp_path: Path
) -> None:
    head = ("班级", "星期", "节次")
    path = tmp_path / "课表.xlsx"
    path.write_bytes(
        xlsx(
            ("三年级", [("阅读课",), head, ("1班", "周一", "1")]), ("说明", [("每周一节",)]),
            ("二", [("节次", "上课班级", "上课星期"), ("2", "三2", "周二"), ("合计", "1", "")]),
        )
    )  # fmt: skip
    look = look_at_lessons(desk, term, path)
    assert [(line.row.sheet, line.row.line, line.why) for line in look.lines] == [("三年级", 3, ""), ("二", 2, "")]
    assert (look.strange, look.passed_over) == (("说明",), 1)
    timetable.set_lessons(desk, term, look.new)
    assert lessons(desk, term) == [(1, 0, 1, None, ""), (2, 1, 2, None, "")]


def test_another_room_or_teacher_changes_the_lesson_that_stands(desk: Desk, term: int, tmp_path: Path) -> None:
    path = tmp_path / "课表.csv"
    head = "班级,星期,节次,教室,任课教师\n"
    look = brought(desk, term, path, head + "三1,周一,1,书库,李老师\n三2,周一,1,学生阅览室,李老师\n")
    timetable.set_lessons(desk, term, look.new)
    before = lessons(desk, term)
    # The two rooms are swapped; what a row leaves empty stays.
    look = brought(desk, term, path, head + "三1,周一,1,学生阅览室,\n三2,周一,1,书库,王老师\n三1,周一,1,,\n")
    assert [(line.known, line.was is not None, line.why) for line in look.lines] == [
        (False, True, ""), (False, True, ""), (True, False, ""),
    ]  # fmt: skip
    entry = timetable.set_lessons(desk, term, look.new, look.changed)
    assert lessons(desk, term) == [(1, 0, 1, 2, "李老师"), (2, 0, 1, 1, "王老师")]
    undo(desk, entry)
    assert lessons(desk, term) == before
    # One that would be in the way of the other is told, and so are two rows that say it differently.
    text = "三1,周一,1,学生阅览室,\n三2,周一,1,,赵老师\n三2,周一,1,,孙老师\n"
    look = brought(desk, term, path, head + text)
    assert ["学生阅览室" in look.lines[0].why, look.lines[1].why] == [True, ""]
    assert "3" in look.lines[2].why
    assert next(iter(look.changed.values())).teacher == "赵老师"
    assert look.new == ()


def test_rows_are_read_as_teachers_write_them(desk: Desk, term: int, tmp_path: Path) -> None:
    text = (
        "年级,班级,星期（周）,节次：,周次\n三年级,１班,周１,３,（单）\n三年级,(2),星期二,第四节（10:45）,单、双周\n"
        ",三1,5,5.0,\n,,,,\n合计,3,,,\n制表：王老师,,,,\n年级,班级,星期,节次,周次\n三年级,,周五,6,\n"
    )
    look = brought(desk, term, tmp_path / "课表.csv", text)
    found = [(one.ref.class_no, one.weekday, one.period_id, one.weeks) for one in look.new]
    assert found == [(1, 0, 3, "odd"), (2, 1, 4, "all"), (1, 4, 5, "all")]
    assert [line.why for line in look.lines[3:]] == ["这一行的班级是空的。"]
    assert (len(look.lines), look.passed_over) == (4, 4)


def weeks_of(look: LessonsOutlook) -> list[tuple[int, int, str]]:
    return [(one.ref.class_no, one.weekday, one.weeks) for one in look.new]


def test_odd_and_even_weeks_of_a_sheet_or_a_title_hold_for_its_lessons(desk: Desk, term: int, tmp_path: Path) -> None:
    head = ("班级", "星期", "节次", "单双周")
    path = tmp_path / "课表.xlsx"
    path.write_bytes(
        xlsx(
            ("单周", [head, ("三1", "周一", "1", ""), ("三1", "周二", "1", "每周")]),
            ("双周", [head, ("三2", "周一", "1", "")]),
        )
    )  # fmt: skip
    assert weeks_of(look_at_lessons(desk, term, path)) == [(1, 0, "odd"), (1, 1, "all"), (2, 0, "even")]
    path.write_bytes(
        xlsx(
            ("课表", [("单双周课表",), ("备注：双周停课",), head, ("三1", "周三", "1", ""), ("单周课表",),
                    ("三1", "周一", "1", ""), ("第一学期（双周）",), ("三2", "周一", "1", "")])
        )
    )  # fmt: skip
    look = look_at_lessons(desk, term, path)
    assert weeks_of(look) == [(1, 2, "all"), (1, 0, "odd"), (2, 0, "even")]
    assert (len(look.lines), look.passed_over) == (3, 2)


def test_lessons_that_stand_and_that_a_table_of_their_class_does_not_hold_are_told_and_stay(
    desk: Desk, term: int, tmp_path: Path
) -> None:
    path, head = tmp_path / "课表.csv", "班级,星期,节次\n"
    look = brought(desk, term, path, head + "三1,周一,1\n三1,周五,1\n三2,周一,2\n")
    timetable.set_lessons(desk, term, look.new)
    look = brought(desk, term, path, head + "三1,周三,1\n三1,周五,1\n")  # of 三2 the table says nothing
    assert [(row.ref.class_no, row.weekday) for row in look.besides] == [(1, 0)]
    timetable.set_lessons(desk, term, look.new, look.changed)
    assert [one[:2] for one in lessons(desk, term)] == [(1, 0), (2, 0), (1, 2), (1, 4)]
    for last in ("三1,周八,1", ",周一,1"):  # which may be the one
        assert brought(desk, term, path, head + f"三1,周三,1\n三1,周五,1\n{last}\n").besides == ()


def test_the_half_of_the_day_is_read_and_columns_that_are_not_are_named(desk: Desk, term: int, tmp_path: Path) -> None:
    text = (
        "序号,班级,星期,上下午,节次,人数,备注\n1,三1,周一,下午,1,40,\n2,三2,周一,上午,1,41,\n"
        "3,三1,周二,下午,第6节,40,\n4,三2,周二,,1,41,\n"
    )
    look = brought(desk, term, tmp_path / "课表.csv", text)
    assert [(one.ref.class_no, one.period_id) for one in look.new] == [(1, 5), (2, 1), (1, 6)]
    assert look.lines[3].why == "这一行的上下午是空的。"
    assert look.left == ("人数",)


def test_titles_and_lines_below_a_table_are_passed_over_and_what_is_not_read_is_called_as_its_column(
    desk: Desk, term: int, tmp_path: Path
) -> None:
    text = (
        "班级,星期,节次,教室\n三1,周一,午休,\n三1,周一,2,月亮\n"
        "共2节,,,\n四年级阅读课,,,\n教导处,,,\n2026年9月,,,\n三2,,,\n"
    )
    look = brought(desk, term, tmp_path / "课表.csv", text)
    assert [line.why for line in look.lines] == [
        "节次“午休”无法识别。", "教室“月亮”无法识别。", "这一行的星期是空的。",
    ]  # fmt: skip
    assert look.passed_over == 4


def test_the_class_of_a_sheet_or_a_title_holds_for_rows_that_name_none(desk: Desk, term: int, tmp_path: Path) -> None:
    path = tmp_path / "课表.xlsx"
    path.write_bytes(
        xlsx(
            ("三(1)班", [("星期", "节次"), ("周一", "1")]), ("三(2)班", [("星期", "节次"), ("周二", "2")]),
            ("说明", [("星期", "节次"), ("周三", "3")]),
        )
    )  # fmt: skip
    look = look_at_lessons(desk, term, path)
    assert [(one.ref.class_no, one.weekday, one.period_id) for one in look.new] == [(1, 0, 1), (2, 1, 2)]
    assert look.strange == ("说明",)
    text = "班级：三(1)班,,\n班级,星期,节次\n,周一,1\n三(2)班,,\n,周一,2\n三1,周二,1\n,周三,1\n"
    look = brought(desk, term, tmp_path / "课表.csv", text)
    assert [(one.ref.class_no, one.weekday) for one in look.new] == [(1, 0), (2, 0), (1, 1)]
    assert [line.why for line in look.lines if line.why] == ["这一行的班级是空的。"]  # 三2 no more: a row named 三1


@pytest.mark.parametrize(
    ("text", "number"),
    [("下午第一节", 5), ("上午第2节", 2), ("下午6", 6), ("下午第4节", 0), ("上午5", 0), ("上午第四节课", 4)],
)
def test_a_period_of_half_a_day_is_counted_in_it_or_has_its_number_of_the_day(text: str, number: int) -> None:
    periods = [PeriodRow(n, n, one.name, one.first, one.last) for n, one in enumerate(usual_periods(), 1)]
    found = read_period(text, periods)
    assert (found.id if found else 0) == number


@pytest.mark.parametrize(
    ("title", "weeks"),
    [
        ("单周课表", "odd"),
        ("第一学期（双 周）", "even"),
        ("单双周", "all"),
        ("单、双周", "all"),
        ("单周/双周", "all"),
        ("Even weeks", "even"),
        ("第3周", ""),
    ],
)
def test_a_title_speaks_of_odd_or_of_even_weeks(title: str, weeks: str) -> None:
    assert read_weeks_said(title) == weeks


DIGITS = str.maketrans("0123456789()", "０１２３４５６７８９（）")
PERIODS = [
    PeriodRow(n, n, f"第{numeral}节", 480 + 50 * n, 520 + 50 * n) for n, numeral in enumerate("一二三四五六七", 1)
]


@given(st.integers(1, 7), st.sampled_from(["{}", "第{}节", "第{}节课", " {} ", "{}.0", "第{}节(8:00)"]), st.booleans())
def test_a_period_is_the_same_in_either_width(number: int, form: str, full: bool) -> None:
    text = form.format(number)
    found = read_period(text.translate(DIGITS) if full else text, PERIODS)
    assert found is not None
    assert found.id == number


@given(st.text("单双周()（）每、 ", max_size=6))
def test_weeks_are_one_of_three_or_unknown(text: str) -> None:
    assert read_weeks(text) in ("all", "odd", "even", None)


CELL = st.sampled_from(
    ["三1", "周一", "1", "３", "合计", "制表：王", "李老师", "单周", "", " ", "书库", "班级", "星期", "节次"]
)


@settings(deadline=None)
@given(st.lists(st.lists(CELL, min_size=4, max_size=4), max_size=8))
def test_every_row_below_the_heads_is_told_or_passed_over(rows: list[list[str]]) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "课表.csv"
        write = [["班级", "星期", "节次", "教师"], *rows]
        path.write_text("\n".join(",".join(row).replace("-", "") for row in write) + "\n", "utf-8")
        found = read_lessons(path)
        told = read_tables(path.read_bytes(), path.name).tables[0].rows
    assert len(found.rows) + found.passed_over == len(told) - 1
    assert all(any(one[1:]) for one in found.rows)


def test_a_table_of_something_else_is_told(desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "名单.csv"
    path.write_text("姓名,班级\n李明,三1\n", "utf-8")
    with pytest.raises(NoLessons):
        look_at_lessons(desk, 1, path)
