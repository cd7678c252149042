"""The page of reader cards by itself, with classes to print and a printer that writes into a file."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from PySide6.QtWidgets import QAbstractButton
from pytestqt.qtbot import QtBot

from libdesk.actions.desk import Desk
from libdesk.actions.readers.edit import edit_reader, form_of
from libdesk.domain.barcodes import fold_barcode
from libdesk.domain.classes import ClassRef, Stage
from libdesk.domain.ops import Op
from libdesk.domain.rows.reader_groups import ReaderGroup
from libdesk.store.queries.persons import person
from libdesk.store.tables import Barcode, Enrolment, Reader
from libdesk.ui.jobs import Lane
from libdesk.ui.printing.cards_page.page import CardsPage
from libdesk.ui.settings.section import choose
from tests.builders import as_librarian
from tests.ui.printing.papers import FilePrinters
from tests.ui.surroundings import Kept, at_work

CLASS = ReaderGroup.of_class(ClassRef(Stage.PRIMARY, 2022, 3))


def fill_classes(desk: Desk, *numbers: int, each: int = 50) -> None:
    """So many pupils in each of these classes of a year, in one step."""
    with as_librarian(desk).action(Op.IMPORT_READERS) as act:
        for number in numbers:
            for seat in range(1, each + 1):
                reader_id = act.add(Reader, kind="pupil", name=f"王{number}{chr(0x4E00 + seat)}")
                act.add(
                    Enrolment, reader_id=reader_id, stage="primary", entry_year=2022, class_no=number, seat=seat,
                    from_day="2022-09-01",
                )  # fmt: skip
                code = f"R{reader_id:06d}"
                act.add(Barcode, code_key=fold_barcode(code), printed=code, reader_id=reader_id, since=act.at)


def rename(desk: Desk, reader_id: int, name: str) -> None:
    found = person(desk.library, reader_id)
    assert found is not None
    edit_reader(desk, reader_id, replace(form_of(desk, found), name=name))


class Stand:
    """The page by itself, with a laser printer that writes into a file."""

    def __init__(self, qtbot: QtBot, kept: Kept, folder: Path) -> None:
        self.qtbot, self.kept, self.desk, self.folder = qtbot, kept, kept.around.desk, folder
        self.printers = FilePrinters(folder, "laser")
        self.page = at_work(qtbot, kept, CardsPage(kept.around, printers=self.printers), height=330)

    def settled(self, what: Callable[[], object] = lambda: None) -> None:
        what()
        self.qtbot.waitUntil(lambda: not self.kept.around.jobs.running, timeout=20_000)

    @contextmanager
    def busy_lane(self) -> Iterator[None]:
        """Something else is printed meanwhile: what is asked for waits for its turn."""
        gate = threading.Event()
        self.kept.around.jobs.start(
            Lane.DOCUMENTS, "x", lambda _desk, _progress: gate.wait(20), lambda _done: None, lambda _error: None
        )
        yield
        gate.set()

    def tick(self, *groups: ReaderGroup) -> None:
        self.page.refresh()  # the builders work at a desk of their own
        self.settled(lambda: self.page.who.tree.tick(groups))

    def saved(self) -> bytes:
        path = self.folder / "cards.pdf"
        self.settled(lambda: self.page.paper.save_paper(path))
        return path.read_bytes()

    def only_changed(self, on: bool = True) -> None:
        choose(self.page.who.which, on)
        self.settled(lambda: self.page.who.which.activated.emit(int(on)))

    def press(self, name: str) -> None:
        found = self.page.findChild(QAbstractButton, name)
        assert isinstance(found, QAbstractButton)
        assert found.isVisible()
        self.settled(found.click)

    @property
    def facts(self) -> str:
        return self.page.facts.text()

    @property
    def gaps(self) -> str:
        return self.page.gaps.text() if self.page.gaps.isVisible() else ""
