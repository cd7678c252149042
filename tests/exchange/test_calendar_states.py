"""What comes back by a rule, and several states of one entry: each time as it is now, and nothing lost."""

from datetime import date

import pytest

from libdesk.exchange.calendar_files import Fault
from tests.exchange.test_calendar_files import LAST, event, ics, read


def test_a_rule_is_followed_within_the_school_year() -> None:
    made = event(
        "DTSTART;TZID=Asia/Shanghai:20250901T120000", "DTEND;TZID=Asia/Shanghai:20250901T124000",
        "RRULE:FREQ=WEEKLY;BYDAY=MO,WE", "EXDATE;TZID=Asia/Shanghai:20260803T120000", "SUMMARY:值日",
    )  # fmt: skip
    found = read(ics(*made)).entries
    assert [entry.first for entry in found[:3]] == [date(2026, 8, 5), date(2026, 8, 10), date(2026, 8, 12)]
    assert found[-1].first <= LAST
    assert {(entry.from_time, entry.to_time) for entry in found} == {(720, 760)}


def test_one_time_of_a_rule_that_was_moved_or_called_off_counts_as_it_is_now() -> None:
    rule = event("DTSTART:20260907T080000Z", "DURATION:PT1H", "RRULE:FREQ=WEEKLY;COUNT=3", "SUMMARY:例会")
    moved = event("RECURRENCE-ID:20260914T080000Z", "DTSTART:20260915T090000Z", "DURATION:PT1H", "SUMMARY:例会改期")
    off = event("RECURRENCE-ID:20260921T080000Z", "DTSTART:20260921T080000Z", "STATUS:CANCELLED")
    found = read(ics(*moved, *rule, *off))
    assert [(entry.first.day, entry.name) for entry in found.entries] == [(7, "例会"), (15, "例会改期")]
    assert found.passed_over == {"CANCELLED": 1}
    assert [entry.uid for entry in read(ics(*rule)).entries][:2] == [entry.uid for entry in found.entries]


def test_a_change_of_one_time_and_all_later_ones_moves_each_of_them() -> None:
    rule = event(
        "DTSTART;TZID=Asia/Shanghai:20260907T080000", "DURATION:PT1H", "RRULE:FREQ=WEEKLY;COUNT=5", "SUMMARY:例会"
    )
    on = event(
        "RECURRENCE-ID;RANGE=THISANDFUTURE;TZID=Asia/Shanghai:20260921T080000",
        "DTSTART;TZID=Asia/Shanghai:20260922T100000", "DURATION:PT2H", "SUMMARY:例会改期",
    )  # fmt: skip
    one = event("RECURRENCE-ID:20261005T000000Z", "DTSTART:20261007T010000Z", "DURATION:PT1H", "SUMMARY:节后")
    found = read(ics(*one, *rule, *on)).entries
    assert [(entry.first.month, entry.first.day, entry.from_time, entry.to_time, entry.name) for entry in found] == [
        (9, 7, 480, 540, "例会"), (9, 14, 480, 540, "例会"),
        (9, 22, 600, 720, "例会改期"), (9, 29, 600, 720, "例会改期"), (10, 7, 540, 600, "节后"),
    ]  # fmt: skip
    assert {entry.uid for entry in found} == {entry.uid for entry in read(ics(*rule)).entries}


def test_when_all_later_times_are_called_off_those_before_stay() -> None:
    rule = event("DTSTART;VALUE=DATE:20260907", "RRULE:FREQ=WEEKLY;COUNT=5", "SUMMARY:例会")
    off = event("RECURRENCE-ID;RANGE=THISANDFUTURE;VALUE=DATE:20260921", "STATUS:CANCELLED")
    assert [entry.first.day for entry in read(ics(*rule, *off)).entries] == [7, 14]


def test_a_change_of_later_times_of_what_is_not_in_the_file_is_named() -> None:
    on = event("RECURRENCE-ID;RANGE=THISANDFUTURE:20260921T080000", "DTSTART:20260922T100000", "SUMMARY:例会")
    found = read(ics(*on))
    assert ([each.fault for each in found.unread], found.entries, found.told) == ([Fault.RULE], (), frozenset())


