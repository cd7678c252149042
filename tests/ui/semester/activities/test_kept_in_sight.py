"""What is being worked on is not lost from sight: a result that was typed, an activity that got other days."""

from datetime import timedelta

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from libdesk.actions.activities.entrants import enter_readers
from libdesk.actions.desk import Desk
from libdesk.store.queries import activities as queries
from libdesk.ui.semester.activities.page import ActivitiesPage
from libdesk.ui.settings.section import choose, qdate
from tests.actions.activities.activities_made import activity, undo_last
from tests.builders import TODAY, add_reader, add_term
from tests.ui.readers.hands import press
from tests.ui.surroundings import Kept, at_work


def shown(qtbot: QtBot, kept: Kept) -> ActivitiesPage:
    return at_work(qtbot, kept, ActivitiesPage(kept.around), height=700)


def test_what_is_typed_of_one_is_kept_when_another_is_looked_at_and_esc_lets_it_go(
    qtbot: QtBot, kept: Kept, desk: Desk
) -> None:
    one = activity(desk)
    enter_readers(desk, one, [add_reader(desk, name).id for name in ("甲", "乙", "丙")])
    page = shown(qtbot, kept)
    page.show_view(page.entrants)
    line, lists = page.entrants.line, page.entrants.list
    line.begin()
    QTest.keyClicks(line.result, "90", delay=0)
    page.refresh()  # what others do at the desk takes nothing away
    assert line.result.text() == "90"
    lists.select(lists.model.rows()[2].id)
    line.begin()
    QTest.keyClicks(line.result, "80", delay=0)
    QTest.keyClick(line.result, Qt.Key.Key_Escape)
    assert line.result.text() == ""
    line.begin()
    QTest.keyClicks(line.result, "70", delay=0)
    page.show_view(page.photos)
    assert [row.result for row in queries.entrants(desk.library, one)] == ["90", "", "70"]
    undo_last(desk)
    assert [row.result for row in queries.entrants(desk.library, one)] == ["90", "", ""]


def test_an_activity_that_is_moved_or_held_once_more_stays_in_sight(qtbot: QtBot, kept: Kept, desk: Desk) -> None:
    now = add_term(desk, TODAY - timedelta(20), TODAY + timedelta(60), "第二学期")
    autumn = add_term(desk, TODAY + timedelta(170), TODAY + timedelta(300), "第一学期")
    one, _other = activity(desk, "诵读"), activity(desk, "故事会")
    page = shown(qtbot, kept)
    page.select(one)
    press(page, "activity_change")
    page.facts.form.last.setDate(qdate(TODAY + timedelta(200)))
    page.facts.form.first.setDate(qdate(TODAY + timedelta(200)))
    press(page, "activity_ok")
    assert (page.row and page.row.id, page.term.currentData()) == (one, str(autumn))
    choose(page.term, str(now))
    page.term.activated.emit(page.term.currentIndex())
    assert page.row is not None
    assert page.row.name == "故事会"
    press(page, "activity_copy")
    assert page.row.name == "故事会"
    assert page.term.currentData() == "all"  # no term of next spring is entered yet
    days = page.list.model.index(0, 2).data()
    assert "2027年" in days
    assert "2027年" in kept.said[-1]


def test_what_is_typed_counts_for_the_button_that_is_pressed_next(qtbot: QtBot, kept: Kept, desk: Desk) -> None:
    one = activity(desk)
    enter_readers(desk, one, [add_reader(desk, name).id for name in ("甲", "乙")])
    page = shown(qtbot, kept)
    page.show_view(page.entrants)
    line, lists = page.entrants.line, page.entrants.list
    for row, score in enumerate(("78", "100")):
        lists.select(lists.model.rows()[row].id)
        line.begin()
        QTest.keyClicks(line.result, score, delay=0)
    QTest.mouseClick(page.entrants.rank, Qt.MouseButton.LeftButton)
    assert [(row.result, row.rank) for row in queries.entrants(desk.library, one)] == [("78", 2), ("100", 1)]
    line.begin()
    QTest.keyClicks(line.result, "66", delay=0)
    QTest.mouseClick(page.entrants.off, Qt.MouseButton.LeftButton)
    assert not page.entrants.fault.isVisible()
    assert len(queries.entrants(desk.library, one)) == 1
