"""The summary of a term: drafted, edited, drafted anew, thrown away, each in one step that F8 takes back."""

from datetime import date

import pytest

from libdesk.actions.calendar import remove_term
from libdesk.actions.desk import Desk
from libdesk.actions.leaders import summaries as actions
from libdesk.actions.leaders.errors import ChapterUnnamed, EntryGone
from libdesk.actions.planning.errors import PlanOfTerm
from libdesk.actions.undo import last_undoable, undo
from libdesk.domain.summaries import Chapter, drafted
from libdesk.store.queries import leaders as queries
from tests.builders import add_term
from tests.invariants import rows_of

DRAFT = (drafted("one", "基本情况", "三百册"), drafted("two", "借阅", "九十次"))


@pytest.fixture
def term_id(desk: Desk) -> int:
    return add_term(desk, date(2025, 9, 1), date(2026, 1, 20), "第一学期")


def chapters(desk: Desk, term_id: int) -> tuple[Chapter, ...]:
    known = queries.summary(desk.library, term_id)
    return known[1] if known else ()


def texts(desk: Desk, term_id: int) -> list[tuple[str, str]]:
    return [(chapter.heading, chapter.text) for chapter in chapters(desk, term_id)]


def undo_last(desk: Desk) -> None:
    entry = last_undoable(desk)
    assert entry is not None
    undo(desk, entry.id)


def test_an_edit_survives_new_figures_and_is_told(desk: Desk, term_id: int) -> None:
    actions.draft_summary(desk, term_id, DRAFT)
    actions.edit_chapter(desk, term_id, DRAFT[0], heading="基本情况", text="我校图书馆……")
    made = actions.draft_summary(desk, term_id, (drafted("one", "基本情况", "四百册"), drafted("two", "借阅", "百次")))
    assert texts(desk, term_id) == [("基本情况", "我校图书馆……"), ("借阅", "百次")]
    assert (made.kept, made.fresh) == (("基本情况",), ("基本情况",))
    undo_last(desk)
    assert texts(desk, term_id)[1] == ("借阅", "九十次")


def test_chapters_are_added_moved_and_removed(desk: Desk, term_id: int) -> None:
    actions.draft_summary(desk, term_id, DRAFT)
    actions.add_chapter(desk, term_id, 2, "致谢")
    own = chapters(desk, term_id)[2]
    assert own.own
    assert actions.move_chapter(desk, term_id, own.code, 1) == 0
    actions.move_chapter(desk, term_id, own.code, -1)
    assert [heading for heading, _text in texts(desk, term_id)] == ["基本情况", "致谢", "借阅"]
    before = rows_of(desk.library.connection)
    actions.remove_chapter(desk, term_id, own.code)
    undo_last(desk)
    assert rows_of(desk.library.connection) == before


def test_the_drafted_words_can_be_taken_back(desk: Desk, term_id: int) -> None:
    actions.draft_summary(desk, term_id, DRAFT)
    actions.edit_chapter(desk, term_id, DRAFT[1], heading="我的借阅", text="很多")
    actions.take_draft(desk, term_id, "two")
    assert texts(desk, term_id)[1] == ("借阅", "九十次")
    with pytest.raises(EntryGone):
        actions.take_draft(desk, term_id, "nine")


def test_the_drafted_words_are_those_of_the_newest_draft(desk: Desk, term_id: int) -> None:
    actions.draft_summary(desk, term_id, DRAFT)
    actions.edit_chapter(desk, term_id, DRAFT[1], heading="我的借阅", text="很多")
    actions.draft_summary(desk, term_id, (DRAFT[0], drafted("two", "借阅流通", "百次")))
    assert texts(desk, term_id)[1] == ("我的借阅", "很多")
    actions.take_draft(desk, term_id, "two")
    assert texts(desk, term_id)[1] == ("借阅流通", "百次")
    assert not chapters(desk, term_id)[1].edited


def test_words_go_into_their_chapter_wherever_it_stands_by_then(desk: Desk, term_id: int) -> None:
    actions.draft_summary(desk, term_id, DRAFT)
    actions.move_chapter(desk, term_id, "two", -1)
    actions.edit_chapter(desk, term_id, DRAFT[0], heading="基本情况", text="我的话")
    assert texts(desk, term_id) == [("借阅", "九十次"), ("基本情况", "我的话")]


def test_no_two_chapters_of_one_s_own_are_mistaken_for_each_other(desk: Desk, term_id: int) -> None:
    actions.draft_summary(desk, term_id, DRAFT)
    for place in (0, 1):
        actions.add_chapter(desk, term_id, place, "新章")
    first, second = chapters(desk, term_id)[:2]
    actions.edit_chapter(desk, term_id, second, heading="致谢", text="谢谢大家")
    actions.remove_chapter(desk, term_id, first.code)
    assert texts(desk, term_id)[0] == ("致谢", "谢谢大家")


def test_a_chapter_that_went_comes_back_with_the_words_that_were_typed_into_it(desk: Desk, term_id: int) -> None:
    actions.draft_summary(desk, term_id, DRAFT)
    actions.remove_chapter(desk, term_id, "one")
    actions.edit_chapter(desk, term_id, DRAFT[0], heading="基本情况", text="我的话")
    assert texts(desk, term_id) == [("借阅", "九十次"), ("基本情况", "我的话")]
    actions.discard_summary(desk, term_id)
    actions.edit_chapter(desk, term_id, DRAFT[1], heading="借阅", text="还有我的话")
    assert texts(desk, term_id) == [("借阅", "还有我的话")]


def test_what_changes_nothing_is_not_written(desk: Desk, term_id: int) -> None:
    actions.draft_summary(desk, term_id, DRAFT)
    assert actions.edit_chapter(desk, term_id, DRAFT[0], heading=" 基本情况 ", text="三百册\n") == 0


def test_a_chapter_needs_a_heading_and_a_term(desk: Desk, term_id: int) -> None:
    actions.draft_summary(desk, term_id, DRAFT)
    with pytest.raises(ChapterUnnamed):
        actions.edit_chapter(desk, term_id, DRAFT[0], heading="  ", text="x")
    with pytest.raises(EntryGone):
        actions.edit_chapter(desk, term_id + 1, DRAFT[0], heading="x", text="x")
    with pytest.raises(EntryGone):
        actions.remove_chapter(desk, term_id, "nine")
    with pytest.raises(EntryGone):
        actions.move_chapter(desk, term_id, "nine", 1)


def test_a_summary_is_thrown_away_and_comes_back(desk: Desk, term_id: int) -> None:
    actions.draft_summary(desk, term_id, DRAFT)
    actions.discard_summary(desk, term_id)
    assert texts(desk, term_id) == []
    undo_last(desk)
    assert len(texts(desk, term_id)) == 2


def test_a_term_with_a_summary_stays_in_the_calendar(desk: Desk, term_id: int) -> None:
    actions.draft_summary(desk, term_id, DRAFT)
    with pytest.raises(PlanOfTerm) as caught:
        remove_term(desk, term_id=term_id)
    assert "第一学期" in caught.value.text()
    assert "总结" in caught.value.text()
    actions.discard_summary(desk, term_id)
    assert remove_term(desk, term_id=term_id)
