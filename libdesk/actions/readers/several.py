"""One thing done to several readers at once: one entry, undone as one; who is left out is named with the reason.

Where it can be done to nobody, nothing is written and the reasons are told.
"""

from collections.abc import Callable, Iterable
from datetime import date
from typing import Final

from libdesk.actions.desk import Desk
from libdesk.actions.journal import Action
from libdesk.actions.readers.cards import StopReasonMissing
from libdesk.actions.readers.enrolments import enrol
from libdesk.domain.classes import FIRST_MONTH, ClassRef, school_year_of
from libdesk.domain.errors import DeskError
from libdesk.domain.expiry import renewed
from libdesk.domain.ops import Op
from libdesk.domain.rows.readers import ManyDone, ReaderNow
from libdesk.domain.show import show_day
from libdesk.i18n import _, listed, sentences
from libdesk.store.queries import persons as queries
from libdesk.store.tables import Reader

NAMED: Final = 6  # readers whose reason is told; the others are counted
Test = Callable[[ReaderNow], str]
"""Why it cannot be done to this reader; "" when it can."""
Change = Callable[[Action, ReaderNow], object]


class NobodyChanged(DeskError):
    """It could be done to none of them: (name, reason) of each."""

    not_done: tuple[tuple[str, str], ...]

    def text(self) -> str:
        return _("Nothing was changed. {reasons}").format(reasons=told_reasons(self.not_done))


def told_reasons(not_done: Iterable[tuple[str, str]]) -> str:
    """The readers left out, those with the same reason together: 王一、李二：已在这个班。"""
    by_reason: dict[str, list[str]] = {}
    for name, reason in not_done:
        by_reason.setdefault(reason, []).append(name)
    parts = []
    for reason, names in by_reason.items():
        shown = listed(names[:NAMED])
        if len(names) > NAMED:
            shown = _("{names} and {count} more").format(names=shown, count=len(names) - NAMED)
        parts.append(_("{names}: {reason}.").format(names=shown, reason=reason))
    return sentences(*parts)


def move_readers(desk: Desk, *, reader_ids: Iterable[int], to: ClassRef) -> ManyDone:
    """Pupils come into another class from today on; a move of today is put right in place. Raises NobodyChanged."""
    return _move(desk, reader_ids, lambda _ref: to)


def repeat_year(desk: Desk, *, reader_ids: Iterable[int], to: ClassRef | None = None) -> ManyDone:
    """Pupils come into the class with the same number one year below, or into a chosen one. Raises NobodyChanged.

    Of the first grade of a stage there is no year below yet: until the next one comes, they stay where they are.
    """
    return _move(desk, reader_ids, lambda ref: to or ClassRef(ref.stage, ref.entry_year + 1, ref.class_no), below=True)


def stop_readers(desk: Desk, *, reader_ids: Iterable[int], why: str) -> ManyDone:
    """No more loans for these readers until their cards are reopened. Raises StopReasonMissing, NobodyChanged."""
    why = " ".join(why.split())
    if not why:
        raise StopReasonMissing()
    return _several(
        desk, Op.STOP_READER, reader_ids, _away,
        lambda act, person: act.change(Reader, person.id, state="stopped", stopped_why=why),
    )  # fmt: skip


def reopen_readers(desk: Desk, *, reader_ids: Iterable[int]) -> ManyDone:
    """These readers may borrow again. Raises NobodyChanged."""

    def test(person: ReaderNow) -> str:
        return _away(person) or ("" if person.state == "stopped" else _("the card is not stopped"))

    return _several(
        desk, Op.REOPEN_READER, reader_ids, test,
        lambda act, person: act.change(Reader, person.id, state="active", stopped_why=None),
    )  # fmt: skip


def set_expiry(desk: Desk, *, reader_ids: Iterable[int], day: date | None) -> ManyDone:
    """The day until which these cards are valid; None: without end. Raises NobodyChanged."""

    def test(person: ReaderNow) -> str:
        return _away(person) or (_("the card has this day already") if person.expires == day else "")

    text = day.isoformat() if day else None
    return _several(
        desk, Op.EDIT_READER, reader_ids, test, lambda act, person: act.change(Reader, person.id, expires=text)
    )


def renew_cards(desk: Desk, *, reader_ids: Iterable[int]) -> ManyDone:
    """One year more for each card, reckoned from the day it ends. Raises NobodyChanged."""
    today = desk.today

    def test(person: ReaderNow) -> str:
        return _away(person) or ("" if person.expires else _("the card is valid without end"))

    def change(act: Action, person: ReaderNow) -> None:
        act.change(Reader, person.id, expires=renewed(person.expires, today).isoformat())

    return _several(desk, Op.EDIT_READER, reader_ids, test, change)


def _not_yet(ref: ClassRef, today: date) -> str:
    if ref.entry_year <= school_year_of(today):
        return ""
    day = show_day(date(ref.entry_year, FIRST_MONTH, 1), weekday=False, year=True)
    return _("the class one year below is there from {day} on; until then they stay in this one").format(day=day)


def _move(
    desk: Desk, reader_ids: Iterable[int], to: Callable[[ClassRef], ClassRef], *, below: bool = False
) -> ManyDone:
    today = desk.today.isoformat()

    def test(person: ReaderNow) -> str:
        ref = person.class_ref
        if away := _away(person):
            return away
        if person.kind != "pupil" or ref is None:
            return _("only pupils move from class to class")
        if to(ref) == ref:
            return _("is in this class already")
        return _not_yet(to(ref), desk.today) if below else ""

    def change(act: Action, person: ReaderNow) -> None:
        assert person.class_ref is not None
        ref = to(person.class_ref)
        enrol(act, person.id, ref, seat=None, today=today, now=person.enrolment_id, since=person.enrolled)

    return _several(desk, Op.MOVE_READERS, reader_ids, test, change)


def _several(desk: Desk, op: Op, reader_ids: Iterable[int], test: Test, change: Change) -> ManyDone:
    desk.require(op)
    people = queries.persons(desk.library, dict.fromkeys(reader_ids))
    not_done = tuple((person.name, why) for person in people if (why := test(person)))
    able = [person for person in people if not test(person)]
    if not able:
        raise NobodyChanged(not_done)
    with desk.action(op) as act:
        for person in able:
            change(act, person)
        act.note(readers=len(able), **({"reader": able[0].id} if len(able) == 1 else {}))
    return ManyDone(act.journal_id, len(able), not_done)


def _away(person: ReaderNow) -> str:
    return _("has left the school") if person.state == "left" else ""
