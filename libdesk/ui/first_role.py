"""Where a librarian begins: with what is due today, or at the desk where somebody waits.

Whoever has just set the library up goes on as its librarian, and is told how to become one later.
"""

from PySide6.QtWidgets import QWidget

from libdesk.actions import staff
from libdesk.domain.ops import Op
from libdesk.domain.outcome import Outcome
from libdesk.i18n import _
from libdesk.ui.main_window import MainWindow
from libdesk.ui.paged_tab import PagedTab

SECONDS = 20.0  # the first line that a new librarian reads here
OVER = (Outcome.LENT, Outcome.RETURNED, Outcome.RENEWED, Outcome.DONE)


def begin_with_today(window: MainWindow) -> None:
    """Somebody has signed in as a librarian: today's page, unless this PC begins at the desk or the desk is in use."""
    desk = window.desk
    if window.pc.begins_at_desk or not desk.allows(Op.SEE_PLAN) or not _is_idle(window):
        return
    if desk.watch.doubt() is not None:  # which day today is, is what the librarian was called for
        return
    tab = window.show_tab("semester_tab")
    if isinstance(tab, PagedTab):
        tab.show_page("today_page").take_focus()


def _is_idle(window: MainWindow) -> bool:
    """At the desk nobody's books are open, nothing is asked or typed, and nothing stands there that needs an answer."""
    lending = window.lending
    told = lending.session.told
    return (
        window.tabs.current is lending
        and lending.session.state.idle
        and (told is None or told.outcome in OVER)
        and not lending.form.isVisible()
        and not lending.box.text()
    )


def begin_as_librarian(window: QWidget | None) -> None:
    """Without a PIN at once; where one was set it is asked for by F9, as always."""
    if not isinstance(window, MainWindow):
        return
    if staff.open_to_all(window.desk):
        window.switch_role()
    else:
        text = _("Press F9 and type your PIN: readers, lists and settings are the librarian's.")
        window.toast.show_text(text, seconds=SECONDS)
