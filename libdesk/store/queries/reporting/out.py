"""What is out and what is overdue, for every list and figure of it: conditions on `loan l`, with `:today`; and what was
lent and came back from `:first` to `:last`. Books used in the reading room alone are neither.

A book that was lent into the reading room and not brought back by night is out like any other. One of which its reader
says that it was returned is looked for on the shelf, and asked of nobody.
"""

from typing import Final

OUT: Final = "l.returned IS NULL AND (l.in_house = 0 OR l.due < :today)"
_OF_A_READER: Final = f"{OUT} AND l.claimed_day IS NULL"
# When a term ends, with `:ends` its last day. What is due later is lent beyond it on purpose: for the holidays, or as a
# box for the whole year.
ASKED_BACK: Final = f"{_OF_A_READER} AND l.due <= :ends"
LENT_BEYOND: Final = f"{_OF_A_READER} AND l.due > :ends"
OVERDUE: Final = "l.returned IS NULL AND l.due < :today AND l.claimed_day IS NULL"
LENT: Final = "FROM loan WHERE lent_day BETWEEN :first AND :last AND in_house = 0"
CAME_BACK: Final = "FROM loan WHERE returned_day BETWEEN :first AND :last AND in_house = 0 AND outcome = 'returned'"
