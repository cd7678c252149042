"""Questions, suggestions and announcements, the newest first; what is searched for stands anywhere in their words."""

from datetime import date
from typing import Any, Final

from libdesk.domain.rows.holds import Waiter
from libdesk.domain.rows.service import AnnouncementRow, QuestionRow, SuggestionRow
from libdesk.store.database import Library
from libdesk.store.queries.last_class import LAST_CLASS

_QUESTIONS: Final = """
SELECT id, day, asked, coalesce(reader_kind, ''), coalesce(subject, ''), coalesce(answer, ''), answered_day, minutes
FROM question"""
_SUGGESTIONS: Final = f"""
SELECT s.id, s.day, s.said, coalesce(s.answer, ''), s.answered_day, s.shown,
  r.id, r.name, r.kind, e.stage, e.entry_year, e.class_no, r.department
FROM suggestion s LEFT JOIN reader r ON r.id = s.reader_id {LAST_CLASS}"""


def questions(library: Library, text: str = "", *, open_only: bool = False) -> list[QuestionRow]:
    where, values = _where(text, ("asked", "answer", "subject"), "answer IS NULL" if open_only else "")
    rows = library.connection.execute(f"{_QUESTIONS}{where} ORDER BY day DESC, id DESC", values)
    return [_question(row) for row in rows]


def question(library: Library, question_id: int) -> QuestionRow | None:
    row = library.connection.execute(f"{_QUESTIONS} WHERE id = ?", (question_id,)).fetchone()
    return _question(row) if row else None


def suggestions(
    library: Library, text: str = "", *, open_only: bool = False, shown_only: bool = False
) -> list[SuggestionRow]:
    """`shown_only`: answered, and the librarian lets them be published."""
    more = "s.answer IS NULL" if open_only else "s.shown = 1 AND s.answer IS NOT NULL" if shown_only else ""
    where, values = _where(text, ("s.said", "s.answer", "r.name"), more)
    rows = library.connection.execute(f"{_SUGGESTIONS}{where} ORDER BY s.day DESC, s.id DESC", values)
    return [_suggestion(row) for row in rows]


def suggestion(library: Library, suggestion_id: int) -> SuggestionRow | None:
    row = library.connection.execute(f"{_SUGGESTIONS} WHERE s.id = ?", (suggestion_id,)).fetchone()
    return _suggestion(row) if row else None


def announcements(library: Library, text: str = "", *, on: date | None = None) -> list[AnnouncementRow]:
    """All of them, or those to be read on a day."""
    where, values = _where(text, ("name", "body"), "")
    rows = library.connection.execute(
        f"SELECT id, name, body, from_day, to_day FROM announcement{where} ORDER BY from_day DESC, id DESC", values
    )
    found = [
        AnnouncementRow(
            row[0], row[1], row[2], date.fromisoformat(row[3]), date.fromisoformat(row[4]) if row[4] else None
        )
        for row in rows
    ]
    return [row for row in found if on is None or row.holds(on)]


def waiting(library: Library) -> tuple[int, int]:
    """(questions, suggestions) that wait for an answer."""
    row: tuple[int, int] = library.connection.execute(
        "SELECT (SELECT count(*) FROM question WHERE answer IS NULL),"
        " (SELECT count(*) FROM suggestion WHERE answer IS NULL)"
    ).fetchone()
    return row


def _where(text: str, columns: tuple[str, ...], more: str) -> tuple[str, list[str]]:
    """Every word anywhere in one of the columns."""
    parts, values = [more] if more else [], []
    for word in text.split():
        parts.append("(" + " OR ".join(f"instr(lower(coalesce({column}, '')), ?)" for column in columns) + ")")
        values += [word.lower()] * len(columns)
    return (f" WHERE {' AND '.join(parts)}" if parts else ""), values


def _day(text: Any) -> date | None:
    return date.fromisoformat(text) if text else None


def _question(row: tuple[Any, ...]) -> QuestionRow:
    return QuestionRow(row[0], date.fromisoformat(row[1]), row[2], row[3], row[4], row[5], _day(row[6]), row[7])


def _suggestion(row: tuple[Any, ...]) -> SuggestionRow:
    reader = Waiter(*row[6:]) if row[6] is not None and row[7] else None
    return SuggestionRow(row[0], date.fromisoformat(row[1]), row[2], reader, row[3], _day(row[4]), bool(row[5]))
