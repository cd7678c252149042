"""Which helpers know the work, so that a new one can be put beside them.

Experienced is whoever was a helper in an earlier term, took part in a training, or kept ten duties in this term. Any
one of the three is enough; whoever has none of them is new.
"""

from typing import Final

from libdesk.i18n import N_, _

ENOUGH: Final = 10  # duties kept in the term
_RULE: Final = N_(
    "Experienced is whoever was a helper in an earlier term, took part in a training, or kept {n} duties this term; "
    "all others are new."
)


def is_experienced(*, before: bool, trained: bool, kept: int) -> bool:
    return before or trained or kept >= ENOUGH


def experience_rule() -> str:
    """The rule as the page says it."""
    return _(_RULE).format(n=ENOUGH)
