"""When a loan is due: never on a closed day, never after term or card end, never before the day it was lent.

Rolling off a closed day goes forward, a cap goes back. Outside any term no term cap applies: what is lent in the
holidays for the holidays is due when they are over. Where the library lends for the holidays by a plan of its own
(`holiday_lending`), that plan's days count instead of the rule's, and the card's end alone caps them.
"""

from datetime import date, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, Final, Literal, TypedDict, Unpack

from libdesk.domain.calendar import ONE_DAY, Calendar, DaysMode
from libdesk.domain.duesteps import DueStep, DueWhy, why_closed
from libdesk.domain.errors import DeskError
from libdesk.domain.show import show_day
from libdesk.domain.value import Value
from libdesk.i18n import _

if TYPE_CHECKING:
    from fractions import Fraction

    from libdesk.domain.classes import ClassRef
    from libdesk.domain.holiday_lending import HolidayLending

LONGEST: Final = 3650  # days; more is a slip of the keyboard
HIGHEST_FINE: Final = 100_000  # fen
FINES: Final = ("fine_fen_per_day", "max_fine_fen")
LONG_CLOSURE: Final = 5  # closed days in a row after which due dates are spread over the first open days


class OverduePolicy(StrEnum):
    """What an overdue book means for its reader's next loan."""

    WARN = "warn"
    BLOCK = "block"
    IGNORE = "ignore"


class BadLoanRule(DeskError):
    """A lending rule with a number that cannot be; `field` is the LoanRule field."""

    field: str
    value: "int | Fraction"

    def text(self) -> str:
        if self.field == "days":
            return _("A loan of {value} days is not possible. Enter a number from 1 to {longest}.").format(
                value=self.value, longest=LONGEST
            )
        if self.field in FINES:
            return _("A fine of {yuan} yuan is not possible. Enter an amount from 0 to {most} yuan.").format(
                yuan=f"{self.value / 100:g}", most=HIGHEST_FINE // 100
            )
        return _("A lending rule has {value} where only numbers from 0 to {longest} can stand. Correct it.").format(
            value=self.value, longest=LONGEST
        )


class LoanRule(Value):
    """How one kind of reader borrows one kind of book. None means no limit, 0 is a value. Times are in days."""

    max_loans: int | None = 3
    days: int = 14
    renewals: int = 1
    renewal_days: int | None = None  # None: as long as the loan
    renew_from: Literal["today", "due"] = "today"
    no_renewal_before_days: int | None = None  # days before the due date; None: at any time
    max_holds: int = 1
    overdue: OverduePolicy = OverduePolicy.WARN
    suspension_days_per_day: "int | Fraction" = 0  # open days of suspension for each open day late
    max_suspension_days: int = 14
    max_in_house: int | None = None
    in_house_counts: bool = False  # whether use in the reading room counts towards max_loans
    fine_fen_per_day: int = 0  # for each open day late, where the library takes money at all
    max_fine_fen: int | None = None  # for one copy; None: no cap

    def check(self) -> None:
        """Raise BadLoanRule for a number below zero, too large, or a loan of no day at all."""
        if not 1 <= self.days <= LONGEST:
            raise BadLoanRule("days", self.days)
        numbers: dict[str, int | Fraction | None] = {
            "max_loans": self.max_loans,
            "renewals": self.renewals,
            "renewal_days": self.renewal_days,
            "no_renewal_before_days": self.no_renewal_before_days,
            "max_holds": self.max_holds,
            "suspension_days_per_day": self.suspension_days_per_day,
            "max_suspension_days": self.max_suspension_days,
            "max_in_house": self.max_in_house,
        }
        for name, value in numbers.items():
            if value is not None and not 0 <= value <= LONGEST:
                raise BadLoanRule(name, value)
        for name, fen in (("fine_fen_per_day", self.fine_fen_per_day), ("max_fine_fen", self.max_fine_fen)):
            if fen is not None and not 0 <= fen <= HIGHEST_FINE:
                raise BadLoanRule(name, fen)


