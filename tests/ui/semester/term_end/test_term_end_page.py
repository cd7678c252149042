"""The end of a term on the screen: the recall class by class, and final classes that leave with a certificate."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TypeVar

import pytest
from openpyxl import load_workbook
from PySide6.QtWidgets import QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from libdesk.actions.aids import issuing, stock
from libdesk.actions.calendar import set_term
from libdesk.actions.desk import Actor, Desk
from libdesk.actions.lending import lend
from libdesk.actions.returning import give_back
from libdesk.actions.undo import last_undoable, undo
from libdesk.domain.ops import Role
from libdesk.domain.rows.aids import AidFields, Settled
from libdesk.store.queries.calendar import terms
from libdesk.ui.semester.term_end.page import TermEndPage
from libdesk.ui.widgets.row_table import RowTable
from tests.builders import Clock, add_book, add_reader, add_term, set_setting
from tests.documents.pdf import texts
from tests.ui.surroundings import Kept, at_work, nameless

W = TypeVar("W", bound=QWidget)


def cells(table: RowTable) -> list[list[str]]:
    model = table.model
    return [[str(model.index(row, n).data()) for n in range(model.columnCount())] for row in range(model.rowCount())]


@pytest.fixture
def school(desk: Desk, clock: Clock) -> Desk:
    """Near the end of the second term: a fifth class with two books out, a sixth with one, another brought back."""
    set_setting(desk, "school", "阳光小学")
    set_setting(desk, "stages", ["primary"])
    add_term(desk, date(2026, 2, 25), date(2026, 7, 3), "第二学期")
    clock.advance(days=(date(2026, 6, 15) - clock.today).days)
    fifth = add_reader(desk, "李二", entry_year=2021, class_no=1)
    sixth = [add_reader(desk, name, entry_year=2020, class_no=2) for name in ("王一", "孙三")]
    for title in ("西游记", "红楼梦"):
        lend(desk, copy_id=add_book(desk, title).copy_id, reader_id=fifth.id)
    lend(desk, copy_id=add_book(desk, "三国演义").copy_id, reader_id=sixth[0].id)
    back = add_book(desk, "水浒传").copy_id
    lend(desk, copy_id=back, reader_id=sixth[1].id)
    give_back(desk, copy_id=back)
    return desk


@pytest.fixture
def page(qtbot: QtBot, kept: Kept, school: Desk) -> TermEndPage:
    return at_work(qtbot, kept, TermEndPage(kept.around))


@pytest.fixture
def asked(page: TermEndPage) -> list[tuple[str, Callable[[], bytes]]]:
    found: list[tuple[str, Callable[[], bytes]]] = []
    page.document_asked.connect(lambda title, make: found.append((title, make)))
    return found


def test_each_class_tells_what_is_out_and_how_far_it_is(page: TermEndPage) -> None:
    view = page.recall
    assert "请在6月19日" in view.state.text()
    assert cells(view.classes) == [
        ["五(1)班", "1/1", "2", "", "0", "0%"], ["六(2)班", "1/2", "1", "", "1", "50%"],
    ]  # fmt: skip
    assert (view.bar.value(), view.bar.maximum()) == (1, 4)
    assert [row[1] for row in cells(view.list)] == ["西游记", "红楼梦"]


def test_a_return_at_the_desk_shows_at_once(page: TermEndPage, school: Desk) -> None:
    give_back(school, copy_id=1)
    assert cells(page.recall.classes)[0][2:] == ["1", "", "1", "50%"]


def test_slips_and_lists_are_those_of_the_chosen_classes(
    page: TermEndPage, asked: list[tuple[str, Callable[[], bytes]]]
) -> None:
    page.recall.slips.click()
    page.recall.lists.click()
    (slips,) = texts(asked[0][1]())
    assert "请在6月19日" in slips
    assert all(name in slips for name in ("李二", "王一", "西游记"))
    assert len(texts(asked[1][1]())) == 2  # a page for each class
    page.recall.classes.view.selectAll()
    page.recall.slips.click()
    assert "王一" in texts(asked[2][1]())[0]


def test_in_the_holidays_the_slips_say_that_the_term_is_over(
    page: TermEndPage, asked: list[tuple[str, Callable[[], bytes]]], clock: Clock
) -> None:
    for day, words in ((date(2026, 7, 3), "学期将结束"), (date(2026, 7, 10), "学期已结束")):
        clock.advance(days=(day - clock.today).days)
        page.refresh()
        page.recall.slips.click()
        (slip,) = texts(asked[-1][1]())
        assert words in slip
    assert "6月19日" in slip


def test_the_day_of_recall_moves_with_its_days(page: TermEndPage, school: Desk) -> None:
    page.recall.days.setValue(7)
    assert school.settings.recall_days == 7
    assert "6月26日" in page.recall.state.text()


def test_what_is_out_is_taken_along(page: TermEndPage, tmp_path: Path) -> None:
    page.recall.export_to(tmp_path / "未还.xlsx")
    rows = list(load_workbook(tmp_path / "未还.xlsx").active.values)
    assert [row[:3] for row in rows[1:]] == [
        ("五(1)班", "李二", "西游记"), ("五(1)班", "李二", "红楼梦"), ("六(2)班", "王一", "三国演义"),
    ]  # fmt: skip


def test_who_is_clear_leaves_with_a_certificate_and_the_card_is_closed(
    page: TermEndPage, asked: list[tuple[str, Callable[[], bytes]]], school: Desk
) -> None:
    page.show_leaving(True)
    assert cells(page.leaving.list) == [["六(2)班", "2", "1", "1", "0"]]
    page.leaving.leave.click()
    assert cells(page.leaving.list) == [["六(2)班", "1", "1", "1", "1"]]
    ((title, make),) = asked
    assert title == "清书证明"
    (sheet,) = texts(make())
    assert "六(2)班 孙三" in sheet
    assert "读者证自即日起注销" in sheet
    state = school.library.fetch("SELECT state FROM reader WHERE name = '孙三'")
    assert state == [("left",)]
    entry = last_undoable(school)
    assert entry is not None
    undo(school, entry.id)
    assert cells(page.leaving.list) == [["六(2)班", "2", "1", "1", "0"]]


def child(above: QWidget, kind: type[W], name: str) -> W:
    found = above.findChild(kind, name)
    assert isinstance(found, kind)
    return found


def states(desk: Desk) -> dict[str, str]:
    return dict(desk.library.fetch("SELECT name, state FROM reader"))


def test_before_the_last_weeks_it_is_asked_first_and_the_end_of_the_term_is_told(
    page: TermEndPage, asked: list[tuple[str, Callable[[], bytes]]], school: Desk
) -> None:
    page.show_leaving(True)
    view = page.leaving
    add_reader(school, "周四", entry_year=2020, class_no=3)
    (term,) = terms(school.library)
    set_term(school, name=term.name, first=term.first, last=date(2026, 7, 10), term_id=term.id)
    page.refresh()
    first, other = (row.ref for row in view.list.model.rows())
    view.list.select(first)
    view.leave.click()
    assert view.question.isVisible()
    assert "7月10日" in child(view, QLabel, "final_form_words").text()
    assert not view.leave.isEnabled()
    assert (states(school)["孙三"], asked) == ("active", [])
    view.list.select(other)  # another class is not the one that was asked about
    assert view.question.isHidden()
    view.list.select(first)
    view.leave.click()
    child(view, QPushButton, "final_cancel").click()
    assert (states(school)["孙三"], view.leave.isEnabled()) == ("active", True)
    view.leave.click()
    (answer,) = child(view, QWidget, "final_early").findChildren(QPushButton)
    answer.click()
    assert view.question.isHidden()
    assert (states(school)["孙三"], states(school)["周四"], len(asked)) == ("left", "active", 1)


@pytest.mark.parametrize("day", [date(2026, 6, 20), date(2026, 7, 20)])
def test_in_the_last_weeks_and_in_summer_one_key_is_enough(
    page: TermEndPage, school: Desk, clock: Clock, day: date
) -> None:
    clock.advance(days=(day - clock.today).days)
    page.show_leaving(True)
    page.leaving.leave.click()
    assert page.leaving.question.isHidden()
    assert states(school)["孙三"] == "left"


def test_certificates_are_printed_again_for_those_who_left(
    page: TermEndPage, asked: list[tuple[str, Callable[[], bytes]]]
) -> None:
    page.show_leaving(True)
    assert not page.leaving.print.isEnabled()
    page.leaving.leave.click()
    page.leaving.print.click()
    assert texts(asked[1][1]()) == texts(asked[0][1]())


def test_final_classes_stop_from_a_day_that_is_told(page: TermEndPage, school: Desk) -> None:
    page.show_leaving(True)
    assert "到学期结束" in page.leaving.state.text()
    page.leaving.days.setValue(14)
    assert school.settings.final_days == 14
    assert "6月20日" in page.leaving.state.text()
    assert "365 天" in page.leaving.erasing.text()


def test_without_a_term_it_says_what_to_do(qtbot: QtBot, kept: Kept) -> None:
    page = at_work(qtbot, kept, TermEndPage(kept.around))
    assert "请先在校历中录入学期" in page.recall.state.text()
    page.show_leaving(True)
    assert page.leaving.list.face.isVisible()


def test_it_is_the_librarian_s_and_has_names_for_a_screen_reader(page: TermEndPage, school: Desk) -> None:
    assert nameless(page) == []
    page.show_leaving(True)
    assert nameless(page) == []
    for role in (Role.HELPER, Role.VIEWER):
        school.actor = Actor(role)
        assert not school.allows(page.OP)
        page.role_changed()  # hidden then; it asks the library for nothing


def test_teaching_aids_that_come_back_meanwhile_are_no_longer_out(page: TermEndPage, school: Desk) -> None:
    account = add_reader(school, "六(1)班", kind="class", entry_year=2020, class_no=1).id
    charts = stock.add_aid(school, AidFields("挂图", "chart", "张", None, None, "", None, None, None, ""), opening=5)
    issuing.issue(school, [account], {charts: 2})
    page.show_leaving(True)
    assert page.leaving.list.model.rows()[0].out == 2
    issuing.settle(school, account, [Settled(charts, 2, 0, 0)])
    assert page.leaving.list.model.rows()[0].out == 0
