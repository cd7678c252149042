"""May this reader borrow this copy? All reasons against it are told at once, with their numbers."""

from datetime import date
from typing import TYPE_CHECKING, Final

from libdesk.domain.duedates import DueHow, OverduePolicy
from libdesk.domain.errors import DeskError
from libdesk.domain.reasons import (
    AlreadyHasTitle,
    AtBindery,
    CardExpired,
    ClaimedReturned,
    CopyBound,
    CopyInBox,
    CopyInRepair,
    CopyLeaves,
    CopyWithdrawn,
    FinalClassStopped,
    HasOverdue,
    HeldForOther,
    InHouseLimitReached,
    KindLimitReached,
    LimitReached,
    NoHolidayLoans,
    NotLent,
    OthersWait,
    ReaderLeft,
    ReaderStopped,
    Reason,
    Suspended,
)
from libdesk.domain.rows.desk import Borrower, CopyInHand
from libdesk.domain.settings import LibrarySettings
from libdesk.domain.value import Value

if TYPE_CHECKING:
    from libdesk.domain.calendar import Calendar
    from libdesk.domain.rulebook import RuleBook

SERIALS: Final = ("periodical", "newspaper")
BOX: Final = "box"
"""A box of books for a class corner: it goes to a class by the rule for all items, never to one pupil."""


class Circumstances(Value):
    """What beside reader and copy decides: the day, the calendar, the rules, and two facts that need a query."""

    today: date
    calendar: "Calendar"
    rules: "RuleBook"
    several_copies: bool = False
    has_title: bool = False  # this reader already has another copy of the same title and volume
    others_wait: int = 0  # holds of other readers that this copy would have to serve first
    warned_grades: int = 0  # what is overdue blocks no pupil of so many lowest grades
    final_days: int = 0  # so many days before the end of their last term pupils borrow no more; 0: until its end
    school_system: str = "63"
    stages: tuple[str, ...] = ()


class LoanRefused(DeskError):
    """The loan was not made; `reasons` holds every reason against it."""

    reasons: tuple[Reason, ...]

    @property
    def overridable(self) -> bool:
        return all(reason.overridable for reason in self.reasons)

    def text(self) -> str:
        return "\n".join(reason.text() for reason in self.reasons)


def reasons_against(
    reader: Borrower, copy: CopyInHand, facts: Circumstances, *, in_house: bool = False
) -> tuple[Reason, ...]:
    """Every reason against this loan, the reader's own first; empty when it may be made."""
    return (
        *against_reader(reader, facts),
        *(() if in_house else _against_class(reader, facts)),
        *_against_count(reader, copy, facts, in_house),
        *_against_copy(reader, copy, facts),
    )


def against_reader(reader: Borrower, facts: Circumstances) -> tuple[Reason, ...]:
    """What stands against any loan or renewal of this reader."""
    found: list[Reason] = []
    if reader.state == "stopped":
        found.append(ReaderStopped(reader.stopped_why or ""))
    elif reader.state != "active":
        found.append(ReaderLeft())
    if reader.expires and reader.expires < facts.today:
        found.append(CardExpired(reader.expires))
    if reader.suspended_until and reader.suspended_until >= facts.today:
        found.append(Suspended(reader.suspended_until))
    policy = facts.rules.total(reader.lending_kind).overdue
    if reader.overdue and policy is OverduePolicy.BLOCK and not reader.only_warned(facts.warned_grades):
        found.append(overdue_reason(reader, facts.today))
    return tuple(found)


def overdue_reason(reader: Borrower, today: date) -> HasOverdue:
    """How many copies are overdue and by how many days the oldest."""
    return HasOverdue(reader.overdue, (today - reader.oldest_due).days if reader.oldest_due else 0)


def _against_class(reader: Borrower, facts: Circumstances) -> tuple[Reason, ...]:
    """Pupils who leave the school soon take nothing more home; what they have may be renewed, and is due in time."""
    ref = reader.class_ref
    if not facts.final_days or ref is None or reader.kind != "pupil":
        return ()
    from libdesk.domain.classes import SchoolSystem  # not while the program starts
    from libdesk.domain.final_classes import leaving_term, stopped_since

    since = stopped_since(
        ref, facts.today, facts.calendar, days=facts.final_days, system=SchoolSystem(facts.school_system),
        stages=facts.stages,
    )  # fmt: skip
    term = leaving_term(facts.calendar, facts.today)
    return () if since is None or term is None else (FinalClassStopped(since, term.last),)


def _against_count(reader: Borrower, copy: CopyInHand, facts: Circumstances, in_house: bool) -> list[Reason]:
    kind = reader.lending_kind
    rule = facts.rules.rule(kind, copy.item_kind)
    total = facts.rules.total(kind)
    most = total.max_loans if in_house else facts.rules.limit(kind, facts.today, reader.class_ref)
    if in_house:
        if rule.max_in_house is not None and reader.in_house_out >= rule.max_in_house:
            return [InHouseLimitReached(reader.in_house_out, rule.max_in_house)]
        if not rule.in_house_counts:
            return []
    elif rule.max_loans == 0 or (copy.item_kind == BOX and reader.kind == "pupil"):
        return [NotLent(copy.item_kind, reader.kind)]
    out = reader.out + (reader.in_house_out if total.in_house_counts else 0)
    if copy.loan and copy.loan.reader_id == reader.id and total.in_house_counts:
        out -= 1  # a reading-room copy taken home is one loan, not two
    if most is not None and out >= most:
        holiday = None if most or in_house else facts.rules.holiday(facts.today, reader.class_ref)
        return [NoHolidayLoans(holiday.name)] if holiday else [LimitReached(out, most)]
    limit = facts.rules.item_limit(kind, copy.item_kind)
    kind_out = reader.out_by_kind.get(copy.item_kind, 0)
    if limit is not None and kind_out >= limit:
        return [KindLimitReached(copy.item_kind, kind_out, limit)]
    return []


def due_how(reader: Borrower, day: date, rules: "RuleBook", settings: LibrarySettings) -> DueHow:
    """What decides the due date of a loan or renewal of this day, beside its rule and the calendar."""
    return DueHow(
        card_expires=reader.card_end(day),
        cap_to_term=settings.cap_to_term,
        spread=settings.spread_days,
        seed=reader.id,
        holiday=rules.holiday(day, reader.class_ref),
        class_ref=reader.class_ref,
    )


def _against_copy(reader: Borrower, copy: CopyInHand, facts: Circumstances) -> list[Reason]:
    found: list[Reason] = []
    if copy.bound:
        found.append(CopyBound(copy.bound))
    elif copy.status == "withdrawn":
        found.append(CopyWithdrawn(copy.withdrawn_day, copy.leaves))
    elif copy.leaves:
        found.append(CopyLeaves(copy.leaves))
    if copy.status == "repair":
        found.append(AtBindery() if copy.at_bindery else CopyInRepair(copy.repair))
    if copy.box is not None and copy.loan is None:
        found.append(CopyInBox(copy.box.shown(facts.today)))
    if copy.loan and copy.loan.claimed:
        found.append(ClaimedReturned())
    if copy.ready_for is not None:
        if copy.ready_for != reader.id:
            found.append(HeldForOther(copy.ready_for_name or ""))
    elif facts.others_wait:
        found.append(OthersWait(facts.others_wait))
    # Issues of one periodical are different things to read; a class or a teacher takes whole sets.
    if facts.has_title and not facts.several_copies and reader.kind == "pupil" and copy.item_kind not in SERIALS:
        found.append(AlreadyHasTitle())
    return found
