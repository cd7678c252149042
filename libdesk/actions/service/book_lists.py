"""Lists of books by grade, theme or interest: made, filled, put in order, taken away; the titles stay as they are."""

from collections.abc import Sequence
from typing import Final

from libdesk.actions.cataloguing.recommending import GradesReversed
from libdesk.actions.cataloguing.titles import find_title
from libdesk.actions.desk import Desk
from libdesk.actions.errors import RecordGone
from libdesk.actions.journal import Action
from libdesk.actions.service.errors import WordsMissing
from libdesk.domain.ops import Op
from libdesk.domain.value import Value
from libdesk.i18n import _
from libdesk.store.queries.service import book_lists as queries
from libdesk.store.tables import BookList, BookListLine

LONGEST: Final = 2_000  # characters of an introduction
LONGEST_NOTE: Final = 200


class ListForm(Value):
    name: str
    theme: str = ""
    grade_from: int | None = None
    grade_to: int | None = None
    intro: str = ""
    shown: bool = False


def keep_list(desk: Desk, form: ListForm, list_id: int | None = None, title_ids: Sequence[int] = ()) -> int:
    """Make a list, with titles on it from the beginning, or change one; gives its id. Raises WordsMissing,
    GradesReversed, RecordGone, TitleUnknown."""
    with desk.action(Op.EDIT_BOOK_LISTS) as act:
        name = " ".join(form.name.split())[:100]
        if not name:
            raise WordsMissing(_("Name of the list of books"))
        if form.grade_from is not None and form.grade_to is not None and form.grade_from > form.grade_to:
            raise GradesReversed()
        values: dict[str, object] = {
            "name": name, "theme": " ".join(form.theme.split())[:100] or None, "grade_from": form.grade_from,
            "grade_to": form.grade_to, "intro": form.intro.strip()[:LONGEST] or None, "shown": int(form.shown),
        }  # fmt: skip
        if list_id is None:
            list_id = act.add(BookList, **values, made_day=desk.today.isoformat())
        elif queries.one(desk.library, list_id) is None:
            raise RecordGone()
        else:
            act.change(BookList, list_id, **values)
        added = _put(desk, act, list_id, title_ids)
        act.note(list=list_id, titles=added)
    return list_id


def remove_list(desk: Desk, list_id: int) -> int:
    """The list and what stands on it; no title. Gives the journal entry. Raises RecordGone."""
    with desk.action(Op.EDIT_BOOK_LISTS) as act:
        _known(desk, list_id)
        lines = queries.line_ids(desk.library, list_id)
        for line_id, _title, _ordinal in lines:
            act.remove(BookListLine, line_id)
        act.remove(BookList, list_id)
        act.note(titles=len(lines), removed=1)
    return act.journal_id


def add_titles(desk: Desk, list_id: int, title_ids: Sequence[int]) -> int:
    """Put titles at the end of a list; gives how many were not on it. Raises RecordGone, TitleUnknown."""
    with desk.action(Op.EDIT_BOOK_LISTS) as act:
        _known(desk, list_id)
        added = _put(desk, act, list_id, title_ids)
        act.note(list=list_id, titles=added)
    return added


def take_off(desk: Desk, list_id: int, line_ids: Sequence[int]) -> int:
    """Gives the journal entry. Raises RecordGone."""
    with desk.action(Op.EDIT_BOOK_LISTS) as act:
        here = {line[0] for line in queries.line_ids(desk.library, list_id)}
        for line_id in line_ids:
            if line_id not in here:
                raise RecordGone()
            act.remove(BookListLine, line_id)
        act.note(list=list_id, titles=len(line_ids))
    return act.journal_id


def move_line(desk: Desk, list_id: int, line_id: int, steps: int) -> bool:
    """One line up (-1) or down (1); False where it cannot go on. Raises RecordGone."""
    desk.require(Op.EDIT_BOOK_LISTS)
    lines = queries.line_ids(desk.library, list_id)
    place = next((n for n, line in enumerate(lines) if line[0] == line_id), None)
    if place is None:
        raise RecordGone()
    goal = place + steps
    if not 0 <= goal < len(lines):
        return False
    with desk.action(Op.EDIT_BOOK_LISTS) as act:
        before = {line[0]: line[2] for line in lines}
        ordered = list(before)
        ordered.insert(goal, ordered.pop(place))
        for ordinal, moved in enumerate(ordered, 1):
            if before[moved] != ordinal:
                act.change(BookListLine, moved, ordinal=ordinal)
        act.note(list=list_id)
    return True


def note_line(desk: Desk, list_id: int, line_id: int, note: str) -> int:
    """What is said of a title on a list, "" for nothing; gives the journal entry. Raises RecordGone."""
    with desk.action(Op.EDIT_BOOK_LISTS) as act:
        if line_id not in {line[0] for line in queries.line_ids(desk.library, list_id)}:
            raise RecordGone()
        act.change(BookListLine, line_id, note=" ".join(note.split())[:LONGEST_NOTE] or None)
        act.note(titles=1)
    return act.journal_id


def _known(desk: Desk, list_id: int) -> None:
    if queries.one(desk.library, list_id) is None:
        raise RecordGone()


def _put(desk: Desk, act: Action, list_id: int, title_ids: Sequence[int]) -> int:
    lines = queries.line_ids(desk.library, list_id)
    here, ordinal = {line[1] for line in lines}, max((line[2] for line in lines), default=0)
    fresh = [title_id for title_id in dict.fromkeys(title_ids) if title_id not in here]
    for title_id in fresh:
        find_title(desk, title_id)
        ordinal += 1
        act.add(BookListLine, list_id=list_id, title_id=title_id, ordinal=ordinal)
    return len(fresh)
