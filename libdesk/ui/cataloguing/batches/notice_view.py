"""The bureau's lists: beside each, the copies of ours that it names, where they are now, and what is to leave."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Final

from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from libdesk.actions.desk import Desk
from libdesk.actions.withdrawing.lists import add_to_withdrawal
from libdesk.actions.withdrawing.notices import remove_notice, rename_notice
from libdesk.domain.bureau import FIT_NAMES, ORDER, Named
from libdesk.domain.classes import SchoolSystem
from libdesk.domain.errors import DeskError
from libdesk.domain.ops import Op
from libdesk.domain.progress import Cancelled, Progress
from libdesk.domain.rows.books import STATUS_NAMES, show_place
from libdesk.domain.rows.bureau import NamedCopy, NoticeRow
from libdesk.domain.show import show_day
from libdesk.domain.withdrawals import NOTICE
from libdesk.i18n import N_, _, ngettext
from libdesk.store.queries import bureau as queries
from libdesk.ui import icons
from libdesk.ui.cataloguing.batches.batch_form import NoticeForm
from libdesk.ui.cataloguing.recall import recall_paper
from libdesk.ui.jobs import Job, Lane
from libdesk.ui.parts import button, down, label, named, wrapped
from libdesk.ui.printing.document_makers import list_maker
from libdesk.ui.readers.take_along import save_list
from libdesk.ui.settings.section import day_of, qdate
from libdesk.ui.tab import Surroundings
from libdesk.ui.widgets.announce import announce
from libdesk.ui.widgets.panes import Panes
from libdesk.ui.widgets.row_model import Column, Width
from libdesk.ui.widgets.row_table import Empty, RowTable

AT_ONCE: Final = 60
"""Lines that are looked for while the page waits; more are looked for beside it."""
_TICK: Final = 0


class NoticeView(QWidget):
    document_asked = Signal(str, object)

    def __init__(self, around: Surroundings, begin: Callable[[], object]) -> None:
        super().__init__()
        self.setObjectName("notice_view")
        self._around, self._desk = around, around.desk
        self._job: Job | None = None
        self._shown: int | None = None
        self._ticked: set[int] = set()
        self.list = RowTable(
            _list_columns(), name=_("Lists of the bureau"), key=lambda row: row.id,
            empty=Empty(
                _("No list is kept yet"),
                _("What the bureau names is held against the holdings, and against each later batch."),
                ((_("Bring a list in"), begin),), icons.FILE,
            ),
        )  # fmt: skip
        self.found = RowTable(
            self._columns(), name=_("Copies that the list may mean"), key=lambda row: row.copy_id, empty=_none_named(),
            least=32,
        )  # fmt: skip
        self.told = named(label(wrap=True), "notice_found")
        self.fault = named(label(role="bad", wrap=True), "notice_out_fault")
        self.take_out = button("notice_take_out", "", self._take_out, role="next", icon=icons.LOG_OUT)
        self.recall = button("notice_recall", _("Print what is out"), self._print_recall, icon=icons.PRINT)
        self.save = button("notice_save", _("Save as a table …"), self._save, icon=icons.EXPORT)
        self.form = NoticeForm(around, gives_back_to=self.list.view)
        self.change = button("notice_change", _("Change …"), self._change, icon=icons.EDIT)
        self.remove = button("notice_remove", _("Remove the list"), self._remove, icon=icons.DELETE)
        self._assemble()
        self._connect()

    def _assemble(self) -> None:
        self.list.keep_in_sight(3)
        self.found.keep_in_sight()
        self.fault.hide()
        self.right = down(
            self.told, (self.found, 1), self.fault, wrapped(self.take_out, self.recall, gap=2),
            wrapped(self.save, self.change, self.remove, gap=2), self.form,
        )  # fmt: skip
        self.splitter = Panes(
            "notices_splitter", self.list, self.right, shares=(27, 64), pc=self._around.pc, needs=(45, 110)
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.splitter)

    def _connect(self) -> None:
        self.list.row_changed.connect(lambda _row: self._look())
        self.list.opened.connect(lambda _row: self.found.view.setFocus())
        self.found.opened.connect(self._toggle)
        self.found.view.clicked.connect(self._clicked)
        self.found.view.installEventFilter(self)

    @property
    def row(self) -> NoticeRow | None:
        row: NoticeRow | None = self.list.current_row()
        return row

    def refresh(self) -> int:
        """The lists as they are now; gives how many there are."""
        rows = queries.notices(self._desk.read(Op.SEE_CATALOGUE))
        self.list.show_rows(rows)
        self._look(again=True)
        return len(rows)

    # What a list names

    def _look(self, *, again: bool = False) -> None:
        """Hold the list under the cursor against the holdings; a long one beside the page."""
        row = self.row
        self.right.setVisible(row is not None)
        if row is None or (row.id == self._shown and not again):
            self._shown = row.id if row else None
            return
        if row.id != self._shown:
            self.fault.hide()
            self.form.close_form()
            self._ticked.clear()
            self.found.show_loading()
        lines = queries.lines_of(self._desk.library, row.id)
        if self._job is not None:
            self._job.cancel()
            self._job = None
        if len(lines) <= AT_ONCE:
            self._named(row.id, queries.named_copies(self._desk.library, lines))
        else:
            self._job = self._around.jobs.start(
                Lane.DOCUMENTS, _("Hold the list against the holdings"), partial(_work, lines),
                partial(self._named, row.id), self._failed,
            )  # fmt: skip

    def _named(self, notice_id: int, copies: Sequence[NamedCopy]) -> None:
        """What is sure is ticked at first, but for what is lent no more already; an ordinary list gives it up."""
        if self.row is None or self.row.id != notice_id:
            return
        free = {copy.copy_id for copy in copies if not copy.called_in}
        if notice_id == self._shown:
            self._ticked &= free
        else:
            self._ticked = {copy.copy_id for copy in copies if copy.sure and not copy.called_in}
        self._shown = notice_id
        self.found.show_rows(copies)
        self._mirror()

    def _failed(self, error: Exception) -> None:
        if isinstance(error, DeskError) and not isinstance(error, Cancelled):
            self.found.show_error(error.text(), ((_("Try again"), lambda: self._look(again=True)),))

    def _copies(self) -> list[NamedCopy]:
        return list(self.found.model.rows())

    def _mirror(self) -> None:
        copies, count = self._copies(), len(self._ticked)
        lines = self.row.lines if self.row else 0
        out = sum(copy.is_out for copy in copies)
        parts = [
            show_day(self.row.day, weekday=False, year=True) if self.row else "",
            ngettext("{n} title on the list", "{n} titles on the list", lines).format(n=lines),
            ngettext("{n} copy of ours", "{n} copies of ours", len(copies)).format(n=len(copies)),
        ]
        if out:
            parts.append(ngettext("{n} with a reader", "{n} with readers", out).format(n=out))
        self.told.setText("  ·  ".join(parts))
        words = ngettext("Put {n} copy on a list of withdrawal", "Put {n} copies on a list of withdrawal", count)
        self.take_out.setText(words.format(n=count))
        self.take_out.setEnabled(count > 0)
        self.take_out.setVisible(bool(copies))
        self.recall.setVisible(out > 0)
        self.save.setVisible(bool(copies))
        self.remove.setVisible(self.row is not None and not self.row.taken)
        self.found.view.viewport().update()

    # Ticks

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Space ticks the row under the cursor, as in any list of boxes."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and event.key() == Qt.Key.Key_Space:
            self._toggle(self.found.current_row())
            return True
        return super().eventFilter(watched, event)

    def _clicked(self, index: QModelIndex) -> None:
        if index.column() == _TICK:
            self._toggle(self.found.current_row())

    def _toggle(self, copy: NamedCopy | None) -> None:
        if copy is not None and not copy.called_in:
            self._ticked ^= {copy.copy_id}
            self._mirror()
            announce(self.found, f"{copy.title} {self._tip(copy)}")

    def _tip(self, copy: NamedCopy) -> str:
        if copy.called_in:
            return _("stands on the list “{name}”").format(name=copy.on_list)
        return _("is to leave") if copy.copy_id in self._ticked else _("stays")

    # What is done

    def _take_out(self) -> None:
        row, copies = self.row, [copy.copy_id for copy in self._copies() if copy.copy_id in self._ticked]
        if row is None or not copies:
            return

        def act() -> None:
            add_to_withdrawal(self._desk, None, copies, NOTICE, name=row.name, notice_id=row.id)

        told = ngettext(
            "{n} copy is on the list “{name}” under Withdrawal, and is lent no more.",
            "{n} copies are on the list “{name}” under Withdrawal, and are lent no more.", len(copies),
        )  # fmt: skip
        self._run(act, told.format(n=len(copies), name=row.name))

    def _change(self) -> None:
        row = self.row
        if row is not None:
            self.form.name.setText(row.name)
            self.form.day.setDate(qdate(row.day))
            self.form.ask("", _("Save"), partial(self._rename, row.id))

    def _rename(self, notice_id: int) -> None:
        rename_notice(self._desk, notice_id=notice_id, name=self.form.name.text(), day=day_of(self.form.day))
        self._around.say(_("{done} F8 takes it back.").format(done=_("The list is changed.")))

    def _remove(self) -> None:
        row = self.row
        if row is not None:
            self._run(lambda: remove_notice(self._desk, notice_id=row.id), _("The list is removed."))

    def _run(self, act: Callable[[], object], told: str) -> None:
        self.fault.hide()
        try:
            act()
        except DeskError as error:
            self.fault.setText(error.text())
            self.fault.show()
            return
        self._around.say(_("{done} F8 takes it back.").format(done=told))

    def _print_recall(self) -> None:
        row = self.row
        if row is not None:
            paper = recall_paper(self._desk, row.name, self._copies())
            self.document_asked.emit(paper.heading, list_maker(paper))

    def _save(self) -> None:
        if self.row is not None:
            save_list(self._around, self, self.found, self.row.name)

    # Columns

    def _columns(self) -> tuple[Column, ...]:
        return (
            Column(
                "leaves", N_("Leaves"), lambda _row: "", tip=self._tip,
                sort=lambda row: row.copy_id not in self._ticked,
                ticked=lambda row: row.copy_id in self._ticked,
            ),
            Column("title", N_("Title"), lambda row: row.title, width=Width.STRETCH, tip=_as_named),
            Column("author", N_("Author"), lambda row: row.author, spare=3),
            Column("barcode", N_("Barcode"), lambda row: row.barcode, spare=2),
            Column("fit", N_("Why"), lambda row: _(FIT_NAMES[row.fit]), sort=lambda row: ORDER[row.fit], role=_fit_role,
                   tip=_as_named),
            Column("where", N_("Where it is"), self._where, role=lambda row: "warn" if row.is_out else ""),
        )  # fmt: skip

    def _group(self, row: NamedCopy) -> str:
        system = SchoolSystem(self._desk.settings.school_system)
        return row.holder.group(self._desk.today, system) if row.holder else ""

    def _where(self, row: NamedCopy) -> str:
        """李小雨 四(3)班, or the place, or the list that it stands on."""
        if row.called_in:
            return _("on a list")
        if row.holder is not None:
            return f"{row.holder.name} {self._group(row)}"
        return (
            (show_place(row.place) or _(STATUS_NAMES[row.status]))
            if row.status == "shelf"
            else _(STATUS_NAMES[row.status])
        )


def _work(lines: Sequence[Named], desk: Desk, progress: Progress) -> list[NamedCopy]:
    return queries.named_copies(desk.read(Op.SEE_CATALOGUE), lines, progress)


def _fit_role(row: NamedCopy) -> str:
    return "" if row.sure else "warn"


def _as_named(row: NamedCopy) -> str:
    """How the list names it."""
    line = row.line
    return _("On the list: {words}").format(
        words="  ·  ".join(part for part in (line.title, line.author, line.publisher, line.isbn) if part)
    )


def _list_columns() -> tuple[Column, ...]:
    return (
        Column("name", N_("List"), lambda row: row.name, width=Width.STRETCH),
        Column("lines", N_("Titles"), lambda row: f"{row.lines:,}", sort=lambda row: row.lines, right=True),
    )  # fmt: skip


def _none_named() -> Empty:
    return Empty(
        _("The library has none of these books"), _("The list stays: each later batch is held against it."), (),
        icons.CHECK_CIRCLE,
    )  # fmt: skip
