"""Where a reader looks alone: one large search box, new books, what others read, what is recommended.

It only reads. Left alone for a while it goes back to the new books, so that nobody sees what the last one looked for.
"""

from collections.abc import Callable, Sequence
from datetime import timedelta
from typing import Final

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QComboBox, QToolButton, QVBoxLayout, QWidget

from libdesk.actions.desk import Desk
from libdesk.domain.catalogue_search import Wanted
from libdesk.domain.classes import Stage, entry_year, grades_of, school_year_of, show_grade, stage_of
from libdesk.domain.errors import DeskError
from libdesk.domain.interests import INTEREST_NAMES, Interest
from libdesk.domain.ops import Op
from libdesk.domain.progress import Progress
from libdesk.domain.rows.showcase import BookCard
from libdesk.domain.school import School
from libdesk.i18n import _, ngettext
from libdesk.store.queries import catalogue
from libdesk.store.queries import showcase as queries
from libdesk.ui import icons, theme
from libdesk.ui.finding.reader_screen.book_panel import BookPanel
from libdesk.ui.finding.reader_screen.card_list import CardList
from libdesk.ui.finding.searcher import Searcher
from libdesk.ui.jobs import Lane
from libdesk.ui.one_job import OneJob
from libdesk.ui.parts import button, named, wrapped
from libdesk.ui.search_edit import SearchEdit
from libdesk.ui.tab import Surroundings
from libdesk.ui.widgets.leavable import Leavable
from libdesk.ui.widgets.list_face import ListFace
from libdesk.ui.widgets.panes import Panes
from libdesk.ui.widgets.stack import Stack

DAYS_OF_LOANS: Final = 180
IDLE_MS: Final = 90_000


