"""What goes to the supplier: the order, and the claim for what is short, too many or damaged; as papers and tables."""

from collections.abc import Sequence

from libdesk.actions.desk import Desk
from libdesk.domain.deliveries import CLAIM_NAMES, Claim
from libdesk.domain.holdings_check import FATE_NAMES, Checked
from libdesk.domain.rows.documents import TableColumn, TablePaper, TablePart
from libdesk.domain.rows.orders import LineRow, PurchaseRow
from libdesk.domain.show import show_day, show_money
from libdesk.exchange.export import Cell
from libdesk.i18n import N_, _
from libdesk.ui.cataloguing.orders import words

_NAME = (
    TableColumn(N_("No."), right=True),
    TableColumn(N_("Title"), share=5),
    TableColumn(N_("Author"), share=2),
    TableColumn(N_("Publisher"), share=3),
    TableColumn(N_("ISBN")),
)
ORDER_COLUMNS = (*_NAME, TableColumn(N_("Price"), right=True), TableColumn(N_("Copies"), right=True))
CLAIM_COLUMNS = (
    *_NAME,
    TableColumn(N_("Ordered"), right=True),
    TableColumn(N_("Came"), right=True),
    TableColumn(N_("How many"), right=True),
)


def _name(number: int, line: LineRow) -> tuple[str, ...]:
    return (str(number), line.title, line.author, line.publisher, line.isbn)


def order_paper(desk: Desk, order: PurchaseRow, lines: Sequence[LineRow]) -> TablePaper:
    """The list that the supplier gets: what is wanted, with the sum."""
    wanted = [line for line in lines if line.counts.wanted]
    rows = tuple(
        (*_name(number, line), words.price_of(line.price_fen), str(line.counts.wanted))
        for number, line in enumerate(wanted, 1)
    )
    note = _("Order “{name}”, {day}").format(name=order.name, day=show_day(order.made, weekday=False, year=True))
    if order.supplier:
        note = _("For {supplier}. {note}").format(supplier=order.supplier, note=note)
    signed = (_("Ordered by"), _("Approved by"))
    return TablePaper(
        desk.settings.school, _("List of books ordered"), note, ORDER_COLUMNS, (TablePart("", rows),),
        words.order_sum(order), signed=signed,
    )  # fmt: skip


def claim_paper(desk: Desk, order: PurchaseRow, lines: Sequence[LineRow]) -> TablePaper:
    """The letter to the supplier: what did not come, what came too many and what is damaged."""
    parts = []
    for claim in Claim:
        found = words.claims_of(lines, claim)
        rows = tuple(
            (
                *_name(number, line), str(line.counts.wanted), str(line.counts.delivered),
                str(line.counts.claimed(claim)),
            )
            for number, line in enumerate(found, 1)
        )  # fmt: skip
        if rows:
            parts.append(TablePart(_(CLAIM_HEADS[claim]), rows))
    note = _("To {supplier}: the delivery of “{name}” was counted on {day} and differs from the order as follows.")
    return TablePaper(
        desk.settings.school, _("Short, surplus and damaged books"),
        note.format(
            supplier=order.supplier or _("the supplier"), name=order.name,
            day=show_day(desk.today, weekday=False, year=True),
        ),
        CLAIM_COLUMNS, tuple(parts), signed=(_("Counted by"), _("Received by the supplier")),
    )  # fmt: skip


CLAIM_HEADS = {
    Claim.SHORT: N_("Short: still to be delivered"),
    Claim.SURPLUS: N_("Surplus: came without having been ordered"),
    Claim.DAMAGED: N_("Damaged: to be replaced"),
}


# The same as tables

ORDER_HEADS = (
    N_("No."), N_("ISBN"), N_("Title"), N_("Author"), N_("Publisher"), N_("Price"), N_("Copies"), N_("Class number"),
    N_("Note"),
)  # fmt: skip
CLAIM_HEADS_OF_TABLE = (
    N_("What it is"), N_("ISBN"), N_("Title"), N_("Author"), N_("Publisher"), N_("Price"), N_("Ordered"), N_("Came"),
    N_("How many"),
)  # fmt: skip
CHECK_HEADS = (
    N_("Line"), N_("ISBN"), N_("Title"), N_("Author"), N_("Publisher"), N_("Price"), N_("Class number"),
    N_("What it is"), N_("Copies here"), N_("On the shelf"), N_("Other editions"), N_("On order"), N_("Wished for"),
    N_("To order"), N_("Note"),
)  # fmt: skip


def _heads(marked: Sequence[str]) -> tuple[str, ...]:
    return tuple(map(_, marked))


def order_table(lines: Sequence[LineRow]) -> tuple[tuple[str, ...], list[tuple[Cell, ...]]]:
    """(heads, rows) of an order for the supplier's own program."""
    rows: list[tuple[Cell, ...]] = [
        (
            number, line.isbn, line.title, line.author, line.publisher, _yuan(line.price_fen), line.counts.wanted,
            line.class_no, line.note,
        )
        for number, line in enumerate((line for line in lines if line.counts.wanted), 1)
    ]  # fmt: skip
    return _heads(ORDER_HEADS), rows


def claim_table(lines: Sequence[LineRow]) -> tuple[tuple[str, ...], list[tuple[Cell, ...]]]:
    rows: list[tuple[Cell, ...]] = [
        (
            _(CLAIM_NAMES[claim]), line.isbn, line.title, line.author, line.publisher, _yuan(line.price_fen),
            line.counts.wanted, line.counts.delivered, line.counts.claimed(claim),
        )
        for claim in Claim
        for line in words.claims_of(lines, claim)
    ]  # fmt: skip
    return _heads(CLAIM_HEADS_OF_TABLE), rows


def check_table(rows: Sequence[Checked], chosen: dict[int, int]) -> tuple[tuple[str, ...], list[tuple[Cell, ...]]]:
    """A list as it was held against the holdings; `chosen` is how many of which row are to be ordered."""
    found: list[tuple[Cell, ...]] = [
        (
            row.offer.line, row.offer.isbn, row.offer.title, row.offer.author, row.offer.publisher,
            _yuan(row.offer.price_fen), row.offer.class_no, _(FATE_NAMES[row.fate]), row.have, row.on_shelf,
            sum(held.copies for held in row.others), row.ordered, len(row.wished), chosen.get(row.number, 0),
            row.offer.note,
        )
        for row in rows
    ]  # fmt: skip
    return _heads(CHECK_HEADS), found


def _yuan(fen: int | None) -> float | None:
    return None if fen is None else fen / 100


def discount_note(order: PurchaseRow) -> str:
    """The supplier and the discount of an order, for its head."""
    parts = [order.supplier, words.discount_words(order.discount_permille)]
    if order.budget_fen is not None:
        parts.append(_("budget {amount}").format(amount=show_money(order.budget_fen)))
    return _(", ").join(part for part in parts if part)
