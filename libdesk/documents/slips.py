"""Slips are read standing: who, what, until when; on a receipt roll of 80 mm or on A6, several pages numbered n/m."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Final

from libdesk.documents.fonts import MM, draw_text, text_width
from libdesk.documents.lines import fitted, wrapped
from libdesk.documents.page import BODY, NOTE, PALE, Document, hairline
from libdesk.domain.rows.documents import HoldSlip, LoanSlip, ReplacementSlip, SlipKind, SlipLine, SlipPaper
from libdesk.domain.rows.prints import Rows
from libdesk.domain.show import show_day
from libdesk.i18n import N_, _, ngettext

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas

TITLE_LINES: Final = 2  # a longer title ends in an ellipsis
HEADING: Final = 15.0
LARGE: Final = 13.0
NAME: Final = 26.0  # on the hold shelf the name is read from two metres
LEADING: Final = 1.4  # a line's height over its font size
GAP: Final = 6.0

_HEADINGS: Final = {SlipKind.LENT: N_("Books lent"), SlipKind.OUT: N_("Books still out")}


@dataclass(frozen=True, slots=True)
class _Paper:
    """A roll is cut where the slip ends; `longest` is its longest page, since drivers know no longer one."""

    width: float
    longest: float
    margin: float
    roll: bool
    gray: float  # a receipt printer knows black alone

    @property
    def inside(self) -> float:
        return self.width - 2 * self.margin


_PAPERS: Final = {
    SlipPaper.A6: _Paper(105 * MM, 148 * MM, 9 * MM, roll=False, gray=PALE),
    SlipPaper.RECEIPT: _Paper(80 * MM, 280 * MM, 4 * MM, roll=True, gray=0),
}


@dataclass(frozen=True, slots=True)
class _Block:
    """A piece that is never torn between two pages; `draw` is given the canvas and the height of its top."""

    height: float
    draw: Callable[["Canvas", float], None]


def loan_slip(slip: LoanSlip, paper: SlipPaper = SlipPaper.A6) -> bytes:
    """A reader's books with their due dates."""
    on = _PAPERS[paper]
    heading = _(_HEADINGS[slip.kind])
    who = f"{slip.reader}  {slip.group}".strip()
    columns = [_rule(on), _across(on, _("Title"), _("Back by")), _space(GAP / 2)]
    first = [*_head(on, slip.school, heading), _person(on, slip.reader, slip.group), *columns]
    later = [*_head(on, slip.school, who, BODY), *columns]
    count = len(slip.lines)
    total = ngettext("{count} book in all", "{count} books in all", count).format(count=count)
    column = max(
        (max(text_width(_due(line), BODY, bold=True), text_width(_late(line), NOTE)) for line in slip.lines), default=0
    )
    rows = [*(_book(on, line, column) for line in slip.lines), _rule(on), _small(on, total)]
    return _printed(heading, slip.school, on, first, later, rows, slip.printed)


def hold_slip(slip: HoldSlip, paper: SlipPaper = SlipPaper.A6) -> bytes:
    """The paper that is put into a copy on the hold shelf."""
    document = Document(_("On hold"), slip.school)
    _draw_hold(document, slip, _PAPERS[paper])
    return document.finish()


class HoldSlipLeaves:
    """The slips of all copies on the hold shelf, as Leaves has them: each on a page of its own."""

    def __init__(self, rows: Rows[HoldSlip], paper: SlipPaper = SlipPaper.A6) -> None:
        self._rows, self._on = rows, _PAPERS[paper]
        self.count = len(rows)

    def draw(self, document: Document, number: int, folio: str) -> None:
        """As Leaves has it; a slip has no folio."""
        (slip,) = self._rows.part(number, number + 1)
        _draw_hold(document, slip, self._on)


def _draw_hold(document: Document, slip: HoldSlip, on: _Paper) -> None:
    heading = _("On hold")
    first = [*_head(on, slip.school, heading), _space(GAP), _text(on, slip.reader, NAME, bold=True)]
    rows = [_text(on, slip.group, HEADING)] if slip.group else []
    rows += [_rule(on), _text(on, slip.title, LARGE, most=4)]
    if where := "  ·  ".join(part for part in (slip.call_no, slip.barcode) if part):
        rows.append(_small(on, where, BODY))
    if slip.until is not None:
        rows += [_rule(on), _text(on, _("Kept until {day}").format(day=show_day(slip.until)), LARGE, bold=True)]
    _draw(document, on, first, first, rows, slip.printed)


def replacement_slip(slip: ReplacementSlip, paper: SlipPaper = SlipPaper.A6) -> bytes:
    """For the reader who brought a copy for a lost one: the old number, the new one, nothing is owed any more."""
    on = _PAPERS[paper]
    heading = _("Lost book replaced")
    first = [*_head(on, slip.school, heading), _person(on, slip.reader, slip.group), _rule(on)]
    rows = [_text(on, slip.title, LARGE, most=4), _space(GAP / 2)]
    rows += [_small(on, _("Lost: {code}").format(code=slip.old_barcode), BODY)] * bool(slip.old_barcode)
    rows.append(_small(on, _("In its place: {code}").format(code=slip.new_barcode), BODY))
    if slip.isbn:
        rows.append(_small(on, _("Another edition: ISBN {isbn}").format(isbn=slip.isbn), BODY))
    day = show_day(slip.day, year=True, weekday=False)
    rows += [_rule(on), _text(on, _("Nothing is owed for it since {day}.").format(day=day), BODY, bold=True)]
    return _printed(heading, slip.school, on, first, first, rows, slip.printed)


