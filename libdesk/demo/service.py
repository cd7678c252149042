"""Service in the sample: visits of three months, questions and suggestions, announcements, two lists of books."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any, Final

from libdesk.demo.past import NOON, instant
from libdesk.demo.school import School
from libdesk.demo.stock import PUPILS_ROOM
from libdesk.domain.classes import Stage

Table = tuple[str, str, list[tuple[Any, ...]]]
DAYS: Final = 90  # before today, for which visits were noted
TALLIES: Final = (62, 71, 55, 80, 47, 66, 74)
TODAY: Final = 23  # visitors of today so far
QUESTIONS: Final = (
    (2, "科学课要讲蚕的一生，有哪些图多的书？", "teacher", "自然", "给了《昆虫记》等五种，放在教师阅览室。", 15),
    (5, "有没有讲火箭怎么飞起来的书？", "pupil", "科学", "在V和P1两类里找到三种，带学生到架上看。", 8),
    (9, "古诗词比赛可以从哪几本书里准备？", "pupil", "文学", "推荐《小学生必背古诗词》和《唐诗三百首》。", 6),
    (1, "五年级综合实践要本地的历史资料，馆里有吗？", "teacher", "历史", None, None),
)  # fmt: skip
SUGGESTIONS: Final = (
    (20, "希望雨天的大课间也能来看书。", "从下周起，雨天大课间开放学生阅览室。", 1),
    (12, "漫画书太旧了，能换一些新的吗？", "本学期新书里有二十种漫画，到架后会贴出书单。", 1),
    (3, "书架最上面一层够不着。", None, 0),
)  # fmt: skip
NOTICES: Final = (
    (-3, 11, "世界读书日活动周", "本周为读书日活动周。\n每天中午12:10，学生阅览室有老师领读。\n欢迎各班报名。"),
    (-40, -26, "寒假还书提醒", "请各班在放假前把借的书都还回图书馆。"),
)  # fmt: skip
LISTS: Final = (
    ("三年级整本书共读", "故事", 3, 3, "这学期三年级一起读的书。读完可以写一张读书卡，交给班级小馆员。", ("I28",), 8),
    ("动物和植物", "动植物", None, None, "喜欢大自然的同学，从这些书开始。", ("Q",), 6),
)


def service(school: School) -> Iterator[Table]:
    """What points at readers, places and titles."""
    today = school.today
    yield (
        "visit", "day, at, place_id, how, people, reader_kind, stage, entry_year, class_no",
        [*_tallies(school), *_today(school)],
    )  # fmt: skip
    yield (
        "question", "day, asked, reader_kind, subject, answer, answered_day, minutes",
        [(_day(today, back), asked, kind, subject, answer, _day(today, back) if answer else None, minutes)
         for back, asked, kind, subject, answer, minutes in QUESTIONS],
    )  # fmt: skip
    pupils = [number for number, person in enumerate(school.people, start=1) if person.kind == "pupil"]
    yield (
        "suggestion", "day, said, reader_id, answer, answered_day, shown",
        [(_day(today, back), said, pupils[(n + 1) * 53], answer, _day(today, back - 2) if answer else None, shown)
         for n, (back, said, answer, shown) in enumerate(SUGGESTIONS)],
    )  # fmt: skip
    yield (
        "announcement", "name, body, from_day, to_day",
        [(name, body, _day(today, -first), _day(today, -last)) for first, last, name, body in NOTICES],
    )  # fmt: skip
    made = _day(today, 18)
    yield (
        "book_list", "id, name, theme, grade_from, grade_to, intro, made_day, shown",
        [(n, name, theme, first, last, intro, made, 1)
         for n, (name, theme, first, last, intro, _classes, _most) in enumerate(LISTS, start=1)],
    )  # fmt: skip
    yield (
        "book_list_line", "list_id, title_id, ordinal, note",
        [(n, title_id, ordinal, "先读这一本" if ordinal == 1 else None)
         for n, (*_words, classes, most) in enumerate(LISTS, start=1)
         for ordinal, title_id in enumerate(_titles(school, classes, most), start=1)],
    )  # fmt: skip


def _titles(school: School, classes: tuple[str, ...], most: int) -> list[int]:
    """Titles of these classes, taken here and there."""
    here = {copy.title_id for copy in school.stock.copies if copy.status == "shelf"}
    found = [row[0] for row in school.stock.titles if row[0] in here and (row[8] or "").startswith(classes)]
    return found[:: max(1, len(found) // most)][:most]


def _tallies(school: School) -> Iterator[tuple[Any, ...]]:
    for back in range(DAYS, 0, -1):
        day = school.today - timedelta(days=back)
        if school.calendar.is_open(day):
            yield (day.isoformat(), None, PUPILS_ROOM, "tally", TALLIES[back % len(TALLIES)], *(None,) * 4)


def _today(school: School) -> Iterator[tuple[Any, ...]]:
    """A class in the morning, then one by one at noon; nobody where it is closed."""
    if not school.calendar.is_open(school.today):
        return
    day, entered = school.today.isoformat(), max(person.entered or 0 for person in school.people) - 2
    morning = instant(school.today, NOON) - 9_000_000
    yield (day, morning, PUPILS_ROOM, "class", 38, "pupil", Stage.PRIMARY, entered, 2)
    for nth in range(TODAY):
        yield (day, morning + 60_000 * nth, PUPILS_ROOM, "key", 1, *(None,) * 4)


def _day(today: date, back: int) -> str:
    return (today - timedelta(days=back)).isoformat()
