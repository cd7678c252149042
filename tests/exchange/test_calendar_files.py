"""Calendars go out and come in again; those of other programs are read as far as they can be, and the rest is named."""

import zipfile
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from libdesk.domain.calendar_entries import CalendarEntry, means_closed
from libdesk.exchange.calendar_files import (
    CalendarFile,
    Fault,
    NotACalendar,
    calendar_bytes,
    read_calendar,
    read_calendar_bytes,
    write_calendar,
)
from libdesk.exchange.errors import EmptyFile, FileGone

ZONE = "Asia/Shanghai"
FIRST, LAST = date(2026, 8, 1), date(2027, 7, 31)
AT = datetime(2026, 9, 1, 8, tzinfo=UTC)


def read(data: bytes | str, *, encoding: str = "utf-8", zone: str = ZONE) -> CalendarFile:
    held = data if isinstance(data, bytes) else data.encode(encoding)
    found = read_calendar_bytes(held, zone=zone, first=FIRST, last=LAST)
    assert found is not None
    return found


def ics(*lines: str, end: str = "\r\n") -> str:
    return end.join(["BEGIN:VCALENDAR", "VERSION:2.0", *lines, "END:VCALENDAR", ""])


def event(*lines: str, uid: str = "one") -> tuple[str, ...]:
    return ("BEGIN:VEVENT", f"UID:{uid}", *lines, "END:VEVENT")


def write(*entries: CalendarEntry) -> bytes:
    return calendar_bytes("校历", entries, zone=ZONE, at=AT)


DAYS = st.dates(min_value=FIRST, max_value=LAST)
TEXTS = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Zl", "Zp")), max_size=80).map(str.strip)


@st.composite
def entries(draw: st.DrawFn) -> CalendarEntry:
    first = draw(DAYS)
    last = min(LAST, first + timedelta(days=draw(st.integers(0, 40))))
    times: tuple[int | None, int | None] = (None, None)
    if draw(st.booleans()):
        start = draw(st.integers(0, 24 * 60 - 1))
        times = (start, draw(st.integers(1 if last > first else start + 1, 24 * 60)))
    uid = draw(st.uuids())
    name = draw(TEXTS.filter(bool))
    return CalendarEntry(f"{uid}@libdesk", first, last, name, *times, place=draw(TEXTS), note=draw(TEXTS))


@given(st.lists(entries(), max_size=6, unique_by=lambda entry: entry.uid))
@example([CalendarEntry("one@libdesk", FIRST, FIRST, "<b>读书节</b>", place="<i>", note="<I>三(1)班 &amp; <br>")])
@example([CalendarEntry("one@libdesk", FIRST, FIRST, r"\N", place=r"\\server\Notes\n", note=r"C:\new; a\, b, c")])
@example([CalendarEntry("one@libdesk", FIRST, FIRST, "\ufeff", place="\ufeff阅览室")])
def test_what_was_written_is_read_again_as_it_was(made: list[CalendarEntry]) -> None:
    found = read(write(*made))
    assert set(found.entries) == set(made)
    assert (found.unread, found.outside, found.passed_over, found.name) == ((), 0, {}, "校历")


@given(DAYS, st.integers(0, 30), st.booleans())
def test_a_weekly_duty_comes_back_on_each_of_its_days_but_the_holidays(first: date, weeks: int, timed: bool) -> None:
    until = min(LAST, first + timedelta(weeks=weeks))
    days = [first + timedelta(weeks=n) for n in range(weeks + 1) if first + timedelta(weeks=n) <= until]
    times, at, form = ((730, 810), "T121000", "") if timed else ((None, None), "", ";VALUE=DATE")
    lines = [f"DTSTART{form}:{first:%Y%m%d}{at}", f"RRULE:FREQ=WEEKLY;UNTIL={until:%Y%m%d}{at}", "SUMMARY:值日"]
    lines += [f"EXDATE{form}:{day:%Y%m%d}{at}" for day in days[1:2]] + ["DURATION:PT80M"] * timed
    found = read(ics(*event(*lines)))
    assert [each.first for each in found.entries] == days[:1] + days[2:]
    assert all((each.from_time, each.to_time, each.name) == (*times, "值日") for each in found.entries)
    assert len({each.uid for each in found.entries}) == len(found.entries)


@given(st.binary(max_size=300))
def test_no_bytes_are_too_strange(junk: bytes) -> None:
    held = ics(*event("DTSTART;VALUE=DATE:20260910", "SUMMARY:x")).encode()
    read_calendar_bytes(held[:120] + junk + held[120:], zone=ZONE, first=FIRST, last=LAST)


