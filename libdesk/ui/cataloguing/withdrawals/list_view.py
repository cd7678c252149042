"""One list of withdrawal: its copies and reasons, its approval, and the step that takes it out of the library."""

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from libdesk.actions.withdrawing import lists as actions
from libdesk.actions.withdrawing.withdraw import bring_back, withdraw
from libdesk.domain.classes import SchoolSystem
from libdesk.domain.errors import DeskError
from libdesk.domain.rows.books import STATUS_NAMES, show_place
from libdesk.domain.rows.withdrawals import ListedCopy, WithdrawalRow
from libdesk.domain.show import show_day, show_money
from libdesk.domain.withdrawals import REASON_NAMES
from libdesk.i18n import N_, _, ngettext
from libdesk.store.queries import withdrawals as queries
from libdesk.ui import icons, theme
from libdesk.ui.cataloguing.recall import recall_paper
from libdesk.ui.cataloguing.withdrawals import papers, words
from libdesk.ui.cataloguing.withdrawals.forms import ApprovalForm, DoneForm, NameForm
from libdesk.ui.large_change import after_backup
from libdesk.ui.parts import button, label, named, wrapped
from libdesk.ui.printing.document_makers import list_maker
from libdesk.ui.readers.take_along import save_list
from libdesk.ui.settings.section import day_of, qdate
from libdesk.ui.tab import Surroundings
from libdesk.ui.widgets.fit_label import FitLabel
from libdesk.ui.widgets.inline_form import InlineForm, Question
from libdesk.ui.widgets.row_model import Column, Width
from libdesk.ui.widgets.row_table import Empty, RowTable


