"""What a copy that arrived still waits for: stamp, label, shelf; one bit of `copy.waiting` each."""

from collections.abc import Iterable
from enum import IntFlag
from typing import Final

from libdesk.i18n import N_, _


class Step(IntFlag):
    """The values are those of the table and never change."""

    STAMP = 1
    LABEL = 2
    SHELF = 4


ALL: Final = Step.STAMP | Step.LABEL | Step.SHELF
STEPS: Final = (Step.STAMP, Step.LABEL, Step.SHELF)
WAITS: Final = {Step.STAMP: N_("stamp"), Step.LABEL: N_("label"), Step.SHELF: N_("shelf")}
DONE: Final = {Step.STAMP: N_("Stamped"), Step.LABEL: N_("Labelled"), Step.SHELF: N_("Put on the shelf")}


def without(waiting: int, step: Step) -> int:
    """What is left to do; what stands on the shelf was stamped and labelled before."""
    return 0 if Step.SHELF in step else waiting & ~step & ALL


def steps_of(waiting: int) -> list[Step]:
    return [step for step in STEPS if waiting & step]


def waits_for(waiting: int) -> str:
    """What a copy waits for, in words."""
    return _(", ").join(_(WAITS[step]) for step in steps_of(waiting))


def union(waiting: Iterable[int]) -> int:
    """What at least one of several copies waits for."""
    together = 0
    for bits in waiting:
        together |= bits
    return together
