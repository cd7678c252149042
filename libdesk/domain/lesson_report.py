"""What a reading lesson came to, in words to paste into a message: who borrowed, who did not, who still owes what."""

from collections.abc import Sequence
from datetime import date

from libdesk.domain.rows.lessons import Book, RollRow, score
from libdesk.domain.show import show_day, show_title
from libdesk.i18n import _, listed, ngettext


def lesson_text(group: str, day: date, roll: Sequence[RollRow]) -> str:
    """The class and the day, the counts, then a paragraph for each question that has somebody in it."""
    done = score(roll)
    back = sum(row.back_today for row in roll)
    counts = _("{borrowed} of {pupils} have borrowed; {back} brought back today.")
    paragraphs = [
        _("{group}, reading lesson of {day}").format(group=group, day=show_day(day)),
        counts.format(borrowed=done.borrowed, pupils=done.pupils, back=_books(back)),
    ]
    lists = (
        (_("Borrowed ({count}): {who}"), [f"{_who(row)}{_titles(row.lent_today)}" for row in roll if row.lent_today]),
        (_("Not borrowed ({count}): {who}"), [_who(row) for row in roll if not row.lent_today]),
        (_("Still to bring back ({count}): {who}"), [f"{_who(row)}{owed(row)}" for row in roll if row.overdue]),
    )
    for words, people in lists:
        if people:
            paragraphs.append(words.format(count=len(people), who="；".join(people)))
    return "\n".join(paragraphs)


def owed(row: RollRow) -> str:
    """The overdue books of one pupil with their days."""
    return listed(_("“{title}” {late}").format(title=book.title, late=late_words(book)) for book in row.overdue)


def late_words(book: Book) -> str:
    return ngettext("{days} day overdue", "{days} days overdue", book.late).format(days=book.late)


def _who(row: RollRow) -> str:
    return f"{row.seat} {row.name}"


def _titles(titles: Sequence[str]) -> str:
    return listed(show_title(title) for title in titles)


def _books(count: int) -> str:
    return ngettext("{count} book", "{count} books", count).format(count=count)
