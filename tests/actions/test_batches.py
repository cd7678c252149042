"""Batches: numbered by the year, kept with their figures, removed only while nothing came with them."""

from datetime import date

import pytest

from libdesk.actions.acquisition.batches import edit_batch, make_batch, new_batch, note_check, remove_batch
from libdesk.actions.acquisition.errors import BatchGone, BatchInUse, BatchNumberTaken, CheckerMissing
from libdesk.actions.desk import Desk
from libdesk.actions.undo import last_undoable, undo
from libdesk.domain.batches import Differs
from libdesk.domain.ops import Op
from libdesk.domain.rows.batches import BatchRow
from libdesk.store.queries import batches as queries
from libdesk.store.tables import Copy, Title
from tests.builders import TODAY, add_book, change_copy, count


def undo_last(desk: Desk) -> None:
    entry = last_undoable(desk)
    assert entry is not None
    undo(desk, entry.id)


def row_of(desk: Desk, batch_id: int) -> BatchRow:
    row = queries.batch(desk.library, batch_id)
    assert row is not None
    return row


def numbers(desk: Desk) -> list[str]:
    return [row.no for row in queries.recent_batches(desk.library)]


def test_batches_of_a_year_are_numbered_one_after_the_other(desk: Desk) -> None:
    for day in (TODAY, TODAY, date(2025, 12, 1)):
        make_batch(desk, kind="purchase", day=day)
    assert numbers(desk) == ["2026-002", "2026-001", "2025-001"]


def test_a_number_of_the_school_s_own_is_kept_and_no_number_is_given_twice(desk: Desk) -> None:
    make_batch(desk, kind="purchase", day=TODAY, no="甲-7")
    make_batch(desk, kind="purchase", day=TODAY, no="2026-011")
    make_batch(desk, kind="donation", day=TODAY, source="王小雨家长")
    assert numbers(desk) == ["2026-012", "2026-011", "甲-7"]
    with pytest.raises(BatchNumberTaken):
        make_batch(desk, kind="purchase", day=TODAY, no=" 2026-011 ")


def test_a_batch_is_made_inside_another_action_with_its_copies(desk: Desk) -> None:
    with desk.action(Op.ADD_BOOKS) as act:
        batch_id = new_batch(act, kind="purchase", day=TODAY, list_fen=5000, discount_permille=780, paid_fen=3900)
        title_id = act.add(Title, title="城南旧事", price_fen=2500, added=act.at)
        for number in ("000001", "000002"):
            act.add(Copy, title_id=title_id, accession_no=number, batch_id=batch_id)
    row = row_of(desk, batch_id)
    assert (row.titles, row.copies, row.copies_fen, row.unpriced, row.differs) == (1, 2, 5000, 0, ())
    books = queries.books_of(desk.library, batch_id)
    assert [(book.title, book.copies, book.price_fen, book.last_no) for book in books] == [
        ("城南旧事", 2, 5000, "000002")
    ]


def test_figures_that_do_not_agree_are_told(desk: Desk) -> None:
    batch_id = make_batch(desk, kind="purchase", day=TODAY, list_fen=10000, discount_permille=780, paid_fen=8700)
    assert row_of(desk, batch_id).differs == (Differs.PAID,)
    edit_batch(desk, batch_id=batch_id, paid_fen=7800)
    for copy_id in add_book(desk, "草房子", copies=2).copy_ids:
        change_copy(desk, copy_id, batch_id=batch_id, price_fen=2000)
    assert row_of(desk, batch_id).differs == (Differs.COPIES,)


def test_a_change_that_changes_nothing_leaves_no_trace(desk: Desk) -> None:
    batch_id = make_batch(desk, kind="purchase", day=TODAY, source="新华书店")
    entries = count(desk, "SELECT count(*) FROM journal")
    assert not edit_batch(desk, batch_id=batch_id, source="新华书店 ", no="")
    assert count(desk, "SELECT count(*) FROM journal") == entries
    assert edit_batch(desk, batch_id=batch_id, source="", voucher="12345678")
    row = row_of(desk, batch_id)
    assert (row.source, row.voucher, row.no) == ("", "12345678", "2026-001")
    undo_last(desk)
    assert row_of(desk, batch_id).source == "新华书店"


def test_a_batch_with_copies_stays_and_an_empty_one_goes_with_its_checks(desk: Desk) -> None:
    batch_id = make_batch(desk, kind="purchase", day=TODAY)
    copy_id = add_book(desk, "草房子").copy_id
    change_copy(desk, copy_id, batch_id=batch_id)
    with pytest.raises(BatchInUse):
        remove_batch(desk, batch_id=batch_id)
    change_copy(desk, copy_id, batch_id=None)
    note_check(desk, batch_id=batch_id, by_whom="李老师", outcome="passed")
    remove_batch(desk, batch_id=batch_id)
    assert numbers(desk) == []
    with pytest.raises(BatchGone):
        remove_batch(desk, batch_id=batch_id)
    undo_last(desk)
    assert [row.outcome for row in queries.recent_batches(desk.library)] == ["passed"]


def test_what_is_not_checked_stands_on_top_and_the_last_check_counts(desk: Desk) -> None:
    old = make_batch(desk, kind="purchase", day=date(2026, 1, 5))
    new = make_batch(desk, kind="purchase", day=TODAY)
    with pytest.raises(CheckerMissing):
        note_check(desk, batch_id=new, by_whom="  ", outcome="passed")
    note_check(desk, batch_id=new, by_whom="李老师", outcome="refused", note="一册待查")
    note_check(desk, batch_id=new, by_whom="李老师", outcome="partly")
    assert [(row.id, row.outcome) for row in queries.recent_batches(desk.library)] == [(old, ""), (new, "partly")]
    assert [check.outcome for check in queries.checks_of(desk.library, new)] == ["partly", "refused"]
