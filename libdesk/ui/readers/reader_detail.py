"""One reader: class, card, what is out, waited for and has been read, and what a librarian can do about it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QFrame, QToolButton, QVBoxLayout

from libdesk.actions import shifts
from libdesk.actions.desk import Desk
from libdesk.actions.readers import cards as readers
from libdesk.actions.school import school_of
from libdesk.domain.classes import SchoolSystem
from libdesk.domain.errors import DeskError
from libdesk.domain.ops import Op
from libdesk.domain.reader_form import ACCOUNTS
from libdesk.domain.rows.readers import HoldLine, PastLoan, ReaderFound
from libdesk.domain.rows.readers import ReaderDetail as Detail
from libdesk.domain.rows.shelf import LoanOut
from libdesk.domain.show import show_day
from libdesk.i18n import N_, _, ngettext
from libdesk.store.queries import desk as desk_queries
from libdesk.store.queries import persons
from libdesk.store.queries import readers as queries
from libdesk.ui import icons, theme
from libdesk.ui.parts import across, button, down, label, named, wrapped
from libdesk.ui.readers.about_lines import about_lines
from libdesk.ui.readers.photo_box import PhotoBox
from libdesk.ui.widgets.fit_label import FitLabel
from libdesk.ui.widgets.inline_form import InlineForm, Question
from libdesk.ui.widgets.list_face import ListFace
from libdesk.ui.widgets.row_model import Column, Width
from libdesk.ui.widgets.row_table import Empty, RowTable
from libdesk.ui.widgets.scan_router import TAKES_SCANS


@dataclass(frozen=True, slots=True)
class Line:
    """One line of what is out, waited for or was read."""

    key: int
    title: str
    when: str
    role: str = ""


COLUMNS: Final = (
    Column("title", N_("Title"), lambda line: line.title, width=Width.STRETCH),
    Column("when", N_("Day"), lambda line: line.when, role=lambda line: line.role, right=True),
)


class ReaderDetail(QFrame):
    """The reader under the cursor of the list; its actions stand as words at the foot."""

    open_asked = Signal(int)
    edit_asked = Signal(int)
    more_asked = Signal()
    """What is done with one reader as with several: moving, leaving, validity."""
    print_asked = Signal(object)
    """The cards of these readers are to be printed: a list of one id."""
    done = Signal(str)
    """What was done, in one sentence; it can be undone with F8."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.setObjectName("side_panel")
        self._desk = desk
        self._row: ReaderFound | None = None
        self._detail: Detail | None = None
        self._photo = PhotoBox()
        self._name = FitLabel(theme.Step.HEAD, bold=True)
        self._facts = label(wrap=True)
        self._notes = label(role="warn", wrap=True)
        self._pages = QButtonGroup(self)
        self._out = self._page("reader_out")
        self._holds = self._page("reader_holds")
        self._past = self._page("reader_history")
        self._owes = self._page("reader_owes")
        self._about = self._page("reader_about")
        self.lines = RowTable(
            COLUMNS, name=_("Books of this reader"), empty=Empty(_("Nothing here")), key=lambda line: line.key,
            header=False, cursor_at_top=False,
        )  # fmt: skip
        self.profile = named(label(role="note", wrap=True), "reader_profile")
        self.face = ListFace()
        self.face.show_face(
            icons.USER, _("No reader chosen"), _("What the reader chosen at the left has borrowed stands here.")
        )
        self.form = InlineForm()
        self._open = button("reader_open", _("Open at the desk"), self._open_at_desk, role="next")
        self._edit = button("reader_edit", _("Change"), self._ask_edit, icon=icons.EDIT)
        self._more = button("reader_more", _("More …"), self.more_asked.emit)
        self._appoint = button("reader_appoint", "", self._change_helper)
        self._stop = button("reader_stop", "", self._change_state)
        self._print = button("reader_print", _("Print the card"), self._ask_print, icon=icons.PRINT)
        self._card = button("reader_card", _("Replace the card …"), self._ask_card)
        self._fault = label(role="bad", wrap=True)
        self._assemble()
        self._pages.buttonClicked.connect(lambda _button: self._show_lines())
        self.show_reader(None)

    def _page(self, name: str) -> QToolButton:
        made = named(QToolButton(), name)
        made.setProperty("role", "page")
        made.setCheckable(True)
        self._pages.addButton(made)
        return made

    def _assemble(self) -> None:
        self._out.setChecked(True)
        self.form.setProperty(TAKES_SCANS, True)
        head = across(self._photo, (down(self._name, self._facts, self._notes, None), 1), gap=3, end=False)
        pages = wrapped(self._out, self._holds, self._past, self._owes, self._about)
        self._parts = (
            head, pages, self.profile, self.lines,
            self._fault, wrapped(self._open, self._edit, self._more, gap=2),
            wrapped(self._print, self._card, self._appoint, self._stop, gap=2),
        )  # fmt: skip
        column = QVBoxLayout(self)
        column.setContentsMargins(*[theme.space(3)] * 4)
        column.setSpacing(theme.space(1))
        for part in self._parts:
            column.addWidget(part, 1 if part is self.lines else 0)
        column.insertWidget(column.indexOf(self._fault), self.form)
        column.addWidget(self.face, 1)

    def show_reader(self, row: ReaderFound | None) -> None:
        """Show this reader as now; None empties the panel. A question about another reader is put away."""
        if row is None or self._row is None or row.id != self._row.id:
            self.form.close_form()
            self._fault.clear()
        self._row = row
        self._detail = queries.detail(self._desk.read(Op.FIND_READERS), row.id) if row else None
        for part in self._parts:
            part.setVisible(row is not None and self._detail is not None)
        self.face.setVisible(row is None or self._detail is None)
        self._fault.setVisible(bool(row and self._fault.text()))
        if row is None or self._detail is None:
            self.form.close_form()
            return
        school = school_of(self._desk)
        group = row.group(self._desk.today, school.system, school.only_stage)
        helper = _("student librarian") if row.helper else ""
        person = self._detail.responsible
        answers = _("{name} answers for it").format(name=person) if person else ""
        self._name.setText(row.name)
        self._facts.setText("  ·  ".join(part for part in (group, row.card, helper, answers) if part))
        self._show_photo(row, self._detail)
        self._notes.setText("\n".join(self._detail.lines(row.state, self._desk.today)))
        self._notes.setVisible(bool(self._notes.text()))
        self._appoint.setText(_("End as student librarian") if row.helper else _("Appoint as student librarian"))
        self._appoint.setVisible(row.helper or row.kind == "pupil")
        self._edit.setVisible(self._desk.allows(Op.EDIT_READER))
        self._stop.setText(_("Reopen the card") if row.state == "stopped" else _("Stop the card …"))
        self._stop.setEnabled(row.state in ("active", "stopped"))
        self._open.setEnabled(row.state in ("active", "stopped"))
        self._print.setVisible(row.state == "active" and self._desk.allows(Op.SEE_PRINTING))
        self._show_lines()

    def _show_photo(self, row: ReaderFound, detail: Detail) -> None:
        """Where the school keeps photos; an account has no face."""
        on = self._desk.settings.photos and row.kind not in ACCOUNTS
        self._photo.setVisible(on)
        if on:
            library = self._desk.read(Op.FIND_READERS)
            self._photo.show_photo(persons.photo_of(library, row.id) if detail.photo else None)

    def _show_lines(self) -> None:
        if self._row is None:
            return
        library, reader_id, today = self._desk.read(Op.FIND_READERS), self._row.id, self._desk.today
        out = desk_queries.loans_out(library, reader_id, today)
        holds = queries.holds_of(library, reader_id)
        self._out.setText(_("Out {count}").format(count=len(out)))
        self._holds.setText(_("Holds {count}").format(count=len(holds)))
        self._past.setText(_("Read before"))
        self._past.setVisible(self._desk.allows(Op.SEE_HISTORY))
        self._about.setText(_("About"))
        self._owes.setVisible(self._desk.allows(Op.SEE_CHARGES))
        self._show_profile()
        owed = owed_lines(self._desk, reader_id) if self._desk.allows(Op.SEE_CHARGES) else []
        self._owes.setText(_("Owes {count}").format(count=sum(line.role == "bad" for line in owed)))
        if self._owes.isChecked():
            self._show(owed)
        elif self._holds.isChecked():
            self._show([Line(hold.id, hold.title, _hold(hold), "good" if hold.ready else "") for hold in holds])
        elif self._past.isChecked():
            past = queries.history_of(self._desk.read(Op.SEE_HISTORY), reader_id)
            self._show([Line(loan.id, loan.title, _past(loan), "bad" if loan.lost else "") for loan in past])
        elif self._about.isChecked() and self._detail is not None:
            lines = about_lines(self._desk, self._detail, persons.class_history(library, reader_id), reader_id)
            self._show([Line(number, *line) for number, line in enumerate(lines)])
        else:
            self._show([Line(loan.loan_id, loan.title, _due(loan), "bad" if loan.late else "") for loan in out])

    def _show_profile(self) -> None:
        """Beside the history, for those who may see it: what is read, so that they know what to lay out."""
        words = ""
        if self._past.isChecked() and self._row is not None and self._desk.allows(Op.SEE_HISTORY):
            words = reading_of(self._desk, self._row.id)
        self.profile.setText(words)
        self.profile.setVisible(bool(words))

    def _show(self, lines: list[Line]) -> None:
        self.lines.set_empty(Empty(_("Nothing here"), icon=icons.BOOK_OPEN))
        self.lines.show_rows(lines)

    def _open_at_desk(self) -> None:
        if self._row is not None:
            self.open_asked.emit(self._row.id)

    def _ask_print(self) -> None:
        if self._row is not None:
            self.print_asked.emit([self._row.id])

    def _ask_edit(self) -> None:
        if self._row is not None:
            self.edit_asked.emit(self._row.id)

    def _change_helper(self) -> None:
        row = self._row
        if row is None:
            return
        if row.helper:
            self._do(partial(shifts.dismiss, self._desk, row.id), _("{name} is no longer a student librarian."))
        else:
            self._do(partial(shifts.appoint, self._desk, row.id), _("{name} is now a student librarian."))

    def _change_state(self) -> None:
        row = self._row
        if row is None:
            return
        if row.state == "stopped":
            self._do(partial(readers.reopen_reader, self._desk, reader_id=row.id), _("{name} may borrow again."))
        else:
            self._ask("reader_stop_why", _("Why?"), _("Stop the card"), self._stop_card)

    def _stop_card(self, why: str) -> None:
        row = self._row
        if row is not None:
            act = partial(readers.stop_reader, self._desk, reader_id=row.id, why=why)
            self._run(act, _("The card of {name} is stopped."))

    def _ask_card(self) -> None:
        self._ask("reader_new_card", _("New card"), _("It counts now"), self._replace_card)

    def _replace_card(self, code: str) -> None:
        row = self._row
        if row is not None:
            act = partial(readers.replace_card, self._desk, reader_id=row.id, code=code)
            self._run(act, _("{name} has a new card; the old number is refused from now on."))

    def _ask(self, name: str, words: str, verb: str, answer: Callable[[str], object]) -> None:
        self._fault.clear()
        self._fault.hide()
        self.form.ask(Question(name, words, verb, answer))

    def _do(self, act: Callable[[], object], told: str) -> None:
        """Run one action; a refusal stands on the page until the next one."""
        try:
            self._run(act, told)
        except DeskError as error:
            self._fault.setText(error.text())
            self._fault.show()

    def _run(self, act: Callable[[], object], told: str) -> None:
        """Run one action for a form, which tells a refusal itself."""
        name = self._row.name if self._row else ""
        act()
        self._fault.clear()
        self._fault.hide()
        self.done.emit(told.format(name=name))


