"""Visits are counted: by a key, by a class, by a card, or as a day's tally from paper. A visit names nobody."""

from collections.abc import Sequence
from datetime import date

from libdesk.actions.desk import Desk
from libdesk.actions.errors import ReaderUnknown
from libdesk.actions.service.errors import DayAhead, PeopleWrong, RecordGone, VisitCounted
from libdesk.domain.classes import ClassRef
from libdesk.domain.ops import Op
from libdesk.domain.rows.service import VisitHow
from libdesk.domain.visits import AGAIN, MOST
from libdesk.store.queries.service import visits as queries
from libdesk.store.tables import Visit


def count_visitor(desk: Desk, place_id: int | None = None) -> int:
    """One more visitor of today; gives the day's count for the room. Raises what Desk.action does."""
    with desk.action(Op.COUNT_VISITS) as act:
        act.add(Visit, day=desk.today.isoformat(), at=act.at, place_id=place_id, how=VisitHow.KEY.value, people=1)
        act.note(visitors=1)
    return queries.on_day(desk.library, desk.today, place_id)


def count_class(desk: Desk, ref: ClassRef, people: int, place_id: int | None = None) -> int:
    """A class came with so many; gives the day's count. Raises PeopleWrong."""
    if not 1 <= people <= MOST:
        raise PeopleWrong()
    with desk.action(Op.COUNT_VISITS) as act:
        act.add(
            Visit, day=desk.today.isoformat(), at=act.at, place_id=place_id, how=VisitHow.CLASS.value, people=people,
            reader_kind="pupil", stage=ref.stage.value, entry_year=ref.entry_year, class_no=ref.class_no,
        )  # fmt: skip
        act.note(visitors=people)
    return queries.on_day(desk.library, desk.today, place_id)


def count_card(desk: Desk, reader_id: int, place_id: int | None = None) -> int:
    """A reader came whose card was scanned; gives the day's count. Raises ReaderUnknown, VisitCounted."""
    with desk.action(Op.COUNT_VISITS) as act:
        reader = queries.reader_now(desk.library, reader_id)
        if reader is None:
            raise ReaderUnknown()
        name, kind, stage, entered, class_no = reader
        last = queries.last_by_card(desk.library, reader_id, desk.today, place_id)
        if last is not None and 0 <= act.at - last < AGAIN:
            raise VisitCounted(name)
        act.add(
            Visit, day=desk.today.isoformat(), at=act.at, place_id=place_id, how=VisitHow.CARD.value, people=1,
            reader_id=reader_id, reader_kind=kind, stage=stage, entry_year=entered, class_no=class_no,
        )  # fmt: skip
        act.note(visitors=1)
    return queries.on_day(desk.library, desk.today, place_id)


def set_tally(desk: Desk, day: date, people: int, place_id: int | None = None) -> int:
    """The tally of a day and room as it was kept on paper, in place of what stood there; 0 takes it away. Gives the
    day's count with what was counted otherwise. Raises PeopleWrong, DayAhead."""
    if not 0 <= people <= MOST:
        raise PeopleWrong()
    if day > desk.today:
        raise DayAhead(day)
    with desk.action(Op.COUNT_VISITS) as act:
        known = queries.tally(desk.library, day, place_id)
        if known is not None and people:
            act.change(Visit, known[0], people=people)
        elif known is not None:
            act.remove(Visit, known[0])
        elif people:
            act.add(Visit, day=day.isoformat(), place_id=place_id, how=VisitHow.TALLY.value, people=people)
        act.note(visitors=people, day=day.isoformat())
    return queries.on_day(desk.library, day, place_id)


def remove_visits(desk: Desk, visit_ids: Sequence[int]) -> int:
    """What was counted by mistake; gives the journal entry. Raises RecordGone."""
    with desk.action(Op.COUNT_VISITS) as act:
        for visit_id in visit_ids:
            if not queries.known(desk.library, visit_id):
                raise RecordGone()
            act.remove(Visit, visit_id)
        act.note(removed=len(visit_ids))
    return act.journal_id
