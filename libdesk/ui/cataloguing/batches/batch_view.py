"""Batches: what has to be checked stands on top; beside the list one batch, its figures and what lists say of it."""

from collections.abc import Callable
from functools import partial
from typing import Any, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from libdesk.actions.acquisition import batches as actions
from libdesk.actions.desk import Desk
from libdesk.actions.withdrawing.lists import add_to_withdrawal
from libdesk.domain.bureau import SURE
from libdesk.domain.entering import Entered
from libdesk.domain.errors import DeskError
from libdesk.domain.ops import Op
from libdesk.domain.progress import Progress
from libdesk.domain.rows.batches import BatchRow, CheckRow
from libdesk.domain.rows.bureau import NamedTitle
from libdesk.domain.show import show_day
from libdesk.domain.withdrawals import NOTICE
from libdesk.i18n import N_, _, ngettext
from libdesk.store.queries import batches as queries
from libdesk.store.queries import bureau, entering
from libdesk.ui import icons, theme
from libdesk.ui.cataloguing.batches import papers, words
from libdesk.ui.cataloguing.batches.batch_form import BatchForm, CheckForm
from libdesk.ui.confirm import Confirm
from libdesk.ui.jobs import Lane
from libdesk.ui.parts import button, down, label, named, wrapped
from libdesk.ui.printing.document_makers import list_maker
from libdesk.ui.settings.section import choose, qdate
from libdesk.ui.tab import Surroundings
from libdesk.ui.widgets.fit_label import FitLabel
from libdesk.ui.widgets.panes import Panes
from libdesk.ui.widgets.row_model import Column, Width
from libdesk.ui.widgets.row_table import Empty, RowTable
from libdesk.ui.widgets.scrolled import scrolled

SOURCE_WIDTH: Final = 28  # steps that the other columns leave to the supplier, while they can
AT_ONCE: Final = 2_000
"""Titles of a batch that are held against the lists while the page waits."""


