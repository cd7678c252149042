"""A piece that bears a barcode and its copy say the same, wherever the copy was lost, found, repaired or bound."""

import pytest

from libdesk.actions.desk import Desk
from libdesk.actions.repairs.steps import take_step
from libdesk.actions.returning import mark_found, mark_lost, report_damage
from libdesk.actions.serials.check_in import check_in, set_piece
from libdesk.domain.repairs import CaseState
from libdesk.domain.serials.issues import IssueState
from libdesk.store.queries.serials import issues as queries
from libdesk.store.queries.serials import subscriptions
from tests.actions.serials.periodicals import add_serial, ids_of, issues_of, subscribe
from tests.builders import count, status
from tests.invariants import broken
from tests.serials_made import YEAR, bind
from tests.serials_made import add_serial as add_year


@pytest.fixture
def piece(desk: Desk) -> int:
    """The first issue of a periodical with barcodes is here as copy 1."""
    made = subscribe(desk, add_serial(desk), with_codes=True)
    check_in(desk, ids_of(desk, made)[:1])
    return queries.pieces(desk.library, ids_of(desk, made)[0])[0].id


def test_a_lost_piece_that_is_found_at_the_desk_is_here_again(desk: Desk, piece: int) -> None:
    set_piece(desk, [piece], "lost")
    mark_found(desk, copy_id=1)
    (row, *_rest) = issues_of(desk, 1)
    assert (row.state(desk.today), row.here, row.lost) == (IssueState.HERE, 1, 0)
    assert queries.pieces(desk.library, row.id)[0].state == "here"


def test_a_piece_that_the_desk_lost_is_lost_here_too(desk: Desk, piece: int) -> None:
    mark_lost(desk, copy_id=1)
    (row, *_rest) = issues_of(desk, 1)
    assert row.state(desk.today) is IssueState.LOST
    assert queries.pieces(desk.library, row.id)[0].state == "lost"
    set_piece(desk, [piece], "here")
    assert status(desk, 1) == "shelf"


def test_a_piece_in_repair_that_gets_lost_leaves_its_case_behind(desk: Desk, piece: int) -> None:
    case = report_damage(desk, copy_id=1, degree="slight").damage_id
    take_step(desk, [case], CaseState.IN_REPAIR)
    set_piece(desk, [piece], "lost")
    assert status(desk, 1) == "missing"
    assert broken(desk.library.connection) == []
    set_piece(desk, [piece], "here")
    assert broken(desk.library.connection) == []
    assert count(desk, "SELECT count(*) FROM damage WHERE state = 'reported'") == 1


def test_what_is_on_the_trolley_and_lost_stands_there_no_more(desk: Desk, piece: int) -> None:
    mark_lost(desk, copy_id=1)
    mark_found(desk, copy_id=1)
    assert count(desk, "SELECT count(*) FROM copy WHERE trolley IS NOT NULL") == 1
    set_piece(desk, [piece], "lost")
    assert count(desk, "SELECT count(*) FROM copy WHERE trolley IS NOT NULL") == 0


def test_what_is_bound_counts_as_having_come(desk: Desk) -> None:
    made = add_year(desk, "少年科学", with_codes=True)
    bind(desk, made)
    (row,) = subscriptions.subscriptions(desk.library, YEAR)
    assert (row.here, row.issues) == (12, 12)
    assert {one.state(desk.today) for one in queries.of_subscription(desk.library, row.id)} == {IssueState.BOUND}
