"""What the screen shows without moving the focus is also told to a screen reader."""

from PySide6.QtWidgets import QLabel, QWidget


def announce(widget: QWidget, text: str, *, urgent: bool = False) -> None:
    """Say `text` in the name of `widget`; an urgent one interrupts what is being said."""
    from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent  # two hundred names: not at start

    if not QAccessible.isActive():
        return
    event = QAccessibleAnnouncementEvent(widget, text)
    manner = QAccessible.AnnouncementPoliteness
    event.setPoliteness(manner.Assertive if urgent else manner.Polite)
    QAccessible.updateAccessibility(event)


def tell_aloud(place: QLabel, text: str) -> None:
    """Show `text` at `place` and say it; without a text there is nothing to tell and the place is gone."""
    place.setText(text)
    place.setVisible(bool(text))
    if text:
        announce(place, text)
