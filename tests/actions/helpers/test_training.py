"""Trainings and who was there; the best of a term."""

from datetime import date

import pytest

from libdesk.actions.desk import Desk
from libdesk.actions.helpers.best import choose_best
from libdesk.actions.helpers.errors import TrainingGone, TrainingTopicMissing
from libdesk.actions.helpers.training import (
    TrainingFields,
    add_training,
    edit_training,
    note_attendance,
    remove_training,
)
from libdesk.actions.undo import undo
from libdesk.domain.rows.helpers import Attendance
from libdesk.store.queries import helpers as queries
from tests.builders import TODAY
from tests.helpers_made import make_helpers, make_term
from tests.invariants import rows_of

FIELDS = TrainingFields(TODAY, "  图书 上架 ", 40, "王老师")


def test_a_training_with_who_was_there(desk: Desk) -> None:
    term = make_term(desk)
    one, other, third = make_helpers(desk, term, 3)
    training_id = add_training(desk, FIELDS)
    note_attendance(desk, training_id, {one: Attendance.THERE, other: Attendance.EXCUSED, third: Attendance.MISSED})
    (row,) = queries.trainings(desk.library, term.first, term.last)
    assert (row.topic, row.minutes, row.there, row.excused, row.missed) == ("图书 上架", 40, 1, 1, 1)
    assert queries.trainings_of(desk.library, one, term.first, term.last) == [(TODAY, "图书 上架", "there")]
    before = rows_of(desk.library.connection)
    entry = note_attendance(desk, training_id, {one: Attendance.MISSED, other: None, third: Attendance.MISSED})
    assert [one.state for one in queries.trainees(desk.library, row, [])] == ["missed", "missed"]
    undo(desk, entry)
    assert rows_of(desk.library.connection) == before
    assert note_attendance(desk, training_id, {one: Attendance.THERE}) == 0
    undo(desk, remove_training(desk, training_id))
    assert rows_of(desk.library.connection) == before
    assert edit_training(desk, training_id, FIELDS) == 0
    undo(desk, edit_training(desk, training_id, TrainingFields(date(2026, 3, 10), "借还书")))
    assert rows_of(desk.library.connection) == before


def test_bad_input_is_told(desk: Desk) -> None:
    with pytest.raises(TrainingTopicMissing):
        add_training(desk, TrainingFields(TODAY, "  "))
    for act in (
        lambda: edit_training(desk, 9, FIELDS), lambda: remove_training(desk, 9), lambda: note_attendance(desk, 9, {}),
    ):  # fmt: skip
        with pytest.raises(TrainingGone) as caught:
            act()
        assert caught.value.text().endswith("。")


def test_the_best_are_chosen_with_reasons_and_may_change(desk: Desk) -> None:
    term = make_term(desk)
    one, other, third = make_helpers(desk, term, 3)
    choose_best(desk, term.id, {one: "认真", other: ""})
    before = rows_of(desk.library.connection)
    assert choose_best(desk, term.id, {one: "认真 ", other: ""}) == 0
    entry = choose_best(desk, term.id, {one: "最认真", third: "热情"})
    assert [(row.person.reader_id, row.why) for row in queries.best_of(desk.library, term.id)] == [
        (one, "最认真"), (third, "热情"),
    ]  # fmt: skip
    undo(desk, entry)
    assert rows_of(desk.library.connection) == before
