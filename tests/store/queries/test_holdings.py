"""What a list is held against: every way in which a library may have the book already."""

import pytest

from libdesk.actions.desk import Desk
from libdesk.domain.holdings_check import Fate, Offer, check
from libdesk.domain.ops import Op
from libdesk.domain.progress import Cancelled, Progress
from libdesk.store.queries.holdings_check import holdings, titles_like
from libdesk.store.tables import Title, Volume
from tests.builders import add_book, change_copy
from tests.made_books import isbn


def fate(desk: Desk, offer: Offer) -> tuple[Fate, int, int]:
    (row,) = check([offer], holdings(desk.library, [offer]), enough=1)
    return row.fate, row.have, row.on_shelf


@pytest.mark.parametrize(
    ("state", "expected"),
    [
        ("shelf", (Fate.HAVE, 1, 1)), ("loan", (Fate.HAVE, 1, 0)), ("repair", (Fate.HAVE, 1, 0)),
        ("withdrawn", (Fate.LACK, 0, 0)), ("lost", (Fate.LACK, 0, 0)), ("missing", (Fate.LACK, 0, 0)),
    ],
)  # fmt: skip
def test_only_copies_that_can_be_read_again_count(desk: Desk, state: str, expected: tuple[Fate, int, int]) -> None:
    book = add_book(desk, "草房子", isbn=isbn(1))
    change_copy(desk, book.copy_id, status=state)
    assert fate(desk, Offer(1, "草房子", isbn=isbn(1))) == expected


def test_signs_width_and_a_subtitle_do_not_hide_a_title(desk: Desk) -> None:
    book = add_book(desk, "草房子")
    with desk.action(Op.EDIT_TITLE) as act:
        act.change(Title, book.title_id, subtitle="纯美小说")
    for title in ("《草房子》", "草 房 子", "草房子：纯美小说"):
        assert fate(desk, Offer(1, title))[0] in (Fate.HAVE, Fate.OTHER), title


def test_a_volume_is_known_by_its_own_isbn(desk: Desk) -> None:
    first = add_book(desk, "西游记", volume="上")
    add_book(desk, "西游记", copies=2, volume="下", title_id=first.title_id)
    with desk.action(Op.EDIT_TITLE) as act:
        act.change(Volume, first.volume_id or 0, isbn=isbn(1))
    assert fate(desk, Offer(1, "西游记(上)", isbn=isbn(1))) == (Fate.HAVE, 1, 1)
    with desk.action(Op.EDIT_TITLE) as act:
        act.change(Title, first.title_id, isbn=isbn(1))  # one ISBN for the whole set counts each copy once
    assert fate(desk, Offer(1, "西游记", isbn=isbn(1))) == (Fate.HAVE, 3, 3)


def test_few_and_many_books_are_found_alike(desk: Desk) -> None:
    add_book(desk, "草房子", copies=2, author="曹文轩")
    few = [("草房子", "", "")]
    many = few + [(f"没有的书{n}", "", "") for n in range(400)]
    key = Offer(1, "《草房子》").key
    assert titles_like(desk.library, few).find(key) == titles_like(desk.library, many).find(key) != []


def test_a_comparison_can_be_stopped(desk: Desk) -> None:
    add_book(desk, "草房子")
    with pytest.raises(Cancelled):
        holdings(desk.library, [Offer(1, "草房子")], Progress(stopped=lambda: True))
