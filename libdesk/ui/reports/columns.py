"""The columns of the reports' lists, and their cells as a spreadsheet gets them."""

from collections.abc import Callable
from datetime import date
from typing import Final

from libdesk.actions.desk import Desk
from libdesk.domain.classes import SchoolSystem
from libdesk.domain.rows.reports import GroupLoans, GroupOverdue, OverdueLoan, Period
from libdesk.domain.show import show_day
from libdesk.domain.title_rules import money_text
from libdesk.domain.withdrawals import REASON_NAMES
from libdesk.exchange.export import Cell
from libdesk.i18n import N_, _
from libdesk.ui.widgets.row_model import Column, Width

NOTHING: Final = "–"
DAYS: Final = ("due", "oldest", "span", "day")  # columns whose sort key is their day
WITHDRAWN: Final = (
    Column("day", N_("Day"), lambda row: show_day(row.day, weekday=False), sort=lambda row: row.day),
    Column("list", N_("List"), lambda row: row.name or _("without a list"), width=Width.STRETCH),
    Column("reason", N_("Why"), lambda row: _(REASON_NAMES.get(row.reason, row.reason)), spare=1),
    Column("letter", N_("Subject class"), lambda row: row.class_letter),
    Column("titles", N_("Titles"), lambda row: f"{row.titles:,}", sort=lambda row: row.titles, right=True, spare=2),
    Column("copies", N_("Copies"), lambda row: f"{row.copies:,}", sort=lambda row: row.copies, right=True),
    Column("money", N_("Amount"), lambda row: money_text(row.amount_fen), sort=lambda row: row.amount_fen, right=True),
)


class Columns:
    """`period` is asked for whenever a cell is shown: the names that classes had in it."""

    def __init__(self, desk: Desk, period: Callable[[], Period]) -> None:
        self._desk, self._period = desk, period

    def classes(self) -> tuple[Column, ...]:
        return (
            Column("group", N_("Class"), self._group, sort=lambda row: row.group_key, width=Width.WHOLE),
            Column("loans", N_("Loans"), lambda row: f"{row.loans:,}", sort=lambda row: row.loans, right=True),
            Column("borrowers", N_("Borrowed"), borrowers_words, sort=lambda row: row.borrowers, right=True, spare=2),
            Column("readers", N_("Readers"), readers_words, sort=lambda row: row.readers, right=True, spare=1),
            Column("each", N_("Loans per reader"), each_words, sort=lambda row: row.each or 0.0, right=True),
        )  # fmt: skip

    def time(self) -> tuple[Column, ...]:
        return (
            Column("span", N_("When"), lambda row: row.span.name, sort=lambda row: row.span.first, width=Width.STRETCH),
            Column("loans", N_("Loans"), lambda row: f"{row.loans:,}", sort=lambda row: row.loans, right=True),
            Column("returns", N_("Returns"), lambda row: f"{row.returns:,}", sort=lambda row: row.returns, right=True),
            Column("read", N_("Room reading"), lambda row: f"{row.read:,}", sort=lambda row: row.read, right=True,
                   spare=2, tip=lambda _row: _("Lent into the room, scanned there after use, or counted by hand")),
            Column("repaired", N_("Mended"), lambda row: f"{row.repaired:,}", sort=lambda row: row.repaired,
                   right=True, spare=1),
        )  # fmt: skip

    def groups(self) -> tuple[Column, ...]:
        return (
            Column("group", N_("Class"), self._group, sort=lambda row: row.group_key, width=Width.WHOLE),
            Column("copies", N_("Overdue"), lambda row: str(row.copies), sort=lambda row: row.copies, right=True),
            Column(
                "readers",
                N_("Readers"),
                lambda row: str(row.readers),
                sort=lambda row: row.readers,
                right=True,
                spare=1,
            ),
            Column("oldest", N_("Oldest due day"), lambda row: show_day(row.oldest), sort=lambda row: row.oldest),
        )

    def loans(self) -> tuple[Column, ...]:
        return (
            Column("group", N_("Class"), self._group, sort=lambda row: row.list_key),
            Column("reader", N_("Name"), lambda row: row.reader, sort=lambda row: (row.sort_name, row.list_key)),
            Column("title", N_("Title"), lambda row: row.title, width=Width.STRETCH),
            Column("barcode", N_("Barcode"), lambda row: row.barcode, spare=1),
            Column("due", N_("Due"), lambda row: show_day(row.due, weekday=False), sort=lambda row: row.due),
            Column("late", N_("Days"), self._late, sort=lambda row: row.due, right=True, role=lambda _row: "bad"),
        )

    def _group(self, row: GroupLoans | GroupOverdue | OverdueLoan) -> str:
        """Loans of a period stand under the names that the classes had in it; what is overdue under those of today."""
        day = self._period().last if isinstance(row, GroupLoans) else self._desk.today
        return row.group(day, SchoolSystem(self._desk.settings.school_system))

    def _late(self, row: OverdueLoan) -> str:
        return str((self._desk.today - row.due).days)


def borrowers_words(row: GroupLoans) -> str:
    return str(row.borrowers) if row.of_persons else NOTHING


def readers_words(row: GroupLoans) -> str:
    return str(row.readers) if row.of_persons else NOTHING


def each_words(row: GroupLoans) -> str:
    """Loans per reader."""
    return NOTHING if row.each is None else f"{row.each:.2f}"


def cell(column: Column, row: object) -> Cell:
    """Figures and days as such, so that the spreadsheet can reckon with them; words and codes as they are shown."""
    if column.key in DAYS and column.sort:
        day: date = column.sort(row)
        return day
    text = column.text(row)
    if not column.right:
        return text
    if text == NOTHING:
        return None
    return float(text) if "." in text else int(text.replace(",", ""))
