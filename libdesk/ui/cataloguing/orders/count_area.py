"""The count of a parcel: each ISBN scanned counts one book, and what a hand changes is told in the same line.

A wrong scan is told under the box and changes nothing; the next scan goes on from there.
"""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Final

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from libdesk.actions.acquisition import deliveries as actions
from libdesk.domain.barcodes import read_scan
from libdesk.domain.deliveries import MOST_COPIES
from libdesk.domain.errors import DeskError
from libdesk.domain.outcome import Outcome
from libdesk.domain.rows.orders import Arrival, LineRow, PurchaseRow
from libdesk.domain.same_books import book_key
from libdesk.i18n import N_, _
from libdesk.ui import icons, theme
from libdesk.ui.cataloguing.orders.delivery_parts import COLUMNS, DeliveryFoot, ToldLine, arrival_words
from libdesk.ui.parts import across, label, named
from libdesk.ui.tab import Surroundings
from libdesk.ui.widgets.focus_home import focus_first
from libdesk.ui.widgets.inline_form import InlineForm, Question
from libdesk.ui.widgets.row_table import Empty, RowTable
from libdesk.ui.widgets.scan_box import ScanBox

ALL, DIFFER, LACKING = "all", "differ", "lacking"
SHOWN: Final = ((ALL, N_("All books")), (DIFFER, N_("What differs")), (LACKING, N_("Not yet here")))
_PLAIN: Final = Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier


