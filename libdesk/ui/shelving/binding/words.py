"""What the page of binding says of its lists, of volumes with their issues and gaps, and of books that go along."""

from collections.abc import Sequence
from datetime import date

from libdesk.domain.arrivals import waits_for
from libdesk.domain.charges import DEGREE_WORDS
from libdesk.domain.rows.bindings import BindingRow, BoundLine, BoundWhere, SerialYear
from libdesk.domain.serials.binding import STANDING_NAMES, STATE_NAMES, Gap, Planned, Standing, YearIssue, runs
from libdesk.domain.serials.names import IssueName
from libdesk.domain.show import show_day, show_money
from libdesk.i18n import _, ngettext


def state(row: BindingRow) -> str:
    return _(STATE_NAMES[row.state])


def state_role(row: BindingRow) -> str:
    return {"draft": "warn", "done": "quiet"}.get(row.state, "good")


def facts(row: BindingRow) -> str:
    """How many, worth what; where it is since when; what it cost."""
    parts = [ngettext("{n} volume", "{n} volumes", row.volumes).format(n=row.volumes)]
    if row.books:
        parts.append(ngettext("{n} book in repair", "{n} books in repair", row.books).format(n=row.books))
    parts.append(show_money(row.amount_fen))
    lines = ["  ·  ".join(parts)]
    steps = []
    if row.sent is not None:
        day = show_day(row.sent, weekday=False, year=True)
        words = _("sent to {bindery} on {day}") if row.bindery else _("sent on {day}")
        steps.append(words.format(bindery=row.bindery, day=day))
    if row.back is not None:
        steps.append(_("back on {day}").format(day=show_day(row.back, weekday=False, year=True)))
        steps.append(_("{n} of {all} on the shelf").format(n=row.shelved, all=row.volumes))
    if row.cost_fen:
        steps.append(_("binding {amount}").format(amount=show_money(row.cost_fen)))
    if steps:
        lines.append("  ·  ".join(steps))
    return "\n".join((*lines, row.note)).strip()


def issues(found: Sequence[tuple[IssueName, date | None]], *, days: bool = False) -> str:
    """No. 1–4, no. 6; with the days of each run where they are asked for."""
    parts = []
    for name, first, last in runs(found):
        if not days or first is None or last is None:
            parts.append(name)
        elif first == last:
            parts.append(_("{issue} ({day})").format(issue=name, day=show_day(first, weekday=False)))
        else:
            span = _("{first} to {last}").format(
                first=show_day(first, weekday=False), last=show_day(last, weekday=False)
            )
            parts.append(_("{issue} ({day})").format(issue=name, day=span))
    return _(", ").join(parts)


def gaps(found: Sequence[Gap], year: int) -> str:
    """What is not in a volume, with the reason; numbers of one reason together."""
    if not found:
        return _("complete")
    by_why: dict[Standing, list[tuple[IssueName, date | None]]] = {}
    for gap in found:
        by_why.setdefault(gap.why, []).append((IssueName(year, gap.number, gap.kind), None))
    told = [
        _("{issue} ({why})").format(issue=issues(names), why=_(STANDING_NAMES[why])) for why, names in by_why.items()
    ]
    return _("without {issues}").format(issues=_(", ").join(told))


def line_issues(line: BoundLine, *, days: bool = False) -> str:
    """The issues of a volume; of a book what it is there for."""
    if line.damage_id:
        return _("repair, {degree}").format(degree=_(DEGREE_WORDS.get(line.degree, line.degree)))
    return issues(line.issues, days=days)


def line_gaps(line: BoundLine) -> str:
    return "" if line.damage_id else gaps(line.gaps, line.year)


def line_state(line: BoundLine) -> str:
    """Where a volume or a book is on its way to the shelf."""
    if line.shelved is not None:
        return _("on the shelf since {day}").format(day=show_day(line.shelved, weekday=False))
    if line.damage_id:
        return _("being repaired") if line.damage_state == "bindery" else _("repaired")
    if line.status == "repair":
        return _("to be bound") if line.list_state == "draft" else _("being bound")
    return _("waits for: {steps}").format(steps=waits_for(line.waiting)) if line.waiting else _("back")


def standing(issue: YearIssue) -> str:
    """How it is with an issue: how many are there, or why it cannot be chosen, with whom or in which volume."""
    if issue.free:
        text = _(STANDING_NAMES[Standing.HERE])
        if issue.wanted > 1:
            text = _("{n} of {all} there").format(n=len(issue.free), all=issue.wanted)
        away = [piece for piece in issue.pieces if piece.standing in (Standing.LENT, Standing.HELD, Standing.REPAIR)]
        return _("{here}, {n} away").format(here=text, n=len(away)) if away else text
    why = issue.why_not
    where = next((piece.where for piece in issue.pieces if piece.standing is why and piece.where), "")
    text = _(STANDING_NAMES[why])
    return _("{state}: {where}").format(state=text, where=where) if where else text


def standing_role(issue: YearIssue) -> str:
    if issue.free:
        return ""
    return "quiet" if issue.why_not in (Standing.BOUND, Standing.SKIPPED, Standing.TO_COME) else "warn"


def year_facts(row: SerialYear, found: Sequence[YearIssue]) -> str:
    """How many issues can be bound; which are lent and could be had back."""
    free = sum(bool(issue.free) for issue in found)
    parts = [ngettext("{n} issue of the year", "{n} issues of the year", len(found)).format(n=len(found))]
    parts.append(_("{n} can be bound").format(n=free))
    lent = [(issue.name, None) for issue in found if any(one.standing is Standing.LENT for one in issue.pieces)]
    if lent:
        parts.append(_("on loan and left out: {issues}").format(issues=issues(lent)))
    return "  ·  ".join(parts)


def price(one: Planned, own: int | None = None) -> str:
    """What was typed, else the sum; told where an issue has no price."""
    if own is not None:
        return show_money(own)
    text = show_money(one.price_fen)
    return _("{amount} and {n} without a price").format(amount=text, n=one.unpriced) if one.unpriced else text


def where(found: BoundWhere, list_name: str) -> str:
    if found.is_member:
        text = _("This issue is bound into {volume}, which stands on the list “{list}”.")
    else:
        text = _("{volume} stands on the list “{list}”.")
    volume = _(", ").join(part for part in (found.name, found.barcode) if part)
    return text.format(volume=volume, list=list_name)
