"""Study and research, equipment, targets: each entry is one step and taken back whole."""

from datetime import date

import pytest

from libdesk.actions.cataloguing.errors import PlaceNamed
from libdesk.actions.cataloguing.places import add_place, remove_place
from libdesk.actions.desk import Actor, Desk
from libdesk.actions.errors import DayAhead, RecordGone
from libdesk.actions.leaders import equipment, study, targets
from libdesk.actions.leaders.errors import EquipmentNameMissing, StudyTopicMissing
from libdesk.actions.undo import last_undoable, undo
from libdesk.domain.errors import NotAllowed
from libdesk.domain.ops import Role
from libdesk.domain.reports.targets import BadTarget
from libdesk.store.queries import leaders as queries
from tests.builders import TODAY
from tests.invariants import broken, rows_of

TALK = {"day": date(2026, 3, 2), "kind": "study", "topic": "分类法讲座", "who": "王老师", "hours_tenth": 15}


def undo_last(desk: Desk) -> None:
    entry = last_undoable(desk)
    assert entry is not None
    undo(desk, entry.id)


def test_an_entry_of_the_log_is_made_changed_and_removed(desk: Desk) -> None:
    before = rows_of(desk.library.connection)
    study_id = study.add_study(desk, **TALK)
    made = rows_of(desk.library.connection)
    assert study.edit_study(desk, study_id, **TALK) == 0
    study.edit_study(desk, study_id, **{**TALK, "outcome": "讲义一份"})
    (row,) = queries.study(desk.library, date(2026, 3, 1), TODAY)
    assert (row.topic, row.hours_tenth, row.outcome) == ("分类法讲座", 15, "讲义一份")
    undo_last(desk)
    assert rows_of(desk.library.connection) == made
    study.remove_study(desk, study_id)
    assert queries.study(desk.library) == []
    undo_last(desk)
    undo_last(desk)
    assert rows_of(desk.library.connection) == before
    assert broken(desk.library.connection) == []


def test_an_entry_needs_a_topic_and_a_day_that_has_come(desk: Desk) -> None:
    with pytest.raises(StudyTopicMissing):
        study.add_study(desk, **{**TALK, "topic": "  "})
    with pytest.raises(DayAhead):
        study.add_study(desk, **{**TALK, "day": date(2026, 3, 10)})
    with pytest.raises(RecordGone):
        study.remove_study(desk, 99)


def test_equipment_keeps_the_day_on_which_it_went(desk: Desk, clock: object) -> None:
    line = equipment.add_equipment(desk, name="扫描枪", quantity=2, price_fen=26_000, bought=date(2024, 9, 1))
    equipment.edit_equipment(desk, line, name="扫描枪", quantity=2, price_fen=26_000, state="gone")
    clock.advance(days=5)  # type: ignore[attr-defined]
    equipment.edit_equipment(desk, line, name="旧扫描枪", quantity=2, price_fen=26_000, state="gone")
    (row,) = queries.equipment(desk.library)
    assert (row.name, row.state, row.gone) == ("旧扫描枪", "gone", TODAY)
    with pytest.raises(EquipmentNameMissing):
        equipment.add_equipment(desk, name="")


def test_a_place_with_equipment_stays(desk: Desk) -> None:
    place_id = add_place(desk, "设备间")
    equipment.add_equipment(desk, name="打印机", place_id=place_id)
    with pytest.raises(PlaceNamed):
        remove_place(desk, place_id)


def test_a_target_that_equals_the_regulation_is_not_kept(desk: Desk) -> None:
    assert targets.set_target(desk, "primary.books", 250) == 0
    targets.set_target(desk, "primary.books", 300)
    targets.set_target(desk, "hours", 350)
    assert queries.own_targets(desk.library) == {"primary.books": 300, "hours": 350}
    targets.set_target(desk, "hours", 400)
    assert queries.own_targets(desk.library) == {"primary.books": 300}
    undo_last(desk)
    targets.as_regulation(desk)
    assert queries.own_targets(desk.library) == {}
    undo_last(desk)
    assert queries.own_targets(desk.library) == {"primary.books": 300, "hours": 350}
    with pytest.raises(BadTarget):
        targets.set_target(desk, "share.primary.A", 1_001)


@pytest.mark.parametrize("role", [Role.HELPER, Role.VIEWER])
def test_only_the_librarian_writes(desk: Desk, role: Role) -> None:
    desk.actor = Actor(role)
    with pytest.raises(NotAllowed):
        study.add_study(desk, **TALK)
    with pytest.raises(NotAllowed):
        equipment.add_equipment(desk, name="扫描枪")
    with pytest.raises(NotAllowed):
        targets.set_target(desk, "hours", 350)
