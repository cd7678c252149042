"""Call numbers for the titles chosen: those that have none, or all of them anew; shown first, given in one step."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox

from libdesk.actions.cataloguing.renumbering import give_numbers, plan_numbers
from libdesk.domain.errors import DeskError
from libdesk.domain.rows.numbering import NumbersPlan
from libdesk.i18n import N_, _, ngettext
from libdesk.ui import icons
from libdesk.ui.cataloguing.side_panel import SidePanel
from libdesk.ui.large_change import after_backup
from libdesk.ui.parts import button, label, named, wrapped
from libdesk.ui.tab import Surroundings
from libdesk.ui.widgets.row_model import Column, Width
from libdesk.ui.widgets.row_table import Empty, RowTable

MOST_SHOWN: Final = 2000


class NumbersPanel(SidePanel):
    """`done(what, what not)`; `closed` when it is put away."""

    done = Signal(str, str)

    def __init__(self, around: Surroundings) -> None:
        super().__init__("numbers")
        self._around, self._desk = around, around.desk
        self._ids: list[int] = []
        self._count = 0
        self.head.setText(_("Give call numbers"))
        self.anew = named(QCheckBox(_("New numbers also for those that have one")), "numbers_anew")
        self._about = label(role="note", wrap=True)
        self.list = RowTable(
            (
                Column("title", N_("Title"), lambda change: change.title, width=Width.STRETCH),
                Column("old", N_("Now"), lambda change: change.old or "—", spare=1),
                Column("new", N_("Will be"), lambda change: change.new, role=lambda _change: "good"),
            ),
            name=_("Call numbers to be given"), key=lambda change: change.title_id,
            empty=Empty(_("Nothing to give"), _("All of them have a call number, or no class number yet."),
                        icon=icons.CHECK_CIRCLE),
        )  # fmt: skip
        self._do = button("numbers_do", "", self._apply, role="next")
        self._leave = button("numbers_leave", _("Leave it"), self.leave)
        foot = wrapped(self._do, self._leave, gap=2)
        self.put_together(self.anew, self._about, body=self.list, foot=foot)
        self.anew.toggled.connect(lambda _on: self._look())

    def begin(self, ids: Sequence[int]) -> None:
        self._ids = list(ids)
        self.anew.setChecked(False)
        self._look()

    def _look(self) -> None:
        plan = plan_numbers(self._desk, self._ids, anew=self.anew.isChecked())
        self._count = len(plan.changes)
        self.list.show_rows(plan.changes[:MOST_SHOWN], total=self._count)
        self._about.setText(_words(plan))
        self._about.setVisible(bool(self._about.text()))
        text = ngettext("Give {n} number", "Give {n} numbers", self._count).format(n=f"{self._count:,}")
        self._do.setText(text)
        self._do.setVisible(self._count > 0)
        self.show_fault("")
        (self._do if self._count else self._leave).setFocus()

    def _apply(self) -> None:
        """After a backup where it changes many."""
        after_backup(self._around, self, self._count, self._apply_now, self.show_fault)

    def _apply_now(self) -> None:
        try:
            given = give_numbers(self._desk, self._ids, anew=self.anew.isChecked()).given
        except DeskError as error:
            self.show_fault(error.text())
            return
        text = ngettext("{n} call number is given.", "{n} call numbers are given.", given).format(n=f"{given:,}")
        self.done.emit(text, "")
        self.close_panel()


def _words(plan: NumbersPlan) -> str:
    parts = []
    if plan.kept:
        text = ngettext("{n} keeps its number.", "{n} keep their numbers.", plan.kept)
        parts.append(text.format(n=f"{plan.kept:,}"))
    if plan.classless:
        text = ngettext("{n} has no class number yet.", "{n} have no class number yet.", plan.classless)
        parts.append(text.format(n=f"{plan.classless:,}"))
    return " ".join(parts)
