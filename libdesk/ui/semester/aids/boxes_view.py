"""Boxes for class corners: made, filled, emptied and counted by scanning; issued, exchanged and taken back."""

from collections.abc import Callable
from functools import partial
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from libdesk.actions.aids import boxes as actions
from libdesk.actions.aids.new_box import new_box
from libdesk.actions.lending import lend
from libdesk.actions.returning import give_back
from libdesk.domain.counter import Seen, SeenCopy, SeenReader
from libdesk.domain.errors import DeskError
from libdesk.domain.ops import Op
from libdesk.domain.outcome import Outcome
from libdesk.domain.rows.aids import BoxedBook, BoxRow
from libdesk.domain.rows.desk import CopyInHand
from libdesk.domain.rows.receipts import LoanReceipt
from libdesk.domain.show import show_due
from libdesk.i18n import N_, _, ngettext
from libdesk.store.queries import desk as desk_queries
from libdesk.store.queries.aids import boxes as queries
from libdesk.ui import icons, theme
from libdesk.ui.parts import button, down, label, named, wrapped
from libdesk.ui.semester.aids import papers, words
from libdesk.ui.semester.aids.box_columns import book_columns, box_columns
from libdesk.ui.semester.aids.box_count import BoxCount
from libdesk.ui.semester.aids.box_forms import BoxToForm, NewBoxForm
from libdesk.ui.semester.aids.forms import whole
from libdesk.ui.settings.section import choice
from libdesk.ui.shelving.copy_words import no_copy
from libdesk.ui.tab import Surroundings
from libdesk.ui.widgets.fit_label import FitLabel
from libdesk.ui.widgets.focus_home import focus_first
from libdesk.ui.widgets.inline_form import InlineForm, Question
from libdesk.ui.widgets.panes import Panes
from libdesk.ui.widgets.row_table import Empty, RowTable
from libdesk.ui.widgets.told_line import ToldLine

FILL, EMPTY, COUNT = "fill", "empty", "count"
_MODES: Final = {FILL: N_("put into the box"), EMPTY: N_("take out of the box"), COUNT: N_("count the box")}


