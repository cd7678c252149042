"""What several pages say of one thing is one figure: the recall, the helpers, the loans of a term."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from libdesk.actions.desk import Desk
from libdesk.actions.lending import lend
from libdesk.actions.planning.tasks import TaskDraft, add_task
from libdesk.domain.ops import Op
from libdesk.store.tables import Appointment, Loan
from libdesk.ui.semester.helpers.page import HelpersPage
from libdesk.ui.semester.plan import words
from libdesk.ui.semester.plan.page import PlanPage
from libdesk.ui.semester.term_end.page import TermEndPage
from libdesk.ui.semester.today.page import TodayPage
from tests.builders import Clock, add_book, add_reader
from tests.helpers_made import LAST, make_term
from tests.windows import Seat, seat_at

IN_JUNE = date(2026, 6, 22)


@pytest.fixture
def seat(desk: Desk, clock: Clock, tmp_path: Path, qtbot: QtBot) -> Iterator[Seat]:
    """Two weeks before the end of the second term: of three books one is lent until after the holidays."""
    make_term(desk)
    readers = [add_reader(desk, name, class_no=number).id for number, name in enumerate(("王一", "李雨"), 1)]
    with desk.action(Op.APPOINT_HELPER) as act:
        for reader_id in readers:
            act.add(Appointment, reader_id=reader_id, from_day="2025-09-10", until="2026-01-23")
    clock.advance(days=(IN_JUNE - clock.today).days)
    for title in ("草房子", "城南旧事", "昆虫记"):
        lend(desk, reader_id=readers[0], copy_id=add_book(desk, title).copy_id)
    with desk.action(Op.CHANGE_DUE) as act:
        act.change(Loan, 1, due="2026-09-04")
        for loan_id in (2, 3):
            act.change(Loan, loan_id, due="2026-06-30")
    with seat_at(desk, tmp_path, qtbot) as made:
        yield made


def plan_says(seat: Seat, touches: str) -> str:
    _entry, (task_id,) = add_task(seat.window.desk, TaskDraft(touches, "other", IN_JUNE, LAST, touches=touches))
    page = seat.open("semester_tab", "plan_page")
    assert isinstance(page, PlanPage)
    return next(words.seen(line) for line in page.list.model.rows() if line.task.id == task_id)


def test_what_is_lent_beyond_the_term_is_asked_back_on_no_page(seat: Seat) -> None:
    page = seat.open("semester_tab", "term_end_page")
    assert isinstance(page, TermEndPage)
    assert len(page.recall.loans) == 2
    assert "另有 1 册" in page.recall.state.text()
    today = seat.open("semester_tab", "today_page")
    assert isinstance(today, TodayPage)
    assert next(line.figure for line in today.lines if line.what == "清还") == "2"
    assert plan_says(seat, "recalled").endswith("2")


def test_helpers_of_the_term_before_are_none_of_this_one_on_either_page(seat: Seat) -> None:
    page = seat.open("semester_tab", "helpers_page")
    assert isinstance(page, HelpersPage)
    assert not page.list.list.model.rows()
    assert page.list.classes.text().count("班") == 3  # the word for a class, and two classes
    said = plan_says(seat, "appointed")
    assert "0" in said
    assert said.endswith("2")
    task = next(line for line in seat.window.tabs.current.page.list.model.rows())  # type: ignore[attr-defined]
    assert not task.is_done
