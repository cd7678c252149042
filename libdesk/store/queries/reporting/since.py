"""Since when things are counted: of a day before, nobody knows that there was none."""

from collections.abc import Mapping
from datetime import date
from enum import Enum, auto
from typing import Final

from libdesk.store.database import Library
from libdesk.store.queries import helpers, repairs, settings
from libdesk.store.queries.reporting.holdings import CAME, COUNTS, SINCE


class Counted(Enum):
    """What is counted from a day on of its own."""

    LOANS = auto()
    ROOM_READING = auto()
    VISITS = auto()
    STOCK = auto()  # what is there
    COPIES = auto()  # what came and what went
    SERIALS = auto()
    REPAIRS = auto()
    HELPERS = auto()
    ACTIVITIES = auto()
    QUESTIONS = auto()


_FIRST: Final[Mapping[Counted, str]] = {
    Counted.LOANS: "SELECT min(lent_day) FROM loan WHERE in_house = 0",
    Counted.ROOM_READING: """SELECT min(day) FROM (SELECT min(lent_day) AS day FROM loan WHERE in_house = 1
      UNION ALL SELECT min(used_day) FROM house_use UNION ALL SELECT min(day) FROM room_use)""",
    Counted.VISITS: "SELECT min(day) FROM visit",
    Counted.STOCK: f"SELECT min({SINCE}) FROM copy c LEFT JOIN batch b ON b.id = c.batch_id WHERE {COUNTS}",
    Counted.COPIES: f"""SELECT min(day) FROM (SELECT min({CAME}) AS day FROM copy c
        LEFT JOIN batch b ON b.id = c.batch_id WHERE {COUNTS}
      UNION ALL SELECT min(c.withdrawn_day) FROM copy c WHERE c.status = 'withdrawn' AND {COUNTS})""",
    Counted.SERIALS: "SELECT min(first_day) FROM subscription",
    Counted.ACTIVITIES: "SELECT min(first_day) FROM activity WHERE state <> 'dropped'",
    Counted.QUESTIONS: "SELECT min(day) FROM question",
}


def counted_since(library: Library, what: Counted) -> date | None:
    """The first day of which anything of it is known, `date.min` of what was always there; None where nothing is."""
    if what is Counted.HELPERS:
        return helpers.first_day(library)
    if what is Counted.REPAIRS:
        return repairs.first_day(library, settings.library_settings(library).zone)
    day: str | None = library.fetch(_FIRST[what])[0][0]
    if day == "":
        return date.min
    return date.fromisoformat(day) if day else None
