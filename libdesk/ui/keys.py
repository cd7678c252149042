"""The function keys of the window in one place: each with its words, its icon and what it does."""

from collections.abc import Callable
from typing import Final, NamedTuple

from libdesk.i18n import N_
from libdesk.ui import icons


class Key(NamedTuple):
    """One key of the strip: `name` is the window's method and the objectName of the action."""

    shortcut: str
    name: str
    words: str
    icon: str
    tip: str


KEYS: Final = (
    Key("F1", "help", N_("Help"), icons.HELP, N_("Help for this page")),
    Key("F2", "lend", N_("Lend"), icons.BOOK_OUT, N_("Lend: scan a card, then the books")),
    Key("F3", "give_back", N_("Return"), icons.BOOK_IN, N_("Return: scan the books, no card needed")),
    Key("F4", "renew", N_("Renew"), icons.RENEW, N_("Renew: scan the books to keep them longer")),
    Key("F5", "find", N_("Find"), icons.SEARCH, N_("Find a book by its title, author or ISBN")),
    Key("F6", "readers", N_("Readers"), icons.USERS, N_("Find a reader by name, class or card")),
    Key("F7", "slip", N_("Print"), icons.PRINT, N_("Print a slip for the last loan or hold")),
    Key("F8", "undo", N_("Undo"), icons.UNDO, N_("Undo the last step")),
    Key("F9", "role", N_("Librarian"), icons.LOCK, N_("Change between librarian and student mode")),
    Key("F11", "full_screen", N_("Full screen"), icons.SCREEN, N_("The whole screen, or a window again")),
)

Handlers = dict[str, Callable[[], object]]
