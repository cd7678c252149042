"""Shelves: which call numbers stand where, how full each shelf is, and a range that moves to another place."""

from collections.abc import Callable
from typing import Any, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget
from shiboken6 import isValid

from libdesk.actions.desk import Desk
from libdesk.actions.shelving import shelves as actions
from libdesk.domain.callnumbers import shelf_key
from libdesk.domain.errors import DeskError
from libdesk.domain.ops import Op, Topic
from libdesk.domain.progress import Progress
from libdesk.domain.rows.shelving import RangeMoved, ShelfRow
from libdesk.domain.shelf_ranges import stretch_of
from libdesk.domain.shelving.stretches import ShelfMap
from libdesk.i18n import N_, _
from libdesk.store.queries import shelves as queries
from libdesk.store.queries.places import named_places
from libdesk.ui import icons, theme
from libdesk.ui.jobs import Lane
from libdesk.ui.large_change import after_backup
from libdesk.ui.parts import button, label, named, wrapped
from libdesk.ui.printing.opening import open_shelf_labels
from libdesk.ui.shelving.choices import fill, place_choice
from libdesk.ui.shelving.shelves import words
from libdesk.ui.shelving.shelves.forms import MoveForm, ShelfForm
from libdesk.ui.shelving.shelves.paper import shelves_maker
from libdesk.ui.tab import Surroundings, Tab
from libdesk.ui.widgets.row_table import Empty, RowTable

AT_ONCE: Final = 500  # books that move before the eye; more move as a job


