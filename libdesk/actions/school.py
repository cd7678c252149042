"""The school at this desk: its way with grades and classes, from the settings and from the classes that are there."""

from libdesk.actions.desk import Desk
from libdesk.domain.school import School
from libdesk.store.queries import desk as desk_queries
from libdesk.store.queries import groups


def school_of(desk: Desk) -> School:
    """The school's system and stages; where no stage is set, those of the classes that are there."""
    return School.of(desk.settings, () if desk.settings.stages else groups.stages_in_use(desk.library))


def known_as(desk: Desk, reader_id: int) -> str:
    """A reader's name; an account of a class is called as its class is today, and not by its year."""
    reader = desk_queries.borrower(desk.library, reader_id, desk.today, desk.settings.school_system)
    if reader is None:
        return ""
    ref = reader.class_ref if reader.kind == "class" else None
    return school_of(desk).show(ref, desk.today) if ref is not None else reader.name
