"""Reading activities: what is on and when; copied from an earlier one, dropped, published, removed."""

from datetime import date
from typing import Any

from libdesk.actions.activities.errors import (
    ActivityGone,
    ActivityKindMissing,
    ActivityNameMissing,
    DaysBackwards,
    PublishedBefore,
    PublishTooEarly,
)
from libdesk.actions.desk import Desk
from libdesk.domain.activities import read_kind
from libdesk.domain.audience import Audience
from libdesk.domain.calendar import YEAR
from libdesk.domain.challenges import Challenge, checked
from libdesk.domain.ops import Op
from libdesk.domain.rows.activities import ActivityRow
from libdesk.domain.value import Value
from libdesk.store.queries import activities as queries
from libdesk.store.tables import Activity, ActivityPhoto, Entrant


class ActivityDraft(Value):
    """What is said of an activity; `kind` is a code or the school's own word."""

    kind: str
    name: str
    first: date
    last: date
    audience: Audience = Audience()
    place: str = ""
    host: str = ""
    budget_fen: int | None = None
    spent_fen: int | None = None
    materials: str = ""
    note: str = ""
    publish_by: date | None = None
    challenge: Challenge | None = None


def make_activity(desk: Desk, draft: ActivityDraft) -> int:
    """A new activity; gives its id. Raises what `checked_values` raises."""
    with desk.action(Op.EDIT_ACTIVITY) as act:
        activity_id = act.add(Activity, **_values(draft))
        act.note(activity=activity_id)
    return activity_id


def change_activity(desk: Desk, activity_id: int, draft: ActivityDraft) -> int:
    """What is said of it now. Raises ActivityGone and the others."""
    with desk.action(Op.EDIT_ACTIVITY) as act:
        row = known(desk, activity_id)
        values = _values(draft)
        if row.published is not None and row.published < draft.first:
            raise PublishedBefore(draft.first)
        act.change(Activity, activity_id, **values)
        act.note(activity=activity_id)
    return act.journal_id


def copy_activity(desk: Desk, activity_id: int) -> int:
    """The same activity a year later (or so many years that it lies ahead), without entrants; gives its id.

    The days of the week stay, grades stay grades, a class stands for that of the same name. What was spent, the record
    and the results belong to the old one. Raises ActivityGone.
    """
    with desk.action(Op.EDIT_ACTIVITY) as act:
        row = known(desk, activity_id)
        years = 1
        while row.last + YEAR * years < desk.today:
            years += 1
        later = YEAR * years
        challenge = row.challenge
        if challenge is not None:
            challenge = Challenge(
                challenge.first + later, challenge.last + later, challenge.measure, challenge.by, challenge.who,
                challenge.least_days,
            )  # fmt: skip
        draft = ActivityDraft(
            row.kind, row.name, row.first + later, row.last + later, row.audience.next_year(years), row.place, row.host,
            row.budget_fen, None, row.materials, row.note, row.publish_by + later if row.publish_by else None,
            challenge,
        )  # fmt: skip
        copied = act.add(Activity, **_values(draft))
        act.note(activity=copied, copied=activity_id)
    return copied


def set_dropped(desk: Desk, activity_id: int, dropped: bool) -> int:
    """It does not take place after all, or does again. Raises ActivityGone."""
    with desk.action(Op.EDIT_ACTIVITY) as act:
        known(desk, activity_id)
        act.change(Activity, activity_id, state="dropped" if dropped else "planned")
        act.note(activity=activity_id, dropped=int(dropped))
    return act.journal_id


def set_published(desk: Desk, activity_id: int, day: date | None) -> int:
    """The results were published on this day; None: they are not after all. Raises ActivityGone, PublishedBefore."""
    with desk.action(Op.EDIT_ACTIVITY) as act:
        row = known(desk, activity_id)
        if day is not None and day < row.first:
            raise PublishedBefore(row.first)
        act.change(Activity, activity_id, published_day=day.isoformat() if day else None)
        act.note(activity=activity_id, published=int(day is not None))
    return act.journal_id


def set_record(desk: Desk, activity_id: int, record: str, spent_fen: int | None) -> int:
    """How it went, for the record sheet, and what it cost. Raises ActivityGone."""
    with desk.action(Op.EDIT_ACTIVITY) as act:
        known(desk, activity_id)
        act.change(Activity, activity_id, record=record.strip() or None, spent_fen=spent_fen)
        act.note(activity=activity_id)
    return act.journal_id


def remove_activity(desk: Desk, activity_id: int) -> int:
    """It goes with its entrants and photos; undone, all of it is back. Raises ActivityGone."""
    with desk.action(Op.EDIT_ACTIVITY) as act:
        known(desk, activity_id)
        for table in (Entrant, ActivityPhoto):
            rows = act.connection.execute(f"SELECT id FROM {table.name} WHERE activity_id = ?", (activity_id,))
            for (row_id,) in rows.fetchall():
                act.remove(table, row_id)
        act.remove(Activity, activity_id)
        act.note(activity=activity_id, removed=1)
    return act.journal_id


def known(desk: Desk, activity_id: int) -> ActivityRow:
    """The activity as it is. Raises ActivityGone."""
    row = queries.activity(desk.library, activity_id)
    if row is None:
        raise ActivityGone()
    return row


def _values(draft: ActivityDraft) -> dict[str, Any]:
    """The columns of a draft. Raises ActivityNameMissing, ActivityKindMissing, DaysBackwards, PublishTooEarly,
    ChallengeBackwards, ChallengeTooLong.
    """
    name, kind = " ".join(draft.name.split()), read_kind(draft.kind)
    if not kind:
        raise ActivityKindMissing()
    if not name:
        raise ActivityNameMissing()
    if draft.last < draft.first:
        raise DaysBackwards(draft.first, draft.last)
    if draft.publish_by is not None and draft.publish_by < draft.first:
        raise PublishTooEarly(draft.first)
    challenge = checked(draft.challenge).written() if draft.challenge else None
    texts = {"place": draft.place, "host": draft.host, "materials": draft.materials, "note": draft.note}
    return {
        "kind": kind, "name": name, "first_day": draft.first.isoformat(), "last_day": draft.last.isoformat(),
        "audience": draft.audience.written(), "budget_fen": draft.budget_fen, "spent_fen": draft.spent_fen,
        "publish_by": draft.publish_by.isoformat() if draft.publish_by else None, "challenge": challenge,
        **{column: text.strip() or None for column, text in texts.items()},
    }  # fmt: skip
