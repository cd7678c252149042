"""What a roster could not meet, in words: an open place, unequal numbers, new helpers without an experienced one."""

from typing import Final

from libdesk.domain.duties import WEEKS_NAMES, Slot, Weeks, show_slot
from libdesk.domain.value import Value
from libdesk.i18n import _, listed, ngettext

NAMED: Final = 4  # people in one sentence; of more only how many there are


class Unmet(Value):
    """Something that was wanted and could not be had; `text` says what and why."""

    def text(self) -> str:
        raise NotImplementedError  # every subclass has its own words


class OpenPlace(Unmet):
    """`count` places of a slot for which nobody was left; `free`: somebody is free then, but on duty next to it."""

    slot: Slot
    weeks: Weeks
    count: int
    free: bool

    def text(self) -> str:
        if self.free:
            text = ngettext(
                "{slot}: {n} place stays open. Whoever is free then is on duty that day, the day before or the day "
                "after.",
                "{slot}: {n} places stay open. Whoever is free then is on duty that day, the day before or the day "
                "after.",
                self.count,
            )
        else:
            text = ngettext(
                "{slot}: {n} place stays open. Nobody is free then.",
                "{slot}: {n} places stay open. Nobody is free then.",
                self.count,
            )
        return text.format(slot=slot_words(self.slot, self.weeks), n=self.count)


class Uneven(Unmet):
    """Some have more duties than others and nothing could be handed on; `most` and `least` in two weeks.

    `kept`: some stood there already and were left, which may be why.
    """

    with_most: tuple[str, ...]
    with_least: tuple[str, ...]
    most: int
    least: int
    kept: bool = False

    def text(self) -> str:
        if self.kept:
            told = _(
                "In two weeks {many} have {most} duties and {few} have {least}. Only open places were filled; filled "
                "anew the roster is more even."
            )
        else:
            told = _(
                "In two weeks {many} have {most} duties and {few} have {least}. More could not be handed on: the times "
                "at which they are free and the days between two duties stand against it."
            )
        return told.format(many=_people(self.with_most), most=self.most, few=_people(self.with_least), least=self.least)


class NewTogether(Unmet):
    """New helpers who are on duty together without one who knows the work."""

    slot: Slot
    weeks: Weeks
    names: tuple[str, ...]

    def text(self) -> str:
        return _("{slot}: {names} are new, and no experienced helper could be put beside them.").format(
            slot=slot_words(self.slot, self.weeks), names=_people(self.names)
        )


def slot_words(slot: Slot, weeks: Weeks) -> str:
    """A slot, with the weeks where it is not every one."""
    text = show_slot(slot, place=True)
    return text if weeks is Weeks.ALL else _("{slot}, {weeks}").format(slot=text, weeks=_(WEEKS_NAMES[weeks]))


def _people(names: tuple[str, ...]) -> str:
    if len(names) > NAMED:
        return ngettext("{n} helper", "{n} helpers", len(names)).format(n=len(names))
    return listed(names)
