"""Finding readers: by name, pinyin, class and card, in the order of classes; never an error whatever is typed."""

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from libdesk.actions.desk import Desk
from libdesk.actions.lending import lend
from libdesk.actions.readers.cards import replace_card
from libdesk.actions.returning import give_back
from libdesk.domain.classes import SchoolSystem
from libdesk.domain.rows.reader_groups import EVERYBODY, HELPERS, ReaderGroup
from libdesk.store.queries import groups, readers
from tests.builders import Clock, add_book, add_reader, change_reader, make_desk, make_library

SIX = SchoolSystem.SIX_THREE


@pytest.fixture(scope="module")
def school(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """A school that no test of this module changes; today is in March 2026."""
    desk = make_desk(make_library(tmp_path_factory.mktemp("readers")), clock=Clock())
    add_reader(desk, "王一", entry_year=2022, class_no=10)
    add_reader(desk, "单小雨", entry_year=2022, class_no=7, card="R777")
    add_reader(desk, "张三", entry_year=2022, class_no=1, helper=True)
    add_reader(desk, "李四", entry_year=2024, class_no=1)
    add_reader(desk, "阿依古丽·买买提", entry_year=2020, class_no=2)
    add_reader(desk, "赵老师", kind="teacher")
    yield desk
    desk.library.close()


def names(desk: Desk, text: str, **more: object) -> list[str]:
    found = readers.find_readers(desk.library, text, desk.today, SIX, **more)  # type: ignore[arg-type]
    return [row.name for row in found.rows]


def test_without_a_word_everybody_is_listed_by_class_seven_before_ten(school: Desk) -> None:
    assert names(school, "") == ["李四", "张三", "单小雨", "王一", "阿依古丽·买买提", "赵老师"]


def test_the_account_of_a_class_stands_below_its_pupils(desk: Desk) -> None:
    add_reader(desk, "2022级1班", kind="class", class_no=1)
    add_reader(desk, "周五", class_no=1)
    add_reader(desk, "安六", class_no=2)
    assert names(desk, "") == ["周五", "2022级1班", "安六"]
    found = readers.find_readers(desk.library, "", desk.today, SIX).rows
    assert sorted(found, key=lambda row: row.sort_key) == list(found)


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("张三", ["张三"]),
        ("zs", ["张三"]),
        ("sxy", ["单小雨"]),
        ("四1", ["张三"]),
        ("四(10)班", ["王一"]),
        ("四年级7班", ["单小雨"]),
        ("2022级小学1班", ["张三"]),
        ("r777", ["单小雨"]),
        ("四7 单", ["单小雨"]),
        ("四7 张", []),
        ("阿依古丽", ["阿依古丽·买买提"]),
        ("zls", ["赵老师"]),
    ],
)
def test_a_reader_is_found_by_what_is_known(school: Desk, typed: str, found: list[str]) -> None:
    assert names(school, typed) == found


@pytest.mark.parametrize(
    ("name", "typed"),
    [
        ("单雨桐", ("syt", "dyt", "shanyutong", "danyutong", "单雨", "yt")),
        ("仇天佑", ("qty", "cty", "qiutianyou", "choutianyou")),
        ("区子轩", ("ozx", "qzx", "ouzixuan", "quzixuan")),
        ("解思远", ("xsy", "jsy", "xiesiyuan", "jiesiyuan")),
        ("曾晓燕", ("zxy", "cxy", "zengxiaoyan", "cengxiaoyan")),
        ("查良玉", ("zly", "cly", "zhaliangyu", "chaliangyu")),
        ("翟家乐", ("zjl", "djl", "zjy", "zhaijiale", "dijiale")),
        ("李解放", ("ljf", "lxf", "lijiefang")),
        ("吕布", ("lb", "lvbu", "lubu")),
        ("欧阳明哲", ("oymz", "ouyang", "mz")),
    ],
)
def test_every_reading_of_a_name_finds_its_reader(
    tmp_path_factory: pytest.TempPathFactory, name: str, typed: tuple[str, ...]
) -> None:
    desk = make_desk(make_library(tmp_path_factory.mktemp("readings")))
    for other in ("王五", name):
        add_reader(desk, other)
    for text in typed:
        assert names(desk, text) == [name], text
    desk.library.close()


