"""How issues and subscriptions are said on the page of periodicals and on its papers."""

from datetime import date
from typing import Final

from libdesk.domain.rows.serials import CheckedIn, IssueRow, SubscriptionRow
from libdesk.domain.serials.frequency import show_frequency
from libdesk.domain.serials.issues import STATE_NAMES, IssueState
from libdesk.domain.serials.lines import AwaitedLine
from libdesk.domain.settings import LibrarySettings
from libdesk.domain.show import show_day, show_money
from libdesk.i18n import _, ngettext, sentences

ROLES: Final = {
    IssueState.HERE: "good", IssueState.PARTLY: "warn", IssueState.DUE: "warn", IssueState.CLAIMED: "warn",
    IssueState.LATE: "bad", IssueState.LOST: "bad", IssueState.BOUND: "quiet", IssueState.SKIPPED: "quiet",
}  # fmt: skip
# Beside its number where there is no room for the word.
MARKS: Final = {
    IssueState.HERE: "✓", IssueState.PARTLY: "½", IssueState.DUE: "○", IssueState.EXPECTED: "·", IssueState.LATE: "!",
    IssueState.CLAIMED: "?", IssueState.LOST: "×", IssueState.BOUND: "■", IssueState.SKIPPED: "–",
}  # fmt: skip


def state_text(row: IssueRow, today: date) -> str:
    """Late 9 days; claimed 2 times; 1 of 2 here."""
    state = row.state(today)
    if state is IssueState.LATE:
        days = row.days_late(today)
        return ngettext("late {n} day", "late {n} days", days).format(n=days)
    if state is IssueState.CLAIMED:
        return ngettext("claimed {n} time", "claimed {n} times", row.claims).format(n=row.claims)
    if state is IssueState.PARTLY:
        return _("{n} of {copies} here").format(n=row.here, copies=row.counts.copies)
    return _(STATE_NAMES[state])


def late_rule(settings: LibrarySettings) -> str:
    """How long the school waits before an issue is on the list of claims."""
    kinds = (settings.late_periodical, settings.late_newspaper)
    periodicals, newspapers = (ngettext("{n} day", "{n} days", n).format(n=n) if n else _("its own day") for n in kinds)
    text = _("Late: a periodical after {periodicals}, a newspaper after {newspapers}.")
    return text.format(periodicals=periodicals, newspapers=newspapers)


def day_text(day: date | None, today: date) -> str:
    """With its weekday; with its year if that is not this one."""
    return show_day(day, year=day.year != today.year) if day is not None else _("day not known")


def span_text(row: SubscriptionRow) -> str:
    return _("{first} to {last}").format(
        first=show_day(row.first, weekday=False, year=True), last=show_day(row.last, weekday=False, year=True)
    )


def facts(row: SubscriptionRow) -> str:
    """One line of what is known of a subscription."""
    parts = [
        show_frequency(row.frequency), span_text(row),
        ngettext("{n} copy of each issue", "{n} copies of each issue", row.copies).format(n=row.copies), row.place,
        row.supplier,
        show_money(row.cost_fen) if row.cost_fen is not None else "", f"ISSN {row.issn}" if row.issn else "",
        _("post code {code}").format(code=row.post_code) if row.post_code else "",
        _("each copy gets a barcode") if row.with_codes else "",
        _("stopped on {day}").format(day=show_day(row.stopped, weekday=False, year=True)) if row.stopped else "",
        row.note,
    ]  # fmt: skip
    return "  ·  ".join(part for part in parts if part)


def here_already(row: IssueRow) -> str:
    text = _("“{title}” {issue} is here already. If another copy came, choose “Show its issues”.")
    return text.format(title=row.subscription.title, issue=row.name.text)


def not_awaited(issn: str) -> str:
    text = _("No periodical with ISSN {issn} is awaited. Look among the subscriptions, or subscribe to it there.")
    return text.format(issn=issn)


def perhaps_last(line: AwaitedLine, last: IssueRow, came: date, *, listed: bool) -> str:
    """What came last may lie here once more; the one ahead is checked in by choosing it."""
    assert line.issue is not None
    assert line.issue.expected is not None
    if listed:
        text = _(
            "“{title}” {last} has been here since {day}; {issue} is only expected on {expected}."
            " If it is that one, press ↓ and Enter."
        )
    else:
        text = _(
            "“{title}” {last} has been here since {day}; {issue} is only expected on {expected}."
            " If it is that one, check it in among the subscriptions."
        )
    return text.format(
        title=line.owner.title, last=last.name.short, day=show_day(came, weekday=False), issue=line.issue.name.short,
        expected=show_day(line.issue.expected, weekday=False),
    )  # fmt: skip


def came_text(done: CheckedIn) -> str:
    """What a check-in says: what came, the codes it got, and what should have come before it."""
    copies = ngettext("{n} piece", "{n} pieces", done.copies).format(n=done.copies)
    if done.issues > 1:
        issues = ngettext("{n} issue is here", "{n} issues are here", done.issues).format(n=done.issues)
        return _("{issues}, {copies}.").format(issues=issues, copies=copies)
    parts = [_("“{title}” {issue} is here: {copies}.").format(title=done.title, issue=done.name.text, copies=copies)]
    if done.awaited:
        parts.append(ngettext("{n} copy is still to come.", "{n} copies are still to come.", done.awaited).format(
            n=done.awaited
        ))  # fmt: skip
    if done.codes:
        parts.append(_("Barcodes: {codes}.").format(codes=_("; ").join(done.codes)))
    if done.late_before:
        late = _("; ").join(name.short for name in done.late_before)
        parts.append(_("Still missing before it: {issues}.").format(issues=late))
    return sentences(*parts)
