"""Readers: found by name, pinyin, class or card; beside the list one of them, several chosen, or what is changed."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QByteArray, Qt, Signal
from PySide6.QtWidgets import QCheckBox, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from libdesk.actions import class_accounts
from libdesk.actions.reader_form import school_of
from libdesk.domain.errors import DeskError
from libdesk.domain.ops import Op, Topic
from libdesk.domain.rows.reader_groups import EVERYBODY, ReaderGroup
from libdesk.domain.rows.readers import ReaderFound
from libdesk.i18n import N_, _, ngettext
from libdesk.store.queries import groups
from libdesk.store.queries import readers as queries
from libdesk.ui import icons, theme
from libdesk.ui.finding.reader_detail import ReaderDetail
from libdesk.ui.parts import across, button, down, label, named
from libdesk.ui.readers.edit_panel import EditPanel
from libdesk.ui.readers.group_choice import GroupChoice
from libdesk.ui.readers.photos_panel import PhotosPanel
from libdesk.ui.readers.selection_panel import SelectionPanel
from libdesk.ui.search_edit import SearchEdit
from libdesk.ui.tab import Surroundings, Tab
from libdesk.ui.widgets.row_model import Column, Width
from libdesk.ui.widgets.row_table import Empty, RowTable
from libdesk.ui.widgets.scan_box import ScanBox

STATE_WORDS: Final = {"stopped": N_("stopped"), "left": N_("has left")}


class ReaderListPage(Tab):
    NAME = "reader_list_page"
    TITLE = N_("All readers")
    ICON = icons.USERS
    OP = Op.FIND_READERS
    TOPICS = frozenset({Topic.LOANS, Topic.HOLDS, Topic.READERS, Topic.SETTINGS})

    open_asked = Signal(int)
    """Open this reader at the desk."""

    def __init__(self, around: Surroundings) -> None:
        super().__init__(around)
        self.search = SearchEdit(
            "readers_box", _("Find readers"), _("Name, pinyin initials, class such as 四1, card number")
        )
        self.group = GroupChoice(self.desk)
        self.helpers = named(QCheckBox(_("Student librarians only")), "helpers_only")
        self._add = button("reader_add", _("Add a reader"), self._new_reader, icon=icons.ADD)
        self._accounts = button("make_accounts", _("Class accounts"), self._make_accounts)
        self._photos_button = button("photos_folder", _("Photos …"), self._show_photos)
        self.list = RowTable(
            self._columns(), name=_("Readers found"), empty=Empty(""), key=lambda row: row.id, many=True
        )
        self._not_done = named(label(role="warn", wrap=True), "readers_not_done")
        self.detail = ReaderDetail(self.desk)
        self.selection = SelectionPanel(around)
        self.edit = EditPanel(around)
        self._photos: PhotosPanel | None = None
        self._more = False
        self._side = QStackedWidget()
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self._scans = ScanBox(self)
        self._assemble()
        self._connect()
        self.refresh()

    def _columns(self) -> tuple[Column, ...]:
        return (
            Column("group", N_("Class"), self._group, sort=lambda row: row.sort_key),
            Column("name", N_("Name"), lambda row: row.name, sort=lambda row: row.sort_name, width=Width.STRETCH),
            Column("card", N_("Card"), lambda row: row.card),
            Column("out", N_("Out"), lambda row: str(row.out or ""), sort=lambda row: -row.out, right=True),
            Column("note", N_("Note"), _note, role=_note_role),
        )

    def _assemble(self) -> None:
        self._scans.setObjectName("readers_scans")
        self._scans.hide()
        self._accounts.setToolTip(_("An account for each class with pupils that has none yet"))
        self._photos_button.setToolTip(_("Photos of many readers from one folder"))
        for panel in (self.detail, self.selection, self.edit):
            self._side.addWidget(panel)
        left = down(
            across((self.search, 1), self.group, end=False),
            across(self.helpers, None, self._photos_button, self._accounts, self._add, end=False),
            (self.list, 1), self._not_done, gap=2,
        )  # fmt: skip
        self.splitter.setObjectName("readers_splitter")
        self.splitter.addWidget(left)
        self.splitter.addWidget(self._side)
        self.splitter.setStretchFactor(0, 5)
        self.splitter.setStretchFactor(1, 4)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.setSizes([5000, 4000])
        self.splitter.restoreState(self.around.pc.state(self.splitter.objectName()))
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.space(3), theme.space(2), theme.space(3), theme.space(2))
        column.addWidget(self.splitter)

    def _connect(self) -> None:
        self.search.asked.connect(lambda _text: self._asked())
        self.search.went_down.connect(self.list.view.setFocus)
        self.group.group_changed.connect(self._asked)
        self.helpers.toggled.connect(lambda _on: self._asked())
        self._scans.scanned.connect(lambda raw, _typed: self.look_for(raw))
        self.list.row_changed.connect(lambda _row: self._chosen())
        self.list.chosen_changed.connect(self._chosen)
        self.list.opened.connect(lambda row: self.open_asked.emit(row.id))
        self.detail.open_asked.connect(self.open_asked)
        self.detail.edit_asked.connect(self._edit_reader)
        self.detail.more_asked.connect(self._show_more)
        self.detail.done.connect(self._tell)
        self.detail.form.gives_back_to = self.list.view
        self.selection.done.connect(self._tell)
        self.selection.back_asked.connect(self._show_one)
        self.selection.form.gives_back_to = self.selection.class_question.gives_back_to = self.list.view
        self.edit.saved.connect(self._saved)
        self.edit.closed.connect(self._leave_panel)
        self.splitter.splitterMoved.connect(self._keep_splitter)

    @property
    def scan_target(self) -> ScanBox:
        """A card scanned anywhere on this page shows its reader."""
        return self._scans

    def take_focus(self) -> None:
        self.search.setFocus()
        self.search.selectAll()

    def look_for(self, text: str) -> None:
        """Show who fits this text among everybody, as if it had been typed."""
        self.group.choose(EVERYBODY)
        self.search.look_for(text)
        self.take_focus()

    def show_group(self, group: ReaderGroup) -> None:
        """Show this group whole."""
        self.search.clear()
        self.group.choose(group)
        self._asked()

    def refresh(self) -> None:
        text = self.search.text()
        school = school_of(self.desk)
        self._mirror()
        try:
            self.group.refresh()
            found = queries.find_readers(
                self.desk.read(Op.FIND_READERS), text, self.desk.today, school.system,
                helpers=self.helpers.isChecked(), group=self.group.group, school=school,
            )  # fmt: skip
            self.list.set_empty(self._empty(text))
        except DeskError as error:
            self.list.show_error(error.text(), ((_("Try again"), self.refresh),))
            return
        self.list.show_rows(found.rows, total=found.total)
        self._chosen()

    def _mirror(self) -> None:
        """Only what may be done, and what there is to do, stands there."""
        self._add.setVisible(self.desk.allows(Op.ADD_READER))
        may = self.desk.allows(Op.MAKE_ACCOUNTS)
        self._accounts.setVisible(may and bool(groups.classes_without_account(self.desk.library)))
        self._photos_button.setVisible(self.desk.settings.photos and self.desk.allows(Op.SET_PHOTOS))

    def _asked(self) -> None:
        """Another question than before: what was told of the last one is over."""
        self._show_not_done("")
        self.refresh()

    # Beside the list

    def _chosen(self) -> None:
        """One reader, or what can be done with several; a form that is being filled in stays where it is."""
        rows: Sequence[ReaderFound] = self.list.chosen_rows()
        one = self.list.current_row()
        several = len(rows) > 1
        self.detail.show_reader(None if several else one)
        if self._more and (several or one is None or one.id not in self.selection.ids):
            self._more = False
        if several:
            self.selection.show_rows(rows)
        elif self._more and one is not None:
            self.selection.show_rows((one,), back=True)
        if self._side.currentWidget() in (self.detail, self.selection):
            self._show_side(self.selection if several or self._more else self.detail)

    def _show_more(self) -> None:
        one = self.list.current_row()
        if one is not None:
            self._more = True
            self.selection.show_rows((one,), back=True)
            self._show_side(self.selection)

    def _show_one(self) -> None:
        self._more = False
        self._show_side(self.detail)

    def _new_reader(self) -> None:
        self.edit.new_reader(self.group.group)
        self._show_side(self.edit)
        self.edit.fields.take_focus()

    def _edit_reader(self, reader_id: int) -> None:
        try:
            self.edit.edit(reader_id)
        except DeskError as error:
            self.around.say(error.text())
            self.refresh()
            return
        self._show_side(self.edit)
        self.edit.fields.take_focus()

    def _show_photos(self) -> None:
        if self._photos is None:
            self._photos = PhotosPanel(self.around)
            self._photos.done.connect(self._tell)
            self._photos.closed.connect(self._leave_panel)
            self._side.addWidget(self._photos)
        self._show_side(self._photos)
        self._photos.begin()

    def _leave_panel(self) -> None:
        """A form is put away: what is chosen in the list stands there again."""
        self._show_side(self.detail)
        self._chosen()
        self.list.view.setFocus()

    def _show_side(self, panel: QWidget) -> None:
        self._side.setCurrentWidget(panel)

    # What was done

    def _saved(self, reader_id: int, told: str) -> None:
        if told:
            self._tell(told)
        if not self.list.select(reader_id):
            self.look_for_reader(reader_id)

    def look_for_reader(self, reader_id: int) -> None:
        """Bring a reader into the list who does not fit what is shown."""
        row = queries.found(self.desk.read(Op.FIND_READERS), reader_id, self.desk.today)
        if row is not None and row.card:
            self.group.choose(EVERYBODY)
            self.search.setText(row.card)
            self.search.ask()
            self.list.select(reader_id)

    def _make_accounts(self) -> None:
        try:
            made = class_accounts.make_class_accounts(self.desk)
        except DeskError as error:
            self._show_not_done(error.text())
            return
        count = len(made.classes)
        text = ngettext(
            "{n} class account is made, card {first}.", "{n} class accounts are made, cards {first} to {last}.", count
        )
        self._tell(text.format(n=count, first=made.first_card, last=made.last_card))
        self.show_group(ReaderGroup("kind", kind="class"))

    def _tell(self, text: str, not_done: str = "") -> None:
        self.around.say(_("{done} F8 takes it back.").format(done=text))
        self.refresh()
        self._show_not_done(not_done)

    def _show_not_done(self, text: str) -> None:
        self._not_done.setText(_("Not done: {reasons}").format(reasons=text) if text else "")
        self._not_done.setVisible(bool(text))

    # Words

    def _group(self, row: ReaderFound) -> str:
        school = school_of(self.desk)
        return row.group(self.desk.today, school.system, school.only_stage)

    def _empty(self, text: str) -> Empty:
        if not queries.count_readers(self.desk.read(Op.FIND_READERS)) and self.group.group == EVERYBODY:
            return Empty(
                _("No readers yet"), _("Readers come from the school's rosters."),
                ((_("Import from a table"), lambda: self.around.show_tab("import_tab")),), icons.USERS,
            )  # fmt: skip
        if self.helpers.isChecked() and not text.strip():
            return Empty(
                _("No student librarian yet"), _("Find a pupil, then appoint them at the foot of their page."),
                ((_("Show everybody"), self._show_everybody),), icons.USERS,
            )  # fmt: skip
        shown = text.strip() if len(text.strip()) <= 20 else f"{text.strip()[:20]}…"
        if self.group.group != EVERYBODY:
            return Empty(
                _("Nobody of “{group}” fits").format(group=self.group.currentText().strip()),
                _("Look among everybody, or choose another class."),
                ((_("Show everybody"), self._show_everybody),), icons.UNKNOWN,
            )  # fmt: skip
        return Empty(
            _("Nobody fits “{text}”").format(text=shown),
            _("Try the name, its pinyin initials, the class, or scan the card."),
            ((_("Type again"), self._type_again),),
            icons.UNKNOWN,
        )

    def _show_everybody(self) -> None:
        self.group.choose(EVERYBODY)
        self.helpers.setChecked(False)
        self._asked()

    def _type_again(self) -> None:
        self.search.clear()
        self.search.ask()
        self.take_focus()

    def _keep_splitter(self) -> None:
        self.around.pc.keep_state(self.splitter.objectName(), QByteArray(self.splitter.saveState()))


def _note(row: ReaderFound) -> str:
    if row.state in STATE_WORDS:
        return _(STATE_WORDS[row.state])
    if row.overdue:
        return _("{n} overdue").format(n=row.overdue)
    return _("student librarian") if row.helper else ""


def _note_role(row: ReaderFound) -> str:
    return "bad" if row.state == "active" and row.overdue else "warn" if row.state == "stopped" else ""
