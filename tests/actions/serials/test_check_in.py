"""What comes is checked in by key or scan, counted or with barcodes, and every step can be taken back."""

from datetime import date

import pytest

from libdesk.actions.cataloguing.copies import move_copies, remove_copies
from libdesk.actions.cataloguing.errors import NothingDone
from libdesk.actions.cataloguing.new_copies import LabelTaken, LabelTwice
from libdesk.actions.desk import Desk
from libdesk.actions.lending import find_copy, lend
from libdesk.actions.returning import give_back
from libdesk.actions.serials.check_in import check_in, check_in_next, meant_by, set_piece, take_back
from libdesk.actions.serials.claims import claim
from libdesk.actions.serials.errors import (
    ArrivalKept,
    ClaimedToday,
    CopiesWrong,
    IssueGone,
    NothingAwaited,
    NothingToClaim,
    UsesWrong,
)
from libdesk.actions.serials.issues import combine, skip
from libdesk.actions.serials.room_use import count_reading, set_reading
from libdesk.actions.undo import last_undoable, undo
from libdesk.domain.barcodes import BarcodeUnusable, LabelIsIsbn, LabelIsIssn
from libdesk.domain.errors import DeskError
from libdesk.domain.serials.frequency import Frequency, Unit
from libdesk.domain.serials.issues import IssueState
from libdesk.domain.serials.names import IssueName
from libdesk.store.queries import registers
from libdesk.store.queries.serials import issues as queries
from libdesk.store.queries.serials import room_use
from tests.actions.serials.periodicals import ISSN, WEEKDAYS, add_serial, ids_of, issues_of, subscribe
from tests.builders import Clock, add_book, add_reader, count, set_rule, set_setting, status
from tests.invariants import broken, rows_of

MARCH = 2  # the place of the issue that is awaited on the day of the tests, 9 March


def back(desk: Desk) -> None:
    entry = last_undoable(desk)
    assert entry is not None
    undo(desk, entry.id)


def pieces_of(desk: Desk, issue_id: int) -> list[int]:
    return [piece.id for piece in queries.pieces(desk.library, issue_id)]


def test_one_key_checks_all_copies_of_an_issue_in(desk: Desk) -> None:
    made = subscribe(desk, add_serial(desk), copies=2)
    before = rows_of(desk.library.connection)
    done = check_in_next(desk, made)
    assert (done.title, done.name.text, done.copies, done.awaited) == ("少年科学", "2026年第3期", 2, 0)
    assert [name.number for name in done.late_before] == ["1", "2"]
    assert issues_of(desk, made)[MARCH].state(desk.today) is IssueState.HERE
    assert [came.copies for came in queries.came_on(desk.library, desk.today)] == [2]
    back(desk)
    assert rows_of(desk.library.connection) == before


def test_a_part_of_the_copies_may_come_first(desk: Desk) -> None:
    made = subscribe(desk, add_serial(desk), copies=3)
    set_setting(desk, "late_periodical", 10)
    third = ids_of(desk, made)[MARCH]
    assert check_in(desk, [third], copies=2).awaited == 1
    assert issues_of(desk, made)[MARCH].state(desk.today) is IssueState.PARTLY
    assert check_in(desk, [third]).copies == 1
    with pytest.raises(NothingAwaited):
        check_in(desk, [third])
    assert check_in(desk, [third], copies=1).awaited == 0  # one more than was paid for
    with pytest.raises(CopiesWrong):
        check_in(desk, [third], copies=0)


def test_several_come_at_once_in_one_gesture(desk: Desk) -> None:
    paper = subscribe(desk, add_serial(desk, "中国少年报", kind="newspaper"), frequency=WEEKDAYS)
    days = [row.id for row in issues_of(desk, paper)[:30]]
    before = rows_of(desk.library.connection)
    done = check_in(desk, days)
    assert (done.issues, done.copies) == (30, 30)
    back(desk)
    assert rows_of(desk.library.connection) == before
    with pytest.raises(IssueGone):
        check_in(desk, [])


