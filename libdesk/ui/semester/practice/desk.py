"""The desk of the practice mode: the real one on another library, which tells what was done at it.

What was done is read from that library's own journal; only what writes nothing, such as a card or a refusal, is taken
from what the desk said.
"""

import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Signal

from libdesk.actions.desk import Desk
from libdesk.domain.drills import Deed, What
from libdesk.domain.ops import Change, Op
from libdesk.domain.outcome import Outcome
from libdesk.i18n import N_, _
from libdesk.store.queries import drills as queries
from libdesk.store.queries import journal
from libdesk.ui.feedback import Feedback
from libdesk.ui.lending.telling import Offer, Told
from libdesk.ui.tab import Surroundings
from libdesk.ui.tabs.lending_tab import LendingTab

if TYPE_CHECKING:
    from libdesk.store.queries.journal import Entry

PREFIX: Final = "LX"
DEEDS: Final = {
    Op.LEND: What.LENT, Op.OVERRIDE: What.LENT, Op.GIVE_BACK: What.BACK, Op.BACKDATE_RETURN: What.BACK,
    Op.RENEW: What.RENEWED, Op.REPORT_DAMAGE: What.DAMAGED,
}  # fmt: skip
NOT_DEEDS: Final = frozenset({Op.START_SHIFT, Op.END_SHIFT, Op.EXPIRE_HOLDS})


class PracticeDesk(LendingTab):
    """Its sounds are the window's, by `outcome_told`; nothing that is asked of the window leaves it."""

    NAME = "practice_desk"
    TITLE = N_("Practice")

    done = Signal(object)
    """What one gesture was, a tuple of Deed."""

    def __init__(self, around: Surroundings, *, clock: Callable[[], float] = time.monotonic) -> None:
        super().__init__(around, Feedback(_no_sound, on=False), clock=clock)
        self._entries: list[int] = []
        self._told: Told | None = None
        self._copies, self._readers = queries.cast_codes(self.desk.library, PREFIX)
        self.desk.listeners.append(self._noted)
        self.outcome_told.connect(self._keep_told)
        self.slip_asked.connect(lambda _told: self._say_no_slip())
        self.find_asked.connect(lambda _text: self.around.say(_("In practice the drill names the books.")))

    def print_slip(self) -> None:
        self._say_no_slip()

    def gesture(self, work: Callable[[], Told | None], *, writes: bool = True) -> None:
        before = self.session.state.reader_id
        self._entries.clear()
        self._told = None
        super().gesture(work, writes=writes)
        self.done.emit(tuple(self._deeds(before)))

    def _noted(self, change: Change) -> None:
        self._entries.append(change.journal_id)

    def _keep_told(self, told: Told) -> None:
        self._told = told

    def _say_no_slip(self) -> None:
        self.around.say(_("In practice no slip is printed."))

    def _deeds(self, before: int | None) -> Iterator[Deed]:
        """A card comes before what is lent with it, the end of a turn last."""
        now = self.session.state.reader_id
        if now is not None and now != before:
            yield Deed(What.CARD, card=self._readers.get(now, ""))
        for journal_id in self._entries:
            entry = journal.entry(self.desk.library, journal_id)
            if entry is not None and (deed := self._deed(entry)) is not None:
                yield deed
        told = self._told
        if told is not None and told.outcome is Outcome.REFUSED:
            yield Deed(What.REFUSED)
        elif told is not None and {Offer.TAKE_COPY, Offer.CHOOSE_COPY} & set(told.offers):
            yield Deed(What.ISBN)
        elif told is not None and told.outcome is Outcome.NOT_FOUND:
            yield Deed(What.UNKNOWN)
        if before is not None and now is None:
            yield Deed(What.ENDED)

    def _deed(self, entry: "Entry") -> Deed | None:
        if entry.op in NOT_DEEDS:
            return None
        args = entry.args
        book, card = _of(self._copies, args.get("copy")), _of(self._readers, args.get("reader"))
        if entry.op == Op.UNDO:
            undone = DEEDS.get(Op(str(args.get("undone"))))
            return Deed(What.UNDONE, book, card, undone) if undone is not None else Deed(What.OTHER, book, card)
        return Deed(DEEDS.get(Op(entry.op), What.OTHER), book, card)


def practice_surroundings(desk: Desk, around: Surroundings) -> Surroundings:
    """What the window gives, but for the desk, its changes and its jobs, which are those of the practice library."""
    from libdesk.ui.bridge import Bridge
    from libdesk.ui.jobs import Jobs

    return around._replace(desk=desk, bridge=Bridge(), jobs=Jobs(desk))


def _of(codes: dict[int, str], key: object) -> str:
    return codes.get(key, "") if isinstance(key, int) else ""


def _no_sound(_file: Path) -> None:
    """The window plays what is heard here, as everywhere."""
