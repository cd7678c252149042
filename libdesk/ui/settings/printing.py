"""Printing: the paper of slips, the command cards of the desk; recovery codes are printed where librarians are."""

from libdesk.domain.rows.documents import SlipPaper
from libdesk.i18n import N_, _
from libdesk.ui import icons
from libdesk.ui.parts import across, button, down, label
from libdesk.ui.printing.document_makers import desk_card_maker
from libdesk.ui.printing.slips import keep_slip_paper, slip_paper
from libdesk.ui.settings.section import Section, choice, choose
from libdesk.ui.tab import Surroundings

PAPERS = {SlipPaper.A6: N_("sheets of A6"), SlipPaper.RECEIPT: N_("a receipt roll, 80 mm wide")}


class PrintingSection(Section):
    TITLE = N_("Printing")
    ICON = icons.PRINT
    HELP = "printing_section"
    ALSO = N_("printer paper slip PDF barcode scanner command card")

    def __init__(self, around: Surroundings) -> None:
        super().__init__(around)
        self.paper = choice("set_slip_paper", [(paper, _(words)) for paper, words in PAPERS.items()])
        self.add(
            _("Slips are printed on this PC on"),
            self.paper,
            _("F7 at the desk prints the slip of the last loan or return."),
        )
        cards = button("print_commands", _("Print the command cards"), self._cards, icon=icons.PRINT)
        note = _("One sheet to cut and laminate: a scan of a card starts a shift, lends, returns, renews or undoes.")
        self.add_part(down(across(cards), label(note, role="note", wrap=True)))
        card = button("print_desk_card", _("Print the desk card"), self._desk_card, icon=icons.PRINT)
        note = _("One page to lie at the desk: how to lend and return, the keys, what each colour means, whom to ask.")
        self.add_part(down(across(card), label(note, role="note", wrap=True)))
        self.end()
        self.paper.activated.connect(lambda _row: self._keep_paper())

    def show_values(self) -> None:
        choose(self.paper, slip_paper(self.around.pc))

    def _keep_paper(self) -> None:
        keep_slip_paper(self.around.pc, SlipPaper(self.paper.currentData()))

    def _desk_card(self) -> None:
        self.document_asked.emit(_("Desk card"), desk_card_maker(self.desk.settings.school))

    def _cards(self) -> None:
        from libdesk.documents.command_cards import command_cards

        school = self.desk.settings.school
        self.document_asked.emit(_("Command cards"), lambda: command_cards(school))
