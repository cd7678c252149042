"""The stocktake at the end of the term: begun by the librarian, scanned by a pupil, taken up again, finished."""

from pathlib import Path
from typing import Final

from PySide6.QtCore import Qt

from libdesk.ui.shelving.stocktake.page import StocktakePage
from libdesk.ui.shelving.stocktake.views import View
from tests.builders import count, status
from tests.e2e.back_room_hands import EACH, STACKS, BackRoom, label, lend, on_shift, paper, pick, shelving_page, undo
from tests.e2e.back_room_serials import VOLUME
from tests.e2e.parcel_hands import scan
from tests.e2e.school_hands import press, settled
from tests.windows import Seat

LOST, MISSED_RETURN, LENT_MEANWHILE = label("童话", 5), label("昆虫", 7), label("小说", 12)
STRAYED, UNKNOWN = label("绘画", 3), "X-99"  # of the other room; on no book
GONE: Final = label("历史", 11)  # nobody finds it
# Four classes of books, the bound volume, three issues of this year; the lost book is not looked for.
COPIES = 4 * EACH + 4
FIRST_SHELF = [label("小说", number) for number in range(1, 12)] + [label("童话", number) for number in range(1, 11)]
BY_FILE = [label("历史", number) for number in range(1, 11)] + [label("昆虫", number) for number in range(1, 7)]


def a_book_is_lost_and_one_is_not_given_back(seat: Seat, room: BackRoom) -> None:
    lend(seat, room.readers["王老师"].card, [MISSED_RETURN])
    seat.window.show_tab("lending_tab")
    seat.scan(room.readers["李明"].card)
    seat.scan(LOST)
    seat.window.lending.panel.loans.view.selectRow(0)
    press(seat, "loan_lost")
    seat.key(Qt.Key.Key_Escape)
    assert status(room.desk, room.copies[LOST]) == "lost"


def it_is_begun(seat: Seat) -> StocktakePage:
    page = shelving_page(seat, StocktakePage)
    press(seat, "stocktake_begin")
    settled(seat, lambda: pick(seat, "stocktake_place", STACKS))
    assert f"{COPIES} 册" in page.doing.begin_view.found.text(), page.doing.begin_view.found.text()
    settled(seat, lambda: press(seat, "stocktake_start"))
    settled(seat, lambda: None)
    return page


def a_pupil_counts(seat: Seat, room: BackRoom) -> str:
    """On shift, shelf after shelf; each scan is told. Gives the counts as they stand when the pupil stops."""
    on_shift(seat, room.readers["周小红"].card)
    page = shelving_page(seat, StocktakePage)
    assert page.where.currentData() == STACKS
    for nth, code in enumerate(FIRST_SHELF, start=1):
        scan(seat, page.line.box, code)
        if code == LOST:
            assert "找到" in page.line.told.text()
        else:
            assert page.line.told.text().startswith(f"点到 {nth}/"), page.line.told.text()
    scan(seat, page.line.box, FIRST_SHELF[0])
    assert "周小红" in page.line.told.text()
    scan(seat, page.line.box, STRAYED)
    assert "学生阅览室" in page.line.told.text()
    scan(seat, page.line.box, UNKNOWN)
    assert UNKNOWN in page.line.told.text()
    scan(seat, page.line.box, label("童话", 11))
    undo(seat)  # that one was read from the list and not from the shelf
    assert seat.window.tabs.current.NAME == "shelving_tab"
    settled(seat, lambda: None)
    for name in ("stocktake_finish", "stocktake_file", "stocktake_drop"):
        assert not seat.sees(name)
    lend(seat, room.readers["李明"].card, [LENT_MEANWHILE])
    page = shelving_page(seat, StocktakePage)
    assert "不认识的条码 1" in page.figures.text()
    return page.figures.text()


