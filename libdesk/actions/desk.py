"""The desk: who is at it, what day it is, what the rules are. It alone opens actions and reads.

One gesture = one action = one transaction = one journal entry = one change notice.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, NamedTuple
from zoneinfo import ZoneInfo

from libdesk import paths
from libdesk.actions.clock_watch import ClockWatch
from libdesk.domain.errors import NotAllowed, ShiftNeeded
from libdesk.domain.ops import ALLOWED, NEEDS_SHIFT, Change, Op, Role, Topic
from libdesk.domain.settings import LibrarySettings
from libdesk.store.database import Library
from libdesk.store.queries import settings as settings_queries

if TYPE_CHECKING:
    from libdesk.actions.journal import Action
    from libdesk.domain.calendar import Calendar
    from libdesk.domain.rulebook import RuleBook

Clock = Callable[[], datetime]
Listener = Callable[[Change], None]


def system_clock() -> datetime:
    return datetime.now(UTC)


class Actor(NamedTuple):
    """Who is at the desk: the role, and whose name goes into the journal.

    `until`: the last UTC millisecond of the day with which a shift ends by itself.
    """

    role: Role = Role.HELPER
    staff_id: int | None = None
    shift_id: int | None = None
    name: str = ""
    until: int | None = None


class Desk:
    """Opens actions and reads for one connection; everything that changes the library is given a Desk."""

    def __init__(self, library: Library, *, clock: Clock = system_clock, actor: Actor | None = None) -> None:
        self.library = library
        self._actor = actor or Actor()
        self.listeners: list[Listener] = []
        self._clock = clock
        self.watch = ClockWatch(self)
        self._action: Action | None = None
        self._settings: LibrarySettings | None = None
        self._rules: RuleBook | None = None
        self._calendar: Calendar | None = None

    @property
    def actor(self) -> Actor:
        """Who is at the desk now: a window that stays open over night has nobody on duty in the morning."""
        until = self._actor.until
        return self._actor if until is None or self.now() <= until else Actor(self._actor.role)

    @actor.setter
    def actor(self, actor: Actor) -> None:
        self._actor = actor

    def beside(self) -> "Desk":
        """The same people and clock at a connection of its own, for a worker thread that closes it with `close`."""
        made = Desk(Library(self.library.path), clock=self._clock, actor=self.actor)
        made.watch.ahead_of = self.watch.ahead_of
        return made

    def close(self) -> None:
        self.library.close()

    @property
    def at_draft(self) -> bool:
        """Whether this is a library that is still being set up, which has no place yet."""
        return self.library.path == paths.draft_library()

    def now(self) -> int:
        """This instant in UTC milliseconds."""
        return int(self._clock().timestamp() * 1000)

    @property
    def today(self) -> date:
        """Today in the library's own zone, whatever zone the PC believes in."""
        return self._clock().astimezone(ZoneInfo(self.settings.zone)).date()

    @property
    def settings(self) -> LibrarySettings:
        if self._settings is None:
            self._settings = settings_queries.library_settings(self.library)
        return self._settings

    @property
    def rules(self) -> "RuleBook":
        if self._rules is None:
            self._rules = settings_queries.rule_book(self.library, self.settings)
        return self._rules

    @property
    def calendar(self) -> "Calendar":
        if self._calendar is None:
            self._calendar = settings_queries.calendar(self.library, self.settings)
        return self._calendar

    def forget(self) -> None:
        """Read settings, rules and calendar anew when they are next asked for."""
        self._settings = self._rules = self._calendar = None

    def allows(self, op: Op) -> bool:
        """What the screens ask to show or hide a thing; `require` is what keeps it."""
        return op in ALLOWED[self.actor.role]

    def require(self, op: Op) -> None:
        """Raises NotAllowed or ShiftNeeded when who is at the desk may not do this."""
        if not self.allows(op):
            raise NotAllowed(op)
        unsigned = self.actor.role is Role.HELPER and self.actor.shift_id is None
        if unsigned and op in NEEDS_SHIFT and not self.settings.unsigned_desk:
            raise ShiftNeeded()

    def read(self, op: Op) -> Library:
        """The library to query, for those who may see this."""
        self.require(op)
        return self.library

    @contextmanager
    def action(self, op: Op, *, typed: bool = False) -> "Iterator[Action]":
        """One transaction with its journal entry; an error inside leaves nothing behind.

        `typed`: the code was typed by hand and not scanned, which the journal keeps.
        Raises NotAllowed, ShiftNeeded, ClockBehind, or a LibraryFault when the disk or a lock stops it.
        """
        from libdesk.actions.journal import Action  # nothing is written while the program starts

        self.require(op)
        if self._action is not None:
            raise RuntimeError("actions do not nest")
        at = self.watch.instant_for(op)
        actor = self.actor
        try:
            with self.library.writing() as connection:
                self._action = Action(
                    connection, op, at=at, role=actor.role, staff_id=actor.staff_id, shift_id=actor.shift_id,
                    typed=typed,
                )  # fmt: skip
                yield self._action
                self._action.write_journal()
            change = self._action.change_notice()
            self.watch.noted(op, change.journal_id, at)
        finally:
            self._action = None
        self.tell(change)

    def tell(self, change: Change) -> None:
        """Pass on a committed change: this desk's own, or one that a background job made."""
        if change.topics & {Topic.SETTINGS, Topic.CALENDAR}:
            self.forget()
        self.watch.told(change.journal_id)
        for listener in tuple(self.listeners):
            listener(change)
