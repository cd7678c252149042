"""Reader cards on paper: `CardPages` is the document, `check_cards` says before printing what would not come out."""

from libdesk.documents.cards.checks import CardChecks as CardChecks
from libdesk.documents.cards.checks import CardFault as CardFault
from libdesk.documents.cards.checks import check_cards as check_cards
from libdesk.documents.cards.pages import CardPages as CardPages
