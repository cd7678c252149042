"""Errors for the person at the desk.

Each is a class with data; `text()` says what happened, why, and what to do now. A bug is any other exception.
"""

from dataclasses import dataclass

from libdesk.i18n import _


class DeskError(Exception):
    """Something the person at the desk can act on; raised freely inside an action, which then leaves nothing behind."""

    def text(self) -> str:
        raise NotImplementedError  # every subclass has its own words

    def __str__(self) -> str:
        return self.text()


@dataclass(eq=False)
class NotAllowed(DeskError):
    """The role at the desk may not do this; `op` is the Op that was asked for."""

    op: str

    def text(self) -> str:
        return _("This needs a librarian. Ask your teacher, or press F9.")


class ShiftNeeded(DeskError):
    """The school wants a signed shift at the desk, and none runs."""

    def text(self) -> str:
        return _("Nobody is on duty. Scan the shift card 值班, then your own reader card.")
