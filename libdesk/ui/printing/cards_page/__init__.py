"""The page of reader cards: whose, on which sheet, how they look, and what is missing."""