class BoxesView(QWidget):
    document_asked = Signal(str, object)
    heard = Signal(object)

    def __init__(self, around: Surroundings) -> None:
        super().__init__()
        self.setObjectName("boxes_view")
        self._around, self._desk = around, around.desk
        self._asked_of: int | None = None  # the box that the question on show belongs to
        self.list = RowTable(
            box_columns(self._desk), name=_("Boxes"), empty=self._empty(), key=lambda row: row.copy_id, least=30
        )
        self.heading = FitLabel(theme.Step.HEAD, bold=True)
        self.where = named(label(wrap=True), "box_where")
        self.todo = named(label(role="note", wrap=True), "box_todo")
        self.mode = choice("box_mode", [(code, _(text)) for code, text in _MODES.items()])
        self.told = ToldLine()
        self.books = RowTable(
            book_columns(self._is_seen), name=_("What lies in the box"), key=lambda row: row.copy_id, many=True,
            empty=Empty(_("The box is empty"), _("Scan the books that go into it."), (), icons.BOOK),
        )  # fmt: skip
        self.new = button("box_new", _("New box …"), self.begin_new, icon=icons.ADD)
        self.issue = button("box_issue", _("Issue to …"), self._ask_receiver, icon=icons.BOOK_OUT)
        self.out = button("box_take_out", _("Take out of the box"), self._take_out, icon=icons.DELETE)
        self.exchange = button("box_exchange", _("Exchange …"), self._ask_exchange, icon=icons.MOVE)
        self.back = button("box_back", _("Box is back"), self._give_back, icon=icons.BOOK_IN)
        self.finish = button("box_finish", _("Finish the count"), self._finish, role="next", icon=icons.CHECK)
        self.print = button("box_print", _("Print the contents in two copies"), self._print, icon=icons.PRINT)
        self.label = button("box_label", _("Label …"), self._open_labels, icon=icons.LABEL)
        self.form = InlineForm("boxes")
        self.count = BoxCount(self._desk, self.form)
        self.new_form = NewBoxForm(around, gives_back_to=self.list.view)
        self.to_form = BoxToForm(around, gives_back_to=self.list.view)
        self._assemble()
        self._connect()

    def _assemble(self) -> None:
        self.mode.setAccessibleName(_("What a scanned book does"))
        self.form.gives_back_to = self.list.view
        self.list.keep_in_sight(3)
        self.books.keep_in_sight(3)
        scans = wrapped(label(_("What a scan does:"), buddy=self.mode), self.mode, self.finish, gap=2)
        self._right = down(
            self.heading, self.where, self.todo, scans, (self.books, 1),
            wrapped(self.issue, self.back, self.exchange, self.out, None, self.label, self.print, gap=2),
        )  # fmt: skip
        self._right.setContentsMargins(theme.space(2), 0, 0, 0)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.space(1))
        column.addWidget(self.told)
        column.addWidget(self.form)
        column.addWidget(whole(self.new_form, self.to_form))
        left = down((self.list, 1), wrapped(self.new, gap=2))
        panes = Panes("boxes_splitter", left, self._right, shares=(42, 58), needs=(65, 80), pc=self._around.pc)
        column.addWidget(panes, 1)

    def _connect(self) -> None:
        self.list.row_changed.connect(lambda _row: self._other_box())
        self.books.chosen_changed.connect(self._mirror)
        self.mode.activated.connect(lambda _at: self._other_mode())
        self.count.told.connect(self._tell)
        self.count.heard.connect(self._hear)
        self.count.changed.connect(self._show)

    @property
    def home(self) -> tuple[QWidget, ...]:
        return (self.list.view, self.new)

    def take_focus(self) -> None:
        focus_first(self.home)

    @property
    def row(self) -> BoxRow | None:
        row: BoxRow | None = self.list.current_row()
        return row

    # What is shown

    def refresh(self) -> None:
        self.list.show_rows(queries.boxes(self._desk.read(Op.SEE_AIDS)))
        self.new.setEnabled(self._desk.allows(Op.EDIT_BOXES))
        self._show()

    def _other_box(self) -> None:
        """A question belongs to the box it was asked for, and goes with it; a count is kept for its box."""
        if self.row is None or self.row.copy_id != self._asked_of:
            self._close_forms()
        self._show()

    def _close_forms(self) -> None:
        self._asked_of = None
        for form in (self.form, self.to_form):
            form.close_form()

    def _other_mode(self) -> None:
        self.count.forget()
        self._tell(Outcome.DONE, "")
        self._show()

    def _show(self) -> None:
        row = self.row
        self._right.setVisible(row is not None)
        if row is None:
            return
        self.heading.setText(row.name)
        count = ngettext("{n} book", "{n} books", row.books).format(n=row.books)
        self.where.setText(
            "  ·  ".join(part for part in (row.barcode, count, words.box_where(self._desk, row)) if part)
        )
        self.books.show_rows(queries.books(self._desk.read(Op.SEE_AIDS), row.copy_id))
        counting = self.mode.currentData() == COUNT
        seen = sum(self._is_seen(book) for book in self.books.model.rows()) if counting else None
        self.todo.setText(words.box_todo(row, seen, issue=self.issue.text(), back=self.back.text()))
        self._mirror()

    def _mirror(self) -> None:
        row, may = self.row, self._desk.allows(Op.EDIT_BOXES)
        counting = self.mode.currentData() == COUNT
        out = row is not None and row.holder is not None
        self.issue.setEnabled(row is not None and row.status == "shelf" and self._desk.allows(Op.LEND))
        self.out.setEnabled(may and bool(self.books.chosen_rows()))
        self.exchange.setEnabled(may and out)
        self.back.setEnabled(out)
        self.finish.setVisible(counting)
        self.finish.setEnabled(may and row is not None and bool(self.count.of(row)))
        self.print.setEnabled(bool(self.books.model.rows()))

    # Scans

    def take(self, seen: Seen) -> None:
        """A box is chosen; a class card gets the chosen box; a book does what is set."""
        self._close_forms()
        if isinstance(seen, SeenReader):
            self._issue(seen.reader_id)
        elif not isinstance(seen, SeenCopy):
            word = no_copy(seen)
            self._hear(word.outcome, word.text)
        elif seen.copy.item_kind == queries.BOX:
            self._choose(seen.copy)
        elif self.row is None:
            self._hear(Outcome.NOT_FOUND, _("Scan the label of a box first."))
        else:
            self._book(self.row, seen.copy)

    def _choose(self, copy: CopyInHand) -> None:
        if not self.list.select(copy.id):
            self._hear(Outcome.REFUSED, _("The box “{name}” was withdrawn.").format(name=copy.name))
            return
        self._hear(Outcome.DONE, _("Box “{name}”. Scan its books, or a class card.").format(name=copy.name))

    def _book(self, row: BoxRow, copy: CopyInHand) -> None:
        mode = self.mode.currentData()
        if mode == COUNT:
            self.count.scan(row, copy)
        elif mode == EMPTY:
            done = _("“{title}” is out of the box.").format(title=copy.name)
            self._do(partial(actions.take_out, self._desk, row.copy_id, [copy.id]), done)
        else:
            text = _("“{title}” lies in “{box}”.")
            if copy.box is not None and copy.box.box_id != row.copy_id:
                text = _("“{title}” lies in “{box}” now, no more in “{other}”.")
            other = copy.box.name if copy.box is not None else ""
            done = text.format(title=copy.name, box=row.name, other=other)
            self._do(partial(actions.fill, self._desk, row.copy_id, [copy.id]), done)

    def _do(self, act: Callable[[], object], done: str, *, heard: bool = True) -> None:
        try:
            act()
        except DeskError as error:
            self._hear(Outcome.REFUSED, error.text())
            return
        text = _("{done} F8 takes it back.").format(done=done)
        (self._hear if heard else self._tell)(Outcome.DONE, text)

    def _hear(self, outcome: Outcome, text: str) -> None:
        self.heard.emit(outcome)
        self._tell(outcome, text)

    def _tell(self, outcome: Outcome, text: str) -> None:
        self.told.tell(outcome, text)

    # Deeds

    def begin_new(self) -> None:
        self._close_forms()
        self.new_form.begin(self.list.model.rows())
        self.new_form.ask(_("A new box for a class corner"), _("Make the box"), self._save_new)

    def _save_new(self) -> None:
        """Raises DeskError, which the form tells."""
        name, barcode, place_id = self.new_form.values()
        made = new_box(self._desk, name, barcode=barcode, place_id=place_id)
        self.refresh()
        self.list.select(made.id)
        text = _("The box is made, number {code}. Print its label, then scan its books. F8 takes it back.")
        self._tell(Outcome.DONE, text.format(code=made.barcode))

    def _ask_receiver(self) -> None:
        row = self.row
        if row is None or row.status != "shelf":
            return
        self._close_forms()
        self.new_form.close_form()
        self._asked_of = row.copy_id
        self.to_form.begin()
        words_ = _("Who gets “{box}”? Type a class (三1) or a name.").format(box=row.name)
        self.to_form.ask(words_, _("Hand out"), partial(self._issue_to, row))

    def _issue_to(self, row: BoxRow) -> None:
        """Raises DeskError, which the form tells."""
        self._told_issue(row, lend(self._desk, copy_id=row.copy_id, reader_id=self.to_form.chosen()))

    def _issue(self, reader_id: int) -> None:
        """A loan as at the desk: the box goes to who bears this card."""
        row = self.row
        if row is None:
            self._hear(Outcome.NOT_FOUND, _("Scan the label of a box first."))
            return
        try:
            receipt = lend(self._desk, copy_id=row.copy_id, reader_id=reader_id)
        except DeskError as error:
            self._hear(Outcome.REFUSED, error.text())
            return
        self._told_issue(row, receipt)

    def _told_issue(self, row: BoxRow, receipt: LoanReceipt) -> None:
        self.count.forget(row)
        text = _("“{box}” goes to {who}, back by {day}. F8 takes it back.")
        if not row.books:
            text = _("“{box}” goes to {who} without a book in it, back by {day}. F8 takes it back.")
        self.refresh()
        who = receipt.reader.name
        if self.row is not None and self.row.holder is not None:
            who = words.who(self._desk, self.row.holder)
        day = show_due(receipt.due, self._desk.today)
        self._hear(Outcome.LENT, text.format(box=row.name, who=who, day=day))

    def _give_back(self) -> None:
        if self.row is not None:
            done = _("“{box}” is back.").format(box=self.row.name)
            self._do(partial(give_back, self._desk, copy_id=self.row.copy_id), done, heard=False)

    def _take_out(self) -> None:
        rows = self.books.chosen_rows()
        if self.row is not None and rows:
            done = ngettext("{n} book is out of the box.", "{n} books are out of the box.", len(rows))
            ids = [book.copy_id for book in rows]
            act = partial(actions.take_out, self._desk, self.row.copy_id, ids)
            self._do(act, done.format(n=len(rows)), heard=False)

    def _ask_exchange(self) -> None:
        row = self.row
        if row is None or row.holder is None:
            return
        others = [
            (str(one.copy_id), f"{one.name}  {words.who(self._desk, one.holder)}")
            for one in queries.boxes(self._desk.read(Op.SEE_AIDS))
            if one.holder is not None and one.holder.id != row.holder.id
        ]
        if not others:
            self._tell(Outcome.NOTICE, _("No other class has a box."))
            return
        self._close_forms()
        self._asked_of = row.copy_id
        text = _("With which box is “{box}” exchanged?").format(box=row.name)
        act = partial(self._exchange, row)
        self.form.ask(Question("box_other", text, _("Exchange them"), act, tuple(others)))

    def _exchange(self, row: BoxRow, other: str) -> None:
        """Raises DeskError, which is told in the form."""
        actions.exchange(self._desk, row.copy_id, int(other))
        name = desk_queries.title_of_copy(self._desk.library, int(other))
        text = _("“{box}” and “{other}” are exchanged. F8 takes it back.")
        self._tell(Outcome.DONE, text.format(box=row.name, other=name))

    def _finish(self) -> None:
        row = self.row
        if row is not None:
            self._close_forms()
            self._asked_of = None if self.count.finish(row) else row.copy_id

    def _print(self) -> None:
        row = self.row
        if row is not None:
            make = papers.content_maker(self._desk, row, self.books.model.rows())
            self.document_asked.emit(_("Contents of the box: {name}").format(name=row.name), make)

    def _open_labels(self) -> None:
        """The page of labels with this box chosen."""
        from libdesk.ui.printing.opening import open_labels

        if self.row is not None:
            open_labels(self._around, copies=(self.row.copy_id,), words=self.row.name)

    def _empty(self) -> Empty:
        sentence = _("Make one for each class corner; then scan the books that go into it.")
        return Empty(_("No box yet"), sentence, ((_("New box …"), self.begin_new),), icons.FOLDER)

    def _is_seen(self, book: BoxedBook) -> bool:
        return self.row is not None and book.copy_id in self.count.of(self.row)
