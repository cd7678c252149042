"""Rosters as they arrive: what only the file's or the sheet's name says, what a spreadsheet does to cells and rows."""

import datetime as dt
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from libdesk.domain.classes import SchoolSystem, Stage, parse_class
from libdesk.domain.drafts import FaultKind, NoteKind, ParsedList, ReaderDraft
from libdesk.exchange.fields import ListKind
from libdesk.exchange.titles import bare_class_in, class_in, grade_in
from libdesk.ui.imports.reading import Reading, read
from tests.exchange.made_files import repacked, xlsx

Rows = Sequence[Sequence[Any]]


def reading_of(folder: Path, data: bytes, name: str = "名册.xlsx") -> Reading:
    path = folder / name
    path.write_bytes(data)
    return read(path)


def parsed(
    folder: Path, rows: Rows, name: str = "名册.xlsx", sheet: str = "Sheet1", **more: Any
) -> ParsedList[ReaderDraft]:
    found: ParsedList[ReaderDraft] = reading_of(folder, xlsx((sheet, rows), **more), name).parse()
    assert found.adds_up
    return found


def classes(found: ParsedList[ReaderDraft]) -> list[tuple[str, str, str]]:
    return [(one.name, one.grade_text, one.class_text) for one in found.drafts]


@pytest.mark.parametrize(
    ("name", "sheet", "rows", "found"),
    [
        ("三年级2班花名册.xlsx", "Sheet1", [["姓名"], ["李明"]], ("李明", "", "三年级2班")),
        ("三年级花名册.xlsx", "Sheet1", [["班级", "姓名"], [1, "李明"]], ("李明", "三年级", "1")),
        ("三年级.xlsx", "2班", [["姓名"], ["李明"]], ("李明", "三年级", "2班")),
        ("三年级.xlsx", "2", [["姓名"], ["李明"]], ("李明", "三年级", "2")),
        ("2024级新生名单.xlsx", "二班", [["姓名"], ["李明"]], ("李明", "2024级", "二班")),
        ("名册.xlsx", "三年级", [["2班"], ["序号", "姓名"], [1, "李明"]], ("李明", "三年级", "2班")),
        ("四年级.xlsx", "三(1)班", [["姓名"], ["李明"]], ("李明", "", "三(1)班")),
        ("名册.xlsx", "2", [["姓名"], ["李明"]], ("李明", "", "")),
        ("四年级1班-6班.xlsx", "Sheet1", [["姓名"], ["李明"]], ("李明", "四年级", "")),
        ("名册.xlsx", "Sheet1", [["四(1)、四(2)班名单"], ["姓名"], ["李明"]], ("李明", "", "")),
    ],
)
def test_the_class_is_said_by_row_title_sheet_and_file_in_this_order(
    tmp_path: Path, name: str, sheet: str, rows: Rows, found: tuple[str, str, str]
) -> None:
    assert classes(parsed(tmp_path, rows, name, sheet)) == [found]


@pytest.mark.parametrize(
    ("text", "class_text", "grade", "bare"),
    [
        ("三年级1-6班名单", "", "三年级", ""),
        ("三（1）班至三（6）班", "", "", ""),
        ("三年级(1)—(6)班", "", "三年级", ""),
        ("3-1班", "3-1班", "", ""),
        ("三(1)班 三（1）班", "三(1)班", "", ""),
        ("(2)班名单（共45人）", "", "", "(2)班"),
        ("十二班学生花名册", "", "", "十二班"),
        ("实验班", "", "", ""),
    ],
)
def test_a_title_over_several_classes_speaks_of_none(text: str, class_text: str, grade: str, bare: str) -> None:
    assert (class_in(text), grade_in(text), bare_class_in(text)) == (class_text, grade, bare)


def test_bare_titles_below_each_other_share_the_grade_above_them(tmp_path: Path) -> None:
    rows = [["三年级学生名单"], ["1班"], ["序号", "姓名"], [1, "李明"], ["2班"], ["序号", "姓名"], [1, "王芳"]]
    found = parsed(tmp_path, rows)
    assert classes(found) == [("李明", "三年级", "1班"), ("王芳", "三年级", "2班")]
    grades = [["姓名", "班级"], ["三年级"], ["李明", "1班"], ["四年级"], ["王芳", "1班"]]
    assert classes(parsed(tmp_path, grades)) == [("李明", "三年级", "1班"), ("王芳", "四年级", "1班")]


def test_teachers_and_pupils_in_two_sheets_keep_their_kind(tmp_path: Path) -> None:
    data = xlsx(
        ("教师", [["工号", "姓名", "职务"], ["T1", "李明", "校长"], ["T2", "王强", "保安"]]),
        ("学生", [["学号", "姓名", "班级", "类别"], ["1", "张敏", "三1", "住校"]]),
    )
    found = reading_of(tmp_path, data, "师生名单.xlsx").parse().drafts
    assert [(one.name, one.kind_text) for one in found] == [
        ("李明", "校长 教师"),
        ("王强", "保安 教师"),
        ("张敏", "住校"),
    ]
    (alone,) = parsed(tmp_path, [["姓名"], ["李明"]], "教师名单.xlsx").drafts
    assert alone.kind_text == "教师"


