"""Where each bar, line and word of a chart stands, for whatever draws it: nothing over the edge, no word on another.

Lengths in any unit, x to the right, y down from the upper edge. Who draws says how wide a text is and how high a line.
"""

from collections.abc import Callable
from itertools import pairwise
from typing import Final, NamedTuple

from libdesk.domain.charts import Chart, ChartKind, thinned

Measure = Callable[[str], float]

LEAST_ROW: Final = 1.25  # lines that one label of lying bars takes at least
USUAL_ROW: Final = 1.7
THICKEST: Final = 1.6  # lines
SLACK: Final = 0.005  # what sums of floats may be off
NEXT_NAMES: Final = 1.2  # lines from one row of the legend to the next
SAMPLE: Final = 2.8  # lines that a name takes in the legend beside itself: its sample, and what stands around both
LABELS: Final = 0.34  # of the width at most, for the labels of lying bars


class Bar(NamedTuple):
    """A rectangle of a series (`tone`, from 0); `label` is which it belongs to."""

    x: float
    y: float
    width: float
    height: float
    tone: int
    label: int


class Stroke(NamedTuple):
    """A line from one point to another. `role`: "axis" or "grid"."""

    x1: float
    y1: float
    x2: float
    y2: float
    role: str


class Curve(NamedTuple):
    """The points of a series, joined."""

    points: tuple[tuple[float, float], ...]
    tone: int


class Words(NamedTuple):
    """A text on a line whose middle is at `y`; `align`: x is its left end, its centre or its right end.

    `room`: what is longer ends in an ellipsis. `role`: "label", "figure", "tick" or "legend".
    """

    x: float
    y: float
    text: str
    align: str
    role: str
    room: float


class Area(NamedTuple):
    """The part of the picture that belongs to a label: what is pointed at."""

    x: float
    y: float
    width: float
    height: float


class Shapes(NamedTuple):
    bars: tuple[Bar, ...]
    strokes: tuple[Stroke, ...]
    curves: tuple[Curve, ...]
    words: tuple[Words, ...]
    areas: tuple[Area, ...]


def height_of(chart: Chart, line: float) -> float:
    """How high a chart is drawn to be read with ease."""
    if chart.kind is ChartKind.BARS:
        return len(chart.labels) * _row(chart) * line + (2 + _legend_lines(chart)) * line
    return 13 * line


def least_height(chart: Chart, line: float) -> float:
    """Lower it cannot be drawn without words touching each other."""
    if chart.kind is ChartKind.BARS:
        return len(chart.labels) * _row(chart) / USUAL_ROW * LEAST_ROW * line + (2 + _legend_lines(chart)) * line
    return (7 + _legend_lines(chart)) * line


def _row(chart: Chart) -> float:
    """Lines that a label of lying bars takes."""
    beside = 1 if chart.stacked else max(1, len(chart.series))
    return USUAL_ROW if beside == 1 else beside * 1.1 + 0.5


def _legend_lines(chart: Chart) -> float:
    """Lines that are kept for the names of the series: more than two may need a second one."""
    return 0 if len(chart.series) < 2 else 1.5 if len(chart.series) == 2 else 1.5 + NEXT_NAMES


def shapes(chart: Chart, width: float, height: float, measure: Measure, line: float) -> Shapes:
    """The chart in a box of width × height; `measure`: of a text, `line`: the height of a line."""
    if not chart.labels or not chart.series:
        return Shapes((), (), (), (), ())
    draw: type[_Lying | _Standing] = _Lying if chart.kind is ChartKind.BARS else _Standing
    return draw(chart, width, height, measure, line).made()


