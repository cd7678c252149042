"""Events in the library file: each gesture one entry, refused whole, undone to the letter; calendars of others met."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest

from libdesk.actions.desk import Actor, Desk
from libdesk.actions.schedule import events
from libdesk.actions.undo import undo
from libdesk.domain.calendar_entries import CalendarEntry
from libdesk.domain.errors import NotAllowed
from libdesk.domain.ops import Role
from libdesk.domain.rows.schedule import EventRow
from libdesk.domain.school_events import EventBackwards, EventNameless, EventTooLong
from libdesk.store.queries import events as queries
from tests.builders import add_term, close_days, count

MEETING = CalendarEntry("", date(2026, 3, 20), date(2026, 3, 20), "家长会", 14 * 60, 15 * 60 + 30, "报告厅")


def known(desk: Desk) -> Sequence[EventRow]:
    return queries.events(desk.library)


def last_entry(desk: Desk) -> int:
    return count(desk, "SELECT max(id) FROM journal")


def test_events_are_added_changed_removed_and_each_step_is_undone(desk: Desk) -> None:
    event_id = events.set_event(desk, MEETING)
    added = known(desk)
    assert [(row.name, row.times(), row.place) for row in added] == [("家长会", "14:00–15:30", "报告厅")]
    events.set_event(desk, CalendarEntry("", date(2026, 3, 21), date(2026, 3, 23), " 家长  会 "), event_id=event_id)
    assert [(row.first.day, row.last.day, row.name, row.times()) for row in known(desk)] == [(21, 23, "家长 会", "")]
    undo(desk, last_entry(desk))
    assert known(desk) == added
    undo(desk, events.remove_events(desk, [event_id]))
    assert known(desk) == added
    assert events.remove_events(desk, []) == 0


@pytest.mark.parametrize(
    ("entry", "fault"),
    [
        (CalendarEntry("", date(2026, 3, 2), date(2026, 3, 2), "  "), EventNameless),
        (CalendarEntry("", date(2026, 3, 2), date(2026, 3, 1), "会"), EventBackwards),
        (CalendarEntry("", date(2026, 3, 2), date(2026, 3, 2), "会", 600, 500), EventBackwards),
        (CalendarEntry("", date(2026, 3, 2), date(2028, 3, 2), "会"), EventTooLong),
    ],
)
def test_an_event_that_cannot_be_leaves_nothing_behind(
    desk: Desk, entry: CalendarEntry, fault: type[Exception]
) -> None:
    with pytest.raises(fault):
        events.set_event(desk, entry)
    assert count(desk, "SELECT count(*) FROM journal") == count(desk, "SELECT count(*) FROM event") == 0


def test_a_pupil_at_the_desk_changes_no_event(desk: Desk) -> None:
    desk.actor = Actor(Role.HELPER)
    with pytest.raises(NotAllowed):
        events.set_event(desk, MEETING)
    with pytest.raises(NotAllowed):
        events.bring_in(desk, [MEETING])


def test_the_calendar_goes_out_and_comes_in_again_without_a_change(desk: Desk, tmp_path: Path) -> None:
    add_term(desk, date(2026, 2, 25), date(2026, 7, 5), "第二学期")
    close_days(desk, date(2026, 4, 4), date(2026, 4, 5), date(2026, 4, 6), name="清明节")
    events.set_event(desk, MEETING)
    path = tmp_path / "校历.ics"
    assert events.export_calendar(desk, path, date(2026, 2, 1), date(2026, 7, 31)) == 4
    look = events.look_at_calendar(desk, path)
    assert (look.meeting.new, look.meeting.changed, look.meeting.same, look.own) == ((), (), 1, 3)
    assert events.bring_in(desk, look.file.entries[:0]).journal_id == 0


def test_what_another_program_changed_is_told_by_its_uid(desk: Desk, tmp_path: Path) -> None:
    events.set_event(desk, MEETING)
    path = tmp_path / "校历.ics"
    events.export_calendar(desk, path, date(2026, 2, 1), date(2026, 7, 31))
    text = path.read_text("utf-8").replace("T140000", "T143000")
    extra = "BEGIN:VEVENT\r\nUID:neu\r\nDTSTART;VALUE=DATE:20260501\r\nSUMMARY:艺术节\r\nEND:VEVENT\r\n"
    path.write_text(text.replace("END:VCALENDAR", f"{extra}END:VCALENDAR"), "utf-8", newline="")
    look = events.look_at_calendar(desk, path)
    assert [entry.name for entry in look.meeting.new] == ["艺术节"]
    assert [(row.name, entry.from_time) for row, entry in look.meeting.changed] == [("家长会", 14 * 60 + 30)]
    before = known(desk)
    done = events.bring_in(desk, look.file.entries)
    assert (done.new, done.changed) == (1, 1)
    assert [(row.name, row.times()) for row in known(desk)] == [("家长会", "14:30–15:30"), ("艺术节", "")]
    assert events.look_at_calendar(desk, path).meeting.same == 2
    undo(desk, done.journal_id)
    assert known(desk) == before
