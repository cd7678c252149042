"""The books of the term: what comes back is shelved, a torn one repaired, a shelf that is out of order put right."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from libdesk.domain.outcome import Outcome
from libdesk.ui.shelving.reading.page import ShelfReadingPage
from libdesk.ui.shelving.repairs.page import RepairsPage
from libdesk.ui.shelving.trolley.page import TrolleyPage
from tests.builders import count, status
from tests.e2e.back_room_hands import (
    STACKS,
    BackRoom,
    give_back,
    label,
    lend,
    paper,
    pick,
    shelving_page,
    titles,
    undo,
)
from tests.e2e.parcel_hands import scan
from tests.e2e.school_hands import press, settled
from tests.ui.readers import hands
from tests.windows import Seat

LENT = [label("昆虫", 2), label("小说", 10), label("小说", 9), label("绘画", 1), label("历史", 4)]
IN_ORDER = ["小说第9册", "小说第10册", "历史第4册", "昆虫第2册", "绘画第1册"]  # by place, 10 behind 9
TORN = label("小说", 10)


def books_come_back_and_are_shelved(seat: Seat, room: BackRoom) -> None:
    """Two readers bring back what they had; it stands on the trolley in the order in which it is put away."""
    lend(seat, room.readers["王老师"].card, LENT[:3])
    lend(seat, room.readers["李明"].card, LENT[3:])
    assert count(room.desk, "SELECT count(*) FROM loan WHERE returned IS NULL") == len(LENT)
    give_back(seat, LENT)
    page = shelving_page(seat, TrolleyPage)
    assert titles(page.list) == IN_ORDER
    pick(seat, "trolley_place", STACKS)
    assert titles(page.list) == IN_ORDER[:4]
    words = paper(seat, "trolley_print")
    assert words.index("小说第9册") < words.index("小说第10册") < words.index("昆虫第2册")
    pick(seat, "trolley_place", None)
    page.line.box.setFocus()
    scan(seat, page.line.box, label("小说", 9))
    assert page.line.told.text().startswith("《小说第9册》已归架：I287.45/9 · 书库")
    scan(seat, page.line.box, label("小说", 9))
    assert "已经" in page.line.told.text()
    undo(seat)
    assert titles(page.list) == IN_ORDER
    for code in LENT:
        scan(seat, page.line.box, code)
    assert titles(page.list) == []
    assert count(room.desk, "SELECT count(*) FROM copy WHERE trolley IS NOT NULL") == 0


def a_torn_book_is_repaired(seat: Seat, room: BackRoom) -> None:
    """One key at the return desk reports it; until it is mended nobody gets it, then it comes back by the trolley."""
    copy_id, reader = room.copies[TORN], room.readers["李明"]
    lend(seat, reader.card, [TORN])
    give_back(seat, [TORN])
    seat.key(Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier)
    seat.key(Qt.Key.Key_Right)
    seat.key(Qt.Key.Key_Return)
    assert "破损" in seat.banner, seat.banner
    page = shelving_page(seat, RepairsPage)
    assert [(row.title, row.degree) for row in page.list.model.rows()] == [("小说第10册", "medium")]
    scan(seat, page.box, TORN)
    assert "已经登记过" in page.told.text()
    press(seat, "repair_take")
    assert status(room.desk, copy_id) == "repair"
    trolley = shelving_page(seat, TrolleyPage)
    scan(seat, trolley.line.box, TORN)
    assert "修补" in trolley.line.told.text()
    seat.window.show_tab("lending_tab")
    seat.key(Qt.Key.Key_Escape)
    seat.scan(reader.card)
    assert "修补" in seat.scan(TORN)
    assert seat.outcome is Outcome.REFUSED
    seat.key(Qt.Key.Key_Escape)
    page = shelving_page(seat, RepairsPage)
    press(seat, "repair_done")
    hands.write(seat.window, "end_material", "胶带")
    hands.write(seat.window, "end_cost", "2.50")
    press(seat, "repair_end_ok")
    assert titles(page.list) == []
    trolley = shelving_page(seat, TrolleyPage)
    assert titles(trolley.list) == ["小说第10册"]
    undo(seat)
    assert status(room.desk, copy_id) == "repair"
    page = shelving_page(seat, RepairsPage)
    press(seat, "repair_done")
    hands.write(seat.window, "end_cost", "2.50")
    press(seat, "repair_end_ok")
    trolley = shelving_page(seat, TrolleyPage)
    scan(seat, trolley.line.box, TORN)
    assert "已归架" in trolley.line.told.text()
    lend(seat, reader.card, [TORN])
    assert status(room.desk, copy_id) == "loan"
    give_back(seat, [TORN])
    scan(seat, shelving_page(seat, TrolleyPage).line.box, TORN)


def a_shelf_is_put_in_order(seat: Seat, room: BackRoom) -> None:
    """The shelf of K109 as children left it: one too far left, one of the other room, one that is on loan."""
    out = label("历史", 6)
    lend(seat, room.readers["王老师"].card, [out])
    page = shelving_page(seat, ShelfReadingPage)
    box, told = page.line.box, page.line.told
    said = []
    for number in (9, 1, 2, 3):
        scan(seat, box, label("历史", number))
        said.append(told.text())
    assert said[1] == "K109/1《历史第1册》排错了：应在 K109/9《历史第9册》前面。"
    assert said[3] == "K109/3《历史第3册》位置对。"
    scan(seat, box, label("绘画", 1))
    assert "学生阅览室" in told.text()
    scan(seat, box, out)
    assert "借出" in told.text()
    QTest.keyClick(box, Qt.Key.Key_F12)
    assert status(room.desk, room.copies[out]) == "shelf"
    for number in (7, 8, 11):
        scan(seat, box, label("历史", number))
    press(seat, "reading_moves")
    moves = [[column.text(row) for column in page.lists.moves.model.columns] for row in page.lists.moves.model.rows()]
    assert moves == [["1", "K109/9", "历史第9册", "放到第 8 本 K109/8 后面"]]
    settled(seat, lambda: press(seat, "reading_missed"))
    assert titles(page.lists.missed) == ["历史第4册", "历史第5册", "历史第10册"]
    words = paper(seat, "reading_print")
    assert "历史第9册" in words
    assert "绘画第1册" in words
    press(seat, "reading_done")
    press(seat, "reading_moves")
    assert page.lists.moves.model.rowCount() == 0
    press(seat, "reading_scanned")
    assert [row.item.title for row in page.lists.scanned.model.rows()] == [
        f"历史第{number}册" for number in (1, 2, 3, 6, 7, 8, 9, 11)
    ]
