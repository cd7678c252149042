"""Before titles get call numbers the page shows which: old and new side by side, then one button."""

from typing import Final

from libdesk.actions.cataloguing.renumbering import give_numbers, plan_numbers
from libdesk.actions.desk import Desk
from libdesk.domain.progress import Progress
from libdesk.domain.rows.numbering import NumbersPlan, NumbersReceipt
from libdesk.i18n import N_, _, ngettext, sentences
from libdesk.ui import icons
from libdesk.ui.cataloguing.classes.plan_panel import SHOWN, PlanPanel
from libdesk.ui.cataloguing.label_words import with_labels
from libdesk.ui.jobs import Lane
from libdesk.ui.tab import Surroundings
from libdesk.ui.widgets.row_model import Column, Width

COLUMNS: Final = (
    Column("new", N_("New number"), lambda row: row.new),
    Column("old", N_("So far"), lambda row: row.old or _("none")),
    Column("title", N_("Title"), lambda row: row.title, width=Width.STRETCH),
)


class NumbersPanel(PlanPanel):
    def __init__(self, around: Surroundings) -> None:
        super().__init__(
            around, "numbers", COLUMNS, list_name=_("Numbers to be given"), empty=_("Nothing to number"),
            verb=_("Give the numbers"), icon=icons.LABEL,
        )  # fmt: skip
        self.setObjectName("numbers_panel")
        self._ids: list[int] = []
        self._anew = False
        self._assemble()

    def ask(self, title_ids: list[int], *, anew: bool) -> None:
        """Work out what these titles would get and show it."""
        self._ids, self._anew = title_ids, anew
        self._begin()
        self.do.setText(_("Give the numbers"))

        def plan(desk: Desk, _progress: Progress) -> NumbersPlan:
            return plan_numbers(desk, title_ids, anew=anew)

        self._around.jobs.start(Lane.DOCUMENTS, _("Call numbers"), plan, self._show, self._failed)

    def _show(self, plan: NumbersPlan) -> None:
        count = len(plan.changes)
        words = ngettext("{n} title gets a call number.", "{n} titles get a call number.", count).format(n=f"{count:,}")
        if self._anew:
            words = sentences(words, _("Their labels have to be printed anew."))
        if count > SHOWN:
            words = sentences(words, _("The first {n} are listed.").format(n=SHOWN))
        self.words.setText(words)
        self.list.show_rows(plan.changes[:SHOWN])
        if not count:
            self.words.setText(_("By the rule as it is now no number changes."))
            return
        self.do.setText(ngettext("Give {n} number", "Give {n} numbers", count).format(n=f"{count:,}"))
        self._ready()

    def _do(self) -> None:
        ids, anew = self._ids, self._anew
        self.do.setEnabled(False)

        def give(desk: Desk, progress: Progress) -> NumbersReceipt:
            return give_numbers(desk, ids, anew=anew, progress=progress)

        self._around.jobs.start(Lane.LIBRARY, _("Call numbers"), give, self._given, self._failed)

    def _given(self, receipt: NumbersReceipt) -> None:
        count = receipt.given
        words = ngettext("{n} title has its call number.", "{n} titles have their call numbers.", count)
        done = with_labels(self._around.desk, words.format(n=f"{count:,}"), receipt.journal_id)
        self._around.say(_("{done} F8 takes it back.").format(done=done))
        self.done.emit()
