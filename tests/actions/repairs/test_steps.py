"""A case of repair from its report to its end: copy and case say the same, holds wait and are served, undo is exact."""

from collections.abc import Callable

import pytest

from libdesk.actions.cataloguing.copies import edit_copies
from libdesk.actions.desk import Desk
from libdesk.actions.errors import AlreadyWithdrawn
from libdesk.actions.holds import place_hold
from libdesk.actions.lending import lend
from libdesk.actions.money.charges import charge_damage
from libdesk.actions.money.errors import NobodyToCharge
from libdesk.actions.repairs.errors import BadCost, CaseGone, NoCaseChosen, NothingStepped
from libdesk.actions.repairs.steps import take_step
from libdesk.actions.returning import give_back, mark_found, mark_lost, report_damage
from libdesk.actions.withdrawing.lists import approve, remove_withdrawal, take_off
from libdesk.actions.withdrawing.withdraw import bring_back, withdraw
from libdesk.domain.repairs import DEGREES, CaseState
from libdesk.domain.rows.repairs import Wanted
from libdesk.store.queries import repairs as queries
from libdesk.store.queries import withdrawals
from tests.actions.repairs.cases_made import case, report, value
from tests.builders import (
    BookMade,
    Clock,
    ReaderMade,
    add_book,
    add_reader,
    count,
    refusal,
    set_setting,
    status,
)
from tests.invariants import broken, rows_of

SHELVED = CaseState.SHELVED
REPAIR, BINDERY, PROPOSED = CaseState.IN_REPAIR, CaseState.BINDERY, CaseState.PROPOSED


def why(desk: Desk, damage_id: int, state: CaseState) -> str:
    with pytest.raises(NothingStepped) as caught:
        take_step(desk, [damage_id], state)
    return caught.value.text()


class TestReports:
    def test_a_second_report_joins_the_open_case_and_the_worse_degree_counts(self, desk: Desk, book: BookMade) -> None:
        first = report_damage(desk, copy_id=book.copy_ids[0], degree="severe", kind="spine", note="书脊开了")
        again = report_damage(desk, copy_id=book.copy_ids[0], degree="slight", cause="careless", note="有水")
        assert (again.damage_id, again.again, again.degree) == (first.damage_id, True, "severe")
        found = case(desk, first.damage_id)
        assert (found.degree, found.kind, found.cause, found.note) == ("severe", "spine", "careless", "书脊开了；有水")
        assert count(desk, "SELECT count(*) FROM damage") == 1
        assert [step.state for step in queries.steps(desk.library, first.damage_id)] == ["reported", "reported"]

    def test_a_closed_case_stays_closed_and_a_new_one_begins(self, desk: Desk, book: BookMade) -> None:
        first = report(desk, book)
        take_step(desk, [first], SHELVED)
        second = report(desk, book, "slight")
        assert second != first
        assert (case(desk, first).state, case(desk, second).state) == ("shelved", "reported")

    def test_a_reported_copy_is_lent_until_somebody_repairs_it(
        self, desk: Desk, book: BookMade, reader: ReaderMade
    ) -> None:
        report(desk, book)
        lend(desk, copy_id=book.copy_ids[0], reader_id=reader.id)
        assert status(desk, book.copy_ids[0]) == "loan"

    def test_what_left_the_library_is_reported_no_more(self, desk: Desk, book: BookMade) -> None:
        damage_id = report(desk, book)
        take_step(desk, [damage_id], PROPOSED)
        approve(desk, withdrawal_id=1, by="校长")
        withdraw(desk, withdrawal_id=1, disposal="scrap")
        with pytest.raises(AlreadyWithdrawn):
            report(desk, book)
        assert not give_back(desk, copy_id=book.copy_ids[0], damage="slight").damaged

    @pytest.mark.parametrize("degree", DEGREES)
    def test_a_return_with_damage_opens_the_case_of_its_loan(
        self, desk: Desk, book: BookMade, reader: ReaderMade, degree: str
    ) -> None:
        loan = lend(desk, copy_id=book.copy_ids[0], reader_id=reader.id)
        give_back(desk, copy_id=book.copy_ids[0], damage=degree)
        (found,) = queries.cases(desk.library, Wanted(), desk.settings.zone).rows
        assert (found.degree, found.loan_id, found.reader) == (degree, loan.loan_id, "李小雨")


