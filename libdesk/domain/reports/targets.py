"""What 《中小学图书馆(室)规程》 asks of a school library, what is there, and what is missing to reach it.

Every number is the school's to change: provinces differ. A school of several stages counts each of them: books by the
pupils of each stage, titles of periodicals and of reference works added up; a school of junior and senior classes alone
(完全中学) has figures of its own. Values are tenths, so that shares of 1.5 % are whole numbers.
"""

import math
from collections.abc import Collection, Mapping
from typing import Final

from libdesk.domain.classes import STAGE_LABELS, Stage
from libdesk.domain.errors import DeskError
from libdesk.domain.value import Value
from libdesk.i18n import N_, _

COMPLETE: Final = "complete"  # 完全中学
KINDS: Final = (*Stage, COMPLETE)
KIND_NAMES: Final[dict[str, str]] = {
    **{stage.value: name for stage, name in STAGE_LABELS.items()},
    COMPLETE: N_("Junior and senior secondary school"),
}
# Books of a pupil, titles of newspapers and periodicals, titles of reference and teaching-reference works.
_NORMS: Final[dict[str, tuple[int, int, int]]] = {
    Stage.PRIMARY: (25, 60, 120), Stage.JUNIOR: (35, 80, 180), Stage.SENIOR: (45, 120, 250), COMPLETE: (40, 120, 250),
}  # fmt: skip
GROUPS: Final = {"A": "A", "B": "B", "C–K": "CDEFGHIJK", "N–X": "NOPQRSTUVX", "Z": "Z"}
_SHARES: Final = {"primary": (15, 15, 640, 280, 50), "secondary": (20, 20, 540, 380, 40)}

DEFAULTS: Final[dict[str, int]] = {
    **{
        f"{kind}.{what}": norm * 10
        for kind, norms in _NORMS.items()
        for what, norm in zip(("books", "serials", "reference"), norms, strict=True)
    },
    "new": 10,  # books a pupil a year
    "hours": 400,  # a week in term
    **{
        f"share.{level}.{group}": share
        for level, shares in _SHARES.items()
        for group, share in zip(GROUPS, shares, strict=True)
    },
}
MOST: Final = 100_000  # tenths
WHOLE: Final = 1_000  # tenths of a per cent


class BadTarget(DeskError):
    def text(self) -> str:
        return _("Choose a number from 0 to {most}.").format(most=f"{MOST // 10:,}")


def check_target(code: str, tenths: int) -> None:
    """Raises BadTarget; a share is at most the whole."""
    assert code in DEFAULTS
    if not 0 <= tenths <= (WHOLE if code.startswith("share.") else MOST):
        raise BadTarget()


UNITS: Final = {
    "books": N_("vols"), "serials": N_("works"), "reference": N_("works"), "hours": N_("hours"),
}  # fmt: skip
"""In what each target is counted."""


class Stock(Value):
    """What is there. `pupils` by stage, `classes` copies by basic class, `minutes` open a week."""

    pupils: Mapping[str, int]
    classes: Mapping[str, int]
    copies: int = 0
    serials: int = 0
    reference: int = 0
    new: int = 0
    minutes: int = 0

    @property
    def all_pupils(self) -> int:
        return sum(self.pupils.values())


class TargetLine(Value):
    """One target: `code` names what can be edited ("" for a sum), `norm` its number; needed, there, missing.

    `unit`: "" whole numbers, "%" or hours. `how`: by what it was reckoned. `part`: what one of several stages asks
    for; what is there is told of their sum. Not `known`: there is nothing yet that it could be reckoned by.
    `what` it counts: a key of UNITS.
    """

    code: str
    name: str
    norm: float
    needed: float
    have: float
    missing: float
    unit: str = ""
    how: str = ""
    part: bool = False
    known: bool = True
    what: str = ""

    @property
    def reached(self) -> bool:
        return self.known and self.missing <= 0


def kinds_of(stages: Collection[str]) -> tuple[str, ...]:
    """By which norms a school is measured."""
    present = [stage for stage in Stage if stage in stages]
    if present == [Stage.JUNIOR, Stage.SENIOR]:
        return (COMPLETE,)
    return tuple(stage.value for stage in present)


