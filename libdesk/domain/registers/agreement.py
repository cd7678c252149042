"""Whether the two registers say the same, in words (账账相符)."""

from libdesk.domain.registers.papers import signed_money
from libdesk.domain.registers.sums import LETTERS, OTHER, Sums
from libdesk.i18n import _


def differences(summary: Sums, copies: Sums) -> list[str]:
    """Where the last sum of the summary register and the living lines of the copy register part; empty if nowhere."""
    found = []
    for words, one, other in (
        (_("titles"), f"{summary.titles:,}", f"{copies.titles:,}"),
        (_("copies"), f"{summary.copies:,}", f"{copies.copies:,}"),
        (_("amount"), signed_money(summary.fen), signed_money(copies.fen)),
        *(
            (_("class {letter}").format(letter=letter), str(summary.classes.get(letter, 0)),
             str(copies.classes.get(letter, 0)))
            for letter in (*LETTERS, OTHER)
        ),
    ):  # fmt: skip
        if one != other:
            found.append(
                _("{what}: {summary} in the summary, {copies} by copy").format(what=words, summary=one, copies=other)
            )
    return found
