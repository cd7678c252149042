"""Which readers the list shows: a class under its name of today, a grade, a department, those who have left."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox

from libdesk.actions.desk import Desk
from libdesk.actions.school import school_of
from libdesk.domain.ops import Op
from libdesk.domain.rows.reader_groups import EVERYBODY, ReaderGroup
from libdesk.i18n import _
from libdesk.store.queries import groups
from libdesk.ui import theme
from libdesk.ui.widgets.calm import calm

ROWS_IN_SIGHT = 18
NARROWEST = 30  # steps


class GroupChoice(QComboBox):
    """`group_changed` when a person chooses another group."""

    group_changed = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._groups: list[ReaderGroup] = []
        self.setObjectName("readers_group")
        self.setAccessibleName(_("Which readers"))
        self.setToolTip(_("Which readers the list shows"))
        self.setMaxVisibleItems(ROWS_IN_SIGHT)
        self.setMinimumWidth(theme.space(NARROWEST))
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        calm(self)
        self.refresh()
        self.activated.connect(lambda _at: self.group_changed.emit())

    @property
    def group(self) -> ReaderGroup:
        at = self.currentIndex()
        return self._groups[at] if 0 <= at < len(self._groups) else EVERYBODY

    def choose(self, group: ReaderGroup) -> None:
        """Show this group; everybody where it is no longer there."""
        self.setCurrentIndex(self._groups.index(group) if group in self._groups else 0)

    def refresh(self) -> None:
        """The groups that are there now; the chosen one stays chosen."""
        found = groups.groups(self._desk.read(Op.FIND_READERS))
        school, today = school_of(self._desk), self._desk.today
        words = [
            f"  {group.words(school, today)}" if group.which == "class" else group.words(school, today)
            for group in found
        ]
        if found == self._groups and words == [self.itemText(at) for at in range(self.count())]:
            return
        chosen = self.group
        self._groups = found
        self.clear()
        self.addItems(words)
        self.choose(chosen)
