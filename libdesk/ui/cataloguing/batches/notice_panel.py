"""A list of the bureau comes in: its name, a file or pasted text, and what was read of it before it is kept."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QLineEdit, QPlainTextEdit, QVBoxLayout

from libdesk.actions.withdrawing.notices import keep_notice
from libdesk.domain.errors import DeskError
from libdesk.domain.identifiers import hyphenated
from libdesk.domain.rows.bureau import ReadList
from libdesk.i18n import N_, _
from libdesk.ui import icons, theme
from libdesk.ui.cataloguing.batches import words
from libdesk.ui.open_file import ask_file
from libdesk.ui.parts import across, button, down, label, named, wrapped
from libdesk.ui.settings.section import day_field, day_of, qdate
from libdesk.ui.tab import Surroundings
from libdesk.ui.widgets.announce import announce
from libdesk.ui.widgets.leavable import Leavable
from libdesk.ui.widgets.panes import Panes
from libdesk.ui.widgets.row_model import Column, Width
from libdesk.ui.widgets.row_table import Empty, RowTable

LAST_FOLDER = "bureau_folder"


class NoticePanel(Leavable, QFrame):
    kept = Signal(int)
    closed = Signal()

    def __init__(self, around: Surroundings) -> None:
        super().__init__()
        self.setObjectName("notice_panel")
        self._around, self._desk = around, around.desk
        self._read: ReadList | None = None
        self.name = named(QLineEdit(), "notice_name")
        self.day = day_field("notice_day", _("Day of the list"), around.desk.today)
        self.file = button("notice_file", _("Choose a file …"), self._ask_file, icon=icons.FOLDER)
        self.text = named(QPlainTextEdit(), "notice_text")
        self.told = named(label(wrap=True), "notice_told")
        self.fault = named(label(role="bad", wrap=True), "notice_fault")
        self.list = RowTable(_columns(), name=_("Titles read"), empty=_nothing())
        self.keep = button("notice_keep", _("Keep the list"), self._keep, role="next", icon=icons.SAVE)
        self.leave = button("notice_leave", _("Esc Leave it"), self.closed.emit)
        self._assemble()
        self.text.textChanged.connect(self._read_text)

    def _assemble(self) -> None:
        self.name.setAccessibleName(_("Name of the list"))
        self.text.setAccessibleName(_("Pasted text"))
        self.text.setPlaceholderText(_("Or paste the lines here: a title in each, with author, publisher and ISBN"))
        self.text.setTabChangesFocus(True)
        self.list.keep_in_sight(3)
        top = wrapped(
            (down(label(_("Name of the list"), buddy=self.name), self.name, gap=0.5), 2),
            down(label(_("Day of the list"), buddy=self.day), self.day, gap=0.5), gap=2,
        )  # fmt: skip
        left = down(across(self.file), (self.text, 1))
        right = down(self.told, (self.list, 1))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.space(2))
        column.addWidget(top)
        column.addWidget(Panes("notice_panes", left, right, shares=(40, 60), needs=(50, 70)), 1)
        column.addWidget(self.fault)
        column.addWidget(wrapped(self.keep, self.leave, gap=2))

    def begin(self) -> None:
        """Nothing yet; the name first."""
        self.name.clear()
        self.text.clear()
        self.day.setDate(qdate(self._desk.today))
        self._show(None)
        self.name.setFocus()

    def read_file(self, path: Path) -> None:
        """What a file holds; why it cannot be used is told in the panel."""
        from libdesk.exchange.bureau import read_list
        from libdesk.exchange.tables import read_file

        self._try(lambda: read_list(read_file(path), path.name))
        if self._read is not None and not self.name.text().strip():
            self.name.setText(path.stem)
        (self.keep if self._read is not None else self.file).setFocus()

    def _ask_file(self) -> None:
        kinds = _("Lists") + " (*.xlsx *.xls *.csv *.txt)"
        chosen = ask_file(self, self._around.pc, _("Choose the list"), kinds, folder=LAST_FOLDER)
        if chosen is not None:
            self.text.clear()
            self.read_file(chosen)

    def _read_text(self) -> None:
        from libdesk.exchange.bureau import read_pasted

        text = self.text.toPlainText()
        self._try(lambda: read_pasted(text) if text.strip() else None)

    def _try(self, read: Callable[[], ReadList | None]) -> None:
        try:
            self._show(read())
        except DeskError as error:
            self._show(None)
            self._tell(error.text())

    def _show(self, found: ReadList | None) -> None:
        self._read = found
        self.fault.hide()
        self.told.setText(words.read(found) if found is not None else "")
        self.told.setVisible(found is not None)
        self.list.show_rows(found.lines if found is not None else ())
        self.keep.setEnabled(found is not None and bool(found.lines))

    def _keep(self) -> None:
        if self._read is None:
            return
        self.fault.hide()
        try:
            notice_id = keep_notice(self._desk, name=self.name.text(), lines=self._read.lines, day=day_of(self.day))
        except DeskError as error:
            self._tell(error.text())
            self.name.setFocus()
            return
        self._around.say(_("{done} F8 takes it back.").format(done=_("The list is kept.")))
        self.kept.emit(notice_id)

    def _tell(self, text: str) -> None:
        self.fault.setText(text)
        self.fault.show()
        announce(self.fault, text)


def _columns() -> tuple[Column, ...]:
    return (
        Column("title", N_("Title"), lambda row: row.title, width=Width.STRETCH),
        Column("author", N_("Author"), lambda row: row.author),
        Column("publisher", N_("Publisher"), lambda row: row.publisher, spare=1),
        Column("isbn", N_("ISBN"), lambda row: hyphenated(row.isbn) if row.isbn else ""),
    )


def _nothing() -> Empty:
    return Empty(
        _("Nothing read yet"), _("Choose a file (Excel, csv) or paste the lines of the notice."), (), icons.FILE
    )
