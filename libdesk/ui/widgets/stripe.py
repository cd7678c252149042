"""A line over the pages for what must not be missed."""

from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton

from libdesk.ui import theme


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
