"""A stocktake ends: what was not seen is missing or lost, figures agree with the register, one undo takes it back."""

import pytest

from libdesk.actions.desk import Desk
from libdesk.actions.lending import lend
from libdesk.actions.repairs.steps import take_step
from libdesk.actions.returning import give_back, report_damage
from libdesk.actions.stocktaking.begin import start_stocktake
from libdesk.actions.stocktaking.errors import StocktakeEnded
from libdesk.actions.stocktaking.finishing import (
    drop_stocktake,
    figures_now,
    finish_stocktake,
    propose_withdrawal,
)
from libdesk.actions.undo import last_undoable, tidy, undo
from libdesk.domain.repairs import CaseState
from libdesk.domain.rows.stocktake import Told
from libdesk.domain.stocktake.endings import Figures
from libdesk.domain.stocktake.parts import Part
from libdesk.store.queries import stocktake_lists as lists
from libdesk.store.queries import stocktakes as queries
from tests.actions.stocktaking.counting_hands import code, scan, stands
from tests.builders import Clock, add_book, add_reader, change_copy, count, set_setting, status
from tests.invariants import rows_of


def test_what_was_not_seen_is_missing_and_one_undo_takes_all_of_it_back(desk: Desk) -> None:
    made = start_stocktake(desk, Part())
    for copy_id in (1, 2, 4):
        scan(desk, made, code(copy_id))
    before = rows_of(desk.library.connection)
    expected = figures_now(desk, made)
    done = finish_stocktake(desk, stocktake_id=made)
    assert (done.to_missing, done.to_lost) == (2, 0) == (expected.to_missing, expected.to_lost)
    assert (status(desk, 3), status(desk, 5)) == ("missing", "missing")
    with pytest.raises(StocktakeEnded):
        scan(desk, made, code(3))
    entry = last_undoable(desk)
    assert entry is not None
    undo(desk, entry.id)
    assert rows_of(desk.library.connection) == before
    assert scan(desk, made, code(3)).told is Told.SEEN


@pytest.mark.parametrize(
    ("lost_after", "states"),
    [(1, ["lost"]), (2, ["missing", "lost"]), (3, ["missing", "missing", "lost"]), (0, ["missing"] * 4)],
)
def test_missed_so_often_in_a_row_it_is_lost(desk: Desk, clock: Clock, lost_after: int, states: list[str]) -> None:
    set_setting(desk, "lost_after", lost_after)
    for state in states:
        made = start_stocktake(desk, Part(place_id=2))
        finish_stocktake(desk, stocktake_id=made)
        assert status(desk, 5) == state
        clock.advance(days=180)


def test_to_be_found_in_between_begins_anew(desk: Desk, clock: Clock) -> None:
    reader = add_reader(desk, "李雷").id
    finish_stocktake(desk, stocktake_id=start_stocktake(desk, Part(place_id=2)))
    clock.advance(days=1)
    give_back(desk, copy_id=5)
    lend(desk, copy_id=5, reader_id=reader)
    give_back(desk, copy_id=5)
    change_copy(desk, 5, status="missing", trolley=None)
    clock.advance(days=1)
    finish_stocktake(desk, stocktake_id=start_stocktake(desk, Part(place_id=2)))
    assert status(desk, 5) == "missing"


def test_the_figures_add_up_to_the_copy_register_and_stay_readable(desk: Desk, clock: Clock) -> None:
    reader = add_reader(desk, "李雷").id
    lend(desk, copy_id=1, reader_id=reader)
    take_step(desk, [report_damage(desk, copy_id=2, degree="medium").damage_id], CaseState.IN_REPAIR)
    clock.advance(days=1)
    made = start_stocktake(desk, Part(place_id=1))
    scan(desk, made, code(3))
    add_book(desk, "新书")
    found = figures_now(desk, made)
    assert found.agreement.agrees
    assert (found.agreement.register, found.agreement.outside, found.agreement.of_part) == (6, 2, 4)
    assert dict(found.agreement.lines(whole=False))["seen"] == 1
    finish_stocktake(desk, stocktake_id=made)
    row = queries.stocktake(desk.library, made)
    assert row is not None
    import json

    assert Figures.of_values(json.loads(row.figures)) == found


def test_the_lost_are_proposed_for_withdrawal(desk: Desk) -> None:
    set_setting(desk, "lost_after", 1)
    made = start_stocktake(desk, Part(place_id=2))
    finish_stocktake(desk, stocktake_id=made)
    added = propose_withdrawal(desk, stocktake_id=made)
    assert added.added == 1
    assert count(desk, "SELECT count(*) FROM withdrawal_copy WHERE copy_id = 5 AND reason = 'lost'") == 1


def test_dropping_marks_nothing_and_is_undone(desk: Desk) -> None:
    made = start_stocktake(desk, Part())
    scan(desk, made, code(1))
    before = rows_of(desk.library.connection)
    dropped = drop_stocktake(desk, stocktake_id=made)
    assert {status(desk, copy_id) for copy_id in range(1, 6)} == {"shelf"}
    assert queries.stocktakes(desk.library) == []
    undo(desk, dropped)
    assert rows_of(desk.library.connection) == before


def test_snapshots_go_with_the_undo_and_figures_stay(desk: Desk, clock: Clock) -> None:
    made = start_stocktake(desk, Part())
    scan(desk, made, code(1))
    finish_stocktake(desk, stocktake_id=made)
    clock.advance(days=100)
    tidy(desk)
    assert count(desk, "SELECT count(*) FROM stocktake_copy") == 5
    clock.advance(days=101)
    still_open = start_stocktake(desk, Part())
    tidy(desk)
    assert count(desk, "SELECT count(*) FROM stocktake_copy WHERE stocktake_id = ?", made) == 0
    assert count(desk, "SELECT count(*) FROM stocktake_copy WHERE stocktake_id = ?", still_open) == 5
    row = queries.stocktake(desk.library, made)
    assert row is not None
    assert row.figures
    assert lists.missed(desk.library, made).total == 4


def test_a_copy_made_by_mistake_is_removed_from_an_open_stocktake_too(desk: Desk) -> None:
    from libdesk.actions.cataloguing.copies import remove_copies
    from libdesk.actions.cataloguing.errors import NothingDone

    made = start_stocktake(desk, Part())
    before = rows_of(desk.library.connection, but=("setting",))
    done = remove_copies(desk, [5])
    assert stands(desk, made) == {"left": 4}
    undo(desk, done.journal_id)
    assert rows_of(desk.library.connection, but=("setting",)) == before
    scan(desk, made, code(5))
    with pytest.raises(NothingDone):
        remove_copies(desk, [5])
