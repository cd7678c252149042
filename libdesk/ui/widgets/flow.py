"""Parts beside each other in as many lines as the width asks for: nothing is cut in a small window or in large type."""

from typing import NamedTuple

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QSizePolicy, QSpacerItem, QWidget, QWidgetItem


class _Placed(NamedTuple):
    item: QLayoutItem
    share: int
    width: int


class FlowLayout(QLayout):
    """A part with a `share` takes that much of the room its line leaves; a spring is an empty part with a share.

    Also the sizes it asks for follow the width it has now: a splitter and the window's area know no height for width.
    """

    def __init__(self, parent: QWidget, gap: int) -> None:
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self._shares: list[int] = []
        self._asked = -1  # the height that was asked for last
        self.setContentsMargins(0, 0, 0, 0)
        self.setSpacing(gap)

    def add(self, part: QWidget, share: int = 0) -> None:
        self.addChildWidget(part)
        self.addItem(QWidgetItem(part))
        self._shares[-1] = share

    def add_spring(self) -> None:
        """What comes after it stands at the right end, if it is still on its line."""
        self.addItem(QSpacerItem(0, 0, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum))
        self._shares[-1] = 1

    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)
        self._shares.append(0)
        self.invalidate()

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        if not 0 <= index < len(self._items):
            return None
        del self._shares[index]
        return self._items.pop(index)

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation.Horizontal if any(self._shares) else Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        heights = [self._height(line) for line in self._lines(width)]
        return sum(heights) + self.spacing() * max(len(heights) - 1, 0)

    def sizeHint(self) -> QSize:
        shown = self._shown()
        wide = sum(_wanted(item) for item, _share in shown) + self.spacing() * max(self._widgets(shown) - 1, 0)
        return QSize(wide, self._height_now())

    def minimumSize(self) -> QSize:
        """As wide as the widest part, as high as the lines are now."""
        widest = max((item.minimumSize().width() for item, _share in self._shown()), default=0)
        return QSize(widest, self._height_now())

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        top = rect.top()
        for line in self._lines(rect.width()):
            height = self._height(line)
            self._place(line, QRect(rect.left(), top, rect.width(), height))
            top += height + self.spacing()
        parent, height = self.parentWidget(), self.heightForWidth(rect.width())
        if height != self._asked:
            self._asked = height
            if parent is not None:
                parent.updateGeometry()

    def _height_now(self) -> int:
        wide = self.geometry().width()
        return self.heightForWidth(wide if wide > 0 else 1 << 20)

    def _shown(self) -> list[tuple[QLayoutItem, int]]:
        """What takes room, with its share."""
        pairs = zip(self._items, self._shares, strict=True)
        return [(item, share) for item, share in pairs if item.widget() is None or not item.isEmpty()]

    def _widgets(self, shown: list[tuple[QLayoutItem, int]]) -> int:
        return sum(item.widget() is not None for item, _share in shown)

    def _lines(self, room: int) -> list[list[_Placed]]:
        lines: list[list[_Placed]] = []
        taken = 0
        for item, share in self._shown():
            spring = item.widget() is None
            wide = max(min(_wanted(item), room), item.minimumSize().width())
            gap = self.spacing() if lines and any(one.item.widget() for one in lines[-1]) and not spring else 0
            if not lines or taken + gap + wide > room:
                lines.append([])
                taken = gap = 0
            lines[-1].append(_Placed(item, share, wide))
            taken += gap + wide
        return lines

    def _height(self, line: list[_Placed]) -> int:
        return max(_high(one.item, one.width) for one in line)

    def _place(self, line: list[_Placed], area: QRect) -> None:
        seen = sum(one.item.widget() is not None for one in line)
        left_over = area.width() - sum(one.width for one in line) - self.spacing() * (seen - 1)
        shares = sum(one.share for one in line)
        at = area.left()
        for one in line:
            more = max(left_over, 0) * one.share // shares if shares else 0
            if one.item.widget() is not None:
                high = area.height() if _grows(one.item) else min(_high(one.item, one.width + more), area.height())
                corner = QPoint(at, area.top() + (area.height() - high) // 2)
                one.item.setGeometry(QRect(corner, QSize(one.width + more, high)))
                at += self.spacing()
            at += one.width + more


def _wanted(item: QLayoutItem) -> int:
    return max(item.sizeHint().width(), item.minimumSize().width())


def _grows(item: QLayoutItem) -> bool:
    """Whether a part takes the height of its line; a button keeps its own, in the middle."""
    widget = item.widget()
    return widget is not None and widget.sizePolicy().verticalPolicy() is not QSizePolicy.Policy.Fixed


def _high(item: QLayoutItem, width: int) -> int:
    return item.heightForWidth(width) if item.hasHeightForWidth() else item.sizeHint().height()
