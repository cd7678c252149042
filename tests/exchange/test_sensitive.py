"""What the law forbids to keep of children is dropped at the door, and said by name."""

from dataclasses import replace

import pytest

from libdesk.exchange.columns import guess_mapping
from libdesk.exchange.fields import Field, ListKind
from libdesk.exchange.readers import parse_readers
from libdesk.exchange.sensitive import is_personal_number, sensitive_columns, without
from tests.exchange.made_files import table

ID = "370102201601011234"
ROSTER = table(
    "学籍号|姓名|性别|身份证件号|家庭住址|联系电话|家长姓名|出生日期|民族|班级",
    "三年级一班",
    f"G{ID}|张三|男|{ID}|济南市历下区一路1号|13812345678|张大|2016-01-01|汉|三(1)班",
)


def test_every_sensitive_column_of_a_school_roster_is_named_and_none_is_mapped() -> None:
    mapping = guess_mapping(ROSTER, ListKind.READERS)
    names = [column.heading for column in mapping.sensitive]
    assert names == ["学籍号", "身份证件号", "家庭住址", "联系电话", "家长姓名", "出生日期", "民族"]
    assert mapping.columns == {Field.NAME: 1, Field.SEX: 2, Field.CLASS: 9}


def test_emptied_columns_keep_their_places_and_titles_stay() -> None:
    emptied = without(ROSTER, guess_mapping(ROSTER, ListKind.READERS).sensitive, 0)
    assert emptied.rows[0] == ROSTER.rows[0]
    assert emptied.rows[1] == ("三年级一班",)
    assert emptied.rows[2] == ("", "张三", "男", "", "", "", "", "", "", "三(1)班")


@pytest.mark.parametrize("heading", ["", "编号", "学号", "备注"])
def test_identity_numbers_are_known_by_their_content_under_any_heading(heading: str) -> None:
    (found,) = sensitive_columns(("姓名", heading), [("张三", ID), ("李四", "37010220160101123X")])
    assert (found.index, found.heading) == (1, heading)


@pytest.mark.parametrize("cell", ["13812345678", "a.b@school.cn", "山东省济南市历下区经十路1号", "G" + ID])
def test_telephones_and_addresses_under_a_blank_heading_are_known(cell: str) -> None:
    assert sensitive_columns(("姓名", ""), [("张三", cell)])


@pytest.mark.parametrize(
    ("heading", "cell"), [("学号", "16010203001"), ("卡号", "6212345678901234"), ("班级", "三(1)班")]
)
def test_long_school_and_card_numbers_are_not_taken_for_personal_ones(heading: str, cell: str) -> None:
    assert sensitive_columns(("姓名", heading), [("张三", cell)]) == ()


def test_a_telephone_far_below_fifty_empty_cells_is_still_found() -> None:
    lines = [f"张三{i}|" for i in range(80)]
    roster = table("姓名|", *lines, "李四|13812345678")
    assert guess_mapping(roster, ListKind.READERS).sensitive


def test_the_class_of_the_pupil_record_system_is_kept() -> None:
    assert sensitive_columns(("姓名", "学籍班级"), [("张三", "三(1)班")]) == ()


def test_books_have_no_sensitive_columns() -> None:
    assert guess_mapping(table("书名|地址|电话", "三国|a|13812345678"), ListKind.BOOKS).sensitive == ()


def test_one_identity_number_in_a_harmless_column_is_left_out_of_its_row_and_of_every_note() -> None:
    roster = table("姓名|学号|班级", "张三|20210101|三(1)班", f"李四|{ID}|三(1)班", "王五|20210103|三(1)班")
    parsed = parse_readers(roster, guess_mapping(roster, ListKind.READERS))
    assert [draft.school_no for draft in parsed.drafts] == ["20210101", "", "20210103"]
    assert ID not in repr(parsed)
    assert parsed.notes[0].text()


def test_a_sensitive_column_mapped_by_hand_stays_empty() -> None:
    mapping = guess_mapping(ROSTER, ListKind.READERS)
    mapping = replace(mapping, columns={**mapping.columns, Field.SCHOOL_NO: 3})
    assert parse_readers(ROSTER, mapping).drafts[0].school_no == ""


def test_only_whole_personal_numbers_count() -> None:
    assert is_personal_number(ID)
    assert is_personal_number("l" + ID)
    assert not is_personal_number("20210101")
    assert not is_personal_number("张三")
