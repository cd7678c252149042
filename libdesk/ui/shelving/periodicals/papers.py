"""What is printed of periodicals: claims by supplier, the holiday's list, the subscriptions of a year, reading."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from itertools import groupby
from typing import Final

from libdesk.actions.desk import Desk
from libdesk.domain.rows.documents import TableColumn, TablePaper, TablePart
from libdesk.domain.rows.serials import IssueRow, SubscriptionRow, UseRow
from libdesk.domain.serials.frequency import show_frequency
from libdesk.domain.show import show_day, show_item_kind, show_money, show_month
from libdesk.i18n import N_, _, ngettext
from libdesk.ui.printing.document_makers import list_maker
from libdesk.ui.shelving.periodicals import words

TO_DO, DONE = "□", "✓"
CLAIMED: Final = (
    TableColumn(N_("No."), right=True),
    TableColumn(N_("Periodical or newspaper"), share=1),
    TableColumn(N_("Post office code")),
    TableColumn(N_("Issue")),
    TableColumn(N_("Expected")),
    TableColumn(N_("Days late"), right=True),
    TableColumn(N_("Missing copies"), right=True),
    TableColumn(N_("Claimed"), right=True),
)
EXPECTED: Final = (
    TableColumn(N_("Expected")),
    TableColumn(N_("Periodical or newspaper"), share=1),
    TableColumn(N_("Issue")),
    TableColumn(N_("Place")),
    TableColumn(N_("Copies taken"), right=True),
    TableColumn(N_("Sorted"), right=True),
)
SUBSCRIBED: Final = (
    TableColumn(N_("No."), right=True),
    TableColumn(N_("Periodical or newspaper"), share=1),
    TableColumn(N_("Post office code")),
    TableColumn(N_("Frequency")),
    TableColumn(N_("Copies taken"), right=True),
    TableColumn(N_("Place")),
    TableColumn(N_("Supplied by")),
    TableColumn(N_("Amount"), right=True),
)
READ: Final = (TableColumn(N_("What or when"), share=1), TableColumn(N_("Read"), right=True))
Maker = Callable[[], bytes]


def claim_maker(desk: Desk, rows: Sequence[IssueRow]) -> Maker:
    """A part for each supplier; those whose supplier is not known stand last."""
    ordered = sorted(rows, key=lambda row: (not _supplier(row), _supplier(row), row.subscription.title, row.seq))
    parts = tuple(
        TablePart(name or _("supplier not known"), tuple(_claims(desk, found)))
        for name, found in groupby(ordered, key=_supplier)
    )
    copies = sum(row.awaited for row in rows)
    total = ngettext("{n} copy is missing", "{n} copies are missing", copies).format(n=copies)
    paper = TablePaper(
        desk.settings.school, _("Claims of late issues"), _as_of(desk), CLAIMED, parts, total,
        signed=(_("Claimed by"), _("Received by the distributor")),
    )  # fmt: skip
    return list_maker(paper)


def _claims(desk: Desk, rows: Iterable[IssueRow]) -> list[tuple[str, ...]]:
    return [
        (
            str(number), row.subscription.title, row.subscription.post_code, row.name.label,
            words.day_text(row.expected, desk.today), str(row.days_late(desk.today)), str(row.awaited),
            str(row.claims or ""),
        )
        for number, row in enumerate(rows, 1)
    ]  # fmt: skip


def holiday_maker(desk: Desk, first: date, last: date, rows: Sequence[IssueRow]) -> Maker:
    """What was to come between two days, with a box for each that is not sorted yet."""
    span = _("{first} to {last}").format(first=show_day(first, year=True), last=show_day(last, year=True))
    lines = tuple(
        (
            words.day_text(row.expected, desk.today), row.subscription.title, row.name.text, row.subscription.place,
            str(row.counts.copies), TO_DO if row.awaited else DONE,
        )
        for row in rows
    )  # fmt: skip
    left = sum(row.awaited > 0 for row in rows)
    total = _("{issues}, {n} not sorted yet").format(
        issues=ngettext("{n} issue", "{n} issues", len(rows)).format(n=len(rows)), n=left
    )
    heading = _("Papers of the holidays")
    return list_maker(
        TablePaper(
            desk.settings.school, heading, span, EXPECTED, (TablePart("", lines),), total, signed=(_("Sorted by"),)
        )
    )


def subscription_maker(desk: Desk, year: int, rows: Sequence[SubscriptionRow]) -> Maker:
    """What is subscribed to in a year, periodicals and newspapers apart, with the sum."""
    parts = []
    for kind, name in (("periodical", show_item_kind("periodical")), ("newspaper", show_item_kind("newspaper"))):
        found = [row for row in rows if (row.kind == "newspaper") == (kind == "newspaper")]
        if found:
            parts.append(TablePart(name, tuple(_subscribed(number, row) for number, row in enumerate(found, 1))))
    copies, fen = sum(row.copies for row in rows), sum(row.cost_fen or 0 for row in rows)
    total = _(", ").join((
        ngettext("{n} title", "{n} titles", len(rows)).format(n=len(rows)),
        ngettext("{n} piece", "{n} pieces", copies).format(n=copies), show_money(fen),
    ))  # fmt: skip
    heading = _("Periodicals and newspapers subscribed to in {year}").format(year=year)
    return list_maker(
        TablePaper(
            desk.settings.school, heading, _as_of(desk), SUBSCRIBED, tuple(parts), total,
            signed=(_("Ordered by"), _("Approved by")), wide=True,
        )
    )  # fmt: skip


def _subscribed(number: int, row: SubscriptionRow) -> tuple[str, ...]:
    cost = row.cost_fen
    return (
        str(number), row.title, row.post_code, show_frequency(row.frequency, weekdays=False), str(row.copies),
        row.place, row.supplier, show_money(cost) if cost is not None else "",
    )  # fmt: skip


def use_maker(desk: Desk, year: int, rows: Sequence[UseRow], months: Sequence[tuple[date, int]]) -> Maker:
    """Reading in the room in a year, by title and by month."""
    by_title = tuple((row.title or _("in general"), f"{row.year:,}") for row in rows if row.year)
    by_month = tuple((show_month(month), f"{uses:,}") for month, uses in months)
    parts = (TablePart(_("By periodical or newspaper"), by_title), TablePart(_("By month"), by_month))
    total = _("Read {n} times in all").format(n=f"{sum(row.year for row in rows):,}")
    heading = _("Reading in the room in {year}").format(year=year)
    return list_maker(TablePaper(desk.settings.school, heading, _as_of(desk), READ, parts, total))


def _supplier(row: IssueRow) -> str:
    return row.subscription.supplier


def _as_of(desk: Desk) -> str:
    return _("As it stands on {day}").format(day=show_day(desk.today, year=True))
