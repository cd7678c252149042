"""How issues are numbered: number, volume, and the number in all that some periodicals bear.

A combined issue takes two numbers, a supplement none; one that is skipped keeps the number it would have had.
"""

import json
from collections.abc import Iterable, Iterator
from enum import StrEnum
from typing import Final

from libdesk.domain.errors import DeskError
from libdesk.domain.value import Value
from libdesk.i18n import N_, _

HIGHEST: Final = 99_999


class Restart(StrEnum):
    """When the numbers begin at 1 again; a volume goes on by one at the same time."""

    YEAR = "year"
    VOLUME = "volume"  # after so many issues
    NEVER = "never"


RESTART_NAMES: Final[dict[Restart, str]] = {
    Restart.YEAR: N_("begin at 1 each year"),
    Restart.VOLUME: N_("begin at 1 with each volume"),
    Restart.NEVER: N_("go on without end"),
}


class NumberingWrong(DeskError):
    def text(self) -> str:
        return _("Numbers go from 1 to 99999, and a volume has at least one issue. Write them again.")


class Numbers(Value):
    """What one issue bears. `volume` and `total` are 0 where there is none."""

    number: int
    volume: int = 0
    total: int = 0


class Numbering(Value):
    """The numbers of the first issue, and how they go on. `per_volume`: issues of a volume, with Restart.VOLUME."""

    first: int = 1
    restart: Restart = Restart.YEAR
    volume: int = 0
    total: int = 0
    per_volume: int = 0

    @property
    def text(self) -> str:
        """As the library keeps it."""
        kept: dict[str, object] = {"first": self.first, "restart": self.restart.value}
        kept |= {name: value for name in ("volume", "total", "per_volume") if (value := getattr(self, name))}
        return json.dumps(kept, separators=(",", ":"))

    def check(self) -> None:
        """Raises NumberingWrong."""
        least = 1 if self.restart is Restart.VOLUME else 0
        sound = 1 <= self.first <= HIGHEST and 0 <= self.volume <= HIGHEST and 0 <= self.total <= HIGHEST
        if not sound or not least <= self.per_volume <= HIGHEST or (least and self.first > self.per_volume):
            raise NumberingWrong()

    def run(self, years: Iterable[int]) -> Iterator[Numbers]:
        """The numbers of issues that appear in these years, one year an issue, in order."""
        now, before = Numbers(self.first, self.volume, self.total), None
        for year in years:
            if before is not None:
                now = self.after(now, new_year=year != before)
            before = year
            yield now

    def after(self, now: Numbers, *, new_year: bool = False) -> Numbers:
        """The numbers of the next issue. `new_year`: it is the first of another year."""
        number, volume = now.number + 1, now.volume
        if self.restart is Restart.VOLUME:
            full = number > self.per_volume > 0
            number, volume = (1, volume + 1) if full else (number, volume)
        elif new_year:
            number = 1 if self.restart is Restart.YEAR else number
            volume += 1 if volume else 0
        return Numbers(number, volume, now.total + 1 if now.total else 0)

    def going_on(self, last: Numbers, *, new_year: bool) -> "Numbering":
        """The same for what comes after this issue."""
        following = self.after(last, new_year=new_year)
        return Numbering(following.number, self.restart, following.volume, following.total, self.per_volume)


def read_numbering(text: str) -> Numbering:
    """What `Numbering.text` wrote."""
    kept = json.loads(text)
    return Numbering(
        kept.get("first", 1), Restart(kept.get("restart", "year")), kept.get("volume", 0), kept.get("total", 0),
        kept.get("per_volume", 0),
    )  # fmt: skip


def last_number(text: str) -> int:
    """The last number of an issue as it is kept, 8 of "7-8"; 0 where it bears none."""
    last = text.replace("–", "-").rpartition("-")[2].strip()
    return int(last) if last.isdecimal() else 0


def first_number(text: str) -> int:
    """The first number of an issue, 7 of "7-8"; 0 where it bears none."""
    first = text.replace("–", "-").partition("-")[0].strip()
    return int(first) if first.isdecimal() else 0


def joined(first: str, last: str) -> str:
    """What two issues in one bear: 7 and 8 become 7-8."""
    low, high = first_number(first), last_number(last)
    return f"{low}-{high}" if low and high else f"{first}-{last}" if first and last else first or last