class TestRepair:
    def test_a_copy_in_repair_is_not_lent_and_the_desk_says_where_it_is(
        self, desk: Desk, book: BookMade, reader: ReaderMade
    ) -> None:
        damage_id = report(desk, book)
        said = []
        for state in (REPAIR, BINDERY, PROPOSED):
            take_step(desk, [damage_id], state)
            (reason,) = refusal(desk, book.copy_ids[0], reader.id)
            said.append(reason.text())
        assert len(set(said)) == 3
        assert broken(desk.library.connection) == []

    def test_whole_again_it_goes_to_the_trolley(self, desk: Desk, book: BookMade) -> None:
        damage_id = report(desk, book)
        take_step(desk, [damage_id], REPAIR)
        take_step(desk, [damage_id], SHELVED, material=" 胶带  两条 ", cost_fen=150)
        found = case(desk, damage_id)
        assert (found.state, found.material, found.cost_fen, found.closed) == ("shelved", "胶带 两条", 150, desk.today)
        assert status(desk, book.copy_ids[0]) == "shelf"
        assert value(desk, "trolley", book.copy_ids[0]) == desk.now()
        assert value(desk, "damage", book.copy_ids[0]) is None

    def test_who_waits_is_served_when_it_is_whole(self, desk: Desk, reader: ReaderMade) -> None:
        one = add_book(desk, "细米")
        holder = add_reader(desk, "王芳")
        lend(desk, copy_id=one.copy_id, reader_id=reader.id)
        place_hold(desk, title_id=one.title_id, reader_id=holder.id)
        give_back(desk, copy_id=one.copy_id)
        damage_id = report(desk, one)
        take_step(desk, [damage_id], REPAIR)  # it was set aside: the hold waits again
        assert count(desk, "SELECT count(*) FROM hold WHERE state = 'waiting' AND copy_id IS NULL") == 1
        done = take_step(desk, [damage_id], SHELVED)
        assert done.held == (("细米", "王芳"),)
        assert status(desk, one.copy_id) == "hold"
        assert value(desk, "trolley", one.copy_id) is None
        assert broken(desk.library.connection) == []

    def test_what_is_with_a_reader_or_lost_is_not_taken_into_repair(
        self, desk: Desk, book: BookMade, reader: ReaderMade
    ) -> None:
        damage_id = report(desk, book)
        lend(desk, copy_id=book.copy_ids[0], reader_id=reader.id)
        assert "还在读者手里" in why(desk, damage_id, REPAIR)
        mark_lost(desk, copy_id=book.copy_ids[0])
        assert "丢失" in why(desk, damage_id, BINDERY)

    def test_of_several_cases_those_that_can_go_on_do_and_the_others_are_told(
        self, desk: Desk, book: BookMade, reader: ReaderMade
    ) -> None:
        first = report(desk, book)
        second = report_damage(desk, copy_id=book.copy_ids[1], degree="slight").damage_id
        lend(desk, copy_id=book.copy_ids[1], reader_id=reader.id)
        done = take_step(desk, [first, second], REPAIR)
        assert (done.count, [title for title, _why in done.not_done]) == (1, ["草房子"])

    def test_bad_steps_are_told_in_words_and_change_nothing(self, desk: Desk, book: BookMade) -> None:
        damage_id = report(desk, book)
        take_step(desk, [damage_id], REPAIR)
        before = rows_of(desk.library.connection)
        assert "已经是这样" in why(desk, damage_id, REPAIR)
        for wrong, error in (
            (lambda: take_step(desk, [], REPAIR), NoCaseChosen),
            (lambda: take_step(desk, [99], REPAIR), CaseGone),
            (lambda: take_step(desk, [damage_id], SHELVED, cost_fen=-1), BadCost),
        ):
            with pytest.raises(error) as caught:
                wrong()  # type: ignore[no-untyped-call]
            assert caught.value.text()
        assert rows_of(desk.library.connection) == before

    def test_lent_in_spite_of_its_repair_its_case_waits(self, desk: Desk, book: BookMade, reader: ReaderMade) -> None:
        damage_id = report(desk, book)
        take_step(desk, [damage_id], REPAIR)
        lend(desk, copy_id=book.copy_ids[0], reader_id=reader.id, override="急用")
        assert case(desk, damage_id).state == "reported"
        assert broken(desk.library.connection) == []

    def test_lost_in_repair_and_found_again_its_case_waits(self, desk: Desk, book: BookMade) -> None:
        damage_id = report(desk, book)
        take_step(desk, [damage_id], REPAIR)
        mark_lost(desk, copy_id=book.copy_ids[0])
        mark_found(desk, copy_id=book.copy_ids[0])
        assert (case(desk, damage_id).state, status(desk, book.copy_ids[0])) == ("reported", "shelf")

    def test_the_state_set_by_hand_moves_the_case_along(self, desk: Desk, book: BookMade) -> None:
        edit_copies(desk, book.copy_ids, {"status": "repair"})
        assert queries.open_counts(desk.library).by_state == {"in_repair": 2}
        assert broken(desk.library.connection) == []
        edit_copies(desk, book.copy_ids, {"status": "shelf"})
        assert queries.open_counts(desk.library).total == 0
        assert broken(desk.library.connection) == []