def test_one_scan_finds_the_title_and_its_next_issue(desk: Desk) -> None:
    made = subscribe(desk, add_serial(desk))
    found = meant_by(desk, ISSN, "")
    assert found is not None
    assert found.id == ids_of(desk, made)[MARCH]
    assert meant_by(desk, "0001-0001", "") is None


@pytest.mark.parametrize(("add_on", "number"), [("01", "1"), ("07", "7-8"), ("08", "7-8"), ("03", "3"), ("77", "3")])
def test_the_add_on_tells_which_issue_it_is(desk: Desk, add_on: str, number: str) -> None:
    made = subscribe(desk, add_serial(desk))
    combine(desk, ids_of(desk, made)[6])
    found = meant_by(desk, ISSN, add_on)
    assert found is not None
    assert found.number == number


def test_the_add_on_of_what_is_here_names_it_all_the_same(desk: Desk) -> None:
    made = subscribe(desk, add_serial(desk))
    third = ids_of(desk, made)[MARCH]
    check_in(desk, [third])
    found = meant_by(desk, ISSN, "03")
    assert found is not None
    assert found.id == third
    assert found.awaited == 0


def test_a_skipped_issue_that_comes_after_all_is_here(desk: Desk) -> None:
    made = subscribe(desk, add_serial(desk))
    third = ids_of(desk, made)[MARCH]
    skip(desk, [third])
    check_in(desk, [third])
    assert issues_of(desk, made)[MARCH].state(desk.today) is IssueState.HERE


def test_what_appears_without_a_rule_is_made_as_it_comes(desk: Desk) -> None:
    made = subscribe(desk, add_serial(desk), frequency=Frequency(Unit.IRREGULAR, 0))
    before = rows_of(desk.library.connection)
    assert check_in_next(desk, made).name.text == "2026年第1期"
    assert check_in_next(desk, made).name.text == "2026年第2期"
    assert [row.expected for row in issues_of(desk, made)] == [desk.today] * 2
    back(desk)
    back(desk)
    assert rows_of(desk.library.connection) == before


def test_a_monthly_that_is_all_here_is_told(desk: Desk) -> None:
    made = subscribe(desk, add_serial(desk))
    check_in(desk, ids_of(desk, made))
    with pytest.raises(NothingAwaited, match="少年科学"):
        check_in_next(desk, made)


def test_pieces_with_barcodes_are_copies_of_their_issue_and_no_line_of_the_registers(desk: Desk) -> None:
    made = subscribe(desk, add_serial(desk), copies=2, with_codes=True, place_id=2)
    lines = count(desk, "SELECT count(*) FROM copy WHERE accession_no IS NOT NULL")
    before = rows_of(desk.library.connection)
    done = check_in(desk, [ids_of(desk, made)[MARCH]], codes=["p000077"])
    assert done.codes == ("p000077", "0000001")
    copy_id = count(desk, "SELECT copy_id FROM piece ORDER BY id LIMIT 1")
    copy = find_copy(desk, copy_id)
    assert (copy.name, copy.item_kind, copy.place) == ("少年科学(2026年第3期)", "periodical", "pupils_room")
    assert queries.issue_of_copy(desk.library, copy_id) == IssueName(2026, "3")
    assert count(desk, "SELECT count(*) FROM copy WHERE accession_no IS NOT NULL") == lines
    assert all(line.sums.copies == 0 for line in registers.summary_lines(desk.library))
    assert broken(desk.library.connection) == []
    back(desk)
    assert rows_of(desk.library.connection) == before


def test_two_issues_of_one_title_may_be_lent_at_once(desk: Desk) -> None:
    made = subscribe(desk, add_serial(desk), with_codes=True)
    set_rule(desk, item_kind="periodical", max_loans=5)
    reader = add_reader(desk, "张小明")
    check_in(desk, ids_of(desk, made)[:2])
    for copy_id in (1, 2):
        lend(desk, copy_id=copy_id, reader_id=reader.id)
    assert [status(desk, copy_id) for copy_id in (1, 2)] == ["loan", "loan"]


