"""The journal as a person reads it: lines, what they can be narrowed down to, and the groups of what is done."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from libdesk.domain.ops import Op
from libdesk.domain.value import Value
from libdesk.i18n import N_

GROUP_NAMES: Final[dict[str, str]] = {
    "desk": N_("At the desk"),
    "readers": N_("Readers"),
    "owed": N_("Compensations"),
    "books": N_("Books"),
    "orders": N_("Wishes and orders"),
    "shelving": N_("Repairs, periodicals, shelves"),
    "semester": N_("The semester"),
    "printing": N_("Cards and labels"),
    "settings": N_("Settings and calendar"),
    "backups": N_("Backups and upkeep"),
    "people": N_("Signing in and shifts"),
}

# What only reads is never in the journal.
GROUPS: Final[dict[str, frozenset[Op]]] = {
    "desk": frozenset(
        {
            Op.LEND, Op.GIVE_BACK, Op.RENEW, Op.LEND_UNCATALOGUED, Op.USE_IN_HOUSE, Op.PLACE_HOLD, Op.CANCEL_HOLD,
            Op.REPORT_DAMAGE, Op.OVERRIDE, Op.BACKDATE_RETURN, Op.CHANGE_DUE, Op.MARK_LOST, Op.MARK_FOUND,
            Op.CLAIM_RETURNED, Op.LEND_RUN, Op.UNDO, Op.MOVE_HOLD, Op.EXTEND_HOLD, Op.EXPIRE_HOLDS,
        }
    ),
    "readers": frozenset(
        {
            Op.APPOINT_HELPER, Op.DISMISS_HELPER, Op.REPLACE_CARD, Op.STOP_READER, Op.REOPEN_READER, Op.ADD_READER,
            Op.EDIT_READER, Op.SET_PHOTOS, Op.MOVE_READERS, Op.READERS_LEAVE, Op.READERS_RETURN, Op.MAKE_ACCOUNTS,
            Op.ERASE_READERS, Op.LIFT_SUSPENSION, Op.IMPORT_READERS, Op.PREFIX_CARDS,
        }
    ),
    "owed": frozenset({Op.CHARGE, Op.SETTLE_CHARGE, Op.HAND_OVER}),
    "books": frozenset(
        {
            Op.IMPORT_BOOKS, Op.IMPORT_LOANS, Op.ADD_BOOKS, Op.EDIT_TITLE, Op.REMOVE_TITLE,
            Op.MERGE_TITLES, Op.EDIT_COPIES, Op.MOVE_COPIES, Op.REMOVE_COPIES, Op.REPLACE_BARCODE,
            Op.EDIT_BOOKS, Op.GIVE_NUMBERS, Op.SET_COVER, Op.EDIT_PLACES, Op.EDIT_CLASSES, Op.EDIT_BATCH,
            Op.CHECK_CONTENT, Op.EDIT_NOTICES, Op.EDIT_WITHDRAWAL, Op.WITHDRAW, Op.HANDLE_ARRIVALS,
            Op.CLOSE_YEAR, Op.EDIT_OPENING, Op.RECOMMEND,
        }
    ),
    "orders": frozenset({Op.EDIT_WISHES, Op.EDIT_PURCHASE, Op.RECEIVE, Op.IMPORT_POOL, Op.REMOVE_POOL}),
    "shelving": frozenset(
        {
            Op.EDIT_REPAIR, Op.CHECK_CARE, Op.SHELVE, Op.EDIT_SHELVES, Op.MOVE_RANGE, Op.EDIT_SUBSCRIPTION,
            Op.CHECK_IN, Op.CLAIM_ISSUES, Op.COUNT_USE, Op.BIND, Op.START_STOCKTAKE, Op.COUNT_STOCK,
            Op.SIT_DOWN, Op.COUNT_FILE, Op.FINISH_STOCKTAKE,
        }
    ),
    "semester": frozenset(
        {
            Op.EDIT_PLAN, Op.EDIT_EVENTS, Op.EDIT_TIMETABLE, Op.EDIT_ROSTER, Op.NOTE_DUTY, Op.SWAP_DUTY,
            Op.EDIT_TRAINING, Op.NOTE_DRILL, Op.CHOOSE_BEST, Op.EDIT_ACTIVITY, Op.ENTER_ENTRANTS, Op.ENTER_RESULTS,
            Op.EDIT_AIDS, Op.MOVE_AIDS, Op.EDIT_BOXES, Op.EXCHANGE_BOXES, Op.COUNT_VISITS, Op.EDIT_QUESTIONS,
            Op.EDIT_SUGGESTIONS, Op.EDIT_ANNOUNCEMENTS, Op.EDIT_BOOK_LISTS, Op.EDIT_STUDY, Op.EDIT_EQUIPMENT,
            Op.EDIT_SUMMARY,
        }
    ),
    "printing": frozenset({Op.MARK_PRINTED, Op.EDIT_SHEETS, Op.KEEP_CODES}),
    "settings": frozenset({Op.SET_UP, Op.EDIT_SETTINGS, Op.EDIT_RULES, Op.EDIT_CALENDAR}),
    "backups": frozenset({Op.BACK_UP, Op.RESTORE, Op.TIDY_JOURNAL, Op.ACCEPT_CLOCK}),
    "people": frozenset({Op.SIGN_IN, Op.EDIT_STAFF, Op.START_SHIFT, Op.END_SHIFT}),
}  # fmt: skip


class Asked(Value):
    """What a page of the journal is narrowed down to. Instants in UTC milliseconds, `until` not included.

    `who`: "" everybody, "staff:3", "helper:17" (a reader), or one of helpers, nobody, open, system.
    """

    since: int = 0
    until: int | None = None
    group: str = ""
    who: str = ""
    text: str = ""
    said: tuple[str, ...] = ()  # ops that are shown by the words of `text`
    keys: tuple[str, ...] = ()  # settings that are

    @property
    def plain(self) -> bool:
        """Whether only days are asked for: an index answers that at once, whatever the journal's length."""
        return not (self.group or self.who or self.text)


@dataclass(frozen=True, slots=True)
class JournalLine:
    """One entry with the names of what it is about, as they are now. `reader`: None where nobody is named by it.

    `undone`: it was taken back; `images`: what stood there before is still kept.
    """

    id: int
    at: int
    op: Op
    role: str
    typed: bool
    args: Mapping[str, Any]
    who: str
    title: str
    reader: str | None
    erased: bool
    staff: str
    images: bool
    undone: bool


@dataclass(frozen=True, slots=True)
class JournalPage:
    """The newest lines that were asked for, and how many there are in all; `more`: at least so many."""

    lines: tuple[JournalLine, ...]
    total: int
    more: bool = False


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody the journal can be narrowed down to; `key` as in `Asked.who`."""

    key: str
    name: str
