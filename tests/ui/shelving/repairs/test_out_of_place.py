"""A damaged book that is in hand although it counts as lent or lost is reported, and what to do with it is told."""

import pytest
from pytestqt.qtbot import QtBot

from libdesk.actions.desk import Desk
from libdesk.actions.lending import lend
from libdesk.actions.returning import mark_lost
from libdesk.domain.outcome import Outcome
from libdesk.ui.shelving.repairs.page import RepairsPage
from tests.builders import add_reader, count, status
from tests.ui.shelving.shelf_hands import press, shelved, shown
from tests.ui.surroundings import Kept


@pytest.mark.parametrize(("lost", "counts_as"), [(False, "借出"), (True, "遗失")])
def test_a_book_that_should_not_be_here_is_reported_and_told(
    qtbot: QtBot, kept: Kept, desk: Desk, lost: bool, counts_as: str
) -> None:
    copy_id = shelved(desk, "草房子", "I287.45/1", "T0001")
    lend(desk, copy_id=copy_id, reader_id=add_reader(desk, "李小雨").id)
    if lost:
        mark_lost(desk, copy_id=copy_id)
    before = status(desk, copy_id)
    page = RepairsPage(kept.around)
    shown(page, qtbot, kept)
    heard: list[Outcome] = []
    page.heard.connect(heard.append)
    page.scan_target.receive("T0001")
    assert counts_as in page.told.text()
    assert heard == [Outcome.NOTICE]
    press(page, "choose_slight")
    assert "已登记" in page.told.text()
    assert counts_as in page.told.text()
    assert count(desk, "SELECT count(*) FROM damage") == 1
    assert status(desk, copy_id) == before  # nothing is guessed


def test_of_a_book_from_the_shelf_nothing_more_is_said(qtbot: QtBot, kept: Kept, desk: Desk) -> None:
    shelved(desk, "草房子", "I287.45/1", "T0001")
    page = RepairsPage(kept.around)
    shown(page, qtbot, kept)
    page.scan_target.receive("T0001")
    assert page.told.text() == ""
