"""One title as the librarian keeps it: what it is, its copies, and what can be done with either, in words."""

from collections.abc import Callable, Sequence
from typing import Final

from PySide6.QtCore import Signal, SignalInstance
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from libdesk.actions.cataloguing.barcodes import replace_barcode
from libdesk.actions.cataloguing.copies import remove_copies
from libdesk.actions.cataloguing.titles import remove_title
from libdesk.actions.readers.several import told_reasons
from libdesk.domain.errors import DeskError
from libdesk.domain.ops import Op
from libdesk.domain.rows.catalogue import CopiesDone, CopyRow, TitleNow
from libdesk.i18n import _, ngettext
from libdesk.store.queries import titles as queries
from libdesk.ui import icons, theme
from libdesk.ui.cataloguing.titles import title_words as words
from libdesk.ui.cataloguing.titles.copies_table import copies_table
from libdesk.ui.cataloguing.titles.cover_row import CoverBox, CoverChoice, cover_of, dropped_file
from libdesk.ui.page_area import Whole
from libdesk.ui.parts import across, button, down, label, named, wrapped
from libdesk.ui.tab import Surroundings
from libdesk.ui.widgets.inline_form import InlineForm, Question
from libdesk.ui.widgets.list_face import ListFace
from libdesk.ui.widgets.scan_router import TAKES_SCANS

ROWS_IN_SIGHT: Final = 2


