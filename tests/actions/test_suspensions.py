"""Suspensions end early by an amnesty: one reader, a class, everybody; undone like anything else."""

from datetime import date

import pytest

from libdesk.actions.desk import Desk
from libdesk.actions.lending import lend
from libdesk.actions.money.errors import NobodySuspended
from libdesk.actions.money.suspensions import lift_suspensions
from libdesk.actions.returning import give_back
from libdesk.actions.undo import undo
from libdesk.domain.charges import suspension_text
from libdesk.domain.classes import ClassRef, Stage
from libdesk.domain.errors import NotAllowed
from libdesk.store.queries import charges as queries
from tests.builders import Clock, ReaderMade, add_book, add_reader, change_reader, set_rule
from tests.invariants import rows_of

THIRD = ClassRef(Stage.PRIMARY, 2022, 3)


def late_readers(desk: Desk, clock: Clock, *names: str, apart: str = "") -> list[ReaderMade]:
    """Readers of class 3 who have each brought a book back six open days late today; `apart` is in class 4."""
    readers = [add_reader(desk, name, class_no=4 if name == apart else 3) for name in names]
    copies = [add_book(desk, f"{name}的书").copy_id for name in names]
    for reader, copy_id in zip(readers, copies, strict=True):
        lend(desk, copy_id=copy_id, reader_id=reader.id)
    clock.advance(days=22)
    for copy_id in copies:
        give_back(desk, copy_id=copy_id)
    return readers


@pytest.fixture(autouse=True)
def strict(desk: Desk) -> None:
    set_rule(desk, suspension_days_per_day=1)


def suspended(desk: Desk) -> list[str]:
    return [row.reader for row in queries.suspended(desk.library, desk.today)]


def test_the_list_tells_who_may_not_borrow_and_how_it_was_reckoned(desk: Desk, clock: Clock) -> None:
    add_reader(desk, "李四")
    late_readers(desk, clock, "张三")
    (row,) = queries.suspended(desk.library, desk.today)
    assert (row.reader, row.title, row.since, row.until) == ("张三", "张三的书", date(2026, 3, 31), date(2026, 4, 8))
    text = suspension_text(row.reckoned, row.until, row.late)
    assert "6" in text
    assert "14" in text
    clock.advance(days=9)
    assert suspended(desk) == []


def test_a_suspension_written_by_hand_is_listed_too(desk: Desk) -> None:
    change_reader(desk, add_reader(desk, "张三"), suspended_until="2026-03-31")
    (row,) = queries.suspended(desk.library, desk.today)
    assert (row.title, row.since, row.reckoned) == ("", None, "{}")


def test_an_amnesty_for_one_class_leaves_the_others(desk: Desk, clock: Clock) -> None:
    late_readers(desk, clock, "张三", "李四", "王五", apart="王五")
    before = rows_of(desk.library.connection)
    assert lift_suspensions(desk, group=THIRD) == 2
    assert suspended(desk) == ["王五"]
    lifted = desk.library.connection.execute("SELECT lifted_day FROM suspension ORDER BY id").fetchall()
    assert lifted == [("2026-03-31",), ("2026-03-31",), (None,)]
    entry = desk.library.connection.execute("SELECT max(id) FROM journal").fetchone()[0]
    undo(desk, entry)
    assert rows_of(desk.library.connection) == before


def test_an_amnesty_for_one_reader_and_for_all(desk: Desk, clock: Clock) -> None:
    one = late_readers(desk, clock, "张三", "李四", "王五", apart="王五")[0]
    assert lift_suspensions(desk, reader_ids=[one.id]) == 1
    lend(desk, copy_id=add_book(desk, "又一本").copy_id, reader_id=one.id)
    assert lift_suspensions(desk) == 2
    assert suspended(desk) == []


def test_with_nobody_suspended_nothing_is_written(desk: Desk) -> None:
    one = add_reader(desk, "张三")
    before = desk.library.connection.execute("SELECT count(*) FROM journal").fetchone()
    for scope in ({}, {"reader_ids": [one.id]}, {"group": THIRD}):
        with pytest.raises(NobodySuspended):
            lift_suspensions(desk, **scope)  # type: ignore[arg-type]
    assert desk.library.connection.execute("SELECT count(*) FROM journal").fetchone() == before


def test_a_pupil_at_the_desk_lifts_nothing(helper_desk: Desk) -> None:
    with pytest.raises(NotAllowed):
        lift_suspensions(helper_desk)


def test_who_is_late_again_is_suspended_again(desk: Desk, clock: Clock) -> None:
    (one,) = late_readers(desk, clock, "张三")
    book = add_book(desk, "又一本")
    lift_suspensions(desk, reader_ids=[one.id])
    lend(desk, copy_id=book.copy_id, reader_id=one.id)
    clock.advance(days=16)
    assert give_back(desk, copy_id=book.copy_id).suspended_until is not None
    assert suspended(desk) == ["张三"]
