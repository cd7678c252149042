"""The name is the person: whatever a list does with the numbers, nobody gets the loans and the card of another."""

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from libdesk.actions.desk import Desk
from libdesk.actions.lending import lend
from libdesk.domain.drafts import ReaderDraft
from libdesk.domain.rows.imports import Fate
from tests.actions.test_imports_readers import bring_in, fates, plan, pupil, rows
from tests.builders import Clock, add_book

NAMES = ["测甲", "测乙", "测丁", "测戊", "测己"]
WHO = (
    "SELECT r.id, r.name, (SELECT count(*) FROM loan l WHERE l.reader_id = r.id),"
    " (SELECT group_concat(b.printed) FROM barcode b WHERE b.reader_id = r.id) FROM reader r ORDER BY r.id"
)


@pytest.mark.parametrize("before", ["", "2", "22", "20220"], ids=["seats", "two places", "three places", "own numbers"])
def test_a_class_renumbered_because_somebody_came_keeps_its_loans_and_cards(desk: Desk, before: str) -> None:
    numbers = [f"{before}{n}" if len(before) < 5 else f"{before}{n:03}" for n in range(1, 5)]
    bring_in(desk, *(pupil(n + 2, name, school_no=numbers[n]) for n, name in enumerate(NAMES[:3])))
    lend(desk, copy_id=add_book(desk, "活着").copy_id, reader_id=1)
    was = rows(desk, WHO)
    made = plan(desk, *(pupil(n + 2, name, school_no=numbers[n]) for n, name in enumerate(["测丙", *NAMES[:3]])))
    assert fates(made) == [Fate.NEW, Fate.CHANGED, Fate.CHANGED, Fate.CHANGED]
    assert numbers[0] in made.rows[1].reasons[0]
    assert numbers[1] in made.rows[1].reasons[0], "the new number and the old one are told"
    assert not made.missing
    bring_in(desk, *(pupil(n + 2, name, school_no=numbers[n]) for n, name in enumerate(["测丙", *NAMES[:3]])))
    assert rows(desk, WHO)[:3] == was
    assert rows(desk, "SELECT school_no FROM reader ORDER BY id") == [(numbers[n],) for n in (1, 2, 3, 0)]


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    order=st.permutations(range(5)),
    numbered=st.sampled_from(["{}", "22{:02}", "2022{:04}"]),
    seats=st.booleans(),
    moved=st.lists(st.booleans(), min_size=5, max_size=5),
    again=st.permutations(range(5)),
)
def test_after_a_renumbered_or_shuffled_list_every_reader_keeps_name_loans_and_card(
    desk: Desk, order: list[int], numbered: str, seats: bool, moved: list[bool], again: list[int]
) -> None:
    def list_of(numbers: list[int], lines: list[int]) -> list[ReaderDraft]:
        column = "seat" if seats else "school_no"
        drafts = [
            pupil(lines[n] + 2, name, f"四({2 if moved[n] else 1})班", **{column: numbered.format(numbers[n] + 1)})
            for n, name in enumerate(NAMES)
        ]
        return sorted(drafts, key=lambda draft: draft.line)

    bring_in(desk, *(pupil(n + 2, name, "四(1)班", school_no=numbered.format(n + 1)) for n, name in enumerate(NAMES)))
    if rows(desk, "SELECT count(*) FROM loan") == [(0,)]:
        for reader in (1, 1, 3):
            lend(desk, copy_id=add_book(desk, "活着").copy_id, reader_id=reader)
    was = rows(desk, WHO)
    made = plan(desk, *list_of(order, again))
    assert not made.missing
    assert made.counts.new == made.counts.faulty == 0
    bring_in(desk, *list_of(order, again))
    assert rows(desk, WHO) == was


def test_cards_that_stand_beside_other_names_are_not_taken_and_both_are_named(desk: Desk) -> None:
    bring_in(desk, pupil(2, "测甲", card="C1"), pupil(3, "测乙", card="C2"))
    was = rows(desk, WHO)
    made = plan(desk, pupil(2, "测甲", card="C2"), pupil(3, "测乙", card="C1"))
    assert fates(made) == [Fate.FAULTY, Fate.FAULTY]
    assert not made.missing
    for name in ("测甲", "测乙"):
        assert name in made.rows[0].reasons[0]
    bring_in(desk, pupil(2, "测甲", card="C2"), pupil(3, "测乙", card="C1"))
    assert rows(desk, WHO) == was


