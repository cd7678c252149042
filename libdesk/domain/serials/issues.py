"""Where an issue stands: expected, late, claimed, here, lost, bound; and which one it is that just came."""

from collections.abc import Sequence
from datetime import date, timedelta
from enum import StrEnum
from typing import Final, Protocol, TypeVar

from libdesk.domain.serials.frequency import Frequency
from libdesk.domain.serials.names import IssueKind
from libdesk.domain.serials.numbering import first_number, last_number
from libdesk.domain.settings import LibrarySettings
from libdesk.domain.value import Value
from libdesk.i18n import N_

LEAST_BEHIND: Final = 2  # days
MOST_BEHIND: Final = 30


class IssueState(StrEnum):
    EXPECTED = "expected"  # its day has not come, or nobody knows it
    DUE = "due"  # its day has come; it may still be on its way
    PARTLY = "partly"  # some of the copies came
    HERE = "here"
    LATE = "late"
    CLAIMED = "claimed"
    LOST = "lost"
    BOUND = "bound"
    SKIPPED = "skipped"  # it never appears, or is waited for no more


STATE_NAMES: Final[dict[IssueState, str]] = {
    IssueState.EXPECTED: N_("expected"),
    IssueState.DUE: N_("due"),
    IssueState.PARTLY: N_("in part"),
    IssueState.HERE: N_("has come"),
    IssueState.LATE: N_("late"),
    IssueState.CLAIMED: N_("claimed"),
    IssueState.LOST: N_("lost"),
    IssueState.BOUND: N_("bound"),
    IssueState.SKIPPED: N_("not appearing"),
}


class Counts(Value):
    """Copies of one issue: subscribed to, here (bound ones among them), lost; and how often it was claimed."""

    copies: int
    here: int = 0
    lost: int = 0
    bound: int = 0
    claims: int = 0

    @property
    def awaited(self) -> int:
        """Copies that are still to come."""
        return max(0, self.copies - self.here - self.lost)


def late_days(kind: str, settings: LibrarySettings) -> int:
    """So many days after its day of appearance the school does not call an issue late yet."""
    return settings.late_newspaper if kind == "newspaper" else settings.late_periodical


def likely_days(frequency: Frequency) -> int:
    """So many days behind an issue is still the likeliest to come, late or not: half of what lies between two."""
    return min(MOST_BEHIND, max(LEAST_BEHIND, frequency.interval // 2)) if frequency.interval else MOST_BEHIND


def is_late(counts: Counts, expected: date | None, today: date, days: int) -> bool:
    return bool(counts.awaited) and expected is not None and today > expected + timedelta(days=days)


def state_of(counts: Counts, expected: date | None, today: date, days: int, *, off: bool = False) -> IssueState:
    """`days` as of late_days; `off`: it is skipped, or the subscription was stopped before it."""
    if counts.bound and counts.bound >= counts.here:
        return IssueState.BOUND
    if counts.here and not counts.awaited:
        return IssueState.HERE
    if off:
        return IssueState.HERE if counts.here else IssueState.SKIPPED
    if not counts.awaited:
        return IssueState.LOST
    if counts.claims:
        return IssueState.CLAIMED
    if is_late(counts, expected, today, days):
        return IssueState.LATE
    if counts.here:
        return IssueState.PARTLY
    return IssueState.DUE if expected is not None and expected <= today else IssueState.EXPECTED


class Awaited(Protocol):
    """What an issue must tell so that the one that came can be found."""

    @property
    def expected(self) -> date | None: ...
    @property
    def kind(self) -> IssueKind: ...
    @property
    def number(self) -> str: ...
    @property
    def total_no(self) -> str: ...


A = TypeVar("A", bound=Awaited)


def next_awaited(issues: Sequence[A], today: date, likely: int) -> A | None:
    """Which of these awaited issues of one title is meant when one comes: today's, else the first that is likely.

    What is behind by more days was overtaken by those after it; where all are, it is the one waited for longest.
    """
    for issue in issues:
        if issue.expected == today:
            return issue
    soon = (one for one in issues if one.expected is None or one.expected + timedelta(days=likely) >= today)
    return next(soon, issues[0] if issues else None)


def with_number(issues: Sequence[A], add_on: str) -> A | None:
    """The issue whose number the add-on of a barcode tells: 03 is no. 3, also as the end of the number in all."""
    told = int(add_on) if add_on.isdecimal() else 0
    numbered = [issue for issue in issues if issue.kind is not IssueKind.SUPPLEMENT]
    for issue in numbered:
        if told and first_number(issue.number) <= told <= last_number(issue.number):
            return issue
    places = 10 ** len(add_on)
    for issue in numbered:
        if told and told in (first_number(issue.total_no) % places, first_number(issue.number) % places):
            return issue
    return None


def read_ean(text: str) -> tuple[str, str]:
    """(ISSN, add-on) of a periodical's barcode 977…, with the add-on of 2 or 5 digits if the scanner sends it."""
    from libdesk.domain.identifiers import normalise_issn

    digits = "".join(sign for sign in text if sign not in " +-")
    if not digits.isdecimal() or len(digits) not in (13, 15, 18) or not digits.startswith("977"):
        return "", ""
    issn = normalise_issn(digits[:13])
    return (issn, digits[13:]) if issn else ("", "")
