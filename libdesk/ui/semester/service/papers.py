"""What the service page prints: visits, questions, suggestions, announcements, lists of books."""

from collections.abc import Callable, Iterable, Sequence
from typing import Final

from libdesk.actions.desk import Desk
from libdesk.domain.rows.books import show_place
from libdesk.domain.rows.documents import TableColumn, TablePaper, TablePart
from libdesk.domain.rows.entries import Entry, EntryPaper, NoticePaper
from libdesk.domain.rows.reports import Period
from libdesk.domain.rows.service import AnnouncementRow, QuestionRow, SuggestionRow, VisitDay
from libdesk.domain.rows.showcase import BookCard
from libdesk.domain.show import show_day, show_reader_kind
from libdesk.domain.visits import Span
from libdesk.i18n import N_, _, ngettext
from libdesk.ui.printing.document_makers import list_maker
from libdesk.ui.printing.lists.moment import now_here
from libdesk.ui.semester.service import words

Maker = Callable[[], bytes]
VISITS: Final = (
    TableColumn(N_("When"), share=1),
    TableColumn(N_("Visits"), right=True),
    TableColumn(N_("One by one"), right=True),
    TableColumn(N_("Whole classes"), right=True),
    TableColumn(N_("By card"), right=True),
    TableColumn(N_("Tally"), right=True),
    TableColumn(N_("Used in house"), right=True),
    TableColumn(N_("Read in the room"), right=True),
)


def visit_maker(desk: Desk, period: Period, span: Span, place: str, rows: Sequence[VisitDay]) -> Maker:
    """The visits of a period; what was used in house and read in the room stands beside and is not among them."""
    lines = tuple(
        (
            words.span_text(row, span, desk.today),
            *(
                words.number(value)
                for value in (
                    row.visits, row.one_by_one, row.classes, row.cards, row.tallies, row.in_house, row.read
                )
            ),
        )
        for row in sorted(rows, key=lambda row: row.first)
    )  # fmt: skip
    total = sum(row.visits for row in rows)
    note = " · ".join(part for part in (f"{period.name} {period.days()}", place) if part)
    foot = ngettext("{n} visit", "{n} visits", total).format(n=f"{total:,}")
    paper = TablePaper(
        desk.settings.school, _("Visits"), note, VISITS, (TablePart("", lines),), foot, at=now_here(desk)
    )
    return list_maker(paper)


def question_maker(desk: Desk, rows: Sequence[QuestionRow]) -> Maker:
    found = [
        Entry(
            row.asked, words.day_text(row.day, desk.today),
            " · ".join(part for part in (show_reader_kind(row.kind) if row.kind else "", row.subject) if part),
            (row.answer or _("Not answered yet."),),
        )
        for row in rows
    ]  # fmt: skip
    answered = sum(bool(row.answer) for row in rows)
    note = _("{n} questions, {answered} answered").format(n=len(rows), answered=answered)
    return _entries(desk, _("Reference questions"), note, found)


def suggestion_maker(desk: Desk, rows: Sequence[SuggestionRow]) -> Maker:
    """For others to read: no name stands on it."""
    found = [
        Entry(row.said, words.day_text(row.day, desk.today), "", (row.answer or _("Not answered yet."),))
        for row in rows
    ]
    answered = sum(bool(row.answer) for row in rows)
    note = _("{n} suggestions, {answered} answered").format(n=len(rows), answered=answered)
    return _entries(desk, _("Suggestions and answers"), note, found)


def announcement_maker(desk: Desk, rows: Sequence[AnnouncementRow]) -> Maker:
    found = [Entry(row.name, row.days(), "", (row.body,)) for row in rows]
    return _entries(desk, _("Announcements"), "", found)


def notice_maker(desk: Desk, row: AnnouncementRow) -> Maker:
    """One announcement for the wall."""
    paper = NoticePaper(
        desk.settings.school, row.name, row.body, row.days() if row.last else "",
        show_day(row.first, weekday=False, year=True),
    )  # fmt: skip

    def make() -> bytes:
        from libdesk.documents.notice import notice_page

        return notice_page(paper)

    return make


def book_maker(desk: Desk, heading: str, about: str, intro: str, books: Sequence[tuple[BookCard, str]]) -> Maker:
    """Books with call number, place and summary, and what is said of each."""
    note = " · ".join(
        part for part in (about, ngettext("{n} title", "{n} titles", len(books)).format(n=len(books))) if part
    )
    return _entries(desk, heading, note, [book_entry(card, why) for card, why in books], intro)


def book_entry(card: BookCard, why: str) -> Entry:
    about = (card.author, card.publisher, str(card.year or ""), show_place(card.place) if card.place else "")
    texts = tuple(text for text in (why, card.summary) if text)
    return Entry(card.name, card.call_no, " · ".join(part for part in about if part), texts)


def _entries(desk: Desk, heading: str, note: str, found: Iterable[Entry], intro: str = "") -> Maker:
    paper = EntryPaper(desk.settings.school, heading, note, intro, tuple(found), at=now_here(desk))

    def make() -> bytes:
        from libdesk.documents.entries import entry_list

        return entry_list(paper)

    return make
