"""What the page of withdrawal says of lists and copies."""

from libdesk.domain.charges import DEGREE_WORDS
from libdesk.domain.rows.books import STATUS_NAMES
from libdesk.domain.rows.withdrawals import Candidate, Done, WithdrawalRow
from libdesk.domain.show import show_day, show_money
from libdesk.domain.withdrawals import DISPOSAL_NAMES, REASON_NAMES, STATE_NAMES
from libdesk.i18n import _, ngettext


def reason(code: str) -> str:
    return _(REASON_NAMES.get(code, code))


def state(row: WithdrawalRow) -> str:
    return _(STATE_NAMES[row.state])


def state_role(row: WithdrawalRow) -> str:
    return {"approved": "good", "draft": "warn"}.get(row.state, "")


def facts(row: WithdrawalRow) -> str:
    """How many, worth what; who approved it; what became of it."""
    copies = ngettext("{n} copy", "{n} copies", row.copies).format(n=f"{row.copies:,}")
    parts = [copies, show_money(row.amount_fen)]
    if row.out:
        parts.append(ngettext("{n} still with a reader", "{n} still with readers", row.out).format(n=row.out))
    lines = ["  ·  ".join(parts)]
    if row.approved is not None:
        text = _("Approved by {who} on {day}").format(
            who=row.approved_by, day=show_day(row.approved, weekday=False, year=True)
        )
        lines.append(f"{text}  ·  {row.approval_no}" if row.approval_no else text)
        if not row.is_done and row.approved_copies is not None and row.approved_copies != row.copies:
            text = ngettext(
                "{n} copy was approved; the list has been changed since.",
                "{n} copies were approved; the list has been changed since.", row.approved_copies,
            )  # fmt: skip
            lines.append(text.format(n=f"{row.approved_copies:,}"))
    if row.done is not None:
        text = _("Withdrawn on {day}").format(day=show_day(row.done, weekday=False, year=True))
        lines.append(f"{text}  ·  {_(DISPOSAL_NAMES.get(row.disposal, row.disposal))}")
    return "\n".join((*lines, row.note)).strip()


def done(receipt: Done) -> str:
    """What a withdrawal did, in one line."""
    n = receipt.withdrawn
    parts = [ngettext("{n} copy is withdrawn", "{n} copies are withdrawn", n).format(n=n)]
    if receipt.still_out:
        text = ngettext("{n} leaves when it comes back", "{n} leave when they come back", receipt.still_out)
        parts.append(text.format(n=receipt.still_out))
    if receipt.holds_ended:
        text = ngettext("{n} hold has ended", "{n} holds have ended", receipt.holds_ended)
        parts.append(text.format(n=receipt.holds_ended))
    return _("{parts}.").format(parts=_(", ").join(parts))


def what_for(row: Candidate) -> str:
    """What speaks for a candidate."""
    parts = []
    if row.damage:
        parts.append(_("damage: {degree}").format(degree=_(DEGREE_WORDS.get(row.damage, row.damage))))
    if row.status != "shelf":
        parts.append(_(STATUS_NAMES[row.status]))
    return _(", ").join(parts)


def last_lent(row: Candidate) -> str:
    return show_day(row.last_lent, weekday=False, year=True) if row.last_lent else _("not once")
