"""A sheet of days: what does not fit into a cell is counted in things, not in lines, and named on the page after it."""

import pytest

from libdesk.documents.grid_sheet import GridCell, GridPaper, grid_sheet
from tests.documents.pdf import texts

LONG = "第三届校园读书节开幕式暨古诗词诵读比赛决赛"


def pages(*lines: str, head: str = "1", weeks: int = 22) -> list[str]:
    rows = tuple(
        (
            f"第{week}周",
            tuple(GridCell(head, lines, name="9月1日") if week == 1 == day else GridCell("1") for day in range(7)),
        )
        for week in range(1, weeks + 1)
    )
    paper = GridPaper("阳光小学", "学期", "", None, tuple("一二三四五六日"), rows, wide=False, names=44.0)
    return texts(grid_sheet(paper))


def whole(page: str) -> str:
    return "".join(page.split())


def test_what_has_no_room_is_counted_in_things() -> None:
    assert "另有 11 项" in pages(*[LONG] * 12)[0]
    assert "另有 11 项" in pages("例会", *[LONG] * 11)[0]
    (only,) = pages("例会")
    assert "另有" not in only


@pytest.mark.parametrize(("weeks", "left"), [(22, "另有 11 项"), (30, "+11"), (60, "+11")])
def test_a_cell_names_at_least_one_of_its_things(weeks: int, left: str) -> None:
    first, second = pages(*[LONG] * 12, weeks=weeks)
    assert "第三届" in first
    assert left in first
    assert whole(second).count(LONG) == 12


def test_as_many_are_named_as_there_are_lines() -> None:
    first = pages(*(f"{n}号 {LONG}" for n in range(1, 13)), weeks=10)[0]
    assert [n for n in range(1, 13) if f"{n}号" in first] == [1, 2, 3, 4, 5, 6]
    assert "另有 6 项" in first


def test_what_found_no_room_is_named_whole_on_the_page_after_it() -> None:
    things = [f"{n:02}号{LONG}" for n in range(12)]
    first, second = pages(*things)
    assert "写不下的见下页。" in first
    assert "9月1日" in second
    assert all(thing in whole(second) for thing in things)


def test_a_name_that_was_cut_stands_whole_on_the_page_after_it() -> None:
    first, second = pages(LONG, LONG)
    assert "另有" not in first
    assert whole(second).count(LONG) == 2


def test_as_many_pages_follow_as_it_takes() -> None:
    things = [f"{n:03}号{LONG}" for n in range(300)]
    made = pages(*things)
    assert len(made) > 2
    rest = whole("".join(made[1:]))
    assert all(thing in rest for thing in things)
