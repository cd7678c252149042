"""Opening hours by room: spans are added, changed, removed and copied through the week, each as one undoable entry."""

from collections.abc import Iterable

from libdesk.actions.desk import Desk
from libdesk.actions.journal import Action
from libdesk.domain.hours import SCHOOL_DAYS, Span, check_spans, copied_to, show_time
from libdesk.domain.ops import Op
from libdesk.store.queries import hours as queries
from libdesk.store.tables import Opening


def set_span(desk: Desk, place_id: int, span: Span, *, opening_id: int | None = None) -> int:
    """Add a span to a room's week, or change the one given; gives the journal entry.

    Raises HoursBackwards, HoursOverlap.
    """
    with desk.action(Op.EDIT_CALENDAR) as act:
        others = [row.span for row in queries.openings(desk.library, place_id) if row.id != opening_id]
        span = span._replace(name=span.name.strip())
        check_spans([*others, span])
        if opening_id is None:
            _add(act, place_id, span)
        else:
            act.change(Opening, opening_id, **_values(span))
        act.note(place=place_id)
    return act.journal_id


def remove_spans(desk: Desk, opening_ids: Iterable[int]) -> int:
    """Take spans out; gives the journal entry, or 0 where none was given."""
    ids = list(opening_ids)
    if not ids:
        return 0
    with desk.action(Op.EDIT_CALENDAR) as act:
        for opening_id in ids:
            act.remove(Opening, opening_id)
        act.note(count=len(ids))
    return act.journal_id


def copy_day(desk: Desk, place_id: int, weekday: int = 0, days: Iterable[int] = SCHOOL_DAYS) -> int:
    """The hours of one weekday on the other school days too; gives the journal entry. Raises NoHoursToCopy."""
    goals = [day for day in days if day != weekday]
    with desk.action(Op.EDIT_CALENDAR) as act:
        rows = queries.openings(desk.library, place_id)
        copied = copied_to((row.span for row in rows), weekday, goals)
        for row in rows:
            if row.span.weekday in goals:
                act.remove(Opening, row.id)
        for span in copied:
            if span.weekday in goals:
                _add(act, place_id, span)
        act.note(place=place_id, weekday=weekday)
    return act.journal_id


def _add(act: Action, place_id: int, span: Span) -> None:
    act.add(Opening, place_id=place_id, **_values(span))


def _values(span: Span) -> dict[str, object]:
    return {
        "weekday": span.weekday,
        "from_time": show_time(span.first),
        "to_time": show_time(span.last),
        "name": span.name,
    }
