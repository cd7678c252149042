"""The summary of a term: drafted, edited, drafted anew, thrown away, each in one step that F8 takes back."""

from datetime import date

import pytest

from libdesk.actions.calendar import remove_term
from libdesk.actions.desk import Desk
from libdesk.actions.leaders import summaries as actions
from libdesk.actions.leaders.errors import ChapterUnnamed, EntryGone
from libdesk.actions.planning.errors import PlanOfTerm
from libdesk.actions.undo import last_undoable, undo
from libdesk.domain.summaries import OWN, drafted
from libdesk.store.queries import leaders as queries
from tests.builders import add_term
from tests.invariants import rows_of

DRAFT = (drafted("one", "基本情况", "三百册"), drafted("two", "借阅", "九十次"))


@pytest.fixture
def term_id(desk: Desk) -> int:
    return add_term(desk, date(2025, 9, 1), date(2026, 1, 20), "第一学期")


def texts(desk: Desk, term_id: int) -> list[tuple[str, str]]:
    known = queries.summary(desk.library, term_id)
    return [(chapter.heading, chapter.text) for chapter in known[1]] if known else []


def undo_last(desk: Desk) -> None:
    entry = last_undoable(desk)
    assert entry is not None
    undo(desk, entry.id)


def test_an_edit_survives_new_figures_and_is_told(desk: Desk, term_id: int) -> None:
    actions.draft_summary(desk, term_id, DRAFT)
    actions.edit_chapter(desk, term_id, 0, heading="基本情况", text="我校图书馆……")
    made = actions.draft_summary(desk, term_id, (drafted("one", "基本情况", "四百册"), drafted("two", "借阅", "百次")))
    assert texts(desk, term_id) == [("基本情况", "我校图书馆……"), ("借阅", "百次")]
    assert (made.kept, made.fresh) == (("基本情况",), ("基本情况",))
    undo_last(desk)
    assert texts(desk, term_id)[1] == ("借阅", "九十次")


def test_chapters_are_added_moved_and_removed(desk: Desk, term_id: int) -> None:
    actions.draft_summary(desk, term_id, DRAFT)
    actions.add_chapter(desk, term_id, 2, "致谢")
    assert actions.move_chapter(desk, term_id, 2, 1) == 0
    actions.move_chapter(desk, term_id, 2, -1)
    assert [heading for heading, _text in texts(desk, term_id)] == ["基本情况", "致谢", "借阅"]
    known = queries.summary(desk.library, term_id)
    assert known is not None
    assert known[1][1].code == OWN
    before = rows_of(desk.library.connection)
    actions.remove_chapter(desk, term_id, 1)
    undo_last(desk)
    assert rows_of(desk.library.connection) == before


def test_the_drafted_words_can_be_taken_back(desk: Desk, term_id: int) -> None:
    actions.draft_summary(desk, term_id, DRAFT)
    actions.edit_chapter(desk, term_id, 1, heading="我的借阅", text="很多")
    actions.take_draft(desk, term_id, 1, DRAFT[1])
    assert texts(desk, term_id)[1] == ("借阅", "九十次")


def test_what_changes_nothing_is_not_written(desk: Desk, term_id: int) -> None:
    actions.draft_summary(desk, term_id, DRAFT)
    assert actions.edit_chapter(desk, term_id, 0, heading=" 基本情况 ", text="三百册\n") == 0


def test_a_chapter_needs_a_heading_and_has_to_be_there(desk: Desk, term_id: int) -> None:
    actions.draft_summary(desk, term_id, DRAFT)
    with pytest.raises(ChapterUnnamed):
        actions.edit_chapter(desk, term_id, 0, heading="  ", text="x")
    with pytest.raises(EntryGone):
        actions.edit_chapter(desk, term_id, 9, heading="x", text="x")


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