LINES = st.sampled_from(
    [
        "DTSTART:20260910T080000", "DTSTART;VALUE=DATE:20260910", "DTSTART;TZID=Nowhere/Land:20260910T080000",
        "DTSTART:rubbish", "DTEND:20260909T080000Z", "DTEND;VALUE=DATE:20260912", "DURATION:PT40M", "DURATION:-P1D",
        "DURATION:x", "RRULE:FREQ=SECONDLY", "RRULE:FREQ=DAILY;INTERVAL=0", "RRULE:FREQ=WEEKLY;COUNT=3",
        "RRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30", "RRULE:", "RRULE:FREQ=WEEKLY;UNTIL=20261001T000000Z",
        "RRULE:FREQ=DAILY;BYSETPOS=9;BYDAY=MO", "EXDATE:20260917T080000Z", "EXDATE;VALUE=DATE:20260917", "EXDATE:x",
        "RDATE:20260918T080000", "RECURRENCE-ID:20260917T080000", "RECURRENCE-ID;VALUE=DATE:20260917",
        "RECURRENCE-ID;RANGE=THISANDFUTURE:20260910T080000",
        "STATUS:CANCELLED", "SUMMARY:家长会", "SUMMARY", "SEQUENCE:x", "SEQUENCE:2", "BEGIN:VEVENT", "END:VEVENT",
        "BEGIN:VALARM", "END:VALARM", "BEGIN:VTODO", "CATEGORIES:a,b", "UID:", "UID:one", " folded", "\ttoo",
    ]
)  # fmt: skip


@given(st.lists(st.lists(LINES, max_size=8), max_size=4))
def test_every_entry_is_read_or_named(blocks: list[list[str]]) -> None:
    lines = [line for block in blocks for line in ("BEGIN:VEVENT", *block, "END:VEVENT")]
    found = read(ics(*lines))
    assert all(entry.first <= entry.last and entry.name for entry in found.entries)
    assert all(entry.last >= FIRST and entry.first <= LAST for entry in found.entries)
    assert len({entry.uid for entry in found.entries}) == len(found.entries)


def only(*lines: str) -> CalendarEntry:
    (entry,) = read(ics(*event(*lines))).entries
    return entry


def test_an_entry_of_whole_days_ends_the_day_before_its_end() -> None:
    entry = only("DTSTART;VALUE=DATE:20260928", "DTEND;VALUE=DATE:20261001", "SUMMARY:运动会")
    assert (entry.first, entry.last, entry.from_time) == (date(2026, 9, 28), date(2026, 9, 30), None)


@pytest.mark.parametrize("end", [(), ("DTEND;VALUE=DATE:20260928",), ("DURATION:P1D",)])
def test_a_single_day_is_told_in_three_ways(end: tuple[str, ...]) -> None:
    entry = only("DTSTART;VALUE=DATE:20260928", *end, "SUMMARY:运动会")
    assert entry.first == entry.last == date(2026, 9, 28)


@pytest.mark.parametrize(
    ("start", "from_time"),
    [
        ("DTSTART:20260910T080000", 8 * 60),
        ("DTSTART:20260910T000000Z", 8 * 60),
        ("DTSTART;TZID=Asia/Tokyo:20260910T090000", 8 * 60),
        ("DTSTART;TZID=China Standard Time:20260910T080000", 8 * 60),
        ("DTSTART;TZID=Nowhere/Land:20260910T080000", 8 * 60),
    ],
)
def test_times_stand_in_the_librarys_zone(start: str, from_time: int) -> None:
    entry = only(start, "DURATION:PT1H30M", "SUMMARY:讲座")
    assert (entry.first, entry.from_time, entry.to_time) == (date(2026, 9, 10), from_time, from_time + 90)


def test_a_zone_that_the_file_describes_counts() -> None:
    zone = (
        "BEGIN:VTIMEZONE", "TZID:Our Own Zone", "BEGIN:STANDARD", "DTSTART:19700101T000000", "TZOFFSETFROM:+0900",
        "TZOFFSETTO:+0900", "END:STANDARD", "END:VTIMEZONE",
    )  # fmt: skip
    made = event("DTSTART;TZID=Our Own Zone:20260910T090000", "DURATION:PT1H", "SUMMARY:讲座")
    (entry,) = read(ics(*zone, *made)).entries
    assert entry.from_time == 8 * 60


