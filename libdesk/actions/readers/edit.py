"""One reader is added or changed from what was typed; class, cards and fields in one step that can be undone."""

from collections.abc import Iterator
from datetime import date

from libdesk.actions.desk import Desk
from libdesk.actions.errors import BarcodeTaken, ReaderUnknown
from libdesk.actions.helpers.appointing import end_appointments
from libdesk.actions.journal import Action
from libdesk.actions.readers.enrolments import enrol, leave_class
from libdesk.actions.what_was_typed import read_form
from libdesk.domain.barcodes import new_numbers, read_label
from libdesk.domain.classes import ClassRef
from libdesk.domain.ops import Op
from libdesk.domain.reader_form import ReaderForm, ReaderValues, SameName, SchoolNumberTaken
from libdesk.domain.rows.readers import ReaderNow
from libdesk.store.queries import code_runs
from libdesk.store.queries import desk as desk_queries
from libdesk.store.queries import persons as queries
from libdesk.store.tables import Barcode, Enrolment, Reader


def free_cards(desk: Desk) -> Iterator[str]:
    """Card numbers that nobody has, as a roster gives them."""
    from libdesk.actions.imports.reader_plan import card_numbering

    numbering = card_numbering(desk.settings.card_prefix)
    kept = code_runs.kept_codes(desk.library).codes(numbering)
    return new_numbers([*queries.codes_beginning(desk.library, numbering.prefix), *kept], numbering)


def next_card(desk: Desk) -> str:
    """The number that the next new reader is offered."""
    return next(free_cards(desk))


def add_reader(desk: Desk, form: ReaderForm, *, card: str = "", anyway: bool = False) -> tuple[int, int]:
    """Add a reader with a card; gives the reader and the journal entry.

    An empty `card` takes the next free number. `anyway`: also where somebody of this name is there already. Raises what
    read_form does, SameName, SchoolNumberTaken, BarcodeUnusable, BarcodeTaken.
    """
    from libdesk.domain.names import sort_key  # pypinyin

    desk.require(Op.ADD_READER)
    values = read_form(desk, form)
    if not anyway:
        _tell_same_name(desk, values)
    with desk.action(Op.ADD_READER) as act:
        _check_school_no(desk, values, None)
        key, printed = _new_card(desk, card)
        today = desk.today.isoformat()
        reader_id = act.add(
            Reader, kind=values.kind, name=values.name, sort_name=sort_key(values.name), sex=values.sex,
            school_no=values.school_no, department=values.department, expires=_iso(values.expires),
            responsible_id=values.responsible_id, joined=today,
        )  # fmt: skip
        if values.class_ref is not None:
            enrol(act, reader_id, values.class_ref, seat=values.seat, today=today, now=None, since=None)
        act.add(Barcode, code_key=key, printed=printed, reader_id=reader_id, since=act.at)
        act.note(reader=reader_id)
    return reader_id, act.journal_id


def edit_reader(desk: Desk, reader_id: int, form: ReaderForm) -> int:
    """Change a reader to what was typed; gives the journal entry, 0 where nothing differs.

    Raises what read_form does, SchoolNumberTaken, ReaderUnknown.
    """
    desk.require(Op.EDIT_READER)
    values = read_form(desk, form)
    before = queries.person(desk.library, reader_id)
    if before is None:
        raise ReaderUnknown()
    changed = _differences(desk, before, values)
    moves = _moves(before, values)
    if not changed and not moves:
        return 0
    with desk.action(Op.EDIT_READER) as act:
        _check_school_no(desk, values, reader_id)
        if changed:
            act.change(Reader, reader_id, **changed)
        if moves:
            _change_class(act, before, values, desk.today.isoformat())
        if "kind" in changed and values.kind != "pupil":
            end_appointments(desk, act, reader_id)
        act.note(reader=reader_id)
    return act.journal_id


def form_of(desk: Desk, person: ReaderNow) -> ReaderForm:
    """The fields of a reader as the edit panel shows them: the class by its name of today."""
    from libdesk.actions.school import school_of

    school = school_of(desk)
    ref = person.class_ref
    return ReaderForm(
        name=person.name, kind=person.kind,
        class_text=school.show(ref, desk.today) if ref else "",
        seat=str(person.seat or ""), department=person.department, school_no=person.school_no,
        expires=_iso(person.expires) or "", sex=person.sex, responsible_id=person.responsible_id,
    )  # fmt: skip


def _differences(desk: Desk, before: ReaderNow, values: ReaderValues) -> dict[str, object]:
    from libdesk.domain.names import sort_key

    after: dict[str, object] = {
        "name": values.name, "kind": values.kind, "school_no": values.school_no, "department": values.department,
        "expires": _iso(values.expires), "responsible_id": values.responsible_id,
    }  # fmt: skip
    old = {
        "name": before.name, "kind": before.kind, "school_no": before.school_no or None,
        "department": before.department or None, "expires": _iso(before.expires),
        "responsible_id": before.responsible_id,
    }  # fmt: skip
    if desk.settings.keep_sex:
        after["sex"], old["sex"] = values.sex, before.sex or None
    changed = {name: value for name, value in after.items() if value != old[name]}
    if "name" in changed:
        changed["sort_name"] = sort_key(values.name)
    return changed


def _moves(before: ReaderNow, values: ReaderValues) -> bool:
    """Whether class or seat differ. A leaver's class is history: it is left as it is."""
    if before.state == "left":
        return False
    return (before.class_ref, before.seat) != (values.class_ref, values.seat)


def _change_class(act: Action, before: ReaderNow, values: ReaderValues, today: str) -> None:
    now, ref = before.enrolment_id, values.class_ref
    if ref is None:
        if now is not None:
            leave_class(act, today=today, now=now, since=before.enrolled)
    elif ref == before.class_ref and now is not None:
        act.change(Enrolment, now, seat=values.seat)
    else:
        enrol(act, before.id, ref, seat=values.seat, today=today, now=now, since=before.enrolled)


def _tell_same_name(desk: Desk, values: ReaderValues) -> None:
    if queries.same_name(desk.library, values.name, values.class_ref, values.department) is not None:
        raise SameName(values.name, _place(desk, values.class_ref, values))


def _place(desk: Desk, ref: ClassRef | None, values: ReaderValues) -> str:
    from libdesk.actions.school import school_of
    from libdesk.domain.show import show_reader_kind

    if ref is not None:
        return school_of(desk).show(ref, desk.today)
    return values.department or show_reader_kind(values.kind)


def _check_school_no(desk: Desk, values: ReaderValues, reader_id: int | None) -> None:
    if values.school_no is None:
        return
    other = queries.with_school_no(desk.library, values.school_no)
    if other is not None and other[0] != reader_id:
        raise SchoolNumberTaken(values.school_no, other[1])


def _new_card(desk: Desk, typed: str) -> tuple[str, str]:
    """The key of a card and how it is printed. Raises BarcodeUnusable, LabelIsIsbn, LabelIsIssn, BarcodeTaken."""
    if not typed.strip():
        typed = next_card(desk)
    scan = read_label(typed, card=True)
    if desk_queries.owner_of(desk.library, scan.code_key) is not None:
        raise BarcodeTaken(scan.text)
    return scan.code_key, scan.text


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
