"""What is printed of what readers owe: the slip of a replaced book, the list of money for finance."""

from collections.abc import Callable, Sequence
from datetime import date, datetime
from zoneinfo import ZoneInfo

from libdesk.actions.desk import Desk
from libdesk.domain.charges import other_edition
from libdesk.domain.identifiers import hyphenated
from libdesk.domain.rows.charges import ChargeRow, PaymentRow
from libdesk.domain.rows.documents import ReplacementSlip, TableColumn, TablePaper, TablePart
from libdesk.domain.show import show_day, show_money
from libdesk.i18n import N_, _
from libdesk.ui.printing.document_makers import list_maker
from libdesk.ui.printing.slips import slip_paper
from libdesk.ui.readers import owed_words as words
from libdesk.ui.tab import Surroundings

LIST_COLUMNS = (
    TableColumn(N_("Class")),
    TableColumn(N_("Name")),
    TableColumn(N_("What it is about"), share=1),
    TableColumn(N_("Since when")),
    TableColumn(N_("How much"), right=True),
)
MONEY_COLUMNS = (
    TableColumn(N_("Day")),
    TableColumn(N_("Receipt")),
    TableColumn(N_("Class")),
    TableColumn(N_("Name")),
    TableColumn(N_("What for"), share=1),
    TableColumn(N_("Amount"), right=True),
)


def money_maker(desk: Desk, rows: Sequence[PaymentRow], day: date) -> Callable[[], bytes]:
    """What makes the list of payments that go to finance; it needs no desk any more."""
    return list_maker(money_paper(desk, rows, day))


def part_maker(desk: Desk, title: str, rows: Sequence[words.OwedRow]) -> Callable[[], bytes]:
    """What makes a part of the list as it stands on the page."""
    day = _("As it stands on {day}").format(day=show_day(desk.today, year=True))
    lines = tuple(
        (words.who(desk, row), row.reader, words.what(row), words.since(row), words.last(desk, row)) for row in rows
    )
    paper = TablePaper(desk.settings.school, title, day, LIST_COLUMNS, (TablePart("", lines),))
    return list_maker(paper)


def money_paper(desk: Desk, rows: Sequence[PaymentRow], day: date) -> TablePaper:
    lines = tuple(
        (
            show_day(row.since, weekday=False), row.receipt_no, words.who(desk, row), row.reader, words.what(row),
            show_money(row.amount_fen),
        )
        for row in rows
    )  # fmt: skip
    total = _("Together {amount}").format(amount=show_money(sum(row.amount_fen for row in rows)))
    note = _("Handed over to finance on {day}").format(day=show_day(day, year=True))
    heading = _("Money handed over")
    signed = (_("Handed over by"), _("Received by"))
    return TablePaper(
        desk.settings.school, heading, note, MONEY_COLUMNS, (TablePart("", lines),), total, signed=signed
    )  # fmt: skip


def slip_maker(around: Surroundings, charge: ChargeRow) -> Callable[[], bytes]:
    """What makes the slip of a lost book that was replaced."""
    slip, paper = replacement_slip_of(around.desk, charge), slip_paper(around.pc)

    def make() -> bytes:
        from libdesk.documents.slips import replacement_slip

        return replacement_slip(slip, paper)

    return make


def replacement_slip_of(desk: Desk, charge: ChargeRow) -> ReplacementSlip:
    group, other = words.who(desk, charge), other_edition(charge.reckoned)
    at = datetime.fromtimestamp(desk.now() / 1000, ZoneInfo(desk.settings.zone))
    return ReplacementSlip(
        desk.settings.school, charge.reader, "" if group in charge.reader else group, charge.title, charge.barcode,
        charge.new_barcode, hyphenated(other) if other else "", charge.settled or desk.today, at,
    )  # fmt: skip