def test_a_label_that_is_taken_or_wrong_leaves_nothing_behind(desk: Desk) -> None:
    made = subscribe(desk, add_serial(desk), copies=2, with_codes=True)
    add_book(desk, "草房子", barcodes=["B1"])
    reader = add_reader(desk, "张小明")
    third = ids_of(desk, made)[MARCH]
    before = rows_of(desk.library.connection)
    wrong: list[tuple[list[str], type[DeskError]]] = [
        (["B1"], LabelTaken), (["X1", "x1"], LabelTwice), (["9787020002207"], LabelIsIsbn),
        (["X1", "9771005165001 03"], LabelIsIssn), ([reader.card], LabelTaken), (["LD-LEND"], BarcodeUnusable),
    ]  # fmt: skip
    for codes, error in wrong:
        with pytest.raises(error):
            check_in(desk, [third], codes=codes)
        assert rows_of(desk.library.connection) == before


def test_what_did_not_come_after_all_is_taken_back(desk: Desk) -> None:
    made = subscribe(desk, add_serial(desk), with_codes=True)
    before = rows_of(desk.library.connection)
    third = ids_of(desk, made)[MARCH]
    check_in(desk, [third])
    here = rows_of(desk.library.connection)
    take_back(desk, pieces_of(desk, third))
    assert rows_of(desk.library.connection) == before
    back(desk)
    assert rows_of(desk.library.connection) == here


def test_an_issue_that_was_lent_stays(desk: Desk) -> None:
    made = subscribe(desk, add_serial(desk), with_codes=True)
    reader = add_reader(desk, "张小明")
    third = ids_of(desk, made)[MARCH]
    check_in(desk, [third])
    lend(desk, copy_id=1, reader_id=reader.id)
    with pytest.raises(ArrivalKept, match="读者"):
        set_piece(desk, pieces_of(desk, third), "lost")
    give_back(desk, copy_id=1)
    with pytest.raises(ArrivalKept, match="借出过"):
        take_back(desk, pieces_of(desk, third))


@pytest.mark.parametrize(("state", "copy"), [("lost", "missing"), ("gone", "lost")])
def test_a_lost_or_ruined_piece_counts_no_more(desk: Desk, state: str, copy: str) -> None:
    made = subscribe(desk, add_serial(desk), with_codes=True)
    third = ids_of(desk, made)[MARCH]
    check_in(desk, [third])
    before = rows_of(desk.library.connection)
    set_piece(desk, pieces_of(desk, third), state)
    assert issues_of(desk, made)[MARCH].state(desk.today) is IssueState.LOST
    assert status(desk, 1) == copy
    set_piece(desk, pieces_of(desk, third), "here")
    assert rows_of(desk.library.connection) == before


def test_a_copy_that_is_an_issue_is_neither_moved_nor_removed_as_a_book(desk: Desk) -> None:
    made = subscribe(desk, add_serial(desk), with_codes=True)
    check_in(desk, ids_of(desk, made)[:1])
    other = add_book(desk, "草房子")
    for attempt in (lambda: remove_copies(desk, [1]), lambda: move_copies(desk, [1], other.title_id)):
        with pytest.raises(NothingDone, match="登记到馆"):
            attempt()


def test_a_newspaper_is_late_the_next_day_and_a_periodical_when_the_school_says_so(desk: Desk, clock: Clock) -> None:
    subscribe(desk, add_serial(desk))
    subscribe(desk, add_serial(desk, "中国少年报", kind="newspaper", issn=None), frequency=WEEKDAYS)

    def last_late() -> dict[str, int]:
        """Days behind of the last issue that counts as late, by kind."""
        rows = queries.late(desk.library, desk.today)
        return {row.subscription.kind: row.days_late(desk.today) for row in rows}

    assert last_late() == {"newspaper": 3, "periodical": 8}  # a Monday: Friday's paper; the issue of the 1st
    set_setting(desk, "late_periodical", 8)
    set_setting(desk, "late_newspaper", 3)
    assert last_late() == {"newspaper": 4, "periodical": 36}
    clock.advance(days=1)
    assert last_late() == {"newspaper": 4, "periodical": 9}


