"""Reader cards: whose, on which sheet and how they look at the left, the pages as they come out at the right.

What came out is marked in one step, so that the next time only new or changed cards need paper.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from libdesk.actions.desk import Desk
from libdesk.actions.printing.marks import mark_printed
from libdesk.actions.school import school_of
from libdesk.domain.errors import DeskError
from libdesk.domain.faces import PrintKind
from libdesk.domain.ops import Op, Topic
from libdesk.domain.progress import Progress
from libdesk.domain.rows.cards import CardsFound
from libdesk.domain.rows.prints import CardLayout, card_layout
from libdesk.i18n import N_, _
from libdesk.store.queries.cards import find_cards
from libdesk.store.queries.prints import logo
from libdesk.ui import icons
from libdesk.ui.jobs import Lane
from libdesk.ui.one_job import OneJob
from libdesk.ui.paged_tab import PagedTab
from libdesk.ui.printing.cards_page import words
from libdesk.ui.printing.cards_page.card_paper import CardPaper
from libdesk.ui.printing.cards_page.look_view import LookView
from libdesk.ui.printing.cards_page.missing_view import Missing, MissingView, left_out
from libdesk.ui.printing.cards_page.who_view import WhoView
from libdesk.ui.printing.lacking import letters_words
from libdesk.ui.printing.paper import Paper, Sides
from libdesk.ui.printing.printers import Printers
from libdesk.ui.printing.sheet_page import SheetPage
from libdesk.ui.tab import Surroundings

if TYPE_CHECKING:
    from libdesk.documents.cards import CardChecks


class CardsPage(SheetPage):
    NAME = "cards_page"
    TITLE = N_("Reader cards")
    ICON = icons.CARD
    KIND = "cards"
    TOPICS = frozenset({Topic.READERS, Topic.SETTINGS, Topic.PRINTING})
    UNDONE_HERE = frozenset({Op.MARK_PRINTED, Op.EDIT_SETTINGS})

    def __init__(self, around: Surroundings, *, printers: Printers | None = None) -> None:
        super().__init__(around, printers)
        self.who, self.look, self.missing = WhoView(around), LookView(around), MissingView()
        self._found = CardsFound()
        self._made: CardPaper | None = None
        self._missing: list[Missing] = []
        self._long_edge = True
        self._checking = OneJob(around.jobs, self)
        self._view("cards_who", _("Whose"), self.who)
        self._view("cards_sheet_view", _("Card sheet"), self.sheet)
        self._view("cards_look", _("Design"), self.look)
        self._put_together(self.missing, _("Show who …"))
        self._connect()
        self.refresh()

    def _connect(self) -> None:
        self.who.changed.connect(self._update)
        self.sheet.changed.connect(self._update)
        self.missing.asked.connect(self._open_reader)
        self.paper.printed.connect(self._printed)
        self.paper.press_changed.connect(self._check)
        self.paper.page_shown.connect(lambda _page, _count: self._follow_sides())
        self.paper.print_bar.changed.connect(self._follow_sides)

    @property
    def home(self) -> tuple[QWidget, ...]:
        return (self.who.tree, self.buttons[0])

    def take_focus(self) -> None:
        self.who.tree.setFocus() if self.who.isVisible() else self.buttons[0].setFocus()

    def refresh(self) -> None:
        if not self.desk.allows(self.OP):
            return
        try:
            self.who.refresh()
            self.sheet.refresh()
            self.look.refresh()
        except DeskError as error:
            self.paper.show_paper(None, error.text())
            return
        self._update()

    def show_readers(self, ids: Sequence[int]) -> None:
        """The cards of these readers and no others."""
        self._show_view(self.who)
        self.who.show_readers(ids)
        self._update()

    # What is looked at

    def _layout(self) -> CardLayout:
        from dataclasses import replace

        settings = self.desk.settings
        made = card_layout(settings, logo(self.desk.read(Op.SEE_PRINTING), settings.logo))
        return made if self._long_edge else replace(made, long_edge=False)

    def _update(self) -> None:
        """Others are meant, or they look otherwise."""
        if not self.desk.allows(self.OP):
            return
        layout, whose = self._layout(), self.who.whose
        try:
            self._found = find_cards(
                self.desk.read(Op.SEE_PRINTING), whose, school_of(self.desk), self.desk.today, self.who.card_order,
                layout if self.who.only_changed else None,
            )  # fmt: skip
        except DeskError as error:
            self.paper.show_paper(None, error.text())
            return
        found, sheet = self._found, self.sheet.sheet
        self.sheet.show_count(len(found.ids))
        self._tell_facts(words.facts(found, sheet, self.sheet.start, back=layout.back))
        if found.ids:
            self._made = CardPaper(found.ids, layout, sheet, self.sheet.start, sheet_key=self.sheet.key)
            sides = Sides.LONG if layout.back else Sides.ONE
            self.paper.show_paper(Paper(_("Reader cards"), self._made, sides))
        else:
            self._made = None
            self.paper.show_paper(None, words.nothing(whose, found))
        self._show_gaps(left_out(found.left_out), "")
        self._check()

    def _follow_sides(self) -> None:
        """The back of a sheet lies as the printer turns it over."""
        if self._made is not None and self._made.layout.back:
            long_edge = self.paper.print_bar.sides_chosen is not Sides.SHORT
            if long_edge != self._long_edge:
                self._long_edge = long_edge
                self._update()

    # What is missing

    def _check(self) -> None:
        """Look at all cards beside the desk: photos, characters, bars."""
        made, press = self._made, self.paper.press
        if made is None:
            self._checking.drop()
            return

        def work(desk: Desk, progress: Progress) -> "CardChecks":
            from libdesk.documents.cards import check_cards

            return check_cards(made.rows(desk), made.layout, made.sheet, press, progress, start=made.start)

        self._checking.start(Lane.DOCUMENTS, _("Looking at the cards"), work, self._checked, lambda _error: None)

    def _checked(self, checks: "CardChecks") -> None:
        found = left_out(self._found.left_out)
        for it in checks.faults:
            who = (it.reader_id, it.name, it.group)
            if it.fault is not None:
                found.append(Missing(*who, "bars", _("cannot be bars"), it.fault.text()))
            if it.off is not None:
                found.append(Missing(*who, "off", _("off the paper"), it.off.text()))
            if it.letters:
                text = letters_words(it.letters)
                found.append(Missing(*who, "letters", text, text))
            if it.photo:
                found.append(Missing(*who, "photo", _("no photo")))
        self._show_gaps(found, checks.letters)

    def _show_gaps(self, missing: list[Missing], letters: str) -> None:
        self._missing = missing
        self._tell_gaps(words.missing_words(missing, letters), listed=bool(missing))
        self.missing.show_missing(missing)

    def _open_reader(self, reader_id: int) -> None:
        tab = self.around.show_tab("readers_tab")
        if isinstance(tab, PagedTab):
            page = tab.show_page("reader_list_page")
            page.look_for_reader(reader_id)  # type: ignore[attr-defined]  # a ReaderListPage, imported late

    # What came out

    def _printed(self, paper: Paper) -> None:
        made = paper.make
        if not isinstance(made, CardPaper):
            return
        left = made.without_bars.intersection(made.ids)
        if made is self._made:
            left |= {one.reader_id for one in self._missing if one.kind == "off"}
        faces = {key: made.faces[key] for key in made.ids if key in made.faces and key not in left}
        self.sheet.keep_left(made.sheet_key, made.next_start)  # others are on show from here on
        try:
            if faces:
                mark_printed(self.desk, PrintKind.CARD, faces)
        except DeskError as error:
            self.paper.out.also_say(error.text())
            return
        self.paper.out.also_say(words.marked(len(faces), len(left)))
