"""Opening hours: when each room is open in an ordinary week, and how many hours that makes against the regulation."""

from typing import Final

from PySide6.QtCore import QTime
from PySide6.QtWidgets import QLineEdit, QTimeEdit

from libdesk.actions import hours as actions
from libdesk.domain.errors import DeskError
from libdesk.domain.hours import HoursAWeek, Span, check_spans, minutes_of, show_hours, show_time
from libdesk.domain.ops import Op
from libdesk.domain.reports.targets import DEFAULTS, number
from libdesk.domain.rows.books import show_room
from libdesk.domain.show import WEEKDAYS
from libdesk.i18n import N_, _
from libdesk.store.queries import hours as queries
from libdesk.store.queries import leaders
from libdesk.store.queries.hours import OpeningRow, Room
from libdesk.ui import icons, theme
from libdesk.ui.parts import across, button, down, label, named, wrapped
from libdesk.ui.semester.places import go_to
from libdesk.ui.settings.section import Section, choice, choose
from libdesk.ui.tab import Surroundings
from libdesk.ui.widgets.calm import calm
from libdesk.ui.widgets.row_model import Column, Width
from libdesk.ui.widgets.row_table import Empty, RowTable

ROWS_HIGH: Final = 62  # steps


class HoursSection(Section):
    TITLE = N_("Opening hours")
    ALSO = N_("open close time timetable noon lunch")
    ICON = icons.CLOCK
    HELP = "hours_section"

    def __init__(self, around: Surroundings) -> None:
        super().__init__(around)
        self._filled: OpeningRow | None = None
        self._rooms: list[Room] = []
        self.room = choice("hours_room", ())
        self.table = RowTable(
            (
                Column("day", N_("Weekday"), lambda row: _(WEEKDAYS[row.span.weekday]), sort=lambda row: row.span),
                Column("from", N_("From"), lambda row: show_time(row.span.first), sort=lambda row: row.span.first),
                Column("to", N_("To"), lambda row: show_time(row.span.last), sort=lambda row: row.span.last),
                Column("name", N_("Called"), lambda row: row.span.name, width=Width.STRETCH),
                Column("note", N_("Note"), self._note, role=lambda _row: "warn"),
            ),
            name=_("Hours of this room"),
            empty=Empty(_("No hours yet"), _("Enter Monday, then copy it to Friday."), icon=icons.CLOCK),
            key=lambda row: row.id, many=True,
        )  # fmt: skip
        self.day = choice("hours_day", [(n, _(words)) for n, words in enumerate(WEEKDAYS)])
        self.first = _time_field("hours_from", _("From"), QTime(12, 10))
        self.last = _time_field("hours_to", _("To"), QTime(13, 30))
        self.name = named(QLineEdit(), "hours_name")
        self.fault = named(label(role="bad", wrap=True), "hours_fault")
        self.add_span = button("hours_add", _("Add these hours"), lambda: self._write(None))
        self.change = button("hours_change", _("Change the chosen hours"), self._change)
        self.remove = button("hours_remove", _("Remove the chosen hours"), self._remove)
        self.copy = button("hours_copy", _("Monday's hours to Friday"), self._copy, icon=icons.COPY)
        self.sum = named(label(wrap=True), "hours_sum")
        self.to_calendar = button("hours_of_semester", _("To the calendar of the semester"), self._to_calendar)
        self._assemble()
        self._connect()

    def _assemble(self) -> None:
        for field, words in ((self.day, _("Day of the week")), (self.name, _("Name of these hours"))):
            field.setAccessibleName(words)
        self.name.setPlaceholderText(_("Name, for instance noon, breaks, after lesson 7"))
        self.table.setFixedHeight(theme.space(ROWS_HIGH))
        self.fault.hide()
        self.add(_("Room"), self.room, _("The library itself and each reading room have hours of their own."))
        self.add_part(
            down(
                label(_("Hours of this room"), buddy=self.table.view),
                self.table,
                wrapped(self.day, self.first, label("–"), self.last, gap=2),
                self.name,
                self.fault,
                wrapped(self.add_span, self.change, self.remove, gap=2),
                across(self.copy),
            )
        )
        note = _("The calendar decides on which days the library is open; the hours say when on such a day.")
        single = _("Single days, such as one that ends at noon, are entered in the calendar of the semester.")
        self.add_part(down(self.sum, label(note, role="note", wrap=True)))
        self.add_part(down(label(single, role="note", wrap=True), across(self.to_calendar)))
        self.end()

    def _connect(self) -> None:
        self.room.activated.connect(lambda _row: self.refresh())
        self.table.row_changed.connect(self._chosen)
        self.table.view.selectionModel().selectionChanged.connect(lambda *_both: self._check())
        self.day.currentIndexChanged.connect(lambda _row: self._check())
        self.first.timeChanged.connect(lambda _time: self._check())
        self.last.timeChanged.connect(lambda _time: self._check())

    def show_values(self) -> None:
        library = self.desk.read(Op.SEE_SETTINGS)
        self._show_rooms(queries.rooms(library))
        self.table.show_rows(queries.openings(library, self._place()))
        self._show_sum(queries.openings(library))
        self._check()

    def _show_rooms(self, rooms: list[Room]) -> None:
        if rooms != self._rooms:
            kept = self._place()
            self._rooms = rooms
            self.room.clear()
            for room in rooms:
                self.room.addItem(show_room(room.code), room.id)
            choose(self.room, kept if kept in {room.id for room in rooms} else rooms[0].id if rooms else None)

    def _show_sum(self, rows: list[OpeningRow]) -> None:
        """Only days on which the library is open count, and what two rooms share counts once."""
        counted = [row for row in rows if row.span.weekday not in self.desk.settings.closed_weekdays]
        own = (row.span for row in counted if row.place_id == self._place())
        # The target that the reports measure by, which the school can change there.
        target = leaders.own_targets(self.desk.read(Op.SEE_SETTINGS)).get("hours", DEFAULTS["hours"])
        week = HoursAWeek(minutes_of(own), minutes_of(row.span for row in counted), target * 60 // 10)
        text = _("This room: {room} hours a week. All rooms together: {all}; the regulation of 2018 asks for {wanted}.")
        if target != DEFAULTS["hours"]:
            text = _("This room: {room} hours a week. All rooms together: {all}; the school's own target is {wanted}.")
        rooms, wanted = show_hours(week.all_rooms), number(target / 10)
        self.sum.setText(text.format(room=show_hours(week.room), all=rooms, wanted=wanted))
        self.sum.setProperty("role", "good" if week.enough else "warn" if rows else "")
        theme.restyle(self.sum)

    def _place(self) -> int:
        place = self.room.currentData()
        return place if isinstance(place, int) else 0

    def _note(self, row: OpeningRow) -> str:
        return _("closed every week") if row.span.weekday in self.desk.settings.closed_weekdays else ""

    def _chosen(self, row: OpeningRow | None) -> None:
        """The chosen hours stand in the form; what somebody types there stays."""
        if row is not None and row != self._filled:
            choose(self.day, row.span.weekday)
            self.first.setTime(_qtime(row.span.first))
            self.last.setTime(_qtime(row.span.last))
            self.name.setText(row.span.name)
        self._filled = row
        self._check()

    def _selected(self) -> list[OpeningRow]:
        rows = self.table.model.rows()
        return [rows[index.row()] for index in self.table.view.selectionModel().selectedRows()]

    def _check(self) -> None:
        """Say what does not fit while one types; a button whose outcome would be refused says why instead."""
        selected, rows = self._selected(), self.table.model.rows()
        one = selected[0] if len(selected) == 1 else None
        against_add = _fault([row.span for row in rows], self._span())
        against_change = _fault([row.span for row in rows if row != one], self._span()) if one else ""
        for part, why in ((self.add_span, against_add), (self.change, against_change)):
            part.setEnabled(not why)
            part.setToolTip(why)
        self.change.setEnabled(one is not None and not against_change)
        self.remove.setEnabled(bool(selected))
        self.copy.setEnabled(any(row.span.weekday == 0 for row in rows))
        shown = against_change if one else against_add
        self.fault.setText(shown)
        self.fault.setVisible(bool(shown))

    def _span(self) -> Span:
        day: int = self.day.currentData()
        return Span(day, _minutes(self.first), _minutes(self.last), self.name.text())

    def _write(self, opening_id: int | None) -> None:
        place, span = self._place(), self._span()
        self.do(lambda: actions.set_span(self.desk, place, span, opening_id=opening_id))

    def _change(self) -> None:
        selected = self._selected()
        if len(selected) == 1:
            self._write(selected[0].id)

    def _remove(self) -> None:
        ids = [row.id for row in self._selected()]
        self.do(lambda: actions.remove_spans(self.desk, ids))

    def _to_calendar(self) -> None:
        go_to(self.around, "semester_tab", "calendar_page")

    def _copy(self) -> None:
        self.do(lambda: actions.copy_day(self.desk, self._place()))


def _fault(others: list[Span], span: Span) -> str:
    try:
        check_spans([*others, span])
    except DeskError as error:
        return error.text()
    return ""


def _time_field(name: str, words: str, time: QTime) -> QTimeEdit:
    made = calm(named(QTimeEdit(time), name))
    made.setDisplayFormat("HH:mm")
    made.setAccessibleName(words)
    return made


def _qtime(minutes: int) -> QTime:
    return QTime(minutes // 60 % 24, minutes % 60)


def _minutes(field: QTimeEdit) -> int:
    return field.time().hour() * 60 + field.time().minute()
