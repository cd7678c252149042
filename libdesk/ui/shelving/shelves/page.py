"""Shelves: which call numbers stand where, how full each shelf is, and a range that moves to another place."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from libdesk.actions.shelving import shelves as actions
from libdesk.domain.errors import DeskError
from libdesk.domain.ops import Op, Topic
from libdesk.domain.rows.shelving import RangeMoved, ShelfCounts, ShelfRow
from libdesk.domain.shelf_ranges import RangeWrong, stretch_of
from libdesk.domain.shelving.stretches import ShelfMap
from libdesk.i18n import N_, _
from libdesk.store.queries import shelves as queries
from libdesk.store.queries.places import named_places
from libdesk.ui import icons, theme
from libdesk.ui.jobs import Lane
from libdesk.ui.one_job import OneJob
from libdesk.ui.parts import button, label, named, wrapped
from libdesk.ui.printing.opening import open_shelf_labels
from libdesk.ui.shelving.shelves import words
from libdesk.ui.shelving.shelves.forms import ShelfForm
from libdesk.ui.shelving.shelves.moving import Moving
from libdesk.ui.shelving.shelves.paper import shelves_maker
from libdesk.ui.tab import Surroundings, Tab
from libdesk.ui.widgets.choices import fill, place_choice
from libdesk.ui.widgets.row_table import Empty, RowTable
from libdesk.ui.widgets.row_view import LARGE


class ShelvesPage(Tab):
    NAME = "shelves_page"
    TITLE = N_("Shelves")
    ICON = icons.SHELF
    OP = Op.SEE_SHELVING
    TOPICS = frozenset({Topic.SHELVING, Topic.BOOKS, Topic.LOANS, Topic.HOLDS, Topic.SETTINGS})
    UNDONE_HERE = frozenset({Op.EDIT_SHELVES, Op.MOVE_RANGE})

    document_asked = Signal(str, object)

    def __init__(self, around: Surroundings) -> None:
        super().__init__(around)
        self.rows: list[ShelfRow] = []
        self.map = ShelfMap(())
        self.counts: ShelfCounts | None = None
        self._counting = OneJob(around.jobs, self)
        self.place = place_choice("shelves_place")
        self.where = named(QLineEdit(), "shelves_where")
        self.told = named(label(role="note"), "shelves_told")
        self.list = RowTable(words.COLUMNS, name=_("Shelves"), empty=Empty(""), key=lambda row: row.id, many=True)
        self.faults = named(label(role="warn", wrap=True), "shelves_faults")
        self.form = ShelfForm(gives_back_to=self.list.view)
        self.move_form = Moving(around, self, gives_back_to=self.list.view)
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
        self._top = wrapped(self.place, (self.where, 1), (self.told, 2), gap=2)
        self._foot = wrapped(self.new, self.change, self.move_range, self.remove, None, self.labels, self.print, gap=1)
        column.addWidget(self._top)
        column.addWidget(self.faults)
        for part in (self.form, self.move_form):
            column.addWidget(part)
        column.addWidget(self.list, 1)
        column.addStretch()
        column.addWidget(self._foot)

    def _connect(self) -> None:
        self.place.activated.connect(lambda _at: self._show())
        self.where.textChanged.connect(lambda _text: self._find())
        self.where.returnPressed.connect(self._select_found)
        self.list.opened.connect(lambda _row: self.ask_change())
        self.list.row_changed.connect(lambda _row: self._mirror())
        self.move_form.moved.connect(self._moved)
        for form in (self.form, self.move_form):
            form.closed.connect(self._all_again)

    @property
    def home(self) -> tuple[QWidget, ...]:
        return (self.where,)

    def take_focus(self) -> None:
        form = next((form for form in (self.form, self.move_form) if form.isVisible()), None)
        (form.place if form is not None else self.where).setFocus()

    def role_changed(self) -> None:
        """What a librarian was typing is not for a helper, and there again for the next librarian."""
        super().role_changed()
        self.form.show_if(self.desk.allows(Op.EDIT_SHELVES))
        self.move_form.show_if(self.desk.allows(Op.MOVE_RANGE))
        if self.form.isHidden() and self.move_form.isHidden():
            self._all_again()
        else:
            self._make_room()

    def _make_room(self) -> None:
        """For a form, which is not to be cut in a low window: in large type it stands there alone."""
        for part in (self._top, self._foot):
            part.hide()
        self.list.setVisible(theme.current().factor <= LARGE)

    def _all_again(self) -> None:
        for part in (self._top, self._foot, self.list):
            part.show()

    # The list

    def refresh(self) -> None:
        if not self.desk.allows(self.OP):
            return
        try:
            library, decimal = self.desk.read(Op.SEE_SHELVING), self.desk.settings.author_decimal
            fill(self.place, named_places(library))
            self.map = queries.shelf_map(library, decimal=decimal)
            self.rows = queries.named(library, decimal=decimal)
        except DeskError as error:
            self._failed(error)
            return
        self._show()
        self._counting.start(
            Lane.PREVIEW, _("Counting the books of each shelf"),
            lambda desk, _progress: queries.counts(desk.read(Op.SEE_SHELVING), decimal=decimal),
            self._counted, self._failed,
        )  # fmt: skip

    def _failed(self, error: Exception) -> None:
        if isinstance(error, DeskError):
            self.list.show_error(error.text(), ((_("Try again"), self.refresh),))

    def _counted(self, counts: ShelfCounts) -> None:
        """A million books are counted beside the desk; meanwhile the counts of before stand there."""
        self.counts = counts
        self._show()

    def _show(self) -> None:
        place_id = self.place.currentData()
        self.list.set_empty(self._empty())
        rows = [row for row in self.rows if place_id in (None, row.place_id)]
        self.list.show_rows(rows if self.counts is None else self.counts.of(rows))
        text = words.faults(self.map.crossings(), self.counts.loose if self.counts is not None else ())
        self.faults.setText(text)
        self.faults.setVisible(bool(text))
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
        self.labels.setEnabled(bool(self.rows))
        self.print.setEnabled(bool(self.rows) and self.counts is not None)

    def _found(self) -> list[ShelfRow]:
        """The shelves of every place on which something of the typed class or call number stands."""
        typed = self.where.text().strip()
        try:
            stretch = stretch_of(typed, typed, author_decimal=self.desk.settings.author_decimal)
        except RangeWrong:
            return []
        ids = {spot.id for spot in self.map.holding(stretch)}
        return [row for row in self.rows if row.id in ids]

    def _find(self) -> None:
        typed = self.where.text().strip()
        found = self._found()
        self.told.setText(words.stands(found, typed) if typed else "")
        if found:
            self.list.select(found[0].id)
        if len(found) > 1:
            self.list.choose_keys([row.id for row in found])

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
        self._make_room()
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
        self._make_room()
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
        self._make_room()
        self.move_form.begin(self.list.current_row())

    def _moved(self, done: RangeMoved) -> None:
        self.around.say(words.moved(done))
        self.refresh()

    # On paper

    def _labels(self) -> None:
        """Of the chosen shelves; of all that are shown where one is chosen."""
        rows = self.list.chosen_rows()
        open_shelf_labels(self.around, [row.id for row in rows] if len(rows) > 1 else [])

    def _print(self) -> None:
        self.document_asked.emit(_("Shelves"), shelves_maker(self.desk, list(self.list.model.rows())))
