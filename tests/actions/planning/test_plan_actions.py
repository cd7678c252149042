"""The plan as it is written: each gesture is one entry, and F8 puts every row back as it was."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest

from libdesk.actions import calendar as calendar_actions
from libdesk.actions.desk import Desk
from libdesk.actions.planning import errors
from libdesk.actions.planning.plans import copy_last_year, last_year, set_aims, take_template
from libdesk.actions.planning.tasks import (
    TaskDraft,
    add_task,
    edit_task,
    end_series,
    remove_tasks,
    repeat_task,
    set_state,
)
from libdesk.actions.undo import undo
from libdesk.domain import yearplan
from libdesk.domain.errors import DeskError, NotAllowed
from libdesk.domain.ops import Op
from libdesk.domain.rows.calendar import TermRow
from libdesk.domain.tasks.repeats import Repeat
from libdesk.domain.tasks.sights import HELD_OF
from libdesk.domain.tasks.standing import Standing, TaskState
from libdesk.domain.tasks.templates import SECOND_TERM
from libdesk.store.queries import calendar as calendar_queries
from libdesk.store.queries import plan as queries
from libdesk.store.tables import Activity, Copy
from tests.builders import add_book, close_days

DRAFT = TaskDraft("修补图书", "care", date(2026, 3, 9), date(2026, 3, 20), "王老师", "mended", 20, "先修连环画")


def rows(desk: Desk) -> tuple[list[Any], list[Any]]:
    """Every row of a plan as it stands in the file."""
    return (desk.library.fetch("SELECT * FROM task ORDER BY id"), desk.library.fetch("SELECT * FROM plan ORDER BY id"))


def undone(desk: Desk, act: Callable[[], int]) -> None:
    """Do it, take it back, and find every row as it was; then do it again by the undo of the undo."""
    before = rows(desk)
    journal_id = act()
    after = rows(desk)
    assert after != before
    again = undo(desk, journal_id)
    assert rows(desk) == before
    undo(desk, again.journal_id)
    assert rows(desk) == after


def weekly(desk: Desk) -> list[int]:
    draft = TaskDraft(DRAFT.name, DRAFT.kind, DRAFT.first, date(2026, 3, 31))
    _entry, ids = add_task(desk, draft, Repeat.WEEKLY)
    return list(ids)


def test_a_task_is_kept_as_it_was_written(desk: Desk) -> None:
    _entry, (task_id,) = add_task(desk, DRAFT)
    row = queries.task(desk.library, task_id)
    assert row is not None
    assert (row.name, row.who, row.touches, row.goal, row.note) == ("修补图书", "王老师", "mended", 20, "先修连环画")
    assert (row.first, row.last, row.state, row.series) == (DRAFT.first, DRAFT.last, "open", None)


def test_every_gesture_is_taken_back_whole(desk: Desk, term: TermRow) -> None:
    undone(desk, lambda: add_task(desk, DRAFT)[0])
    undone(desk, lambda: add_task(desk, DRAFT, Repeat.WEEKLY)[0])
    undone(desk, lambda: take_template(desk, term.id, SECOND_TERM).journal_id)
    undone(desk, lambda: set_aims(desk, term.id, "以读者为本"))
    undone(desk, lambda: set_aims(desk, term.id, ""))
    ids = weekly(desk)
    undone(desk, lambda: edit_task(desk, ids[1], TaskDraft("改", "care", date(2026, 3, 17), date(2026, 3, 18)),
                                   to_come=True))  # fmt: skip
    undone(desk, lambda: set_state(desk, ids[:2], TaskState.DONE))
    undone(desk, lambda: remove_tasks(desk, [ids[0]])[0])


@pytest.mark.parametrize(
    ("draft", "fault"),
    [
        (TaskDraft(" ", "other", DRAFT.first, DRAFT.last), errors.TaskNameMissing),
        (TaskDraft("x", "other", DRAFT.last, DRAFT.first), errors.TaskBackwards),
        (TaskDraft("x", "other", DRAFT.first, date(2036, 3, 9)), errors.TaskTooLong),
        (TaskDraft("x", "other", DRAFT.first, DRAFT.last, goal=0), errors.NoGoalNumber),
    ],
)
def test_what_cannot_be_is_told_and_leaves_nothing_behind(
    desk: Desk, draft: TaskDraft, fault: type[DeskError]
) -> None:  # fmt: skip
    with pytest.raises(fault) as told:
        add_task(desk, draft)
    assert told.value.text().endswith("。")
    assert rows(desk) == ([], [])


def test_a_plan_is_the_librarians(helper_desk: Desk) -> None:
    with pytest.raises(NotAllowed):
        add_task(helper_desk, DRAFT)


def test_a_series_is_changed_from_a_task_on_and_each_moves_by_as_many_days(desk: Desk) -> None:
    ids = weekly(desk)
    set_state(desk, [ids[3]], TaskState.DONE)
    edit_task(desk, ids[1], TaskDraft("整理报刊", "serials", date(2026, 3, 18), date(2026, 3, 19)), to_come=True)
    found = [(row.name, row.first.day, row.last.day) for row in queries.tasks(desk.library)]
    assert found == [("修补图书", 9, 9), ("整理报刊", 18, 19), ("整理报刊", 25, 26), ("修补图书", 30, 30)]


def test_a_series_that_is_moved_to_a_closed_day_lies_on_open_days_of_its_term(desk: Desk, term: TermRow) -> None:
    friday = date(2026, 3, 13)
    saturday = friday + timedelta(days=1)
    _entry, ids = add_task(desk, TaskDraft("整理报刊", "serials", friday, term.last), Repeat.WEEKLY)
    before = [row.first for row in queries.tasks(desk.library)]
    undone(desk, lambda: edit_task(desk, ids[0], TaskDraft("整理报刊", "serials", saturday, saturday), to_come=True))
    found = queries.tasks(desk.library)
    assert [row.first for row in found][:2] == [date(2026, 3, 16), date(2026, 3, 23)]
    assert all(row.first == row.last and desk.calendar.is_open(row.first) for row in found)
    assert (len(found), found[-1].first) == (len(before), date(2026, 7, 3))  # after it there is no open day any more


def test_a_series_that_is_renamed_stays_on_its_days_also_where_one_is_closed_by_now(desk: Desk, term: TermRow) -> None:
    ids = weekly(desk)
    days = [row.first for row in queries.tasks(desk.library)]
    close_days(desk, days[1])
    edit_task(desk, ids[0], TaskDraft("查架", "care", days[0], days[0]), to_come=True)
    assert [(row.name, row.first) for row in queries.tasks(desk.library)] == [("查架", day) for day in days]


def test_one_task_of_a_series_is_changed_alone(desk: Desk) -> None:
    ids = weekly(desk)
    edit_task(desk, ids[1], TaskDraft("整理报刊", "serials", date(2026, 3, 16), date(2026, 3, 16)))
    assert [row.name for row in queries.tasks(desk.library)] == ["修补图书", "整理报刊", "修补图书", "修补图书"]


def test_nothing_is_written_where_nothing_differs(desk: Desk) -> None:
    _entry, (task_id,) = add_task(desk, DRAFT)
    assert edit_task(desk, task_id, DRAFT) == 0
    assert set_state(desk, [task_id], TaskState.OPEN) == 0


def test_a_series_whose_first_task_goes_is_known_by_the_next_one(desk: Desk) -> None:
    ids = weekly(desk)
    remove_tasks(desk, [ids[0]])
    assert [row.series for row in queries.tasks(desk.library)] == [None, ids[1], ids[1]]
    assert len(queries.series(desk.library, ids[1])) == 3


def test_what_is_to_come_of_a_series_goes_and_what_is_done_stays(desk: Desk) -> None:
    ids = weekly(desk)
    set_state(desk, [ids[0], ids[2]], TaskState.DONE)
    _entry, count = remove_tasks(desk, [ids[1]], to_come=True)
    assert count == 2
    assert [row.id for row in queries.tasks(desk.library)] == [ids[0], ids[2]]


def test_last_years_plan_is_copied_a_year_on_with_its_series_and_its_aims(desk: Desk, term: TermRow) -> None:
    set_aims(desk, term.id, "以读者为本")
    weekly(desk)
    add_task(desk, DRAFT)
    month = TaskDraft("整理报刊", "serials", date(2026, 6, 1), date(2026, 6, 30))
    add_task(desk, month)
    dropped = add_task(desk, TaskDraft("不做了", "other", DRAFT.first, DRAFT.last))[1]
    set_state(desk, dropped, TaskState.DROPPED)
    calendar_actions.carry_out(desk, yearplan.copy_terms())
    new = calendar_queries.terms(desk.library)[0]
    undone(desk, lambda: copy_last_year(desk, new.id).journal_id)
    copied = queries.tasks(desk.library, date(2027, 1, 1))
    assert [row.first.isoformat() for row in copied][:2] == ["2027-03-08", "2027-03-08"]
    assert {row.state for row in copied} == {"open"}
    assert len({row.series or row.id for row in copied}) == 3
    assert queries.plan(desk.library, new.id).aims == "以读者为本"
    june = copied[-1]
    assert (june.name, june.first, june.last) == ("整理报刊", date(2027, 6, 1), date(2027, 6, 30))
    assert not last_year(desk, new.id).series
    with pytest.raises(errors.NoPlanBefore):
        copy_last_year(desk, new.id)


def test_a_copy_leaves_out_what_stands_in_the_plan_already(desk: Desk, term: TermRow) -> None:
    take_template(desk, term.id, SECOND_TERM[:4])
    calendar_actions.carry_out(desk, yearplan.copy_terms())
    new = calendar_queries.terms(desk.library)[0]
    take_template(desk, new.id, SECOND_TERM[:3])
    taken = copy_last_year(desk, new.id)
    assert (taken.tasks, taken.left_out) == (1, 3)
    names = [row.name for row in queries.tasks(desk.library, new.first)]
    assert len(names) == len(set(names)) == 4


def test_a_task_that_stands_is_made_to_repeat_and_a_repeated_one_to_stop(desk: Desk, term: TermRow) -> None:
    _entry, (task_id,) = add_task(desk, DRAFT)
    often = TaskDraft(DRAFT.name, DRAFT.kind, DRAFT.first, date(2026, 3, 31), DRAFT.who)
    undone(desk, lambda: repeat_task(desk, task_id, often, Repeat.WEEKLY)[0])
    found = queries.series(desk.library, task_id)
    assert [row.first.day for row in found] == [9, 16, 23, 30]
    assert [row.series for row in found] == [None, task_id, task_id, task_id]
    set_state(desk, [found[3].id], TaskState.DONE)
    undone(desk, lambda: end_series(desk, found[1].id)[0])
    assert [row.first.day for row in queries.series(desk.library, task_id)] == [9, 16, 30]
    assert end_series(desk, found[1].id) == (0, 0)


def test_a_task_is_changed_as_it_stops_repeating(desk: Desk) -> None:
    ids = weekly(desk)
    draft = TaskDraft("整理报刊", "serials", date(2026, 3, 16), date(2026, 3, 16))
    undone(desk, lambda: end_series(desk, ids[1], draft)[0])
    assert [row.name for row in queries.tasks(desk.library)] == ["修补图书", "整理报刊"]


def test_a_term_with_aims_is_not_taken_out_and_is_told_so(desk: Desk, term: TermRow) -> None:
    set_aims(desk, term.id, "以读者为本")
    with pytest.raises(errors.PlanOfTerm) as told:
        calendar_actions.preview(desk, yearplan.remove_term(term.id))
    assert "计划目标" in told.value.text()
    with pytest.raises(errors.PlanOfTerm):
        calendar_actions.remove_term(desk, term_id=term.id)
    assert calendar_queries.terms(desk.library) == [term]
    set_aims(desk, term.id, "")
    calendar_actions.remove_term(desk, term_id=term.id)
    assert calendar_queries.terms(desk.library) == []


def test_tasks_stay_in_sight_whatever_becomes_of_their_term(desk: Desk, term: TermRow) -> None:
    for day in (1, 4, 9, 20, 30):
        add_task(desk, TaskDraft("事", "other", date(2026, 3, day), date(2026, 3, day + 1)))
    before = rows(desk)
    edit = yearplan.set_term("第二学期", date(2026, 4, 1), date(2026, 6, 1), term_id=term.id)
    assert calendar_actions.carry_out(desk, edit).tasks == len([row for row in before[0] if row[4] < "2026-04-01"]) == 5
    terms = calendar_queries.terms(desk.library)
    assert len(queries.lines(desk.library, terms, terms[0], desk.today, desk.settings.zone)) == 5
    calendar_actions.remove_term(desk, term_id=term.id)
    assert rows(desk) == before


def test_tasks_of_months_and_of_the_end_go_with_a_term_that_is_shortened(desk: Desk, term: TermRow) -> None:
    calendar_actions.set_term(desk, name="第一学期", first=date(2026, 9, 1), last=date(2027, 1, 20))
    take_template(desk, term.id, SECOND_TERM)
    add_task(desk, TaskDraft("毕业照", "other", date(2026, 6, 24), date(2026, 7, 3)))
    before, count = rows(desk), len(queries.tasks(desk.library))
    edit = yearplan.set_term("第二学期", term.first, date(2026, 6, 30), term_id=term.id)
    done = calendar_actions.carry_out(desk, edit)
    assert (done.tasks, done.followed > 5) == (1, True)
    terms = calendar_queries.terms(desk.library)
    short = next(one for one in terms if one.id == term.id)
    kept = queries.lines(desk.library, terms, short, desk.today, desk.settings.zone)
    assert len(kept) == count - 1
    assert {line.months for line in kept if line.task.name == "教师教辅书籍、教学挂图的回收与整理"} == {(6, 6)}
    assert max(line.task.last for line in kept) == short.last
    undo(desk, done.journal_id)
    assert rows(desk) == before


def test_the_summary_counts_what_is_ticked_off_and_what_the_library_sees(desk: Desk, term: TermRow) -> None:
    for number, state in enumerate((TaskState.DONE, TaskState.DROPPED, TaskState.OPEN)):
        ids = add_task(desk, TaskDraft(f"事{number}", "other", DRAFT.first, DRAFT.last))[1]
        set_state(desk, ids, state)
    add_task(desk, TaskDraft("定计划", "plan", DRAFT.first, DRAFT.last, touches="lessons", goal=1))
    found = queries.done_and_not(desk.library, [term], term, DRAFT.last, desk.settings.zone)
    assert (found.done, found.undone, found.dropped, found.ahead) == (("事0",), ("事2", "定计划"), ("事1",), 0)
    early = queries.done_and_not(desk.library, [term], term, DRAFT.last - timedelta(days=1), desk.settings.zone)
    assert (early.done, early.undone, early.dropped, early.ahead) == (("事0",), (), ("事1",), 2)


def test_an_activity_that_was_held_may_be_another_than_the_task_means(desk: Desk, term: TermRow) -> None:
    with desk.action(Op.EDIT_ACTIVITY) as act:
        day = DRAFT.first.isoformat()
        act.add(Activity, kind="salon", name="教师沙龙", first_day=day, last_day=day, published_day=day)
    of_kind = HELD_OF["salon"], HELD_OF["essays"]
    for touches, goal in (("activities", None), ("activities", 1), *((code, None) for code in of_kind)):
        add_task(desk, TaskDraft("读书活动", "activity", DRAFT.first, DRAFT.last, touches=touches, goal=goal))
    found = queries.lines(desk.library, [term], term, DRAFT.last, desk.settings.zone)
    assert [line.standing for line in found] == [Standing.DUE, Standing.MET, Standing.MET, Standing.DUE]
    assert [line.seen.done for line in found if line.seen is not None] == [1, 1, 1, 0]


def test_a_goal_that_is_reached_needs_no_tick(desk: Desk, term: TermRow) -> None:
    made = add_book(desk, "草房子", copies=3)
    with desk.action(Op.EDIT_COPIES) as act:
        for copy_id in made.copy_ids:
            act.change(Copy, copy_id, entered="2026-03-09", waiting=2 if copy_id == made.copy_ids[2] else 0)
    for goal in (2, 3):
        add_task(desk, TaskDraft(f"贴 {goal}", "books", DRAFT.first, DRAFT.last, touches="labelled", goal=goal))
    lines = queries.lines(desk.library, [term], term, desk.today, desk.settings.zone)
    assert [(line.seen.done, line.seen.left, line.standing) for line in lines if line.seen] == [
        (2, 1, Standing.MET),
        (2, 1, Standing.DUE),
    ]


def test_what_is_done_counts_for_the_month_that_a_task_ends(desk: Desk, term: TermRow) -> None:
    draft = TaskDraft("备份", "plan", date(2026, 3, 1), date(2026, 5, 31), touches="labelled")
    add_task(desk, draft, Repeat.MONTH_END)
    found = [(row.since.isoformat()[5:], row.first.isoformat()[5:]) for row in queries.tasks(desk.library)]
    assert found == [("03-02", "03-31"), ("04-01", "04-30"), ("05-01", "05-29")]
    made = add_book(desk, "草房子", copies=2)
    with desk.action(Op.EDIT_COPIES) as act:
        for copy_id in made.copy_ids:
            act.change(Copy, copy_id, entered="2026-03-09")
    lines = queries.lines(desk.library, [term], term, desk.today, desk.settings.zone)
    assert [line.standing for line in lines] == [Standing.MET, Standing.COMING, Standing.COMING]
