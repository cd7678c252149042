"""Final classes: when their loans stop, who is not clear yet, and one step in which a class leaves with papers."""

from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from libdesk.actions import settings as settings_actions
from libdesk.actions.readers import erase
from libdesk.actions.readers.leaving import leave_readers
from libdesk.actions.school import school_of
from libdesk.actions.settings import LIMITS
from libdesk.domain.classes import ClassRef, SchoolSystem
from libdesk.domain.errors import DeskError
from libdesk.domain.final_classes import is_final, is_leaving_time, leaves_after, leaving_term, stop_day
from libdesk.domain.leaving import is_over
from libdesk.domain.ops import Op
from libdesk.domain.rows.leavers import Clearance
from libdesk.domain.show import show_day
from libdesk.i18n import N_, _, ngettext
from libdesk.store.queries import leavers as queries
from libdesk.ui import icons, theme
from libdesk.ui.large_change import after_backup
from libdesk.ui.paged_tab import PagedTab
from libdesk.ui.parts import button, label, named, wrapped
from libdesk.ui.readers.clearance_paper import clearance_maker
from libdesk.ui.readers.clearance_view import left_words
from libdesk.ui.readers.leavers_page import LeaversPage
from libdesk.ui.settings.section import spin
from libdesk.ui.tab import Surroundings
from libdesk.ui.tabs.settings_tab import SettingsTab
from libdesk.ui.widgets.inline_form import InlineForm, Question
from libdesk.ui.widgets.row_model import Column, Width
from libdesk.ui.widgets.row_table import Empty, RowTable


@dataclass(frozen=True, slots=True)
class LeavingClass:
    """A class that leaves: its readers who are here, and those of it who have left and are still named."""

    ref: ClassRef
    here: tuple[Clearance, ...]
    left: tuple[Clearance, ...]

    @property
    def persons(self) -> int:
        return sum(row.is_person for row in self.here)

    @property
    def not_clear(self) -> int:
        return sum(row.is_person and not row.clear for row in self.here)

    @property
    def out(self) -> int:
        """Copies and teaching aids that are still out, those on the account of the class among them."""
        rows = (*self.here, *self.left)
        return sum(len(row.held) + sum(aid.quantity for aid in row.aids) for row in rows)


