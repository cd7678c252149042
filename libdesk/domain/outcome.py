"""What became of a scan: seven outcomes, told apart by word, icon, ground and sound."""

from enum import StrEnum
from typing import Final

from libdesk.i18n import N_, _


class Outcome(StrEnum):
    """One of the faces a scan can end with; the screen, the sounds and the day log use the same ones."""

    LENT = "lent"
    RETURNED = "returned"
    RENEWED = "renewed"
    DONE = "done"  # anything else that went well: a book added, stamped, put on the shelf
    NOTICE = "notice"
    REFUSED = "refused"
    NOT_FOUND = "not_found"

    @property
    def word(self) -> str:
        """The one word that stands on the banner, in the language of the screen."""
        return _(_WORDS[self])

    @property
    def done(self) -> bool:
        """True if the library changed; a notice is done too, but wants a look."""
        return self not in (Outcome.REFUSED, Outcome.NOT_FOUND)


_WORDS: Final = {
    Outcome.LENT: N_("Lent"),
    Outcome.RETURNED: N_("Returned"),
    Outcome.RENEWED: N_("Renewed"),
    Outcome.DONE: N_("Done"),
    Outcome.NOTICE: N_("Please look"),
    Outcome.REFUSED: N_("Cannot do"),
    Outcome.NOT_FOUND: N_("Not found"),
}
