"""The form of a title, as one fills it in: only what the kind needs, told at once what is wrong."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QStyle, QStyleOptionFrame
from pytestqt.qtbot import QtBot

from libdesk.actions.desk import Desk
from libdesk.domain.title_rules import Why
from libdesk.domain.titles import KIND_NAMES, TitleFields
from libdesk.domain.volumes import VolumeFields
from libdesk.ui import theme
from libdesk.ui.cataloguing.titles.title_form import TitleForm
from tests.ui.readers.hands import press, seen, sees, write
from tests.ui.surroundings import nameless


@pytest.fixture
def form(qtbot: QtBot, desk: Desk) -> TitleForm:
    made = TitleForm(desk)
    qtbot.addWidget(made)
    made.resize(500, 600)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    return made


def choose_kind(form: TitleForm, kind: str) -> None:
    form.kind.setText(kind)
    form.kind.activated.emit(form.kind.currentIndex())


def text(form: TitleForm, name: str) -> str:
    found = seen(form, name)
    assert isinstance(found, QLabel)
    return found.text()


def test_what_is_loaded_comes_out_again_unchanged(form: TitleForm) -> None:
    title = TitleFields(
        "草房子", kind="set", author="曹文轩", isbn="9787530216781", price_fen=2500, year=2018, summary="一\n二",
        grade_from=3, grade_to=6, frequency="月刊", shelving="A", class_no="I287.45", call_no="I287.45/12",
    )  # fmt: skip
    volumes = [VolumeFields("上", "9787530216781", 1250, 1, 2), VolumeFields("下", id=2)]
    form.load(title, volumes)
    assert form.fields() == title
    assert form.volumes() == volumes
    assert form.faults() == []


def test_what_an_import_brought_stays_as_it_is_while_another_field_is_edited(form: TitleForm) -> None:
    title = TitleFields("长" * 400, summary="摘" * 5000, class_no="[I287]", grade_from=13, publisher="旧社")
    form.load(title)
    assert (form.fields(), form.faults()) == (title, [])
    write(form, "title_publisher", "新社")
    assert (form.fields(), form.faults()) == (replace(title, publisher="新社"), [])
    form.load(TitleFields(""))
    assert [fault.why for fault in form.faults()] == [Why.MISSING]


def test_each_kind_shows_its_own_fields(form: TitleForm) -> None:
    assert sees(form, "title_isbn")
    choose_kind(form, "periodical")
    assert not sees(form, "title_isbn")
    for name in ("title_issn", "title_cn_no", "title_post_code", "title_frequency"):
        assert sees(form, name)
    choose_kind(form, "set")
    assert sees(form, "volumes_field")


def test_a_change_of_mind_about_the_kind_loses_nothing(form: TitleForm) -> None:
    write(form, "title_isbn", "9787530216781")
    choose_kind(form, "newspaper")
    choose_kind(form, "book")
    assert form.fields().isbn == "9787530216781"


@pytest.mark.parametrize("kind", sorted(KIND_NAMES))
@pytest.mark.parametrize("width", [500, 880, 1340])
def test_no_number_is_cut_in_the_form_of_any_kind(
    form: TitleForm, kind: str, width: int, qtbot: QtBot, qapp: QApplication
) -> None:
    theme.apply_theme(qapp, scheme="light")
    numbers = {"isbn": "9787530216781", "issn": "1003-0107", "cn_no": "CN11-1234/G4", "post_code": "82-100"}
    form.load(TitleFields("草房子", kind=kind, year=2018, price_fen=123450, **numbers))  # type: ignore[arg-type]
    form.resize(width, 600)
    names = [f"title_{name}" for name in (*numbers, "year", "price_fen") if sees(form, f"title_{name}")]
    for line in (form.findChild(QLineEdit, name) for name in names):
        qtbot.waitUntil(lambda line=line: line.width() >= line.sizeHint().width())
        option = QStyleOptionFrame()
        line.initStyleOption(option)
        room = line.style().subElementRect(QStyle.SubElement.SE_LineEditContents, option, line).width()
        assert line.fontMetrics().horizontalAdvance(line.text()) <= room - 4, line.objectName()


def test_the_rest_is_folded_until_it_is_asked_for(form: TitleForm) -> None:
    assert not sees(form, "title_series")
    press(form, "title_more")
    assert sees(form, "title_series")


def test_a_wrong_digit_is_told_while_one_types_and_forgotten_when_it_is_right(form: TitleForm) -> None:
    write(form, "title_isbn", "978753021678")
    assert not sees(form, "title_isbn_fault")
    QTest.keyClicks(seen(form, "title_isbn"), "2", delay=0)
    assert "9787530216782" in text(form, "title_isbn_fault")
    QTest.keyClick(seen(form, "title_isbn"), Qt.Key.Key_Backspace)
    QTest.keyClicks(seen(form, "title_isbn"), "1", delay=0)
    assert not sees(form, "title_isbn_fault")


def test_a_price_is_judged_when_its_field_is_left(form: TitleForm) -> None:
    write(form, "title_price_fen", "12,")
    assert not sees(form, "title_price_fen_fault")
    seen(form, "title_title").setFocus()
    assert sees(form, "title_price_fen_fault")


def test_what_is_wrong_in_a_folded_field_unfolds_it_and_has_the_keyboard(form: TitleForm) -> None:
    choose_kind(form, "newspaper")
    form.load(TitleFields("小学生天地", kind="newspaper"))
    press(form, "title_more")
    write(form, "title_year", "99999")
    press(form, "title_more")
    assert form.show_faults()
    assert seen(form, "title_year").hasFocus()


def test_title_fields_take_the_input_method_and_number_fields_do_not(form: TitleForm) -> None:
    def wanted(name: str) -> object:
        return seen(form, name).inputMethodQuery(Qt.InputMethodQuery.ImEnabled)

    assert wanted("title_title")
    assert not wanted("title_isbn")
    assert not wanted("title_price_fen")


def test_a_scan_into_the_isbn_goes_on_to_the_next_field(form: TitleForm, qtbot: QtBot) -> None:
    write(form, "title_isbn", "9787530216781")
    entered: list[bool] = []
    form.entered.connect(lambda: entered.append(True))
    QTest.keyClick(seen(form, "title_isbn"), Qt.Key.Key_Return)
    assert seen(form, "title_publisher").hasFocus()
    assert entered == []


def test_volumes_are_made_all_at_once_or_one_by_one(form: TitleForm) -> None:
    write(form, "title_title", "西游记")
    choose_kind(form, "set")
    press(form, "volumes_make")
    assert [volume.label for volume in form.volumes()] == ["上", "下"]
    press(form, "volumes_add")
    line = seen(form, "volume_label_2")
    assert isinstance(line, QLineEdit)
    assert line.hasFocus()
    write(form, "volume_label_2", "上")
    assert form.show_faults()
    assert sees(form, "volumes_fault")
    press(form, "volume_remove_2")
    assert not form.show_faults()


def test_a_volume_with_copies_stays(form: TitleForm) -> None:
    form.load(TitleFields("西游记", kind="set"), [VolumeFields("上", id=1, copies=2)])
    assert not seen(form, "volume_remove_0").isEnabled()


@pytest.mark.parametrize("kind", sorted(KIND_NAMES))
def test_everything_has_a_name(form: TitleForm, kind: str) -> None:
    choose_kind(form, kind)
    press(form, "title_more")
    assert nameless(form) == []
