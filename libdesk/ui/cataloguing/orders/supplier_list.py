"""A file of the supplier that is chosen and read beside the desk: a quotation, a recommended or a delivery list."""

from collections.abc import Callable
from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from libdesk.actions.desk import Desk
from libdesk.domain.errors import DeskError
from libdesk.domain.progress import Cancelled, Progress
from libdesk.exchange.offers import OfferList, read_offers
from libdesk.i18n import _, ngettext
from libdesk.ui import open_file
from libdesk.ui.jobs import Lane
from libdesk.ui.one_job import OneJob
from libdesk.ui.tab import Surroundings

FILTERS: Final = "xlsx xls csv MARC (*.xlsx *.xls *.csv *.txt *.iso *.mrc *.marc *.xml);;(*)"


def ask_file(parent: QWidget, around: Surroundings, opened: Callable[[Path], object]) -> None:
    """Let a person choose a list; nothing happens if they think better of it."""
    found = open_file.ask_file(parent, around.pc, _("Choose a file"), FILTERS, folder="import_folder")
    if found is not None:
        opened(found)


class SupplierList(QObject):
    """Reads one list after the other: `read(OfferList)`, or `refused(DeskError)` with what is wrong with the file."""

    read = Signal(object)
    refused = Signal(object)

    def __init__(self, around: Surroundings, page: QObject) -> None:
        super().__init__(page)
        self._job = OneJob(around.jobs, self)

    def open_file(self, path: Path) -> None:
        def work(_desk: Desk, progress: Progress) -> OfferList:
            return read_offers(path, progress)

        self._job.start(Lane.DOCUMENTS, _("Reading the file"), work, self.read.emit, self._failed)

    def _failed(self, error: Exception) -> None:
        if isinstance(error, DeskError) and not isinstance(error, Cancelled):
            self.refused.emit(error)


def counted_words(copies: int, added: int, faults: int) -> str:
    """What the supplier's delivery list came to."""
    text = ngettext("{n} copy of the list is counted", "{n} copies of the list are counted", copies)
    parts = [text.format(n=f"{copies:,}")]
    if added:
        text = ngettext("{n} title was not ordered", "{n} titles were not ordered", added)
        parts.append(text.format(n=added))
    if faults:
        text = ngettext("{n} row could not be read", "{n} rows could not be read", faults)
        parts.append(text.format(n=faults))
    return _(", ").join(parts)
