"""How cards look in the window: switches, sheet, back and sign; what is missing on them is told and stops nothing."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from libdesk.actions.desk import Desk
from libdesk.actions.readers.photos import set_photos
from libdesk.actions.settings import change_settings
from libdesk.ui.printing.paper import Sides
from libdesk.ui.settings.section import choose
from tests.builders import add_reader, count, set_setting
from tests.documents.pdf import scanned, texts
from tests.exchange.test_logos import picture
from tests.ui.printing.card_stand import CLASS, Stand, fill_classes
from tests.ui.surroundings import Kept, nameless

LONG = "阿卜杜热合曼·阿卜杜克里木·买买提吐尔逊·伊斯坎达尔·艾合买提江·库尔班江·祖农"


@pytest.fixture
def stand(qtbot: QtBot, kept: Kept, tmp_path: Path) -> Stand:
    return Stand(qtbot, kept, tmp_path)


def test_switches_are_the_librarys_and_are_taken_back(desk: Desk, stand: Stand) -> None:
    fill_classes(desk, 3, each=12)
    stand.tick(CLASS)
    stand.press("cards_look")
    look = stand.page.look
    stand.settled(look.switches["card_back"].click)
    assert desk.settings.card_back
    assert stand.facts == "12 张证，2 张纸，双面"
    assert stand.page.paper.count == 4
    assert stand.page.paper.paper is not None
    assert stand.page.paper.paper.sides is Sides.LONG
    look.rules.setPlainText("一次借三本")
    look.rules.setFocus()
    look.line.setFocus()
    QTest.keyClicks(look.line, "8:00-17:00")
    stand.settled(lambda: QTest.keyClick(look.line, Qt.Key.Key_Return))
    pages = texts(stand.saved())
    assert "一次借三本" in pages[1]
    assert "8:00-17:00" in pages[0]
    change_settings(desk, card_back=False, card_line="")
    stand.settled()
    assert not look.switches["card_back"].isChecked()
    assert stand.page.paper.count == 2
    assert nameless(stand.page) == []


def test_the_back_lies_as_the_printer_turns_the_sheet(desk: Desk, stand: Stand) -> None:
    change_settings(desk, card_back=True)
    fill_classes(desk, 3, each=1)
    stand.tick(CLASS)
    assert stand.page._made is not None
    assert stand.page._made.layout.long_edge
    bar = stand.page.paper.print_bar
    choose(bar.sides, Sides.SHORT)
    stand.settled(lambda: bar.sides.activated.emit(2))
    assert not stand.page._made.layout.long_edge
    choose(bar.sides, Sides.LONG)
    stand.settled(lambda: bar.sides.activated.emit(1))
    assert stand.page._made.layout.long_edge


def test_the_sign_of_the_school_comes_from_a_picture(desk: Desk, stand: Stand) -> None:
    stand.settled()
    stand.press("cards_look")
    path = stand.folder / "sign.png"
    path.write_bytes(b"no picture")
    stand.settled(lambda: stand.page.look.take_file(path))
    assert not desk.settings.logo
    path.write_bytes(picture((200, 200)))
    stand.settled(lambda: stand.page.look.take_file(path))
    assert desk.settings.logo
    assert stand.page.look.sign.picture.isVisible()
    stand.press("card_logo_remove")
    assert not desk.settings.logo


def test_printing_starts_at_the_card_that_is_chosen(desk: Desk, stand: Stand) -> None:
    fill_classes(desk, 3, each=8)
    stand.tick(CLASS)
    stand.press("cards_sheet_view")
    assert stand.facts == "8 张证，1 张纸"
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Right):
        QTest.keyClick(stand.page.sheet.picture, key)
    stand.settled()
    assert stand.page.sheet.start == 3
    assert stand.facts == "8 张证，2 张纸"
    assert stand.page.paper.count == 2
    stand.press("cards_start_first")
    assert stand.page.paper.count == 1


def test_a_begun_sheet_of_cards_is_gone_on_with(desk: Desk, stand: Stand) -> None:
    fill_classes(desk, 3, each=13)
    stand.tick(CLASS)
    stand.press("cards_sheet_view")
    assert not stand.page.sheet.go_on.isVisible()
    stand.saved()
    assert stand.page.sheet.go_on.text() == "接着从第 2 行第 2 张印"
    stand.press("cards_go_on")
    assert stand.page.sheet.start == 3
    assert stand.facts == "13 张证，2 张纸"
    assert not stand.page.sheet.go_on.isVisible()
    stand.saved()
    assert (stand.page.sheet.start, stand.page.sheet.left_at) == (0, 6)


def test_words_beside_the_sheet_are_whole_in_a_narrow_column(desk: Desk, stand: Stand) -> None:
    fill_classes(desk, 3, each=3)
    stand.tick(CLASS)
    stand.press("cards_sheet_view")
    stand.saved()
    button = stand.page.sheet.go_on
    area = stand.page.sheet._beside
    assert button.mapTo(area, button.rect().topRight()).x() < area.viewport().width()
    assert button.width() >= button.minimumSizeHint().width()


def test_a_name_of_forty_characters_stays_on_its_card(desk: Desk, stand: Stand) -> None:
    assert len(LONG) >= 38
    add_reader(desk, LONG)
    stand.tick(CLASS)
    pdf = stand.saved()
    assert scanned(pdf, dpi=300) == ["R000001"]
    assert stand.gaps == ""


def test_missing_photos_are_listed_and_stop_nothing(desk: Desk, stand: Stand) -> None:
    set_setting(desk, "photos", True)
    fill_classes(desk, 3, each=3)
    set_photos(desk, {1: picture((295, 413), kind="JPEG")})
    stand.tick(CLASS)
    assert stand.gaps == "2 位没有照片"
    words, button = (part.geometry().center().y() for part in (stand.page.gaps, stand.page.show_gaps))
    assert abs(words - button) < 9  # in one line, so that on the smallest screen nothing is cut at the foot
    stand.press("cards_show_missing")
    assert [row.reader_id for row in stand.page.missing.list.model.rows()] == [2, 3]
    assert "照片" in stand.page.missing.hint.text()
    stand.press("cards_missing_open")
    assert stand.kept.opened == ["readers_tab"]
    stand.press("cards_missing_back")
    assert stand.page.who.isVisible()
    assert len(scanned(stand.saved(), dpi=300)) == 3
    set_photos(desk, {2: picture((295, 413), kind="JPEG"), 3: picture((295, 413), "RGB", "blue", "JPEG")})
    stand.settled()
    assert stand.gaps == ""
    stand.only_changed()
    assert stand.facts.startswith("2 张证")  # whose photos have come


def test_what_cannot_be_printed_is_told_and_the_rest_comes_out(desk: Desk, stand: Stand) -> None:
    add_reader(desk, "王一", card="读者1")
    add_reader(desk, "李\U00031350", card="R2")
    add_reader(desk, "张三", card="R3")
    with desk.library.writing() as connection:
        connection.execute("UPDATE barcode SET state = 'lost' WHERE printed = 'R3'")
    stand.tick(CLASS)
    assert stand.gaps == "1 个证号印不成条码 · 1 位没有证号 · 1 位有字体里没有的字"
    assert [row.kind for row in (stand.press("cards_show_missing"), stand.page.missing.list.model.rows())[1]] == [
        "bars", "number", "letters",
    ]  # fmt: skip
    assert scanned(stand.saved(), dpi=300) == ["R2"]
    assert count(desk, "SELECT reader_id FROM printed") == 2  # a card without bars is still to be printed
    assert stand.kept.said[-1].startswith("已保存：cards.pdf · 1 张读者证已记为打印过")
    assert stand.kept.said[-1].endswith("1 张不完整，未记为打印过。")
    stand.only_changed()
    assert stand.facts.startswith("1 张证")


def test_where_no_card_has_bars_nothing_is_marked(desk: Desk, stand: Stand) -> None:
    add_reader(desk, "王一", card="读者1")
    stand.tick(CLASS)
    stand.saved()
    assert count(desk, "SELECT count(*) FROM print_run") == 0
    assert stand.kept.said[-1].endswith("1 张不完整，未记为打印过。")


def test_what_is_said_of_a_number_that_no_bars_carry_can_be_done(desk: Desk, stand: Stand) -> None:
    add_reader(desk, "王一", card="读者1")
    stand.tick(CLASS)
    stand.press("cards_show_missing")
    hint = stand.page.missing.hint.text()
    assert "读者1" in hint
    assert "Code" not in hint
    assert [row.words for row in stand.page.missing.list.model.rows()] == ["印不成条码"]


def test_a_last_day_that_no_reader_has_is_told(desk: Desk, stand: Stand) -> None:
    reader_id = add_reader(desk, "王一").id
    stand.settled(stand.page.refresh)
    stand.press("cards_look")
    look = stand.page.look
    assert look.no_day.isVisible()
    stand.settled(look.switches["card_valid"].click)
    assert not look.no_day.isVisible()
    stand.settled(look.switches["card_valid"].click)
    with desk.library.writing() as connection:
        connection.execute("UPDATE reader SET expires = '2027-08-31' WHERE id = ?", (reader_id,))
    stand.page.refresh()
    assert not look.no_day.isVisible()


def test_the_bars_of_a_small_letter_ask_for_the_other_symbology(desk: Desk, stand: Stand) -> None:
    add_reader(desk, "王一", card="r-abc_1")
    stand.tick(CLASS)
    assert stand.gaps == ""
    choose(stand.page.look.symbology, "code39")
    stand.settled(lambda: stand.page.look.symbology.activated.emit(1))
    assert desk.settings.symbology == "code39"
    assert "印不成条码" in stand.gaps
