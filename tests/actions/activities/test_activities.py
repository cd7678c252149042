"""Activities, entrants, results and photos: each step in the journal, each taken back exactly."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest

from libdesk.actions.activities.activities import (
    ActivityDraft,
    change_activity,
    copy_activity,
    make_activity,
    remove_activity,
    set_dropped,
    set_published,
    set_record,
)
from libdesk.actions.activities.entrants import (
    enter_classes,
    enter_names,
    enter_readers,
    remove_entrants,
)
from libdesk.actions.activities.errors import (
    ActivityGone,
    ActivityNameMissing,
    DaysBackwards,
    LeftTheLibrary,
    NobodyToEnter,
    NoPlaces,
    NoPrizeCounts,
    NothingToRank,
    PrizesStand,
    PublishedBefore,
    PublishTooEarly,
)
from libdesk.actions.activities.photos import add_photos, remove_photo, set_caption
from libdesk.actions.activities.results import give_prizes, rank_by_score, set_result
from libdesk.actions.desk import Desk
from libdesk.actions.readers.erase import erase_readers
from libdesk.actions.school import school_of
from libdesk.domain.activities import PrizeCount
from libdesk.domain.audience import Audience
from libdesk.domain.challenges import Challenge
from libdesk.domain.classes import ClassRef, Stage
from libdesk.domain.errors import NotAllowed
from libdesk.domain.shown_names import NamesShown
from libdesk.exchange.activity_photos import make_activity_photo
from libdesk.i18n import set_language
from libdesk.store.queries import activities as queries
from libdesk.store.queries.persons import person
from tests.actions.activities.activities_made import activity, jpeg, rows, undo_last
from tests.builders import TODAY, add_reader, change_reader, count

Step = Callable[[Desk, int], object]


def entrant_of(desk: Desk, activity_id: int) -> int:
    return queries.entrants(desk.library, activity_id)[0].id


STEPS: dict[str, Step] = {
    "change": lambda desk, one: change_activity(desk, one, ActivityDraft("quiz", "竞赛", TODAY, TODAY, note="改")),
    "copy": copy_activity,
    "drop": lambda desk, one: set_dropped(desk, one, True),
    "publish": lambda desk, one: set_published(desk, one, TODAY),
    "record": lambda desk, one: set_record(desk, one, "很热闹", 12300),
    "classes": lambda desk, one: enter_classes(desk, one, [ClassRef(Stage.PRIMARY, 2022, 3)]),
    "guests": lambda desk, one: enter_names(desk, one, ["作家"], kind="guest"),
    "work": lambda desk, one: set_result(desk, entrant_of(desk, one), result="", prize="", work="《春》", works=2),
    "leave": lambda desk, one: remove_entrants(desk, [entrant_of(desk, one)]),
    "result": lambda desk, one: set_result(desk, entrant_of(desk, one), result="95", prize="一等奖"),
    "rank": lambda desk, one: rank_by_score(desk, one),
    "prizes": lambda desk, one: give_prizes(desk, one, [PrizeCount("first", 1)]),
    "photos": lambda desk, one: add_photos(desk, one, [jpeg("blue")]),
    "caption": lambda desk, one: set_caption(desk, queries.photos(desk.library, one)[0].id, "朗诵"),
    "no photo": lambda desk, one: remove_photo(desk, queries.photos(desk.library, one)[0].id),
    "remove": remove_activity,
}


@pytest.mark.parametrize("name", STEPS)
def test_each_step_is_taken_back_exactly(desk: Desk, name: str) -> None:
    one = activity(desk, publish_by=TODAY + timedelta(20))
    enter_readers(desk, one, [add_reader(desk, "李明").id, add_reader(desk, "王芳").id])
    for row in queries.entrants(desk.library, one):
        set_result(desk, row.id, result=str(80 + row.id), prize="")
    if name == "prizes":
        rank_by_score(desk, one)
    add_photos(desk, one, [jpeg()])
    before = rows(desk)
    STEPS[name](desk, one)
    assert rows(desk) != before
    undo_last(desk)
    assert rows(desk) == before


def test_what_is_wrong_with_an_activity_is_told_and_leaves_nothing(desk: Desk) -> None:
    with pytest.raises(DaysBackwards) as caught:
        activity(desk, last=TODAY - timedelta(1))
    assert "3" in caught.value.text()
    with pytest.raises(ActivityNameMissing):
        activity(desk, "  ")
    with pytest.raises(PublishTooEarly):
        activity(desk, publish_by=TODAY - timedelta(1))
    assert rows(desk) == [[], [], []]
    with pytest.raises(ActivityGone):
        set_published(desk, 7, TODAY)
    one = activity(desk)
    with pytest.raises(PublishedBefore):
        set_published(desk, one, TODAY - timedelta(1))


def test_a_pupil_at_the_desk_changes_no_activity(helper_desk: Desk) -> None:
    with pytest.raises(NotAllowed):
        activity(helper_desk)


def test_last_years_activity_is_copied_into_this_year_without_its_results(desk: Desk) -> None:
    set_language("zh_CN")
    old = make_activity(
        desk,
        ActivityDraft(
            "papers", "手抄报", date(2024, 4, 1), date(2024, 4, 12),
            Audience((3, 4), (ClassRef(Stage.PRIMARY, 2019, 1),)), "阅览室", "王老师", 20000, 18000, "纸", "",
            date(2024, 4, 30), Challenge(date(2024, 3, 1), date(2024, 4, 1)),
        ),
    )  # fmt: skip
    enter_readers(desk, old, [add_reader(desk, "李明").id])
    set_published(desk, old, date(2024, 4, 20))
    row = queries.activity(desk.library, copy_activity(desk, old))
    assert row is not None
    assert row.first == date(2026, 3, 30)
    assert row.first.weekday() == date(2024, 4, 1).weekday()
    assert (row.entrants, row.published, row.spent_fen, row.budget_fen) == (0, None, None, 20000)
    assert row.audience == Audience((3, 4), (ClassRef(Stage.PRIMARY, 2021, 1),))
    assert row.publish_by == date(2026, 4, 28)
    assert row.challenge is not None
    assert row.challenge.first == date(2026, 2, 27)


def test_who_takes_part_already_is_passed_over_and_told(desk: Desk) -> None:
    one, li, wang = activity(desk), add_reader(desk, "李明"), add_reader(desk, "王芳")
    assert enter_readers(desk, one, [li.id]).entered == 1
    again = enter_readers(desk, one, [li.id, wang.id])
    assert (again.entered, again.already) == (1, 1)
    with pytest.raises(NobodyToEnter):
        enter_readers(desk, one, [li.id])
    with pytest.raises(NobodyToEnter):
        enter_readers(desk, one, [])
    enter_classes(desk, one, [ClassRef(Stage.PRIMARY, 2022, 3)])
    with pytest.raises(NobodyToEnter):
        enter_classes(desk, one, [ClassRef(Stage.PRIMARY, 2022, 3)])
    assert enter_names(desk, one, ["红领巾小队", " 红领巾小队 ", "蓝天组"], kind="group").entered == 2
    row = queries.activity(desk.library, one)
    assert row is not None
    assert (row.entrants, row.works) == (5, 5)


def test_places_follow_scores_and_prizes_follow_places(desk: Desk) -> None:
    one = activity(desk)
    with pytest.raises(NothingToRank):
        rank_by_score(desk, one)
    ids = [add_reader(desk, name).id for name in ("甲", "乙", "丙", "丁")]
    enter_readers(desk, one, ids)
    with pytest.raises(NoPlaces):
        give_prizes(desk, one, [PrizeCount("first", 1)])
    entries = queries.entrants(desk.library, one)
    for row, result in zip(entries, ("90", "95.5分", "90", "弃权"), strict=True):
        set_result(desk, row.id, result=result, prize="")
    assert rank_by_score(desk, one) == 3
    assert give_prizes(desk, one, [PrizeCount("first", 1), PrizeCount("second", 1)]) == 3
    found = [(row.rank, row.prize) for row in queries.entrants(desk.library, one)]
    assert found == [(2, "second"), (1, "first"), (2, "second"), (None, "")]
    won = queries.winners(queries.entrants(desk.library, one))
    assert [row.name for row in won] == ["乙", "甲", "丙"]


def test_prizes_by_place_take_no_prize_away_that_was_not_given_by_place(desk: Desk) -> None:
    one = activity(desk)
    enter_readers(desk, one, [add_reader(desk, name).id for name in ("甲", "乙", "丙")])
    first, second, third = (row.id for row in queries.entrants(desk.library, one))
    set_result(desk, first, result="90", prize="")
    set_result(desk, second, result="80", prize="最佳创意奖")
    set_result(desk, third, result="缺考", prize="二等奖")
    rank_by_score(desk, one)
    before = rows(desk)
    with pytest.raises(NoPrizeCounts):
        give_prizes(desk, one, [])
    with pytest.raises(NoPrizeCounts):
        give_prizes(desk, one, [PrizeCount("first", 0)])
    assert rows(desk) == before
    counts = [PrizeCount("first", 2)]
    assert give_prizes(desk, one, counts) == 1
    assert [row.prize for row in queries.entrants(desk.library, one)] == ["first", "最佳创意奖", "second"]
    with pytest.raises(PrizesStand):
        give_prizes(desk, one, counts)
    assert give_prizes(desk, one, counts, others=True) == 1
    assert [row.prize for row in queries.entrants(desk.library, one)] == ["first", "first", "second"]


def test_who_has_left_is_not_said_to_take_part_already(desk: Desk) -> None:
    set_language("zh_CN")
    one, li, wang = activity(desk), add_reader(desk, "李明"), add_reader(desk, "王芳")
    change_reader(desk, wang, state="left")
    with pytest.raises(LeftTheLibrary):
        enter_readers(desk, one, [wang.id])
    enter_readers(desk, one, [li.id])
    with pytest.raises(NobodyToEnter) as caught:
        enter_readers(desk, one, [li.id])
    assert "李明" in caught.value.text()
    row = queries.activity(desk.library, one)
    assert row is not None
    assert (row.people, row.classes, row.groups) == (1, 0, 0)


def test_who_takes_part_is_counted_by_what_they_are(desk: Desk) -> None:
    one = activity(desk, kind="lecture")
    enter_readers(desk, one, [add_reader(desk, "李明").id])
    enter_classes(desk, one, [ClassRef(Stage.PRIMARY, 2022, 3)])
    enter_names(desk, one, ["红领巾小队"], kind="group")
    enter_names(desk, one, ["家长李女士"], kind="guest")
    row = queries.activity(desk.library, one)
    assert row is not None
    assert (row.people, row.classes, row.groups, row.works) == (2, 1, 1, 0)
    shown = [one.shown(NamesShown.SURNAME, TODAY, school_of(desk)) for one in queries.entrants(desk.library, one)]
    assert shown[-1].endswith("李女士")
    assert "家长" not in shown[-1]


def test_an_activity_without_entrants_can_be_published_and_printed(desk: Desk) -> None:
    one = activity(desk, first=TODAY - timedelta(9), last=TODAY - timedelta(2), publish_by=TODAY)
    assert [row.id for row in queries.due_to_publish(desk.library, TODAY)] == [one]
    set_published(desk, one, TODAY)
    assert queries.due_to_publish(desk.library, TODAY) == []
    (found,) = queries.published(desk.library)
    assert found.winners == ()


# Readers who go


def test_an_erased_winner_stays_as_somebody_of_the_class_and_nothing_names_them(desk: Desk) -> None:
    set_language("zh_CN")
    one, li = activity(desk), add_reader(desk, "李小明")
    enter_readers(desk, one, [li.id])
    entrant_id = entrant_of(desk, one)
    set_result(desk, entrant_id, result="李小明讲得好", prize="first", work="李小明的一天", works=1)
    change_reader(desk, li, state="left")
    (row,) = queries.entrants(desk.library, one)
    assert row.full(TODAY, school_of(desk)) == "李小明"
    assert erase_readers(desk, reader_ids=[li.id]).count == 1
    assert person(desk.library, li.id) is None
    (row,) = queries.entrants(desk.library, one)
    assert (row.work, row.result, row.prize, row.erased) == ("", "", "first", True)
    for how in NamesShown:
        assert row.shown(how, TODAY, school_of(desk)) == "四(3)班"
    dump = "\n".join(desk.library.connection.iterdump())
    assert "李小明" not in dump
    assert count(desk, "SELECT count(*) FROM entrant") == 1


# Photos


def test_a_photo_is_scaled_and_lives_as_long_as_an_undo_could_bring_it_back(desk: Desk) -> None:
    one = activity(desk)
    photo = make_activity_photo(jpeg(size=(3000, 2000)))
    (photo_id,) = add_photos(desk, one, [photo])
    (row,) = queries.photos(desk.library, one)
    kept = queries.photo_bytes(desk.library, row.sha256)
    assert kept == photo
    assert len(photo) < 200_000
    remove_photo(desk, photo_id)
    assert queries.photo_bytes(desk.library, row.sha256) == photo
    undo_last(desk)
    assert [one.id for one in queries.photos(desk.library, one)] == [photo_id]