class LeavingView(QWidget):
    document_asked = Signal(str, object)

    def __init__(self, around: Surroundings) -> None:
        super().__init__()
        self.around, self.desk = around, around.desk
        self.days = spin("final_days", *LIMITS["final_days"], suffix=_(" days"))
        self.state = named(label(wrap=True), "final_state")
        self.list = RowTable(
            self._columns(), name=_("Classes that leave"), key=lambda row: row.ref,
            empty=Empty(_("No class leaves this year"), icon=icons.TERM),
        )  # fmt: skip
        self.erasing = named(label(role="note", wrap=True), "final_erasing")
        self.open = button("final_open", _("Clear one by one …"), self._open, icon=icons.LOG_OUT)
        self.leave = button("final_leave", _("Who is clear leaves, with certificate"), self._leave, role="next",
                            icon=icons.CHECK)  # fmt: skip
        self.print = button("final_print", _("Print certificates"), self._print, icon=icons.PRINT)
        self.privacy = button("final_privacy", _("When their data goes"), self._privacy, role="quiet")
        self.question = InlineForm("final")
        self.question.gives_back_to = self.list.view
        self._asked: ClassRef | None = None
        self._assemble()
        self.days.valueChanged.connect(self._set_days)
        self.list.row_changed.connect(lambda _row: self._mirror())
        self.question.closed.connect(self._mirror)
        self.list.opened.connect(lambda _row: self._open())

    def _columns(self) -> tuple[Column, ...]:
        return (
            Column("name", N_("Class"), lambda row: self._name(row.ref), sort=lambda row: row.ref.sort_key,
                   width=Width.STRETCH),
            Column("here", N_("Still here"), lambda row: str(row.persons), sort=lambda row: row.persons,
                   right=True),
            Column("not_clear", N_("Not clear"), lambda row: str(row.not_clear or ""), sort=lambda row: row.not_clear,
                   right=True, role=lambda _row: "warn"),
            Column("copies", N_("Still out"), lambda row: str(row.out or ""), sort=lambda row: row.out,
                   right=True, role=lambda _row: "warn", spare=1),
            Column("left", N_("Card closed"), lambda row: str(len(row.left)), sort=lambda row: len(row.left),
                   right=True),
        )  # fmt: skip

    def _assemble(self) -> None:
        self.days.setSpecialValueText(_("until the end"))
        self.days.setAccessibleName(_("Final classes borrow until so many days before the end"))
        self.list.keep_in_sight(3)
        self.head = wrapped(label(_("Loans of final classes stop before the end"), buddy=self.days), self.days, gap=2)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.space(1))
        column.addWidget(self.state)
        column.addWidget(self.list, 1)
        column.addWidget(self.question)
        column.addWidget(self.erasing)
        column.addWidget(wrapped(self.leave, self.print, self.open, None, self.privacy))

    def refresh(self) -> None:
        self.days.blockSignals(True)
        self.days.setValue(self.desk.settings.final_days)
        self.days.blockSignals(False)
        try:
            rows = self._rows()
            counts = queries.counts(self.desk.read(Op.READERS_LEAVE), erase.last_day_out(self.desk))
        except DeskError as error:
            self.list.show_error(error.text(), ((_("Try again"), self.refresh),))
            return
        self.list.show_rows(rows)
        self.state.setText(self._state())
        days = self.desk.settings.erase_days
        words = ngettext(
            "{n} reader has left and is still named here.", "{n} readers have left and are still named here.",
            counts.waiting,
        ).format(n=counts.waiting)  # fmt: skip
        after = (
            _("{words} Their data is erased {days} days after they left; loans stay in all figures.")
            if days
            else _("{words} Their data is erased by hand only; loans stay in all figures.")
        )
        self.erasing.setText(after.format(words=words, days=days))
        self._mirror()

    def _rows(self) -> list[LeavingClass]:
        """The classes that leave this summer or should be gone, and those of them who have left already."""
        library, today = self.desk.read(Op.READERS_LEAVE), self.desk.today
        settings = self.desk.settings
        system = SchoolSystem(settings.school_system)
        left: dict[ClassRef, list[Clearance]] = {}
        for row in queries.left(library):
            if row.class_ref is not None:
                left.setdefault(row.class_ref, []).append(row)
        here = [ref for ref, _count in queries.classes_here(library)]
        refs = {
            ref for ref in (*here, *left)
            if is_final(ref, today, system, settings.stages) or (is_over(ref, today, system) and ref in here)
        }  # fmt: skip
        return [
            LeavingClass(ref, tuple(queries.of_class(library, ref)), tuple(left.get(ref, ()))) for ref in sorted(refs)
        ]

    def _state(self) -> str:
        term = leaving_term(self.desk.calendar, self.desk.today)
        days = self.desk.settings.final_days
        if not is_leaving_time(self.desk.calendar, self.desk.today):
            return _(
                "Final classes leave after the second term; until then they borrow as all others. Whoever leaves "
                "earlier is cleared one by one."
            )
        if term is None or term.last < self.desk.today:
            return _("The term is over: whoever leaves is cleared and their cards are closed.")
        if not days:
            return _("Final classes may borrow until the term ends. Choose days to stop them earlier.")
        text = _("Final classes borrow no more in the last {n} days of the term after which they leave: from {day}.")
        return text.format(n=days, day=show_day(stop_day(term, days)))

    def _name(self, ref: ClassRef) -> str:
        return school_of(self.desk).show(ref, self.desk.today)

    def _mirror(self) -> None:
        row: LeavingClass | None = self.list.current_row()
        if row is None or row.ref != self._asked:
            self.question.close_form()
        clear = sum(one.clear for one in row.here) if row else 0
        self.leave.setEnabled(clear > 0 and self._may_leave(row) and self.question.isHidden())
        self.open.setEnabled(row is not None)
        self.print.setEnabled(row is not None and any(one.clear and one.is_person for one in row.left))

    def _may_leave(self, row: LeavingClass | None) -> bool:
        """A whole class goes when its time has come, or is past: one key too many in autumn closes no cards."""
        return self._is_over(row) or is_leaving_time(self.desk.calendar, self.desk.today)

    def _is_over(self, row: LeavingClass | None) -> bool:
        system = SchoolSystem(self.desk.settings.school_system)
        return row is not None and is_over(row.ref, self.desk.today, system)

    def _set_days(self, days: int) -> None:
        try:
            settings_actions.change_settings(self.desk, final_days=days)
        except DeskError as error:
            self.around.say(error.text())
        self.refresh()

    def _leave(self) -> None:
        """One key in the last weeks and in the summer; earlier it is asked first, since their cards close at once."""
        row: LeavingClass | None = self.list.current_row()
        if row is None:
            return
        last = leaves_after(self.desk.calendar, self.desk.today, self.desk.settings.final_days)
        if last is None or self._is_over(row):
            self._leave_clear(row.ref)
            return
        clear = sum(one.clear for one in row.here)
        text = ngettext(
            "The term lasts until {day}. If they leave now, the card of {n} reader of {group} closes at once and "
            "borrows nothing more.",
            "The term lasts until {day}. If they leave now, the cards of {n} readers of {group} close at once and "
            "borrow nothing more.", clear,
        ).format(day=show_day(last, year=True), n=clear, group=self._name(row.ref))  # fmt: skip
        self._asked = row.ref
        choices = (("leave", _("Let them leave now")),)
        self.question.ask(Question("final_early", text, "", lambda _code: self._leave_clear(row.ref), choices))
        self._mirror()

    def _leave_clear(self, ref: ClassRef) -> None:
        """Whoever of the class is clear by now."""
        row = next((one for one in self.list.model.rows() if one.ref == ref), None)
        if row is None:
            return
        ids = [one.reader_id for one in row.here if one.clear]
        after_backup(self.around, self, len(ids), lambda: self._leave_now(ids), self.around.say)

    def _leave_now(self, ids: list[int]) -> None:
        """Their cards close, then their certificates are made."""
        try:
            left = leave_readers(self.desk, reader_ids=ids)
        except DeskError as error:
            self.around.say(error.text())
            return
        gone = queries.of_readers(self.desk.read(Op.READERS_LEAVE), left.reader_ids)
        self.around.say(left_words(left))
        self.refresh()
        if gone:
            self.document_asked.emit(_("Clearance certificates"), clearance_maker(self.desk, gone))

    def _print(self) -> None:
        row: LeavingClass | None = self.list.current_row()
        if row is not None:
            self.document_asked.emit(_("Clearance certificates"), clearance_maker(self.desk, row.left))

    def _open(self) -> None:
        """The page on which a class is cleared reader by reader."""
        row: LeavingClass | None = self.list.current_row()
        tab = self.around.show_tab("readers_tab")
        if row is None or not isinstance(tab, PagedTab):
            return
        page = tab.show_page("leavers_page")
        if isinstance(page, LeaversPage):
            page.show_left(False)
            choice = page.clearance.choice
            choice.setCurrentIndex(
                next((n for n in range(choice.count()) if choice.itemData(n) == row.ref), choice.currentIndex())
            )

    def _privacy(self) -> None:
        tab = self.around.show_tab("settings_tab")
        if isinstance(tab, SettingsTab):
            tab.show_section("PrivacySection")
