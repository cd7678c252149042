"""Titles for a list: found by words, by interest and grade, or those that are recommended now; chosen, then put on."""

from collections.abc import Collection

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout

from libdesk.domain.catalogue_search import Wanted
from libdesk.domain.interests import INTEREST_NAMES, Interest
from libdesk.domain.ops import Op
from libdesk.i18n import _, ngettext
from libdesk.store.queries import catalogue, showcase
from libdesk.ui import icons, theme
from libdesk.ui.parts import button, label, named, wrapped
from libdesk.ui.search_edit import SearchEdit
from libdesk.ui.semester.service.new_view import book_columns
from libdesk.ui.semester.service.words import grade_choices
from libdesk.ui.settings.section import choice
from libdesk.ui.tab import Surroundings
from libdesk.ui.widgets.leavable import Leavable
from libdesk.ui.widgets.row_model import Column
from libdesk.ui.widgets.row_table import Empty, RowTable

MOST = 200
RECOMMENDED = "recommended"


class BookFinder(Leavable, QFrame):
    """`chosen(title ids)`: what is to go onto the list; it stays for the next ones. `closed` when it is left."""

    chosen = Signal(list)
    closed = Signal()

    def __init__(self, around: Surroundings) -> None:
        super().__init__()
        self.setObjectName("book_finder")
        self._desk = around.desk
        self._on_list: frozenset[int] = frozenset()
        self.search = SearchEdit("book_finder_search", _("Look for titles"), _("Title, author, pinyin or ISBN"))
        interests = [(one.value, _(words)) for one, words in INTEREST_NAMES.items()]
        self.what = choice(
            "book_finder_what", [("", _("any interest")), (RECOMMENDED, _("recommended now")), *interests]
        )
        self.grade = choice("book_finder_grade", grade_choices(self._desk))
        self.list = RowTable(
            (self._here_column(), *book_columns(self._desk)), name=_("Titles found"), key=lambda card: card.id,
            many=True, empty=_nothing(),
        )  # fmt: skip
        self.told = label(role="note")
        self.onto = named(label(role="note", wrap=True), "book_finder_onto")
        self.put = button("book_finder_put", "", self._put, role="next", icon=icons.ADD)
        self.leave = button("book_finder_leave", _("Esc Back to the list"), self.closed.emit)
        self._assemble()
        self._connect()

    def _assemble(self) -> None:
        self.what.setAccessibleName(_("Interest"))
        self.grade.setAccessibleName(_("Grade"))
        self.list.keep_in_sight(4)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.space(1))
        column.addWidget(wrapped((self.search, 1), self.what, self.grade, gap=2))
        column.addWidget(self.onto)
        column.addWidget(self.list, 1)
        column.addWidget(wrapped(self.put, self.leave, None, self.told, gap=2))

    def _connect(self) -> None:
        self.search.asked.connect(lambda _text: self.look())
        self.search.went_down.connect(self.list.view.setFocus)
        self.what.activated.connect(lambda _at: self.look())
        self.grade.activated.connect(lambda _at: self.look())
        self.list.chosen_changed.connect(self._mirror)
        self.list.opened.connect(lambda _row: self._put())

    def begin(self) -> None:
        self.search.clear()
        self.look()
        self.search.setFocus()

    def show_list(self, name: str, title_ids: Collection[int]) -> None:
        """Onto which list they go, and what stands there already: it is ticked among what is found."""
        self._on_list = frozenset(title_ids)
        count = len(self._on_list)
        text = ngettext("“{name}”: {n} title on it", "“{name}”: {n} titles on it", count)
        self.onto.setText(text.format(name=name, n=f"{count:,}"))
        self.list.show_again()

    def go_on(self) -> None:
        """What was chosen is on the list: the next titles are looked for."""
        self.list.view.clearSelection()
        self.search.setFocus()
        self.search.selectAll()

    def _here_column(self) -> Column:
        return Column("here", "", lambda card: "", icon=lambda card: icons.CHECK if card.id in self._on_list else "",
                      tip=lambda card: _("on the list") if card.id in self._on_list else "")  # fmt: skip

    def look(self) -> None:
        """What fits now; of words all are found that the catalogue finds, else those of the interest or the grade."""
        library, text = self._desk.read(Op.FIND_BOOKS), self.search.text().strip()
        what, grade = self.what.currentData(), self.grade.currentData()
        why: dict[int, str] = {}
        if what == RECOMMENDED:
            why = showcase.recommended(library, self._desk.today, grade=grade, limit=MOST)
            ids = list(why)
        elif what:
            ids = showcase.of_interest(library, Interest(what), grade=grade, limit=MOST)
        elif grade is not None:
            ids = showcase.for_grade(library, grade, limit=MOST)
        else:
            ids = []
        if text:
            found = catalogue.find(library, Wanted(text), limit=MOST).ids
            narrowed = set(ids)
            ids = [one for one in found if one in narrowed] if what or grade is not None else list(found)
        asked = bool(text or what or grade is not None)
        self.list.set_empty(Empty(_("No title fits"), "", (), icons.SEARCH) if asked else _nothing())
        self.list.show_rows(showcase.cards(library, ids, why))
        self.told.setText(ngettext("{n} title", "{n} titles", len(ids)).format(n=len(ids)) if ids else "")
        self._mirror()

    def _mirror(self) -> None:
        count = len(self.list.chosen_rows())
        self.put.setText(ngettext("Put {n} title on the list", "Put {n} titles on the list", count).format(n=count))
        self.put.setEnabled(count > 0)

    def _put(self) -> None:
        ids = [card.id for card in self.list.chosen_rows()]
        if ids:
            self.chosen.emit(ids)


def _nothing() -> Empty:
    return Empty(_("Nothing looked for yet"), _("Type words, or choose an interest or a grade."), (), icons.SEARCH)
