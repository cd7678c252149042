"""Withdrawal (剔旧): a list is prepared, approved and done in one step; what left stays known, and its figures too."""

from datetime import date

import pytest

from libdesk.actions.cataloguing.accessions import next_number
from libdesk.actions.desk import Desk
from libdesk.actions.holds import place_hold
from libdesk.actions.lending import lend
from libdesk.actions.returning import give_back, mark_found, mark_lost, renew
from libdesk.actions.undo import last_undoable, undo
from libdesk.actions.withdrawing import errors
from libdesk.actions.withdrawing.lists import (
    add_to_withdrawal,
    approve,
    make_withdrawal,
    remove_withdrawal,
    rename,
    set_reason,
    take_approval_back,
    take_off,
)
from libdesk.actions.withdrawing.withdraw import bring_back, withdraw
from libdesk.domain.loans import LoanRefused
from libdesk.domain.ops import Op
from libdesk.domain.reasons import CopyLeaves, CopyWithdrawn
from libdesk.domain.rows.withdrawals import Done
from libdesk.store.queries import reports
from libdesk.store.queries import withdrawals as queries
from libdesk.store.queries.desk import copy_in_hand
from libdesk.ui.cataloguing.withdrawals import words
from tests.builders import TODAY, Clock, add_book, add_reader, change_copy, count, refusal, status


def undo_last(desk: Desk) -> None:
    entry = last_undoable(desk)
    assert entry is not None
    undo(desk, entry.id)


def listed(desk: Desk, *copy_ids: int, reason: str = "outdated") -> int:
    return add_to_withdrawal(desk, None, copy_ids, reason).withdrawal_id


def done(desk: Desk, *copy_ids: int, reason: str = "outdated") -> tuple[int, Done]:
    withdrawal_id = listed(desk, *copy_ids, reason=reason)
    approve(desk, withdrawal_id=withdrawal_id, by="张校长", number="校字3号")
    return withdrawal_id, withdraw(desk, withdrawal_id=withdrawal_id, disposal="scrap")


def test_the_copies_of_an_approved_list_leave_in_one_step_and_come_back_by_one_undo(desk: Desk) -> None:
    book = add_book(desk, "电子管收音机", copies=3)
    _id, receipt = done(desk, *book.copy_ids)
    assert (receipt.withdrawn, receipt.still_out) == (3, 0)
    assert [status(desk, copy_id) for copy_id in book.copy_ids] == ["withdrawn"] * 3
    undo_last(desk)
    assert [status(desk, copy_id) for copy_id in book.copy_ids] == ["shelf"] * 3
    assert [row.state for row in queries.withdrawals(desk.library)] == ["approved"]


def test_nothing_leaves_before_it_is_approved(desk: Desk) -> None:
    withdrawal_id = make_withdrawal(desk)
    with pytest.raises(errors.NothingListed):
        approve(desk, withdrawal_id=withdrawal_id, by="张校长")
    add_to_withdrawal(desk, withdrawal_id, add_book(desk, "旧书").copy_ids, "outdated")
    with pytest.raises(errors.ApproverMissing):
        approve(desk, withdrawal_id=withdrawal_id, by=" ")
    with pytest.raises(errors.NotApproved):
        withdraw(desk, withdrawal_id=withdrawal_id, disposal="scrap")


def test_an_approved_list_takes_nothing_more_until_the_approval_is_taken_back(desk: Desk) -> None:
    first, second = add_book(desk, "旧书"), add_book(desk, "另一本")
    withdrawal_id = listed(desk, first.copy_id)
    approve(desk, withdrawal_id=withdrawal_id, by="张校长")
    with pytest.raises(errors.WithdrawalApproved):
        add_to_withdrawal(desk, withdrawal_id, second.copy_ids, "outdated")
    take_approval_back(desk, withdrawal_id=withdrawal_id)
    assert add_to_withdrawal(desk, withdrawal_id, second.copy_ids, "outdated").added == 1


