"""What is out and what is overdue, for every list and figure of it: conditions on `loan l`, with `:today`.

A book that was lent into the reading room and not brought back by night is out like any other. One of which its reader
says that it was returned is looked for on the shelf, and asked of nobody.
"""

from typing import Final

OUT: Final = "l.returned IS NULL AND (l.in_house = 0 OR l.due < :today)"
ASKED_BACK: Final = f"{OUT} AND l.claimed_day IS NULL"
OVERDUE: Final = "l.returned IS NULL AND l.due < :today AND l.claimed_day IS NULL"
