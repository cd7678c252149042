"""When something went wrong: a calm notice beside the desk, which goes on; and the comparison after an unclean end.

Neither takes the keyboard from the scan box.
"""

from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Final
from zoneinfo import ZoneInfo

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from libdesk.domain.classes import ClassRef, SchoolSystem, Stage, show_class
from libdesk.domain.op_labels import OP_LABELS
from libdesk.domain.rows.last_lines import LastLine
from libdesk.domain.show import show_day, show_title
from libdesk.i18n import _, sentences
from libdesk.ui import icons, theme
from libdesk.ui.parts import button, down, label, named, wrapped

SHOWN_LINES: Final = 5
WIDTH: Final = 140  # steps


class CrashNotice(QWidget):
    """A window of its own that is not modal. `went_wrong(details)` may be sent from any thread, also by crashlog."""

    went_wrong = Signal(str)
    restart_asked = Signal()

    def __init__(self, log_folder: Path) -> None:
        super().__init__(None, Qt.WindowType.Window)
        self.setObjectName("crash_notice")
        self.setWindowTitle(_("Something went wrong"))
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self.log_folder = log_folder
        self._build()
        self._assemble()
        self.went_wrong.connect(self.show_details, Qt.ConnectionType.QueuedConnection)

    def _build(self) -> None:
        self.heading = label(_("Something went wrong in the program"), role="heading")
        words = _("What was done before is saved. Do the last step again; if this appears again, restart libdesk.")
        self.sentence = label(words, wrap=True)
        self.details = named(QPlainTextEdit(readOnly=True), "crash_details")
        self.details.setAccessibleName(_("Details"))
        self.details.setTabChangesFocus(True)
        self.details.hide()
        self.go_on_button = button("crash_go_on", _("Go on"), self.hide, role="next")
        self.restart_button = button("crash_restart", _("Restart libdesk"), self.restart_asked.emit)
        self.details_button = button("crash_show_details", _("Show details"), self._fold)
        self.copy_button = button("crash_copy", _("Copy details"), self._copy, icon=icons.COPY)
        self.log_button = button("crash_log", _("Open the log folder"), self._open_log, icon=icons.FOLDER)
        self.copy_button.hide()

    def _assemble(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(*[theme.space(4)] * 4)
        column.setSpacing(theme.space(2))
        column.addWidget(self.heading)
        column.addWidget(self.sentence)
        column.addWidget(self.details, 1)
        column.addWidget(wrapped(self.go_on_button, self.restart_button, gap=2))
        column.addWidget(wrapped(self.details_button, self.copy_button, self.log_button, gap=2))

    def show_details(self, details: str) -> None:
        """Show the notice, folded, without taking the keyboard from the desk."""
        self.details.setPlainText(details)
        self._set_folded(True)
        self.show()

    def _fold(self) -> None:
        self._set_folded(self.details.isVisible())

    def _set_folded(self, folded: bool) -> None:
        self.details.setVisible(not folded)
        self.copy_button.setVisible(not folded)
        self.details_button.setText(_("Show details") if folded else _("Hide details"))
        self._fit()

    def _fit(self) -> None:
        """As high as all of it needs at its width, but no larger than the screen: only the details may be squeezed."""
        column, screen = self.layout(), self.screen().availableSize()
        assert column is not None
        column.activate()
        width = min(max(theme.space(WIDTH), column.totalMinimumSize().width()), screen.width())
        least = column.totalMinimumHeightForWidth(width)
        self.setMinimumSize(0, 0)
        self.resize(width, min(max(column.totalHeightForWidth(width), least), screen.height()))
        self.setMinimumSize(min(width, screen.width()), min(least, screen.height()))

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.details.toPlainText())

    def _open_log(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self.log_folder)))


class AfterCrashLine(QWidget):
    """After an unclean end: whether the library is sound, and the last things done, to compare with the desk."""

    closed = Signal()

    def __init__(
        self, lines: Sequence[LastLine], *, zone: str, today: date, system: SchoolSystem, log_folder: Path
    ) -> None:
        super().__init__()
        self.setObjectName("after_crash")
        self._lines = [show_line(line, zone=zone, today=today, system=system) for line in lines[:SHOWN_LINES]]
        self._log_folder = log_folder
        self.sentence = label(wrap=True)
        self.list = label("\n".join(self._lines), role="note")
        self.log_button = button("after_crash_log", _("Open the log folder"), self._open_log, role="quiet")
        self.close_button = button("after_crash_close", _("Compared"), self._close, icon=icons.CHECK)
        words = down(self.sentence, wrapped(self.close_button, self.log_button, gap=2), None)
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.space(4), theme.space(2), theme.space(4), theme.space(2))
        row.setSpacing(theme.space(6))
        row.addWidget(words, 1)
        row.addWidget(self.list)
        self.show_sound(None)

    def show_sound(self, sound: bool | None) -> None:
        """What the full check says: None while it runs."""
        words = [_("libdesk was not closed properly last time.")]
        if sound is None:
            words.append(_("The library is being checked …"))
        elif sound:
            words.append(_("The library was checked: it is sound."))
        else:
            words.append(_("The library is damaged. Restore the newest backup."))
        if self._lines:
            words.append(_("Last: {line}.").format(line=self._lines[0].partition(" · ")[0]))
            words.append(_("Compare the books on the desk with the last lines."))
        self.sentence.setText(sentences(*words))
        self.sentence.setProperty("role", "bad" if sound is False else "")
        theme.restyle(self.sentence)

    def _open_log(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._log_folder)))

    def _close(self) -> None:
        self.hide()
        self.closed.emit()


def show_line(line: LastLine, *, zone: str, today: date, system: SchoolSystem) -> str:
    """10:32 Return 活着 · 李小雨 五(3)班; with the day before it when that is not today."""
    at = datetime.fromtimestamp(line.at / 1000, ZoneInfo(zone))
    when = f"{at:%H:%M}" if at.date() == today else f"{show_day(at.date(), weekday=False)} {at:%H:%M}"
    what = _(OP_LABELS[line.op])
    if line.undone is not None:
        what = f"{what} ({_(OP_LABELS[line.undone])})"
    class_name = ""
    if line.stage is not None and line.entry_year is not None and line.class_no is not None:
        ref = ClassRef(Stage(line.stage), line.entry_year, line.class_no)
        class_name = show_class(ref, today, system)
    who = " ".join(filter(None, (line.reader, class_name)))
    title = show_title(line.title) if line.title else ""
    return " · ".join(filter(None, (" ".join(filter(None, (when, what, title))), who)))