# Pieces of a slip


def _space(height: float) -> _Block:
    return _Block(height, lambda canvas, top: None)


def _rule(on: _Paper) -> _Block:
    return _Block(2 * GAP, lambda canvas, top: hairline(canvas, on.margin, top - GAP, on.inside))


def _head(on: _Paper, school: str, heading: str, size: float = HEADING) -> list[_Block]:
    return [_small(on, school), _space(GAP / 2), _text(on, heading, size, bold=True, most=1)]


def _text(on: _Paper, text: str, size: float, *, bold: bool = False, most: int = 2) -> _Block:
    lines = wrapped(text, on.inside, size, bold=bold, most=most)

    def draw(canvas: "Canvas", top: float) -> None:
        for place, line in enumerate(lines):
            draw_text(canvas, on.margin, top - size - place * size * LEADING, line, size, bold=bold)

    return _Block(len(lines) * size * LEADING, draw)


def _small(on: _Paper, text: str, size: float = NOTE) -> _Block:
    return _across(on, text, "", size)


def _across(on: _Paper, left: str, right: str, size: float = NOTE) -> _Block:
    """One line of what is read second, at the left and at the right."""

    def draw(canvas: "Canvas", top: float) -> None:
        canvas.saveState()
        canvas.setFillGray(on.gray)
        room = on.inside - text_width(right, size) - GAP * bool(right)
        draw_text(canvas, on.margin, top - size, fitted(left, room, size), size)
        draw_text(canvas, on.width - on.margin, top - size, right, size, align="right")
        canvas.restoreState()

    return _Block(size * LEADING, draw)


def _person(on: _Paper, name: str, group: str) -> _Block:
    size = LARGE
    shown = fitted(name, on.inside if not group else on.inside * 0.6, size, bold=True)
    left = on.margin + text_width(shown, size, bold=True) + GAP * 1.5

    def draw(canvas: "Canvas", top: float) -> None:
        draw_text(canvas, on.margin, top - size, shown, size, bold=True)
        draw_text(canvas, left, top - size, fitted(group, on.width - on.margin - left, BODY), BODY)

    return _Block(size * LEADING + GAP / 2, draw)


def _due(line: SlipLine) -> str:
    return _("reading room, today") if line.due is None else show_day(line.due)


def _late(line: SlipLine) -> str:
    return ngettext("{days} day overdue", "{days} days overdue", line.late).format(days=line.late) if line.late else ""


def _book(on: _Paper, line: SlipLine, column: float) -> _Block:
    """A title, and in a column of so many points at the right when it is due."""
    titles = wrapped(line.title, on.inside - column - 2 * GAP, BODY, most=TITLE_LINES)
    step = BODY * LEADING
    right = on.width - on.margin

    def draw(canvas: "Canvas", top: float) -> None:
        for place, title in enumerate(titles):
            draw_text(canvas, on.margin, top - BODY - place * step, title, BODY)
        draw_text(canvas, right, top - BODY, _due(line), BODY, bold=True, align="right")
        draw_text(canvas, right, top - BODY - step, _late(line), NOTE, align="right")

    return _Block(max(len(titles), 2 if line.late else 1) * step + GAP / 2, draw)


# Pages


def _printed(
    title: str, school: str, on: _Paper, first: Sequence[_Block], later: Sequence[_Block], rows: Sequence[_Block],
    at: datetime,
) -> bytes:  # fmt: skip
    document = Document(title, school)
    _draw(document, on, first, later, rows, at)
    return document.finish()


def _draw(
    document: Document, on: _Paper, first: Sequence[_Block], later: Sequence[_Block], rows: Sequence[_Block],
    at: datetime,
) -> None:  # fmt: skip
    """Lay the rows out below the head of each page; day, time and n/m stand at the foot."""
    foot_height = NOTE * LEADING + GAP
    pages = _pages(first, later, rows, on.longest - 2 * on.margin - foot_height)
    when = _("{day} {time}").format(day=show_day(at.date(), year=True), time=at.strftime("%H:%M"))
    for number, blocks in enumerate(pages, 1):
        used = sum(block.height for block in blocks) + foot_height + 2 * on.margin
        height = used if on.roll else on.longest
        canvas = document.page((on.width, height))
        top = height - on.margin
        for block in blocks:
            block.draw(canvas, top)
            top -= block.height
        foot = _across(on, when, f"{number}/{len(pages)}" if len(pages) > 1 else "")
        foot.draw(canvas, on.margin + NOTE * LEADING)


def _pages(first: Sequence[_Block], later: Sequence[_Block], rows: Sequence[_Block], room: float) -> list[list[_Block]]:
    """The rows in pages of at most `room` points, each page with its head."""
    pages = [list(first)]
    for row in rows:
        begun = len(pages[-1]) > len(first if len(pages) == 1 else later)
        if begun and sum(block.height for block in pages[-1]) + row.height > room:
            pages.append(list(later))
        pages[-1].append(row)
    return pages