class TestWithdrawal:
    def test_what_is_proposed_stands_on_the_list_being_prepared(self, desk: Desk, book: BookMade) -> None:
        first = report(desk, book, "severe")
        second = report_damage(desk, copy_id=book.copy_ids[1], degree="severe").damage_id
        take_step(desk, [first], PROPOSED)
        take_step(desk, [second], PROPOSED)
        (made,) = withdrawals.withdrawals(desk.library)
        assert made.copies == 2
        assert {one.reason for one in withdrawals.copies_of(desk.library, made.id)} == {"damaged"}

    def test_the_list_ends_the_case_and_bringing_the_book_back_opens_it_again(self, desk: Desk, book: BookMade) -> None:
        damage_id = report(desk, book, "severe")
        take_step(desk, [damage_id], PROPOSED)
        approve(desk, withdrawal_id=1, by="校长")
        withdraw(desk, withdrawal_id=1, disposal="scrap")
        assert (case(desk, damage_id).state, case(desk, damage_id).closed) == ("withdrawn", desk.today)
        bring_back(desk, copy_id=book.copy_ids[0])
        assert case(desk, damage_id).state == "in_repair"
        assert broken(desk.library.connection) == []

    @pytest.mark.parametrize(
        "off",
        [
            lambda desk, copy_id: take_off(desk, withdrawal_id=1, copy_ids=[copy_id]),
            lambda desk, copy_id: remove_withdrawal(desk, withdrawal_id=1),
        ],
        ids=["the copy", "the whole list"],
    )
    def test_off_the_list_it_is_in_repair_again(
        self, desk: Desk, book: BookMade, off: Callable[[Desk, int], object]
    ) -> None:
        damage_id = report(desk, book)
        take_step(desk, [damage_id], PROPOSED)
        off(desk, book.copy_ids[0])
        assert (case(desk, damage_id).state, status(desk, book.copy_ids[0])) == ("in_repair", "repair")

    def test_repaired_after_all_it_leaves_the_list(self, desk: Desk, book: BookMade) -> None:
        damage_id = report(desk, book)
        take_step(desk, [damage_id], PROPOSED)
        take_step(desk, [damage_id], SHELVED)
        assert count(desk, "SELECT count(*) FROM withdrawal_copy") == 0


class TestMoney:
    def test_who_had_the_book_is_charged_days_later_too(
        self, desk: Desk, clock: Clock, book: BookMade, reader: ReaderMade
    ) -> None:
        set_setting(desk, "money", True)
        lend(desk, copy_id=book.copy_ids[0], reader_id=reader.id)
        give_back(desk, copy_id=book.copy_ids[0], damage="medium")
        clock.advance(days=5)
        with pytest.raises(NobodyToCharge):  # at the desk it is not known any more
            charge_damage(desk, copy_id=book.copy_ids[0], degree="medium", amount_fen=300)
        charge_damage(desk, copy_id=book.copy_ids[0], degree="medium", amount_fen=300, damage_id=1)
        assert (case(desk, 1).charge_fen, case(desk, 1).charge_state) == (300, "open")

    def test_a_damage_found_on_the_shelf_is_nobodys(self, desk: Desk, book: BookMade) -> None:
        damage_id = report(desk, book)
        with pytest.raises(NobodyToCharge):
            charge_damage(desk, copy_id=book.copy_ids[0], degree="medium", amount_fen=300, damage_id=damage_id)
