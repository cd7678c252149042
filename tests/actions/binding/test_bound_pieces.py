"""What of a year can be bound: issues of which more copies come, ruined, stopped, to come, reported as damaged."""

from datetime import date

from libdesk.actions.binding.lists import take_off
from libdesk.actions.desk import Desk
from libdesk.actions.returning import report_damage
from libdesk.actions.serials.check_in import check_in, set_piece
from libdesk.actions.serials.issues import IssueForm, edit_issue
from libdesk.actions.serials.subscriptions import stop_subscription
from libdesk.domain.serials.binding import Standing, YearIssue
from libdesk.store.queries import bindings as queries
from libdesk.store.queries.repairs import open_counts
from libdesk.store.queries.serials import issues
from tests.actions.serials import periodicals
from tests.builders import count
from tests.invariants import broken, rows_of
from tests.serials_made import YEAR, add_serial, bind, planned


def of_year(desk: Desk, title_id: int, year: int = YEAR) -> list[YearIssue]:
    return queries.year_issues(desk.library, title_id, year, desk.today)


def test_an_issue_of_which_more_copies_are_taken_lacks_what_did_not_come(desk: Desk) -> None:
    title_id = periodicals.add_serial(desk)
    made = periodicals.subscribe(desk, title_id)
    first = periodicals.ids_of(desk, made)[0]
    edit_issue(desk, first, IssueForm("1", expected=date(2026, 1, 1), copies=3))
    check_in(desk, [first], copies=2)
    issue = of_year(desk, title_id, 2026)[0]
    assert (issue.wanted, len(issue.free)) == (3, 2)


def test_a_ruined_issue_is_named_as_ruined(desk: Desk) -> None:
    for with_codes in (False, True):
        made = add_serial(desk, "少年科学", with_codes=with_codes)
        set_piece(desk, [issues.pieces(desk.library, made.issue_ids[3])[0].id], "gone")
        (one,) = planned(desk, made.title_id)
        assert [(gap.number, gap.why) for gap in one.gaps] == [("4", Standing.RUINED)]


def test_what_comes_after_a_subscription_was_stopped_is_no_missing_issue(desk: Desk) -> None:
    made = add_serial(desk, "少年科学", missing=range(9, 13))
    stop_subscription(desk, made.subscription_id, date(YEAR, 8, 31))
    assert [issue.name.number for issue in of_year(desk, made.title_id)] == [str(number) for number in range(1, 9)]


def test_in_the_middle_of_a_year_what_is_still_to_come_is_no_gap(desk: Desk) -> None:
    title_id = periodicals.add_serial(desk)
    made = periodicals.subscribe(desk, title_id)
    first, _second, third = periodicals.ids_of(desk, made)[:3]
    check_in(desk, [first, third])
    (one,) = planned(desk, title_id, year=2026)
    assert one.label == "2026.1-3"
    assert [(gap.number, gap.why) for gap in one.gaps] == [("2", Standing.MISSING)]
    assert of_year(desk, title_id, 2026)[3].why_not is Standing.TO_COME


def test_a_torn_issue_that_is_bound_waits_for_no_repair_until_it_is_taken_out_again(desk: Desk) -> None:
    made = add_serial(desk, "少年科学", with_codes=True)
    report_damage(desk, copy_id=made.copy_ids[2], degree="slight")
    before = rows_of(desk.library.connection, but=("setting", "repair_step"))
    binding_id = bind(desk, made)
    assert not open_counts(desk.library).by_state
    (line,) = queries.volumes_of(desk.library, binding_id)
    take_off(desk, binding_id=binding_id, volume_ids=[line.id])
    after = rows_of(desk.library.connection, but=("setting", "repair_step"))
    assert {table for table in before if before[table] != after[table]} == {"binding"}
    assert count(desk, "SELECT count(*) FROM damage WHERE state = 'reported'") == 1
    assert broken(desk.library.connection) == []
