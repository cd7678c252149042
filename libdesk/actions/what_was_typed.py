"""What was typed about a reader is read as this school means it: class, day, numbers. Nothing is written here."""

from datetime import date

from libdesk.actions.desk import Desk
from libdesk.actions.school import school_of
from libdesk.domain.classes import ClassRef
from libdesk.domain.reader_form import (
    ACCOUNTS,
    IN_CLASS,
    ClassMissing,
    DayUnread,
    NotResponsible,
    PersonalNumber,
    ReaderForm,
    ReaderValues,
    read_name,
    read_seat,
    read_words,
)
from libdesk.exchange.dates import parse_day
from libdesk.exchange.sensitive import is_personal_number
from libdesk.store.queries import persons


def read_form(desk: Desk, form: ReaderForm) -> ReaderValues:
    """The fields as they are kept; what does not belong to this kind of reader is left out.

    Raises the sentences of domain/reader_form.py, or ClassUnread, ClassUnclear, ClassAway.
    """
    name = read_name(form.name)
    in_class = form.kind in IN_CLASS
    school_no = read_words(form.school_no)
    if is_personal_number(school_no):
        raise PersonalNumber()
    return ReaderValues(
        name=name,
        kind=form.kind,
        class_ref=_class(desk, form) if in_class else None,
        seat=read_seat(form.seat) if form.kind == "pupil" else None,
        department=(read_words(form.department) or None) if not in_class else None,
        school_no=school_no or None,
        expires=read_day(form.expires),
        sex=(read_words(form.sex) or None) if desk.settings.keep_sex and form.kind not in ACCOUNTS else None,
        responsible_id=_responsible(desk, form) if form.kind in ACCOUNTS else None,
    )


def read_day(typed: str) -> date | None:
    """A day as people write it, None for an empty field. Raises DayUnread."""
    if not typed.strip():
        return None
    day = parse_day(typed)
    if day is None:
        raise DayUnread(typed.strip()[:20])
    return day


def _class(desk: Desk, form: ReaderForm) -> ClassRef:
    if not form.class_text.strip():
        raise ClassMissing(form.kind)
    return school_of(desk).one_meant(form.class_text, desk.today)


def _responsible(desk: Desk, form: ReaderForm) -> int | None:
    if form.responsible_id is None:
        return None
    person = persons.person(desk.library, form.responsible_id)
    if person is None or person.kind not in ("teacher", "staff") or person.state in ("left", "erased"):
        raise NotResponsible()
    return form.responsible_id
