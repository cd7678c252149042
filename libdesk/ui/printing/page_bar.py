"""Buttons that turn the pages of a preview and make them larger: what the keys of the page do too."""

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QIntValidator, QPaintEvent
from PySide6.QtWidgets import QLineEdit, QToolButton, QVBoxLayout, QWidget

from libdesk.i18n import _, ngettext
from libdesk.ui import icons, theme
from libdesk.ui.parts import across, label, named, wrapped
from libdesk.ui.printing.page_face import FIRST, LAST
from libdesk.ui.printing.paper import ZOOMS, Fit, Zoom
from libdesk.ui.settings.section import choice, choose
from libdesk.ui.widgets.fit_label import FitLabel

LEAST = 14  # steps of width below which facts say nothing


class PageBar(QWidget):
    """`turned(steps)` as the page has it, `page_asked(number)` from 0, `zoom_asked`, `stepped(+1 or -1)`."""

    turned = Signal(int)
    page_asked = Signal(int)
    zoom_asked = Signal(object)
    stepped = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("paper_bar")
        self._first = _tool("paper_first", _("First page"), icons.FIRST, lambda: self.turned.emit(FIRST))
        self._back = _tool("paper_back", _("Previous page"), icons.PREVIOUS, lambda: self.turned.emit(-1))
        self.number = named(QLineEdit("1"), "paper_number")
        self.number.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.number.setValidator(QIntValidator(1, 1_000_000, self.number))
        self.number.setAccessibleName(_("Page"))
        self._of = named(label(), "paper_count")
        self.facts = named(_Facts(theme.Step.NOTE, role="faint"), "paper_facts")
        self._next = _tool("paper_next", _("Next page"), icons.FOLLOWING, lambda: self.turned.emit(1))
        self._last = _tool("paper_last", _("Last page"), icons.LAST, lambda: self.turned.emit(LAST))
        self._out = _tool("paper_smaller", _("Smaller"), icons.ZOOM_OUT, lambda: self.stepped.emit(-1))
        self.zoom = choice("paper_zoom", [(Fit.PAGE, _("Whole page")), (Fit.WIDTH, _("Page width"))])
        for size in ZOOMS:
            self.zoom.addItem(_("True size") if size == 1 else f"{size:.0%}", size)
        self.zoom.setAccessibleName(_("Size of the page on the screen"))
        self._in = _tool("paper_larger", _("Larger"), icons.ZOOM_IN, lambda: self.stepped.emit(1))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(
            wrapped(
                self._first, self._back, self.number, self._of, self._next, self._last, (self.facts, 1),
                across(self._out, self.zoom, self._in, gap=1, end=False),
            )
        )  # fmt: skip
        self.number.editingFinished.connect(self._typed)
        self.zoom.activated.connect(lambda _row: self.zoom_asked.emit(self.zoom.currentData()))
        self.show_place(0, 0)

    def show_place(self, number: int, count: int) -> None:
        """Page `number` from 0 of `count`; 0 of 0: there is none."""
        self._shown = number + 1
        self.number.setText(str(self._shown) if count else "")
        words = ngettext("of {n} page", "of {n} pages", count).format(n=f"{count:,}")
        self._of.setText(words if count else "")
        self.number.setFixedWidth(theme.space(6) + self.fontMetrics().horizontalAdvance("0" * max(len(str(count)), 2)))
        for tools, able in (((self._first, self._back), number > 0), ((self._next, self._last), number + 1 < count)):
            for tool in tools:
                if tool.hasFocus() and not able:
                    self.number.setFocus()
                tool.setEnabled(able)
        for part in (self.number, self.zoom, self._out, self._in):
            part.setEnabled(count > 0)

    def _typed(self) -> None:
        typed = int(self.number.text() or 0)
        if typed and typed != self._shown:
            self.page_asked.emit(typed - 1)

    def show_zoom(self, zoom: Zoom) -> None:
        choose(self.zoom, zoom)


class _Facts(FitLabel):
    """They take the room that the buttons leave and never push one into the next line; whole in the tooltip."""

    def sizeHint(self) -> QSize:
        return self.minimumSizeHint()

    def minimumSizeHint(self) -> QSize:
        return QSize(0, super().minimumSizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self.is_cut() or self.width() >= theme.space(LEAST):
            super().paintEvent(event)


def _tool(name: str, words: str, icon: str, answer: Callable[[], object]) -> QToolButton:
    made = named(QToolButton(), name)
    icons.set_icon(made, icon)
    made.setToolTip(words)
    made.setAccessibleName(words)
    made.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    made.setProperty("role", "quiet")
    made.clicked.connect(lambda _checked=False: answer())
    return made
