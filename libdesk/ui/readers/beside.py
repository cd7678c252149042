"""What stands beside the readers' list: one reader, several chosen, a form that is filled in, or photos to be taken."""

from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from libdesk.domain.errors import DeskError
from libdesk.domain.rows.reader_groups import ReaderGroup
from libdesk.domain.rows.readers import ReaderFound
from libdesk.ui.readers.reader_detail import ReaderDetail
from libdesk.ui.tab import Surroundings
from libdesk.ui.widgets.stack import Stack

if TYPE_CHECKING:
    from libdesk.ui.readers.edit_panel import EditPanel
    from libdesk.ui.readers.photos_panel import PhotosPanel
    from libdesk.ui.readers.selection_panel import SelectionPanel


class Beside(Stack):
    """`done(what, who not)`, `saved(reader id, what)`; `put_away` when a form was left and the list counts again."""

    open_asked = Signal(int)
    print_asked = Signal(object)
    done = Signal(str, str)
    saved = Signal(int, str)
    put_away = Signal()

    def __init__(self, around: Surroundings) -> None:
        super().__init__()
        self._around = around
        self.gives_back_to: QWidget | None = None
        """Where the focus goes from what was asked here: the list."""
        self.detail = ReaderDetail(around.desk)
        self._photos: PhotosPanel | None = None
        self._one: ReaderFound | None = None
        self._more = False
        self._shown: tuple[int | None, tuple[int, ...]] = (None, ())
        self.addWidget(self.detail)
        self.detail.open_asked.connect(self.open_asked)
        self.detail.print_asked.connect(self.print_asked)
        self.detail.edit_asked.connect(self.edit_reader)
        self.detail.more_asked.connect(self._show_more)
        self.detail.done.connect(lambda told: self.done.emit(told, ""))

    @cached_property
    def selection(self) -> "SelectionPanel":
        """The panel of several readers, made when several are first chosen."""
        from libdesk.ui.readers.selection_panel import SelectionPanel

        made = SelectionPanel(self._around)
        made.form.gives_back_to = made.class_question.gives_back_to = self.gives_back_to
        made.done.connect(self.done)
        made.print_asked.connect(self.print_asked)
        made.back_asked.connect(self._show_one)
        self.addWidget(made)
        return made

    @cached_property
    def edit(self) -> "EditPanel":
        """The form, made when it is first filled in."""
        from libdesk.ui.readers.edit_panel import EditPanel

        made = EditPanel(self._around)
        made.saved.connect(self.saved)
        made.closed.connect(self._leave_panel)
        self.addWidget(made)
        return made

    @property
    def entry(self) -> int:
        """The journal's entry of what was last done to several."""
        return self.selection.entry if "selection" in vars(self) else 0

    def forget(self) -> None:
        """What was done to several is undone, and what was told of it no longer holds."""
        if "selection" in vars(self):
            self.selection.forget()

    @property
    def about_readers(self) -> bool:
        """Whether what stands here is about those chosen in the list, and no form that goes on."""
        return self.currentWidget() in (self.detail, vars(self).get("selection"))

    def show_chosen(self, one: ReaderFound | None, rows: Sequence[ReaderFound], *, again: bool = False) -> None:
        """The row under the cursor and those chosen; a form that is being filled in stays where it is.

        Row and choice change together, which is told twice and shown once; `again`: the rows were read anew.
        """
        shown = (one.id if one is not None else None, tuple(row.id for row in rows))
        if shown == self._shown and not again:
            return
        self._shown, self._one = shown, one
        several = len(rows) > 1
        self.detail.show_reader(None if several else one)
        if self._more and (several or one is None or one.id not in self.selection.ids):
            self._more = False
        if several:
            self.selection.show_rows(rows)
        elif self._more and one is not None:
            self.selection.show_rows((one,), back=True)
        if self.about_readers:
            self.setCurrentWidget(self.selection if several or self._more else self.detail)

    def new_reader(self, group: ReaderGroup) -> None:
        """A form for somebody who comes into this group."""
        self.edit.new_reader(group)
        self._show_form()

    def edit_reader(self, reader_id: int) -> None:
        """A form with what is known of this reader; one who is gone meanwhile is told."""
        try:
            self.edit.edit(reader_id)
        except DeskError as error:
            self._around.say(error.text())
            self.put_away.emit()
            return
        self._show_form()

    def show_photos(self) -> None:
        """Photos from a folder."""
        if self._photos is None:
            from libdesk.ui.readers.photos_panel import PhotosPanel

            self._photos = PhotosPanel(self._around)
            self._photos.done.connect(lambda told: self.done.emit(told, ""))
            self._photos.closed.connect(self._leave_panel)
            self.addWidget(self._photos)
        self.setCurrentWidget(self._photos)
        self._photos.begin()

    def _show_form(self) -> None:
        self.setCurrentWidget(self.edit)
        self.edit.fields.take_focus()

    def _show_more(self) -> None:
        if self._one is not None:
            self._more = True
            self.selection.show_rows((self._one,), back=True)
            self.setCurrentWidget(self.selection)

    def _show_one(self) -> None:
        self._more = False
        self.setCurrentWidget(self.detail)

    def _leave_panel(self) -> None:
        """A form is put away: what is chosen in the list stands there again."""
        self.setCurrentWidget(self.detail)
        self.put_away.emit()
