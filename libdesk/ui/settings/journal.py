"""The journal: who did what and when, newest first, narrowed down by days, kind, person and words; undone from here."""

from datetime import date, datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from PySide6.QtCore import QDate
from PySide6.QtWidgets import QComboBox, QDateEdit

from libdesk.actions.desk import Desk
from libdesk.actions.errors import CannotUndo
from libdesk.actions.undo import BULK, undo, why_not
from libdesk.domain.errors import DeskError
from libdesk.domain.ops import Op
from libdesk.domain.progress import Progress
from libdesk.domain.rows.journal import GROUP_NAMES, Asked, JournalLine, JournalPage
from libdesk.i18n import N_, _
from libdesk.store.queries import journal as journal_queries
from libdesk.store.queries import journal_page as queries
from libdesk.ui import icons, theme
from libdesk.ui.jobs import Lane
from libdesk.ui.one_job import OneJob
from libdesk.ui.parts import across, button, down, label, named, wrapped
from libdesk.ui.search_edit import SearchEdit
from libdesk.ui.settings import journal_words as words
from libdesk.ui.settings.section import Section, choice, choose, day_field, day_of
from libdesk.ui.tab import Surroundings
from libdesk.ui.widgets.row_model import Column, Width
from libdesk.ui.widgets.row_table import Empty, RowTable

NARROWEST: Final = 4  # letters of a choice that are always seen; its list shows all
ROWS_HIGH: Final = 48  # steps, at least
ALL, CHOSEN = -1, -2
SPANS: Final = ((0, N_("today")), (7, N_("7 days")), (30, N_("30 days")), (365, N_("a year")), (ALL, N_("all days")))


