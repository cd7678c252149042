"""How many a reader may have at once: together, of one kind, in the reading room."""

from datetime import date

import pytest

from libdesk.actions.desk import Desk
from libdesk.actions.lending import lend
from libdesk.actions.returning import claim_returned
from libdesk.domain.duedates import LoanRule
from libdesk.domain.ops import Op
from libdesk.domain.reasons import (
    InHouseLimitReached,
    KindLimitReached,
    LimitReached,
    NotLent,
)
from libdesk.store.queries.settings import rule_to_json
from libdesk.store.tables import LendingRule
from tests.builders import (
    TODAY,
    add_book,
    add_reader,
    count,
    refusal,
    set_rule,
)


def test_the_last_allowed_copy_is_lent_and_the_next_refused_with_both_numbers(desk: Desk) -> None:
    reader = add_reader(desk, "张小明")
    books = [add_book(desk, f"书{n}") for n in range(4)]
    for book in books[:3]:
        lend(desk, copy_id=book.copy_id, reader_id=reader.id)
    assert refusal(desk, books[3].copy_id, reader.id) == (LimitReached(3, 3),)


def test_no_limit_is_another_thing_than_nought(desk: Desk) -> None:
    reader, book = add_reader(desk, "张小明"), add_book(desk, "草房子")
    set_rule(desk, max_loans=0)
    assert refusal(desk, book.copy_id, reader.id) == (NotLent("book", "pupil"),)
    with desk.action(Op.EDIT_RULES) as act:
        act.change(LendingRule, 1, rule=rule_to_json(LoanRule(max_loans=None)))
    for nth in range(8):
        lend(desk, copy_id=add_book(desk, f"书{nth}").copy_id, reader_id=reader.id)


def test_the_limit_of_all_kinds_together_beats_the_limit_of_one(desk: Desk) -> None:
    reader = add_reader(desk, "张小明")
    set_rule(desk, max_loans=2)
    set_rule(desk, item_kind="periodical", max_loans=5)
    issues = [add_book(desk, f"期刊{n}", item_kind="periodical") for n in range(3)]
    for issue in issues[:2]:
        lend(desk, copy_id=issue.copy_id, reader_id=reader.id)
    assert refusal(desk, issues[2].copy_id, reader.id) == (LimitReached(2, 2),)


def test_one_kind_can_be_used_up_while_others_are_still_lent(desk: Desk) -> None:
    reader = add_reader(desk, "张小明")
    first, second = (add_book(desk, f"期刊{n}", item_kind="periodical") for n in range(2))
    lend(desk, copy_id=first.copy_id, reader_id=reader.id)
    assert refusal(desk, second.copy_id, reader.id) == (KindLimitReached("periodical", 1, 1),)
    lend(desk, copy_id=add_book(desk, "草房子").copy_id, reader_id=reader.id)


def test_reference_works_stay_in_the_library(desk: Desk) -> None:
    reader, work = add_reader(desk, "张小明"), add_book(desk, "字典", item_kind="reference")
    assert refusal(desk, work.copy_id, reader.id) == (NotLent("reference", "pupil"),)
    assert lend(desk, copy_id=work.copy_id, reader_id=reader.id, in_house=True).due == TODAY


def test_what_the_reader_says_was_returned_counts_no_more(desk: Desk) -> None:
    reader, book, other = add_reader(desk, "张小明"), add_book(desk, "草房子"), add_book(desk, "根鸟")
    set_rule(desk, max_loans=1)
    lend(desk, copy_id=book.copy_id, reader_id=reader.id)
    claim_returned(desk, copy_id=book.copy_id)
    lend(desk, copy_id=other.copy_id, reader_id=reader.id)


@pytest.mark.parametrize("counts", [True, False])
def test_use_in_the_reading_room_counts_only_where_the_rule_says_so(desk: Desk, counts: bool) -> None:
    reader, book, other = add_reader(desk, "张小明"), add_book(desk, "草房子"), add_book(desk, "根鸟")
    set_rule(desk, max_loans=1, max_in_house=1, in_house_counts=counts)
    lend(desk, copy_id=book.copy_id, reader_id=reader.id)
    if counts:
        assert refusal(desk, other.copy_id, reader.id, in_house=True) == (LimitReached(1, 1),)
    else:
        lend(desk, copy_id=other.copy_id, reader_id=reader.id, in_house=True)


def test_the_reading_room_has_a_limit_of_its_own(desk: Desk) -> None:
    reader, book, other = add_reader(desk, "张小明"), add_book(desk, "草房子"), add_book(desk, "根鸟")
    set_rule(desk, max_loans=3, max_in_house=1)
    lend(desk, copy_id=book.copy_id, reader_id=reader.id, in_house=True)
    assert refusal(desk, other.copy_id, reader.id, in_house=True) == (InHouseLimitReached(1, 1),)
    assert lend(desk, copy_id=other.copy_id, reader_id=reader.id).due > TODAY


@pytest.mark.parametrize("counts", [True, False])
def test_a_reading_room_copy_taken_home_is_one_loan_and_never_one_too_many(desk: Desk, counts: bool) -> None:
    reader = add_reader(desk, "张小明")
    set_rule(desk, max_loans=2, in_house_counts=counts)
    room, book, other = (add_book(desk, f"书{n}") for n in range(3))
    lend(desk, copy_id=room.copy_id, reader_id=reader.id, in_house=True)
    lend(desk, copy_id=book.copy_id, reader_id=reader.id)
    receipt = lend(desk, copy_id=room.copy_id, reader_id=reader.id)
    assert receipt.switched
    assert receipt.due == date(2026, 3, 23)
    assert count(desk, "SELECT count(*) FROM loan WHERE copy_id = ?", room.copy_id) == 1
    assert refusal(desk, other.copy_id, reader.id) == (LimitReached(2, 2),)


def test_a_full_hand_cannot_take_the_reading_room_copy_home_too(desk: Desk) -> None:
    reader = add_reader(desk, "张小明")
    set_rule(desk, max_loans=1)
    room, book = add_book(desk, "根鸟"), add_book(desk, "草房子")
    lend(desk, copy_id=room.copy_id, reader_id=reader.id, in_house=True)
    lend(desk, copy_id=book.copy_id, reader_id=reader.id)
    assert refusal(desk, room.copy_id, reader.id) == (LimitReached(1, 1),)
