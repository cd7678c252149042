"""The look that a test's windows wear: put on anew only where another one stands, for Qt dresses all that lives."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication

from libdesk.ui import theme

USUAL: Final = 1.0


def application() -> QApplication:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    return app


def bury() -> None:
    """Carry out what deleteLater() put off: what is gone is not dressed anew."""
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def dress(*, scheme: str = "light", factor: float = USUAL) -> None:
    """See that the whole program wears this look."""
    app, now = application(), theme.current()
    if (now.scheme, now.factor) == (scheme, factor) and app.styleSheet() == theme.style_sheet(now):
        return
    bury()
    theme.apply_theme(app, scheme=scheme, factor=factor)


@contextmanager
def dressed_when_whole(*, factor: float = USUAL) -> Iterator[None]:
    """Make a window inside, as the program makes its own: the sheet is put on when all of it is there."""
    dress(factor=factor)
    app = application()
    app.setStyleSheet("")
    try:
        yield
    finally:
        theme.put_on_sheet(app)
