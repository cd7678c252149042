"""What was foretold meets what appears: combined, split, supplements, extra ones, other numbers and days."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from libdesk.actions.desk import Desk
from libdesk.actions.journal import Action
from libdesk.actions.serials.errors import IssueGone, IssueTouched, NoNextIssue, NotCombined, NumberMissing
from libdesk.actions.serials.subscriptions import STEP, find_subscription, numbers_of
from libdesk.domain.ops import Op
from libdesk.domain.rows.serials import IssueRow
from libdesk.domain.serials.names import IssueKind, IssueName
from libdesk.domain.serials.numbering import Numbers, first_number, joined, last_number
from libdesk.store.queries.serials import issues as queries
from libdesk.store.tables import Issue, Volume


@dataclass(frozen=True, slots=True)
class IssueForm:
    """What an issue bears, and the day on which it is expected. `copies`: where they are others than subscribed to."""

    number: str
    volume: str = ""
    total_no: str = ""
    expected: date | None = None
    note: str = ""
    copies: int | None = None


def combine(desk: Desk, issue_id: int) -> int:
    """This issue and the next one appear as one, with both numbers. Raises IssueGone, NoNextIssue, IssueTouched."""
    with desk.action(Op.EDIT_SUBSCRIPTION) as act:
        row = find_issue(desk, issue_id)
        following = _after(desk, row)
        if row.kind is IssueKind.SUPPLEMENT or not following:
            raise NoNextIssue()
        other = following[0]
        _untouched(other)
        total = joined(row.total_no, other.total_no) if row.total_no and other.total_no else row.total_no
        values = {"number": joined(row.number, other.number), "total_no": total or None, "kind": IssueKind.COMBINED}
        act.remove(Issue, other.id)
        _change(act, row, values)
        _note(act, row)
    return act.journal_id


def split(desk: Desk, issue_id: int) -> int:
    """A combined issue becomes one for each of its numbers again. Raises IssueGone, NotCombined, IssueTouched."""
    with desk.action(Op.EDIT_SUBSCRIPTION) as act:
        row = find_issue(desk, issue_id)
        first, last = first_number(row.number), last_number(row.number)
        if row.kind is not IssueKind.COMBINED or last <= first:
            raise NotCombined(row.name.text)
        _untouched(row)
        total = first_number(row.total_no)
        days = _days_between(desk, row, last - first)
        act.change(Issue, row.id, number=str(first), kind=IssueKind.ISSUE.value, total_no=str(total) if total else None)
        before = row
        for nth, day in enumerate(days, 1):
            values: dict[str, Any] = {
                "number": str(first + nth), "volume": row.name.volume or None,
                "total_no": str(total + nth) if total else None, "expected": day.isoformat() if day else None,
            }  # fmt: skip
            before = find_issue(desk, _insert(act, desk, before, IssueKind.ISSUE, values))
        _note(act, row)
    return act.journal_id


def skip(desk: Desk, issue_ids: Sequence[int], *, skipped: bool = True) -> int:
    """These never appear, or are given up: they keep their numbers and are awaited no more. Raises IssueGone."""
    with desk.action(Op.EDIT_SUBSCRIPTION) as act:
        rows = [find_issue(desk, issue_id) for issue_id in issue_ids]
        for row in rows:
            if row.skipped != skipped:
                act.change(Issue, row.id, skipped=int(skipped))
        act.note(issues=len(rows), title=rows[0].subscription.title_id, skipped=int(skipped))
    return act.journal_id


def add_supplement(desk: Desk, issue_id: int, form: IssueForm) -> int:
    """A supplement after this issue: its label moves no number. Gives its id. Raises IssueGone."""
    with desk.action(Op.EDIT_SUBSCRIPTION) as act:
        row = find_issue(desk, issue_id)
        made = _insert(act, desk, row, IssueKind.SUPPLEMENT, _values(form))
        _note(act, row)
    return made


def insert_issue(desk: Desk, subscription_id: int, form: IssueForm, *, after: int | None = None) -> int:
    """An issue that was not foretold, after another or at the end; gives its id.

    Raises SubscriptionGone, IssueGone, NumberMissing.
    """
    with desk.action(Op.EDIT_SUBSCRIPTION) as act:
        if not form.number.strip():
            raise NumberMissing()
        made = insert_in(act, desk, subscription_id, form, after=after)
        act.note(subscription=subscription_id, title=find_subscription(desk, subscription_id).title_id)
    return made


def edit_issue(desk: Desk, issue_id: int, form: IssueForm, *, following: bool = False) -> int:
    """Another number or day. `following`: the numbers of all that come after it go on from here.

    Those that came already keep theirs. Raises IssueGone, NumberMissing.
    """
    with desk.action(Op.EDIT_SUBSCRIPTION) as act:
        row = find_issue(desk, issue_id)
        if not form.number.strip() and row.kind is not IssueKind.SUPPLEMENT:
            raise NumberMissing()
        kind = row.kind
        if kind is not IssueKind.SUPPLEMENT:
            kind = IssueKind.COMBINED if last_number(form.number) > first_number(form.number) else IssueKind.ISSUE
        _change(act, row, {**_values(form), "kind": kind})
        if following and kind is not IssueKind.SUPPLEMENT:
            _renumber(act, desk, find_issue(desk, issue_id))
        _note(act, row)
    return act.journal_id


def remove_issue(desk: Desk, issue_id: int) -> int:
    """One that was foretold or added by mistake. Raises IssueGone, IssueTouched."""
    with desk.action(Op.EDIT_SUBSCRIPTION) as act:
        row = find_issue(desk, issue_id)
        _untouched(row)
        act.remove(Issue, row.id)
        _note(act, row)
    return act.journal_id


# Parts of other actions


def find_issue(desk: Desk, issue_id: int) -> IssueRow:
    """Raises IssueGone."""
    found = queries.issue(desk.library, issue_id)
    if found is None:
        raise IssueGone()
    return found


def insert_in(act: Action, desk: Desk, subscription_id: int, form: IssueForm, *, after: int | None = None) -> int:
    """An issue after another one, or at the end."""
    find_subscription(desk, subscription_id)
    rows = queries.of_subscription(desk.library, subscription_id)
    before = find_issue(desk, after) if after is not None else rows[-1] if rows else None
    combined = last_number(form.number) > first_number(form.number)
    kind = IssueKind.COMBINED if combined else IssueKind.ISSUE
    if before is not None:
        return _insert(act, desk, before, kind, _values(form))
    return act.add(Issue, subscription_id=subscription_id, seq=STEP, kind=kind.value, **_values(form))


def _insert(act: Action, desk: Desk, before: IssueRow, kind: IssueKind, values: dict[str, Any]) -> int:
    """A row behind another one; where there is no room between it and the next, those that follow move on."""
    rows = queries.of_subscription(desk.library, before.subscription.id)
    later = [row for row in rows if row.seq > before.seq]
    end = later[0].seq if later else before.seq + 2 * STEP
    if end - before.seq < 2:
        for row in reversed(later):
            act.change(Issue, row.id, seq=row.seq + STEP)
        end += STEP
    seq = (before.seq + end) // 2
    return act.add(Issue, subscription_id=before.subscription.id, seq=seq, kind=kind.value, **values)


def _values(form: IssueForm) -> dict[str, Any]:
    return {
        "number": form.number.strip().replace("–", "-"), "volume": form.volume.strip() or None,
        "total_no": form.total_no.strip().replace("–", "-") or None,
        "expected": form.expected.isoformat() if form.expected else None, "note": form.note.strip() or None,
        "copies": form.copies,
    }  # fmt: skip


def _change(act: Action, row: IssueRow, values: dict[str, Any]) -> None:
    """The volume by which the copies of a lent issue are called follows its name."""
    kind = IssueKind(values.get("kind", row.kind))
    act.change(Issue, row.id, **{**values, "kind": kind.value})
    after = IssueName(
        row.name.year, values.get("number", row.number), kind, values.get("volume", row.name.volume) or "",
        values.get("total_no", row.total_no) or "",
    )  # fmt: skip
    _rename(act, row, after)


def _rename(act: Action, row: IssueRow, after: IssueName) -> None:
    if after.label == row.name.label:
        return
    found = act.connection.execute(
        "SELECT DISTINCT volume_id FROM copy WHERE issue_id = ? AND volume_id IS NOT NULL", (row.id,)
    ).fetchall()
    taken = act.connection.execute(
        "SELECT 1 FROM volume WHERE title_id = ? AND label = ?", (row.subscription.title_id, after.label)
    ).fetchone()
    for (volume_id,) in found if taken is None else ():
        act.change(Volume, volume_id, label=after.label)


def _after(desk: Desk, row: IssueRow) -> list[IssueRow]:
    """The issues that bear a number and follow this one."""
    rows = queries.of_subscription(desk.library, row.subscription.id)
    return [one for one in rows if one.seq > row.seq and one.kind is not IssueKind.SUPPLEMENT]


def _untouched(row: IssueRow) -> None:
    if row.here or row.lost or row.claims:
        raise IssueTouched(row.name.text)


def _days_between(desk: Desk, row: IssueRow, count: int) -> list[date | None]:
    """Days for so many issues after this one and before the next: by the frequency, else its own day."""
    if row.expected is None:
        return [None] * count
    following = next((one.expected for one in _after(desk, row) if one.expected is not None), None)
    last = following - timedelta(days=1) if following is not None else row.subscription.last
    days: list[date | None] = [
        day for day in row.subscription.frequency.dates(row.subscription.first, last) if day > row.expected
    ]
    return [*days[:count], *[row.expected] * (count - len(days))]


def _renumber(act: Action, desk: Desk, row: IssueRow) -> None:
    numbering = row.subscription.numbering
    now, year = numbers_of(row), row.expected.year if row.expected else row.subscription.year
    for one in _after(desk, row):
        own = one.expected.year if one.expected else year
        first = numbering.after(now, new_year=own != year)
        width, year = max(0, last_number(one.number) - first_number(one.number)), own
        now = Numbers(first.number + width, first.volume, first.total + width if first.total else 0)
        if one.here or one.lost or one.claims:
            now = numbers_of(one)
            continue
        act.change(
            Issue, one.id, number=_both(first.number, now.number), volume=str(first.volume) if first.volume else None,
            total_no=_both(first.total, now.total) if first.total else None,
        )  # fmt: skip


def _both(first: int, last: int) -> str:
    return f"{first}-{last}" if last > first else str(first)


def _note(act: Action, row: IssueRow) -> None:
    act.note(subscription=row.subscription.id, title=row.subscription.title_id, issue=row.id)
