"""Two titles beside each other: of each field that differs one is chosen, and they become one title in one step."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent

from libdesk.actions.cataloguing.merging import keep_apart, merge_titles
from libdesk.domain.errors import DeskError
from libdesk.domain.ops import Op
from libdesk.domain.rows.catalogue import TitleNow
from libdesk.domain.show import show_money
from libdesk.domain.title_kinds import label_of
from libdesk.domain.titles import FIELD_NAMES, TitleFields
from libdesk.i18n import N_, _, ngettext
from libdesk.store.queries import titles as queries
from libdesk.ui import icons
from libdesk.ui.cataloguing.label_words import with_labels
from libdesk.ui.cataloguing.titles.side_panel import SidePanel
from libdesk.ui.cataloguing.titles.title_choice import TitleChoice
from libdesk.ui.cataloguing.titles.title_words import kind_name
from libdesk.ui.parts import button, label, wrapped
from libdesk.ui.tab import Surroundings
from libdesk.ui.widgets.row_model import Column, Width
from libdesk.ui.widgets.row_table import Empty, RowTable
from libdesk.ui.widgets.scrolled import scrolled

ROWS_IN_SIGHT: Final = 6


@dataclass(frozen=True, slots=True)
class Differing:
    """One field in which two titles differ, with what the one title is to have."""

    field: str
    words: str
    mine: str
    theirs: str
    use_theirs: bool


class MergePanel(SidePanel):
    """`done(kept title, what)`; `closed` when it is put away."""

    done = Signal(int, str)

    def __init__(self, around: Surroundings) -> None:
        super().__init__("merge")
        self._desk = around.desk
        self._kept: TitleNow | None = None
        self._gone: TitleNow | None = None
        self._pairs: list[tuple[int, int]] = []  # of a group of doubles, those still to be compared
        self._about = label(wrap=True)
        self.choice = TitleChoice(self._desk, "merge")
        self.fields = RowTable(
            (
                Column("field", N_("Field"), lambda row: _(row.words)),
                Column("mine", N_("This title"), _mine, width=Width.STRETCH, role=lambda row: _role(row, theirs=False)),
                Column("theirs", N_("The other one"), _theirs, width=Width.STRETCH,
                       role=lambda row: _role(row, theirs=True)),
            ),
            name=_("Fields in which they differ"), key=lambda row: row.field, sorts_itself=False,
            empty=Empty(_("They differ in no field"), icon=icons.CHECK_CIRCLE),
        )  # fmt: skip
        self.fields.keep_in_sight(ROWS_IN_SIGHT)
        self._do = button("merge_do", _("Make them one title"), self._merge, role="next")
        self._two = button("merge_two", _("They are two titles"), self._keep_apart)
        self._two.setToolTip(_("They are not offered as doubles again"))
        self._other = button("merge_other", _("Another title …"), self._ask_other)
        self._cancel = button("merge_leave", _("Esc Leave it"), self.leave)
        foot = wrapped(self._do, self._two, self._other, self._cancel, gap=2)
        self.put_together(body=scrolled(self._about, self.choice, self.fields, gap=2), foot=foot)
        self.choice.chosen.connect(self._show_other)
        self.fields.opened.connect(self._exchange)
        self.fields.view.clicked.connect(lambda index: self._point(index.column()))

    def begin(self, title_id: int, other_id: int | None = None) -> None:
        """Merge this title with another one, which is asked for where it is not given."""
        self._pairs = []
        self._begin(title_id, other_id)

    def begin_pairs(self, pairs: Sequence[tuple[int, int]]) -> None:
        """Titles that may be one, two at a time; the next two follow whatever is said of these."""
        self._pairs = list(pairs)
        self._next_pair()

    def _next_pair(self) -> None:
        """The next two, or the panel is put away."""
        if self._pairs:
            self._begin(*self._pairs.pop(0))
        else:
            self._kept = self._gone = None
            self.closed.emit()

    def _begin(self, title_id: int, other_id: int | None) -> None:
        library = self._desk.read(Op.SEE_CATALOGUE)
        self._kept, self._gone = queries.title(library, title_id), None
        self.show_fault("")
        self.head.setText(self._kept.fields.title if self._kept is not None else "")
        if other_id is None:
            self._ask_other()
        else:
            self._show_other(other_id)

    def _ask_other(self) -> None:
        self._gone = None
        self._mirror()
        self._about.setText(_("With which title? Choose it and press Enter."))
        self.choice.begin(frozenset({self._kept.id}) if self._kept is not None else frozenset())

    def _show_other(self, title_id: int) -> None:
        kept = self._kept
        gone = queries.title(self._desk.read(Op.SEE_CATALOGUE), title_id)
        if kept is None or gone is None:
            return
        if kept.record_id is None and gone.record_id is not None:
            kept, gone = gone, kept  # a title with its record is the better one to go on from
        self._kept, self._gone = kept, gone
        self.head.setText(kept.fields.title)
        text = _("{n} with it and {m} of the other title come together; holds, wishes and orders as well.")
        text = text.format(n=_copies(kept.copies), m=_copies(gone.copies))
        lines = [text, _("Enter takes the other side of a field.")]
        if self._pairs:
            more = ngettext("{n} more pair of this group follows.", "{n} more pairs of this group follow.",
                            len(self._pairs))  # fmt: skip
            lines.append(more.format(n=len(self._pairs)))
        self._about.setText("\n".join(lines))
        self.fields.show_rows(_differing(kept.fields, gone.fields))
        self._mirror()
        self.fields.view.setFocus()
        if not self.fields.model.rows():
            self._do.setFocus()

    def _mirror(self) -> None:
        both = self._gone is not None
        self.choice.setVisible(not both)
        self.fields.setVisible(both)
        self._do.setVisible(both)
        self._two.setVisible(both)
        self._other.setVisible(both and not self._pairs)

    def _exchange(self, row: Differing) -> None:
        self._set(row.field, use_theirs=not row.use_theirs)

    def _point(self, column: int) -> None:
        row = self.fields.current_row()
        if isinstance(row, Differing) and column > 0:
            self._set(row.field, use_theirs=column == 2)

    def _set(self, field: str, *, use_theirs: bool) -> None:
        rows: Sequence[Differing] = self.fields.model.rows()
        self.fields.show_rows([replace(row, use_theirs=use_theirs) if row.field == field else row for row in rows])

    def _merge(self) -> None:
        kept, gone = self._kept, self._gone
        if kept is None or gone is None:
            return
        chosen = {row.field: getattr(gone.fields, row.field) for row in self.fields.model.rows() if row.use_theirs}
        try:
            entry = merge_titles(self._desk, kept.id, [gone.id], replace(kept.fields, **chosen))
        except DeskError as error:
            self.show_fault(error.text())
            return
        self._pairs = [pair for pair in self._pairs if gone.id not in pair]
        told = _("They are one title now: “{title}”.").format(title=kept.fields.title)
        self.done.emit(kept.id, with_labels(self._desk, told, entry))
        self._next_pair()

    def _keep_apart(self) -> None:
        """Two works, or two editions that are kept as two."""
        kept, gone = self._kept, self._gone
        if kept is None or gone is None:
            return
        try:
            keep_apart(self._desk, kept.id, gone.id)
        except DeskError as error:
            self.show_fault(error.text())
            return
        self.done.emit(kept.id, _("They stay two titles: “{title}”.").format(title=kept.fields.title))
        self._next_pair()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space and self.fields.view.hasFocus():
            row = self.fields.current_row()
            if isinstance(row, Differing):
                self._exchange(row)
        else:
            super().keyPressEvent(event)

    def close_panel(self) -> None:
        self._kept = self._gone = None
        super().close_panel()


def _differing(mine: TitleFields, theirs: TitleFields) -> list[Differing]:
    """What is empty on one side is taken from the other."""
    found = []
    for name in FIELD_NAMES:
        one, other = getattr(mine, name), getattr(theirs, name)
        if one != other and name != "shelving":
            empty = one in ("", None)
            found.append(Differing(name, label_of(mine.kind, name), _shown(name, one), _shown(name, other), empty))
    return found


def _shown(name: str, value: object) -> str:
    if value in ("", None):
        return "—"
    if name == "price_fen" and isinstance(value, int):
        return show_money(value)
    return kind_name(value) if name == "kind" and isinstance(value, str) else str(value)


def _mine(row: Differing) -> str:
    return row.mine if row.use_theirs else f"✓ {row.mine}"


def _theirs(row: Differing) -> str:
    return f"✓ {row.theirs}" if row.use_theirs else row.theirs


def _role(row: Differing, *, theirs: bool) -> str:
    return "good" if row.use_theirs == theirs else ""


def _copies(count: int) -> str:
    return ngettext("{n} copy", "{n} copies", count).format(n=count)
