"""Titles are recommended from the catalogue, one or several, and what was said is seen again and ended."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QComboBox, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from libdesk.domain.interests import Interest
from libdesk.store.queries import showcase
from libdesk.ui.cataloguing.titles.recommend_panel import RecommendPanel
from tests.builders import add_book
from tests.look import dress
from tests.ui.surroundings import Kept, nameless


@pytest.fixture
def panel(qtbot: QtBot, kept: Kept, tmp_path: Path) -> RecommendPanel:
    made = RecommendPanel(kept.around)
    qtbot.addWidget(made)
    dress()
    made.resize(420, 400)
    made.show()
    return made


def choose(panel: RecommendPanel, name: str, value: str) -> None:
    box = panel.findChild(QComboBox, name)
    assert isinstance(box, QComboBox)
    box.setCurrentIndex(box.findData(value))


def press(panel: RecommendPanel, name: str) -> None:
    found = panel.findChild(QPushButton, name)
    assert isinstance(found, QPushButton)
    found.click()


def test_a_title_is_recommended_for_grades_with_a_sentence(panel: RecommendPanel, kept: Kept, qtbot: QtBot) -> None:
    desk, book = kept.around.desk, add_book(kept.around.desk, "城南旧事").title_id
    panel.begin([book])
    choose(panel, "recommend_from", "3")
    choose(panel, "recommend_to", "4")
    choose(panel, "recommend_interest", Interest.STORIES)
    panel.note.setText("读完会想再读一遍")
    with qtbot.waitSignals([panel.done, panel.closed]):
        press(panel, "recommend_do")
    (kept_now,) = showcase.recommendations(desk.library, [book])
    assert (kept_now.grade_from, kept_now.grade_to, kept_now.interest) == (3, 4, "stories")
    assert showcase.recommended(desk.library, desk.today, grade=3) == {book: "读完会想再读一遍"}


def test_what_was_said_of_it_stands_there_again_and_can_be_ended(panel: RecommendPanel, kept: Kept) -> None:
    desk, book = kept.around.desk, add_book(kept.around.desk, "城南旧事").title_id
    panel.begin([book])
    stop = panel.findChild(QPushButton, "recommend_stop")
    assert isinstance(stop, QPushButton)
    assert stop.isHidden()
    panel.note.setText("好看")
    press(panel, "recommend_do")
    panel.begin([book])
    note = panel.findChild(QLineEdit, "recommend_note")
    assert isinstance(note, QLineEdit)
    assert note.text() == "好看"
    press(panel, "recommend_stop")
    assert showcase.recommended(desk.library, desk.today) == {}


def test_grades_the_wrong_way_round_are_told_and_stay(panel: RecommendPanel, kept: Kept) -> None:
    panel.begin([add_book(kept.around.desk, "城南旧事").title_id])
    choose(panel, "recommend_from", "5")
    choose(panel, "recommend_to", "2")
    press(panel, "recommend_do")
    assert panel.fault.text() == "起始年级比终止年级高，看看这两个年级。"
    assert nameless(panel) == []
