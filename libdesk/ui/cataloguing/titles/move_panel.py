"""Copies move to another title, or to a volume of their own or of that title; a new volume is made by its label."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox

from libdesk.actions.cataloguing.copies import move_copies
from libdesk.actions.readers.several import told_reasons
from libdesk.domain.errors import DeskError
from libdesk.domain.ops import Op
from libdesk.domain.rows.books import TitleFound
from libdesk.domain.volumes import LONGEST_LABEL
from libdesk.i18n import _, ngettext
from libdesk.store.queries import titles as queries
from libdesk.ui.cataloguing.label_words import with_labels
from libdesk.ui.cataloguing.titles.side_panel import SidePanel
from libdesk.ui.cataloguing.titles.title_choice import TitleChoice
from libdesk.ui.parts import button, down, label, named, wrapped
from libdesk.ui.tab import Surroundings
from libdesk.ui.widgets.calm import calm
from libdesk.ui.widgets.scrolled import scrolled


class MovePanel(SidePanel):
    """`done(what, what not)`; `closed` when it is put away."""

    done = Signal(str, str)

    def __init__(self, around: Surroundings) -> None:
        super().__init__("move")
        self._desk = around.desk
        self._ids: list[int] = []
        self._from = 0
        self._target = label(wrap=True)
        self.choice = TitleChoice(self._desk, "move")
        self.volume = calm(named(QComboBox(), "move_volume"))
        self.volume.setEditable(True)
        self.volume.setAccessibleName(_("Volume"))
        line = self.volume.lineEdit()
        assert line is not None
        line.setAccessibleName(_("Volume"))
        line.setMaxLength(LONGEST_LABEL)
        line.returnPressed.connect(self._move)
        self._do = button("move_do", _("Move the copies"), self._move, role="next")
        self._own = button("move_own", _("Stay with this title"), self._own_title)
        self._cancel = button("move_leave", _("Esc Leave it"), self.leave)
        volume = down(label(_("Volume; a new label makes a volume"), buddy=self.volume), self.volume, gap=0.5)
        foot = wrapped(self._do, self._own, self._cancel, gap=2)
        self.put_together(body=scrolled(self.choice, self._target, volume, gap=2), foot=foot)
        self.choice.row_changed.connect(lambda _row: self._show_target())
        self.choice.chosen.connect(lambda _id: self.volume.setFocus())

    def begin(self, ids: Sequence[int], from_title: int) -> None:
        self._ids, self._from = list(ids), from_title
        text = ngettext("Move {n} copy", "Move {n} copies", len(self._ids)).format(n=len(self._ids))
        self.head.setText(text)
        self.show_fault("")
        self.choice.begin(frozenset({from_title}))
        self._show_target()

    def _to(self) -> int:
        found = self.choice.current
        return found.id if isinstance(found, TitleFound) else self._from

    def _own_title(self) -> None:
        """Only the volume changes."""
        self.choice.search.clear()
        self.choice.search.ask()
        self._show_target()
        self.volume.setFocus()

    def _show_target(self) -> None:
        if not self._ids:
            return
        library, to = self._desk.read(Op.SEE_CATALOGUE), self._to()
        now = queries.title(library, to)
        name = now.fields.title if now is not None else ""
        words = _("They come to “{title}”.") if to != self._from else _("They stay with “{title}”; the volume changes.")
        self._target.setText(words.format(title=name))
        self.volume.clear()
        self.volume.addItem("")
        self.volume.addItems([volume.label for volume in queries.volumes(library, to)])
        self.show_fault("")

    def _move(self) -> None:
        try:
            done = move_copies(self._desk, self._ids, self._to(), self.volume.currentText())
        except DeskError as error:
            self.show_fault(error.text())
            return
        text = ngettext("{n} copy is moved.", "{n} copies are moved.", done.done).format(n=done.done)
        self.done.emit(with_labels(self._desk, text, done.journal_id), told_reasons(done.not_done))
        self.close_panel()

    def close_panel(self) -> None:
        self._ids = []
        super().close_panel()
