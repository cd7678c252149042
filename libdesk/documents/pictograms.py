"""Pictograms on paper are the program's own icons (24 × 24, one stroke width), drawn as lines that print sharply.

Reads as much of SVG as the icons in resources/icons use: paths of M L H V C S Q A Z, lines, rectangles, circles.
"""

import math
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final
from xml.etree import ElementTree

from libdesk.paths import resource

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas
    from reportlab.pdfgen.pathobject import PDFPathObject

GRID: Final = 24  # units of an icon's side
STROKE: Final = 2  # units

_COMMAND: Final = re.compile(r"([MLHVCSQAZ])([^MLHVCSQAZ]*)", re.IGNORECASE)
_NUMBER: Final = re.compile(r"[-+]?(?:\d+\.?\d*|\.\d+)")
_ARC: Final = re.compile(  # the two flags may stand without anything between them and the next number
    r"[\s,]*".join(("", *[f"({_NUMBER.pattern})"] * 3, "([01])", "([01])", *[f"({_NUMBER.pattern})"] * 2))
)
_WORDS: Final = {"M": 2, "L": 2, "H": 1, "V": 1, "C": 6, "S": 4, "Q": 4, "A": 7, "Z": 0}  # numbers that a command takes


def draw_icon(canvas: "Canvas", name: str, x: float, y: float, side: float, *, gray: float = 0) -> None:
    """Draw the icon `name` of the resources, its lower left corner at (x, y), all in points; `gray` 0 is black."""
    root = ElementTree.parse(resource("icons", f"{name}.svg")).getroot()
    canvas.saveState()
    canvas.setStrokeGray(gray)
    canvas.translate(x, y + side)
    canvas.scale(side / GRID, -side / GRID)  # an icon's y grows downwards
    canvas.setLineWidth(STROKE)
    canvas.setLineCap(1)
    canvas.setLineJoin(1)
    for part in root:
        kind = part.tag.rpartition("}")[2]
        if kind == "path":
            path = canvas.beginPath()
            _draw_path(path, part.attrib["d"])
            canvas.drawPath(path, stroke=1, fill=0)
        elif kind == "rect":
            left, top, width, height = (float(part.attrib[key]) for key in ("x", "y", "width", "height"))
            canvas.roundRect(left, top, width, height, float(part.get("rx", 0)), stroke=1, fill=0)
        elif kind == "line":
            canvas.line(*(float(part.attrib[key]) for key in ("x1", "y1", "x2", "y2")))
        elif kind == "circle":
            canvas.circle(*(float(part.attrib[key]) for key in ("cx", "cy", "r")), stroke=1, fill=0)
    canvas.restoreState()


def _steps(text: str) -> Iterator[tuple[str, list[float]]]:
    """The commands of a path with the numbers of each; numbers that go on without a letter repeat the command."""
    for letter, rest in _COMMAND.findall(text):
        count = _WORDS[letter.upper()]
        if count == 7:
            groups = [[float(number) for number in found] for found in _ARC.findall(rest)]
        else:
            numbers = [float(number) for number in _NUMBER.findall(rest)]
            groups = [numbers[i : i + count] for i in range(0, len(numbers), count)] if count else [[]]
        for place, group in enumerate(groups):
            # A second pair after a move is a line.
            yield letter if place == 0 or letter not in "Mm" else chr(ord(letter) - 1), group


def _draw_path(path: "PDFPathObject", text: str) -> None:
    x = y = start_x = start_y = 0.0
    held: tuple[float, float] | None = None  # the second handle of the curve before, which a smooth one goes on from
    for letter, numbers in _steps(text):
        kind = letter.upper()
        from_x, from_y = (x, y) if letter.islower() else (0.0, 0.0)
        if kind == "Z":
            path.close()
            x, y = start_x, start_y
            held = None
            continue
        before, smooth, held = (x, y), held, None
        if kind == "H":
            x = from_x + numbers[0]
        elif kind == "V":
            y = from_y + numbers[0]
        else:
            x, y = from_x + numbers[-2], from_y + numbers[-1]
        if kind == "M":
            start_x, start_y = x, y
            path.moveTo(x, y)
        elif kind in "CS":
            held = (from_x + numbers[-4], from_y + numbers[-3])
            if kind == "C":
                first = (from_x + numbers[0], from_y + numbers[1])
            else:
                first = (2 * before[0] - smooth[0], 2 * before[1] - smooth[1]) if smooth else before
            path.curveTo(*first, *held, x, y)
        elif kind == "Q":
            middle = (from_x + numbers[0], from_y + numbers[1])
            path.curveTo(*_third(before, middle), *_third((x, y), middle), x, y)
        elif kind == "A":
            for curve in _arc(*before, numbers[0], numbers[1], numbers[3] == 1, numbers[4] == 1, x, y):
                path.curveTo(*curve)
        else:
            path.lineTo(x, y)


def _third(end: tuple[float, float], middle: tuple[float, float]) -> tuple[float, float]:
    """The handle at this end of a curve that has but one in its middle."""
    return end[0] + (middle[0] - end[0]) * 2 / 3, end[1] + (middle[1] - end[1]) * 2 / 3


def _arc(
    x0: float, y0: float, radius: float, radius_y: float, large: bool, sweep: bool, x1: float, y1: float
) -> Iterator[tuple[float, float, float, float, float, float]]:
    """An arc as Bézier curves of at most a quarter each (SVG 1.1, F.6.5; an ellipse is a circle seen from the side)."""
    flat = radius_y / radius
    y0, y1 = y0 / flat, y1 / flat
    half_x, half_y = (x0 - x1) / 2, (y0 - y1) / 2
    half = math.hypot(half_x, half_y)
    radius = max(radius, half)
    rise = math.sqrt(max(0.0, radius**2 - half**2)) / half * (1 if large != sweep else -1)
    middle_x, middle_y = (x0 + x1) / 2 + rise * half_y, (y0 + y1) / 2 - rise * half_x
    start = math.atan2(y0 - middle_y, x0 - middle_x)
    turn = (math.atan2(y1 - middle_y, x1 - middle_x) - start) % math.tau
    if not sweep:
        turn -= math.tau
    count = max(1, math.ceil(abs(turn) / (math.pi / 2) - 1e-9))
    step = turn / count
    handle = 4 / 3 * math.tan(step / 4)

    def point(angle: float, along: float) -> tuple[float, float]:
        """The point at an angle, moved along its tangent."""
        x = middle_x + radius * (math.cos(angle) - along * math.sin(angle))
        return x, (middle_y + radius * (math.sin(angle) + along * math.cos(angle))) * flat

    for n in range(count):
        here, there = start + n * step, start + (n + 1) * step
        yield (*point(here, handle), *point(there, -handle), *point(there, 0))
