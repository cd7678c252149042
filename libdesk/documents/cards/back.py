"""The back of a reader card: the rules, and where a found card belongs. It is the same for all of one colour."""

import re
from typing import TYPE_CHECKING, Final

from libdesk.documents.cards.front import draw_band
from libdesk.documents.cards.plan import Box, Plan
from libdesk.documents.fonts import MM, draw_text, text_width
from libdesk.documents.lines import ELLIPSIS, fitted, wrapped
from libdesk.documents.page import PALE, hairline
from libdesk.documents.setting import ASCENT, LEAST, Step, one_line, set_text
from libdesk.documents.stamps import Stamps
from libdesk.domain.rows.prints import CardLayout
from libdesk.i18n import N_, _

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas

RULES: Final = (
    N_("This card is yours alone. Bring it whenever you come to the library, and lend it to nobody."),
    N_("Bring books back on time. A book that somebody waits for is not renewed."),
    N_("Take care of the books: no folding, no writing. What is damaged or lost is replaced."),
    N_("If you lose this card, tell the library at once: it is stopped and you get a new one."),
)
TITLE: Final = 9.5
TEXT: Final = 9.0
LEADING: Final = 1.38
_FIGURE: Final = r"(?:[0-9０-９]+|[一二三四五六七八九十百]+)"
_NUMBERED: Final = re.compile(  # 1. 1、 一、 (1) （一） 第一条 ① •; but 1.5 is a figure of the rule itself
    rf"\s*(?:{_FIGURE}(?:[、．)）]|\.(?![0-9]))|[(（]{_FIGURE}[)）]|第{_FIGURE}[条款]|[①-⑳]|[-–•·*] ?)"
)


def back_of(stamps: Stamps, layout: CardLayout, plan: Plan, colour: int | None) -> str:
    """The form of a back; made when it is first asked for."""
    name = f"back{'' if colour is None else colour}"
    if not stamps.knows(name):
        with stamps.made(name, plan.width * MM, plan.height * MM) as canvas:
            _draw(canvas, layout, plan, colour)
    return name


def _draw(canvas: "Canvas", layout: CardLayout, plan: Plan, colour: int | None) -> None:
    inner, unit, pad = plan.inner, plan.unit, plan.pad
    head = Box(inner.x, inner.y, inner.width, min(7.6 * unit, inner.height * 0.16))
    wide = (inner.width - 2 * pad) * MM
    left = (inner.x + pad) * MM
    draw_band(canvas, plan, head, colour)
    middle = (plan.height - head.y - head.height / 2) * MM
    title = one_line(_("Library rules"), wide, min(TITLE * unit, head.height * MM * 0.6), 6 * unit, bold=True)
    title.draw(canvas, left, middle + title.height / 2)
    size = max(LEAST, 7 * unit)
    if text_width(layout.school, size) < wide - 1.2 * text_width(title.lines[0], title.size, bold=True):
        draw_text(canvas, left + wide, middle - size * 0.38, layout.school, size, align="right")
    foot = _foot(canvas, layout, plan, left, wide)
    canvas.setFillGray(0)
    top = (plan.height - head.bottom - 2.6 * unit) * MM
    rules = layout.rules or tuple(_(rule) for rule in RULES)
    _draw_rules(canvas, rules, left, top, wide, top - foot - 1.5 * unit * MM, TEXT * unit)


def _foot(canvas: "Canvas", layout: CardLayout, plan: Plan, left: float, wide: float) -> float:
    """Where a found card is brought; returns the height in points above which the rules may stand."""
    bottom = (plan.height - plan.inner.bottom + 3.2 * plan.unit) * MM
    found = (
        _("Found this card? Please bring it to {school}.")
        if layout.school
        else _("Found this card? Please bring it to the school.")
    )
    text = set_text(
        found.format(school=layout.school),
        wide,
        Step(1, 7.0 * plan.unit, 5.5 * plan.unit),
        Step(2, 6.5 * plan.unit, 5 * plan.unit),
    )
    canvas.setFillGray(PALE)
    text.draw(canvas, left, bottom + text.height)
    line = bottom + text.height + 1.4 * plan.unit * MM
    hairline(canvas, left, line, wide, gray=0.6)
    return line


def _draw_rules(
    canvas: "Canvas", rules: tuple[str, ...], left: float, top: float, wide: float, room: float, size: float
) -> None:
    """Numbered, unless the school has done so; as large as they all fit, else the last one ends in an ellipsis."""
    size = max(size, LEAST)
    numbered = len(rules) > 1 and not any(_NUMBERED.match(rule) for rule in rules)
    while True:
        indent = text_width(f"{len(rules)}.", size) + size * 0.5 if numbered else 0.0
        parts = [wrapped(rule, wide - indent, size) for rule in rules]
        count = sum(len(part) for part in parts)
        gaps = len(parts) - 1
        if count * size * LEADING + gaps * size * 0.3 <= room or size <= LEAST:
            break
        size = max(LEAST, size - 0.25)
    spare = room - count * size * LEADING
    gap = max(0.0, min(size * 0.8, spare / len(parts)))
    left_over = max(1, int(room / (size * LEADING)))  # lines that there is room for
    y = top
    for number, part in enumerate(parts, 1):
        cut = len(part) > left_over or (len(part) == left_over and number < len(parts))
        if cut:
            part = [*part[: left_over - 1], fitted(part[left_over - 1] + ELLIPSIS, wide - indent, size)]
        if indent:
            draw_text(canvas, left, y - size * ASCENT, f"{number}.", size)
        for line in part:
            draw_text(canvas, left + indent, y - size * ASCENT, line, size)
            y -= size * LEADING
        y -= gap
        left_over -= len(part)
        if cut:
            break
