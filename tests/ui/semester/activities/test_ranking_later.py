"""A ranking that somebody looks at long afterwards tells of the time that it counts."""

from datetime import timedelta

from pytestqt.qtbot import QtBot

from libdesk.actions.desk import Desk
from libdesk.actions.readers.several import move_readers
from libdesk.domain.challenges import Challenge
from libdesk.domain.classes import ClassRef, Stage
from tests.actions.activities.activities_made import activity, lent
from tests.builders import TODAY, Clock, add_book, add_reader
from tests.ui.readers.hands import press
from tests.ui.semester.activities.test_activities_page import paper, printed, shown
from tests.ui.surroundings import Kept


def test_a_ranking_of_an_earlier_year_has_the_classes_of_then(
    qtbot: QtBot, kept: Kept, desk: Desk, clock: Clock
) -> None:
    li = add_reader(desk, "李小明")
    lent(desk, add_book(desk, "书").copy_id, li.id, TODAY - timedelta(20))
    begins, ends = TODAY - timedelta(30), TODAY - timedelta(1)
    activity(desk, "阅读之星", first=begins, last=ends, challenge=Challenge(begins, ends))
    clock.advance(days=182)
    move_readers(desk, reader_ids=[li.id], to=ClassRef(Stage.PRIMARY, 2022, 8))
    page = shown(qtbot, kept)
    made = printed(page)
    page.show_view(page.ranking)
    assert [page.ranking._name(row) for row in page.ranking.list.model.rows()] == ["四(3)班 李小明"]
    press(page, "ranking_print")
    assert "四(3)班" in paper(made)
