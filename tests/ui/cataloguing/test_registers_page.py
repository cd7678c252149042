"""The page of registers: years, agreement, closing, corrections, the opening balance, print and table."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QSpinBox
from pytestqt.qtbot import QtBot

from libdesk import paths
from libdesk.actions.desk import Desk
from libdesk.domain.ops import Op
from libdesk.store.tables import Batch, Copy, Title
from libdesk.ui.cataloguing.registers.page import OPENING, RegistersPage
from tests.builders import make_desk, make_library
from tests.documents.pdf import sizes, texts
from tests.look import dress, undress
from tests.ui.surroundings import Kept, nameless, surroundings


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    made = make_desk(make_library(tmp_path), today=date(2026, 3, 9))
    with made.action(Op.EDIT_BATCH) as act:
        parcel = act.add(Batch, no="2025-001", day="2025-03-02", kind="purchase", source="新华书店", voucher="00123")
    with made.action(Op.ADD_BOOKS) as act:
        for title, class_no in (("城南旧事", "I246.5"), ("趣味物理", "O4-49")):
            title_id = act.add(Title, title=title, class_no=class_no, added=act.at)
            for number in (1, 2):
                act.add(
                    Copy, title_id=title_id, accession_no=f"{title_id}{number}", price_fen=1_550, batch_id=parcel,
                    entered="2025-03-02",
                )  # fmt: skip
        act.add(Copy, title_id=title_id, accession_no="99", entered="2026-02-02")
    yield made
    made.library.close()


@pytest.fixture
def kept(desk: Desk, tmp_path: Path) -> Iterator[Kept]:
    undress()
    with surroundings(desk, tmp_path) as made:
        yield made


@pytest.fixture
def page(kept: Kept, qtbot: QtBot) -> RegistersPage:
    made = RegistersPage(kept.around)
    kept.around.bridge.changed.connect(lambda _change: made.refresh())
    qtbot.addWidget(made)
    dress()
    made.resize(911, 340)
    made.show()
    settle(made, kept, qtbot)
    return made


def settle(page: RegistersPage, kept: Kept, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: not kept.around.jobs.running)
    assert page.found.years


def cells(page: RegistersPage) -> list[list[str]]:
    table = page.copies if page.copies_button.isChecked() else page.summary
    return [[column.text(row) for column in table.model.columns] for row in table.model.rows()]


def choose(page: RegistersPage, year: int) -> None:
    page.year.setCurrentIndex(page.year.findData(year))
    page.year.activated.emit(page.year.currentIndex())


def test_a_year_shows_what_came_and_what_there_is_at_its_end(page: RegistersPage) -> None:
    choose(page, 2025)
    rows = cells(page)
    assert rows[0][:8] == ["2025-03-02", "入藏", "2025-001", "新华书店", "00123", "2", "4", "¥62.00"]
    assert rows[-1][1:8] == ["年末实存", "", "", "", "2", "4", "¥62.00"]
    assert rows[-1][-1] == "I 2  O 2"
    assert page.agreement.text() == "账账相符：共 5 册。"


def test_the_classes_of_a_line_stand_below_where_their_column_has_no_room(page: RegistersPage, qtbot: QtBot) -> None:
    choose(page, 2025)
    page.resize(1600, 340)
    assert not page.classes.isVisible()
    page.resize(600, 340)
    qtbot.waitUntil(page.classes.isVisible)
    page.summary.view.selectRow(0)
    assert page.classes.text() == "分类：I 2  O 2"
    page.copies_button.click()
    assert not page.classes.isVisible()


def test_copies_without_a_class_are_called_others(desk: Desk, page: RegistersPage, kept: Kept, qtbot: QtBot) -> None:
    with desk.action(Op.ADD_BOOKS) as act:
        title_id = act.add(Title, title="未分类的书", added=act.at)
        act.add(Copy, title_id=title_id, accession_no="100", entered="2026-02-03")
    settle(page, kept, qtbot)
    assert cells(page)[-1][-1] == "I 2  O 3  其他 1"


def test_what_came_singly_is_a_line_a_month(page: RegistersPage) -> None:
    assert page.year.currentData() == 2026
    assert [row[:2] for row in cells(page)][:2] == [["", "上年结转"], ["2026-02", "零星入藏"]]


def test_the_copies_of_a_year_stand_by_their_numbers(page: RegistersPage) -> None:
    page.copies_button.click()
    choose(page, 2025)
    assert [row[1:3] for row in cells(page)] == [
        ["11", "城南旧事"], ["12", "城南旧事"], ["21", "趣味物理"], ["22", "趣味物理"],
    ]  # fmt: skip
    choose(page, OPENING)
    assert page.copies.face.isVisible()


def test_a_closed_year_stays_and_what_changed_is_told(
    page: RegistersPage, kept: Kept, desk: Desk, qtbot: QtBot
) -> None:
    assert page.close_button.isHidden()  # this year is not over yet
    choose(page, 2025)
    page.close_button.click()
    assert page.question.keep.hasFocus()
    QTest.keyClick(page.question.keep, Qt.Key.Key_Escape)
    assert page.question.isHidden()
    page.close_button.click()
    page.question.do.click()
    qtbot.waitUntil(lambda: page.year.findText("2025（已结账）") >= 0)
    settle(page, kept, qtbot)
    assert "2025 年已结账。" in kept.said
    assert page.close_button.isHidden()
    with desk.action(Op.EDIT_COPIES) as act:
        act.change(Copy, 1, price_fen=2_050)
    settle(page, kept, qtbot)
    choose(page, 2026)
    assert [row[1] for row in cells(page)][:2] == ["上年结转", "已结账年度的更正"]
    assert (cells(page)[1][0], cells(page)[1][7]) == ("", "¥5.00")
    assert [row[7] for row in cells(page) if row[1] == "本年更正"] == ["¥5.00"]
    page.copies_button.click()
    choose(page, 2025)
    assert next(row for row in cells(page) if row[1] == "11")[9] == "15.50"
    assert page.agreement.text() == "账账相符：共 5 册。"


def test_the_opening_balance_is_typed_in_and_counts(page: RegistersPage, kept: Kept, qtbot: QtBot) -> None:
    page.opening_button.click()
    panel = page.opening_panel
    copies = panel.findChild(QSpinBox, "opening_copies_I")
    titles = panel.findChild(QSpinBox, "opening_titles_I")
    amount = panel.findChild(QLineEdit, "opening_amount_I")
    assert isinstance(copies, QSpinBox)
    assert isinstance(titles, QSpinBox)
    assert isinstance(amount, QLineEdit)
    titles.setValue(30)
    copies.setValue(20)
    amount.setText("12,5")
    panel.save.click()
    assert "12,5" in panel.fault.text()
    amount.setText("100.50")
    panel.save.click()
    assert "I 类" in panel.fault.text()
    titles.setValue(20)
    panel.save.click()
    qtbot.waitUntil(lambda: page.agreement.text() == "账账相符：共 25 册。")
    choose(page, 2025)
    assert cells(page)[0][1:8] == ["期初", "", "", "", "20", "20", "¥100.50"]


def test_both_registers_go_on_paper(
    page: RegistersPage, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(paths, "data_dir", lambda: tmp_path)
    shown: list[Path] = []

    def viewer(path: Path) -> bool:
        shown.append(path)
        return True

    choose(page, 2025)
    page.print_register(viewer)
    qtbot.waitUntil(lambda: len(shown) == 1)
    summary = texts(shown[0].read_bytes())
    assert "总括登录账 2025" in summary[0]
    assert "2025-001" in summary[0]
    assert "总括登录账（分类）2025" in summary[1]
    page.copies_button.click()
    page.print_register(viewer)
    qtbot.waitUntil(lambda: len(shown) == 2)
    pdf = shown[1].read_bytes()
    assert "共 4 册，¥62.00" in texts(pdf)[0]
    width, height = sizes(pdf)[0]
    assert width > height


def test_both_go_into_a_table_with_figures_as_figures(
    page: RegistersPage, kept: Kept, qtbot: QtBot, tmp_path: Path
) -> None:
    choose(page, 2025)
    page.export_to(tmp_path / "总括.xlsx")
    page.copies_button.click()
    page.export_to(tmp_path / "个别.xlsx")
    settle(page, kept, qtbot)
    rows = list(load_workbook(tmp_path / "总括.xlsx").active.iter_rows(values_only=True))
    assert rows[0][-2:] == ("I", "O")
    assert rows[1][5:8] == (2, 4, 62)
    rows = list(load_workbook(tmp_path / "个别.xlsx").active.iter_rows(values_only=True))
    assert (rows[1][1], rows[1][9]) == ("11", 15.5)


def test_everything_has_a_name(page: RegistersPage) -> None:
    page.opening_button.click()
    assert nameless(page) == []
