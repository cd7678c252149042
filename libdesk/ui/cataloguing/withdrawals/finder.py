"""The finder: copies that might leave, by what is asked; those that are chosen go onto the list."""

from datetime import date
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QLineEdit, QVBoxLayout

from libdesk.actions.desk import Desk
from libdesk.domain.errors import DeskError
from libdesk.domain.ops import Op
from libdesk.domain.progress import Cancelled, Progress
from libdesk.domain.rows.withdrawals import Candidate, Wanted
from libdesk.domain.withdrawals import LOOKING_NAMES, Looking
from libdesk.i18n import N_, _, ngettext
from libdesk.store.queries.candidates import candidates
from libdesk.ui import icons, theme
from libdesk.ui.cataloguing.withdrawals import words
from libdesk.ui.jobs import Job, Lane
from libdesk.ui.parts import button, down, label, named, wrapped
from libdesk.ui.settings.section import choice, spin
from libdesk.ui.tab import Surroundings
from libdesk.ui.widgets.leavable import Leavable
from libdesk.ui.widgets.row_model import Column, Width
from libdesk.ui.widgets.row_table import Empty, RowTable


class Finder(Leavable, QFrame):
    """`chosen(copy ids, reason)`: what is to go onto the list; `closed` when it is left."""

    chosen = Signal(list, str)
    closed = Signal()

    def __init__(self, around: Surroundings) -> None:
        super().__init__()
        self.setObjectName("withdrawal_finder")
        self._around, self._desk = around, around.desk
        self._job: Job | None = None
        self.looking = choice("finder_what", [(looking, _(words_)) for looking, words_ in LOOKING_NAMES.items()])
        self.years = spin("finder_years", 1, 99)
        self.keep = spin("finder_keep", 1, 99)
        self.class_no = named(QLineEdit(), "finder_class")
        self.look = button("finder_look", _("Look"), self.ask, role="next", icon=icons.SEARCH)
        self.list = RowTable(
            _columns(), name=_("Copies that might leave"), empty=_nothing(), key=lambda row: row.copy_id, many=True
        )
        self.told = named(label(wrap=True), "finder_told")
        self.put = button("finder_put", "", self._put, icon=icons.ADD)
        self.all = button("finder_all", _("Choose all"), self.list.view.selectAll)
        self.leave = button("finder_leave", _("Esc Back to the list"), self.closed.emit)
        self._assemble()
        self.looking.activated.connect(lambda _at: self._mirror())
        self.class_no.returnPressed.connect(self.ask)
        self.list.chosen_changed.connect(self._mirror)

    def _assemble(self) -> None:
        for field, name in ((self.looking, _("What to look for")), (self.years, _("Years")),
                            (self.keep, _("Copies to keep")), (self.class_no, _("Class begins with"))):  # fmt: skip
            field.setAccessibleName(name)
        self.years.setValue(5)
        self.keep.setValue(self._desk.settings.enough_copies)
        self.class_no.setPlaceholderText(_("all classes"))
        self.list.keep_in_sight()
        self._years = down(label(_("Years"), buddy=self.years), self.years, gap=0.5)
        self._keep = down(label(_("Copies to keep"), buddy=self.keep), self.keep, gap=0.5)
        what = down(label(_("What to look for"), buddy=self.looking), self.looking, gap=0.5)
        of_class = down(label(_("Class begins with"), buddy=self.class_no), self.class_no, gap=0.5)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.space(2))
        column.addWidget(wrapped(what, self._years, self._keep, of_class, down(label(), self.look, gap=0.5), gap=2))
        column.addWidget(self.list, 1)
        column.addWidget(wrapped((self.told, 1), self.all, self.put, self.leave, gap=2))

    def begin(self) -> None:
        self.list.set_empty(_nothing())
        self.list.show_rows(())
        self.told.clear()
        self._mirror()
        self.looking.setFocus()

    def ask(self) -> None:
        """Beside the page: a library of 200,000 copies and a million loans is looked through."""
        if self._job is not None:
            self._job.cancel()
        wanted = Wanted(self._what, self.years.value(), self.keep.value(), self.class_no.text())
        self.list.show_loading()
        self._job = self._around.jobs.start(
            Lane.DOCUMENTS, _("Look for what might leave"), partial(_work, wanted), self._found, self._failed
        )

    @property
    def _what(self) -> Looking:
        return Looking(self.looking.currentData())

    def _found(self, found: tuple[list[Candidate], int]) -> None:
        rows, total = found
        self._job = None
        self.list.set_empty(Empty(_("Nothing to withdraw"), _("No copy fits what was asked."), (), icons.CHECK_CIRCLE))
        self.list.show_rows(rows, total=total)
        self.told.setText(ngettext("{n} copy", "{n} copies", total).format(n=f"{total:,}"))
        self._mirror()
        if rows:
            self.list.view.setFocus()

    def _failed(self, error: Exception) -> None:
        if isinstance(error, DeskError) and not isinstance(error, Cancelled):
            self.list.show_error(error.text(), ((_("Try again"), self.ask),))

    def _mirror(self) -> None:
        looking, count = self._what, len(self.list.chosen_rows())
        self._years.setVisible(looking in (Looking.UNUSED, Looking.OUTDATED))
        self._keep.setVisible(looking is Looking.SURPLUS)
        self.put.setText(ngettext("Put {n} copy on the list", "Put {n} copies on the list", count).format(n=count))
        self.put.setEnabled(count > 0)
        self.all.setEnabled(bool(self.list.model.rows()))

    def _put(self) -> None:
        rows: list[Candidate] = self.list.chosen_rows()
        if rows:
            self.chosen.emit([row.copy_id for row in rows], self._what.value)


def _work(wanted: Wanted, desk: Desk, _progress: Progress) -> tuple[list[Candidate], int]:
    return candidates(desk.read(Op.SEE_CATALOGUE), wanted, desk.today)


def _columns() -> tuple[Column, ...]:
    return (
        Column("call_no", N_("Call number"), lambda row: row.call_no, spare=2),
        Column("title", N_("Title"), lambda row: row.title, width=Width.STRETCH),
        Column("year", N_("Year"), lambda row: str(row.year or ""), sort=lambda row: row.year or 0, spare=1),
        Column("accession", N_("Accession no."), lambda row: row.accession_no or row.barcode, spare=3),
        Column("copies", N_("Copies"), lambda row: str(row.copies), sort=lambda row: row.copies, right=True),
        Column("loans", N_("Lent"), lambda row: str(row.loans), sort=lambda row: row.loans, right=True),
        Column("last", N_("Last lent"), words.last_lent, sort=lambda row: row.last_lent or date.min),
        Column("why", N_("State"), words.what_for, spare=4),
    )  # fmt: skip


def _nothing() -> Empty:
    return Empty(_("Nothing looked for yet"), _("Say what to look for, then press Look."), (), icons.SEARCH)
