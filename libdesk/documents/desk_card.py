"""The desk card: one A4 page that lies at the desk, so that whoever has never been here can lend a book in a minute."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final, NamedTuple

from libdesk.documents.fonts import MM, draw_text, text_width
from libdesk.documents.lines import fitted, wrapped
from libdesk.documents.page import A4, BODY, HAIRLINE, MARGIN, Document, a4_head, hairline, pale_text
from libdesk.documents.pictograms import draw_icon
from libdesk.i18n import N_, _

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas

WIDTH: Final = A4[0] - 2 * MARGIN
GAP: Final = 8 * MM
HINT: Final = 9.5
TITLE: Final = 14.0  # font size of what stands over a part


class _Step(NamedTuple):
    icon: str
    word: str
    hint: str


class _Colour(NamedTuple):
    """What the desk answers: a ground with an icon, so that it is told apart without colours as well."""

    ground: tuple[float, float, float]
    ink: float  # grey of the icon and word on it
    icon: str
    word: str
    meaning: str


_LEND: Final = (
    _Step("id-card", N_("Scan the reader card"), N_("No card in hand: type the initials of the name, such as lxy.")),
    _Step("book-up", N_("Scan the books"), N_("One after the other. The cursor need not be in the field.")),
    _Step("circle-check", N_("See green"), N_("Done. Scan the next card, or press Esc.")),
)
_RETURN: Final = (
    _Step("book-down", N_("Scan the book"), N_("No card is needed.")),
    _Step("circle-check", N_("See green"), N_("Done. A yellow line says what is to be read.")),
    _Step("bookmark", N_("Somebody waits for it"), N_("Put it on the hold shelf with its slip.")),
)
_COLOURS: Final = (
    _Colour((0.07, 0.42, 0.26), 1, "circle-check", N_("Green"), N_("Done, and it is on the disk.")),
    _Colour((1.0, 0.87, 0.5), 0, "info", N_("Yellow"), N_("Done, but read what is said: overdue, damaged, a hold.")),
    _Colour((0.69, 0.05, 0.13), 1, "octagon-x", N_("Red"), N_("Not done. The reason stands there; ask the librarian.")),
    _Colour(
        (0.33, 0.38, 0.38), 1, "circle-question-mark", N_("Grey"), N_("This barcode was not found. Scan once more.")
    ),
)
_ASK: Final = (
    N_("Scanned the wrong thing: press F8, it is taken back."),
    N_("A damaged book: return it, then press Ctrl+D and choose how bad it is."),
    N_("A lost card or book, money, a red line: ask the librarian."),
    N_("The power failed or the PC stopped: start libdesk again. Whatever was green is kept."),
)


def desk_card(school: str, keys: Sequence[tuple[str, str]]) -> bytes:
    """One A4 page: three steps to lend and to return, the keys, the colours, what to do when. `keys`: key and word."""
    document = Document(_("Desk card"), school)
    canvas = document.page(A4)
    y = a4_head(canvas, school, _("How the desk works")) - GAP
    for title, steps in ((_("Lend"), _LEND), (_("Return"), _RETURN)):
        y = _steps(canvas, y, title, steps) - GAP
    y = _colours(canvas, y) - GAP
    y = _keys(canvas, y, keys) - GAP
    _when(canvas, y)
    return document.finish()


def _title(canvas: "Canvas", y: float, text: str) -> float:
    draw_text(canvas, MARGIN, y - TITLE, fitted(text, WIDTH, TITLE, bold=True), TITLE, bold=True)
    return y - TITLE - 3 * MM


def _steps(canvas: "Canvas", y: float, title: str, steps: Sequence[_Step]) -> float:
    """Three pictures in a row, numbered, with arrows between."""
    y = _title(canvas, y, title)
    icon, room = 18 * MM, WIDTH / len(steps)
    for number, step in enumerate(steps):
        x = MARGIN + number * room
        _number(canvas, x + 3 * MM, y - icon / 2, number + 1)
        draw_icon(canvas, step.icon, x + 8 * MM, y - icon, icon)
        if number:
            draw_icon(canvas, "arrow-right", x - 8 * MM, y - icon / 2 - 2 * MM, 4 * MM, gray=0.4)
        draw_text(canvas, x, y - icon - 15, fitted(_(step.word), room - 3 * MM, 12, bold=True), 12, bold=True)
        for line, text in enumerate(wrapped(_(step.hint), room - 4 * MM, HINT, most=2)):
            pale_text(canvas, x, y - icon - 29 - 13 * line, text, HINT)
    return y - icon - 44


def _number(canvas: "Canvas", x: float, y: float, number: int) -> None:
    canvas.saveState()
    canvas.setFillGray(0.1)
    canvas.circle(x, y, 3 * MM, stroke=0, fill=1)
    canvas.setFillGray(1)
    draw_text(canvas, x, y - 4, str(number), 11, bold=True, align="center")
    canvas.restoreState()


def _colours(canvas: "Canvas", y: float) -> float:
    y = _title(canvas, y, _("What each colour means"))
    height, left = 8.5 * MM, 34 * MM
    for colour in _COLOURS:
        canvas.saveState()
        canvas.setFillColorRGB(*colour.ground)
        canvas.roundRect(MARGIN, y - height, left, height, 1.5 * MM, stroke=0, fill=1)
        canvas.setFillGray(colour.ink)
        draw_icon(canvas, colour.icon, MARGIN + 2.5 * MM, y - height / 2 - 2.5 * MM, 5 * MM, gray=colour.ink)
        draw_text(canvas, MARGIN + 10 * MM, y - height / 2 - 4, _(colour.word), 12, bold=True)
        canvas.restoreState()
        room = WIDTH - left - 5 * MM
        draw_text(canvas, MARGIN + left + 5 * MM, y - height / 2 - 4, fitted(_(colour.meaning), room, BODY), BODY)
        y -= height + 1.5 * MM
    return y


def _keys(canvas: "Canvas", y: float, keys: Sequence[tuple[str, str]]) -> float:
    """The keys as caps with their words, five in a row."""
    y = _title(canvas, y, _("Keys"))
    columns, height = 5, 8 * MM
    room = WIDTH / columns
    for place, (key, word) in enumerate(keys):
        row, column = divmod(place, columns)
        x, top = MARGIN + column * room, y - row * (height + 2 * MM)
        cap = max(10 * MM, text_width(key, BODY, bold=True) + 4 * MM)
        canvas.saveState()
        canvas.setLineWidth(2 * HAIRLINE)
        canvas.roundRect(x, top - height, cap, height, 1.2 * MM)
        canvas.restoreState()
        draw_text(canvas, x + cap / 2, top - height / 2 - 4, key, BODY, bold=True, align="center")
        word = fitted(word, room - cap - 3 * MM, BODY)
        draw_text(canvas, x + cap + 2 * MM, top - height / 2 - 4, word, BODY)
    return y - -(-len(keys) // columns) * (height + 2 * MM)


def _when(canvas: "Canvas", y: float) -> None:
    hairline(canvas, MARGIN, y, WIDTH)
    y -= 18
    for text in _ASK:
        for line in wrapped(_(text), WIDTH, BODY, most=2):
            draw_text(canvas, MARGIN, y, line, BODY)
            y -= BODY * 1.5
    y -= 8
    draw_text(canvas, MARGIN, y, _("Librarian:"), BODY, bold=True)
    hairline(canvas, MARGIN + text_width(_("Librarian:"), BODY, bold=True) + 8, y - 2, 60 * MM, gray=0.5)
