"""The whole catalogue is looked through for titles that may be there twice; two of them are looked at side by side."""

from PySide6.QtCore import Signal
from shiboken6 import isValid

from libdesk.domain.errors import DeskError
from libdesk.domain.ops import Op
from libdesk.domain.rows.doubles import DoubleGroup
from libdesk.i18n import N_, _, ngettext
from libdesk.store.queries import doubles
from libdesk.ui import icons
from libdesk.ui.cataloguing.titles.side_panel import SidePanel
from libdesk.ui.jobs import Job, Lane
from libdesk.ui.parts import button, label, wrapped
from libdesk.ui.tab import Surroundings
from libdesk.ui.widgets.row_model import Column, Width
from libdesk.ui.widgets.row_table import Empty, RowTable


class DoublesPanel(SidePanel):
    """`compare_asked(pairs of titles)`: those of one group; `closed` when it is put away."""

    compare_asked = Signal(object)

    def __init__(self, around: Surroundings) -> None:
        super().__init__("doubles")
        self._around = around
        self._job: Job | None = None
        self.head.setText(_("Possible doubles"))
        self._about = label(role="note", wrap=True)
        self.list = RowTable(
            (
                Column("title", N_("Title"), _titles, width=Width.STRETCH),
                Column("why", N_("Why"), lambda group: group.reason(), spare=1),
                Column("count", N_("Titles"), lambda group: str(len(group.titles)), right=True),
            ),
            name=_("Possible doubles"), key=lambda group: group.key,
            empty=Empty(_("No doubles found"), _("No two titles share an ISBN, or title, author and publisher."),
                        icon=icons.CHECK_CIRCLE),
        )  # fmt: skip
        self._look = button("doubles_compare", _("Compare …"), self._compare, role="next")
        self._leave = button("doubles_leave", _("Back to the list"), self.leave)
        self.put_together(self._about, body=self.list, foot=wrapped(self._look, self._leave, gap=2))
        self.list.opened.connect(lambda _group: self._compare())
        self.list.row_changed.connect(lambda group: self._look.setEnabled(group is not None))

    def begin(self) -> None:
        """Look through the catalogue, beside the desk."""
        if self._job is not None:
            return
        self.list.show_loading()
        self._about.setText("")
        self._job = self._around.jobs.start(
            Lane.DOCUMENTS, _("Looking for doubles"),
            lambda desk, progress: doubles.all_groups(desk.read(Op.SEE_CATALOGUE), progress), self._found, self._failed,
        )  # fmt: skip
        self.setFocus()

    def _found(self, groups: list[DoubleGroup]) -> None:
        self._job = None
        if not isValid(self):
            return
        self.list.show_rows(groups)
        count = len(groups)
        text = ngettext("{n} group of titles may be one.", "{n} groups of titles may be one.", count).format(n=count)
        if count >= doubles.MOST_GROUPS:
            text = _("The first {n} groups of titles that may be one.").format(n=count)
        self._about.setText(text if count else "")
        if self.isVisible() and count:
            self.list.view.setFocus()

    def _failed(self, error: Exception) -> None:
        self._job = None
        if isValid(self) and isinstance(error, DeskError):
            self.list.show_error(error.text(), ((_("Try again"), self.begin),))

    def _compare(self) -> None:
        group = self.list.current_row()
        if isinstance(group, DoubleGroup) and group.pairs:
            self.compare_asked.emit(group.pairs)

    def close_panel(self) -> None:
        if self._job is not None:
            self._job.cancel()
        super().close_panel()


def _titles(group: DoubleGroup) -> str:
    first = group.titles[0]
    return "  ·  ".join(part for part in (first.name, first.author, first.publisher) if part)
