"""Sheets of results against those who take part: matched, told before it is written, and taken back exactly."""

from pathlib import Path

import pytest

from libdesk.actions.activities.entrants import enter_readers
from libdesk.actions.activities.sheets import keep_plan, look_at
from libdesk.actions.desk import Desk
from libdesk.actions.school import school_of
from libdesk.domain.result_matching import Fit
from libdesk.domain.shown_names import NamesShown
from libdesk.exchange.export import write_table
from libdesk.exchange.result_sheets import NoResults
from libdesk.i18n import set_language
from libdesk.store.queries import activities as queries
from tests.actions.activities.activities_made import activity, rows, undo_last
from tests.builders import TODAY, add_reader


def sheet(folder: Path, lines: list[list[str]]) -> Path:
    path = folder / "结果.xlsx"
    write_table(path, "结果", lines[0], lines[1:])
    return path


def test_a_sheet_is_matched_and_its_counts_add_up(desk: Desk, tmp_path: Path) -> None:
    set_language("zh_CN")
    one = activity(desk)
    li, wang = add_reader(desk, "李明"), add_reader(desk, "王芳")
    add_reader(desk, "赵静", class_no=1)
    add_reader(desk, "赵静", class_no=2)
    enter_readers(desk, one, [li.id])
    path = sheet(
        tmp_path,
        [
            ["序号", "姓名", "班级", "作品名称", "得分", "奖项"],
            ["1", "李明", "四(3)班", "《春》", "95", "一等奖"],
            ["2", "王芳", "四(3)班", "《夏》", "88.5", "二等奖"],
            ["3", "赵静", "", "《秋》", "80", "优秀奖"],
            ["4", "生人甲", "四(3)班", "《冬》", "70", ""],
            ["", "", "", "", "", ""],
        ],
    )
    made = look_at(desk, one, path)
    counts = {fit: made.count(fit) for fit in Fit}
    assert counts == {Fit.ENTRANT: 1, Fit.READER: 1, Fit.SEVERAL: 1, Fit.NOBODY: 1, Fit.AGAIN: 0, Fit.OTHER_CLASS: 0,
                      Fit.OTHER_NUMBER: 0, Fit.TOGETHER: 0}  # fmt: skip
    assert sum(counts.values()) + made.sheet.passed_over == made.sheet.rows
    before = rows(desk)
    kept = keep_plan(desk, one, made, guests=True)
    assert (kept.changed, kept.entered) == (1, 2)
    found = {row.name: (row.work, row.result, row.prize) for row in queries.entrants(desk.library, one)}
    assert found == {
        "李明": ("《春》", "95", "first"), "王芳": ("《夏》", "88.5", "second"), "生人甲": ("《冬》", "70", ""),
    }  # fmt: skip
    stranger = queries.entrants(desk.library, one)[-1]
    assert stranger.shown(NamesShown.SURNAME, TODAY, school_of(desk)) == "四(3)班 生同学"
    undo_last(desk)
    assert rows(desk) == before
    assert wang.id


def test_a_sheet_brings_places_and_the_schools_own_prizes(desk: Desk, tmp_path: Path) -> None:
    one = activity(desk)
    enter_readers(desk, one, [add_reader(desk, "李明").id, add_reader(desk, "王芳").id])
    path = sheet(tmp_path, [["名次", "姓名", "奖项"], ["2", "李明", "鼓励奖"], ["1", "王芳", "金奖"]])
    before = rows(desk)
    keep_plan(desk, one, look_at(desk, one, path))
    found = [(row.name, row.rank, row.prize) for row in queries.entrants(desk.library, one)]
    assert found == [("李明", 2, "鼓励奖"), ("王芳", 1, "金奖")]
    undo_last(desk)
    assert rows(desk) == before


def test_a_row_of_another_class_waits_for_a_person_and_never_enters_anybody_twice(desk: Desk, tmp_path: Path) -> None:
    one = activity(desk)
    enter_readers(desk, one, [add_reader(desk, "莫立轩").id])
    add_reader(desk, "王芳")
    path = sheet(tmp_path, [["姓名", "班级", "得分"], ["莫立轩", "三(1)班", "95"], ["王芳", "三(2)班", "88"]])
    made = look_at(desk, one, path)
    assert [matched.fit for _line, matched in made.rows] == [Fit.OTHER_CLASS, Fit.OTHER_CLASS]
    before = rows(desk)
    assert keep_plan(desk, one, made, guests=True).entered == 0
    assert rows(desk) == before
    kept = keep_plan(desk, one, made, apart=[0, 1])  # the first one takes part already
    assert (kept.changed, kept.entered) == (0, 1)
    assert [(row.kind, row.name) for row in queries.entrants(desk.library, one)] == [
        ("reader", "莫立轩"), ("guest", "王芳"),
    ]  # fmt: skip
    undo_last(desk)
    kept = keep_plan(desk, one, made, same=[0, 1])
    assert (kept.changed, kept.entered) == (1, 1)
    assert [(row.kind, row.result) for row in queries.entrants(desk.library, one)] == [
        ("reader", "95"), ("reader", "88"),
    ]  # fmt: skip


def test_a_bare_class_is_matched_by_the_grade_of_the_title_and_without_one_by_its_number(
    desk: Desk, tmp_path: Path
) -> None:
    one = activity(desk)
    for year in (2022, 2023):
        add_reader(desk, "李明", entry_year=year, class_no=1)
    add_reader(desk, "王芳", entry_year=2023, class_no=2)
    lines = [["班级", "姓名", "得分"], ["1班", "李明", "95"], ["2班", "王芳", "90"], ["3班", "王芳", "80"]]
    made = look_at(desk, one, sheet(tmp_path, lines))
    assert [matched.fit for _line, matched in made.rows] == [Fit.SEVERAL, Fit.READER, Fit.NOBODY]
    made = look_at(desk, one, sheet(tmp_path, [["三年级朗诵比赛", "", ""], *lines]))
    found = [(matched.fit, [who.group for who in matched.who]) for _line, matched in made.rows]
    assert found == [(Fit.READER, ["三(1)班"]), (Fit.READER, ["三(2)班"]), (Fit.NOBODY, ["三(2)班"])]


