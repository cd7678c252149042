"""Plans to begin with, for the first and for the second term: what a school library does month by month.

Written afresh from the two work plans that schools gave; everything in them can be left out or changed.
"""

from collections.abc import Sequence
from datetime import date
from typing import Final, NamedTuple

from libdesk.domain.tasks.repeats import Repeat
from libdesk.domain.tasks.sights import HELD_OF
from libdesk.i18n import N_


class Template(NamedTuple):
    """A task of a plan to begin with, due in the months from one to another (11, 12)."""

    months: tuple[int, int]
    kind: str
    name: str
    touches: str = ""
    repeat: Repeat = Repeat.ONCE
    goal: int | None = None


_W, _M, _T = Repeat.WEEKLY, Repeat.MONTH_END, Repeat.TERM_END

FIRST_TERM: Final[tuple[Template, ...]] = (
    Template((9, 9), "plan", N_("Write the library's plan and arrange the work of the term")),
    Template((9, 9), "aids", N_("Issue teaching-reference books and wall charts, and have the register signed"),
             "aids_out"),
    Template((9, 9), "lending", N_("Set the opening hours: noon, the breaks, after the seventh lesson")),
    Template((9, 9), "lending", N_("Cards for new pupils and teachers"), "cards"),
    Template((9, 9), "care", N_("Check the stock, then open the lending of the term"), "stocktake", goal=1),
    Template((9, 9), "serials", N_("Put the papers and periodicals of the holidays in order"), "holiday_papers"),
    Template((9, 9), "service", N_("Timetable of the reading lessons of each class"), "lessons"),
    Template((9, 9), "books", N_("Ask teachers and pupils which books are wanted, and order them")),
    Template((10, 10), "service", N_("Lending, reading and recommending for teachers"), "book_lists", goal=1),
    Template((10, 10), "books", N_("Classify and catalogue the new books"), "catalogued"),
    Template((10, 10), "books", N_("Stamp the new books"), "stamped"),
    Template((10, 10), "books", N_("Label the new books"), "labelled"),
    Template((10, 10), "books", N_("Put the new books on the shelf"), "shelved"),
    Template((10, 10), "helpers", N_("Appoint student librarians in every class"), "appointed"),
    Template((10, 10), "helpers", N_("Train the new student librarians"), "trained", goal=1),
    Template((10, 10), "helpers", N_("Draw up the duty roster"), "roster"),
    Template((10, 10), "service", N_("Open the reading rooms to pupils and teachers"), "visits"),
    Template((10, 10), "care", N_("Put the old stock in order on the shelves"), "checked"),
    Template((11, 12), "helpers", N_("Working training of the student librarians"), "trained", goal=2),
    Template((11, 12), "serials", N_("Bind, catalogue and shelve the back issues of periodicals"), "bound"),
    Template((11, 11), "activity", N_("Teachers' reading salon"), HELD_OF["salon"]),
    Template((11, 11), "activity", N_("Teachers and pupils write about their reading"), HELD_OF["writing"]),
    Template((11, 12), "activity", N_("Essay contest on reading"), HELD_OF["essays"]),
    Template((11, 11), "activity", N_("Story-telling of the lower grades"), HELD_OF["stories"]),
    Template((12, 12), "activity", N_("Hand-made papers of the middle grades"), HELD_OF["papers"]),
    Template((12, 12), "activity", N_("Contest of ancient poems"), HELD_OF["poems"]),
    Template((12, 12), "activity", N_("Publish the results of the contests in time"), "published"),
    Template((12, 12), "serials", N_("Subscribe to next year's newspapers and periodicals")),
    Template((1, 1), "lending", N_("Recall all books"), "recalled"),
    Template((1, 1), "helpers", N_("Choose the best student librarians"), "best", goal=1),
    Template((1, 1), "aids", N_("Take back teaching-reference books and wall charts and put them in order"),
             "aids_back"),
    Template((1, 1), "plan", N_("Summary of the library's work"), "summary", goal=1),
    Template((9, 1), "serials", N_("Look for late issues and claim them"), "claims", _M),
    Template((9, 1), "care", N_("Mend damaged books, put the month's papers in order"), "mended", _M),
    Template((9, 1), "plan", N_("Report to the school's leaders on reading and activities"), "report", _M),
    Template((9, 1), "plan", N_("Backup onto the stick"), "backup", _M, 1),
    Template((9, 1), "study", N_("Study the regulations and library practice"), "study", _M, 1),
    Template((9, 1), "care", N_("Look after the reading rooms: tidy, clean, safe"), "", _T),
)  # fmt: skip

