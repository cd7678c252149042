"""What a stocktake that is finished makes of what it missed, and how its figures agree with the copy register."""

from typing import Any, Final

from libdesk.domain.stocktake.stands import ELSEWHERE, LIVING, Stand, Tally
from libdesk.domain.value import Value
from libdesk.i18n import N_, _, ngettext

NEVER: Final = 0
LOST_AFTER: Final = (1, 2, 3, NEVER)
"""After so many stocktakes in a row a missing copy is lost; NEVER: it stays missing."""


def after_missing(times: int, lost_after: int) -> str:
    """The status of a copy that so many stocktakes in a row have missed, this one included."""
    return "lost" if lost_after != NEVER and times >= lost_after else "missing"


def lost_after_words(times: int) -> str:
    """The setting in words."""
    if times == NEVER:
        return _("never: it stays missing")
    return ngettext("after {n} stocktake that missed it", "after {n} stocktakes in a row that missed it", times).format(
        n=times
    )


class Agreement(Value):
    """Lines of the copy register and what the stocktake found of them; all counts of copies.

    `register`: living lines in all, `by_hand` of these counted by hand and in no catalogue, `outside`: copies of the
    catalogue that are not in this part or came since it began. `issues`: single issues in the part, which are no lines.
    """

    register: int
    by_hand: int
    outside: int
    issues: int
    tally: Tally

    @property
    def of_part(self) -> int:
        """Lines of the register that belong to the part."""
        return self.register - self.by_hand - self.outside

    @property
    def accounted(self) -> int:
        """What the stocktake says of them."""
        return self.tally.of(*LIVING) - self.issues

    @property
    def agrees(self) -> bool:
        return self.of_part == self.accounted

    def lines(self, *, whole: bool) -> list[tuple[str, int]]:
        """(msgid, copies): from the register down to the part, then what it is made up of. They add up."""
        tally = self.tally
        outside = N_("− came since it began") if whole else N_("− not in this part, or came since it began")
        return [
            (N_("Copy register: what is there"), self.register),
            (N_("− counted by hand, in no catalogue"), self.by_hand),
            (outside, self.outside),
            (N_("+ single issues, which are no lines of the register"), self.issues),
            (N_("= copies of this stocktake"), self.of_part + self.issues),
            (N_("seen"), tally.seen),
            (N_("on loan"), tally.of(Stand.LOAN)),
            (N_("elsewhere: set aside, in repair, not yet on the shelf"), tally.of(*ELSEWHERE) - tally.of(Stand.LOAN)),
            (N_("not seen"), tally.left),
            (N_("missing before"), tally.of(Stand.MISSING)),
            (N_("lost"), tally.of(Stand.LOST)),
        ]


class Odds(Value):
    """What was met besides what was looked for: counts of copies, and of codes that are on no copy."""

    found: int = 0
    wrong_place: int = 0
    other_part: int = 0
    on_loan: int = 0
    withdrawn: int = 0
    strays: int = 0


def more_odds(odds: Odds, *, status: str, in_part: bool, wrong: bool, stray: bool) -> Odds:
    """With one more scan: of a copy that had this status, or of a code that is on none (`stray`)."""
    more = {
        "found": status in ("missing", "lost"),
        "wrong_place": wrong,
        "other_part": bool(status) and not in_part and status != "withdrawn",
        "on_loan": status in ("loan", "in_house"),
        "withdrawn": status == "withdrawn",
        "strays": stray,
    }
    return Odds(**{name: getattr(odds, name) + more[name] for name in ODDS})


class Figures(Value):
    """All that a stocktake came to; kept as JSON with one that is done."""

    agreement: Agreement
    odds: Odds
    to_missing: int = 0
    to_lost: int = 0

    @property
    def tally(self) -> Tally:
        return self.agreement.tally

    def as_values(self) -> dict[str, Any]:
        agreement = self.agreement
        return {
            "register": [agreement.register, agreement.by_hand, agreement.outside, agreement.issues],
            "tally": agreement.tally.as_values(),
            "odds": {name: getattr(self.odds, name) for name in ODDS},
            "to_missing": self.to_missing,
            "to_lost": self.to_lost,
        }

    @classmethod
    def of_values(cls, values: dict[str, Any]) -> "Figures":
        register, by_hand, outside, issues = values["register"]
        agreement = Agreement(register, by_hand, outside, issues, Tally.of_values(values["tally"]))
        odds = Odds(**{name: count for name, count in values["odds"].items() if name in ODDS})
        return cls(agreement, odds, values["to_missing"], values["to_lost"])


ODDS: Final[dict[str, str]] = {
    "found": N_("found again"),
    "wrong_place": N_("in the wrong place"),
    "other_part": N_("of another part"),
    "on_loan": N_("on loan, but on the shelf"),
    "withdrawn": N_("withdrawn, but on the shelf"),
    "strays": N_("unknown codes"),
}
"""The fields of Odds, and what each is called."""