def test_a_school_number_tells_two_of_one_name_apart(desk: Desk, tmp_path: Path) -> None:
    one = activity(desk)
    first, second = (add_reader(desk, "王芳", school_no=number) for number in ("S1", "S2"))
    add_reader(desk, "赵静")
    made = look_at(
        desk, one,
        sheet(
            tmp_path,
            [["学号", "班级", "姓名", "得分"], ["s2", "四(3)班", "王芳", "90"], ["S1", "", "王芳", "80"],
             ["S9", "四(3)班", "王芳", "70"], ["7", "四(3)班", "赵静", "60"], ["8", "四(3)班", "赵静", "50"]],
        ),
    )  # fmt: skip
    found = [(matched.fit, [who.reader_id for who in matched.who]) for _line, matched in made.rows]
    assert found[:3] == [(Fit.READER, [second.id]), (Fit.READER, [first.id]), (Fit.NOBODY, [])]
    assert [fit for fit, _who in found[3:]] == [Fit.AGAIN, Fit.AGAIN]  # two people, and which is hers is not known
    assert keep_plan(desk, one, made).entered == 2


def test_a_school_number_of_somebody_else_beside_a_name_waits_for_a_person(desk: Desk, tmp_path: Path) -> None:
    one = activity(desk)
    add_reader(desk, "马克", school_no="S2")
    for each in ("赵静", "孙一"):
        add_reader(desk, each, school_no="7")  # numbers within a class say nothing
    li = add_reader(desk, "李明")
    lines = [["学号", "姓名", "得分"], ["S2", "李明", "95"], ["7", "王芳", "90"], ["S2", "马克", "80"]]
    add_reader(desk, "王芳")
    made = look_at(desk, one, sheet(tmp_path, lines))
    found = [(matched.fit, matched.number_of) for _line, matched in made.rows]
    assert found == [(Fit.OTHER_NUMBER, "马克"), (Fit.READER, ""), (Fit.READER, "")]
    before = rows(desk)
    assert keep_plan(desk, one, made, guests=True, apart=[0]).entered == 2
    undo_last(desk)
    assert rows(desk) == before
    assert keep_plan(desk, one, made, same=[0]).entered == 3
    assert [row.result for row in queries.entrants(desk.library, one) if row.reader_id == li.id] == ["95"]


def test_of_two_rounds_a_sheet_keeps_the_final_and_enters_a_stranger_once(desk: Desk, tmp_path: Path) -> None:
    one = activity(desk)
    add_reader(desk, "李明")
    lines = [
        ["初赛", "", "", ""], ["姓名", "班级", "得分", "名次"],
        ["李明", "四3", "80", "2"], ["生人甲", "四(3)班", "85", "1"],
        ["决赛", "", "", ""], ["姓名", "班级", "得分", "名次"],
        ["李明", "四(3)班", "95", "1"], ["生人甲", "四3", "90", "2"],
    ]  # fmt: skip
    made = look_at(desk, one, sheet(tmp_path, lines))
    assert (made.sheet.earlier, made.count(Fit.AGAIN)) == (2, 2)
    assert keep_plan(desk, one, made, guests=True).entered == 2
    found = [(row.name, row.result, row.rank) for row in queries.entrants(desk.library, one)]
    assert found == [("李明", "95", 1), ("生人甲", "90", 2)]


def test_who_has_no_prize_in_words_has_none(desk: Desk, tmp_path: Path) -> None:
    one = activity(desk)
    names = {"李明": "一等奖", "王芳": "未获奖", "赵静": "×", "孙一": "待定", "周六": "落选"}
    enter_readers(desk, one, [add_reader(desk, name).id for name in names])
    keep_plan(desk, one, look_at(desk, one, sheet(tmp_path, [["姓名", "奖项"], *map(list, names.items())])))
    assert [row.prize for row in queries.entrants(desk.library, one)] == ["first", "", "", "", ""]


def test_several_people_in_one_cell_stay_out_and_a_name_with_a_space_does_not(desk: Desk, tmp_path: Path) -> None:
    one = activity(desk)
    add_reader(desk, "古丽 米热")
    made = look_at(desk, one, sheet(tmp_path, [["姓名", "得分"], ["李明、王芳", "90"], ["古丽 米热", "80"]]))
    assert [matched.fit for _line, matched in made.rows] == [Fit.TOGETHER, Fit.READER]
    assert keep_plan(desk, one, made, guests=True).entered == 1


def test_what_stands_below_a_list_enters_nobody(desk: Desk, tmp_path: Path) -> None:
    one = activity(desk)
    add_reader(desk, "李明")
    lines = [
        ["班级", "姓名", "得分"],
        ["四(3)班", "李明", "90"],
        ["", "总分", "90"],
        ["审核人", "李主任", ""],
        ["及格率", "", "100%"],
    ]
    made = look_at(desk, one, sheet(tmp_path, lines))
    assert keep_plan(desk, one, made, guests=True).entered == 1
    assert [row.name for row in queries.entrants(desk.library, one)] == ["李明"]


def test_a_sheet_without_names_is_told_and_nothing_is_written(desk: Desk, tmp_path: Path) -> None:
    one = activity(desk)
    with pytest.raises(NoResults):
        look_at(desk, one, sheet(tmp_path, [["数量", "单价"], ["1", "2"], ["3", "4"]]))
