"""Binding (过刊装订): which issues of a year can be bound, how they are parted into volumes, which gaps a volume has.

An issue that is lost, did not come or never appeared cannot be chosen: its gap is named. One that is with a reader, set
aside or in repair is left out and told; it can be bound once it is back.
"""

import json
from collections.abc import Collection, Iterable, Sequence
from datetime import date
from enum import StrEnum
from typing import Final

from libdesk.domain.serials.names import IssueKind, IssueName
from libdesk.domain.value import Value
from libdesk.i18n import N_, _


class Standing(StrEnum):
    """How it is with one issue, or one piece of it; kept in the gaps of a volume, so the values never change."""

    HERE = "here"
    LENT = "lent"
    HELD = "held"
    REPAIR = "repair"
    LOST = "lost"
    RUINED = "ruined"
    MISSING = "missing"
    TO_COME = "to_come"
    SKIPPED = "skipped"
    BOUND = "bound"
    LEFT_OUT = "left_out"


STANDING_NAMES: Final[dict[Standing, str]] = {
    Standing.HERE: N_("to hand"),
    Standing.LENT: N_("on loan"),
    Standing.HELD: N_("set aside for a hold"),
    Standing.REPAIR: N_("in repair"),
    Standing.LOST: N_("lost"),
    Standing.RUINED: N_("ruined"),
    Standing.MISSING: N_("did not come"),
    Standing.TO_COME: N_("still to come"),
    Standing.SKIPPED: N_("never appeared"),
    Standing.BOUND: N_("bound already"),
    Standing.LEFT_OUT: N_("not chosen"),
}
# What is told of an issue of which nothing can be taken: the first that is true of one of its pieces.
_TOLD_FIRST: Final = (Standing.LENT, Standing.HELD, Standing.REPAIR, Standing.LOST, Standing.RUINED, Standing.BOUND)
STATE_NAMES: Final[dict[str, str]] = {
    "draft": N_("being prepared"),
    "sent": N_("at the bindery"),
    "back": N_("back, not yet on the shelf"),
    "done": N_("all on the shelf"),
}


class Parting(StrEnum):
    """Into which volumes a year is parted."""

    YEAR = "year"
    HALVES = "halves"
    QUARTERS = "quarters"
    MONTHS = "months"
    COUNT = "count"


PARTING_NAMES: Final[dict[Parting, str]] = {
    Parting.YEAR: N_("all in one volume"),
    Parting.HALVES: N_("by half-years"),
    Parting.QUARTERS: N_("by quarters"),
    Parting.MONTHS: N_("by months"),
    Parting.COUNT: N_("so many issues each"),
}
_MONTHS: Final = {Parting.YEAR: 12, Parting.HALVES: 6, Parting.QUARTERS: 3, Parting.MONTHS: 1}


class Piece(Value):
    """One copy of an issue that came. `barcode`: where it is a copy of its own; `where`: in which volume, with whom."""

    id: int
    standing: Standing
    copy_id: int | None = None
    barcode: str = ""
    where: str = ""
    price_fen: int | None = None
    place_id: int | None = None


class YearIssue(Value):
    """One number of a year, of all subscriptions together. `wanted`: how many copies are subscribed to."""

    key: int  # of its first row
    name: IssueName
    day: date | None
    wanted: int
    skipped: bool
    pieces: tuple[Piece, ...] = ()
    to_come: bool = False  # its day lies ahead

    @property
    def free(self) -> tuple[Piece, ...]:
        """What can be bound now."""
        return tuple(piece for piece in self.pieces if piece.standing is Standing.HERE)

    @property
    def standing(self) -> Standing:
        return Standing.HERE if self.free else self.why_not

    @property
    def why_not(self) -> Standing:
        """Why there is no further piece of it to bind."""
        if self.skipped and not self.pieces:
            return Standing.SKIPPED
        if self.to_come and not self.pieces:
            return Standing.TO_COME
        found = {piece.standing for piece in self.pieces}
        why = next((one for one in _TOLD_FIRST if one in found), Standing.MISSING)
        return Standing.MISSING if why is Standing.BOUND and len(self.pieces) < self.wanted else why


class Gap(Value):
    """A number that is not in a volume, and why."""

    number: str
    kind: IssueKind
    why: Standing

    def text(self, year: int) -> str:
        name = IssueName(year, self.number, self.kind).short
        return _("{issue} ({why})").format(issue=name, why=_(STANDING_NAMES[self.why]))


class Planned(Value):
    """A volume as it would be: its label, the issues in it and the piece of each, what is not in it."""

    label: str
    nth: int  # of how many sets of the same issues
    issues: tuple[YearIssue, ...]
    pieces: tuple[Piece, ...]
    gaps: tuple[Gap, ...]

    @property
    def price_fen(self) -> int:
        """The sum of what its issues cost; `unpriced` ones add nothing."""
        return sum(piece.price_fen or 0 for piece in self.pieces)

    @property
    def unpriced(self) -> int:
        return sum(piece.price_fen is None for piece in self.pieces)


