"""A title is edited in the page, beside the list: what was typed is given up only when it is asked for."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent

from libdesk.actions.cataloguing.titles import edit_title, find_title
from libdesk.domain.errors import DeskError
from libdesk.domain.ops import Op
from libdesk.domain.titles import TitleFields
from libdesk.i18n import _, sentences
from libdesk.store.queries import doubles
from libdesk.store.queries import titles as queries
from libdesk.ui.cataloguing.label_words import with_labels
from libdesk.ui.cataloguing.titles.side_panel import SidePanel
from libdesk.ui.cataloguing.titles.title_form import TitleForm
from libdesk.ui.parts import button, down, label, named, wrapped
from libdesk.ui.tab import Surroundings
from libdesk.ui.widgets.scrolled import scrolled


class TitleEditPanel(SidePanel):
    """`saved(title id, what was done)`; `closed` when it is put away."""

    saved = Signal(int, str)

    def __init__(self, around: Surroundings) -> None:
        super().__init__("title_edit")
        self._desk = around.desk
        self.title_id: int | None = None
        self._before: tuple[object, ...] | None = None
        self._isbn = ""
        self.form = TitleForm(self._desk)
        self._note = named(label(role="warn", wrap=True), "title_edit_note")
        self._save = button("title_save", _("Save"), self.save, role="next")
        self._cancel = button("title_leave", _("Esc Leave it"), self.leave)
        self._assemble()
        self.form.changed.connect(self._look)
        self.form.entered.connect(self.save)

    def _assemble(self) -> None:
        body = down((scrolled(self.form, gap=2), 1), self._note)
        self.put_together(body=body, foot=wrapped(self._save, self._cancel, gap=2))

    def edit(self, title_id: int) -> None:
        """Raises TitleUnknown."""
        now = find_title(self._desk, title_id)
        self.title_id = title_id
        self.head.setText(now.fields.title)
        self.form.load(now.fields, now.volumes)
        self._before, self._isbn = self.form.typed(), now.fields.isbn
        self._look()
        self.form.take_focus()

    @property
    def touched(self) -> bool:
        """Whether something stands in the form that would be lost."""
        return self._before is not None and self._before != self.form.typed()

    def save(self) -> None:
        """Write what was typed; what is wrong with it is told, and the form stays as it is."""
        if self.title_id is None or self.form.show_faults():
            return
        fields = self.form.fields()
        try:
            entry = edit_title(self._desk, self.title_id, fields, self.form.volumes())
        except DeskError as error:
            self.show_fault(error.text())
            return
        title_id, self._before = self.title_id, None
        told = _("“{title}” is changed.").format(title=fields.title) if entry else ""
        self.saved.emit(title_id, with_labels(self._desk, told, entry) if entry else "")
        self.close_panel()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_S and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.save()
        else:
            super().keyPressEvent(event)

    def close_panel(self) -> None:
        self._before = self.title_id = None
        super().close_panel()

    def _look(self) -> None:
        """While one types: no refusal is told any more, but what may be a slip is."""
        self.show_fault("")
        text = self._noticed() if self.title_id is not None else ""
        self._note.setText(text)
        self._note.setVisible(bool(text))

    def _noticed(self) -> str:
        """Another title bears this call number, or may be this very title."""
        fields, volumes = self.form.fields(), self.form.volumes()
        library = self._desk.read(Op.SEE_CATALOGUE)
        parts = []
        if fields.call_no:
            other = queries.call_no_of_another(library, fields.call_no, fields.shelving, self.title_id)
            if other:
                parts.append(
                    _("“{title}” has the call number {number} too.").format(title=other, number=fields.call_no)
                )
        if fields.isbn and fields.isbn != self._isbn:
            isbns = [volume.isbn for volume in volumes]
            same = doubles.of(library, TitleFields("", isbn=fields.isbn), isbns=isbns, besides=self.title_id)
            if same:
                parts.append(_("“{title}” has this ISBN too.").format(title=same[0].found.name))
        return sentences(*parts)
