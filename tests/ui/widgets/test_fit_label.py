"""Labels that fit: whole if there is room, else smaller, else elided and told whole."""

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from libdesk.ui import theme
from libdesk.ui.theme import Step
from libdesk.ui.widgets.fit_label import FitLabel

LONG = "中国少年儿童百科全书·自然与环境卷（修订第三版）"


@pytest.fixture(autouse=True)
def light(qapp: QApplication) -> None:
    theme.apply_theme(qapp, scheme="light")


def made(qtbot: QtBot, label: FitLabel, width: int, text: str) -> FitLabel:
    qtbot.addWidget(label)
    label.setText(text)
    label.resize(width, label.sizeHint().height())
    label.show()
    return label


def test_what_fits_is_shown_whole(qtbot: QtBot) -> None:
    label = made(qtbot, FitLabel(), 800, LONG)
    assert not label.is_cut()
    assert label.toolTip() == ""
    assert label.accessibleName() == LONG


def test_what_does_not_fit_is_told_whole(qtbot: QtBot) -> None:
    label = made(qtbot, FitLabel(), 80, LONG)
    assert label.is_cut()
    assert label.toolTip() == LONG
    label.resize(800, label.height())
    assert not label.is_cut()
    assert label.toolTip() == ""


def test_lines_are_wrapped_before_anything_is_cut(qtbot: QtBot) -> None:
    label = made(qtbot, FitLabel(lines=4), 120, LONG)
    assert not label.is_cut()


def test_line_breaks_are_kept(qtbot: QtBot) -> None:
    assert made(qtbot, FitLabel(lines=1), 400, "a\nb").is_cut() is True
    assert made(qtbot, FitLabel(lines=2), 400, "a\nb").is_cut() is False


def test_a_smaller_size_is_taken_before_anything_is_cut(qtbot: QtBot) -> None:
    label = made(qtbot, FitLabel(Step.OUTCOME, smaller=((Step.HEAD, 2),)), 300, "借满 5 本，先还一本再借")
    assert label.shown_step() is Step.HEAD
    assert not label.is_cut()
    label.setText("借满 5 本")
    assert label.shown_step() is Step.OUTCOME


def test_a_steady_label_keeps_its_height(qtbot: QtBot) -> None:
    label = made(qtbot, FitLabel(Step.MODE, lines=2, smaller=((Step.HEAD, 3),)), 200, "")
    heights = set()
    for text in ("", "a", "a\nb", LONG * 3):
        label.setText(text)
        heights.add(label.sizeHint().height())
    assert len(heights) == 1


def test_another_is_as_high_as_its_text(qtbot: QtBot) -> None:
    label = made(qtbot, FitLabel(lines=3, steady=False), 120, "a")
    one = label.sizeHint().height()
    label.setText(LONG)
    assert label.sizeHint().height() == 3 * one


def test_it_grows_with_the_factor(qtbot: QtBot, qapp: QApplication) -> None:
    label = made(qtbot, FitLabel(), 400, "a")
    before = label.sizeHint().height()
    theme.apply_theme(qapp, scheme="light", factor=2.0)
    assert label.sizeHint().height() == pytest.approx(2 * before, abs=2)


@pytest.mark.parametrize("name", ["𠮷瑶梓", "罗𬭚文", "𠮷𠮷𠮷"])
def test_rare_characters_shift_no_word_into_another_line(qtbot: QtBot, name: str) -> None:
    label = made(qtbot, FitLabel(lines=3), 400, f"{name} 一(2)班\n12月7日\nb")
    assert label._shown[1] == [f"{name} 一(2)班", "12月7日", "b"]
    assert not label.is_cut()
