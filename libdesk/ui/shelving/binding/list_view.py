"""One binding list: its volumes and books, what is printed of it, and its way to the bindery and back."""

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from libdesk.actions.binding import lists as actions
from libdesk.actions.binding.volumes import change_volume
from libdesk.actions.cataloguing.arrivals import handle
from libdesk.domain.arrivals import Step
from libdesk.domain.errors import DeskError
from libdesk.domain.ops import Op
from libdesk.domain.rows.bindings import BindingRow, BoundLine
from libdesk.domain.show import show_money
from libdesk.i18n import N_, _, ngettext, sentences
from libdesk.store.queries import bindings as queries
from libdesk.ui import icons, theme
from libdesk.ui.cataloguing.amounts import amount_of, plain_amount
from libdesk.ui.parts import button, label, named, wrapped
from libdesk.ui.printing.document_makers import list_maker
from libdesk.ui.settings.section import day_of, qdate
from libdesk.ui.shelving.binding import papers, words
from libdesk.ui.shelving.binding.forms import BackForm, NameForm, SendForm, VolumeForm
from libdesk.ui.tab import Surroundings
from libdesk.ui.widgets.fit_label import FitLabel
from libdesk.ui.widgets.row_model import Column, Width
from libdesk.ui.widgets.row_table import Empty, RowTable

_Form = NameForm | SendForm | BackForm | VolumeForm


