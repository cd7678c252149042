"""What can be done at the desk, who may do it, and what a done thing tells the screens."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Final

from libdesk.domain.value import Value
from libdesk.i18n import N_


class Role(StrEnum):
    """Who is at the desk."""

    HELPER = "helper"  # a student librarian, or nobody in particular: the mode at start
    LIBRARIAN = "librarian"
    VIEWER = "viewer"  # the school's leaders: reports only
    SYSTEM = "system"  # the program itself: daily backup, expiry of holds


class Op(StrEnum):
    """Every gesture; its value is stored in the journal and never changes."""

    # the desk
    LEND = "lend"
    GIVE_BACK = "give_back"
    RENEW = "renew"
    LEND_UNCATALOGUED = "lend_uncatalogued"
    USE_IN_HOUSE = "use_in_house"
    PLACE_HOLD = "place_hold"
    CANCEL_HOLD = "cancel_hold"
    REPORT_DAMAGE = "report_damage"
    OVERRIDE = "override"
    BACKDATE_RETURN = "backdate_return"
    CHANGE_DUE = "change_due"
    MARK_LOST = "mark_lost"
    MARK_FOUND = "mark_found"
    CLAIM_RETURNED = "claim_returned"
    LEND_RUN = "lend_run"
    UNDO = "undo"
    START_SHIFT = "start_shift"
    END_SHIFT = "end_shift"
    SIGN_IN = "sign_in"
    # the library
    APPOINT_HELPER = "appoint_helper"
    DISMISS_HELPER = "dismiss_helper"
    REPLACE_CARD = "replace_card"
    STOP_READER = "stop_reader"
    REOPEN_READER = "reopen_reader"
    ADD_READER = "add_reader"
    EDIT_READER = "edit_reader"
    SET_PHOTOS = "set_photos"
    MOVE_READERS = "move_readers"
    READERS_LEAVE = "readers_leave"
    READERS_RETURN = "readers_return"
    MAKE_ACCOUNTS = "make_accounts"
    ERASE_READERS = "erase_readers"
    LIFT_SUSPENSION = "lift_suspension"
    CHARGE = "charge"
    SETTLE_CHARGE = "settle_charge"
    HAND_OVER = "hand_over"
    MOVE_HOLD = "move_hold"
    EXTEND_HOLD = "extend_hold"
    SET_UP = "set_up"
    ACCEPT_CLOCK = "accept_clock"
    IMPORT_BOOKS = "import_books"
    IMPORT_READERS = "import_readers"
    IMPORT_LOANS = "import_loans"
    PREFIX_CARDS = "prefix_cards"
    EDIT_SETTINGS = "edit_settings"
    EDIT_RULES = "edit_rules"
    EDIT_CALENDAR = "edit_calendar"
    EDIT_STAFF = "edit_staff"
    BACK_UP = "back_up"
    RESTORE = "restore"
    EXPIRE_HOLDS = "expire_holds"
    TIDY_JOURNAL = "tidy_journal"
    # the catalogue
    ADD_BOOKS = "add_books"
    EDIT_TITLE = "edit_title"
    REMOVE_TITLE = "remove_title"
    MERGE_TITLES = "merge_titles"
    EDIT_COPIES = "edit_copies"
    MOVE_COPIES = "move_copies"
    REMOVE_COPIES = "remove_copies"
    REPLACE_BARCODE = "replace_barcode"
    EDIT_BOOKS = "edit_books"
    GIVE_NUMBERS = "give_numbers"
    SET_COVER = "set_cover"
    EDIT_PLACES = "edit_places"
    EDIT_CLASSES = "edit_classes"
    IMPORT_POOL = "import_pool"
    REMOVE_POOL = "remove_pool"
    EDIT_WISHES = "edit_wishes"
    EDIT_PURCHASE = "edit_purchase"
    RECEIVE = "receive"
    EDIT_BATCH = "edit_batch"
    CHECK_CONTENT = "check_content"
    EDIT_NOTICES = "edit_notices"
    EDIT_WITHDRAWAL = "edit_withdrawal"
    WITHDRAW = "withdraw"
    HANDLE_ARRIVALS = "handle_arrivals"
    CLOSE_YEAR = "close_year"
    EDIT_OPENING = "edit_opening"
    RECOMMEND = "recommend"
    # on paper
    MARK_PRINTED = "mark_printed"
    EDIT_SHEETS = "edit_sheets"
    KEEP_CODES = "keep_codes"
    # reading
    SEE_DESK = "see_desk"
    FIND_BOOKS = "find_books"
    FIND_READERS = "find_readers"
    SEE_HISTORY = "see_history"
    SEE_CHARGES = "see_charges"
    SEE_JOURNAL = "see_journal"
    SEE_REPORTS = "see_reports"
    SEE_SETTINGS = "see_settings"
    SEE_CATALOGUE = "see_catalogue"
    SEE_ORDERS = "see_orders"
    SEE_REGISTERS = "see_registers"
    SEE_PRINTING = "see_printing"


OP_LABELS: Final[dict[Op, str]] = {
    Op.LEND: N_("Lend"),
    Op.GIVE_BACK: N_("Return"),
    Op.RENEW: N_("Renew"),
    Op.LEND_UNCATALOGUED: N_("Lend a book not yet catalogued"),
    Op.USE_IN_HOUSE: N_("Count use in the reading room"),
    Op.PLACE_HOLD: N_("Place a hold"),
    Op.CANCEL_HOLD: N_("Cancel a hold"),
    Op.REPORT_DAMAGE: N_("Report damage"),
    Op.OVERRIDE: N_("Lend in spite of a rule"),
    Op.BACKDATE_RETURN: N_("Return on an earlier day"),
    Op.CHANGE_DUE: N_("Change the due date"),
    Op.MARK_LOST: N_("Mark as lost"),
    Op.MARK_FOUND: N_("Mark as found"),
    Op.CLAIM_RETURNED: N_("Note “says it was returned”"),
    Op.LEND_RUN: N_("Lend several copies at once"),
    Op.UNDO: N_("Undo"),
    Op.START_SHIFT: N_("Start a shift"),
    Op.END_SHIFT: N_("End the shift"),
    Op.SIGN_IN: N_("Sign in with a PIN"),
    Op.APPOINT_HELPER: N_("Appoint a student librarian"),
    Op.DISMISS_HELPER: N_("End an appointment"),
    Op.REPLACE_CARD: N_("Replace a reader card"),
    Op.STOP_READER: N_("Stop a reader card"),
    Op.REOPEN_READER: N_("Reopen a reader card"),
    Op.ADD_READER: N_("Add a reader"),
    Op.EDIT_READER: N_("Change a reader"),
    Op.SET_PHOTOS: N_("Change photos"),
    Op.MOVE_READERS: N_("Move readers to another class"),
    Op.READERS_LEAVE: N_("Mark readers as left"),
    Op.READERS_RETURN: N_("Bring readers back"),
    Op.MAKE_ACCOUNTS: N_("Make class accounts"),
    Op.ERASE_READERS: N_("Erase personal data"),
    Op.LIFT_SUSPENSION: N_("End suspensions early"),
    Op.CHARGE: N_("Note a compensation"),
    Op.SETTLE_CHARGE: N_("Settle a compensation"),
    Op.HAND_OVER: N_("Hand money over to finance"),
    Op.MOVE_HOLD: N_("Change the order of holds"),
    Op.EXTEND_HOLD: N_("Keep a held book longer"),
    Op.SET_UP: N_("Set the library up"),
    Op.ACCEPT_CLOCK: N_("Accept the clock of this PC"),
    Op.IMPORT_BOOKS: N_("Import books"),
    Op.IMPORT_READERS: N_("Import readers"),
    Op.IMPORT_LOANS: N_("Import open loans"),
    Op.PREFIX_CARDS: N_("Put a prefix before all card numbers"),
    Op.EDIT_SETTINGS: N_("Change settings"),
    Op.EDIT_RULES: N_("Change lending rules"),
    Op.EDIT_CALENDAR: N_("Change the calendar"),
    Op.EDIT_STAFF: N_("Change librarians and PINs"),
    Op.BACK_UP: N_("Back up"),
    Op.RESTORE: N_("Restore a backup"),
    Op.EXPIRE_HOLDS: N_("Let old holds expire"),
    Op.TIDY_JOURNAL: N_("Let old undo steps go"),
    Op.ADD_BOOKS: N_("Add titles and copies"),
    Op.EDIT_TITLE: N_("Change a title"),
    Op.REMOVE_TITLE: N_("Remove a title"),
    Op.MERGE_TITLES: N_("Merge two titles"),
    Op.EDIT_COPIES: N_("Change copies"),
    Op.MOVE_COPIES: N_("Move copies to another title"),
    Op.REMOVE_COPIES: N_("Remove copies"),
    Op.REPLACE_BARCODE: N_("Replace a barcode"),
    Op.EDIT_BOOKS: N_("Change several books at once"),
    Op.GIVE_NUMBERS: N_("Give call numbers"),
    Op.SET_COVER: N_("Change a cover"),
    Op.EDIT_PLACES: N_("Change the places"),
    Op.EDIT_CLASSES: N_("Change the class table"),
    Op.IMPORT_POOL: N_("Take suppliers’ records in"),
    Op.REMOVE_POOL: N_("Remove suppliers’ records"),
    Op.EDIT_WISHES: N_("Note and answer wishes"),
    Op.EDIT_PURCHASE: N_("Work on an order"),
    Op.RECEIVE: N_("Receive a delivery"),
    Op.EDIT_BATCH: N_("Change a batch"),
    Op.CHECK_CONTENT: N_("Note a content check"),
    Op.EDIT_NOTICES: N_("Keep a list of books to be taken out"),
    Op.EDIT_WITHDRAWAL: N_("Prepare a withdrawal"),
    Op.WITHDRAW: N_("Withdraw books"),
    Op.HANDLE_ARRIVALS: N_("Note stamp, label and shelf"),
    Op.CLOSE_YEAR: N_("Close a year of the registers"),
    Op.EDIT_OPENING: N_("Change the opening balance"),
    Op.RECOMMEND: N_("Recommend books"),
    Op.MARK_PRINTED: N_("Note what was printed"),
    Op.EDIT_SHEETS: N_("Change the sheets of labels"),
    Op.KEEP_CODES: N_("Print barcodes for copies to come"),
    Op.SEE_DESK: N_("See the desk"),
    Op.FIND_BOOKS: N_("Find books"),
    Op.FIND_READERS: N_("Find readers"),
    Op.SEE_HISTORY: N_("See a reader's history"),
    Op.SEE_CHARGES: N_("See what readers owe"),
    Op.SEE_JOURNAL: N_("See the journal"),
    Op.SEE_REPORTS: N_("See reports"),
    Op.SEE_SETTINGS: N_("See settings"),
    Op.SEE_CATALOGUE: N_("See the catalogue"),
    Op.SEE_ORDERS: N_("See wishes and orders"),
    Op.SEE_REGISTERS: N_("See the registers"),
    Op.SEE_PRINTING: N_("See what can be printed"),
}

# What an entry was in particular, where its counts say it.
_IN_PARTICULAR: Final[dict[tuple[Op, str], str]] = {
    (Op.EDIT_WITHDRAWAL, "approved"): N_("Approve a list of withdrawal"),
    (Op.EDIT_PURCHASE, "new"): N_("Make an order"),
    (Op.MERGE_TITLES, "apart"): N_("Note that two titles are two"),
}


def label_of(op: Op, args: Mapping[str, object]) -> str:
    """The msgid of what was done; `args` are those of its journal entry."""
    found = (text for (of, key), text in _IN_PARTICULAR.items() if of is op and args.get(key))
    return next(found, OP_LABELS[op])


_DESK: Final = frozenset(
    {
        Op.LEND,
        Op.GIVE_BACK,
        Op.RENEW,
        Op.USE_IN_HOUSE,
        Op.PLACE_HOLD,
        Op.REPORT_DAMAGE,
        Op.LEND_UNCATALOGUED,
        Op.UNDO,
        Op.START_SHIFT,
        Op.END_SHIFT,
        Op.SEE_DESK,
        Op.FIND_BOOKS,
    }
)
_BACKGROUND: Final = frozenset(
    {Op.BACK_UP, Op.EXPIRE_HOLDS, Op.TIDY_JOURNAL, Op.ERASE_READERS, Op.SEE_DESK, Op.SEE_SETTINGS}
)
# Whoever is at the desk may say that they are somebody else; the PIN decides.
_ANYBODY: Final = frozenset({Op.SIGN_IN})

ALLOWED: Final[dict[Role, frozenset[Op]]] = {
    Role.HELPER: _DESK | _ANYBODY,
    Role.LIBRARIAN: frozenset(Op),
    Role.VIEWER: frozenset({Op.SEE_REPORTS, Op.FIND_BOOKS}) | _ANYBODY,
    Role.SYSTEM: _BACKGROUND | _ANYBODY,
}


# What a school may refuse while nobody has signed on for a shift.
NEEDS_SHIFT: Final = _DESK - {Op.START_SHIFT, Op.END_SHIFT, Op.SEE_DESK, Op.FIND_BOOKS}


# What writes today's date or this moment into a row: not while the clock of the PC stands behind the journal.
DATES: Final = NEEDS_SHIFT - {Op.UNDO} | {
    Op.START_SHIFT,
    Op.END_SHIFT,
    Op.CANCEL_HOLD,
    Op.OVERRIDE,
    Op.BACKDATE_RETURN,
    Op.CHANGE_DUE,
    Op.MARK_LOST,
    Op.MARK_FOUND,
    Op.CLAIM_RETURNED,
    Op.LEND_RUN,
    Op.APPOINT_HELPER,
    Op.DISMISS_HELPER,
    Op.REPLACE_CARD,
    Op.ADD_READER,
    Op.MOVE_READERS,
    Op.READERS_LEAVE,
    Op.READERS_RETURN,
    Op.MAKE_ACCOUNTS,
    Op.ERASE_READERS,
    Op.LIFT_SUSPENSION,
    Op.CHARGE,
    Op.SETTLE_CHARGE,
    Op.HAND_OVER,
    Op.IMPORT_BOOKS,
    Op.IMPORT_READERS,
    Op.IMPORT_LOANS,
    Op.EXPIRE_HOLDS,
    Op.TIDY_JOURNAL,
    Op.ADD_BOOKS,
    Op.REPLACE_BARCODE,
    Op.IMPORT_POOL,
    Op.EDIT_WISHES,
    Op.EDIT_PURCHASE,
    Op.RECEIVE,
    Op.EDIT_BATCH,
    Op.CHECK_CONTENT,
    Op.EDIT_NOTICES,
    Op.EDIT_WITHDRAWAL,
    Op.WITHDRAW,
    Op.HANDLE_ARRIVALS,
    Op.CLOSE_YEAR,
    Op.RECOMMEND,
    Op.MARK_PRINTED,
    Op.KEEP_CODES,
}


class Topic(StrEnum):
    """What a change is about; a tab refreshes when a change meets its TOPICS."""

    LOANS = "loans"
    HOLDS = "holds"
    READERS = "readers"
    CHARGES = "charges"
    BOOKS = "books"
    ORDERS = "orders"
    CLASSES = "classes"
    SHIFT = "shift"
    STAFF = "staff"
    SETTINGS = "settings"
    CALENDAR = "calendar"
    BACKUPS = "backups"
    PRINTING = "printing"


class Change(Value):
    """Told to the screens after a commit: what was done, which topics it touched, which journal entry it is."""

    op: Op
    topics: frozenset[Topic]
    journal_id: int