class CountArea(QWidget):
    """`changed` after each count: whoever holds it reads the lines anew and shows them here."""

    changed = Signal()
    heard = Signal(object)
    """The outcome of a scan, for the ear."""

    def __init__(self, around: Surroundings) -> None:
        super().__init__()
        self._around, self._desk = around, around.desk
        self._order: PurchaseRow | None = None
        self.lines: Sequence[LineRow] = ()
        self.which = ALL
        self.box = ScanBox()
        self.box.setObjectName("delivery_box")
        self.box.setAccessibleName(_("ISBN of a book from the parcel"))
        self.box.setAccessibleDescription(_("Each scan counts one book"))
        self.box.setPlaceholderText(_("Scan the ISBN of each book, or type its title"))
        self.told = ToldLine()
        self.counted = named(label(role="quiet"), "delivery_counted")
        self.list = RowTable(COLUMNS, name=_("Books of the delivery"), key=lambda row: row.id, empty=Empty(""))
        self.form = InlineForm("delivery")
        self.fault = named(label(role="bad", wrap=True), "delivery_fault")
        self.foot = DeliveryFoot()
        self._assemble()
        self._connect()

    def _assemble(self) -> None:
        self.list.keep_in_sight()
        self.form.gives_back_to = self.box
        self.form.closed.connect(self.foot.show)
        self.fault.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.space(1))
        told = across((self.told, 1), self.counted, end=False)
        for part in (self.box, told, self.list, self.form, self.fault, self.foot):
            column.addWidget(part, 1 if part is self.list else 0)

    def _connect(self) -> None:
        self.box.scanned.connect(lambda raw, typed: self.take_scan(raw, typed=typed))
        self.box.repeated.connect(self._again)
        self.list.row_changed.connect(lambda _row: self._mirror())
        self.list.opened.connect(lambda _row: self._ask_count())
        self.foot.changed_by.connect(self._change)
        self.foot.damaged_by.connect(self._damage)
        self.foot.count_asked.connect(self._ask_count)
        self.foot.title_asked.connect(self._ask_title)
        self.list.view.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """+, - and D in the list change the row under the cursor."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and self._row is not None:
            works: dict[str, Callable[[], None]] = {
                "+": self._change,
                "=": self._change,
                "-": partial(self._change, -1),
                "d": self._damage,
            }
            act = works.get(event.text().lower())
            if act is not None and event.modifiers() & ~_PLAIN == Qt.KeyboardModifier.NoModifier:
                act()
                return True
        return super().eventFilter(watched, event)

    # What is shown

    def show_lines(self, order: PurchaseRow | None, lines: Sequence[LineRow]) -> None:
        """The order that is counted, as it is now."""
        self._order, self.lines = order, lines
        self.list.set_empty(_nothing(order))
        which = self.which
        shown = [
            line
            for line in lines
            if which == ALL or (which == DIFFER and line.claims()) or (which == LACKING and line.counts.short)
        ]
        self.list.show_rows(shown)
        came = sum(min(line.counts.delivered, line.counts.wanted) for line in lines)  # a surplus makes up for nothing
        wanted = sum(line.counts.wanted for line in lines)
        self.counted.setText(_("{came} of {wanted} came").format(came=f"{came:,}", wanted=f"{wanted:,}"))
        for part in (self.box, self.counted):
            part.setVisible(order is not None)
        self._mirror()

    def say(self, outcome: Outcome, text: str) -> None:
        self.told.show_outcome(outcome, text)
        self.heard.emit(outcome)

    @property
    def _row(self) -> LineRow | None:
        row: LineRow | None = self.list.current_row()
        return row

    def _mirror(self) -> None:
        self.fault.hide()
        self.foot.mirror(self._row, self.lines)

    # Scans

    def take_scan(self, raw: str, *, typed: bool = False) -> None:
        """An ISBN counts one book; a title that is typed finds its line."""
        order, scan = self._order, read_scan(raw)
        self.form.close_form()
        if order is None:
            self._around.say(_("No order is on its way."))
        elif scan.isbn:
            self._count_isbn(order, scan.isbn)
        elif typed and not scan.text.isdecimal():
            self._find_title(order, scan.text)
        else:
            self.say(Outcome.NOT_FOUND, _("{code} is no ISBN: nothing was counted.").format(code=scan.text[:20]))

    def _count_isbn(self, order: PurchaseRow, isbn: str) -> None:
        try:
            self._show_arrival(actions.count_arrival(self._desk, order.id, isbn=isbn))
        except DeskError as error:
            self.say(Outcome.REFUSED, error.text())
            return
        if self._row is not None and self._row.nameless:
            self._ask_title()

    def _ask_title(self) -> None:
        """A surplus book that nothing here knows is counted by its ISBN; its title may follow, now or later."""
        if (row := self._row) is not None:
            text = _("What is the title of the book {isbn}?").format(isbn=row.isbn)
            self._ask(Question("delivery_title", text, _("Save"), partial(self._name, row.id)))

    def _ask(self, question: Question) -> None:
        """The question stands where the buttons were: in a low window there is no room for both."""
        self.foot.hide()
        self.form.ask(question)

    def _name(self, line_id: int, title: str) -> None:
        self._show_arrival(actions.name_line(self._desk, line_id, title))

    def _again(self, raw: str) -> None:
        """Copies of one book lie on each other in a parcel: the same ISBN within a moment is the next copy."""
        self.box.forget_last()
        self.take_scan(raw)

    def _find_title(self, order: PurchaseRow, text: str) -> None:
        """A book without ISBN: its line is chosen, and + counts it; one that was not ordered is asked about."""
        wanted = book_key(text).title
        row = next((line for line in self.lines if wanted and wanted in line.key.title), None)
        if row is None:
            self.say(Outcome.NOTICE, _("“{title}” was not ordered.").format(title=text[:30]))
            question = _("Count “{title}” as not ordered?").format(title=text[:30])
            choices = (("yes", _("Count it")), ("no", _("Leave it")))
            answer = partial(self._count_bare, order.id, text)
            self._ask(Question("delivery_bare", question, "", answer, choices=choices))
            return
        self._show_all()
        self.list.select(row.id)
        self.list.view.setFocus()
        self.say(Outcome.NOTICE, _("{title}: + counts one copy").format(title=row.title))

    def _count_bare(self, purchase_id: int, title: str, answer: str) -> None:
        if answer == "yes":
            self._show_arrival(actions.count_arrival(self._desk, purchase_id, title=title))

    def _show_arrival(self, arrival: Arrival) -> None:
        self._show_all()
        self.list.select(arrival.line_id)
        self.say(_outcome(arrival), arrival_words(arrival))

    def _show_all(self) -> None:
        """A book that was scanned is in sight, whichever are shown."""
        self.which = ALL
        self.changed.emit()

    # By hand

    def _change(self, by: int = 1) -> None:
        if (row := self._row) is not None:
            self._do(lambda: actions.set_delivered(self._desk, row.id, max(0, row.counts.delivered + by)))

    def _damage(self, by: int = 1) -> None:
        if (row := self._row) is not None:
            self._do(lambda: actions.set_damaged(self._desk, row.id, max(0, row.counts.damaged + by)))

    def _do(self, act: Callable[[], Arrival]) -> None:
        at_list = self.list.view.hasFocus()
        try:
            arrival = act()
        except DeskError as error:
            self.fault.setText(error.text())
            self.fault.show()
            return
        self.changed.emit()
        self.list.select(arrival.line_id)
        self.told.show_outcome(_outcome(arrival), arrival_words(arrival))
        focus_first((self.list.view if at_list else self.box,))

    def _ask_count(self) -> None:
        if (row := self._row) is not None:
            text = _("How many copies of “{title}” have come in all?").format(title=row.title)
            self._ask(Question("delivery_copies", text, _("Set"), partial(self._set_count, row)))

    def _set_count(self, row: LineRow, text: str) -> None:
        if not text.isdecimal() or int(text[:6]) > MOST_COPIES:
            self.form.tell(_("Write a number of copies, such as 3."))
            return
        arrival = actions.set_delivered(self._desk, row.id, int(text))
        self.changed.emit()
        self.told.show_outcome(_outcome(arrival), arrival_words(arrival))


def _outcome(arrival: Arrival) -> Outcome:
    """What came too many or damaged wants a look."""
    return Outcome.NOTICE if arrival.counts.surplus or arrival.counts.damaged else Outcome.DONE


def _nothing(order: PurchaseRow | None) -> Empty:
    if order is not None:
        return Empty(_("No book of this kind"), _("Choose others above."), (), icons.CHECK_CIRCLE)
    return Empty(
        _("No order is on its way"),
        _("Mark an order as ordered; when its parcel is here, it is counted here."), (), icons.FILE,
    )  # fmt: skip