def it_is_taken_up_again(seat: Seat, room: BackRoom, figures: str) -> None:
    """As it was left; the librarian goes on by hand and with the file of a portable scanner."""
    page = shelving_page(seat, StocktakePage)
    settled(seat, lambda: None)
    assert page.figures.text() == figures
    scan(seat, page.line.box, MISSED_RETURN)
    assert "王老师" in page.line.told.text()
    seat.key(Qt.Key.Key_F12)
    assert status(room.desk, room.copies[MISSED_RETURN]) == "shelf"
    undo(seat)
    assert status(room.desk, room.copies[MISSED_RETURN]) == "loan"
    assert seat.window.tabs.current.NAME == "shelving_tab"
    settled(seat, lambda: None)
    scan(seat, page.line.box, MISSED_RETURN)
    seat.key(Qt.Key.Key_F12)
    assert status(room.desk, room.copies[MISSED_RETURN]) == "shelf"
    for number in (11, 12):
        scan(seat, page.line.box, label("童话", number))
    scan(seat, page.line.box, VOLUME)
    assert page.line.told.text().startswith("点到")
    for code in codes_of_this_year(room):
        scan(seat, page.line.box, code)
    scan(seat, page.line.box, label("历史", 12))
    file = room.folder / "盘点机.txt"
    more = [label("昆虫", number) for number in range(8, EACH + 1)]
    file.write_text("\r\n".join([*BY_FILE, *more, BY_FILE[0], ""]), encoding="utf-8-sig")
    it_is_fed(seat, page, file, len(BY_FILE) + len(more))
    settled(seat, lambda: press(seat, "stocktake_unfile"))
    settled(seat, lambda: None)
    assert count(room.desk, "SELECT count(*) FROM seen_copy s JOIN copy c ON c.id = s.copy_id") < COPIES - len(BY_FILE)
    it_is_fed(seat, page, file, len(BY_FILE) + len(more))


def it_is_fed(seat: Seat, page: StocktakePage, file: Path, copies: int) -> None:
    press(seat, "stocktake_file")
    settled(seat, lambda: page.doing.file_view.read(file))
    assert [row[1] for row in page.doing.file_view.list.model.rows()] == [copies + 1, copies, 1]
    settled(seat, lambda: press(seat, "stocktake_file_count"))
    settled(seat, lambda: None)
    assert f"{copies} 册" in page.line.told.text(), page.line.told.text()


def codes_of_this_year(room: BackRoom) -> list[str]:
    rows = room.desk.library.fetch(
        "SELECT b.printed FROM copy c JOIN barcode b ON b.copy_id = c.id WHERE c.issue_id IS NOT NULL"
        " AND c.status = 'shelf' ORDER BY c.id"
    )
    return [row[0] for row in rows]


def it_is_finished(seat: Seat, room: BackRoom) -> None:
    """One is missing; the figures agree with the register; all of it can be taken back, and is done again."""
    page = shelving_page(seat, StocktakePage)
    gone = room.copies[GONE]
    assert rows_of(seat, page, View.LEFT) == [GONE]
    assert rows_of(seat, page, View.FOUND) == [LOST]
    assert rows_of(seat, page, View.WRONG) == [STRAYED]
    assert len(rows_of(seat, page, View.SITTINGS)) == 2
    for first in (True, False):
        settled(seat, lambda: press(seat, "stocktake_finish"))
        view = page.doing.finish_view
        assert view.marks.text().startswith("1 册记为找不到"), view.marks.text()
        assert view.agrees.text() == "与个别登录账相符。"
        settled(seat, lambda: press(seat, "stocktake_finish_do"))
        settled(seat, lambda: None)
        assert status(room.desk, gone) == "missing"
        if first:
            settled(seat, lambda: undo(seat))
            settled(seat, lambda: None)
            assert status(room.desk, gone) == "shelf"
    assert rows_of(seat, page, View.MISSED) == [GONE]
    words = paper(seat, "stocktake_report")
    assert "2026年7月6日盘点：书库 · 2026年7月6日 周一开始" in words
    for said in ("与个别登录账核对", GONE, LOST, STRAYED, UNKNOWN):
        assert said in words, said


def rows_of(seat: Seat, page: StocktakePage, view: View) -> list[object]:
    """What a list of the stocktake shows: barcodes, or who counted."""
    settled(seat, lambda: pick(seat, "stocktake_show", view.value))
    return [getattr(row, "barcode", None) or row.who for row in page.lists.table.model.rows()]
