"""What stands in one class: its name and place in the tree, its first titles, the next free number."""

from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from libdesk.actions.cataloguing.numbers import next_call_no
from libdesk.domain.callnumbers import clean_class
from libdesk.domain.classification import ClassRow, ClassTree
from libdesk.domain.ops import Op
from libdesk.i18n import N_, _, ngettext
from libdesk.store.queries import classes
from libdesk.ui import icons, theme
from libdesk.ui.cataloguing.classes.class_words import STEP
from libdesk.ui.parts import button, label, named, wrapped
from libdesk.ui.tab import Surroundings
from libdesk.ui.widgets.row_model import Column, Width
from libdesk.ui.widgets.row_table import Empty, RowTable

SHOWN: Final = 50
EXAMPLE: Final = "鲁迅"  # an author whom every school has
COLUMNS: Final = (
    Column("call_no", N_("Call number"), lambda row: row.call_no),
    Column("title", N_("Title"), lambda row: row.title, width=Width.STRETCH),
    Column("author", N_("Author"), lambda row: row.author, spare=1),
)


class ClassDetail(QWidget):
    """`books_asked` opens the list of books at this class; `numbers_asked` with True numbers all of it anew."""

    books_asked = Signal(str)
    numbers_asked = Signal(bool)

    def __init__(self, around: Surroundings) -> None:
        super().__init__()
        self._desk = around.desk
        self.row: ClassRow | None = None
        self.class_nos: list[str] = []
        self.heading = named(label(role="heading", wrap=True), "class_heading")
        self.above = named(label(role="note", wrap=True), "class_above")
        self.counts = named(label(wrap=True), "class_counts")
        self.next = named(label(wrap=True), "class_next")
        self.books = button("class_books", _("Find its books"), self._ask_books, icon=icons.SEARCH)
        self.give = button("class_give", "", lambda: self.numbers_asked.emit(False), icon=icons.LABEL)
        self.anew = button("class_anew", _("Number anew …"), lambda: self.numbers_asked.emit(True))
        self.anew.setToolTip(_("Every title of this class gets a new number by the rule in the settings"))
        nothing = Empty(_("No book with a call number stands here yet"))
        self.titles = RowTable(COLUMNS, name=_("First titles of the class"), empty=nothing, key=lambda row: row.id)
        self.titles.keep_in_sight(3)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.space(2), 0, 0, 0)
        column.setSpacing(theme.space(1))
        for part in (self.heading, self.above, self.counts, self.next):
            column.addWidget(part)
        column.addWidget(wrapped(self.books, self.give, self.anew, gap=2))
        column.addWidget(self.titles, 1)

    def show_class(self, tree: ClassTree, row: ClassRow | None, by_number: dict[str, int]) -> None:
        """Show what is known of a class now; `by_number` says how many titles each class number has."""
        self.row = row
        self.setVisible(row is not None)
        if row is None:
            return
        library = self._desk.read(Op.SEE_CATALOGUE)
        self.class_nos = tree.numbers_below(row.code, by_number)
        total = sum(by_number[each] for each in self.class_nos)
        bare = len(classes.titles_of(library, self.class_nos, unnumbered=True)) if self.class_nos else 0
        self.heading.setText(f"{row.code}  {row.name}")
        self.above.setText(STEP.join(f"{each.code} {each.name}" for each in tree.path(row.code)[:-1]))
        self.above.setVisible(bool(self.above.text()))
        self.counts.setText(_counted(total, bare))
        self.next.setText(self._next_words(row))
        self.books.setEnabled(total > 0)
        self.give.setVisible(bare > 0)
        self.give.setText(ngettext("Number {n} title", "Number {n} titles", bare).format(n=bare))
        self.anew.setVisible(total > bare)
        self.titles.show_rows(classes.first_on_shelf(library, row.code, SHOWN))

    def _next_words(self, row: ClassRow) -> str:
        if not row.given:
            return _("This line stands in the table only: books get a class below it.")
        number = next_call_no(self._desk.library, self._desk.settings, class_no=clean_class(row.code), author=EXAMPLE)
        if self._desk.settings.book_number == "author":
            return _("A book by 鲁迅 would get {number}.").format(number=number)
        return _("The next number is {number}.").format(number=number)

    def _ask_books(self) -> None:
        if self.row is not None:
            self.books_asked.emit(clean_class(self.row.code))


def _counted(total: int, bare: int) -> str:
    if not total:
        return _("No title here or below")
    words = ngettext("{n} title here and below", "{n} titles here and below", total).format(n=f"{total:,}")
    if not bare:
        return words
    more = ngettext("{n} without a call number", "{n} without a call number", bare).format(n=f"{bare:,}")
    return f"{words} · {more}"
