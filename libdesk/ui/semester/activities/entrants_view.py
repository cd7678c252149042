"""Who takes part: works, results and prizes typed from entry to entry, places by score, prizes by place, papers."""

from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from libdesk.actions.activities import results
from libdesk.actions.activities.entrants import enter_readers, remove_entrants
from libdesk.actions.school import school_of
from libdesk.domain.activities import has_works, prize_order, score_of
from libdesk.domain.errors import DeskError
from libdesk.domain.rows.activities import ActivityRow, EntrantRow
from libdesk.i18n import N_, _, ngettext, sentences
from libdesk.store.queries import activities as queries
from libdesk.ui import icons, theme
from libdesk.ui.parts import button, label, named, wrapped
from libdesk.ui.readers.take_along import save_list
from libdesk.ui.semester.activities import papers, words
from libdesk.ui.semester.activities.prizes_form import PrizesForm
from libdesk.ui.semester.activities.result_line import ResultLine, Said
from libdesk.ui.tab import Surroundings
from libdesk.ui.widgets.announce import tell_aloud
from libdesk.ui.widgets.row_model import Column, Width
from libdesk.ui.widgets.row_table import Empty, RowTable
from libdesk.ui.widgets.stack import Stack

if TYPE_CHECKING:
    from libdesk.ui.semester.activities.add_panel import AddPanel
    from libdesk.ui.semester.activities.sheet_panel import SheetPanel


