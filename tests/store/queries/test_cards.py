"""Whose cards are printed, in which order, what stands on them, and who is left out with the reason."""

from datetime import date

import pytest

from libdesk.actions.desk import Desk
from libdesk.actions.printing.marks import mark_printed
from libdesk.actions.readers.cards import replace_card, stop_reader
from libdesk.actions.readers.leaving import leave_readers
from libdesk.actions.readers.photos import set_photos
from libdesk.actions.school import school_of
from libdesk.actions.undo import undo
from libdesk.domain.classes import ClassRef, Stage
from libdesk.domain.faces import PrintKind, card_face
from libdesk.domain.rows.cards import CardOrder, CardsFound, Whose
from libdesk.domain.rows.prints import CardLayout, CardRow
from libdesk.domain.rows.reader_groups import ReaderGroup
from libdesk.store.queries.cards import card_groups, card_rows, find_cards
from libdesk.store.queries.class_sheets import class_sheets, sheet_counts, sheet_groups, without_number
from tests.builders import TODAY, add_reader, change_reader, set_setting

LAYOUT = CardLayout("阳光小学")
CLASS = ReaderGroup.of_class(ClassRef(Stage.PRIMARY, 2022, 3))
OTHER = ReaderGroup.of_class(ClassRef(Stage.PRIMARY, 2022, 10))


def find(desk: Desk, *groups: ReaderGroup, readers: tuple[int, ...] = (), **how: object) -> CardsFound:
    return find_cards(desk.library, Whose(groups, readers), school_of(desk), TODAY, **how)  # type: ignore[arg-type]


def rows(desk: Desk, *ids: int, photos: bool = True) -> list[CardRow]:
    return list(card_rows(desk.library, ids, school_of(desk), TODAY, photos=photos).part(0, len(ids)))


def no_number(desk: Desk, reader_id: int) -> None:
    with desk.library.writing() as connection:
        connection.execute("UPDATE barcode SET state = 'lost' WHERE reader_id = ?", (reader_id,))


def test_a_class_comes_by_seat_whoever_has_none_behind(desk: Desk) -> None:
    late, first, none = (
        add_reader(desk, name, seat=seat).id for name, seat in (("王一", 12), ("李二", 3), ("张三", None))
    )
    ten = add_reader(desk, "赵四", class_no=10, seat=1).id
    assert find(desk, OTHER, CLASS).ids == (first, late, none, ten)


def test_by_name_classes_are_mixed(desk: Desk) -> None:
    ids = {
        name: add_reader(desk, name, class_no=number).id for name, number in (("王一", 3), ("安心", 10), ("李二", 3))
    }
    with desk.library.writing() as connection:
        for name, key in (("王一", "wang"), ("安心", "an"), ("李二", "li")):
            connection.execute("UPDATE reader SET sort_name = ? WHERE id = ?", (key, ids[name]))
    assert find(desk, CLASS, OTHER, order=CardOrder.NAME).ids == (ids["安心"], ids["李二"], ids["王一"])


def test_who_is_chosen_twice_gets_one_card(desk: Desk) -> None:
    reader = add_reader(desk, "王一").id
    year = ReaderGroup.of_year(ClassRef(Stage.PRIMARY, 2022, 1))
    assert find(desk, CLASS, year, readers=(reader,)).ids == (reader,)


def test_who_can_have_no_card_is_left_out_with_the_reason(desk: Desk) -> None:
    good, lost, stopped, left = (add_reader(desk, name) for name in ("王一", "李二", "张三", "赵四"))
    no_number(desk, lost.id)
    stop_reader(desk, reader_id=stopped.id, why="证丢了")
    leave_readers(desk, reader_ids=[left.id])
    found = find(desk, CLASS)
    assert found.ids == (good.id,)
    assert {(one.name, one.why) for one in found.left_out} == {("李二", "number"), ("张三", "stopped")}
    assert [(one.name, one.why) for one in find(desk, readers=(left.id,)).left_out] == [("赵四", "left")]


def test_an_account_is_no_pupil_of_its_class(desk: Desk) -> None:
    pupil, account = add_reader(desk, "王一").id, add_reader(desk, "2022级3班", kind="class").id
    assert find(desk, CLASS).ids == (pupil,)
    assert find(desk, ReaderGroup("kind", kind="class")).ids == (account,)


def test_groups_are_counted_by_the_cards_they_would_make(desk: Desk) -> None:
    for name in ("王一", "李二"):
        add_reader(desk, name)
    add_reader(desk, "赵四", class_no=10)
    stop_reader(desk, reader_id=add_reader(desk, "张三").id, why="证丢了")
    teacher = add_reader(desk, "周老师", kind="teacher")
    change_reader(desk, teacher, department="语文组")
    add_reader(desk, "2022级3班", kind="class")
    found = [(one.group.which, one.group.words(school_of(desk), TODAY), one.count) for one in card_groups(desk.library)]
    assert found == [
        ("year", "四年级", 3), ("class", "四(3)班", 2), ("class", "四(10)班", 1), ("kind", "全部教师", 1),
        ("department", "语文组", 1), ("kind", "班级账户", 1),
    ]  # fmt: skip
    assert all(len(find(desk, one.group).ids) == one.count for one in card_groups(desk.library))


