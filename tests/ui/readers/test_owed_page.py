"""The page of what readers owe: how each was reckoned, what can be done, many at once; by keyboard alone."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from libdesk.actions.desk import Actor, Desk
from libdesk.actions.lending import lend
from libdesk.actions.returning import claim_returned
from libdesk.actions.undo import last_undoable, undo
from libdesk.domain.errors import NotAllowed
from libdesk.domain.ops import Role
from libdesk.store.queries import charges as queries
from libdesk.ui.readers.owed_words import CLAIMS, FINES, LOSSES, PAYMENTS, SETTLED, SUSPENDED
from libdesk.ui.readers.reader_detail import owed_lines
from tests.builders import Clock, add_book, add_reader, set_rule, set_setting, status
from tests.documents.pdf import texts
from tests.ui.readers.owed_stand import Shown, facts, late, lost, names, offered, press, shower
from tests.ui.surroundings import Kept, nameless


@pytest.fixture
def shown(qtbot: QtBot, kept: Kept) -> Shown:
    return shower(qtbot, kept)


def test_who_may_not_borrow_stands_there_with_the_reckoning(desk: Desk, clock: Clock, shown: Shown) -> None:
    set_rule(desk, suspension_days_per_day=1)
    late(desk, clock, ("张三", 10), ("李四", 7))
    page = shown(SUSPENDED)
    assert names(page) == ["李四", "张三"]
    assert "超期 6 个开馆日 × 1 = 6 个开馆日（最多 14 个）" in facts(page)
    assert page.parts[SUSPENDED].text().endswith("2")
    assert nameless(page) == []


def test_one_press_ends_the_suspensions_of_a_class(desk: Desk, clock: Clock, kept: Kept, shown: Shown) -> None:
    set_rule(desk, suspension_days_per_day=1)
    late(desk, clock, ("李四", 7), ("张三", 7), ("王五", 10))
    page = shown(SUSPENDED)
    page.group.setCurrentIndex(1)
    page.group.activated.emit(1)
    assert names(page) == ["李四", "张三"]
    press(page, "owed_amnesty")
    assert [row.reader for row in queries.suspended(desk.library, desk.today)] == ["王五"]
    assert "F8" in kept.said[-1]
    entry = last_undoable(desk)
    assert entry is not None
    undo(desk, entry.id)
    page.refresh()
    assert len(names(page)) == 3


def test_one_suspension_ends_from_the_panel(desk: Desk, clock: Clock, shown: Shown) -> None:
    set_rule(desk, suspension_days_per_day=1)
    late(desk, clock, ("张三", 3))
    page = shown(SUSPENDED)
    press(page, "owed_lift")
    assert names(page) == []
    assert page.list.face.isVisible()


def test_without_money_a_lost_book_is_replaced_or_waived(desk: Desk, shown: Shown) -> None:
    lost(desk)
    page = shown(LOSSES)
    assert offered(page) >= {"replace", "waive", "found", "open"}
    assert not offered(page) & {"pay", "amount", "set"}
    assert "¥" not in facts(page)
    assert page.list.model.index(0, 4).data() == "赔一册"
    assert page.parts[FINES].isHidden()
    assert page.parts[PAYMENTS].isHidden()


def test_a_claim_shows_when_it_was_due_and_may_be_lost_or_found(desk: Desk, clock: Clock, shown: Shown) -> None:
    for name in ("张三", "李四"):
        copy_id = add_book(desk, f"{name}的书").copy_id
        lend(desk, copy_id=copy_id, reader_id=add_reader(desk, name).id)
        claim_returned(desk, copy_id=copy_id)
    clock.advance(days=12)
    page = shown(CLAIMS)
    index = page.list.model.index(0, 4)
    assert index.data() == "应还 3月23日", "and no number of days under how much"
    first = page.list.current_row()
    press(page, "owed_lost")
    assert status(desk, first.copy_id) == "lost"
    second = page.list.current_row()
    press(page, "owed_found")
    assert status(desk, second.copy_id) == "shelf"
    assert names(page) == []


def test_the_page_opens_a_reader_at_the_desk(desk: Desk, qtbot: QtBot, shown: Shown) -> None:
    lost(desk)
    page = shown(LOSSES)
    with qtbot.waitSignal(page.open_asked) as caught:
        page.list.view.setFocus()
        QTest.keyClick(page.list.view, Qt.Key.Key_Return)
    assert caught.args == [page.list.current_row().reader_id]


def test_a_part_is_printed_as_it_stands(desk: Desk, shown: Shown) -> None:
    lost(desk)
    page = shown(LOSSES)
    documents: list[Callable[[], bytes]] = []
    page.document_asked.connect(lambda _name, make: documents.append(make))
    press(page, "owed_print")
    (sheet,) = texts(documents[0]())
    for words in ("张三", "草房子", "丢失待赔"):
        assert words in sheet


def test_every_part_has_an_empty_face(desk: Desk, shown: Shown) -> None:
    set_setting(desk, "money", True)
    page = shown(SUSPENDED)
    for part in (SUSPENDED, LOSSES, FINES, CLAIMS, SETTLED, PAYMENTS):
        page.show_part(part)
        assert page.list.face.isVisible()
        assert page.detail.face.isVisible()


def test_a_reader_of_the_list_shows_what_is_owed(desk: Desk) -> None:
    lost(desk)
    reader_id = queries.open_losses(desk.library)[0].reader_id
    (line,) = owed_lines(desk, reader_id)
    assert (line.title, line.role) == ("草房子", "bad")
    desk.actor = Actor(Role.HELPER)
    with pytest.raises(NotAllowed):
        owed_lines(desk, reader_id)