class BatchView(QWidget):
    document_asked = Signal(str, object)
    enter_asked = Signal(int)
    """The books of this batch are to be entered."""

    def __init__(self, around: Surroundings) -> None:
        super().__init__()
        self.setObjectName("batch_view")
        self._around, self._desk = around, around.desk
        self._checks: list[CheckRow] = []
        self._named: list[NamedTitle] = []
        self._counts: Entered | None = None
        self._shown_id: int | None = None
        self.list = RowTable(
            _columns(), name=_("Batches"), empty=self._empty(), key=lambda row: row.id, least=SOURCE_WIDTH
        )
        self.heading = FitLabel(theme.Step.HEAD, bold=True)
        self.facts = named(label(wrap=True), "batch_facts")
        self.differs = named(label(role="warn", wrap=True), "batch_differs")
        self.checked = named(label(wrap=True), "batch_checked")
        self.named = named(label(wrap=True), "batch_named")
        self.fault = named(label(role="bad", wrap=True), "batch_fault_line")
        self.form = BatchForm(around, gives_back_to=self.list.view)
        self.check_form = CheckForm(around, gives_back_to=self.list.view)
        self.question = Confirm("batch_out", gives_back_to=self.list.view)
        self.check = button("batch_check", _("Note the check …"), self._ask_check, role="next", icon=icons.CHECK)
        self.enter = button("batch_enter", _("Enter what is left"), self._enter, role="next", icon=icons.SCAN)
        self.take_out = button("batch_take_out", _("Put these on a list of withdrawal …"), self._ask_out)
        self.change = button("batch_change", _("Change …"), self._change, icon=icons.EDIT)
        self.record = button("batch_record", _("Print the check"), self._print_check, icon=icons.PRINT)
        self.books = button("batch_books", _("Print the books"), self._print_books, icon=icons.PRINT)
        self.labels = button("batch_labels_of", _("Print labels"), self._print_labels, icon=icons.LABEL)
        self.thanks = button("batch_thanks", _("Certificate"), self._print_thanks, icon=icons.PRINT)
        self.remove = button("batch_remove", _("Remove"), self._remove, icon=icons.DELETE)
        self._assemble()
        self._connect()

    def _assemble(self) -> None:
        self.list.keep_in_sight()
        self.foot = down(
            wrapped(self.enter, self.check, self.take_out, gap=2), wrapped(self.change, self.record, self.books, gap=2),
            wrapped(self.labels, self.thanks, self.remove, gap=2), gap=2,
        )  # fmt: skip
        self._area = scrolled(
            self.heading, self.facts, self.differs, self.checked, self.named, self.fault, self.question,
            self.form, self.check_form, self.foot,
        )  # fmt: skip
        self._area.setMinimumHeight(theme.space(42))
        self.right = named(QFrame(), "batch_panel")
        inside = QVBoxLayout(self.right)
        inside.setContentsMargins(theme.space(3), theme.space(2), 0, theme.space(2))
        inside.addWidget(self._area)
        self.splitter = Panes("batches_splitter", self.list, self.right, shares=(50, 48), pc=self._around.pc)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.splitter)
        self.fault.hide()

    def _connect(self) -> None:
        self.list.row_changed.connect(lambda _row: self._turn())
        self.list.opened.connect(lambda _row: self.check.setFocus())
        for form in (self.form, self.check_form):
            form.closed.connect(lambda: self._show())

    def _empty(self) -> Empty:
        return Empty(
            _("No batch yet"), _("Each delivery and each donation is a batch; adding books makes it by itself."),
            ((_("New batch"), self.begin),), icons.COPIES,
        )  # fmt: skip

    @property
    def row(self) -> BatchRow | None:
        row: BatchRow | None = self.list.current_row()
        return row

    def refresh(self) -> int:
        """The batches as they are now; gives how many wait for their check."""
        rows = queries.recent_batches(self._desk.read(Op.SEE_CATALOGUE))
        self.list.show_rows(rows)
        self._show()
        return sum(not row.outcome for row in rows)

    def select(self, batch_id: int) -> bool:
        return self.list.select(batch_id)

    def begin(self) -> None:
        """A new batch."""
        self._close_forms()
        self.right.show()
        self.form.show_batch(None)
        self._ask(self.form, _("A new batch"), _("Make the batch"), self._make)

    def _turn(self) -> None:
        """Another batch, not the same one read anew: a question about the one before is put away."""
        if (self.row.id if self.row else None) != self._shown_id:
            self._close_forms()
            self._tell_fault("")
            self._area.verticalScrollBar().setValue(0)
            self._show()

    def _show(self) -> None:
        """The batch under the cursor."""
        row, library = self.row, self._desk.library
        self._shown_id = row.id if row else None
        self._checks = queries.checks_of(library, row.id) if row else []
        self._hold_against_lists(row)
        if row is not None:
            self.heading.setText(f"{row.no}  {row.source}".strip())
            self._counts = entering.counts(library, row.id)
            self.facts.setText(words.facts(row, self._counts))
            self.differs.setText(words.differs(row))
            self.checked.setText(words.checked(self._checks))
            _role(self.checked, words.state_role(row))
        self._mirror()

    def _hold_against_lists(self, row: BatchRow | None) -> None:
        """What the bureau's lists say of a batch; one of thousands of titles is looked through beside the page."""
        self._named = []
        if row is None:
            return
        if row.titles <= AT_ONCE:
            self._show_named(row.id, bureau.named_in_batch(self._desk.library, row.id))
            return
        self.named.setText(_("Reading …"))
        self._around.jobs.start(
            Lane.DOCUMENTS, _("Hold the batch against the lists"), partial(_work, row.id),
            partial(self._show_named, row.id), lambda _error: None,
        )  # fmt: skip

    def _show_named(self, batch_id: int, found: list[NamedTitle]) -> None:
        if self.row is None or self.row.id != batch_id:
            return
        self._named = found
        self.named.setText(words.named(found, len(bureau.notices(self._desk.library))))
        _role(self.named, "bad" if any(one.fit in SURE for one in found) else "warn" if found else "")
        self._mirror()

    def _mirror(self) -> None:
        """Only what can be done with this batch stands there; while something is asked, nothing else."""
        row = self.row
        asked = self.form.isVisibleTo(self) or self.check_form.isVisibleTo(self)
        self.right.setVisible(row is not None or asked)
        self.foot.setVisible(row is not None and not asked)
        editing = self.form.isVisibleTo(self)
        self.heading.setVisible(row is not None and not editing)
        self.named.setVisible(row is not None and bool(row.copies) and not editing)
        for part in (self.facts, self.checked):
            part.setVisible(row is not None and not asked)
        self.differs.setVisible(bool(row and row.differs) and not asked)
        if row is None:
            return
        self.check.setText(_("Check it again …") if self._checks else _("Note the check …"))
        shown = {
            self.enter: self._counts is not None and self._counts.left > 0,
            self.take_out: bool(self._named), self.record: bool(self._checks), self.books: bool(row.copies),
            self.labels: bool(row.copies) and self._desk.allows(Op.SEE_PRINTING),
            self.thanks: row.kind == "donation" and bool(row.source and row.copies), self.remove: not row.copies,
        }  # fmt: skip
        for made, seen in shown.items():
            made.setVisible(seen)

    def _close_forms(self) -> None:
        for part in (self.form, self.check_form):
            part.close_form()
        if self.question.isVisible():
            self.question.put_away()

    # What is done

    def _make(self) -> None:
        batch_id = actions.make_batch(self._desk, **self.form.values())
        self._done(_("The batch is made."))
        self.refresh()
        self.list.select(batch_id)

    def _change(self) -> None:
        row = self.row
        if row is not None:
            self.form.show_batch(row)
            heading = _("Change batch {no}").format(no=row.no)
            self._ask(self.form, heading, _("Save"), partial(self._edit, row.id))

    def _edit(self, batch_id: int) -> None:
        if actions.edit_batch(self._desk, batch_id=batch_id, **self.form.values()):
            self._done(_("The batch is changed."))

    def _enter(self) -> None:
        if self.row is not None:
            self.enter_asked.emit(self.row.id)

    def _ask_check(self) -> None:
        row = self.row
        if row is None:
            return
        form = self.check_form
        form.by_whom.setText(queries.last_checker(self._desk.library))
        choose(form.outcome, "passed" if not self._named else "partly")
        form.day.setDate(qdate(self._desk.today))
        form.note.clear()
        self._ask(form, "", _("Note the check"), partial(self._note_check, row.id))

    def _ask(self, form: BatchForm | CheckForm, heading: str, verb: str, save: Callable[[], object]) -> None:
        """The form takes the place of the rest; what lists say of the batch stays in sight of who checks it."""
        form.ask(heading, verb, save)
        self._mirror()

    def _note_check(self, batch_id: int) -> None:
        actions.note_check(self._desk, batch_id=batch_id, **self.check_form.values())
        self._done(_("The check is noted."))
        self.list.select(batch_id)

    def _ask_out(self) -> None:
        """The copies of the named titles, those that have to be looked at included: whoever asks has looked."""
        row = self.row
        if row is None or not self._named:
            return
        copies = queries.copies_of_titles(self._desk.library, row.id, [one.title_id for one in self._named])
        count = len(copies)
        text = ngettext(
            "{n} copy of this batch is put on a new list of withdrawal and lent no more: {titles}",
            "{n} copies of this batch are put on a new list of withdrawal and lent no more: {titles}", count,
        ).format(n=count, titles=_(", ").join(dict.fromkeys(one.title for one in self._named)))  # fmt: skip
        self.question.ask(
            text, keep=_("Leave them"), do=_("Put them on a list"), act=partial(self._put_out, row.no, copies)
        )

    def _put_out(self, no: str, copies: list[int]) -> None:
        name = _("Named in batch {no}").format(no=no)
        self._run(
            lambda: add_to_withdrawal(self._desk, None, copies, NOTICE, name=name),
            _("They are on the list “{name}”, under Withdrawal.").format(name=name),
        )

    def _remove(self) -> None:
        row = self.row
        if row is not None:
            self._run(lambda: actions.remove_batch(self._desk, batch_id=row.id), _("The batch is removed."))

    def _run(self, act: Callable[[], Any], told: str) -> None:
        self._tell_fault("")
        try:
            act()
        except DeskError as error:
            self._tell_fault(error.text())
            return
        self._done(told)
        self.list.view.setFocus()

    def _done(self, told: str) -> None:
        self._around.say(_("{done} F8 takes it back.").format(done=told))

    def _tell_fault(self, text: str) -> None:
        self.fault.setText(text)
        self.fault.setVisible(bool(text))

    # What is printed

    def _print_check(self) -> None:
        row = self.row
        if row is not None and self._checks:
            books = queries.books_of(self._desk.library, row.id)
            paper = papers.check_paper(self._desk, row, self._checks[0], books, self._named)
            self.document_asked.emit(paper.heading, list_maker(paper))

    def _print_labels(self) -> None:
        from libdesk.ui.printing.opening import open_labels_of_batch

        if self.row is not None:
            open_labels_of_batch(self._around, self.row.id)

    def _print_books(self) -> None:
        row = self.row
        if row is not None:
            paper = papers.books_paper(self._desk, row, queries.books_of(self._desk.library, row.id))
            self.document_asked.emit(paper.heading, list_maker(paper))

    def _print_thanks(self) -> None:
        row = self.row
        if row is not None:
            self.document_asked.emit(_("Certificate of donation"), papers.certificate(self._desk, row))


def _work(batch_id: int, desk: Desk, _progress: Progress) -> list[NamedTitle]:
    return bureau.named_in_batch(desk.read(Op.SEE_CATALOGUE), batch_id)


def _columns() -> tuple[Column, ...]:
    return (
        Column("no", N_("Batch number"), lambda row: row.no),
        Column(
            "day", N_("Day"), lambda row: show_day(row.day, weekday=False, year=True), sort=lambda row: row.day, spare=1
        ),
        Column("kind", N_("How it came"), words.kind, spare=3),
        Column("source", N_("Supplier or donor"), lambda row: row.source, width=Width.STRETCH),
        Column("copies", N_("Copies"), lambda row: f"{row.copies:,}", sort=lambda row: row.copies, right=True, spare=2),
        Column("state", N_("Content"), words.state, role=words.state_role),
    )


def _role(made: QWidget, role: str) -> None:
    """Another colour of the style sheet's."""
    if made.property("role") != role:
        made.setProperty("role", role)
        made.style().unpolish(made)
        made.style().polish(made)
