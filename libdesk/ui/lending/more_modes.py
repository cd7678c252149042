"""What a scanned copy can mean beyond lend, return and renew: a small menu beside the mode line."""

from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QToolButton

from libdesk.actions.desk import Desk
from libdesk.domain.counter import Mode
from libdesk.domain.ops import Op
from libdesk.i18n import N_, _

MORE: Final = (
    (Mode.RUN, Op.LEND_RUN, "Shift+F2", N_("Several copies for a class or a teacher")),
    (Mode.IN_HOUSE, Op.USE_IN_HOUSE, "Shift+F3", N_("Use in the reading room")),
)


VISITOR_KEY: Final = "Shift+F6"


class MoreModes(QToolButton):
    """The menu; its actions belong to the tab, so that their keys work wherever the focus is on it."""

    chosen = Signal(object)  # Mode
    visited = Signal()
    """Somebody came into the library, who is counted."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.setObjectName("more_modes")
        self.setAccessibleName(_("More ways to lend"))
        self.setToolTip(_("More ways to lend"))
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.setProperty("role", "page")
        self.setText(_("More"))
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.mode_menu = QMenu(self)
        self.setMenu(self.mode_menu)
        for mode, _op, key, words in MORE:
            action = QAction(_(words), self)
            action.setObjectName(f"mode_{mode}")
            action.setData(mode)
            action.setShortcut(key)
            action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            action.triggered.connect(lambda _checked=False, mode=mode: self.chosen.emit(mode))
            self.mode_menu.addAction(action)
        self.visitor = QAction(_("Count one visitor"), self)
        self.visitor.setObjectName("count_visitor")
        self.visitor.setShortcut(VISITOR_KEY)
        self.visitor.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self.visitor.triggered.connect(lambda _checked=False: self.visited.emit())
        self.mode_menu.addAction(self.visitor)

    def refresh(self) -> None:
        """Only what whoever is at the desk may do is there at all."""
        for action, (_mode, op, _key, _words) in zip(self.mode_menu.actions(), MORE, strict=False):
            action.setVisible(self._desk.allows(op))
        self.visitor.setVisible(self._desk.allows(Op.COUNT_VISITS))
