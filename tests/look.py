"""The look that a test's windows wear: put on anew only where another one stands, for Qt dresses all that lives."""

from typing import Final

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication

from libdesk.ui import theme

USUAL: Final = 1.0


def application() -> QApplication:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    return app


def dress(*, scheme: str = "light", factor: float = USUAL) -> None:
    """See that the whole program wears this look."""
    app, now = application(), theme.current()
    if (now.scheme, now.factor, app.font().family()) != (scheme, factor, theme.FAMILY):
        _bury()
        theme.apply_theme(app, scheme=scheme, factor=factor)
    elif app.styleSheet() != theme.style_sheet(now):
        _bury()
        theme.put_on_sheet(app)


def undress(*, factor: float = USUAL) -> None:
    """The type of this look without its sheet, for what is still to be made and is dressed when it is whole.

    As the program makes its window: under the sheet each part would be dressed anew for each parent that it gets.
    """
    dress(factor=factor)
    application().setStyleSheet("")


def _bury() -> None:
    """Carry out what deleteLater() put off: what is gone is not dressed anew."""
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