class ShelvesPage(Tab):
    NAME = "shelves_page"
    TITLE = N_("Shelves")
    ICON = icons.SHELF
    OP = Op.SEE_SHELVING
    TOPICS = frozenset({Topic.SHELVING, Topic.BOOKS, Topic.SETTINGS})
    UNDONE_HERE = frozenset({Op.EDIT_SHELVES, Op.MOVE_RANGE})

    document_asked = Signal(str, object)

    def __init__(self, around: Surroundings) -> None:
        super().__init__(around)
        self.rows: list[ShelfRow] = []
        self.map = ShelfMap(())
        self.place = place_choice("shelves_place")
        self.where = named(QLineEdit(), "shelves_where")
        self.told = named(label(role="note"), "shelves_told")
        self.list = RowTable(words.COLUMNS, name=_("Shelves"), empty=Empty(""), key=lambda row: row.id, many=True)
        self.faults = named(label(role="warn", wrap=True), "shelves_faults")
        self.form = ShelfForm(gives_back_to=self.list.view)
        self.move_form = MoveForm(gives_back_to=self.list.view)
        self.new = button("shelves_new", _("New shelf …"), self.ask_new, icon=icons.ADD)
        self.change = button("shelves_change", _("Change …"), self.ask_change, icon=icons.EDIT)
        self.remove = button("shelves_remove", _("Take down"), self.take_down, icon=icons.DELETE)
        self.move_range = button("shelves_move", _("Move a range …"), self.ask_move, icon=icons.MOVE)
        self.labels = button("shelves_labels", _("Print shelf labels"), self._labels, icon=icons.LABEL)
        self.print = button("shelves_print", _("Print this list"), self._print, icon=icons.PRINT)
        self._assemble()
        self._connect()
        self.refresh()

    def _assemble(self) -> None:
        self.where.setPlaceholderText(_("Where does a class stand?"))
        self.where.setAccessibleName(_("Where does a class stand?"))
        self.told.setWordWrap(True)
        self.faults.hide()
        self.list.keep_in_sight(3)
        self.remove.setToolTip(_("The books stay in their place"))
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.space(3), theme.space(1), theme.space(3), theme.space(1))
        column.setSpacing(theme.space(1))
        column.addWidget(wrapped(self.place, (self.where, 1), (self.told, 2), gap=2))
        column.addWidget(self.faults)
        for part in (self.form, self.move_form):
            column.addWidget(part)
        column.addWidget(self.list, 1)
        column.addWidget(
            wrapped(self.new, self.change, self.move_range, self.remove, None, self.labels, self.print, gap=1)
        )

    def _connect(self) -> None:
        self.place.activated.connect(lambda _at: self._show())
        self.where.textChanged.connect(lambda _text: self._find())
        self.where.returnPressed.connect(self._select_found)
        self.list.opened.connect(lambda _row: self.ask_change())
        self.list.row_changed.connect(lambda _row: self._mirror())
        self.move_form.changed.connect(self._look_ahead)

    @property
    def home(self) -> tuple[QWidget, ...]:
        return (self.where,)

    def take_focus(self) -> None:
        self.where.setFocus()

    # The list

    def refresh(self) -> None:
        if not self.desk.allows(self.OP):
            return
        try:
            library, decimal = self.desk.read(Op.SEE_SHELVING), self.desk.settings.author_decimal
            fill(self.place, named_places(library))
            self.map = queries.shelf_map(library, decimal=decimal)
            self.rows = queries.shelves(library, decimal=decimal)
            text = words.faults(self.map.crossings(), queries.loose(library, decimal=decimal))
        except DeskError as error:
            self.list.show_error(error.text(), ((_("Try again"), self.refresh),))
            return
        self.faults.setText(text)
        self.faults.setVisible(bool(text))
        self._show()

    def _show(self) -> None:
        place_id = self.place.currentData()
        self.list.set_empty(self._empty())
        self.list.show_rows([row for row in self.rows if place_id in (None, row.place_id)])
        self._find()
        self._mirror()

    def _empty(self) -> Empty:
        sentence = _("Say which call numbers stand on which shelf, and the trolley and every search name it.")
        choices = ((_("New shelf …"), self.ask_new),) if self.desk.allows(Op.EDIT_SHELVES) else ()
        return Empty(_("No shelves yet"), sentence, choices, icons.SHELF)

    def _mirror(self) -> None:
        row = self.list.current_row()
        may, may_move = self.desk.allows(Op.EDIT_SHELVES), self.desk.allows(Op.MOVE_RANGE)
        for made in (self.new, self.change, self.remove):
            made.setVisible(may)
        self.move_range.setVisible(may_move)
        self.labels.setVisible(self.desk.allows(Op.SEE_PRINTING))
        for made in (self.change, self.remove):
            made.setEnabled(row is not None)
        for made in (self.labels, self.print):
            made.setEnabled(bool(self.rows))
        if not may:
            self.form.close_form()
            self.move_form.close_form()

    def _found(self) -> list[ShelfRow]:
        """The shelves of every place on which the typed class or call number stands."""
        typed = self.where.text().strip()
        key = shelf_key(typed, author_decimal=self.desk.settings.author_decimal) if typed else b""
        if not key:
            return []
        places = dict.fromkeys(row.place_id for row in self.rows)
        spots = [self.map.at(place_id, key) for place_id in places]
        ids = {spot.id for spot in spots if spot is not None}
        return [row for row in self.rows if row.id in ids]

    def _find(self) -> None:
        typed = self.where.text().strip()
        found = self._found()
        self.told.setText(words.stands(((row.place, row.name) for row in found), typed) if typed else "")
        if found:
            self.list.select(found[0].id)

    def _select_found(self) -> None:
        if self._found():
            self.list.view.setFocus()

    # What is changed

    def ask_new(self) -> None:
        row = self.list.current_row()
        self.move_form.close_form()
        place_id = self.place.currentData() or (row.place_id if row is not None else None)
        self.form.show_places(named_places(self.desk.library), place_id)
        self.form.show_shelf(None)
        self.form.ask("", _("Put it up"), self._add)
        self.form.name.setFocus()

    def _add(self) -> None:
        shelf_id = actions.add_shelf(self.desk, **self.form.values())
        self.around.say(_("The shelf is there. F8 takes it back."))
        self.refresh()
        self.list.select(shelf_id)

    def ask_change(self) -> None:
        row: ShelfRow | None = self.list.current_row()
        if row is None or not self.desk.allows(Op.EDIT_SHELVES):
            return
        self.move_form.close_form()
        self.form.show_places(named_places(self.desk.library), row.place_id)
        self.form.show_shelf(row)
        self.form.ask("", _("Change it"), lambda: self._edit(row.id))
        self.form.name.setFocus()

    def _edit(self, shelf_id: int) -> None:
        if actions.edit_shelf(self.desk, shelf_id, **self.form.values()):
            self.around.say(_("Changed. F8 takes it back."))
        self.refresh()

    def take_down(self) -> None:
        row: ShelfRow | None = self.list.current_row()
        if row is None:
            return
        try:
            actions.remove_shelf(self.desk, row.id)
        except DeskError as error:
            self.around.say(error.text())
            return
        text = _("The shelf “{name}” is gone; its books stay in their place. F8 takes it back.")
        self.around.say(text.format(name=row.name))
        self.refresh()
        self.list.view.setFocus()

    # A range moves

    def ask_move(self) -> None:
        self.form.close_form()
        self.move_form.show_range(named_places(self.desk.library), self.list.current_row())
        self.move_form.ask(_("Books and shelves of a range go to another place."), _("Move these books"), self._move)
        self._look_ahead()

    def _look_ahead(self) -> None:
        """What would move, as it is typed."""
        values = self.move_form.values()
        decimal = self.desk.settings.author_decimal
        try:
            stretch = stretch_of(values["from_no"], values["to_no"] or values["from_no"], author_decimal=decimal)
        except DeskError as error:
            self.move_form.words.setText(error.text() if values["from_no"] and values["to_no"] else "")
            return
        look = queries.outlook(
            self.desk.read(Op.SEE_SHELVING), values["place_id"], values["to_place"], stretch, decimal=decimal
        )
        self.move_form.words.setText(words.outlook(look))
        self.move_form.words.show()

    def _move(self) -> None:
        """At once where it is few; else after a backup, as a job beside the desk."""
        values = self.move_form.values()
        decimal = self.desk.settings.author_decimal
        stretch = stretch_of(values["from_no"], values["to_no"] or values["from_no"], author_decimal=decimal)
        count = queries.outlook(self.desk.library, values["place_id"], values["to_place"], stretch).copies
        if count <= AT_ONCE:
            self._moved(actions.move_range(self.desk, **values))
            return
        after_backup(self.around, self, count, lambda: self._start(values), self._refused)

    def _start(self, values: dict[str, Any]) -> None:
        def work(desk: Desk, progress: Progress) -> RangeMoved:
            return actions.move_range(desk, **values, progress=progress)

        def ended(then: Callable[[], object]) -> None:
            if isValid(self):
                self.setEnabled(True)
                then()

        self.setEnabled(False)
        self.around.jobs.start(
            Lane.LIBRARY, _("Moving books to another place"), work, lambda done: ended(lambda: self._moved(done)),
            lambda error: ended(lambda: self._refused(error.text() if isinstance(error, DeskError) else "")),
        )  # fmt: skip

    def _moved(self, done: RangeMoved) -> None:
        self.around.say(words.moved(done))
        self.refresh()

    def _refused(self, text: str) -> None:
        if text:
            self.around.say(text)

    # On paper

    def _labels(self) -> None:
        """Of the chosen shelves; of all that are shown where one is chosen."""
        rows = self.list.chosen_rows()
        open_shelf_labels(self.around, [row.id for row in rows] if len(rows) > 1 else [])

    def _print(self) -> None:
        self.document_asked.emit(_("Shelves"), shelves_maker(self.desk, list(self.list.model.rows())))
