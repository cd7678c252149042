"""What a class teacher is told of overdue books: true at the moment that stands in its first line."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby

from libdesk.domain.classes import SchoolSystem
from libdesk.domain.rows.documents import ReaderSlip, SlipLine, TableColumn, TablePaper, TablePart
from libdesk.domain.rows.reports import OverdueLoan
from libdesk.domain.show import show_day
from libdesk.i18n import N_, _, ngettext

GroupKey = tuple[bool, tuple[int, int, int], str]

COLUMNS = (
    TableColumn(N_("Name")),
    TableColumn(N_("Title"), share=1),
    TableColumn(N_("Barcode")),
    TableColumn(N_("Due")),
    TableColumn(N_("Days"), right=True),
)


@dataclass(frozen=True, slots=True)
class NoticeLine:
    """One overdue book; `late` in days."""

    reader: str
    title: str
    barcode: str
    due: date
    late: int
    reader_id: int = 0


@dataclass(frozen=True, slots=True)
class NoticeGroup:
    """A class, or a kind of reader without classes."""

    name: str
    lines: tuple[NoticeLine, ...]

    @property
    def slips(self) -> tuple[ReaderSlip, ...]:
        """A slip for each reader, two of one name apart."""
        by_reader = groupby(self.lines, lambda line: (line.reader_id, line.reader))
        return tuple(
            ReaderSlip(reader, self.name, tuple(SlipLine(line.title, line.due, line.late) for line in lines))
            for (_id, reader), lines in by_reader
        )


@dataclass(frozen=True, slots=True)
class Notice:
    """The overdue books of one class or of all. `at`: the moment in the library's own zone."""

    school: str
    at: datetime
    groups: tuple[NoticeGroup, ...]

    @property
    def count(self) -> int:
        return sum(len(group.lines) for group in self.groups)

    @property
    def heading(self) -> str:
        """Overdue books, of one class with its name."""
        if len(self.groups) == 1:
            return _("Overdue books of {group}").format(group=self.groups[0].name)
        return _("Overdue books")

    @property
    def moment(self) -> str:
        """As of which day and hour."""
        day = show_day(self.at.date(), year=True)
        return _("As of {day} {time}").format(day=day, time=self.at.strftime("%H:%M"))

    def text(self) -> str:
        """A message to paste: each class with its readers, each reader's books on one line."""
        first = " ".join(part for part in (self.school, _("Overdue books"), self.moment) if part)
        parts = [first]
        for group in self.groups:
            count = len(group.lines)
            head = ngettext("{group}, {n} book", "{group}, {n} books", count).format(group=group.name, n=count)
            parts += ["", head]
            for number, (reader, lines) in enumerate(groupby(group.lines, lambda line: line.reader), 1):
                books = _("; ").join(_book(line) for line in lines)
                parts.append(_("{number}. {reader}: {books}").format(number=number, reader=reader, books=books))
        return "\n".join(parts)

    def paper(self, *, own_pages: bool = True) -> TablePaper:
        """The same on A4, each class on a page of its own or one after the other."""
        return self._paper(self.groups, own_pages=own_pages)

    def paper_of(self, group: NoticeGroup) -> TablePaper:
        """One class by itself, for its teacher."""
        return self._paper((group,))

    def _paper(self, groups: Iterable[NoticeGroup], *, own_pages: bool = True) -> TablePaper:
        parts = tuple(
            TablePart(
                group.name,
                tuple(
                    (line.reader, line.title, line.barcode, show_day(line.due, weekday=False), str(line.late))
                    for line in group.lines
                ),
            )
            for group in groups
        )
        count = sum(len(part.rows) for part in parts)
        books = ngettext("{n} overdue book", "{n} overdue books", count).format(n=count)
        return TablePaper(self.school, _("Overdue books"), books, COLUMNS, parts, own_pages=own_pages, at=self.at)


def make_notice(
    rows: Iterable[OverdueLoan], *, school: str, at: datetime, system: SchoolSystem, only: GroupKey | None = None
) -> Notice:
    """The notice of these loans, which stand in order already; `only` one class."""
    today = at.date()
    groups = []
    for key, members in groupby(rows, lambda row: row.group_key):
        if only is None or key == only:
            loans = list(members)
            lines = (
                NoticeLine(loan.reader, loan.title, loan.barcode, loan.due, (today - loan.due).days, loan.reader_id)
                for loan in loans
            )
            groups.append(NoticeGroup(loans[0].group(today, system), tuple(lines)))
    return Notice(school, at, tuple(groups))


def _book(line: NoticeLine) -> str:
    return _("“{title}” (due {day})").format(title=line.title, day=show_day(line.due, weekday=False))
