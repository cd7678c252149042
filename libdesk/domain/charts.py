"""A chart is described once: what it is called, its labels, its figures. Screen and paper draw the same description.

Every chart begins at nothing; its axis goes up in steps of 1, 2 or 5 and their tenfolds. Its figures can be read as
words too, by whoever does not see it.
"""

import math
from collections.abc import Sequence
from enum import StrEnum
from functools import cached_property
from typing import Final

from libdesk.domain.value import Value
from libdesk.i18n import _

STEPS: Final = 5  # of an axis, more or less


class ChartKind(StrEnum):
    BARS = "bars"  # lying, a label before each: classes, titles
    COLUMNS = "columns"  # standing, from left to right: days, weeks
    LINES = "lines"


class Series(Value):
    """The figures of one thing, one for each label."""

    name: str
    values: tuple[float, ...]


class Chart(Value):
    """`unit` is written behind each figure, such as %; `note` says what is to be known beside it.

    `stacked`: the series add up. `whole`: the most of the chart that this one is a part of, so that their bars compare.
    """

    kind: ChartKind
    title: str
    labels: tuple[str, ...]
    series: tuple[Series, ...]
    unit: str = ""
    note: str = ""
    stacked: bool = False
    whole: float = 0.0

    @property
    def most(self) -> float:
        """The longest bar or the highest point."""
        if self.whole:
            return self.whole
        if self.stacked:
            return max((sum(s.values[n] for s in self.series) for n in range(len(self.labels))), default=0.0)
        return max((value for s in self.series for value in s.values), default=0.0)

    @cached_property
    def _decimals(self) -> int:
        """Of all its figures: those beside each other are told as exactly."""
        return 0 if all(value == int(value) for s in self.series for value in s.values) else 2

    @property
    def ticks(self) -> tuple[float, ...]:
        return ticks(self.most, whole=not self._decimals)

    def figure(self, value: float) -> str:
        """1,200, or 2.35 and 1.00 in a chart where not all are whole; with its unit."""
        return f"{value:,.{self._decimals}f}{self.unit}"

    @property
    def marks(self) -> tuple[str, ...]:
        """The ticks in figures, with as many decimals as tell one from the next."""
        exact = max(len(f"{tick:.12g}".partition(".")[2]) for tick in self.ticks)
        return tuple(f"{tick:,.{exact}f}{self.unit}" for tick in self.ticks)

    def part(self, first: int, last: int) -> "Chart":
        """The labels from `first` up to `last`, which is not among them."""
        series = tuple(Series(s.name, s.values[first:last]) for s in self.series)
        return Chart(
            self.kind, self.title, self.labels[first:last], series, self.unit, self.note, self.stacked, self.most
        )

    def reading(self, label: int) -> str:
        """The figures of one label in words."""
        figures = _(", ").join(_("{name} {n}").format(name=s.name, n=self.figure(s.values[label])) for s in self.series)
        return _("{label}: {figures}").format(label=self.labels[label], figures=figures)

    @property
    def readings(self) -> tuple[str, ...]:
        """The whole chart in words, a line for each label."""
        return tuple(self.reading(label) for label in range(len(self.labels)))


def ticks(most: float, steps: int = STEPS, *, whole: bool = False) -> tuple[float, ...]:
    """Where an axis from 0 to `most` has its marks: even steps of 1, 2 or 5 times a power of ten, the last not below.

    `whole`: no marks between whole numbers.
    """
    step = _step(max(most, 0) / steps)
    if whole:
        step = max(step, 1.0)
    if most <= 0:
        return (0.0, step)
    count = max(1, math.ceil(most / step - 1e-9))
    return tuple(_even(place * step) for place in range(count + 1))


def _step(least: float) -> float:
    """The smallest step that is not smaller."""
    if least <= 0:
        return 1.0
    power = 10.0 ** math.floor(math.log10(least))
    return _even(next(times * power for times in (1, 2, 5, 10) if times * power >= least * (1 - 1e-9)))


def _even(value: float) -> float:
    return float(f"{value:.12g}")


def thinned(widths: Sequence[float], step: float, gap: float) -> int:
    """Every so many-th label of a row can be written without touching the next; `step`: from one to the next."""
    widest = max(widths, default=0.0) + gap
    return max(1, math.ceil(widest / step)) if step > 0 else max(1, len(widths))