class TitlePanel(QFrame):
    """`done(what, what not)`; the other signals ask for a panel of their own beside the list."""

    done = Signal(str, str)
    edit_asked = Signal(int)
    copies_asked = Signal(list)
    """Copies to be changed."""
    move_asked = Signal(list)
    merge_asked = Signal(int)
    record_asked = Signal(int)
    recommend_asked = Signal(int)
    withdraw_asked = Signal(list)
    add_asked = Signal(int)
    """Copies to be added to this title."""

    def __init__(self, around: Surroundings) -> None:
        super().__init__()
        self.setObjectName("title_panel")
        self.setProperty("role", "side")
        self._around, self._desk = around, around.desk
        self.now: TitleNow | None = None
        self._wanted: int | None = None
        self._head = label(role="heading", wrap=True)
        self._facts = label(wrap=True)
        self._cover = CoverBox()
        self._choice = CoverChoice(self._desk, around.pc)
        self.copies = copies_table(self._desk)
        self._about = named(label(role="note", wrap=True), "copy_about")
        self._fault = named(label(role="bad", wrap=True), "title_panel_fault")
        self.form = InlineForm("title_panel")
        self.form.setProperty(TAKES_SCANS, True)
        self.face = ListFace()
        self._make_buttons()
        self._assemble()
        self._connect()
        self.show_title(None)

    def _make_buttons(self) -> None:
        self._edit = button("title_edit", _("Change …"), lambda: self._ask(self.edit_asked), icon=icons.EDIT)
        self._add = button("title_add", _("Add copies …"), lambda: self._ask(self.add_asked), icon=icons.ADD)
        self._cover_button = button("title_cover", _("Cover …"), self._cover_asked)
        self._merge = button("title_merge", _("Merge …"), lambda: self._ask(self.merge_asked))
        self._record = button("title_record", _("Kept record"), lambda: self._ask(self.record_asked))
        self._recommend = button("title_recommend", _("Recommend …"), lambda: self._ask(self.recommend_asked))
        self._remove = button("title_remove", _("Remove the title"), self._remove_title)
        self._edit.setAccessibleName(_("Change the title …"))
        self._copy_edit = button("copies_edit", _("Change …"), lambda: self._with_copies(self.copies_asked))
        self._barcode = button("copies_barcode", _("New barcode …"), self._ask_barcode)
        self._move = button("copies_move", _("Move …"), lambda: self._with_copies(self.move_asked))
        self._withdraw = button("copies_withdraw", _("Withdraw …"), lambda: self._with_copies(self.withdraw_asked))
        self._remove_copies = button("copies_remove", _("Remove"), self._remove_chosen)
        self._copy_edit.setToolTip(_("Place, call number, price, state … of the copies chosen (Enter)"))
        self._remove_copies.setToolTip(_("Only copies that were made by mistake and never lent"))
        self._move.setToolTip(_("To another title, or to a volume"))

    def _assemble(self) -> None:
        self.copies.keep_in_sight(ROWS_IN_SIGHT)
        head = Whole()
        whole = QVBoxLayout(head)
        whole.setContentsMargins(0, 0, 0, 0)
        texts = down(self._head, self._facts)
        whole.addWidget(across((texts, 1), down(self._cover, None), end=False))
        title_foot = wrapped(
            self._edit, self._add, self._cover_button, self._merge, self._record, self._recommend, self._remove, gap=2
        )
        self._copy_foot = wrapped(
            self._copy_edit, self._barcode, self._move, self._withdraw, self._remove_copies, gap=2
        )
        self._inside = down(
            head, title_foot, self._fault, (self.copies, 1), self.form, self._about, self._copy_foot, gap=1
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.space(3), theme.space(2), theme.space(3), theme.space(2))
        column.addWidget(self._inside, 1)
        column.addWidget(self.face, 1)
        self.setAcceptDrops(True)

    def _connect(self) -> None:
        self.copies.row_changed.connect(lambda _row: self._mirror())
        self.copies.chosen_changed.connect(self._mirror)
        self.copies.opened.connect(lambda _row: self._with_copies(self.copies_asked))
        self.form.closed.connect(self._copy_foot.show)
        self._choice.done.connect(self._cover_done)
        self._choice.refused.connect(self._show_fault)

    # What is shown

    def show_title(self, title_id: int | None) -> None:
        """Show this title as it is now; None where none is chosen."""
        now = queries.title(self._desk.read(Op.SEE_CATALOGUE), title_id) if title_id is not None else None
        if now is None or self.now is None or now.id != self.now.id:
            self.form.close_form()
            self._show_fault("")
        self.now = now
        self._inside.setVisible(now is not None)
        self.face.setVisible(now is None)
        if now is None:
            sentence = _("The title chosen at the left stands here, with its copies.")
            self.face.show_face(icons.BOOK_OPEN, _("No title chosen"), sentence)
            return
        self._head.setText(words.whole_name(now.fields))
        self._facts.setText(words.facts(now))
        self._cover.show_cover(cover_of(self._desk, now.id) if now.cover else None)
        self.copies.show_rows(queries.copies(self._desk.library, now.id))
        if self._wanted is not None and self.copies.select(self._wanted):
            self._wanted = None
        self._mirror()

    def mark_copy(self, copy_id: int | None) -> None:
        """Put the cursor on this copy when its title is shown: its barcode was scanned."""
        self._wanted = copy_id

    def chosen(self) -> list[CopyRow]:
        return [row for row in self.copies.chosen_rows() if isinstance(row, CopyRow)]

    def _mirror(self) -> None:
        """Only what may be done, and what there is to do, stands there."""
        now, chosen = self.now, self.chosen()
        if now is None:
            return
        allows = self._desk.allows
        self._edit.setVisible(allows(Op.EDIT_TITLE))
        self._add.setVisible(allows(Op.ADD_BOOKS))
        self._recommend.setVisible(allows(Op.RECOMMEND))
        self._cover_button.setVisible(allows(Op.SET_COVER))
        self._cover_button.setText(_("Remove the cover") if now.cover else _("Cover …"))
        self._merge.setVisible(allows(Op.MERGE_TITLES))
        self._record.setVisible(now.record_id is not None)
        self._remove.setVisible(allows(Op.REMOVE_TITLE) and not now.copies)
        self._copy_foot.setVisible(bool(chosen) and self.form.isHidden())
        self._barcode.setVisible(len(chosen) == 1)
        self._withdraw.setEnabled(any(copy.status != "withdrawn" for copy in chosen))
        text = (
            words.about_copy(chosen[0], queries.barcodes(self._desk.library, chosen[0].id)) if len(chosen) == 1 else ""
        )
        if len(chosen) > 1:
            text = ngettext("{n} copy chosen", "{n} copies chosen", len(chosen)).format(n=len(chosen))
        self._about.setText(text)
        self._about.setVisible(bool(text))

    def _show_fault(self, text: str) -> None:
        self._fault.setText(text)
        self._fault.setVisible(bool(text))

    # What is done

    def _ask(self, signal: SignalInstance) -> None:
        self._show_fault("")
        if self.now is not None:
            signal.emit(self.now.id)

    def _with_copies(self, signal: SignalInstance) -> None:
        ids = [copy.id for copy in self.chosen()]
        self._show_fault("")
        if ids:
            signal.emit(ids)

    def _ask_barcode(self) -> None:
        copy = self.chosen()[0]
        self._copy_foot.hide()
        self.form.gives_back_to = self.copies.view
        heading = _("New barcode for {code}: scan the new label").format(code=copy.name)
        self.form.ask(
            Question("copy_new_barcode", heading, _("Replace the barcode"), lambda code: self._replace(copy.id, code))
        )

    def _replace(self, copy_id: int, code: str) -> None:
        replace_barcode(self._desk, copy_id, code)
        self.done.emit(_("The copy bears the barcode {code} now.").format(code=code.strip()), "")

    def _remove_chosen(self) -> None:
        self._try(lambda: self._told(remove_copies(self._desk, [copy.id for copy in self.chosen()])))

    def _told(self, done: CopiesDone) -> tuple[str, str]:
        text = ngettext("{n} copy is removed.", "{n} copies are removed.", done.done).format(n=done.done)
        return text, told_reasons(done.not_done)

    def _remove_title(self) -> None:
        now = self.now
        if now is None:
            return

        def act() -> tuple[str, str]:
            remove_title(self._desk, now.id)
            return _("“{title}” is removed.").format(title=now.fields.title), ""

        self._try(act)

    def _try(self, act: Callable[[], tuple[str, str]]) -> None:
        """`act` gives what was done and what not; a refusal stands over the copies until the next step."""
        try:
            told = act()
        except DeskError as error:
            self._show_fault(error.text())
            return
        self._show_fault("")
        self.done.emit(*told)

    def _cover_done(self, told: str) -> None:
        self._show_fault("")
        self.done.emit(told, "")

    def _cover_asked(self) -> None:
        if self.now is None:
            return
        if self.now.cover:
            self._choice.remove(self.now.id)
        else:
            self._choice.ask_file(self.now.id)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if self.now is not None and dropped_file(event) is not None and self._desk.allows(Op.SET_COVER):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        path = dropped_file(event)
        if path is not None and self.now is not None:
            event.acceptProposedAction()
            self._choice.take_file(self.now.id, path)

    @property
    def home(self) -> Sequence[QWidget]:
        return (self.copies.view, self._edit)
