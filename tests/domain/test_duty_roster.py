"""The roster: what is never broken, what is met wherever it can be, and that whatever is not met is told."""

from collections import Counter
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from libdesk.domain.duties import DutyEntry, Slot, Weeks
from libdesk.domain.duty_roster import Candidate, Filled, fill, why_not
from libdesk.domain.roster_words import NewTogether, OpenPlace, Uneven

NOON = (12 * 60 + 10, 13 * 60 + 30)
AFTER = (16 * 60 + 10, 18 * 60)


def school_week(wanted: int = 2, times: tuple[tuple[int, int], ...] = (NOON, AFTER)) -> list[Slot]:
    return [
        Slot(10 * weekday + nth + 1, weekday, *span, wanted=wanted)
        for weekday in range(5)
        for nth, span in enumerate(times)
    ]


def helpers(count: int, experienced: int = 0, busy: dict[int, set[int]] | None = None) -> list[Candidate]:
    return [
        Candidate(n, f"小馆员{n}", n <= experienced, frozenset((busy or {}).get(n, ()))) for n in range(1, count + 1)
    ]


def loads(filled: Filled, people: list[Candidate]) -> list[int]:
    found = Counter[int]()
    for entry in filled.entries:
        found[entry.reader_id] += entry.weeks.weight
    return [found[one.reader_id] for one in people]


def days_of(filled: Filled, slots: list[Slot], reader_id: int) -> list[int]:
    """The days of two weeks on which somebody is on duty, as often as it is."""
    known = {slot.id: slot for slot in slots}
    return sorted(
        known[entry.slot_id].weekday + 7 * parity
        for entry in filled.entries
        if entry.reader_id == reader_id
        for parity in entry.weeks.parities
    )


def made_slots(rows: list[tuple[int, int, int]]) -> list[Slot]:
    return [Slot(n, day, first, first + 80, wanted=wanted) for n, (day, first, wanted) in enumerate(rows, 1)]


slot_lists = st.lists(
    st.tuples(st.integers(0, 6), st.sampled_from([480, 730, 970]), st.integers(1, 3)),
    min_size=1, max_size=12, unique_by=lambda row: row[:2],
).map(made_slots)  # fmt: skip


@st.composite
def schools(draw: st.DrawFn) -> tuple[list[Slot], list[Candidate], list[DutyEntry], bool]:
    slots = draw(slot_lists)
    ids = st.sampled_from([slot.id for slot in slots])
    people = [
        Candidate(n, f"小馆员{n}", draw(st.booleans()), draw(st.frozensets(ids, max_size=6)))
        for n in range(1, draw(st.integers(0, 10)) + 1)
    ]
    alternating = draw(st.booleans())
    kept = list(fill(slots[: draw(st.integers(0, 4))], people, alternating=draw(st.booleans())).entries)
    return slots, people, kept[: draw(st.integers(0, 5))], alternating


@given(schools())
def test_what_is_never_broken(school: tuple[list[Slot], list[Candidate], list[DutyEntry], bool]) -> None:
    slots, people, kept, alternating = school
    filled = fill(slots, people, kept, alternating=alternating)
    assert set(kept) <= set(filled.entries)
    assert set(filled.entries) == {*kept, *filled.new}
    for one in people:
        assert all(entry.slot_id not in one.busy for entry in filled.new if entry.reader_id == one.reader_id)
        days = days_of(filled, slots, one.reader_id)
        assert all((b - a) > 1 for a, b in pairwise(days))
        assert not days or days[0] + 14 - days[-1] > 1
    for slot in slots:
        for parity in (0, 1):
            here = [e.reader_id for e in filled.entries if e.slot_id == slot.id and parity in e.weeks.parities]
            assert len(here) == len(set(here))
            open_places = sum(
                lack.count for lack in filled.unmet
                if isinstance(lack, OpenPlace) and lack.slot == slot and parity in lack.weeks.parities
            )  # fmt: skip
            assert len(here) + open_places == slot.wanted


@given(schools(), st.randoms(use_true_random=False))
def test_the_same_school_gives_the_same_roster(
    school: tuple[list[Slot], list[Candidate], list[DutyEntry], bool], chance: st.DataObject
) -> None:
    slots, people, kept, alternating = school
    first = fill(slots, people, kept, alternating=alternating)
    for rows in (slots, people, kept):
        chance.shuffle(rows)  # type: ignore[attr-defined]  # it is random.Random
    assert fill(slots, people, kept, alternating=alternating) == first


@given(schools())
def test_unequal_numbers_are_told_and_so_are_new_helpers_alone(
    school: tuple[list[Slot], list[Candidate], list[DutyEntry], bool],
) -> None:
    slots, people, kept, alternating = school
    filled = fill(slots, people, kept, alternating=alternating)
    numbers = loads(filled, people)
    uneven = bool(numbers) and max(numbers) - min(numbers) > (1 if alternating else 2)
    assert uneven == any(isinstance(lack, Uneven) for lack in filled.unmet)
    known = {one.reader_id: one for one in people}
    if any(one.experienced for one in people):
        alone = {
            slot.id for slot in slots for parity in (0, 1)
            if len(here := [e.reader_id for e in filled.entries if e.slot_id == slot.id and parity in e.weeks.parities])
            > 1 and not any(known[one].experienced for one in here)
        }  # fmt: skip
        assert alone == {lack.slot.id for lack in filled.unmet if isinstance(lack, NewTogether)}
    assert all(lack.text() for lack in filled.unmet)


