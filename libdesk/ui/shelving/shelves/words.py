"""What the page of shelves says of a shelf, of overlaps and gaps, and of a range that moves."""

from collections.abc import Iterable
from itertools import groupby
from typing import Final

from libdesk.domain.rows.shelving import Loose, RangeMoved, RangeOutlook, ShelfRow
from libdesk.domain.shelving.stretches import ShelfSpot
from libdesk.i18n import N_, _, ngettext
from libdesk.ui.widgets.row_model import Column, Width

MOST_TOLD: Final = 3

COLUMNS: Final = (
    Column("place", N_("Place"), lambda row: row.place, spare=2),
    Column("name", N_("Shelf"), lambda row: row.name),
    Column("range", N_("Call numbers"), lambda row: row.range, width=Width.STRETCH),
    Column("copies", N_("Books"), lambda row: number(row.copies), sort=lambda row: row.copies or 0, right=True),
    Column("present", N_("Now in"), lambda row: number(row.present), sort=lambda row: row.present or 0, right=True,
           spare=3),
    Column("free", N_("Room left"), lambda row: free(row), sort=lambda row: row.free or 0, right=True,
           role=lambda row: "bad" if row.free is not None and row.free < 0 else ""),
    Column("note", N_("Note"), lambda row: row.note, spare=4),
)  # fmt: skip


def number(count: int | None) -> str:
    return "…" if count is None else f"{count:,}"


def free(row: ShelfRow) -> str:
    """How many more find room; how many too many there are."""
    if row.free is None:
        return ""
    return f"{row.free:,}" if row.free >= 0 else _("{n} too many").format(n=f"{-row.free:,}")


def faults(crossing: Iterable[tuple[ShelfSpot, ShelfSpot]], loose: Iterable[Loose]) -> str:
    """Overlaps first, then books that stand on no shelf; the first few of them."""
    lines = [
        _("Shelves “{one}” and “{other}” overlap.").format(one=one.name, other=other.name) for one, other in crossing
    ]
    lines += [_loose(one) for one in loose]
    if len(lines) > MOST_TOLD:
        more = len(lines) - MOST_TOLD
        lines[MOST_TOLD:] = [ngettext("And {n} more.", "And {n} more.", more).format(n=more)]
    return "\n".join(lines)


def _loose(one: Loose) -> str:
    count = ngettext("{n} book", "{n} books", one.copies).format(n=f"{one.copies:,}")
    ends = one.first if one.first == one.last else f"{one.first} – {one.last}"
    if one.after and one.before:
        text = _("{place}: {books} ({range}) stand on no shelf, between “{after}” and “{before}”.")
    elif one.before:
        text = _("{place}: {books} ({range}) stand on no shelf, before “{before}”.")
    else:
        text = _("{place}: {books} ({range}) stand on no shelf, behind “{after}”.")
    return text.format(place=one.place, books=count, range=ends, after=one.after, before=one.before)


def outlook(look: RangeOutlook) -> str:
    """What would move, before it does."""
    if not look.copies:
        return _("No book of this place stands in this range.")
    count = ngettext("{n} book moves", "{n} books move", look.copies).format(n=f"{look.copies:,}")
    parts = [f"{count}: {look.first} – {look.last}" if look.first != look.last else f"{count}: {look.first}"]
    if look.out:
        out = ngettext("{n} of them is out and moves too", "{n} of them are out and move too", look.out)
        parts.append(out.format(n=f"{look.out:,}"))
    if look.shelves:
        shelves = ngettext("{n} shelf goes along", "{n} shelves go along", look.shelves)
        parts.append(shelves.format(n=look.shelves))
    if look.there:
        there = ngettext("{n} book of this range is there now", "{n} books of this range are there now", look.there)
        parts.append(there.format(n=f"{look.there:,}"))
    return " · ".join(parts)


def moved(done: RangeMoved) -> str:
    text = ngettext("{n} book moved.", "{n} books moved.", done.copies).format(n=f"{done.copies:,}")
    return _("{done} F8 takes it back.").format(done=text)


def stands(rows: Iterable[ShelfRow], typed: str) -> str:
    """Where a class stands: its shelves place by place, of several the first and the last."""
    found = []
    for place, of_place in groupby(rows, key=lambda row: row.place):
        names = [row.name for row in of_place]
        found.append(f"{place} {names[0]}" if len(names) == 1 else f"{place} {names[0]} – {names[-1]}")
    if not found:
        return _("No shelf holds {class_no}.").format(class_no=typed)
    return _("{class_no} stands here: {where}").format(class_no=typed, where=_(", ").join(found))
