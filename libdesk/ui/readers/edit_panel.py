"""A reader's fields in the page: for a new one, and to change one. Nothing that was typed is lost but on purpose."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout

from libdesk.actions.errors import ReaderUnknown
from libdesk.actions.readers import edit as reader_edit
from libdesk.domain.errors import DeskError
from libdesk.domain.ops import Op
from libdesk.domain.reader_form import ACCOUNTS, ReaderForm, SameName
from libdesk.domain.rows.reader_groups import ReaderGroup
from libdesk.i18n import _, sentences
from libdesk.store.queries import persons
from libdesk.ui import theme
from libdesk.ui.parts import button, label, named, wrapped
from libdesk.ui.readers.photo_row import PhotoRow
from libdesk.ui.readers.reader_fields import ReaderFields
from libdesk.ui.tab import Surroundings
from libdesk.ui.widgets.announce import announce
from libdesk.ui.widgets.fit_label import FitLabel
from libdesk.ui.widgets.scrolled import scrolled


class EditPanel(QFrame):
    """`saved(reader id, what was done)`; `closed` when it is put away. The list may go on below meanwhile."""

    saved = Signal(int, str)
    closed = Signal()

    def __init__(self, around: Surroundings) -> None:
        super().__init__()
        self.setObjectName("edit_panel")
        self._desk = desk = around.desk
        self.reader_id: int | None = None
        self._before: tuple[ReaderForm, str] | None = None
        self._head = FitLabel(theme.Step.HEAD, bold=True)
        self.fields = ReaderFields(desk)
        self.photo = PhotoRow(desk, around.pc)
        self._fault = named(label(role="bad", wrap=True), "edit_fault")
        self._note = named(label(role="warn", wrap=True), "edit_note")
        self._save = button("edit_save", "", self.save, role="next")
        self._anyway = button("edit_anyway", _("Add all the same"), lambda: self.save(anyway=True))
        self._cancel = button("edit_cancel", _("Leave it"), self.close_form)
        self._assemble()
        self.fields.entered.connect(self.save)
        self.fields.changed.connect(self._look)

    def _assemble(self) -> None:
        self._area = area = scrolled(self.fields, self.photo, gap=3)
        column = QVBoxLayout(self)
        column.setContentsMargins(*[theme.space(3)] * 4)
        column.setSpacing(theme.space(1))
        foot = wrapped(self._save, self._anyway, self._cancel, gap=2)
        for part in (self._head, area, self._note, self._fault, foot):
            column.addWidget(part, 1 if part is area else 0)

    # What is edited

    def new_reader(self, group: ReaderGroup) -> None:
        """An empty form; the chosen class, department or kind is in it already."""
        from libdesk.actions.school import school_of

        ref = group.class_ref if group.which == "class" else None
        kind = group.kind if group.which == "kind" else "teacher" if group.which == "department" else "pupil"
        class_text = school_of(self._desk).show(ref, self._desk.today) if ref else ""
        self._begin(None, ReaderForm("", kind=kind, class_text=class_text, department=group.department))

    def edit(self, reader_id: int) -> None:
        """Raises ReaderUnknown."""
        person = persons.person(self._desk.read(Op.FIND_READERS), reader_id)
        if person is None:
            raise ReaderUnknown()
        self._begin(reader_id, reader_edit.form_of(self._desk, person), person.responsible, left=person.state == "left")

    def _begin(self, reader_id: int | None, form: ReaderForm, responsible: str = "", *, left: bool = False) -> None:
        self.reader_id = reader_id
        self._head.setText(form.name if reader_id is not None else _("New reader"))
        self._save.setText(_("Save") if reader_id is not None else _("Add the reader"))
        card = reader_edit.next_card(self._desk) if reader_id is None else None
        self.fields.show_form(form, responsible=responsible, card=card, left=left)
        self.photo.show_reader(reader_id if form.kind not in ACCOUNTS else None)
        self._before = (self.fields.form(), self.fields.card())
        self._look()
        self.fields.take_focus()

    def _look(self) -> None:
        """While one types: no fault is told any more, but what may be a slip is."""
        self._show_fault("")
        text = self.fields.noticed(self.reader_id)
        self._note.setText(text)
        self._note.setVisible(bool(text))

    @property
    def touched(self) -> bool:
        """Whether something stands in the form that would be lost."""
        return self._before is not None and self._before != (self.fields.form(), self.fields.card())

    # What is done with it

    def save(self, *, anyway: bool = False) -> None:
        """Write what was typed; what is wrong with it is told, and the form stays as it is."""
        if not self.fields.settled:
            self._show_fault(_("Choose a person from the list below the field, or empty the field."))
            self.fields.responsible.setFocus()
            return
        form, card = self.fields.form(), self.fields.card()
        if self.reader_id is None:
            self._try(lambda: self._add(form, card, anyway=anyway))
        else:
            self._try(lambda: self._change(form))

    def _add(self, form: ReaderForm, card: str, *, anyway: bool) -> None:
        reader_id, _entry = reader_edit.add_reader(self._desk, form, card=card, anyway=anyway)
        self._before = None
        told = sentences(_("{name} is added.").format(name=" ".join(form.name.split())), self._note.text())
        again = ReaderForm("", kind=form.kind, class_text=form.class_text, department=form.department)
        self.saved.emit(reader_id, told)
        self._begin(None, again)  # newcomers seldom come alone

    def _change(self, form: ReaderForm) -> None:
        assert self.reader_id is not None
        entry = reader_edit.edit_reader(self._desk, self.reader_id, form)
        name = " ".join(form.name.split())
        reader_id, self._before = self.reader_id, None
        self.saved.emit(reader_id, _("{name} is changed.").format(name=name) if entry else "")
        self.close_form()

    def _try(self, act: Callable[[], object]) -> None:
        try:
            act()
        except DeskError as error:
            self._show_fault(error.text(), anyway=isinstance(error, SameName))
            field = self.fields.field_of(error)
            field.setFocus()
            self._area.ensureWidgetVisible(field)

    def _show_fault(self, text: str, *, anyway: bool = False) -> None:
        self._fault.setText(text)
        self._fault.setVisible(bool(text))
        self._anyway.setVisible(anyway)
        if text:
            announce(self._fault, text)

    def close_form(self) -> None:
        self._before = None
        self.closed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc leaves a form in which nothing was typed; what was typed is given up only by the button."""
        if event.key() != Qt.Key.Key_Escape:
            super().keyPressEvent(event)
        elif not self.touched:
            self.close_form()
        else:
            self._cancel.setFocus()
