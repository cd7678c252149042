"""The banner: all outcomes in one place at one height, with words for eye and ear."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFontInfo
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from libdesk.domain.outcome import Outcome
from libdesk.ui import theme
from libdesk.ui.widgets.outcome_banner import OutcomeBanner

LONG = "一个非常非常长的书名，长到在任何一块屏幕上都放不下，还带着副标题和丛书名"


@pytest.fixture
def banner(qtbot: QtBot, qapp: QApplication) -> OutcomeBanner:
    theme.apply_theme(qapp, scheme="light")
    made = OutcomeBanner()
    qtbot.addWidget(made)
    made.resize(560, made.sizeHint().height())
    made.show()
    return made


def test_it_begins_with_three_steps(banner: OutcomeBanner) -> None:
    assert banner.outcome is None
    assert [banner.text().count(f"{number}.") for number in (1, 2, 3)] == [1, 1, 1]


@pytest.mark.parametrize("outcome", Outcome)
def test_each_outcome_says_its_word_and_shows_its_ground(banner: OutcomeBanner, outcome: Outcome) -> None:
    banner.show_outcome(outcome, "城南旧事", ["李小雨 五(3)班", "12月14日 周一前还"])
    for part in (outcome.word, "城南旧事", "李小雨 五(3)班", "12月14日 周一前还"):
        assert part in banner.accessibleName()
    inside = banner.grab().toImage().pixelColor(banner.width() // 2, 6)
    assert inside == QColor(theme.current().outcome(outcome).ground)


def test_the_words_differ() -> None:
    assert len({outcome.word for outcome in Outcome}) == len(Outcome)


def test_its_height_is_the_same_whatever_it_shows(banner: OutcomeBanner) -> None:
    heights = {banner.sizeHint().height()}
    banner.show_outcome(Outcome.LENT, "城南旧事")
    heights.add(banner.sizeHint().height())
    banner.show_outcome(Outcome.REFUSED, LONG, [LONG, LONG, LONG])
    heights.add(banner.sizeHint().height())
    banner.set_choices([("F4 Renew", lambda: None), ("F3 Return", lambda: None)])
    heights.add(banner.sizeHint().height())
    assert len(heights) == 1


def test_a_long_title_is_elided_and_told_whole(banner: OutcomeBanner) -> None:
    banner.show_outcome(Outcome.LENT, LONG, ["李小雨", "12月14日 周一前还"])
    headline, lines = banner.headline, banner.lines
    assert headline.is_cut()
    assert headline.toolTip() == LONG
    assert not lines.is_cut()
    assert LONG in banner.accessibleName()


def test_the_headline_can_be_read_from_two_metres(banner: OutcomeBanner) -> None:
    font = theme.font(theme.Step.OUTCOME, bold=True)
    assert QFontInfo(font).pixelSize() >= 28


def test_choices_answer_once_and_go_with_the_next_outcome(banner: OutcomeBanner, qtbot: QtBot) -> None:
    answers: list[str] = []
    banner.show_outcome(Outcome.NOTICE, "城南旧事")
    banner.set_choices([("F4 Renew", lambda: answers.append("renew")), ("F3 Return", lambda: answers.append("return"))])
    buttons = banner.findChildren(QPushButton)
    assert [button.text() for button in buttons] == ["F4 Renew", "F3 Return"]
    QTest.mouseClick(buttons[1], Qt.MouseButton.LeftButton)
    assert answers == ["return"]
    banner.show_outcome(Outcome.LENT, "昆虫记")
    qtbot.waitUntil(lambda: not banner.findChildren(QPushButton))


def test_the_idle_face_comes_back(banner: OutcomeBanner) -> None:
    banner.show_outcome(Outcome.LENT, "城南旧事")
    banner.clear()
    assert banner.outcome is None
    assert "城南旧事" not in banner.accessibleName()


def test_the_ground_follows_the_scheme(banner: OutcomeBanner, qapp: QApplication) -> None:
    banner.show_outcome(Outcome.REFUSED, "城南旧事")
    theme.apply_theme(qapp, scheme="dark")
    inside = banner.grab().toImage().pixelColor(banner.width() // 2, 6)
    assert inside == QColor(theme.current().outcome(Outcome.REFUSED).ground)