class JournalSection(Section):
    TITLE = N_("Journal")
    ALSO = N_("log history record who did what undo")
    ICON = icons.HISTORY
    HELP = "journal"

    def __init__(self, around: Surroundings) -> None:
        super().__init__(around)
        self._reading = OneJob(around.jobs, self)
        self._checking = OneJob(around.jobs, self)
        self._undoing = OneJob(around.jobs, self)
        spans = [(days, _(text)) for days, text in SPANS]
        self.span = choice("journal_span", [*spans, (CHOSEN, _("chosen days"))])
        self.first = day_field("journal_first", _("First day"), self.desk.today)
        self.last = day_field("journal_last", _("Last day"), self.desk.today)
        self.group = choice("journal_group", [("", _("everything")), *((k, _(v)) for k, v in GROUP_NAMES.items())])
        self.person = choice("journal_person", ())
        self.search = SearchEdit("journal_box", _("Look in the journal"), _("Reader, title, card or barcode"))
        self.list = RowTable(
            self._columns(), name=_("Journal"), empty=Empty(_("Nothing was done on these days"), icon=icons.HISTORY),
            key=lambda row: row.id,
        )  # fmt: skip
        self.detail = named(label(wrap=True), "journal_detail")
        self.why = named(label(role="note", wrap=True), "journal_why")
        self.undo = button("journal_undo", _("Undo this"), self._undo, icon=icons.UNDO)
        self._people: list[tuple[str, str]] = []
        self._assemble()
        self._connect()

    def _columns(self) -> tuple[Column, ...]:
        return (
            Column("at", N_("When"), self._when, sort=lambda row: -row.id),
            Column("what", N_("What was done"), words.what, role=lambda row: "quiet" if row.undone else ""),
            Column("about", N_("About"), words.about, width=Width.STRETCH),
            Column("who", N_("By whom"), words.who),
        )

    def _assemble(self) -> None:
        for combo, name in ((self.span, _("Days")), (self.group, _("What was done")), (self.person, _("By whom"))):
            combo.setAccessibleName(name)
        choose(self.span, 30)
        self.setMaximumWidth(16_777_215)  # a table, not lines of text
        self.list.setMinimumHeight(theme.space(ROWS_HIGH))
        self._days = wrapped(self.first, label("–"), self.last)
        self._days.hide()
        for combo in (self.span, self.group, self.person):
            combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            combo.setMinimumContentsLength(NARROWEST)
        self.add_part(wrapped((self.search, 1), (self.span, 1), (self.group, 1), (self.person, 1)))
        self.add_part(self._days)
        self._column.setSpacing(theme.space(2))
        self._column.addWidget(self.list, 1)
        self.add_part(down(self.detail, across(self.undo, (self.why, 1), end=False)))

    def _connect(self) -> None:
        self.search.asked.connect(lambda _text: self._ask())
        self.search.went_down.connect(self.list.view.setFocus)
        for combo in (self.span, self.group, self.person):
            combo.activated.connect(lambda _row: self._ask())
        self.first.dateChanged.connect(lambda day: self._keep_order(self.last, max(day, self.last.date())))
        self.last.dateChanged.connect(lambda day: self._keep_order(self.first, min(day, self.first.date())))
        self.list.row_changed.connect(self._show_line)

    def show_values(self) -> None:
        self._fill_people()
        self._show(asking=False)

    def _fill_people(self) -> None:
        found = queries.people(self.desk.read(Op.SEE_JOURNAL))
        rest = [
            ("helpers", _("all student librarians")), ("nobody", _("nobody signed on")),
            ("open", _("librarian without a PIN")), ("system", _("libdesk itself")),
        ]  # fmt: skip
        people = [("", _("everybody")), *((person.key, person.name) for person in found), *rest]
        if people != self._people:
            chosen = self.person.currentData()
            self._people = people
            self.person.clear()
            for key, name in people:
                self.person.addItem(name, key)
            choose(self.person, chosen if any(chosen == key for key, _name in people) else "")

    # Reading

    def asked(self) -> Asked:
        """What the fields ask for."""
        since, until = self._span()
        group, person = self.group.currentData() or "", self.person.currentData() or ""
        text = self.search.text().strip()
        return Asked(since, until, group, person, text, *words.meant(text))

    def _span(self) -> tuple[int, int | None]:
        days, today = self.span.currentData(), self.desk.today
        if days == CHOSEN:
            return self._midnight(day_of(self.first)), self._midnight(day_of(self.last) + timedelta(days=1))
        return (0 if days == ALL else self._midnight(today - timedelta(days=days))), None

    def _midnight(self, day: date) -> int:
        return int(datetime.combine(day, time(), self._zone).timestamp() * 1000)

    @property
    def _zone(self) -> ZoneInfo:
        return ZoneInfo(self.desk.settings.zone)

    def _keep_order(self, other: QDateEdit, day: QDate) -> None:
        """The last day is never before the first: the other field follows."""
        other.blockSignals(True)
        other.setDate(day)
        other.blockSignals(False)
        self._ask()

    def _ask(self) -> None:
        if not self.filling:
            self._days.setVisible(self.span.currentData() == CHOSEN)
            self._show(asking=True)

    def _show(self, *, asking: bool) -> None:
        """Days alone are there at once; whatever else is asked is looked for beside the desk."""
        asked = self.asked()
        if asked.plain:
            self._reading.drop()
            try:
                self._show_page(queries.page(self.desk.read(Op.SEE_JOURNAL), asked))
            except DeskError as error:
                self._failed(error)
            return
        if asking:
            self.list.show_loading()

        def look(desk: Desk, progress: Progress) -> JournalPage:
            return queries.page(desk.read(Op.SEE_JOURNAL), asked, progress=progress)

        self._reading.start(Lane.DOCUMENTS, _("Looking through the journal"), look, self._show_page, self._failed)

    def _show_page(self, page: JournalPage) -> None:
        self.list.show_rows(page.lines, total=page.total)
        if page.more:
            text = _("The newest {shown} of more than {total}. Choose fewer days to narrow the list.")
        else:
            text = _("The newest {shown} of {total}. Choose fewer days to narrow the list.")
        self.list.note.setText(text.format(shown=f"{len(page.lines):,}", total=f"{page.total:,}"))
        self._show_line(self.list.current_row())

    def _failed(self, error: Exception) -> None:
        text = error.text() if isinstance(error, DeskError) else ""
        self.list.show_error(text, ((_("Try again"), lambda: self._show(asking=True)),))

    # One line

    def _when(self, line: JournalLine) -> str:
        return words.when(line, self._zone, self.desk.today)

    def _show_line(self, line: JournalLine | None) -> None:
        """What it was, and whether it can be undone: looked up beside the desk, since much may have followed."""
        self.undo.setEnabled(False)
        self.undo.setVisible(line is not None)
        self.why.clear()
        self._checking.drop()
        if line is None:
            self.detail.clear()
            return
        parts = [self._when(line), words.who(line), words.what(line), words.about(line)]
        if line.typed:
            parts.append(_("typed by hand"))
        self.detail.setText("  ·  ".join(part for part in parts if part))
        if line.undone:
            self.why.setText(CannotUndo("done").text())
            return
        if not line.images:
            self.why.setText(_("There is nothing left that could be put back."))
            return

        def look(desk: Desk, _progress: Progress) -> str:
            entry = journal_queries.entry(desk.read(Op.SEE_JOURNAL), line.id)
            return why_not(desk, entry) if entry is not None else "old"

        self._checking.start(Lane.DOCUMENTS, _("Looking through the journal"), look, self._checked, self._unchecked)

    def _checked(self, why: str) -> None:
        self.why.setText(CannotUndo(why).text() if why else "")
        self.undo.setEnabled(not why)

    def _unchecked(self, error: Exception) -> None:
        self.why.setText(error.text() if isinstance(error, DeskError) else "")

    def _undo(self) -> None:
        line: JournalLine | None = self.list.current_row()
        if line is None or self._undoing.running:
            return
        self.undo.setEnabled(False)
        told = _("Undone: {op}").format(op=words.what(line))
        if line.op not in BULK:
            self.do(lambda: undo(self.desk, line.id), told)
            return

        def work(desk: Desk, _progress: Progress) -> object:
            return undo(desk, line.id)

        self.why.setText(_("Undoing … Scans are kept until it is done."))
        self._undoing.start(
            Lane.LIBRARY, _("Undo"), work, lambda _receipt: self._undone(told), self._undo_failed
        )  # fmt: skip

    def _undone(self, told: str) -> None:
        self.around.say(told)
        self.refresh()

    def _undo_failed(self, error: Exception) -> None:
        self.why.setText(error.text() if isinstance(error, DeskError) else "")