@pytest.mark.parametrize(
    ("start", "until", "last"),
    [
        (";VALUE=DATE:20260907", "20261004T160000Z", 5),  # midnight of the 5th in Shanghai
        (":20260907T000000", "20261004T160000Z", 5),
        (":20260907T080000", "20261005T000000Z", 5),
        (";VALUE=DATE:20260907", "20261004T155959Z", 28),
        (";VALUE=DATE:20260907", "20261004T235959Z", 28),  # written for the end of the 4th, whatever the zone
        (";VALUE=DATE:20260907", "20261005", 5),
        (";TZID=Asia/Tokyo:20260907T090000", "20261005T000000Z", 5),
    ],
)
def test_a_rule_that_ends_at_an_instant_keeps_its_last_day(start: str, until: str, last: int) -> None:
    found = read(ics(*event(f"DTSTART{start}", f"RRULE:FREQ=WEEKLY;UNTIL={until}", "SUMMARY:值日"))).entries
    assert found[-1].first.day == last


def test_whole_days_are_left_out_and_moved_by_their_instant() -> None:
    rule = event("DTSTART;VALUE=DATE:20260907", "RRULE:FREQ=WEEKLY;COUNT=4", "EXDATE:20260913T160000Z", "SUMMARY:值日")
    moved = event("RECURRENCE-ID:20260920T160000Z", "DTSTART;VALUE=DATE:20260922", "SUMMARY:值日")
    assert [entry.first.day for entry in read(ics(*rule, *moved)).entries] == [7, 22, 28]


def test_a_calendar_that_calls_off_brings_nothing_in() -> None:
    bare = ("BEGIN:VEVENT", "UID:two", "SEQUENCE:1", "END:VEVENT")  # such a one need not say when it would have been
    lines = event("DTSTART:20260910T080000", "SUMMARY:讲座")
    other = ics(*event("DTSTART:20260911T080000", "SUMMARY:家长会", uid="three"))
    found = read(ics("METHOD:CANCEL", *lines, *bare) + other)
    assert ([entry.name for entry in found.entries], found.passed_over) == (["家长会"], {"CANCELLED": 2})
    assert found.told == {"one", "two", "three"}
    assert found.unread == ()


def test_what_comes_back_too_often_is_cut_and_told() -> None:
    made = event("DTSTART:20260801T080000", "RRULE:FREQ=DAILY;BYHOUR=8,9,10", "SUMMARY:铃声")
    found = read(ics(*made))
    assert found.cut == ("铃声",)
    assert len(found.entries) == 400


def test_of_two_states_of_one_entry_the_newer_counts() -> None:
    old = event("DTSTART;VALUE=DATE:20260911", "SEQUENCE:1", "SUMMARY:旧")
    new = event("DTSTART;VALUE=DATE:20260912", "SEQUENCE:2", "SUMMARY:新")
    for order in ((old, new), (new, old)):
        found = read(ics(*(line for each in order for line in each)))
        assert [entry.name for entry in found.entries] == ["新"]
        assert [(each.name, each.fault) for each in found.unread] == [("旧", Fault.TWICE)]


def test_entries_that_share_a_copied_uid_are_all_read() -> None:
    first = event("DTSTART;VALUE=DATE:20260911", "SUMMARY:家长会")
    others = (
        event("DTSTART;VALUE=DATE:20260918", "SUMMARY:家长会"),
        event("DTSTART;VALUE=DATE:20260911", "SUMMARY:运动会", "SEQUENCE:0"),
    )
    found = read(ics(*first, *others[0], *others[1]))
    again = read(ics(*others[1], *others[0], *first))
    assert [(entry.first.day, entry.name) for entry in found.entries] == [
        (11, "家长会"),
        (11, "运动会"),
        (18, "家长会"),
    ]
    assert (found.unread, again.entries, found.told) == ((), found.entries, {"one"})


def test_what_was_not_read_whole_is_not_told_whole() -> None:
    broken = event("DTSTART:20260910T080000", "RRULE:FREQ=SECONDLY", "SUMMARY:坏", uid="bad")
    often = event("DTSTART:20260801T080000", "RRULE:FREQ=DAILY;BYHOUR=8,9,10", "SUMMARY:铃声", uid="often")
    single = event("RECURRENCE-ID:20260914T080000", "STATUS:CANCELLED", uid="series")
    assert read(ics(*broken, *often, *single)).told == {"series#20260914T0800"}


def test_an_entry_without_uid_is_known_again() -> None:
    made = ics("BEGIN:VEVENT", "DTSTART;VALUE=DATE:20260911", "SUMMARY:家长会", "END:VEVENT")
    assert read(made).entries[0].uid == read(made).entries[0].uid != ""
