"""The line at the top: whose library, who is at the desk, how old the last backup is; below it what must not be missed."""

from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from libdesk.i18n import _
from libdesk.ui import theme
from libdesk.ui.widgets.fit_label import FitLabel


class TopBar(QFrame):
    """School at the left, the state of the desk at the right."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("top_bar")
        self.school = FitLabel(bold=True)
        self.school.setObjectName("school_name")
        self.state = QLabel()
        self.state.setObjectName("desk_state")
        self.state.setProperty("role", "quiet")
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.space(3), theme.space(1), theme.space(3), theme.space(1))
        row.addWidget(self.school, 1)
        row.addWidget(self.state)

    def show_state(self, school: str, parts: list[str]) -> None:
        self.school.setText(school or _("School library"))
        self.state.setText("  ·  ".join(part for part in parts if part))
        self.state.setAccessibleName(self.state.text())


class Stripe(QFrame):
    """One sentence that stays until its cause is gone, with at most one way to mend it."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setProperty("role", "stripe")
        self.words = QLabel()
        self.words.setWordWrap(True)
        self.button = QPushButton()
        self.button.setObjectName(f"{name}_button")
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.space(3), 0, theme.space(3), 0)
        row.addWidget(self.words, 1)
        row.addWidget(self.button)
        self.hide()

    def show_text(self, text: str, button: str = "") -> None:
        """'' takes the stripe away."""
        self.words.setText(text)
        self.setAccessibleName(text)
        self.button.setText(button)
        self.button.setVisible(bool(button))
        self.setVisible(bool(text))


def stacked(*widgets: QWidget) -> QWidget:
    """Widgets one below the other without any space between."""
    holder = QWidget()
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    for widget in widgets:
        column.addWidget(widget)
    return holder
