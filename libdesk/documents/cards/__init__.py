"""Reader cards on paper: `CardPages` is the document, `check_cards` says before printing what would not come out."""

from libdesk.documents.cards.pages import CardPages

__all__ = ["CardPages"]
