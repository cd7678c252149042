"""Copies that were chosen are changed in the page: place, state, call number, price and the rest, in one step."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout

from libdesk.actions.cataloguing.copies import edit_copies
from libdesk.actions.readers.several import told_reasons
from libdesk.domain.errors import DeskError
from libdesk.domain.money import AmountTooLarge, AmountUnread
from libdesk.domain.ops import Op
from libdesk.i18n import _, ngettext
from libdesk.store.queries import titles as queries
from libdesk.ui import theme
from libdesk.ui.cataloguing.copy_fields import CopyFields
from libdesk.ui.confirm import Confirm
from libdesk.ui.parts import button, label, named, wrapped
from libdesk.ui.readers.scrolled import scrolled
from libdesk.ui.tab import Surroundings
from libdesk.ui.widgets.announce import announce
from libdesk.ui.widgets.fit_label import FitLabel


class CopiesPanel(QFrame):
    """`done(what, what not)`; `closed` when it is put away."""

    done = Signal(str, str)
    closed = Signal()

    def __init__(self, around: Surroundings) -> None:
        super().__init__()
        self.setObjectName("copies_panel")
        self._desk = around.desk
        self._ids: list[int] = []
        self._head = FitLabel(theme.Step.HEAD, bold=True)
        self._about = label(role="note", wrap=True)
        self.fields = CopyFields(self._desk)
        self._fault = named(label(role="bad", wrap=True), "copies_fault")
        self._save = button("copies_save", _("Save"), self.save, role="next")
        self._cancel = button("copies_leave", _("Leave it"), self.leave)
        self._leaving = Confirm("copies_unsaved", gives_back_to=self.fields.fields["place_id"])
        column = QVBoxLayout(self)
        column.setContentsMargins(*[theme.space(3)] * 4)
        column.setSpacing(theme.space(1))
        area = scrolled(self._about, self.fields, gap=2)
        for part in (self._head, area, self._fault, self._leaving, wrapped(self._save, self._cancel, gap=2)):
            column.addWidget(part, 1 if part is area else 0)
        self.fields.entered.connect(self.save)
        self.fields.changed.connect(lambda: self._show_fault(""))

    def edit(self, ids: Sequence[int]) -> None:
        copies = queries.copies_by_id(self._desk.read(Op.SEE_CATALOGUE), ids)
        self._ids = [copy.id for copy in copies]
        several = len(copies) > 1
        text = ngettext("{n} copy", "{n} copies", len(copies)).format(n=len(copies))
        self._head.setText(text if several or not copies else copies[0].name)
        self._about.setText(_("What is left empty or “as it is” stays as it is in each copy.") if several else "")
        self._about.setVisible(several)
        self.fields.show_copies(copies)
        self._leaving.put_away()
        self._show_fault("")
        self.fields.fields["place_id"].setFocus()

    @property
    def touched(self) -> bool:
        return bool(self._ids) and self.fields.touched

    def save(self) -> None:
        try:
            values = self.fields.values()
        except (AmountUnread, AmountTooLarge) as error:
            self.fields.tell(error)
            return
        if not values:
            self._close()
            return
        try:
            done = edit_copies(self._desk, self._ids, values)
        except DeskError as error:
            self._show_fault(error.text())
            return
        text = ngettext("{n} copy is changed.", "{n} copies are changed.", done.done).format(n=done.done)
        self.done.emit(text, told_reasons(done.not_done))
        self._close()

    def leave(self) -> None:
        if not self.touched:
            self._close()
            return
        self._leaving.ask(
            _("What you typed is not saved yet."), keep=_("Go on editing"), do=_("Give it up"), act=self._close
        )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
        else:
            super().keyPressEvent(event)

    def _close(self) -> None:
        self._ids = []
        self._leaving.put_away()
        self.closed.emit()

    def _show_fault(self, text: str) -> None:
        self._fault.setText(text)
        self._fault.setVisible(bool(text))
        if text:
            announce(self._fault, text)
