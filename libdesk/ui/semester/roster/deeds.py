"""What is done on the roster's page: filling, putting in, moving, swapping, noting; each told at the foot."""

from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog, QWidget

from libdesk.actions.helpers import duties, duty_days
from libdesk.domain.duties import DutyState, Weeks
from libdesk.domain.errors import DeskError
from libdesk.domain.experience import experience_rule
from libdesk.i18n import _, ngettext
from libdesk.ui.semester.roster import words
from libdesk.ui.semester.roster.cells import Cell, Kind
from libdesk.ui.tab import Surroundings
from libdesk.ui.table_file import LAST_FOLDER
from libdesk.ui.widgets.inline_form import Question

if TYPE_CHECKING:
    from libdesk.ui.semester.roster.page import RosterPage


def ask_calendar(parent: QWidget, around: Surroundings, name: str) -> Path | None:
    """The file a person chose, with the ending of a calendar; None if they thought better of it."""
    folder = around.pc.text(LAST_FOLDER, str(Path.home()))
    safe = "".join("_" if letter in '\\/:*?"<>|' else letter for letter in name)
    chosen, _filter = QFileDialog.getSaveFileName(
        parent, _("Save as a calendar file"), str(Path(folder, f"{safe}.ics")), "iCalendar (*.ics)"
    )
    if not chosen:
        return None
    around.pc.keep_text(LAST_FOLDER, str(Path(chosen).parent))
    path = Path(chosen)
    return path if path.suffix.lower() == ".ics" else path.with_suffix(".ics")


