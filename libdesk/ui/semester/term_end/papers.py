"""On paper at the end of a term: slips for each reader, lists for each class, certificates for those who leave."""

from collections.abc import Callable, Sequence
from datetime import date
from itertools import groupby
from typing import Final

from libdesk.actions.desk import Desk
from libdesk.domain.classes import SchoolSystem
from libdesk.domain.rows.documents import ReaderSlip, SlipLine, TableColumn, TablePaper, TablePart
from libdesk.domain.rows.reports import OverdueLoan
from libdesk.domain.show import show_day
from libdesk.i18n import N_, _, ngettext
from libdesk.ui.printing.lists.moment import now_here

COLUMNS: Final = (
    TableColumn(N_("Name")),
    TableColumn(N_("Title"), share=1),
    TableColumn(N_("Barcode")),
    TableColumn(N_("Due")),
    TableColumn(N_("Handed in")),
)


def slips_maker(desk: Desk, loans: Sequence[OverdueLoan], until: date, last: date | None = None) -> Callable[[], bytes]:
    """A slip for each reader of these loans, class after class: what to bring back until which day.

    `last`: the last day of the term that ends, where one is entered.
    """
    school, at, today = desk.settings.school, now_here(desk), desk.today
    system = SchoolSystem(desk.settings.school_system)
    slips = []
    for (_id, reader, _group), mine in groupby(loans, lambda loan: (loan.reader_id, loan.reader, loan.group_key)):
        own = list(mine)
        lines = tuple(SlipLine(loan.title, loan.due, max(0, (today - loan.due).days)) for loan in own)
        slips.append(ReaderSlip(reader, own[0].group(today, system), lines))
    day = show_day(until)

    def words(books: int) -> str:
        if last is not None and last < today:
            return ngettext(
                "The term is over, and the day of return was {day}: please bring back {n} book at once.",
                "The term is over, and the day of return was {day}: please bring back {n} books at once.",
                books,
            ).format(n=books, day=day)
        if until < today:
            return ngettext(
                "The term ends, and the day of return is over: please bring back {n} book at once.",
                "The term ends, and the day of return is over: please bring back {n} books at once.",
                books,
            ).format(n=books)
        return ngettext(
            "The term ends: please bring back {n} book by {day}.",
            "The term ends: please bring back {n} books by {day}.",
            books,
        ).format(n=books, day=day)

    def make() -> bytes:
        from libdesk.documents.bound import Bound
        from libdesk.documents.slip_sheets import SlipLeaves

        return Bound(_("Recall slips"), school, [SlipLeaves(school, slips, at, words)]).pdf()

    return make


def lists_maker(desk: Desk, loans: Sequence[OverdueLoan], until: date) -> Callable[[], bytes]:
    """What is out of each class on pages of its own, for its teacher; the last column is for a tick."""
    system, today = SchoolSystem(desk.settings.school_system), desk.today
    groups = [(key, list(mine)) for key, mine in groupby(loans, lambda loan: loan.group_key)]
    note = _("Everything is asked back by {day}.").format(day=show_day(until, year=True))
    if until < today:
        note = _("Everything was asked back by {day}; what stands here is late.").format(day=show_day(until, year=True))
    papers = []
    for _key, mine in groups:
        name = mine[0].group(today, system)
        rows = tuple((loan.reader, loan.title, loan.barcode, show_day(loan.due, weekday=False), "□") for loan in mine)
        count = ngettext("{n} book", "{n} books", len(mine)).format(n=len(mine))
        papers.append(
            TablePaper(desk.settings.school, _("Recall: {group}").format(group=name), note, COLUMNS,
                       (TablePart("", rows),), foot=count, at=now_here(desk))
        )  # fmt: skip

    def make() -> bytes:
        from libdesk.documents.tables import table_lists

        return table_lists(*papers)

    return make
