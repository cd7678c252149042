"""A stocktake: begun with a snapshot, counted scan by scan by whoever is there, finished with what was missed."""

from datetime import timedelta

import pytest

from libdesk.actions.desk import Actor, Desk
from libdesk.actions.lending import lend
from libdesk.actions.repairs.steps import take_step
from libdesk.actions.returning import give_back, mark_lost, report_damage
from libdesk.actions.stocktaking.begin import preview, start_stocktake
from libdesk.actions.stocktaking.errors import PartEmpty, PartTaken
from libdesk.actions.stocktaking.finishing import (
    drop_stocktake,
    finish_stocktake,
)
from libdesk.actions.stocktaking.sittings import get_up
from libdesk.actions.undo import last_undoable, newest_undoable, undo
from libdesk.domain.errors import NotAllowed
from libdesk.domain.ops import Op, Role
from libdesk.domain.progress import Cancelled, Progress
from libdesk.domain.repairs import CaseState
from libdesk.domain.rows.stocktake import Told
from libdesk.domain.shelf_ranges import RangeWrong
from libdesk.domain.stocktake.parts import Part
from libdesk.store.queries import stocktake_lists as lists
from libdesk.store.queries import stocktakes as queries
from tests.actions.stocktaking.counting_hands import code, scan, stands
from tests.builders import Clock, add_reader, change_copy, count, status
from tests.invariants import rows_of

# Beginning


def test_a_snapshot_counts_what_should_be_there_and_what_is_on_loan(desk: Desk) -> None:
    """Case inv-slims-init."""
    lend(desk, copy_id=1, reader_id=add_reader(desk, "李雷").id)
    change_copy(desk, 2, status="withdrawn")
    assert preview(desk, Part()).by_status == (("shelf", 3), ("loan", 1))
    made = start_stocktake(desk, Part())
    assert stands(desk, made) == {"left": 3, "loan": 1}


@pytest.mark.parametrize(
    ("part", "copies"),
    [
        (Part(place_id=2), [5]),
        (Part(from_no="Q", to_no="Q"), [4, 5]),
        (Part(from_no="I", to_no="I"), [1, 2, 3]),
        (Part(to_no="J"), [1, 2, 3]),
        (Part(from_no="J"), [4, 5]),
        (Part(place_id=1, from_no="Q96", to_no="Q96"), [4]),
        (Part(kinds=("book",)), [1, 2, 3, 4, 5]),
    ],
)
def test_only_the_copies_of_the_part_are_counted(desk: Desk, part: Part, copies: list[int]) -> None:
    """Case inv-slims-scope."""
    start_stocktake(desk, part)
    rows = desk.library.connection.execute("SELECT copy_id FROM stocktake_copy ORDER BY id").fetchall()
    assert [row[0] for row in rows] == copies


def test_one_stocktake_at_a_time_for_one_part(desk: Desk) -> None:
    """Case inv-slims-one-at-a-time."""
    first = start_stocktake(desk, Part(from_no="I", to_no="I247"), name="小说")
    with pytest.raises(PartTaken) as refused:
        start_stocktake(desk, Part(place_id=1))
    assert "小说" in refused.value.text()
    start_stocktake(desk, Part(from_no="Q", to_no="Q"))
    drop_stocktake(desk, stocktake_id=first)
    start_stocktake(desk, Part(place_id=1, from_no="I", to_no="I"))


def test_a_part_without_copies_or_with_its_ends_turned_round_is_told(desk: Desk) -> None:
    with pytest.raises(PartEmpty):
        start_stocktake(desk, Part(place_id=3))
    with pytest.raises(RangeWrong):
        preview(desk, Part(from_no="Q", to_no="I"))
    assert count(desk, "SELECT count(*) FROM stocktake") == 0


def test_stopping_the_snapshot_leaves_nothing(desk: Desk) -> None:
    with pytest.raises(Cancelled):
        start_stocktake(desk, Part(), progress=Progress(stopped=lambda: True))
    assert count(desk, "SELECT count(*) FROM stocktake") + count(desk, "SELECT count(*) FROM stocktake_copy") == 0


