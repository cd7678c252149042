"""iCalendar files (.ics): entries written for telephones and the school's calendar, and those of other programs read.

What a program wrote badly is named and left out; the rest of its file is read.
"""

import re
from collections.abc import Iterable
from datetime import UTC, date, datetime, time
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final
from zoneinfo import ZoneInfo

from libdesk.domain.calendar import ONE_DAY
from libdesk.domain.calendar_entries import CalendarEntry
from libdesk.exchange.calendar_events import Fault
from libdesk.exchange.calendar_lines import plain
from libdesk.exchange.calendar_reader import CalendarFile, Unread, read_calendar_bytes
from libdesk.exchange.errors import EmptyFile, FileError, FileGone, FileUnreadable, Foreign, TooLarge, not_written
from libdesk.exchange.sniff import sniff
from libdesk.i18n import _

if TYPE_CHECKING:
    from icalendar import Event, vText

__all__ = (
    "CalendarFile", "Fault", "NotACalendar", "Unread", "calendar_bytes", "read_calendar", "read_calendar_bytes",
    "write_calendar",
)  # fmt: skip
BIGGEST: Final = 20_000_000  # bytes
MOST: Final = 20_000  # entries of one file
_DAY: Final = 24 * 60
_ESCAPED: Final = re.compile(r"[\\;,\n]")


class NotACalendar(FileError):
    name: str
    packed: bool = False

    def text(self) -> str:
        if self.packed:
            text = _("“{name}” is a packed file. Unpack it first, then choose the calendar inside.")
            return text.format(name=self.name)
        text = _("“{name}” is no calendar. Export it from the other program as iCalendar, a file that ends in .ics.")
        return text.format(name=self.name)


def write_calendar(path: Path, name: str, entries: Iterable[CalendarEntry], *, zone: str, at: datetime) -> None:
    """Write the entries under a name. Raises a FileError."""
    try:
        path.write_bytes(calendar_bytes(name, entries, zone=zone, at=at))
    except OSError as error:
        raise not_written(path, error) from error


def calendar_bytes(name: str, entries: Iterable[CalendarEntry], *, zone: str, at: datetime) -> bytes:
    """The file itself; `at` is when it was made. Times stand in the library's zone, which is told with them."""
    from icalendar import Calendar

    calendar = Calendar()
    calendar.add("prodid", "-//libdesk//libdesk//ZH")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", plain(name))
    calendar.add("x-wr-timezone", zone)
    earliest: date | None = None
    for entry in entries:
        calendar.add_component(_event(entry, ZoneInfo(zone), at))
        if entry.from_time is not None:
            earliest = min(entry.first, earliest or entry.first)
    if earliest is not None:
        calendar.add_missing_timezones(first_date=date(earliest.year, 1, 1))
    made: bytes = calendar.to_ical()
    return made


def _event(entry: CalendarEntry, zone: ZoneInfo, at: datetime) -> "Event":
    from icalendar import Event

    made = Event()
    made.add("uid", entry.uid)
    made.add("dtstamp", at.astimezone(UTC))
    if entry.from_time is None or entry.to_time is None:
        made.add("dtstart", entry.first)
        made.add("dtend", entry.last + ONE_DAY)
    else:
        made.add("dtstart", _moment(entry.first, entry.from_time, zone))
        made.add("dtend", _moment(entry.last, entry.to_time, zone))
    for key, text in (("summary", entry.name), ("location", entry.place), ("description", entry.note)):
        if words := plain(text):
            made.add(key, _as_typed()(words))
    if entry.categories:
        made.add("categories", [plain(each) for each in entry.categories])
    return made


@cache
def _as_typed() -> "type[vText]":
    """A text of iCalendar (RFC 5545, 3.3.11); the library alone makes a new line of the `\\N` in `C:\\Notes`.

    It also drops a byte order mark that a text begins with: one more is given to it.
    """
    from icalendar import vText

    class AsTyped(vText):
        def to_ical(self) -> bytes:
            return _ESCAPED.sub(lambda found: "\\n" if found[0] == "\n" else "\\" + found[0], self).encode("utf-8-sig")

    return AsTyped


def _moment(day: date, minutes: int, zone: ZoneInfo) -> datetime:
    return datetime.combine(day + ONE_DAY * (minutes // _DAY), time(minutes % _DAY // 60, minutes % 60), zone)


def read_calendar(path: Path, *, zone: str, first: date, last: date) -> CalendarFile:
    """The entries of a file that touch the days from first to last. Raises a FileError."""
    try:
        if path.stat().st_size > BIGGEST:
            raise TooLarge(path.name)
        data = path.read_bytes()
    except FileNotFoundError:
        raise FileGone(path.name) from None
    except OSError as error:
        raise FileUnreadable(path.name, error.strerror or str(error)) from error
    if not data.strip():
        raise EmptyFile(path.name)
    if sniff(data) is Foreign.ARCHIVE:  # what lies in it unpressed would be read beside its directory
        raise NotACalendar(path.name, packed=True)
    found = read_calendar_bytes(data, zone=zone, first=first, last=last)
    if found is None:
        raise NotACalendar(path.name)
    if len(found.entries) > MOST:
        raise TooLarge(path.name, MOST)
    return found
