"""What the list of the trolley says of each book."""

from typing import Final

from libdesk.domain.rows.shelving import ShelfItem
from libdesk.domain.show import show_day
from libdesk.i18n import N_, _
from libdesk.ui.widgets.row_model import Column, Width

COLUMNS: Final = (
    Column(
        "call_no", N_("Call number"), lambda row: row.call_no or _("none"), sort=lambda row: (row.key is None, row.key)
    ),
    Column("title", N_("Title"), lambda row: row.title, width=Width.STRETCH),
    Column("barcode", N_("Barcode"), lambda row: row.barcode, spare=2),
    Column("where", N_("Place"), lambda row: row.where, spare=1),
    Column("since", N_("Came back"), lambda row: came_back(row), sort=lambda row: row.trolley, spare=3),
)


def came_back(row: ShelfItem) -> str:
    return show_day(row.since) if row.since is not None else ""
