"""The figures of reports, on a small library whose numbers can be counted by hand."""

from datetime import date, timedelta

import pytest

from libdesk.actions.desk import Desk
from libdesk.actions.house_use import count_use
from libdesk.actions.lending import lend
from libdesk.actions.returning import give_back
from libdesk.domain.ops import Op
from libdesk.domain.progress import Cancelled, Progress
from libdesk.store.queries import reports
from libdesk.store.queries.reporting import holdings, loans, people, work
from libdesk.store.tables import Activity, Batch, Entrant, Question, Training, Visit
from tests.actions.cataloguing.stock import change_title
from tests.builders import TODAY, Clock, add_book, add_reader, as_librarian, change_copy

FIRST, LAST = date(2026, 1, 1), date(2026, 3, 31)
END = 4_000_000_000_000  # an instant long after


def book(
    desk: Desk, title: str, class_no: str, *, copies: int = 1, fen: int = 1_000, entered: str = "2026-02-03"
) -> tuple[int, ...]:
    made = add_book(desk, title, copies=copies)
    change_title(desk, made.title_id, class_no=class_no)
    for copy_id in made.copy_ids:
        change_copy(desk, copy_id, price_fen=fen, entered=entered)
    return made.copy_ids


@pytest.fixture
def stocked(desk: Desk, clock: Clock) -> Desk:
    """Three subjects; two pupils and a teacher borrow in two months."""
    novel, nature = book(desk, "西游记", "I242", copies=2), book(desk, "昆虫记", "Q96", entered="2025-03-03")
    book(desk, "杂书", "", fen=500)
    wang, li = add_reader(desk, "王一", class_no=1), add_reader(desk, "李二", class_no=2)
    teacher = add_reader(desk, "赵老师", kind="teacher")
    add_reader(desk, "孙三", class_no=1)
    for copy_id, reader in ((novel[0], wang), (novel[1], li)):
        lend(desk, copy_id=copy_id, reader_id=reader.id)
    clock.advance(days=7)
    give_back(desk, copy_id=novel[0])
    lend(desk, copy_id=nature[0], reader_id=teacher.id)
    clock.advance(days=21)
    lend(desk, copy_id=novel[0], reader_id=wang.id)
    return desk


def test_holdings_are_told_by_subject_and_without_what_was_withdrawn(stocked: Desk) -> None:
    assert holdings.by_letter(stocked.library) == [("I", 1, 2, 2_000), ("Q", 1, 1, 1_000), ("–", 1, 1, 500)]
    change_copy(stocked, 3, status="withdrawn", withdrawn_day="2026-03-05")
    assert holdings.copies_by_letter(stocked.library) == {"I": 2, "–": 1}
    assert holdings.withdrawn(stocked.library, FIRST, LAST) == [("2026-03", "", "Q", 1, 1, 1_000)]
    assert holdings.by_kind_and_place(stocked.library)[0][3] == 3


def test_additions_are_those_of_the_period_by_month(stocked: Desk) -> None:
    assert holdings.added(stocked.library, FIRST, LAST) == [
        ("2026-02", "I", 1, 2, 2_000), ("2026-02", "–", 1, 1, 500),
    ]  # fmt: skip


def test_loans_are_counted_by_month_kind_and_class(stocked: Desk) -> None:
    found = loans.tally(stocked.library, FIRST, date(2026, 4, 30))
    assert (found.loans, len(found.readers)) == (4, 3)
    assert found.months == {"2026-03": (3, 3), "2026-04": (1, 1)}
    assert [(count, len(readers)) for count, readers in found.kinds.values()] == [(3, 2), (1, 1)]
    assert found.groups["pupil", "primary", 2022, 1][0] == 2
    assert loans.tally(stocked.library, date(2020, 1, 1), date(2025, 1, 1)).loans == 0


def test_the_tally_is_that_of_the_lending_report(stocked: Desk) -> None:
    found = loans.tally(stocked.library, FIRST, date(2026, 4, 30)).groups
    for row in reports.loans_by_group(stocked.library, FIRST, date(2026, 4, 30)):
        count, readers = found.get((row.kind, row.stage, row.entry_year, row.class_no), (0, ()))
        assert (row.loans, row.borrowers) == (count, len(readers))


def test_subjects_and_the_most_borrowed_titles(stocked: Desk) -> None:
    found = loans.by_subject(stocked.library, FIRST, date(2026, 4, 30), 1)
    assert found.classes == {("I", "book"): 3, ("Q", "book"): 1}
    assert found.most == [(1, 3)]
    assert loans.titles_named(stocked.library, [1])[1][0] == "西游记"
    assert loans.copies_by_subject(stocked.library)["I", "book"] == 2


def test_a_long_reading_can_be_stopped(stocked: Desk) -> None:
    def stop() -> bool:
        return True

    with pytest.raises(Cancelled):
        loans.tally(stocked.library, FIRST, LAST, Progress(stopped=stop))
    with pytest.raises(Cancelled):
        loans.by_subject(stocked.library, FIRST, LAST, 1, Progress(stopped=stop))


def test_who_and_what_was_never_lent(stocked: Desk) -> None:
    rows, total = holdings.never_lent(stocked.library, 0, END, LAST, 10)
    assert ([row[0] for row in rows], total) == (["杂书"], 1)
    assert holdings.never_lent(stocked.library, 0, 1, LAST, 2)[1] == 3
    names = [row[5] for row in people.non_borrowers(stocked.library, 0, END)]
    assert names == ["孙三"]
    assert people.pupils_by_stage(stocked.library) == {"primary": 3}
    assert people.classes_here(stocked.library) == 2


