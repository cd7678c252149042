"""What is late, the longest first: claimed with the day, printed by supplier, given up when it never comes."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from libdesk.actions.serials.claims import claim
from libdesk.actions.serials.issues import skip
from libdesk.domain.ops import Op
from libdesk.domain.rows.serials import IssueRow
from libdesk.i18n import N_, _, ngettext
from libdesk.store.queries.serials import issues
from libdesk.ui import icons, theme
from libdesk.ui.deed import run
from libdesk.ui.parts import button, label, named, wrapped
from libdesk.ui.settings.section import choice
from libdesk.ui.shelving.periodicals import papers, words
from libdesk.ui.shelving.periodicals.columns import issue_columns
from libdesk.ui.tab import Surroundings
from libdesk.ui.widgets.focus_home import focus_first
from libdesk.ui.widgets.row_model import Column
from libdesk.ui.widgets.row_table import Empty, RowTable

EVERY = ""
TITLE_LEAST = 34  # steps for a title of eight characters


class LateView(QWidget):
    document_asked = Signal(str, object)
    issues_asked = Signal(int, int)

    def __init__(self, around: Surroundings) -> None:
        super().__init__()
        self.setObjectName("late_view")
        self._around, self._desk = around, around.desk
        self._rows: list[IssueRow] = []
        self.supplier = choice("late_supplier", [(EVERY, _("every supplier"))])
        more = (
            Column("supplier", N_("Supplied by"), lambda row: row.subscription.supplier, spare=3),
            Column("missing", N_("To come"), lambda row: str(row.awaited), right=True, spare=4),
            Column("days", N_("Days late"), lambda row: str(row.days_late(self._desk.today)), right=True,
                   sort=lambda row: row.days_late(self._desk.today)),
            Column("claimed", N_("Last claim"), self._claimed, sort=lambda row: str(row.last_claim or ""), spare=2),
        )  # fmt: skip
        self.list = RowTable(
            issue_columns(self._desk, title=True, more=more), name=_("Late issues"), key=lambda row: row.id, many=True,
            least=TITLE_LEAST,
            empty=Empty(_("Nothing is late"), _("What does not come in time stands here, to be claimed."), (),
                        icons.CHECK_CIRCLE),
        )  # fmt: skip
        self.fault = named(label(role="bad", wrap=True), "late_fault")
        self.claim = button("late_claim", _("Claimed today"), self._claim, role="next", icon=icons.BELL)
        self.print = button("late_print", _("Print the claims"), self._print, icon=icons.PRINT)
        self.skip = button("late_skip", _("Never comes"), self._skip)
        self.open = button("late_open", _("Show its issues"), self._open, icon=icons.NEXT)
        self.state = label(role="note")
        self.rule = named(label(role="note"), "late_rule")
        self._assemble()
        self._connect()

    def _assemble(self) -> None:
        self.supplier.setAccessibleName(_("Supplied by"))
        self.list.keep_in_sight(4)
        self.fault.hide()
        self.claim.setToolTip(_("Noted for the chosen rows; Ctrl+A chooses all"))
        self.print.setToolTip(_("All that is shown, a part for each supplier"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.space(1))
        column.addWidget(wrapped(self.supplier, self.rule, None, self.state, gap=2))
        column.addWidget(self.list, 1)
        column.addWidget(self.fault)
        column.addWidget(wrapped(self.claim, self.print, self.skip, self.open, gap=1))

    def _connect(self) -> None:
        self.supplier.activated.connect(lambda _at: self._show())
        self.list.chosen_changed.connect(self._mirror)
        self.list.row_changed.connect(lambda _row: self._mirror())
        self.list.opened.connect(lambda _row: self._claim())

    @property
    def home(self) -> tuple[QWidget, ...]:
        return (self.list.view, self.supplier)

    def take_focus(self) -> None:
        focus_first(self.home)

    def refresh(self) -> None:
        self._rows = issues.late(self._desk.read(Op.SEE_SERIALS), self._desk.today)
        self.rule.setText(words.late_rule(self._desk.settings))
        kept = self.supplier.currentData()
        self.supplier.clear()
        self.supplier.addItem(_("every supplier"), EVERY)
        for name in sorted({row.subscription.supplier for row in self._rows if row.subscription.supplier}):
            self.supplier.addItem(name, name)
        self.supplier.setCurrentIndex(max(0, self.supplier.findData(kept)))
        self._show()

    @property
    def shown(self) -> list[IssueRow]:
        wanted = self.supplier.currentData()
        return [row for row in self._rows if not wanted or row.subscription.supplier == wanted]

    def _show(self) -> None:
        self.list.show_rows(self.shown)
        self._mirror()

    def _mirror(self) -> None:
        chosen, shown = self.list.chosen_rows(), self.shown
        for made in (self.claim, self.skip):
            made.setEnabled(bool(chosen))
        self.open.setEnabled(len(chosen) == 1)
        self.print.setEnabled(bool(shown))
        count = ngettext("{n} issue is late", "{n} issues are late", len(shown)).format(n=len(shown))
        again = sum(bool(row.claims) for row in shown)
        self.state.setText(_("{late}, {n} of them claimed").format(late=count, n=again) if again else count)

    def _claimed(self, row: IssueRow) -> str:
        if row.last_claim is None:
            return ""
        return _("{day} ({n})").format(day=words.day_text(row.last_claim, self._desk.today), n=row.claims)

    def _chosen(self) -> list[int]:
        return [row.id for row in self.list.chosen_rows()]

    def _claim(self) -> None:
        done: list[int] = []

        def told() -> str:
            text = ngettext("{n} issue is noted as claimed.", "{n} issues are noted as claimed.", done[0])
            return text.format(n=done[0])

        self._do(lambda: done.append(claim(self._desk, self._chosen())), told)

    def _skip(self) -> None:
        ids = self._chosen()
        told = ngettext("{n} issue is awaited no more.", "{n} issues are awaited no more.", len(ids))
        self._do(partial(skip, self._desk, ids), lambda: told.format(n=len(ids)))

    def _do(self, act: Callable[[], object], told: Callable[[], str]) -> None:
        if self._chosen():
            run(self._around, self.fault, act, told)
            focus_first(self.home)

    def _open(self) -> None:
        rows = self.list.chosen_rows()
        if len(rows) == 1:
            self.issues_asked.emit(rows[0].subscription.id, rows[0].id)

    def _print(self) -> None:
        self.document_asked.emit(_("Claims of late issues"), papers.claim_maker(self._desk, self.shown))
