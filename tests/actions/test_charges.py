"""What becomes of what is owed: losses, fines, damage; paid in parts, waived, handed over; each step undone exactly."""

import json
from collections.abc import Callable
from datetime import date

import pytest

from libdesk.actions.desk import Desk
from libdesk.actions.lending import lend
from libdesk.actions.money import errors
from libdesk.actions.money.charges import (
    charge_damage,
    charge_whole_set,
    give_money_back,
    hand_over,
    pay,
    set_amount,
    waive,
)
from libdesk.actions.readers.erase import erase_readers
from libdesk.actions.returning import give_back, mark_lost, report_damage
from libdesk.actions.undo import undo
from libdesk.domain.errors import DeskError, NotAllowed
from libdesk.domain.rows.charges import ChargeRow
from libdesk.store.queries import charges as queries
from tests.builders import (
    BookMade,
    Clock,
    ReaderMade,
    add_book,
    add_reader,
    change_copy,
    change_reader,
    count,
    set_rule,
    set_setting,
)
from tests.invariants import rows_of


@pytest.fixture
def book(desk: Desk) -> BookMade:
    made = add_book(desk, "草房子")
    change_copy(desk, made.copy_id, price_fen=2500)
    return made


@pytest.fixture
def reader(desk: Desk) -> ReaderMade:
    return add_reader(desk, "张小明")


def charges(desk: Desk, reader: ReaderMade) -> list[ChargeRow]:
    return queries.charges_of(desk.library, reader.id)


def lose(desk: Desk, book: BookMade, reader: ReaderMade) -> ChargeRow:
    lend(desk, copy_id=book.copy_id, reader_id=reader.id)
    mark_lost(desk, copy_id=book.copy_id)
    return charges(desk, reader)[0]


def newest(desk: Desk) -> int:
    return count(desk, "SELECT max(id) FROM journal")


class TestMoney:
    def test_parts_are_paid_until_all_is_paid(self, desk: Desk, book: BookMade, reader: ReaderMade) -> None:
        charge = lose(desk, book, reader)
        assert pay(desk, charge_id=charge.id, amount_fen=1000, receipt_no=" A  1 ").rest_fen == 1500
        assert charges(desk, reader)[0].state == "open"
        assert pay(desk, charge_id=charge.id, amount_fen=1500, receipt_no="A2").rest_fen == 0
        (row,) = charges(desk, reader)
        assert (row.state, row.paid_fen, row.rest_fen) == ("paid", 2500, 0)
        assert [row.receipt_no for row in queries.payments_kept(desk.library)] == ["A 1", "A2"]

    def test_more_than_is_owed_is_not_taken(self, desk: Desk, book: BookMade, reader: ReaderMade) -> None:
        charge = lose(desk, book, reader)
        for amount, error in ((2501, errors.PaidTooMuch), (0, errors.BadAmount), (-5, errors.BadAmount)):
            with pytest.raises(error):
                pay(desk, charge_id=charge.id, amount_fen=amount)
        assert count(desk, "SELECT count(*) FROM payment") == 0

    def test_money_for_a_book_without_a_price_waits_for_its_amount(self, desk: Desk, reader: ReaderMade) -> None:
        charge = lose(desk, add_book(desk, "无价"), reader)
        with pytest.raises(errors.NoAmountYet):
            pay(desk, charge_id=charge.id, amount_fen=100)

    def test_an_amount_is_never_set_below_what_was_paid(self, desk: Desk, book: BookMade, reader: ReaderMade) -> None:
        charge = lose(desk, book, reader)
        pay(desk, charge_id=charge.id, amount_fen=1000)
        with pytest.raises(errors.LessThanPaid):
            set_amount(desk, charge_id=charge.id, amount_fen=900)
        set_amount(desk, charge_id=charge.id, amount_fen=1000)
        assert charges(desk, reader)[0].state == "paid"

    def test_money_is_handed_over_once(self, desk: Desk, clock: Clock, book: BookMade, reader: ReaderMade) -> None:
        charge = lose(desk, book, reader)
        pay(desk, charge_id=charge.id, amount_fen=1000, receipt_no="A1")
        pay(desk, charge_id=charge.id, amount_fen=500)
        kept = [row.id for row in queries.payments_kept(desk.library)]
        clock.advance(days=1)
        receipt = hand_over(desk, payment_ids=kept)
        assert (receipt.total_fen, len(receipt.payments)) == (1500, 2)
        assert queries.payments_kept(desk.library) == []
        assert [row.id for row in queries.payments_handed_over(desk.library, desk.today)] == kept
        assert queries.last_handing_over(desk.library) == desk.today
        for ids in (kept, []):
            with pytest.raises(errors.NothingToHandOver):
                hand_over(desk, payment_ids=ids)

    def test_a_loss_that_was_paid_for_is_not_undone_under_the_money(
        self, desk: Desk, book: BookMade, reader: ReaderMade
    ) -> None:
        charge = lose(desk, book, reader)
        lost = newest(desk)
        pay(desk, charge_id=charge.id, amount_fen=1000)
        with pytest.raises(DeskError):
            undo(desk, lost)
        assert charges(desk, reader)[0].paid_fen == 1000

    def test_waiving_keeps_the_reason(self, desk: Desk, book: BookMade, reader: ReaderMade) -> None:
        charge = lose(desk, book, reader)
        with pytest.raises(errors.WhyWaived):
            waive(desk, charge_id=charge.id, why="  ")
        waive(desk, charge_id=charge.id, why="家里 着火")
        (row,) = charges(desk, reader)
        assert (row.state, row.why) == ("waived", "家里 着火")
        assert "家里" not in json.dumps(desk.library.connection.execute("SELECT args FROM journal").fetchall())

    def test_what_is_settled_is_not_settled_again(self, desk: Desk, book: BookMade, reader: ReaderMade) -> None:
        charge = lose(desk, book, reader)
        waive(desk, charge_id=charge.id, why="太旧")
        for again in (
            lambda: waive(desk, charge_id=charge.id, why="太旧"),
            lambda: pay(desk, charge_id=charge.id, amount_fen=100),
            lambda: set_amount(desk, charge_id=charge.id, amount_fen=100),
            lambda: charge_whole_set(desk, charge_id=charge.id),
        ):
            with pytest.raises(errors.ChargeSettled):
                again()
        with pytest.raises(errors.ChargeGone):
            waive(desk, charge_id=99, why="太旧")