def reading_of(desk: Desk, reader_id: int) -> str:
    """What a reader borrowed within a year, in words."""
    from libdesk.store.queries.reporting.reading import reader_read
    from libdesk.ui.reports.reading_words import profile_words
    from libdesk.ui.reports.tables.holdings import class_names

    since = desk.today - timedelta(days=365)
    system = SchoolSystem(desk.settings.school_system)
    return profile_words(reader_read(desk.read(Op.SEE_HISTORY), reader_id, since, system), class_names(desk))


def owed_lines(desk: Desk, reader_id: int) -> list[Line]:
    """What a reader owes, the open first and marked, and what was settled."""
    from libdesk.store.queries import charges
    from libdesk.ui.readers import owed_words as words

    return [
        Line(row.id, words.what(row), words.whole(desk, row), "bad" if row.state == "open" else "")
        for row in charges.charges_of(desk.read(Op.SEE_CHARGES), reader_id)
    ]


def _due(loan: LoanOut) -> str:
    day = show_day(loan.due, weekday=not loan.late)
    if loan.claimed:
        return _("says it was returned")
    if loan.late:
        return ngettext("{day}, {n} day overdue", "{day}, {n} days overdue", loan.late).format(day=day, n=loan.late)
    return day


def _hold(hold: HoldLine) -> str:
    if hold.ready_until:
        return _("ready until {day}").format(day=show_day(hold.ready_until, weekday=False))
    if hold.ready:
        return _("ready")
    return ngettext("{n} ahead", "{n} ahead", hold.ahead).format(n=hold.ahead) if hold.ahead else _("next in line")


def _past(loan: PastLoan) -> str:
    if loan.lost or loan.returned is None:
        return _("lost")
    return show_day(loan.returned, weekday=False, year=True)
