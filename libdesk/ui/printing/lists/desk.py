"""What lies at the desk: the cards that command it when they are scanned, and the page that explains it."""

from libdesk.actions.desk import Desk
from libdesk.documents.paged import Pages
from libdesk.i18n import _


def command_card_pages(desk: Desk) -> Pages:
    """One sheet to cut and laminate."""
    from libdesk.documents.command_cards import command_cards
    from libdesk.documents.paged import Whole

    return Whole(_("Command cards"), command_cards(desk.settings.school))


def desk_card_pages(desk: Desk) -> Pages:
    """One page on how to lend and return."""
    from libdesk.documents.paged import Whole
    from libdesk.ui.printing.document_makers import desk_card_maker

    return Whole(_("Desk card"), desk_card_maker(desk.settings.school)())