def test_a_card_shows_class_of_today_number_that_counts_and_validity(desk: Desk) -> None:
    made = add_reader(desk, "王一", expires=date(2027, 7, 1))
    replace_card(desk, reader_id=made.id, code="R777")
    (row,) = rows(desk, made.id)
    assert (row.name, row.group, row.code, row.valid_until) == ("王一", "四(3)班", "R777", date(2027, 7, 1))
    teacher = add_reader(desk, "周老师", kind="teacher")
    change_reader(desk, teacher, department="语文组")
    (row,) = rows(desk, teacher.id)
    assert (row.group, row.photo) == ("语文组", None)
    assert row.colour is not None


def test_rows_come_in_the_order_asked_for_a_part_at_a_time(desk: Desk) -> None:
    ids = [add_reader(desk, f"读者{number}").id for number in range(5)][::-1]
    found = card_rows(desk.library, ids, school_of(desk), TODAY)
    assert len(found) == 5
    assert [row.reader_id for row in found.part(1, 3)] == ids[1:3]


def test_photos_are_read_only_when_they_are_wanted(desk: Desk) -> None:
    set_setting(desk, "photos", True)
    reader = add_reader(desk, "王一").id
    set_photos(desk, {reader: b"photo"})
    assert [row.photo for row in rows(desk, reader)] == [b"photo"]
    assert [row.photo for row in rows(desk, reader, photos=False)] == [None]


def mark(desk: Desk, *ids: int) -> int:
    faces = {row.reader_id: card_face(row, LAYOUT) for row in rows(desk, *ids)}
    return mark_printed(desk, PrintKind.CARD, faces).journal_id


def test_only_new_or_changed_cards_are_printed_again(desk: Desk) -> None:
    set_setting(desk, "photos", True)
    first, second, third = (add_reader(desk, name).id for name in ("王一", "李二", "张三"))
    set_photos(desk, {first: b"photo"})
    entry = mark(desk, first, second)
    assert find(desk, CLASS, changed=LAYOUT).ids == (third,)
    assert find(desk, CLASS, changed=LAYOUT).printed == 2
    set_photos(desk, {first: b"another"})
    assert set(find(desk, CLASS, changed=LAYOUT).ids) == {first, third}
    mark(desk, first, third)
    assert find(desk, CLASS, changed=LAYOUT) == CardsFound((), (), 3)
    undo(desk, entry)
    assert find(desk, CLASS, changed=LAYOUT).ids == (second,)


def test_nobody_chosen_is_nobody(desk: Desk) -> None:
    add_reader(desk, "王一")
    assert find(desk) == CardsFound()


def test_a_group_that_has_no_cards_is_a_mistake_of_ours(desk: Desk) -> None:
    with pytest.raises(ValueError, match="left"):
        find(desk, ReaderGroup("left"))


# Class barcode sheets


def test_a_sheet_has_the_pupils_of_a_class_by_seat(desk: Desk) -> None:
    for name, seat in (("王一", 12), ("李二", 3), ("张三", None)):
        add_reader(desk, name, seat=seat, card=f"C{seat or 0}")
    add_reader(desk, "2022级3班", kind="class")
    without = add_reader(desk, "赵四", seat=5).id
    no_number(desk, without)
    ref = CLASS.class_ref
    assert ref is not None
    (sheet,) = class_sheets(desk.library, [ref], school_of(desk), TODAY).part(0, 1)
    assert sheet.group == "四(3)班"
    assert [(pupil.seat, pupil.name, pupil.code) for pupil in sheet.pupils] == [
        (3, "李二", "C3"), (12, "王一", "C12"), (None, "张三", "C0"),
    ]  # fmt: skip
    assert without_number(desk.library, [ref]) == ["赵四"]
    assert sheet_counts(desk.library, [ref, ClassRef(ref.stage, ref.entry_year, 9)]) == [3, 0]
    assert [(one.group.which, one.count) for one in sheet_groups(desk.library)] == [("year", 4), ("class", 4)]


def test_a_stopped_pupil_stays_on_the_sheet_since_the_desk_says_why(desk: Desk) -> None:
    stop_reader(desk, reader_id=add_reader(desk, "王一").id, why="证丢了")
    ref = CLASS.class_ref
    assert ref is not None
    (sheet,) = class_sheets(desk.library, [ref], school_of(desk), TODAY).part(0, 1)
    assert [pupil.name for pupil in sheet.pupils] == ["王一"]
