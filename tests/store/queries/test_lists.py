"""What printed lists show: the right rows in the right order, each read by its id when its page is made."""

import pytest

from libdesk.actions.desk import Desk
from libdesk.actions.lending import lend
from libdesk.domain.classes import ClassRef, Stage
from libdesk.domain.ops import Op
from libdesk.domain.rows.listed import Shelf
from libdesk.domain.shelf_ranges import RangeWrong
from libdesk.store.queries import lists
from libdesk.store.tables import Title
from tests.builders import add_book, add_reader, as_librarian, change_copy, change_reader

CALLS = ("I247.5/12", "I247.5/2", "I28/7", "K825/1", "K9/3", "K92/1")


def on_shelf(desk: Desk, stretch: str = "", place_id: int | None = None) -> list[str]:
    ids = lists.shelf_ids(desk.library, Shelf(place_id, stretch))
    return [row.call_no for row in lists.shelf_copies(desk.library, ids)]


@pytest.mark.parametrize(
    ("stretch", "expected"),
    [
        ("", ["I247.5/2", "I247.5/12", "I28/7", "K825/1", "K9/3", "K92/1", ""]),
        ("I24", ["I247.5/2", "I247.5/12"]),
        ("K9", ["K9/3", "K92/1"]),
        ("I28~K9", ["I28/7", "K825/1", "K9/3", "K92/1"]),
        ("`I28/7~K9", ["K825/1", "K9/3", "K92/1"]),
        ("I28~K9/3`", ["I28/7", "K825/1"]),
        ("Z", []),
    ],
)
def test_the_shelf_list_follows_the_shelf(desk: Desk, stretch: str, expected: list[str]) -> None:
    for call_no in CALLS:
        add_book(desk, call_no, call_no=call_no)
    add_book(desk, "没有索书号")
    assert on_shelf(desk, stretch) == expected


def test_what_is_withdrawn_or_lost_stands_on_no_shelf_list(desk: Desk) -> None:
    book = add_book(desk, "草房子", copies=4, call_no="I247/1")
    for copy_id, status in zip(book.copy_ids, ("withdrawn", "lost", "missing"), strict=False):
        change_copy(desk, copy_id, status=status)
    assert len(on_shelf(desk)) == 1


def test_a_stretch_that_is_none_is_told(desk: Desk) -> None:
    with pytest.raises(RangeWrong):
        lists.shelf_ids(desk.library, Shelf(None, "K9~A1"))


def test_books_that_are_out_stand_by_class_and_name(desk: Desk) -> None:
    readers = [
        add_reader(desk, "张三", class_no=10), add_reader(desk, "王老师", kind="teacher"),
        add_reader(desk, "李四", class_no=7), add_reader(desk, "安一", class_no=7),
    ]  # fmt: skip
    for reader, sort_name in zip(readers, ("zhangsan", "wanglaoshi", "lisi", "anyi"), strict=True):
        change_reader(desk, reader, sort_name=sort_name)
        lend(desk, copy_id=add_book(desk, f"书{reader.id}").copy_id, reader_id=reader.id)
    found = lists.out_by_group(desk.library)
    assert [(group.kind, group.class_no) for group, _ids in found] == [("pupil", 7), ("pupil", 10), ("teacher", None)]
    names = [line.reader for _group, ids in found for line in lists.out_lines(desk.library, ids)]
    assert names == ["安一", "李四", "张三", "王老师"]


def test_a_loan_that_ended_meanwhile_is_left_out(desk: Desk) -> None:
    reader, book = add_reader(desk, "张三"), add_book(desk, "草房子")
    lend(desk, copy_id=book.copy_id, reader_id=reader.id)
    ((_group, ids),) = lists.out_by_group(desk.library)
    assert lists.out_lines(desk.library, [*ids, 999])[0].title == "草房子"
    assert len(lists.out_lines(desk.library, [*ids, 999])) == 1


def test_a_roster_is_by_seat_and_leaves_leavers_out(desk: Desk) -> None:
    add_reader(desk, "无座")
    add_reader(desk, "二号", seat=2)
    add_reader(desk, "一号", seat=1)
    change_reader(desk, add_reader(desk, "走了", seat=3), state="left")
    add_reader(desk, "四(3)班", kind="class")
    found = lists.pupils(desk.library, ClassRef(Stage.PRIMARY, 2022, 3))
    assert [(row.seat, row.name) for row in found] == [(1, "一号"), (2, "二号"), (None, "无座")]
    assert all(row.card.startswith("R") for row in found)


def test_new_books_stand_by_class_those_without_one_last(desk: Desk) -> None:
    librarian = as_librarian(desk)
    for title, class_no, kind in (
        ("乙", "K82", "book"),
        ("甲", "I24", "book"),
        ("丙", "", "book"),
        ("报", "G2", "newspaper"),
    ):
        book = add_book(desk, title, copies=2)
        with librarian.action(Op.IMPORT_BOOKS) as act:
            act.change(Title, book.title_id, class_no=class_no or None, kind=kind)
    found = lists.new_title_ids(desk.library, desk.now() - 1000)
    assert [letter for letter, _id in found] == ["I", "K", ""]
    rows = lists.new_titles(desk.library, [one for _letter, one in found])
    assert [(row.title, row.copies) for row in rows] == [("甲", 2), ("乙", 2), ("丙", 2)]
    assert lists.new_title_ids(desk.library, desk.now() + 1000) == []