def test_a_class_written_only_where_it_changes_is_that_of_the_rows_below(tmp_path: Path) -> None:
    rows = [
        ["年级", "班级", "姓名"],
        ["四年级", "1班", "李明"],
        ["", "", "王芳"],
        ["", "2班", "张敏"],
        ["", "", "刘洋"],
    ]
    rows += [["五年级", "1班", "陈杰"], ["", "", "杨磊"]]
    said = ["四年级1班"] * 2 + ["四年级2班"] * 2 + ["五年级1班"] * 2
    assert [grade + class_text for _name, grade, class_text in classes(parsed(tmp_path, rows))] == said


def test_a_list_that_repeats_its_classes_means_nothing_by_an_empty_one(tmp_path: Path) -> None:
    rows = [["班级", "姓名"], ["四1", "李明"], ["四1", "王芳"], ["", "张敏"], ["", "刘洋"], ["", "陈杰"]]
    assert [one.class_text for one in parsed(tmp_path, rows).drafts] == ["四1", "四1", "", "", ""]


def test_a_row_that_says_something_of_somebody_without_a_name_is_faulty_and_a_prepared_one_is_blank(
    tmp_path: Path,
) -> None:
    head = ["座号", "姓名", "性别", "班级", "学号", "卡号", "身份证号"]
    rows = [
        head,
        [1, "李明", "男", "四1", "01", "C1", "110105201601011234"],
        [2, "", "女", "四1", "", "", ""],
        [3, "", "", "四1", "03", "", ""],
        [4, "", "", "四1", "", "C4", ""],
        [5, "", "", "四1", "", "", "110105201601011242"],
        [6, "", "", "四1", "", "", ""],
        [7, "", "", "", "", "", ""],
    ]
    found = parsed(tmp_path, rows)
    assert [(fault.line, fault.reason) for fault in found.faults] == [(n, FaultKind.NO_NAME) for n in (3, 4, 5, 6)]
    assert found.skipped.blank == 2
    assert "110105201601011242" not in repr(found)


def test_cards_that_have_lost_their_zeros_are_told(tmp_path: Path) -> None:
    cards = [1234567890, 2234567890, 3234567890, 4234567890, 123456789, 34567890]
    found = parsed(tmp_path, [["姓名", "班级", "卡号"], *([f"王{n}号", "四1", card] for n, card in enumerate(cards))])
    assert [(note.line, note.kind, note.value) for note in found.notes] == [
        (6, NoteKind.CARD_LENGTH, "123456789"), (7, NoteKind.CARD_LENGTH, "34567890"),
    ]  # fmt: skip
    hexes = ["1E5A0012", "AB340011", "00FF1234", "77AA0001", "12345678", 1e10, "1.00E+13"]
    found = parsed(tmp_path, [["姓名", "班级", "卡号"], *([f"王{n}号", "四1", card] for n, card in enumerate(hexes))])
    assert {note.line: note.kind for note in found.notes} == {7: NoteKind.CARD_LENGTH, 8: NoteKind.NUMBER_RUINED}
    counted = parsed(tmp_path, [["姓名", "班级", "卡号"], *([f"王{n}号", "四1", n] for n in range(5, 15))])
    assert not counted.notes, "numbers that a school counts up differ in length"


def test_a_formula_counts_by_the_value_it_last_had(tmp_path: Path) -> None:
    data = xlsx(("S", [["姓名", "班级"], ["李明", '=IF(1,"四1","")']]))

    def with_value(name: str, part: bytes) -> bytes:
        part = part.replace(b'<c r="B2">', b'<c r="B2" t="str">')
        return part.replace(b"<v />", "<v>四1</v>".encode()) if "worksheets" in name else part

    cached = repacked(data, with_value)
    assert [one.class_text for one in reading_of(tmp_path, cached).parse().drafts] == ["四1"]


def test_days_of_expiry_are_read_as_dates_serials_and_text(tmp_path: Path) -> None:
    days = [dt.date(2027, 7, 1), 46204, "2027年7月1日", "2027.7.1"]
    found = parsed(
        tmp_path,
        [["姓名", "班级", "有效期"], *([f"王{c}", "四1", day] for c, day in zip("一二三四", days, strict=True))],
    )
    assert [one.expires for one in found.drafts] == ["2027-07-01", "2026-07-01", "2027-07-01", "2027-07-01"]