SECOND_TERM: Final[tuple[Template, ...]] = (
    Template((2, 2), "plan", N_("Write the library's plan and arrange the work of the term")),
    Template((2, 2), "aids", N_("Issue teaching-reference books and wall charts, and have the register signed"),
             "aids_out"),
    Template((2, 2), "serials", N_("Put the papers and periodicals of the holidays in order"), "holiday_papers"),
    Template((2, 3), "lending", N_("Take back what was lent for the holidays, then open the lending"), "overdue"),
    Template((2, 2), "lending", N_("Set the opening hours: noon, the breaks, after the seventh lesson")),
    Template((3, 3), "service", N_("Timetable of the reading lessons of each class"), "lessons"),
    Template((3, 3), "helpers", N_("Renew the appointments of the student librarians"), "appointed"),
    Template((3, 3), "helpers", N_("Draw up the duty roster"), "roster"),
    Template((3, 3), "helpers", N_("Refresh the training of the student librarians"), "trained", goal=1),
    Template((3, 4), "books", N_("Classify and catalogue the new books"), "catalogued"),
    Template((3, 4), "books", N_("Stamp the new books"), "stamped"),
    Template((3, 4), "books", N_("Label the new books"), "labelled"),
    Template((3, 4), "books", N_("Put the new books on the shelf"), "shelved"),
    Template((3, 3), "service", N_("Open the reading rooms to pupils and teachers"), "visits"),
    Template((3, 3), "service", N_("Lists of new and recommended books for each grade"), "book_lists", goal=1),
    Template((4, 4), "activity", N_("World Book Day: reading month, exhibition of books"), HELD_OF["exhibition"]),
    Template((4, 4), "activity", N_("Encyclopaedia quiz"), HELD_OF["quiz"]),
    Template((4, 5), "activity", N_("Reading notes: collected, judged, shown"), HELD_OF["notes"]),
    Template((5, 5), "activity", N_("Lecture on a theme of reading"), HELD_OF["lecture"]),
    Template((5, 5), "activity", N_("Essay contest on reading"), HELD_OF["essays"]),
    Template((5, 5), "activity", N_("Publish the results of the contests in time"), "published"),
    Template((5, 5), "service", N_("Ask readers for suggestions and answer them"), "suggestions"),
    Template((5, 6), "books", N_("Withdraw what is worn out or out of date"), "withdrawn"),
    Template((6, 6), "serials", N_("Bind, catalogue and shelve the back issues of periodicals"), "bound"),
    Template((6, 6), "lending", N_("Stop the loans of the final classes and clear those who leave"), "leavers"),
    Template((6, 7), "lending", N_("Recall all books"), "recalled"),
    Template((6, 7), "care", N_("Stocktake of the school year"), "stocktake", goal=1),
    Template((6, 7), "aids", N_("Take back teaching-reference books and wall charts and put them in order"),
             "aids_back"),
    Template((6, 7), "helpers", N_("Choose the best student librarians"), "best", goal=1),
    Template((7, 7), "plan", N_("Summary of the library's work"), "summary", goal=1),
    Template((7, 7), "lending", N_("Lending for the summer holidays")),
    Template((2, 7), "serials", N_("Look for late issues and claim them"), "claims", _M),
    Template((2, 7), "care", N_("Mend damaged books, put the month's papers in order"), "mended", _M),
    Template((2, 7), "plan", N_("Report to the school's leaders on reading and activities"), "report", _M),
    Template((2, 7), "plan", N_("Backup onto the stick"), "backup", _M, 1),
    Template((2, 7), "study", N_("Study the regulations and library practice"), "study", _M, 1),
    Template((2, 7), "care", N_("Look after the reading rooms: tidy, clean, safe"), "", _T),
)  # fmt: skip

AIMS: Final = (
    N_("Serve teaching and reading with the books as the centre: everything for readers."),
    N_("Add books and equipment, catalogue and register them in time, keep the reading rooms open and in order."),
    N_("Recommend books and guide reading, so that pupils love to read."),
    N_("Hold reading activities of many kinds together with the school, and publish what came of them."),
    N_("Bring up a stable team of student librarians who keep duty by turns."),
    N_("Keep learning: the regulations, library practice, research."),
)
"""What a plan may say of its aims, a line each."""


def template_for(first: date) -> Sequence[Template]:
    """The plan to begin with for a term that begins on this day."""
    return SECOND_TERM if 2 <= first.month <= 7 else FIRST_TERM
