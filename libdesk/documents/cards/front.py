"""The front of a reader card: whose it is, of which school, and the code that the desk scans.

What is the same on many cards (the head in the class's colour, the frame of a missing photo) is a form of its own.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from libdesk.documents.barcodes import QUIET, BarcodeUnprintable, Bars, bars, draw_bars, usual_dots
from libdesk.documents.cards.palette import colour_of
from libdesk.documents.cards.plan import Box, Plan
from libdesk.documents.fonts import MM, draw_text, text_width
from libdesk.documents.lines import wrapped
from libdesk.documents.page import HAIRLINE, PALE, hairline
from libdesk.documents.pictograms import draw_icon
from libdesk.documents.setting import LEAST, Set, Step, one_line, set_text
from libdesk.documents.stamps import Stamps, draw_logo, logo_width
from libdesk.domain.press import Press
from libdesk.domain.rows.prints import CardLayout, CardRow
from libdesk.domain.show import show_day
from libdesk.i18n import _

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas

NAME: Final = 19.0  # type sizes in points on a card of the standard size
NAME_ALONE: Final = 25.0  # without a photo
GROUP: Final = 11.0
FACT: Final = 8.0
NAMES: Final = ((1, 1.0, 0.66), (2, 0.62, 0.48), (3, 0.43, 0.34))  # lines, largest and least part of a name's size
SMALLER: Final = (1.0, 0.9, 0.8, 0.7, 0.6)  # parts of the sizes that are tried where there is little room
TRIES: Final = ((2, 0.5), (1, 0.5), (1, 0.0))  # lines of what stands below the name, mm between the parts
SCHOOL: Final = 11.5
SMALL: Final = 6.5


def front_head(stamps: Stamps, layout: CardLayout, plan: Plan, colour: int | None) -> str:
    """The form of the head in a class's colour, None: on white; made when it is first asked for."""
    name = f"front{'' if colour is None else colour}"
    if not stamps.knows(name):
        with stamps.made(name, plan.width * MM, plan.height * MM) as canvas:
            draw_band(canvas, plan, plan.head, colour)
            _school(canvas, layout, plan)
            if layout.line:
                foot = plan.foot
                canvas.setFillGray(PALE)
                line = one_line(layout.line, foot.width * MM, SMALL * plan.unit)
                x, align = ((foot.x + foot.width / 2) * MM, "center") if plan.tall else (foot.x * MM, "left")
                line.draw(canvas, x, (plan.height - foot.y) * MM, align=align)
    return name


def draw_band(canvas: "Canvas", plan: Plan, head: Box, colour: int | None) -> None:
    """The ground of a head, and its ink chosen; inside a film's rim its corners are round."""
    if colour is None:
        pad = plan.pad
        hairline(canvas, (head.x + pad) * MM, (plan.height - head.bottom) * MM, (head.width - 2 * pad) * MM)
        canvas.setFillGray(0)
        return
    paint = colour_of(colour)
    canvas.setFillColorRGB(*paint.ground)
    box = (head.x * MM, (plan.height - head.bottom) * MM, head.width * MM, head.height * MM)
    if head.x:
        canvas.roundRect(*box, 1.5 * MM, stroke=0, fill=1)
    else:
        canvas.rect(*box, stroke=0, fill=1)
    canvas.setFillGray(paint.ink)


def _school(canvas: "Canvas", layout: CardLayout, plan: Plan) -> None:
    """Logo, school and the words for a reader card, in the height of the head."""
    head, unit = plan.head, plan.unit
    middle = (plan.height - head.y - head.height / 2) * MM
    left, right = (head.x + plan.pad) * MM, (head.right - plan.pad) * MM
    if layout.logo:
        side = head.height * 0.78 * MM
        wide = logo_width(layout.logo, 2.5 * side, side)
        if wide:
            canvas.saveState()
            canvas.setFillGray(1)
            edge = head.height * 0.05 * MM
            canvas.roundRect(left - edge, middle - side / 2 - edge, wide + 2 * edge, side + 2 * edge, 1 * MM, 0, 1)
            canvas.restoreState()
            draw_logo(canvas, layout.logo, left, middle - side / 2, 2.5 * side, side)
            left += wide + 2.2 * unit * MM
    kind = _("Reader card")
    if not plan.tall:
        size = max(LEAST, min(8.0 * unit, head.height * MM * 0.4))
        wide = text_width(kind, size)
        draw_text(canvas, right, middle - size * 0.38, kind, size, align="right")
        right -= wide + 2 * unit * MM
    size, half = min(SCHOOL * unit, head.height * MM * 0.56), head.height * MM * 0.36
    school = set_text(layout.school, right - left, Step(1, size, size * 0.62), Step(2, half, half * 0.6), bold=True)
    school.draw(canvas, left, middle + school.height / 2)


def missing_photo(stamps: Stamps, photo: Box) -> str:
    """The form of a frame for a photo that is not there yet."""
    if not stamps.knows("frame"):
        with stamps.made("frame", photo.width * MM, photo.height * MM) as canvas:
            canvas.setLineWidth(HAIRLINE)
            canvas.setStrokeGray(0.6)
            half = HAIRLINE / 2
            canvas.rect(half, half, photo.width * MM - HAIRLINE, photo.height * MM - HAIRLINE)
            side = photo.width * 0.5 * MM
            draw_icon(canvas, "user", (photo.width * MM - side) / 2, (photo.height * MM - side) / 2, side, gray=0.75)
    return "frame"