def test_late_ones_are_listed_and_claimed_until_they_come(desk: Desk, clock: Clock) -> None:
    made = subscribe(desk, add_serial(desk))
    rows = queries.late(desk.library, desk.today)
    assert [(row.number, row.days_late(desk.today)) for row in rows] == [("1", 67), ("2", 36), ("3", 8)]
    before = rows_of(desk.library.connection)
    assert claim(desk, [row.id for row in rows], " 打电话 ") == 3
    clock.advance(days=10)
    assert claim(desk, [rows[0].id]) == 1
    first = issues_of(desk, made)[0]
    assert (first.claims, first.last_claim, first.state(desk.today)) == (2, date(2026, 3, 19), IssueState.CLAIMED)
    assert [row.number for row in queries.late(desk.library, desk.today)] == ["1", "2", "3"]
    check_in(desk, [first.id])
    with pytest.raises(NothingToClaim):
        claim(desk, [first.id])
    for _step in range(3):
        back(desk)
    assert rows_of(desk.library.connection) == before


def test_a_claim_counts_once_a_day(desk: Desk, clock: Clock) -> None:
    made = subscribe(desk, add_serial(desk))
    first, second = ids_of(desk, made)[:2]
    claim(desk, [first])
    with pytest.raises(ClaimedToday):
        claim(desk, [first])
    assert claim(desk, [first, second]) == 1
    clock.advance(days=1)
    claim(desk, [first])
    assert [row.claims for row in issues_of(desk, made)[:2]] == [2, 1]


def test_what_was_expected_over_the_holidays_is_listed_by_day(desk: Desk) -> None:
    subscribe(desk, add_serial(desk))
    paper = add_serial(desk, "中国少年报", kind="newspaper", issn=None)
    subscribe(desk, paper, frequency=WEEKDAYS)
    rows = queries.expected_between(desk.library, date(2026, 1, 30), date(2026, 2, 3))
    assert [(row.expected and row.expected.day, row.subscription.title) for row in rows] == [
        (30, "中国少年报"), (1, "少年科学"), (2, "中国少年报"), (3, "中国少年报"),
    ]  # fmt: skip


def test_reading_in_the_room_is_counted_by_key_and_by_tally(desk: Desk) -> None:
    title = add_serial(desk)
    subscribe(desk, title)
    before = rows_of(desk.library.connection)
    assert [count_reading(desk, title) for _nth in range(3)] == [1, 2, 3]
    count_reading(desk)
    set_reading(desk, title, 12, date(2026, 3, 2))
    set_reading(desk, None, 40, date(2026, 2, 2))
    rows = room_use.uses(desk.library, desk.today)
    assert [(row.title, row.today, row.month, row.year) for row in rows] == [("", 1, 1, 41), ("少年科学", 3, 15, 15)]
    assert room_use.by_month(desk.library, date(2026, 1, 1), date(2026, 12, 31)) == [
        (date(2026, 2, 1), 40), (date(2026, 3, 1), 16),
    ]  # fmt: skip
    set_reading(desk, title, 0, date(2026, 3, 2))
    with pytest.raises(UsesWrong):
        set_reading(desk, title, -1, desk.today)
    for _step in range(7):
        back(desk)
    assert rows_of(desk.library.connection) == before


def test_pupils_check_in_and_count(desk: Desk, helper_desk: Desk) -> None:
    made = subscribe(desk, add_serial(desk), with_codes=True)
    assert check_in_next(helper_desk, made).codes == ("0000001",)
    assert count_reading(helper_desk) == 1