class DueHow(TypedDict, total=False):
    """What beside rule and calendar decides a due date.

    `not_after` is a last day set by hand (a class that leaves, a recall). `spread` over that many open days keeps a
    school from returning everything on the day it reopens; the reader's id as `seed` picks the day. `holiday` is what
    the library lends for on this day; the reader's class picks the day then.
    """

    card_expires: date | None
    not_after: date | None
    cap_to_term: bool
    days_mode: DaysMode
    spread: int
    seed: int
    holiday: "HolidayLending | None"
    class_ref: "ClassRef | None"


def due_date(rule: LoanRule, lent: date, calendar: Calendar, **how: Unpack[DueHow]) -> date:
    """Return the day a book lent on `lent` is due. Raises BadLoanRule and NeverOpen."""
    return due_steps(rule, lent, calendar, **how)[-1].day


def due_steps(rule: LoanRule, lent: date, calendar: Calendar, **how: Unpack[DueHow]) -> tuple[DueStep, ...]:
    """Return how the due date comes about; the last step's day is the due date. Raises as `due_date`."""
    if not 1 <= rule.days <= LONGEST:
        raise BadLoanRule("days", rule.days)
    return _steps(calendar, lent, rule.days, lent, how)


def _steps(calendar: Calendar, start: date, days: int, today: date, how: DueHow) -> tuple[DueStep, ...]:
    """So many days from `start`; for a loan or renewal that is made `today`."""
    holiday = how.get("holiday")
    if holiday is not None:
        steps = [DueStep(DueWhy.HOLIDAY, today, holiday.due_day(how.get("class_ref"), calendar), holiday.name)]
    else:
        steps = _counted(calendar, start, days, how)
    cap_to_term = how.get("cap_to_term", True) and holiday is None
    caps = _caps(calendar, today, how.get("card_expires"), how.get("not_after"), cap_to_term)
    return (*steps, *_capped(calendar, steps[-1].day, today, caps))


def _counted(calendar: Calendar, start: date, days: int, how: DueHow) -> list[DueStep]:
    mode = how.get("days_mode", DaysMode.ROLL)
    wanted = calendar.add_days(start, days, mode)
    plain = wanted if mode is DaysMode.OPEN_DAYS else start + timedelta(days=days)
    steps = [DueStep(DueWhy.RULE, start, plain, days=days)]
    if wanted != plain:
        steps.append(DueStep(DueWhy.CLOSED, plain, wanted, why_closed(calendar, plain)))
    spread = how.get("spread", 0)
    if spread > 1 and wanted > plain and mode in (DaysMode.ROLL, DaysMode.SAME_WEEKDAY):
        on = how.get("seed", 0) % spread
        if on and (wanted - calendar.previous_open(wanted - ONE_DAY)).days > LONG_CLOSURE:
            steps.append(DueStep(DueWhy.SPREAD, wanted, calendar.add_open_days(wanted, on)))
    return steps


Cap = tuple[date, DueWhy]


def _caps(
    calendar: Calendar, today: date, card_expires: date | None, not_after: date | None, cap_to_term: bool
) -> list[Cap]:
    term = calendar.term_of(today) if cap_to_term else None
    caps = ((card_expires, DueWhy.CARD), (not_after, DueWhy.BY_HAND), (term.last if term else None, DueWhy.TERM))
    return [(day, why) for day, why in caps if day is not None]


def _capped(calendar: Calendar, wanted: date, today: date, caps: list[Cap]) -> list[DueStep]:
    """What the earliest of the caps takes away; nothing is due before it was lent."""
    steps: list[DueStep] = []
    if caps:
        last, why = min(caps)
        if last < wanted:
            steps.append(DueStep(why, wanted, calendar.previous_open(last)))
            wanted = steps[-1].day
    if wanted < today:
        steps.append(DueStep(DueWhy.NOT_BEFORE, wanted, today))
    return steps


