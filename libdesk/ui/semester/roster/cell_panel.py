"""What stands beside the grid: the chosen place, who has it, and what can be done about it."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from libdesk.domain.duties import WEEKS_NAMES, DutyState, Weeks, show_slot
from libdesk.domain.rows.roster import PRESENCE_NAMES
from libdesk.domain.show import show_day
from libdesk.i18n import _
from libdesk.ui import icons, theme
from libdesk.ui.parts import button, down, label, named, wrapped
from libdesk.ui.semester.roster.cells import Cell, Kind, Name
from libdesk.ui.settings.section import choice, choose
from libdesk.ui.widgets.fit_label import FitLabel


class CellPanel(QWidget):
    """Asks the page for everything; it knows no library."""

    put_asked = Signal()
    """Somebody is to be put into this place, or to stand in for whoever has it."""
    more_asked = Signal()
    """Somebody is to be there besides."""
    off_asked = Signal()
    pick_asked = Signal()
    weeks_asked = Signal(object)
    note_asked = Signal(object)
    back_asked = Signal()
    """As on the roster again."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("roster_panel")
        self.cell: Cell | None = None
        self.heading = FitLabel(theme.Step.HEAD, bold=True)
        self.facts = named(label(wrap=True), "roster_facts")
        self.put = button("roster_put", "", self.put_asked.emit, role="next", icon=icons.USER)
        self.more = button("roster_more", _("One more …"), self.more_asked.emit, icon=icons.ADD)
        self.off = button("roster_off", _("Take off the roster"), self.off_asked.emit, icon=icons.DELETE)
        self.pick = button("roster_pick", "", self.pick_asked.emit, icon=icons.MOVE)
        self.weeks = choice("roster_weeks", [(weeks, _(words)) for weeks, words in WEEKS_NAMES.items()])
        self.there = self._note("roster_kept", _("Was there"), DutyState.KEPT)
        self.missed = self._note("roster_missed", _("Missed"), DutyState.MISSED)
        self.excused = self._note("roster_excused", _("Excused"), DutyState.EXCUSED)
        self.plain = self._note("roster_unnoted", _("Nothing noted"), None)
        self.back = button("roster_back", _("As on the roster"), self.back_asked.emit, icon=icons.UNDO)
        self._weeks_part = down(label(_("In which weeks"), buddy=self.weeks), self.weeks, gap=0.5)
        self._notes = wrapped(self.there, self.missed, self.excused, self.plain)
        self._assemble()
        self.weeks.activated.connect(lambda _at: self.weeks_asked.emit(Weeks(self.weeks.currentData())))

    def _note(self, name: str, text: str, state: DutyState | None) -> QPushButton:
        return button(name, text, partial(self.note_asked.emit, state))

    def _assemble(self) -> None:
        self.weeks.setAccessibleName(_("In which weeks"))
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.space(2), 0, 0, 0)
        column.setSpacing(theme.space(2))
        for part in (
            self.heading, self.facts, self._notes, wrapped(self.put, self.more, self.off, self.pick, self.back),
            self._weeks_part,
        ):  # fmt: skip
            column.addWidget(part)
        column.addStretch(1)

    def show_cell(self, cell: Cell | None, *, name: Name, held: str, load: Callable[[int], str]) -> None:
        """`held`: who was picked up; `load`: how many duties somebody has, in words."""
        self.cell = cell
        slot = cell.slot if cell is not None else None
        if cell is None or slot is None:
            self.heading.setText(cell.tip if cell is not None and cell.kind is Kind.CLOSED else "")
            self.facts.setText(_("Choose a place in the grid.") if cell is None or cell.kind is not Kind.CLOSED else "")
            for part in (self._notes, self.put, self.more, self.off, self.pick, self.back, self._weeks_part):
                part.hide()
            return
        dated = cell.on_day is not None
        somebody = cell.kind in (Kind.PERSON, Kind.GONE)
        person = cell.kind is Kind.PERSON
        self.heading.setText(show_slot(slot, place=True))
        self.facts.setText(self._facts(cell, name, load))
        self._notes.setVisible(dated and person)
        noted = cell.one.noted if cell.one is not None else None
        for made, state in ((self.there, DutyState.KEPT), (self.missed, DutyState.MISSED),
                            (self.excused, DutyState.EXCUSED), (self.plain, None)):  # fmt: skip
            made.setEnabled(noted is not state)
        self.put.setText(_("Somebody else …") if dated and person else _("Put somebody in …"))
        self.put.show()
        self.more.setVisible(person)
        self.off.setVisible(somebody and not dated)
        self.pick.setVisible(bool(held) or person)
        text = _("Ctrl+V Put {name} here").format(name=held) if held else _("Ctrl+X Move or swap …")
        self.pick.setText(text)
        changed = cell.one is not None and (cell.one.instead_of is not None or cell.one.extra)
        self.back.setVisible(dated and changed)
        self._weeks_part.setVisible(person and not dated)
        if cell.entry is not None:
            choose(self.weeks, cell.entry.entry.weeks)

    def _facts(self, cell: Cell, name: Name, load: Callable[[int], str]) -> str:
        lines: list[str] = []
        if cell.on_day is not None:
            lines.append(show_day(cell.on_day.day, year=True))
        if cell.kind is Kind.OPEN:
            lines.append(_("This place is open."))
        if cell.kind is Kind.NONE:
            lines.append(_("All places of this slot are taken; one more can be put in."))
        if cell.kind is Kind.GONE:
            lines.append(_("Whoever had this place is no student librarian any more, so it is open."))
        one = cell.one
        if one is not None and not one.gone:
            lines.append(name(one.person))
            if one.instead_of is not None:
                lines.append(_("instead of {name}").format(name=name(one.instead_of)))
            if one.extra:
                lines.append(_("besides the roster"))
            if cell.presence is not None:
                lines.append(_(PRESENCE_NAMES[cell.presence]))
        elif cell.entry is not None and cell.kind is Kind.PERSON:
            entry = cell.entry.entry
            lines.append(cell.text if entry.weeks is Weeks.ALL else f"{cell.text} ({_(WEEKS_NAMES[entry.weeks])})")
            lines.append(load(entry.reader_id))
            if cell.entry.from_day is not None:
                lines.append(_("Here since {day}").format(day=show_day(cell.entry.from_day)))
        return "\n".join(lines)
