"""What the window prints when a page asks for it: a document by its maker, the sheet with a recovery code."""

from collections.abc import Callable

from libdesk.i18n import _
from libdesk.ui.printing import show_document
from libdesk.ui.tab import Surroundings


def print_document(around: Surroundings, name: str, make: Callable[[], bytes]) -> None:
    """Make a PDF beside the desk and show it; `name` is its title and its file's name."""
    show_document(around, name, lambda _desk, _progress: make(), name)


def print_recovery(around: Surroundings, name: str, code: str) -> None:
    """The sheet that a librarian keeps."""
    print_document(around, _("Recovery code"), recovery_maker(around, name, code))


def recovery_maker(around: Surroundings, name: str, code: str) -> Callable[[], bytes]:
    """What makes the sheet with a new recovery code: the only copy of the code there is."""
    school, day = around.desk.settings.school, around.desk.today

    def make() -> bytes:
        from libdesk.documents.recovery_sheet import recovery_sheet

        return recovery_sheet(school, name, code, day)

    return make
