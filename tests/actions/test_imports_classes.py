"""What a roster says of classes and kinds: seats instead of school numbers, departments, stages, classes emptied."""

from pathlib import Path

import pytest

from libdesk.actions.desk import Desk
from libdesk.actions.imports.plans import ReaderChoices, ReaderPlan
from libdesk.actions.imports.reader_plan import plan_readers
from libdesk.actions.imports.reader_write import write_readers
from libdesk.domain.drafts import ReaderDraft
from libdesk.domain.rows.imports import Counts, Fate
from libdesk.ui.imports.reading import read
from tests.actions.test_imports_readers import bring_in, fates, plan, pupil, rows
from tests.builders import set_setting
from tests.exchange.made_files import xlsx


def plan_of(desk: Desk, path: Path, *sheets: tuple[str, list[list[object]]]) -> ReaderPlan:
    path.write_bytes(xlsx(*sheets))
    return plan_readers(desk, read(path).parse(), ReaderChoices())


def class_list(name: str, *names: str) -> tuple[str, list[list[object]]]:
    return name, [["学号", "姓名"], *([n, one] for n, one in enumerate(names, start=1))]


def test_classes_that_count_from_one_clash_neither_in_one_file_nor_one_after_the_other(
    desk: Desk, tmp_path: Path
) -> None:
    path = tmp_path / "a.xlsx"
    both = plan_of(desk, path, class_list("三(1)班", "李明", "王芳"), class_list("三(2)班", "张敏", "刘洋"))
    assert both.counts == Counts(new=4, skipped=2)
    assert both.seats_of_numbers
    for one in (class_list("三(1)班", "李明", "王芳"), class_list("三(2)班", "张敏", "刘洋")):
        made = plan_of(desk, path, one)
        assert made.counts == Counts(new=2, skipped=1)
        write_readers(desk, made)
    assert rows(desk, "SELECT class_no, seat FROM enrolment ORDER BY id") == [(1, 1), (1, 2), (2, 1), (2, 2)]
    assert rows(desk, "SELECT DISTINCT school_no FROM reader") == [(None,)]
    again = plan_of(desk, path, class_list("三(1)班", "新来", "李明", "王芳"))
    assert fates(again) == [Fate.NEW, Fate.CHANGED, Fate.CHANGED]
    write_readers(desk, again)
    assert rows(desk, "SELECT name, seat FROM reader r JOIN enrolment e ON e.reader_id = r.id WHERE class_no = 1") == [
        ("李明", 2), ("王芳", 3), ("新来", 1),
    ]  # fmt: skip


def test_a_real_clash_names_field_row_and_sheet(desk: Desk, tmp_path: Path) -> None:
    long = [("三(1)班", [["学号", "姓名"], [20240101, "李明"]]), ("三(2)班", [["学号", "姓名"], [20240101, "王芳"]])]
    made = plan_of(desk, tmp_path / "a.xlsx", *long)
    assert fates(made) == [Fate.NEW, Fate.FAULTY]
    for word in ("学号 20240101", "三(1)班", "2"):
        assert word in made.rows[1].reasons[0]


def test_two_in_one_seat_are_told(desk: Desk) -> None:
    made = plan(desk, pupil(2, "李明", seat="3"), pupil(3, "王芳", seat="3"), pupil(4, "张敏", "四(1)班", seat="3"))
    assert fates(made) == [Fate.NEW] * 3
    assert [len(row.reasons) for row in made.rows] == [0, 1, 0]


def test_a_class_fault_is_told_once(desk: Desk, tmp_path: Path) -> None:
    made = plan_of(desk, tmp_path / "a.xlsx", ("x", [["姓名", "班级"], ["李明", "火箭班"], ["王芳", "三1"]]))
    assert [len(row.reasons) for row in made.rows] == [1, 0]


def test_a_column_of_departments_and_classes_gives_each_its_own(desk: Desk, tmp_path: Path) -> None:
    sheet = [["姓名", "类别", "部门/班级"], ["王芳", "教师", "语文组"], ["李明", "学生", "三(1)班"]]
    made = plan_of(desk, tmp_path / "a.xlsx", ("全校", sheet))
    assert [(one.kind, one.draft.department, one.class_ref is not None) for one in made.new] == [
        ("teacher", "语文组", False), ("pupil", "", True),
    ]  # fmt: skip
    assert made.staff == 1
    assert [(one.name, one.total) for one in made.classes] == [("三(1)班", 1)]
    assert not made.rows[0].reasons


def test_a_class_of_another_stage_is_refused_where_the_stages_are_set_and_told_where_they_are_not(desk: Desk) -> None:
    bring_in(desk, pupil(2, "李明", "四(1)班"))
    unset = plan(desk, pupil(2, "王芳", "2024级初中一班"), pupil(3, "张敏", "2018级小学一班"))
    assert fates(unset) == [Fate.NEW, Fate.NEW]
    assert all(len(row.reasons) == 1 for row in unset.rows), "junior is new here, and who came in 2018 has left"
    set_setting(desk, "stages", ["primary"])
    made = plan(desk, pupil(2, "王芳", "2018级初中一班"))
    assert fates(made) == [Fate.FAULTY]
    assert "设置" in made.rows[0].reasons[0]


def test_a_class_that_is_emptied_when_a_grade_is_divided_anew_is_named(desk: Desk) -> None:
    names = [f"李{n}" for n in "一二三四五六"]
    bring_in(desk, *(pupil(n + 2, name, f"四({n % 3 + 1})班") for n, name in enumerate(names)))
    made = plan(desk, *(pupil(n + 2, name, f"四({n % 2 + 1})班") for n, name in enumerate(names)))
    assert made.emptied == ("四(3)班",)
    assert not plan(desk, *(pupil(n + 2, name, f"四({n % 3 + 1})班") for n, name in enumerate(names))).emptied


@pytest.mark.parametrize("kind_text", ["教师", "职工"])
def test_staff_are_not_counted_among_the_classes(desk: Desk, kind_text: str) -> None:
    made = plan(desk, ReaderDraft(2, "", "王芳", kind_text=kind_text), pupil(3, "李明"))
    assert (made.staff, sum(one.total for one in made.classes)) == (1, 1)