def test_a_copy_stands_on_one_list_only_and_what_left_is_passed_over(desk: Desk) -> None:
    book = add_book(desk, "旧书", copies=3)
    listed(desk, book.copy_ids[0])
    change_copy(desk, book.copy_ids[1], status="withdrawn")
    added = add_to_withdrawal(desk, None, book.copy_ids, "surplus")
    assert (added.added, added.passed_over) == (1, 2)
    with pytest.raises(errors.NothingToAdd) as caught:
        add_to_withdrawal(desk, None, book.copy_ids[:1], "surplus")
    assert "2026年3月9日" in caught.value.text()
    with pytest.raises(errors.NothingToAdd):
        add_to_withdrawal(desk, None, book.copy_ids[1:2], "surplus")
    assert len(queries.withdrawals(desk.library)) == 2


def test_a_refusal_leaves_no_list_behind(desk: Desk) -> None:
    copy_id = add_book(desk, "旧书").copy_id
    change_copy(desk, copy_id, status="withdrawn")
    with pytest.raises(errors.NothingToAdd):
        add_to_withdrawal(desk, None, [copy_id], "surplus")
    assert queries.withdrawals(desk.library) == []


def test_lines_are_taken_off_get_another_reason_and_a_list_goes_without_touching_its_copies(desk: Desk) -> None:
    book = add_book(desk, "旧书", copies=3)
    withdrawal_id = listed(desk, *book.copy_ids)
    assert take_off(desk, withdrawal_id=withdrawal_id, copy_ids=book.copy_ids[:1]) == 1
    set_reason(desk, withdrawal_id=withdrawal_id, copy_ids=book.copy_ids[1:2], reason="damaged")
    assert [copy.reason for copy in queries.copies_of(desk.library, withdrawal_id)] == ["damaged", "outdated"]
    rename(desk, withdrawal_id=withdrawal_id, name="  春季剔旧 ")
    assert [row.name for row in queries.withdrawals(desk.library)] == ["春季剔旧"]
    remove_withdrawal(desk, withdrawal_id=withdrawal_id)
    assert [status(desk, copy_id) for copy_id in book.copy_ids] == ["shelf"] * 3
    undo_last(desk)
    assert queries.withdrawals(desk.library)[0].copies == 2


def test_a_list_remembers_how_many_copies_were_approved(desk: Desk) -> None:
    book = add_book(desk, "旧书", copies=3)
    withdrawal_id = listed(desk, *book.copy_ids)
    approve(desk, withdrawal_id=withdrawal_id, by="张校长")
    take_off(desk, withdrawal_id=withdrawal_id, copy_ids=book.copy_ids[:1])
    (row,) = queries.withdrawals(desk.library)
    assert (row.copies, row.approved_copies) == (2, 3)
    assert "3" in words.facts(row).splitlines()[-1]
    take_approval_back(desk, withdrawal_id=withdrawal_id)
    assert queries.withdrawals(desk.library)[0].approved_copies is None


def test_an_open_loan_stops_the_list_and_names_the_reader(desk: Desk) -> None:
    book, reader = add_book(desk, "城南旧事", copies=2), add_reader(desk, "李小雨")
    lend(desk, copy_id=book.copy_id, reader_id=reader.id)
    with pytest.raises(errors.LoansOpen) as caught:
        done(desk, *book.copy_ids)
    assert "李小雨" in caught.value.text()
    assert [status(desk, copy_id) for copy_id in book.copy_ids] == ["loan", "shelf"]


