"""Charts: axes go up in even steps and reach the highest figure; nothing stands outside, no word lies on another."""

from itertools import combinations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from libdesk.domain.chart_shapes import Shapes, Words, least_height, shapes
from libdesk.domain.charts import Chart, ChartKind, Series, ticks

LINE = 12.0
FIGURES = st.floats(0, 1e9, allow_nan=False)


def measure(text: str) -> float:
    return sum(6.0 if letter.isascii() else 9.0 for letter in text)


@st.composite
def charts(draw: st.DrawFn) -> Chart:
    labels = draw(st.lists(st.text("五六(3)班abc一年级", min_size=1, max_size=14), min_size=1, max_size=40))
    names = draw(st.lists(st.text("借出归还", min_size=1, max_size=6), min_size=1, max_size=3))
    values = st.lists(st.integers(0, 12_000).map(float), min_size=len(labels), max_size=len(labels)).map(tuple)
    series = tuple(Series(name, draw(values)) for name in names)
    kind = draw(st.sampled_from(ChartKind))
    return Chart(kind, "图", tuple(labels), series, stacked=draw(st.booleans()) and kind is not ChartKind.LINES)


@given(FIGURES, st.booleans())
def test_an_axis_has_even_steps_of_1_2_or_5_and_reaches_the_highest_figure(most: float, whole: bool) -> None:
    found = ticks(most, whole=whole)
    step = found[1]
    assert found[0] == 0
    assert float(f"{step:e}".partition("e")[0]) in (1, 2, 5)
    assert all(tick == pytest.approx(place * step) for place, tick in enumerate(found))
    assert found[-1] >= most * (1 - 1e-9)
    assert len(found) <= 7
    assert len(found) == 2 or found[-2] < most
    if whole:
        assert all(tick == int(tick) for tick in found)


@pytest.mark.parametrize(
    ("most", "expected"),
    [(0, (0, 1)), (1, (0, 1)), (7, (0, 2, 4, 6, 8)), (58, (0, 20, 40, 60)), (317, (0, 100, 200, 300, 400))],
)
def test_counts_have_whole_marks(most: float, expected: tuple[float, ...]) -> None:
    assert ticks(most, whole=True) == expected


def box(words: Words) -> tuple[float, float, float, float]:
    wide = min(measure(words.text), words.room)
    left = words.x - {"left": 0.0, "center": wide / 2, "right": wide}[words.align]
    return left, words.y - LINE * 0.4, left + wide, words.y + LINE * 0.4


def laid(chart: Chart, width: float) -> tuple[Shapes, float]:
    height = least_height(chart, LINE)
    return shapes(chart, width, height, measure, LINE), height


@given(charts(), st.floats(240, 900))
@example(Chart(ChartKind.BARS, "图", ("3",), (Series("借借借借借借", (0.0,)),) * 3), 240.0)
def test_nothing_of_a_chart_stands_outside_its_box(chart: Chart, width: float) -> None:
    made, height = laid(chart, width)
    for bar in made.bars:
        assert -0.01 <= bar.x <= bar.x + bar.width <= width + 0.01
        assert -0.01 <= bar.y <= bar.y + bar.height <= height + 0.01
    for left, top, right, bottom in map(box, made.words):
        assert -0.01 <= left <= right <= width + 0.01
        assert -0.01 <= top <= bottom <= height + 0.01
    for curve in made.curves:
        assert all(0 <= x <= width and 0 <= y <= height for x, y in curve.points)
    assert len(made.areas) == len(chart.labels)


LONG_LAST = ("3",) * 9 + ("3333333一一一一一一一", "3", "3", "3333333一一一一")


@example(Chart(ChartKind.COLUMNS, "图", LONG_LAST, (Series("借", (0.0,) * 13),)), 495.0)
@given(charts(), st.floats(240, 900))
def test_labels_and_marks_of_an_axis_never_lie_on_each_other(chart: Chart, width: float) -> None:
    made, _height = laid(chart, width)
    for role in ("label", "tick", "legend"):
        boxes = [box(words) for words in made.words if words.role == role]
        for one, other in combinations(boxes, 2):
            apart = one[2] <= other[0] + 0.1 or other[2] <= one[0] + 0.1 or one[3] <= other[1] or other[3] <= one[1]
            assert apart


@given(charts())
def test_every_figure_can_be_read_without_seeing_the_chart(chart: Chart) -> None:
    for place, reading in enumerate(chart.readings):
        assert chart.labels[place] in reading
        assert all(chart.figure(series.values[place]) in reading for series in chart.series)


def test_bars_are_as_long_as_their_figures() -> None:
    chart = Chart(ChartKind.BARS, "图", ("一", "二"), (Series("借出", (50.0, 100.0)),))
    first, second = laid(chart, 400)[0].bars
    assert second.width == pytest.approx(2 * first.width)


def test_stacked_bars_follow_each_other() -> None:
    chart = Chart(ChartKind.BARS, "图", ("一",), (Series("借出", (50.0,)), Series("归还", (25.0,))), stacked=True)
    first, second = (bar for bar in laid(chart, 400)[0].bars if bar.label == 0)
    assert second.x == pytest.approx(first.x + first.width)
    assert second.width == pytest.approx(first.width / 2)


def test_a_chart_can_be_cut_into_parts() -> None:
    chart = Chart(ChartKind.BARS, "图", ("一", "二", "三"), (Series("借出", (1.0, 2.0, 3.0)),), unit="%")
    assert chart.part(1, 3).readings == ("二：借出 2%", "三：借出 3%")


def test_figures_and_marks_of_a_chart_are_told_with_one_precision() -> None:
    chart = Chart(ChartKind.BARS, "", ("一(1)班", "一(2)班"), (Series("人均册数", (1.0, 2.35)),))
    assert chart.marks == ("0.0", "0.5", "1.0", "1.5", "2.0", "2.5")
    assert [chart.figure(value) for value in (1.0, 2.35)] == ["1.00", "2.35"]
    assert Chart(ChartKind.BARS, "", ("一",), (Series("册数", (1_200.0,)),)).marks[-1] == "1,500"


def test_names_of_series_that_do_not_fit_beside_each_other_stand_in_two_rows() -> None:
    names = ("I 文学", "K 历史", "Q 生物科学", "其他类")
    chart = Chart(ChartKind.BARS, "", ("一年级",), tuple(Series(name, (25.0,)) for name in names), stacked=True)
    for width, rows in ((600, 1), (250, 2)):
        legend = [words for words in laid(chart, width)[0].words if words.role == "legend"]
        assert len({words.y for words in legend}) == rows
        assert all(measure(words.text) <= words.room for words in legend)
