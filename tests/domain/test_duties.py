"""Who stands where on a day, and which sign-on counts."""

from datetime import date
from zoneinfo import ZoneInfo

from libdesk.domain.duties import (
    DutyEntry,
    DutyState,
    Noted,
    Slot,
    Standing,
    Weeks,
    instants,
    show_slot,
    signed_on,
    standing,
)

MINUTE = 60_000


def test_who_stands_where() -> None:
    entries = [DutyEntry(1, 10), DutyEntry(1, 11, Weeks.ODD), DutyEntry(1, 12, Weeks.EVEN)]
    noted = {
        10: Noted(DutyState.SWAPPED, 20), 20: Noted(DutyState.KEPT), 30: Noted(DutyState.EXTRA),
        31: Noted(DutyState.MISSED), 32: Noted(DutyState.EXCUSED),
    }  # fmt: skip
    assert standing(entries, 1, noted) == (
        Standing(20, 10, DutyState.KEPT),
        Standing(11),
        Standing(30, extra=True),
        Standing(31, noted=DutyState.MISSED, extra=True),
    )
    assert standing(entries, 2, {12: Noted(DutyState.EXCUSED)}) == (Standing(10), Standing(12, noted=DutyState.EXCUSED))


def test_a_sign_on_counts_from_a_quarter_of_an_hour_before_until_the_end() -> None:
    begins, ends = instants(Slot(1, 0, 730, 810), date(2026, 3, 9), ZoneInfo("Asia/Shanghai"))
    assert ends - begins == 80 * MINUTE
    for minutes, counts in ((-16, False), (-15, True), (0, True), (80, True), (81, False)):
        at = begins + minutes * MINUTE
        assert signed_on([at], begins, ends) == (at if counts else None)
    assert signed_on([ends, begins], begins, ends) == begins
    assert signed_on([], begins, ends) is None


def test_a_slot_is_said_with_its_day_name_and_time() -> None:
    slot = Slot(1, 0, 730, 810, name="中午", place="学生阅览室")
    assert show_slot(slot) == "周一 中午 12:10–13:30"
    assert show_slot(slot, place=True) == "周一 中午 12:10–13:30 学生阅览室"


def test_nobody_stands_twice_in_one_slot_on_a_day() -> None:
    entries = [DutyEntry(1, 10), DutyEntry(1, 11), DutyEntry(1, 11, Weeks.ODD), DutyEntry(1, 12)]
    swapped = DutyState.SWAPPED
    assert standing(entries, 1, {10: Noted(swapped, 11)}) == (Standing(11), Standing(12))
    assert standing(entries, 1, {11: Noted(swapped, 10)}) == (Standing(10), Standing(12))
    assert standing(entries, 1, {10: Noted(swapped, 20), 11: Noted(swapped, 20)}) == (Standing(20, 10), Standing(12))
    handed_on = {10: Noted(swapped, 11), 11: Noted(swapped, 20)}
    assert standing(entries, 1, handed_on) == (Standing(11, 10, swapped), Standing(20, 11), Standing(12))