def test_what_is_out_and_what_came_back_for_the_recall(stocked: Desk) -> None:
    out = reports.asked_back(stocked.library, stocked.today)
    assert [(row.reader, row.title) for row in out] == [
        ("王一", "西游记"), ("李二", "西游记"), ("赵老师", "昆虫记"),
    ]  # fmt: skip
    ends = max(row.due for row in out)
    assert (len(reports.asked_back(stocked.library, stocked.today, ends)), reports.lent_beyond(
        stocked.library, stocked.today, ends)) == (3, 0)  # fmt: skip
    earlier = ends - timedelta(days=1)
    beyond = reports.lent_beyond(stocked.library, stocked.today, earlier)
    assert beyond == sum(row.due == ends for row in out)
    assert len(reports.asked_back(stocked.library, stocked.today, earlier)) == 3 - beyond
    back = reports.returned_by_group(stocked.library, TODAY, TODAY + timedelta(days=9))
    assert back == {("pupil", "primary", 2022, 1): 1}


def test_visits_room_use_questions_and_activities(stocked: Desk) -> None:
    count_use(stocked, copy_id=4)
    with as_librarian(stocked).action(Op.COUNT_VISITS) as act:
        act.add(Visit, day="2026-03-09", how="tally", people=31)
        act.add(Visit, day="2026-04-01", how="key", people=1)
        act.add(Question, day="2026-03-10", asked="哪里有昆虫书", answered_day="2026-03-10")
        act.add(Question, day="2026-03-11", asked="报纸在哪里")
        activity = act.add(
            Activity, kind="essay", name="春日征文", first_day="2026-03-01", last_day="2026-03-20",
            publish_by="2026-04-01", spent_fen=12_000,
        )  # fmt: skip
        act.add(Entrant, activity_id=activity, kind="class", name="三(1)班", prize="一等奖")
        act.add(Entrant, activity_id=activity, kind="class", name="三(2)班")
        act.add(Training, day="2026-03-04", topic="上架")
    library = stocked.library
    assert people.visits_by_month(library, FIRST, LAST) == {"2026-03": 31}
    assert people.room_use_by_month(library, FIRST, date(2026, 4, 30)) == {"2026-04": 1}
    assert work.service(library, FIRST, LAST) == (2, 1, 0, 0)
    assert work.activities(library, FIRST, LAST) == [
        ("春日征文", date(2026, 3, 1), date(2026, 3, 20), date(2026, 4, 1), None, 2, 1, 12_000)
    ]
    assert work.trainings(library, FIRST, LAST) == 1


def test_additions_that_wait_for_stamp_or_label_are_counted_apart(stocked: Desk) -> None:
    assert holdings.added_waiting(stocked.library, FIRST, LAST) == 0
    change_copy(stocked, 1, waiting=2)
    change_copy(stocked, 3, waiting=2)  # it came a year before
    change_copy(stocked, 4, waiting=4, status="missing")
    assert holdings.added_waiting(stocked.library, FIRST, LAST) == 1


def test_holdings_of_a_past_day_are_what_had_come_and_was_not_withdrawn_by_then(stocked: Desk) -> None:
    library = stocked.library
    change_copy(stocked, 3, status="withdrawn", withdrawn_day="2026-03-05")
    change_copy(stocked, 4, status="lost")
    assert holdings.by_letter(library, date(2026, 2, 2)) == [("Q", 1, 1, 1_000)]
    assert holdings.copies_by_letter(library, date(2026, 3, 4)) == {"I": 2, "Q": 1, "–": 1}
    assert holdings.copies_by_letter(library, date(2026, 3, 5)) == {"I": 2, "–": 1}
    assert holdings.copies_by_letter(library, LAST) == holdings.copies_by_letter(library)
    assert holdings.titles_there(library, ("book",), date(2025, 12, 31)) == 1


def test_a_copy_of_a_batch_was_there_from_the_day_of_the_batch_and_the_opening_balance_always(stocked: Desk) -> None:
    with as_librarian(stocked).action(Op.RECEIVE) as act:
        gift = act.add(Batch, no="2026-2", day="2026-03-02", kind="donation")
        opening = act.add(Batch, no="2026-1", day="2026-01-10", kind="opening")
    change_copy(stocked, 1, batch_id=gift)
    change_copy(stocked, 3, batch_id=opening, entered="2026-02-01")
    change_copy(stocked, 4, batch_id=opening, entered="2019-05-06")
    assert holdings.copies_by_letter(stocked.library, date(2018, 1, 1)) == {"Q": 1}
    assert holdings.copies_by_letter(stocked.library, date(2020, 1, 1)) == {"Q": 1, "–": 1}
    assert holdings.copies_by_letter(stocked.library, date(2026, 3, 1))["I"] == 1
    assert holdings.copies_by_letter(stocked.library, date(2026, 3, 2))["I"] == 2


def test_what_was_out_in_the_evening_of_a_past_day(stocked: Desk) -> None:
    days = (TODAY - timedelta(days=1), TODAY, TODAY + timedelta(days=7), TODAY + timedelta(days=28))
    assert [holdings.by_kind_and_place(stocked.library, day)[0].out for day in days] == [0, 2, 2, 3]
    assert holdings.by_kind_and_place(stocked.library)[0].out == 3
