"""What the library sees of tasks: every query runs on an empty and on a full library, and counts what it says."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from libdesk.actions.aids import issuing, stock
from libdesk.actions.desk import Desk
from libdesk.actions.helpers.appointing import renew
from libdesk.actions.helpers.duties import put_on_duty
from libdesk.actions.lending import lend
from libdesk.actions.readers.leaving import leave_readers
from libdesk.actions.repairs.steps import take_step
from libdesk.actions.returning import report_damage
from libdesk.actions.shifts import dismiss
from libdesk.demo import open_demo
from libdesk.domain.aids import MoveKind
from libdesk.domain.ops import Op
from libdesk.domain.repairs import CaseState
from libdesk.domain.rows.aids import AidFields
from libdesk.domain.tasks.sights import SIGHTS, Seen
from libdesk.store.queries import reports
from libdesk.store.queries.plan_sights import Sights
from libdesk.store.tables import (
    Activity,
    AidMove,
    Appointment,
    BestHelper,
    Duty,
    DutySlot,
    Issue,
    Loan,
    Piece,
    Subscription,
    Suggestion,
    Term,
    Training,
)
from libdesk.store.tables import Aid as AidTable
from libdesk.ui.semester.roster.roster import Roster
from tests.builders import TODAY, Clock, add_book, add_reader, make_desk, set_setting
from tests.helpers_made import make_helpers, make_slots, make_term

MONTH = date(2026, 3, 1), date(2026, 3, 31)


def seen(desk: Desk, code: str) -> Seen | None:
    return Sights(desk.library, desk.today, desk.settings.zone).see(code, *MONTH)


@pytest.mark.parametrize("code", SIGHTS)
def test_an_empty_library_has_nothing_done_and_nothing_left(desk: Desk, code: str) -> None:
    found = seen(desk, code)
    assert found is not None
    assert {found.done, found.left} <= {0, None}


def test_a_code_of_another_version_is_passed_over(desk: Desk) -> None:
    assert seen(desk, "flying") is None


def test_every_figure_can_be_read_of_a_whole_school(tmp_path: Path) -> None:
    path = tmp_path / "demo.libdesk"
    open_demo(path, today=TODAY)
    desk = make_desk(path)
    sights = Sights(desk.library, desk.today, desk.settings.zone)
    found = {code: sights.see(code, TODAY - timedelta(days=200), TODAY) for code in SIGHTS}
    for code in ("catalogued", "mended", "recalled", "overdue", "issues", "appointed", "checked", "lent"):
        seen_now = found[code]
        assert seen_now is not None
        assert (seen_now.done or 0) + (seen_now.left or 0) > 0, code
    desk.library.close()


def test_repairs_and_loans_are_counted_as_they_go_on(desk: Desk, clock: Clock) -> None:
    books = add_book(desk, "草房子", copies=3)
    reader = add_reader(desk, "王一").id
    cases = [report_damage(desk, copy_id=copy_id, degree="slight").damage_id for copy_id in books.copy_ids[:2]]
    take_step(desk, cases[:1], CaseState.IN_REPAIR)
    take_step(desk, cases[:1], CaseState.SHELVED)
    lend(desk, reader_id=reader, copy_id=books.copy_ids[2])
    assert seen(desk, "mended") == Seen(1, 1)
    assert seen(desk, "lent") == Seen(1, None)
    assert seen(desk, "recalled") == Seen(0, 1)
    assert seen(desk, "overdue") == Seen(None, 0)
    clock.advance(days=60)
    assert seen(desk, "overdue") == Seen(None, 1)


def test_what_lies_outside_the_days_of_a_task_does_not_count(desk: Desk) -> None:
    with desk.action(Op.EDIT_TRAINING) as act:
        for day in ("2026-02-28", "2026-03-01", "2026-03-31", "2026-04-01"):
            act.add(Training, day=day, topic="排架")
    assert seen(desk, "trained") == Seen(2, None)


def test_helpers_roster_and_the_best_are_seen(desk: Desk) -> None:
    first, second = add_reader(desk, "王一").id, add_reader(desk, "李雨").id
    with desk.action(Op.EDIT_ROSTER) as act:
        term = act.add(Term, name="第二学期", first_day="2026-02-25", last_day="2026-07-05")
        act.add(Appointment, reader_id=first, from_day="2026-03-02")
        slots = [
            act.add(DutySlot, term_id=term, weekday=day, from_time="12:10", to_time="13:30", wanted=1) for day in (0, 1)
        ]
        act.add(Duty, slot_id=slots[0], reader_id=first)
        act.add(Duty, slot_id=slots[1], reader_id=second, weeks="odd")
        act.add(BestHelper, term_id=term, reader_id=first, day="2026-03-20")
    appointed = seen(desk, "appointed")
    assert appointed is not None
    assert appointed.done == 1
    assert seen(desk, "roster") == Seen(1, 1)
    assert seen(desk, "best") == Seen(1, None)


def test_aids_activities_and_suggestions_are_seen(desk: Desk) -> None:
    teacher = add_reader(desk, "李老师", kind="teacher").id
    with desk.action(Op.MOVE_AIDS) as act:
        aid = act.add(AidTable, name="教学挂图", kind="chart", unit="张")
        for kind, quantity, day in (("issued", 10, "2026-03-02"), ("returned", 4, "2026-03-20"),
                                    ("missing", 1, "2026-03-20")):  # fmt: skip
            act.add(AidMove, aid_id=aid, day=day, kind=kind, quantity=quantity, reader_id=teacher)
        act.add(Activity, kind="essays", name="征文", first_day="2026-03-01", last_day="2026-03-20")
        act.add(Activity, kind="story", name="故事", first_day="2026-03-01", last_day="2026-03-05",
                publish_by="2026-03-12")  # fmt: skip
        act.add(Activity, kind="quiz", name="竞赛", first_day="2026-03-01", last_day="2026-03-05", state="dropped",
                publish_by="2026-03-12")  # fmt: skip
        act.add(Suggestion, day="2026-03-01", said="多买漫画")
        act.add(Suggestion, day="2026-03-01", said="延长开放", answer="好", answered_day="2026-03-03")
    assert seen(desk, "aids_out") == Seen(10, None)
    assert seen(desk, "aids_back") == Seen(4, 5)
    assert seen(desk, "activities") == Seen(1, 1)
    assert (seen(desk, "activities:essays"), seen(desk, "activities:quiz")) == (Seen(0, 1), Seen(0, 0))
    assert seen(desk, "published") == Seen(0, 1)
    assert seen(desk, "suggestions") == Seen(1, 1)


def test_the_papers_of_the_holidays_are_those_between_two_terms(desk: Desk) -> None:
    book = add_book(desk, "儿童文学")
    with desk.action(Op.EDIT_SUBSCRIPTION) as act:
        act.add(Term, name="第一学期", first_day="2025-09-01", last_day="2026-01-23")
        act.add(Term, name="第二学期", first_day="2026-02-25", last_day="2026-07-05")
        paper = act.add(
            Subscription, title_id=book.title_id, year=2026, first_day="2026-01-01", last_day="2026-12-31",
            frequency='{"unit":"month"}', numbering="{}", copies=1,
        )  # fmt: skip
        issues = [
            act.add(Issue, subscription_id=paper, seq=seq, number=str(seq), expected=day)
            for seq, day in enumerate(("2026-01-10", "2026-02-01", "2026-02-10", "2026-03-01"))
        ]
        act.add(Piece, issue_id=issues[1], arrived_day="2026-02-26")
    assert seen(desk, "holiday_papers") == Seen(1, 1)
    assert seen(desk, "issues") == Seen(0, seen(desk, "claims").left)  # type: ignore[union-attr]


def test_helpers_whose_appointment_ended_with_their_term_are_none_of_the_next(desk: Desk) -> None:
    spring = make_term(desk)
    ids = [add_reader(desk, name, class_no=number).id for name, number in (("王一", 1), ("李雨", 2))]
    with desk.action(Op.APPOINT_HELPER) as act:
        for reader_id in ids:
            act.add(Appointment, reader_id=reader_id, from_day="2025-09-10", until="2026-01-23")
    assert seen(desk, "appointed") == Seen(0, 2)
    renew(desk, ids[:1], spring)
    assert seen(desk, "appointed") == Seen(1, 1)
    renew(desk, ids, spring)
    assert seen(desk, "appointed") == Seen(2, 0)
    leave_readers(desk, reader_ids=ids[1:])
    assert seen(desk, "appointed") == Seen(1, 0)


def test_a_task_of_the_holidays_asks_for_the_roster_and_the_helpers_of_the_term_that_comes(desk: Desk) -> None:
    make_term(desk, date(2025, 9, 1), date(2026, 1, 23), "第一学期")
    spring = make_term(desk)
    make_slots(desk, spring, 0, 1)
    make_helpers(desk, spring, 2)
    holidays = date(2026, 2, 1), date(2026, 2, 20)
    early = Sights(desk.library, date(2026, 2, 10), desk.settings.zone)
    assert early.see("roster", *holidays) == Seen(0, 2)
    later = Sights(desk.library, TODAY, desk.settings.zone)
    assert later.see("appointed", *holidays) == Seen(2, 0)


def test_what_was_read_in_the_room_is_no_loan_here_either(desk: Desk) -> None:
    reader = add_reader(desk, "王一").id
    for title in ("草房子", "城南旧事", "昆虫记"):
        lend(desk, reader_id=reader, copy_id=add_book(desk, title).copy_id)
    with desk.action(Op.LEND) as act:
        act.change(Loan, desk.library.fetch("SELECT max(id) FROM loan")[0][0], in_house=1)
    assert seen(desk, "lent") == Seen(2, None)
    assert reports.figures(desk.library, *MONTH).loans == 2


def test_only_who_leaves_with_a_final_class_is_counted_as_cleared(desk: Desk, clock: Clock) -> None:
    set_setting(desk, "stages", ["primary"])
    clock.advance(days=(date(2026, 6, 30) - TODAY).days)
    add_reader(desk, "孙三", entry_year=2020)
    gone = [
        add_reader(desk, "王一", entry_year=2020).id, add_reader(desk, "李雨", entry_year=2022).id,
        add_reader(desk, "李老师", kind="teacher").id,
    ]  # fmt: skip
    leave_readers(desk, reader_ids=gone)
    sights = Sights(desk.library, desk.today, desk.settings.zone)
    assert sights.see("leavers", date(2026, 6, 1), date(2026, 6, 30)) == Seen(1, 1)


def test_an_aid_that_is_missing_in_the_library_is_not_brought_back_by_anybody(desk: Desk) -> None:
    teacher = add_reader(desk, "李老师", kind="teacher").id
    aid = stock.add_aid(desk, AidFields("教学挂图", "chart"), opening=50)
    issuing.issue(desk, [teacher], {aid: 10})
    stock.move_stock(desk, aid, MoveKind.MISSING, 4)
    assert seen(desk, "aids_back") == Seen(0, 10)


def test_a_place_of_somebody_who_was_dismissed_or_has_left_is_no_filled_one(desk: Desk, clock: Clock) -> None:
    term = make_term(desk)
    monday, wednesday, friday = make_slots(desk, term, 0, 2, 4, wanted=1)
    helpers = make_helpers(desk, term, 3)
    for slot_id, reader_id in zip((monday, wednesday, friday), helpers, strict=True):
        put_on_duty(desk, slot_id, reader_id)
    assert seen(desk, "roster") == Seen(3, 0)
    dismiss(desk, helpers[0])
    leave_readers(desk, reader_ids=[helpers[1]])
    assert seen(desk, "roster") == Seen(1, 2)
    assert len(Roster.read(desk, term).gone) == 2  # as many as the roster's page names
    clock.advance(days=(term.last - TODAY).days + 10)
    assert Sights(desk.library, desk.today, desk.settings.zone).see("roster", *MONTH) == Seen(1, 2)
