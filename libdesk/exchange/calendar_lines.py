"""The lines of an iCalendar file of whatever program: decoded, unfolded, and parted into the entries it holds.

Lines are unfolded before they are decoded: programs fold after 75 bytes, in the middle of a Chinese character too.
"""

import html
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from libdesk.exchange.encodings import decode, guess_encoding, likelihood

# What an entry is read from; whatever else a program writes, its faults do not matter here.
READ: Final = frozenset(
    {
        "UID", "SEQUENCE", "STATUS", "SUMMARY", "LOCATION", "DESCRIPTION", "CATEGORIES", "DTSTART", "DTEND", "DURATION",
        "RRULE", "RDATE", "EXDATE", "RECURRENCE-ID",
    }
)  # fmt: skip
_FOLD: Final = re.compile(r"(?:\r\n|\r|\n)[ \t]")
_FOLD_BYTES: Final = re.compile(rb"(?:\r\n|\r|\n)[ \t]")
_OURS: Final = re.compile(r"^PRODID:-//libdesk//", re.MULTILINE)
_FAR: Final = 1.2
TIMES: Final = frozenset({"DTSTART", "DTEND"})
_TIME: Final = re.compile(
    r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:(?:\s+|T)(\d{1,2}):(\d{2})(?::(\d{2}))?\s*(Z)?)?", re.IGNORECASE
)
_TAG: Final = re.compile(r"</?(?:br|p|b|i|u|a|div|span|strong|em|ul|ol|li|html|body|font|h[1-6])\b[^<>]*>", re.I)
_BREAK: Final = re.compile(r"<br\b[^<>]*>|</(?:p|div|li|h[1-6])>", re.IGNORECASE)
_ANY_TAG: Final = re.compile(r"<[^<>]*>")
_SPACE: Final = re.compile(r"[ \t]+")
_END: Final = re.compile(r"\r\n|\r|\n")


@dataclass(slots=True)
class Part:
    """A component of the file: its kind (VEVENT …), the line it begins on, its own lines, and whether it ended.

    `called_off`: it stands in a calendar that was sent to call off what it holds.
    """

    kind: str
    line: int
    lines: list[str] = field(default_factory=list)
    whole: bool = False
    called_off: bool = False

    def value(self, name: str) -> str:
        """The text of a property as it stands in the file, for naming an entry that cannot be read."""
        return next((line.partition(":")[2] for line in self.lines if head(line) == name), "")


def calendar_text(data: bytes) -> str:
    """The unfolded text of a file in whatever encoding."""
    encoding = guess_encoding(data)
    if encoding.startswith("utf-16"):
        return _FOLD.sub("", decode(data, encoding))
    unfolded = _FOLD_BYTES.sub(b"", data)
    return decode(unfolded, "utf-8" if _is_utf8(unfolded) else guess_encoding(unfolded))


def _is_utf8(data: bytes) -> bool:
    """As the standard asks; what is valid by chance, as two letters of GBK can be, must look far better otherwise."""
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return is_ours(text) or likelihood(decode(data, "gb18030")) - likelihood(text) < _FAR


def is_ours(text: str) -> bool:
    """Whether libdesk wrote it: its words are then as people typed them, whatever they look like."""
    return _OURS.search(text) is not None


def head(line: str) -> str:
    """The name of the property on a line: SUMMARY of SUMMARY;LANGUAGE=zh:…"""
    return re.split("[;:]", line, maxsplit=1)[0].strip().upper()


def parts(text: str) -> Iterator[Part]:
    """What stands in the calendar, in order; an entry that another begins in, or the end of the file, is not whole."""
    here: Part | None = None
    inner: list[str] = []
    calls_off = False
    for number, line in enumerate(_END.split(text), start=1):
        word = line.strip().upper()
        if word.startswith("BEGIN:"):
            kind = word.removeprefix("BEGIN:")
            if kind == "VCALENDAR":
                calls_off = False
                continue
            if here is not None and kind in ("VEVENT", "VTODO", "VJOURNAL"):
                yield here
                here = None
            if here is None:
                here, inner = Part(kind, number, called_off=calls_off), []
            else:
                inner.append(kind)
                if here.kind == "VTIMEZONE":
                    here.lines.append(line.strip())
        elif word.startswith("END:") and here is not None:
            if inner:
                inner.pop()
                if here.kind == "VTIMEZONE":
                    here.lines.append(line.strip())
            elif word.removeprefix("END:") in (here.kind, "VCALENDAR"):
                here.whole = word.removeprefix("END:") == here.kind
                yield here
                here = None
        elif here is not None and (here.kind == "VTIMEZONE" or (not inner and head(line) in READ)):
            here.lines.append(line)
        elif here is None and head(line) == "METHOD":
            calls_off = line.partition(":")[2].strip().upper() == "CANCEL"
        elif here is None and head(line) == "X-WR-CALNAME":
            yield Part("NAME", number, [line], whole=True)
    if here is not None:
        yield here


def legible_time(line: str) -> str:
    """A day or a time as people write it, `DTSTART:2026-12-08 14:00`, in the letters of the standard."""
    name, _colon, value = line.partition(":")
    found = _TIME.fullmatch(value.strip()) if head(line) in TIMES else None
    if found is None:
        return line
    year, month, day, hour, minute, second, utc = found.groups()
    said = f"{year}{int(month):02}{int(day):02}"
    if hour is None:
        name = name if "VALUE=" in name.upper() else f"{name};VALUE=DATE"
        return f"{name}:{said}"
    return f"{name}:{said}T{int(hour):02}{minute}{second or '00'}{'Z' if utc else ''}"


def without_tags(text: str) -> str:
    """The words of a note that a program wrote as a page of the web; any other is left as it is."""
    if not _TAG.search(text):
        return text
    lines = _SPACE.sub(" ", _BREAK.sub("\n", text)).split("\n")
    return "\n".join(line for line in (html.unescape(_ANY_TAG.sub("", line)).strip() for line in lines) if line)


def plain(text: str) -> str:
    """Without control characters; lines stay lines."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return "\n".join(
        "".join(" " if unicodedata.category(each) in ("Cc", "Zl", "Zp", "Cs") else each for each in line)
        for line in lines
    ).strip()
