"""Whose cards: classes and other groups ticked, readers added by name, all of them or only what is new or changed."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QVBoxLayout, QWidget

from libdesk.actions.school import school_of
from libdesk.domain.ops import Op
from libdesk.domain.rows.cards import CardOrder, Whose
from libdesk.domain.rows.prints import CardRow
from libdesk.i18n import _
from libdesk.store.queries.cards import card_groups, card_rows
from libdesk.ui import icons, theme
from libdesk.ui.parts import button, wrapped
from libdesk.ui.printing.group_tree import GroupTree
from libdesk.ui.readers.person_field import PersonField
from libdesk.ui.settings.section import choice, choose
from libdesk.ui.tab import Surroundings

ORDER: Final = "cards/order"
SHORTEST: Final = 8  # letters


class WhoView(QWidget):
    """`changed` when others are meant than before, or in another order."""

    changed = Signal()

    def __init__(self, around: Surroundings) -> None:
        super().__init__()
        self._around, self._desk = around, around.desk
        self.which = choice("cards_which", [(False, _("All their cards")), (True, _("New or changed ones"))])
        self.which.setAccessibleName(_("Which of their cards"))
        self.which.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.which.setMinimumContentsLength(SHORTEST)
        self.which.setToolTip(_("A card is changed when it would look otherwise than the last one printed."))
        self.order = choice("cards_order", [(CardOrder.CLASS, _("By class")), (CardOrder.NAME, _("By name"))])
        self.order.setAccessibleName(_("Order of the cards"))
        choose(self.order, around.pc.text(ORDER, CardOrder.CLASS))
        self.person = PersonField(self._desk, "cards_person", _("Add one reader"), anybody=True)
        self.person.line.setPlaceholderText(_("Add one reader: name, initials, card"))
        self.tree = GroupTree("cards_groups", _("Whose cards are printed"))
        self.none = button("cards_none", _("Tick none"), self._tick_none, icon=icons.CLOSE, role="quiet")
        self._assemble()
        self._connect()

    def _assemble(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.space(1))
        column.addWidget(wrapped((self.which, 1), self.order, gap=2))
        column.addWidget(wrapped((self.person, 1), self.none, gap=2))
        column.addWidget(self.tree, 1)

    def _connect(self) -> None:
        self.which.activated.connect(lambda _row: self.changed.emit())
        self.order.activated.connect(lambda _row: self._reorder())
        self.person.picked.connect(self._add)
        self.tree.ticked.connect(self._ticked)

    @property
    def whose(self) -> Whose:
        return Whose(self.tree.groups(), self.tree.readers())

    @property
    def only_changed(self) -> bool:
        return bool(self.which.currentData())

    @property
    def card_order(self) -> CardOrder:
        return CardOrder(self.order.currentData())

    def refresh(self) -> None:
        """The groups as they are now; what is ticked stays ticked."""
        groups = card_groups(self._desk.read(Op.SEE_PRINTING))
        school, today = school_of(self._desk), self._desk.today
        self.tree.show_groups(groups, {one.group: one.group.words(school, today) for one in groups})

    def show_readers(self, ids: Sequence[int]) -> None:
        """These readers and nobody else, whatever was printed of them before."""
        choose(self.which, False)
        self.tree.show_persons(self._persons(ids), only=True)

    def _persons(self, ids: Sequence[int]) -> dict[int, str]:
        rows = card_rows(
            self._desk.read(Op.SEE_PRINTING), ids, school_of(self._desk), self._desk.today, photos=False
        ).part(0, len(ids))
        return {row.reader_id: _words(row) for row in rows if row.name}

    def _add(self, reader_id: int) -> None:
        self.tree.show_persons(self._persons([reader_id]))
        self.person.show_person(None, "")

    def _tick_none(self) -> None:
        self.tree.tick_none()
        self.tree.setFocus()

    def _ticked(self) -> None:
        self.none.setEnabled(not self.whose.nobody)
        self.changed.emit()

    def _reorder(self) -> None:
        self._around.pc.keep_text(ORDER, self.card_order)
        self.changed.emit()


def _words(row: CardRow) -> str:
    return "  ".join(part for part in (row.name, row.group or row.kind) if part)
