"""A batch is checked, the bureau names three books, they are taken out, and the desk knows them ever after."""

from datetime import date
from pathlib import Path

from pytestqt.qtbot import QtBot

from libdesk.actions.acquisition.batches import make_batch, note_check
from libdesk.actions.desk import Desk
from libdesk.actions.lending import lend
from libdesk.actions.undo import last_undoable, undo
from libdesk.actions.withdrawing.lists import add_to_withdrawal, approve
from libdesk.actions.withdrawing.notices import keep_notice
from libdesk.actions.withdrawing.withdraw import withdraw
from libdesk.domain.bureau import Named
from libdesk.domain.ops import Op
from libdesk.domain.outcome import Outcome
from libdesk.store.queries import batches, bureau, reports, withdrawals
from libdesk.store.tables import Copy, Title
from libdesk.ui.cataloguing.withdrawals.papers import list_paper
from libdesk.ui.printing.document_makers import list_maker
from tests.builders import TODAY, Clock, add_book, add_reader, status
from tests.documents.pdf import texts
from tests.windows import seat_at

MARCH = (date(2026, 3, 1), date(2026, 3, 31))


def test_what_the_bureau_names_leaves_and_stays_known(qtbot: QtBot, desk: Desk, clock: Clock, tmp_path: Path) -> None:
    new = [add_book(desk, title, author=author) for title, author in (("新书甲", "张三"), ("新书乙", "李四"))]
    old = add_book(desk, "旧读物", author="王五", isbn="9787208061644", copies=2)
    reader = add_reader(desk, "李小雨")
    batch_id = make_batch(desk, kind="purchase", day=TODAY, source="新华书店")
    with desk.action(Op.EDIT_COPIES) as act:
        for book in new:
            act.change(Copy, book.copy_id, batch_id=batch_id, price_fen=3000)
            act.change(Title, book.title_id, class_no="I287.4")
    lend(desk, copy_id=old.copy_id, reader_id=reader.id)
    figures = reports.figures(desk.library, *MARCH)
    note_check(desk, batch_id=batch_id, by_whom="陈老师", outcome="passed")

    # The list comes: two of the batch, and an old book of which one copy is on loan.
    lines = [Named("新书甲", "张三"), Named("新书乙", "李四"), Named("旧读物", "", "", "9787208061644")]
    notice_id = keep_notice(desk, name="2026年第1号", lines=lines)
    assert {row.title for row in bureau.named_in_batch(desk.library, batch_id)} == {"新书甲", "新书乙"}
    found = bureau.named_copies(desk.library, lines)
    assert [copy.holder.name for copy in found if copy.holder] == ["李小雨"]
    assert all(copy.sure for copy in found)
    note_check(desk, batch_id=batch_id, by_whom="陈老师", outcome="refused", note="两种按上级书目剔旧")
    added = add_to_withdrawal(
        desk, None, [copy.copy_id for copy in found], "notice", name="2026年第1号", notice_id=notice_id
    )

    # Approved, printed, done, undone, done.
    approve(desk, withdrawal_id=added.withdrawal_id, by="张校长", number="校字3号")
    row = withdrawals.withdrawal(desk.library, added.withdrawal_id)
    assert row is not None
    printed = texts(list_maker(list_paper(desk, row, withdrawals.copies_of(desk.library, row.id)))())
    assert all(words in printed[0] for words in ("新书甲", "新书乙", "旧读物", "上级通知", "张校长"))
    for again in (True, False):
        receipt = withdraw(desk, withdrawal_id=added.withdrawal_id, disposal="scrap")
        assert (receipt.withdrawn, receipt.still_out) == (3, 1)
        if again:
            entry = last_undoable(desk)
            assert entry is not None
            undo(desk, entry.id)
            assert [status(desk, copy_id) for copy_id in old.copy_ids] == ["loan", "shelf"]

    # At the desk: the copy that was out comes back, and both are known with day and reason.
    with seat_at(desk, tmp_path, qtbot) as seat:
        seat.scan(old.barcodes[0])
        assert "上级通知" in seat.banner
        seat.scan(old.barcodes[1])
        assert seat.outcome is Outcome.REFUSED
        assert "2026年3月9日" in seat.banner
    assert [status(desk, copy_id) for copy_id in old.copy_ids] == ["withdrawn"] * 2

    # The figures: what was lent was lent, and what left is summed by day and class.
    assert reports.figures(desk.library, *MARCH).loans == figures.loans
    left = withdrawals.withdrawn_between(desk.library, *MARCH)
    assert {(line.class_letter, line.copies, line.amount_fen) for line in left} == {("I", 2, 6000), ("", 2, 0)}
    assert [one.outcome for one in batches.recent_batches(desk.library)] == ["refused"]
