"""Printing: the command cards that lie at the desk; recovery codes are printed where librarians are."""

from libdesk.i18n import N_, _
from libdesk.ui import icons
from libdesk.ui.parts import across, button, down, label
from libdesk.ui.settings.section import Section
from libdesk.ui.tab import Surroundings


class PrintingSection(Section):
    TITLE = N_("Printing")
    ICON = icons.PRINT

    def __init__(self, around: Surroundings) -> None:
        super().__init__(around)
        cards = button("print_commands", _("Print the command cards"), self._cards, icon=icons.PRINT)
        note = _("One sheet to cut and laminate: a scan of a card starts a shift, lends, returns, renews or undoes.")
        self.add_part(down(across(cards), label(note, role="note", wrap=True)))
        self.end()

    def show_values(self) -> None:
        """Nothing here depends on the library but what is printed."""

    def _cards(self) -> None:
        from libdesk.documents.command_cards import command_cards

        school = self.desk.settings.school
        self.document_asked.emit(_("Command cards"), lambda: command_cards(school))
