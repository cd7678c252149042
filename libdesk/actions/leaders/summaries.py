"""The summary of a term: drafted, edited chapter by chapter, drafted anew, thrown away; each step can be undone."""

import json
from collections.abc import Sequence

from libdesk.actions.desk import Desk
from libdesk.actions.leaders.errors import ChapterUnnamed, EntryGone
from libdesk.domain.ops import Op
from libdesk.domain.summaries import LONGEST, Chapter, Redrafted, draft_anew, own_code
from libdesk.store.queries import leaders as queries
from libdesk.store.tables import Summary


def draft_summary(desk: Desk, term_id: int, chapters: Sequence[Chapter]) -> Redrafted:
    """Write the draft of a term; one that is there gets the new figures, and chapters that were edited stay."""
    known = queries.summary(desk.read(Op.SEE_REPORTS), term_id)
    made = draft_anew(known[1] if known else (), tuple(chapters))
    _write(desk, term_id, made.chapters)
    return made


def edit_chapter(desk: Desk, term_id: int, chapter: Chapter, *, heading: str, text: str) -> int:
    """Other words for this chapter, wherever it stands now; one that was taken away comes back with them, at the end.

    Gives the journal entry, 0 where nothing differs. Raises ChapterUnnamed, EntryGone for a term that is no more.
    """
    if term_id not in {known for known, _term in queries.terms(desk.read(Op.SEE_REPORTS))}:
        raise EntryGone()
    heading = " ".join(heading.split())
    if not heading:
        raise ChapterUnnamed()
    known = queries.summary(desk.library, term_id)
    chapters = list(known[1]) if known else []
    place = _place(chapters, chapter.code)
    if place is None:
        place = len(chapters)
        chapters.append(chapter)
    chapters[place] = chapters[place].saying(heading, text.strip()[:LONGEST])
    return _write(desk, term_id, chapters)


def add_chapter(desk: Desk, term_id: int, place: int, heading: str) -> int:
    """A chapter of one's own at this place. Raises ChapterUnnamed, EntryGone."""
    heading = " ".join(heading.split())
    if not heading:
        raise ChapterUnnamed()
    chapters = _chapters(desk, term_id)
    chapters.insert(place, Chapter(own_code(chapters), heading, ""))
    return _write(desk, term_id, chapters)


def remove_chapter(desk: Desk, term_id: int, code: str) -> int:
    """Raises EntryGone."""
    chapters, place = _found(desk, term_id, code)
    del chapters[place]
    return _write(desk, term_id, chapters)


def move_chapter(desk: Desk, term_id: int, code: str, step: int) -> int:
    """A chapter goes up or down; gives the journal entry, 0 at the end of the row. Raises EntryGone."""
    chapters, place = _found(desk, term_id, code)
    there = place + step
    if not 0 <= there < len(chapters):
        return 0
    chapters.insert(there, chapters.pop(place))
    return _write(desk, term_id, chapters)


def take_draft(desk: Desk, term_id: int, code: str) -> int:
    """The words of the draft in place of one's own. Raises EntryGone."""
    chapters, place = _found(desk, term_id, code)
    chapters[place] = chapters[place].as_drafted()
    return _write(desk, term_id, chapters)


def discard_summary(desk: Desk, term_id: int) -> int:
    """Throw a term's summary away. Raises EntryGone."""
    with desk.action(Op.EDIT_SUMMARY) as act:
        known = queries.summary(desk.library, term_id)
        if known is None:
            raise EntryGone()
        act.remove(Summary, known[0])
        act.note(term=term_id)
    return act.journal_id


def _chapters(desk: Desk, term_id: int) -> list[Chapter]:
    known = queries.summary(desk.read(Op.SEE_REPORTS), term_id)
    if known is None:
        raise EntryGone()
    return list(known[1])


def _place(chapters: Sequence[Chapter], code: str) -> int | None:
    return next((place for place, chapter in enumerate(chapters) if chapter.code == code), None)


def _found(desk: Desk, term_id: int, code: str) -> tuple[list[Chapter], int]:
    """The chapters and the place of this one among them."""
    chapters = _chapters(desk, term_id)
    place = _place(chapters, code)
    if place is None:
        raise EntryGone()
    return chapters, place


def _write(desk: Desk, term_id: int, chapters: Sequence[Chapter]) -> int:
    known = queries.summary(desk.library, term_id)
    if known is not None and known[1] == tuple(chapters):
        return 0
    text = json.dumps([chapter.kept() for chapter in chapters], ensure_ascii=False)
    today = desk.today.isoformat()
    with desk.action(Op.EDIT_SUMMARY) as act:
        if known is None:
            act.add(Summary, term_id=term_id, chapters=text, made_day=today, changed_day=today)
        else:
            act.change(Summary, known[0], chapters=text, changed_day=today)
        act.note(term=term_id)
    return act.journal_id
