"""Every step of a repair is undone exactly, and so is what a list of books brings in as being repaired."""

from collections.abc import Callable

import pytest

from libdesk.actions.desk import Desk
from libdesk.actions.holds import place_hold
from libdesk.actions.lending import lend
from libdesk.actions.repairs.checks import note_check
from libdesk.actions.repairs.steps import edit_case, take_step
from libdesk.actions.returning import give_back, report_damage
from libdesk.actions.undo import undo
from libdesk.domain.drafts import BookDraft
from libdesk.domain.repairs import CaseState
from tests.actions.test_imports_books import bring_in, rows
from tests.builders import add_book, add_reader, count
from tests.invariants import broken, rows_of

REPAIR, BINDERY, PROPOSED = CaseState.IN_REPAIR, CaseState.BINDERY, CaseState.PROPOSED
SHELVED, DROPPED = CaseState.SHELVED, CaseState.DROPPED

STEPS: dict[str, Callable[[Desk], object]] = {
    "into repair": lambda desk: take_step(desk, [1, 2], REPAIR),
    "to the bindery": lambda desk: take_step(desk, [2], BINDERY),
    "proposed": lambda desk: take_step(desk, [1, 2], PROPOSED),
    "mended on the spot": lambda desk: take_step(desk, [1], SHELVED, material="胶带", cost_fen=20),
    "dropped": lambda desk: take_step(desk, [1, 3], DROPPED),
    "whole for who waits": lambda desk: take_step(desk, [3], SHELVED),
    "another report": lambda desk: report_damage(desk, copy_id=1, degree="severe", kind="torn", note="第3页"),
    "said more exactly": lambda desk: edit_case(
        desk, 3, kind="cover", degree="slight", cause="", note="封面", material="", cost_fen=None
    ),
    "a check": lambda desk: note_check(desk, place_id=None, from_no="", to_no="", looked=3, marked=1),
}


@pytest.mark.parametrize("step", STEPS.values(), ids=STEPS)
def test_undo_and_its_undo_bring_every_row_back_to_the_letter(desk: Desk, step: Callable[[Desk], object]) -> None:
    add_book(desk, "草房子", copies=2)
    held = add_book(desk, "细米")
    for copy_id in (1, 2, 3):
        report_damage(desk, copy_id=copy_id, degree="medium")
    lend(desk, copy_id=held.copy_id, reader_id=add_reader(desk, "李小雨").id)
    place_hold(desk, title_id=held.title_id, reader_id=add_reader(desk, "王芳").id)
    give_back(desk, copy_id=held.copy_id)
    take_step(desk, [3], REPAIR)
    before = rows_of(desk.library.connection)
    step(desk)
    done = count(desk, "SELECT max(id) FROM journal")
    after = rows_of(desk.library.connection)
    assert before != after
    assert broken(desk.library.connection) == []
    again = undo(desk, done).journal_id
    assert rows_of(desk.library.connection) == before
    undo(desk, again)
    assert rows_of(desk.library.connection) == after


def test_what_is_in_repair_by_the_list_has_a_case_and_its_undo_takes_both(desk: Desk) -> None:
    receipt = bring_in(desk, BookDraft(2, "草房子", copies=2, state="修补中"), BookDraft(3, "根鸟", state="在架"))
    assert rows(desk, "SELECT copy_id, state FROM damage") == [(1, "in_repair"), (2, "in_repair")]
    assert broken(desk.library.connection) == []
    undo(desk, receipt.journal_id)
    assert rows(desk, "SELECT id FROM damage") == []
