"""Reading challenges: what of the loans counts, for whom, and how those who read are ranked.

One rule for all: a loan counts when the book was kept for some days, so that lending and returning at once wins
nothing; by titles each title counts once. Classes are ranked by what each of their pupils read on the average.
"""

import json
from collections.abc import Sequence
from datetime import date
from enum import StrEnum
from fractions import Fraction
from typing import Final

from libdesk.domain.errors import DeskError
from libdesk.domain.value import Value
from libdesk.i18n import N_, _, ngettext

MOST_DAYS: Final = 60  # for which a loan may have to be kept
LONGEST: Final = 800  # days in which loans are counted


class Measure(StrEnum):
    LOANS = "loans"
    TITLES = "titles"
    DAYS = "days"


MEASURE_NAMES: Final[dict[Measure, str]] = {
    Measure.TITLES: N_("titles, each once"),
    Measure.LOANS: N_("loans"),
    Measure.DAYS: N_("days on which books were borrowed"),
}
BY_NAMES: Final = {"reader": N_("each reader"), "class": N_("each class, per pupil")}
WHO_NAMES: Final = {"pupil": N_("pupils"), "teacher": N_("teachers")}


class ChallengeBackwards(DeskError):
    def text(self) -> str:
        return _("The last day that counts is before the first one. Choose the days anew.")


class ChallengeTooLong(DeskError):
    def text(self) -> str:
        return _("Loans are counted over two years at most. Choose fewer days.")


class Challenge(Value):
    """`by` is reader or class, `who` pupil or teacher; a loan counts when kept for `least_days`."""

    first: date
    last: date
    measure: Measure = Measure.TITLES
    by: str = "reader"
    who: str = "pupil"
    least_days: int = 1

    def counted_until(self, today: date) -> date:
        """The last day that counts so far; the classes are those of this day, whoever looks later."""
        return min(self.last, today)

    def written(self) -> str:
        """As the library keeps it."""
        kept = {
            "first": self.first.isoformat(), "last": self.last.isoformat(), "measure": self.measure.value,
            "by": self.by, "who": self.who, "least_days": self.least_days,
        }  # fmt: skip
        return json.dumps(kept)

    def rule(self) -> str:
        """What counts, in a sentence."""
        if self.least_days:
            days = ngettext(
                "A loan counts when the book was kept for at least {n} day.",
                "A loan counts when the book was kept for at least {n} days.", self.least_days,
            ).format(n=self.least_days)  # fmt: skip
        else:
            days = _("Every loan counts, however soon the book came back.")
        if self.measure is Measure.TITLES:
            return _("{days} Each title counts once for each reader.").format(days=days)
        return days


def stored_challenge(text: str | None) -> Challenge | None:
    """What the library keeps."""
    if not text:
        return None
    kept = json.loads(text)
    return Challenge(
        date.fromisoformat(kept["first"]), date.fromisoformat(kept["last"]), Measure(kept["measure"]), kept["by"],
        kept["who"], int(kept["least_days"]),
    )  # fmt: skip


def checked(challenge: Challenge) -> Challenge:
    """The challenge itself. Raises ChallengeBackwards, ChallengeTooLong."""
    if challenge.last < challenge.first:
        raise ChallengeBackwards()
    if (challenge.last - challenge.first).days > LONGEST:
        raise ChallengeTooLong()
    return challenge


def per_pupil(count: int, pupils: int) -> Fraction:
    """What each pupil of a class read on the average; a class without pupils counts as one of one."""
    return Fraction(count, max(pupils, 1))


def within(ranks: Sequence[int], places: int) -> int:
    """How many of those in order of rank stand within so many places; who shares the last one is in."""
    return sum(rank <= places for rank in ranks)
