"""Copies that are to leave are put on a list of withdrawal with the reason; approval and leaving come later."""

from collections.abc import Sequence

from PySide6.QtCore import Signal

from libdesk.actions.withdrawing.lists import add_to_withdrawal
from libdesk.domain.errors import DeskError
from libdesk.domain.ops import Op
from libdesk.domain.withdrawals import NOTICE, REASON_NAMES
from libdesk.i18n import _, ngettext
from libdesk.store.queries import withdrawals as queries
from libdesk.ui.cataloguing.titles.form_lines import Choice, FieldBox
from libdesk.ui.cataloguing.titles.side_panel import SidePanel
from libdesk.ui.parts import button, label, wrapped
from libdesk.ui.tab import Surroundings
from libdesk.ui.widgets.scrolled import scrolled


class WithdrawPanel(SidePanel):
    """`done(what, what not)`; `closed` when it is put away."""

    done = Signal(str, str)

    def __init__(self, around: Surroundings) -> None:
        super().__init__("withdraw")
        self._desk = around.desk
        self._ids: list[int] = []
        reasons = [(code, _(words)) for code, words in REASON_NAMES.items() if code != NOTICE]
        self.reason = Choice("withdraw_reason", reasons)
        self.list = Choice("withdraw_list", [])
        boxes = (FieldBox(self.reason, "withdraw_reason"), FieldBox(self.list, "withdraw_list"))
        for box, words in zip(boxes, (_("Why they leave"), _("On which list")), strict=True):
            box.set_name(words)
        note = label(
            _("They stay where they are until the list is approved and done, on the page of withdrawals."),
            role="note", wrap=True,
        )  # fmt: skip
        self._do = button("withdraw_do", _("Put them on the list"), self._add, role="next")
        foot = wrapped(self._do, button("withdraw_leave", _("Esc Leave it"), self.leave), gap=2)
        self.put_together(body=scrolled(*boxes, note, gap=2), foot=foot)

    def begin(self, ids: Sequence[int]) -> None:
        """Ask for the reason and the list; a list in preparation is offered before a new one."""
        self._ids = list(ids)
        count = len(self._ids)
        self.head.setText(ngettext("Withdraw {n} copy", "Withdraw {n} copies", count).format(n=f"{count:,}"))
        self.list.clear()
        for row in queries.withdrawals(self._desk.read(Op.SEE_CATALOGUE)):
            if row.state == "draft":
                self.list.addItem(row.name, str(row.id))
        self.list.addItem(_("a new list"), "")
        self.show_fault("")
        self.reason.setFocus()

    def _add(self) -> None:
        chosen = self.list.currentData()
        try:
            added = add_to_withdrawal(self._desk, int(chosen) if chosen else None, self._ids, self.reason.text())
        except DeskError as error:
            self.show_fault(error.text())
            return
        text = ngettext("{n} copy is on the list.", "{n} copies are on the list.", added.added)
        self.done.emit(text.format(n=f"{added.added:,}"), "")
        self.close_panel()