def target_lines(stages: Collection[str], own: Mapping[str, int], stock: Stock) -> list[TargetLine]:
    """Every target of a school with these stages. `own`: what it asks for otherwise, by code."""
    norms = {**DEFAULTS, **own}
    kinds = kinds_of(stages)
    lines = _books(kinds, norms, stock)
    new = norms["new"] / 10
    new_books = math.ceil(stock.all_pupils * new)
    how = _("{pupils} pupils × {norm}").format(pupils=f"{stock.all_pupils:,}", norm=number(new))
    lines.append(
        _line("new", _("New books this school year"), new, new_books, stock.new, how=how, known=stock.all_pupils > 0)
    )
    for what, name, have in (
        ("serials", _("Titles of newspapers and periodicals"), stock.serials),
        ("reference", _("Titles of reference works"), stock.reference),
    ):
        wanted = {kind: norms[f"{kind}.{what}"] / 10 for kind in kinds}
        lines += _of_stages(what, name, wanted, wanted, have, {})
    hours = norms["hours"] / 10
    lines.append(
        _line(
            "hours", _("Hours open a week in term"), hours, hours, round(stock.minutes / 60, 1), unit="h", what="hours"
        )
    )
    return lines + _shares(kinds, norms, stock)


def _books(kinds: Collection[str], norms: Mapping[str, int], stock: Stock) -> list[TargetLine]:
    norm = {kind: norms[f"{kind}.books"] / 10 for kind in kinds}
    pupils = {kind: stock.all_pupils if kind == COMPLETE else stock.pupils.get(kind, 0) for kind in kinds}
    how = {
        kind: _("{pupils} pupils × {norm}").format(pupils=f"{pupils[kind]:,}", norm=number(norm[kind]))
        for kind in kinds
    }
    wanted: dict[str, float] = {kind: math.ceil(pupils[kind] * norm[kind]) for kind in kinds}
    name, known = _("Books of the library"), stock.all_pupils > 0
    return _of_stages("books", name, norm, wanted, stock.copies, how, known=known)


def _of_stages(
    what: str,
    name: str,
    norm: Mapping[str, float],
    wanted: Mapping[str, float],
    have: float,
    how: Mapping[str, str],
    *,
    known: bool = True,
) -> list[TargetLine]:
    """A line for a school of one kind; for several one for what each asks for, and below it the sum."""
    if len(norm) == 1:
        (kind,) = norm
        return [
            _line(f"{kind}.{what}", name, norm[kind], wanted[kind], have, how=how.get(kind, ""), known=known, what=what)
        ]
    lines = [
        TargetLine(f"{kind}.{what}", f"{name} · {_(KIND_NAMES[kind])}", norm[kind], wanted[kind], 0, 0,
                   how=how.get(kind, ""), part=True)
        for kind in norm
    ]  # fmt: skip
    return [
        *lines,
        _line("", _("{name}, all stages").format(name=name), 0, sum(wanted.values()), have, known=known, what=what),
    ]


def _shares(kinds: Collection[str], norms: Mapping[str, int], stock: Stock) -> list[TargetLine]:
    """Of what stands in a class of the table; a school of both levels by the pupils of each."""
    counted = sum(stock.classes.get(letter, 0) for letters in GROUPS.values() for letter in letters)
    levels = level_weights(kinds, stock)
    lines = []
    for group, letters in GROUPS.items():
        have = sum(stock.classes.get(letter, 0) for letter in letters)
        norm = sum(norms[f"share.{level}.{group}"] * weight for level, weight in levels.items()) / 10
        share = 100 * have / counted if counted else 0.0
        # As many more of this class alone as make its share of all that is then there.
        part = norm / 100
        more = math.ceil((part * counted - have) / (1 - part) - 1e-9) if part < 1 else max(0, counted - have)
        code = f"share.{next(iter(levels))}.{group}" if len(levels) == 1 else ""
        how = _("{have} of {all} copies").format(have=f"{have:,}", all=f"{counted:,}")
        lines.append(
            TargetLine(code, _("Share of class {group}").format(group=group), norm, round(norm, 1), round(share, 1),
                       max(0, more) if counted else 0, "%", how, known=counted > 0)
        )  # fmt: skip
    return lines


def level_weights(kinds: Collection[str], stock: Stock) -> dict[str, float]:
    """How much the table of each level counts: 1 for a school of one level, else by its pupils."""
    primary = Stage.PRIMARY in kinds
    secondary = any(kind != Stage.PRIMARY for kind in kinds)
    if primary and not secondary:
        return {"primary": 1.0}
    if not primary:
        return {"secondary": 1.0}
    small = stock.pupils.get(Stage.PRIMARY, 0)
    weight = small / stock.all_pupils if stock.all_pupils else 0.5
    return {"primary": weight, "secondary": 1 - weight}


def _line(
    code: str,
    name: str,
    norm: float,
    needed: float,
    have: float,
    *,
    unit: str = "",
    how: str = "",
    known: bool = True,
    what: str = "books",
) -> TargetLine:
    missing = max(0, round(needed - have, 1))
    return TargetLine(code, name, norm, needed, have, missing, unit, how, known=known, what=what)


def number(value: float) -> str:
    """1,200 or 1.5."""
    return f"{value:,.1f}".removesuffix(".0")
