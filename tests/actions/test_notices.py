"""The bureau's lists are held against the holdings and against each batch that comes in; what they name leaves."""

import pytest

from libdesk.actions.acquisition.batches import make_batch
from libdesk.actions.desk import Desk
from libdesk.actions.lending import lend
from libdesk.actions.undo import last_undoable, undo
from libdesk.actions.withdrawing import errors
from libdesk.actions.withdrawing.lists import add_to_withdrawal
from libdesk.actions.withdrawing.notices import keep_notice, remove_notice, rename_notice
from libdesk.domain.bureau import Fit, Named
from libdesk.domain.loans import LoanRefused
from libdesk.domain.ops import Op
from libdesk.domain.withdrawals import NOTICE
from libdesk.store.queries import bureau as queries
from libdesk.store.queries import withdrawals
from libdesk.store.tables import Volume
from tests.builders import TODAY, add_book, add_reader, change_copy, count

ISBN = "9787208061644"


def found(desk: Desk, *lines: Named) -> list[tuple[str, Fit]]:
    return [(copy.title, copy.fit) for copy in queries.named_copies(desk.library, lines)]


def test_copies_are_found_by_isbn_by_title_and_author_and_by_the_title_alone(desk: Desk) -> None:
    add_book(desk, "小王子", isbn=ISBN, author="圣埃克苏佩里", copies=2)
    add_book(desk, "昆虫记", author="法布尔")
    add_book(desk, "昆 虫 记", author="某某编")
    add_book(desk, "昆虫记读后感")
    assert found(desk, Named("小王子", isbn=ISBN), Named("昆虫记", "[法] 法布尔 著")) == [
        ("小王子", Fit.ISBN), ("小王子", Fit.ISBN), ("昆虫记", Fit.TITLE_AUTHOR), ("昆 虫 记", Fit.TITLE),
    ]  # fmt: skip


def test_the_isbn_of_a_volume_is_known_and_what_left_already_is_not_named_again(desk: Desk) -> None:
    first = add_book(desk, "西游记", volume="上")
    second = add_book(desk, "西游记", volume="下", title_id=first.title_id)
    assert first.volume_id is not None
    with desk.action(Op.EDIT_TITLE) as act:
        act.change(Volume, first.volume_id, isbn=ISBN)
    change_copy(desk, second.copy_id, status="withdrawn")
    assert found(desk, Named("西游记（上）", isbn=ISBN)) == [("西游记(上)", Fit.ISBN)]


def test_a_copy_that_is_out_is_named_with_its_reader_and_class(desk: Desk) -> None:
    book, reader = add_book(desk, "小王子", isbn=ISBN), add_reader(desk, "李小雨")
    lend(desk, copy_id=book.copy_id, reader_id=reader.id)
    (copy,) = queries.named_copies(desk.library, [Named("小王子", isbn=ISBN)])
    assert copy.holder is not None
    assert (copy.is_out, copy.sure, copy.holder.name, copy.holder.entry_year) == (True, True, "李小雨", 2022)


def test_a_list_is_kept_and_each_later_batch_is_held_against_it(desk: Desk) -> None:
    keep_notice(desk, name="2026年第1号", lines=[Named("小王子（精装版）", isbn=ISBN), Named("昆虫记")])
    keep_notice(desk, name="2026年第2号", lines=[Named("昆虫记", "法布尔")])
    batch_id = make_batch(desk, kind="purchase", day=TODAY)
    for book in (
        add_book(desk, "小王子", isbn=ISBN),
        add_book(desk, "昆虫记", author="法布尔", copies=2),
        add_book(desk, "草房子"),
    ):
        for copy_id in book.copy_ids:
            change_copy(desk, copy_id, batch_id=batch_id)
    named = [(row.title, row.copies, row.notice, row.fit) for row in queries.named_in_batch(desk.library, batch_id)]
    assert named == [
        ("小王子", 1, "2026年第1号", Fit.ISBN),
        ("昆虫记", 2, "2026年第2号", Fit.TITLE_AUTHOR),
        ("昆虫记", 2, "2026年第1号", Fit.TITLE),
    ]


def test_a_list_has_a_name_and_lines_and_its_removal_can_be_undone(desk: Desk) -> None:
    with pytest.raises(errors.NameMissing):
        keep_notice(desk, name=" ", lines=[Named("昆虫记")])
    with pytest.raises(errors.NoticeEmpty):
        keep_notice(desk, name="第1号", lines=[])
    notice_id = keep_notice(desk, name="第1号", lines=[Named("昆虫记"), Named("小王子", isbn=ISBN)])
    rename_notice(desk, notice_id=notice_id, name="第 2 号", day=TODAY)
    remove_notice(desk, notice_id=notice_id)
    assert (queries.notices(desk.library), count(desk, "SELECT count(*) FROM notice_line")) == ([], 0)
    entry = last_undoable(desk)
    assert entry is not None
    undo(desk, entry.id)
    (row,) = queries.notices(desk.library)
    assert (row.name, row.lines) == ("第 2 号", 2)
    assert queries.lines_of(desk.library, notice_id) == [Named("昆虫记"), Named("小王子", isbn=ISBN)]


def test_a_list_by_which_books_were_taken_out_stays(desk: Desk) -> None:
    book = add_book(desk, "昆虫记")
    notice_id = keep_notice(desk, name="第1号", lines=[Named("昆虫记")])
    add_to_withdrawal(desk, None, book.copy_ids, "notice", name="第1号", notice_id=notice_id)
    assert queries.notices(desk.library)[0].taken == 1
    with pytest.raises(errors.NoticeInUse):
        remove_notice(desk, notice_id=notice_id)
    with pytest.raises(errors.NoticeGone):
        remove_notice(desk, notice_id=notice_id + 1)


def test_a_book_the_bureau_names_is_lent_no_more_though_it_stands_on_an_ordinary_list(desk: Desk) -> None:
    reader = add_reader(desk, "李小雨")
    book, other = add_book(desk, "昆虫记"), add_book(desk, "草房子")
    draft = add_to_withdrawal(desk, None, (book.copy_id, other.copy_id), "surplus").withdrawal_id
    (copy,) = queries.named_copies(desk.library, [Named("昆虫记")])
    assert (bool(copy.on_list), copy.called_in) == (True, False), "it may still be ticked"
    added = add_to_withdrawal(desk, None, [book.copy_id], NOTICE, name="第1号")
    assert (added.added, added.passed_over) == (1, 0)
    with pytest.raises(LoanRefused):
        lend(desk, copy_id=book.copy_id, reader_id=reader.id)
    (copy,) = queries.named_copies(desk.library, [Named("昆虫记")])
    assert (copy.on_list, copy.called_in) == ("第1号", True)
    entry = last_undoable(desk)
    assert entry is not None
    undo(desk, entry.id)
    assert [one.title for one in withdrawals.copies_of(desk.library, draft)] == ["昆虫记", "草房子"]
