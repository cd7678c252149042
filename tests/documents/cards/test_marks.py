"""Crop marks show where to cut, and leave the cards alone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from libdesk.documents.cards.marks import EDGE, crop_marks
from libdesk.domain.sheets import CARD_SHEETS, Sheet
from tests.documents.cards.made import SMALL, TALL

SHEETS = [*CARD_SHEETS.values(), SMALL, TALL]


@given(st.sampled_from(SHEETS), st.data())
def test_marks_lie_in_the_white_only(sheet: Sheet, data: st.DataObject) -> None:
    first = data.draw(st.integers(0, sheet.per_page - 1))
    last = data.draw(st.integers(first + 1, sheet.per_page))
    mirror = data.draw(st.sampled_from([(False, False), (True, False), (False, True)]))
    for x0, y0, x1, y1 in crop_marks(sheet, range(first, last), mirror_x=mirror[0], mirror_y=mirror[1]):
        assert x0 == x1 or y0 == y1
        for part in range(11):
            x, y = x0 + (x1 - x0) * part / 10, y0 + (y1 - y0) * part / 10
            assert EDGE <= x <= sheet.page_width - EDGE
            assert EDGE <= y <= sheet.page_height - EDGE
            there = sheet.page_width - x if mirror[0] else x, sheet.page_height - y if mirror[1] else y
            assert sheet.place_at(*there) is None


@pytest.mark.parametrize("sheet", [sheet for sheet in SHEETS if sheet.per_page > 1])
def test_every_edge_of_every_card_is_marked(sheet: Sheet) -> None:
    lines = crop_marks(sheet, range(sheet.per_page))
    across = {round(x0, 2) for x0, _y0, x1, _y1 in lines if x0 == x1}
    down = {round(y0, 2) for _x0, y0, _x1, y1 in lines if y0 == y1}
    for place in range(sheet.per_page):
        x, y = sheet.corner(place)
        assert {round(x, 2), round(x + sheet.label_width, 2)} <= across
        assert {round(y, 2), round(y + sheet.label_height, 2)} <= down


def test_a_single_card_has_no_room_for_marks() -> None:
    assert crop_marks(CARD_SHEETS["one_card"], [0]) == []