def test_a_pupil_counts_but_neither_begins_nor_finishes(desk: Desk) -> None:
    made = start_stocktake(desk, Part())
    pupil = Desk(desk.library, clock=desk._clock, actor=Actor(Role.HELPER))
    assert scan(pupil, made, code(1)).told is Told.SEEN
    with pytest.raises(NotAllowed):
        finish_stocktake(pupil, stocktake_id=made)
    with pytest.raises(NotAllowed):
        start_stocktake(pupil, Part())


# Counting


def test_a_copy_is_seen_once_and_told_by_whom_it_was_seen_before(desk: Desk, clock: Clock) -> None:
    """Case inv-slims-scan."""
    made = start_stocktake(desk, Part())
    helper = add_reader(desk, "王芳", helper=True)
    with desk.action(Op.START_SHIFT) as act:
        from libdesk.store.tables import Shift

        shift = act.add(Shift, reader_id=helper.id, started=act.at)
    pupil = Desk(desk.library, clock=desk._clock, actor=Actor(Role.HELPER, shift_id=shift))
    assert scan(pupil, made, code(1)).told is Told.SEEN
    assert stands(desk, made) == {"left": 4, "seen": 1}
    entries = count(desk, "SELECT count(*) FROM journal")
    again = scan(desk, made, code(1))
    assert again.told is Told.BEFORE
    assert again.standing is not None
    assert (again.standing.seen_by, again.standing.seen_at) == ("王芳", desk.now())
    assert count(desk, "SELECT count(*) FROM journal") == entries


def test_what_was_lost_or_missing_is_found_in_the_same_action(desk: Desk) -> None:
    lend(desk, copy_id=1, reader_id=add_reader(desk, "李雷").id)
    mark_lost(desk, copy_id=1)
    change_copy(desk, 2, status="missing")
    made = start_stocktake(desk, Part())
    assert stands(desk, made) == {"left": 3, "missing": 1, "lost": 1}
    found = scan(desk, made, code(1))
    assert found.is_found
    assert found.loss is not None
    assert found.loss.reader_name == "李雷"
    assert scan(desk, made, code(2)).is_found
    assert (status(desk, 1), status(desk, 2)) == ("shelf", "shelf")
    assert stands(desk, made) == {"left": 3, "seen": 2}
    undo(desk, found.journal_id)
    assert status(desk, 1) == "lost"
    assert count(desk, "SELECT count(*) FROM charge WHERE state = 'open'") == 1
    assert stands(desk, made) == {"left": 3, "seen": 1, "lost": 1}


def test_a_book_on_the_shelf_that_is_on_loan_is_seen_and_stays_on_loan(desk: Desk) -> None:
    """Case inv-slims-onloan: the return was missed; it is asked, not guessed."""
    lend(desk, copy_id=1, reader_id=add_reader(desk, "李雷").id)
    desk._clock.advance(days=1)  # type: ignore[attr-defined]
    made = start_stocktake(desk, Part())
    told = scan(desk, made, code(1))
    assert told.copy is not None
    assert told.copy.loan is not None
    assert status(desk, 1) == "loan"
    assert stands(desk, made) == {"left": 4, "seen": 1}
    row = queries.stocktake(desk.library, made)
    assert row is not None
    assert [one.copy_id for one in lists.odd(desk.library, row, "on_loan").rows] == [1]  # type: ignore[union-attr]


def test_a_loan_a_return_and_what_was_found_at_the_desk_meanwhile_count_as_seen(desk: Desk, clock: Clock) -> None:
    reader = add_reader(desk, "李雷").id
    lend(desk, copy_id=1, reader_id=reader)
    change_copy(desk, 5, status="missing")
    clock.advance(days=1)
    made = start_stocktake(desk, Part())
    clock.advance(days=1)
    lend(desk, copy_id=4, reader_id=reader)
    give_back(desk, copy_id=1)
    give_back(desk, copy_id=5)
    assert stands(desk, made) == {"left": 2, "desk": 3}


def test_what_is_elsewhere_for_a_known_reason_is_not_missing(desk: Desk) -> None:
    case = report_damage(desk, copy_id=1, degree="medium")
    take_step(desk, [case.damage_id], CaseState.IN_REPAIR)
    change_copy(desk, 2, waiting=4)
    made = start_stocktake(desk, Part())
    assert stands(desk, made) == {"left": 3, "repair": 1, "in_hand": 1}
    finish_stocktake(desk, stocktake_id=made)
    assert [status(desk, copy_id) for copy_id in range(1, 6)] == ["repair", "shelf", "missing", "missing", "missing"]


