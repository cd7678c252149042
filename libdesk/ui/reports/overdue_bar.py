"""What is taken along of the overdue list: for a class or all, as text, as a picture, on paper.

Each is made from the library as it is at that moment: what was returned since the list was shown is left out.
"""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Final
from zoneinfo import ZoneInfo

from PySide6.QtCore import Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QComboBox, QFileDialog, QVBoxLayout, QWidget

from libdesk.domain.classes import SchoolSystem
from libdesk.domain.errors import DeskError
from libdesk.domain.ops import Op
from libdesk.domain.rows.notices import GroupKey, Notice, make_notice
from libdesk.domain.rows.reports import OverdueLoan
from libdesk.i18n import _, ngettext
from libdesk.store.queries import reports as queries
from libdesk.ui import icons
from libdesk.ui.parts import button, named, wrapped
from libdesk.ui.printing.document_makers import list_maker
from libdesk.ui.tab import Surroundings

LAST_FOLDER: Final = "picture_folder"


class NothingOverdue(DeskError):
    def text(self) -> str:
        return _("Nothing is overdue there now.")


class OverdueBar(QWidget):
    """A class to choose, and what can be made of its overdue books."""

    document_asked = Signal(str, object)
    """A document to print: its title, and a function without arguments that gives its bytes."""
    chosen = Signal()
    """Another class was chosen."""

    def __init__(self, around: Surroundings) -> None:
        super().__init__()
        self._around = around
        self._desk = around.desk
        self.group = named(QComboBox(), "overdue_group")
        self.group.setAccessibleName(_("Class"))
        self.as_text = button("overdue_text", _("Copy as text"), self.copy_text, icon=icons.COPY)
        self.as_picture = button("overdue_picture", _("Copy as picture"), self.copy_picture, icon=icons.IMAGE)
        self.save = button("overdue_save", _("Save the picture …"), self._ask_where)
        self.print = button("overdue_print", _("Print by class"), self.print_list, icon=icons.PRINT)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(wrapped(self.group, self.as_text, self.as_picture, self.save, self.print))
        self.group.activated.connect(lambda _row: self.chosen.emit())

    @property
    def only(self) -> GroupKey | None:
        """The class that was chosen; None: all."""
        key: GroupKey | None = self.group.currentData()
        return key

    def show_groups(self, rows: list[OverdueLoan]) -> list[OverdueLoan]:
        """Offer the classes of these rows and give back those of the class that is chosen."""
        chosen = self.only
        system = SchoolSystem(self._desk.settings.school_system)
        found = {row.group_key: row.group(self._desk.today, system) for row in rows}
        self.group.clear()
        self.group.addItem(_("All classes"), None)
        for key, name in found.items():
            self.group.addItem(name, key)
        if chosen in found:
            self.group.setCurrentIndex(list(found).index(chosen) + 1)
        for made in (self.as_text, self.as_picture, self.save, self.print):
            made.setEnabled(bool(rows))
        return [row for row in rows if self.only in (None, row.group_key)]

    def notice(self) -> Notice:
        """What is overdue at this moment. Raises NothingOverdue."""
        desk = self._desk
        rows = queries.overdue_loans(desk.read(Op.FIND_READERS), desk.today)
        at = datetime.fromtimestamp(desk.now() / 1000, ZoneInfo(desk.settings.zone))
        system = SchoolSystem(desk.settings.school_system)
        notice = make_notice(rows, school=desk.settings.school, at=at, system=system, only=self.only)
        if not notice.count:
            raise NothingOverdue()
        return notice

    def copy_text(self) -> None:
        def copy() -> str:
            notice = self.notice()
            QGuiApplication.clipboard().setText(notice.text())
            count = ngettext("{n} overdue book", "{n} overdue books", notice.count).format(n=notice.count)
            return _("Copied as text: {count}. Paste it into a message.").format(count=count)

        self._do(copy)

    def copy_picture(self) -> None:
        def copy() -> str:
            from libdesk.ui.reports.overdue_picture import draw_notice

            notice = self.notice()
            QGuiApplication.clipboard().setImage(draw_notice(notice))
            count = ngettext("{n} overdue book", "{n} overdue books", notice.count).format(n=notice.count)
            return _("Copied as a picture: {count}. Paste it into a message.").format(count=count)

        self._do(copy)

    def save_to(self, path: Path) -> None:
        """Write the picture as PNG."""

        def save() -> str:
            from libdesk.ui.reports.overdue_picture import draw_notice

            if not draw_notice(self.notice()).save(str(path), "PNG"):  # type: ignore[call-overload]
                text = _("{name} could not be written. Close it in other programs, or choose another folder.")
                return text.format(name=path.name)
            self._around.pc.keep_text(LAST_FOLDER, str(path.parent))
            return _("Saved: {name}").format(name=path.name)

        self._do(save)

    def print_list(self) -> None:
        def ask() -> str:
            self.document_asked.emit(_("Overdue books"), list_maker(self.notice().paper()))
            return ""

        self._do(ask)

    def _ask_where(self) -> None:
        folder = self._around.pc.text(LAST_FOLDER, str(Path.home()))
        name = f"{_('Overdue books')} {self.group.currentText()} {self._desk.today.isoformat()}.png"
        chosen, _filter = QFileDialog.getSaveFileName(
            self, _("Save the picture"), str(Path(folder, name)), "PNG (*.png)"
        )
        if chosen:
            path = Path(chosen)
            self.save_to(path if path.suffix.lower() == ".png" else path.with_suffix(".png"))

    def _do(self, work: Callable[[], str]) -> None:
        """What was done, or why not, at the foot of the window."""
        try:
            told = work()
        except DeskError as error:
            told = error.text()
        if told:
            self._around.say(told)
