"""Subscriptions, their issues and what came of them, as the page of periodicals shows them."""

from dataclasses import dataclass
from datetime import date

from libdesk.domain.serials.frequency import Frequency
from libdesk.domain.serials.issues import Counts, IssueState, is_late, likely_days, state_of
from libdesk.domain.serials.names import IssueKind, IssueName
from libdesk.domain.serials.numbering import Numbering


@dataclass(frozen=True, slots=True)
class SubscriptionRow:
    """One title for one year, with how its issues stand. `here` counts issues of which all copies came.

    `late_days`: so many days behind, an issue is not late yet.
    """

    id: int
    title_id: int
    title: str
    kind: str  # periodical or newspaper
    issn: str
    post_code: str
    year: int
    first: date
    last: date
    frequency: Frequency
    numbering: Numbering
    copies: int
    place_id: int | None
    place: str
    issue_fen: int | None
    year_fen: int | None
    supplier: str
    with_codes: bool
    stopped: date | None
    note: str
    late_days: int
    issues: int = 0
    here: int = 0

    @property
    def cost_fen(self) -> int | None:
        """What the year costs for all copies, by its price or that of the issues; None where neither is known."""
        if self.year_fen is not None:
            return self.year_fen * self.copies
        return self.issue_fen * self.issues * self.copies if self.issue_fen is not None else None

    @property
    def likely_days(self) -> int:
        return likely_days(self.frequency)


@dataclass(frozen=True, slots=True)
class IssueRow:
    """One issue of a subscription. `last_claim`: the day on which it was last claimed."""

    id: int
    subscription: SubscriptionRow
    seq: int
    name: IssueName
    expected: date | None
    skipped: bool
    own_copies: int | None
    note: str
    here: int
    lost: int
    bound: int
    claims: int
    last_claim: date | None

    @property
    def kind(self) -> IssueKind:
        return self.name.kind

    @property
    def number(self) -> str:
        return self.name.number

    @property
    def total_no(self) -> str:
        return self.name.total_no

    @property
    def counts(self) -> Counts:
        return Counts(self.own_copies or self.subscription.copies, self.here, self.lost, self.bound, self.claims)

    @property
    def off(self) -> bool:
        """It is skipped, or the subscription was stopped before its day."""
        stopped = self.subscription.stopped
        return self.skipped or (stopped is not None and (self.expected is None or self.expected > stopped))

    @property
    def awaited(self) -> int:
        """Copies that are still to come."""
        return 0 if self.off else self.counts.awaited

    def state(self, today: date) -> IssueState:
        return state_of(self.counts, self.expected, today, self.subscription.late_days, off=self.off)

    def is_late(self, today: date) -> bool:
        return not self.off and is_late(self.counts, self.expected, today, self.subscription.late_days)

    def days_late(self, today: date) -> int:
        """Days since it should have come."""
        return max(0, (today - self.expected).days) if self.expected is not None else 0


@dataclass(frozen=True, slots=True)
class PieceRow:
    """One copy of an issue that came."""

    id: int
    issue_id: int
    arrived: date
    state: str
    copy_id: int | None
    barcode: str
    status: str
    bound: bool


@dataclass(frozen=True, slots=True)
class CameRow:
    """What came of an issue on a day."""

    issue_id: int
    title: str
    name: IssueName
    copies: int
    awaited: int
    piece_ids: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class UseRow:
    """Reading in the room: of a title, or in general where `title_id` is None."""

    title_id: int | None
    title: str
    today: int
    month: int
    year: int


@dataclass(frozen=True, slots=True)
class CheckedIn:
    """What came: issue, copies, how many are still to come, the codes they got, and what is late before it."""

    journal_id: int
    title: str
    name: IssueName
    copies: int
    awaited: int
    codes: tuple[str, ...] = ()
    late_before: tuple[IssueName, ...] = ()
    issues: int = 1
