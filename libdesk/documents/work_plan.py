"""The work plan of a term (工作计划) as it is handed in: what it aims at, then the tasks month by month."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final, NamedTuple

from libdesk.documents.bound import Bound
from libdesk.documents.fonts import draw_text, text_width
from libdesk.documents.lines import fitted, wrapped
from libdesk.documents.page import A4, BODY, HEADING, MARGIN, NOTE, Document, a4_head, hairline, pale_text
from libdesk.domain.rows.plan_papers import PlanItem, PlanPaper
from libdesk.i18n import _

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas

WIDTH: Final = A4[0] - 2 * MARGIN
PART: Final = 13.0  # size of the name of a month
LINE: Final = 17.0  # points from one line to the next
SPACE: Final = 8.0
FIGURE: Final = 24.0  # room for the number before a task
WHEN: Final = 150.0  # room at the right for days and names
FOOT: Final = MARGIN + 2 * NOTE
SIGNED: Final = 40.0
ALONG: Final = 3  # lines that go to the last page with who signs


class _Line(NamedTuple):
    """One line: a `part` heading, a `text` with its number and what stands at its right, a pale `note`, a `space`.

    `signed` is the room for who signs, at the foot of its page.
    """

    kind: str
    text: str = ""
    number: str = ""
    right: str = ""
    keep: int = 0  # so many lines that follow stay on its page

    @property
    def height(self) -> float:
        return {"space": SPACE, "part": LINE + 4, "signed": SIGNED}.get(self.kind, LINE)


def work_plan(paper: PlanPaper) -> bytes:
    """The plan as a PDF."""
    return work_plan_pages(paper).pdf()


def work_plan_pages(paper: PlanPaper) -> Bound:
    """As Pages has it."""
    return Bound(paper.heading, paper.school, [PlanLeaves(paper)], through=True)


class PlanLeaves:
    """The pages of the plan, as Leaves has them."""

    def __init__(self, paper: PlanPaper) -> None:
        self._paper = paper
        self._pages = _pages(_ended(list(_lines(paper))) if paper.signed else list(_lines(paper)))
        self.count = len(self._pages)

    def draw(self, document: Document, number: int, folio: str) -> None:
        """As Leaves has it."""
        paper = self._paper
        canvas = document.page(A4)
        y = a4_head(canvas, paper.school, _fitting(paper.heading)) - LINE
        pale_text(canvas, MARGIN, y, fitted(paper.note, WIDTH, NOTE))
        y -= SPACE
        for line in self._pages[number]:
            y -= line.height
            _draw(canvas, y, line)
        if paper.signed and number == self.count - 1:
            _sign(canvas, FOOT + SIGNED / 2, paper.signed)
        pale_text(canvas, MARGIN + WIDTH, MARGIN, folio, align="right")


def _fitting(heading: str) -> str:
    return fitted(heading, WIDTH, HEADING, bold=True)


def _draw(canvas: "Canvas", y: float, line: _Line) -> None:
    if line.kind == "part":
        draw_text(canvas, MARGIN, y + 2, line.text, PART, bold=True)
        hairline(canvas, MARGIN, y - 4, WIDTH, gray=0.7)
    elif line.kind == "note":
        pale_text(canvas, MARGIN + FIGURE, y, line.text)
    elif line.kind == "text":
        if line.number:
            draw_text(canvas, MARGIN + FIGURE - 7, y, line.number, BODY, align="right")
        draw_text(canvas, MARGIN + FIGURE, y, line.text, BODY)
        if line.right:
            pale_text(canvas, MARGIN + WIDTH, y, line.right, align="right")


def _sign(canvas: "Canvas", y: float, signed: tuple[str, ...]) -> None:
    each = WIDTH / len(signed)
    for place, who in enumerate(signed):
        pale_text(canvas, MARGIN + place * each, y, who)
        left = MARGIN + place * each + text_width(who, NOTE) + 8
        hairline(canvas, left, y - 2, each - text_width(who, NOTE) - 16)


def _lines(paper: PlanPaper) -> Iterator[_Line]:
    if paper.aims:
        yield _Line("part", _("Aims"), keep=2)
        yield _Line("space")
        for number, aim in enumerate(paper.aims, start=1):
            yield from _numbered(number, wrapped(aim, WIDTH - FIGURE, BODY), "")
    for name, items in paper.months:
        yield _Line("space")
        yield _Line("part", name, keep=3)
        yield _Line("space")
        for number, item in enumerate(items, start=1):
            yield from _item(number, item)


def _item(number: int, item: PlanItem) -> Iterator[_Line]:
    """The task, and beside its first line when and who; names that find no room there stand below."""
    right = " · ".join(part for part in (item.when, item.who) if part)
    beside = text_width(right, NOTE) <= WHEN
    room = WIDTH - FIGURE - (text_width(right if beside else item.when, NOTE) + 12)
    yield from _numbered(number, wrapped(item.name, room, BODY), right if beside else item.when)
    for text in ("" if beside else item.who, item.note):
        if text:
            for line in wrapped(text, WIDTH - FIGURE, NOTE):
                yield _Line("note", line)


def _numbered(number: int, lines: list[str], right: str) -> Iterator[_Line]:
    for place, text in enumerate(lines):
        first = place == 0
        keep = 1 if first and len(lines) > 1 else 0
        yield _Line("text", text, f"{number}." if first else "", right if first else "", keep)


def _ended(lines: list[_Line]) -> list[_Line]:
    """With room for who signs; the last task, or the end of a long one, stays with it."""
    first = max((at for at, line in enumerate(lines) if line.number), default=len(lines))
    first = max(first, len(lines) - ALONG)
    kept = [line._replace(keep=len(lines) - at) for at, line in enumerate(lines[first:], first)]
    return [*lines[:first], *kept, _Line("signed")]


def _together(lines: list[_Line], at: int) -> float:
    """How high a line is with all that stays on its page."""
    last = at
    for place, line in enumerate(lines[at:], at):
        if place > last:
            break
        last = max(last, place + line.keep)
    return sum(line.height for line in lines[at : last + 1])


def _pages(lines: list[_Line]) -> list[list[_Line]]:
    """Lines by the page; a heading stays with what it is of and stands again where that goes on on the next page."""
    room = A4[1] - MARGIN - 44 - LINE - SPACE - FOOT
    pages: list[list[_Line]] = [[]]
    left, part = room, _Line("space")
    for at, line in enumerate(lines):
        if _together(lines, at) > left and pages[-1]:
            again = [part, _Line("space")] if line.kind in ("text", "note") else []
            pages.append(again)
            left = room - sum(one.height for one in again)
        if line.kind == "space" and not pages[-1]:
            continue
        part = line if line.kind == "part" else part
        pages[-1].append(line)
        left -= line.height
    return pages
