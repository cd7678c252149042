"""Lists about books: the shelf list (排架目录) in the order of the shelf, and the books that came lately."""

from datetime import timedelta
from itertools import groupby
from typing import Final

from libdesk.actions.desk import Desk
from libdesk.documents.paged import Pages
from libdesk.domain.ops import Op
from libdesk.domain.rows.books import STATUS_NAMES
from libdesk.domain.rows.documents import TableColumn, TablePaper, TablePart
from libdesk.domain.rows.listed import NewTitle, Shelf, ShelfCopy
from libdesk.domain.rows.prints import Rows
from libdesk.domain.show import show_day, show_money
from libdesk.i18n import N_, _, ngettext
from libdesk.store.queries import lists
from libdesk.store.queries.classes import class_tree
from libdesk.ui.printing.lists.moment import nothing, now_here

DAY_MS: Final = 86_400_000
TO_DO: Final = "□"
SHELF_COLUMNS: Final = (
    TableColumn(N_("Call number")),
    TableColumn(N_("Title"), share=5),
    TableColumn(N_("Author"), share=2),
    TableColumn(N_("Publisher"), share=2),
    TableColumn(N_("Year"), right=True),
    TableColumn(N_("Price"), right=True),
    TableColumn(N_("Accession no.")),
    TableColumn(N_("Barcode")),
    TableColumn(N_("Place")),
    TableColumn(N_("Where it is")),
)
NEW_COLUMNS: Final = (
    TableColumn(N_("Call number")),
    TableColumn(N_("Title"), share=4),
    TableColumn(N_("Author"), share=2),
    TableColumn(N_("Publisher"), share=2),
    TableColumn(N_("Copies"), right=True),
)


def shelf_pages(desk: Desk, shelf: Shelf, place: str, *, boxes: bool) -> Pages:
    """The copies of a place or a stretch of the shelf, across the page. `boxes`: one to tick before each.

    Raises RangeWrong.
    """
    from libdesk.documents.tables import table_pages

    library = desk.read(Op.FIND_BOOKS)
    heading = _("Shelf list: {stretch}").format(stretch=shelf.stretch) if shelf.stretch else _("Shelf list")
    ids = lists.shelf_ids(library, shelf)
    if not len(ids):
        return nothing(heading)

    def fetch(first: int, last: int) -> list[tuple[str, ...]]:
        return [_shelf_cells(row, boxes) for row in lists.shelf_copies(library, ids[first:last])]

    count = ngettext("{n} copy", "{n} copies", len(ids)).format(n=f"{len(ids):,}")
    note = "  ·  ".join(part for part in (place, count) if part)
    columns = (*((TableColumn(""),) if boxes else ()), *SHELF_COLUMNS)
    parts = (TablePart("", Rows(len(ids), fetch)),)
    return table_pages(TablePaper(desk.settings.school, heading, note, columns, parts, wide=True, at=now_here(desk)))


def _shelf_cells(row: ShelfCopy, boxes: bool) -> tuple[str, ...]:
    """On the shelf is where a copy is expected: only what is elsewhere is said."""
    return (
        *((TO_DO,) if boxes else ()), row.call_no, row.title, row.author, row.publisher,
        str(row.year) if row.year else "", "" if row.price_fen is None else show_money(row.price_fen),
        row.accession_no, row.barcode, row.place, "" if row.status == "shelf" else _(STATUS_NAMES[row.status]),
    )  # fmt: skip


def new_pages(desk: Desk, days: int) -> Pages:
    """The titles of the last so many days, each class under its name."""
    from libdesk.documents.tables import table_pages

    library = desk.read(Op.FIND_BOOKS)
    heading = _("New books")
    found = lists.new_title_ids(library, desk.now() - days * DAY_MS)
    if not found:
        return nothing(heading)
    names = class_tree(library)

    def part(letter: str, ids: list[int]) -> TablePart:
        def fetch(first: int, last: int) -> list[tuple[str, ...]]:
            return [_new_cells(row) for row in lists.new_titles(library, ids[first:last])]

        row = names.row(letter) if letter else None
        name = f"{letter} {row.name}" if row is not None else letter or _("Without a class")
        return TablePart(name, Rows(len(ids), fetch))

    parts = tuple(part(letter, [one[1] for one in ids]) for letter, ids in groupby(found, lambda one: one[0]))
    since = show_day(desk.today - timedelta(days=days), weekday=False, year=True)
    count = ngettext("{n} title", "{n} titles", len(found)).format(n=f"{len(found):,}")
    note = "  ·  ".join((_("Since {day}").format(day=since), count))
    return table_pages(TablePaper(desk.settings.school, heading, note, NEW_COLUMNS, parts, at=now_here(desk)))


def _new_cells(row: NewTitle) -> tuple[str, ...]:
    return (row.call_no, row.title, row.author, row.publisher, str(row.copies))
