"""A school sets itself up: the whole wizard with a roster and a book list, in two sittings; then it lends at once."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from openpyxl import Workbook
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from libdesk.domain.outcome import Outcome
from libdesk.store.backup import facts_of
from libdesk.ui.wizard.list_pages import ListPage
from libdesk.ui.wizard.safety_page import SafetyPage
from libdesk.ui.wizard.scan_page import ScanPage
from libdesk.ui.wizard.school_page import SchoolPage
from tests.builders import Clock, make_desk
from tests.ui.wizard.newcomer import Newcomer
from tests.windows import seat_at


@pytest.fixture
def newcomer(data_folder: Path, tmp_path: Path, qtbot: QtBot, clock: Clock) -> Iterator[Newcomer]:
    made = Newcomer(tmp_path, qtbot, clock)
    yield made
    made.leave()


def roster(folder: Path) -> Path:
    book = Workbook()
    sheet = book.active
    sheet.append(["阳光小学学生名册"])
    sheet.append(["姓名", "性别", "班级", "座号", "学号", "身份证件号", "读者证号"])
    for n in range(1, 121):
        sheet.append(
            [f"李小{n}", "女", f"{'三四五'[n % 3]}({n % 4 + 1})班", n, f"2026{n:03d}", f"1101{n:014d}", f"R{n:05d}"]
        )
    path = folder / "名册.xlsx"
    book.save(path)
    return path


def book_list(folder: Path) -> Path:
    lines = ["书名,作者,出版社,ISBN,定价,条码", *(f"图书{n},作者{n % 9},出版社,,18.00,{n:07d}" for n in range(1, 201))]
    path = folder / "图书.csv"
    path.write_bytes("\r\n".join(lines).encode("gb18030"))
    return path


def bring_in(newcomer: Newcomer, path: Path) -> None:
    page = newcomer.wizard.page
    assert isinstance(page, ListPage)
    newcomer.settled(lambda: page.list.open_file(path))
    newcomer.settled(page.list.foot.start.click)
    newcomer.press("wizard_next")


def test_a_school_is_set_up_in_two_sittings_and_lends(newcomer: Newcomer, tmp_path: Path, qtbot: QtBot) -> None:
    home, stick = tmp_path / "d" / "libdesk", tmp_path / "stick"
    stick.mkdir()

    wizard = newcomer.set_up()
    school = wizard.page
    assert isinstance(school, SchoolPage)
    school.show_typed({"school": "阳光小学", "stages": ["primary"], "folder": str(home)})
    for name in ("school", "calendar", "rules"):
        assert name == newcomer.wizard.page.NAME
        newcomer.press("wizard_next")
    bring_in(newcomer, roster(tmp_path))
    newcomer.press("wizard_leave")

    newcomer.set_up()
    assert newcomer.wizard.page.NAME == "books"
    bring_in(newcomer, book_list(tmp_path))
    safety = newcomer.wizard.page
    assert isinstance(safety, SafetyPage)
    safety.set_folder(str(stick))
    for field, text in ((safety.name, "王老师"), (safety.pin, "2468"), (safety.again, "2468")):
        field.setText(text)
    newcomer.press("wizard_next")
    newcomer.press("wizard_next")
    scan = newcomer.wizard.page
    assert isinstance(scan, ScanPage)
    scan.box.receive("R00007")
    assert "李小7" in newcomer.words("wizard_scan_told")
    assert "200 册" in newcomer.words("wizard_summary")
    assert not home.exists()
    library = newcomer.finish()
    assert library.parent == home
    facts = facts_of(library)
    assert (facts.school, facts.readers, facts.copies) == ("阳光小学", 120, 200)
    newcomer.leave()
    desk = make_desk(library, clock=newcomer.clock)
    assert desk.settings.backup_folder == str(stick)
    with seat_at(desk, tmp_path, qtbot) as seat:
        seat.scan("R00007")
        seat.scan("0000042")
        assert seat.outcome is Outcome.LENT
        assert "图书42" in seat.banner
        seat.key(Qt.Key.Key_F3)
        seat.scan("0000042")
        assert seat.outcome is Outcome.RETURNED
    desk.library.close()
