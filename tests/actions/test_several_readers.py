"""Several readers at once: one entry, undone as one, and who is left out is named with the reason."""

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest

from libdesk.actions.desk import Desk
from libdesk.actions.lending import lend
from libdesk.actions.readers import several
from libdesk.actions.readers.cards import StopReasonMissing
from libdesk.actions.readers.leaving import leave_readers
from libdesk.actions.undo import undo
from libdesk.domain.classes import ClassRef, Stage
from libdesk.domain.errors import NotAllowed
from libdesk.domain.loans import LoanRefused
from libdesk.domain.ops import Role
from libdesk.domain.rows.readers import ManyDone
from libdesk.store.queries import persons
from tests.builders import Clock, ReaderMade, add_book, add_reader, change_reader, count, make_desk, make_library
from tests.invariants import broken, rows_of

FOUR_ONE, FOUR_TWO = ClassRef(Stage.PRIMARY, 2022, 1), ClassRef(Stage.PRIMARY, 2022, 2)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def desk(tmp_path: Path, clock: Clock) -> Iterator[Desk]:
    made = make_desk(make_library(tmp_path), clock=clock)
    yield made
    made.library.close()


@pytest.fixture
def pupils(desk: Desk) -> list[ReaderMade]:
    return [
        add_reader(desk, name, class_no=1, seat=seat) for seat, name in enumerate(("张三", "李四", "王五"), start=1)
    ]


def ids(readers: list[ReaderMade]) -> list[int]:
    return [reader.id for reader in readers]


def class_of(desk: Desk, reader: ReaderMade) -> ClassRef | None:
    found = persons.person(desk.library, reader.id)
    assert found is not None
    return found.class_ref


def test_a_selection_moves_in_one_step_and_back_in_one(desk: Desk, pupils: list[ReaderMade]) -> None:
    before, entries = rows_of(desk.library.connection), count(desk, "SELECT count(*) FROM journal")
    moved = several.move_readers(desk, reader_ids=ids(pupils), to=FOUR_TWO)
    assert (moved.done, moved.not_done) == (3, ())
    assert {class_of(desk, pupil) for pupil in pupils} == {FOUR_TWO}
    assert count(desk, "SELECT count(*) FROM journal") == entries + 1
    undo(desk, moved.journal_id)
    assert rows_of(desk.library.connection) == before
    assert broken(desk.library.connection) == []


def test_the_class_before_ends_on_the_day_of_the_move(desk: Desk, pupils: list[ReaderMade], clock: Clock) -> None:
    several.move_readers(desk, reader_ids=ids(pupils), to=FOUR_TWO)
    now, before = persons.class_history(desk.library, pupils[0].id)
    assert (now.class_ref, now.from_day, now.to_day) == (FOUR_TWO, clock.today, None)
    assert (before.class_ref, before.to_day) == (FOUR_ONE, clock.today)


def test_a_move_of_today_is_put_right_without_a_trace(desk: Desk, pupils: list[ReaderMade]) -> None:
    for to in (ClassRef(Stage.PRIMARY, 2022, 9), FOUR_TWO):
        several.move_readers(desk, reader_ids=ids(pupils), to=to)
    assert [spell.class_ref for spell in persons.class_history(desk.library, pupils[0].id)] == [FOUR_TWO, FOUR_ONE]


def test_a_loan_keeps_the_class_in_which_it_was_made(desk: Desk, pupils: list[ReaderMade]) -> None:
    lend(desk, copy_id=add_book(desk, "草房子").copy_id, reader_id=pupils[0].id)
    several.move_readers(desk, reader_ids=ids(pupils), to=FOUR_TWO)
    assert count(desk, "SELECT class_no FROM loan") == 1


def test_who_cannot_move_is_named_with_the_reason(desk: Desk, pupils: list[ReaderMade]) -> None:
    teacher = add_reader(desk, "赵老师", kind="teacher")
    there = add_reader(desk, "孙六", class_no=2)
    leave_readers(desk, reader_ids=[pupils[2].id])
    moved = several.move_readers(desk, reader_ids=[*ids(pupils), teacher.id, there.id], to=FOUR_TWO)
    assert moved.done == 2
    assert {name for name, _why in moved.not_done} == {"王五", "赵老师", "孙六"}
    assert all(why for _name, why in moved.not_done)


def test_where_nobody_can_be_moved_nothing_is_written(desk: Desk) -> None:
    teacher = add_reader(desk, "赵老师", kind="teacher")
    before = count(desk, "SELECT count(*) FROM journal")
    with pytest.raises(several.NobodyChanged, match="赵老师"):
        several.move_readers(desk, reader_ids=[teacher.id], to=FOUR_TWO)
    assert count(desk, "SELECT count(*) FROM journal") == before


