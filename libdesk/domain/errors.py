"""Errors for the person at the desk.

Each is a class with data; `text()` says what happened, why, and what to do now. A bug is any other exception.
"""

from typing import Any, Self, dataclass_transform

from libdesk.domain.value import make_dataclasses
from libdesk.i18n import _


@dataclass_transform(eq_default=False)
class DeskError(Exception):
    """Something the person at the desk can act on; raised freely inside an action, which then leaves nothing behind.

    A subclass names its data as a dataclass does, and becomes one when it is first raised (see value.py).
    """

    def __new__(cls, *args: Any, **_kwargs: Any) -> Self:
        if "__dataclass_fields__" not in cls.__dict__:
            make_dataclasses(cls, DeskError, eq=False)
        return super().__new__(cls, *args)

    def text(self) -> str:
        raise NotImplementedError  # every subclass has its own words

    def __str__(self) -> str:
        return self.text()


class NotAllowed(DeskError):
    """The role at the desk may not do this; `op` is the Op that was asked for."""

    op: str

    def text(self) -> str:
        return _("This needs a librarian. Ask your teacher, or press F9.")


class ShiftNeeded(DeskError):
    """The school wants a signed shift at the desk, and none runs."""

    def text(self) -> str:
        return _("Nobody is on duty. Scan the shift card 值班, then your own reader card.")
