"""A reader is added and changed from what is typed; bad values are told and leave nothing behind."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from libdesk.actions.desk import Desk
from libdesk.actions.errors import BarcodeTaken, ReaderUnknown
from libdesk.actions.readers import edit as reader_edit
from libdesk.actions.readers.leaving import leave_readers
from libdesk.actions.undo import undo
from libdesk.domain.barcodes import BarcodeUnusable
from libdesk.domain.classes import ClassRef, Stage
from libdesk.domain.errors import DeskError, NotAllowed
from libdesk.domain.ops import Role
from libdesk.domain.reader_form import (
    ClassMissing,
    DayUnread,
    NameMissing,
    NotResponsible,
    PersonalNumber,
    ReaderForm,
    SameName,
    SchoolNumberTaken,
    SeatUnread,
    TextTooLong,
)
from libdesk.domain.rows.readers import ReaderNow
from libdesk.domain.school import ClassUnclear, ClassUnread
from libdesk.store.queries import persons
from libdesk.store.queries.desk import owner_of
from tests.builders import Clock, add_book, add_reader, make_desk, make_library, set_setting
from tests.invariants import rows_of

FORM = ReaderForm("王小雨", class_text="四1", seat="12", school_no="20220112")


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def desk(tmp_path: Path, clock: Clock) -> Iterator[Desk]:
    made = make_desk(make_library(tmp_path), clock=clock)
    set_setting(made, "stages", ("primary",))
    yield made
    made.library.close()


def person(desk: Desk, reader_id: int) -> ReaderNow:
    found = persons.person(desk.library, reader_id)
    assert found is not None
    return found


def test_a_pupil_is_added_with_class_seat_number_and_card(desk: Desk) -> None:
    reader_id, _entry = reader_edit.add_reader(desk, FORM, card="R900")
    made = person(desk, reader_id)
    assert (made.name, made.kind, made.class_ref, made.seat) == (
        "王小雨",
        "pupil",
        ClassRef(Stage.PRIMARY, 2022, 1),
        12,
    )
    assert (made.school_no, made.enrolled) == ("20220112", "2026-03-09")
    owner = owner_of(desk.library, "R900")
    assert owner is not None
    assert owner.reader_id == reader_id


def test_the_next_free_card_is_offered_and_taken_as_a_roster_does(desk: Desk) -> None:
    assert reader_edit.next_card(desk) == "R000001"
    add_reader(desk, "李四", card="R000007")
    assert reader_edit.next_card(desk) == "R000008"
    reader_edit.add_reader(desk, FORM)
    assert reader_edit.next_card(desk) == "R000009"


def test_the_schools_prefix_stands_before_a_card_that_libdesk_gives(desk: Desk) -> None:
    set_setting(desk, "card_prefix", "T")
    assert reader_edit.next_card(desk) == "TR000001"


def test_a_teacher_has_a_department_and_neither_class_nor_seat(desk: Desk) -> None:
    form = replace(FORM, kind="teacher", department=" 语文组 ", school_no="")
    made = person(desk, reader_edit.add_reader(desk, form)[0])
    assert (made.department, made.class_ref, made.seat) == ("语文组", None, None)


@pytest.mark.parametrize(
    ("wrong", "error"),
    [
        ({"name": "  "}, NameMissing),
        ({"name": "——"}, NameMissing),
        ({"name": "王" * 61}, TextTooLong),
        ({"class_text": ""}, ClassMissing),
        ({"class_text": "四班"}, ClassUnread),
        ({"seat": "0"}, SeatUnread),
        ({"seat": "第三排"}, SeatUnread),
        ({"seat": "12.5"}, SeatUnread),
        ({"expires": "9/1/2026"}, DayUnread),
        ({"expires": "2026-02-30"}, DayUnread),
        ({"school_no": "11010519491231002X"}, PersonalNumber),
        ({"school_no": "G11010519491231002X"}, PersonalNumber),
    ],
)
def test_a_bad_value_is_told_and_leaves_nothing_behind(
    desk: Desk, wrong: dict[str, str], error: type[DeskError]
) -> None:
    before = rows_of(desk.library.connection)
    with pytest.raises(error) as told:
        reader_edit.add_reader(desk, replace(FORM, **wrong))
    assert told.value.text()
    assert rows_of(desk.library.connection) == before


def test_a_secondary_school_asks_which_first_grade_is_meant(desk: Desk) -> None:
    set_setting_again(desk, "stages", ("junior", "senior"))
    with pytest.raises(ClassUnclear):
        reader_edit.add_reader(desk, replace(FORM, class_text="一(3)班"))


def set_setting_again(desk: Desk, key: str, value: object) -> None:
    from libdesk.actions.settings import change_settings

    change_settings(desk, **{key: value})


def test_the_same_name_in_the_same_class_is_told_before_and_taken_after(desk: Desk) -> None:
    reader_edit.add_reader(desk, FORM)
    again = replace(FORM, school_no="", seat="13")
    with pytest.raises(SameName) as told:
        reader_edit.add_reader(desk, again)
    assert "王小雨" in told.value.text()
    reader_edit.add_reader(desk, again, anyway=True)
    reader_edit.add_reader(desk, replace(again, class_text="四2"))


def test_a_school_number_is_of_one_reader(desk: Desk) -> None:
    reader_edit.add_reader(desk, FORM)
    with pytest.raises(SchoolNumberTaken, match="王小雨"):
        reader_edit.add_reader(desk, replace(FORM, name="李四"))


def test_a_card_in_use_or_kept_for_commands_is_refused(desk: Desk) -> None:
    book = add_book(desk, "草房子")
    with pytest.raises(BarcodeTaken):
        reader_edit.add_reader(desk, FORM, card=book.barcodes[0])
    with pytest.raises(BarcodeUnusable):
        reader_edit.add_reader(desk, FORM, card="LD-LEND")


def test_a_change_is_one_entry_and_is_undone_to_the_letter(desk: Desk) -> None:
    reader = add_reader(desk, "张三", entry_year=2022, class_no=1, seat=3)
    before = rows_of(desk.library.connection)
    form = reader_edit.form_of(desk, person(desk, reader.id))
    entry = reader_edit.edit_reader(
        desk, reader.id, replace(form, name="张山", expires="2027年7月1日", class_text="四2")
    )
    changed = person(desk, reader.id)
    assert (changed.name, changed.expires) == ("张山", date(2027, 7, 1))
    assert changed.class_ref == ClassRef(Stage.PRIMARY, 2022, 2)
    undo(desk, entry)
    assert rows_of(desk.library.connection) == before


def test_what_is_not_changed_writes_nothing(desk: Desk) -> None:
    reader = add_reader(desk, "张三", entry_year=2022, class_no=1, seat=3)
    assert reader_edit.edit_reader(desk, reader.id, reader_edit.form_of(desk, person(desk, reader.id))) == 0


def test_another_class_keeps_the_history_and_a_slip_of_today_does_not(desk: Desk, clock: Clock) -> None:
    reader = add_reader(desk, "张三", entry_year=2022, class_no=1)
    form = reader_edit.form_of(desk, person(desk, reader.id))
    reader_edit.edit_reader(desk, reader.id, replace(form, class_text="四5"))
    reader_edit.edit_reader(desk, reader.id, replace(form, class_text="四2"))
    history = persons.class_history(desk.library, reader.id)
    assert [spell.class_ref.class_no for spell in history] == [2, 1]
    assert history[1].to_day == clock.today


def test_a_seat_is_changed_in_place(desk: Desk) -> None:
    reader = add_reader(desk, "张三", entry_year=2022, class_no=1, seat=3)
    form = reader_edit.form_of(desk, person(desk, reader.id))
    reader_edit.edit_reader(desk, reader.id, replace(form, seat="21号"))
    assert [spell.seat for spell in persons.class_history(desk.library, reader.id)] == [21]


def test_a_pupil_who_becomes_staff_leaves_the_class_and_the_shift(desk: Desk) -> None:
    reader = add_reader(desk, "张三", helper=True)
    form = reader_edit.form_of(desk, person(desk, reader.id))
    reader_edit.edit_reader(desk, reader.id, replace(form, kind="staff", department="总务处"))
    changed = person(desk, reader.id)
    assert (changed.kind, changed.class_ref, changed.department) == ("staff", None, "总务处")
    open_ones = "SELECT count(*) FROM appointment WHERE to_day IS NULL"
    assert desk.library.connection.execute(open_ones).fetchone()[0] == 0


def test_a_leavers_class_stays_as_it_was(desk: Desk) -> None:
    reader = add_reader(desk, "张三", entry_year=2022, class_no=1)
    leave_readers(desk, reader_ids=[reader.id])
    form = reader_edit.form_of(desk, person(desk, reader.id))
    reader_edit.edit_reader(desk, reader.id, replace(form, name="张山"))
    assert person(desk, reader.id).name == "张山"
    assert len(persons.class_history(desk.library, reader.id)) == 1


def test_a_teacher_answers_for_an_account_and_a_pupil_cannot(desk: Desk) -> None:
    teacher, pupil = add_reader(desk, "赵老师", kind="teacher"), add_reader(desk, "张三")
    account = add_reader(desk, "2022级3班", kind="class")
    form = reader_edit.form_of(desk, person(desk, account.id))
    reader_edit.edit_reader(desk, account.id, replace(form, responsible_id=teacher.id))
    assert person(desk, account.id).responsible == "赵老师"
    with pytest.raises(NotResponsible):
        reader_edit.edit_reader(desk, account.id, replace(form, responsible_id=pupil.id))


def test_sex_is_kept_only_where_the_school_wants_it(desk: Desk) -> None:
    first = reader_edit.add_reader(desk, replace(FORM, sex="女"))[0]
    assert person(desk, first).sex == ""
    set_setting(desk, "keep_sex", True)
    second = reader_edit.add_reader(desk, replace(FORM, name="李四", school_no="", sex="女"))[0]
    assert person(desk, second).sex == "女"


def test_the_journal_holds_no_name(desk: Desk) -> None:
    reader_id, entry = reader_edit.add_reader(desk, FORM)
    args = desk.library.connection.execute("SELECT args FROM journal WHERE id = ?", (entry,)).fetchone()[0]
    assert args == f'{{"reader":{reader_id}}}'


def test_a_pupil_at_the_desk_adds_and_changes_nobody(desk: Desk, tmp_path: Path) -> None:
    pupil = make_desk(tmp_path / "school.libdesk", Role.HELPER)
    with pytest.raises(NotAllowed):
        reader_edit.add_reader(pupil, FORM)
    with pytest.raises(NotAllowed):
        reader_edit.edit_reader(pupil, 1, FORM)
    pupil.library.close()


def test_a_reader_who_is_gone_is_told(desk: Desk) -> None:
    with pytest.raises(ReaderUnknown):
        reader_edit.edit_reader(desk, 99, FORM)
