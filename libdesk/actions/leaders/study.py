"""The staff's log of study and research."""

from datetime import date
from typing import Any

from libdesk.actions.desk import Desk
from libdesk.actions.leaders.errors import DayAhead, EntryGone, TopicMissing
from libdesk.domain.ops import Op
from libdesk.domain.rows.leaders import STUDY_KINDS
from libdesk.store.queries import leaders as queries
from libdesk.store.tables import Study


def add_study(
    desk: Desk, *, day: date, kind: str, topic: str, who: str = "", hours_tenth: int | None = None, outcome: str = "",
    note: str = "",
) -> int:  # fmt: skip
    """A new entry; gives its id. Raises TopicMissing, DayAhead."""
    values = _checked(desk, day, kind, topic, who, hours_tenth, outcome, note)
    with desk.action(Op.EDIT_STUDY) as act:
        study_id = act.add(Study, **values)
        act.note(study=study_id)
    return study_id


def edit_study(
    desk: Desk, study_id: int, *, day: date, kind: str, topic: str, who: str = "", hours_tenth: int | None = None,
    outcome: str = "", note: str = "",
) -> int:  # fmt: skip
    """Change an entry; gives the journal entry, 0 where nothing differs. Raises TopicMissing, DayAhead, EntryGone."""
    values = _checked(desk, day, kind, topic, who, hours_tenth, outcome, note)
    now = queries.study_entry(desk.read(Op.SEE_REPORTS), study_id)
    if now is None:
        raise EntryGone()
    if values == queries.study_values(now):
        return 0
    with desk.action(Op.EDIT_STUDY) as act:
        act.change(Study, study_id, **values)
        act.note(study=study_id)
    return act.journal_id


def remove_study(desk: Desk, study_id: int) -> int:
    """Raises EntryGone."""
    with desk.action(Op.EDIT_STUDY) as act:
        if queries.study_entry(desk.library, study_id) is None:
            raise EntryGone()
        act.remove(Study, study_id)
        act.note(study=study_id)
    return act.journal_id


def _checked(
    desk: Desk, day: date, kind: str, topic: str, who: str, hours_tenth: int | None, outcome: str, note: str
) -> dict[str, Any]:
    topic = " ".join(topic.split())
    if not topic:
        raise TopicMissing()
    if day > desk.today:
        raise DayAhead()
    assert kind in STUDY_KINDS
    return {
        "day": day.isoformat(), "kind": kind, "topic": topic, "who": who.strip() or None,
        "hours_tenth": hours_tenth or None, "outcome": outcome.strip() or None, "note": note.strip() or None,
    }  # fmt: skip
