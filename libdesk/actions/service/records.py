"""Questions with what was found, suggestions with answers, announcements from a day to another."""

from collections.abc import Sequence
from datetime import date

from libdesk.actions.desk import Desk
from libdesk.actions.errors import ReaderUnknown
from libdesk.actions.journal import Action
from libdesk.actions.service.errors import DayAhead, EndsBeforeItBegins, MinutesWrong, RecordGone, WordsMissing
from libdesk.domain.ops import Op
from libdesk.domain.value import Value
from libdesk.i18n import _
from libdesk.store.queries import persons
from libdesk.store.queries.service import records as queries
from libdesk.store.tables import Announcement, Question, Suggestion, Table

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
        if form.day > desk.today:
            raise DayAhead(form.day)
        if form.minutes is not None and not 1 <= form.minutes <= 999:
            raise MinutesWrong()
        before = queries.question(desk.library, question_id) if question_id is not None else None
        values: dict[str, object] = {
            "day": form.day.isoformat(), "asked": asked, "reader_kind": form.kind or None,
            "subject": " ".join(form.subject.split()) or None, "answer": answer or None, "minutes": form.minutes,
            "answered_day": _answered(desk, answer, before.answered if before and before.answer else None),
        }  # fmt: skip
        written = _write_record(desk, act, Question, question_id, values)
        act.note(question=written)
    return written


def keep_suggestion(desk: Desk, form: SuggestionForm, suggestion_id: int | None = None) -> int:
    """Note a suggestion, or change and answer it; gives its id. Raises WordsMissing, DayAhead, ReaderUnknown,
    RecordGone."""
    with desk.action(Op.EDIT_SUGGESTIONS) as act:
        said, answer = _text(form.said), _text(form.answer)
        if not said:
            raise WordsMissing(_("Suggestion"))
        if form.day > desk.today:
            raise DayAhead(form.day)
        if form.reader_id is not None and persons.person(desk.library, form.reader_id) is None:
            raise ReaderUnknown()
        before = queries.suggestion(desk.library, suggestion_id) if suggestion_id is not None else None
        values: dict[str, object] = {
            "day": form.day.isoformat(), "said": said, "reader_id": form.reader_id, "answer": answer or None,
            "answered_day": _answered(desk, answer, before.answered if before and before.answer else None),
            "shown": int(form.shown),
        }  # fmt: skip
        written = _write_record(desk, act, Suggestion, suggestion_id, values)
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
        written = _write_record(desk, act, Announcement, announcement_id, values)
        act.note(announcement=written)
    return written


def remove_questions(desk: Desk, ids: Sequence[int]) -> int:
    """Gives the journal entry. Raises RecordGone."""
    return _remove_records(desk, Op.EDIT_QUESTIONS, Question, ids)


def remove_suggestions(desk: Desk, ids: Sequence[int]) -> int:
    """Gives the journal entry. Raises RecordGone."""
    return _remove_records(desk, Op.EDIT_SUGGESTIONS, Suggestion, ids)


def remove_announcements(desk: Desk, ids: Sequence[int]) -> int:
    """Gives the journal entry. Raises RecordGone."""
    return _remove_records(desk, Op.EDIT_ANNOUNCEMENTS, Announcement, ids)


def _write_record(desk: Desk, act: Action, table: Table, row_id: int | None, values: dict[str, object]) -> int:
    """A new row, or other values in one that is still there; gives its id."""
    if row_id is None:
        return act.add(table, **values)
    if not queries.exists(desk.library, table.name, row_id):
        raise RecordGone()
    act.change(table, row_id, **values)
    return row_id


def _remove_records(desk: Desk, op: Op, table: Table, ids: Sequence[int]) -> int:
    with desk.action(op) as act:
        for row_id in ids:
            if not queries.exists(desk.library, table.name, row_id):
                raise RecordGone()
            act.remove(table, row_id)
        act.note(removed=len(ids))
    return act.journal_id


def _text(typed: str) -> str:
    """Lines as they were typed, without what is empty at their ends."""
    return "\n".join(line.rstrip() for line in typed.strip().splitlines())[:LONGEST]


def _answered(desk: Desk, answer: str, before: date | None) -> str | None:
    """The day of the first answer stays when its words are mended."""
    return (before or desk.today).isoformat() if answer else None
