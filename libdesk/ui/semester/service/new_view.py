"""New books, a list that makes itself: of so many days, or of one batch; printed, and kept as a list if wanted."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from libdesk.actions.desk import Desk
from libdesk.actions.service import book_lists as actions
from libdesk.domain.errors import DeskError
from libdesk.domain.ops import Op
from libdesk.domain.rows.showcase import BookCard
from libdesk.domain.show import show_day
from libdesk.i18n import N_, _, ngettext
from libdesk.store.queries import batches, showcase
from libdesk.store.queries.service import book_lists as queries
from libdesk.ui import icons
from libdesk.ui.parts import button, down, label, named, wrapped
from libdesk.ui.semester.service import papers
from libdesk.ui.settings.section import choice, choose, spin
from libdesk.ui.tab import Surroundings
from libdesk.ui.widgets.focus_home import focus_first
from libdesk.ui.widgets.row_model import Column, Width
from libdesk.ui.widgets.row_table import Empty, RowTable

DAY_MS = 24 * 60 * 60 * 1000


class NewView(QWidget):
    document_asked = Signal(str, object)
    list_made = Signal(int)
    """A list was made of what is shown."""

    def __init__(self, around: Surroundings) -> None:
        super().__init__()
        self.setObjectName("new_books_view")
        self._around, self._desk = around, around.desk
        self.batch = choice("new_batch", [])
        self.days = spin("new_days", 1, 3_650, _(" days"))
        self.list = RowTable(
            book_columns(self._desk), name=_("New books"), key=lambda card: card.id,
            empty=Empty(_("No new book"), _("Nothing came in this time. Ask for more days."), (), icons.BOOK),
        )  # fmt: skip
        self.fault = named(label(role="bad", wrap=True), "new_fault")
        self.print = button("new_print", _("Print the list"), self._print, icon=icons.PRINT)
        self.keep = button("new_keep", _("Make a list of it"), self._keep, icon=icons.ADD)
        self._assemble()
        self.batch.activated.connect(lambda _at: self._look())
        self.days.valueChanged.connect(lambda _days: self._look())

    def _assemble(self) -> None:
        self.batch.setAccessibleName(_("Batch"))
        self.days.setAccessibleName(_("Of the last so many days"))
        self.days.setValue(self._desk.settings.new_days)
        self.fault.hide()
        self.list.keep_in_sight(5)
        self._of_days = label(_("Of the last so many days"), buddy=self.days)
        top = wrapped(label(_("Batch"), buddy=self.batch), self.batch, self._of_days, self.days, gap=2)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(down(top, (self.list, 1), self.fault, wrapped(self.print, self.keep), gap=1))

    @property
    def home(self) -> tuple[QWidget, ...]:
        return (self.list.view, self.batch)

    def take_focus(self) -> None:
        focus_first(self.home)

    def refresh(self) -> None:
        kept = self.batch.currentData()
        self.batch.clear()
        self.batch.addItem(_("whatever the batch"), None)
        for row in batches.recent_batches(self._desk.read(Op.SEE_SERVICE), limit=100):
            parts = (row.no, show_day(row.day, weekday=False, year=True), row.source)
            self.batch.addItem(" · ".join(part for part in parts if part), row.id)
        choose(self.batch, kept)
        if self.batch.currentIndex() < 0:
            self.batch.setCurrentIndex(0)
        self._look()

    def _look(self) -> None:
        library, batch_id = self._desk.read(Op.SEE_SERVICE), self.batch.currentData()
        for part in (self.days, self._of_days):
            part.setVisible(batch_id is None)
        since = self._desk.now() - self.days.value() * DAY_MS
        ids = queries.of_batch(library, batch_id) if batch_id is not None else queries.new_since(library, since)
        self.list.show_rows(showcase.cards(library, ids))
        for made in (self.print, self.keep):
            made.setEnabled(bool(self.list.model.rows()))

    @property
    def name(self) -> str:
        """What the list is called, for instance 新书通报（2026年3月9日）."""
        if self.batch.currentData() is not None:
            return _("New books of {batch}").format(batch=self.batch.currentText().split(" · ")[0])
        return _("New books, {day}").format(day=show_day(self._desk.today, weekday=False, year=True))

    def _about(self) -> str:
        if self.batch.currentData() is not None:
            return str(self.batch.currentText())
        days = self.days.value()
        return ngettext("of the last {n} day", "of the last {n} days", days).format(n=days)

    def _print(self) -> None:
        books: list[tuple[BookCard, str]] = [(card, "") for card in self.list.model.rows()]
        self.document_asked.emit(_("New books"), papers.book_maker(self._desk, self.name, self._about(), "", books))

    def _keep(self) -> None:
        ids = [card.id for card in self.list.model.rows()]
        self.fault.hide()
        try:
            list_id = actions.keep_list(self._desk, actions.ListForm(self.name), None, ids)
        except DeskError as error:
            self.fault.setText(error.text())
            self.fault.show()
            return
        self._around.say(_("The list is made. F8 takes it back."))
        self.list_made.emit(list_id)


def book_columns(desk: Desk) -> tuple[Column, ...]:
    """Of lists of books: what it is, where it stands, whether it is there."""
    return (
        Column("title", N_("Title"), lambda card: card.name, width=Width.STRETCH),
        Column("author", N_("Author"), lambda card: card.author[:12], tip=lambda card: card.author, spare=2),
        Column("call_no", N_("Call number"), lambda card: card.call_no),
        Column("state", N_("Where"), lambda card: card.state(desk.today),
               role=lambda card: "good" if card.can_be_borrowed else "", spare=1),
    )  # fmt: skip
