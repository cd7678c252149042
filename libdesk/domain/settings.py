"""The library's own settings: they stand in the library file and travel with its backups."""

import json
from collections.abc import Mapping
from typing import Any, NamedTuple


class LibrarySettings(NamedTuple):
    """Every setting with the value a new library starts with. Days and minutes are whole numbers."""

    school: str = ""
    demo: bool = False
    zone: str = "Asia/Shanghai"
    school_system: str = "63"
    stages: tuple[str, ...] = ()  # which stages the school has (primary, junior, senior); none named: any
    keep_sex: bool = False  # of readers; else a roster's column is passed over
    photos: bool = False  # of readers; under 14 a guardian's consent is needed
    erase_days: int = 365  # so long after leaving, with nothing out or owed, personal data is erased
    closed_weekdays: tuple[int, ...] = (5, 6)  # Monday is 0
    cap_to_term: bool = True  # no due date after the end of term
    spread_days: int = 5  # after a long holiday the due dates are spread over so many open days
    closed_between_terms: bool = False
    warned_grades: int = 2  # pupils of so many lowest grades are warned, never suspended or blocked
    final_days: int = 0  # pupils who leave the school borrow no more so many days before their last term ends; 0: off
    recall_days: int = 14  # everything is asked back so many days before the end of a term
    money: bool = False  # fines and prices of losses are taken in money; else losses are replaced in kind
    loss_percent: int = 100  # of the price, for a lost copy
    damage_slight: int = 0  # of the price, proposed for a damage of this degree; 0: nothing is proposed
    damage_medium: int = 0
    damage_severe: int = 0
    several_copies: bool = False  # one reader may hold several copies of one title
    unsigned_desk: bool = True  # without a shift: recorded as unsigned (True) or refused (False)
    hold_days: int = 3  # open days that a copy waits on the hold shelf
    reader_seconds: int = 60  # a reader's turn ends after so long without a scan, librarian at the desk
    helper_reader_seconds: int = 20
    lock_minutes: int = 5  # an idle librarian falls back to student mode
    undo_days: int = 200  # how long a change can be undone
    card_prefix: str = ""  # put before reader-card numbers that clash with book numbers
    book_number: str = "running"  # how books of one class are told apart: "running" (种次号) or "author" (著者号)
    refill_gaps: bool = False  # running numbers that came free are given again
    copy_marks: bool = False  # the second copy of a title and later ones bear a mark: I247.5/12#2
    author_decimal: bool = (
        True  # figures of author numbers are read as decimals on the shelf (J52 before J6), else as whole numbers
    )
    barcode_prefix: str = ""  # of barcodes that libdesk gives to copies, with so many figures
    barcode_width: int = 7
    enough_copies: int = 3  # a recommended list asks for so many copies of each title
    lost_after: int = 2  # a copy that so many stocktakes in a row have missed is lost; 0: it stays missing
    late_periodical: int = 3  # days after its day of appearance that a periodical which has not come is not late yet
    late_newspaper: int = 0
    new_days: int = 90  # so long a book counts as new
    trolley: bool = True  # what comes back waits on the trolley until it is shelved
    trolley_days: int = 3  # open days after which it counts as shelved by itself, 0: never
    register_opening: str = ""  # ISO day from which the registers are kept; what came before is the opening balance
    symbology: str = "code128"  # of readers' and copies' codes on paper: code128 or code39
    logo: str = ""  # SHA-256 of the school's sign on cards, "" for none
    card_line: str = ""  # the school's own line at the foot of a card
    card_rules: str = ""  # the back of a card, a line each; "": what libdesk brings
    card_group: bool = True  # class or department
    card_valid: bool = True
    card_photo: bool = True  # where the school keeps photos
    card_colour: bool = True  # of the class
    card_back: bool = False
    card_marks: bool = True  # crop marks between the cards of a sheet
    card_rim: int = 0  # mm that stay white inside a card's edge, for the rim of the film it is laminated in
    label_title: bool = True  # on barcode labels
    label_each: int = 1  # equal labels a copy
    names_shown: str = "surname"  # of pupils on rankings, prizes and published pages: "full", "surname" or "none"
    backup_folder: str = ""  # a second place for backups, for instance a USB stick


def read_settings(stored: Mapping[str, str]) -> LibrarySettings:
    """Settings from their JSON texts; a key of another version is passed over, a missing one keeps its default."""
    values: dict[str, Any] = {}
    for key, text in stored.items():
        if key in LibrarySettings._fields:
            value = json.loads(text)
            values[key] = tuple(value) if isinstance(value, list) else value
    return LibrarySettings(**values)


def written(value: object) -> str:
    """The JSON text of one setting's value."""
    return json.dumps(list(value) if isinstance(value, tuple) else value, ensure_ascii=False)
