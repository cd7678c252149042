"""What would happen if …: a reader or a kind, a copy or a kind, a day; each step is said, and nothing is written."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QVBoxLayout, QWidget

from libdesk.actions.lending import circumstances
from libdesk.domain.barcodes import read_scan
from libdesk.domain.classes import SchoolSystem, Stage, entry_year, grades_of, school_year_of, show_grade
from libdesk.domain.errors import DeskError
from libdesk.domain.lending_kinds import READER_KINDS
from libdesk.domain.ops import Op
from libdesk.domain.rows.desk import Borrower, CopyInHand
from libdesk.domain.rows.readers import ReaderFound
from libdesk.domain.rulebook import ITEM_KINDS
from libdesk.domain.show import show_item_kind, show_reader_kind
from libdesk.domain.trial import Trial, any_copy, anybody, try_loan
from libdesk.i18n import N_, _
from libdesk.store.queries import desk as desk_queries
from libdesk.store.queries import readers as reader_queries
from libdesk.ui import icons, theme
from libdesk.ui.parts import down, label, named, wrapped
from libdesk.ui.search_edit import SearchEdit
from libdesk.ui.settings.section import Section, choice, day_field, day_of, qdate
from libdesk.ui.tab import Surroundings
from libdesk.ui.widgets.row_model import Column, Width
from libdesk.ui.widgets.row_table import Empty, RowTable

FOUND_HIGH: Final = 32  # steps
MOST_FOUND: Final = 20
Kind = tuple[str, int, str]
"""(kind of reader, grade of a pupil or 0, stage of a pupil or nothing)."""


class TryLoanSection(Section):
    TITLE = N_("Try a loan")
    ICON = icons.HELP
    HELP = "try_loan"

    def __init__(self, around: Surroundings) -> None:
        super().__init__(around)
        self.kind = choice("trial_kind", ())
        self._kinds: list[Kind] = []
        self.reader = SearchEdit("trial_reader", _("A reader"), _("or scan a card, or type a name or class"))
        self.found = RowTable(
            (
                Column("name", N_("Name"), lambda row: row.name, width=Width.STRETCH),
                Column("group", N_("Class"), self._group),
                Column("card", N_("Card"), lambda row: row.card),
            ),
            name=_("Readers found"), empty=Empty(_("Nobody fits"), icon=icons.SEARCH), key=lambda row: row.id,
        )  # fmt: skip
        self.item = choice("trial_item", [(kind, show_item_kind(kind)) for kind in ITEM_KINDS])
        self.copy = SearchEdit("trial_copy", _("A copy"), _("or scan a book"))
        self.day = day_field("trial_day", _("Lent on"), self.desk.today)
        self.told = named(label(role="heading", wrap=True), "trial_outcome")
        self.subject = named(label(role="note", wrap=True), "trial_subject")
        self.result = named(QFrame(), "trial_result")
        self._steps = QGridLayout()
        self.trial: Trial | None = None
        self._assemble()
        self._connect()

    def _assemble(self) -> None:
        self.found.setFixedHeight(theme.space(FOUND_HIGH))
        self.found.hide()
        note = _("Nothing is lent and nothing is written here. What is said is what the desk would do.")
        self.add_part(label(note, role="note", wrap=True))
        self.kind.setAccessibleName(_("Kind of reader"))
        self.item.setAccessibleName(_("Kind of item"))
        who = wrapped(self.kind, (self.reader, 1), gap=2)
        what = wrapped(self.item, (self.copy, 1), label(_("Lent on"), buddy=self.day), self.day, gap=2)
        self.add_part(down(label(_("Who"), buddy=self.kind), who, self.found))
        self.add_part(down(label(_("Which item"), buddy=self.item), what))
        column = QVBoxLayout(self.result)
        column.setContentsMargins(theme.space(3), theme.space(2), theme.space(3), theme.space(3))
        column.addWidget(self.told)
        column.addWidget(self.subject)
        column.addLayout(self._steps)
        self._steps.setColumnStretch(1, 1)
        self._steps.setHorizontalSpacing(theme.space(3))
        self._steps.setVerticalSpacing(theme.space(1))
        self.add_part(self.result)
        self.end()

    def _connect(self) -> None:
        self.kind.activated.connect(lambda _row: self._kind_chosen())
        self.item.activated.connect(lambda _row: self._item_chosen())
        self.reader.asked.connect(lambda _text: self._look())
        self.reader.went_down.connect(self.found.view.setFocus)
        self.copy.asked.connect(lambda _text: self._answer())
        self.found.row_changed.connect(lambda _row: self._answer())
        self.day.dateChanged.connect(lambda _day: self._answer())

    def show_values(self) -> None:
        self._fill_kinds()
        self.day.setMinimumDate(qdate(self.desk.today))
        self._look()

    def _fill_kinds(self) -> None:
        at = self.kind.currentIndex()
        chosen = self._kinds[at] if at >= 0 else None
        self._kinds = []
        self.kind.clear()
        for stage in Stage:
            if not self.desk.settings.stages or stage in self.desk.settings.stages:
                for grade in grades_of(stage, self._system):
                    self._kinds.append(("pupil", grade, stage.value))
                    self.kind.addItem(_("pupil, grade {grade}").format(grade=show_grade(grade)))
        for kind in READER_KINDS[1:]:
            self._kinds.append((kind, 0, ""))
            self.kind.addItem(show_reader_kind(kind))
        self.kind.setCurrentIndex(self._kinds.index(chosen) if chosen in self._kinds else 0)

    # Who and what

    def _kind_chosen(self) -> None:
        self.reader.clear()
        self._look()

    def _item_chosen(self) -> None:
        self.copy.clear()
        self._answer()

    def _look(self) -> None:
        text = self.reader.text().strip()
        rows: Sequence[ReaderFound] = ()
        if text:
            library = self.desk.read(Op.FIND_READERS)
            rows = reader_queries.find_readers(library, text, self.desk.today, self._system, limit=MOST_FOUND).rows
        self.found.setVisible(bool(text))
        self.found.show_rows(rows)
        self._answer()

    def _borrower(self, day: date) -> Borrower | None:
        if not self.reader.text().strip():
            kind, grade, stage = self._kinds[self.kind.currentIndex()]
            if not stage:
                return anybody(kind)
            entered = entry_year(grade, Stage(stage), school_year_of(day), self._system)
            return anybody(kind, stage, entered, grade)
        row: ReaderFound | None = self.found.current_row()
        if row is None:
            return None
        return desk_queries.borrower(self.desk.read(Op.SEE_DESK), row.id, day, self._system)

    def _copy(self) -> CopyInHand | None:
        code = self.copy.text().strip()
        if not code:
            return any_copy(self.item.currentData())
        library = self.desk.read(Op.SEE_DESK)
        owner = desk_queries.owner_of(library, read_scan(code).code_key)
        return desk_queries.copy_in_hand(library, owner.copy_id) if owner and owner.copy_id else None

    # The answer

    def _answer(self) -> None:
        day = max(day_of(self.day), self.desk.today)
        reader, copy = self._borrower(day), self._copy()
        self.trial = None
        if reader is None:
            self._show(_("No reader fits. Type another name, or choose a kind."), "warn")
        elif copy is None:
            words = _("There is no book with the number {code}. Scan it again, or choose a kind.")
            self._show(words.format(code=self.copy.text().strip()), "warn")
        else:
            try:
                self.trial = self._try(reader, copy, day)
            except DeskError as error:
                self._show(error.text(), "bad")
            else:
                self._show_trial(self.trial)

    def _try(self, reader: Borrower, copy: CopyInHand, day: date) -> Trial:
        library = self.desk.read(Op.SEE_DESK)
        facts = circumstances(
            self.desk,
            has_title=desk_queries.has_title(library, reader.id, copy),
            others_wait=desk_queries.others_waiting(library, reader.id, copy),
        )
        return try_loan(reader, copy, replace(facts, today=day), self.desk.settings)

    def _show_trial(self, trial: Trial) -> None:
        subject = " · ".join(part for part in (trial.reader.name, trial.copy.name) if part)
        self._show(trial.outcome(), "bad" if trial.refused else "good", trial.lines(), subject)

    def _show(self, told: str, role: str, lines: Sequence[tuple[str, str]] = (), subject: str = "") -> None:
        self.told.setText(told)
        self.told.setProperty("role", role)
        theme.restyle(self.told)
        self.subject.setText(subject)
        self.subject.setVisible(bool(subject))
        while (item := self._steps.takeAt(0)) is not None:
            widget = item.widget()
            if isinstance(widget, QWidget):
                widget.hide()
                widget.deleteLater()
        for nth, (what, words) in enumerate(lines):
            for place, part in enumerate((label(what, role="note"), label(words, wrap=True))):
                self._steps.addWidget(part, nth, place, Qt.AlignmentFlag.AlignTop if not place else Qt.AlignmentFlag(0))
                part.show()

    @property
    def _system(self) -> SchoolSystem:
        return SchoolSystem(self.desk.settings.school_system)

    def _group(self, row: ReaderFound) -> str:
        return row.group(self.desk.today, self._system)
