"""What the window prints when a page asks for it: a document by its maker, the sheet with a recovery code."""

from collections.abc import Callable

from libdesk.domain.rows.documents import TablePaper
from libdesk.i18n import _
from libdesk.ui.keys import KEYS
from libdesk.ui.printing.in_viewer import show_document
from libdesk.ui.tab import Surroundings


def print_document(around: Surroundings, name: str, make: Callable[[], bytes]) -> None:
    """Make a PDF beside the desk and show it; `name` is its title and its file's name."""
    show_document(around, name, lambda _desk, _progress: make(), name)


def list_maker(*papers: TablePaper) -> Callable[[], bytes]:
    """What makes a list, or several, as one PDF; it needs no desk any more."""

    def make() -> bytes:
        from libdesk.documents.tables import table_lists

        return table_lists(*papers)

    return make


def print_desk_card(around: Surroundings) -> None:
    """The page that lies at the desk."""
    print_document(around, _("Desk card"), desk_card_maker(around.desk.settings.school))


def desk_card_maker(school: str) -> Callable[[], bytes]:
    """What makes the desk card in the language of now."""

    def make() -> bytes:
        from libdesk.documents.desk_card import desk_card

        return desk_card(school, [(key.shortcut, _(key.words)) for key in KEYS])

    return make


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
