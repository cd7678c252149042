"""The day's arrivals: type or scan what lies here, Return, and it is checked in; nothing else is asked."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from libdesk.actions.serials import check_in as actions
from libdesk.actions.serials.subscriptions import MOST_COPIES
from libdesk.domain.errors import DeskError
from libdesk.domain.ops import Op
from libdesk.domain.outcome import Outcome
from libdesk.domain.rows.serials import CameRow, CheckedIn
from libdesk.domain.serials.issues import read_ean
from libdesk.domain.serials.lines import AwaitedLine, fits
from libdesk.i18n import _
from libdesk.store.queries.serials import awaited as queries
from libdesk.store.queries.serials import issues
from libdesk.ui import icons, theme
from libdesk.ui.parts import button, down, wrapped
from libdesk.ui.settings.section import choice
from libdesk.ui.shelving.periodicals import words
from libdesk.ui.shelving.periodicals.columns import CAME_COLUMNS, issue_text, line_columns
from libdesk.ui.shelving.periodicals.foreign_scan import foreign_words
from libdesk.ui.shelving.periodicals.label_reading import (
    LabelReading,
    asks_labels,
    keep_labels_scanned,
    labels_are_scanned,
    one_by_one_words,
)
from libdesk.ui.tab import Surroundings
from libdesk.ui.widgets.inline_form import InlineForm, Question
from libdesk.ui.widgets.panes import Panes
from libdesk.ui.widgets.row_table import Empty, RowTable
from libdesk.ui.widgets.scan_box import ScanBox
from libdesk.ui.widgets.told_line import ToldLine


class CheckInView(QWidget):
    heard = Signal(object)
    """The outcome of a scan, for the ear."""
    issues_asked = Signal(int, int)
    """Show this subscription with this issue."""

    def __init__(self, around: Surroundings) -> None:
        super().__init__()
        self.setObjectName("check_in_view")
        self._around, self._desk = around, around.desk
        self._lines: Sequence[AwaitedLine] = ()
        self._moved = False
        self._labels: LabelReading | None = None
        self.box = ScanBox()
        self.codes = choice("check_in_codes", [("next", _("gives the next barcodes")), ("scan", _("asks for labels"))])
        self.told = ToldLine(3)
        self.list = RowTable(
            line_columns(self._desk), name=_("Issues that may come"), empty=self._empty(), key=lambda line: line.key,
            many=True, least=30,
        )  # fmt: skip
        self.came = RowTable(
            CAME_COLUMNS, name=_("Came today"), key=lambda row: row.issue_id,
            empty=Empty(_("Nothing yet today"), _("What is checked in stands here."), (), icons.SERIAL),
        )  # fmt: skip
        self.form = InlineForm("check_in")
        self.here = button("check_in_here", _("Enter It is here"), self._chosen_here, role="next", icon=icons.CHECK)
        self.some = button("check_in_some", _("Another number of copies …"), self._ask_copies)
        self.open = button("check_in_open", _("Show its issues"), self._open)
        self.next_codes = button("check_in_next_codes", _("Give the next barcodes"), self._give_next)
        self.back = button("check_in_back", _("Did not come after all"), self._take_back, icon=icons.UNDO)
        self._assemble()
        self._connect()

    def _assemble(self) -> None:
        self.box.setObjectName("check_in_box")
        self.box.setPlaceholderText(_("Scan the barcode, or type title, pinyin, post code or ISSN"))
        self.box.setAccessibleDescription(_("The barcode of a periodical, or part of its title"))
        self.codes.setAccessibleName(_("How copies get their barcodes"))
        self.codes.setToolTip(_("Of what is lent: each copy gets a barcode"))
        self.codes.setCurrentIndex(int(labels_are_scanned(self._around.pc)))
        self.list.keep_in_sight(3)
        self.next_codes.hide()
        self.form.gives_back_to = self.box
        foot = wrapped(self.next_codes, self.here, self.some, self.open, gap=1)
        left = down((self.list, 1), self.form, foot, gap=1)
        right = down((self.came, 1), wrapped(self.back, gap=1), gap=1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.space(1))
        column.addWidget(wrapped((self.box, 1), self.codes, gap=2))
        column.addWidget(self.told)
        self.panes = Panes("check_in_splitter", left, right, shares=(64, 36), needs=(90, 50), pc=self._around.pc)
        column.addWidget(self.panes, 1)

    def _connect(self) -> None:
        self.box.scanned.connect(self.take_scan)
        self.box.textEdited.connect(lambda _text: self._filter())
        self.box.repeated.connect(lambda _raw: self._around.say(_("Scanned twice: counted once.")))
        self.box.moved.connect(self._move)
        self.box.cancelled.connect(self._escape)
        self.list.opened.connect(lambda _line: self._chosen_here())
        self.list.row_changed.connect(lambda _line: self._mirror())
        self.list.chosen_changed.connect(self._mirror)
        self.came.row_changed.connect(lambda _row: self._mirror())
        self.codes.activated.connect(self._keep_codes)

    @property
    def home(self) -> tuple[QWidget, ...]:
        return (self.box,)

    def take_focus(self) -> None:
        self.box.setFocus()

    def refresh(self) -> None:
        library = self._desk.read(Op.SEE_SERIALS)
        if self._labels is None:
            self._tell(Outcome.DONE, "")  # perhaps it is undone
        self._lines = queries.lines(library, self._desk.today)
        self._filter()
        self.came.show_rows(issues.came_on(library, self._desk.today))
        self.codes.setVisible(any(line.owner.with_codes for line in self._lines))
        self._mirror()

    def _empty(self) -> Empty:
        if self.box.text().strip():
            return Empty(_("Nothing fits"), _("Type fewer letters, or look among the subscriptions."), (), icons.SEARCH)
        return Empty(
            _("Nothing is awaited"), _("What the library subscribes to stands here when it is to come."), (),
            icons.SERIAL,
        )  # fmt: skip

    def _filter(self) -> None:
        typed = self.box.text().strip()
        self._moved = False
        rows = self._fitting(typed)
        self.list.set_empty(self._empty())
        self.list.show_rows(rows, stay=not typed)

    def _move(self, by: int) -> None:
        """The arrow keys choose in the list; while something is typed the keyboard stays in the box."""
        rows = self.list.model.rowCount()
        if rows:
            if not self.box.text().strip():
                self.list.view.setFocus()
                return
            self._moved = True
            now = self.list.view.currentIndex().row()
            self.list.view.selectRow(min(rows - 1, max(0, now + by)))

    def _mirror(self) -> None:
        lines, came = self.list.chosen_rows(), self.came.current_row()
        self.here.setEnabled(bool(lines))
        self.some.setEnabled(len(lines) == 1)
        self.open.setEnabled(len(lines) == 1)
        self.back.setEnabled(came is not None)

    # What came

    def take_scan(self, raw: str, typed: bool) -> None:
        """A periodical's barcode, a label that was asked for, or letters that mean one title.

        Once a label is read, what is on a cover is no other issue but a slip: what was read before it stays.
        """
        if self._around.jobs.busy_library:
            self._hear(Outcome.REFUSED, _("A job is writing. Do this when it is done."))
            return
        issn, add_on = read_ean(raw)
        reading = self._labels
        if issn and not (reading is not None and reading.codes):
            self._drop()
            self._scanned(issn, add_on)
        elif reading is not None and (not typed or not self._fitting(raw)):
            self._label(reading, raw)
        else:
            self._typed(raw, typed)
        self._filter()

    def _scanned(self, issn: str, add_on: str) -> None:
        found = actions.meant_by(self._desk, issn, add_on)
        if found is not None and not found.counts.awaited:
            self._hear(Outcome.NOTICE, words.here_already(found))
        elif found is not None:
            self._perhaps(AwaitedLine(found.subscription, found), add_on)
        elif lines := [line for line in self._lines if line.owner.issn == issn]:
            self._perhaps(lines[0])
        else:
            self._hear(Outcome.NOT_FOUND, words.not_awaited(issn))

    def _fitting(self, typed: str) -> list[AwaitedLine]:
        return [line for line in self._lines if fits(line.owner, typed)]

    def _typed(self, raw: str, typed: bool) -> None:
        """One title that fits is meant; of several the one that the arrow keys chose."""
        rows = self._fitting(raw)
        current = self.list.current_row()
        if rows and typed and self._moved and current in rows:
            self._check_in(current)
        elif rows and len({line.owner.id for line in rows}) == 1:
            self._perhaps(rows[0])
        elif rows:
            text = _("{n} titles fit “{typed}”. Type more, or choose with ↑ ↓ and press Enter.")
            count = len({line.owner.id for line in rows})
            self._hear(Outcome.NOTICE, text.format(n=count, typed=raw.strip()[:20]))
            self.box.setText(raw.strip())
        else:
            self._hear(Outcome.NOT_FOUND, foreign_words(self._desk, raw))

    def _perhaps(self, line: AwaitedLine, add_on: str = "") -> None:
        """It is checked in, unless what came last may lie here once more: then a person says so in the list."""
        last = actions.last_instead(self._desk, line.issue, add_on) if line.issue is not None else None
        if last is None:
            self._check_in(line)
            return
        self._filter()
        self._hear(Outcome.NOTICE, words.perhaps_last(line, *last, listed=self.list.select(line.key)))

    def _chosen_here(self) -> None:
        lines: list[AwaitedLine] = self.list.chosen_rows()
        if len(lines) == 1:
            self._check_in(lines[0])
        elif lines:
            self._together(lines)
        self.box.empty()
        self.box.setFocus()
        self._filter()

    def _together(self, lines: Sequence[AwaitedLine]) -> None:
        """Several at once, all or none; not what asks for labels."""
        alone = next((line.owner for line in lines if asks_labels(self._around.pc, line.owner)), None)
        if alone is not None:
            self._hear(Outcome.REFUSED, one_by_one_words(alone))
            return
        foretold = [line.issue.id for line in lines if line.issue is not None]
        made_now = [line.owner.id for line in lines if line.issue is None]
        self._do(partial(actions.check_in, self._desk, foretold, next_of=made_now))

    def ask_labels(self, issue_id: int, copies: int | None) -> None:
        """An issue that was checked in from another list, of which each copy needs its label."""
        row = issues.issue(self._desk.read(Op.SEE_SERIALS), issue_id)
        if row is not None:
            self._check_in(AwaitedLine(row.subscription, row), copies)

    def _check_in(self, line: AwaitedLine, copies: int | None = None) -> None:
        if asks_labels(self._around.pc, line.owner):
            awaited = line.issue.counts.awaited if line.issue else line.owner.copies
            self._labels = LabelReading(line, copies or awaited)
            self.next_codes.show()
            self._ask_label()
        else:
            self._receive(line, copies)

    def _receive(self, line: AwaitedLine, copies: int | None, codes: Sequence[str] = ()) -> bool:
        if line.issue is not None:
            return self._do(partial(actions.check_in, self._desk, [line.issue.id], copies=copies, codes=codes))
        return self._do(partial(actions.check_in_next, self._desk, line.owner.id, copies=copies, codes=codes))

    def _do(self, act: Callable[[], CheckedIn]) -> bool:
        if self._around.jobs.busy_library:
            self._hear(Outcome.REFUSED, _("A job is writing. Do this when it is done."))
            return False
        try:
            done = act()
        except DeskError as error:
            self._hear(Outcome.REFUSED, error.text())
            return False
        text = words.came_text(done)
        self._hear(Outcome.NOTICE if done.late_before or done.awaited else Outcome.DONE, text)
        self._around.say(_("{done} F8 takes it back.").format(done=text.partition(". ")[0]))
        return True

    # Labels that were printed before

    def _ask_label(self) -> None:
        assert self._labels is not None
        self._hear(Outcome.NOTICE, self._labels.question)
        self.box.setFocus()

    def _label(self, reading: LabelReading, raw: str) -> None:
        """One that cannot be is told, and this copy is asked for again; what was read before it stays."""
        try:
            reading.take(self._desk, raw)
        except DeskError as error:
            self._hear(Outcome.REFUSED, f"{error.text()} {reading.question}")
            return
        if not reading.full:
            self._ask_label()
        elif self._receive(reading.line, reading.copies, reading.codes):
            self._drop()
        else:
            reading.codes.pop()

    def _give_next(self) -> None:
        if (reading := self._labels) is not None:
            self._receive(reading.line, reading.copies, reading.codes)
        self._drop()
        self.box.setFocus()

    def _drop(self) -> None:
        self._labels = None
        self.next_codes.hide()

    def _escape(self) -> None:
        self._drop()
        self._tell(Outcome.DONE, "")

    def _keep_codes(self) -> None:
        keep_labels_scanned(self._around.pc, self.codes.currentData() == "scan")
        self._drop()
        self.box.setFocus()

    # The rest

    def _ask_copies(self) -> None:
        lines = self.list.chosen_rows()
        if len(lines) == 1:
            text = _("How many copies of “{title}” {issue} came?")
            text = text.format(title=lines[0].owner.title, issue=issue_text(lines[0]))
            self.form.ask(Question("check_in_copies", text, _("They are here"), partial(self._some, lines[0])))

    def _some(self, line: AwaitedLine, text: str) -> None:
        if not text.isdecimal() or not 1 <= int(text[:4]) <= MOST_COPIES:
            self.form.tell(_("Write a number of copies, such as 3."))
            return
        self._check_in(line, copies=int(text))

    def _open(self) -> None:
        line: AwaitedLine | None = self.list.current_row()
        if line is not None:
            self.issues_asked.emit(line.owner.id, line.issue.id if line.issue is not None else 0)

    def _take_back(self) -> None:
        row: CameRow | None = self.came.current_row()
        if row is None:
            return
        try:
            actions.take_back(self._desk, row.piece_ids)
        except DeskError as error:
            self._hear(Outcome.REFUSED, error.text())
            return
        text = _("“{title}” {issue} did not come today.").format(title=row.title, issue=row.name.text)
        self._tell(Outcome.DONE, text)
        self._around.say(_("{done} F8 takes it back.").format(done=text))
        self.box.setFocus()

    def _hear(self, outcome: Outcome, text: str) -> None:
        self.heard.emit(outcome)
        self._tell(outcome, text)

    def _tell(self, outcome: Outcome, text: str) -> None:
        self.told.tell(outcome, text)
