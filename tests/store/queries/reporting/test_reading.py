"""What was read, by class and by reader, and what was asked for, on a library that can be counted by hand."""

from datetime import date, timedelta

import pytest

from libdesk.actions.desk import Desk
from libdesk.actions.holds import place_hold
from libdesk.actions.lending import lend
from libdesk.actions.returning import give_back
from libdesk.domain.classes import ClassRef, SchoolSystem, Stage
from libdesk.domain.ops import Op
from libdesk.domain.progress import Cancelled, Progress
from libdesk.store.queries.reporting import reading
from libdesk.store.tables import Wish
from tests.actions.cataloguing.stock import change_title
from tests.builders import TODAY, Clock, add_book, add_reader, as_librarian, change_copy

SIX = SchoolSystem.SIX_THREE
FIRST_CLASS, SECOND_CLASS = (ClassRef(Stage.PRIMARY, 2022, number) for number in (1, 2))
LAST = TODAY + timedelta(days=30)
END = 4_000_000_000_000


@pytest.fixture
def read(desk: Desk, clock: Clock) -> Desk:
    """A pupil of each of two classes and a teacher; a new novel for the fourth grade and an old book on insects."""
    novel, insects = add_book(desk, "西游记"), add_book(desk, "昆虫记")
    change_title(desk, novel.title_id, class_no="I242", grade_from=4, grade_to=6)
    change_title(desk, insects.title_id, class_no="Q96")
    change_copy(desk, novel.copy_id, entered="2026-01-05")
    change_copy(desk, insects.copy_id, entered="2019-01-05")
    one, two = add_reader(desk, "王一", class_no=1), add_reader(desk, "李二", class_no=2)
    lend(desk, copy_id=novel.copy_id, reader_id=one.id)
    lend(desk, copy_id=insects.copy_id, reader_id=two.id)
    clock.advance(days=1)
    for copy_id in (novel.copy_id, insects.copy_id):
        give_back(desk, copy_id=copy_id)
    lend(desk, copy_id=insects.copy_id, reader_id=one.id)
    lend(desk, copy_id=novel.copy_id, reader_id=add_reader(desk, "赵老师", kind="teacher").id)
    return desk


def test_what_the_pupils_of_each_class_read(read: Desk) -> None:
    found = reading.pupils_read(read.library, TODAY, LAST, SIX)
    first = found.classes[FIRST_CLASS]
    assert (first.loans, first.new, first.levelled, first.own_level) == (2, 1, 1, 1)
    assert dict(first.subjects) == {"I": 1, "Q": 1}
    assert dict(first.weekdays) == {0: 1, 1: 1}
    assert found.classes[SECOND_CLASS].loans == 1
    assert sorted(found.loans.values()) == [1, 2], "the teacher is no pupil"
    assert not reading.pupils_read(read.library, date(2020, 1, 1), date(2025, 1, 1), SIX).classes


def test_it_can_be_stopped(read: Desk) -> None:
    with pytest.raises(Cancelled):
        reading.pupils_read(read.library, TODAY, LAST, SIX, Progress(stopped=lambda: True))


def test_what_one_reader_read_is_what_the_class_shows_of_it(read: Desk) -> None:
    one = reading.reader_read(read.library, 1, TODAY, SIX)
    assert one == reading.pupils_read(read.library, TODAY, LAST, SIX).classes[FIRST_CLASS]
    assert reading.reader_read(read.library, 1, TODAY + timedelta(days=1), SIX).loans == 1


def test_what_was_asked_for_and_is_not_there(read: Desk) -> None:
    librarian = as_librarian(read)
    for name in ("孙三", "周四"):
        place_hold(librarian, title_id=1, reader_id=add_reader(read, name).id)
    with librarian.action(Op.RECEIVE) as act:
        for title, state in (("折纸", "open"), ("折纸", "open"), ("星空", "here"), ("地图", "declined")):
            act.add(Wish, title=title, made_day=TODAY.isoformat(), state=state)
    assert reading.waited_for(read.library, 0, END) == [("西游记", 2)]
    assert reading.waited_for(read.library, 0, 1) == []
    assert reading.wished_for(read.library, TODAY, LAST) == [("折纸", 2), ("地图", 1)]
