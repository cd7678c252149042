"""The summary of a term: drafted, edited chapter by chapter, drafted anew, thrown away; each step can be undone."""

import json
from collections.abc import Sequence

from libdesk.actions.desk import Desk
from libdesk.actions.leaders.errors import ChapterUnnamed, EntryGone
from libdesk.domain.ops import Op
from libdesk.domain.summaries import LONGEST, OWN, Chapter, Redrafted, draft_anew
from libdesk.store.queries import leaders as queries
from libdesk.store.tables import Summary


def draft_summary(desk: Desk, term_id: int, chapters: Sequence[Chapter]) -> Redrafted:
    """Write the draft of a term; one that is there gets the new figures, and chapters that were edited stay."""
    known = queries.summary(desk.read(Op.SEE_REPORTS), term_id)
    made = draft_anew(known[1] if known else (), tuple(chapters))
    _write(desk, term_id, made.chapters)
    return made


def edit_chapter(desk: Desk, term_id: int, place: int, *, heading: str, text: str) -> int:
    """Other words for a chapter; gives the journal entry, 0 where nothing differs. Raises ChapterUnnamed, EntryGone."""
    chapters = _chapters(desk, term_id)
    if not 0 <= place < len(chapters):
        raise EntryGone()
    old = chapters[place]
    heading = " ".join(heading.split())
    if not heading:
        raise ChapterUnnamed()
    chapters[place] = Chapter(old.code, heading, text.strip()[:LONGEST], old.drafted, old.drafted_heading)
    return _write(desk, term_id, chapters)


def add_chapter(desk: Desk, term_id: int, place: int, heading: str) -> int:
    """A chapter of one's own at this place. Raises ChapterUnnamed."""
    heading = " ".join(heading.split())
    if not heading:
        raise ChapterUnnamed()
    chapters = _chapters(desk, term_id)
    chapters.insert(place, Chapter(OWN, heading, ""))
    return _write(desk, term_id, chapters)


def remove_chapter(desk: Desk, term_id: int, place: int) -> int:
    """Raises EntryGone."""
    chapters = _chapters(desk, term_id)
    if not 0 <= place < len(chapters):
        raise EntryGone()
    del chapters[place]
    return _write(desk, term_id, chapters)


def move_chapter(desk: Desk, term_id: int, place: int, step: int) -> int:
    """A chapter goes up or down; gives the journal entry, 0 at the end of the row."""
    chapters = _chapters(desk, term_id)
    there = place + step
    if not (0 <= place < len(chapters) and 0 <= there < len(chapters)):
        return 0
    chapters.insert(there, chapters.pop(place))
    return _write(desk, term_id, chapters)


def take_draft(desk: Desk, term_id: int, place: int, draft: Chapter) -> int:
    """The words of the draft in place of one's own."""
    chapters = _chapters(desk, term_id)
    chapters[place] = draft
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
