"""An exchange that the weekly roster does not bear out any more goes whole, whichever way the roster was changed."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import NamedTuple

import pytest

from libdesk.actions.desk import Desk
from libdesk.actions.helpers import duties, slots
from libdesk.actions.helpers.duty_days import note_duty, swap
from libdesk.actions.helpers.errors import SlotGone
from libdesk.actions.undo import undo
from libdesk.domain.duties import DutyState, Weeks
from libdesk.domain.rows.calendar import TermRow
from libdesk.store.queries import journal
from libdesk.store.queries import roster as queries
from tests.builders import TODAY, Clock
from tests.helpers_made import AFTER, make_helpers, make_slots, make_term
from tests.invariants import broken, rows_of

WEEK = timedelta(weeks=1)
WEDNESDAY = timedelta(days=2)


class Agreed(NamedTuple):
    """Two who exchange Monday and Wednesday of the coming week, an even one, and again of the week after that."""

    desk: Desk
    term: TermRow
    slots: list[int]
    one: int
    other: int
    third: int

    def row(self, reader_id: int) -> int:
        rows = queries.entries(self.desk.library, self.term.id)
        return next(row.id for row in rows if row.entry.reader_id == reader_id)

    def left(self) -> list[date]:
        """The days of the exchanges that stand."""
        return sorted(note.day for note in queries.notes(self.desk.library, self.term.id))


@pytest.fixture
def agreed(desk: Desk) -> Agreed:
    term = make_term(desk)
    monday, wednesday, friday = make_slots(desk, term, 0, 2, 4)
    one, other, third = make_helpers(desk, term, 3)
    for slot_id, reader_id in ((monday, one), (wednesday, other), (friday, third)):
        duties.put_on_duty(desk, slot_id, reader_id)
    for monday_on in (TODAY + WEEK, TODAY + 2 * WEEK):
        swap(desk, monday, monday_on, one, other, back=(wednesday, monday_on + WEDNESDAY))
    return Agreed(desk, term, [monday, wednesday, friday], one, other, third)


def edit(it: Agreed, place: int, **values: int) -> int:
    slot = queries.slot(it.desk.library, it.slots[place])
    assert slot is not None
    return slots.edit_slot(it.desk, slot._replace(**values))


ENDING: dict[str, Callable[[Agreed], int]] = {
    "taken off": lambda it: duties.take_off(it.desk, [it.row(it.one)]),
    "the other one taken off": lambda it: duties.take_off(it.desk, [it.row(it.other), it.row(it.third)]),
    "moved": lambda it: duties.move(it.desk, it.row(it.one), it.slots[2]),
    "changed places": lambda it: duties.move(it.desk, it.row(it.one), it.slots[1], exchange=it.row(it.other)),
    "given to another": lambda it: duties.give_place(it.desk, it.row(it.one), it.third),
    "stand-in put in": lambda it: duties.put_on_duty(it.desk, it.slots[0], it.other),
    "slot removed": lambda it: slots.remove_slots(it.desk, it.slots[:1]),
    "slot on another day": lambda it: edit(it, 1, weekday=3),
    "filled anew": lambda it: duties.fill_roster(it.desk, it.term, anew=True).journal_id,
}  # fmt: skip


@pytest.mark.parametrize("deed", ENDING)
@pytest.mark.parametrize("days", [0, 1])
def test_both_halves_go_are_told_and_come_back_with_an_undo(agreed: Agreed, clock: Clock, deed: str, days: int) -> None:
    """On the day on which the roster was drawn up, and on a day after it."""
    clock.advance(days=days)
    before = rows_of(agreed.desk.library.connection)
    done = ENDING[deed](agreed)
    assert agreed.left() == []
    entry = journal.entry(agreed.desk.library, done)
    assert entry is not None
    assert entry.args["dropped"] == 4
    assert broken(agreed.desk.library.connection) == []
    undo(agreed.desk, done)
    assert rows_of(agreed.desk.library.connection) == before


BEARING: dict[str, Callable[[Agreed], int]] = {
    "another taken off": lambda it: duties.take_off(it.desk, [it.row(it.third)]),
    "another put in": lambda it: duties.put_on_duty(it.desk, it.slots[0], it.third),
    "slot later": lambda it: edit(it, 0, first=AFTER[0], last=AFTER[1]),
    "slot for more": lambda it: edit(it, 1, wanted=3),
}  # fmt: skip


@pytest.mark.parametrize("deed", BEARING)
@pytest.mark.parametrize("days", [0, 1])
def test_what_the_roster_bears_out_stays(agreed: Agreed, clock: Clock, deed: str, days: int) -> None:
    clock.advance(days=days)
    done = BEARING[deed](agreed)
    assert len(agreed.left()) == 4
    entry = journal.entry(agreed.desk.library, done)
    assert entry is not None
    assert "dropped" not in entry.args


def test_a_rest_that_is_filled_leaves_nobody_twice_in_a_slot(agreed: Agreed) -> None:
    duties.fill_roster(agreed.desk, agreed.term)
    for day in queries.duty_days(agreed.desk.library, TODAY, TODAY + 3 * WEEK):
        for slot in day.slots:
            here = [one.person.reader_id for one in slot.people]
            assert len(here) == len(set(here))


def test_of_two_exchanges_only_the_one_goes_whose_week_has_no_such_duty_any_more(agreed: Agreed) -> None:
    duties.set_weeks(agreed.desk, agreed.row(agreed.one), Weeks.ODD)
    assert agreed.left() == [TODAY + 2 * WEEK, TODAY + 2 * WEEK + WEDNESDAY]


def test_a_half_that_is_over_stays_and_so_does_what_was_noted_of_it(agreed: Agreed, clock: Clock) -> None:
    clock.advance(days=8)  # the first Monday is over, its Wednesday is to come
    note_duty(agreed.desk, agreed.slots[0], TODAY + WEEK, agreed.other, DutyState.KEPT)
    before = queries.duty_days(agreed.desk.library, TODAY, TODAY + WEEK)
    duties.take_off(agreed.desk, [agreed.row(agreed.other)])
    assert set(agreed.left()) == {TODAY + WEEK}
    assert queries.duty_days(agreed.desk.library, TODAY, TODAY + WEEK) == before


def test_the_excuse_of_a_stand_in_goes_with_the_exchange_and_one_of_the_roster_stays(agreed: Agreed) -> None:
    desk, (monday, wednesday, friday) = agreed.desk, agreed.slots
    note_duty(desk, monday, TODAY + WEEK, agreed.other, DutyState.EXCUSED)
    note_duty(desk, wednesday, TODAY + WEEK + WEDNESDAY, agreed.one, DutyState.EXCUSED)
    note_duty(desk, friday, TODAY + WEEK + 2 * WEDNESDAY, agreed.third, DutyState.EXCUSED)
    before = rows_of(desk.library.connection)
    done = duties.move(desk, agreed.row(agreed.one), wednesday)
    assert agreed.left() == [TODAY + WEEK + WEDNESDAY, TODAY + WEEK + 2 * WEDNESDAY]
    undo(desk, done)
    assert rows_of(desk.library.connection) == before


def test_an_entry_of_another_term_is_not_moved(agreed: Agreed) -> None:
    desk = agreed.desk
    following = make_term(desk, date(2026, 9, 1), date(2027, 1, 20), "2026—2027学年第一学期")
    (slot_id,) = make_slots(desk, following, 0)
    reader_id = make_helpers(desk, following, 1, class_no=6)[0]
    duties.put_on_duty(desk, slot_id, reader_id)
    (there,) = queries.entries(desk.library, following.id)
    before = rows_of(desk.library.connection)
    for act in (
        lambda: duties.move(desk, agreed.row(agreed.one), slot_id),
        lambda: duties.move(desk, agreed.row(agreed.one), slot_id, exchange=there.id),
        lambda: duties.move(desk, there.id, agreed.slots[0], exchange=agreed.row(agreed.one)),
        lambda: duties.move(desk, agreed.row(agreed.one), agreed.slots[1], exchange=there.id),
    ):
        with pytest.raises(SlotGone):
            act()
    assert rows_of(desk.library.connection) == before
