"""The staff's log of study and research."""

from datetime import date
from typing import Any

from libdesk.actions.desk import Desk
from libdesk.actions.done_on import done_on
from libdesk.actions.leaders.errors import StudyTopicMissing
from libdesk.actions.records import change_record, remove_records
from libdesk.domain.ops import Op
from libdesk.domain.rows.leaders import STUDY_KINDS
from libdesk.store.tables import Study


def add_study(
    desk: Desk, *, day: date, kind: str, topic: str, who: str = "", hours_tenth: int | None = None, outcome: str = "",
    note: str = "",
) -> int:  # fmt: skip
    """A new entry; gives its id. Raises StudyTopicMissing, DayAhead."""
    values = _checked(desk, day, kind, topic, who, hours_tenth, outcome, note)
    with desk.action(Op.EDIT_STUDY) as act:
        study_id = act.add(Study, **values)
        act.note(study=study_id)
    return study_id


def edit_study(
    desk: Desk, study_id: int, *, day: date, kind: str, topic: str, who: str = "", hours_tenth: int | None = None,
    outcome: str = "", note: str = "",
) -> int:  # fmt: skip
    """Change an entry; gives the journal entry, 0 where nothing differs. Raises StudyTopicMissing,
    DayAhead, RecordGone."""
    values = _checked(desk, day, kind, topic, who, hours_tenth, outcome, note)
    return change_record(desk, Op.EDIT_STUDY, Study, study_id, values)


def remove_study(desk: Desk, study_id: int) -> int:
    """Gives the journal entry. Raises RecordGone."""
    return remove_records(desk, Op.EDIT_STUDY, Study, [study_id])


def _checked(
    desk: Desk, day: date, kind: str, topic: str, who: str, hours_tenth: int | None, outcome: str, note: str
) -> dict[str, Any]:
    topic = " ".join(topic.split())
    if not topic:
        raise StudyTopicMissing()
    done_on(desk, day)
    assert kind in STUDY_KINDS
    return {
        "day": day.isoformat(), "kind": kind, "topic": topic, "who": who.strip() or None,
        "hours_tenth": hours_tenth or None, "outcome": outcome.strip() or None, "note": note.strip() or None,
    }  # fmt: skip
