"""What questions, suggestions and announcements have in common: a list that is searched, one of them whole beside it,
a form for a new one or for changes, and the list on paper."""

from collections.abc import Callable, Sequence
from typing import Any, ClassVar

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from libdesk.domain.errors import DeskError
from libdesk.i18n import _, ngettext
from libdesk.ui import icons, theme
from libdesk.ui.cataloguing.form_panel import FormPanel
from libdesk.ui.deed import run
from libdesk.ui.parts import button, down, label, named, wrapped
from libdesk.ui.search_edit import SearchEdit
from libdesk.ui.settings.section import choice
from libdesk.ui.tab import Surroundings
from libdesk.ui.widgets.focus_home import focus_first
from libdesk.ui.widgets.panes import Panes
from libdesk.ui.widgets.row_model import Column
from libdesk.ui.widgets.row_table import Empty, RowTable

Maker = Callable[[], bytes]


class RecordsView(QWidget):
    """Subclasses say what their rows are, and how they are shown, written, removed and printed."""

    KEY: ClassVar[str]  # begins the object names
    NEW: ClassVar[str]  # words of the button, marked with N_()
    LIST: ClassVar[str]  # name of the list, marked with N_()

    document_asked = Signal(str, object)

    def __init__(self, around: Surroundings, form: FormPanel, filters: Sequence[tuple[str, str]]) -> None:
        super().__init__()
        self.setObjectName(f"{self.KEY}_view")
        self._around, self._desk = around, around.desk
        self.form = form
        self.search = SearchEdit(f"{self.KEY}_search", _("Look for"), _("words of it"))
        self.filter = choice(f"{self.KEY}_filter", filters)
        self.list = RowTable(self.columns(), name=_(self.LIST), empty=self.nothing(), key=lambda row: row.id, many=True)
        self.detail = named(label(wrap=True), f"{self.KEY}_detail")
        self.new = button(f"{self.KEY}_new", _(self.NEW), self.begin, role="next")
        self.edit = button(f"{self.KEY}_edit", self.edit_words(), self.change, icon=icons.EDIT)
        self.remove = button(f"{self.KEY}_remove", _("Remove"), self._remove, icon=icons.DELETE)
        self.print = button(f"{self.KEY}_print", _("Print the list"), self._print, icon=icons.PRINT)
        self.fault = named(label(role="bad", wrap=True), f"{self.KEY}_view_fault")
        self.buttons = wrapped(self.new, self.edit, *self.more_buttons(), self.remove, self.print, gap=1)
        self._assemble()
        self._connect()

    # What each subclass says of itself

    def columns(self) -> tuple[Column, ...]:
        raise NotImplementedError  # every subclass has its own

    def nothing(self) -> Empty:
        raise NotImplementedError  # every subclass has its own

    def rows(self, text: str, which: str) -> Sequence[Any]:
        raise NotImplementedError  # every subclass has its own

    def told(self, row: Any) -> str:
        """All of one, beside the list."""
        raise NotImplementedError  # every subclass has its own

    def fill(self, row: Any) -> None:
        """Into the form; None for a new one."""
        raise NotImplementedError  # every subclass has its own

    def write(self, row_id: int | None) -> int:
        """What the form holds; gives its id."""
        raise NotImplementedError  # every subclass has its own

    def take_away(self, ids: Sequence[int]) -> object:
        raise NotImplementedError  # every subclass has its own

    def maker(self, rows: Sequence[Any]) -> Maker:
        raise NotImplementedError  # every subclass has its own

    def edit_words(self) -> str:
        return _("Change …")

    def more_buttons(self) -> tuple[QWidget, ...]:
        return ()

    # What all of them do

    def _assemble(self) -> None:
        self.filter.setAccessibleName(_("Which of them"))
        self.detail.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.detail.setMargin(theme.space(2))
        self.fault.hide()
        self.list.keep_in_sight(4)
        top = wrapped((self.search, 1), self.filter, gap=2)
        left = down(top, (self.list, 1), self.fault, self.buttons, gap=1)
        right = down(self.form, self.detail, None, gap=2)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(
            Panes(f"{self.KEY}_splitter", left, right, shares=(56, 44), needs=(80, 70), pc=self._around.pc)
        )

    def _connect(self) -> None:
        self.form.gives_back_to = self.list.view
        self.form.closed.connect(self._form_closed)
        self.search.asked.connect(lambda _text: self.refresh())
        self.search.went_down.connect(self.list.view.setFocus)
        self.filter.activated.connect(lambda _at: self.refresh())
        self.list.row_changed.connect(lambda _row: self._mirror())
        self.list.chosen_changed.connect(self._mirror)
        self.list.opened.connect(lambda _row: self.change())

    @property
    def home(self) -> tuple[QWidget, ...]:
        return (self.list.view, self.new)

    def take_focus(self) -> None:
        focus_first(self.home)

    def refresh(self) -> None:
        text, which = self.search.text(), self.filter.currentData()
        try:
            rows = self.rows(text, which)
        except DeskError as error:
            self.list.show_error(error.text(), ((_("Try again"), self.refresh),))
            return
        narrowed = bool(text.strip()) or self.filter.currentIndex() > 0
        self.list.set_empty(
            Empty(_("Nothing fits"), _("Type fewer words, or show all of them."), (), icons.SEARCH)
            if narrowed
            else self.nothing()
        )
        self.list.show_rows(rows)
        self._mirror()

    def _mirror(self) -> None:
        row = self.list.current_row()
        self.detail.setText(self.told(row) if row is not None else "")
        self.detail.setVisible(row is not None and self.form.isHidden())
        self.edit.setEnabled(row is not None)
        self.remove.setEnabled(bool(self.list.chosen_rows()))
        self.print.setEnabled(bool(self.list.model.rows()))

    def begin(self) -> None:
        """An empty form."""
        self._open(None)

    def change(self) -> None:
        """The form with what stands in the row under the cursor."""
        row = self.list.current_row()
        if row is not None:
            self._open(row)

    def _open(self, row: Any) -> None:
        self.fault.hide()
        self.fill(row)
        row_id = None if row is None else row.id

        def save() -> None:
            written = self.write(row_id)
            self._around.say(_("Noted. F8 takes it back.") if row_id is None else _("Changed. F8 takes it back."))
            QTimer.singleShot(0, self, lambda: self.show_one(written))

        self.form.ask(_(self.NEW) if row is None else "", _("Save"), save)
        self._mirror()

    def show_one(self, row_id: int) -> None:
        """The cursor on one of them, whatever was looked for."""
        self.refresh()
        if not self.list.select(row_id):
            self.search.clear()
            self.filter.setCurrentIndex(0)
            self.refresh()
            self.list.select(row_id)

    def _form_closed(self) -> None:
        self._mirror()

    def _remove(self) -> None:
        ids = [row.id for row in self.list.chosen_rows()]
        if ids:
            text = ngettext("{n} was removed.", "{n} were removed.", len(ids)).format(n=len(ids))
            run(self._around, self.fault, lambda: self.take_away(ids), lambda: text)
            focus_first(self.home)

    def _print(self) -> None:
        self.document_asked.emit(_(self.LIST), self.maker(list(self.list.model.rows())))
