"""What can be done at the desk, who may do it, and what a done thing tells the screens."""

from enum import StrEnum
from typing import Final

from libdesk.domain.value import Value


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
    # repairs, periodicals, shelves
    EDIT_REPAIR = "edit_repair"
    CHECK_CARE = "check_care"
    SHELVE = "shelve"
    EDIT_SHELVES = "edit_shelves"
    MOVE_RANGE = "move_range"
    EDIT_SUBSCRIPTION = "edit_subscription"
    CHECK_IN = "check_in"
    CLAIM_ISSUES = "claim_issues"
    COUNT_USE = "count_use"
    BIND = "bind"
    START_STOCKTAKE = "start_stocktake"
    SIT_DOWN = "sit_down"
    COUNT_STOCK = "count_stock"
    COUNT_FILE = "count_file"
    FINISH_STOCKTAKE = "finish_stocktake"
    # the semester
    EDIT_PLAN = "edit_plan"
    EDIT_EVENTS = "edit_events"
    EDIT_TIMETABLE = "edit_timetable"
    EDIT_ROSTER = "edit_roster"
    NOTE_DUTY = "note_duty"
    SWAP_DUTY = "swap_duty"
    EDIT_TRAINING = "edit_training"
    NOTE_DRILL = "note_drill"
    CHOOSE_BEST = "choose_best"
    EDIT_ACTIVITY = "edit_activity"
    ENTER_ENTRANTS = "enter_entrants"
    ENTER_RESULTS = "enter_results"
    EDIT_AIDS = "edit_aids"
    MOVE_AIDS = "move_aids"
    EDIT_BOXES = "edit_boxes"
    EXCHANGE_BOXES = "exchange_boxes"
    COUNT_VISITS = "count_visits"
    EDIT_QUESTIONS = "edit_questions"
    EDIT_SUGGESTIONS = "edit_suggestions"
    EDIT_ANNOUNCEMENTS = "edit_announcements"
    EDIT_BOOK_LISTS = "edit_book_lists"
    EDIT_STUDY = "edit_study"
    EDIT_EQUIPMENT = "edit_equipment"
    EDIT_SUMMARY = "edit_summary"
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
    SEE_SHELVING = "see_shelving"
    SEE_SERIALS = "see_serials"
    SEE_SEMESTER = "see_semester"
    SEE_PLAN = "see_plan"
    SEE_ROSTER = "see_roster"
    SEE_HELPERS = "see_helpers"
    PRACTISE = "practise"
    SEE_ACTIVITIES = "see_activities"
    SEE_AIDS = "see_aids"
    SEE_SERVICE = "see_service"
    PUBLISH = "publish"


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
        Op.SEE_SHELVING,
        Op.SEE_SERIALS,
        Op.CHECK_CARE,
        Op.SHELVE,
        Op.CHECK_IN,
        Op.COUNT_USE,
        Op.SIT_DOWN,
        Op.COUNT_STOCK,
        Op.SEE_SEMESTER,
        Op.SEE_ROSTER,
        Op.PRACTISE,
        Op.NOTE_DRILL,
        Op.COUNT_VISITS,
    }
)
_BACKGROUND: Final = frozenset(
    {Op.BACK_UP, Op.EXPIRE_HOLDS, Op.SIT_DOWN, Op.TIDY_JOURNAL, Op.ERASE_READERS, Op.SEE_DESK, Op.SEE_SETTINGS}
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
NEEDS_SHIFT: Final = _DESK - {
    Op.START_SHIFT,
    Op.END_SHIFT,
    Op.SEE_DESK,
    Op.FIND_BOOKS,
    Op.SEE_SHELVING,
    Op.SEE_SERIALS,
    Op.SEE_SEMESTER,
    Op.SEE_ROSTER,
    Op.PRACTISE,  # writes to a throw-away library
    Op.NOTE_DRILL,
}


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
    Op.EDIT_REPAIR,
    Op.EDIT_SUBSCRIPTION,
    Op.CLAIM_ISSUES,
    Op.BIND,
    Op.START_STOCKTAKE,
    Op.COUNT_FILE,
    Op.FINISH_STOCKTAKE,
    Op.EDIT_PLAN,
    Op.NOTE_DUTY,
    Op.SWAP_DUTY,
    Op.EDIT_TRAINING,
    Op.NOTE_DRILL,
    Op.CHOOSE_BEST,
    Op.EDIT_ACTIVITY,
    Op.ENTER_ENTRANTS,
    Op.ENTER_RESULTS,
    Op.MOVE_AIDS,
    Op.EDIT_BOXES,
    Op.EXCHANGE_BOXES,
    Op.COUNT_VISITS,
    Op.EDIT_QUESTIONS,
    Op.EDIT_SUGGESTIONS,
    Op.EDIT_BOOK_LISTS,
    Op.EDIT_STUDY,
    Op.EDIT_SUMMARY,
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
    SERIALS = "serials"
    SHELVING = "shelving"
    STOCKTAKE = "stocktake"
    SCHEDULE = "schedule"
    HELPERS = "helpers"
    ACTIVITIES = "activities"
    AIDS = "aids"
    SERVICE = "service"
    SUMMARY = "summary"


class Change(Value):
    """Told to the screens after a commit: what was done, which topics it touched, which journal entry it is."""

    op: Op
    topics: frozenset[Topic]
    journal_id: int
