"""What the page of batches says of a batch, its figures and its check."""

from collections.abc import Sequence
from typing import Final

from libdesk.domain.batches import KIND_NAMES, OUTCOME_NAMES, Differs, expected_fen, show_discount
from libdesk.domain.bureau import FIT_NAMES
from libdesk.domain.entering import Entered
from libdesk.domain.rows.batches import BatchRow, CheckRow
from libdesk.domain.rows.bureau import NamedTitle, ReadList
from libdesk.domain.show import show_day, show_money
from libdesk.i18n import _, ngettext

TOLD: Final = 6  # titles that are named one by one


def kind(row: BatchRow) -> str:
    return _(KIND_NAMES.get(row.kind, row.kind))


def state(row: BatchRow) -> str:
    """passed, or that it waits."""
    return _(OUTCOME_NAMES.get(row.outcome, row.outcome)) if row.outcome else _("to be checked")


def state_role(row: BatchRow) -> str:
    return {"": "warn", "passed": "good"}.get(row.outcome, "bad")


def books(row: BatchRow) -> str:
    titles = ngettext("{n} title", "{n} titles", row.titles).format(n=f"{row.titles:,}")
    copies = ngettext("{n} copy", "{n} copies", row.copies).format(n=f"{row.copies:,}")
    return _(", ").join((titles, copies))


def facts(row: BatchRow, counts: Entered | None) -> str:
    """Where it came from, what it holds, what it cost: a line each."""
    came = [kind(row), show_day(row.day, year=True)]
    if row.voucher:
        came.append(_("voucher {no}").format(no=row.voucher))
    holds = [books(row)] if row.copies else [_("No book has been entered with it yet.")]
    if row.copies and row.copies > row.unpriced:
        holds.append(_("together {amount}").format(amount=show_money(row.copies_fen)))
    if row.unpriced:
        holds.append(ngettext("{n} without a price", "{n} without a price", row.unpriced).format(n=row.unpriced))
    if counts is not None:
        text = _("entered {entered} / {came}")
        holds.append(text.format(entered=f"{counts.entered:,}", came=f"{counts.came:,}"))
    lines = ["  ·  ".join(came), "  ·  ".join(holds), "  ·  ".join(_sums(row)), row.note]
    return "\n".join(line for line in lines if line)


def _sums(row: BatchRow) -> list[str]:
    found = []
    if row.list_fen is not None:
        found.append(_("list price {amount}").format(amount=show_money(row.list_fen)))
    if row.discount_permille is not None:
        found.append(_("discount {percent}").format(percent=show_discount(row.discount_permille)))
    if row.paid_fen is not None:
        found.append(_("paid {amount}").format(amount=show_money(row.paid_fen)))
    return found


def differs(row: BatchRow) -> str:
    """What does not agree, in sentences; "" when all does."""
    told = []
    for what in row.differs:
        if what is Differs.PAID and row.list_fen is not None and row.discount_permille is not None:
            due = show_money(expected_fen(row.list_fen, row.discount_permille))
            told.append(
                _("List price times discount is {due}, but {paid} was paid.").format(
                    due=due, paid=show_money(row.paid_fen or 0)
                )
            )
        elif what is Differs.COPIES:
            told.append(
                _("The copies together cost {copies}, the list price is {list}.").format(
                    copies=show_money(row.copies_fen), list=show_money(row.list_fen or 0)
                )
            )
    return "\n".join(told)


def checked(checks: Sequence[CheckRow]) -> str:
    """The last check in a line, with its note."""
    if not checks:
        return _("Its content has not been checked yet.")
    last = checks[0]
    text = _("Checked on {day} by {who}: {outcome}").format(
        day=show_day(last.day, weekday=False, year=True), who=last.by_whom, outcome=_(OUTCOME_NAMES[last.outcome])
    )
    return f"{text}\n{last.note}" if last.note else text


def named(rows: Sequence[NamedTitle], lists: int) -> str:
    """What the bureau's lists say of a batch."""
    if not lists:
        return _("No list of the bureau is kept yet.")
    if not rows:
        return ngettext(
            "None of its titles is on the list of the bureau.", "None of its titles is on the {n} lists of the "
            "bureau.", lists,
        ).format(n=lists)  # fmt: skip
    head = ngettext("The bureau’s lists may mean {n} title:", "The bureau’s lists may mean {n} titles:", len(rows))
    lines = [head.format(n=len(rows)), *(f"· {named_line(row)}" for row in rows[:TOLD])]
    if len(rows) > TOLD:
        lines.append(ngettext("and {n} more", "and {n} more", len(rows) - TOLD).format(n=len(rows) - TOLD))
    return "\n".join(lines)


def named_line(row: NamedTitle) -> str:
    return _("“{title}” ({fit}), {list}").format(title=row.title, fit=_(FIT_NAMES[row.fit]), list=row.notice)


def read(found: ReadList) -> str:
    """What was read of a list, with what was passed over: the counts add up."""
    parts = [ngettext("{n} title read", "{n} titles read", len(found.lines)).format(n=len(found.lines))]
    if found.skipped:
        text = ngettext("{n} row is blank or a heading", "{n} rows are blank or headings", found.skipped)
        parts.append(text.format(n=found.skipped))
    if found.repeated:
        parts.append(ngettext("{n} repeated", "{n} repeated", found.repeated).format(n=found.repeated))
    if found.bad_isbns:
        text = ngettext("{n} wrong ISBN left out", "{n} wrong ISBN left out", found.bad_isbns)
        parts.append(text.format(n=found.bad_isbns))
    if found.unread:
        rows = _(", ").join(str(number) for number in found.unread[:TOLD])
        text = ngettext("{n} row names no book: {rows}", "{n} rows name no book: {rows}", len(found.unread))
        parts.append(text.format(n=len(found.unread), rows=rows))
    return _(", ").join(parts)
