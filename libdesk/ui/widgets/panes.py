"""Two panes beside each other, or one below the other where the page is narrower than both need.

Beside each other each scrolls by itself where it is higher than the page: a long panel does not lengthen the window.
"""

from typing import Final

from PySide6.QtCore import QByteArray, QEvent, QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSplitter, QWidget

from libdesk.ui import theme
from libdesk.ui.page_area import GivingArea
from libdesk.ui.pc_settings import PcSettings

NEEDS: Final = (90, 70)
"""Steps of width in which a list and what stands beside it are read with ease."""


class Pane(GivingArea):
    """One of the two, with a bar of its own; `upright` gives it all the height it asks for."""

    upright = False

    def minimumSizeHint(self) -> QSize:
        return self.least() if self.upright else super().minimumSizeHint()


class Panes(QSplitter):
    """`shares` are their widths in any measure; with `pc` a width that a person gave is remembered under `name`.

    `needs` are the widths in steps below which they stand one below the other, the `upper` one above.
    Without `scrolls` the panes see to bars themselves.
    """

    turned = Signal(bool)
    """They stand one below the other from now on, or beside each other again."""

    def __init__(
        self, name: str, first: QWidget, second: QWidget, *, shares: tuple[int, int], pc: PcSettings | None = None,
        needs: tuple[int, int] = NEEDS, upper: int = 0, scrolls: bool = True,
    ) -> None:  # fmt: skip
        super().__init__(Qt.Orientation.Horizontal)
        self.setObjectName(name)
        self._shares, self._pc, self._needs, self._upper = shares, pc, needs, upper
        self._panes: tuple[QWidget, ...] = (Pane(first), Pane(second)) if scrolls else (first, second)
        self._turning = False
        for place, pane in enumerate(self._panes):
            self.addWidget(pane)
            self.setStretchFactor(place, shares[place])
        self.setChildrenCollapsible(False)
        self._share_out()
        self.splitterMoved.connect(self._keep)
        if pc is not None:
            self.restoreState(pc.state(name))
            self.setOrientation(Qt.Orientation.Horizontal)  # a state may hold another

    @property
    def stacked(self) -> bool:
        return self.orientation() is Qt.Orientation.Vertical

    def show_second(self, shown: bool) -> None:
        """Without the second pane the first has all the room."""
        self._panes[1].setVisible(shown)

    def minimumSizeHint(self) -> QSize:
        """As wide as the wider pane; as high as they are as they stand now."""
        least = self._least()
        heights = [size.height() for size in least]
        high = sum(heights) + self.handleWidth() if self.stacked else max(heights)
        return QSize(max(size.width() for size in least), high)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._turn()
        super().resizeEvent(event)

    def event(self, event: QEvent) -> bool:
        done = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest:  # a pane may need another width now
            self._turn()
        return done

    def _least(self) -> list[QSize]:
        return [pane.minimumSizeHint().expandedTo(pane.minimumSize()) for pane in self._panes]

    def _needed(self) -> list[int]:
        """The widths that both need beside each other, whichever way they stand now."""
        least = [
            pane.least().width() + pane.bar
            if isinstance(pane, Pane)
            else pane.minimumSizeHint().expandedTo(pane.minimumSize()).width()
            for pane in self._panes
        ]
        return [max(wide, theme.space(steps)) for wide, steps in zip(least, self._needs, strict=True)]

    def _turn(self) -> None:
        upright = self.width() < sum(self._needed()) + self.handleWidth()
        if upright == self.stacked or self._turning:
            return
        self._turning = True  # what a pane asks for may change while it turns
        self.setOrientation(Qt.Orientation.Vertical if upright else Qt.Orientation.Horizontal)
        for pane in self._panes:
            if isinstance(pane, Pane):
                pane.upright = upright
            pane.updateGeometry()
        if self._upper:
            self.insertWidget(0, self._panes[self._upper if upright else 0])
        self._share_out()
        if self._pc is not None and not upright:
            self.restoreState(self._pc.state(self.objectName()))
        self._turning = False
        self.turned.emit(upright)
        self.updateGeometry()

    def _share_out(self) -> None:
        self.setSizes([share * 1000 for share in self._shares])

    def _keep(self) -> None:
        if self._pc is not None and not self.stacked:
            self._pc.keep_state(self.objectName(), QByteArray(self.saveState()))
