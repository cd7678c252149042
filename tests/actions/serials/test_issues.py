"""What was foretold is made to fit what appears."""

from datetime import date

import pytest

from libdesk.actions.desk import Desk
from libdesk.actions.serials.check_in import check_in
from libdesk.actions.serials.errors import IssueGone, IssueTouched, NoNextIssue, NotCombined, NumberMissing
from libdesk.actions.serials.issues import (
    IssueForm,
    add_supplement,
    combine,
    edit_issue,
    insert_issue,
    remove_issue,
    skip,
    split,
)
from libdesk.actions.undo import last_undoable, undo
from libdesk.domain.serials.frequency import Frequency, Unit
from libdesk.domain.serials.issues import IssueState
from libdesk.domain.serials.names import IssueKind
from libdesk.domain.serials.numbering import Numbering
from tests.actions.serials.periodicals import add_serial, ids_of, issues_of, numbers_of, subscribe
from tests.invariants import rows_of

MONTHS = [str(number) for number in range(1, 13)]


@pytest.fixture
def monthly(desk: Desk) -> int:
    return subscribe(desk, add_serial(desk), numbering=Numbering(total=121))


def back(desk: Desk) -> None:
    entry = last_undoable(desk)
    assert entry is not None
    undo(desk, entry.id)


def test_a_combined_issue_takes_two_numbers_and_those_after_it_stay(desk: Desk, monthly: int) -> None:
    before = rows_of(desk.library.connection)
    combine(desk, ids_of(desk, monthly)[6])
    assert numbers_of(desk, monthly) == [*MONTHS[:6], "7-8", *MONTHS[8:]]
    row = issues_of(desk, monthly)[6]
    assert row.name.text == "2026年第7–8期（总第127–128期）"
    assert row.expected == date(2026, 7, 1)
    back(desk)
    assert rows_of(desk.library.connection) == before


def test_three_in_one_and_apart_again(desk: Desk, monthly: int) -> None:
    issue = ids_of(desk, monthly)[6]
    combine(desk, issue)
    combine(desk, issue)
    assert numbers_of(desk, monthly)[6] == "7-9"
    split(desk, issue)
    assert numbers_of(desk, monthly) == MONTHS
    rows = issues_of(desk, monthly)
    assert [row.expected and row.expected.month for row in rows] == list(range(1, 13))
    assert [row.total_no for row in rows][6:9] == ["127", "128", "129"]
    with pytest.raises(NotCombined):
        split(desk, issue)


def test_the_last_issue_has_none_to_be_combined_with(desk: Desk, monthly: int) -> None:
    with pytest.raises(NoNextIssue):
        combine(desk, ids_of(desk, monthly)[-1])


def test_what_came_is_neither_swallowed_nor_removed(desk: Desk, monthly: int) -> None:
    first, second, *_rest = ids_of(desk, monthly)
    check_in(desk, [second])
    with pytest.raises(IssueTouched, match="第2期"):
        combine(desk, first)
    with pytest.raises(IssueTouched):
        remove_issue(desk, second)


def test_a_supplement_moves_no_number(desk: Desk, monthly: int) -> None:
    third = ids_of(desk, monthly)[2]
    made = add_supplement(desk, third, IssueForm("1", expected=date(2026, 3, 20)))
    rows = issues_of(desk, monthly)
    assert [row.name.short for row in rows[2:5]] == ["第3期", "增刊1", "第4期"]
    assert rows[3].id == made
    assert rows[3].kind is IssueKind.SUPPLEMENT


def test_there_is_room_for_many_supplements_in_one_place(desk: Desk, monthly: int) -> None:
    third = ids_of(desk, monthly)[2]
    for number in range(12):
        add_supplement(desk, third, IssueForm(str(number)))
    rows = issues_of(desk, monthly)
    assert [row.number for row in rows[3:15]] == [str(number) for number in reversed(range(12))]
    assert len({row.seq for row in rows}) == len(rows)
    assert [row.number for row in rows if row.kind is not IssueKind.SUPPLEMENT] == MONTHS


def test_a_skipped_issue_keeps_its_number_and_is_awaited_no_more(desk: Desk, monthly: int) -> None:
    third = ids_of(desk, monthly)[2]
    skip(desk, [third])
    row = issues_of(desk, monthly)[2]
    assert (row.state(desk.today), row.awaited, row.number) == (IssueState.SKIPPED, 0, "3")
    skip(desk, [third], skipped=False)
    assert issues_of(desk, monthly)[2].awaited == 1


def test_numbers_go_on_from_a_changed_one(desk: Desk, monthly: int) -> None:
    rows = issues_of(desk, monthly)
    check_in(desk, [rows[4].id])
    before = rows_of(desk.library.connection)
    edit_issue(desk, rows[2].id, IssueForm("2", total_no="122", expected=rows[2].expected), following=True)
    assert numbers_of(desk, monthly) == ["1", "2", "2", "3", "5", "6", "7", "8", "9", "10", "11", "12"]
    assert issues_of(desk, monthly)[3].total_no == "123"
    back(desk)
    assert rows_of(desk.library.connection) == before


def test_a_number_with_a_dash_is_a_combined_issue(desk: Desk, monthly: int) -> None:
    first = ids_of(desk, monthly)[0]
    edit_issue(desk, first, IssueForm("1–2"), following=True)
    row = issues_of(desk, monthly)[0]
    assert (row.number, row.kind) == ("1-2", IssueKind.COMBINED)
    assert numbers_of(desk, monthly)[1:3] == ["3", "4"]
    with pytest.raises(NumberMissing):
        edit_issue(desk, first, IssueForm(" "))


def test_an_issue_that_was_not_foretold_is_put_in(desk: Desk) -> None:
    made = subscribe(desk, add_serial(desk), frequency=Frequency(Unit.IRREGULAR, 0))
    first = insert_issue(desk, made, IssueForm("1", expected=date(2026, 3, 1)))
    insert_issue(desk, made, IssueForm("3"))
    insert_issue(desk, made, IssueForm("2"), after=first)
    assert numbers_of(desk, made) == ["1", "2", "3"]
    remove_issue(desk, first)
    assert numbers_of(desk, made) == ["2", "3"]
    with pytest.raises(IssueGone):
        remove_issue(desk, first)
