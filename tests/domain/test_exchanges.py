"""Which exchanges a changed roster still bears out, and which two notes are the halves of one."""

from datetime import date, timedelta

from libdesk.domain.exchanges import Exchange, halves, unborne

MONDAY = date(2026, 3, 9)
NOON, LATE = 1, 2
ANN, BEN, CARL = 10, 11, 12


def made(note: int, slot_id: int, owner: int, instead: int | None, weeks: int = 0) -> Exchange:
    return Exchange(note, slot_id, MONDAY + timedelta(weeks=weeks), owner, instead)


def gone(
    exchanges: list[Exchange], roster: dict[int, set[int]], *, removed: tuple[int, ...] = (), since: date = MONDAY
) -> set[int]:
    there = [one for one in exchanges if one.id not in removed]
    return unborne(
        there, halves(exchanges), removed, lambda slot_id, _day: roster.get(slot_id, set()),
        is_to_come=lambda one: one.day >= since,
    )  # fmt: skip


def test_each_half_has_the_one_that_was_noted_with_it() -> None:
    exchanges = [
        made(1, NOON, ANN, BEN), made(2, NOON, ANN, BEN, 1), made(3, LATE, BEN, ANN, 1),
        made(4, NOON, ANN, CARL, 2), made(5, NOON, ANN, BEN, 3), made(6, LATE, BEN, ANN, 3), made(7, LATE, CARL, None),
    ]  # fmt: skip
    assert halves(exchanges) == {2: 3, 3: 2, 5: 6, 6: 5}


def test_what_the_roster_bears_out_stays() -> None:
    assert gone([made(1, NOON, ANN, BEN), made(2, LATE, BEN, ANN)], {NOON: {ANN}, LATE: {BEN}}) == set()


def test_an_owner_who_left_the_slot_and_a_stand_in_who_came_into_it_end_both_halves() -> None:
    exchanges = [made(1, NOON, ANN, BEN), made(2, LATE, BEN, ANN)]
    assert gone(exchanges, {NOON: {CARL}, LATE: {BEN}}) == {1, 2}
    assert gone(exchanges, {NOON: {ANN, BEN}, LATE: {BEN}}) == {1, 2}
    assert gone(exchanges[1:], {LATE: {BEN}}) == set()


def test_a_half_that_was_removed_takes_the_other_one_along() -> None:
    exchanges = [made(1, NOON, ANN, BEN), made(2, LATE, BEN, ANN), made(3, LATE, BEN, CARL, 1)]
    assert gone(exchanges, {NOON: {ANN}, LATE: {BEN}}, removed=(1,)) == {2}


def test_whoever_handed_on_their_own_place_may_stand_in_beside_it() -> None:
    exchanges = [made(1, NOON, ANN, BEN), made(2, NOON, BEN, CARL)]
    assert gone(exchanges, {NOON: {ANN, BEN}}) == set()
    assert gone(exchanges, {NOON: {ANN, BEN}}, removed=(2,)) == {1}
    assert gone(exchanges, {NOON: {ANN, BEN, CARL}}) == {1, 2}


def test_days_that_are_over_are_left_alone() -> None:
    exchanges = [made(1, NOON, ANN, BEN), made(2, LATE, BEN, ANN, 1)]
    assert gone(exchanges, {}, since=MONDAY + timedelta(days=1)) == {2}
