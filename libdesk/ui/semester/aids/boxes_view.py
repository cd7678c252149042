"""Boxes for class corners: filled, emptied and counted by scanning; issued, exchanged and taken back."""

from collections.abc import Callable
from functools import partial
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from libdesk.actions.aids import boxes as actions
from libdesk.actions.lending import lend
from libdesk.actions.returning import give_back
from libdesk.domain.counter import Seen, SeenCopy, SeenReader
from libdesk.domain.errors import DeskError
from libdesk.domain.ops import Op
from libdesk.domain.outcome import Outcome
from libdesk.domain.rows.aids import BoxRow
from libdesk.domain.rows.books import STATUS_NAMES
from libdesk.domain.rows.desk import CopyInHand
from libdesk.domain.show import show_due
from libdesk.i18n import N_, _, ngettext
from libdesk.store.queries import desk as desk_queries
from libdesk.store.queries.aids import boxes as queries
from libdesk.ui import icons, theme
from libdesk.ui.parts import button, down, label, named, wrapped
from libdesk.ui.semester.aids import papers, words
from libdesk.ui.settings.section import choice
from libdesk.ui.shelving.copy_words import no_copy
from libdesk.ui.tab import Surroundings
from libdesk.ui.widgets.fit_label import FitLabel
from libdesk.ui.widgets.focus_home import focus_first
from libdesk.ui.widgets.inline_form import InlineForm, Question
from libdesk.ui.widgets.panes import Panes
from libdesk.ui.widgets.row_model import Column, Width
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
        self._seen: dict[int, str] = {}
        self.list = RowTable(
            self._columns(), name=_("Boxes"), empty=self._empty(), key=lambda row: row.copy_id, least=30
        )
        self.heading = FitLabel(theme.Step.HEAD, bold=True)
        self.where = named(label(wrap=True), "box_where")
        self.mode = choice("box_mode", [(code, _(text)) for code, text in _MODES.items()])
        self.told = ToldLine()
        self.books = RowTable(
            self._book_columns(), name=_("What lies in the box"), key=lambda row: row.copy_id, many=True,
            empty=Empty(_("The box is empty"), _("Scan the books that go into it."), (), icons.BOOK),
        )  # fmt: skip
        self.out = button("box_take_out", _("Take out of the box"), self._take_out, icon=icons.DELETE)
        self.exchange = button("box_exchange", _("Exchange …"), self._ask_exchange, icon=icons.MOVE)
        self.back = button("box_back", _("Box is back"), self._give_back, icon=icons.BOOK_IN)
        self.finish = button("box_finish", _("Finish the count"), self._finish, role="next", icon=icons.CHECK)
        self.print = button("box_print", _("Print the contents in two copies"), self._print, icon=icons.PRINT)
        self.label = button("box_label", _("Label …"), self._open_labels, icon=icons.LABEL)
        self.form = InlineForm("boxes")
        self._assemble()
        self._connect()

    def _assemble(self) -> None:
        self.mode.setAccessibleName(_("What a scanned book does"))
        self.form.gives_back_to = self.list.view
        self.list.keep_in_sight(3)
        self.books.keep_in_sight(3)
        scans = wrapped(label(_("What a scan does:"), buddy=self.mode), self.mode, self.finish, gap=2)
        self._right = down(
            self.heading, self.where, scans, (self.books, 1),
            wrapped(self.out, self.exchange, self.back, None, self.label, self.print, gap=2),
        )  # fmt: skip
        self._right.setContentsMargins(theme.space(2), 0, 0, 0)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.space(1))
        column.addWidget(self.told)
        column.addWidget(self.form)
        panes = Panes("boxes_splitter", self.list, self._right, shares=(42, 58), needs=(65, 80), pc=self._around.pc)
        column.addWidget(panes, 1)

    def _connect(self) -> None:
        self.list.row_changed.connect(lambda _row: self._other_box())
        self.books.chosen_changed.connect(self._mirror)
        self.mode.activated.connect(lambda _at: self._other_mode())

    @property
    def home(self) -> tuple[QWidget, ...]:
        return (self.list.view, self.mode)

    def take_focus(self) -> None:
        focus_first(self.home)

    @property
    def row(self) -> BoxRow | None:
        row: BoxRow | None = self.list.current_row()
        return row

    # What is shown

    def refresh(self) -> None:
        self.list.show_rows(queries.boxes(self._desk.read(Op.SEE_AIDS)))
        self._show()

    def _other_box(self) -> None:
        if self._seen:
            self._seen = {}
        self._show()

    def _other_mode(self) -> None:
        self._seen = {}
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
        self._mirror()

    def _mirror(self) -> None:
        row, may = self.row, self._desk.allows(Op.EDIT_BOXES)
        counting = self.mode.currentData() == COUNT
        out = row is not None and row.holder is not None
        self.out.setEnabled(may and bool(self.books.chosen_rows()))
        self.exchange.setEnabled(may and out)
        self.back.setEnabled(out)
        self.finish.setVisible(counting)
        self.finish.setEnabled(may and bool(self._seen))
        self.print.setEnabled(bool(self.books.model.rows()))

    # Scans

    def take(self, seen: Seen) -> None:
        """A box is chosen; a class card gets the chosen box; a book does what is set."""
        self.form.close_form()
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
            self._count(row, copy)
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

    def _count(self, row: BoxRow, copy: CopyInHand) -> None:
        again = copy.id in self._seen
        self._seen[copy.id] = copy.name
        counted = actions.compare(self._desk, row.copy_id, list(self._seen))
        self.books.show_again()
        self._mirror()
        if copy.id in counted.extra:
            text = _("“{title}” does not belong in this box.")
            if copy.box is not None:
                text = _("“{title}” belongs in {other}.")
            other = copy.box.shown(self._desk.today) if copy.box is not None else ""
            self._hear(Outcome.NOTICE, text.format(title=copy.name, other=other))
            return
        there = row.books - len(counted.missing)
        text = _("Scanned twice: counted once.") if again else _("{n} of {m}: “{title}”")
        self._hear(Outcome.DONE, text.format(n=there, m=row.books, title=copy.name))

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
        """What is missing and what lay in it besides; where nothing is, the count is over at once."""
        row = self.row
        if row is None:
            return
        counted = actions.compare(self._desk, row.copy_id, list(self._seen))
        if not counted.missing and not counted.extra:
            self._seen = {}
            self._tell(Outcome.DONE, _("“{box}” is whole: all {n} are there.").format(box=row.name, n=row.books))
            self._show()
            return
        parts = []
        if counted.missing:
            names = _(", ").join(f"“{book.name}”" for book in counted.missing[:3])
            text = ngettext("{n} is missing: {names}.", "{n} are missing: {names}.", len(counted.missing))
            parts.append(text.format(n=len(counted.missing), names=names))
        if counted.extra:
            names = _(", ").join(f"“{self._seen[copy_id]}”" for copy_id in counted.extra[:3])
            text = ngettext("{n} does not belong there: {names}.", "{n} do not belong there: {names}.",
                            len(counted.extra))  # fmt: skip
            parts.append(text.format(n=len(counted.extra), names=names))
        choices = (("note", _("Note it so")), ("leave", _("Leave the list as it is")))
        self.form.ask(Question("box_counted", "\n".join(parts), "", partial(self._counted, row), choices))

    def _counted(self, row: BoxRow, answer: str) -> None:
        """`note`: what is missing counts as missing, what lay in it belongs there now. Raises DeskError."""
        seen, self._seen = list(self._seen), {}
        if answer == "note":
            done = actions.finish_count(self._desk, row.copy_id, seen, put_extra=True, missing_gone=True)
            text = _("Noted: {missing} missing, {extra} put in. F8 takes it back.")
            self._tell(Outcome.DONE, text.format(missing=len(done.missing), extra=len(done.extra)))
        self._show()

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
        sentence = _(
            "In the catalogue, enter a title of the kind “box of books” with a copy for each box and its label."
        )
        choices = ((_("To the catalogue"), lambda: self._around.show_tab("catalogue_tab")),)
        return Empty(_("No box yet"), sentence, choices, icons.FOLDER)

    def _columns(self) -> tuple[Column, ...]:
        return (
            Column("name", N_("Box"), lambda row: row.name, width=Width.STRETCH),
            Column("barcode", N_("Barcode"), lambda row: row.barcode, spare=2),
            Column("books", N_("Books"), lambda row: words.number(row.books), sort=lambda row: row.books, right=True),
            Column("where", N_("Where it is"), partial(words.box_with, self._desk), spare=1),
        )

    def _book_columns(self) -> tuple[Column, ...]:
        return (
            Column("seen", "", lambda row: "", icon=lambda row: icons.CHECK if row.copy_id in self._seen else "",
                   tip=lambda row: _("counted") if row.copy_id in self._seen else ""),
            Column("title", N_("Title"), lambda row: row.name, width=Width.STRETCH),
            Column("call_no", N_("Call number"), lambda row: row.call_no, spare=2),
            Column("barcode", N_("Barcode"), lambda row: row.barcode, spare=1),
            Column("state", N_("State"), lambda row: "" if row.status == "shelf" else _(STATUS_NAMES[row.status]),
                   role=lambda _row: "warn", spare=3),
        )  # fmt: skip
