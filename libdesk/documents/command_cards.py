"""Cards that tell the desk what to do: a word, a picture and a barcode each, to be cut out."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from libdesk.documents.barcodes import draw_code128
from libdesk.documents.fonts import MM, draw_text
from libdesk.documents.lines import fitted, wrapped
from libdesk.documents.page import A4, HAIRLINE, MARGIN, NOTE, Document, a4_head, pale_text
from libdesk.documents.pictograms import draw_icon
from libdesk.domain.barcodes import Command
from libdesk.domain.press import DPI
from libdesk.i18n import N_, _

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas

CARD: Final = (85.6 * MM, 54 * MM)  # ISO/IEC 7810 ID-1, so that they fit the sleeves of reader cards
COLUMNS: Final = 2
ROWS: Final = 4
TICK: Final = 4 * MM  # how far the crop marks stand out
PAD: Final = 6 * MM
DOTS: Final = 4  # one width of bars on all cards


@dataclass(frozen=True, slots=True)
class _Face:
    word: str
    hint: str
    icon: str


_FACES: Final[dict[Command, _Face]] = {
    Command.SHIFT: _Face(N_("On duty"), N_("Then scan your own reader card."), "users"),
    Command.LEND: _Face(N_("Lend"), N_("Scan the reader card, then the books."), "book-up"),
    Command.RETURN: _Face(N_("Return"), N_("Scan the books, no card needed."), "book-down"),
    Command.RENEW: _Face(N_("Renew"), N_("Scan the books that stay out longer."), "repeat"),
    Command.END_READER: _Face(N_("End reader"), N_("The next reader can begin."), "log-out"),
    Command.UNDO: _Face(N_("Undo"), N_("Takes back the last step."), "undo-2"),
    Command.PRINT: _Face(N_("Print"), N_("Prints the slip of the last loan or hold."), "printer"),
}


def command_cards(school: str) -> bytes:
    """A4 sheets of all command cards, 85.6 × 54 mm each, with hairlines to cut along."""
    document = Document(_("Command cards"), school)
    commands = list(Command)
    on_page = COLUMNS * ROWS
    for first in range(0, len(commands), on_page):
        canvas = document.page(A4, DPI)
        top = a4_head(canvas, school, _("Command cards"))
        pale_text(
            canvas, MARGIN, top - 16, _("Print at 100 %, cut along the lines and lay the cards beside the scanner.")
        )
        left = (A4[0] - COLUMNS * CARD[0]) / 2
        for place, command in enumerate(commands[first : first + on_page]):
            row, column = divmod(place, COLUMNS)
            x, y = left + column * CARD[0], top - 24 - TICK - (row + 1) * CARD[1]
            _draw_cut(canvas, x, y)
            _draw_card(canvas, school, command, x, y)
    return document.finish()


def _draw_cut(canvas: "Canvas", x: float, y: float) -> None:
    """Hairlines around one card, a little longer than its sides."""
    width, height = CARD
    canvas.saveState()
    canvas.setLineWidth(HAIRLINE / 2)
    canvas.setStrokeGray(0.7)
    for at in (y, y + height):
        canvas.line(x - TICK, at, x + width + TICK, at)
    for at in (x, x + width):
        canvas.line(at, y - TICK, at, y + height + TICK)
    canvas.restoreState()


def _draw_card(canvas: "Canvas", school: str, command: Command, x: float, y: float) -> None:
    face = _FACES[command]
    width, height = CARD
    inside = width - 2 * PAD
    pale_text(canvas, x + PAD, y + height - PAD - 5, fitted(school, inside, 7), 7)
    icon = 15 * MM
    icon_y = y + height - PAD - 5 * MM - icon
    draw_icon(canvas, face.icon, x + PAD, icon_y, icon)
    text_x = x + PAD + icon + 5 * MM
    room = width - PAD - (text_x - x)
    word = _(face.word)
    size = next(size for size in (30, 26, 22, 18, 14) if len(wrapped(word, room, size, bold=True)) == 1 or size == 14)
    draw_text(canvas, text_x, icon_y + icon - size * 0.88, fitted(word, room, size, bold=True), size, bold=True)
    for place, line in enumerate(wrapped(_(face.hint), room, NOTE, most=2)):
        pale_text(canvas, text_x, icon_y + icon - 30 - 15 - place * 12, line)
    draw_code128(canvas, command.value, x + PAD, y + 8 * MM, inside, 11 * MM, most_dots=DOTS)
    pale_text(canvas, x + width / 2, y + 4.5 * MM, command.value, 7, align="center")
