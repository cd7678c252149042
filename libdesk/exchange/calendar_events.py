"""What one event of an iCalendar file says: its words, when it begins, how long it lasts, and which entry it is of."""

import hashlib
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from libdesk.exchange.calendar_lines import Part, legible_time, plain
from libdesk.exchange.calendar_repeats import without_zone
from libdesk.i18n import N_, _

if TYPE_CHECKING:
    from icalendar import Event

TROUBLE: Final = (ValueError, KeyError, TypeError, AttributeError, OverflowError, IndexError, RecursionError)


class Fault(StrEnum):
    """Why an entry of the file was not read."""

    BROKEN_OFF = "broken_off"
    NO_START = "no_start"
    BACKWARDS = "backwards"
    RULE = "rule"
    TWICE = "twice"
    UNREADABLE = "unreadable"


FAULTS: Final[dict[Fault, str]] = {
    Fault.BROKEN_OFF: N_("it breaks off"),
    Fault.NO_START: N_("no day that can be read"),
    Fault.BACKWARDS: N_("it would end before it begins"),
    Fault.RULE: N_("how it repeats cannot be followed"),
    Fault.TWICE: N_("a newer state of it stands in the file"),
    Fault.UNREADABLE: N_("a line in it cannot be read"),
}


class Unreadable(Exception):
    def __init__(self, fault: Fault) -> None:
        super().__init__(fault)
        self.fault = fault


def parsed(part: Part) -> "Event":
    """Raises Unreadable, or one of TROUBLE. What is called off need not say when it would have been."""
    from icalendar import Event

    if not part.whole:
        raise Unreadable(Fault.BROKEN_OFF)
    lines = map(legible_time, part.lines)
    text = "\r\n".join(["BEGIN:VEVENT", *lines, "END:VEVENT", ""])
    event: Event = Event.from_ical(text)  # type: ignore[assignment]  # its own reader
    broken = {name for name, _words in event.errors}
    if part.called_off:
        event["STATUS"] = "CANCELLED"
    if is_called_off(event) and str(event.get("UID", "")).strip() and not broken & {"UID", "RECURRENCE-ID"}:
        return event
    if "DTSTART" in broken or "DTSTART" not in event or isinstance(event["DTSTART"], list):
        raise Unreadable(Fault.NO_START)
    if "RRULE" in broken:
        raise Unreadable(Fault.RULE)
    if event.errors:
        raise Unreadable(Fault.UNREADABLE)
    return event


def is_called_off(event: "Event") -> bool:
    return str(event.get("STATUS", "")).upper() == "CANCELLED"


def changes_the_rest(event: "Event") -> bool:
    """Whether it stands for one time of an entry that comes back and for all later ones."""
    return str(event["RECURRENCE-ID"].params.get("RANGE", "")).upper() == "THISANDFUTURE"


def start_of(event: "Event") -> date:
    start = event.decoded("DTSTART")
    if not isinstance(start, date) or not 1900 <= start.year <= 2200:
        raise Unreadable(Fault.NO_START)
    return start


def length_of(event: "Event", start: date) -> timedelta:
    """How long it lasts by its end or its duration; a day or no time where it says neither."""
    if "DTEND" in event:
        end = event.decoded("DTEND")
        if isinstance(start, datetime) and isinstance(end, datetime):
            if (start.tzinfo is None) != (end.tzinfo is None):
                end = without_zone(end, None).replace(tzinfo=start.tzinfo)
        elif isinstance(start, datetime) or isinstance(end, datetime):  # a day at one end, a time at the other
            start, end = without_zone(start, None), without_zone(end, None)
        length: timedelta = end - start
    elif "DURATION" in event:
        length = event.decoded("DURATION")
    else:
        length = timedelta()
    if length < timedelta():
        raise Unreadable(Fault.BACKWARDS)
    return length


def uid_of(event: "Event") -> str:
    """Its own, or one made of what it says, so that the same file gives the same again."""
    return str(event.get("UID", "")).strip() or f"{digest_of(event)}@libdesk"


def digest_of(event: "Event") -> str:
    """What it says in a few letters: its name, its place and when it begins."""
    says = "\n".join(str(event.get(name, "")) for name in ("SUMMARY", "LOCATION"))
    says += str(event.decoded("DTSTART", ""))
    return hashlib.sha256(says.encode()).hexdigest()[:32]


def sequence_of(event: "Event") -> int:
    value = event.get("SEQUENCE", 0)
    return int(value) if not isinstance(value, list) else 0


def text_of(event: "Event", name: str) -> str:
    value = event.get(name, "")
    return plain(str(value[0] if isinstance(value, list) else value))


def name_of(event: "Event") -> str:
    """On one line; a nameless one has the first line of its note."""
    name = " ".join(text_of(event, "SUMMARY").split("\n"))
    return name or text_of(event, "DESCRIPTION").partition("\n")[0] or _("An entry without a name")


def name_in(part: Part) -> str:
    return plain(part.value("SUMMARY")) or _("An entry without a name")


def categories_of(event: "Event") -> Iterable[str]:
    value = event.get("CATEGORIES")
    for line in value if isinstance(value, list) else [value] if value is not None else []:
        yield from (plain(str(each)) for each in line.cats)
