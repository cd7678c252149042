"""Sittings of a stocktake: whoever scans sits, until somebody else does, the shift ends, or nobody scans for long."""

import pytest

from libdesk.actions.desk import Desk
from libdesk.actions.housekeeping import keep_house
from libdesk.actions.shifts import appoint, end_shift, start_shift
from libdesk.actions.stocktaking.begin import start_stocktake
from libdesk.actions.undo import undo
from libdesk.domain.ops import Role
from libdesk.domain.progress import Progress
from libdesk.domain.rows.stocktake import SittingRow
from libdesk.domain.stocktake.parts import Part
from libdesk.store.queries import stocktakes as queries
from tests.actions.stocktaking.counting_hands import code, scan
from tests.builders import Clock, add_reader, count, make_desk

HOUR = 60 * 60


@pytest.fixture
def stocktake(desk: Desk, clock: Clock) -> int:
    made = start_stocktake(desk, Part())
    clock.advance(seconds=60)
    return made


def sittings(desk: Desk, stocktake_id: int) -> list[SittingRow]:
    return queries.sittings(desk.library, stocktake_id)


def on_duty(desk: Desk, name: str) -> Desk:
    reader = add_reader(desk, name).id
    appoint(desk, reader)
    pupil = Desk(desk.library, clock=desk._clock)
    start_shift(pupil, reader)
    return pupil


def test_a_sitting_ends_with_its_shift_and_with_the_last_scan(desk: Desk, clock: Clock, stocktake: int) -> None:
    pupil = on_duty(desk, "王芳")
    first = scan(pupil, stocktake, code(1))
    last = desk.now()
    clock.advance(seconds=600)
    end_shift(pupil)
    (sitting,) = sittings(desk, stocktake)
    assert (sitting.who, sitting.ended, sitting.seen) == ("王芳", last, 1)
    undo(desk, first.journal_id)
    assert sittings(desk, stocktake)[0].seen == 0


def test_who_signs_on_next_sits_anew(desk: Desk, clock: Clock, stocktake: int) -> None:
    scan(on_duty(desk, "王芳"), stocktake, code(1))
    clock.advance(seconds=600)
    pupil = on_duty(desk, "李雷")
    assert [one.ended is None for one in sittings(desk, stocktake)] == [False]
    scan(pupil, stocktake, code(2))
    assert [(one.who, one.ended is None) for one in sittings(desk, stocktake)] == [("王芳", False), ("李雷", True)]


def test_a_sitting_that_was_left_ends_by_itself_and_what_goes_on_is_let_alone(
    desk: Desk, clock: Clock, stocktake: int
) -> None:
    scan(desk, stocktake, code(1))
    last = desk.now()
    house = make_desk(desk.library.path, Role.SYSTEM, clock=clock)
    clock.advance(seconds=HOUR)
    keep_house(house, Progress())
    assert sittings(desk, stocktake)[0].ended is None
    clock.advance(seconds=2 * HOUR)
    keep_house(house, Progress())
    assert [(one.ended, one.last) for one in sittings(desk, stocktake)] == [(last, last)]
    entries = count(desk, "SELECT count(*) FROM journal WHERE op = 'sit_down'")
    keep_house(house, Progress())
    assert count(desk, "SELECT count(*) FROM journal WHERE op = 'sit_down'") == entries
    scan(desk, stocktake, code(2))
    assert [one.seen for one in sittings(desk, stocktake)] == [1, 1]
    house.library.close()


def test_a_code_that_is_on_no_book_counts_as_the_last_scan_too(desk: Desk, clock: Clock, stocktake: int) -> None:
    scan(desk, stocktake, code(1))
    clock.advance(seconds=300)
    scan(desk, stocktake, "X1")
    assert sittings(desk, stocktake)[0].last == desk.now()