def test_what_the_bureau_names_leaves_without_waiting_and_the_rest_when_it_comes_back(desk: Desk, clock: Clock) -> None:
    book, reader = add_book(desk, "问题读物", copies=2), add_reader(desk, "李小雨")
    lend(desk, copy_id=book.copy_id, reader_id=reader.id)
    _id, receipt = done(desk, *book.copy_ids, reason="notice")
    assert (receipt.withdrawn, receipt.still_out) == (1, 1)
    assert [status(desk, copy_id) for copy_id in book.copy_ids] == ["loan", "withdrawn"]
    with pytest.raises(LoanRefused) as caught:
        renew(desk, copy_id=book.copy_id)
    assert caught.value.reasons == (CopyLeaves("notice"),)
    clock.advance(days=2)
    give_back(desk, copy_id=book.copy_id)
    assert status(desk, book.copy_id) == "withdrawn"
    days = [line.day for line in queries.withdrawn_between(desk.library, TODAY, clock.today)]
    assert days == [TODAY, clock.today]
    undo_last(desk)
    assert status(desk, book.copy_id) == "loan"


def test_a_lost_copy_that_is_owed_waits_for_its_settlement_or_leaves_when_it_is_found(desk: Desk) -> None:
    book, reader = add_book(desk, "问题读物", copies=2), add_reader(desk, "李小雨")
    lend(desk, copy_id=book.copy_id, reader_id=reader.id)
    for copy_id in book.copy_ids:
        mark_lost(desk, copy_id=copy_id)
    withdrawal_id = listed(desk, *book.copy_ids)
    approve(desk, withdrawal_id=withdrawal_id, by="张校长")
    with pytest.raises(errors.LoansOpen) as caught:
        withdraw(desk, withdrawal_id=withdrawal_id, disposal="scrap")
    assert "李小雨" in caught.value.text()
    set_reason(desk, withdrawal_id=withdrawal_id, copy_ids=book.copy_ids, reason="notice")
    receipt = withdraw(desk, withdrawal_id=withdrawal_id, disposal="scrap")
    assert (receipt.withdrawn, receipt.still_out) == (1, 1)
    assert [status(desk, copy_id) for copy_id in book.copy_ids] == ["lost", "withdrawn"]
    mark_found(desk, copy_id=book.copy_id)
    assert status(desk, book.copy_id) == "withdrawn"
    assert count(desk, "SELECT count(*) FROM charge WHERE state = 'open'") == 0
    bring_back(desk, copy_id=book.copy_ids[1])
    assert status(desk, book.copy_ids[1]) == "lost"


def test_what_the_bureau_names_is_not_lent_while_the_list_is_prepared(desk: Desk) -> None:
    named, ordinary, reader = add_book(desk, "问题读物"), add_book(desk, "旧书"), add_reader(desk, "李小雨")
    listed(desk, named.copy_id, reason="notice")
    listed(desk, ordinary.copy_id)
    assert refusal(desk, named.copy_id, reader.id) == (CopyLeaves("notice"),)
    lend(desk, copy_id=ordinary.copy_id, reader_id=reader.id)


def test_a_withdrawn_copy_says_since_when_and_why(desk: Desk) -> None:
    book, reader = add_book(desk, "旧书"), add_reader(desk, "李小雨")
    done(desk, book.copy_id, reason="damaged")
    (reason,) = refusal(desk, book.copy_id, reader.id)
    assert reason == CopyWithdrawn(TODAY, "damaged")
    assert "2026年3月9日" in reason.text()


def test_holds_wait_on_while_a_copy_is_left_and_end_with_the_last_one(desk: Desk) -> None:
    book = add_book(desk, "城南旧事", copies=2)
    readers = [add_reader(desk, name) for name in ("李小雨", "王一", "赵二", "周三")]
    for copy_id, reader in zip(book.copy_ids, readers[:2], strict=True):
        lend(desk, copy_id=copy_id, reader_id=reader.id)
    for reader in readers[2:]:
        place_hold(desk, title_id=book.title_id, reader_id=reader.id)
    give_back(desk, copy_id=book.copy_ids[0])
    _id, receipt = done(desk, book.copy_ids[0])
    assert (receipt.holds_back, receipt.holds_ended) == (1, 0)
    give_back(desk, copy_id=book.copy_ids[1])
    _id, receipt = done(desk, book.copy_ids[1])
    assert (receipt.holds_back, receipt.holds_ended) == (1, 2)
    assert count(desk, "SELECT count(*) FROM hold WHERE state = 'cancelled'") == 2
    undo_last(desk)
    assert count(desk, "SELECT count(*) FROM hold WHERE state = 'ready'") == 1


