"""One field of many books is changed in one step: previewed first, one entry, one undo. Copies follow their titles.

A title that comes into another class gets a number of that class, as it does when it is changed alone; one that had no
number, or whose number is of another class already, keeps what it has.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

from libdesk.actions.cataloguing.copies import change_copy
from libdesk.actions.cataloguing.copies import plan as plan_copies
from libdesk.actions.cataloguing.errors import NothingDone
from libdesk.actions.cataloguing.numbers import Numbers, leave_number
from libdesk.actions.cataloguing.titles import follow
from libdesk.actions.desk import Desk
from libdesk.domain.callnumbers import book_class, book_part, class_part
from libdesk.domain.copy_rules import WHY_NOT, WhyNot
from libdesk.domain.ops import Op
from libdesk.domain.progress import Progress
from libdesk.domain.rows.books_change import BooksChange, BooksPreview
from libdesk.domain.rows.catalogue import CopiesDone, CopyRow
from libdesk.domain.title_rules import LONGEST_TEXT, check
from libdesk.domain.titles import TitleFields
from libdesk.i18n import _
from libdesk.store.queries import titles as queries
from libdesk.store.tables import Title

Titles = list[tuple[int, TitleFields, TitleFields]]
Copies = list[tuple[CopyRow, dict[str, Any]]]


def preview_books(desk: Desk, title_ids: Iterable[int], change: BooksChange) -> BooksPreview:
    """What `edit_books` would do; nothing is written."""
    desk.require(Op.EDIT_BOOKS)
    return _plan(desk, list(title_ids), change)[0]


def edit_books(
    desk: Desk, title_ids: Iterable[int], change: BooksChange, progress: Progress | None = None
) -> CopiesDone:
    """Change a field of these titles, or of all their copies that are not withdrawn. Raises NothingDone, Cancelled."""
    desk.require(Op.EDIT_BOOKS)
    ids = list(title_ids)
    with desk.action(Op.EDIT_BOOKS) as act:
        preview, titles, copies = _plan(desk, ids, change)
        if not preview.changed:
            raise NothingDone(preview.not_done)
        step = partial((progress or Progress()).step, total=len(titles) + len(copies))
        for number, (title_id, before, after) in enumerate(titles):
            step(number)
            columns = after.columns()
            old = before.columns()
            if before.call_no != after.call_no:
                leave_number(act, title_id)
            act.change(Title, title_id, **{name: value for name, value in columns.items() if value != old[name]})
            follow(act, desk, title_id, before, after)
        for number, (copy, values) in enumerate(copies):
            step(number)
            change_copy(act, desk, copy, values)
        counts = {"titles": len(titles)} if change.of_title else {"copies": len(copies)}
        act.note(field=change.field, **counts)
    return CopiesDone(act.journal_id, preview.changed, preview.not_done)


def _plan(desk: Desk, ids: Sequence[int], change: BooksChange) -> tuple[BooksPreview, Titles, Copies]:
    return _plan_titles(desk, ids, change) if change.of_title else _plan_copies(desk, ids, change)


def _plan_titles(desk: Desk, ids: Sequence[int], change: BooksChange) -> tuple[BooksPreview, Titles, Copies]:
    froms: Counter[Any] = Counter()
    able: Titles = []
    not_done: list[tuple[str, str]] = []
    found = queries.fields_of(desk.library, ids)
    numbers = Numbers(desk.library.connection, desk.settings)
    for title_id, before in found.items():
        after = _changed(before, change)
        if after == before:
            not_done.append((before.title, _(WHY_NOT[WhyNot.SAME])))
        elif len(after.subjects) > LONGEST_TEXT:
            not_done.append((before.title, _("has no room for more subjects")))
        elif faults := [fault for fault in check(after) if fault.field in _columns(change.field)]:
            not_done.append((before.title, faults[0].text()))
        else:
            able.append((title_id, before, _numbered(numbers, before, after)))
            froms[_value(before, change.field)] += 1
    moved = [(before.call_no, after.call_no) for _id, before, after in able if before.call_no != after.call_no]
    preview = BooksPreview(len(found), 0, len(able), tuple(froms.most_common()), tuple(not_done), tuple(moved))
    return preview, able, []


def _columns(field: str) -> tuple[str, ...]:
    return ("grade_from", "grade_to") if field == "grades" else (field,)


def _numbered(numbers: Numbers, before: TitleFields, after: TitleFields) -> TitleFields:
    """With a number of its new class, where its number was of the old one."""
    old, new = book_class(before.class_no), book_class(after.class_no)
    if old == new or not new or not book_part(before.call_no) or class_part(before.call_no) != old:
        return after
    call_no = numbers.give(
        after.class_no, author=after.author, title=after.title, shelving=after.shelving, edition=after.edition
    )
    return replace(after, call_no=call_no)


def _plan_copies(desk: Desk, ids: Sequence[int], change: BooksChange) -> tuple[BooksPreview, Titles, Copies]:
    copies = [copy for copy in queries.copies_of_titles(desk.library, ids) if copy.status != "withdrawn"]
    able, not_done = plan_copies(copies, {change.field: change.value})
    froms = Counter(getattr(copy, change.field) for copy, _values in able)
    titles = len({copy.title_id for copy in copies})
    preview = BooksPreview(titles, len(copies), len(able), tuple(froms.most_common()), tuple(not_done))
    return preview, [], able


def _changed(before: TitleFields, change: BooksChange) -> TitleFields:
    if change.field == "grades":
        first, last = change.value or (None, None)
        return replace(before, grade_from=first, grade_to=last)
    if change.field == "subjects" and change.value:
        words = [word for word in before.subjects.split("；") if word]
        added = [word for word in str(change.value).split("；") if word and word not in words]
        return replace(before, subjects="；".join([*words, *added]))
    if change.field == "class_no":
        return replace(before, class_no=book_class(str(change.value or "")))
    return replace(before, **{change.field: change.value or ""})  # type: ignore[arg-type]  # texts alone


def _value(fields: TitleFields, field: str) -> Any:
    return (fields.grade_from, fields.grade_to) if field == "grades" else getattr(fields, field)
