"""Who is proposed as the term's best student librarian: points that anybody can add up; the librarian decides.

The points are the school's to see, not a law: each is told with the figure that it comes from.
"""

from collections.abc import Callable, Iterable, Sequence
from math import ceil
from typing import Final

from libdesk.domain.rows.helpers import HelperRecord
from libdesk.domain.value import Value
from libdesk.i18n import N_, _, ngettext

KEPT: Final = 2
STOOD_IN: Final = 1  # more, for a duty kept for another helper
BESIDES: Final = 1
TRANSACTIONS: Final = 50  # for one point
TRAINING: Final = 1
DRILL: Final = 1
MISSED: Final = -3
UNSIGNED: Final = -1
CORRECTION: Final = -1
SHARE: Final = 5  # one of so many helpers is proposed
LEAST_KEPT: Final = 0.5  # of the duties that were theirs, to be proposed at all

RULE: Final = N_(
    "Points: 2 for each duty kept, 1 more if it was somebody else's; 1 for a shift besides, for 50 transactions, for a "
    "training, for a drill passed; 3 less for a duty missed, 1 less for one without a sign-on and for an entry that "
    "others took back. Whoever kept fewer than half of their duties is not proposed."
)


class Scored(Value):
    """A record with its points; `proposed` is the rule's word, not the librarian's."""

    record: HelperRecord
    points: int
    proposed: bool


def points(record: HelperRecord) -> int:
    return (
        KEPT * record.kept
        + STOOD_IN * record.stood_in
        + BESIDES * record.besides
        + record.transactions // TRANSACTIONS
        + TRAINING * record.trainings
        + DRILL * record.drills_passed
        + MISSED * record.missed
        + UNSIGNED * record.unsigned
        + CORRECTION * record.corrections
    )


def ranked(records: Iterable[HelperRecord], wanted: int | None = None) -> tuple[Scored, ...]:
    """The most points first; one of five helpers is proposed, or `wanted`, with whoever has as many as the last."""
    found = sorted(records, key=lambda one: (-points(one), one.person.sort_key))
    wanted = ceil(len(found) / SHARE) if wanted is None else wanted
    able = [points(one) for one in found if _able(one)]
    line = able[min(wanted, len(able)) - 1] if able and wanted > 0 else None
    return tuple(Scored(one, points(one), line is not None and _able(one) and points(one) >= line) for one in found)


def _able(record: HelperRecord) -> bool:
    return points(record) > 0 and (not record.due or record.kept >= LEAST_KEPT * record.due)


def reasons(record: HelperRecord) -> str:
    """The figures in one line, as the librarian may take them over: kept 18 of 18 duties, 420 transactions, …"""
    parts: list[str] = []
    if record.due:
        parts.append(_("kept {kept} of {due} duties").format(kept=record.kept, due=record.due))
    parts += _counted(
        (
            (record.stood_in, _stood_in), (record.besides, _besides), (record.transactions, _transactions),
            (record.corrections, _corrections), (record.trainings, _trainings), (record.drills_passed, _drills),
        )
    )  # fmt: skip
    return _(", ").join(parts)


def _counted(pairs: Sequence[tuple[int, Callable[[int], str]]]) -> list[str]:
    return [say(count).format(n=f"{count:,}") for count, say in pairs if count]


def _stood_in(n: int) -> str:
    return ngettext("stood in {n} time", "stood in {n} times", n)


def _besides(n: int) -> str:
    return ngettext("{n} shift besides", "{n} shifts besides", n)


def _transactions(n: int) -> str:
    return ngettext("{n} transaction", "{n} transactions", n)


def _corrections(n: int) -> str:
    return ngettext("{n} entry taken back by others", "{n} entries taken back by others", n)


def _trainings(n: int) -> str:
    return ngettext("{n} training", "{n} trainings", n)


def _drills(n: int) -> str:
    return ngettext("{n} drill passed", "{n} drills passed", n)
