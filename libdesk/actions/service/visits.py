"""Visits are counted: by a key, by a class, by a card, or as a day's total from paper. A visit names nobody.

Pupils on duty count today's visits alone, and take back what their own shift counted; days gone by are the librarian's.
"""

from collections.abc import Sequence
from datetime import date
from typing import Final

from libdesk.actions.desk import Desk
from libdesk.actions.done_on import done_on
from libdesk.actions.errors import ReaderUnknown, RecordGone
from libdesk.actions.journal import Action
from libdesk.actions.service.errors import (
    FewerThanCounted,
    MoreThanLibrary,
    NobodyCame,
    OfAnotherShift,
    PeopleWrong,
    TodayAlone,
    VisitCounted,
)
from libdesk.domain.classes import ClassRef
from libdesk.domain.ops import Op, Role
from libdesk.domain.rows.service import VisitHow
from libdesk.domain.visits import AGAIN, MOST
from libdesk.store.queries.service import visits as queries
from libdesk.store.tables import Visit

DAY_MS: Final = 86_400_000


def count_visitor(desk: Desk, place_id: int | None = None) -> int:
    """One more visitor of today; gives the day's count for the room. Raises what Desk.action does."""
    with desk.action(Op.COUNT_VISITS) as act:
        act.add(Visit, day=desk.today.isoformat(), at=act.at, place_id=place_id, how=VisitHow.KEY.value, people=1)
        act.note(visitors=1)
    return queries.on_day(desk.library, desk.today, place_id)


def count_class(desk: Desk, ref: ClassRef, people: int, place_id: int | None = None) -> int:
    """A class came with so many; gives the day's count. Raises NobodyCame, PeopleWrong."""
    desk.require(Op.COUNT_VISITS)
    if people == 0:
        raise NobodyCame()
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


def set_total(desk: Desk, day: date, total: int, place_id: int | None = None) -> int:
    """How many came to a room on a day in all, or to the whole library; gives it again.

    What was counted one by one stays, and the tally of the day becomes what is on top of it. A total of the library
    has its rooms in it, whichever was typed first, and no slip in a room takes it away. Raises PeopleWrong, DayAhead,
    FewerThanCounted, MoreThanLibrary, TodayAlone.
    """
    desk.require(Op.COUNT_VISITS)
    if not 0 <= total <= MOST:
        raise PeopleWrong()
    done_on(desk, day)
    _check_day(desk, day)
    with desk.action(Op.COUNT_VISITS) as act:
        known = queries.tally(desk.library, day, place_id)
        before = known[1] if known is not None else 0
        now = queries.on_day(desk.library, day, place_id)
        counted = now - before
        least = now if desk.actor.role is Role.HELPER else counted
        if total < least:
            raise FewerThanCounted(day, least)
        people = total - counted
        _set_tally(act, known, people, day, place_id)
        if place_id is not None and (whole := queries.tally(desk.library, day, None)) is not None:
            rest = whole[1] - (people - before)
            if rest < 0:
                raise MoreThanLibrary(day, now + whole[1])
            _set_tally(act, whole, rest, day, None)
        act.note(visitors=total, day=day.isoformat())
    return queries.on_day(desk.library, day, place_id)


def _set_tally(act: Action, known: tuple[int, int] | None, people: int, day: date, place_id: int | None) -> None:
    """The tally of a day and room, which may be `known` as (row, people), becomes so many."""
    if known is not None and people:
        act.change(Visit, known[0], people=people)
    elif known is not None:
        act.remove(Visit, known[0])
    elif people:
        act.add(Visit, day=day.isoformat(), place_id=place_id, how=VisitHow.TALLY.value, people=people)


def remove_visits(desk: Desk, visit_ids: Sequence[int]) -> int:
    """What was counted by mistake; gives the journal entry. Raises RecordGone, TodayAlone, OfAnotherShift."""
    with desk.action(Op.COUNT_VISITS) as act:
        for visit_id in visit_ids:
            day = queries.day_of(desk.library, visit_id)
            if day is None:
                raise RecordGone()
            _check_day(desk, day)
            if desk.actor.role is Role.HELPER and not _of_this_shift(desk, visit_id):
                raise OfAnotherShift()
            _give_back(desk, act, visit_id, day)
            act.remove(Visit, visit_id)
        act.note(removed=len(visit_ids))
    return act.journal_id


def _give_back(desk: Desk, act: Action, visit_id: int, day: date) -> None:
    """The tally of a room that is taken away was of that room; how many came to the library in all stays."""
    whole = queries.tally(desk.library, day, None)
    if whole is not None and (people := queries.tally_of_room(desk.library, visit_id)):
        _set_tally(act, whole, whole[1] + people, day, None)


def _check_day(desk: Desk, day: date) -> None:
    """Raises TodayAlone."""
    if desk.actor.role is Role.HELPER and day != desk.today:
        raise TodayAlone()


def _of_this_shift(desk: Desk, visit_id: int) -> bool:
    return queries.counted_by(desk.library, visit_id, desk.actor.shift_id, desk.now() - DAY_MS)
