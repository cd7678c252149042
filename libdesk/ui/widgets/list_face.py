"""What a list shows in place of rows: nothing there yet, still reading, or could not be read; each with a way on."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from libdesk.ui import icons, theme

Choice = tuple[str, Callable[[], object]]


class ListFace(QWidget):
    """An icon, a title, one sentence and at most two buttons, in the middle of where the rows would be."""

    ICON_SIDE = 10

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("list_face")
        self._icon_name = icons.INFO
        self._picture, self._title, self._sentence = QLabel(), QLabel(), QLabel()
        self._buttons: list[QPushButton] = []
        self._least: tuple[tuple[object, ...], int] = ((), 0)  # what the least height was reckoned of, and its figure
        self._title.setProperty("role", "heading")
        self._sentence.setProperty("role", "quiet")
        self._column = QVBoxLayout(self)
        self._column.addStretch(1)
        for label in (self._picture, self._title, self._sentence):
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
            label.setWordWrap(True)
            self._column.addWidget(label)
        self._column.addStretch(1)

    def show_face(self, icon_name: str, title: str, sentence: str = "", choices: tuple[Choice, ...] = ()) -> None:
        self._icon_name = icon_name
        self._title.setText(title)
        self._sentence.setText(sentence)
        self._sentence.setVisible(bool(sentence))
        self.setAccessibleName(f"{title}. {sentence}" if sentence else title)
        for old in self._buttons:
            self._column.removeWidget(old)
            old.hide()  # it is seen until the next turn of the event loop otherwise
            old.deleteLater()
        self._buttons = [self._button(*choice, first=number == 0) for number, choice in enumerate(choices)]
        self._draw()
        if self.isVisible():
            self._leave_out_picture()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self.isVisible():
            self._leave_out_picture()

    def showEvent(self, event: QShowEvent) -> None:
        """Its size is known only now."""
        super().showEvent(event)
        self._leave_out_picture()

    def minimumSizeHint(self) -> QSize:
        """Room for the title and the buttons; the sentence and the picture come where there is more."""
        title = self._title
        asked = (self.width(), title.text(), title.fontMetrics().height(), *self._buttons)
        if asked != self._least[0]:  # layouts ask again and again
            self._least = asked, max(theme.space(8), self._height_of(title, *self._buttons))
        return QSize(theme.space(20), self._least[1])

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._draw()

    def _button(self, text: str, answer: Callable[[], object], *, first: bool) -> QPushButton:
        button = QPushButton(text)
        button.setObjectName("face_choice")
        if first:
            button.setProperty("role", "next")
        button.clicked.connect(lambda: answer())
        self._column.insertWidget(self._column.count() - 1, button, 0, Qt.AlignmentFlag.AlignHCenter)
        return button

    def _leave_out_picture(self) -> None:
        """Where there is little room the words matter more."""
        needed = self._height_of(self._title, self._sentence, *self._buttons)
        self._sentence.setVisible(bool(self._sentence.text()) and self.height() >= needed)
        self._picture.setVisible(self.height() > needed + theme.space(self.ICON_SIDE + 2))

    def _height_of(self, *parts: QWidget) -> int:
        """What these need one below the other at the width of now."""
        edges = self._column.contentsMargins()
        room = max(self.width() - edges.left() - edges.right(), theme.space(20))
        high = [part.heightForWidth(room) if part.hasHeightForWidth() else part.sizeHint().height() for part in parts]
        return sum(high) + self._column.spacing() * max(len(high) - 1, 0) + edges.top() + edges.bottom()

    def _draw(self) -> None:
        side = theme.space(self.ICON_SIDE)
        colour = theme.current().colours.faint
        self._picture.setPixmap(icons.pixmap(self._icon_name, colour, side, self.devicePixelRatioF()))
