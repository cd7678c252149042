"""The marks that copies bear behind their title's call number, and how these follow when title or volume changes."""

import re
from dataclasses import replace
from typing import Final

from libdesk.domain.callnumbers import book_part, class_part, parse, with_stem
from libdesk.domain.shelf_order import plain
from libdesk.domain.volumes import number_of

LAST_OF_TWO: Final = "下"  # which is the third behind 上 and 中
_COPY_MARK: Final = re.compile(r"#[0-9A-Z]+\Z")


def with_volume(call_no: str, label: str) -> str:
    """I247.5/12(2) or I247.5/12(上), before a mark of the copy; unchanged without a volume."""
    if not call_no or not label:
        return call_no
    copy = _COPY_MARK.search(call_no)
    at = copy.start() if copy else len(call_no)
    return f"{call_no[:at]}({label}){call_no[at:]}"


def of_other_volume(call_no: str, before: str, after: str) -> str:
    """A copy's call number when its volume has another label, or is another one: I247.5/12(上) becomes I247.5/12(下).

    A mark that is not the volume's stays, and a copy of a volume that bears none goes on without.
    """
    if not call_no or before == after:
        return call_no
    if not before:
        return call_no if parse(call_no).volume else with_volume(call_no, after)
    head, mark, tail = call_no.rpartition(f"({before})")
    if mark:
        return f"{head}({after}){tail}" if after else head + tail
    now = parse(call_no)
    told = {plain(before), str(number_of(before) or "")} | ({"2"} if before[:1] == LAST_OF_TWO else set())
    return replace(now, volume=after).text if now.volume and now.volume in told else call_no


def followed(own: str | None, before: str | None, after: str | None, volume: str = "") -> str | None:
    """A copy's call number when its title's changes: its marks of volume, edition and copy stay.

    One that has no number yet, or no more than the class, gets the title's with its volume; a number of its own stays.
    """
    if not own:
        return with_volume(after or "", volume) or None
    if own == before and book_part(own):
        return after or None
    if after and book_part(after) and not book_part(own) and class_part(own) in _classes(before, after):
        return with_volume(after, volume)
    if not before or (book_part(own) and not book_part(before)):
        return own
    moved = with_stem(own, before, after or "")
    return own if moved is None else moved if after else None


def _classes(*call_nos: str | None) -> set[str]:
    return {class_part(call_no) for call_no in call_nos if call_no}
