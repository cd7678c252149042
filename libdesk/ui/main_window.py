"""The main window: tabs for those who may see them, the function keys, who is at the desk. It knows no rule."""

from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, Signal, SignalInstance
from PySide6.QtGui import QAction, QCloseEvent, QShortcut
from PySide6.QtWidgets import QMainWindow, QWidget

from libdesk.actions import staff, undo
from libdesk.actions.desk import Desk
from libdesk.domain.counter import Mode
from libdesk.domain.ops import Change, Op, Role
from libdesk.i18n import _
from libdesk.store.queries.desk_log import DESK_OPS
from libdesk.ui import theme
from libdesk.ui.bridge import Bridge
from libdesk.ui.feedback import Feedback
from libdesk.ui.first_paint import FirstPaint
from libdesk.ui.idle_lock import IdleLock
from libdesk.ui.jobs import Jobs
from libdesk.ui.keys import KEYS, Handlers
from libdesk.ui.lending.counter_tab import WHAT_TO_DO
from libdesk.ui.lending.showing import undo_label
from libdesk.ui.lending.telling import Told
from libdesk.ui.page_area import PageArea
from libdesk.ui.parts import down
from libdesk.ui.pc_settings import PcSettings
from libdesk.ui.printing.window_prints import WindowPrints
from libdesk.ui.tab import Surroundings, Tab
from libdesk.ui.tab_row import TabRow
from libdesk.ui.tabs.lending_tab import LendingTab
from libdesk.ui.top_bar import ClockTeller, DeskState, state_words
from libdesk.ui.top_lines import TopLines
from libdesk.ui.widgets.key_strip import KeyStrip
from libdesk.ui.widgets.scan_box import ScanBox

if TYPE_CHECKING:
    from libdesk.ui.backup_note import BackupNote
    from libdesk.ui.lending.counter_tab import CounterTab
    from libdesk.ui.widgets.pin_panel import PinPanel
    from libdesk.ui.widgets.scan_router import ScanRouter
    from libdesk.ui.widgets.toast import Toast


