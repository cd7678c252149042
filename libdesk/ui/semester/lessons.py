"""A reading lesson of the timetable begins: its class sits down at the page for class sessions."""

from libdesk.domain.classes import ClassRef
from libdesk.ui.semester.places import go_to
from libdesk.ui.tab import Surroundings


def hold_lesson(around: Surroundings, ref: ClassRef) -> None:
    """Open the page for class sessions with this class chosen."""
    from libdesk.ui.paged_tab import PagedTab
    from libdesk.ui.readers.class_session.page import ClassSessionPage

    found = go_to(around, "readers_tab", ClassSessionPage.NAME)
    if isinstance(found, PagedTab) and isinstance(found.page, ClassSessionPage):
        found.page.choose(ref)
        found.page.take_focus()
