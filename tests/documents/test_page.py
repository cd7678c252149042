"""A page is whole dots of its printer, so that who lays it on pixels has nothing to stretch."""

from math import ceil, floor

import pytest
from hypothesis import given
from hypothesis import strategies as st

from libdesk.documents.fonts import MM
from libdesk.documents.page import A4, Document, whole_dots
from tests.documents.pdf import pictures, sizes


@given(st.floats(10, 1200), st.sampled_from([150, 180, 203, 300, 360, 600, 1200, 2400]))
def test_a_length_in_whole_dots_is_rounded_to_them_by_everybody(mm: float, dpi: int) -> None:
    dots = whole_dots(mm * MM, dpi) * dpi / 72
    assert ceil(dots) == round(dots)
    assert dots == pytest.approx(round(dots), abs=0.04)
    assert floor(mm * dpi / 25.4) - 0.04 <= dots <= mm * dpi / 25.4 + 0.01


@pytest.mark.parametrize("dpi", [203, 300, 600])
def test_a_page_of_a_printer_is_so_many_dots_and_as_large_as_its_paper(dpi: int) -> None:
    document = Document("A4", "阳光小学图书馆")
    document.page(A4, dpi)
    pdf = document.finish()
    assert sizes(pdf) == [pytest.approx((210, 297), abs=25.4 / dpi)]
    assert pictures(pdf, dpi=dpi)[0].size == (int(210 * dpi / 25.4), int(297 * dpi / 25.4))