def moved_due(
    due: date,
    today: date,
    calendar: Calendar,
    *,
    card_expires: date | None = None,
    not_after: date | None = None,
    cap_to_term: bool = True,
    spread: int = 0,
    seed: int = 0,
) -> date:
    """Return the due date of an open loan after the calendar has changed: an open day stays, a closed one moves.

    `not_after` is the last day of the loan's term as it is now: an open day after it moves back. After a long closure
    the loans are spread over the first `spread` open days, the reader's id as `seed`. The caps are those of the term
    in which the loan is due, so that a holiday loan stays one. What is overdue already keeps its date.
    Raises NeverOpen.
    """
    open_still = due < today or calendar.is_open(due)
    if open_still and (due < today or not_after is None or due <= not_after):
        return due
    wanted = due if open_still else _after_closure(calendar, due, spread, seed)
    term = calendar.term_of(due) if cap_to_term else None
    last = min(cap for cap in (card_expires, not_after, term.last if term else None, wanted) if cap is not None)
    return max(wanted if last == wanted else calendar.previous_open(last), today)


def _after_closure(calendar: Calendar, day: date, spread: int, seed: int) -> date:
    reopened = calendar.next_open(day)
    if spread > 1 and (reopened - calendar.previous_open(day)).days > LONG_CLOSURE:
        return calendar.add_open_days(reopened, seed % spread)
    return reopened


class RenewalFault(StrEnum):
    TOO_MANY = "too_many"
    TOO_SOON = "too_soon"
    NO_CHANGE = "no_change"


class RenewalRefused(DeskError):
    """A loan that cannot be renewed now. `renewals` are those allowed, `first_day` is when to come back."""

    fault: RenewalFault
    renewals: int
    due: date
    first_day: date | None = None

    def text(self) -> str:
        if self.fault is RenewalFault.TOO_MANY and not self.renewals:
            return _("This book cannot be renewed. It is due on {due}.").format(due=show_day(self.due))
        if self.fault is RenewalFault.TOO_MANY:
            return _("Already renewed as often as the rules allow ({n}). The book is due on {due}.").format(
                n=self.renewals, due=show_day(self.due)
            )
        if self.first_day is not None:
            return _("It is too early to renew. Come back from {day} on.").format(day=show_day(self.first_day))
        return _("Renewing would not give more time. The book stays due on {due}.").format(due=show_day(self.due))


def renewed_due(
    rule: LoanRule, today: date, due: date, calendar: Calendar, *, renewed: int, **how: Unpack[DueHow]
) -> date:
    """Return the new due date of a loan that was renewed `renewed` times before; raises RenewalRefused.

    Counting from the due date, an overdue loan counts from today instead, or the renewal could be overdue at once.
    """
    if renewed >= rule.renewals:
        raise RenewalRefused(RenewalFault.TOO_MANY, rule.renewals, due)
    if rule.no_renewal_before_days is not None:
        first_day = due - timedelta(days=rule.no_renewal_before_days)
        if today < first_day:
            raise RenewalRefused(
                RenewalFault.TOO_SOON,
                rule.renewals,
                due,
                min(due, calendar.next_open(first_day)),
            )
    days = rule.days if rule.renewal_days is None else rule.renewal_days
    start = max(due, today) if rule.renew_from == "due" else today
    new_due = _steps(calendar, start, days, today, how)[-1].day
    if new_due <= due:
        raise RenewalRefused(RenewalFault.NO_CHANGE, rule.renewals, due)
    return new_due


class Overdue(Value):
    """How late a book is; both 0 while it is not."""

    days: int
    open_days: int


def overdue_days(due: date, today: date, calendar: Calendar) -> Overdue:
    """Count the days after the due date up to today.

    Where the due date has become a closed day, the next open day is in time still.
    """
    if today <= due or today <= (last_in_time := calendar.next_open(due)):
        return Overdue(0, 0)
    return Overdue((today - last_in_time).days, calendar.open_days_between(last_in_time, today))


def suspended_until(rule: LoanRule, due: date, returned: date, calendar: Calendar) -> date | None:
    """Return the last day on which a reader who returned late may not borrow, or None.

    Open days late times the rule's factor, parts of a day dropped, counted in open days after the return, at most
    `max_suspension_days`, and over when the term is.
    """
    late = overdue_days(due, returned, calendar).open_days
    days = min(int(late * rule.suspension_days_per_day), rule.max_suspension_days)
    if days <= 0:
        return None
    until = calendar.add_open_days(returned, days)
    term = calendar.term_of(returned)
    return min(until, term.last) if term else until
