"""Who may be given aids, found by what is typed: classes by their name of today, departments, teachers and staff.

A class with pupils that has no account yet, and a department that has none, stand among what is found: chosen, they
get theirs on the spot.
"""

from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from libdesk.actions.desk import Desk
from libdesk.actions.readers.class_accounts import make_class_accounts
from libdesk.actions.readers.edit import add_reader
from libdesk.actions.school import school_of
from libdesk.domain.classes import ClassRef
from libdesk.domain.names import begins_with_initials
from libdesk.domain.ops import Op
from libdesk.domain.reader_form import ReaderForm
from libdesk.domain.rows.aids import Receiver
from libdesk.domain.rows.reader_groups import ReaderGroup
from libdesk.domain.rows.readers import ReaderFound
from libdesk.domain.show import show_reader_kind
from libdesk.i18n import _
from libdesk.store.queries import groups, readers
from libdesk.store.queries.aids import stock as queries
from libdesk.ui.semester.aids import words

MOST: Final = 20  # of each kind; a longer list is narrowed by typing on
SHORTEST: Final = 2  # letters of a department that may be made


class Choice(NamedTuple):
    """Somebody who receives; without an `id` an account is made for `ref`, or for the department `name`."""

    id: int | None
    name: str
    beside: str
    ref: ClassRef | None = None


def find(desk: Desk, text: str) -> list[Choice]:
    """Classes first, then departments, then who is called so, then who belongs to the department that was typed.

    A department that could be made comes before its teachers, but after those who are called so.
    """
    typed = " ".join(text.split())
    found = _accounts(desk, typed)
    if desk.allows(Op.MAKE_ACCOUNTS):
        found += _classes_without(desk, typed)
    found += _departments(desk, typed)
    found += _people(desk, [row for kind in ("teacher", "staff") for row in _of_kind(desk, typed, kind)])
    members = _people(desk, _members(desk, typed))
    if desk.allows(Op.ADD_READER) and len(typed) >= SHORTEST:
        found += _departments_to_make(desk, typed, {one.name for one in (*found, *members)})
    return list(dict.fromkeys((*found, *members)))


def make(desk: Desk, choice: Choice) -> tuple[int, str]:
    """The account of a class or a department that has none; gives it and what is said of it. Raises DeskError."""
    if choice.ref is not None:
        made = make_class_accounts(desk, [choice.ref])
        account = next(one.account for one in groups.classes_with_pupils(desk.library) if one.ref == choice.ref)
        told = _("{name} has a class account now, card {card}. F8 takes it back.")
        return account or 0, told.format(name=choice.name, card=made.first_card)
    reader_id, _entry = add_reader(desk, ReaderForm(choice.name, kind="department"), anyway=True)
    return reader_id, _("“{name}” is among the receivers now. F8 takes it back.").format(name=choice.name)


def _accounts(desk: Desk, typed: str) -> list[Choice]:
    ids = [row.id for row in _of_kind(desk, typed, "class")]
    return [_known(desk, one) for one in queries.receivers(desk.library, ids)]


def _departments(desk: Desk, typed: str) -> Iterator[Choice]:
    for one in queries.receivers(desk.library):
        if one.kind == "department" and _begins(one.name, typed):
            yield _known(desk, one)


def _members(desk: Desk, typed: str) -> list[ReaderFound]:
    """All who belong to the departments that are typed."""
    names = [name for name in groups.departments(desk.library) if _begins(name, typed)]
    return [row for name in names for row in _rows(desk, "", ReaderGroup("department", department=name))]


def _people(desk: Desk, rows: Sequence[ReaderFound]) -> list[Choice]:
    by_id = {one.id: one for one in queries.receivers(desk.library, [row.id for row in rows])}
    here = [by_id[row.id] for row in rows]
    return [_known(desk, one) for one in here if one.kind in ("teacher", "staff")]


def _classes_without(desk: Desk, typed: str) -> Iterator[Choice]:
    school, today = school_of(desk), desk.today
    meant = set(school.meant(typed, today))
    for ref in groups.classes_without_account(desk.library):
        if ref in meant and school.at_school(ref, today):
            yield Choice(None, school.show(ref, today), _("no account yet; it gets one"), ref)


def _departments_to_make(desk: Desk, typed: str, here: set[str]) -> Iterator[Choice]:
    """Those that teachers belong to, and the very words typed where nothing else fits."""
    names = [name for name in groups.departments(desk.library) if _begins(name, typed)]
    if not here and not names and not school_of(desk).meant(typed, desk.today) and not typed.isascii():
        names = [typed]
    for name in names:
        if name not in here:
            yield Choice(None, name, _("as one receiver; it gets an account"))


def _known(desk: Desk, one: Receiver) -> Choice:
    if one.kind in ("class", "department"):
        return Choice(one.id, words.who(desk, one), show_reader_kind(one.kind))
    return Choice(one.id, one.name, one.department or show_reader_kind(one.kind))


def _of_kind(desk: Desk, typed: str, kind: str) -> list[ReaderFound]:
    return _rows(desk, typed, ReaderGroup("kind", kind=kind))


def _rows(desk: Desk, typed: str, group: ReaderGroup) -> list[ReaderFound]:
    school = school_of(desk)
    library = desk.read(Op.FIND_READERS)
    found = readers.find_readers(library, typed, desk.today, school.system, limit=MOST, group=group, school=school)
    return [row for row in found.rows if row.state in ("active", "stopped")]


def _begins(name: str, typed: str) -> bool:
    wanted = typed.casefold()
    return bool(wanted) and (wanted in name.casefold() or begins_with_initials(name, wanted))
