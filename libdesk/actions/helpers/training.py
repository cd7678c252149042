"""Trainings of student librarians: topic, day, minutes, and who was there."""

from collections.abc import Mapping
from datetime import date

from libdesk.actions.desk import Desk
from libdesk.actions.helpers.errors import TrainingGone, TrainingTopicMissing
from libdesk.domain.ops import Op
from libdesk.domain.rows.helpers import Attendance
from libdesk.domain.value import Value
from libdesk.store.queries import helpers as queries
from libdesk.store.tables import Trainee, Training

LONGEST = 200


class TrainingFields(Value):
    day: date
    topic: str
    minutes: int | None = None
    trainer: str = ""
    note: str = ""

    def values(self) -> dict[str, object]:
        """As they are stored. Raises TrainingTopicMissing."""
        topic = " ".join(self.topic.split())[:LONGEST]
        if not topic:
            raise TrainingTopicMissing()
        return {
            "day": self.day.isoformat(), "topic": topic, "minutes": self.minutes or None,
            "trainer": self.trainer.strip()[:LONGEST] or None, "note": self.note.strip()[:LONGEST] or None,
        }  # fmt: skip


def add_training(desk: Desk, fields: TrainingFields) -> int:
    """A training that was or will be; gives its id. Raises TrainingTopicMissing."""
    with desk.action(Op.EDIT_TRAINING) as act:
        training_id = act.add(Training, **fields.values())
        act.note(training=training_id, did="add")
    return training_id


def edit_training(desk: Desk, training_id: int, fields: TrainingFields) -> int:
    """Gives the journal entry, 0 where nothing differs. Raises TrainingTopicMissing, TrainingGone."""
    now = queries.training(desk.read(Op.EDIT_TRAINING), training_id)
    if now is None:
        raise TrainingGone()
    values = fields.values()
    if values == TrainingFields(now.day, now.topic, now.minutes, now.trainer, now.note).values():
        return 0
    with desk.action(Op.EDIT_TRAINING) as act:
        act.change(Training, training_id, **values)
        act.note(training=training_id)
    return act.journal_id


def remove_training(desk: Desk, training_id: int) -> int:
    """Take a training out, with who was there; gives the journal entry. Raises TrainingGone."""
    with desk.action(Op.EDIT_TRAINING) as act:
        if queries.training(desk.library, training_id) is None:
            raise TrainingGone()
        for row_id, _state in queries.trainee_rows(desk.library, training_id).values():
            act.remove(Trainee, row_id)
        act.remove(Training, training_id)
        act.note(training=training_id, did="remove")
    return act.journal_id


def note_attendance(desk: Desk, training_id: int, states: Mapping[int, Attendance | None]) -> int:
    """Who was there, by reader; None: nothing is noted of them. Gives the journal entry, 0 where nothing differs.

    Raises TrainingGone.
    """
    library = desk.read(Op.EDIT_TRAINING)
    if queries.training(library, training_id) is None:
        raise TrainingGone()
    now = queries.trainee_rows(library, training_id)
    changed = {
        reader_id: state
        for reader_id, state in states.items()
        if (now[reader_id][1] if reader_id in now else None) != state
    }
    if not changed:
        return 0
    with desk.action(Op.EDIT_TRAINING) as act:
        for reader_id, state in changed.items():
            if reader_id not in now and state is not None:
                act.add(Trainee, training_id=training_id, reader_id=reader_id, state=state.value)
            elif state is None:
                act.remove(Trainee, now[reader_id][0])
            else:
                act.change(Trainee, now[reader_id][0], state=state.value)
        act.note(training=training_id, readers=len(changed))
    return act.journal_id
