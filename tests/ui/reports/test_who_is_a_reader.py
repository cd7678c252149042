"""Whom the reports count: persons, also those who left since; the account of a class has loans and is nobody."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from openpyxl import load_workbook
from pytestqt.qtbot import QtBot

from libdesk.actions.desk import Desk
from libdesk.actions.lending import lend
from libdesk.actions.readers.erase import erase_readers
from libdesk.actions.readers.leaving import leave_readers
from libdesk.actions.returning import give_back
from libdesk.domain.progress import Progress
from libdesk.domain.reports.tables import ReportKind
from libdesk.domain.rows.reports import Period
from libdesk.store.queries import reports
from libdesk.ui.reports.further_page import FurtherReportsPage
from libdesk.ui.reports.lending_page import LendingReportPage
from libdesk.ui.reports.readers_here import school_size
from libdesk.ui.reports.tables.making import make_table
from libdesk.ui.reports.yearly import sheet_of
from tests.builders import TODAY, Clock, add_book, add_reader
from tests.ui.surroundings import Kept, at_work

MARCH = Period("三月", date(2026, 3, 1), date(2026, 3, 31))
LATER = Period("五月", date(2026, 5, 1), date(2026, 5, 31))


def lent(desk: Desk, reader_id: int, copies: int = 1) -> tuple[int, ...]:
    book = add_book(desk, f"书{reader_id}", copies=copies)
    for copy_id in book.copy_ids:
        lend(desk, copy_id=copy_id, reader_id=reader_id)
    return book.copy_ids


@pytest.fixture
def staffed(desk: Desk, clock: Clock) -> int:
    """Two teachers borrow in March; the one with three loans leaves in it, months ago by now. Gives her number."""
    leaver, other = (add_reader(desk, name, kind="teacher") for name in ("王老师", "李老师"))
    copies = lent(desk, leaver.id, 3)
    lent(desk, other.id)
    clock.advance(days=7)
    for copy_id in copies:
        give_back(desk, copy_id=copy_id)
    leave_readers(desk, reader_ids=[leaver.id])
    clock.advance(days=100)
    return leaver.id


def kinds(desk: Desk, period: Period) -> dict[str, tuple[object, ...]]:
    return {row[0]: row[1:] for row in make_table(desk, ReportKind.READER_KINDS, period).rows}


def test_a_teacher_who_left_since_was_a_reader_of_the_time_in_which_she_was_here(desk: Desk, staffed: int) -> None:
    assert kinds(desk, MARCH) == {"教师": (4, 2, 2, 2.0)}
    assert kinds(desk, LATER) == {"教师": (0, 1, 0, 0.0)}
    (row,) = make_table(desk, ReportKind.READERS, MARCH).rows
    assert row[1:] == (2, 2, 100.0, 4, 2.0)
    assert school_size(desk, TODAY + timedelta(days=1)).staff == 2
    assert school_size(desk, TODAY + timedelta(days=30)).staff == 1


def test_a_teacher_who_is_erased_counts_in_the_time_of_her_loans(desk: Desk, staffed: int) -> None:
    erase_readers(desk, reader_ids=[staffed])
    assert kinds(desk, MARCH) == {"教师": (4, 2, 2, 2.0)}
    assert kinds(desk, LATER) == {"教师": (0, 1, 0, 0.0)}


@pytest.fixture
def boxes(desk: Desk) -> Desk:
    """A pupil has one book, the account of the class two, that of a department one."""
    for name, kind, copies in (("王一", "pupil", 1), ("四(3)班", "class", 2), ("语文组", "department", 1)):
        lent(desk, add_reader(desk, name, kind=kind).id, copies)
    return desk


def test_what_is_lent_to_accounts_counts_as_loans_and_they_as_no_readers(boxes: Desk) -> None:
    done = reports.figures(boxes.library, MARCH.first, MARCH.last)
    assert (done.loans, done.readers) == (4, 1)
    assert {row[0]: row[1:4] for row in make_table(boxes, ReportKind.READER_KINDS, MARCH).rows} == {
        "学生": (1, 1, 1), "班级": (2, None, None), "部门": (1, None, None),
    }  # fmt: skip
    (month,) = make_table(boxes, ReportKind.MONTHS, MARCH).rows
    assert month[1:3] == (4, 1)
    readers = make_table(boxes, ReportKind.READERS, MARCH)
    assert readers.sums is not None
    assert readers.sums[1:3] == (1, 1)
    assert [row[1:] for row in readers.rows if "班级" in row[0]] == [(None, None, None, 2, None)]
    sheet = sheet_of(boxes, MARCH, Progress())
    values = {line.name: line.value for part in sheet.sections for line in part.lines}
    assert (values["借书册数"], values["借书人数"]) == (4, 1)
    assert "账户不算读者" in sheet.period


@pytest.mark.parametrize("kind", [ReportKind.MONTHS, ReportKind.READER_KINDS, ReportKind.READERS])
def test_the_line_of_formulas_says_so(qtbot: QtBot, kept: Kept, boxes: Desk, kind: ReportKind) -> None:
    page = at_work(qtbot, kept, FurtherReportsPage(kept.around))
    page.show_kind(kind)
    assert "账户不算读者" in page.foot.text()


def test_the_account_of_a_class_has_its_line_in_the_lending_report_without_readers(
    qtbot: QtBot, kept: Kept, boxes: Desk, tmp_path: Path
) -> None:
    page = at_work(qtbot, kept, LendingReportPage(kept.around), height=520)
    model = page.classes.model
    rows = [[str(model.index(row, n).data()) for n in range(5)] for row in range(model.rowCount())]
    assert rows == [
        ["四(3)班 班级", "2", "–", "–", "–"], ["四(3)班", "1", "1", "1", "1.00"], ["部门", "1", "–", "–", "–"],
    ]  # fmt: skip
    assert "账户不算读者" in page.foot.text()
    page.export_to(tmp_path / "借阅.xlsx")
    saved = list(load_workbook(tmp_path / "借阅.xlsx").active.values)
    assert saved[1][1:] == (2, None, None, None)
