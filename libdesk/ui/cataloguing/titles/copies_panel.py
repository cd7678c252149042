"""Copies that were chosen are changed in the page: place, state, call number, price and the rest, in one step."""

from collections.abc import Sequence

from PySide6.QtCore import Signal

from libdesk.actions.cataloguing.copies import edit_copies
from libdesk.actions.readers.several import told_reasons
from libdesk.domain.errors import DeskError
from libdesk.domain.money import AmountTooLarge, AmountUnread
from libdesk.domain.ops import Op
from libdesk.i18n import _, ngettext
from libdesk.store.queries import titles as queries
from libdesk.ui.cataloguing.label_words import with_labels
from libdesk.ui.cataloguing.titles.copy_fields import CopyFields
from libdesk.ui.cataloguing.titles.side_panel import SidePanel
from libdesk.ui.parts import button, label, wrapped
from libdesk.ui.tab import Surroundings
from libdesk.ui.widgets.scrolled import scrolled


class CopiesPanel(SidePanel):
    """`done(what, what not)`; `closed` when it is put away."""

    done = Signal(str, str)

    def __init__(self, around: Surroundings) -> None:
        super().__init__("copies")
        self._desk = around.desk
        self._ids: list[int] = []
        self._about = label(role="note", wrap=True)
        self.fields = CopyFields(self._desk)
        self._save = button("copies_save", _("Save"), self.save, role="next")
        self._cancel = button("copies_leave", _("Esc Leave it"), self.leave)
        foot = wrapped(self._save, self._cancel, gap=2)
        self.put_together(body=scrolled(self._about, self.fields, gap=2), foot=foot)
        self.fields.entered.connect(self.save)
        self.fields.changed.connect(lambda: self.show_fault(""))

    def edit(self, ids: Sequence[int]) -> None:
        copies = queries.copies_by_id(self._desk.read(Op.SEE_CATALOGUE), ids)
        self._ids = [copy.id for copy in copies]
        several = len(copies) > 1
        text = ngettext("{n} copy", "{n} copies", len(copies)).format(n=len(copies))
        self.head.setText(text if several or not copies else copies[0].name)
        self._about.setText(_("What is left empty or “as it is” stays as it is in each copy.") if several else "")
        self._about.setVisible(several)
        self.fields.show_copies(copies)
        self.show_fault("")
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
            self.close_panel()
            return
        try:
            done = edit_copies(self._desk, self._ids, values)
        except DeskError as error:
            self.show_fault(error.text())
            return
        text = ngettext("{n} copy is changed.", "{n} copies are changed.", done.done).format(n=done.done)
        self.done.emit(with_labels(self._desk, text, done.journal_id), told_reasons(done.not_done))
        self.close_panel()

    def close_panel(self) -> None:
        self._ids = []
        super().close_panel()
