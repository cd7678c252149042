"""Beside each desk: whether the clock of the PC can be believed, by the newest entry of the journal.

The entry is read once and kept up with what this desk notes, so that a scan costs no query. The journal never goes
back: what is noted while the clock stands behind carries the instant of the entry before it, until a librarian says
that the clock is right.
"""

from datetime import datetime
from typing import TYPE_CHECKING, Final
from zoneinfo import ZoneInfo

from libdesk.domain.ops import DATES, Op

if TYPE_CHECKING:
    from libdesk.actions.desk import Desk
    from libdesk.domain.clock import ClockBehind, ClockDoubted

YEAR_MS: Final = 365 * 86_400_000  # within a year nobody asks


class ClockWatch:
    """One desk's; `ahead_of` is the last entry's instant, while a clock far ahead of it is in question."""

    def __init__(self, desk: "Desk") -> None:
        self.ahead_of: int | None = None
        self._desk = desk
        self._looked = False  # far ahead is seen at the first look, before this desk has noted anything
        self._newest: tuple[int, int] | None = None  # number and instant of the newest entry

    def doubt(self) -> "ClockDoubted | None":
        """ClockBehind, ClockAhead, or None while the clock can be believed."""
        now, last = self._desk.now(), self._last()
        if not self._looked:
            self._looked = True
            self.ahead_of = self.ahead_of or last
        if self.ahead_of is not None and self._far_ahead(now, self.ahead_of):
            from libdesk.domain.clock import ClockAhead

            return ClockAhead(self._moment(self.ahead_of), self._moment(now))
        self.ahead_of = None
        return self._behind(now, last)

    def require(self) -> None:
        """Raises ClockBehind while nothing can be dated."""
        if behind := self._behind(self._desk.now(), self._last()):
            raise behind

    def believed_now(self) -> int:
        """This instant; while the clock stands behind, that of the last entry."""
        now, last = self._desk.now(), self._last()
        return last if self._behind(now, last) else now

    def instant_for(self, op: Op) -> int:
        """The instant that an entry of this op carries. Raises ClockBehind where it would date something."""
        now, last = self._desk.now(), self._last()
        if now >= last or op is Op.ACCEPT_CLOCK:  # the first is nearly always so
            return now
        behind = self._behind(now, last)
        if behind is not None and op in DATES:
            raise behind
        return now if behind is None else last

    def noted(self, op: Op, journal_id: int, at: int) -> None:
        """This desk wrote an entry."""
        self._newest = (journal_id, at)
        if op is Op.ACCEPT_CLOCK:
            self.ahead_of = None
            self._looked = True

    def told(self, journal_id: int) -> None:
        """Of an entry; that of another connection is read when it is wanted."""
        if self._newest is not None and self._newest[0] != journal_id:
            self._newest = None

    def forget(self) -> None:
        """Another file may stand in the library's place."""
        self._newest = None

    def _last(self) -> int:
        if self._newest is None:
            rows = self._desk.library.fetch("SELECT id, at FROM journal ORDER BY id DESC LIMIT 1")
            self._newest = rows[0] if rows else (0, 0)
        return self._newest[1]

    def _behind(self, now: int, last: int) -> "ClockBehind | None":
        if now >= last:
            return None
        from libdesk.domain.clock import ClockBehind, is_behind

        return ClockBehind(self._moment(last), self._moment(now)) if is_behind(now, last) else None

    def _far_ahead(self, now: int, last: int) -> bool:
        if not last or now - last < YEAR_MS:
            return False
        from libdesk.domain.clock import is_far_ahead

        return is_far_ahead(now, last, self._desk.today.year, self._desk.calendar.terms)

    def _moment(self, at: int) -> datetime:
        return datetime.fromtimestamp(at / 1000, ZoneInfo(self._desk.settings.zone))
