"""The three pictures for whoever is new at the desk: their words are whole however low the place is."""

import pytest
from pytestqt.qtbot import QtBot

from libdesk.ui import theme
from libdesk.ui.widgets.idle_steps import IdleSteps


@pytest.mark.parametrize("steps_high", [15, 18, 21, 40])
def test_the_words_below_the_pictures_are_never_cut(qtbot: QtBot, steps_high: int) -> None:
    steps = IdleSteps()
    qtbot.addWidget(steps)
    steps.resize(550, theme.space(steps_high))
    picture = steps.grab().toImage()
    ink = [y for y in range(picture.height()) if len({picture.pixel(x, y) for x in range(picture.width())}) > 1]
    assert ink
    assert max(ink) < picture.height() - 1
