"""Readers: found by name, pinyin, class or card; beside the list one of them, several chosen, or what is changed."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from libdesk.actions.readers import class_accounts
from libdesk.actions.school import school_of
from libdesk.domain.errors import DeskError
from libdesk.domain.ops import Op, Topic
from libdesk.domain.rows.reader_groups import EVERYBODY, HELPERS, ReaderGroup
from libdesk.domain.rows.readers import ReaderFound
from libdesk.i18n import N_, _, ngettext
from libdesk.store.queries import groups
from libdesk.store.queries import readers as queries
from libdesk.store.queries.journal_page import undone_among
from libdesk.ui import icons, theme
from libdesk.ui.parts import button, down, label, named, wrapped
from libdesk.ui.printing.opening import open_cards
from libdesk.ui.readers import list_words as words
from libdesk.ui.readers.beside import Beside
from libdesk.ui.readers.group_choice import GroupChoice
from libdesk.ui.search_edit import SearchEdit
from libdesk.ui.tab import Surroundings, Tab
from libdesk.ui.widgets.focus_home import focus_first
from libdesk.ui.widgets.panes import Panes
from libdesk.ui.widgets.row_table import Empty, RowTable
from libdesk.ui.widgets.scan_box import ScanBox, unseen_box


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
        self._add = button(
            "reader_add", _("Add a reader"), lambda: self.beside.new_reader(self.group.group), icon=icons.ADD
        )
        self._accounts = button("make_accounts", _("Class accounts"), self._make_accounts)
        self._photos_button = button("photos_folder", _("Photos …"), lambda: self.beside.show_photos())
        self.list = RowTable(
            words.columns(self._group), name=_("Readers found"), empty=Empty(""), key=lambda row: row.id, many=True
        )
        self._entry = 0  # of what was done to several last; once it is undone nothing is told of it
        self._not_done = named(label(role="warn", wrap=True), "readers_not_done")
        self.beside = Beside(around)
        self.detail = self.beside.detail
        self._school = school_of(self.desk)
        self._scans = unseen_box(self, "readers_scans", self.look_for)
        self._assemble()
        self._connect()
        self.refresh()

    def _assemble(self) -> None:
        self._accounts.setToolTip(_("An account for each class with pupils that has none yet"))
        self._photos_button.setToolTip(_("Photos of many readers from one folder"))
        self.list.keep_in_sight()
        top = wrapped((self.search, 1), self.group, self._add, self._accounts, self._photos_button)
        left = down(top, (self.list, 1), self._not_done, gap=2)
        self.splitter = Panes("readers_splitter", left, self.beside, shares=(49, 41), pc=self.around.pc)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.space(3), theme.space(2), theme.space(3), theme.space(2))
        column.addWidget(self.splitter)

    def _connect(self) -> None:
        self.search.asked.connect(lambda _text: self._asked())
        self.search.went_down.connect(self.list.view.setFocus)
        self.group.group_changed.connect(self._asked)
        self.list.row_changed.connect(lambda _row: self._chosen())
        self.list.chosen_changed.connect(self._chosen)
        self.list.opened.connect(lambda row: self.open_asked.emit(row.id))
        self.beside.open_asked.connect(self.open_asked)
        self.beside.print_asked.connect(lambda ids: open_cards(self.around, ids))
        self.beside.done.connect(self._tell)
        self.beside.saved.connect(self._saved)
        self.beside.put_away.connect(self._look_again)
        self.beside.gives_back_to = self.detail.form.gives_back_to = self.list.view

    @property
    def scan_target(self) -> ScanBox:
        """A card scanned anywhere on this page shows its reader."""
        return self._scans

    @property
    def home(self) -> tuple[QWidget, ...]:
        return (self.list.view, self.search)

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
        try:
            self._mirror()
            self._school = school_of(self.desk)
            self.group.refresh()
        except DeskError as error:
            self._show_fault(error)
            return
        if self._entry and undone_among(self.desk.library, [self._entry]):
            self._show_not_done("")
            self.beside.forget()
        self._look()

    def _look(self) -> None:
        """Ask for those who fit what is typed and chosen above the list."""
        text, school = self.search.text(), self._school
        try:
            found = queries.find_readers(
                self.desk.read(Op.FIND_READERS), text, self.desk.today, school.system,
                group=self.group.group, school=school,
            )  # fmt: skip
            self.list.set_empty(self._empty(text))
        except DeskError as error:
            self._show_fault(error)
            return
        self.list.show_rows(found.rows, total=found.total)
        self._chosen(again=True)

    def _show_fault(self, error: DeskError) -> None:
        self.list.show_error(error.text(), ((_("Try again"), self.refresh),))

    def _mirror(self) -> None:
        """Only what may be done, and what there is to do, stands there."""
        self._add.setVisible(self.desk.allows(Op.ADD_READER))
        may = self.desk.allows(Op.MAKE_ACCOUNTS)
        self._accounts.setVisible(may and bool(groups.classes_without_account(self.desk.library)))
        self._photos_button.setVisible(self.desk.settings.photos and self.desk.allows(Op.SET_PHOTOS))

    def _asked(self) -> None:
        """Another question than before: what was told of the last one is over."""
        self._show_not_done("")
        self._look()

    def _chosen(self, *, again: bool = False) -> None:
        self.beside.show_chosen(self.list.current_row(), self.list.chosen_rows(), again=again)

    def _look_again(self) -> None:
        self._chosen(again=True)
        self.list.view.setFocus()

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
        self._entry = self.beside.entry if not_done else 0
        if self.beside.about_readers:
            focus_first(self.home)

    def _show_not_done(self, text: str) -> None:
        self._not_done.setText(_("Not done: {reasons}").format(reasons=text) if text else "")
        self._not_done.setVisible(bool(text))

    # Words

    def _group(self, row: ReaderFound) -> str:
        return row.group(self.desk.today, self._school.system, self._school.only_stage)

    def _empty(self, text: str) -> Empty:
        group = self.group.group
        if group == EVERYBODY and not queries.count_readers(self.desk.read(Op.FIND_READERS)):
            return words.no_readers(lambda: self.around.show_tab("import_tab"))
        if group == HELPERS and not text.strip():
            return words.no_helpers(self._show_everybody)
        if group != EVERYBODY:
            return words.nobody_of(group.words(self._school, self.desk.today), self._show_everybody)
        return words.nobody_fits(text.strip(), self._type_again)

    def _show_everybody(self) -> None:
        self.group.choose(EVERYBODY)
        self._asked()

    def _type_again(self) -> None:
        self.search.clear()
        self.search.ask()
        self.take_focus()
