"""The sample catalogue: titles with volumes and copies, class numbers and call numbers, barcodes of seven digits."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random
from typing import Any, Final

from libdesk.demo.classics import classics
from libdesk.demo.people import GIVEN, SURNAMES
from libdesk.demo.subjects import (
    CHARTS,
    ESSAYS,
    FORMS,
    HEROES,
    LESSON_FORMS,
    LESSONS,
    PUBLISHERS,
    REFERENCES,
    SERIALS,
    SOURCES,
    STORIES,
    SUBJECTS,
)  # fmt: skip
from libdesk.domain.numerals import small_numeral

SUBJECT_TITLES: Final = 1_700  # of all that subjects and forms would give
STACKS, PUPILS_ROOM, TEACHERS_ROOM = 1, 2, 3  # places that every new library has
ON_THE_WAY: Final = 4  # days that an issue of the sample takes to the library


@dataclass(frozen=True, slots=True)
class Book:
    """A title to be: `copies` of each volume, or of the title itself where it has none."""

    title: str
    author: str | None
    class_no: str | None
    kind: str = "book"
    volumes: tuple[str, ...] = ()
    copies: int = 1
    series: str | None = None
    place: int = STACKS
    weight: int = 1  # how often it is borrowed


@dataclass(slots=True)
class Copy:
    """A copy to be; loans and holds settle its status."""

    id: int
    title_id: int
    volume_id: int | None
    item_kind: str
    place: int
    call_no: str | None
    price_fen: int | None
    source: str
    entered: date
    weight: int
    status: str = "shelf"
    damage: str | None = None


@dataclass(slots=True)
class Stock:
    """Rows as they go into the file; ids count from 1."""

    titles: list[tuple[Any, ...]] = field(default_factory=list)
    volumes: list[tuple[Any, ...]] = field(default_factory=list)
    copies: list[Copy] = field(default_factory=list)


def books(chance: Random, today: date) -> list[Book]:
    """Everything the sample library has, in the order in which it was bought."""
    found = [
        Book(work.title, work.author, work.class_no, volumes=work.volumes, copies=chance.randint(2, 4), weight=5)
        for work in classics()
    ]
    found += chance.sample(list(_subject_books(chance)), SUBJECT_TITLES)
    found += [
        Book(form.format(hero), _author(chance), class_no, copies=chance.choice((1, 1, 2, 2, 3)), weight=2)
        for hero in HEROES
        for form, class_no in STORIES
    ]
    found += _lessons(chance)
    found += [Book(title, None, class_no, "reference", copies=2, place=PUPILS_ROOM) for title, class_no in REFERENCES]
    chance.shuffle(found)
    found += [Book(title, None, None, "chart", copies=2, place=TEACHERS_ROOM) for title in CHARTS]
    return found + list(_serials(today))


def _subject_books(chance: Random) -> Iterator[Book]:
    for line in SUBJECTS.strip().splitlines():
        class_no, things = line.split("|")
        for thing in things.split():
            author = _author(chance)
            for form in FORMS:
                series = "小小探索家丛书" if form == "{}大探险" else None
                yield Book(form.format(thing), author, class_no, series=series, copies=chance.choice((1, 1, 1, 2)))


def _lessons(chance: Random) -> Iterator[Book]:
    for subject, class_no in LESSONS:
        for form in LESSON_FORMS:
            for grade in range(1, 7):
                title = form.format(subject, small_numeral(grade))
                yield Book(title, _author(chance), class_no, volumes=("上册", "下册"), place=TEACHERS_ROOM)
    for essay in ESSAYS:
        for grade in range(3, 7):
            yield Book(f"小学生{essay}作文·{small_numeral(grade)}年级", _author(chance), "H194.4", copies=2)


def _serials(today: date) -> Iterator[Book]:
    """The issues of the last twelve months are volumes of their periodical, one copy each; papers are counted."""
    for title, issues, kind in SERIALS:
        done = max(0, (today.timetuple().tm_yday - ON_THE_WAY) * issues // 365 + 1)
        numbers = [(today.year - 1, number) for number in range(done + 1, issues + 1)]
        numbers += [(today.year, number) for number in range(1, done + 1)]
        if kind == "newspaper":  # counted, never lent
            yield Book(title, None, None, kind, copies=0, place=PUPILS_ROOM)
            continue
        yield Book(
            title, None, None, kind, tuple(f"{year}年第{number}期" for year, number in numbers), place=PUPILS_ROOM
        )


def _author(chance: Random) -> str:
    return chance.choice(SURNAMES) + chance.choice(GIVEN)


def make_stock(chance: Random, today: date) -> Stock:
    """Number titles, volumes and copies; the oldest books came ten years ago, the newest last month."""
    stock = Stock()
    running: Counter[str] = Counter()
    issued: Counter[str] = Counter()
    all_books = books(chance, today)
    for place, book in enumerate(all_books):
        entered = today - timedelta(days=30 + (len(all_books) - place) * 3600 // len(all_books))
        _add(stock, chance, book, entered, running, issued)
    return stock


def _add(
    stock: Stock, chance: Random, book: Book, entered: date, running: Counter[str], issued: Counter[str]
) -> None:  # fmt: skip
    title_id = len(stock.titles) + 1
    serial = book.kind in ("periodical", "newspaper")
    publisher, isbn = None, None
    if book.kind in ("book", "reference"):
        publisher, number = chance.choice(PUBLISHERS)
        issued[number] += 1
        isbn = isbn13(f"9787{number}{issued[number]:04d}")
    price = chance.choice((200, 500, 800)) if serial else chance.randrange(80, 680) * 10
    year = None if serial else entered.year - chance.choice((0, 0, 1, 2))
    call_no = None
    if book.class_no:
        running[book.class_no] += 1
        call_no = f"{book.class_no}/{running[book.class_no]}"
    kind = book.kind if serial else "book"
    stock.titles.append(
        (
            title_id,
            kind,
            book.title,
            book.author,
            publisher,
            year,
            isbn,
            price,
            book.class_no,
            book.series,
            call_no,
            entered,
        )
    )
    for ordinal, label in enumerate(book.volumes or (None,), start=1):
        volume_id = None
        if label is not None:
            volume_id = len(stock.volumes) + 1
            stock.volumes.append((volume_id, title_id, label, ordinal))
        for _nth in range(book.copies):
            shelf_mark = f"{call_no}({ordinal})" if call_no and label else call_no
            stock.copies.append(
                Copy(
                    len(stock.copies) + 1,
                    title_id,
                    volume_id,
                    book.kind,
                    book.place,
                    shelf_mark,
                    price,
                    chance.choice(SOURCES),
                    entered,
                    book.weight,
                )
            )


def isbn13(first_twelve: str) -> str:
    """The thirteen digits of an ISBN whose first twelve are given (ISO 2108: weights 1 and 3)."""
    total = sum(int(digit) * (3 if place % 2 else 1) for place, digit in enumerate(first_twelve))
    return first_twelve + str(-total % 10)