def test_rows_hidden_by_a_filter_are_read_and_told(tmp_path: Path) -> None:
    def hide(sheet: Any) -> None:
        sheet.auto_filter.ref = "A1:B4"
        sheet.column_dimensions["C"].hidden = True
        for row in (3, 4):
            sheet.row_dimensions[row].hidden = True

    rows = [["姓名", "班级", "备注"], ["李明", "四1", "x"], ["王芳", "四1", "y"], ["张敏", "四1", "z"]]
    reading = reading_of(tmp_path, xlsx(("S", rows), change=hide))
    assert len(reading.parse().drafts) == 3
    assert reading.file.hidden_rows == 2
    assert reading_of(tmp_path, xlsx(("S", rows))).file.hidden_rows == 0


def test_a_wrong_dimension_and_two_thousand_empty_columns_change_nothing(tmp_path: Path) -> None:
    rows = [["姓名", "班级", *[None] * 1998, "x"], ["李明", "四1"], ["王芳", "四1"]]
    for reference in (b"A1", b"A1:XFD1048576"):
        data = repacked(
            xlsx(("S", rows)),
            lambda name, part, reference=reference: (  # type: ignore[misc]
                part.replace(b'<dimension ref="A1:BXY3"', b'<dimension ref="' + reference + b'"')
                if "worksheets" in name
                else part
            ),
        )
        assert [one.name for one in reading_of(tmp_path, data).parse().drafts] == ["李明", "王芳"]


@pytest.mark.parametrize(
    ("text", "encoding"),
    [("姓名;班级\n李明;四1", "utf-8"), ("姓名\t班级\n李明\t四1", "utf-16"), ("姓名\t班级\n李明\t四1", "gb18030")],
)
def test_text_with_other_delimiters_and_encodings_is_a_roster(tmp_path: Path, text: str, encoding: str) -> None:
    reading = reading_of(tmp_path, text.encode(encoding), "名册.txt")
    assert reading.kind is ListKind.READERS
    assert classes(reading.parse()) == [("李明", "", "四1")]


def test_a_roster_of_ten_thousand_rows_is_whole(tmp_path: Path) -> None:
    rows = [
        ["班级", "姓名", "学号"],
        *([f"三({n % 9 + 1})班", f"王{n % 7}号", f"{20240000 + n}"] for n in range(10_000)),
    ]
    assert len(parsed(tmp_path, rows).drafts) == 10_000


@pytest.mark.parametrize(
    ("text", "stage", "grade", "year", "number"),
    [
        ("初2024级3班", Stage.JUNIOR, None, 2024, 3),
        ("2024级(3)班", None, None, 2024, 3),
        ("24级3班", None, None, 2024, 3),
        ("1年3班", Stage.PRIMARY, 1, None, 3),
        ("一年(3)班", Stage.PRIMARY, 1, None, 3),
        ("三⑴班", Stage.PRIMARY, 3, None, 1),
        ("三㈠班", Stage.PRIMARY, 3, None, 1),
        ("3—1班", Stage.PRIMARY, 3, None, 1),
        ("三(1)班(双语)", Stage.PRIMARY, 3, None, 1),
        ("三年级一班（实验班）", Stage.PRIMARY, 3, None, 1),
    ],
)
def test_more_spellings_of_a_class(
    text: str, stage: Stage | None, grade: int | None, year: int | None, number: int
) -> None:
    found = parse_class(text, system=SchoolSystem.SIX_THREE)
    assert found is not None
    assert (found.stage, found.grade, found.entry_year, found.class_no) == (stage, grade, year, number)


@pytest.mark.parametrize("text", ["Ⅲ班", "三(1)班(2)", "实验班", "三年级1-6班"])
def test_what_is_no_clear_class_is_none(text: str) -> None:
    assert parse_class(text) is None


def test_a_list_of_marks_has_a_heading_and_its_averages_are_no_pupil(tmp_path: Path) -> None:
    rows = [["姓名", "语文", "成绩"], ["李明", 90, 95], ["王芳", 92, 93], ["平均分", 91, 94]]
    found = parsed(tmp_path, rows, sheet="四1")
    assert classes(found) == [("李明", "", "四1"), ("王芳", "", "四1")]
    assert (found.skipped.headers, found.skipped.sums) == (1, 1)


def test_a_name_that_a_formula_did_not_find_is_faulty(tmp_path: Path) -> None:
    text = "姓名,班级\n#N/A,四1\n#REF!,四1\n王芳,四1"
    found = reading_of(tmp_path, text.encode(), "名册.csv").parse()
    assert [(fault.line, fault.reason) for fault in found.faults] == [(2, FaultKind.NO_NAME), (3, FaultKind.NO_NAME)]


@pytest.mark.parametrize("heading", ["单位", "部门"])
def test_one_column_may_hold_classes_of_pupils_and_departments_of_teachers(tmp_path: Path, heading: str) -> None:
    rows = [["姓名", heading, "读者类型"], ["李明", "四(1)班", "学生"], ["王芳", "语文组", "教师"]]
    found = parsed(tmp_path, rows)
    assert [(one.class_text, one.department) for one in found.drafts] == [("四(1)班", ""), ("", "语文组")]
    assert not found.notes
