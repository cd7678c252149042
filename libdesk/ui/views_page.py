"""A page of several views, named in a row at its top: each is made when it is first shown.

To add a view: its name and words in the page's VIEWS, and a line where the page makes its views.
"""

from collections.abc import Mapping
from functools import partial
from typing import ClassVar, Protocol, cast

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from libdesk.i18n import _
from libdesk.ui import theme
from libdesk.ui.page_area import GivingArea
from libdesk.ui.parts import label, named, view_button, wrapped
from libdesk.ui.tab import Surroundings, Tab
from libdesk.ui.widgets.stack import Stack

PASSED_ON = ("document_asked", "heard")


class View(Protocol):
    """What each view of such a page is."""

    @property
    def home(self) -> tuple[QWidget, ...]: ...
    def refresh(self) -> None: ...
    def take_focus(self) -> None: ...


class ViewsPage(Tab):
    """Subclasses name their views and make them, and show the first one when they are made themselves."""

    VIEWS: ClassVar[Mapping[str, str]]  # name -> words on its button, marked with N_(); from left to right
    SCROLLS: ClassVar[bool] = False  # whether a view that is too high for the page scrolls as a whole

    document_asked = Signal(str, object)
    """A document to open or print: its title, and a function without arguments that gives its bytes."""

    def __init__(self, around: Surroundings) -> None:
        super().__init__(around)
        stem = self.NAME.removesuffix("_page")
        self.buttons = {
            name: view_button(f"{stem}_{name}", _(words), partial(self.show_view, name))
            for name, words in self.VIEWS.items()
        }
        self.fault = named(label(role="bad", wrap=True), f"{stem}_fault")
        self.fault.hide()
        self._views = Stack()
        self._made: dict[str, QWidget] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.space(3), theme.space(1), theme.space(3), theme.space(1))
        column.setSpacing(theme.space(1))
        column.addWidget(wrapped(*self.buttons.values()))
        column.addWidget(self.fault)
        column.addWidget(GivingArea(self._views) if self.SCROLLS else self._views, 1)

    def make_view(self, name: str) -> QWidget:
        """A new one of the views."""
        raise NotImplementedError  # every page has its own

    def connect_view(self, made: QWidget) -> None:
        """What a view that was just made asks of this page, besides what is passed on."""

    def view_of(self, name: str) -> QWidget:
        """One of the views, made when it is first shown."""
        if name not in self._made:
            made = self.make_view(name)
            self._made[name] = made
            self._views.addWidget(made)
            for own in PASSED_ON:
                if hasattr(made, own):
                    getattr(made, own).connect(getattr(self, own))
            self.connect_view(made)
        return self._made[name]

    @property
    def view(self) -> str:
        """Which view is shown."""
        return next(name for name, made in self.buttons.items() if made.isChecked())

    @property
    def shown(self) -> View:
        return cast("View", self.view_of(self.view))

    def show_view(self, name: str, *, focus: bool = True) -> None:
        """Open one of the views."""
        for other, made in self.buttons.items():
            made.setChecked(other == name)
        self._views.setCurrentWidget(self.view_of(name))
        self.refresh()
        if focus:
            self.shown.take_focus()

    @property
    def home(self) -> tuple[QWidget, ...]:
        return (*self.shown.home, self.buttons[self.view])

    def take_focus(self) -> None:
        self.shown.take_focus()
