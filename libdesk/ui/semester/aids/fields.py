"""Who receives and what is issued, found while one types: by name or initials."""

from typing import Any

from libdesk.actions.desk import Desk
from libdesk.domain.names import begins_with_initials
from libdesk.domain.ops import Op
from libdesk.domain.rows.aids import AidRow
from libdesk.domain.rows.readers import ReaderFound
from libdesk.i18n import _
from libdesk.store.queries.aids import stock as queries
from libdesk.ui.readers.person_field import PersonField
from libdesk.ui.widgets.scan_router import TAKES_SCANS


class ReceiverField(PersonField):
    """Teachers, staff, class accounts and departments; a card that is scanned goes to the page."""

    def __init__(self, desk: Desk, name: str) -> None:
        super().__init__(desk, name, _("Receiver"), anybody=True)
        self.line.setProperty(TAKES_SCANS, False)

    def _found(self, text: str) -> list[ReaderFound]:
        return [row for row in super()._found(text) if row.kind in queries.RECEIVERS]

    def _none(self) -> str:
        return _("No teacher, class or department fits “{text}”")


class _AidFound:
    def __init__(self, row: AidRow) -> None:
        self.id, self.name, self.row = row.id, row.fields.name, row


class AidField(PersonField):
    """`person_id` is the id of the aid."""

    def __init__(self, desk: Desk, name: str) -> None:
        super().__init__(desk, name, _("Aid"), anybody=True)
        self.line.setPlaceholderText(_("Name or initials of an aid"))
        self.line.setProperty(TAKES_SCANS, False)

    def _found(self, text: str) -> list[Any]:
        wanted = text.casefold()
        rows = queries.aids(self._desk.read(Op.SEE_AIDS))
        return [
            _AidFound(row)
            for row in rows
            if wanted in row.fields.name.casefold() or begins_with_initials(row.fields.name, wanted)
        ]

    def _beside(self, row: Any) -> str:
        found: AidRow = row.row
        return _("in stock {n} {unit}").format(n=f"{found.stock.hand:,}", unit=found.fields.unit)

    def _none(self) -> str:
        return _("No aid fits “{text}”")