@pytest.mark.parametrize(("stage", "entered"), [(Stage.PRIMARY, 2025), (Stage.JUNIOR, 2025), (Stage.SENIOR, 2025)])
def test_who_repeats_a_first_grade_stays_in_it_until_the_next_one_comes(
    desk: Desk, clock: Clock, stage: Stage, entered: int
) -> None:
    first = add_reader(desk, "新生", stage=stage.value, entry_year=entered, class_no=1)
    with pytest.raises(several.NobodyChanged) as told:
        several.repeat_year(desk, reader_ids=[first.id])
    assert "2026年9月1日" in told.value.text()
    assert class_of(desk, first) == ClassRef(stage, entered, 1)
    clock.advance(days=(date(2026, 8, 31) - desk.today).days)
    with pytest.raises(several.NobodyChanged):
        several.repeat_year(desk, reader_ids=[first.id])
    clock.advance(days=1)
    several.repeat_year(desk, reader_ids=[first.id])
    assert class_of(desk, first) == ClassRef(stage, entered + 1, 1)


def test_repeating_the_year_is_the_class_of_the_same_number_one_year_below(
    desk: Desk, pupils: list[ReaderMade]
) -> None:
    several.repeat_year(desk, reader_ids=[pupils[0].id])
    assert class_of(desk, pupils[0]) == ClassRef(Stage.PRIMARY, 2023, 1)
    several.repeat_year(desk, reader_ids=[pupils[1].id], to=ClassRef(Stage.PRIMARY, 2023, 4))
    assert class_of(desk, pupils[1]) == ClassRef(Stage.PRIMARY, 2023, 4)
    assert class_of(desk, pupils[2]) == FOUR_ONE


def test_several_are_stopped_for_one_reason_and_reopened(desk: Desk, pupils: list[ReaderMade]) -> None:
    book = add_book(desk, "草房子")
    with pytest.raises(StopReasonMissing):
        several.stop_readers(desk, reader_ids=ids(pupils), why=" ")
    several.stop_readers(desk, reader_ids=ids(pupils), why="弄坏图书")
    with pytest.raises(LoanRefused, match="弄坏图书"):
        lend(desk, copy_id=book.copy_id, reader_id=pupils[1].id)
    other = add_reader(desk, "孙六")
    reopened = several.reopen_readers(desk, reader_ids=[*ids(pupils), other.id])
    assert (reopened.done, [name for name, _why in reopened.not_done]) == (3, ["孙六"])
    lend(desk, copy_id=book.copy_id, reader_id=pupils[1].id)


def test_cards_get_a_day_and_are_renewed_from_it(desk: Desk, pupils: list[ReaderMade]) -> None:
    several.set_expiry(desk, reader_ids=ids(pupils)[:2], day=date(2024, 2, 29))
    renewed = several.renew_cards(desk, reader_ids=ids(pupils))
    assert renewed.done == 2
    assert [name for name, _why in renewed.not_done] == ["王五"]
    found = persons.persons(desk.library, ids(pupils))
    assert [person.expires for person in found] == [date(2025, 2, 28), date(2025, 2, 28), None]
    several.set_expiry(desk, reader_ids=ids(pupils)[:1], day=None)
    assert persons.persons(desk.library, ids(pupils))[0].expires is None


@pytest.mark.parametrize(
    "act",
    [
        lambda desk, readers: several.move_readers(desk, reader_ids=readers, to=FOUR_TWO),
        lambda desk, readers: several.repeat_year(desk, reader_ids=readers),
        lambda desk, readers: several.stop_readers(desk, reader_ids=readers, why="x"),
        lambda desk, readers: several.reopen_readers(desk, reader_ids=readers),
        lambda desk, readers: several.set_expiry(desk, reader_ids=readers, day=None),
        lambda desk, readers: several.renew_cards(desk, reader_ids=readers),
    ],
    ids=["move", "repeat", "stop", "reopen", "expiry", "renew"],
)
def test_each_is_undone_exactly_and_not_for_pupils_to_do(
    desk: Desk, pupils: list[ReaderMade], act: Callable[[Desk, list[int]], ManyDone], tmp_path: Path
) -> None:
    change_reader(desk, pupils[0], state="stopped", stopped_why="y", expires="2026-01-01")
    before = rows_of(desk.library.connection)
    undo(desk, act(desk, ids(pupils)).journal_id)
    assert rows_of(desk.library.connection) == before
    helper = make_desk(tmp_path / "school.libdesk", Role.HELPER)
    with pytest.raises(NotAllowed):
        act(helper, ids(pupils))
    helper.library.close()


def test_the_journal_counts_and_names_nobody(desk: Desk, pupils: list[ReaderMade]) -> None:
    moved = several.move_readers(desk, reader_ids=ids(pupils), to=FOUR_TWO)
    args = desk.library.connection.execute("SELECT args FROM journal WHERE id = ?", (moved.journal_id,)).fetchone()[0]
    assert args == '{"readers":3}'


def test_many_reasons_are_told_together_and_many_names_counted() -> None:
    told = several.told_reasons([(f"读者{n}", "has left") for n in range(9)] + [("王一", "is there")])
    assert told.count("has left") == 1
    assert "读者5" in told
    assert "读者6" not in told
    assert "王一" in told
