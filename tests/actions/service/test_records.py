"""Questions, suggestions and announcements: noted, answered, searched, removed, and all of it taken back."""

from datetime import date, timedelta

import pytest

from libdesk.actions.desk import Desk
from libdesk.actions.errors import DayAhead, ReaderUnknown, RecordGone
from libdesk.actions.readers.erase import erase_readers
from libdesk.actions.readers.leaving import leave_readers
from libdesk.actions.service import records as actions
from libdesk.actions.service.errors import EndsBeforeItBegins, MinutesWrong, WordsMissing
from libdesk.actions.service.records import AnnouncementForm, QuestionForm, SuggestionForm
from libdesk.store.queries.service import records
from tests.actions.service.service_hands import rows, undone
from tests.builders import TODAY, Clock, add_reader


def question(text: str = "蚕的一生？", **more: object) -> QuestionForm:
    return QuestionForm(TODAY, text, **more)  # type: ignore[arg-type]


def test_a_question_is_noted_and_answered_on_a_day_that_stays(desk: Desk, clock: Clock) -> None:
    made = actions.keep_question(desk, question("蚕的\n一生？ \n", kind="teacher", subject=" 自然  科学 "))
    assert records.waiting(desk.library) == (1, 0)
    clock.advance(days=2)
    actions.keep_question(
        desk, question("蚕的\n一生？", kind="teacher", subject="自然科学", answer="五种书", minutes=9), made
    )
    clock.advance(days=2)
    actions.keep_question(desk, question("蚕的\n一生？", answer="六种书"), made)
    [row] = records.questions(desk.library)
    assert (row.asked, row.answer, row.answered) == ("蚕的\n一生？", "六种书", TODAY + timedelta(days=2))
    actions.keep_question(desk, question("蚕的一生？", answer=" "), made)
    assert records.questions(desk.library)[0].answered is None


def test_what_is_searched_for_stands_anywhere_in_the_words(desk: Desk) -> None:
    actions.keep_question(desk, question("蚕的一生", answer="昆虫记", subject="Biology"))
    actions.keep_question(desk, question("火箭"))
    assert [row.asked for row in records.questions(desk.library, "昆虫 biology")] == ["蚕的一生"]
    assert [row.asked for row in records.questions(desk.library, open_only=True)] == ["火箭"]
    assert records.questions(desk.library, "%_'\"") == []


def test_a_suggestion_is_published_once_it_is_answered(desk: Desk) -> None:
    reader = add_reader(desk, "李明")
    made = actions.keep_suggestion(desk, SuggestionForm(TODAY, "雨天开放", reader.id, shown=True))
    assert records.suggestions(desk.library, shown_only=True) == []
    actions.keep_suggestion(desk, SuggestionForm(TODAY, "雨天开放", reader.id, "下周起", True), made)
    [row] = records.suggestions(desk.library, "李明", shown_only=True)
    assert row.reader is not None
    assert (row.answer, row.reader.name) == ("下周起", "李明")


def test_an_announcement_is_to_be_read_from_a_day_to_another(desk: Desk) -> None:
    actions.keep_announcement(desk, AnnouncementForm("读书日", "", TODAY, TODAY + timedelta(days=3)))
    actions.keep_announcement(desk, AnnouncementForm("开放时间", "中午", TODAY - timedelta(days=30)))
    actions.keep_announcement(desk, AnnouncementForm("书市", "下周", TODAY + timedelta(days=1)))

    def on(day: date) -> set[str]:
        return {row.name for row in records.announcements(desk.library, on=day)}

    assert on(TODAY) == {"读书日", "开放时间"}
    assert on(TODAY + timedelta(days=3)) == {"读书日", "开放时间", "书市"}
    assert on(TODAY + timedelta(days=4)) == {"开放时间", "书市"}


def test_what_is_wrong_is_told_and_nothing_is_written(desk: Desk) -> None:
    before, tomorrow = rows(desk), TODAY + timedelta(days=1)
    with pytest.raises(WordsMissing):
        actions.keep_question(desk, question("  \n "))
    with pytest.raises(DayAhead):
        actions.keep_question(desk, QuestionForm(tomorrow, "x"))
    with pytest.raises(MinutesWrong):
        actions.keep_question(desk, question(minutes=0))
    with pytest.raises(WordsMissing):
        actions.keep_suggestion(desk, SuggestionForm(TODAY, ""))
    with pytest.raises(ReaderUnknown):
        actions.keep_suggestion(desk, SuggestionForm(TODAY, "x", 99))
    with pytest.raises(DayAhead):
        actions.keep_suggestion(desk, SuggestionForm(tomorrow, "x"))
    with pytest.raises(WordsMissing):
        actions.keep_announcement(desk, AnnouncementForm(" ", "x", TODAY))
    with pytest.raises(EndsBeforeItBegins):
        actions.keep_announcement(desk, AnnouncementForm("x", "", tomorrow, TODAY))
    for keep in (
        lambda: actions.keep_question(desk, question(), 9),
        lambda: actions.keep_suggestion(desk, SuggestionForm(TODAY, "x"), 9),
        lambda: actions.keep_announcement(desk, AnnouncementForm("x", "", TODAY), 9),
        lambda: actions.remove_questions(desk, [9]),
        lambda: actions.remove_suggestions(desk, [9]),
        lambda: actions.remove_announcements(desk, [9]),
    ):
        with pytest.raises(RecordGone):
            keep()
    assert rows(desk) == before


def test_each_step_is_taken_back_to_the_row(desk: Desk) -> None:
    reader = add_reader(desk, "李明")
    made: list[int] = []
    undone(desk, lambda: made.append(actions.keep_question(desk, question())))
    undone(desk, lambda: actions.keep_question(desk, question(answer="有"), made[0]))
    undone(desk, lambda: actions.remove_questions(desk, made))
    made.clear()
    undone(desk, lambda: made.append(actions.keep_suggestion(desk, SuggestionForm(TODAY, "x", reader.id))))
    undone(desk, lambda: actions.keep_suggestion(desk, SuggestionForm(TODAY, "x", None, "y", True), made[0]))
    undone(desk, lambda: actions.remove_suggestions(desk, made))
    made.clear()
    undone(desk, lambda: made.append(actions.keep_announcement(desk, AnnouncementForm("x", "y", TODAY))))
    undone(desk, lambda: actions.keep_announcement(desk, AnnouncementForm("z", "", TODAY, TODAY), made[0]))
    undone(desk, lambda: actions.remove_announcements(desk, made))


def test_an_erased_readers_suggestion_stays_and_is_nobodys(desk: Desk) -> None:
    reader = add_reader(desk, "欧阳琪琪")
    made = actions.keep_suggestion(desk, SuggestionForm(TODAY, "书架太高", reader.id))
    actions.keep_suggestion(desk, SuggestionForm(TODAY, "书架太高", None), made)
    leave_readers(desk, reader_ids=[reader.id])
    erase_readers(desk, reader_ids=[reader.id])
    [row] = records.suggestions(desk.library)
    assert (row.said, row.reader) == ("书架太高", None)
    images = desk.library.fetch("SELECT before FROM journal_image WHERE tbl = 'suggestion'")
    assert [image for image in images if f'"reader_id": {reader.id}' in str(image)] == []
