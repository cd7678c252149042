"""The buttons of the stocktake page: begin, file, finish, drop, print; each opens its view or does it at once."""

from functools import cached_property
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QPushButton, QWidget

from libdesk.actions.desk import Desk
from libdesk.actions.stocktaking.finishing import drop_stocktake, propose_withdrawal
from libdesk.actions.stocktaking.sittings import get_up
from libdesk.actions.undo import undo
from libdesk.domain.errors import DeskError
from libdesk.domain.ops import Op
from libdesk.domain.outcome import Outcome
from libdesk.domain.progress import Progress
from libdesk.domain.rows.stocktake import CountedCopy, StrayCode
from libdesk.i18n import _, ngettext
from libdesk.store.queries import stocktakes as queries
from libdesk.store.queries.stocktake_lists import lost_by
from libdesk.ui import icons
from libdesk.ui.jobs import Lane
from libdesk.ui.one_job import OneJob
from libdesk.ui.parts import button
from libdesk.ui.shelving.stocktake import papers
from libdesk.ui.shelving.stocktake.views import VIEW_NAMES, View
from libdesk.ui.shelving.stocktake.work_view import WorkView
from libdesk.ui.table_file import ask_where

if TYPE_CHECKING:
    from libdesk.ui.shelving.stocktake.begin_view import BeginView
    from libdesk.ui.shelving.stocktake.file_view import FileView
    from libdesk.ui.shelving.stocktake.finish_view import FinishView
    from libdesk.ui.shelving.stocktake.page import StocktakePage

W = TypeVar("W", bound=WorkView)
TAKEN_BACK = (View.LAST, View.FOUND, View.WRONG, View.OTHER, View.ON_LOAN, View.WITHDRAWN, View.STRAYS)


