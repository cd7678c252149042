"""A lost copy is owed by its reader until it comes back; a lost part may stand for its set."""

import pytest

from libdesk.actions.desk import Desk
from libdesk.actions.errors import AlreadyLost, AlreadyWithdrawn, NotOnLoan
from libdesk.actions.lending import lend
from libdesk.actions.money import errors
from libdesk.actions.money.charges import (
    charge_whole_set,
    give_money_back,
    pay,
    set_amount,
)
from libdesk.actions.returning import claim_returned, give_back, mark_found, mark_lost
from libdesk.domain.charges import claim_text
from libdesk.domain.ops import Op, Topic
from libdesk.domain.rows.charges import ChargeRow
from libdesk.store.queries import charges as queries
from libdesk.store.tables import Title
from tests.builders import (
    BookMade,
    Clock,
    ReaderMade,
    add_book,
    add_reader,
    change_copy,
    count,
    set_rule,
    set_setting,
    status,
)
from tests.invariants import broken, rows_of


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


class TestLoss:
    def test_a_lost_copy_is_owed_by_its_reader(self, desk: Desk, book: BookMade, reader: ReaderMade) -> None:
        set_setting(desk, "loss_percent", 200)
        charge = lose(desk, book, reader)
        assert (charge.what, charge.title, charge.amount_fen, charge.state) == ("loss", "草房子", 5000, "open")
        assert queries.open_losses(desk.library) == [charge]
        assert broken(desk.library.connection) == []

    def test_without_a_price_of_its_own_that_of_the_title_counts(self, desk: Desk, reader: ReaderMade) -> None:
        book = add_book(desk, "无价", copies=2)
        lost = lose(desk, book, reader)
        assert lost.amount_fen == 0
        with desk.action(Op.IMPORT_BOOKS) as act:
            act.change(Title, book.title_id, price_fen=1200)
        lend(desk, copy_id=book.copy_ids[1], reader_id=reader.id)
        mark_lost(desk, copy_id=book.copy_ids[1])
        assert charges(desk, reader)[0].amount_fen == 1200

    def test_a_person_says_what_a_book_without_a_price_costs(self, desk: Desk, reader: ReaderMade) -> None:
        charge = lose(desk, add_book(desk, "无价"), reader)
        assert set_amount(desk, charge_id=charge.id, amount_fen=1800)
        assert charges(desk, reader)[0].amount_fen == 1800

    def test_a_lost_copy_is_not_lost_again(self, desk: Desk, book: BookMade, reader: ReaderMade) -> None:
        lose(desk, book, reader)
        before = rows_of(desk.library.connection)
        with pytest.raises(AlreadyLost):
            mark_lost(desk, copy_id=book.copy_id)
        assert rows_of(desk.library.connection) == before

    def test_a_withdrawn_copy_cannot_be_lost(self, desk: Desk, book: BookMade) -> None:
        change_copy(desk, book.copy_id, status="withdrawn")
        with pytest.raises(AlreadyWithdrawn):
            mark_lost(desk, copy_id=book.copy_id)

    def test_a_copy_lost_from_the_shelf_is_owed_by_nobody(self, desk: Desk, book: BookMade) -> None:
        mark_lost(desk, copy_id=book.copy_id)
        assert count(desk, "SELECT count(*) FROM charge") == 0

    def test_a_loan_that_is_closed_cannot_be_lost_by_its_reader(
        self, desk: Desk, book: BookMade, reader: ReaderMade
    ) -> None:
        lend(desk, copy_id=book.copy_id, reader_id=reader.id)
        give_back(desk, copy_id=book.copy_id)
        mark_lost(desk, copy_id=book.copy_id)
        assert charges(desk, reader) == []

    def test_a_claimed_loan_may_be_lost_later_and_the_claim_is_kept(
        self, desk: Desk, clock: Clock, book: BookMade, reader: ReaderMade
    ) -> None:
        lend(desk, copy_id=book.copy_id, reader_id=reader.id)
        claim_returned(desk, copy_id=book.copy_id)
        clock.advance(days=30)
        (claim,) = queries.claims(desk.library)
        assert ((desk.today - claim.since).days, claim.copy_id) == (30, book.copy_id)
        mark_lost(desk, copy_id=book.copy_id)
        assert queries.claims(desk.library) == []
        assert claim_text(charges(desk, reader)[0].reckoned)

    def test_a_claimed_book_that_comes_is_late_up_to_the_day_of_the_claim(
        self, desk: Desk, clock: Clock, book: BookMade, reader: ReaderMade
    ) -> None:
        set_setting(desk, "money", True)
        set_rule(desk, fine_fen_per_day=100)
        lend(desk, copy_id=book.copy_id, reader_id=reader.id)
        clock.advance(days=16)  # two open days late
        claim_returned(desk, copy_id=book.copy_id)
        clock.advance(days=30)
        assert give_back(desk, copy_id=book.copy_id).fine_fen == 200

    def test_a_claim_does_not_overwrite_a_loss(self, desk: Desk, book: BookMade, reader: ReaderMade) -> None:
        lose(desk, book, reader)
        with pytest.raises(NotOnLoan):
            claim_returned(desk, copy_id=book.copy_id)
        assert status(desk, book.copy_id) == "lost"

    def test_a_lost_book_brings_no_fine_for_the_days_before(
        self, desk: Desk, clock: Clock, book: BookMade, reader: ReaderMade
    ) -> None:
        set_setting(desk, "money", True)
        set_rule(desk, fine_fen_per_day=100)
        lend(desk, copy_id=book.copy_id, reader_id=reader.id)
        clock.advance(days=24)
        mark_lost(desk, copy_id=book.copy_id)
        give_back(desk, copy_id=book.copy_id)
        assert [(row.what, row.state) for row in charges(desk, reader)] == [("loss", "cancelled")]

    @pytest.mark.parametrize("how", ["returned", "found", "lent"])
    def test_a_copy_that_is_there_again_is_owed_no_more(
        self, desk: Desk, book: BookMade, reader: ReaderMade, how: str
    ) -> None:
        lose(desk, book, reader)
        if how == "returned":
            assert give_back(desk, copy_id=book.copy_id).loss is not None
        elif how == "found":
            mark_found(desk, copy_id=book.copy_id)
        else:
            assert lend(desk, copy_id=book.copy_id, reader_id=reader.id).loss is not None
        (row,) = charges(desk, reader)
        assert (row.state, row.why) == ("cancelled", "found")
        assert queries.open_losses(desk.library) == []

    @pytest.mark.parametrize("part", [1000, 2500])
    def test_what_was_paid_for_a_copy_that_comes_back_is_given_back(
        self, desk: Desk, book: BookMade, reader: ReaderMade, part: int
    ) -> None:
        charge = lose(desk, book, reader)
        pay(desk, charge_id=charge.id, amount_fen=part)
        receipt = give_back(desk, copy_id=book.copy_id)
        assert receipt.loss is not None
        assert receipt.loss.paid_fen == part
        assert queries.payments_kept(desk.library) == []  # it does not go to finance
        assert queries.settled(desk.library)[0].give_back_fen == part
        assert give_money_back(desk, charge_id=charge.id) == part
        with pytest.raises(errors.NothingPaid):
            give_money_back(desk, charge_id=charge.id)

    def test_the_screens_are_told_of_charges(self, desk: Desk, book: BookMade, reader: ReaderMade) -> None:
        lend(desk, copy_id=book.copy_id, reader_id=reader.id)
        told: list[frozenset[Topic]] = []
        desk.listeners.append(lambda change: told.append(change.topics))
        mark_lost(desk, copy_id=book.copy_id)
        assert Topic.CHARGES in told[0]


class TestSet:
    def test_a_lost_part_may_cost_the_whole_set(self, desk: Desk, reader: ReaderMade) -> None:
        first = add_book(desk, "西游记", volume="上")
        second = add_book(desk, "西游记", volume="下", title_id=first.title_id)
        change_copy(desk, first.copy_id, price_fen=3000)
        change_copy(desk, second.copy_id, price_fen=3200)
        charge = lose(desk, second, reader)
        assert (charge.title, charge.amount_fen, charge.volumes) == ("西游记(下)", 3200, 2)
        assert charge_whole_set(desk, charge_id=charge.id) == 6200
        assert charges(desk, reader)[0].amount_fen == 6200

    def test_a_book_of_one_volume_is_no_set(self, desk: Desk, book: BookMade, reader: ReaderMade) -> None:
        with pytest.raises(errors.NotOfASet):
            charge_whole_set(desk, charge_id=lose(desk, book, reader).id)
