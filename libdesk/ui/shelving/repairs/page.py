"""Repairs: the work list with the worst and oldest on top, one case beside it; a book scanned here is reported."""

from collections.abc import Callable
from functools import cached_property, partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QComboBox, QVBoxLayout, QWidget

from libdesk.actions.errors import IsBound
from libdesk.actions.returning import report_damage
from libdesk.domain.barcodes import read_scan
from libdesk.domain.charges import DEGREE_WORDS
from libdesk.domain.counter import SeenCopy
from libdesk.domain.errors import DeskError
from libdesk.domain.ops import Op, Topic
from libdesk.domain.outcome import Outcome
from libdesk.domain.repairs import DEGREES, show_degree, show_state
from libdesk.domain.rows.repairs import CasesFound, CheckedCopy, Wanted
from libdesk.i18n import N_, _, sentences
from libdesk.store.queries import repairs as queries
from libdesk.store.queries.scan import recognise
from libdesk.ui import icons, theme
from libdesk.ui.lending.damage_details import DamageDetails
from libdesk.ui.parts import button, label, named, wrapped
from libdesk.ui.printing.document_makers import list_maker
from libdesk.ui.settings.section import choice
from libdesk.ui.shelving.copy_words import no_copy
from libdesk.ui.shelving.repairs import kept, papers, words
from libdesk.ui.shelving.repairs.case_view import CaseView
from libdesk.ui.tab import Surroundings, Tab
from libdesk.ui.widgets.choices import fill, place_choice
from libdesk.ui.widgets.inline_form import InlineForm, Question
from libdesk.ui.widgets.panes import Panes
from libdesk.ui.widgets.row_table import Empty, RowTable
from libdesk.ui.widgets.scan_box import ScanBox
from libdesk.ui.widgets.scan_line import ScanLine
from libdesk.ui.widgets.stack import Stack

if TYPE_CHECKING:
    from libdesk.ui.shelving.repairs.check_view import CheckView
    from libdesk.ui.shelving.repairs.register_view import RegisterView

PRINTED: Final = 20_000  # cases on one list


