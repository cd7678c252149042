"""What stands on the lending tab and where; shows a session and knows nothing of what is done there."""

import time
from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QVBoxLayout, QWidget

from libdesk.actions.desk import Desk
from libdesk.domain.ops import Op
from libdesk.i18n import _
from libdesk.store.queries import desk as queries
from libdesk.ui import theme
from libdesk.ui.lending import showing
from libdesk.ui.lending.more_modes import MoreModes
from libdesk.ui.lending.session import DeskSession
from libdesk.ui.widgets.inline_form import InlineForm
from libdesk.ui.widgets.mode_line import ModeLine
from libdesk.ui.widgets.outcome_banner import OutcomeBanner
from libdesk.ui.widgets.reader_panel import ReaderPanel
from libdesk.ui.widgets.recent_list import RecentList, RecentRow
from libdesk.ui.widgets.scan_box import ScanBox

WIDTHS = (64, 36)  # the desk and the reader's panel, in hundredths


class DeskFace(QSplitter):
    """Mode, box, outcome, question and last scans at the left; the reader at the right."""

    def __init__(self, desk: Desk, *, clock: Callable[[], float] = time.monotonic) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self.setObjectName("lending_splitter")
        self._rows: list[RecentRow] = []
        self.more_modes = MoreModes(desk)
        self.mode_line = ModeLine()
        self.box = ScanBox(clock=clock)
        self.banner = OutcomeBanner()
        self.form = InlineForm()
        self.recent = RecentList(after=self.box)
        self.panel = ReaderPanel(after=self.recent.last_button)
        self._assemble()

    def _assemble(self) -> None:
        left, right = QWidget(), QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, theme.space(2), 0)
        column.setSpacing(theme.space(2))
        top = QHBoxLayout()
        top.setSpacing(theme.space(2))
        top.addWidget(self.mode_line, 1)
        top.addWidget(self.more_modes)
        column.addLayout(top)
        for widget in (self.box, self.banner, self.form):
            column.addWidget(widget)
        column.addWidget(self.recent, 1)
        self._side = QVBoxLayout(right)
        self._side.setContentsMargins(0, 0, 0, 0)
        self._side.addWidget(self.panel, 1)
        self.setChildrenCollapsible(False)
        for number, half in enumerate((left, right)):
            self.addWidget(half)
            self.setStretchFactor(number, WIDTHS[number])
        self.setSizes([width * 10 for width in WIDTHS])

    def put_below_reader(self, widget: QWidget) -> None:
        self._side.addWidget(widget)

    def show_session(self, session: DeskSession) -> None:
        """All but the banner: mode, counts of the day, reader, last scans."""
        self.show_mode(session)
        counts = queries.day_counts(session.desk.read(Op.SEE_DESK), session.desk.today)
        words = _("Today {lent} out, {returned} back")
        self.mode_line.set_counts(words.format(lent=counts.lent, returned=counts.returned))
        self.more_modes.refresh()
        self.panel.show_card(showing.reader_card(session))
        self._show_recent(session)

    def show_mode(self, session: DeskSession, seconds: int | None = None) -> None:
        state = session.state
        shape, words = showing.MODES[state.mode]
        self.mode_line.set_mode(shape, _(words), showing.expected(state, seconds))

    def show_countdown(self, session: DeskSession, seconds: int | None) -> None:
        """The last seconds of a turn: by the reader, or while only a book waits by the mode."""
        if session.state.reader_id is not None:
            self.panel.set_countdown(seconds)
        else:
            self.show_mode(session, seconds)

    def _show_recent(self, session: DeskSession) -> None:
        """Twenty rows are laid out anew only when one of them is another."""
        rows = showing.recent_rows(session)
        if rows != self._rows:
            self._rows = rows
            self.recent.show_rows(rows)
