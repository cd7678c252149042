"""Labels lie on their page side by side; which page and which place each has follows from counting alone."""

from itertools import pairwise

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from libdesk.domain.sheets import LABEL_SHEETS, READY, SLACK, Place, Sheet, SheetWrong

EIGHT_BY_THREE = Sheet("24", 210, 297, 70, 37, 3, 8, 0, 0.5)


@st.composite
def sheets(draw: st.DrawFn) -> Sheet:
    """Sheets as a school may enter them, in tenths of a millimetre; not all of them fit."""
    tenths = st.integers(0, 3000).map(lambda n: n / 10)
    size = st.integers(50, 1200).map(lambda n: n / 10)
    gap = st.integers(0, 60).map(lambda n: n / 10)
    return Sheet(
        "own", draw(tenths), draw(tenths), draw(size), draw(size), draw(st.integers(0, 12)), draw(st.integers(0, 12)),
        draw(gap), draw(gap), draw(gap), draw(gap),
    )  # fmt: skip


@st.composite
def fitting(draw: st.DrawFn) -> Sheet:
    """Sheets on which there is room."""
    width, height = draw(st.integers(50, 1200)) / 10, draw(st.integers(50, 1200)) / 10
    columns, rows = draw(st.integers(1, 8)), draw(st.integers(1, 8))
    left, top, right, foot, gap_x, gap_y = (draw(st.integers(0, 60)) / 10 for _side in range(6))
    return Sheet(
        "own", left + columns * width + (columns - 1) * gap_x + right, top + rows * height + (rows - 1) * gap_y + foot,
        width, height, columns, rows, left, top, gap_x, gap_y,
    )  # fmt: skip


def fits(sheet: Sheet) -> bool:
    try:
        sheet.check()
    except SheetWrong:
        return False
    return True


def inside(sheet: Sheet) -> bool:
    corners = [sheet.corner(place) for place in range(sheet.per_page)]
    return all(
        x >= 0 and y >= 0
        and x + sheet.label_width <= sheet.page_width + SLACK + 1e-9
        and y + sheet.label_height <= sheet.page_height + SLACK + 1e-9
        for x, y in corners
    )  # fmt: skip


@pytest.mark.parametrize("sheet", READY.values(), ids=READY)
def test_the_sheets_that_libdesk_brings_fit(sheet: Sheet) -> None:
    sheet.check()
    assert inside(sheet)


@pytest.mark.parametrize("sheet", LABEL_SHEETS.values(), ids=LABEL_SHEETS)
def test_on_ready_sheets_what_is_left_over_is_the_same_on_both_sides(sheet: Sheet) -> None:
    assert sheet.left == pytest.approx(sheet.right, abs=0.5)
    assert sheet.top == pytest.approx(sheet.bottom, abs=0.5)


@given(sheets())
def test_a_sheet_is_taken_just_when_all_its_labels_lie_on_the_page(sheet: Sheet) -> None:
    assume(sheet.per_page)
    assert fits(sheet) == inside(sheet)


@given(fitting(), st.data())
def test_no_two_labels_overlap_and_a_point_of_a_label_is_found_again(sheet: Sheet, data: st.DataObject) -> None:
    assert fits(sheet)
    corners = [sheet.corner(place) for place in range(sheet.per_page)]
    for (x1, y1), (x2, y2) in pairwise(corners):
        assert x2 >= x1 + sheet.label_width - 1e-9 or y2 >= y1 + sheet.label_height - 1e-9
    place = data.draw(st.integers(0, sheet.per_page - 1))
    across, down = data.draw(st.floats(0.01, 0.99)), data.draw(st.floats(0.01, 0.99))
    x, y = sheet.corner(place)
    assert sheet.place_at(x + across * sheet.label_width, y + down * sheet.label_height) == place


@given(sheets(), st.floats(-50, 400), st.floats(-50, 400))
def test_a_point_between_the_labels_is_none_of_them(sheet: Sheet, x: float, y: float) -> None:
    assume(sheet.per_page)
    place = sheet.place_at(x, y)
    if place is not None:
        left, top = sheet.corner(place)
        assert left <= x < left + sheet.label_width
        assert top <= y < top + sheet.label_height


@given(st.integers(1, 9), st.integers(1, 9), st.integers(0, 300), st.integers(0, 80))
def test_every_label_has_one_place_after_the_used_ones_and_no_page_is_empty(
    columns: int, rows: int, count: int, start: int
) -> None:
    sheet = Sheet("own", 1000, 1000, 10, 10, columns, rows)
    start %= sheet.per_page
    places = list(sheet.places(count, start))
    assert len(places) == len({(place.page, place.x, place.y) for place in places}) == count
    assert sheet.pages(count, start) == (places[-1].page + 1 if places else 0)
    of_pages = [number for page in range(sheet.pages(count, start)) for number in sheet.labels_on(page, count, start)]
    assert of_pages == list(range(count))
    for page in range(sheet.pages(count, start)):
        assert all(places[number].page == page for number in sheet.labels_on(page, count, start))


