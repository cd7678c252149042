"""The list of a lesson bears every pupil once, in order, on numbered pages, and nothing stands beyond the margin."""

from datetime import date

from libdesk.documents.lesson_list import LessonList, lesson_list
from libdesk.domain.rows.lessons import Book, RollRow
from tests.documents.pdf import ink_beyond, pictures, texts

DAY = date(2026, 3, 9)


def test_a_class_of_sixty_stands_on_numbered_pages() -> None:
    roll = tuple(
        RollRow(seat, seat, f"学生{seat:02d}", (Book("草房子", date(2026, 3, 1), 8),), ("城南旧事",) * (seat % 2))
        for seat in range(1, 61)
    )
    pages = texts(lesson_list(LessonList("阳光小学", "四(3)班", DAY, roll)))
    whole = "".join(pages)
    assert len(pages) > 1
    assert all(f"{number}/{len(pages)}" in page for number, page in enumerate(pages, 1))
    assert [whole.count(f"学生{seat:02d}") for seat in range(1, 61)] == [1] * 60
    assert "60 人中 30 人已借" in pages[0]
    assert "超期 8 天" in pages[0]


def test_names_and_titles_without_end_stay_within_the_margin() -> None:
    long = "阿卜杜热合曼·买买提" * 12
    roll = tuple(RollRow(seat, seat, long, (Book(long, DAY),) * 3, (long,) * 3) for seat in range(1, 20))
    pdf = lesson_list(LessonList("图书馆" * 40, "四(3)班", DAY, roll))
    assert not any(ink_beyond(picture, 18) for picture in pictures(pdf))


def test_a_class_without_pupils_is_an_empty_page_and_no_fault() -> None:
    assert len(texts(lesson_list(LessonList("", "四(3)班", DAY, ())))) == 1