def test_what_came_back_before_and_waits_on_the_trolley_is_not_missing(desk: Desk, clock: Clock) -> None:
    """It counts as shelved, and is looked for, when it waits no longer by the setting or is ticked off."""
    lend(desk, copy_id=1, reader_id=add_reader(desk, "李雷").id)
    give_back(desk, copy_id=1)
    clock.advance(seconds=60)
    assert preview(desk, Part()).in_hand == 1
    made = start_stocktake(desk, Part())
    assert stands(desk, made) == {"left": 4, "in_hand": 1}
    clock.advance(days=14)
    assert stands(desk, made) == {"left": 5}
    clock.advance(days=-14)
    finish_stocktake(desk, stocktake_id=made)
    assert (status(desk, 1), status(desk, 2)) == ("shelf", "missing")


def test_the_wrong_place_and_another_part_are_told(desk: Desk) -> None:
    made = start_stocktake(desk, Part(place_id=1))
    assert scan(desk, made, code(1), place_id=1).wrong_place is False
    other = scan(desk, made, code(5), place_id=1)
    assert other.wrong_place
    assert other.standing is not None
    assert other.standing.stand is None
    row = queries.stocktake(desk.library, made)
    assert row is not None
    found = lists.odds(desk.library, row)
    assert (found.wrong_place, found.other_part) == (1, 1)


def test_foreign_codes_are_kept_once_and_cards_and_isbns_never(desk: Desk) -> None:
    made = start_stocktake(desk, Part())
    card = add_reader(desk, "李雷").card
    assert [scan(desk, made, one).told for one in ("X99", "x99 ", card, "9787020002207", "LD-LEND", "9" * 90)] == [
        Told.STRAY, Told.STRAY_BEFORE, Told.READER, Told.ISBN, Told.COMMAND, Told.TOO_LONG,
    ]  # fmt: skip


def test_a_withdrawn_copy_on_the_shelf_is_noted_and_stays_withdrawn(desk: Desk) -> None:
    change_copy(desk, 1, status="withdrawn")
    made = start_stocktake(desk, Part())
    scan(desk, made, code(1))
    row = queries.stocktake(desk.library, made)
    assert row is not None
    assert lists.odds(desk.library, row).withdrawn == 1
    assert status(desk, 1) == "withdrawn"


def test_every_scan_is_undone_by_itself_also_the_first_of_a_sitting(desk: Desk) -> None:
    made = start_stocktake(desk, Part())
    before = rows_of(desk.library.connection, but=("sitting",))
    told = [scan(desk, made, one) for one in (code(1), code(2), "X99")]
    undo(desk, told[0].journal_id)
    assert stands(desk, made) == {"left": 4, "seen": 1}
    for _nth in range(2):
        entry = last_undoable(desk)
        assert entry is not None
        assert entry.op == Op.COUNT_STOCK
        undo(desk, entry.id)
    assert rows_of(desk.library.connection, but=("sitting",)) == before
    newest = newest_undoable(desk)
    assert newest is not None
    assert newest.op == Op.START_STOCKTAKE  # F8 leaves it: it is dropped on its page
    assert last_undoable(desk) is None


def test_one_sitting_goes_on_for_one_person_until_a_long_pause(desk: Desk, clock: Clock) -> None:
    made = start_stocktake(desk, Part())
    scan(desk, made, code(1))
    clock.advance(seconds=600)
    scan(desk, made, code(2))
    clock.advance(seconds=3 * 3600)
    scan(desk, made, code(3))
    desk.actor = Actor(Role.LIBRARIAN, name="张老师", staff_id=None, shift_id=None)
    assert get_up(desk, made)
    assert not get_up(desk, made)
    scan(desk, made, code(4))
    sittings = queries.sittings(desk.library, made)
    assert [one.seen for one in sittings] == [2, 1, 1]
    assert sittings[0].ended == sittings[0].last
    assert sittings[-1].ended is None


def test_the_days_of_a_sitting_are_those_of_its_scans(desk: Desk, clock: Clock) -> None:
    made = start_stocktake(desk, Part())
    scan(desk, made, code(1))
    clock.advance(seconds=int(timedelta(minutes=5).total_seconds()))
    scan(desk, made, "X1")
    assert queries.last_scan(desk.library, 1) == desk.now()
