"""After an unclean end: the last steps to compare with the desk, while the whole file is checked in the background."""

from libdesk.actions import backups
from libdesk.actions.desk import Actor, Desk
from libdesk.domain.classes import SchoolSystem
from libdesk.domain.ops import Role
from libdesk.domain.progress import Progress
from libdesk.i18n import _
from libdesk.paths import log_dir
from libdesk.store.queries.last_lines import last_lines
from libdesk.ui.crash_notice import AfterCrashLine
from libdesk.ui.jobs import Lane
from libdesk.ui.tab import Surroundings


def compared_with_the_desk(around: Surroundings) -> AfterCrashLine:
    """The line to put above the pages; the check of the file, started here, tells it what it found."""
    desk = around.desk
    line = AfterCrashLine(
        last_lines(desk.library),
        zone=desk.settings.zone,
        today=desk.today,
        system=SchoolSystem(desk.settings.school_system),
        log_folder=log_dir(),
    )
    around.jobs.start(
        Lane.DOCUMENTS, _("Checking the library"), _check, line.show_sound, lambda error: around.say(str(error))
    )
    return line


def _check(desk: Desk, progress: Progress) -> bool:
    desk.actor = Actor(Role.SYSTEM)
    return backups.check_library(desk, progress)
