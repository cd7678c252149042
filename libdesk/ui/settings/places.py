"""Where copies stand: the school's own names, which of them are reading rooms, and which share their book numbers."""

from typing import Final

from PySide6.QtWidgets import QCheckBox, QLineEdit

from libdesk.actions.cataloguing import places as actions
from libdesk.domain.ops import Op
from libdesk.domain.rows.catalogue import PlaceRow
from libdesk.i18n import N_, _
from libdesk.store.queries import titles as queries
from libdesk.ui import icons, theme
from libdesk.ui.parts import button, down, label, named, wrapped
from libdesk.ui.settings.section import Section
from libdesk.ui.tab import Surroundings
from libdesk.ui.widgets.row_model import Column, Width
from libdesk.ui.widgets.row_table import Empty, RowTable

ROWS_HIGH: Final = 46  # steps
LONGEST: Final = 60


class PlacesSection(Section):
    TITLE = N_("Places")
    ALSO = N_("stacks shelf reading room class corner shelving group location")
    ICON = icons.SHELF
    HELP = "places_section"

    def __init__(self, around: Surroundings) -> None:
        super().__init__(around)
        self._filled: PlaceRow | None = None
        self.table = RowTable(
            (
                Column("name", N_("Place"), lambda row: row.shown(), width=Width.STRETCH),
                Column("room", N_("Reading room"), lambda row: _("yes") if row.reading_room else ""),
                Column("shelving", N_("Shelving group"), lambda row: row.shelving),
                Column("copies", N_("Copies"), lambda row: f"{row.copies:,}", sort=lambda row: row.copies, right=True),
            ),
            name=_("Places where copies stand"), empty=Empty(_("No places yet")), key=lambda row: row.id,
        )  # fmt: skip
        self.name = named(QLineEdit(), "place_name")
        self.room = named(QCheckBox(_("This is a reading room")), "place_room")
        self.shelving = named(QLineEdit(), "place_shelving")
        self.add_place = button("place_add", _("Add this place"), self._add, icon=icons.ADD)
        self.change = button("place_change", _("Change the chosen place"), self._change)
        self.remove = button("place_remove", _("Remove the chosen place"), self._remove)
        self._assemble()
        self.table.row_changed.connect(self._chosen)
        self.name.textChanged.connect(lambda _text: self._check())

    def _assemble(self) -> None:
        for line, words in ((self.name, _("Name of the place")), (self.shelving, _("Shelving group"))):
            line.setMaxLength(LONGEST)
            line.setAccessibleName(words)
        self.table.setFixedHeight(theme.space(ROWS_HIGH))
        note = _(
            "A reading room has opening hours of its own. Places of one shelving group share their book numbers; "
            "where all groups are empty, the whole library does."
        )
        self.add_part(
            down(
                self.table,
                wrapped(
                    (down(label(_("Name of the place"), buddy=self.name), self.name, gap=0.5), 2),
                    (down(label(_("Shelving group"), buddy=self.shelving), self.shelving, gap=0.5), 1), gap=2,
                ),
                self.room, label(note, role="note", wrap=True),
                wrapped(self.add_place, self.change, self.remove, gap=2),
            )
        )  # fmt: skip
        self.end()

    def show_values(self) -> None:
        self.table.show_rows(queries.places(self.desk.read(Op.SEE_SETTINGS)))
        self._check()

    def _chosen(self, row: PlaceRow | None) -> None:
        """The chosen place stands in the form; what somebody types there stays."""
        if row is not None and row != self._filled:
            self.name.setText(row.shown())
            self.room.setChecked(row.reading_room)
            self.shelving.setText(row.shelving)
        self._filled = row
        self._check()

    def _check(self) -> None:
        row: PlaceRow | None = self.table.current_row()
        same = row is not None and self.name.text().strip() == row.shown()
        self.add_place.setEnabled(bool(self.name.text().strip()) and not same)
        self.add_place.setToolTip(_("Type another name first.") if same else "")
        self.change.setEnabled(row is not None)
        self.remove.setEnabled(row is not None and not row.copies)
        self.remove.setToolTip(_("Copies stand here, so it stays.") if row is not None and row.copies else "")

    def _add(self) -> None:
        self.do(
            lambda: actions.add_place(
                self.desk, self.name.text(), reading_room=self.room.isChecked(), shelving=self.shelving.text()
            )
        )

    def _change(self) -> None:
        row: PlaceRow | None = self.table.current_row()
        if row is not None:
            self.do(
                lambda: actions.edit_place(
                    self.desk, row.id, name=self.name.text(), reading_room=self.room.isChecked(),
                    shelving=self.shelving.text(),
                )
            )  # fmt: skip

    def _remove(self) -> None:
        row: PlaceRow | None = self.table.current_row()
        if row is not None:
            self.do(lambda: actions.remove_place(self.desk, row.id))