@pytest.mark.parametrize(
    ("count", "row", "column", "pages", "last"),
    [
        (24, 2, 2, [20, 4], (2, 1)),
        (24, 5, 2, [11, 13], (5, 1)),
        (24, 1, 1, [24], (8, 3)),
    ],
)  # fmt: skip
def test_used_labels_are_passed_over_on_the_first_page_only(
    count: int, row: int, column: int, pages: list[int], last: tuple[int, int]
) -> None:
    start = (row - 1) * 3 + column - 1
    sheet = EIGHT_BY_THREE
    assert sheet.pages(count, start) == len(pages)
    assert [len(sheet.labels_on(page, count, start)) for page in range(len(pages))] == pages
    places = list(sheet.places(count, start))
    assert places[0] == Place(0, *sheet.corner(start))
    assert places[-1] == Place(len(pages) - 1, *sheet.corner((last[0] - 1) * 3 + last[1] - 1))


@pytest.mark.parametrize(
    ("sheet", "origin", "per_sheet"),
    [
        (Sheet("3420", 210, 297, 70, 16.9, 3, 17, 0, 4.85), (140, 275.25), 51),
        (Sheet("3422", 210, 297, 70, 35, 3, 8, 0, 8.5), (140, 253.5), 24),
        (Sheet("3474", 210, 297, 70, 37, 3, 8, 0, 0.5), (140, 259.5), 24),
        (Sheet("3475", 210, 297, 70, 36, 3, 8, 0, 4.5), (140, 256.5), 24),
        (Sheet("3659", 210, 297, 97, 42.3, 2, 6, 8, 21.6), (105, 233.1), 12),
        (Sheet("3679", 210, 297, 97, 55, 2, 5, 8, 11), (105, 231), 10),
    ],
)  # fmt: skip
def test_the_last_label_of_known_sheets_lies_where_its_maker_says(
    sheet: Sheet, origin: tuple[float, float], per_sheet: int
) -> None:
    sheet.check()
    assert sheet.per_page == per_sheet
    assert sheet.corner(per_sheet - 1) == pytest.approx(origin)
    assert (sheet.left, sheet.top) == pytest.approx((sheet.right, sheet.bottom))


def test_inches_and_rows_are_counted_as_others_count_them() -> None:
    """A sheet of ten rows and three columns in inches: the first label of row four, from the foot of the page."""
    inch = 25.4
    sheet = Sheet("5160", 8.5 * inch, 11 * inch, 2.63 * inch, inch, 3, 10, 0.23 * inch, 0.35 * inch, 0.13 * inch)
    for place, foot in ((0, 694.8), (9, 478.8)):
        x, y = sheet.corner(place)
        assert x / inch * 72 == pytest.approx(16.56)
        assert (sheet.page_height - y - sheet.label_height) / inch * 72 == pytest.approx(foot)


@pytest.mark.parametrize(
    ("sheet", "fault"),
    [
        (Sheet("x", 210, 297, 70, 37, 0, 8), "count"),
        (Sheet("x", 210, 297, 4, 37, 3, 8), "small"),
        (Sheet("x", 2100, 297, 70, 37, 3, 8), "large"),
        (Sheet("x", 210, 297, 70, 37, 3, 7, -1), "gap"),
        (Sheet("x", 210, 297, 70, 37, 3, 8, 0.5), "wide"),
        (Sheet("x", 210, 297, 70, 37, 3, 8, 0, 2), "high"),
    ],
)  # fmt: skip
def test_what_is_no_sheet_is_said_in_a_sentence(sheet: Sheet, fault: str) -> None:
    with pytest.raises(SheetWrong) as refused:
        sheet.check()
    assert refused.value.fault == fault
    assert refused.value.text()


@pytest.mark.parametrize("value", [float("nan"), float("inf")])
@pytest.mark.parametrize(
    "field", ["page_width", "page_height", "label_width", "label_height", "left", "top", "gap_x", "gap_y"]
)
def test_what_is_no_number_is_no_sheet(field: str, value: float) -> None:
    figures = {"page_width": 210.0, "page_height": 297.0, "label_width": 70.0, "label_height": 37.0, field: value}
    with pytest.raises(SheetWrong) as caught:
        Sheet("own", **figures).check()  # type: ignore[arg-type]  # all of them are figures
    assert "{" not in caught.value.text()


def test_what_of_a_label_lies_beside_the_page_is_measured() -> None:
    sheet = Sheet("own", 100, 80, 40, 30, 2, 2, 10, 10)
    assert [sheet.over(*sheet.corner(place)) for place in range(4)] == [0, 0, 0, 0]
    assert sheet.over(-3, 10) == 3
    assert sheet.over(-3, 10, 1) == 2
    assert sheet.over(62, 10) == 2
    assert sheet.over(10, 54, 0, 1.5) == 2.5
