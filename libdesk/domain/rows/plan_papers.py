"""The work plan on paper: its aims, and month by month what is to be done, by whom."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PlanItem:
    """One task: what, when and who, and what is noted of it."""

    name: str
    when: str
    who: str
    note: str


@dataclass(frozen=True, slots=True)
class PlanPaper:
    """`aims`: a line each. `months`: (name, tasks). `signed`: who signs below."""

    school: str
    heading: str
    note: str
    aims: tuple[str, ...]
    months: tuple[tuple[str, tuple[PlanItem, ...]], ...]
    signed: tuple[str, ...] = ()