def test_school_number_and_the_beginning_of_a_card_find_while_one_types(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    desk = make_desk(make_library(tmp_path_factory.mktemp("numbers")))
    first, second = add_reader(desk, "张三", card="R000123"), add_reader(desk, "李四", card="R000199")
    change_reader(desk, first, school_no="20220101")
    change_reader(desk, second, school_no="20220102")
    assert names(desk, "2022010") == ["张三", "李四"]
    assert names(desk, "20220102") == ["李四"]
    assert names(desk, "r0001") == ["张三", "李四"]
    assert names(desk, "R000199") == ["李四"]
    desk.library.close()


@pytest.mark.parametrize(
    ("group", "found"),
    [
        (ReaderGroup("class", "primary", 2022, 7), ["单小雨"]),
        (ReaderGroup("year", "primary", 2022), ["张三", "单小雨", "王一"]),
        (ReaderGroup("kind", kind="teacher"), ["赵老师"]),
        (ReaderGroup("left"), []),
        (ReaderGroup("department", department="语文组"), []),
        (EVERYBODY, ["李四", "张三", "单小雨", "王一", "阿依古丽·买买提", "赵老师"]),
    ],
)
def test_a_group_shows_its_own(school: Desk, group: ReaderGroup, found: list[str]) -> None:
    assert names(school, "", group=group) == found


def test_the_groups_are_those_that_have_somebody(school: Desk) -> None:
    words = [(group.which, group.entry_year, group.class_no) for group in groups.groups(school.library)]
    assert words == [
        ("all", 0, 0), ("helper", 0, 0), ("year", 2024, 0), ("class", 2024, 1), ("year", 2022, 0), ("class", 2022, 1),
        ("class", 2022, 7), ("class", 2022, 10), ("year", 2020, 0), ("class", 2020, 2), ("kind", 0, 0),
    ]  # fmt: skip


def test_the_student_librarians_can_be_listed_alone(school: Desk) -> None:
    assert names(school, "", group=HELPERS) == ["张三"]


@given(st.text())
def test_whatever_is_typed_is_no_error(school: Desk, typed: str) -> None:
    names(school, typed)


def test_more_than_the_limit_is_cut_and_counted(school: Desk) -> None:
    found = readers.find_readers(school.library, "", school.today, SIX, limit=2)
    assert (len(found.rows), found.total) == (2, 6)


def test_a_row_names_the_class_of_today_and_counts_what_is_out_and_overdue(
    school: Desk, tmp_path_factory: pytest.TempPathFactory
) -> None:
    clock = Clock()
    desk = make_desk(make_library(tmp_path_factory.mktemp("counts")), clock=clock)
    reader = add_reader(desk, "张三", entry_year=2022, class_no=3)
    for title in ("草房子", "昆虫记"):
        lend(desk, copy_id=add_book(desk, title).copy_id, reader_id=reader.id)
    clock.advance(days=15)
    row = readers.find_readers(desk.library, "张三", desk.today, SIX).rows[0]
    assert (row.group(desk.today, SIX), row.out, row.overdue, row.card) == ("四(3)班", 2, 2, reader.card)
    desk.library.close()


def test_a_lost_card_still_finds_its_reader(tmp_path_factory: pytest.TempPathFactory) -> None:
    desk = make_desk(make_library(tmp_path_factory.mktemp("lost")))
    reader = add_reader(desk, "张三", card="R001")
    replace_card(desk, reader_id=reader.id, code="R002")
    assert names(desk, "R001") == ["张三"]
    detail = readers.detail(desk.library, reader.id)
    assert detail is not None
    assert [(card.printed, card.state) for card in detail.cards] == [("R002", "active"), ("R001", "lost")]
    assert any("R001" in line for line in detail.lines("active", desk.today))
    desk.library.close()


def test_the_history_is_what_came_back_the_latest_first(tmp_path_factory: pytest.TempPathFactory) -> None:
    clock = Clock()
    desk = make_desk(make_library(tmp_path_factory.mktemp("history")), clock=clock)
    reader = add_reader(desk, "张三")
    for title in ("草房子", "昆虫记"):
        book = add_book(desk, title, volume="上")
        lend(desk, copy_id=book.copy_id, reader_id=reader.id)
        clock.advance(days=1)
        give_back(desk, copy_id=book.copy_id)
    assert [past.title for past in readers.history_of(desk.library, reader.id)] == ["昆虫记(上)", "草房子(上)"]
    desk.library.close()
