"""How a lending rule and its place in the table are said: 3册, 14天 续1."""

from typing import Final

from libdesk.domain.duedates import LoanRule
from libdesk.domain.rulebook import ANY, Key
from libdesk.domain.show import show_item_kind, show_reader_kind
from libdesk.i18n import N_, _, ngettext


def show_rule(rule: LoanRule) -> tuple[str, str]:
    """(how many, how long and how often renewed), as short as a cell; the second is empty where nothing is lent."""
    if rule.max_loans == 0:
        return _("not lent"), ""
    if rule.max_loans is None:
        many = _("any number")
    else:
        many = ngettext("{n} item", "{n} items", rule.max_loans).format(n=rule.max_loans)
    days = ngettext("{n} day", "{n} days", rule.days).format(n=rule.days)
    renewed = _("+{n}").format(n=rule.renewals) if rule.renewals else _("+0")
    return many, f"{days} {renewed}"


def rule_in_words(rule: LoanRule) -> str:
    """The same where there is room for it."""
    many, _rest = show_rule(rule)
    if rule.max_loans == 0:
        return many
    days = ngettext("{n} day", "{n} days", rule.days).format(n=rule.days)
    if not rule.renewals:
        return _("{many}, {days}, not renewed").format(many=many, days=days)
    return _("{many}, {days}, renewed {n} times at most").format(many=many, days=days, n=rule.renewals)


_ROWS: Final = {
    "pupil_low": N_("lower grades"),
    "pupil_mid": N_("middle grades"),
    "pupil_high": N_("upper grades"),
    "pupil_junior": N_("junior secondary"),
    "pupil_senior": N_("senior secondary"),
}


def show_row(kind: str) -> str:
    """The name of a row of the table, where those of pupils stand together."""
    return _(_ROWS[kind]) if kind in _ROWS else show_reader_kind(kind)


def show_column(item_kind: str) -> str:
    """The name of a column of the table."""
    return _("everything") if item_kind == ANY else show_item_kind(item_kind)


def show_cell(key: Key) -> str:
    """The name of a cell: “pupil · periodical”."""
    return _("“{row} · {column}”").format(row=show_row(key[0]), column=show_column(key[1]))
