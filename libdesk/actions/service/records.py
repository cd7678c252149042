"""Questions with what was found, suggestions with answers, announcements from a day to another."""

from collections.abc import Sequence
from datetime import date

from libdesk.actions.desk import Desk
from libdesk.actions.done_on import done_on
from libdesk.actions.errors import ReaderUnknown
from libdesk.actions.records import remove_records, write_record
from libdesk.actions.service.errors import EndsBeforeItBegins, MinutesWrong, WordsMissing
from libdesk.domain.ops import Op
from libdesk.domain.value import Value
from libdesk.i18n import _
from libdesk.store.queries import persons
from libdesk.store.queries.service import records as queries
from libdesk.store.tables import Announcement, Question, Suggestion

LONGEST = 4_000  # characters of a text


class QuestionForm(Value):
    """A reference question as it is typed; `kind` of who asked, "" where it was not noted."""

    day: date
    asked: str
    kind: str = ""
    subject: str = ""
    answer: str = ""
    minutes: int | None = None


class SuggestionForm(Value):
    day: date
    said: str
    reader_id: int | None = None
    answer: str = ""
    shown: bool = False


class AnnouncementForm(Value):
    name: str
    body: str
    first: date
    last: date | None = None


def keep_question(desk: Desk, form: QuestionForm, question_id: int | None = None) -> int:
    """Note a question, or change it; gives its id. Raises WordsMissing, DayAhead, MinutesWrong, RecordGone."""
    with desk.action(Op.EDIT_QUESTIONS) as act:
        asked, answer = _text(form.asked), _text(form.answer)
        if not asked:
            raise WordsMissing(_("Question"))
        done_on(desk, form.day)
        if form.minutes is not None and not 1 <= form.minutes <= 999:
            raise MinutesWrong()
        before = queries.question(desk.library, question_id) if question_id is not None else None
        values: dict[str, object] = {
            "day": form.day.isoformat(), "asked": asked, "reader_kind": form.kind or None,
            "subject": " ".join(form.subject.split()) or None, "answer": answer or None, "minutes": form.minutes,
            "answered_day": _answered(desk, answer, before.answered if before and before.answer else None),
        }  # fmt: skip
        written = write_record(act, desk, Question, question_id, values)
        act.note(question=written)
    return written


def keep_suggestion(desk: Desk, form: SuggestionForm, suggestion_id: int | None = None) -> int:
    """Note a suggestion, or change and answer it; gives its id. Raises WordsMissing, DayAhead, ReaderUnknown,
    RecordGone."""
    with desk.action(Op.EDIT_SUGGESTIONS) as act:
        said, answer = _text(form.said), _text(form.answer)
        if not said:
            raise WordsMissing(_("Suggestion"))
        done_on(desk, form.day)
        if form.reader_id is not None and persons.person(desk.library, form.reader_id) is None:
            raise ReaderUnknown()
        before = queries.suggestion(desk.library, suggestion_id) if suggestion_id is not None else None
        values: dict[str, object] = {
            "day": form.day.isoformat(), "said": said, "reader_id": form.reader_id, "answer": answer or None,
            "answered_day": _answered(desk, answer, before.answered if before and before.answer else None),
            "shown": int(form.shown),
        }  # fmt: skip
        written = write_record(act, desk, Suggestion, suggestion_id, values)
        act.note(suggestion=written)
    return written


def keep_announcement(desk: Desk, form: AnnouncementForm, announcement_id: int | None = None) -> int:
    """Write an announcement, or change it; gives its id. Raises WordsMissing, EndsBeforeItBegins, RecordGone."""
    with desk.action(Op.EDIT_ANNOUNCEMENTS) as act:
        name = " ".join(form.name.split())[:200]
        if not name:
            raise WordsMissing(_("Heading"))
        if form.last is not None and form.last < form.first:
            raise EndsBeforeItBegins()
        values: dict[str, object] = {
            "name": name, "body": _text(form.body), "from_day": form.first.isoformat(),
            "to_day": form.last.isoformat() if form.last else None,
        }  # fmt: skip
        written = write_record(act, desk, Announcement, announcement_id, values)
        act.note(announcement=written)
    return written


def remove_questions(desk: Desk, ids: Sequence[int]) -> int:
    """Gives the journal entry. Raises RecordGone."""
    return remove_records(desk, Op.EDIT_QUESTIONS, Question, ids)


def remove_suggestions(desk: Desk, ids: Sequence[int]) -> int:
    """Gives the journal entry. Raises RecordGone."""
    return remove_records(desk, Op.EDIT_SUGGESTIONS, Suggestion, ids)


def remove_announcements(desk: Desk, ids: Sequence[int]) -> int:
    """Gives the journal entry. Raises RecordGone."""
    return remove_records(desk, Op.EDIT_ANNOUNCEMENTS, Announcement, ids)


def _text(typed: str) -> str:
    """Lines as they were typed, without what is empty at their ends."""
    return "\n".join(line.rstrip() for line in typed.strip().splitlines())[:LONGEST]


def _answered(desk: Desk, answer: str, before: date | None) -> str | None:
    """The day of the first answer stays when its words are mended."""
    return (before or desk.today).isoformat() if answer else None
