"""Who takes part in an activity: readers, classes, groups and guests, with their works."""

from collections.abc import Iterable, Sequence

from libdesk.actions.activities.activities import known
from libdesk.actions.activities.errors import EntrantGone, LeftTheLibrary, NobodyToEnter
from libdesk.actions.desk import Desk
from libdesk.actions.journal import Action
from libdesk.actions.school import school_of
from libdesk.domain.classes import ClassRef
from libdesk.domain.names import name_key
from libdesk.domain.ops import Op
from libdesk.domain.rows.activities import EntrantRow
from libdesk.domain.school import account_name
from libdesk.domain.value import Value
from libdesk.store.queries import activities as queries
from libdesk.store.tables import Entrant


class Entered(Value):
    """How many were entered, and how many of those chosen took part already or are not in the library any more."""

    entered: int
    already: int
    entrant_id: int | None = None  # the last one that was entered


def enter_readers(desk: Desk, activity_id: int, reader_ids: Sequence[int]) -> Entered:
    """Readers with the class they are in today; who takes part already is passed over.

    Raises ActivityGone, NobodyToEnter, LeftTheLibrary.
    """
    with desk.action(Op.ENTER_ENTRANTS) as act:
        known(desk, activity_id)
        wanted = list(dict.fromkeys(reader_ids))
        here = {row.reader_id: row.name for row in queries.entrants(desk.library, activity_id)}
        fresh = [reader_id for reader_id in wanted if reader_id not in here]
        made = add_readers(act, desk, activity_id, fresh)
        if not made and fresh:
            raise LeftTheLibrary()
        if not made:
            raise NobodyToEnter(len(wanted), here[wanted[0]] if len(wanted) == 1 else "")
        act.note(activity=activity_id, count=len(made))
    return Entered(len(made), len(wanted) - len(made), list(made.values())[-1])


def enter_classes(desk: Desk, activity_id: int, refs: Iterable[ClassRef]) -> Entered:
    """Whole classes, each under the name it has for all its years. Raises ActivityGone, NobodyToEnter."""
    with desk.action(Op.ENTER_ENTRANTS) as act:
        known(desk, activity_id)
        wanted = list(dict.fromkeys(refs))
        here = {row.class_ref for row in queries.entrants(desk.library, activity_id) if row.kind == "class"}
        ids = [add_class(act, desk, activity_id, ref) for ref in wanted if ref not in here]
        if not ids:
            name = school_of(desk).show(wanted[0], desk.today) if len(wanted) == 1 else ""
            raise NobodyToEnter(len(wanted), name)
        act.note(activity=activity_id, count=len(ids))
    return Entered(len(ids), len(wanted) - len(ids), ids[-1])


def enter_names(desk: Desk, activity_id: int, names: Iterable[str], *, kind: str) -> Entered:
    """Groups or guests by their names. Raises ActivityGone, NobodyToEnter."""
    with desk.action(Op.ENTER_ENTRANTS) as act:
        known(desk, activity_id)
        wanted = list(dict.fromkeys(filter(None, (" ".join(name.split()) for name in names))))
        rows = queries.entrants(desk.library, activity_id)
        here = {name_key(row.name) for row in rows if row.kind == kind}
        fresh = [name for name in wanted if name_key(name) not in here]
        ids = [act.add(Entrant, activity_id=activity_id, kind=kind, name=name) for name in fresh]
        if not ids:
            raise NobodyToEnter(len(wanted), wanted[0] if len(wanted) == 1 else "")
        act.note(activity=activity_id, count=len(ids))
    return Entered(len(ids), len(wanted) - len(ids), ids[-1])


def remove_entrants(desk: Desk, entrant_ids: Sequence[int]) -> int:
    """They do not take part after all; gives how many. Raises EntrantGone."""
    with desk.action(Op.ENTER_ENTRANTS) as act:
        rows = [entry(desk, entrant_id) for entrant_id in entrant_ids]
        for row in rows:
            act.remove(Entrant, row.id)
        act.note(count=-len(rows), **({"activity": rows[0].activity_id} if rows else {}))
    return len(rows)


def entry(desk: Desk, entrant_id: int) -> EntrantRow:
    """One entrant as it is. Raises EntrantGone."""
    row = queries.entrant(desk.library, entrant_id)
    if row is None:
        raise EntrantGone()
    return row


# Parts of other actions, which take the open one.


def add_readers(act: Action, desk: Desk, activity_id: int, reader_ids: Sequence[int]) -> dict[int, int]:
    """Entrant by reader, of those who are in the library."""
    classes = queries.snapshots(desk.library, reader_ids)
    made: dict[int, int] = {}
    for reader_id in reader_ids:
        if reader_id in classes:
            stage, year, number = classes[reader_id]
            made[reader_id] = act.add(
                Entrant, activity_id=activity_id, kind="reader", reader_id=reader_id, stage=stage, entry_year=year,
                class_no=number,
            )  # fmt: skip
    return made


def add_class(act: Action, desk: Desk, activity_id: int, ref: ClassRef) -> int:
    """A whole class."""
    return act.add(
        Entrant, activity_id=activity_id, kind="class", name=account_name(ref, school_of(desk)), stage=ref.stage.value,
        entry_year=ref.entry_year, class_no=ref.class_no,
    )  # fmt: skip
