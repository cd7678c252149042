"""What pupils like to read about, in their words, and where it stands: classes of the 中图法 by their prefixes."""

from enum import StrEnum
from typing import Final

from libdesk.i18n import N_


class Interest(StrEnum):
    """A topic that a reader chooses; the value is kept with recommendations and never changes."""

    STORIES = "stories"
    POEMS = "poems"
    COMICS = "comics"
    HISTORY = "history"
    PEOPLE = "people"
    PLACES = "places"
    NATURE = "nature"
    SCIENCE = "science"
    SPACE = "space"
    COMPUTERS = "computers"
    HANDS = "hands"
    SPORTS = "sports"
    ARTS = "arts"
    LANGUAGES = "languages"
    THINKING = "thinking"


INTEREST_NAMES: Final[dict[Interest, str]] = {
    Interest.STORIES: N_("Stories"),
    Interest.POEMS: N_("Poems"),
    Interest.COMICS: N_("Pictures and comics"),
    Interest.HISTORY: N_("History"),
    Interest.PEOPLE: N_("People"),
    Interest.PLACES: N_("Places and travel"),
    Interest.NATURE: N_("Animals and plants"),
    Interest.SCIENCE: N_("Science"),
    Interest.SPACE: N_("Space and flight"),
    Interest.COMPUTERS: N_("Computers"),
    Interest.HANDS: N_("Making things"),
    Interest.SPORTS: N_("Sports and games"),
    Interest.ARTS: N_("Music and arts"),
    Interest.LANGUAGES: N_("Languages"),
    Interest.THINKING: N_("Thinking and feeling"),
}

# Children's literature has its forms below I287 and I28: 4 stories, 5 novels, 7 tales, 8 fables, 2 poems.
PREFIXES: Final[dict[Interest, tuple[str, ...]]] = {
    Interest.STORIES: (
        "I242", "I246", "I247", "I276", "I28", "I1", "I3", "I4", "I5", "I6", "I7",
    ),
    Interest.POEMS: ("I22", "I287.2", "I207.2"),
    Interest.COMICS: ("J2", "I287.8"),
    Interest.HISTORY: ("K0", "K1", "K2", "K3", "K4", "K5", "K6", "K7", "E"),
    Interest.PEOPLE: ("K81", "K82", "K83"),
    Interest.PLACES: ("K9", "P9"),
    Interest.NATURE: ("Q94", "Q95", "Q96", "Q98", "S", "X17"),
    Interest.SCIENCE: ("N", "O", "P", "Q", "R", "Z2"),
    Interest.SPACE: ("P1", "V"),
    Interest.COMPUTERS: ("TP",),
    Interest.HANDS: ("TS", "J5", "G61"),
    Interest.SPORTS: ("G8",),
    Interest.ARTS: ("J",),
    Interest.LANGUAGES: ("H",),
    Interest.THINKING: ("B",),
}  # fmt: skip


def interests_of(class_no: str) -> list[Interest]:
    """The topics that a class number belongs to."""
    return [interest for interest, prefixes in PREFIXES.items() if class_no.startswith(prefixes)]
