"""Further reports on the screen: every kind for a period, its formulas, a file, a paper; names for librarians alone."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from libdesk.actions.desk import Actor, Desk
from libdesk.actions.house_use import count_use
from libdesk.actions.lending import lend
from libdesk.actions.readers.erase import erase_readers
from libdesk.actions.readers.leaving import leave_readers
from libdesk.actions.repairs.steps import take_step
from libdesk.actions.returning import give_back, report_damage
from libdesk.domain.errors import NotAllowed
from libdesk.domain.ops import Op, Role
from libdesk.domain.repairs import CaseState
from libdesk.domain.reports.tables import NAMES_PERSONS, Measured, Of, ReportKind
from libdesk.domain.rows.reports import Period
from libdesk.store.queries import catalogue
from libdesk.store.tables import Activity, HouseUse, Visit
from libdesk.ui.reports.further_page import FurtherReportsPage
from libdesk.ui.reports.tables.making import make_table
from tests.actions.cataloguing.stock import change_title
from tests.builders import TODAY, Clock, add_book, add_reader, as_librarian, change_copy
from tests.documents.pdf import texts
from tests.helpers_made import add_shift
from tests.ui.surroundings import Kept, at_work, nameless

PERIOD = Period("本月", date(2026, 3, 1), TODAY)


@pytest.fixture
def school(desk: Desk) -> Desk:
    novel = add_book(desk, "西游记", copies=2)
    change_title(desk, novel.title_id, class_no="I242.4")
    pupil = add_reader(desk, "王一")
    add_reader(desk, "李二")
    lend(desk, copy_id=novel.copy_id, reader_id=pupil.id)
    return desk


@pytest.fixture
def page(qtbot: QtBot, kept: Kept, school: Desk) -> FurtherReportsPage:
    return at_work(qtbot, kept, FurtherReportsPage(kept.around))


@pytest.mark.parametrize("kind", ReportKind)
def test_every_report_is_shown_and_an_empty_library_has_it_too(
    qtbot: QtBot, kept: Kept, kind: ReportKind, tmp_path: Path
) -> None:
    desk = kept.around.desk
    make_table(desk, kind, PERIOD)
    lend(desk, copy_id=add_book(desk, "西游记").copy_id, reader_id=add_reader(desk, "王一").id)
    page = at_work(qtbot, kept, FurtherReportsPage(kept.around))
    page.show_kind(kind)
    assert page.table is not None
    assert len(page.lists[kind].model.rows()) == len(page.table.rows)
    assert nameless(page) == []


def test_a_rate_stands_beside_its_formula(page: FurtherReportsPage) -> None:
    page.show_kind(ReportKind.PER_PUPIL)
    assert page.table is not None
    rows = {row[0]: row[1:] for row in page.table.rows}
    assert rows["生均册数"] == (Measured(1.0, Of.RATE), "册数 ÷ 学生数", "2 ÷ 2")
    assert rows["学生借书率"] == (Measured(50.0, Of.SHARE), "借书学生数 ÷ 学生数 × 100", "1 ÷ 2")
    page.show_kind(ReportKind.READERS)
    assert "借书率 = 借书人数 ÷" in page.foot.text()


def test_the_period_counts(page: FurtherReportsPage) -> None:
    page.show_kind(ReportKind.SUBJECTS)
    assert [row[:3] for row in page.table.rows] == [("I 文学", "图书", 1)]  # type: ignore[union-attr]
    page.period.setCurrentIndex(next(n for n in range(page.period.count()) if "2026年2月" in page.period.itemText(n)))
    page.refresh()
    assert page.table is not None
    assert page.table.rows == ()
    assert not page.export.isEnabled()


def test_it_goes_to_a_file_with_its_sums(page: FurtherReportsPage, tmp_path: Path) -> None:
    page.show_kind(ReportKind.READER_KINDS)
    page.export_to(tmp_path / "读者.xlsx")
    rows = list(load_workbook(tmp_path / "读者.xlsx").active.values)
    assert rows[0] == tuple(
        page.lists[ReportKind.READER_KINDS].model.headerData(n, Qt.Orientation.Horizontal) for n in range(5)
    )
    assert rows[1][1:] == (1, 2, 1, 0.5)


def test_it_goes_to_paper_with_its_formula(page: FurtherReportsPage) -> None:
    asked: list[tuple[str, Callable[[], bytes]]] = []
    page.document_asked.connect(lambda title, make: asked.append((title, make)))
    page.show_kind(ReportKind.HOLDINGS)
    page.print.click()
    (whole,) = texts(asked[0][1]())  # a short table stands below its chart
    assert whole.count("I 文学") == 2
    assert "占比 = 该类册数 ÷ 总册数 × 100" in whole
    page.show_kind(ReportKind.PER_PUPIL)
    page.print.click()
    assert len(texts(asked[1][1]())) == 1  # no page for a chart that is not there


def test_what_takes_longer_is_read_beside_the_window(
    qtbot: QtBot, page: FurtherReportsPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(catalogue, "MOMENT", 1)
    page.table = None
    page.show_kind(ReportKind.MONTHS)
    assert page.running.isVisible()
    assert not page.export.isEnabled()
    qtbot.waitUntil(lambda: page.table is not None)
    assert not page.running.isVisible()
    assert page.export.isEnabled()


def test_a_long_reading_is_stopped_by_its_button(page: FurtherReportsPage, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(catalogue, "MOMENT", 1)
    page.show_kind(ReportKind.SUBJECTS)
    page.running.stop.click()
    assert not page.running.isVisible()
    assert "已停止" in page.shown.face.accessibleName()


def test_reports_that_name_readers_are_not_the_leaders(page: FurtherReportsPage, school: Desk) -> None:
    school.actor = Actor(Role.VIEWER)
    page.role_changed()
    offered = {page.kind.itemData(n) for n in range(page.kind.count())}
    assert offered == set(ReportKind) - NAMES_PERSONS
    for kind in NAMES_PERSONS:
        with pytest.raises(NotAllowed):
            make_table(school, kind, PERIOD)
    school.actor = Actor(Role.HELPER)
    with pytest.raises(NotAllowed):
        make_table(school, ReportKind.MONTHS, PERIOD)


def test_a_shift_that_nobody_signed_off_counts_no_longer_than_a_shift_may(page: FurtherReportsPage) -> None:
    helper = add_reader(page.desk, "周小红", helper=True).id
    add_shift(page.desk, helper, page.desk.now() - 40 * 3_600_000, minutes=39 * 60)
    page.show_kind(ReportKind.HELPERS)
    assert page.table is not None
    assert [row[2:5] for row in page.table.rows] == [(0, 1, 3.0)]


def test_no_share_passes_the_whole_after_who_borrowed_has_left(page: FurtherReportsPage) -> None:
    """The sheet of a year is printed when its final class has gone."""
    ((reader, copy),) = page.desk.library.fetch("SELECT reader_id, copy_id FROM loan")
    give_back(page.desk, copy_id=copy)
    leave_readers(page.desk, reader_ids=[reader])
    page.show_kind(ReportKind.PER_PUPIL)
    assert page.table is not None
    figures = {row[0]: row[1] for row in page.table.rows}
    assert figures["学生借书率"] == Measured(50.0, Of.SHARE)
    assert figures["生均册数"] == Measured(2.0, Of.RATE)  # the holdings of today, for the pupils of today
    page.show_kind(ReportKind.READERS)
    assert page.table is not None
    assert [row[1:4] for row in page.table.rows] == [(2, 1, 50.0)]


def test_the_holdings_of_a_month_that_is_over_are_those_of_its_last_day(page: FurtherReportsPage) -> None:
    change_copy(page.desk, 1, entered="2026-03-02")
    page.show_kind(ReportKind.HOLDINGS)
    assert page.table is not None
    assert page.table.rows[0][2] == 2
    page.period.setCurrentIndex(next(n for n in range(page.period.count()) if "2026年2月" in page.period.itemText(n)))
    page.refresh()
    assert page.table.rows[0][2] == 1
    assert "2026年2月28日" in page.foot.text()


def test_an_activity_keeps_its_name_on_paper(page: FurtherReportsPage) -> None:
    name = "“我喜欢的一本书”全校读书征文与演讲比赛活动"
    with as_librarian(page.desk).action(Op.COUNT_VISITS) as act:
        act.add(Activity, kind="essay", name=name, first_day="2026-03-01", last_day="2026-03-20", state="planned")
    asked: list[Callable[[], bytes]] = []
    page.document_asked.connect(lambda _title, make: asked.append(make))
    page.show_kind(ReportKind.ACTIVITIES)
    page.print.click()
    assert name in "".join(texts(asked[0]())[0].split())


def test_the_reading_profile_tells_what_each_grade_and_class_reads_and_names_nobody(page: FurtherReportsPage) -> None:
    page.show_kind(ReportKind.READING_PROFILE)
    assert page.table is not None
    whole, grade, one = page.table.rows
    assert (whole[0], grade[0], one[0]) == ("全校", "四年级", "四(3)班")
    assert whole[1:5] == (2, 0.5, 100.0, "I 文学 100%"), "one loan in seven months is little"
    assert whole[7:] == ("周一 100%", "3月 100%")
    assert page.table.chart is not None
    assert [one.values for one in page.table.chart.series] == [(100.0,), (0.0,)]
    assert "读得少＝" in page.foot.text()
    assert not any("王一" in str(cell) for row in page.table.rows for cell in row)


def test_a_column_in_which_nothing_stands_is_not_printed(page: FurtherReportsPage) -> None:
    asked: list[Callable[[], bytes]] = []
    page.document_asked.connect(lambda _title, make: asked.append(make))
    page.show_kind(ReportKind.READING_PROFILE)
    page.print.click()
    words = "".join(texts(asked[0]()))
    assert "读得最多的类" in words
    assert words.count("适合本年级") == 1, "in the line of formulas: no record says for which grades a book is"


def test_a_month_without_a_visit_counts_its_open_days(page: FurtherReportsPage) -> None:
    with as_librarian(page.desk).action(Op.COUNT_VISITS) as act:
        act.add(Visit, day="2025-12-08", how="tally", people=40)
        act.add(Visit, day="2026-03-02", how="tally", people=20)
    page.show_kind(ReportKind.VISITS)
    assert page.table is not None
    rows = {row[0]: row[1:3] for row in page.table.rows}
    assert list(rows) == ["2025年12月", "2026年1月", "2026年2月", "2026年3月"]
    visits, days = rows["2026年1月"]
    assert visits == 0
    assert days > 0
    all_days = sum(of for _count, of in rows.values())
    assert f"本期日均{60 / all_days:.2f}人次" in page.foot.text()


def test_titles_with_as_many_loans_share_a_rank(page: FurtherReportsPage) -> None:
    for title in ("昆虫记", "城南旧事"):
        lend(page.desk, copy_id=add_book(page.desk, title).copy_id, reader_id=2)
    page.show_kind(ReportKind.POPULAR)
    assert page.table is not None
    assert [row[0] for row in page.table.rows] == [1, 1, 1]


def test_the_helpers_of_an_earlier_term_are_told_with_the_classes_of_then_and_who_was_erased_counts(
    school: Desk, clock: Clock
) -> None:
    _one, other = (add_reader(school, name, helper=True).id for name in ("周小红", "吴六"))
    add_shift(school, other, school.now() - 3_600_000)
    clock.advance(days=182)
    leave_readers(school, reader_ids=[other])
    erase_readers(school, reader_ids=[other])
    rows = make_table(school, ReportKind.HELPERS, PERIOD).rows
    assert sorted((row[0], row[1], row[3]) for row in rows) == [
        ("周小红", "四(3)班", 0),
        ("（资料已清除）", "四(3)班", 1),
    ]


def test_the_mean_of_visits_counts_open_days_since_visits_are_counted(page: FurtherReportsPage) -> None:
    count_use(page.desk, copy_id=2)
    with as_librarian(page.desk).action(Op.COUNT_VISITS) as act:
        act.change(HouseUse, 1, used_day="2025-12-08")
        act.add(Visit, day="2026-03-03", how="tally", people=50)
    page.show_kind(ReportKind.VISITS)
    assert page.table is not None
    (december, march) = page.table.rows
    assert december == ("2025年12月", None, None, None, 1), "how many came then, nobody knows"
    days = page.desk.calendar.open_days_between(date(2026, 3, 2), TODAY)
    assert march[:4] == ("2026年3月", 50, days, 50 / days)
    assert f"本期日均{50 / days:.2f}人次" in page.foot.text()
    assert "到馆人次自2026年3月3日起统计" in page.foot.text()
    assert page.table.chart is not None
    assert page.table.chart.labels == ("2026年3月",)


def test_everything_since_the_beginning_tells_its_days(page: FurtherReportsPage, tmp_path: Path) -> None:
    with as_librarian(page.desk).action(Op.COUNT_VISITS) as act:
        act.add(Activity, kind="essay", name="征文", first_day="2025-11-01", last_day="2025-11-20", state="planned")
    page.period.setCurrentIndex(page.period.findText("开馆以来"))
    asked: list[Callable[[], bytes]] = []
    page.document_asked.connect(lambda _title, make: asked.append(make))
    for kind, days in (
        (ReportKind.READER_KINDS, "开馆以来 2026年3月9日"),
        (ReportKind.ACTIVITIES, "开馆以来 2025年11月1日 – 2026年3月9日"),
    ):
        page.show_kind(kind)
        page.print.click()
        assert days in " ".join(texts(asked[-1]())[0].split())
        page.export_to(tmp_path / "报表.xlsx")
        cells = [str(row[0]) for row in load_workbook(tmp_path / "报表.xlsx").active.values]
        assert days in " ".join(" ".join(cells).split())
        assert days in " ".join(page.file_name().split())


def test_a_book_read_in_the_room_alone_was_lent_to_nobody(page: FurtherReportsPage) -> None:
    lend(page.desk, copy_id=add_book(page.desk, "昆虫记").copy_id, reader_id=2, in_house=True)
    page.show_kind(ReportKind.NEVER)
    assert page.table is not None
    assert [row[0] for row in page.table.rows] == ["昆虫记"]


def test_a_case_that_was_dropped_is_no_damage_but_its_cost_counts(page: FurtherReportsPage) -> None:
    copies = add_book(page.desk, "昆虫记", copies=3).copy_ids
    _stays, dropped, paid = (
        report_damage(page.desk, copy_id=copy, degree="slight", kind=kind).damage_id
        for copy, kind in zip(copies, ("water", "water", "torn"), strict=True)
    )
    take_step(page.desk, [dropped], CaseState.DROPPED)
    page.show_kind(ReportKind.REPAIRS)
    assert page.table is not None
    assert [row[1:] for row in page.table.rows] == [(1, 0, 0, 1, 0), (1, 0, 0, 1, 0)]
    take_step(page.desk, [paid], CaseState.DROPPED, cost_fen=300)
    page.refresh()
    assert [row[1:] for row in page.table.rows] == [(1, 0, 0, 1, 0), (0, 0, 0, 0, 300)]