def test_a_short_number_makes_no_rename_and_finds_nobody_in_another_class(desk: Desk) -> None:
    bring_in(desk, pupil(2, "测甲", school_no="7"), pupil(3, "测乙", "四(1)班", school_no="8"))
    made = plan(desk, pupil(2, "测丙", school_no="7"), pupil(3, "测丁", school_no="8"))
    assert fates(made) == [Fate.NEW, Fate.NEW]
    assert [one.reader.name for one in made.missing] == ["测甲"]


def test_a_persons_own_number_or_card_tells_a_rename_where_nobody_else_can_be_meant(desk: Desk) -> None:
    first = [
        pupil(2, "李思", school_no="20220301"),
        pupil(3, "王伍", card="C1"),
        pupil(4, "赵六", school_no="20220303"),
    ]
    bring_in(desk, *first)
    made = plan(desk, pupil(2, "李四", school_no="20220301"), pupil(3, "王五", card="C1"), first[2])
    assert fates(made) == [Fate.CHANGED, Fate.CHANGED, Fate.UNCHANGED]
    assert "李思" in made.rows[0].reasons[0]


def test_a_number_of_somebody_whom_the_list_leaves_without_one_stops_the_row(desk: Desk) -> None:
    bring_in(desk, pupil(2, "测甲", school_no="20220301"), pupil(3, "测乙", school_no="20220302"))
    made = plan(desk, pupil(2, "测甲", school_no="20220302"), pupil(3, "测乙"))
    assert fates(made) == [Fate.FAULTY, Fate.UNCHANGED]
    for name in ("测甲", "测乙"):
        assert name in made.rows[0].reasons[0]
    assert not made.missing


def test_a_new_first_grader_of_a_missing_second_graders_name_is_new_and_told(desk: Desk, clock: Clock) -> None:
    bring_in(
        desk,
        pupil(2, "王芳", "一(1)班"),
        pupil(3, "李四", "一(1)班"),
        *(pupil(n, f"张三{n}", "二(1)班") for n in (4, 5)),
    )
    clock.now = Clock(date(2026, 9, 7)).now
    drafts = [pupil(2, "王芳", "一(2)班"), pupil(3, "李四", "二(1)班"), pupil(4, "张三4", "二(1)班")]
    made = plan(desk, *drafts, pupil(5, "张三5", "三(1)班"))
    assert fates(made) == [Fate.NEW, Fate.UNCHANGED, Fate.CHANGED, Fate.UNCHANGED]
    assert "二(1)班" in made.rows[0].reasons[0]
    assert [one.reader.name for one in made.missing] == ["王芳"]
    assert [row.look for row in made.rows] == [False, False, True, False]


POOL = ["", "1", "2", "2201", "2202", "20220301", "20220302", "20220303", "20220304"]
rows_of_a_list = st.lists(
    st.tuples(
        st.sampled_from([*NAMES, "新来", "又来"]),
        st.sampled_from(["四(1)班", "四(2)班", "三(1)班"]),
        st.sampled_from(POOL),
        st.sampled_from(["", "C1", "C2", "C3"]),
    ),
    max_size=7,
    unique_by=lambda row: row[0],
)


@settings(max_examples=80, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(first=rows_of_a_list, second=rows_of_a_list)
def test_whoever_is_on_the_list_keeps_the_name_and_no_number_or_card_passes_to_another(
    desk: Desk, first: list[tuple[str, str, str, str]], second: list[tuple[str, str, str, str]]
) -> None:
    for listed in (first, second):
        drafts = [
            pupil(n, name, place, school_no=number, card=card)
            for n, (name, place, number, card) in enumerate(listed, start=2)
        ]
        was = {row[0]: (row[1], set(str(row[3]).split(","))) for row in rows(desk, WHO)}
        bring_in(desk, *drafts)
        now = {row[0]: (row[1], set(str(row[3]).split(","))) for row in rows(desk, WHO)}
        for reader, (name, cards) in was.items():
            assert cards <= now[reader][1], "a card stays with its reader"
            if name in {draft.name for draft in drafts}:
                assert now[reader][0] == name, "whose name is on the list is not renamed"
        twice = "SELECT school_no FROM reader WHERE length(school_no) > 3 GROUP BY school_no HAVING count(*) > 1"
        assert not rows(desk, twice), "a number is one person's"
