"""A newer state of a calendar brought in before: what stands in it no more goes, what was changed here stays."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from libdesk.actions.desk import Desk
from libdesk.actions.schedule import events
from libdesk.actions.schedule.events import EventsReceipt, Outlook
from libdesk.actions.undo import undo
from libdesk.domain.rows.schedule import EventRow
from libdesk.domain.school_events import entry_of
from tests.actions.schedule.test_events import MEETING, known, last_entry

SINGLE = ("DTSTART:20260907T140000", "DURATION:PT1H")
WEEKLY = (*SINGLE, "RRULE:FREQ=WEEKLY;COUNT=4")
CANCELLED = (*SINGLE, "STATUS:CANCELLED", "SEQUENCE:2")
Look = Callable[..., Outlook]


@pytest.fixture
def look(desk: Desk, tmp_path: Path) -> Look:
    def made(*lines: str, uid: str = "one") -> Outlook:
        path = tmp_path / "校历.ics"
        text = "\r\n".join(["BEGIN:VEVENT", f"UID:{uid}", "SUMMARY:例会", *lines, "END:VEVENT"])
        path.write_text(f"BEGIN:VCALENDAR\r\n{text}\r\nEND:VCALENDAR\r\n", "utf-8", newline="")
        return events.look_at_calendar(desk, path)

    return made


def take(desk: Desk, look: Outlook) -> EventsReceipt:
    return events.bring_in(desk, look.entries, told=look.file.told)


def days(rows: Iterable[EventRow]) -> list[str]:
    return [f"{row.first.month}/{row.first.day} {row.times()}".strip() for row in rows]


def test_what_is_called_off_goes_and_comes_back_by_undo(desk: Desk, look: Look) -> None:
    take(desk, look(*SINGLE))
    before = known(desk)
    found = look(*CANCELLED)
    assert found.meeting.gone == tuple(before)
    assert known(desk) == before  # nothing is written by looking
    done = take(desk, found)
    assert (done.new, done.changed, done.gone, known(desk)) == (0, 0, 1, [])
    undo(desk, done.journal_id)
    assert known(desk) == before


@pytest.mark.parametrize(
    ("then", "now"),
    [
        (("DTSTART:20260908T140000", "DURATION:PT1H", "RRULE:FREQ=WEEKLY;COUNT=4"), ["9/8", "9/15", "9/22", "9/29"]),
        ((*WEEKLY, "EXDATE:20260914T140000"), ["9/7", "9/21", "9/28"]),
        ((*SINGLE, "RRULE:FREQ=WEEKLY;COUNT=2"), ["9/7", "9/14"]),
        (SINGLE, ["9/7"]),
        (("DTSTART:20300907T140000", "DURATION:PT1H"), []),
    ],
)
def test_a_series_that_changed_stands_as_the_file_has_it_now(
    desk: Desk, look: Look, then: tuple[str, ...], now: list[str]
) -> None:
    take(desk, look(*WEEKLY))
    take(desk, look(*then))
    assert days(known(desk)) == [f"{day} 14:00–15:00" for day in now]
    again = look(*then).meeting
    assert (again.new, again.changed, again.gone) == ((), (), ())


def test_another_time_of_the_same_days_changes_the_events_that_stand_there(desk: Desk, look: Look) -> None:
    later = ("DTSTART:20260907T150000", "DURATION:PT1H", "RRULE:FREQ=WEEKLY;COUNT=4")
    take(desk, look(*WEEKLY))
    found = look(*later)
    assert (found.meeting.new, len(found.meeting.changed), found.meeting.gone) == ((), 4, ())
    take(desk, found)
    assert days(known(desk))[:2] == ["9/7 15:00–16:00", "9/14 15:00–16:00"]
    assert look(*later).meeting.same == 4


def test_a_single_event_that_comes_back_now_is_not_doubled_on_its_day(desk: Desk, look: Look) -> None:
    take(desk, look(*SINGLE))
    found = look(*WEEKLY)
    assert (len(found.meeting.new), found.meeting.same, found.meeting.gone) == (3, 1, ())
    take(desk, found)
    assert days(known(desk)) == [f"{day} 14:00–15:00" for day in ("9/7", "9/14", "9/21", "9/28")]


def test_what_was_changed_here_stays_and_is_named(desk: Desk, look: Look) -> None:
    take(desk, look(*WEEKLY))
    second = known(desk)[1]
    events.set_event(desk, replace(entry_of(second), place="报告厅"), event_id=second.id)
    found = look(*CANCELLED)
    assert [row.place for row in found.meeting.kept] == ["报告厅"]
    assert days(found.meeting.gone) == [f"{day} 14:00–15:00" for day in ("9/7", "9/21", "9/28")]
    take(desk, found)
    assert [row.place for row in known(desk)] == ["报告厅"]


def test_an_event_changed_here_is_left_as_it_is_and_told_whether_the_file_says_something_new(
    desk: Desk, look: Look
) -> None:
    take(desk, look(*WEEKLY))
    first, second, *_others = known(desk)
    events.set_event(desk, replace(entry_of(first), place="报告厅"), event_id=first.id)
    undo(desk, last_entry(desk))  # a change that was taken back is none
    for place in ("报告厅", "礼堂"):
        events.set_event(desk, replace(entry_of(second), place=place), event_id=second.id)
    before = known(desk)
    meeting = look(*WEEKLY).meeting
    assert (meeting.changed, meeting.same, [(one.row.place, one.news) for one in meeting.staying]) == (
        (), 3, [("礼堂", False)],
    )  # fmt: skip
    assert take(desk, look(*WEEKLY)).journal_id == 0
    assert known(desk) == before
    later = look("DTSTART:20260907T150000", "DURATION:PT1H", "RRULE:FREQ=WEEKLY;COUNT=4")
    assert [(one.row.place, one.news) for one in later.meeting.staying] == [("礼堂", True)]
    assert take(desk, later).changed == 3
    assert [(row.times(), row.place) for row in known(desk)[:2]] == [("15:00–16:00", ""), ("14:00–15:00", "礼堂")]


def test_an_event_entered_here_and_not_changed_since_follows_its_file(desk: Desk, look: Look) -> None:
    events.set_event(desk, replace(MEETING, uid="one"))
    back = take(desk, look(*SINGLE))
    assert (back.changed, days(known(desk))) == (1, ["9/7 14:00–15:00"])
    assert look(*CANCELLED).meeting.kept == ()
    undo(desk, back.journal_id)
    assert [row.uid for row in look(*CANCELLED).meeting.kept] == ["one"]


def test_events_that_a_newer_file_does_not_name_are_told_and_stay(desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "校历.ics"

    def outlook(*names: str, other: str = "") -> Outlook:
        block = "BEGIN:VEVENT\r\nUID:{0}\r\nDTSTART;VALUE=DATE:20261022\r\nSUMMARY:{0}\r\nEND:VEVENT\r\n"
        lines = "".join(map(block.format, names)) + other
        path.write_text(f"BEGIN:VCALENDAR\r\n{lines}END:VCALENDAR\r\n", "utf-8", newline="")
        return events.look_at_calendar(desk, path)

    events.set_event(desk, MEETING)
    take(desk, outlook("运动会", "家长会", "艺术节"))
    take(desk, outlook("元旦"))  # another file: it names nothing of the first
    found = outlook("运动会", "家长会", "科技节")
    assert [row.name for row in found.meeting.missing] == ["艺术节"]
    take(desk, found)
    assert "艺术节" in [row.name for row in known(desk)]
    assert [row.name for row in outlook("运动会", "家长会").meeting.missing] == ["艺术节", "科技节"]
    assert outlook("运动会").meeting.missing == ()  # one event passed on is no newer state of the calendar
    unread = "BEGIN:VEVENT\r\nUID:艺术节\r\nSUMMARY:坏的\r\nEND:VEVENT\r\n"
    assert outlook("运动会", "家长会", "科技节", other=unread).meeting.missing == ()
    events.remove_events(desk, [row.id for row in known(desk) if row.name in ("艺术节", "科技节")])
    assert outlook("运动会", "家长会").meeting.missing == ()


def test_events_of_other_uids_and_of_earlier_school_years_stay(desk: Desk, look: Look) -> None:
    events.set_event(desk, MEETING)
    take(desk, look(*SINGLE, uid="two"))
    take(desk, look(*SINGLE, uid="one-more"))
    take(desk, look(*WEEKLY))
    earlier = replace(entry_of(known(desk)[-1]), first=date(2024, 9, 2), last=date(2024, 9, 2), uid="one#20240902T1400")
    events.bring_in(desk, [earlier])
    take(desk, look(*CANCELLED))
    assert [row.uid for row in known(desk) if row.name == "例会"] == ["one#20240902T1400", "two", "one-more"]


def test_calling_off_one_time_leaves_the_others(desk: Desk, look: Look) -> None:
    take(desk, look(*WEEKLY))
    take(desk, look("RECURRENCE-ID:20260914T140000", "STATUS:CANCELLED"))
    assert days(known(desk)) == [f"{day} 14:00–15:00" for day in ("9/7", "9/21", "9/28")]


def test_what_cannot_be_read_any_more_takes_nothing_out(desk: Desk, look: Look) -> None:
    take(desk, look(*WEEKLY))
    found = look(*SINGLE, "RRULE:FREQ=SECONDLY")
    assert (len(found.file.unread), found.meeting.gone) == (1, ())
