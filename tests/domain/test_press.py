"""What a ruler says of the ruler page becomes the figures that undo it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from libdesk.domain.press import BAR, FRAME, Measure, Press, PressWrong, Ruler, measure_of, ruler_for


def test_a_printer_that_is_true_to_size_is_left_alone() -> None:
    assert Measure().press(600) == Press(600)
    assert measure_of(Press()) == Measure()


@given(
    offset=st.tuples(st.floats(-8, 8), st.floats(-8, 8)),
    stretch=st.tuples(st.floats(0.97, 1.03), st.floats(0.97, 1.03)),
    point=st.tuples(st.floats(0, 210), st.floats(0, 297)),
)  # fmt: skip
def test_with_its_figures_every_point_comes_out_where_it_belongs(
    offset: tuple[float, float], stretch: tuple[float, float], point: tuple[float, float]
) -> None:
    def comes_out(x: float, y: float) -> tuple[float, float]:
        return x * stretch[0] + offset[0], y * stretch[1] + offset[1]

    left, top = comes_out(FRAME, FRAME)
    press = Measure(left, top, BAR * stretch[0], BAR * stretch[1]).press()
    assert comes_out(*press.moved(*point)) == pytest.approx(point, abs=0.01)


@given(left=st.floats(5, 15), top=st.floats(5, 15), across=st.floats(97, 103), down=st.floats(97, 103))
def test_what_was_measured_is_shown_again(left: float, top: float, across: float, down: float) -> None:
    read = Measure(round(left, 2), round(top, 2), round(across, 2), round(down, 2))
    again = measure_of(read.press())
    assert (again.left, again.top, again.across, again.down) == pytest.approx(
        (read.left, read.top, read.across, read.down), abs=0.02
    )


@pytest.mark.parametrize(
    ("read", "fault"),
    [
        (Measure(left=40), "offset"),
        (Measure(top=-20), "offset"),
        (Measure(across=90), "scale"),
        (Measure(down=0), "scale"),
        (Measure(across=112), "scale"),
    ],
)
def test_a_page_that_was_fitted_or_another_paper_is_refused(read: Measure, fault: str) -> None:
    with pytest.raises(PressWrong) as refused:
        read.press()
    assert refused.value.fault == fault
    assert refused.value.text()


@pytest.mark.parametrize(
    ("width", "height", "ruler"),
    [
        (210, 297, Ruler(10, 100, 100)), (148, 210, Ruler(10, 100, 100)),
        (30, 20, Ruler(3, 20, 10)),
        (40, 25, Ruler(3, 30, 15)), (50, 30, Ruler(3, 40, 20)), (85.6, 53.98, Ruler(3, 75, 40)),
        (105, 148, Ruler(5, 90, 100)),
    ],
)  # fmt: skip
def test_on_small_paper_the_bars_are_as_long_as_they_fit(width: float, height: float, ruler: Ruler) -> None:
    assert ruler_for(width, height) == ruler
    read = Measure(ruler.frame + 1, ruler.frame, ruler.across * 1.02, ruler.down, ruler)
    press = read.press(203)
    assert press.scale_x == pytest.approx(1 / 1.02, abs=1e-5)
    assert press.moved(ruler.frame, 0)[0] * 1.02 + 1 - ruler.frame * 0.02 == pytest.approx(ruler.frame, abs=0.01)
    assert measure_of(press, ruler).left == pytest.approx(read.left, abs=0.01)
    assert measure_of(press, ruler).across == pytest.approx(read.across, abs=0.01)