class EntrantsView(QWidget):
    document_asked = Signal(str, object)

    def __init__(self, around: Surroundings) -> None:
        super().__init__()
        self.setObjectName("activity_entrants_view")
        self._around, self._desk = around, around.desk
        self._row: ActivityRow | None = None
        self._school = school_of(around.desk)
        self.counts = named(label(wrap=True), "entrants_counts")
        self.list = RowTable(
            self._columns(), name=_("Who takes part"), empty=self._empty(), key=lambda row: row.id, many=True, least=18
        )
        self.line = ResultLine(self._set_result)
        self.fault = named(label(role="bad", wrap=True), "entrants_fault")
        self.prizes_form = PrizesForm(gives_back_to=self.list.view)
        self.add = button("entrants_add", _("Enter who takes part …"), self.begin_adding, icon=icons.ADD)
        self.sheet = button("entrants_sheet", _("Results from a table …"), self._begin_sheet, icon=icons.IMPORT)
        self.rank = button("entrants_rank", _("Places by score"), self._rank)
        self.prizes = button("entrants_prizes", _("Prizes by place …"), self._ask_prizes)
        self.off = button("entrants_off", _("Take out"), self._take_out)
        self.print = button("entrants_print", _("Print the results"), self._print, icon=icons.PRINT)
        self.roll = button("entrants_roll", _("Print who takes part"), self._print_roll, icon=icons.PRINT)
        self.certificates = button(
            "entrants_certificates", _("Print certificates of honour"), self._certificates, icon=icons.PRINT
        )
        self.save = button("entrants_save", _("Save as a table …"), self._save, icon=icons.EXPORT)
        self._views = Stack()
        self._assemble()
        self._connect()

    def _assemble(self) -> None:
        self.fault.hide()
        self.list.keep_in_sight(3)
        self.foot = wrapped(
            self.add, self.sheet, self.rank, self.prizes, self.print, self.certificates, self.roll, self.save, self.off
        )
        main = QWidget()
        inside = QVBoxLayout(main)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(theme.space(1))
        for part in (self.counts, self.list, self.line, self.fault, self.prizes_form, self.foot):
            inside.addWidget(part, 1 if part is self.list else 0)
        self._main = main
        self._views.addWidget(main)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._views)

    def _connect(self) -> None:
        self.list.row_changed.connect(self._show_line)
        self.list.opened.connect(lambda _row: self.line.begin())
        self.list.chosen_changed.connect(self._mirror)
        self.line.kept.connect(self._keep)
        self.line.left.connect(self.list.view.setFocus)
        self.line.refused.connect(self._tell)
        self.prizes_form.closed.connect(self._mirror)

    def _columns(self) -> tuple[Column, ...]:
        return (
            Column("name", N_("Name"), self._name, width=Width.STRETCH),
            Column("group", N_("Class"), self._group, sort=_group_key, spare=2),
            Column("work", N_("Work"), lambda row: row.work, spare=3),
            Column("works", N_("Works"), lambda row: str(row.works), sort=lambda row: row.works, right=True, spare=4),
            Column("result", N_("Result or score"), lambda row: row.result, sort=_result_key, right=True),
            Column("rank", N_("Rank"), lambda row: str(row.rank or ""), sort=lambda row: row.rank or 1 << 30,
                   right=True, spare=1),
            Column("prize", N_("Prize"), words.prize, sort=lambda row: prize_order(row.prize)),
        )  # fmt: skip

    def _name(self, row: EntrantRow) -> str:
        return row.full(self._desk.today, self._school)

    def _group(self, row: EntrantRow) -> str:
        """The class on the first day; a whole class is its own name already."""
        if row.kind in ("class", "group") or self._row is None:
            return ""
        return row.group(self._row.first, self._school)

    def _empty(self) -> Empty:
        return Empty(
            _("Nobody takes part yet"), _("Tick pupils of a class, scan cards, or enter guests and groups by name."),
            ((_("Enter who takes part …"), self.begin_adding),), icons.USERS,
        )  # fmt: skip

    def show_activity(self, row: ActivityRow | None) -> None:
        """Who takes part in this activity; what was begun for another one is put away."""
        other = row is None or self._row is None or row.id != self._row.id
        self._row, self._school = row, school_of(self._desk)
        if other:
            self.prizes_form.close_form()
            self._tell("")
            self.back()
        with_works = row is None or has_works(row.kind)
        self.list.show_columns({column.key for column in self._columns()} - ({"works"} if not with_works else set()))
        self.line.show_works(with_works)
        self.list.show_rows(queries.entrants(self._desk.library, row.id) if row else ())
        self.counts.setText(words.counts(row) if row else "")
        self.counts.setVisible(bool(row and row.entrants))
        self._show_line(self.list.current_row())
        self._mirror()

    def select(self, entrant_id: int) -> bool:
        return self.list.select(entrant_id)

    def back(self) -> None:
        """The list again, instead of a panel."""
        self._views.setCurrentWidget(self._main)

    def hush(self) -> None:
        """What was said of an earlier scan is not of this one."""
        self._tell("")

    def take_reader(self, reader_id: int) -> str:
        """A card that was scanned: its reader takes part. Gives what to say, "" when it was refused."""
        row = self._row
        if row is None:
            return ""
        self._tell("")
        try:
            done = enter_readers(self._desk, row.id, [reader_id])
        except DeskError as error:
            entered = next((one.id for one in self.list.model.rows() if one.reader_id == reader_id), None)
            if entered is not None:
                self.select(entered)
            self._tell(error.text())
            return ""
        self.show_activity(queries.activity(self._desk.library, row.id))
        entrant = queries.entrant(self._desk.library, done.entrant_id) if done.entrant_id is not None else None
        if entrant is None:
            return words.entered(done)
        self.select(entrant.id)
        told = _("{name} takes part now.").format(name=self._whole(entrant))
        return sentences(told, self._not_meant(row, entrant))

    def _whole(self, row: EntrantRow) -> str:
        """三(1)班 李明, as the librarian knows them."""
        return " ".join(filter(None, (self._group(row), self._name(row))))

    def _not_meant(self, row: ActivityRow, entrant: EntrantRow) -> str:
        """A word where somebody takes part whom the activity is not for; the school may want it so."""
        school = school_of(self._desk)
        if row.audience.means(entrant.reader_kind, entrant.class_ref, row.first, school):
            return ""
        return _("This activity is for {whom}.").format(whom=row.audience.words(row.first, school))

    def _show_line(self, row: EntrantRow | None) -> None:
        self.line.show_entrant(row, self._name(row) if row is not None else "")

    def _mirror(self) -> None:
        rows = self.list.model.rows()
        asks = self.prizes_form.isVisibleTo(self)
        self.foot.setVisible(self._row is not None and not asks)
        self.line.setVisible(bool(rows) and not asks)
        some, won = bool(rows), any(row.prize for row in rows)
        shown = {
            self.rank: some, self.prizes: some, self.off: some, self.print: True, self.roll: some,
            self.certificates: won, self.save: some,
        }  # fmt: skip
        for part, seen in shown.items():
            part.setVisible(seen)
        self.off.setEnabled(bool(self.list.chosen_rows()))

    # Panels that take the place of the list

    @cached_property
    def panel(self) -> "AddPanel":
        from libdesk.ui.semester.activities.add_panel import AddPanel

        made = AddPanel(self._around)
        made.closed.connect(self._panel_closed)
        self._views.addWidget(made)
        return made

    @cached_property
    def sheet_panel(self) -> "SheetPanel":
        from libdesk.ui.semester.activities.sheet_panel import SheetPanel

        made = SheetPanel(self._around)
        made.closed.connect(self._panel_closed)
        self._views.addWidget(made)
        return made

    def begin_adding(self) -> None:
        if self._row is not None:
            self._tell("")
            self._views.setCurrentWidget(self.panel)
            self.panel.begin(self._row)

    def _begin_sheet(self) -> None:
        if self._row is not None:
            self._tell("")
            self._views.setCurrentWidget(self.sheet_panel)
            self.sheet_panel.begin(self._row)

    def _panel_closed(self) -> None:
        self.back()
        (self.list.view if self.list.model.rows() else self.add).setFocus()

    # Results

    def _keep(self) -> None:
        """What stands in the line is kept if it is new, and the next one is shown in the same field."""
        row: EntrantRow | None = self.list.current_row()
        if row is None:
            return
        self._tell("")
        place = self.list.view.currentIndex().row()
        following = self.list.model.rows()[place + 1].id if place + 1 < len(self.list.model.rows()) else row.id
        if self.line.keep_typed():
            self.list.select(following)

    def _set_result(self, entrant_id: int, said: Said) -> None:
        results.set_result(
            self._desk, entrant_id, result=said.result, prize=said.prize, work=said.work, works=said.works
        )

    def hideEvent(self, event: QHideEvent) -> None:
        """Another page, another view of the activity, or student mode."""
        self.line.keep_typed()
        super().hideEvent(event)

    def _rank(self) -> None:
        row = self._row
        if row is not None:
            self._run(lambda: words_ranked(results.rank_by_score(self._desk, row.id)))

    def _ask_prizes(self) -> None:
        if self._row is not None:
            self._tell("")
            self.prizes_form.begin(self.list.model.rows(), self._name)
            text = _("How many of each, from the first place on? Who shares a place shares its prize.")
            self.prizes_form.ask(text, _("Give the prizes"), self._give)
            self._mirror()

    def _give(self) -> None:
        if self._row is not None:
            form = self.prizes_form
            changed = results.give_prizes(self._desk, self._row.id, form.values(), others=form.others.isChecked())
            self._done(ngettext("{n} prize is changed.", "{n} prizes are changed.", changed).format(n=changed))

    def _take_out(self) -> None:
        ids = [row.id for row in self.list.chosen_rows()]
        if ids:
            told = ngettext("{n} is taken out.", "{n} are taken out.", len(ids)).format(n=len(ids))
            self._run(lambda: remove_entrants(self._desk, ids) and told)
            self.list.view.setFocus()

    def _run(self, act: Callable[[], object]) -> None:
        self._tell("")
        try:
            told = act()
        except DeskError as error:
            self._tell(error.text())
            return
        self._done(str(told))

    def _done(self, told: str) -> None:
        self._around.say(_("{done} F8 takes it back.").format(done=told))

    def _tell(self, text: str) -> None:
        tell_aloud(self.fault, text)

    # Papers

    def _print(self) -> None:
        if self._row is not None:
            rows = queries.entrants(self._desk.library, self._row.id)
            self.document_asked.emit(*papers.results(self._desk, self._row, rows))

    def _print_roll(self) -> None:
        if self._row is not None:
            rows = queries.entrants(self._desk.library, self._row.id)
            self.document_asked.emit(*papers.roll(self._desk, self._row, rows))

    def _certificates(self) -> None:
        if self._row is None:
            return
        rows = queries.entrants(self._desk.library, self._row.id)
        named_ones, nameless = papers.honoured(rows)
        if nameless:
            text = ngettext(
                "{n} who won has been erased from the library and gets no certificate.",
                "{n} who won have been erased from the library and get no certificate.", nameless,
            ).format(n=nameless)  # fmt: skip
            self._tell(text)
        if named_ones:
            self.document_asked.emit(*papers.certificates(self._desk, self._row, named_ones))

    def _save(self) -> None:
        if self._row is not None:
            save_list(self._around, self, self.list, self._row.name)


def words_ranked(count: int) -> str:
    return ngettext("{n} has a place now.", "{n} have a place now.", count).format(n=count)


def _result_key(row: EntrantRow) -> tuple[bool, object]:
    score = score_of(row.result)
    return (score is None, -score if score is not None else row.result)


def _group_key(row: EntrantRow) -> tuple[object, ...]:
    ref = row.class_ref
    return (ref is None, ref.sort_key if ref else (), row.department)
