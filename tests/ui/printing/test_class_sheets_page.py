"""Class barcode sheets in the window: classes ticked, a page each, every code read back."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QAbstractButton
from pytestqt.qtbot import QtBot

from libdesk.actions.desk import Desk
from libdesk.domain.classes import ClassRef, Stage
from libdesk.domain.rows.reader_groups import ReaderGroup
from libdesk.ui.printing.class_sheets_page.page import ClassSheetsPage
from tests.builders import add_reader
from tests.documents.pdf import scanned, texts
from tests.ui.printing.card_stand import fill_classes
from tests.ui.printing.papers import FilePrinters
from tests.ui.surroundings import Kept, at_work, nameless


@pytest.fixture
def page(qtbot: QtBot, kept: Kept, tmp_path: Path) -> ClassSheetsPage:
    return at_work(qtbot, kept, ClassSheetsPage(kept.around, printers=FilePrinters(tmp_path, "laser")), height=330)


def settled(qtbot: QtBot, kept: Kept) -> None:
    qtbot.waitUntil(lambda: not kept.around.jobs.running, timeout=20_000)


def press(page: ClassSheetsPage, name: str) -> None:
    found = page.findChild(QAbstractButton, name)
    assert isinstance(found, QAbstractButton)
    found.click()


def test_each_class_has_its_page_and_every_code_is_read(
    qtbot: QtBot, kept: Kept, desk: Desk, page: ClassSheetsPage, tmp_path: Path
) -> None:
    fill_classes(desk, 3, 10, each=24)
    page.refresh()  # the builders work at a desk of their own
    assert page.paper.count == 0
    press(page, "sheets_all")
    settled(qtbot, kept)
    assert (page.facts.text(), page.paper.count) == ("2 个班", 2)
    path = tmp_path / "sheets.pdf"
    page.paper.save_paper(path)
    settled(qtbot, kept)
    pdf = path.read_bytes()
    assert sorted(scanned(pdf, dpi=300)) == [f"R{number:06d}" for number in range(1, 49)]
    assert ["四(3)班" in text for text in texts(pdf)] == [True, False]
    press(page, "sheets_none")
    assert page.paper.count == 0
    assert nameless(page) == []


def test_pupils_without_a_number_are_named(qtbot: QtBot, kept: Kept, desk: Desk, page: ClassSheetsPage) -> None:
    fill_classes(desk, 3, each=2)
    add_reader(desk, "周小雨", card="R9")
    with desk.library.writing() as connection:
        connection.execute("UPDATE barcode SET state = 'lost' WHERE printed = 'R9'")
    page.refresh()
    page.tree.tick([ReaderGroup.of_class(ClassRef(Stage.PRIMARY, 2022, 3))])
    settled(qtbot, kept)
    assert page.gaps.isVisible()
    assert "周小雨" in page.gaps.text()


def test_what_will_not_come_out_is_told_with_names(qtbot: QtBot, kept: Kept, desk: Desk, page: ClassSheetsPage) -> None:
    fill_classes(desk, 3, each=2)
    add_reader(desk, "周小雨", card="读者9")
    add_reader(desk, "李\U00031350", card="R10")
    page.refresh()
    page.tree.tick([ReaderGroup.of_class(ClassRef(Stage.PRIMARY, 2022, 3))])
    settled(qtbot, kept)
    assert page.gaps.isVisible()
    bars, letters = page.gaps.text().split("\n")
    assert bars == "1 个证号印不成条码：周小雨 (读者9)"
    assert "\U00031350" in letters
    page.tree.tick_none()
    settled(qtbot, kept)
    assert not page.gaps.isVisible()


def test_a_school_without_classes_is_told_so(qtbot: QtBot, kept: Kept, page: ClassSheetsPage) -> None:
    settled(qtbot, kept)
    assert "班级" in page.paper.face.accessibleName()
    press(page, "sheets_all")
    assert page.paper.count == 0