class TestFine:
    @pytest.fixture(autouse=True)
    def fines(self, desk: Desk) -> None:
        set_rule(desk, fine_fen_per_day=100, max_fine_fen=700)

    def bring(self, desk: Desk, clock: Clock, book: BookMade, reader: ReaderMade, days: int) -> int:
        lend(desk, copy_id=book.copy_id, reader_id=reader.id)
        clock.advance(days=14 + days)
        return give_back(desk, copy_id=book.copy_id).fine_fen

    def test_money_is_off_by_default(self, desk: Desk, clock: Clock, book: BookMade, reader: ReaderMade) -> None:
        assert self.bring(desk, clock, book, reader, 4) == 0
        assert charges(desk, reader) == []

    @pytest.mark.parametrize(("days", "fine"), [(0, 0), (4, 400), (7, 500), (30, 700)])
    def test_open_days_late_cost_up_to_the_cap(
        self, desk: Desk, clock: Clock, book: BookMade, reader: ReaderMade, days: int, fine: int
    ) -> None:
        set_setting(desk, "money", True)
        assert self.bring(desk, clock, book, reader, days) == fine
        assert [row.amount_fen for row in queries.open_fines(desk.library)] == [fine] * bool(fine)

    def test_a_return_dated_back_is_fined_by_its_own_day(
        self, desk: Desk, clock: Clock, book: BookMade, reader: ReaderMade
    ) -> None:
        set_setting(desk, "money", True)
        assert self.bring(desk, clock, book, reader, 4) == 400
        undo(desk, newest(desk))
        assert charges(desk, reader) == []
        assert give_back(desk, copy_id=book.copy_id, on=date(2026, 3, 23)).fine_fen == 0


class TestDamage:
    def test_a_damage_is_paid_by_who_brought_it_back_today(
        self, desk: Desk, book: BookMade, reader: ReaderMade
    ) -> None:
        lend(desk, copy_id=book.copy_id, reader_id=reader.id)
        give_back(desk, copy_id=book.copy_id)
        report_damage(desk, copy_id=book.copy_id, degree="slight")
        charge_damage(desk, copy_id=book.copy_id, degree="slight", amount_fen=300)
        assert [(row.what, row.amount_fen) for row in charges(desk, reader)] == [("damage", 300)]

    def test_nobody_is_charged_where_nobody_is_known(self, desk: Desk, book: BookMade) -> None:
        with pytest.raises(errors.NobodyToCharge):
            charge_damage(desk, copy_id=book.copy_id, degree="slight", amount_fen=300)


def test_of_an_erased_reader_nothing_stands_in_the_list(desk: Desk, book: BookMade, reader: ReaderMade) -> None:
    charge = lose(desk, book, reader)
    pay(desk, charge_id=charge.id, amount_fen=1000)
    give_back(desk, copy_id=book.copy_id)
    give_money_back(desk, charge_id=charge.id)
    change_reader(desk, reader, state="left", left_day="2024-07-01")
    erase_readers(desk, reader_ids=[reader.id])
    assert queries.settled(desk.library) == []
    assert charges(desk, reader)[0].give_back_fen == 0


def test_every_step_is_undone_exactly(desk: Desk, book: BookMade, reader: ReaderMade) -> None:
    charge = lose(desk, book, reader)
    steps: list[Callable[[], object]] = [
        lambda: set_amount(desk, charge_id=charge.id, amount_fen=3000),
        lambda: pay(desk, charge_id=charge.id, amount_fen=3000),
        lambda: hand_over(desk, payment_ids=[row.id for row in queries.payments_kept(desk.library)]),
        lambda: give_back(desk, copy_id=book.copy_id),
        lambda: give_money_back(desk, charge_id=charge.id),
    ]
    befores = []
    for step in steps:
        before = rows_of(desk.library.connection)
        step()
        befores.append((newest(desk), before))
    for entry, before in reversed(befores):
        undo(desk, entry)
        assert rows_of(desk.library.connection) == before


def test_a_pupil_at_the_desk_settles_nothing(desk: Desk, helper_desk: Desk, book: BookMade, reader: ReaderMade) -> None:
    charge = lose(desk, book, reader)
    for gesture in (
        lambda: pay(helper_desk, charge_id=charge.id, amount_fen=100),
        lambda: waive(helper_desk, charge_id=charge.id, why="x"),
        lambda: hand_over(helper_desk, payment_ids=[1]),
        lambda: charge_damage(helper_desk, copy_id=book.copy_id, degree="slight", amount_fen=1),
    ):
        with pytest.raises(NotAllowed):
            gesture()