@given(st.integers(8, 40), st.integers(1, 2), st.booleans())
def test_where_everybody_is_free_all_is_filled_and_equal(count: int, wanted: int, alternating: bool) -> None:
    slots, people = school_week(wanted), helpers(count)
    filled = fill(slots, people, alternating=alternating)
    if not any(isinstance(lack, OpenPlace) for lack in filled.unmet):
        assert filled.unmet == ()
    if count >= 2 * wanted * 5 // 2 + wanted * 2:
        assert filled.unmet == ()


def test_twenty_helpers_and_fifteen_slots() -> None:
    slots = school_week(2, ((480, 500), NOON, AFTER))
    people = helpers(20, experienced=10)
    filled = fill(slots, people)
    assert filled.unmet == ()
    assert sorted(loads(filled, people)) == [2] * 10 + [4] * 10  # one or two a week
    known = {one.reader_id: one for one in people}
    pairs = {
        slot.id: [known[e.reader_id].experienced for e in filled.entries if e.slot_id == slot.id] for slot in slots
    }
    assert all(sorted(pair) == [False, True] for pair in pairs.values())


def test_by_odd_and_even_weeks_twice_as_many_have_their_turn() -> None:
    slots, people = school_week(), helpers(40)
    assert sorted(set(loads(fill(slots, people), people))) == [0, 2]
    filled = fill(slots, people, alternating=True)
    assert set(loads(filled, people)) == {1}
    assert {entry.weeks for entry in filled.entries} == {Weeks.ODD, Weeks.EVEN}


def test_sixty_helpers_and_thirty_slots() -> None:
    slots = [Slot(n, n % 5, 480 + 20 * (n // 5), 495 + 20 * (n // 5)) for n in range(30)]
    busy = {n: {(n * 7 + step) % 30 for step in range(12)} for n in range(1, 61)}
    people = helpers(60, experienced=25, busy=busy)
    filled = fill(slots, people)
    assert len(filled.unmet) == 5  # 25 who know the work for 30 slots
    assert all(isinstance(lack, NewTogether) for lack in filled.unmet)
    assert set(loads(filled, people)) == {2}


def test_duties_are_handed_on_over_others() -> None:
    """The first can give only to the second, and the second only to the third."""
    slots = [Slot(n, weekday, *NOON, wanted=1) for n, weekday in ((1, 0), (2, 2), (3, 4))]
    busy = {1: {3}, 2: {2}, 3: {1, 2}}
    people = helpers(3, busy=busy)
    assert loads(fill(slots, people), people) == [2, 2, 2]


def test_who_is_free_when_nobody_else_is_gets_that_slot() -> None:
    slots = [Slot(1, 0, *NOON, wanted=1), Slot(2, 1, *NOON, wanted=1)]
    filled = fill(slots, helpers(2, busy={2: {2}}))
    assert {(entry.slot_id, entry.reader_id) for entry in filled.entries} == {(2, 1), (1, 2)}


def test_an_open_place_says_why() -> None:
    slots = [Slot(1, 0, *NOON, name="中午"), Slot(2, 1, *NOON, name="中午")]
    nobody, next_day = fill(slots, helpers(3, busy={n: {1} for n in (1, 2, 3)})), fill(slots, helpers(2))
    (told,) = nobody.unmet
    assert told.text() == "周一 中午 12:10–13:30：还空 2 个位置，这时没有人有空。"
    assert "前后一天" in next_day.unmet[0].text()


def test_who_is_not_a_helper_any_more_leaves_an_open_place() -> None:
    slots = [Slot(1, 0, *NOON, wanted=1)]
    filled = fill(slots, helpers(1), [DutyEntry(1, 99)])
    assert filled.entries == (DutyEntry(1, 1),)


@pytest.mark.parametrize(("slot_id", "why"), [(1, "same"), (2, "near"), (3, ""), (4, "busy"), (5, "near")])
def test_why_somebody_had_better_not_be_put_there(slot_id: int, why: str) -> None:
    days = {1: 0, 2: 1, 3: 2, 4: 3, 5: 6}
    slots = {n: Slot(n, weekday, *NOON) for n, weekday in days.items()}
    one = Candidate(7, "李明", busy=frozenset({4}))
    assert why_not(slots[slot_id], Weeks.ALL, one, list(slots.values()), [DutyEntry(1, 7)]) == why


def test_odd_weeks_do_not_stand_against_even_ones() -> None:
    slots = [Slot(1, 0, *NOON), Slot(2, 1, *NOON)]
    one = Candidate(7, "李明")
    assert why_not(slots[1], Weeks.EVEN, one, slots, [DutyEntry(1, 7, Weeks.ODD)]) == ""
    assert why_not(slots[1], Weeks.ODD, one, slots, [DutyEntry(1, 7, Weeks.ODD)]) == "near"
