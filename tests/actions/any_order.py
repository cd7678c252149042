"""What machines have in common that do anything in any order at a desk: what was refused changes nothing."""

import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import ClassVar

from hypothesis.stateful import RuleBasedStateMachine

from libdesk.actions.desk import Desk
from libdesk.domain.errors import DeskError
from tests.builders import Clock, make_desk
from tests.invariants import broken, rows_of

Rows = dict[str, list[tuple[object, ...]]]


class AnyOrder(RuleBasedStateMachine):
    """A librarian's desk on a copy of `template`; `before`: the rows before each entry of the journal."""

    template: Path
    BUT: ClassVar[tuple[str, ...]] = ("setting",)
    """Tables of which no undo turns everything back, such as the counter of accession numbers."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory(prefix="libdesk-any-order-")
        self.path = Path(self.folder.name) / "school.libdesk"
        shutil.copyfile(self.template, self.path)
        self.clock = Clock()
        self.desk = make_desk(self.path, clock=self.clock)
        self.before: dict[int, Rows] = {}

    def teardown(self) -> None:
        assert broken(self.desk.library.connection) == []
        self.desk.library.close()
        self.folder.cleanup()

    def rows(self) -> Rows:
        return rows_of(self.desk.library.connection, but=self.BUT)

    def newest_entry(self) -> int:
        return int(self.desk.library.connection.execute("SELECT coalesce(max(id), 0) FROM journal").fetchone()[0])

    def attempt(self, gesture: Callable[[Desk], object]) -> None:
        """Do it; when it is refused, nothing has changed."""
        before, entries = self.rows(), self.newest_entry()
        refused: DeskError | None = None
        try:
            gesture(self.desk)
        except DeskError as error:
            refused = error
        if refused is not None:
            assert refused.text()
            assert self.rows() == before
            assert self.newest_entry() == entries
        elif self.newest_entry() > entries:
            self.before[self.newest_entry()] = before
