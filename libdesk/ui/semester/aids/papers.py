"""What is printed of aids and boxes: the register that is signed, the stock card, the recall, lists of contents."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from itertools import groupby
from typing import Final

from libdesk.actions.desk import Desk
from libdesk.domain.aids import Balance, Stock
from libdesk.domain.rows.aids import AidRow, BoxedBook, BoxRow, HeldAid, HeldPiece, IssueLine, MoveRow, Receiver
from libdesk.domain.rows.documents import TableColumn, TablePaper, TablePart
from libdesk.domain.rows.reports import Period
from libdesk.domain.show import show_day, show_money
from libdesk.i18n import N_, _, ngettext
from libdesk.ui.printing.document_makers import list_maker
from libdesk.ui.printing.lists.moment import now_here
from libdesk.ui.semester.aids import words

Maker = Callable[[], bytes]
SIGNATURE: Final = TableColumn(N_("Signature"), share=2)
FREE: Final = TableColumn("", share=1)
REGISTER: Final = (
    TableColumn(N_("Day")), TableColumn(N_("Aid"), share=4, fold=True), TableColumn(N_("Quantity"), right=True),
    TableColumn(N_("Unit")), TableColumn(N_("Voucher")), SIGNATURE,
)  # fmt: skip
BY_ITEM: Final = (
    TableColumn(N_("Day")), TableColumn(N_("Receiver"), share=3, fold=True), TableColumn(N_("Quantity"), right=True),
    TableColumn(N_("Unit")), TableColumn(N_("Voucher")), SIGNATURE,
)  # fmt: skip
CARD: Final = (
    TableColumn(N_("Day")), TableColumn(N_("Entry")), TableColumn(N_("Receiver"), share=2, fold=True),
    TableColumn(N_("Voucher")), TableColumn(N_("Quantity"), right=True), TableColumn(N_("In stock"), right=True),
    TableColumn(N_("With receivers"), right=True), TableColumn(N_("Damaged"), right=True),
    TableColumn(N_("Missing"), right=True),
)  # fmt: skip
RECALL: Final = (
    TableColumn(N_("Aid or piece"), share=4, fold=True), TableColumn(N_("Issued on")),
    TableColumn(N_("Out"), right=True), TableColumn(N_("Unit")), TableColumn(N_("Missing"), right=True),
    TableColumn(N_("Damaged"), right=True), TableColumn(N_("Handed back"), share=1),
)  # fmt: skip
STOCK: Final = (
    TableColumn(N_("Aid"), share=4, fold=True), TableColumn(N_("Kind")), TableColumn(N_("Grades")),
    TableColumn(N_("School subject")), TableColumn(N_("Unit")), TableColumn(N_("Price"), right=True),
    TableColumn(N_("In stock"), right=True), TableColumn(N_("With receivers"), right=True),
    TableColumn(N_("Damaged"), right=True), TableColumn(N_("Missing"), right=True),
)  # fmt: skip
CONTENT: Final = (
    TableColumn(N_("No."), right=True), TableColumn(N_("Title"), share=4), TableColumn(N_("Call number")),
    TableColumn(N_("Barcode")), TableColumn(N_("Price"), right=True), TableColumn(N_("Handed back"), share=1),
)  # fmt: skip


def _day(day: date) -> str:
    return show_day(day, weekday=False, year=True)


def register_maker(desk: Desk, lines: Sequence[IssueLine], note: str, *, by_item: bool) -> Maker:
    """What was issued, with a line to sign for each: under each receiver, or under each aid."""

    def key(line: IssueLine) -> tuple[object, ...]:
        return (line.aid, line.aid_id) if by_item else line.receiver.sort_key

    parts = []
    for _key, group in groupby(sorted(lines, key=lambda line: (key(line), line.day)), key=key):
        found = list(group)
        heading = found[0].aid if by_item else words.who(desk, found[0].receiver)
        total = sum(line.quantity for line in found)
        rows = [
            (
                _day(line.day), words.who(desk, line.receiver) if by_item else line.aid, f"{line.quantity:,}",
                line.unit, line.voucher, "",
            )
            for line in found
        ]  # fmt: skip
        if by_item:
            rows.append(("", _("Together"), f"{total:,}", found[0].unit, "", ""))
        parts.append(TablePart(heading, tuple(rows)))
    heading = _("Register of issue, by aid") if by_item else _("Register of issue, by receiver")
    paper = TablePaper(
        desk.settings.school, heading, note, BY_ITEM if by_item else REGISTER, tuple(parts),
        signed=(_("Issued by"), _("Head of the library")), at=now_here(desk),
    )  # fmt: skip
    return list_maker(paper)


def card_maker(
    desk: Desk,
    aid: AidRow,
    period: Period,
    opening: Stock,
    lines: Sequence[tuple[MoveRow, Balance]],
    names: dict[int, str],
) -> Maker:
    """The stock card: what was carried over, then each movement with what stood after it."""
    rows = [(_day(period.first), _("carried over"), "", "", "", *(f"{count:,}" for count in opening))]
    before = opening
    for move, balance in lines:
        rows.append(
            (
                _day(move.day), words.move(move), names.get(move.reader_id or 0, ""), move.voucher,
                words.signed(move, before, balance.after), *(f"{count:,}" for count in balance.after),
            )
        )  # fmt: skip
        before = balance.after
    fields = aid.fields
    about = (
        f"{period.name} {period.days()}", words.kind(aid), fields.subject, fields.unit, aid.place,
        show_money(fields.price_fen) if fields.price_fen is not None else "",
    )  # fmt: skip
    paper = TablePaper(
        desk.settings.school, _("Stock card: {name}").format(name=fields.name),
        " · ".join(part for part in about if part), CARD, (TablePart("", tuple(rows)),), at=now_here(desk),
    )  # fmt: skip
    return list_maker(paper)


def stock_maker(desk: Desk, rows: Iterable[AidRow], day: date) -> Maker:
    lines = tuple(
        (
            row.fields.name, words.kind(row), words.grades(row), row.fields.subject, row.fields.unit,
            "" if row.fields.price_fen is None else show_money(row.fields.price_fen),
            *(f"{count:,}" for count in row.stock),
        )
        for row in rows
    )  # fmt: skip
    note = _("As it stands on {day}").format(day=show_day(day, year=True))
    paper = TablePaper(
        desk.settings.school, _("Stock of teaching aids"), note, STOCK, (TablePart("", lines),),
        ngettext("{n} aid", "{n} aids", len(lines)).format(n=len(lines)), wide=True, at=now_here(desk),
    )  # fmt: skip
    return list_maker(paper)


def recall_maker(
    desk: Desk, receivers: Sequence[Receiver], held: Sequence[HeldAid], pieces: Sequence[HeldPiece], since: date, *,
    by: date | None = None,
) -> Maker:  # fmt: skip
    """Who still has what: a slip for each receiver, to be handed back `by` a day; without one, a list of what stays out
    over the term."""
    parts = []
    for receiver in receivers:
        rows = [
            (
                one.name,
                _day(one.since),
                words.number(one.quantity),
                one.unit,
                words.number(one.missing),
                words.number(one.damaged),
                "",
            )
            for one in held
            if one.reader_id == receiver.id
        ]
        rows += [
            (f"{one.name}  {one.barcode}", _day(one.lent), "1", "", "", "", "")
            for one in pieces
            if one.reader_id == receiver.id
        ]
        if rows:
            parts.append(TablePart(words.who(desk, receiver), tuple(rows)))
    if by is None:
        note = _("What stays out is carried over to the next term with who has it. Missing and damaged since {day}.")
        heading = _("Teaching aids carried over")
    else:
        note = _("Please bring these back by {by}; write down what is missing or damaged. Counted since {day}.")
        heading = _("Recall of teaching aids: {who}")
    signed = (_("Receiver"), _("Taken back by"), _("Day"))
    told = note.format(day=_day(since), by=show_day(by, year=True) if by else "")
    school, at = desk.settings.school, now_here(desk)
    if by is None:
        return list_maker(TablePaper(school, heading, told, RECALL, tuple(parts), at=at))
    found = [
        TablePaper(school, heading.format(who=part.heading), told, RECALL, (TablePart("", part.rows),), signed=signed)
        for part in parts
    ]

    def make() -> bytes:
        from libdesk.documents.stacked import stacked_lists

        return stacked_lists(found)

    return make


def stock_cells(rows: Iterable[AidRow]) -> list[tuple[str | int | float | None, ...]]:
    """The stock as a table for a file, with figures as figures."""
    return [
        (
            row.fields.name, words.kind(row), words.grades(row), row.fields.subject, row.fields.unit,
            None if row.fields.price_fen is None else row.fields.price_fen / 100, *row.stock,
        )
        for row in rows
    ]  # fmt: skip


def content_maker(desk: Desk, box: BoxRow, books: Sequence[BoxedBook]) -> Maker:
    """What lies in a box, in two copies: one goes along in the box, one stays signed in the library."""
    lines = tuple(
        (
            str(number), book.name, book.call_no, book.barcode,
            "" if book.price_fen is None else show_money(book.price_fen), "",
        )
        for number, book in enumerate(books, 1)
    )  # fmt: skip
    about = (box.barcode, words.box_where(desk, box))
    total = ngettext("{n} book", "{n} books", len(books)).format(n=len(books))
    worth = sum(book.price_fen or 0 for book in books)
    paper = TablePaper(
        desk.settings.school, _("Contents of the box: {name}").format(name=box.name),
        " · ".join(part for part in about if part), CONTENT, (TablePart("", lines),),
        _("Together {parts}").format(parts=_(", ").join((total, show_money(worth)))),
        signed=(_("Box issued by"), _("Box received by"), _("Day")),
        copies=(_("Copy 1, for the library"), _("Copy 2, in the box")), at=now_here(desk),
    )  # fmt: skip
    return list_maker(paper)
