"""The certificate of thanks for donated books: a sheet across, plain and dignified, with room for the school's seal."""

from typing import Final

from libdesk.documents.fonts import MM, draw_text
from libdesk.documents.lines import fitted, wrapped
from libdesk.documents.page import A4, Document, hairline, pale_text
from libdesk.domain.rows.documents import DonationPaper
from libdesk.domain.show import show_day, show_money
from libdesk.i18n import _, ngettext

SIZE: Final = (A4[1], A4[0])
EDGE: Final = 16 * MM  # of the frame
INSIDE: Final = 44 * MM  # of the words
HEAD: Final = 34.0
TEXT: Final = 16.0
STEP: Final = 1.9  # of a line, in em


def donation_certificate(paper: DonationPaper) -> bytes:
    """One page: to whom, for what, by whom, on which day."""
    document = Document(_("Certificate of donation"), paper.school)
    canvas = document.page(SIZE)
    width, height = SIZE
    _frame(document)
    y = height - 50 * MM
    heading = _("Certificate of donation")
    draw_text(canvas, width / 2, y, heading, HEAD, bold=True, align="center", spacing=6.0)
    hairline(canvas, width / 2 - 30 * MM, y - 8 * MM, 60 * MM)
    y -= 26 * MM
    room = width - 2 * INSIDE
    draw_text(
        canvas, INSIDE, y, fitted(_("{donor}:").format(donor=paper.donor), room, TEXT, bold=True), TEXT, bold=True
    )
    y -= TEXT * STEP
    for number, line in enumerate(_lines(_thanks(paper), room)):
        draw_text(canvas, INSIDE + (0 if number else 2 * TEXT), y - number * TEXT * STEP, line, TEXT)
    foot = EDGE + 26 * MM
    right = width - INSIDE
    draw_text(canvas, right, foot, fitted(paper.school, room, TEXT), TEXT, align="right")
    draw_text(canvas, right, foot - TEXT * STEP, show_day(paper.day, weekday=False, year=True), TEXT, align="right")
    pale_text(canvas, INSIDE, foot - TEXT * STEP, _("No. {no}").format(no=paper.no))
    return document.finish()


def _lines(text: str, room: float) -> list[str]:
    """The first line begins two characters further in."""
    first = wrapped(text, room - 2 * TEXT, TEXT)[0]
    rest = text[len(first) :].lstrip()
    return [first, *(wrapped(rest, room, TEXT) if rest else [])]


def _thanks(paper: DonationPaper) -> str:
    count = ngettext("{n} book", "{n} books", paper.copies).format(n=paper.copies)
    if paper.titles != paper.copies:
        titles = ngettext("{n} title", "{n} titles", paper.titles).format(n=paper.titles)
        count = _("{titles}, {books}").format(titles=titles, books=count)
    if paper.amount_fen:
        count = _("{books} worth {amount}").format(books=count, amount=show_money(paper.amount_fen))
    return _(
        "Thank you for the gift of {books} to our library. They have been entered into its holdings and will be read "
        "by our pupils. With sincere thanks."
    ).format(books=count)


def _frame(document: Document) -> None:
    canvas = document.canvas
    canvas.saveState()
    canvas.setStrokeGray(0.35)
    for edge, line in ((EDGE, 1.6), (EDGE + 2 * MM, 0.4)):
        canvas.setLineWidth(line)
        canvas.rect(edge, edge, SIZE[0] - 2 * edge, SIZE[1] - 2 * edge)
    canvas.restoreState()