class _Draft:
    def __init__(self, chart: Chart, width: float, height: float, measure: Measure, line: float) -> None:
        self.chart, self.width, self.height, self.measure, self.line = chart, width, height, measure, line
        self.bars: list[Bar] = []
        self.strokes: list[Stroke] = []
        self.curves: list[Curve] = []
        self.words: list[Words] = []
        self.areas: list[Area] = []
        self.ticks = chart.ticks
        self.top = self._legend()

    def _legend(self) -> float:
        """The names of the series, each behind a sample, at the top; returns where the rest begins.

        Names that do not fit beside each other stand in two rows.
        """
        if len(self.chart.series) < 2:
            return 0.0
        line, x, y = self.line, 0.0, 0.0
        needs = [self.measure(series.name) + SLACK for series in self.chart.series]
        fits = sum(needs) + SAMPLE * line * len(needs) <= self.width
        in_a_row = len(needs) if fits or len(needs) == 2 else -(-len(needs) // 2)
        most = max(needs) if fits else max(self.width / in_a_row - SAMPLE * line, line)
        for tone, series in enumerate(self.chart.series):
            if tone and tone % in_a_row == 0:
                x, y = 0.0, y + NEXT_NAMES * line
            self.bars.append(Bar(x, y + 0.2 * line, 1.2 * line, 0.6 * line, tone, -1))
            self.words.append(Words(x + 1.6 * line, y + line / 2, series.name, "left", "legend", most))
            x += self.width / in_a_row if not fits else SAMPLE * line + needs[tone]
        return y + 1.5 * line

    def shapes(self) -> Shapes:
        made = (self.bars, self.strokes, self.curves, self.words, self.areas)
        return Shapes(*(tuple(part) for part in made))  # type: ignore[arg-type]


class _Lying(_Draft):
    def made(self) -> Shapes:
        chart, line = self.chart, self.line
        widest = max(self.measure(label) for label in chart.labels)
        left = min(widest, self.width * LABELS) + 0.6 * line
        right = (
            self.width - max(self.measure(self.chart.figure(v)) for s in chart.series for v in s.values) - 0.5 * line
        )
        if chart.stacked:
            right = self.width - self.measure(self.chart.figure(chart.most)) - 0.5 * line
        right = max(right, left + line)
        bottom = self.height - 1.4 * line
        scale = (right - left) / self.ticks[-1]
        self._axis(left, right, bottom, scale)
        row, room = (bottom - self.top) / len(chart.labels), left - 0.6 * line + SLACK
        for place, label in enumerate(chart.labels):
            y = self.top + place * row
            self.areas.append(Area(0, y, self.width, row))
            self.words.append(Words(left - 0.6 * line, y + row / 2, label, "right", "label", room))
            self._bars(place, left, y, row, scale)
        return self.shapes()

    def _axis(self, left: float, right: float, bottom: float, scale: float) -> None:
        marks = self.chart.marks
        every = thinned([self.measure(mark) for mark in marks], (right - left) / (len(marks) - 1), self.line)
        for place, (tick, text) in enumerate(zip(self.ticks, marks, strict=True)):
            x = left + tick * scale
            self.strokes.append(Stroke(x, self.top, x, bottom, "grid" if place else "axis"))
            if place % every == 0:
                half = self.measure(text) / 2
                x = min(max(x, half), self.width - half)
                self.words.append(Words(x, bottom + 0.8 * self.line, text, "center", "tick", 2 * half + 1))

    def _bars(self, place: int, left: float, y: float, row: float, scale: float) -> None:
        chart, line = self.chart, self.line
        values = [s.values[place] for s in chart.series]
        beside = 1 if chart.stacked else len(values)
        thick = min(row * 0.72 / beside, THICKEST * line * 0.72)
        top, x = y + (row - thick * beside) / 2, left
        for tone, value in enumerate(values):
            at = top if chart.stacked else top + tone * thick
            long = max(value, 0) * scale
            self.bars.append(Bar(x if chart.stacked else left, at, long, thick, tone, place))
            if chart.stacked:
                x += long
            else:
                self._figure(left + long, at + thick / 2, value)
        if chart.stacked:
            self._figure(x, y + row / 2, sum(values))

    def _figure(self, x: float, y: float, value: float) -> None:
        text = self.chart.figure(value)
        self.words.append(Words(x + 0.4 * self.line, y, text, "left", "figure", self.measure(text) + 1))


class _Standing(_Draft):
    def made(self) -> Shapes:
        chart, line = self.chart, self.line
        texts = self.chart.marks
        left = max(self.measure(text) for text in texts) + 0.6 * line
        step = (self.width - left) / len(chart.labels)
        self._tells = self._told(step)
        over = (1.2 if self._tells else 0.4) * line  # a figure over the highest
        self.top += over
        bottom = self.height - 1.6 * line
        scale = (bottom - self.top) / self.ticks[-1]
        every = thinned([line], (bottom - self.top) / (len(texts) - 1), 0)
        for place, (tick, text) in enumerate(zip(self.ticks, texts, strict=True)):
            y = bottom - tick * scale
            self.strokes.append(Stroke(left, y, self.width, y, "grid" if place else "axis"))
            if place % every == 0:
                self.words.append(Words(left - 0.6 * line, y, text, "right", "tick", left))
        self._labels(left, step, bottom)
        for place in range(len(chart.labels)):
            self.areas.append(Area(left + place * step, self.top - over, step, bottom - self.top + over))
        if chart.kind is ChartKind.LINES:
            self._curves(left, step, bottom, scale)
        else:
            for place in range(len(chart.labels)):
                self._columns(place, left + place * step, step, bottom, scale)
        return self.shapes()

    def _labels(self, left: float, step: float, bottom: float) -> None:
        """Every label, or every so many-th: a long one at an edge is pushed in and may need more room than its step."""
        halves = [min(self.measure(label), self.width) / 2 for label in self.chart.labels]
        at = [min(max(left + (place + 0.5) * step, half), self.width - half) for place, half in enumerate(halves)]
        gap = 0.5 * self.line
        every = thinned([2 * half for half in halves], step, gap)
        while any(
            at[place] + halves[place] + gap > at[after] - halves[after] + SLACK
            for place, after in pairwise(range(0, len(at), every))
        ):
            every += 1
        for place in range(0, len(at), every):
            words = self.chart.labels[place]
            self.words.append(
                Words(at[place], bottom + 0.9 * self.line, words, "center", "label", 2 * halves[place] + 1)
            )

    def _columns(self, place: int, x: float, step: float, bottom: float, scale: float) -> None:
        chart, line = self.chart, self.line
        values = [s.values[place] for s in chart.series]
        beside = 1 if chart.stacked else len(values)
        thick = min(step * 0.76 / beside, 2.4 * line)
        at, y = x + (step - thick * beside) / 2, bottom
        for tone, value in enumerate(values):
            high = max(value, 0) * scale
            y = y - high if chart.stacked else bottom - high
            self.bars.append(Bar(at if chart.stacked else at + tone * thick, y, thick, high, tone, place))
            if not chart.stacked:
                self._figure(at + (tone + 0.5) * thick, y, value)
        if chart.stacked:
            self._figure(at + thick / 2, y, sum(values))

    def _told(self, step: float) -> bool:
        """Whether every figure has room over its column: all are written or none; of lines only the highest."""
        chart = self.chart
        if chart.kind is ChartKind.LINES:
            return True
        beside = 1 if chart.stacked else len(chart.series)
        room = step if beside == 1 else min(step * 0.76 / beside, 2.4 * self.line)
        values = [chart.most] if chart.stacked else [value for s in chart.series for value in s.values]
        return all(self.measure(self.chart.figure(value)) + 0.2 * self.line <= room for value in values)

    def _figure(self, x: float, y: float, value: float) -> None:
        """Over its column; nothing is seen without."""
        text = self.chart.figure(value)
        if value and self._tells:
            self.words.append(Words(x, y - 0.6 * self.line, text, "center", "figure", self.measure(text) + 1))

    def _curves(self, left: float, step: float, bottom: float, scale: float) -> None:
        for tone, series in enumerate(self.chart.series):
            points = tuple(
                (left + (place + 0.5) * step, bottom - max(value, 0) * scale)
                for place, value in enumerate(series.values)
            )
            self.curves.append(Curve(points, tone))
            if len(self.chart.series) == 1:
                best = max(range(len(points)), key=lambda place: series.values[place])
                x, y = points[best]
                text = self.chart.figure(series.values[best])
                half = self.measure(text) / 2
                x = min(max(x, half), self.width - half)
                self.words.append(Words(x, y - 0.6 * self.line, text, "center", "figure", 2 * half + 1))
