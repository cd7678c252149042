"""Pages to publish: ticked, looked ahead, written by one button, stopped, and what stands against it in words."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from libdesk.actions.aids.new_box import new_box
from libdesk.actions.desk import Desk
from libdesk.actions.lending import lend
from libdesk.actions.service.book_lists import ListForm, keep_list
from libdesk.actions.service.records import AnnouncementForm, SuggestionForm, keep_announcement, keep_suggestion
from libdesk.actions.settings import change_settings
from libdesk.domain.challenges import Challenge, Measure
from libdesk.domain.hours import Span
from libdesk.domain.ops import Op
from libdesk.domain.rows.site import SitePart
from libdesk.domain.week_hours import week_lines
from libdesk.store.queries.activities import entrants
from libdesk.store.tables import Activity, Entrant
from libdesk.ui.semester.publish.page import PublishPage
from libdesk.ui.semester.publish.reading import counts, site_of
from tests.builders import TODAY, Clock, add_book, add_reader, change_copy, close_days
from tests.ui.readers.hands import press, sees
from tests.ui.surroundings import Kept, at_work, nameless


@pytest.fixture
def page(qtbot: QtBot, kept: Kept) -> PublishPage:
    return at_work(qtbot, kept, PublishPage(kept.around), height=460)


def contest(desk: Desk, *, published: bool = True) -> int:
    """An essay contest of last week with a pupil, a teacher and a class among the prizes."""
    pupil = add_reader(desk, "欧阳琪琪", entry_year=2023, class_no=1)
    teacher = add_reader(desk, "王芳", kind="teacher")
    none = add_reader(desk, "赵六", entry_year=2023, class_no=1)
    with desk.action(Op.EDIT_ACTIVITY) as act:
        day = (TODAY - timedelta(days=7)).isoformat()
        made = act.add(Activity, kind="essays", name="征文比赛", first_day=day, last_day=day,
                       published_day=TODAY.isoformat() if published else None)  # fmt: skip
        act.add(Entrant, activity_id=made, reader_id=pupil.id, kind="reader", stage="primary", entry_year=2023,
                class_no=1, work="我的书", rank=1, prize="first")  # fmt: skip
        act.add(Entrant, activity_id=made, reader_id=teacher.id, kind="reader", rank=2, prize="second")
        act.add(Entrant, activity_id=made, kind="group", name="五(3)班合唱队", rank=3, prize="second")
        act.add(
            Entrant, activity_id=made, reader_id=none.id, kind="reader", stage="primary", entry_year=2023, class_no=1
        )
    return made


def wait(qtbot: QtBot, page: PublishPage) -> str:
    """Publish and wait for the end; gives what is told."""
    page.publish()
    qtbot.waitUntil(lambda: not page.job.running)
    return page.foot.words.text()


def all_words(folder: Path) -> str:
    return "".join(path.read_text("utf-8") for path in sorted(folder.rglob("*")) if path.is_file())


def test_one_button_writes_the_site_and_this_pc_remembers_where(
    page: PublishPage, desk: Desk, kept: Kept, qtbot: QtBot, tmp_path: Path
) -> None:
    add_book(desk, "草房子", call_no="I287.45/1", author="曹文轩")
    keep_announcement(desk, AnnouncementForm("世界读书日", "共读一小时", TODAY))
    site = tmp_path / "site"
    site.mkdir()
    assert not sees(page, "import_start")
    page.choose_folder(site)
    assert page.where.text() == f"网页会写到{site}。"
    assert "馆藏目录（可查询）  ·  1 种" in page.ticks[SitePart.CATALOGUE].text()
    assert f"已写到{site}" in wait(qtbot, page)
    assert "草房子" in all_words(site)
    assert "共读一小时" in all_words(site)
    again = at_work(qtbot, kept, PublishPage(kept.around))
    assert again.folder.text() == str(site)
    assert again.last.text() == "上次发布：2026年3月9日 周一 10:00。"
    assert again.where.text() == f"会换掉{site}里原来的网页。"


def test_no_loan_and_no_name_is_published_but_as_the_school_shows_names(desk: Desk, tmp_path: Path) -> None:
    reader = add_reader(desk, "赵借书", entry_year=2023, class_no=1)
    book = add_book(desk, "草房子", copies=2)
    lend(desk, copy_id=book.copy_id, reader_id=reader.id)
    keep_suggestion(desk, SuggestionForm(TODAY, "雨天开放", reader.id, "下周起", True))
    contest(desk)
    from libdesk.exchange.site.folder import publish

    told = {}
    for how in ("full", "surname", "none"):
        change_settings(desk, names_shown=how)
        folder = tmp_path / how
        folder.mkdir()
        publish(folder, site_of(desk, SitePart))
        told[how] = all_words(folder)
        assert "赵借书" not in told[how]
        assert "赵六" not in told[how]
        assert "赵同学" not in told[how]
        assert "五(3)班合唱队" in told[how]
        assert "一等奖" in told[how]
        assert ">first<" not in told[how]
        assert "3月23日" not in told[how]  # the due date
    assert "三(1)班 欧阳琪琪" in told["full"]
    assert "王芳" in told["full"]
    assert "欧阳琪琪" not in told["surname"]
    assert "三(1)班 欧阳同学" in told["surname"]
    assert "王老师" in told["surname"]
    assert "欧阳" not in told["none"]
    assert "王" not in told["none"].replace("王国", "")
    [title] = site_of(desk, SitePart).titles
    assert (title.on_shelf, title.copies) == (1, 2)


def test_results_wait_until_they_are_published(page: PublishPage, desk: Desk) -> None:
    contest(desk, published=False)
    [activity] = site_of(desk, SitePart).activities
    assert activity.results == ()
    page.refresh()
    assert "1 项活动的结果" in page.warn.text()
    page.ticks[SitePart.ACTIVITIES].setChecked(False)
    assert "结果" not in page.warn.text()


def test_prizes_are_named_and_without_any_the_first_places_are_told(desk: Desk) -> None:
    activity_id = contest(desk)
    [told] = site_of(desk, SitePart).activities
    assert told.kind == "征文"
    assert [one.result for one in told.results] == ["一等奖", "二等奖", "二等奖"]
    with desk.action(Op.ENTER_RESULTS) as act:
        for row in entrants(desk.library, activity_id):
            act.change(Entrant, row.id, prize=None)
    [told] = site_of(desk, SitePart).activities
    assert [one.result for one in told.results] == ["第1名", "第2名", "第3名"]


def test_a_published_challenge_ranks_those_who_read_most_by_its_rule(desk: Desk, clock: Clock) -> None:
    readers = [add_reader(desk, name, entry_year=2023, class_no=1).id for name in ("欧阳琪琪", "李雨", "赵六")]
    for reader_id, name in ((readers[0], "草房子"), (readers[1], "根鸟"), (readers[1], "青铜葵花")):
        lend(desk, copy_id=add_book(desk, name).copy_id, reader_id=reader_id)
    clock.advance(days=3)
    rule = Challenge(TODAY, TODAY, Measure.LOANS)
    change_settings(desk, names_shown="surname")
    with desk.action(Op.EDIT_ACTIVITY) as act:
        day = TODAY.isoformat()
        act.add(Activity, kind="star", name="阅读之星", first_day=day, last_day=day, challenge=rule.written(),
                published_day=day)  # fmt: skip
    [told] = site_of(desk, SitePart).activities
    assert [one.who for one in told.results] == ["三(1)班 李同学", "三(1)班 欧阳同学"]
    assert told.rule == rule.rule()


def test_what_is_withdrawn_lost_or_being_prepared_is_not_said_to_be_there(desk: Desk) -> None:
    gone, lost, new = (add_book(desk, name).copy_id for name in ("旧书", "丢书", "新书"))
    change_copy(desk, gone, status="withdrawn")
    change_copy(desk, lost, status="lost")
    change_copy(desk, new, waiting=7)
    assert [(title.name, title.on_shelf) for title in site_of(desk, SitePart).titles] == [("新书", 0)]


def test_a_box_of_books_is_no_title_of_the_catalogue(page: PublishPage, desk: Desk) -> None:
    add_book(desk, "草房子")
    new_box(desk, "书箱 1")
    page.refresh()
    assert "1 种" in page.ticks[SitePart.CATALOGUE].text()
    assert counts(desk)[SitePart.CATALOGUE] == 1
    assert [title.name for title in site_of(desk, SitePart).titles] == ["草房子"]


def test_only_lists_and_answers_that_are_to_be_published_are(desk: Desk) -> None:
    book = add_book(desk, "草房子").title_id
    keep_list(desk, ListForm("给大家", shown=True), None, [book])
    keep_list(desk, ListForm("自己看", shown=False), None, [book])
    keep_list(desk, ListForm("空的", shown=True))
    keep_suggestion(desk, SuggestionForm(TODAY, "甲", None, "好", True))
    keep_suggestion(desk, SuggestionForm(TODAY, "乙", None, "不公开", False))
    keep_suggestion(desk, SuggestionForm(TODAY, "丙", None, "", True))
    site = site_of(desk, SitePart)
    assert [one.name for one in site.lists] == ["给大家"]
    assert [one.said for one in site.answers] == ["甲"]


def test_what_is_ticked_is_remembered_and_nothing_ticked_cannot_be_written(
    page: PublishPage, kept: Kept, qtbot: QtBot, tmp_path: Path
) -> None:
    page.choose_folder(tmp_path)
    for tick in page.ticks.values():
        tick.setChecked(False)
    assert not sees(page, "import_start")
    page.ticks[SitePart.NOTICES].setChecked(True)
    assert sees(page, "import_start")
    again = at_work(qtbot, kept, PublishPage(kept.around))
    assert again.parts == {SitePart.NOTICES}


def test_a_stick_that_is_not_there_is_told_before_and_after(page: PublishPage, qtbot: QtBot, tmp_path: Path) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    page.choose_folder(stick)
    stick.rmdir()
    assert "没有找到" in wait(qtbot, page)
    page.refresh()
    assert "没有找到" in page.where.text()
    assert page.where.property("role") == "bad"


def test_a_folder_with_other_files_keeps_them(page: PublishPage, qtbot: QtBot, tmp_path: Path) -> None:
    folder = tmp_path / "share"
    (folder / "library").mkdir(parents=True)
    (folder / "library" / "照片.jpg").write_bytes(b"x")
    page.choose_folder(folder)
    assert "一个也没有动" in page.where.text()
    assert not sees(page, "import_start")
    assert [path.name for path in folder.rglob("*")] == ["library", "照片.jpg"]


def test_it_is_stopped_and_nothing_is_changed(page: PublishPage, desk: Desk, qtbot: QtBot, tmp_path: Path) -> None:
    add_book(desk, "草房子")
    site = tmp_path / "site"
    site.mkdir()
    page.choose_folder(site)
    page.publish()
    page.job.stop()
    qtbot.waitUntil(lambda: not page.job.running)
    assert list(site.iterdir()) == []
    assert "停" in page.foot.words.text()


def test_what_was_written_is_opened_or_it_is_said_why_not(
    page: PublishPage, kept: Kept, qtbot: QtBot, tmp_path: Path
) -> None:
    assert not sees(page, "publish_open")
    site = tmp_path / "site"
    site.mkdir()
    page.choose_folder(site)
    wait(qtbot, page)
    (site / "index.html").unlink()
    press(page, "publish_open")
    assert "打不开" in kept.said[-1]


def test_equal_weekdays_stand_together() -> None:
    spans = [Span(day, 730, 810, "午间") for day in (0, 1, 2, 4)] + [Span(day, 960, 1050) for day in (0, 1, 2)]
    assert week_lines(spans) == [("周一至周三", "午间 12:10–13:30，16:00–17:30"), ("周五", "午间 12:10–13:30")]
    assert week_lines([]) == []


def test_a_holiday_to_come_is_told_in_one_line(desk: Desk) -> None:
    close_days(desk, *(date(2026, 4, day) for day in (4, 5, 6)), name="清明节")
    close_days(desk, date(2026, 3, 1), date(2026, 9, 1), name="另一天")
    assert site_of(desk, SitePart).days == (("4月4日 周六 – 4月6日 周一", "闭馆（清明节）"),)


def test_everything_has_a_name(page: PublishPage, tmp_path: Path) -> None:
    page.choose_folder(tmp_path)
    assert nameless(page) == []
