"""Where an activity stands, what a score is, who has which place and which prize."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from libdesk.domain.activities import (
    BY_PLACE,
    KIND_NAMES,
    PRIZE_NAMES,
    STAND_NAMES,
    PrizeCount,
    Stand,
    has_works,
    kind_name,
    places,
    prize_name,
    prizes_by_place,
    read_kind,
    read_prize,
    score_of,
    stand_of,
)
from libdesk.domain.audience import Audience, AudienceUnread, read_audience, stored_audience
from libdesk.domain.challenges import (
    Challenge,
    ChallengeBackwards,
    ChallengeTooLong,
    Measure,
    checked,
    stored_challenge,
)
from libdesk.domain.classes import ClassRef, Stage
from libdesk.domain.result_matching import Candidate, Fit, Sought, match
from libdesk.domain.school import School
from libdesk.i18n import set_language

DAY = date(2026, 3, 9)
SCHOOL = School()


@pytest.mark.parametrize(
    ("today", "how", "stand"),
    [
        (DAY - timedelta(1), {}, Stand.PLANNED),
        (DAY, {}, Stand.RUNNING),
        (DAY + timedelta(7), {}, Stand.RUNNING),
        (DAY + timedelta(8), {}, Stand.OVER),
        (DAY + timedelta(8), {"publish_by": DAY + timedelta(10)}, Stand.TO_PUBLISH),
        (DAY + timedelta(10), {"publish_by": DAY + timedelta(10)}, Stand.TO_PUBLISH),
        (DAY + timedelta(11), {"publish_by": DAY + timedelta(10)}, Stand.LATE),
        (DAY + timedelta(11), {"publish_by": DAY + timedelta(10), "published": DAY + timedelta(9)}, Stand.PUBLISHED),
        (DAY, {"dropped": True, "published": DAY}, Stand.DROPPED),
    ],
)
def test_where_an_activity_stands_follows_from_its_days(today: date, how: dict[str, date], stand: Stand) -> None:
    assert stand_of(DAY, DAY + timedelta(7), today, **how) is stand  # type: ignore[arg-type]


def test_each_kind_prize_and_stand_is_told_in_chinese_and_read_back() -> None:
    set_language("zh_CN")
    assert [read_kind(kind_name(code)) for code in KIND_NAMES] == list(KIND_NAMES)
    assert [read_prize(prize_name(code)) for code in PRIZE_NAMES] == list(PRIZE_NAMES)
    assert set(STAND_NAMES) == set(Stand)
    assert set(BY_PLACE) <= set(PRIZE_NAMES)
    assert (read_kind("校园读书节"), read_prize("最佳创意奖"), read_prize(" 二等 "), read_prize("—")) == (
        "校园读书节", "最佳创意奖", "second", "",
    )  # fmt: skip


NO_PRIZES = (
    "无 没有 未获奖 （未获奖） 未得奖 没得奖 没有获奖 无奖 未评奖 未评 "
    "暂无 否 落选 落榜 淘汰 未晋级 未入围 未入选 未参赛 待定 待评 弃权 缺考 "
    "× X x 0 \\ / — —— - … none No"
)


@pytest.mark.parametrize("word", NO_PRIZES.split())
def test_what_says_that_there_is_no_prize_is_none(word: str) -> None:
    assert read_prize(word) == ""


OWN_PRIZES = "未来之星 未来作家奖 无名小卒奖 没想到奖 待放花蕾奖 不倒翁奖 入围奖 晋级奖 参赛奖 ★ A"


@pytest.mark.parametrize("word", OWN_PRIZES.split())
def test_a_word_of_the_schools_own_is_a_prize_whatever_it_begins_with(word: str) -> None:
    assert read_prize(word) == word


@pytest.mark.parametrize(
    ("text", "score"),
    [("95", "95"), ("95.5分", "95.5"), ("９５", "95"), ("37本", "37"), ("很好", None), ("", None), ("3/4", None)],
)
def test_a_score_is_a_number_and_a_result_may_be_said_in_words(text: str, score: str | None) -> None:
    assert score_of(text) == (Decimal(score) if score else None)


def test_equal_scores_share_a_place_and_the_next_one_is_left_out() -> None:
    assert places({"甲": 9, "乙": 7, "丙": 9, "丁": 5}) == {"甲": 1, "丙": 1, "乙": 3, "丁": 4}


def test_who_shares_a_place_shares_its_prize() -> None:
    counts = [PrizeCount("first", 1), PrizeCount("second", 1), PrizeCount("third", 2)]
    assert prizes_by_place({"甲": 1, "乙": 1, "丙": 3, "丁": 4, "戊": 5}, counts) == {
        "甲": "first", "乙": "first", "丙": "third", "丁": "third",
    }  # fmt: skip


@given(st.dictionaries(st.integers(), st.integers(0, 30), max_size=40), st.lists(st.integers(0, 5), max_size=5))
def test_places_and_prizes_follow_the_scores(scores: dict[int, int], counts: list[int]) -> None:
    ranks = places(scores)
    for one, rank in ranks.items():
        assert rank == 1 + sum(other > scores[one] for other in scores.values())
    steps = [PrizeCount(prize, count) for prize, count in zip(BY_PLACE, counts, strict=False)]
    prizes = prizes_by_place(ranks, steps)
    assert len(prizes) >= min(sum(counts), len(scores)) if any(counts) else not prizes
    order = list(BY_PLACE)
    for one, prize in prizes.items():  # nobody with a better place has a worse prize
        for other in ranks:
            if ranks[other] <= ranks[one]:
                assert order.index(prizes[other]) <= order.index(prize)


@pytest.mark.parametrize(
    ("text", "audience"),
    [
        ("", Audience()), ("全校", Audience()), ("三年级", Audience((3,))), ("低年级", Audience((1, 2))),
        ("1-3年级、教师", Audience((1, 2, 3), (), True)), ("一至二年级", Audience((1, 2))),
        ("三(1)班，四年级", Audience((4,), (ClassRef(Stage.PRIMARY, 2023, 1),))), ("初一", Audience((7,))),
    ],
)  # fmt: skip
def test_an_audience_is_read_as_schools_write_it(text: str, audience: Audience) -> None:
    set_language("zh_CN")
    found = read_audience(text, DAY, SCHOOL)
    assert found == audience
    assert stored_audience(found.written()) == found
    assert read_audience(found.words(DAY, SCHOOL), DAY, SCHOOL) == found


@pytest.mark.parametrize("text", ["abc", "三年级、某某", "13", "5-3年级"])
def test_what_is_no_audience_is_told_and_not_guessed(text: str) -> None:
    with pytest.raises(AudienceUnread):
        read_audience(text, DAY, SCHOOL)


def test_an_audience_of_next_year_has_the_same_grades_and_the_classes_of_the_same_names() -> None:
    set_language("zh_CN")
    now = read_audience("三(1)班、四年级", DAY, SCHOOL)
    later = DAY.replace(year=2027)
    assert now.next_year(1).words(later, SCHOOL) == now.words(DAY, SCHOOL)
    assert now.has_class(ClassRef(Stage.PRIMARY, 2022, 5), DAY, SCHOOL)
    assert not now.has_class(ClassRef(Stage.PRIMARY, 2023, 2), DAY, SCHOOL)
    assert now.years(DAY, SCHOOL) == {("primary", 2022)}


def test_a_challenge_is_kept_and_its_days_are_checked() -> None:
    set_language("zh_CN")
    one = Challenge(DAY, DAY + timedelta(60), Measure.TITLES, "class", "pupil", 3)
    assert stored_challenge(one.written()) == one
    assert stored_challenge(None) is None
    assert "3" in one.rule()
    with pytest.raises(ChallengeBackwards):
        checked(Challenge(DAY, DAY - timedelta(1)))
    with pytest.raises(ChallengeTooLong):
        checked(Challenge(DAY, DAY + timedelta(2000)))


def test_rows_of_a_sheet_find_entrants_first_and_between_two_nothing_is_guessed() -> None:
    entrants = [Candidate("李明", "三(1)班", 1, 11), Candidate("红领巾小队", "", None, 12)]
    readers = [
        Candidate("李明", "三(1)班", 1), Candidate("李明", "四(2)班", 2), Candidate("王芳", "三(1)班", 3),
        Candidate("王芳", "五(1)班", 4), Candidate("赵静", "四(2)班", 5),
    ]  # fmt: skip
    rows = [("李明", ""), ("李明", "四(2)班"), ("王芳", ""), ("赵静", ""), ("赵静", "四(2)班"), ("某某", ""),
            ("红领巾小队", "")]  # fmt: skip
    found = match([Sought(name, frozenset(filter(None, [group]))) for name, group in rows], entrants, readers)
    assert [one.fit for one in found] == [
        Fit.ENTRANT, Fit.READER, Fit.SEVERAL, Fit.READER, Fit.AGAIN, Fit.NOBODY, Fit.ENTRANT,
    ]  # fmt: skip
    assert found[1].who[0].reader_id == 2


def test_a_namesake_in_another_class_is_told_and_left_to_a_person() -> None:
    entrants = [Candidate("莫立轩", "一(1)班", 1, 11)]
    readers = [Candidate("莫立轩", "一(1)班", 1), Candidate("王芳", "三(1)班", 3), Candidate("赵静", "三(1)班", 5)]
    rows = [("莫立轩", "三(1)班"), ("王芳", "四(2)班"), ("赵静", "三(1)班"), ("赵静", "五(1)班"), ("王芳", "五(5)班")]
    found = match([Sought(name, frozenset(filter(None, [group]))) for name, group in rows], entrants, readers)
    # 赵静 has a row of her own, so the other one is somebody else; of 王芳 only one row can be hers.
    assert [one.fit for one in found] == [Fit.OTHER_CLASS, Fit.OTHER_CLASS, Fit.READER, Fit.NOBODY, Fit.NOBODY]
    assert (found[0].who[0].entrant_id, found[0].may_be_another) == (11, False)
    assert (found[1].who[0].reader_id, found[1].may_be_another) == (3, True)


def test_at_a_lecture_nobody_hands_anything_in() -> None:
    assert [has_works(kind) for kind in ("essays", "papers", "校园读书节", "lecture", "salon", "quiz")] == [
        True, True, True, False, False, False,
    ]  # fmt: skip
