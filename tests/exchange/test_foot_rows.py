"""What stands below a list: sums and who made it are nobody; no name is taken for one of them."""

import pytest

from libdesk.exchange.foot_rows import is_foot
from libdesk.exchange.result_sheets import read_results
from libdesk.exchange.sniff import FileKind
from libdesk.exchange.tables import Table, TableFile

FEET = (
    "总分 最高分 最低分 平均分 平均 均分 及格率 优秀率 合格率 合计 总计 参赛人数 应考人数 标准差 全班平均分 合计5人 "
    "制表 制表人 制表：王老师 审核 审核人 审核人： 填表人 复核人 登分人 评委签名 负责人 签字 盖章 备注 "
    "说明：本表一式两份 参赛总人数 满分 总人次 日期：2026.11.12 指导教师：王芳 注：缺考记零分"
)
NAMES = "李明 王芳 总守义 平安 高分 金奖 时间行 任课 应考 满意 单位伟 全胜 纪分明 费登 注小明 统一 审美 签约翰"

NOTES = (
    "特此公布 特此公示。 阳光小学 阳光小学图书馆 图书室 教导处 少先队大队部 二〇二六年十一月十六日 "
    "二○二六年十一月 11月16日 决赛成绩表 "
    "三年级决赛名单 （以上由年级组提供） 图书管理员：高老师 学校盖章： 阳光小学图书馆2026.11.16"
)
ROLES = "监考老师 评分人 打分 组织者 主持人 出题 承办单位"


@pytest.mark.parametrize("cell", FEET.split())
def test_a_line_below_a_list_is_known(cell: str) -> None:
    assert is_foot(cell)


@pytest.mark.parametrize("cell", NAMES.split())
def test_nobody_is_lost_for_a_name(cell: str) -> None:
    assert not is_foot(cell)


@pytest.mark.parametrize("cell", FEET.split())
def test_a_line_below_the_results_is_no_person_wherever_it_begins(cell: str) -> None:
    head, li = ("姓名", "班级", "成绩"), ("李明", "三1", "90")
    for rows in (
        (head, li, (cell, "", "90")), (head, li, (cell, "李主任", "")), (head, li, ("", cell, "")),
        (("班级", "姓名", "成绩"), ("三1", "李明", "90"), (cell, "李主任", "")),
    ):  # fmt: skip
        sheet = read_results(TableFile("结果.xlsx", FileKind.XLSX, (Table("", rows),)))
        assert [one.name for one in sheet.lines] == ["李明"], rows
        assert (sheet.passed_over, sheet.unread) == (2, ())


@pytest.mark.parametrize("cell", NOTES.split())
def test_a_line_of_a_notice_is_no_person_though_the_class_is_carried_down_to_it(cell: str) -> None:
    head, body = ("班级", "姓名", "成绩"), [("三1", "李明", "90"), ("", "王芳", "80"), ("", "赵静", "")]
    for rows in ([head, *body, ("", cell, "")], [head, *body, (cell, "", "")], [head, *body, ("", cell, ""), *body]):
        sheet = read_results(TableFile("结果.xlsx", FileKind.XLSX, (Table("", tuple(rows)),)))
        assert {one.name for one in sheet.lines} == {"李明", "王芳", "赵静"}, rows
        assert sheet.unread == ()


@pytest.mark.parametrize("cell", ROLES.split())
def test_who_did_something_for_the_list_is_nobody_of_it_and_who_has_a_task_is(cell: str) -> None:
    rows = (("班级", "姓名", "成绩"), ("三1", "李明", "90"), (cell, "高老师", ""))
    sheet = read_results(TableFile("结果.xlsx", FileKind.XLSX, (Table("", rows),)))
    assert [one.name for one in sheet.lines] == ["李明"]
    assert (sheet.passed_over, sheet.unread) == (2, ())
    below = (*rows[:2], ("", cell, "高老师"))
    assert len(read_results(TableFile("结果.xlsx", FileKind.XLSX, (Table("", below),))).lines) == 1
    tasks = (("任务", "姓名", "班级"), (cell, "李明", "三1"))
    assert read_results(TableFile("结果.xlsx", FileKind.XLSX, (Table("", tasks),))).lines[0].name == "李明"


def test_whoever_is_called_like_a_note_and_has_a_result_is_read() -> None:
    rows = (("姓名", "成绩"), ("阳光小学", "90"), ("育才学校", "80"), ("王芳", ""), ("章任", ""))
    sheet = read_results(TableFile("结果.xlsx", FileKind.XLSX, (Table("", rows),)))
    assert [one.name for one in sheet.lines] == ["阳光小学", "育才学校", "王芳", "章任"]


def test_headings_of_a_summary_are_nobody() -> None:
    tables = (
        Table("成绩", (("姓名", "班级", "得分"), ("李明", "三1", "95"))),
        Table("班级平均分", (("班级", "平均分", "名次"), ("三(1)班", "90", "1"), ("三(2)班", "80", "2"))),
    )
    assert [one.name for one in read_results(TableFile("结果.xlsx", FileKind.XLSX, tables)).lines] == ["李明"]


def test_a_work_that_is_called_like_a_sum_is_a_work() -> None:
    rows = (("作品", "姓名", "成绩"), ("说明", "李明", "90"), ("统计图之美", "王芳", "80"), ("最高的山", "赵静", "70"))
    sheet = read_results(TableFile("结果.xlsx", FileKind.XLSX, (Table("", rows),)))
    assert [one.work for one in sheet.lines] == ["说明", "统计图之美", "最高的山"]