def draw_front(
    canvas: "Canvas", stamps: Stamps, row: CardRow, layout: CardLayout, plan: Plan, press: Press, x: float, y: float
) -> None:
    """One card with its lower left corner at (x, y) points of the page."""
    stamps.put(front_head(stamps, layout, plan, row.colour if layout.colour else None), x, y)
    top = y + plan.height * MM
    photo = plan.photo
    if photo is not None:
        at = (x + photo.x * MM, top - photo.bottom * MM)
        if row.photo is None or not stamps.photo(row.photo, *at, photo.width * MM, photo.height * MM):
            stamps.put(missing_photo(stamps, photo), *at)
    _draw_words(canvas, row, layout, plan, x, top)
    _draw_code(canvas, row, layout, plan, press, x, top)


def _draw_words(canvas: "Canvas", row: CardRow, layout: CardLayout, plan: Plan, x: float, top: float) -> None:
    """The name at the top of its box, the class below it, the small facts at the foot."""
    box, unit = plan.words, plan.unit
    words = _set_words(row, layout, plan)
    gap = min(1.1 * unit * MM, (box.height * MM - words.height) / (len(words.parts) + 0.6))
    at, align = ((box.x + box.width / 2) * MM, "center") if plan.tall else (box.x * MM, "left")
    above, below = top - box.y * MM, top - box.bottom * MM
    canvas.setFillGray(0)
    words.name.draw(canvas, x + at, above, align=align)
    above -= words.name.height + 1.6 * gap
    if words.group is not None:
        words.group.draw(canvas, x + at, above, align=align)
    canvas.setFillGray(PALE)
    for fact in reversed(words.facts):
        below += fact.height
        fact.draw(canvas, x + at, below, align=align)
        below += gap
    canvas.setFillGray(0)


@dataclass(frozen=True, slots=True)
class _Words:
    name: Set
    group: Set | None
    facts: list[Set]

    @property
    def parts(self) -> list[Set]:
        return [self.name, *([self.group] if self.group else []), *self.facts]

    @property
    def height(self) -> float:
        return sum(part.height for part in self.parts)


def _set_words(row: CardRow, layout: CardLayout, plan: Plan) -> _Words:
    """What is said of the reader, smaller where all of it would be higher than its box; at the worst without facts."""
    wide, room = plan.words.width * MM, plan.words.height * MM
    alone = not plan.photo and not plan.tall
    facts = facts_of(row, layout)
    if alone and len(facts) > 1:  # the whole width is theirs
        facts = ["·".join(facts)]
    for lines, air, part in ((lines, air, part) for lines, air in TRIES for part in SMALLER):
        size = (NAME_ALONE if alone else NAME) * plan.unit * part
        steps = (Step(most, largest * size, least * size) for most, largest, least in NAMES)
        name = set_text(row.name, wide, *steps, bold=True)
        less = max(part, 0.9) if part > SMALLER[-1] else part  # the name gives way first
        size = min(GROUP * plan.unit * less, 1.1 * name.size)  # a class is no larger than a name
        group = set_text(row.group, wide, *_steps(lines, size, 0.7), bold=True) if layout.group and row.group else None
        size = FACT * plan.unit * less
        words = _Words(name, group, [set_text(fact, wide, *_steps(lines, size, 0.75)) for fact in facts])
        if words.height + air * plan.unit * MM * (len(words.parts) - 0.4) <= room:
            return words
    return _Words(name, group, [])


def _steps(lines: int, size: float, least: float) -> list[Step]:
    """One line down to a part of its size; a second one, where it may be had, before anything is cut."""
    one = Step(1, size, size * least)
    return [one] if lines == 1 else [one, Step(2, size * 0.9, size * least)]


def facts_of(row: CardRow, layout: CardLayout) -> list[str]:
    """What is said in small type: kind and number, until when the card is valid."""
    number = _("No. {number}").format(number=row.school_no) if row.school_no not in ("", row.code) else ""
    first = "·".join(part for part in (row.kind, number) if part)
    valid = row.valid_until if layout.valid else None
    until = _("Valid until {day}").format(day=show_day(valid, weekday=False, year=True)) if valid else ""
    return [fact for fact in (first, until) if fact]


def _draw_code(
    canvas: "Canvas", row: CardRow, layout: CardLayout, plan: Plan, press: Press, x: float, top: float
) -> None:
    """The bars under the words with their number below, or in their place why there are none."""
    box, number, dot = plan.bars, plan.number, 72 / press.dpi
    try:
        made = bars_of(row.code, layout, plan, press)
    except BarcodeUnprintable as wrong:
        size = max(LEAST, 7 * plan.unit)
        for place, line in enumerate(wrapped(wrong.text(), number.width * MM, size, most=3)):
            draw_text(canvas, x + number.x * MM, top - box.y * MM - size * (1 + place * 1.25), line, size)
        return
    wide, quiet = made.dots * dot, QUIET * made.module * dot
    left = (plan.width * MM - wide) / 2 if plan.tall else plan.words.x * MM
    left = max(box.x * MM + quiet, min(left, box.right * MM - quiet - wide))
    draw_bars(canvas, made, x + left, top - box.bottom * MM, box.height * MM, dpi=press.dpi)
    size = max(LEAST, 8 * plan.unit)
    shown = one_line(row.code, max(wide, number.width * MM * 0.9), size, LEAST)
    shown.draw(canvas, x + left + wide / 2, top - number.y * MM, align="center")


def bars_of(code: str, layout: CardLayout, plan: Plan, press: Press) -> Bars:
    """The bars of a code on a card; wider ones where no photo needs the room. Raises BarcodeUnprintable."""
    usual = usual_dots(press.dpi)
    most = usual if plan.photo or plan.tall else usual + usual // 4
    return bars(code, plan.bars.width * MM, symbology=layout.symbology, dpi=press.dpi, most=most)
