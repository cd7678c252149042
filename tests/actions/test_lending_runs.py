"""Copies for a class or a teacher, lent in one step."""

from datetime import date

import pytest

from libdesk.actions.desk import Desk
from libdesk.actions.errors import (
    BadDay,
    EmptyRun,
    RunRefused,
)
from libdesk.actions.lending import lend, lend_run
from tests.builders import (
    add_book,
    add_reader,
    count,
)


def test_a_class_set_is_lent_in_one_step_with_each_copy_s_own_barcode(desk: Desk) -> None:
    books, account = add_book(desk, "草房子", copies=40), add_reader(desk, "四(3)班", kind="class")
    entries = count(desk, "SELECT count(*) FROM journal")
    receipt = lend_run(desk, copy_ids=books.copy_ids, reader_id=account.id)
    assert len(set(receipt.loan_ids)) == 40
    assert count(desk, "SELECT count(*) FROM journal") == entries + 1
    assert count(desk, "SELECT count(DISTINCT copy_id) FROM loan WHERE returned IS NULL") == 40


def test_all_are_lent_or_none(desk: Desk) -> None:
    books, account, pupil = (
        add_book(desk, "草房子", copies=3), add_reader(desk, "四(3)班", kind="class"), add_reader(desk, "张小明"),
    )  # fmt: skip
    lend(desk, copy_id=books.copy_ids[1], reader_id=pupil.id)
    with pytest.raises(RunRefused, match="张小明") as caught:
        lend_run(desk, copy_ids=books.copy_ids, reader_id=account.id)
    assert [name for name, _why in caught.value.refused] == ["草房子"]
    assert count(desk, "SELECT count(*) FROM loan") == 1


def test_the_limit_counts_inside_the_run(desk: Desk) -> None:
    books, teacher = add_book(desk, "草房子", copies=12), add_reader(desk, "王老师", kind="teacher")
    with pytest.raises(RunRefused) as caught:
        lend_run(desk, copy_ids=books.copy_ids, reader_id=teacher.id)
    assert len(caught.value.refused) == 2


def test_a_copy_scanned_twice_is_lent_once(desk: Desk) -> None:
    books, account = add_book(desk, "草房子", copies=2), add_reader(desk, "四(3)班", kind="class")
    first, second = books.copy_ids
    assert len(lend_run(desk, copy_ids=[first, second, first], reader_id=account.id).loan_ids) == 2


def test_an_empty_run_and_a_day_gone_by_are_told(desk: Desk) -> None:
    books, account = add_book(desk, "草房子"), add_reader(desk, "四(3)班", kind="class")
    with pytest.raises(EmptyRun):
        lend_run(desk, copy_ids=[], reader_id=account.id)
    with pytest.raises(BadDay):
        lend_run(desk, copy_ids=books.copy_ids, reader_id=account.id, due=date(2026, 3, 8))


def test_the_day_may_be_set_by_hand(desk: Desk) -> None:
    books, account = add_book(desk, "草房子", copies=2), add_reader(desk, "四(3)班", kind="class")
    assert lend_run(desk, copy_ids=books.copy_ids, reader_id=account.id, due=date(2026, 6, 30)).due == date(2026, 6, 30)
