"""An entry of a calendar as programs pass it on to each other: on whole days or at a time."""

import re
from dataclasses import dataclass
from datetime import date
from typing import Final

_HOLIDAY: Final = "元旦|春节|清明节?|劳动节|五一|端午节?|中秋节?|国庆节?"
_CLOSED: Final = re.compile(
    rf"放假|休馆|闭馆|停课|\b(?:holidays?|vacation|closed)\b|(?:寒假|暑假|假期)$|^(?:{_HOLIDAY})(?:假期|假日|假)?$",
    re.I,
)
_ABOUT: Final = re.compile("前|作业|通知|借阅|征文|活动")


@dataclass(frozen=True, slots=True)
class CalendarEntry:
    """From `first` to `last`, both included; times are minutes after midnight in the library's zone, None: whole days.

    With times it begins on `first` at `from_time` and ends on `last` at `to_time`, which may be 24:00.
    """

    uid: str
    first: date
    last: date
    name: str
    from_time: int | None = None
    to_time: int | None = None
    place: str = ""
    note: str = ""
    categories: tuple[str, ...] = ()


def means_closed(name: str) -> bool:
    """Whether an entry of a school's calendar looks like days without school: 国庆节放假, but not 寒假作业."""
    return _CLOSED.search(name.strip()) is not None and _ABOUT.search(name) is None
