"""The first day of a school: book list, 3,000 pupils in 60 classes and the old system's loans come in at the window.

What was imported is lent by scanning at once, also by a scan that arrives while an import still writes.
"""

import random
from collections.abc import Callable
from pathlib import Path

from openpyxl import Workbook
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from libdesk.actions.desk import Desk
from libdesk.domain.outcome import Outcome
from libdesk.exchange.fields import ListKind
from libdesk.ui.tabs.import_tab import ImportTab
from tests.windows import Seat, seat_at

SURNAMES = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗单仇区解曾查翟"
GIVEN = "子涵欣怡梓轩雨桐浩然思远诗琪佳俊熙明月晨曦若𠮷䶮"


def book_list(folder: Path) -> Path:
    """2,000 lines as an older program saves them: GB18030, ISBN-10 and none, several copies, prices of every shape."""
    lines = ["图书清单,,,,,,", "书名,作者,出版社,出版日期,ISBN,定价,条码"]
    lines += [
        f"图书第{n}种,作者{n % 90},出版社{n % 12},200{n % 10}-5-1,"
        f"{'' if n % 3 else '7-80679-915-X'},￥{n % 40}.50,{n:07d}"
        for n in range(1, 2001)
    ]
    path = folder / "图书.csv"
    path.write_bytes("\r\n".join(lines).encode("gb18030"))
    return path


def roster(folder: Path) -> Path:
    """3,000 pupils in 60 classes, a sheet a grade, with what a school must not hand on."""
    chance = random.Random(7)
    book = Workbook()
    book.remove(book.active)
    number = 0
    for grade in "一二三四五六":
        sheet = book.create_sheet(f"{grade}年级")
        sheet.append(["阳光小学学生名册"])
        sheet.append(["姓名", "性别", "班级", "座号", "学号", "身份证件号", "家长电话", "读者证号"])
        for class_no in range(1, 11):
            for seat in range(1, 51):
                number += 1
                name = chance.choice(SURNAMES) + "".join(chance.sample(GIVEN, 2))
                sheet.append(
                    [name, "男", f"{grade}({class_no})班", seat, f"2026{number:05d}", f"11010520160101{number:04d}",
                     "13800000000", f"R{number:06d}"]
                )  # fmt: skip
    path = folder / "名册.xlsx"
    book.save(path)
    return path


def old_loans(folder: Path) -> Path:
    rows = ["条码,读者证号,借出日期,应还日期"]
    rows += [f"{n:07d},R{n:06d},2026-02-27,2026-03-13" for n in range(1, 201)]
    rows += ["9999999,R000001,2026-02-27,2026-03-13", "0000001,R000002,2026-02-27,2026-03-13"]
    path = folder / "借阅.csv"
    path.write_text("\r\n".join(rows), "utf-8-sig")
    return path


def settled(seat: Seat, work: Callable[[], object]) -> None:
    work()
    seat.qtbot.waitUntil(lambda: not seat.window.jobs.running, timeout=60_000)


def bring_in(seat: Seat, kind: ListKind, path: Path) -> ImportTab:
    page = seat.window.show_tab("import_tab")
    assert isinstance(page, ImportTab)
    combo = page.file.kind
    combo.setCurrentIndex(combo.findData(kind))
    combo.activated.emit(combo.currentIndex())
    settled(seat, lambda: page.open_file(path))
    return page


def count(desk: Desk, sql: str) -> int:
    return int(desk.library.connection.execute(sql).fetchone()[0])


def test_a_school_comes_in_and_lends_at_once(desk: Desk, tmp_path: Path, qtbot: QtBot) -> None:
    with seat_at(desk, tmp_path, qtbot) as seat:
        qtbot.waitUntil(lambda: seat.window.tabs.count() > 1)

        page = bring_in(seat, ListKind.BOOKS, book_list(tmp_path))
        settled(seat, page.foot.start.click)
        assert count(desk, "SELECT count(*) FROM copy") == 2000

        page = bring_in(seat, ListKind.READERS, roster(tmp_path))
        assert count(desk, "SELECT count(*) FROM reader") == 0
        # A scan that arrives while the import writes waits, and is done after it.
        page.foot.start.click()
        assert seat.window.jobs.busy_library
        seat.window.lending.box.receive("R000777")
        seat.window.lending.box.receive("0000777")
        settled(seat, lambda: None)
        assert count(desk, "SELECT count(*) FROM reader") == 3000
        classes = "SELECT count(*) FROM (SELECT DISTINCT stage, entry_year, class_no FROM enrolment)"
        assert count(desk, classes) == 60
        qtbot.waitUntil(lambda: count(desk, "SELECT count(*) FROM loan") == 1)
        kept = "".join(str(row) for row in desk.library.connection.execute("SELECT * FROM reader"))
        assert "110105" not in kept
        assert "13800000000" not in kept

        page = bring_in(seat, ListKind.LOANS, old_loans(tmp_path))
        assert [row.line for row in page.summary.table.model.rows()] == [202, 203]  # no such book, and lent twice
        settled(seat, page.foot.start.click)
        assert count(desk, "SELECT count(*) FROM loan WHERE returned IS NULL") == 201

        # The desk knows them all: by card, by initials, by barcode.
        seat.key(Qt.Key.Key_F3)
        seat.scan("0000005")
        assert seat.outcome is Outcome.RETURNED
        seat.key(Qt.Key.Key_F2)
        seat.scan("R002999")
        seat.scan("0001500")
        assert seat.outcome is Outcome.LENT
        assert "图书第1500种" in seat.banner
