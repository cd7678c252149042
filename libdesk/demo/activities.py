"""Reading activities of the sample: one to be published, one under way, a reading star, one to come."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any, Final

from libdesk.demo.school import School
from libdesk.domain.activities import places
from libdesk.domain.audience import Audience
from libdesk.domain.challenges import Challenge
from libdesk.domain.classes import Stage

Table = tuple[str, str, list[tuple[Any, ...]]]
SCORES: Final = (96, 93, 93, 90, 88, 86, 85, 82, 80, 78)
PRIZES: Final = ("first", "second", "second", "third", "third", "merit", "merit", None, None, None)
WORKS: Final = ("《游子吟》", "《山行》", "《望庐山瀑布》", "《春晓》", "《江雪》")
_COLUMNS: Final = (
    "id, kind, name, first_day, last_day, audience, place, host, budget_fen, spent_fen, materials, record, challenge,"
    " publish_by, published_day"
)
_ENTRANTS: Final = "activity_id, kind, reader_id, name, stage, entry_year, class_no, work, works, result, rank, prize"


def activities(school: School) -> Iterator[Table]:
    """The activities and who takes part in them."""
    today, term = school.today, school.calendar.terms[2]

    def day(days: int) -> str:
        return (today + timedelta(days=days)).isoformat()

    star = Challenge(term.first, min(term.last, today + timedelta(days=20)))
    upper, lower = Audience((3, 4)).written(), Audience((1, 2)).written()
    teachers = Audience((), (), True).written()
    rows: list[tuple[Any, ...]] = [
        (1, "poems", "古诗词诵读比赛", day(-16), day(-9), upper, "学生阅览室", "王老师", 30000, 26850,
         "奖状、书签", "各班先初赛，每班推荐选手参加决赛，评委按声音、感情、仪态打分。", None, day(4), None),
        (2, "papers", "“我喜欢的一本书”手抄报", day(-3), day(10), upper, "各班教室", "美术组", 20000,
         None, "四开卡纸、彩笔", None, None, day(20), None),
        (3, "star", "本学期阅读之星", star.first.isoformat(), star.last.isoformat(), None, "", "图书馆", 50000, None,
         "奖状、图书", None, star.written(), (star.last + timedelta(days=7)).isoformat(), None),
        (4, "stories", "低年级讲故事", day(12), day(12), lower, "多功能厅", "语文组", None, None, None,
         None, None, day(26), None),
        (5, "salon", "教师阅读沙龙", day(-30), day(-30), teachers, "教师阅览室", "图书馆", None, None,
         None, "共读《给教师的建议》，六位老师谈了自己的做法。", None, None, day(-25)),
    ]  # fmt: skip
    yield "activity", _COLUMNS, rows
    pupils = [
        (number, person)
        for number, person in enumerate(school.people, start=1)
        if person.kind == "pupil" and person.entered in _years(school)
    ]
    chosen = pupils[:: max(len(pupils) // len(SCORES), 1)][: len(SCORES)]
    ranks = places(dict(enumerate(SCORES)))
    entrants: list[tuple[Any, ...]] = [
        (1, "reader", number, None, Stage.PRIMARY, person.entered, person.class_no, WORKS[place % len(WORKS)], 1,
         str(SCORES[place]), ranks[place], PRIZES[place])
        for place, (number, person) in enumerate(chosen)
    ]  # fmt: skip
    entrants += [
        (2, "reader", number, None, Stage.PRIMARY, person.entered, person.class_no, None, 1, None, None, None)
        for number, person in pupils[3::40]
    ]
    entrants.append((5, "group", None, "语文组", None, None, None, None, 0, None, None, None))
    yield "entrant", _ENTRANTS, entrants


def _years(school: School) -> set[int]:
    """The years of entry of the third and fourth grade."""
    entered = sorted({person.entered for person in school.people if person.entered}, reverse=True)
    return set(entered[2:4])
