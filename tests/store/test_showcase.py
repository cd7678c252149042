"""What a reader's screen shows: new books, what others read, what is recommended, what there is of a topic."""

from datetime import date

import pytest

from libdesk.actions.cataloguing.recommending import (
    EndsBeforeToday,
    GradesReversed,
    recommend,
    stop_recommending,
)
from libdesk.actions.desk import Desk
from libdesk.actions.lending import lend
from libdesk.actions.returning import give_back
from libdesk.actions.undo import undo
from libdesk.domain.interests import PREFIXES, Interest, interests_of
from libdesk.domain.ops import Op
from libdesk.store.queries import showcase as queries
from libdesk.store.tables import Title
from tests.builders import add_book, add_reader, change_copy

YEAR_OLD = date(2025, 3, 9)


def change_title(desk: Desk, title_id: int, **values: object) -> None:
    with desk.action(Op.EDIT_TITLE) as act:
        act.change(Title, title_id, **values)


def test_new_books_are_those_that_came_lately_and_are_there(desk: Desk) -> None:
    old, gone, new = (add_book(desk, title) for title in ("旧书", "已剔", "新书"))
    change_title(desk, old.title_id, added=desk.now() - 400 * 86_400_000)
    change_copy(desk, gone.copy_id, status="withdrawn")
    assert queries.new_titles(desk.library, desk.now() - 90 * 86_400_000) == [new.title_id]


def test_what_others_read_counts_loans_and_can_be_of_one_year_group(desk: Desk) -> None:
    one, other = add_book(desk, "一", copies=3), add_book(desk, "二")
    third, first = add_reader(desk, "李小雨", entry_year=2023), add_reader(desk, "王一", entry_year=2025)
    for copy_id in one.copy_ids[:2]:
        lend(desk, copy_id=copy_id, reader_id=first.id, override="same title")
        give_back(desk, copy_id=copy_id)
    lend(desk, copy_id=other.copy_id, reader_id=third.id)
    assert queries.most_borrowed(desk.library, YEAR_OLD) == [(one.title_id, 2), (other.title_id, 1)]
    assert queries.most_borrowed(desk.library, YEAR_OLD, year_group=("primary", 2023)) == [(other.title_id, 1)]
    assert queries.most_borrowed(desk.library, date(2026, 3, 10)) == []


def test_a_card_says_where_a_copy_stands_and_when_the_next_is_back(desk: Desk) -> None:
    book = add_book(desk, "城南旧事", copies=2, call_no="I247.5/1")
    reader = add_reader(desk, "李小雨")
    loan = lend(desk, copy_id=book.copy_ids[0], reader_id=reader.id)
    (card,) = queries.cards(desk.library, [book.title_id])
    assert (card.copies, card.on_shelf, card.call_no, card.state(desk.today)) == (2, 1, "I247.5/1", "在架，可以借")
    change_copy(desk, book.copy_ids[1], status="lost")
    (card,) = queries.cards(desk.library, [book.title_id], {book.title_id: "好看"})
    assert (card.copies, card.on_shelf, card.next_due, card.why) == (1, 0, loan.due, "好看")
    assert "前还" in card.state(desk.today)


def test_cards_keep_the_order_they_are_asked_in(desk: Desk) -> None:
    ids = [add_book(desk, f"书{n}").title_id for n in range(5)]
    assert [card.id for card in queries.cards(desk.library, [*reversed(ids), 999])] == list(reversed(ids))


def test_a_recommendation_is_for_its_grades_its_topic_and_its_time(desk: Desk) -> None:
    low, all_grades, old = (add_book(desk, title).title_id for title in ("低年级", "都可以", "过期"))
    recommend(desk, [low], grade_from=1, grade_to=2, note=" 图画 很美 ")
    recommend(desk, [all_grades], interest=Interest.SPACE)
    recommend(desk, [old], until=desk.today)
    tomorrow = date(2026, 3, 10)
    assert queries.recommended(desk.library, tomorrow) == {all_grades: "", low: "图画 很美"}
    assert list(queries.recommended(desk.library, desk.today)) == [old, all_grades, low]
    assert list(queries.recommended(desk.library, tomorrow, grade=5)) == [all_grades]
    assert list(queries.recommended(desk.library, tomorrow, interest="space")) == [all_grades]


def test_recommending_again_takes_the_place_of_what_was_said_before_and_is_undone(desk: Desk) -> None:
    book = add_book(desk, "城南旧事").title_id
    recommend(desk, [book], note="一")
    entry = recommend(desk, [book], note="二")
    assert queries.recommended(desk.library, desk.today) == {book: "二"}
    undo(desk, entry)
    assert queries.recommended(desk.library, desk.today) == {book: "一"}
    stop_recommending(desk, [book])
    assert queries.recommended(desk.library, desk.today) == {}


def test_slips_are_told(desk: Desk) -> None:
    book = add_book(desk, "城南旧事").title_id
    with pytest.raises(GradesReversed):
        recommend(desk, [book], grade_from=5, grade_to=2)
    with pytest.raises(EndsBeforeToday):
        recommend(desk, [book], until=date(2026, 3, 8))


def test_a_topic_shows_what_stands_on_the_shelf_and_fits_the_grade(desk: Desk) -> None:
    stars, out, hard = (add_book(desk, title) for title in ("星空", "借走了", "天体物理"))
    for book in (stars, out, hard):
        change_title(desk, book.title_id, class_no="P145")
    change_title(desk, hard.title_id, grade_from=10, grade_to=12)
    lend(desk, copy_id=out.copy_id, reader_id=add_reader(desk, "李小雨").id)
    assert queries.of_interest(desk.library, Interest.SPACE) == [hard.title_id, stars.title_id]
    assert queries.of_interest(desk.library, Interest.SPACE, grade=3) == [stars.title_id]
    assert queries.of_interest(desk.library, Interest.SPORTS) == []


def test_titles_for_a_grade_say_so_themselves(desk: Desk) -> None:
    book = add_book(desk, "注音版").title_id
    change_title(desk, book, grade_from=1, grade_to=2)
    assert (queries.for_grade(desk.library, 2), queries.for_grade(desk.library, 3)) == ([book], [])


@pytest.mark.parametrize(
    ("class_no", "interest"),
    [("I287.45", Interest.STORIES), ("J228.2", Interest.COMICS), ("K825.6", Interest.PEOPLE), ("G843", Interest.SPORTS),
     ("TP18", Interest.COMPUTERS), ("Q959", Interest.NATURE), ("P152", Interest.SPACE)],
)  # fmt: skip
def test_a_class_belongs_to_the_topic_a_pupil_would_look_under(class_no: str, interest: Interest) -> None:
    assert interest in interests_of(class_no)


def test_every_topic_has_classes() -> None:
    assert set(PREFIXES) == set(Interest)
