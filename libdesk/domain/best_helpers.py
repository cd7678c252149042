"""Who is proposed as the term's best student librarian: points that anybody can add up; the librarian decides.

The points are the school's to see, not a law: each is told with the figure that it comes from.
"""

from collections.abc import Callable, Container, Iterable
from math import ceil
from typing import Final, NamedTuple

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
CORRECTION: Final = -1
SHARE: Final = 5  # one of so many helpers is proposed
LEAST_KEPT: Final = 0.5  # of the duties that were theirs, to be proposed at all

RULE: Final = N_(
    "Points: 2 for each duty kept, 1 more if it was somebody else's; 1 for a shift besides, for 50 transactions, for a "
    "training, for a drill passed; 3 less for a duty missed, 1 less for an entry that others took back. A duty without "
    "a sign-on gives and takes nothing until it is noted whether they were there; whoever is known to have kept fewer "
    "than half of their duties is not proposed."
)


class Scored(Value):
    """A record with its points; `proposed` is the rule's word, not the librarian's. `left`: the school."""

    record: HelperRecord
    points: int
    proposed: bool
    left: bool = False


class _Figure(NamedTuple):
    """So many of something, the points that they give or take, how they are said, whether they are said in praise."""

    n: int
    points: int
    say: Callable[[int], str]
    praise: bool = True


def _figures(record: HelperRecord) -> tuple[_Figure, ...]:
    return (
        _Figure(record.kept, KEPT * record.kept, _kept),
        _Figure(record.stood_in, STOOD_IN * record.stood_in, _stood_in),
        _Figure(record.besides, BESIDES * record.besides, _besides),
        _Figure(record.transactions, record.transactions // TRANSACTIONS, _transactions),
        _Figure(record.trainings, TRAINING * record.trainings, _trainings),
        _Figure(record.drills_passed, DRILL * record.drills_passed, _drills),
        _Figure(record.missed, MISSED * record.missed, _missed, False),
        _Figure(record.unsigned, 0, _unsigned, False),
        _Figure(record.corrections, CORRECTION * record.corrections, _corrections, False),
    )


def points(record: HelperRecord) -> int:
    return sum(figure.points for figure in _figures(record))


def ranked(
    records: Iterable[HelperRecord], wanted: int | None = None, *, left: Container[int] = ()
) -> tuple[Scored, ...]:
    """The most points first; one of five helpers is proposed, or `wanted`, with whoever has as many as the last.

    `left`: readers who have left the school come last and are not proposed.
    """
    known = sorted(records, key=lambda one: (one.person.reader_id in left, -points(one), one.person.sort_key))
    here = [one for one in known if one.person.reader_id not in left]
    wanted = ceil(len(here) / SHARE) if wanted is None else wanted
    able = [points(one) for one in here if _able(one)]
    line = able[min(wanted, len(able)) - 1] if able and wanted > 0 else None
    proposed = [one for one in here if line is not None and _able(one) and points(one) >= line]
    return tuple(Scored(one, points(one), one in proposed, one not in here) for one in known)


def _able(record: HelperRecord) -> bool:
    return points(record) > 0 and (not record.due or record.kept >= LEAST_KEPT * record.due)


def reasons(record: HelperRecord) -> str:
    """Each figure with the points that it gives or takes, so that anybody can add them up: kept 18 duties +36, …"""
    return _(", ").join(f"{_said(one)} {_signed(one.points)}".rstrip() for one in _figures(record) if one.n)


def praise(record: HelperRecord) -> str:
    """What a certificate says of a term, as the librarian may take it over: what was done, not what was missed."""
    return _(", ").join(_said(one) for one in _figures(record) if one.n and one.praise)


def _said(figure: _Figure) -> str:
    return figure.say(figure.n).format(n=f"{figure.n:,}")


def _signed(number: int) -> str:
    return f"{number:+d}".replace("-", "−") if number else ""


def _kept(n: int) -> str:
    return ngettext("kept {n} duty", "kept {n} duties", n)


def _missed(n: int) -> str:
    return ngettext("missed {n} duty", "missed {n} duties", n)


def _unsigned(n: int) -> str:
    return ngettext("{n} without a sign-on, to be noted", "{n} without a sign-on, to be noted", n)


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
