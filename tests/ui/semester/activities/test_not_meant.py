"""Somebody an activity is not for takes part all the same: the school may want it so, and a word says it."""

from pytestqt.qtbot import QtBot

from libdesk.actions.desk import Desk
from libdesk.domain.audience import Audience
from libdesk.domain.ops import Op
from libdesk.store.queries import activities as queries
from libdesk.store.tables import Activity
from libdesk.ui.semester.activities.page import ActivitiesPage
from tests.actions.activities.activities_made import activity
from tests.builders import add_reader
from tests.ui.surroundings import Kept, at_work


def test_a_card_of_somebody_the_activity_is_not_for_enters_with_a_word(qtbot: QtBot, kept: Kept, desk: Desk) -> None:
    pupil, teacher = add_reader(desk, "李明", seat=1), add_reader(desk, "王老师", kind="teacher")
    one = activity(desk)
    with desk.action(Op.EDIT_ACTIVITY) as act:
        act.change(Activity, one, audience=Audience(grades=(4,)).written())
    page = at_work(qtbot, kept, ActivitiesPage(kept.around), height=700)
    page.take(pupil.card)
    assert "面向" not in kept.said[-1]
    page.take(teacher.card)
    assert "面向四年级" in kept.said[-1]
    assert len(queries.entrants(desk.library, one)) == 2
