"""The sheet and the label on it where the printing starts: chosen by click or key, said aloud, remembered."""

from pathlib import Path

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from libdesk.actions.desk import Desk
from libdesk.actions.printing.sheets import add_sheet, edit_sheet, remove_sheet
from libdesk.domain.sheets import LABEL_SHEETS, Sheet
from libdesk.ui.printing.sheet_field import SheetField, own_key
from libdesk.ui.printing.sheet_picture import SheetPicture
from tests.ui.surroundings import Kept, nameless

OWN = Sheet("spines", 210, 297, 40, 25, 4, 10, 10, 12, 5, 2.5)
CARD = Sheet("cards of ours", 210, 297, 90, 55, 2, 5, 10, 10)
L7160 = LABEL_SHEETS["l7160"]  # three columns, seven rows


def picture(qtbot: QtBot, sheet: Sheet = L7160, count: int = 0) -> SheetPicture:
    made = SheetPicture()
    qtbot.addWidget(made)
    made.resize(160, 220)
    made.show_sheet(sheet, count)
    made.show()
    return made


def middle(made: SheetPicture, place: int) -> QPoint:
    """The middle of a label, on the widget."""
    return next(
        QPoint(x, y)
        for y in range(made.height())
        for x in range(made.width())
        if made.place_at(QPoint(x, y).toPointF()) == place
    ) + QPoint(5, 5)


def test_a_click_starts_at_that_label(qtbot: QtBot) -> None:
    made = picture(qtbot)
    for place in (0, 4, 20):
        QTest.mouseClick(made, Qt.MouseButton.LeftButton, pos=middle(made, place))
        assert made.start == place
    QTest.mouseClick(made, Qt.MouseButton.LeftButton, pos=QPoint(1, 1))  # beside the page
    assert made.start == 20


def test_the_arrow_keys_go_from_label_to_label_and_stop_at_the_edges(qtbot: QtBot) -> None:
    made = picture(qtbot)
    keys = Qt.Key
    went = []
    for key in (keys.Key_Up, keys.Key_Right, keys.Key_Down, keys.Key_Left, keys.Key_End, keys.Key_Down, keys.Key_Home):
        QTest.keyClick(made, key)
        went.append(made.start)
    assert went == [0, 1, 4, 3, 20, 20, 0]


def test_a_screen_reader_says_row_and_column(qtbot: QtBot) -> None:
    made = picture(qtbot)
    made.set_start(4)
    assert made.accessibleDescription() == "第 2 行，第 2 列"
    assert nameless(made) == []


def test_another_sheet_keeps_the_start_if_it_has_it(qtbot: QtBot) -> None:
    made = picture(qtbot)
    made.set_start(10)
    made.show_sheet(LABEL_SHEETS["l7651"])
    assert made.start == 10
    told = []
    made.start_changed.connect(told.append)
    made.show_sheet(LABEL_SHEETS["roll_50_30"])
    assert (made.start, told) == (0, [0])


def test_the_picture_is_drawn_for_every_sheet(qtbot: QtBot) -> None:
    made = picture(qtbot, count=3)
    made.set_start(1)
    for sheet in LABEL_SHEETS.values():
        made.show_sheet(sheet, 5)
        assert not made.grab().isNull()


def test_the_choice_of_a_sheet_is_remembered_for_its_kind(qtbot: QtBot, kept: Kept, desk: Desk) -> None:
    key = own_key(add_sheet(desk, OWN))
    field = SheetField(kept.around, "labels")
    qtbot.addWidget(field)
    with qtbot.waitSignal(field.changed):
        field.choose(key)
    assert field.sheet == OWN
    again, cards = SheetField(kept.around, "labels"), SheetField(kept.around, "cards")
    for each in (again, cards):
        qtbot.addWidget(each)
    assert again.sheet == OWN
    assert cards.key == "a4_10_cards"


def test_cards_are_not_offered_sheets_too_small_for_them(qtbot: QtBot, kept: Kept, desk: Desk) -> None:
    small, large = own_key(add_sheet(desk, OWN)), own_key(add_sheet(desk, CARD))
    field = SheetField(kept.around, "cards")
    qtbot.addWidget(field)
    keys = [field.combo.itemData(place) for place in range(field.combo.count())]
    assert large in keys
    assert small not in keys
    assert "l7160" not in keys


def test_a_changed_sheet_is_told_and_a_removed_one_gives_way(
    qtbot: QtBot, kept: Kept, desk: Desk, tmp_path: Path
) -> None:
    sheet_id = add_sheet(desk, OWN)
    field = SheetField(kept.around, "labels")
    qtbot.addWidget(field)
    field.choose(own_key(sheet_id))
    edit_sheet(desk, sheet_id, Sheet("spines", 210, 297, 41, 25, 4, 10, 10, 12, 5, 2.5))
    with qtbot.waitSignal(field.changed):
        field.refresh()
    assert field.sheet.label_width == 41
    with qtbot.assertNotEmitted(field.changed):
        field.refresh()
    remove_sheet(desk, sheet_id)
    with qtbot.waitSignal(field.changed):
        field.refresh()
    assert field.key in LABEL_SHEETS