class ReaderScreen(Leavable, QWidget):
    """Takes the place of the page it stands on until `closed`."""

    closed = Signal()

    def __init__(self, around: Surroundings) -> None:
        super().__init__()
        self.setObjectName("reader_screen")
        self.around, self.desk = around, around.desk
        self._covers: dict[str, QPixmap | None] = {}
        self.search = SearchEdit(
            "reader_search", _("What are you looking for?"), _("Title, author or pinyin initials"),
        )  # fmt: skip
        self.new = self._choice("show_new", _("New books"), self.show_new)
        self.popular = self._choice("show_popular", _("What others read"), self.show_popular)
        self.recommended = self._choice("show_recommended", _("Recommended"), self.show_recommended)
        self.grade = named(QComboBox(), "reader_grade")
        self.interest = named(QComboBox(), "reader_interest")
        self.leave = button("reader_screen_leave", _("Esc Back"), self.closed.emit)
        self.list = CardList(lambda: self.desk.today, self.cover)
        self.panel = BookPanel(self.desk, self.cover)
        self.face = ListFace()
        self._shown: Callable[[], None] = self.show_new
        self._reading = OneJob(around.jobs, self)
        self.searcher = Searcher(self.desk, around.jobs, Op.FIND_BOOKS, self)
        self._idle = QTimer(self, singleShot=True, interval=IDLE_MS)
        self._assemble()
        self._connect()

    def _choice(self, name: str, words: str, show: Callable[[], None]) -> QToolButton:
        made = named(QToolButton(), name)
        made.setText(words)
        made.setCheckable(True)
        made.setFont(theme.font(theme.Step.HEAD))
        made.clicked.connect(lambda _checked=False: show())
        return made

    def _assemble(self) -> None:
        self.search.setFont(theme.font(theme.Step.MODE))
        self.grade.setAccessibleName(_("For a grade"))
        self.interest.setAccessibleName(_("What you like"))
        self._fill_choices()
        self._left = Stack()
        self._left.addWidget(self.list)
        self._left.addWidget(self.face)
        self.splitter = Panes("reader_screen_splitter", self._left, self.panel, shares=(58, 42), pc=self.around.pc)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.space(3), theme.space(2), theme.space(3), theme.space(2))
        column.setSpacing(theme.space(2))
        column.addWidget(wrapped((self.search, 1), self.leave, gap=2))
        column.addWidget(wrapped(self.new, self.popular, self.recommended, self.grade, self.interest, gap=2))
        column.addWidget(self.splitter, 1)

    def _connect(self) -> None:
        self.search.asked.connect(lambda _text: self._search())
        self.search.went_down.connect(self.list.setFocus)
        self.list.went_up.connect(self.search.setFocus)
        self.list.card_changed.connect(self.panel.show_card)
        self.grade.activated.connect(lambda _row: self._again())
        self.interest.activated.connect(lambda _row: self.show_interest())
        self.searcher.begun.connect(self._found)
        self.searcher.answered.connect(self._found)
        self.searcher.failed.connect(lambda _wanted, error: self._failed(error))
        self._idle.timeout.connect(self._left_alone)
        popups = [view for box in (self.grade, self.interest) for view in (box.view(), box.view().viewport())]
        for part in (self, *self.findChildren(QWidget), *popups):
            part.installEventFilter(self)

    def _fill_choices(self) -> None:
        self.grade.clear()
        self.grade.addItem(_("All grades"), None)
        school = School.of(self.desk.settings)
        for stage in school.stages or (Stage.PRIMARY,):
            for grade in grades_of(stage, school.system):
                self.grade.addItem(_("Grade {grade}").format(grade=show_grade(grade)), grade)
        self.interest.clear()
        self.interest.addItem(_("What do you like?"), None)
        for interest, name in INTEREST_NAMES.items():
            self.interest.addItem(_(name), interest)

    # What is shown

    def begin(self) -> None:
        """The screen as a reader finds it."""
        self._fill_choices()
        self.start_over()

    def start_over(self) -> None:
        """Back to the new books; what the last reader looked for goes."""
        self.search.blockSignals(True)
        self.search.clear()
        self.search.blockSignals(False)
        self.grade.setCurrentIndex(0)
        self.interest.setCurrentIndex(0)
        self.show_new()
        if self.isVisible():
            self.search.setFocus()

    def _left_alone(self) -> None:
        """Elsewhere somebody works; what the last reader looked for is forgotten when the screen is opened again."""
        if self.isVisible():
            self.start_over()

    def refresh(self) -> None:
        """Show again what is shown, as it is now."""
        self._shown()

    def look_for(self, text: str) -> None:
        """As if it had been typed, or scanned."""
        self.search.look_for(text)

    def show_new(self) -> None:
        """What came lately; where nothing did, what came last."""
        self._mark(self.new, self.show_new)
        days, now = self.desk.settings.new_days, self.desk.now()

        def look(desk: Desk, _progress: Progress) -> list[BookCard]:
            library = desk.read(Op.FIND_BOOKS)
            since = now - days * 86_400_000
            return queries.cards(library, queries.new_titles(library, since) or queries.new_titles(library, 0))

        self._start(look, _("No books yet"))

    def show_popular(self) -> None:
        """What was borrowed most in half a year, by everybody or by the grade that is chosen."""
        self._mark(self.popular, self.show_popular)
        since, group = self.desk.today - timedelta(days=DAYS_OF_LOANS), self._year_group()

        def look(desk: Desk, _progress: Progress) -> list[BookCard]:
            library = desk.read(Op.FIND_BOOKS)
            found = dict(queries.most_borrowed(library, since, year_group=group))
            why = {
                title_id: ngettext("Borrowed {n} time", "Borrowed {n} times", loans).format(n=loans)
                for title_id, loans in found.items()
            }
            return queries.cards(library, list(found), why)

        self._start(look, _("Nothing was borrowed yet"))

    def show_recommended(self) -> None:
        """What the librarian recommends, and what fits the grade."""
        self._mark(self.recommended, self.show_recommended)
        grade, today = self.grade.currentData(), self.desk.today

        def look(desk: Desk, _progress: Progress) -> list[BookCard]:
            library = desk.read(Op.FIND_BOOKS)
            why = queries.recommended(library, today, grade=grade)
            fitting = queries.for_grade(library, grade) if grade is not None else []
            return queries.cards(library, list(dict.fromkeys([*why, *fitting])), why)

        self._start(look, _("Nothing is recommended at the moment"))

    def show_interest(self) -> None:
        """What stands on the shelf of a topic, what is recommended first."""
        interest = self.interest.currentData()
        if interest is None:
            self.show_new()
            return
        self._mark(None, self.show_interest)
        grade, today = self.grade.currentData(), self.desk.today

        def look(desk: Desk, _progress: Progress) -> list[BookCard]:
            library = desk.read(Op.FIND_BOOKS)
            why = queries.recommended(library, today, grade=grade, interest=interest)
            fitting = queries.of_interest(library, Interest(interest), grade=grade)
            return queries.cards(library, list(dict.fromkeys([*why, *fitting])), why)

        self._start(look, _("Nothing of this stands on the shelf"))

    def _search(self) -> None:
        if not self.search.text().strip():
            self.show_new()
            return
        self._mark(None, self._search)
        self._drop()
        wanted = Wanted(self.search.text())
        try:
            library = self.desk.read(Op.FIND_BOOKS)
            with catalogue.within(library):
                ids = catalogue.find(library, wanted, limit=queries.MOST).ids
        except catalogue.TookTooLong:
            self.searcher.ask(wanted, first=queries.MOST)
        except DeskError as error:
            self._failed(error)
        else:
            self._found(wanted, ids)

    def _found(self, _wanted: Wanted, ids: Sequence[int]) -> None:
        """The first that fit; a reader looks no further."""
        self.searcher.stop()
        try:
            self._show(queries.cards(self.desk.read(Op.FIND_BOOKS), list(ids[: queries.MOST])), _("No book like this"))
        except DeskError as error:
            self._failed(error)

    def _drop(self) -> None:
        """What is being looked for is no longer wanted."""
        self._reading.drop()
        self.searcher.stop()

    def _start(self, look: Callable[[Desk, Progress], list[BookCard]], nothing: str) -> None:
        self._drop()
        self._reading.start(
            Lane.DOCUMENTS, _("Looking for books"), look, lambda cards: self._show(cards, nothing), self._failed
        )  # fmt: skip

    def _show(self, cards: Sequence[BookCard], nothing: str) -> None:
        self.list.show_cards(cards)
        if cards:
            self._left.setCurrentWidget(self.list)
            return
        hint = _("Try fewer characters, the author, or the pinyin initials. The librarian can help too.")
        self.face.show_face(icons.SEARCH, nothing, hint if self.search.text().strip() else "", ())
        self._left.setCurrentWidget(self.face)

    def _failed(self, error: Exception) -> None:
        text = error.text() if isinstance(error, DeskError) else ""
        self.face.show_face(icons.ALERT, _("This list could not be read"), text, ((_("Try again"), self.refresh),))
        self._left.setCurrentWidget(self.face)

    def _mark(self, chosen: QToolButton | None, shown: Callable[[], None]) -> None:
        self._shown = shown
        for made in (self.new, self.popular, self.recommended):
            made.setChecked(made is chosen)
        if shown != self.show_interest:
            self.interest.setCurrentIndex(0)
        if shown != self._search and self.search.text():
            self.search.blockSignals(True)
            self.search.clear()
            self.search.blockSignals(False)

    def _again(self) -> None:
        """Another grade: what is shown, for that grade; new books and a search know no grade."""
        if self._shown in (self.show_new, self._search):
            self.show_recommended()
        else:
            self._shown()

    def _year_group(self) -> tuple[str, int] | None:
        grade = self.grade.currentData()
        system = School.of(self.desk.settings).system
        stage = stage_of(grade, system) if grade is not None else None
        if grade is None or stage is None:
            return None
        return stage.value, entry_year(grade, stage, school_year_of(self.desk.today), system)

    # Covers, keys, rest

    def cover(self, key: str) -> QPixmap | None:
        """The picture of a cover, read once."""
        if key not in self._covers:
            if len(self._covers) > 300:
                self._covers.clear()
            data = queries.cover_bytes(self.desk.read(Op.FIND_BOOKS), key)
            picture = QPixmap()
            self._covers[key] = picture if data is not None and picture.loadFromData(data) else None
        return self._covers[key]

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.KeyPress, QEvent.Type.MouseButtonPress, QEvent.Type.Wheel):
            self._idle.start()
        return super().eventFilter(watched, event)
