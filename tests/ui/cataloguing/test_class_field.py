"""The field of a class number: named while one types, looked for by words and initials, chosen in the tree by keys."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from libdesk.actions.desk import Desk
from libdesk.ui.cataloguing.classes.class_field import ClassField
from tests.ui.surroundings import nameless


class Form(QWidget):
    """A form that is sent by Return and left by Esc."""

    def __init__(self) -> None:
        super().__init__()
        self.heard: list[Qt.Key] = []

    def keyPressEvent(self, event: QKeyEvent) -> None:
        self.heard.append(Qt.Key(event.key()))


@pytest.fixture
def field(qtbot: QtBot, desk: Desk) -> ClassField:
    form = Form()
    made = ClassField(desk, "class_no")
    QVBoxLayout(form).addWidget(made)
    qtbot.addWidget(form)
    form.resize(420, 400)
    with qtbot.waitActive(form):
        form.show()
        form.activateWindow()
    made.setFocus()
    made.form = form  # type: ignore[attr-defined] # it lives as long as its field
    return made


def type_in(field: ClassField, text: str) -> None:
    field.line.clear()
    field.line.insert(text)
    field.line.textEdited.emit(field.line.text())


def press(*keys: Qt.Key) -> None:
    for key in keys:
        QTest.keyClick(QApplication.focusWidget(), key)


def test_a_number_is_named_while_it_is_typed(field: ClassField) -> None:
    type_in(field, "I247.5")
    assert field.known.text() == "新体长篇、中篇小说（中国文学 › 小说 › 当代作品）"
    assert field.class_no == "I247.5"


@pytest.mark.parametrize(
    ("typed", "named"),
    [
        ("I551.45", "西班牙文学：小说（归入 I3/7）"),
        ("TP391.41", "信息处理（信息加工）（归入 TP391）"),
        ("G633.7-44", "物理：习题、试题及题解（归入 G633.7）"),
    ],
)
def test_a_composed_number_is_taken_and_named_by_what_is_known(field: ClassField, typed: str, named: str) -> None:
    type_in(field, typed)
    assert (field.class_no, field.known.text()) == (typed, named)


def test_a_number_of_another_scheme_is_taken_as_it_is_typed(field: ClassField) -> None:
    type_in(field, "813.5")
    assert (field.class_no, field.known.text()) == ("813.5", "分类表里没有；按输入的保存。")


def test_wide_and_small_letters_are_the_same_number(field: ClassField) -> None:
    type_in(field, "ｉ２８７．４５")
    assert field.class_no == "I287.45"


@pytest.mark.parametrize(("typed", "code"), [("寓言", "I277.4"), ("etwx", "I18"), ("植物", "Q94")])
def test_words_and_initials_take_the_first_class_that_fits_by_return(field: ClassField, typed: str, code: str) -> None:
    type_in(field, typed)
    assert not field.hits.isHidden()
    press(Qt.Key.Key_Return)
    assert (field.class_no, field.hits.isHidden(), field.line.hasFocus()) == (code, True, True)


def test_return_leaves_a_number_as_it_stands(field: ClassField, qtbot: QtBot) -> None:
    type_in(field, "I24")
    with qtbot.waitSignal(field.entered):
        press(Qt.Key.Key_Return)
    assert (field.class_no, field.is_open) == ("I24", False)


def test_the_arrow_leads_into_the_list_and_return_takes_the_row(field: ClassField) -> None:
    type_in(field, "I24")
    press(Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Return)
    assert field.class_no == "I242.1"
    assert field.line.hasFocus()


def test_the_tree_opens_at_the_class_that_stands_there(field: ClassField) -> None:
    field.class_no = "I247.5"
    field.open.click()
    assert field.tree.hasFocus()
    assert field.tree.current_code() == "I247.5"
    press(Qt.Key.Key_Down, Qt.Key.Key_Return)
    assert (field.class_no, field.tree.isHidden(), field.line.hasFocus()) == ("I247.7", True, True)


def test_esc_closes_the_tree_and_leaves_the_number(field: ClassField) -> None:
    field.class_no = "I247.5"
    field.open.click()
    press(Qt.Key.Key_Escape)
    assert (field.class_no, field.tree.isHidden(), field.line.hasFocus()) == ("I247.5", True, True)


def test_a_range_opens_and_is_not_taken(field: ClassField) -> None:
    field.class_no = "I3/7"
    assert field.known.text().startswith("I3/7 ")
    field.open.click()
    field.tree.go_to("I3/7")
    press(Qt.Key.Key_Return)
    assert (field.tree.isExpanded(field.tree.currentIndex()), field.tree.isHidden()) == (True, False)
    assert "I3/7" in field.known.text()


def test_keys_that_the_lists_use_do_not_send_or_leave_the_form(field: ClassField) -> None:
    form = field.window()
    assert isinstance(form, Form)
    type_in(field, "寓言")
    press(Qt.Key.Key_Return)
    field.open.click()
    press(Qt.Key.Key_Escape)
    type_in(field, "I24")
    press(Qt.Key.Key_Down, Qt.Key.Key_Escape)
    assert form.heard == []
    press(Qt.Key.Key_Return, Qt.Key.Key_Escape)
    assert form.heard == [Qt.Key.Key_Return, Qt.Key.Key_Escape]


def test_each_change_is_told_once(field: ClassField, qtbot: QtBot) -> None:
    heard: list[str] = []
    field.changed.connect(heard.append)
    field.class_no = "I24"
    assert heard == ["I24"]


def test_everything_has_a_name_for_a_screen_reader(field: ClassField) -> None:
    type_in(field, "I24")
    assert nameless(field) == []
    field.open.click()
    assert nameless(field) == []