def test_what_ends_at_midnight_ends_on_its_day() -> None:
    entry = only("DTSTART:20260910T190000", "DTEND:20260911T000000", "SUMMARY:晚会")
    assert (entry.last, entry.to_time) == (date(2026, 9, 10), 24 * 60)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gbk", "utf-16"])
@pytest.mark.parametrize("end", ["\r\n", "\n", "\r"])
def test_chinese_of_any_program_is_read(encoding: str, end: str) -> None:
    lines = event("DTSTART;VALUE=DATE:20260910", "SUMMARY:学校图书馆新学期工作会议", "LOCATION:阅览室")
    (entry,) = read(ics(*lines, end=end), encoding=encoding).entries
    assert (entry.name, entry.place) == ("学校图书馆新学期工作会议", "阅览室")


def test_two_letters_of_gbk_that_are_sound_utf8_by_chance_are_read() -> None:
    lines = ics(*event("DTSTART;VALUE=DATE:20260910", "SUMMARY:小学"))
    assert read(lines, encoding="gbk").entries[0].name == "小学"


@pytest.mark.parametrize("encoding", ["utf-8", "gbk"])
def test_a_line_folded_in_the_middle_of_a_character_is_read(encoding: str) -> None:
    name = "新学期图书馆工作会议和借阅规则说明" * 4
    held = ics(*event("DTSTART;VALUE=DATE:20260910", f"SUMMARY:{name}")).encode(encoding)
    start = held.index(b"SUMMARY:")
    cuts = held[start : start + 75] + b"\r\n " + held[start + 75 : start + 112] + b"\r\n\t" + held[start + 112 :]
    (entry,) = read(held[:start] + cuts).entries
    assert entry.name == name


def test_from_midnight_to_midnight_is_whole_days_but_for_what_was_typed_here() -> None:
    times = ("DTSTART;TZID=China Standard Time:20260921T000000", "DTEND;TZID=China Standard Time:20260923T000000")
    entry = only(*times, "X-MICROSOFT-CDO-ALLDAYEVENT:TRUE", "SUMMARY:盘点")
    assert (entry.first.day, entry.last.day, entry.from_time, entry.to_time) == (21, 22, None, None)
    typed = CalendarEntry("a", FIRST, FIRST, "盘点", 0, 24 * 60)
    assert read(write(typed)).entries == (typed,)


@pytest.mark.parametrize(
    ("lines", "fault"),
    [
        (("SUMMARY:无日期",), Fault.NO_START),
        (("DTSTART:2026年9月",), Fault.NO_START),
        (("DTSTART:20260910T080000", "DTEND:20260910T070000"), Fault.BACKWARDS),
        (("DTSTART:20260910T080000", "RRULE:FREQ=SECONDLY"), Fault.RULE),
        (("DTSTART:20260910T080000", "RRULE:FREQ=DAILY;INTERVAL=0"), Fault.RULE),
        (("DTSTART:20260910T080000", "DURATION:long"), Fault.UNREADABLE),
    ],
)
def test_a_broken_entry_is_named_and_the_rest_is_read(lines: tuple[str, ...], fault: Fault) -> None:
    good = event("DTSTART;VALUE=DATE:20260911", "SUMMARY:好", uid="two")
    found = read(ics(*event(*lines, "SUMMARY:坏"), *good))
    assert [entry.name for entry in found.entries] == ["好"]
    assert [(each.fault, each.line) for each in found.unread] == [(fault, 3)]


@pytest.mark.parametrize(
    ("lines", "first", "times"),
    [
        (("DTSTART:2026-12-08 14:00", "DTEND:2026-12-08 15:30"), date(2026, 12, 8), (840, 930)),
        (("DTSTART:2026/9/8 8:05:00",), date(2026, 9, 8), (485, 485)),
        (("DTSTART;TZID=Asia/Shanghai:2026-12-08T14:00:00",), date(2026, 12, 8), (840, 840)),
        (("DTSTART:2026-12-08 06:00Z",), date(2026, 12, 8), (840, 840)),
        (("DTSTART:2026-12-08",), date(2026, 12, 8), (None, None)),
        (("DTSTART;VALUE=DATE:2026.12.8",), date(2026, 12, 8), (None, None)),
    ],
)
def test_a_time_as_people_write_it_is_read(
    lines: tuple[str, ...], first: date, times: tuple[int | None, int | None]
) -> None:  # fmt: skip
    (entry,) = read(ics(*event(*lines, "SUMMARY:家长会"))).entries
    assert (entry.first, entry.last) == (first, first)
    assert (entry.from_time, entry.to_time) == times


