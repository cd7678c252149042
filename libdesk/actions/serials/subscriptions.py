"""A periodical is subscribed to: its issues are foretold as rows. Changed, stopped, carried over to the next year."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

from libdesk.actions.cataloguing.adding import new_title
from libdesk.actions.cataloguing.titles import find_title
from libdesk.actions.desk import Desk
from libdesk.actions.journal import Action
from libdesk.actions.serials.errors import (
    AlreadySubscribed,
    CopiesWrong,
    IssnWrong,
    NothingToCarry,
    SerialNameless,
    StopOutside,
    SubscriptionGone,
    SubscriptionInUse,
)
from libdesk.domain.identifiers import normalise_issn
from libdesk.domain.ops import Op
from libdesk.domain.rows.serials import IssueRow, SubscriptionRow
from libdesk.domain.serials.foretelling import Foretold, foretell, next_span, next_start
from libdesk.domain.serials.frequency import Closed, Frequency, Unit, show_frequency
from libdesk.domain.serials.names import IssueKind
from libdesk.domain.serials.numbering import Numbering, Numbers, Restart, last_number
from libdesk.domain.titles import TitleFields
from libdesk.store.queries.serials import issues as issue_queries
from libdesk.store.queries.serials import subscriptions as queries
from libdesk.store.tables import Issue, Subscription

MOST_COPIES: Final = 99
STEP: Final = 100  # between two issues in their order: room for supplements and what was not foretold
COLUMNS: Final = ("subscription_id", "seq", "volume", "number", "total_no", "expected")


@dataclass(frozen=True, slots=True)
class NewSerial:
    """A periodical that the catalogue has not yet."""

    title: str
    kind: str = "periodical"
    issn: str = ""
    post_code: str = ""


@dataclass(frozen=True, slots=True)
class SubscriptionForm:
    """What is subscribed to: a title of the catalogue, or a new one."""

    title_id: int | None
    year: int
    first: date
    last: date
    frequency: Frequency
    numbering: Numbering = field(default_factory=Numbering)
    copies: int = 1
    place_id: int | None = None
    issue_fen: int | None = None
    year_fen: int | None = None
    supplier: str = ""
    with_codes: bool = False
    note: str = ""
    new: NewSerial | None = None


def make_subscription(desk: Desk, form: SubscriptionForm) -> int:
    """Subscribe to a title, with its issues foretold; gives the subscription's id.

    A new title whose ISSN the catalogue knows is that one. Raises SerialNameless, IssnWrong, TitleUnknown,
    AlreadySubscribed, CopiesWrong, FrequencyWrong, NumberingWrong.
    """
    with desk.action(Op.EDIT_SUBSCRIPTION) as act:
        title_id = form.title_id if form.title_id is not None else _title(act, desk, form)
        subscription_id, count = _subscribe(act, desk, title_id, form)
        act.note(subscription=subscription_id, title=title_id, issues=count, new=1)
    return subscription_id


def edit_subscription(desk: Desk, subscription_id: int, form: SubscriptionForm) -> int:
    """Change a subscription; gives the journal entry.

    Another frequency, numbering or span foretells anew what has not come: what came or was claimed stays as it is, and
    the numbers go on after it. Another number of copies counts from today on. Raises as make_subscription does.
    """
    with desk.action(Op.EDIT_SUBSCRIPTION) as act:
        before = find_subscription(desk, subscription_id)
        _check(desk, before.title_id, form, but=subscription_id)
        if form.copies != before.copies:
            _keep_copies(act, desk, before)
        act.change(Subscription, subscription_id, **_values(form))
        now = (form.first, form.last, form.frequency, form.numbering)
        if now != (before.first, before.last, before.frequency, before.numbering):
            _foretell_anew(act, desk, before, form)
        act.note(subscription=subscription_id, title=before.title_id)
    return act.journal_id


def stop_subscription(desk: Desk, subscription_id: int, day: date | None) -> int:
    """Nothing after this day is awaited; None: it goes on. Raises SubscriptionGone, StopOutside."""
    with desk.action(Op.EDIT_SUBSCRIPTION) as act:
        before = find_subscription(desk, subscription_id)
        if day is not None and not before.first <= day <= before.last:
            raise StopOutside()
        act.change(Subscription, subscription_id, stopped_day=day.isoformat() if day else None)
        act.note(subscription=subscription_id, title=before.title_id, stopped=int(day is not None))
    return act.journal_id


def remove_subscription(desk: Desk, subscription_id: int) -> int:
    """One that was made by mistake, with its issues. Raises SubscriptionGone, SubscriptionInUse."""
    with desk.action(Op.EDIT_SUBSCRIPTION) as act:
        before = find_subscription(desk, subscription_id)
        rows = issue_queries.of_subscription(desk.library, subscription_id)
        if any(_touched(row) for row in rows):
            raise SubscriptionInUse(before.title)
        for row in rows:
            act.remove(Issue, row.id)
        act.remove(Subscription, subscription_id)
        act.note(subscription=subscription_id, title=before.title_id)
    return act.journal_id


def carry_over(desk: Desk, year: int) -> int:
    """All that runs on from this year, in one step; gives how many, without what follows already.

    Raises NothingToCarry.
    """
    with desk.action(Op.EDIT_SUBSCRIPTION) as act:
        count = 0
        for row in queries.subscriptions(desk.library, year):
            begin, end = next_span(row.first, row.last)
            if row.stopped is None and not queries.overlapping(desk.library, row.title_id, row.place_id, begin, end):
                _subscribe(act, desk, row.title_id, following_form(desk, row))
                count += 1
        if not count:
            raise NothingToCarry(year)
        act.note(year=year, subscriptions=count)
    return count


def following_form(desk: Desk, row: SubscriptionRow) -> SubscriptionForm:
    """What follows a subscription: the series and its numbers go on."""
    begin, end = next_span(row.first, row.last)
    frequency = row.frequency
    start = next_start(frequency, row.first, row.last)
    if start is not None and start > end:  # every two years: it pauses, and the day is moved by hand
        start = None
    following = Frequency(
        frequency.unit, frequency.per, frequency.every, frequency.weekdays, frequency.days, start, frequency.holidays
    )
    last = issue_queries.last_of(desk.library, row)
    numbering = row.numbering
    if last is not None and last_number(last.number):
        of_year = last.expected.year if last.expected is not None else row.last.year
        numbering = numbering.going_on(numbers_of(last), new_year=begin.year != of_year)
    elif numbering.restart is Restart.YEAR:
        numbering = Numbering(1, volume=numbering.volume + 1 if numbering.volume else 0)
    return SubscriptionForm(
        row.title_id, row.year + begin.year - row.first.year, begin, end, following, numbering, row.copies,
        row.place_id, row.issue_fen, row.year_fen, row.supplier, row.with_codes, row.note,
    )  # fmt: skip


# Parts of other actions


def find_subscription(desk: Desk, subscription_id: int) -> SubscriptionRow:
    """Raises SubscriptionGone."""
    found = queries.subscription(desk.library, subscription_id)
    if found is None:
        raise SubscriptionGone()
    return found


def numbers_of(row: IssueRow) -> Numbers:
    """The last numbers that an issue bears, from which the next ones follow."""
    return Numbers(last_number(row.number), last_number(row.name.volume), last_number(row.total_no))


def closed_on(desk: Desk) -> Closed:
    """Whether a day is a public holiday: closed in the calendar by its date."""
    exceptions = desk.calendar.exceptions
    return lambda day: (found := exceptions.get(day)) is not None and not found.open


def put_issues(act: Action, subscription_id: int, issues: Iterable[Foretold], after: int = 0) -> int:
    """Rows of foretold issues behind the place `after`; gives how many."""
    rows = [
        (
            subscription_id, after + STEP * nth, str(one.numbers.volume) if one.numbers.volume else None,
            str(one.numbers.number), str(one.numbers.total) if one.numbers.total else None,
            one.expected.isoformat() if one.expected else None,
        )
        for nth, one in enumerate(issues, 1)
    ]  # fmt: skip
    act.add_many(Issue, COLUMNS, rows)
    return len(rows)


def _subscribe(act: Action, desk: Desk, title_id: int, form: SubscriptionForm) -> tuple[int, int]:
    _check(desk, title_id, form)
    issues = foretell(form.first, form.last, form.frequency, form.numbering, closed_on(desk))
    subscription_id = act.add(Subscription, title_id=title_id, **_values(form))
    return subscription_id, put_issues(act, subscription_id, issues)


def _check(desk: Desk, title_id: int, form: SubscriptionForm, *, but: int = 0) -> None:
    title = find_title(desk, title_id).fields.title
    if not 1 <= form.copies <= MOST_COPIES:
        raise CopiesWrong(MOST_COPIES)
    foretell(form.first, form.last, form.frequency, form.numbering, closed_on(desk))
    if queries.overlapping(desk.library, title_id, form.place_id, form.first, form.last, but):
        raise AlreadySubscribed(title)


def _title(act: Action, desk: Desk, form: SubscriptionForm) -> int:
    new = form.new
    if new is None or not new.title.strip():
        raise SerialNameless()
    issn = normalise_issn(new.issn) if new.issn.strip() else ""
    if issn is None:
        raise IssnWrong(new.issn.strip()[:20])
    known = queries.titles_of_issn(desk.library, issn) if issn else []
    if known:
        return known[-1]
    fields = TitleFields(
        new.title, new.kind, issn=issn, post_code=new.post_code.strip(), price_fen=form.issue_fen,
        frequency=show_frequency(form.frequency),
    )  # fmt: skip
    return new_title(act, desk, fields)


def _values(form: SubscriptionForm) -> dict[str, Any]:
    return {
        "year": form.year, "first_day": form.first.isoformat(), "last_day": form.last.isoformat(),
        "frequency": form.frequency.text, "numbering": form.numbering.text, "copies": form.copies,
        "place_id": form.place_id, "issue_fen": form.issue_fen, "year_fen": form.year_fen,
        "supplier": " ".join(form.supplier.split()) or None, "with_codes": int(form.with_codes),
        "note": form.note.strip() or None,
    }  # fmt: skip


def _touched(row: IssueRow) -> bool:
    return bool(row.here or row.lost or row.claims)


def _keep_copies(act: Action, desk: Desk, before: SubscriptionRow) -> None:
    """Issues of before today, and those of which any copy came, keep the number of copies that they had."""
    for row in issue_queries.of_subscription(desk.library, before.id):
        past = row.expected is not None and row.expected < desk.today
        if row.own_copies is None and (past or _touched(row)):
            act.change(Issue, row.id, copies=before.copies)


def _foretell_anew(act: Action, desk: Desk, before: SubscriptionRow, form: SubscriptionForm) -> None:
    rows = issue_queries.of_subscription(desk.library, before.id)
    issues: Sequence[Foretold] = foretell(form.first, form.last, form.frequency, form.numbering, closed_on(desk))
    kept = next((row for row in reversed(rows) if _touched(row) and row.kind is not IssueKind.SUPPLEMENT), None)
    for row in rows:
        if not _touched(row) and (kept is None or row.seq > kept.seq):
            act.remove(Issue, row.id)
    if kept is None:
        put_issues(act, before.id, issues, max((row.seq for row in rows if _touched(row)), default=0))
        return
    if form.frequency.unit is Unit.IRREGULAR:
        left = issues[sum(row.seq <= kept.seq for row in rows) :]
    else:
        left = [one for one in issues if one.expected and (kept.expected is None or one.expected > kept.expected)]
    years = [one.expected.year if one.expected else form.first.year for one in left]
    last_year = kept.expected.year if kept.expected else form.first.year
    if left:
        going_on = form.numbering.going_on(numbers_of(kept), new_year=years[0] != last_year)
        numbers = going_on.run(years)
        left = [Foretold(one.expected, own) for one, own in zip(left, numbers, strict=True)]
    put_issues(act, before.id, left, max(row.seq for row in rows if row.seq <= kept.seq or _touched(row)))
