"""The two terms that a new library is offered: the usual days of Chinese schools, which each school corrects."""

from datetime import date
from typing import Final

from libdesk.domain.calendar import Term
from libdesk.domain.classes import school_year_of
from libdesk.i18n import _

_SUMMER: Final = (7, 8)  # who sets up in the holidays means the year that comes


def usual_terms(today: date) -> tuple[Term, Term]:
    """The autumn and the spring term of the school year of this day; in the summer holidays of the next one."""
    year = today.year if today.month in _SUMMER else school_year_of(today)
    return (
        Term(date(year, 9, 1), date(year + 1, 1, 23), _("Autumn term {year}").format(year=year)),
        Term(date(year + 1, 2, 25), date(year + 1, 7, 5), _("Spring term {year}").format(year=year + 1)),
    )
