"""What goes onto the pages, read from the library: all of it, or how much of each part there is."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import Final

from libdesk.actions.desk import Desk
from libdesk.actions.school import school_of
from libdesk.domain.activities import kind_name, prize_name
from libdesk.domain.classes import school_year_of
from libdesk.domain.hours import Span
from libdesk.domain.ops import Op
from libdesk.domain.progress import Progress
from libdesk.domain.rows.activities import ActivityRow, EntrantRow
from libdesk.domain.rows.books import show_place, show_room
from libdesk.domain.rows.showcase import BookCard
from libdesk.domain.rows.site import (
    Site,
    SiteActivity,
    SiteAnswer,
    SiteBook,
    SiteList,
    SiteNotice,
    SitePart,
    SiteResult,
    SiteRoom,
    SiteTitle,
)
from libdesk.domain.show import show_day
from libdesk.domain.shown_names import NamesShown
from libdesk.domain.week_hours import days_ahead, week_lines
from libdesk.i18n import _, ngettext
from libdesk.store.queries import activities, classes, hours, showcase
from libdesk.store.queries.challenges import standing
from libdesk.store.queries.service import book_lists, records, site
from libdesk.ui.printing.lists.moment import now_here

AHEAD: Final = timedelta(days=60)  # closed and made-up days that are told
PLACES: Final = 10  # of a ranking without prizes, with all who share the last one
DAY_MS: Final = 24 * 60 * 60 * 1000


def counts(desk: Desk) -> dict[SitePart, int]:
    """How many rooms, announcements, books, lists, activities, answers and titles would be published today."""
    library = desk.read(Op.PUBLISH)
    return {
        SitePart.HOURS: len(_rooms(desk)),
        SitePart.NOTICES: len(records.announcements(library, on=desk.today)),
        SitePart.NEW: len(_new_ids(desk)),
        SitePart.LISTS: _count_lists(desk),
        SitePart.ACTIVITIES: len(activities_shown(desk)),
        SitePart.ANSWERS: len(records.suggestions(library, shown_only=True)),
        SitePart.CATALOGUE: site.count_titles(library),
    }


def site_of(desk: Desk, parts: Iterable[SitePart], progress: Progress | None = None) -> Site:
    """Everything that stands on the pages, as of this moment."""
    library, wanted = desk.read(Op.PUBLISH), frozenset(parts)
    (progress or Progress()).step(0, 0)
    titles = site.titles(library) if SitePart.CATALOGUE in wanted else []
    days = desk.settings.new_days
    return Site(
        desk.settings.school or _("School library"), now_here(desk), wanted,
        rooms=tuple(SiteRoom(name, tuple(week_lines(spans))) for name, spans in _rooms(desk)),
        days=tuple(days_ahead(desk.calendar.exceptions, desk.today, desk.today + AHEAD)),
        notices=tuple(
            SiteNotice(row.name, row.body, row.days()) for row in records.announcements(library, on=desk.today)
        ),
        new=tuple(_book(card) for card in showcase.cards(library, _new_ids(desk))),
        new_since=ngettext("What came in the last {n} day.", "What came in the last {n} days.", days).format(n=days),
        lists=tuple(_lists(desk)),
        activities=tuple(_activities(desk)),
        answers=tuple(
            SiteAnswer(row.said, row.answer, row.answered or row.day)
            for row in records.suggestions(library, shown_only=True)
        ),
        classes=tuple(_classes(desk, titles)), titles=titles,
    )  # fmt: skip


def _new_ids(desk: Desk) -> list[int]:
    return book_lists.new_since(desk.read(Op.PUBLISH), desk.now() - desk.settings.new_days * DAY_MS)[: showcase.MOST]


def _rooms(desk: Desk) -> list[tuple[str, list[Span]]]:
    """Each room that has hours, with its spans."""
    library = desk.read(Op.PUBLISH)
    spans: dict[int, list[Span]] = {}
    for row in hours.openings(library):
        spans.setdefault(row.place_id, []).append(row.span)
    return [(show_room(room.code), spans[room.id]) for room in hours.rooms(library) if room.id in spans]


def _book(card: BookCard, why: str = "") -> SiteBook:
    title = SiteTitle(
        card.name, card.author, card.publisher, card.year, card.class_no, card.call_no,
        show_place(card.place) if card.place else "", card.on_shelf, max(card.copies, card.on_shelf),
        card.preparing,
    )  # fmt: skip
    return SiteBook(title, card.summary, why)


def _count_lists(desk: Desk) -> int:
    """As many as `_lists` gives."""
    library = desk.read(Op.PUBLISH)
    found = [row for row in book_lists.lists(library, shown_only=True) if row.titles]
    named = {line[1] for row in found for line in book_lists.line_ids(library, row.id)}
    return len(found) + any(title_id not in named for title_id in showcase.recommended(library, desk.today))


def _lists(desk: Desk) -> Iterable[SiteList]:
    """The lists that are to be published, then what stands on the readers' screen besides."""
    library = desk.read(Op.PUBLISH)
    named: set[int] = set()
    for row in book_lists.lists(library, shown_only=True):
        lines = book_lists.lines(library, row.id)
        named |= {line.title_id for line in lines}
        if lines:
            yield SiteList(row.name, row.about(), row.intro, tuple(_book(line.card, line.note) for line in lines))
    why = showcase.recommended(library, desk.today)
    more = [title_id for title_id in why if title_id not in named]
    if more:
        cards = showcase.cards(library, more, why)
        yield SiteList(_("Recommended by the library"), "", "", tuple(_book(card, card.why) for card in cards))


