"""A part of the library that is counted by itself: a place, a stretch of the shelf, some kinds of copies.

What is not said is not bounded. A copy without a call number belongs to no stretch.
"""

from collections.abc import Sequence

from libdesk.domain.shelf_ranges import TO, Stretch, stretch_of
from libdesk.domain.show import show_item_kind
from libdesk.domain.value import Value
from libdesk.i18n import _


class Part(Value):
    """`from_no` and `to_no` as they were typed, `kinds` of copies; empty: all."""

    place_id: int | None = None
    from_no: str = ""
    to_no: str = ""
    kinds: tuple[str, ...] = ()

    @property
    def is_whole(self) -> bool:
        """Whether this is all of the library."""
        return self == Part()

    @property
    def stretch(self) -> str:
        """The stretch as it is written: I2~I247, I2~, or "" for all classes."""
        return f"{self.from_no}{TO}{self.to_no}" if self.from_no or self.to_no else ""

    @property
    def shown_stretch(self) -> str:
        """The same for people: a class alone is not written twice."""
        return self.from_no if self.from_no == self.to_no else self.stretch

    def span(self, *, decimal: bool = True) -> Stretch | None:
        """The keys of its call numbers; None: all. Raises RangeWrong."""
        if not self.stretch:
            return None
        return stretch_of(self.from_no, self.to_no, author_decimal=decimal, ends_open=True)

    def crosses(self, other: "Part", *, decimal: bool = True) -> bool:
        """Whether a copy may belong to both."""
        if self.place_id is not None and other.place_id is not None and self.place_id != other.place_id:
            return False
        if self.kinds and other.kinds and not set(self.kinds) & set(other.kinds):
            return False
        mine, theirs = self.span(decimal=decimal), other.span(decimal=decimal)
        return mine is None or theirs is None or mine.crosses(theirs)


def tidy_part(place_id: int | None, from_no: str, to_no: str, kinds: Sequence[str]) -> Part:
    """A part as it was typed and ticked: without stray blanks, a kind once."""
    return Part(place_id, from_no.strip(), to_no.strip(), tuple(sorted(dict.fromkeys(kinds))))


def part_words(part: Part, place: str) -> str:
    """What is counted, in words; `place` is the name of its place."""
    kinds = _(", ").join(map(show_item_kind, part.kinds))
    parts = [word for word in (place, part.shown_stretch, kinds) if word]
    return " · ".join(parts) if parts else _("the whole library")