class ListView(QWidget):
    """`lists` is the view of the lists beside it, where the keyboard goes when a list is gone."""

    document_asked = Signal(str, object)
    acted = Signal()
    """Something else is done: what was told of the last scan is over."""

    def __init__(self, around: Surroundings, lists: QWidget) -> None:
        super().__init__()
        self.setObjectName("binding_view")
        self._around, self._desk, self._lists = around, around.desk, lists
        self._row: BindingRow | None = None
        self.heading = FitLabel(theme.Step.HEAD, bold=True)
        self.facts = named(label(wrap=True), "binding_facts")
        words_ = (_("Nothing stands on this list"), _("Make a volume of the issues of a year."))
        self.lines = RowTable(
            _columns(), name=_("Volumes of the list"), key=lambda row: row.key, many=True, least=44,
            empty=Empty(*words_, icon=icons.COPIES),
        )  # fmt: skip
        self.fault = named(label(role="bad", wrap=True), "binding_fault")
        view = self.lines.view
        self.names = NameForm(around, gives_back_to=lists)
        self.sending = SendForm(around, gives_back_to=lists)
        self.coming = BackForm(around, gives_back_to=lists)
        self.volume = VolumeForm(around, gives_back_to=view)
        self.send = button("binding_do_send", _("Send to the bindery …"), self._ask_send, role="next")
        self.receive = button("binding_do_back", _("It is back …"), self._ask_back, role="next")
        self.shelve = button("binding_shelved", "", self._shelve, role="next")
        self.change = button("binding_change", _("Change the volume …"), self._ask_volume, icon=icons.EDIT)
        self.apart = button("binding_apart", _("Take apart"), self._take_apart, icon=icons.UNDO)
        self.labels = button("binding_labels", _("Print labels …"), self._print_labels, icon=icons.LABEL)
        self.print = button("binding_print", _("Print the binding list"), self._print, icon=icons.PRINT)
        self.save = button("binding_save", _("Save as a table …"), self._save, icon=icons.EXPORT)
        self.rename = button("binding_rename", _("Name, bindery, note …"), self._ask_name, icon=icons.EDIT)
        self.remove = button("binding_remove", _("Remove the list"), self._remove, icon=icons.DELETE)
        self._assemble()
        self.lines.chosen_changed.connect(self._mirror)
        for form in self._forms:
            form.closed.connect(self._mirror)

    def _assemble(self) -> None:
        self.fault.hide()
        self.lines.keep_in_sight(3)
        self.apart.setToolTip(_("Its issues are single issues again; possible until it stands on the shelf"))
        self.foot = wrapped(
            self.send, self.receive, self.shelve, self.change, self.apart, self.labels, self.print, self.save,
            self.rename, self.remove,
        )  # fmt: skip
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.space(2), 0, 0, 0)
        column.setSpacing(theme.space(1))
        for part in (self.heading, self.facts, self.lines, self.fault, *self._forms, self.foot):
            column.addWidget(part, 1 if part is self.lines else 0)

    @property
    def _forms(self) -> tuple[_Form, ...]:
        return (self.names, self.sending, self.coming, self.volume)

    # What is shown

    def show_list(self, row: BindingRow | None) -> None:
        """This list; what was asked about another one is put away."""
        if row is None or self._row is None or row.id != self._row.id:
            for form in self._forms:
                form.close_form()
            self.tell_fault("")
        self._row = row
        if row is not None:
            self.heading.setText(row.name)
            self.facts.setText(words.facts(row))
            self.lines.show_rows(queries.lines_of(self._desk.read(Op.SEE_SERIALS), row.id))
        self._mirror()

    def select(self, volume_id: int) -> bool:
        return self.lines.select((volume_id, 0))

    def _mirror(self) -> None:
        row = self._row
        asked = any(form.isVisibleTo(self) for form in self._forms)
        self.foot.setVisible(row is not None and not asked)
        self.facts.setVisible(not asked)
        if row is None:
            return
        may, filled = self._desk.allows(Op.BIND), bool(row.volumes or row.books)
        chosen: list[BoundLine] = self.lines.chosen_rows()
        waiting = self._to_shelve()
        unshelved = [line for line in chosen if line.id and line.shelved is None]
        books = [line for line in chosen if line.damage_id]
        shown = {
            self.send: may and row.is_draft and filled, self.receive: may and row.state == "sent",
            self.shelve: may and row.state == "back" and bool(waiting), self.change: may and row.volumes > 0,
            self.apart: may and row.state != "done" and filled,
            self.labels: row.volumes > 0 and row.state != "draft" and self._desk.allows(Op.SEE_PRINTING),
            self.print: filled, self.save: filled, self.rename: may, self.remove: may and row.is_draft,
        }  # fmt: skip
        for part, seen in shown.items():
            part.setVisible(seen)
        self.change.setEnabled(len(chosen) == 1 and bool(chosen[0].id))
        self.apart.setEnabled(bool(unshelved) or (row.is_draft and bool(books)))
        self.apart.setText(_("Take off the list") if books and not unshelved else _("Take apart"))
        text = ngettext("{n} volume is on the shelf", "{n} volumes are on the shelf", len(waiting))
        self.shelve.setText(text.format(n=len(waiting)))

    def _to_shelve(self) -> list[BoundLine]:
        """The chosen volumes that wait for the shelf, or all of the list where one row or none is chosen."""
        chosen: list[BoundLine] = self.lines.chosen_rows()
        rows = chosen if len(chosen) > 1 else self.lines.model.rows()
        return [line for line in rows if line.id and line.shelved is None and line.waiting]

    # What is asked

    def _ask_name(self) -> None:
        row = self._row
        if row is not None:
            for field, text in ((self.names.name, row.name), (self.names.bindery, row.bindery),
                                (self.names.note, row.note)):  # fmt: skip
                field.setText(text)
            self._ask(self.names, "", _("Change"), partial(self._edit, row.id))

    def _edit(self, binding_id: int) -> None:
        form = self.names
        actions.edit_binding(
            self._desk, binding_id=binding_id, name=form.name.text(), bindery=form.bindery.text(),
            note=form.note.text(),
        )  # fmt: skip
        self._done(_("The list is changed."))

    def _ask_send(self) -> None:
        row = self._row
        if row is not None:
            self.sending.bindery.setText(row.bindery)
            self.sending.day.setDate(qdate(self._desk.today))
            text = _("The list stays as it is from now on. Print it before it goes.")
            self._ask(self.sending, text, _("Send to the bindery"), partial(self._send, row.id))

    def _send(self, binding_id: int) -> None:
        form = self.sending
        actions.send(self._desk, binding_id=binding_id, bindery=form.bindery.text(), day=day_of(form.day))
        self._done(_("The list is at the bindery."))

    def _ask_back(self) -> None:
        row = self._row
        if row is not None:
            self.coming.day.setDate(qdate(self._desk.today))
            self.coming.cost.clear()
            text = _("Its volumes wait for stamp, label and shelf then, as new books do.")
            if row.books:
                text = sentences(text, _("Its books in repair go back to the shelf."))
            self._ask(self.coming, text, _("It is back"), partial(self._receive, row.id))

    def _receive(self, binding_id: int) -> None:
        form = self.coming
        actions.receive(
            self._desk, binding_id=binding_id, day=day_of(form.day), cost_fen=amount_of(form.cost.text())
        )  # fmt: skip
        self._done(_("The list is back. Its volumes stand among the arrivals too."))

    def _ask_volume(self) -> None:
        chosen: list[BoundLine] = self.lines.chosen_rows()
        if len(chosen) == 1 and chosen[0].id:
            line, form = chosen[0], self.volume
            form.label.setText(line.label)
            form.call_no.setText(line.call_no)
            form.price.setText(plain_amount(line.price_fen))
            form.cost.setText(plain_amount(line.cost_fen))
            form.fill_places(line.place_id)
            self._ask(form, "", _("Change"), partial(self._change, line.id))

    def _change(self, volume_id: int) -> None:
        form = self.volume
        change_volume(
            self._desk, volume_id=volume_id, label=form.label.text(), call_no=form.call_no.text(),
            price_fen=amount_of(form.price.text()), cost_fen=amount_of(form.cost.text()),
            place_id=form.place.currentData(),
        )  # fmt: skip
        self._done(_("The volume is changed."))

    def _ask(self, form: _Form, text: str, verb: str, save: Callable[[], object]) -> None:
        self.tell_fault("")
        form.ask(text, verb, save)
        self._mirror()

    # What is done

    def _take_apart(self) -> None:
        row, chosen = self._row, self.lines.chosen_rows()
        volumes = [line.id for line in chosen if line.id and line.shelved is None]
        books = [line.damage_id for line in chosen if line.damage_id] if row is not None and row.is_draft else []
        if row is not None and (volumes or books):
            told = _("Taken apart: its issues are single issues again.") if volumes else _("Taken off the list.")
            self.run(
                lambda: actions.take_off(self._desk, binding_id=row.id, volume_ids=volumes, damage_ids=books), told
            )
            self.lines.view.setFocus()

    def _shelve(self) -> None:
        ids = [line.copy_id for line in self._to_shelve()]
        if ids:
            told = ngettext("{n} volume is on the shelf.", "{n} volumes are on the shelf.", len(ids))
            self.run(lambda: handle(self._desk, ids, Step.SHELF), told.format(n=len(ids)))

    def _remove(self) -> None:
        row = self._row
        if row is not None:
            self.run(lambda: actions.remove_binding(self._desk, binding_id=row.id), _("The list is removed."))
            self._lists.setFocus()

    def run(self, act: Callable[[], Any], told: str) -> bool:
        """Do it and say so, or tell what stands against it."""
        self.tell_fault("")
        if self._around.jobs.busy_library:
            self.tell_fault(_("A job is writing. Do this when it is done."))
            return False
        try:
            act()
        except DeskError as error:
            self.tell_fault(error.text())
            return False
        self._done(told)
        return True

    def _done(self, told: str) -> None:
        self._around.say(_("{done} F8 takes it back.").format(done=told))

    def tell_fault(self, text: str) -> None:
        self.acted.emit()
        self.fault.setText(text)
        self.fault.setVisible(bool(text))

    # What is printed

    def _all(self) -> list[BoundLine]:
        return queries.lines_of(self._desk.read(Op.SEE_SERIALS), self._row.id) if self._row else []

    def _print(self) -> None:
        if self._row is not None:
            paper = papers.list_paper(self._desk, self._row, self._all())
            self.document_asked.emit(paper.heading, list_maker(paper))

    def _print_labels(self) -> None:
        from libdesk.ui.printing.opening import open_labels

        chosen = [line.copy_id for line in self.lines.chosen_rows() if line.id]
        ids = chosen if len(chosen) > 1 else [line.copy_id for line in self._all() if line.id]
        text = ngettext("{n} bound volume", "{n} bound volumes", len(ids)).format(n=len(ids))
        open_labels(self._around, copies=ids, words=text)

    def _save(self) -> None:
        from libdesk.ui.table_file import ask_where, save_table

        if self._row is not None:
            path = ask_where(self, self._around, self._row.name)
            if path is not None:
                rows = [papers.cells(number, line) for number, line in enumerate(self._all(), 1)]
                save_table(self._around, path, path.stem, [_(column.title) for column in papers.COLUMNS], rows)


def _columns() -> tuple[Column, ...]:
    return (
        Column("title", N_("Title"), lambda row: row.name, width=Width.STRETCH),
        Column("issues", N_("Issues"), words.line_issues, spare=1),
        Column("gaps", N_("Completeness"), words.line_gaps, role=lambda row: "warn" if row.gaps else "", spare=2),
        Column("call_no", N_("Call number"), lambda row: row.call_no, spare=5),
        Column("barcode", N_("Barcode"), lambda row: row.barcode, spare=3),
        Column("price", N_("Price"), _price, sort=lambda row: row.price_fen or 0, right=True, spare=4),
        Column("state", N_("State"), words.line_state),
    )


def _price(row: BoundLine) -> str:
    return "" if row.price_fen is None else show_money(row.price_fen)
