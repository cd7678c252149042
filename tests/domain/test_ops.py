"""The table of who may do what: complete, and told here a second time for the roles that matter most."""

import pytest

from libdesk.domain.op_labels import OP_LABELS, label_of
from libdesk.domain.ops import ALLOWED, NEEDS_SHIFT, Change, Op, Role, Topic
from libdesk.i18n import _, set_language

READING = {op for op in Op if op.name.startswith(("SEE_", "FIND_"))}


def test_every_op_has_a_label_and_no_two_are_the_same() -> None:
    assert set(OP_LABELS) == set(Op)
    assert len(set(OP_LABELS.values())) == len(Op)


def test_an_entry_that_says_more_than_its_op_is_called_by_that() -> None:
    assert label_of(Op.EDIT_WITHDRAWAL, {"approved": 1}) == "Approve a list of withdrawal"
    assert label_of(Op.EDIT_WITHDRAWAL, {"approved": 0}) == OP_LABELS[Op.EDIT_WITHDRAWAL]
    assert label_of(Op.EDIT_PURCHASE, {"new": 1}) == "Make an order"


@pytest.mark.parametrize("op", Op)
def test_every_label_has_a_chinese_text(op: Op) -> None:
    set_language("zh_CN")
    assert _(OP_LABELS[op]) != OP_LABELS[op]


def test_every_role_has_its_row() -> None:
    assert set(ALLOWED) == set(Role)


def test_a_librarian_may_do_everything() -> None:
    assert ALLOWED[Role.LIBRARIAN] == frozenset(Op)


@pytest.mark.parametrize("op", Op)
def test_a_student_librarian_has_the_desk_and_nothing_else(op: Op) -> None:
    of_the_desk = {
        Op.LEND, Op.GIVE_BACK, Op.RENEW, Op.LEND_UNCATALOGUED, Op.USE_IN_HOUSE, Op.PLACE_HOLD, Op.REPORT_DAMAGE,
        Op.UNDO, Op.START_SHIFT, Op.END_SHIFT, Op.SIGN_IN, Op.SEE_DESK, Op.FIND_BOOKS, Op.SEE_SHELVING, Op.SEE_SERIALS,
        Op.CHECK_CARE, Op.SHELVE, Op.CHECK_IN, Op.COUNT_USE, Op.COUNT_STOCK, Op.SIT_DOWN,
        Op.SEE_SEMESTER, Op.SEE_ROSTER, Op.PRACTISE, Op.NOTE_DRILL, Op.COUNT_VISITS,
    }  # fmt: skip
    assert (op in ALLOWED[Role.HELPER]) == (op in of_the_desk)


@pytest.mark.parametrize(
    "op", [Op.OVERRIDE, Op.FIND_READERS, Op.SEE_HISTORY, Op.EDIT_STAFF, Op.RESTORE, Op.IMPORT_BOOKS]
)
def test_people_s_data_and_rules_are_the_librarian_s(op: Op) -> None:
    assert [role for role in Role if op in ALLOWED[role]] == [Role.LIBRARIAN]


def test_a_viewer_changes_nothing() -> None:
    assert ALLOWED[Role.VIEWER] - READING == {Op.SIGN_IN}


def test_the_program_itself_never_lends() -> None:
    assert ALLOWED[Role.SYSTEM].isdisjoint({Op.LEND, Op.GIVE_BACK, Op.OVERRIDE, Op.UNDO, Op.EDIT_STAFF})


def test_a_shift_can_be_started_without_one_and_the_catalogue_be_searched() -> None:
    assert ALLOWED[Role.HELPER] >= NEEDS_SHIFT
    reading = {Op.SEE_DESK, Op.FIND_BOOKS, Op.SEE_SHELVING, Op.SEE_SERIALS, Op.SEE_SEMESTER, Op.SEE_ROSTER}
    assert NEEDS_SHIFT.isdisjoint({Op.START_SHIFT, Op.END_SHIFT} | reading)


def test_names_are_stored_in_the_journal_and_differ() -> None:
    for kind in (Op, Role, Topic):
        values = [member.value for member in kind]
        assert len(set(values)) == len(values)
        assert all(value == value.lower() and value.isascii() for value in values)


def test_a_change_is_a_value() -> None:
    assert Change(Op.LEND, frozenset({Topic.LOANS}), 7) == Change(Op.LEND, frozenset({Topic.LOANS}), 7)
