"""A page of what is printed on sheets of many: which of them, on which sheet and how they look at the left, the pages
as they come out at the right. Reader cards and labels are such pages."""

from collections.abc import Sequence
from typing import ClassVar, Final

from PySide6.QtWidgets import QButtonGroup, QToolButton, QVBoxLayout, QWidget

from libdesk.domain.ops import Op
from libdesk.ui import icons, theme
from libdesk.ui.parts import across, button, kept_clear, label, named, wrapped
from libdesk.ui.printing.missing_list import MissingList
from libdesk.ui.printing.paper_view import PaperView
from libdesk.ui.printing.printers import Printers
from libdesk.ui.printing.sheet_view import SheetView
from libdesk.ui.tab import Surroundings, Tab
from libdesk.ui.widgets.panes import Panes
from libdesk.ui.widgets.stack import Stack

NEEDS: Final = (66, 90)  # steps of width: what is chosen, the preview


class SheetPage(Tab):
    """Subclasses build their views, name them with `_view`, and put them in with `_put_together`."""

    OP = Op.SEE_PRINTING
    KIND: ClassVar[str]  # "cards" or "labels": of the sheets and of what is kept on this PC; names begin with it

    def __init__(self, around: Surroundings, printers: Printers | None) -> None:
        super().__init__(around)
        self.sheet = SheetView(around, self.KIND)
        self.paper = PaperView(around, self.KIND, printers=printers)
        self.buttons: list[QToolButton] = []
        self.facts = kept_clear(named(label(wrap=True), f"{self.KIND}_facts"))
        self.gaps = named(label(role="warn", wrap=True), f"{self.KIND}_gaps")
        self._listed = False
        self._choice = QButtonGroup(self)
        self._views = Stack()

    def _view(self, name: str, text: str, view: QWidget) -> None:
        """A view of what is chosen, under a button; the first one is shown to begin with."""
        self._views.addWidget(view)
        made = named(QToolButton(), name)
        made.setProperty("role", "page")
        made.setText(text)
        made.setCheckable(True)
        made.clicked.connect(lambda _checked=False: self._show_view(view))
        self._choice.addButton(made)
        self.buttons.append(made)

    def _put_together(
        self, missing: MissingList, show_words: str, *, top: Sequence[QWidget] = (), foot: Sequence[QWidget] = ()
    ) -> None:
        """`missing` lists what gets none, asked for by a button with `show_words`; `top` stands above the views."""
        self._missing_list = missing
        self._views.addWidget(missing)
        self.show_gaps = button(f"{self.KIND}_show_missing", show_words, self._show_missing, icon=icons.LIST)
        self._gaps = across((self.gaps, 1), self.show_gaps, end=False)
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.space(1))
        for part in top:
            column.addWidget(part)
            column.addSpacing(theme.space(1))  # what is printed is one choice, how another
        for part in (wrapped(*self.buttons), self._views, self.facts, self._gaps, *foot):
            column.addWidget(part, 1 if part is self._views else 0)
        name, pc = f"{self.KIND}_splitter", self.around.pc
        self.splitter = Panes(name, left, self.paper, shares=(35, 65), needs=NEEDS, pc=pc)
        page = QVBoxLayout(self)
        page.setContentsMargins(theme.space(3), theme.space(2), theme.space(3), theme.space(2))
        page.addWidget(self.splitter)
        missing.back_asked.connect(self.buttons[0].click)
        self.sheet.sheets_asked.connect(self._show_sheets)
        self.buttons[0].click()

    def _show_view(self, view: QWidget) -> None:
        self._views.setCurrentWidget(view)
        self._choice.setExclusive(view is not self._missing_list)  # which stands under none of them
        self._mirror_listed()
        for number, made in enumerate(self.buttons):
            made.setChecked(self._views.widget(number) is view)

    @property
    def _lists_missing(self) -> bool:
        """Whether what is missing stands there by name."""
        return self._views.currentWidget() is self._missing_list

    def _show_missing(self) -> None:
        self._show_view(self._missing_list)
        self._missing_list.list.view.setFocus()

    def _tell_facts(self, text: str) -> None:
        self.facts.setText(text)
        self.facts.setVisible(bool(text))

    def _tell_gaps(self, text: str, *, listed: bool) -> None:
        """What is missing in a line; `listed`: there are some to be named."""
        self._listed = listed
        self.gaps.setText(text)
        self._gaps.setVisible(bool(text))
        self._mirror_listed()

    def _mirror_listed(self) -> None:
        self.show_gaps.setVisible(self._listed and not self._lists_missing)

    def _show_sheets(self) -> None:
        page = self.open_sibling("papers_page")
        if page is not None:
            page.show_view(page.sheets)  # type: ignore[attr-defined]  # a PapersPage, imported late