class RepairsPage(Tab):
    NAME = "repairs_page"
    TITLE = N_("Repairs")
    ICON = icons.REPAIR
    OP = Op.SEE_SHELVING
    TOPICS = frozenset({Topic.BOOKS, Topic.LOANS, Topic.CHARGES, Topic.SHELVING, Topic.SETTINGS})
    UNDONE_HERE = frozenset({Op.REPORT_DAMAGE, Op.CHECK_CARE})

    document_asked = Signal(str, object)
    """A document to open or print: its title, and a function without arguments that gives its bytes."""
    heard = Signal(object)
    """The outcome of a scan, for the ear."""

    def __init__(self, around: Surroundings) -> None:
        super().__init__(around)
        self.found = CasesFound((), 0)
        self.form = InlineForm("repairs")
        self.state = choice("repairs_state", words.states())
        self.place = place_choice("repairs_place")
        self.degree = choice("repairs_degree", [("", _("every degree")), *((c, _(w)) for c, w in DEGREE_WORDS.items())])
        self.list = RowTable(
            words.columns(lambda: self.desk.today), name=_("Books to be repaired"), empty=Empty(""), many=True,
            key=lambda row: row.id, least=40,
        )  # fmt: skip
        self.view = CaseView(around, self.list.view)
        self.care = button("repairs_check", _("Regular check …"), self.open_check, icon=icons.STOCKTAKE)
        self.register = button("repairs_register", _("Repair register …"), self.open_register)
        self.print = button("repairs_print", _("Print the list"), self._print, icon=icons.PRINT)
        self.line = ScanLine("repairs", self.care, self.register, self.print)
        self.box, self.told = self.line.box, self.line.told
        self.counts = named(label(role="note", wrap=True), "repairs_counts")
        self._views = Stack()
        self._assemble()
        self._connect()
        self.refresh()

    def _assemble(self) -> None:
        self.box.setAccessibleDescription(_("The barcode of a damaged book, or of one that is in repair"))
        for field, text in ((self.state, _("State")), (self.degree, _("Degree"))):
            field.setAccessibleName(text)
            field.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.list.keep_in_sight(3, fewest=1)
        self.form.gives_back_to = self.box
        self.splitter = Panes(
            "repairs_splitter", self.list, self.view, shares=(55, 45), pc=self.around.pc, needs=(75, 70)
        )
        work = QWidget()
        lines = QVBoxLayout(work)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(theme.space(0.5))
        lines.addWidget(wrapped(self.state, self.place, self.degree, gap=2))
        lines.addWidget(self.counts)
        lines.addWidget(self.splitter, 1)
        self._views.addWidget(work)
        self._work = work
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.space(3), theme.space(0.5), theme.space(3), 0)
        column.setSpacing(theme.space(0.5))
        for part in (self.line, self.form, self._views):
            column.addWidget(part, 1 if part is self._views else 0)

    def _connect(self) -> None:
        for field in (self.state, self.place, self.degree):
            field.activated.connect(lambda _at: self._look())
        self.box.scanned.connect(self.take_scan)
        self.line.heard.connect(self.heard)
        self.line.listen(self)
        self.box.cancelled.connect(self._escape)
        self.box.moved.connect(lambda _by: self.list.view.setFocus())
        self.list.chosen_changed.connect(self._show)
        self.list.row_changed.connect(lambda _row: self._show())
        self._add_key("Ctrl+D", self._ask_more)
        for nth, code in enumerate(DEGREES, start=1):
            self._add_key(f"Alt+{nth}", partial(self._mark, code))
        self.view.more_asked.connect(self._ask_more)
        self.view.acted.connect(lambda: self.line.tell(Outcome.DONE, ""))

    def _add_key(self, keys: str, work: Callable[[], None]) -> None:
        """Wherever on the page the keyboard is, mostly in the scan box."""
        made = QShortcut(QKeySequence(keys), self, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
        made.activated.connect(work)

    @property
    def scan_target(self) -> ScanBox:
        return self.box

    @property
    def home(self) -> tuple[QWidget, ...]:
        return (self.box,)

    # The work list

    @property
    def wanted(self) -> Wanted:
        return Wanted(self.state.currentData(), self.place.currentData(), self.degree.currentData())

    def refresh(self) -> None:
        if not self.desk.allows(self.OP):
            return
        self.line.tell(Outcome.DONE, "")  # perhaps it is undone
        try:
            self._fill_places()
            self._look()
            shown = self._views.currentWidget()
            if shown is not self._work and shown is not None:
                shown.refresh()  # type: ignore[attr-defined]  # the check or the register
        except DeskError as error:
            self.list.show_error(error.text(), ((_("Try again"), self.refresh),))

    def _fill_places(self) -> None:
        fill(self.place, queries.places(self.desk.read(Op.SEE_SHELVING)))

    def _look(self) -> None:
        library = self.desk.read(Op.SEE_SHELVING)
        self.found = queries.cases(library, self.wanted, self.desk.settings.zone)
        self.list.set_empty(self._empty())
        more = self.found.total > len(self.found.rows)
        self.list.show_rows(self.found.rows, total=self.found.total if more else None)
        self.counts.setText(words.counted(queries.open_counts(library)))
        self.print.setEnabled(bool(self.found.rows))
        begun = kept.kept(self.around.pc, self.desk).books
        self.care.setText(_("Go on with the check …") if begun else _("Regular check …"))
        self._show()

    def _empty(self) -> Empty:
        if self.wanted != Wanted():
            choices = ((_("Show everything that is open"), self._show_all),)
            return Empty(_("Nothing of this kind"), "", choices, icons.CHECK_CIRCLE)
        sentence = _("Scan a damaged book here, or press Ctrl+D at the desk after its return.")
        return Empty(_("Nothing is to be repaired"), sentence, (), icons.CHECK_CIRCLE)

    def _show_all(self) -> None:
        for field in (self.state, self.place, self.degree):
            field.setCurrentIndex(0)
        self._look()
        self.box.setFocus()

    def _show(self) -> None:
        rows = self.list.chosen_rows()
        self.view.show_cases(rows)
        self.view.setVisible(bool(rows))

    # Scans

    def take_scan(self, raw: str, typed: bool) -> None:
        """In a check the book is looked at; else its case is shown, or what is wrong with it is asked."""
        self.form.close_form()
        scan = read_scan(raw)
        if scan.empty:
            return
        if self._views.currentWidget() is vars(self).get("check"):
            self.check.take_scan(raw)
            self.box.setFocus()
            return
        library = self.desk.read(Op.SEE_SHELVING)
        seen = recognise(library, scan)
        copy = queries.checked_copy(library, seen.copy.id) if isinstance(seen, SeenCopy) else None
        if copy is None:
            word = no_copy(seen)
            self.line.hear(word.outcome, word.text)
        elif copy.bound:
            self.line.hear(Outcome.REFUSED, IsBound(copy.bound).text())
        elif copy.status == "withdrawn":
            self.line.hear(
                Outcome.REFUSED, _("“{title}” was withdrawn. Nothing is repaired any more.").format(title=copy.title)
            )
        elif copy.case_state:
            self._show_case(copy)
        else:
            self._ask(copy)
            away = words.not_here(copy.status)
            self.line.hear(Outcome.NOTICE if away else Outcome.DONE, away)
            return
        self.box.setFocus()

    def _show_case(self, copy: CheckedCopy) -> None:
        """The case that is open, whatever was chosen to be shown; what is worse now is noted by Ctrl+D."""
        damage_id = queries.open_case_id(self.desk.library, copy.copy_id)
        if not self.list.select(damage_id):
            self._show_all()
            self.list.select(damage_id)
        text = _("“{title}” is reported already: {degree}, {state}.")
        self.line.hear(Outcome.NOTICE, text.format(
            title=copy.title, degree=show_degree(copy.degree), state=show_state(copy.case_state)
        ))  # fmt: skip

    def _ask_more(self) -> None:
        """The chosen book has got worse, or more is wrong with it: its case goes on, the worse degree counts."""
        row = self.view.may_get_worse
        copy = queries.checked_copy(self.desk.library, row.copy_id) if row is not None else None
        if copy is not None and self._views.currentWidget() is self._work:
            self._ask(copy)

    def _ask(self, copy: CheckedCopy) -> None:
        self.line.tell(Outcome.DONE, "")
        details = DamageDetails(self.around.pc)
        text = _("How badly is “{title}” damaged?").format(title=copy.title)
        degrees = tuple((code, _(name)) for code, name in DEGREE_WORDS.items())
        self.form.ask(Question("repairs_how", text, "", partial(self._report, copy, details), degrees, aside=details))

    def _report(self, copy: CheckedCopy, details: DamageDetails, degree: str) -> None:
        """Raises DeskError, which is told in the form."""
        if self.around.jobs.busy_library:
            self.form.tell(_("A job is writing. Do this when it is done."))
            return
        done = report_damage(
            self.desk, copy_id=copy.copy_id, degree=degree, kind=details.kind_code, cause=details.cause_code,
            note=details.note.text(), photo=details.photo_bytes(),
        )  # fmt: skip
        self.refresh()
        if not self.list.select(done.damage_id):
            self._show_all()
            self.list.select(done.damage_id)
        text = _("“{title}” is reported: {degree}. F8 takes it back.")
        text, away = text.format(title=copy.title, degree=show_degree(done.degree)), words.not_here(copy.status)
        self.line.tell(Outcome.NOTICE if away else Outcome.DONE, sentences(text, away))
        self.box.setFocus()

    def _escape(self) -> None:
        if self.form.isVisible():
            self.form.close_form()
        elif self._views.currentWidget() is not self._work:
            self._back()

    # The check, the register, the paper

    @cached_property
    def check(self) -> "CheckView":
        from libdesk.ui.shelving.repairs.check_view import CheckView

        made = CheckView(self.around)
        made.told.connect(self.line.hear)
        made.closed.connect(self._back)
        self._views.addWidget(made)
        return made

    @cached_property
    def register_view(self) -> "RegisterView":
        from libdesk.ui.shelving.repairs.register_view import RegisterView

        made = RegisterView(self.around)
        made.document_asked.connect(self.document_asked)
        made.closed.connect(self._back)
        self._views.addWidget(made)
        return made

    def open_check(self) -> None:
        """Scans are for the check until it is left or finished."""
        self._turn_to(self.check, self.check.begin)
        self.box.setFocus()

    def _mark(self, degree: str) -> None:
        if self._views.currentWidget() is vars(self).get("check"):
            self.check.mark(degree)

    def open_register(self) -> None:
        self._turn_to(self.register_view, self.register_view.begin)

    def _turn_to(self, view: QWidget, begin: Callable[[], None]) -> None:
        self.form.close_form()
        self.line.tell(Outcome.DONE, "")
        self._views.setCurrentWidget(view)
        self._mirror_top()
        begin()

    def _back(self) -> None:
        self.line.tell(Outcome.DONE, "")
        self._views.setCurrentWidget(self._work)
        self._mirror_top()
        self.refresh()
        self.box.setFocus()

    def _mirror_top(self) -> None:
        work = self._views.currentWidget() is self._work
        for made in (self.care, self.register, self.print):
            made.setVisible(work)
        self.line.setVisible(work or self._views.currentWidget() is vars(self).get("check"))

    def _print(self) -> None:
        found = queries.cases(self.desk.read(Op.SEE_SHELVING), self.wanted, self.desk.settings.zone, limit=PRINTED)
        fields = (self.state, self.place, self.degree)
        what = " · ".join(field.currentText() for field in fields if field.currentIndex() > 0)
        paper = papers.work_list_paper(self.desk, found.rows, found.total, what)
        self.document_asked.emit(_("Books to be repaired"), list_maker(paper))
