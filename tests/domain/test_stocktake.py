"""The rules of a stocktake: parts that overlap, figures that add up, what is lost, what a scanner's file says."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from libdesk.domain.callnumbers import shelf_key
from libdesk.domain.shelf_ranges import RangeWrong
from libdesk.domain.stocktake.codes import code_column, lines_of, moment
from libdesk.domain.stocktake.endings import Agreement, Figures, Odds, after_missing, more_odds
from libdesk.domain.stocktake.parts import Part, part_words, tidy_part
from libdesk.domain.stocktake.sittings import PAUSE_MS, goes_on
from libdesk.domain.stocktake.stands import LIVING, Stand, Tally

ZONE = ZoneInfo("Asia/Shanghai")
CLASSES = st.sampled_from(["", "I", "I2", "I247", "I247.5", "I247.5/12", "K", "K2", "TP3", "Z"])


@st.composite
def parts(draw: st.DrawFn) -> Part:
    first, last = draw(CLASSES), draw(CLASSES)
    kinds = draw(st.lists(st.sampled_from(["book", "reference", "av"]), max_size=2))
    part = tidy_part(draw(st.sampled_from([None, 1, 2])), first, last, kinds)
    try:
        part.span()
    except RangeWrong:
        return Part(part.place_id, part.to_no, part.to_no, part.kinds)
    return part


def holds(part: Part, place: int, kind: str, call_no: str) -> bool:
    span = part.span()
    here = span is None or (bool(call_no) and span[0] <= shelf_key(call_no) < span[1])
    return part.place_id in (None, place) and (not part.kinds or kind in part.kinds) and here


@given(parts(), parts(), st.sampled_from([1, 2]), st.sampled_from(["book", "reference", "av"]),
       st.sampled_from(["I1/1", "I247.5/12", "I247.5/12#2", "K29/3", "TP311/J52", "Z89/1", ""]))  # fmt: skip
def test_a_copy_that_belongs_to_both_parts_means_that_they_cross(
    one: Part, other: Part, place: int, kind: str, call_no: str
) -> None:
    assert one.crosses(other) == other.crosses(one)
    if holds(one, place, kind, call_no) and holds(other, place, kind, call_no):
        assert one.crosses(other)


@pytest.mark.parametrize(
    ("one", "other", "crosses"),
    [
        (Part(), Part(place_id=1), True),
        (Part(place_id=1), Part(place_id=2), False),
        (Part(from_no="I", to_no="J"), Part(from_no="J", to_no="K"), True),
        (Part(from_no="I", to_no="I"), Part(from_no="J", to_no="J"), False),
        (Part(from_no="I247", to_no="I247"), Part(from_no="I247.5", to_no="I3"), True),
        (Part(to_no="H"), Part(from_no="I"), False),
        (Part(kinds=("av",)), Part(kinds=("book",)), False),
        (Part(kinds=("av", "book")), Part(from_no="K", to_no="K"), True),
    ],
)
def test_parts_cross_where_a_copy_may_belong_to_both(one: Part, other: Part, crosses: bool) -> None:
    assert one.crosses(other) is crosses


def test_a_stretch_that_ends_before_it_begins_is_none() -> None:
    for first, last in (("K", "I"), ("I247.5/2", "I247.5/1")):
        with pytest.raises(RangeWrong):
            Part(from_no=first, to_no=last).span()


def test_a_part_is_said_in_words() -> None:
    assert part_words(Part(), "") == "全馆"
    assert part_words(Part(1, "I", "I"), "书库") == "书库 · I"
    assert part_words(Part(1, "I2", "I247", ("book",)), "书库") == "书库 · I2~I247 · 图书"


CELLS = st.dictionaries(
    st.tuples(st.integers(0, 3), st.sampled_from(["I", "K", "–"]), st.sampled_from(list(Stand))), st.integers(1, 50)
)


@given(CELLS, st.integers(0, 40), st.integers(0, 40), st.integers(0, 3))
def test_the_lines_held_against_the_register_add_up(
    cells: dict[tuple[int, str, Stand], int], by_hand: int, outside: int, issues: int
) -> None:
    tally = Tally(cells)
    living = tally.of(*LIVING)
    issues = min(issues, living)
    agreement = Agreement(living - issues + by_hand + outside, by_hand, outside, issues, tally)
    assert agreement.agrees
    figures = [count for _what, count in agreement.lines(whole=True)]
    assert figures[0] - figures[1] - figures[2] + figures[3] == figures[4] == sum(figures[5:])
    assert not Agreement(agreement.register + 1, by_hand, outside, issues, tally).agrees


@given(CELLS)
def test_classes_and_places_add_up_to_the_whole_and_figures_are_read_again(
    cells: dict[tuple[int, str, Stand], int],
) -> None:
    tally = Tally(cells)
    for groups in (tally.by_class(), tally.by_place()):
        assert sum(sum(counts.values()) for _name, counts in groups) == sum(cells.values())
    kept = Figures(Agreement(9, 1, 2, 0, tally), Odds(1, 2, 3, 4, 5, 6), 7, 8)
    assert Figures.of_values(kept.as_values()) == kept


@pytest.mark.parametrize(
    ("times", "lost_after", "status"),
    [(1, 2, "missing"), (2, 2, "lost"), (3, 2, "lost"), (1, 1, "lost"), (9, 0, "missing"), (2, 3, "missing")],
)
def test_what_is_missed_often_enough_in_a_row_is_lost(times: int, lost_after: int, status: str) -> None:
    assert after_missing(times, lost_after) == status


def test_a_scan_moves_the_odds() -> None:
    found = more_odds(Odds(), status="lost", in_part=True, wrong=True, stray=False)
    assert (found.found, found.wrong_place, found.other_part) == (1, 1, 0)
    assert more_odds(found, status="", in_part=False, wrong=False, stray=True).strays == 1
    assert more_odds(Odds(), status="withdrawn", in_part=False, wrong=False, stray=False) == Odds(withdrawn=1)


def test_a_sitting_goes_on_for_one_person_until_a_long_pause() -> None:
    assert goes_on((1, None), (1, None), 0, PAUSE_MS)
    assert not goes_on((1, None), (1, None), 0, PAUSE_MS + 1)
    assert not goes_on((1, None), (None, 4), 0, 1)
    assert not goes_on((1, None), (1, None), 10, 0)  # the clock was put back


def test_the_column_of_codes_is_that_which_the_library_knows() -> None:
    rows = [("1", "0000001", "2026-03-09"), ("2", "0000002", "2026-03-09")]
    assert code_column(rows, lambda cells: sum(cell.startswith("0000") for cell in cells)) == 1
    assert code_column([("A1", "10:00"), ("A2", "10:00")], lambda _cells: 0) == 0
    assert code_column([("2026-03-09 10:00:01", "A1"), ("2026-03-09 10:00:02", "A2")], lambda _cells: 0) == 1
    assert code_column([], lambda _cells: 0) == 0


def test_blank_lines_and_a_heading_are_no_codes() -> None:
    lines, blanks = lines_of([("条码",), ("A1",), ("",), ("A2",)], 0, ZONE)
    assert [line.code for line in lines] == ["A1", "A2"]
    assert blanks == 1


@pytest.mark.parametrize("cells", [["2026-03-09 10:31:05"], ["2026/3/9", "10:31:05"], ["20260309", "10:31:05"],
                                   ["2026年3月9日", "10:31:05"], ["1", "10:31:05", "2026.03.09"]])  # fmt: skip
def test_the_day_and_the_time_of_a_line_are_read(cells: list[str]) -> None:
    assert moment(cells, ZONE) == int(datetime(2026, 3, 9, 10, 31, 5, tzinfo=ZONE).timestamp() * 1000)


@pytest.mark.parametrize("cells", [[], ["10:31"], ["2026-03-09"], ["2026-13-09 10:31"], ["2026-03-09 25:31"], ["3"]])
def test_what_says_no_moment_is_none(cells: list[str]) -> None:
    assert moment(cells, ZONE) is None