@pytest.mark.parametrize(
    ("note", "read_as"),
    [
        ("地点见<b>通知</b>", "地点见通知"),
        ("<p>第一行&amp;二</p><ul><li>甲</li><li>乙</li></ul>", "第一行&二\n甲\n乙"),
        ("三<br/>四<br>五", "三\n四\n五"),
        ("a < b，c > d &amp;", "a < b，c > d &amp;"),
    ],
)
def test_a_note_that_is_a_page_of_the_web_comes_as_plain_text(note: str, read_as: str) -> None:
    (entry,) = read(ics(*event("DTSTART;VALUE=DATE:20260911", "SUMMARY:家长会", f"DESCRIPTION:{note}"))).entries
    assert entry.note == read_as


def test_the_words_of_another_program_do_not_make_it_ours() -> None:
    note = "DESCRIPTION:见<b>通知</b>\\nPRODID:-//libdesk//"
    (entry,) = read(ics("PRODID:-//Other//", *event("DTSTART;VALUE=DATE:20260911", "SUMMARY:家长会", note))).entries
    assert entry.note == "见通知\nPRODID:-//libdesk//"


@pytest.mark.parametrize(
    ("name", "closed"),
    [
        ("国庆节、中秋节放假", True), ("元旦", True), ("图书馆休馆", True), ("寒假", True), ("National holiday", True),
        ("寒假作业检查", False), ("元旦文艺汇演", False), ("家长会", False), ("放假前清书", False),
        ("holidaymakers", False),
    ],
)  # fmt: skip
def test_days_without_school_are_known_by_their_name(name: str, closed: bool) -> None:
    assert means_closed(name) is closed


def test_a_file_that_breaks_off_gives_what_it_holds() -> None:
    held = ics(*event("DTSTART;VALUE=DATE:20260911", "SUMMARY:好"), *event("DTSTART:20260912", "SUMMARY:坏", uid="b"))
    found = read(held[: held.rindex("END:VEVENT")])
    assert [entry.name for entry in found.entries] == ["好"]
    assert [(each.name, each.fault) for each in found.unread] == [("坏", Fault.BROKEN_OFF)]


def test_tasks_are_passed_over_and_told() -> None:
    todo = ("BEGIN:VTODO", "UID:t", "DTSTART:20260911T080000", "SUMMARY:交表", "END:VTODO")
    found = read(ics(*todo, *event("DTSTART;VALUE=DATE:20260911", "SUMMARY:好")))
    assert (len(found.entries), found.passed_over) == (1, {"VTODO": 1})


def test_entries_outside_the_span_are_counted() -> None:
    found = read(ics(*event("DTSTART;VALUE=DATE:20200911", "SUMMARY:旧")))
    assert (found.entries, found.outside) == ((), 1)


def test_files_are_written_and_read(tmp_path: Path) -> None:
    path = tmp_path / "校历.ics"
    entry = CalendarEntry("a", date(2026, 9, 10), date(2026, 9, 10), "教师节", categories=("活动", "全校"))
    write_calendar(path, "校历", [entry], zone=ZONE, at=AT)
    assert read_calendar(path, zone=ZONE, first=FIRST, last=LAST).entries == (entry,)


def test_a_file_that_is_no_calendar_is_told(tmp_path: Path) -> None:
    path = tmp_path / "list.ics"
    with pytest.raises(FileGone):
        read_calendar(path, zone=ZONE, first=FIRST, last=LAST)
    path.write_bytes(b"")
    with pytest.raises(EmptyFile):
        read_calendar(path, zone=ZONE, first=FIRST, last=LAST)
    path.write_text("姓名,班级", "utf-8")
    with pytest.raises(NotACalendar) as told:
        read_calendar(path, zone=ZONE, first=FIRST, last=LAST)
    assert "list.ics" in told.value.text()


def test_a_packed_calendar_is_told_and_not_read_beside_its_directory(tmp_path: Path) -> None:
    path = tmp_path / "packed.ics"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_STORED) as archive:
        archive.writestr("a.ics", ics(*event("DTSTART;VALUE=DATE:20260911", "SUMMARY:家长会")))
    with pytest.raises(NotACalendar) as told:
        read_calendar(path, zone=ZONE, first=FIRST, last=LAST)
    assert told.value.packed
    assert "packed.ics" in told.value.text()
