"""The school at this desk: its way with grades and classes, from the settings and from the classes that are there."""

from libdesk.actions.desk import Desk
from libdesk.domain.school import School
from libdesk.store.queries import groups


def school_of(desk: Desk) -> School:
    """The school's system and stages; where no stage is set, those of the classes that are there."""
    return School.of(desk.settings, () if desk.settings.stages else groups.stages_in_use(desk.library))
