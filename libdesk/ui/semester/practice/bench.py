"""The practice library that is open, with its desk: made for a drill, thrown away after it."""

from pathlib import Path

from libdesk.actions.desk import Desk
from libdesk.actions.practice import sample
from libdesk.ui.semester.practice.desk import PracticeDesk, practice_surroundings
from libdesk.ui.tab import Surroundings


class Bench:
    """One at a time; `close` leaves nothing of it behind. It outlives the page, which may go with a drill on it."""

    def __init__(self) -> None:
        self.desk: Desk | None = None
        self._around: Surroundings | None = None

    def open(self, path: Path, around: Surroundings) -> PracticeDesk:
        """The desk on this library, in the surroundings of the page. Raises a LibraryFault."""
        self.close()
        self.desk = sample.desk_at(path, around.desk)
        self._around = practice_surroundings(self.desk, around)
        return PracticeDesk(self._around)

    def close(self) -> None:
        if self._around is not None:
            self._around.jobs.wait_and_close()
            self._around = None
        if self.desk is not None:
            self.desk.close()
            sample.throw_away(self.desk.library.path)
            self.desk = None
