"""What the page of aids shows once an issue was taken back, and of a ledger that an undo of old left unsound."""

from datetime import timedelta

from libdesk.actions.aids import issuing, stock
from libdesk.actions.desk import Desk
from libdesk.domain.aids import MoveKind
from libdesk.domain.counter import SeenReader
from libdesk.domain.ops import Op
from libdesk.store.queries.aids import stock as queries
from libdesk.store.tables import AidMove
from libdesk.ui.semester.aids.page import ISSUE, AidsPage
from tests.builders import TODAY, add_reader
from tests.ui.semester.aids.aids_hands import document, hand, put, undone
from tests.ui.shelving.shelf_hands import press


def test_nobody_signs_for_an_issue_that_was_taken_back_and_its_lists_are_there_again(
    page: AidsPage, desk: Desk
) -> None:
    reader = add_reader(desk, "王老师", kind="teacher")
    page.show_view(ISSUE)
    page.issue.take(SeenReader(reader.id))
    put(page, "yw", 30)
    press(page.issue, "issue_do")
    assert page.issue.print.isVisible()
    undone(desk)
    assert not page.issue.print.isVisible()
    assert "1 个领用人" in page.issue.preview.text()
    page.issue.quantity.setValue(1)
    put(page, "yw", 20)
    press(page.issue, "issue_do")
    assert hand(desk, "语文教师用书") == 80
    words = document(page, "issue_print")
    assert any("20" in word for word in words)
    assert not any("30" in word for word in words)


def test_the_stock_card_shows_a_ledger_that_does_not_come_out(page: AidsPage, desk: Desk) -> None:
    """As an undo of earlier versions could leave it: more went out than ever came in."""
    teacher = add_reader(desk, "王老师", kind="teacher")
    aid = queries.aids(desk.library)[0]
    issuing.issue(desk, [teacher.id], {aid.id: aid.stock.hand})
    with desk.action(Op.MOVE_AIDS) as act:
        (opening,) = act.connection.execute("SELECT id FROM aid_move WHERE aid_id = ?", (aid.id,)).fetchone()
        act.remove(AidMove, opening)
    page.stock.list.select(aid.id)
    assert [line[1].after.hand for line in page.stock.lines.model.rows()] == [-aid.stock.hand]
    stock.move_stock(desk, aid.id, MoveKind.RECEIVED, aid.stock.hand, day=TODAY - timedelta(days=1))
    assert [line[1].after.hand for line in page.stock.lines.model.rows()] == [0, aid.stock.hand]