def test_a_single_copy_is_brought_back(desk: Desk) -> None:
    book = add_book(desk, "旧书", copies=2)
    withdrawal_id, _receipt = done(desk, *book.copy_ids)
    bring_back(desk, copy_id=book.copy_ids[0])
    assert [status(desk, copy_id) for copy_id in book.copy_ids] == ["shelf", "withdrawn"]
    assert [copy.copy_id for copy in queries.copies_of(desk.library, withdrawal_id)] == [book.copy_ids[1]]
    with pytest.raises(errors.NotWithdrawn):
        bring_back(desk, copy_id=book.copy_ids[0])
    with pytest.raises(errors.WithdrawalDone):
        remove_withdrawal(desk, withdrawal_id=withdrawal_id)


def test_numbers_of_what_left_are_not_given_again_and_its_loans_still_count(desk: Desk) -> None:
    book, reader = add_book(desk, "旧书"), add_reader(desk, "李小雨")
    change_copy(desk, book.copy_id, accession_no="000041")
    lend(desk, copy_id=book.copy_id, reader_id=reader.id)
    give_back(desk, copy_id=book.copy_id)
    before = reports.figures(desk.library, TODAY, TODAY)
    done(desk, book.copy_id)
    with desk.action(Op.ADD_BOOKS) as act:
        assert next_number(act) == "000042"
        act.note(test=1)
    assert reports.figures(desk.library, TODAY, TODAY) == before
    assert reports.standing(desk.library, TODAY).copies == 0
    copy = copy_in_hand(desk.library, book.copy_id)
    assert copy is not None
    assert copy.barcode == book.barcodes[0]


def test_what_left_is_summed_by_day_list_class_and_reason(desk: Desk) -> None:
    book = add_book(desk, "旧书", copies=2)
    other = add_book(desk, "赔书")
    for copy_id in book.copy_ids:
        change_copy(desk, copy_id, price_fen=1250, call_no="TN85/3")
    change_copy(desk, other.copy_id, status="withdrawn", withdrawn_day=TODAY.isoformat())
    withdrawal_id, _receipt = done(desk, *book.copy_ids)
    without, line = queries.withdrawn_between(desk.library, TODAY, TODAY)
    assert (without.withdrawal_id, without.reason, without.copies) == (None, "", 1)
    assert (line.withdrawal_id, line.approval_no, line.disposal) == (withdrawal_id, "校字3号", "scrap")
    assert (line.class_letter, line.titles, line.copies, line.amount_fen) == ("T", 1, 2, 2500)
    assert queries.withdrawn_between(desk.library, date(2025, 1, 1), date(2025, 12, 31)) == []


def test_no_copy_leaves_before_the_day_on_which_it_came(desk: Desk) -> None:
    book = add_book(desk, "电子管收音机", copies=2)
    change_copy(desk, book.copy_ids[1], entered="2026-03-02")
    withdrawal_id = listed(desk, *book.copy_ids)
    approve(desk, withdrawal_id=withdrawal_id, by="张校长")
    with pytest.raises(errors.NotYetHere) as caught:
        withdraw(desk, withdrawal_id=withdrawal_id, disposal="scrap", day=date(2026, 3, 1))
    assert caught.value.text() == "《电子管收音机》2026年3月2日才入馆。请选这一天或以后的日期。"
    assert status(desk, book.copy_ids[0]) == "shelf"
    assert withdraw(desk, withdrawal_id=withdrawal_id, disposal="scrap", day=date(2026, 3, 2)).withdrawn == 2
