"""A sheet of days: what does not fit into a cell is counted in things, not in lines."""

from libdesk.documents.grid_sheet import GridCell, GridPaper, grid_sheet
from tests.documents.pdf import texts

LONG = "第三届校园读书节开幕式暨古诗词诵读比赛决赛"


def sheet(*lines: str) -> str:
    rows = tuple((f"第{week}周", tuple(GridCell("1", lines if week == 1 == day else ()) for day in range(7)))
                 for week in range(1, 23))  # fmt: skip
    paper = GridPaper("阳光小学", "学期", "", None, tuple("一二三四五六日"), rows, wide=False, names=44.0)
    (whole,) = texts(grid_sheet(paper))
    return whole


def test_what_has_no_room_is_counted_in_things() -> None:
    assert "另有 12 项" in sheet(*[LONG] * 12)
    assert "另有 11 项" in sheet("例会", *[LONG] * 11)
    assert "另有" not in sheet("例会")
