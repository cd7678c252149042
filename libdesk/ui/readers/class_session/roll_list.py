"""The roll of the class by seat number: who has which books, what is overdue, who may not borrow, what went today."""

from datetime import date
from typing import Final

from libdesk.domain.reasons import CardExpired, ReaderStopped, Suspended
from libdesk.domain.rows.lessons import Book, RollRow
from libdesk.domain.show import show_day
from libdesk.i18n import N_, _, listed, ngettext
from libdesk.ui import icons
from libdesk.ui.widgets.row_model import Column, Width
from libdesk.ui.widgets.row_table import Empty, RowTable

BARS: Final = {ReaderStopped: N_("stopped"), Suspended: N_("suspended"), CardExpired: N_("card expired")}
FAR: Final = date.max


class RollList(RowTable):
    """One line a pupil; the keyboard stays in the scan box, from where the arrow keys go up and down here."""

    def __init__(self) -> None:
        super().__init__(
            columns(), name=_("Pupils by seat number"), key=lambda row: row.reader_id, cursor_at_top=False,
            empty=Empty(
                _("Which class is it?"), _("Choose it above, or scan the card of any pupil of the class."), (),
                icons.USERS,
            ),
        )  # fmt: skip

    def beside(self, reader_id: int | None, rows: int) -> RollRow | None:
        """The pupil so many rows below (above, if negative) this one; from nobody to the first or the last."""
        shown = list(self.model.rows())
        if not shown:
            return None
        places = [place for place, row in enumerate(shown) if row.reader_id == reader_id]
        place = places[0] + rows if places else (0 if rows > 0 else len(shown) - 1)
        row: RollRow = shown[max(0, min(len(shown) - 1, place))]
        return row

    def mark(self, reader_id: int | None) -> None:
        """The row of the open pupil is under the cursor; nobody's if nobody of the class is open."""
        if reader_id is None or not self.select(reader_id):
            self.view.clearSelection()
            self.view.setCurrentIndex(self.model.index(-1, -1))


def columns() -> tuple[Column, ...]:
    return (
        Column(
            "seat", N_("Seat"), lambda row: str(row.seat), sort=lambda row: row.seat, right=True, tip=_today,
            icon=lambda row: icons.CHECK if row.lent_today else "", role=lambda row: "good" if row.lent_today else "",
        ),
        Column("name", N_("Name"), _name, role=lambda row: "warn" if row.bar else "", tip=_bar_whole),
        Column("out", N_("Out"), _titles, width=Width.STRETCH, tip=_books_whole),
        Column("due", N_("Due"), _due, sort=_first_due, role=_due_role),
    )  # fmt: skip


def bar_word(row: RollRow) -> str:
    """stopped, suspended or card expired, in one word; "" when nothing stands in the way."""
    return _(BARS[type(row.bar)]) if row.bar is not None else ""


def book_line(book: Book) -> str:
    """A title with the day it is due, overdue said in words."""
    day = show_day(book.due, weekday=False)
    return f"{book.title}  {_('overdue {date}').format(date=day) if book.late else day}"


def _name(row: RollRow) -> str:
    return f"{row.name}  {bar_word(row)}".rstrip()


def _bar_whole(row: RollRow) -> str:
    return f"{row.name}\n{row.bar.text()}" if row.bar is not None else row.name


def _titles(row: RollRow) -> str:
    return listed(book.title for book in row.out)


def _books_whole(row: RollRow) -> str:
    return "\n".join(book_line(book) for book in row.out)


def _first_due(row: RollRow) -> date:
    return min((book.due for book in row.out), default=FAR)


def _due(row: RollRow) -> str:
    """The day of what is due first; how long it is overdue, if it is."""
    late = max((book.late for book in row.out), default=0)
    if late:
        return ngettext("{days} day overdue", "{days} days overdue", late).format(days=late)
    return show_day(_first_due(row), weekday=False) if row.out else ""


def _due_role(row: RollRow) -> str:
    return "bad" if row.overdue else ""


def _today(row: RollRow) -> str:
    """What the tick at the seat number says in words."""
    return _("Today {lent} out, {returned} back").format(lent=len(row.lent_today), returned=row.back_today)