class Deeds:
    """The hands of the page."""

    def __init__(self, page: "RosterPage") -> None:
        self._page = page
        self.held: Cell | None = None  # who was picked up, to be put down elsewhere
        self._held_in: int | None = None  # in the roster of this term

    def connect_all(self) -> None:
        page = self._page
        page.grid.opened.connect(lambda _cell: self.ask_put())
        page.grid.emptied.connect(lambda _cell: self.take_off())
        page.grid.picked.connect(lambda _cell: self.pick())
        page.grid.put.connect(lambda _cell: self.put_down())
        page.grid.moved.connect(self.move)
        page.panel.put_asked.connect(self.ask_put)
        page.panel.more_asked.connect(partial(self.ask_put, more=True))
        page.panel.off_asked.connect(self.take_off)
        page.panel.pick_asked.connect(lambda: self.put_down() if self.held else self.pick())
        page.panel.weeks_asked.connect(self.set_weeks)
        page.panel.note_asked.connect(self.note)
        page.panel.back_asked.connect(self.back)

    @property
    def held_name(self) -> str:
        return self.held.text if self.held is not None else ""

    @property
    def _cell(self) -> Cell | None:
        return self._page.grid.cell if self._page.may_edit else None

    def _do(self, act: Callable[[], int], told: str = "", then: Callable[[], str] = str) -> bool:
        """Do it and say so; a refusal stands over the grid until the next deed."""
        page = self._page
        page.tell_fault("")
        try:
            done = act()
        except DeskError as error:
            page.tell_fault(error.text())
            return False
        if done:
            told = words.with_dropped(page.desk, (told or _("Changed.")) + then(), done)
            page.around.say(_("{done} F8 takes it back.").format(done=told))
        page.refresh()
        page.grid.setFocus()
        return True

    # Filling

    def ask_fill(self) -> None:
        roster = self._page.roster
        if roster is None:
            return
        choices: tuple[tuple[str, str], ...] = (
            ("rest", _("Only what is open")),
            ("anew", _("Anew, every week alike")),
            ("alternating", _("Anew, by odd and even weeks")),
        )
        self._page.tell_fault("")
        if not roster.rows:
            choices = (("anew", _("Every week alike")), ("alternating", _("By odd and even weeks")))
        text = _(
            "How is the roster filled? Nobody twice on one day or on two days running, equal numbers, new helpers "
            "beside experienced ones."
        )
        parts = [text, experience_rule()]
        if roster.term.first < self._page.desk.today:
            parts.append(
                _(
                    "It holds from today on, for slots that have begun from tomorrow on; what was before stays as it "
                    "was."
                )
            )
        self._page.form.ask(Question("roster_how", "\n".join(parts), "", self._fill, choices))

    def _fill(self, how: str) -> None:
        """Raises DeskError, which is told in the form."""
        page = self._page
        roster = page.roster
        if roster is None:
            return
        alternating = how == "alternating" or (
            how == "rest" and any(row.entry.weeks is not Weeks.ALL for row in roster.rows)
        )
        done = duties.fill_roster(page.desk, roster.term, anew=how != "rest", alternating=alternating)
        page.unmet, page.filled = done.filled.unmet, frozenset(done.filled.entries)
        page.show_week(None)
        told = ngettext("{n} duty is given out.", "{n} duties are given out.", done.added).format(n=done.added)
        told = words.with_dropped(page.desk, told, done.journal_id)
        page.around.say(_("{done} F8 takes it back.").format(done=told))
        page.grid.setFocus()

    # A file for telephones

    def ask_file(self) -> None:
        """All duties that are to come, or those of the helper under the cursor."""
        page = self._page
        cell = page.grid.cell
        page.tell_fault("")
        if cell is None or cell.kind is not Kind.PERSON or cell.reader_id is None:
            self._write_file(None, "")
            return
        name = cell.text
        reader_id = cell.reader_id
        choices = (("all", _("The duties of all")), ("one", _("Only those of {name}").format(name=name)))
        text = _("What goes into the calendar file? It holds the duties from today until the end of the term.")
        page.form.ask(Question("roster_file_of", text, "",
                               lambda which: self._write_file(reader_id if which == "one" else None, name),
                               choices))  # fmt: skip

    def _write_file(self, reader_id: int | None, name: str) -> None:
        from libdesk.exchange.calendar_files import write_calendar
        from libdesk.ui.semester.roster.papers import calendar_entries, now_of

        page = self._page
        roster = page.roster
        if roster is None:
            return
        title = _("Duty roster") if reader_id is None else _("Duty roster of {name}").format(name=name)
        path = ask_calendar(page, page.around, title)
        if path is None:
            return
        desk = page.desk
        entries = calendar_entries(desk, roster, reader_id, words.naming(desk, wall=True))
        try:
            write_calendar(path, title, entries, zone=desk.settings.zone, at=now_of(desk))
        except DeskError as error:
            page.tell_fault(error.text())
            return
        told = ngettext("{n} duty is in {file}.", "{n} duties are in {file}.", len(entries))
        page.around.say(told.format(n=len(entries), file=path.name))

    # Putting in

    def ask_put(self, *, more: bool = False) -> None:
        """Somebody for this place; where a week with its dates is shown, instead of whoever has it."""
        cell, page = self._cell, self._page
        roster = page.roster
        if cell is None or cell.slot is None or roster is None or cell.kind is Kind.CLOSED:
            return
        page.tell_fault("")
        weeks = cell.entry.entry.weeks if cell.entry is not None else Weeks.ALL
        choices = words.helper_choices(
            cell.slot, weeks, roster.helpers, roster.slots, roster.entries, roster.persons, words.naming(page.desk)
        )
        if cell.on_day is not None:
            here = {str(one.person.reader_id) for one in cell.on_day.people}
            choices = tuple(one for one in choices if one[0] not in here)
        if not choices:
            page.tell_fault(_("Every helper of this term is in this slot already, or none is appointed."))
            return
        instead = cell.on_day is not None and cell.kind is Kind.PERSON and not more
        text = _("Who is there instead of {name} on this day?") if instead else _("Who is put in?")
        if cell.on_day is None and cell.kind is Kind.PERSON and not more:
            text = _("Who takes the place of {name}?")
        page.form.ask(Question("roster_who", text.format(name=cell.text), _("Put in"),
                               partial(self._put, cell, more), choices))  # fmt: skip

    def _put(self, cell: Cell, more: bool, chosen: str) -> None:
        """Raises DeskError, which is told in the form."""
        page, desk, reader_id = self._page, self._page.desk, int(chosen)
        assert cell.slot is not None
        if cell.on_day is not None:
            day = cell.on_day.day
            if cell.kind is Kind.NONE or more or cell.one is None or (cell.one.gone and cell.one.extra):
                done = duty_days.add_extra(desk, cell.slot.id, day, reader_id)
            else:
                done = duty_days.swap(desk, cell.slot.id, day, cell.one.person.reader_id, reader_id)
        elif cell.entry is not None and not more:
            done = duties.give_place(desk, cell.entry.id, reader_id)
        else:
            done = duties.put_on_duty(desk, cell.slot.id, reader_id, self._open_weeks(cell))
        self._after(cell, reader_id)
        told = words.with_dropped(desk, _("Changed."), done)
        page.around.say(_("{done} F8 takes it back.").format(done=told))

    def _open_weeks(self, cell: Cell) -> Weeks:
        """The weeks in which the place is open."""
        roster = self._page.roster
        assert roster is not None
        assert cell.slot is not None
        here = [row.entry for row in roster.rows if row.entry.slot_id == cell.slot.id]
        lacking = [
            parity for parity in (0, 1)
            if sum(parity in entry.weeks.parities for entry in here) < cell.slot.wanted
        ]  # fmt: skip
        return (Weeks.ODD, Weeks.EVEN)[lacking[0]] if len(lacking) == 1 else Weeks.ALL

    def _after(self, cell: Cell, reader_id: int) -> None:
        page = self._page
        page.refresh()
        if cell.slot is not None:
            page.grid.select(slot_id=cell.slot.id, reader_id=reader_id)
        page.grid.setFocus()

    def take_off(self) -> None:
        cell = self._cell
        if cell is not None and cell.entry is not None:
            duty_id = cell.entry.id
            self._do(lambda: duties.take_off(self._page.desk, [duty_id]), _("Taken off the roster."))

    def set_weeks(self, weeks: Weeks) -> None:
        cell = self._cell
        if cell is not None and cell.entry is not None:
            duty_id = cell.entry.id
            self._do(lambda: duties.set_weeks(self._page.desk, duty_id, weeks))

    # Moving and swapping

    def pick(self) -> None:
        cell = self._cell
        if cell is not None and cell.kind is Kind.PERSON:
            self.held, self._held_in = cell, self._page.roster.term.id if self._page.roster else None
            text = _("{name} is picked up. Go to another place and press Ctrl+V; Ctrl+X picks up somebody else.")
            self._page.around.say(text.format(name=cell.text))
            self._page.grid.cell_changed.emit(self._page.grid.cell)

    def let_go(self, term_id: int | None, *, dated: bool) -> None:
        """What is on show now: who was picked up in another term, or every week and not of a day, is held no more."""
        if self.held is not None and (self._held_in != term_id or (self.held.on_day is not None) != dated):
            self.held = None

    def put_down(self) -> None:
        cell, held = self._cell, self.held
        if cell is not None and held is not None:
            self.move(held, cell)

    def move(self, source: Cell, target: Cell) -> None:
        """Into an open place, or the two change places; on dates they swap for those days alone."""
        self.held = None
        page = self._page
        if not page.may_edit or target.slot is None or source.slot is None or target.kind is Kind.CLOSED:
            page.tell_fault(_("There is no slot of the roster. Choose a place of a slot."))
            return
        if (source.on_day is None) != (target.on_day is None):
            page.tell_fault(
                _("One is a place of every week, the other of one day. Choose both in every week, or both on dates.")
            )
            return
        if source.on_day is None and source.entry is not None:
            there = target.entry.id if target.entry is not None else None
            exchange, over = (there, None) if target.kind is Kind.PERSON else (None, there)
            duty_id, slot_id = source.entry.id, target.slot.id
            done = self._do(lambda: duties.move(page.desk, duty_id, slot_id, exchange=exchange, over=over))
        else:
            done = self._swap(source, target)
        if done and source.reader_id is not None:
            page.grid.select(slot_id=target.slot.id, reader_id=source.reader_id)

    def _swap(self, source: Cell, target: Cell) -> bool:
        page = self._page
        if source.on_day is None or target.on_day is None or source.one is None or source.slot is None:
            return False
        if target.one is None or target.slot is None or target.kind is not Kind.PERSON:
            page.tell_fault(_("Put the one over another helper: the two swap their duties of these days."))
            return False
        first, second = source.one.person.reader_id, target.one.person.reader_id
        if (source.slot.id, source.on_day.day) == (target.slot.id, target.on_day.day):
            return False
        days: tuple[date, date] = source.on_day.day, target.on_day.day
        back = (target.slot.id, days[1])
        slot_id = source.slot.id
        return self._do(
            lambda: duty_days.swap(page.desk, slot_id, days[0], first, second, back=back),
            _("{one} and {other} swap on these days.").format(one=source.text, other=target.text),
            lambda: words.days_running(page.desk, {first: days[1], second: days[0]}),
        )

    # Days

    def note(self, state: DutyState | None) -> None:
        cell = self._cell
        if cell is not None and cell.on_day is not None and cell.one is not None and cell.slot is not None:
            slot_id, day, reader_id = cell.slot.id, cell.on_day.day, cell.one.person.reader_id
            self._do(lambda: duty_days.note_duty(self._page.desk, slot_id, day, reader_id, state), _("Noted."))

    def back(self) -> None:
        cell = self._cell
        if cell is not None and cell.on_day is not None and cell.one is not None and cell.slot is not None:
            slot_id, day, reader_id = cell.slot.id, cell.on_day.day, cell.one.person.reader_id
            self._do(lambda: duty_days.as_on_roster(self._page.desk, slot_id, day, reader_id))
