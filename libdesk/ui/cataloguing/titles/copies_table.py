"""The copies of one title in a table: what tells one from the other stays, the rest gives way in a narrow pane."""

from libdesk.actions.desk import Desk
from libdesk.domain.rows.catalogue import CopyRow
from libdesk.domain.show import show_money
from libdesk.i18n import N_, _
from libdesk.ui.widgets.row_model import Column
from libdesk.ui.widgets.row_table import Empty, RowTable


def copies_table(desk: Desk) -> RowTable:
    """Several rows may be chosen; Return opens them to be changed."""

    def state_role(copy: CopyRow) -> str:
        if copy.status == "shelf":
            return "good"
        return "bad" if copy.status == "loan" and copy.due is not None and copy.due < desk.today else ""

    columns = (
        Column("volume", N_("Volume"), lambda copy: copy.volume, spare=1),
        Column("barcode", N_("Barcode"), lambda copy: copy.barcode or "—"),
        Column("state", N_("State"), lambda copy: copy.state(desk.today), role=state_role),
        Column("place", N_("Place"), lambda copy: copy.place_name(), spare=2),
        Column("call_no", N_("Call number"), lambda copy: copy.call_no, spare=4),
        Column("accession_no", N_("Accession number"), lambda copy: copy.accession_no, spare=3),
        Column(
            "price", N_("Price"), lambda copy: "" if copy.price_fen is None else show_money(copy.price_fen),
            sort=lambda copy: copy.price_fen or 0, right=True, spare=5,
        ),
        Column("condition", N_("Condition"), lambda copy: copy.condition_name(), spare=6),
        Column("source", N_("Source"), lambda copy: copy.source, spare=7),
    )  # fmt: skip
    return RowTable(
        columns, name=_("Copies of this title"), empty=Empty(_("No copy of this title")), key=lambda copy: copy.id,
        many=True,
    )  # fmt: skip
