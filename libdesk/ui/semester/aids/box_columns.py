"""The columns of the list of boxes, and of what lies in one."""

from collections.abc import Callable
from functools import partial

from libdesk.actions.desk import Desk
from libdesk.domain.rows.aids import BoxedBook
from libdesk.domain.rows.books import STATUS_NAMES
from libdesk.i18n import N_, _
from libdesk.ui import icons
from libdesk.ui.semester.aids import words
from libdesk.ui.widgets.row_model import Column, Width


def box_columns(desk: Desk) -> tuple[Column, ...]:
    return (
        Column("name", N_("Box"), lambda row: row.name, width=Width.STRETCH),
        Column("barcode", N_("Barcode"), lambda row: row.barcode, spare=2),
        Column("books", N_("Books"), lambda row: words.number(row.books), sort=lambda row: row.books, right=True),
        Column("where", N_("Where it is"), partial(words.box_with, desk), spare=1),
    )


def book_columns(is_seen: Callable[[BoxedBook], bool]) -> tuple[Column, ...]:
    """`is_seen`: whether a book was scanned in the count that goes on."""
    return (
        Column("seen", "", lambda row: "", icon=lambda row: icons.CHECK if is_seen(row) else "",
               tip=lambda row: _("counted") if is_seen(row) else ""),
        Column("title", N_("Title"), lambda row: row.name, width=Width.STRETCH),
        Column("call_no", N_("Call number"), lambda row: row.call_no, spare=2),
        Column("barcode", N_("Barcode"), lambda row: row.barcode, spare=1),
        Column("state", N_("State"), lambda row: "" if row.status == "shelf" else _(STATUS_NAMES[row.status]),
               role=lambda _row: "warn", spare=3),
    )  # fmt: skip