class MainWindow(QMainWindow):
    """Built anew when the language changes; everything that lasts is in the desk, the library or the PC's settings."""

    rebuild_asked = Signal()
    leave_demo_asked = Signal()

    def __init__(self, desk: Desk, jobs: Jobs, bridge: Bridge, pc: PcSettings, feedback: Feedback) -> None:
        super().__init__()
        self.setObjectName("main_window")
        self.desk, self.jobs, self.pc = desk, jobs, pc
        self._feedback = feedback
        self.backup_note = ""
        self.around = Surroundings(desk, bridge, jobs, pc, self._say, self.show_tab)
        self.paper = WindowPrints(self.around)
        self.state = DeskState()
        self.lending = LendingTab(self.around, feedback)
        self.tabs = TabRow(self.around, self.lending)
        self.actions_by_name: dict[str, QAction] = {}
        self.router: ScanRouter | None = None
        self.lock = IdleLock(self)
        self._assemble()
        self._add_keys()
        self._connect(bridge)
        self.role_changed()
        FirstPaint(self.lending.box, self._complete)

    def _assemble(self) -> None:
        self.strip = KeyStrip()
        self._area = PageArea()
        self._column = self._area.column
        self.clock = ClockTeller(self.desk, self._column, lambda: self.tabs.current.take_focus())
        self.lines = TopLines(self.around, self._column)
        self.tabs.setCornerWidget(self.state)
        self._column.addWidget(self.tabs, 1)
        self.setCentralWidget(down(self._area, self.strip, gap=0))  # the keys are seen however a page is scrolled
        self.resize(1100, 700)
        geometry = self.pc.state("window")
        if not geometry.isEmpty():
            self.restoreGeometry(geometry)
        self.lending.splitter.restoreState(self.pc.state("lending_splitter"))

    def _complete(self) -> None:
        """What the desk does not need to be seen and used: the focus is in the box, where scans go by themselves."""
        from libdesk.ui.widgets.scan_router import ScanRouter

        self.router = ScanRouter(self, self._scan_target)
        self.tabs.lay_soon()
        for number in range(10):
            QShortcut(f"Ctrl+{(number + 1) % 10}", self, lambda number=number: self.tabs.show_number(number))

    def _add_keys(self) -> None:
        handlers: Handlers = {
            "help": self.show_help,
            "lend": lambda: self._mode(Mode.LEND),
            "give_back": lambda: self._mode(Mode.RETURN),
            "renew": lambda: self._mode(Mode.RENEW),
            "find": lambda: self.show_tab("find_tab"),
            "readers": lambda: self.show_tab("readers_tab"),
            "slip": lambda: (self.tabs.current.counter_tab or self.lending).print_slip(),
            "undo": self._undo,
            "role": self.switch_role,
            "full_screen": self._full_screen,
        }
        for key in KEYS:
            action = QAction(_(key.words), self)
            action.setObjectName(f"action_{key.name}")
            action.setShortcut(key.shortcut)
            action.setToolTip(f"{_(key.tip)} ({key.shortcut})")
            action.triggered.connect(lambda _checked=False, work=handlers[key.name]: work())
            self.addAction(action)
            self.actions_by_name[key.name] = action
        self.strip.set_actions(list(self.actions_by_name.values()))

    def _connect(self, bridge: Bridge) -> None:
        bridge.changed.connect(self._changed)
        self.tabs.tab_made.connect(self._wire)
        self.tabs.currentChanged.connect(self._area.to_top)
        self.lending.undo_label_changed.connect(self._name_undo)
        self.lending.box.scanned.connect(self._at_desk)
        self.lending.shift_changed.connect(self._show_state)
        self.lending.find_asked.connect(self._find)
        self.lending.box.scanned.connect(lambda _code: self.clock.show())
        self.lending.slip_asked.connect(self.paper.slip)
        self.lines.pin_asked.connect(self._set_a_pin)
        self.lines.leave_demo_asked.connect(self.leave_demo_asked)
        self.lines.noted.connect(self.show_backup_note)
        self.lock.idle.connect(self._fall_back)
        self.jobs.finished.connect(self._show_state)

    @cached_property
    def toast(self) -> "Toast":
        """The line near the foot, made when there is first something to say."""
        from libdesk.ui.widgets.toast import Toast

        return Toast(self)

    def _say(self, text: str) -> None:
        self.toast.show_text(text)

    def _hush(self, change: Change | None = None) -> None:
        """What stands there goes, whatever was done or, after a change, what is no longer so."""
        if "toast" in vars(self):
            self.toast.hide() if change is None else self.toast.changed(change)

    # Tabs

    def show_tab(self, name: str) -> QWidget | None:
        """Open a tab by its name; where it is not for whoever is at the desk, say so."""
        found = self.tabs.named(name)
        if found is None:
            self.toast.show_text(_("This page is for librarians. Press F9 to sign in."))
        else:
            self.tabs.show_tab(found)
        return found

    def _wire(self, tab: Tab) -> None:
        """Signals by which one tab leads to another."""
        for name, work in (
            ("lend_asked", lambda copy_id: self._at_desk().lend_copy(copy_id)),
            ("hold_asked", lambda title_id: self._at_desk().place_hold(title_id)),
            ("open_asked", lambda reader_id: self._at_desk().open_reader(reader_id)),
            ("look_changed", self.rebuild_asked.emit),
            ("document_asked", self.paper.document),
            ("find_asked", self._find),
            ("slip_asked", self.paper.slip),
            ("shift_changed", self._show_state),
            ("undo_label_changed", self._name_undo),
            ("outcome_told", self._told),
            ("heard", lambda outcome: self._feedback.play(outcome)),
            ("heard", lambda _outcome: self.lock.busy()),
            ("reader_comes", self._fall_back),
            ("sound_changed", lambda: self._feedback.follow(self.pc.volume)),
            ("backup_noted", self.show_backup_note),
        ):
            signal = getattr(tab, name, None)
            if signal is not None:
                signal.connect(work)

    def _changed(self, change: Change) -> None:
        self._hush(change)
        if change.op is Op.RESTORE:  # who signed in may not be known in the file that was restored
            staff.sign_out(self.desk)
            self.lending.session.restored()
            self.role_changed()
            self.tabs.forget_aside()
        self.tabs.tell(change)
        if self.tabs.current is not self.lending:
            self._name_undo(undo_label((self.tabs.current.counter_tab or self.lending).session))
        self._show_state()

    def _scan_target(self) -> ScanBox | None:
        """The visible tab's own box; on a page without one a scan is for the desk, and leads there."""
        if self.tabs.current.scan_target is not None or not self.desk.allows(self.lending.OP):
            return self.tabs.current.scan_target
        return self.lending.box

    # Keys

    def _at_desk(self) -> LendingTab:
        if self.tabs.current is not self.lending:
            self.tabs.show_tab(self.lending)
        return self.lending

    def _counter(self) -> "CounterTab":
        """The page on show if books go over the desk there, as in a class session; else the desk itself."""
        return self.tabs.current.counter_tab or self._at_desk()

    def _told(self, told: Told) -> None:
        """What a lesson does is heard as at the desk, stands in the desk's list of scans, and is no idleness."""
        self._feedback.play(told.outcome)
        self.lending.session.recent.add(told)
        if (place := self.tabs.current.counter_tab) is not None:
            self._area.ensureWidgetVisible(place.banner)
        self.lock.busy()

    def _set_a_pin(self) -> None:
        if (page := self.show_tab("settings_tab")) is not None:
            page.show_section("StaffSection")  # type: ignore[attr-defined]  # a SettingsTab, imported late

    def _mode(self, mode: Mode) -> None:
        self._counter().set_mode(mode)

    def _undo(self) -> None:
        """F8: the last thing that was done, whichever page it was done on; one of the desk's is shown at the desk."""
        entry = undo.newest_undoable((self.tabs.current.counter_tab or self.lending).desk)
        at_desk = entry is None or (entry.op in DESK_OPS and entry.op not in self.tabs.current.undone_here)
        if entry is not None and entry.op in undo.BULK:
            self._show_where_undone(entry.op)
        place = self._counter() if at_desk else self.lending
        place.undo_last()
        place.box.forget_last()
        if not at_desk:
            self.toast.show_text(place.banner.text().replace("\n", "  "))

    def _show_where_undone(self, op: str) -> None:
        tab = self.show_tab("shelving_tab" if op in undo.STOCKTAKES else "import_tab")
        if tab is not None and op in undo.STOCKTAKES:
            tab.show_page("stocktake_page")  # type: ignore[attr-defined]  # a ShelvingTab, imported late

    def _find(self, text: str) -> None:
        found = self.show_tab("find_tab")
        if found is not None and hasattr(found, "look_for"):
            found.look_for(text)

    def _full_screen(self) -> None:
        self.showNormal() if self.isFullScreen() else self.showFullScreen()

    def show_help(self) -> None:
        from libdesk.ui.help_window import show_help

        show_help(self, self.tabs.current.help_topic, self.paper.desk_card)

    def _name_undo(self, label: str) -> None:
        action = self.actions_by_name["undo"]
        action.setEnabled(bool(label))
        action.setText(_("Undo: {what}").format(what=label) if label else _("Undo"))
        action.setStatusTip(_("There is nothing to undo."))
        stuck = self.tabs.current.help_topic == WHAT_TO_DO
        self.actions_by_name["help"].setText(_("What to do") if stuck else _("Help"))
        if self.tabs.current is self.lending:
            self._area.ensureWidgetVisible(self.lending.banner)  # told anew after each gesture

    # Who is at the desk

    def switch_role(self) -> None:
        """F9: to the librarian by PIN (or at once while nobody has one), and back to student mode."""
        if self.desk.actor.role is not Role.HELPER:
            self._fall_back()
        else:
            self._pin().ask()

    def _pin(self) -> "PinPanel":
        """The panel that asks for a PIN, made when it is first wanted."""
        from libdesk.ui.first_role import begin_with_today
        from libdesk.ui.widgets.pin_panel import PinPanel

        panel = self.findChild(PinPanel)
        if panel is None:
            panel = PinPanel(self.desk)
            panel.signed_in.connect(lambda _actor: self.role_changed())
            panel.signed_in.connect(lambda _actor: begin_with_today(self))
            panel.cancelled.connect(self.lending.take_focus)
            panel.print_asked.connect(self.paper.recovery)
            self._column.insertWidget(0, panel)
        return panel

    def _fall_back(self) -> None:
        """To student mode, by F9 or after idle minutes; the scan box goes on working."""
        if self.desk.actor.role is not Role.HELPER:
            self.tabs.show_tab(self.lending)  # a page that is left keeps what was typed, while it still may
            staff.sign_out(self.desk)
            self.role_changed()

    def role_changed(self) -> None:
        """Mirror what whoever is at the desk may see and do."""
        helper = self.desk.actor.role is Role.HELPER
        apart = self.tabs.apart()
        self.tabs.role_changed()
        if helper:
            self._hush()  # what a librarian did, and may take back, is not for the next pupil to read
            self.tabs.show_tab(self.lending)
        theme.set_student(self, helper, spared={*apart, *self.tabs.apart()})
        self.actions_by_name["readers"].setVisible(self.desk.allows(Op.FIND_READERS))
        for name in ("lend", "give_back", "renew", "slip", "undo"):
            self.actions_by_name[name].setVisible(self.desk.allows(Op.LEND))
        self.actions_by_name["role"].setText(_("Librarian") if helper else _("Student mode"))
        guarded = not helper and not staff.open_to_all(self.desk)
        self.lock.guard(self.desk.settings.lock_minutes if guarded else None)
        self._show_state()
        self.tabs.current.take_focus()

    def _show_state(self, _job: object = None) -> None:
        settings = self.desk.settings
        self.state.show_state([*state_words(self.desk.actor), self.backup_note, settings.school])
        self.setWindowTitle(settings.school or _("School library"))
        self.lines.show_state()
        self.clock.show()

    def show_after_crash(self) -> None:
        from libdesk.ui.after_crash import compared_with_the_desk

        line = compared_with_the_desk(self.around)
        self.put_above(line, line.closed)

    def put_above(self, line: QWidget, closed: SignalInstance) -> None:
        """What must not be missed stands above the pages until it is put away, which `closed` tells."""
        closed.connect(self.lending.take_focus)
        self._column.insertWidget(0, line)

    def show_backup_note(self, note: "BackupNote") -> None:
        self.backup_note = note.words
        self.state.set_level(note.level)
        self.lines.show_backup_note(note)
        self._show_state()

    def closeEvent(self, event: QCloseEvent) -> None:
        self.pc.keep_state("window", QByteArray(self.saveGeometry()))
        self.pc.keep_state("lending_splitter", QByteArray(self.lending.splitter.saveState()))
        if self.jobs.busy_library:
            self.toast.show_text(_("A job is still writing. The program closes when it is done."))
            self.jobs.library_job_ended.connect(self.close)
            event.ignore()
            return
        super().closeEvent(event)
