"""Volumes are made in two steps: a title and a year are chosen, then its issues, how they are parted, how many sets."""

from functools import cache

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from libdesk.domain.ops import Op
from libdesk.domain.rows.bindings import SerialYear
from libdesk.i18n import N_, _
from libdesk.store.queries import bindings as queries
from libdesk.ui import icons, theme
from libdesk.ui.parts import button, label, named, wrapped
from libdesk.ui.search_edit import SearchEdit
from libdesk.ui.shelving.binding.plan_view import PlanView
from libdesk.ui.tab import Surroundings
from libdesk.ui.widgets.row_model import Column, Width
from libdesk.ui.widgets.row_table import Empty, RowTable
from libdesk.ui.widgets.scan_router import TAKES_SCANS
from libdesk.ui.widgets.stack import Stack


class Maker(QWidget):
    """`made(list id)` when volumes were made; `closed` when it is left."""

    made = Signal(int)
    closed = Signal()

    def __init__(self, around: Surroundings) -> None:
        super().__init__()
        self.setObjectName("binding_maker")
        self._around, self._desk = around, around.desk
        self._rows: list[SerialYear] = []
        self.search = SearchEdit("maker_search", _("Find a periodical"), _("Title, ISSN, year or pinyin"))
        self.years = RowTable(
            _columns(), name=_("Titles and years"), key=lambda row: row.key, empty=self._empty()
        )  # fmt: skip
        self.next = button("maker_next", _("Choose the issues"), self._open_current, role="next", icon=icons.NEXT)
        self.leave = button("maker_leave", _("Esc Back to the lists"), self.closed.emit)
        self.plan = PlanView(around)
        self._stack = Stack()
        self._choice = QWidget()
        self._assemble()
        self._connect()

    def _assemble(self) -> None:
        self.search.setProperty(TAKES_SCANS, False)  # a scan is for the page: an issue opens its year
        self.years.keep_in_sight(4)
        column = QVBoxLayout(self._choice)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.space(1))
        column.addWidget(named(label(_("Which title and year is to be bound?"), role="heading"), "maker_heading"))
        column.addWidget(self.search)
        column.addWidget(self.years, 1)
        column.addWidget(wrapped(self.next, self.leave, gap=2))
        self._stack.addWidget(self._choice)
        self._stack.addWidget(self.plan)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._stack, 1)

    def _connect(self) -> None:
        self.search.asked.connect(lambda _text: self._show())
        self.search.went_down.connect(self.years.view.setFocus)
        self.years.opened.connect(self.open_year)
        self.years.row_changed.connect(lambda row: self.next.setEnabled(row is not None))
        self.plan.made.connect(self.made)
        self.plan.left.connect(self._choose_again)

    def _empty(self) -> Empty:
        return Empty(
            _("No periodical with issues"),
            _("Issues are checked in on the Periodicals page; what came of a year can be bound here."),
            (), icons.SERIAL,
        )  # fmt: skip

    @property
    def planning(self) -> bool:
        return self._stack.currentWidget() is self.plan

    def begin(self, binding_id: int | None) -> None:
        """Ask for a title; what is made comes onto this draft, or onto a new list."""
        self.plan.binding_id = binding_id
        self._stack.setCurrentWidget(self._choice)
        self.search.clear()
        self.refresh()
        self.search.setFocus()

    def refresh(self) -> None:
        self._rows = queries.years(self._desk.read(Op.SEE_SERIALS))
        self._show()
        if self.planning:
            self.plan.refresh()

    def open_title(self, title_id: int, year: int) -> bool:
        """The issues of this title's year, as when one of them was scanned."""
        row = next((row for row in self._rows if row.key == (title_id, year)), None)
        if row is not None:
            self.open_year(row)
        return row is not None

    def open_year(self, row: SerialYear) -> None:
        self._stack.setCurrentWidget(self.plan)
        self.plan.begin(row)

    def _open_current(self) -> None:
        row = self.years.current_row()
        if row is not None:
            self.open_year(row)

    def _choose_again(self) -> None:
        self._stack.setCurrentWidget(self._choice)
        self.refresh()
        self.years.view.setFocus()

    def _show(self) -> None:
        wanted = self.search.text().split()
        rows = [row for row in self._rows if all(_fits(row, word) for word in wanted)]
        empty = Empty(_("Nothing fits"), _("Try fewer characters."), (), icons.SEARCH) if wanted else self._empty()
        self.years.set_empty(empty)
        self.years.show_rows(rows)
        self.next.setEnabled(bool(rows))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() != Qt.Key.Key_Escape:
            super().keyPressEvent(event)
        elif self.planning:
            self._choose_again()
        else:
            self.closed.emit()


def _fits(row: SerialYear, word: str) -> bool:
    word = word.casefold()
    return word in row.title.casefold() or word in str(row.year) or word in row.issn.casefold() or (
        word.isascii() and any(word in letters for letters in _initials(row.title))
    )  # fmt: skip


@cache
def _initials(title: str) -> frozenset[str]:
    """The first letters of its syllables, in every reading."""
    from libdesk.domain.pinyin import title_variants

    return frozenset("".join(syllable[:1] for syllable in reading) for reading in title_variants(title))


def _columns() -> tuple[Column, ...]:
    return (
        Column("title", N_("Title"), lambda row: row.title, width=Width.STRETCH),
        Column("year", N_("Year"), lambda row: str(row.year), sort=lambda row: row.year),
        Column("issn", N_("ISSN"), lambda row: row.issn, spare=1),
        Column("issues", N_("Issues"), lambda row: str(row.issues), sort=lambda row: row.issues, right=True),
        Column("free", N_("Can be bound"), lambda row: str(row.free), sort=lambda row: row.free, right=True),
    )
