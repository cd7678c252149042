"""Who receives and what is issued, found while one types: by name or initials."""

from typing import Any

from PySide6.QtCore import Signal

from libdesk.actions.aids.errors import TitleNotChosen
from libdesk.actions.desk import Desk
from libdesk.domain.catalogue_search import Wanted
from libdesk.domain.errors import DeskError
from libdesk.domain.names import begins_with_initials
from libdesk.domain.ops import Op
from libdesk.domain.rows.aids import AidRow
from libdesk.domain.rows.showcase import BookCard
from libdesk.i18n import _
from libdesk.store.queries import catalogue, showcase
from libdesk.store.queries.aids import stock as queries
from libdesk.ui.readers.person_field import MOST, PersonField
from libdesk.ui.semester.aids import receivers
from libdesk.ui.semester.aids.receivers import Choice
from libdesk.ui.widgets.scan_router import TAKES_SCANS


class ReceiverField(PersonField):
    """Teachers, staff, classes and departments; a card that is scanned goes to the page.

    A class or a department without an account gets one when it is chosen.
    """

    made = Signal(str)
    """What is said of an account that was made."""
    refused = Signal(str)

    def __init__(self, desk: Desk, name: str) -> None:
        super().__init__(desk, name, _("Receiver"), anybody=True)
        self.line.setPlaceholderText(_("Class (三1), teacher, department or initials"))
        self.line.setProperty(TAKES_SCANS, False)
        self._choices: list[Choice] = []

    def _found(self, text: str) -> list[Any]:
        self._choices = receivers.find(self._desk, text)
        return self._choices

    def _beside(self, row: Any) -> str:
        return str(row.beside)

    def _pick(self) -> None:
        """Whoever has no account yet gets one first."""
        at = self.hits.currentRow()
        chosen = self._choices[at] if self.hits.isVisible() and 0 <= at < len(self._choices) else None
        if chosen is None or chosen.id is not None:
            super()._pick()
            return
        try:
            reader_id, told = receivers.make(self._desk, chosen)
        except DeskError as error:
            self.refused.emit(error.text())
            return
        self.show_person(reader_id, chosen.name)
        self.line.setFocus()
        self.made.emit(told)
        self.picked.emit(reader_id)

    def _none(self) -> str:
        return _("No teacher, class or department fits “{text}”")


class _TitleFound:
    def __init__(self, card: BookCard) -> None:
        self.id, self.name, self.author = card.id, card.name, card.author


class TitleField(PersonField):
    """A title of the catalogue; `person_id` is its id."""

    def __init__(self, desk: Desk, name: str) -> None:
        super().__init__(desk, name, _("Title in the catalogue"), anybody=True)
        self.line.setPlaceholderText(_("Title, author, pinyin or ISBN"))

    def chosen(self) -> int | None:
        """None for an empty field. Raises TitleNotChosen."""
        if not self.line.text().strip():
            return None
        if not self.settled:
            raise TitleNotChosen(self.line.text().strip())
        return self.person_id

    def _found(self, text: str) -> list[Any]:
        library = self._desk.read(Op.FIND_BOOKS)
        return [
            _TitleFound(card) for card in showcase.cards(library, catalogue.find(library, Wanted(text), limit=MOST).ids)
        ]

    def _beside(self, row: Any) -> str:
        return str(row.author)

    def _none(self) -> str:
        return _("No title fits “{text}”")


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