def activities_shown(desk: Desk) -> list[ActivityRow]:
    """Those of this school year, the next first, then those that are over."""
    today = desk.today
    rows = activities.activities(desk.read(Op.PUBLISH), date(school_year_of(today), 9, 1))
    found = [row for row in rows if row.state != "dropped"]
    ahead = sorted((row for row in found if row.last >= today), key=lambda row: (row.first, row.id))
    over = sorted((row for row in found if row.last < today), key=lambda row: (row.last, row.id), reverse=True)
    return ahead + over


def _activities(desk: Desk) -> Iterable[SiteActivity]:
    """With their results once these are published."""
    won = {one.activity.id: one.winners for one in activities.published(desk.read(Op.PUBLISH))}
    for row in activities_shown(desk):
        results = tuple(_results(desk, row, won[row.id])) if row.id in won else ()
        rule = row.challenge.rule() if row.challenge is not None and results else ""
        pending = row.last < desk.today and row.published is None and bool(row.prizes or row.publish_by)
        yield SiteActivity(
            row.name, kind_name(row.kind), _days(row.first, row.last), row.place, row.first > desk.today, results, rule,
            pending,
        )  # fmt: skip


def _results(desk: Desk, row: ActivityRow, winners: Sequence[EntrantRow]) -> Iterable[SiteResult]:
    """Who won; without prizes the first places; of a challenge of which no place is kept, as the loans count today."""
    library, how, school = desk.read(Op.PUBLISH), NamesShown(desk.settings.names_shown), school_of(desk)
    named = winners or activities.placed(activities.entrants(library, row.id), PLACES)
    for one in named:
        yield SiteResult(one.shown(how, row.first, school), one.work, _result(one.rank, one.result, one.prize))
    if not named and row.challenge is not None:
        day = row.challenge.counted_until(desk.today)
        for place in standing(library, row.challenge, row.audience, desk.today, school, most=PLACES):
            if place.count and place.rank <= PLACES:
                yield SiteResult(place.shown(how, day, school), "", _result(place.rank, place.result(), ""))


def _result(rank: int | None, result: str, prize: str) -> str:
    """The prize by its name; without one the place and what was said of the work. What a prize came of is no one's."""
    if prize:
        return prize_name(prize)
    place = _("place {n}").format(n=rank) if rank is not None else ""
    return " · ".join(part for part in (place, result) if part)


def _days(first: date, last: date) -> str:
    text = show_day(first, weekday=first == last, year=True)
    if first == last:
        return text
    return f"{text} – {show_day(last, weekday=False, year=last.year != first.year)}"


def _classes(desk: Desk, titles: Sequence[SiteTitle]) -> Iterable[tuple[str, str]]:
    """The main classes that some title belongs to."""
    letters = {title.class_no[:1].upper() for title in titles}
    return [
        (row.code, row.name) for row in classes.class_tree(desk.read(Op.PUBLISH)).children() if row.code[:1] in letters
    ]
