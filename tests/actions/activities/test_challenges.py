"""What is counted from loans: which of them count, who is ranked, ties, classes by pupil, places that are kept."""

from datetime import timedelta

import pytest

from libdesk.actions.activities.errors import NobodyRead, NoChallenge
from libdesk.actions.activities.results import keep_standing
from libdesk.actions.desk import Desk
from libdesk.actions.school import school_of
from libdesk.domain.audience import Audience
from libdesk.domain.challenges import Challenge, Measure
from libdesk.domain.classes import ClassRef, Stage
from libdesk.i18n import set_language
from libdesk.store.queries import activities as queries
from libdesk.store.queries.challenges import standing
from tests.actions.activities.activities_made import activity, lent, rows, undo_last
from tests.builders import TODAY, add_book, add_reader, change_reader


def challenge(desk: Desk, **how: object) -> int:
    values = {"first": TODAY - timedelta(40), "last": TODAY, **how}
    return activity(desk, "阅读之星", kind="star", first=TODAY - timedelta(40), last=TODAY,
                    challenge=Challenge(**values))  # type: ignore[arg-type]  # fmt: skip


def ranking(desk: Desk, activity_id: int) -> list[tuple[int, str, int]]:
    row = queries.activity(desk.library, activity_id)
    assert row is not None
    assert row.challenge is not None
    found = standing(desk.library, row.challenge, row.audience, desk.today, school_of(desk))
    return [(one.rank, one.full(desk.today, school_of(desk)), one.count) for one in found]


def test_what_counts_is_kept_for_some_days_and_each_title_once(desk: Desk) -> None:
    li, wang, sun = add_reader(desk, "李明"), add_reader(desk, "王芳"), add_reader(desk, "孙一")
    books = [add_book(desk, f"书{n}", copies=2) for n in range(4)]
    day = TODAY - timedelta(30)
    for book in books[:3]:
        lent(desk, book.copy_ids[0], li.id, day)
    lent(desk, books[0].copy_ids[1], li.id, day + timedelta(10))  # the same title once more
    lent(desk, books[3].copy_ids[0], li.id, day, kept=0)  # brought back at once
    lent(desk, books[3].copy_ids[1], li.id, day, in_house=True)
    for book in books[:3]:
        lent(desk, book.copy_ids[1], wang.id, day)
    lent(desk, books[1].copy_ids[0], sun.id, TODAY - timedelta(1), kept=None)  # out for a day
    lent(desk, books[2].copy_ids[0], sun.id, TODAY - timedelta(80))  # before it began
    assert ranking(desk, challenge(desk)) == [(1, "李明", 3), (1, "王芳", 3), (3, "孙一", 1)]
    assert ranking(desk, challenge(desk, measure=Measure.LOANS)) == [(1, "李明", 4), (2, "王芳", 3), (3, "孙一", 1)]
    assert ranking(desk, challenge(desk, measure=Measure.LOANS, least_days=0))[0] == (1, "李明", 5)
    assert ranking(desk, challenge(desk, measure=Measure.DAYS)) == [(1, "李明", 2), (2, "王芳", 1), (2, "孙一", 1)]
    assert ranking(desk, challenge(desk, least_days=3)) == [(1, "李明", 3), (1, "王芳", 3)]


def test_only_chosen_grades_and_only_teachers_are_ranked(desk: Desk) -> None:
    li, small = add_reader(desk, "李明"), add_reader(desk, "小小", entry_year=2025, class_no=1)
    teacher = add_reader(desk, "陈老师", kind="teacher")
    book, day = add_book(desk, "书", copies=3), TODAY - timedelta(20)
    lent(desk, book.copy_ids[0], li.id, day)
    lent(desk, book.copy_ids[1], small.id, day, entry_year=2025, class_no=1)
    lent(desk, book.copy_ids[2], teacher.id, day, kind="teacher", entry_year=None, class_no=None)
    row = queries.activity(desk.library, challenge(desk))
    assert row is not None
    assert row.challenge is not None
    for audience, names in (
        (Audience((1,)), ["小小"]), (Audience((4,)), ["李明"]),
        (Audience((), (ClassRef(Stage.PRIMARY, 2025, 1),)), ["小小"]),
    ):  # fmt: skip
        found = standing(desk.library, row.challenge, audience, TODAY, school_of(desk))
        assert [one.name for one in found] == names
    assert ranking(desk, challenge(desk, who="teacher")) == [(1, "陈老师", 1)]


def test_classes_are_ranked_by_what_each_pupil_read(desk: Desk) -> None:
    set_language("zh_CN")
    third = [add_reader(desk, f"三{n}", class_no=3).id for n in range(4)]
    first = [add_reader(desk, "一一", class_no=1).id]
    add_reader(desk, "二二", class_no=2)
    books, day = [add_book(desk, f"书{n}") for n in range(5)], TODAY - timedelta(20)
    for n in range(4):
        lent(desk, books[n].copy_id, third[n % 2], day)
    lent(desk, books[4].copy_id, first[0], day, class_no=1)
    one = challenge(desk, by="class")
    assert ranking(desk, one) == [(1, "四(1)班", 1), (1, "四(3)班", 4), (3, "四(2)班", 0)]
    assert keep_standing(desk, one, 10) == 2
    assert [(row.kind, row.result, row.rank) for row in queries.entrants(desk.library, one)] == [
        ("class", "1.00", 1), ("class", "1.00", 1),
    ]  # fmt: skip


def test_a_ranking_is_kept_with_its_places_and_renewed(desk: Desk) -> None:
    li, wang = add_reader(desk, "李明"), add_reader(desk, "王芳")
    books, day = [add_book(desk, f"书{n}") for n in range(6)], TODAY - timedelta(20)
    one = challenge(desk)
    with pytest.raises(NobodyRead):
        keep_standing(desk, one, 10)
    with pytest.raises(NoChallenge):
        keep_standing(desk, activity(desk), 10)
    lent(desk, books[0].copy_id, li.id, day)
    before = rows(desk)
    assert keep_standing(desk, one, 1) == 1
    undo_last(desk)
    assert rows(desk) == before
    keep_standing(desk, one, 1)
    for book in books[1:4]:
        lent(desk, book.copy_id, wang.id, day)
    change_reader(desk, wang, state="left")
    assert keep_standing(desk, one, 1) == 1
    found = {row.name: (row.rank, row.result) for row in queries.entrants(desk.library, one)}
    assert found == {"李明": (None, "1"), "王芳": (1, "3")}