def plan(
    issues: Sequence[YearIssue], chosen: Collection[int], parting: Parting, *, sets: int = 1, each: int = 6
) -> list[Planned]:
    """The volumes that the chosen issues (their keys) make, part by part and set by set.

    `each`: how many issues a volume has by Parting.COUNT. Of an issue that came but once only the first set has one.
    """
    made = []
    for part in parts(issues, parting, each):
        for nth in range(1, sets + 1):
            taken = [issue for issue in part if issue.key in chosen and len(issue.free) >= nth]
            if not taken:
                continue
            pieces = tuple(issue.free[nth - 1] for issue in taken)
            gaps = tuple(_gaps(_span(part, taken, chosen), taken, chosen))
            made.append(Planned(label_of(taken, parting), nth, tuple(taken), pieces, gaps))
    return made


def parts(issues: Sequence[YearIssue], parting: Parting, each: int = 6) -> list[list[YearIssue]]:
    """The issues of a year in their order, parted; one without a day stays with the issue before it."""
    found: dict[int, list[YearIssue]] = {}
    if parting is Parting.COUNT:
        numbered = 0
        for issue in issues:
            if issue.name.kind is not IssueKind.SUPPLEMENT:
                numbered += 1
            found.setdefault(max(0, numbered - 1) // max(1, each), []).append(issue)
        return list(found.values())
    month = next((issue.day.month for issue in issues if issue.day), 1)
    for issue in issues:
        month = issue.day.month if issue.day else month
        found.setdefault((month - 1) // _MONTHS[parting], []).append(issue)
    return [found[part] for part in sorted(found)]


def _span(part: Sequence[YearIssue], taken: Sequence[YearIssue], chosen: Collection[int]) -> Sequence[YearIssue]:
    """Within which issues a volume has gaps: up to those that are for another volume.

    A gap between two volumes is told of the first of them. What is still to come after a volume is no gap of it.
    """
    first, last = part.index(taken[0]), part.index(taken[-1])
    inside = {issue.key for issue in taken}
    others = [n for n, issue in enumerate(part) if issue.key not in inside and _elsewhere(issue, chosen)]
    start = 0 if all(n > first for n in others) else first
    end = min((n for n in others if n > last), default=len(part))
    while end > last + 1 and part[end - 1].why_not is Standing.TO_COME:
        end -= 1
    return part[start:end]


def _elsewhere(issue: YearIssue, chosen: Collection[int]) -> bool:
    """It stands in another volume, or is left for one."""
    return issue.key not in chosen if issue.free else issue.why_not is Standing.BOUND


def _gaps(span: Iterable[YearIssue], taken: Sequence[YearIssue], chosen: Collection[int]) -> Iterable[Gap]:
    inside = {issue.key for issue in taken}
    for issue in span:
        if issue.key in inside:
            continue
        why = Standing.LEFT_OUT if issue.free and issue.key not in chosen else issue.why_not
        if why is not Standing.BOUND:  # it stands in another volume: nothing is missing
            yield Gap(issue.name.number, issue.name.kind, why)


def label_of(taken: Sequence[YearIssue], parting: Parting) -> str:
    """How a volume is called on its spine: 2025.1-6; 2025-07 for a month."""
    year = taken[0].name.year
    if parting is Parting.MONTHS and (day := next((issue.day for issue in taken if issue.day), None)):
        return f"{day.year}-{day.month:02d}"
    numbers = [issue.name.number for issue in taken if issue.name.kind is not IssueKind.SUPPLEMENT]
    if not numbers:
        return f"{year}.{taken[0].name.number}"
    first, last = numbers[0].partition("-")[0], numbers[-1].rpartition("-")[2]
    return f"{year}.{first}" if first == last else f"{year}.{first}-{last}"


def runs(issues: Sequence[tuple[IssueName, date | None]]) -> list[tuple[str, date | None, date | None]]:
    """The numbers of a volume in few words, with the days of the first and last of each run: no. 1–4, no. 6."""
    found: list[list[tuple[IssueName, date | None]]] = []
    for name, day in issues:
        before = found[-1][-1][0] if found else None
        if before is not None and _follows(before, name):
            found[-1].append((name, day))
        else:
            found.append([(name, day)])
    return [(_run_name([name for name, _day in run]), run[0][1], run[-1][1]) for run in found]


def _follows(before: IssueName, name: IssueName) -> bool:
    if IssueKind.SUPPLEMENT in (before.kind, name.kind) or before.volume != name.volume:
        return False
    last, first = before.number.rpartition("-")[2], name.number.partition("-")[0]
    return last.isdecimal() and first.isdecimal() and int(first) == int(last) + 1


def _run_name(names: Sequence[IssueName]) -> str:
    first, last = names[0].number.partition("-")[0], names[-1].number.rpartition("-")[2]
    if len(names) == 1:
        return names[0].short
    return IssueName(names[0].year, f"{first}-{last}").short


def written_gaps(gaps: Iterable[Gap]) -> str | None:
    """As a volume keeps them: numbers and codes, no words."""
    rows = [[gap.number, gap.kind.value, gap.why.value] for gap in gaps]
    return json.dumps(rows, ensure_ascii=False, separators=(",", ":")) if rows else None


def read_gaps(text: str | None) -> tuple[Gap, ...]:
    return tuple(Gap(number, IssueKind(kind), Standing(why)) for number, kind, why in json.loads(text or "[]"))