class Doing(QObject):
    """The views open in place of the page's own and give the keyboard back."""

    def __init__(self, page: "StocktakePage") -> None:
        super().__init__(page)
        self._page, self._around, self._desk = page, page.around, page.desk
        self._job = OneJob(page.around.jobs, self)
        self.begin = button("stocktake_begin", _("New stocktake …"), self._begin, icon=icons.ADD)
        self.rise = button("stocktake_rise", _("End the sitting"), self._rise)
        self.off = button("stocktake_off", _("Take the scan back"), self._take_off, icon=icons.UNDO)
        self.file = button("stocktake_file", _("File of codes …"), self._file, icon=icons.IMPORT)
        self.unfile = button("stocktake_unfile", _("Take the last file back"), self._unfile, icon=icons.UNDO)
        self.print = button("stocktake_print", _("Print this list"), self._print, icon=icons.PRINT)
        self.report = button("stocktake_report", _("Print the report"), self._report, icon=icons.PRINT)
        self.save = button("stocktake_save", _("Save as a table …"), self._save, icon=icons.EXPORT)
        self.lost = button("stocktake_lost", _("Withdraw the lost …"), self._withdraw, icon=icons.LOG_OUT)
        self.finish = button("stocktake_finish", _("Finish …"), self._finish, role="next")
        self.drop = button("stocktake_drop", _("Drop the stocktake"), self._drop, icon=icons.DELETE)
        self.off.setToolTip(_("Of the row that is chosen; F8 takes the last step back"))
        self.save.setToolTip(_("Everything that was met and missed, to be worked on in a spreadsheet"))

    @property
    def at_top(self) -> tuple[QPushButton, ...]:
        return (self.rise, self.begin)

    @property
    def at_foot(self) -> tuple[QPushButton, ...]:
        return (
            self.finish, self.off, self.file, self.unfile, self.print, self.report, self.save, self.lost, self.drop,
        )  # fmt: skip

    def mirror(self) -> None:
        """What can be done with the stocktake that is shown, by whoever is at the desk."""
        row, lists = self._page.row, self._page.lists
        allows = self._desk.allows
        is_open = row is not None and row.is_open
        librarian = allows(Op.FINISH_STOCKTAKE)
        self.begin.setVisible(allows(Op.START_STOCKTAKE))
        self.rise.setVisible(is_open)
        self.file.setVisible(is_open and allows(Op.COUNT_FILE))
        files = row is not None and is_open and allows(Op.COUNT_FILE) and queries.has_file(self._desk.library, row.id)
        self.unfile.setVisible(files)
        self.finish.setVisible(is_open and librarian)
        self.drop.setVisible(is_open and librarian)
        self.report.setVisible(row is not None and librarian)
        self.save.setVisible(row is not None and librarian)
        lost = row is not None and not row.is_open and bool(lost_by(self._desk.library, row.id))
        self.lost.setVisible(lost and librarian)
        self.print.setVisible(row is not None)
        self.off.setVisible(is_open and lists.view in TAKEN_BACK)
        self.off.setEnabled(lists.table.current_row() is not None)

    # Views in place of the page

    @cached_property
    def begin_view(self) -> "BeginView":
        from libdesk.ui.shelving.stocktake.begin_view import BeginView

        made = BeginView(self._around)
        made.begun.connect(self._begun)
        return self._added(made)

    @cached_property
    def file_view(self) -> "FileView":
        from libdesk.ui.shelving.stocktake.file_view import FileView

        made = FileView(self._around)
        made.counted.connect(self._ended)
        return self._added(made)

    @cached_property
    def finish_view(self) -> "FinishView":
        from libdesk.ui.shelving.stocktake.finish_view import FinishView

        made = FinishView(self._around)
        made.finished.connect(self._finished)
        return self._added(made)

    def _added(self, made: W) -> W:
        made.closed.connect(self.back)
        self._page.views.addWidget(made)
        return made

    def back(self) -> None:
        self._page.views.setCurrentWidget(self._page.main)
        self._page.refresh()
        self._page.take_focus()

    def _open(self, view: QWidget) -> None:
        self._page.tell(Outcome.DONE, "")
        self._page.views.setCurrentWidget(view)

    def _begin(self) -> None:
        self._open(self.begin_view)
        self.begin_view.begin()

    def _begun(self, stocktake_id: int) -> None:
        self.back()
        self._page.show_stocktake(stocktake_id)
        self._around.say(_("The stocktake is begun. Scan the books, in any order."))

    def _file(self) -> None:
        row = self._page.row
        if row is not None:
            self._open(self.file_view)
            self.file_view.begin(row, self._page.where.currentData())

    def _finish(self) -> None:
        row = self._page.row
        if row is not None:
            self._open(self.finish_view)
            self.finish_view.begin(row)

    def _ended(self, text: str) -> None:
        self.back()
        self._page.tell(Outcome.DONE, text)

    def _finished(self, text: str) -> None:
        """What it has missed is what one looks at now."""
        self._ended(text)
        self._page.lists.show_view(View.MISSED)

    # What is done at once

    def _attempt(self, text: str, refused: DeskError | None) -> None:
        if refused is not None:
            self._page.tell(Outcome.REFUSED, refused.text())
        else:
            self._page.tell(Outcome.DONE, text)
        self._page.take_focus()

    def _rise(self) -> None:
        row = self._page.row
        if row is not None:
            ended = get_up(self._desk, row.id)
            self._around.say(_("The sitting is ended.") if ended else _("No sitting goes on."))
            self._page.take_focus()

    def _take_off(self) -> None:
        """The scan of the chosen row is taken back; what came by a file is taken back with the file."""
        row, line = self._page.row, self._page.lists.table.current_row()
        if row is None or line is None:
            return
        entry = None
        if isinstance(line, CountedCopy):
            entry = queries.entry_of_copy(self._desk.library, row.id, line.copy_id)
        elif isinstance(line, StrayCode):
            entry = queries.entry_of_stray(self._desk.library, line.id)
        if entry is None:
            text = _("This came with a file of codes, or too long ago: it cannot be taken back by itself.")
            self._page.tell(Outcome.REFUSED, text)
            return
        try:
            undo(self._desk, entry)
        except DeskError as error:
            self._attempt("", error)
            return
        self._page.line.box.forget_last()
        self._attempt(_("The scan is taken back."), None)

    def _unfile(self) -> None:
        """Beside the desk, as all that writes many rows."""
        row = self._page.row
        entry = queries.last_file(self._desk.library, row.id) if row is not None else None
        if entry is None or self._job.running:
            return
        self.unfile.setEnabled(False)
        self._job.start(
            Lane.LIBRARY, _("Taking a file back"), lambda desk, _progress: undo(desk, entry),
            lambda _done: self._unfiled(None), self._unfile_failed,
        )  # fmt: skip

    def _unfile_failed(self, error: Exception) -> None:
        if isinstance(error, DeskError):
            self._unfiled(error)

    def _unfiled(self, refused: DeskError | None) -> None:
        self.unfile.setEnabled(True)
        self._attempt(_("The last file is taken back."), refused)
        self._page.refresh()

    def _drop(self) -> None:
        row = self._page.row
        if row is None:
            return
        try:
            drop_stocktake(self._desk, stocktake_id=row.id)
        except DeskError as error:
            self._attempt("", error)
            return
        text = _("“{name}” is dropped; no copy was marked. F8 takes it back.").format(name=row.name)
        self._attempt(text, None)

    def _withdraw(self) -> None:
        row = self._page.row
        if row is None:
            return
        try:
            added = propose_withdrawal(self._desk, stocktake_id=row.id)
        except DeskError as error:
            self._attempt("", error)
            return
        text = ngettext(
            "{n} lost copy is on the list of withdrawal “{name}”: Cataloguing, Withdrawal.",
            "{n} lost copies are on the list of withdrawal “{name}”: Cataloguing, Withdrawal.",
            added.added,
        )
        self._attempt(text.format(n=added.added, name=row.name), None)

    # On paper and as a table

    def _print(self) -> None:
        row, view = self._page.row, self._page.lists.view
        if row is not None:
            heading = _("Stocktake: {list}").format(list=_(VIEW_NAMES[view]))
            self._page.document_asked.emit(heading, papers.list_maker(self._desk, row, view, heading))

    def _report(self) -> None:
        row = self._page.row
        if row is not None:
            self._page.document_asked.emit(_("Report of a stocktake"), papers.report_maker(self._desk, row))

    def _save(self) -> None:
        """Beside the desk: what a large stocktake missed is long."""
        row = self._page.row
        path = ask_where(self._page, self._around, row.name) if row is not None else None
        if row is None or path is None:
            return

        def failed(error: Exception) -> None:
            if isinstance(error, OSError):
                text = _("{name} could not be written. Close it in other programs, or choose another folder.")
                self._around.say(text.format(name=path.name))
            elif isinstance(error, DeskError):
                self._around.say(error.text())

        def done(_nothing: None) -> None:
            self._around.say(_("Saved: {name}").format(name=path.name))

        def work(desk: Desk, _progress: Progress) -> None:
            papers.save_table(desk, row, path)

        self._job.start(Lane.DOCUMENTS, _("Save as a table"), work, done, failed)
