"""The wizard's window: one page at a time, where one is, why one cannot go on yet, and back, skip, next, leave."""

from contextlib import suppress
from pathlib import Path
from typing import Any

from PySide6.QtCore import QByteArray, Qt, Signal
from PySide6.QtGui import QAction, QCloseEvent, QKeySequence
from PySide6.QtWidgets import QFrame, QLabel, QMainWindow, QScrollArea, QVBoxLayout

from libdesk.actions import setting_up
from libdesk.domain.errors import DeskError
from libdesk.i18n import _
from libdesk.ui import icons, theme
from libdesk.ui.page_area import PageArea, Whole
from libdesk.ui.parts import button, label, named, wrapped
from libdesk.ui.tab import Surroundings
from libdesk.ui.widgets.announce import announce
from libdesk.ui.widgets.stack import Stack
from libdesk.ui.widgets.toast import Toast
from libdesk.ui.wizard.page import WizardPage
from libdesk.ui.wizard.pages import PAGES
from libdesk.ui.wizard.safety_page import SafetyPage
from libdesk.ui.wizard.scan_page import ScanPage
from libdesk.ui.wizard.school_page import SchoolPage

HELP_TOPIC = "setting_up"


class WizardWindow(QMainWindow):
    """Built on a desk at the draft. What is typed is kept whenever a page is left and when the window closes."""

    finish_asked = Signal(object)
    """The folder in which the library is to be put."""
    left = Signal()

    def __init__(self, around: Surroundings) -> None:
        super().__init__()
        self.setObjectName("wizard_window")
        self.setWindowTitle(_("Set up the school library"))
        self.desk, self.jobs, self.pc = around.desk, around.jobs, around.pc
        self.toast = Toast(self)
        self.around = around._replace(say=self.toast.show_text)
        self._waiting = False
        self._kept = setting_up.typed_so_far()
        self.pages = [kind(self.around) for kind in PAGES]
        self._build()
        self._assemble()
        self._connect()
        self._take_up()

    def _build(self) -> None:
        self.steps = named(QLabel(), "wizard_steps")
        self.steps.setTextFormat(Qt.TextFormat.RichText)
        self.steps.setWordWrap(True)
        self.heading = named(label(role="heading", wrap=True), "wizard_heading")
        self.stack = Stack()
        self.reason = named(label(role="note", wrap=True), "wizard_reason")
        self.leave_button = button("wizard_leave", _("Leave and go on later"), self.close, role="quiet")
        self.back_button = button("wizard_back", _("Previous step"), self.go_back, icon=icons.BACK)
        self.skip_button = button("wizard_skip", _("Skip this step"), self.skip)
        self.next_button = button("wizard_next", _("Next step"), self.go_on, role="next")

    def _assemble(self) -> None:
        for page in self.pages:
            self.stack.addWidget(_scrolling(page) if page.SCROLLS else page)
        self.area = area = PageArea()
        top, foot = Whole(), Whole()
        for box, parts in (
            (top, (self.steps, self.heading)),
            (foot, (self.reason, wrapped(self.leave_button, None, self.back_button, self.skip_button, self.next_button,
                                         gap=2))),
        ):  # fmt: skip
            inner = QVBoxLayout(box)
            inner.setContentsMargins(theme.space(3), theme.space(2), theme.space(3), theme.space(2))
            inner.setSpacing(theme.space(1))
            for part in parts:
                inner.addWidget(part)
        foot.setObjectName("wizard_foot")
        area.column.addWidget(top)
        area.column.addWidget(self.stack, 1)
        area.column.addWidget(foot)
        self.setCentralWidget(area)
        self.resize(theme.space(240), theme.space(150))
        geometry = self.pc.state("wizard")
        if not geometry.isEmpty():
            self.restoreGeometry(geometry)
        helping = QAction(self)
        helping.setObjectName("wizard_help")
        helping.setShortcut(QKeySequence("F1"))
        helping.triggered.connect(self._help)
        self.addAction(helping)

    def _connect(self) -> None:
        for page in self.pages:
            page.changed.connect(self._mirror)

    def _take_up(self) -> None:
        """Where it was left, with what stood in the fields."""
        typed = self._kept.get("typed")
        if isinstance(typed, dict):
            for page in self.pages:
                with suppress(ValueError, TypeError, KeyError, AttributeError):  # of another version, or spoilt
                    page.show_typed(typed.get(page.NAME, {}))
        names = [page.NAME for page in self.pages]
        name = self._kept.get("page")
        self.show_page(names.index(name) if name in names else 0)

    # Going through it

    @property
    def page(self) -> WizardPage:
        return self.pages[self.stack.currentIndex()]

    def show_page(self, number: int) -> None:
        """Open a page by its place; what other pages hold is told to it."""
        page = self.pages[number]
        folder = self._school().chosen_folder()
        if isinstance(page, SafetyPage):
            page.library_folder = folder
        if isinstance(page, ScanPage):
            page.folder = folder
        self.stack.setCurrentIndex(number)
        page.arrive()
        self.heading.setText(_(page.HEADING))
        self.steps.setText(self._steps(number))
        self.steps.setAccessibleName(
            _("Step {n} of {all}: {what}").format(n=number + 1, all=len(self.pages), what=_(page.TITLE))
        )
        last = number == len(self.pages) - 1
        self.back_button.setEnabled(number > 0)
        self.skip_button.setVisible(not page.MUST)
        self.next_button.setText(_("Put everything in its place and begin") if last else _("Next step"))
        self._mirror()
        page.take_focus()
        announce(self.steps, self.steps.accessibleName())

    def go_on(self) -> None:
        """Write what was typed and open the next page; after the last one everything is put in its place."""
        page = self.page
        if page.lacking():
            return
        try:
            done = page.write()
        except DeskError as error:
            self.tell(error.text())
            return
        self.keep()
        if not done:
            self._mirror()
        elif self.stack.currentIndex() == len(self.pages) - 1:
            self._finish()
        else:
            self.show_page(self.stack.currentIndex() + 1)

    def skip(self) -> None:
        """The next page; nothing of this one is written, and what was typed stays in its fields."""
        if not self.page.MUST and not self.jobs.busy_library:
            self.show_page(self.stack.currentIndex() + 1)

    def go_back(self) -> None:
        if self.stack.currentIndex() > 0:
            self.show_page(self.stack.currentIndex() - 1)

    def tell(self, fault: str) -> None:
        """A refusal: it stands above the buttons until something changes."""
        self._say(fault, "bad")

    def wait(self, words: str) -> None:
        """The last step is being done: nothing more can be pressed."""
        self._say(words, "note")
        self._waiting = True
        self.area.setEnabled(False)

    def keep(self) -> None:
        """Note the page and what stands in the fields, for another start."""
        typed: dict[str, Any] = {page.NAME: page.typed() for page in self.pages}
        setting_up.keep_typed({"page": self.page.NAME, "typed": typed})

    def _finish(self) -> None:
        school = self._school()
        if school.lacking():
            self.show_page(0)
            return
        self.finish_asked.emit(Path(school.chosen_folder()))

    def _school(self) -> SchoolPage:
        page = self.pages[0]
        assert isinstance(page, SchoolPage)
        return page

    def _mirror(self) -> None:
        """What can be pressed now, and why not."""
        lacking = self.page.lacking()
        self.next_button.setEnabled(not lacking)
        self.skip_button.setEnabled(not self.jobs.busy_library)
        self._say(lacking, "note")

    def _say(self, text: str, role: str) -> None:
        self.reason.setText(text)
        self.reason.setVisible(bool(text))
        self.reason.setProperty("role", role)
        theme.restyle(self.reason)
        if role == "bad":
            announce(self.reason, text, urgent=True)

    def _steps(self, here: int) -> str:
        """All steps in one line, this one bold."""
        words = (f"{n + 1} {_(page.TITLE)}" for n, page in enumerate(self.pages))
        colour = theme.current().colours
        marked = (
            f'<b style="color:{colour.accent_text}">{text}</b>' if n == here else
            f'<span style="color:{colour.quiet}">{text}</span>'
            for n, text in enumerate(words)
        )  # fmt: skip
        return " &nbsp;›&nbsp; ".join(marked)

    def _help(self) -> None:
        from libdesk.ui.help_window import show_help

        show_help(self, HELP_TOPIC)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Leaving is no decision: the draft and what was typed wait for the next start."""
        if not self._waiting:
            self.keep()
        self.pc.keep_state("wizard", QByteArray(self.saveGeometry()))
        if self.jobs.busy_library:
            self.toast.show_text(_("A job is still writing. The program closes when it is done."))
            self.jobs.library_job_ended.connect(self.close)
            event.ignore()
            return
        super().closeEvent(event)
        self.left.emit()


def _scrolling(page: WizardPage) -> QScrollArea:
    area = QScrollArea()
    area.setObjectName(f"{page.objectName()}_area")
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setWidget(page)
    return area
