"""Charts on paper: the same shapes as on the screen, in colours that differ as greys, every figure beside its bar."""

from typing import TYPE_CHECKING, Any, Final

from libdesk.documents.fonts import runs, text_width
from libdesk.documents.lines import fitted
from libdesk.domain.chart_shapes import Bar, Curve, Shapes, Words, shapes
from libdesk.domain.charts import Chart

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas

SIZE: Final = 8.5
LEADING: Final = 1.35
HATCH: Final = 3.0  # points from one line of a hatched bar to the next
_EM_MIDDLE: Final = 0.36  # of the size: from the baseline to the middle of the letters

# (red, green, blue, hatched) of each series: dark, hatched on white, light, black.
_TONES: Final = (
    (0.07, 0.41, 0.37, False), (0.30, 0.38, 0.37, True), (0.72, 0.80, 0.79, False), (0.10, 0.12, 0.12, False),
)  # fmt: skip
_DASHES: Final[tuple[list[float] | None, ...]] = (None, [5, 2.5], [1.5, 2], [7, 2, 1.5, 2])
_GREYS: Final = {"label": 0.0, "figure": 0.0, "legend": 0.0, "tick": 0.35}


def line_height(size: float = SIZE) -> float:
    return size * LEADING


def draw_chart(
    canvas: "Canvas", chart: Chart, x: float, top: float, width: float, height: float, size: float = SIZE
) -> None:
    """The chart in the box below `top`, all in points; its title is the page's to write."""
    from reportlab.graphics import renderPDF
    from reportlab.graphics.shapes import Drawing

    laid = shapes(chart, width, height, lambda text: text_width(text, size), line_height(size))
    drawing = Drawing(width, height)
    for part in _parts(laid, height, size):
        drawing.add(part)
    renderPDF.draw(drawing, canvas, x, top - height)


def _parts(laid: Shapes, height: float, size: float) -> list[Any]:
    from reportlab.graphics.shapes import Line
    from reportlab.lib.colors import Color

    parts: list[Any] = []
    for stroke in laid.strokes:
        grey = 0.35 if stroke.role == "axis" else 0.85
        made = Line(stroke.x1, height - stroke.y1, stroke.x2, height - stroke.y2)
        made.strokeColor, made.strokeWidth = Color(grey, grey, grey), 0.6 if stroke.role == "axis" else 0.4
        parts.append(made)
    for bar in laid.bars:
        parts += _bar(bar, height)
    for curve in laid.curves:
        parts += _curve(curve, height)
    for words in laid.words:
        parts += _words(words, height, size)
    return parts


def _bar(bar: Bar, height: float) -> list[Any]:
    from reportlab.graphics.shapes import Line, Rect
    from reportlab.lib.colors import Color, white

    red, green, blue, hatched = _TONES[bar.tone % len(_TONES)]
    colour, bottom = Color(red, green, blue), height - bar.y - bar.height
    rect = Rect(bar.x, bottom, bar.width, bar.height)
    rect.fillColor, rect.strokeColor, rect.strokeWidth = (white if hatched else colour), colour, 0.5
    parts: list[Any] = [rect]
    at = HATCH
    while hatched and at < bar.width + bar.height:
        x1, y1 = (at, 0.0) if at <= bar.width else (bar.width, at - bar.width)
        x2, y2 = (0.0, at) if at <= bar.height else (at - bar.height, bar.height)
        line = Line(bar.x + x1, bottom + y1, bar.x + x2, bottom + y2)
        line.strokeColor, line.strokeWidth = colour, 0.5
        parts.append(line)
        at += HATCH
    return parts


def _curve(curve: Curve, height: float) -> list[Any]:
    from reportlab.graphics.shapes import Circle, PolyLine
    from reportlab.lib.colors import Color

    red, green, blue, _hatched = _TONES[curve.tone % len(_TONES)]
    points = [(x, height - y) for x, y in curve.points]
    line = PolyLine([side for point in points for side in point])
    line.strokeColor, line.strokeWidth = Color(red, green, blue), 1.2
    line.strokeDashArray = _DASHES[curve.tone % len(_DASHES)]
    dots = [Circle(x, y, 1.4, fillColor=Color(red, green, blue), strokeColor=None) for x, y in points]
    return [line, *dots]


def _words(words: Words, height: float, size: float) -> list[Any]:
    """Text in pieces of one font each, so that a rare character is printed here too."""
    from reportlab.graphics.shapes import String
    from reportlab.lib.colors import Color

    text = fitted(words.text, words.room, size)
    wide = text_width(text, size)
    x = words.x - {"left": 0.0, "center": wide / 2, "right": wide}[words.align]
    grey = _GREYS[words.role]
    made = []
    for font, piece in runs(text):
        string = String(x, height - words.y - size * _EM_MIDDLE, piece)
        string.fontName, string.fontSize, string.fillColor = font, size, Color(grey, grey, grey)
        made.append(string)
        x += text_width(piece, size)
    return made
