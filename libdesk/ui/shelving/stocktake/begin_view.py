"""A new stocktake: of what part, what it would begin with, and the snapshot with its bar."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QLineEdit

from libdesk.actions.stocktaking import begin
from libdesk.actions.stocktaking.errors import PartEmpty, PartTaken
from libdesk.domain.rows.stocktake import Preview
from libdesk.domain.rulebook import ITEM_KINDS
from libdesk.domain.show import show_item_kind
from libdesk.domain.stocktake.parts import Part, tidy_part
from libdesk.i18n import _
from libdesk.store.queries import places
from libdesk.ui import icons
from libdesk.ui.parts import button, down, label, named, wrapped
from libdesk.ui.settings.section import choice
from libdesk.ui.shelving.stocktake import words
from libdesk.ui.shelving.stocktake.work_view import WorkView
from libdesk.ui.tab import Surroundings
from libdesk.ui.widgets.announce import announce
from libdesk.ui.widgets.choices import fill


class BeginView(WorkView):
    """`begun(stocktake id)`."""

    begun = Signal(int)

    def __init__(self, around: Surroundings) -> None:
        super().__init__(around, "begin", _("A new stocktake"))
        self._found: Preview | None = None
        self._against = ""  # why no stocktake of this part can begin
        self._asked = False  # the part is chosen by whoever sits here, and not the one that stands there at first
        self.place = choice("stocktake_place", [(None, _("every place"))])
        self.first = named(QLineEdit(), "stocktake_from")
        self.last = named(QLineEdit(), "stocktake_to")
        self.name = named(QLineEdit(), "stocktake_name")
        self.kinds = {kind: named(QCheckBox(show_item_kind(kind)), f"stocktake_kind_{kind}") for kind in ITEM_KINDS}
        self.found = named(label(wrap=True), "stocktake_preview")
        self._assemble_fields()
        self._connect()

    def _assemble_fields(self) -> None:
        fields = (
            (_("Place"), self.place, 0), (_("From class or call number"), self.first, 1),
            (_("To class or call number"), self.last, 1), (_("Name of the stocktake"), self.name, 2),
        )  # fmt: skip
        for name, field, _share in fields:
            field.setAccessibleName(name)
        self.first.setPlaceholderText(_("from the beginning"))
        self.last.setPlaceholderText(_("to the end"))
        self.name.setPlaceholderText(_("after the day and the part"))
        asked = [(down(label(name, buddy=field), field, gap=0.5), share) for name, field, share in fields]
        kinds = wrapped(label(_("Only these kinds; none ticked: all")), *self.kinds.values(), gap=2)
        text = _(
            "What the catalogue has of this part is noted now, and what is scanned is held against it. Lending goes on "
            "meanwhile. An end that is a class takes in all books of it: I to I247."
        )
        note = label(text, role="note", wrap=True)
        do = button("stocktake_start", _("Begin"), self._start, role="next", icon=icons.CHECK)
        self._assemble(do, wrapped(*asked, gap=2), kinds, note, self.found)

    def _connect(self) -> None:
        self.place.activated.connect(lambda _at: self._choose())
        for field in (self.first, self.last):
            field.textEdited.connect(lambda _text: self._touch())
            field.editingFinished.connect(self.look_again)
        for box in self.kinds.values():
            box.clicked.connect(lambda _on: self._choose())

    def _touch(self) -> None:
        self._asked = True

    def _choose(self) -> None:
        self._touch()
        self.look_again()

    @property
    def part(self) -> Part:
        kinds = [kind for kind, box in self.kinds.items() if box.isChecked()]
        return tidy_part(self.place.currentData(), self.first.text(), self.last.text(), kinds)

    def begin(self) -> None:
        """Show it; what was typed the last time stays."""
        fill(self.place, places.named_places(self._desk.library))
        self._asked = False
        self.look_again()
        self.place.setFocus()

    def look_again(self) -> None:
        """What a stocktake of this part would begin with."""
        if self.busy:
            return
        part = self.part
        self._found, self._against = None, ""
        self.found.setText(_("Counting …"))
        self.mirror()
        self.look(_("Counting the copies"), lambda desk, _progress: begin.preview(desk, part), self._show)

    def _show(self, found: Preview) -> None:
        self._found = found
        self.found.setText(words.preview(found))
        self.mirror()

    def _refused(self, error: Exception) -> None:
        """A part that cannot be counted is no mistake: it is said calmly, and only of one that was chosen."""
        self.found.setText("")
        if isinstance(error, PartTaken | PartEmpty):
            self._against = error.text()
            self._say_against()
        else:
            super()._refused(error)
        self.mirror()

    def _say_against(self) -> None:
        self.found.setText(self._against if self._asked else _("Choose the part that is to be counted."))
        if self._asked:
            announce(self.found, self._against)

    def mirror(self) -> None:
        """What speaks against this part is told when it is to begin, too."""
        self.do.setEnabled((self._found is not None or bool(self._against)) and not self.busy)

    def _start(self) -> None:
        self._touch()
        if self._against:
            self._say_against()
            return
        part, name = self.part, self.name.text()
        self.write(
            _("Beginning a stocktake"),
            lambda desk, progress: begin.start_stocktake(desk, part, name=name, progress=progress),
            self._begun,
        )

    def _begun(self, stocktake_id: int) -> None:
        self.name.clear()
        self.begun.emit(stocktake_id)