class ListView(QWidget):
    """`lists` is the view of the lists beside it, where the keyboard goes when a list is gone."""

    document_asked = Signal(str, object)
    acted = Signal()
    """Something else is done: what was told of the last scan is over."""

    def __init__(self, around: Surroundings, lists: QWidget) -> None:
        super().__init__()
        self.setObjectName("withdrawal_view")
        self._around, self._desk, self._lists = around, around.desk, lists
        self._row: WithdrawalRow | None = None
        self.heading = FitLabel(theme.Step.HEAD, bold=True)
        self.facts = named(label(wrap=True), "withdrawal_facts")
        self.copies = RowTable(
            self._columns(), name=_("Copies of the list"), key=lambda row: row.copy_id, many=True, least=36,
            empty=Empty(_("No book stands on this list"), _("Scan the books that are to leave."), (), icons.BOOK),
        )  # fmt: skip
        self.fault = named(label(role="bad", wrap=True), "withdrawal_fault")
        view = self.copies.view
        self.form = InlineForm("withdrawal")
        self.form.gives_back_to = view
        self.names = NameForm(around, gives_back_to=lists)
        self.approval = ApprovalForm(around, gives_back_to=lists)
        self.ending = DoneForm(around, gives_back_to=lists)
        self.approve = button("withdrawal_approve", _("Note the approval …"), self._ask_approval, role="next")
        self.withdraw = button("withdrawal_do", _("Withdraw the books …"), self._ask_done, role="next")
        self.draft = button("withdrawal_draft", _("Take the approval back"), self._unapprove)
        self.why = button("withdrawal_why", _("Reason …"), self._ask_reason)
        self.off = button("withdrawal_off", _("Take off the list"), self._take_off)
        self.back = button("withdrawal_back", _("Back into the library"), self._bring_back, icon=icons.BACK)
        self.print = button("withdrawal_print", _("Print in two copies"), self._print, icon=icons.PRINT)
        self.recall = button("withdrawal_recall", _("Print what is out"), self._print_recall, icon=icons.PRINT)
        self.save = button("withdrawal_save", _("Save as a table …"), self._save, icon=icons.EXPORT)
        self.rename = button("withdrawal_rename", _("Rename …"), self._ask_name, icon=icons.EDIT)
        self.remove = button("withdrawal_remove", _("Remove the list"), self._remove, icon=icons.DELETE)
        self._assemble()
        self._connect()

    def _assemble(self) -> None:
        self.fault.hide()
        self.copies.keep_in_sight(3)
        self.foot = wrapped(
            self.approve, self.withdraw, self.draft, self.why, self.off, self.back, self.print, self.recall, self.save,
            self.rename, self.remove,
        )  # fmt: skip
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.space(2), 0, 0, 0)
        column.setSpacing(theme.space(1))
        for part in (self.heading, self.facts, self.copies, self.fault, *self._forms, self.foot):
            column.addWidget(part, 1 if part is self.copies else 0)

    def _connect(self) -> None:
        self.copies.chosen_changed.connect(self._mirror)
        for form in self._forms:
            form.closed.connect(self._mirror)

    @property
    def _forms(self) -> tuple[InlineForm | NameForm | ApprovalForm | DoneForm, ...]:
        return (self.form, self.names, self.approval, self.ending)

    # What is shown

    def show_list(self, row: WithdrawalRow | None) -> None:
        """This list; what was asked about another one is put away."""
        if row is None or self._row is None or row.id != self._row.id:
            for form in self._forms:
                form.close_form()
            self._tell_fault("")
        self._row = row
        if row is not None:
            self.heading.setText(row.name)
            self.facts.setText(words.facts(row))
            self.copies.show_rows(queries.copies_of(self._desk.library, row.id))
        self._mirror()

    def select(self, copy_id: int) -> bool:
        return self.copies.select(copy_id)

    def make(self, made: Callable[[int], object]) -> None:
        """A new list, named after the day; it is renamed where it stands."""
        try:
            withdrawal_id = actions.make_withdrawal(self._desk)
        except DeskError as error:
            self._tell_fault(error.text())
            return
        self._around.say(_("{done} F8 takes it back.").format(done=_("The list is made.")))
        made(withdrawal_id)

    def _mirror(self) -> None:
        row, chosen = self._row, len(self.copies.chosen_rows())
        asked = any(form.isVisibleTo(self) for form in self._forms)
        self.foot.setVisible(row is not None and not asked)
        self.facts.setVisible(not asked)
        if row is None:
            return
        draft, approved, filled = row.state == "draft", row.state == "approved", row.copies > 0
        shown = {
            self.approve: draft and filled, self.withdraw: approved, self.draft: approved, self.why: not row.is_done,
            self.off: not row.is_done, self.back: row.is_done and filled, self.print: filled, self.save: filled,
            self.recall: row.out > 0, self.remove: not row.is_done,
        }  # fmt: skip
        for part, seen in shown.items():
            part.setVisible(seen)
        for part in (self.why, self.off):
            part.setEnabled(chosen > 0)
        self.back.setEnabled(chosen == 1)

    # What is asked

    def _ask_name(self) -> None:
        row = self._row
        if row is not None:
            self.names.name.setText(row.name)
            self.names.note.setText(row.note)
            self._ask(self.names, "", _("Rename"), partial(self._rename, row.id))

    def _rename(self, withdrawal_id: int) -> None:
        actions.rename(
            self._desk, withdrawal_id=withdrawal_id, name=self.names.name.text(), note=self.names.note.text()
        )
        self._done(_("The list is renamed."))

    def _ask_approval(self) -> None:
        row = self._row
        if row is not None:
            self.approval.day.setDate(qdate(self._desk.today))
            self._ask(self.approval, "", _("Note the approval"), partial(self._approve, row.id))

    def _approve(self, withdrawal_id: int) -> None:
        form = self.approval
        actions.approve(
            self._desk, withdrawal_id=withdrawal_id, by=form.by.text(), day=day_of(form.day), number=form.number.text()
        )
        self._done(_("The approval is noted."))

    def _unapprove(self) -> None:
        row = self._row
        if row is not None:
            self._run(
                lambda: actions.take_approval_back(self._desk, withdrawal_id=row.id), _("The list is a draft again.")
            )

    def _ask_done(self) -> None:
        row = self._row
        if row is None:
            return
        text = ngettext(
            "{n} copy leaves the library. Its barcode stays known, its numbers are not given again.",
            "{n} copies leave the library. Their barcodes stay known, their numbers are not given again.", row.copies,
        ).format(n=row.copies)  # fmt: skip
        self.ending.day.setDate(qdate(self._desk.today))
        self._ask(self.ending, text, _("Withdraw the books"), partial(self._withdraw, row))

    def _withdraw(self, row: WithdrawalRow) -> None:
        """After a backup where many leave; a refusal is told in the form, or on the page once the form is gone."""
        how = {"disposal": self.ending.disposal.currentData(), "day": day_of(self.ending.day)}

        def act() -> None:
            self._done(words.done(withdraw(self._desk, withdrawal_id=row.id, **how)))

        def at_last() -> None:
            try:
                act()
            except DeskError as error:
                self._tell_fault(error.text())

        from libdesk.actions.backups import MANY

        if row.copies <= MANY:
            act()
        else:
            after_backup(self._around, self, row.copies, at_last, self._tell_fault)

    def _ask_reason(self) -> None:
        row, ids = self._row, [copy.copy_id for copy in self.copies.chosen_rows()]
        if row is None or not ids:
            return
        text = ngettext("Why does the {n} chosen copy leave?", "Why do the {n} chosen copies leave?", len(ids))
        self._tell_fault("")
        choices = tuple((code, _(name)) for code, name in REASON_NAMES.items())
        answer = partial(self._set_reason, row.id, ids)
        self.form.ask(Question("withdrawal_reason_of", text.format(n=len(ids)), _("Change"), answer, choices))
        self._mirror()

    def _set_reason(self, withdrawal_id: int, ids: list[int], reason: str) -> None:
        actions.set_reason(self._desk, withdrawal_id=withdrawal_id, copy_ids=ids, reason=reason)
        self._done(_("The reason is changed."))

    def _ask(self, form: NameForm | ApprovalForm | DoneForm, text: str, verb: str, save: Callable[[], object]) -> None:
        self._tell_fault("")
        form.ask(text, verb, save)
        self._mirror()

    # What is done

    def _take_off(self) -> None:
        row, ids = self._row, [copy.copy_id for copy in self.copies.chosen_rows()]
        if row is not None and ids:
            told = ngettext("{n} copy is off the list.", "{n} copies are off the list.", len(ids)).format(n=len(ids))
            self._run(lambda: actions.take_off(self._desk, withdrawal_id=row.id, copy_ids=ids), told)
            self.copies.view.setFocus()

    def _bring_back(self) -> None:
        chosen: list[ListedCopy] = self.copies.chosen_rows()
        if len(chosen) == 1:
            told = _("“{title}” is in the library again.").format(title=chosen[0].title)
            self._run(lambda: bring_back(self._desk, copy_id=chosen[0].copy_id), told)

    def _remove(self) -> None:
        row = self._row
        if row is not None:
            self._run(lambda: actions.remove_withdrawal(self._desk, withdrawal_id=row.id), _("The list is removed."))
            self._lists.setFocus()

    def _run(self, act: Callable[[], Any], told: str) -> None:
        self._tell_fault("")
        try:
            act()
        except DeskError as error:
            self._tell_fault(error.text())
            return
        self._done(told)

    def _done(self, told: str) -> None:
        self._around.say(_("{done} F8 takes it back.").format(done=told))

    def _tell_fault(self, text: str) -> None:
        self.acted.emit()
        self.fault.setText(text)
        self.fault.setVisible(bool(text))

    # What is printed

    def _all(self) -> list[ListedCopy]:
        return queries.copies_of(self._desk.library, self._row.id) if self._row else []

    def _print(self) -> None:
        if self._row is not None:
            paper = papers.list_paper(self._desk, self._row, self._all())
            self.document_asked.emit(paper.heading, list_maker(paper))

    def _print_recall(self) -> None:
        if self._row is not None:
            paper = recall_paper(self._desk, self._row.name, self._all())
            self.document_asked.emit(paper.heading, list_maker(paper))

    def _save(self) -> None:
        if self._row is not None:
            save_list(self._around, self, self.copies, self._row.name)

    def _columns(self) -> tuple[Column, ...]:
        return (
            Column("accession", N_("Accession no."), lambda row: row.accession_no or row.barcode, spare=2),
            Column("title", N_("Title"), lambda row: row.title, width=Width.STRETCH),
            Column("author", N_("Author"), lambda row: row.author, spare=4),
            Column("call_no", N_("Call number"), lambda row: row.call_no, spare=3),
            Column("price", N_("Price"), _price, sort=lambda row: row.price_fen or 0, right=True, spare=1),
            Column("reason", N_("Reason"), lambda row: words.reason(row.reason)),
            Column(
                "where", N_("Where it is"), self._where, role=lambda row: "warn" if row.is_out else "", tip=self._tip
            ),
        )

    def _tip(self, row: ListedCopy) -> str:
        where = self._where(row)
        return _("{reader}, due {day}").format(reader=where, day=show_day(row.due)) if row.due else where

    def _where(self, row: ListedCopy) -> str:
        """Who has it, else where it is."""
        if row.holder is not None and row.due is not None:
            group = row.holder.group(self._desk.today, SchoolSystem(self._desk.settings.school_system))
            return f"{row.holder.name} {group}"
        return (
            (show_place(row.place) or _(STATUS_NAMES[row.status]))
            if row.status == "shelf"
            else _(STATUS_NAMES[row.status])
        )


def _price(row: ListedCopy) -> str:
    return "" if row.price_fen is None else show_money(row.price_fen)
